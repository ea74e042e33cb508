#!/bin/sh
# Plants mistakes in the postman's code, one at a time, and counts those that the tests of deliveries notice.
# Everything happens in a folder that is thrown away: a copy of the project, and mutmut beside its libraries.
# With names (bot.schedule.claims*) only those mutants. Half an hour on two quiet cores.
set -eu

project=$(cd "$(dirname "$0")/.." && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

"$project/.venv/bin/python" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'mutmut>=3.3,<4'
"$project/.venv/bin/python" -c 'import site; print(site.getsitepackages()[0])' \
  > "$("$folder/venv/bin/python" -c 'import site; print(site.getsitepackages()[0])')/project.pth"

mkdir "$folder/copy"
cd "$project"
tar -cf - --exclude=node_modules --exclude=__pycache__ bot rubric migrations tests docs pyproject.toml \
  config.example.yaml README.md | tar -xf - -C "$folder/copy"
cd "$folder/copy"
cat > setup.cfg <<'CONFIG'
[mutmut]
source_paths=bot
only_mutate=
    bot/schedule/delivery.py
    bot/schedule/claims.py
    bot/schedule/outcomes.py
    bot/schedule/looks.py
pytest_add_cli_args_test_selection=
    tests/schedule/test_outbox.py
    tests/schedule/test_proof.py
    tests/schedule/test_last_look.py
    tests/schedule/test_postman.py
    tests/schedule/test_postman_waits.py
    tests/schedule/test_postman_setbacks.py
    tests/schedule/test_shut.py
    tests/schedule/test_delivery_ways.py
    tests/schedule/test_delivery_together.py
    tests/schedule/test_delivery_edits.py
    tests/schedule/test_delivery_wire.py
    tests/schedule/test_rounds.py
    tests/schedule/test_rounds_setbacks.py
    tests/schedule/test_looks.py
    tests/schedule/test_claims.py
pytest_add_cli_args=
    -k
    not postgres and not discord
    -p
    no:cacheprovider
    -p
    tests.schedule.planted
also_copy=
    bot
    rubric
    migrations
    config.example.yaml
    README.md
    docs
use_git_change_detection=false
track_dependencies=false
CONFIG
"$folder/venv/bin/mutmut" run --max-children 2 "$@"
# Every mutant that was not killed, by name; `mutmut show NAME` in the copy prints it.
"$folder/venv/bin/mutmut" results
