# Two commands are enough: `make demo` shows the bot at work, `make test` checks everything.
PYTHON ?= python3
VENV   := .venv
RUN    := $(VENV)/bin/python

# Client libraries in JavaScript that the local workspace is tried against; without npm those tests are skipped.
CLIENTS := tests/other_clients

.PHONY: demo test check lint types unit lock messages language javascript bench fuzz soak soak-year soak-team soak-crash \
  soak-replicas soak-zones soak-random mutants coverage pictures clean

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

bench: $(VENV)/.dev ## every figure beside the usual way on this machine, as JSON and in a table (some ten minutes)
	$(RUN) -m benchmarks.everything

fuzz: $(VENV)/.dev ## the long run: 100,000 random requests to the local workspace (some minutes)
	$(RUN) -W ignore -m tests.sandbox.fuzz.long

# Each of them alone: make soak-zones, and so on. What each one shows: docs/reliability.md.
soak: soak-year soak-team soak-crash soak-replicas soak-zones soak-random fuzz ## the long runs: a school year, 1,000 kills, … (hours)

soak-year: $(VENV)/.dev ## a school year of 50 teams in which much goes wrong
	$(RUN) -W ignore -m tests.soak.long $(YEAR)

soak-team: $(VENV)/.dev ## a school year of check-ins of one team of 30: every message to everybody, checked
	STEM_BOT_SOAK=1 $(RUN) -m pytest -q -p no:cacheprovider tests/school_year

soak-crash: $(VENV)/.dev ## 1,000 times kill -9, at every named place
	$(RUN) -W ignore -m tests.crash.long $(KILLS)

soak-replicas: $(VENV)/.dev ## several processes on PostgreSQL, 60 of them killed
	STEM_BOT_REPLICA_KILLS=60 $(RUN) -m pytest -q -p no:cacheprovider --timeout 3600 tests/replicas

soak-zones: $(VENV)/.dev ## every zone, every quarter of an hour from 2026 to 2030
	STEM_BOT_SOAK=1 $(RUN) -m pytest -q -p no:cacheprovider -n 2 tests/schedule/test_wall_clock_years.py

soak-random: $(VENV)/.dev ## the outbox and a check-in, in thousands of random orders
	STEM_BOT_SOAK=1 $(RUN) -m pytest -q -p no:cacheprovider --timeout 3600 \
	  tests/schedule/test_outbox_at_random.py tests/schedule/test_occurrences_at_random.py

# mutmut is no part of the dependencies: it lives in a folder that is thrown away, with a copy of the project.
mutants: $(VENV)/.dev ## plant mistakes in the postman's code and count which ones the tests notice
	sh tests/mutants.sh $(MUTANTS)

# Without PostgreSQL, on which nothing there takes another way. Fewer tests: make coverage COVERED=tests/schedule
COVERED := tests/schedule tests/features tests/cli
coverage: $(VENV)/.dev ## which branches of the code that delivers and keeps time the tests take, and which they do not
	$(RUN) -m coverage erase
	$(RUN) -m coverage run -m pytest -q -p no:cacheprovider -n 2 --dist worksteal -m "not postgres" $(COVERED)
	$(RUN) -m coverage combine -q
	$(RUN) -m coverage report

pictures: $(VENV)/.dev ## draw the approved pictures anew; look at each one that changed
	$(RUN) -m tests.charts.renew $(PICTURES)

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
