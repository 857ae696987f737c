# What developers and CI run; `make help` lists it. Needs Python 3.11 or newer, git and make, nothing else.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
endif
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

# A file in the environment says what was installed into it, so that it is made once.
READY_TO_RUN := $(VENV)/ready-to-run
READY_TO_DEVELOP := $(VENV)/ready-to-develop

STATEMENT := examples/icbc-2026-10.csv

.DEFAULT_GOAL := help
.PHONY: help demo test lint coverage bench bench-matching docs docs-check format lock clean

help: ## list these targets
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 14

demo: $(READY_TO_RUN) ## the main job on the book in ledgers/: a bank statement, a month, who owes what
	$(BIN)/salesbook reconcile $(STATEMENT) --dry-run
	$(BIN)/salesbook report --month 2026-10
	$(BIN)/salesbook aging

test: $(READY_TO_DEVELOP) ## all tests
	$(BIN)/python -m pytest -n 2

lint: $(READY_TO_DEVELOP) docs-check ## style, types, layers, stale documents
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

coverage: $(READY_TO_DEVELOP) ## every branch of the model and the rules is tested
	$(BIN)/coverage run -m pytest tests/model tests/rules
	$(BIN)/coverage report --fail-under=100

BENCH ?= --documents --json speed.json

bench: $(READY_TO_DEVELOP) ## time and memory at 1,000 to 100,000 orders, beside Ledger, hledger and beancount; BENCH=options
	$(BIN)/python -m benchmarks.speed $(BENCH)

SEEDS ?= 300-304

bench-matching: $(READY_TO_DEVELOP) ## how well bank lines are matched on generated books, in four grades; SEEDS=a-b
	$(BIN)/python -m benchmarks.matching --seeds $(SEEDS) --difficulties --progress

docs: $(READY_TO_DEVELOP) ## make the generated documents again
	$(BIN)/python -m tools.documents

docs-check: $(READY_TO_DEVELOP) ## fail where a generated document is stale
	$(BIN)/python -m tools.documents --check

format: $(READY_TO_DEVELOP) ## lay out the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

COMPILE := $(BIN)/uv pip compile pyproject.toml --quiet --upgrade --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock'

lock: $(READY_TO_RUN) ## choose the versions of all dependencies anew
	$(PIP) install 'uv>=0.9'
	$(COMPILE) --group build --output-file requirements.lock
	$(COMPILE) --group build --group dev --constraint requirements.lock --output-file requirements-dev.lock

clean: ## remove the environment and what tools left behind
	rm -rf $(VENV) .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache

$(READY_TO_RUN): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "salesbook needs Python 3.11 or newer: make PYTHON=python3.12 ...")'
	@echo 'Making the environment in $(VENV) ...'
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) install --require-hashes --requirement requirements.lock
	@$(PIP) install --no-index --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q src
	@touch $@

$(READY_TO_DEVELOP): requirements-dev.lock $(READY_TO_RUN)
	@echo 'Adding the tools of development ...'
	@$(PIP) install --require-hashes --requirement requirements-dev.lock
	@touch $@
