# Everything that a contributor types. `make help` lists it.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed
WORKERS ?= 2
RUNS    ?= 1000000

.DEFAULT_GOAL := setup

.PHONY: help
help: ## Show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 18

.PHONY: setup
setup: $(STAMP) ## Build .venv from pinned versions (torch by plain pip, 2.13.0 exactly)

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "dlgrade needs Python 3.11 or newer: make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt torch==2.13.0
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $(STAMP)

.PHONY: packages
packages: ## Install what is missing of the system: libseccomp, Chromium (Debian, as root)
	@tools/install-packages

.PHONY: lint
lint: setup ## ruff: style and formatting
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

.PHONY: types
types: setup ## mypy, strict
	$(BIN)/mypy

.PHONY: imports
imports: setup ## The import rules between the packages
	$(BIN)/lint-imports --no-cache

.PHONY: test
test: setup packages lint types imports ## Everything: lint, types, import rules, all tests
	$(BIN)/pytest -n $(WORKERS) --dist loadgroup

.PHONY: quick
quick: setup lint ## What is quick enough to run while working
	$(BIN)/pytest -n $(WORKERS) --dist loadgroup -m 'not slow and not browser and not gpu'

.PHONY: golden
golden: setup ## Rewrite the golden reports; read the difference before committing it
	$(BIN)/pytest tests/golden -n $(WORKERS) --update-golden -q

.PHONY: seeds
seeds: setup ## Reference solutions of both flavours over 200 seeds; takes an hour or two
	DLGRADE_TEST_SEEDS=200 $(BIN)/pytest tests/samples/test_solutions.py -k under_any_seed -n $(WORKERS) --dist loadgroup -q

.PHONY: validate
validate: setup ## Prove the exercises in full: every mutant, 20 seeds, every known mistake; takes some minutes
	$(BIN)/dlgrade validate --full

.PHONY: hostile
hostile: setup packages ## Grade the hostile submissions at every level, and print what came of each
	$(BIN)/python -m tests.hostile

.PHONY: fuzz
fuzz: setup ## Fuzz what reads replies, RUNS=1000000 times; KEEP=--keep adds to the corpus (needs Python 3.11 to 3.13)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[fuzz]'
	$(BIN)/python -m tests.fuzz --runs $(RUNS) $(KEEP)

.PHONY: demo
demo: setup ## Grade the sample submissions
	$(BIN)/python examples/demo.py

.PHONY: bench
bench: setup ## Measure the promises of speed, and write docs/benchmarks.md and exercise-times.md
	$(BIN)/python -m benchmarks --large --write
	$(BIN)/python -m benchmarks.exercises --write

.PHONY: reports
reports: setup ## Rewrite the sample report and the published JSON Schema
	$(BIN)/python -m tests.report.factory

.PHONY: clean
clean: ## Remove what was built
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis dist build
