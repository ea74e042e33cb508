# Two commands are enough: `make demo` shows the bot at work, `make test` checks everything.
PYTHON ?= python3
VENV   := .venv
RUN    := $(VENV)/bin/python

# Client libraries in JavaScript that the local workspace is tried against; without npm those tests are skipped.
CLIENTS := tests/other_clients

.PHONY: demo test check lint types unit lock messages language javascript bench fuzz clean

demo: $(VENV)/.runtime ## a sample district in your browser; no token, no account
	@$(RUN) -m bot demo $(DEMO)

test: $(VENV)/.dev javascript ## everything: lint, types, contracts, both databases, both platforms, the browser
	$(MAKE) --no-print-directory lint types
	$(RUN) -m pytest -n 2 --dist worksteal $(TESTS)

check: $(VENV)/.dev ## the quick loop: lint, types and unit tests
	$(MAKE) --no-print-directory lint types unit

lint: $(VENV)/.dev
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/lint-imports --no-logo

types: $(VENV)/.dev
	$(RUN) -m mypy

unit: $(VENV)/.dev
	$(RUN) -m pytest -n 2 -m unit

messages: $(VENV)/.dev ## collect every sentence that a person sees into the message template
	$(RUN) -m bot.language.extract

language: $(VENV)/.dev ## begin a language or bring it up to date, and list what it lacks: make language LOCALE=fr
	$(RUN) -m bot.language.update $(LOCALE)

bench: $(VENV)/.dev ## what the store and the local workspace carry on this machine (some three minutes)
	$(RUN) -m benchmarks.bench_store
	$(RUN) -m benchmarks.bench_sandbox

fuzz: $(VENV)/.dev ## the long run: 100,000 random requests to the local workspace (some minutes)
	$(RUN) -W ignore -m tests.sandbox.fuzz.long

lock: ## resolve the libraries again (needs uv)
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  pyproject.toml -o requirements/runtime.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  --group dev pyproject.toml -o requirements/dev.lock

javascript: $(if $(shell command -v npm),$(CLIENTS)/node_modules/.installed)

clean:
	rm -rf $(VENV) $(CLIENTS)/node_modules build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "stem-bot needs Python 3.11 or newer. Try: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements/runtime.lock | $(VENV)/bin/python
	@echo "Installing what stem-bot needs (once, about half a minute) …"
	@$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/runtime.lock
	@touch $@

$(VENV)/.dev: requirements/dev.lock | $(VENV)/bin/python
	@echo "Installing what the tests need (once) …"
	@$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock
	@touch $@ $(VENV)/.runtime

$(CLIENTS)/node_modules/.installed: $(CLIENTS)/package-lock.json
	@echo "Installing the JavaScript clients of the tests (once) …"
	@npm ci --prefix $(CLIENTS) --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@
