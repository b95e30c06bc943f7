# Two commands do all the set-up: `make site` and `make test`.
VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= python3
READY := $(VENV)/.ready

.PHONY: setup site test check serve fix bench

setup: $(READY)

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Front Desk needs Python 3.11 or newer; say which with: make PYTHON=python3.12 …"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[print,scan,zensical,test,bench]'
	@touch $@

# The site works from a server and from a folder alike.
site: $(READY)
	$(BIN)/frontdesk build --offline

test: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/frontdesk check --strict
	$(BIN)/python tests/chromium.py
	$(BIN)/python tests/postgres.py
	$(BIN)/python -m pytest -n auto --maxprocesses 8

check: $(READY)
	$(BIN)/frontdesk check

serve: $(READY)
	$(BIN)/frontdesk serve

# What a machine can mend: the form of the code, and files that are made from others.
fix: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/frontdesk schema

bench: $(READY)
	$(BIN)/python -m tests.benchmarks
