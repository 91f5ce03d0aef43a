# Everything a fresh machine needs: Python >= 3.11 and make. The targets set up .venv by themselves.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# The folders of tests that have to go through every line of the core by themselves; measuring makes them slow.
MEASURED := model commands rules capture desk laws views storage cli export_docs fuzz/test_fuzz_sendings.py
PIP := $(BIN)/python -m pip --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help demo run test check format lint types contracts tests pictures pages app wheel fuzz faults bench clean

help: ## say what there is to make
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

demo: $(VENV)/.run ## open a copy of the sample meeting
	@$(BIN)/kpfacil demo

run: $(VENV)/.run ## open the home screen
	@$(BIN)/kpfacil

test: tests ## set up and run the tests

check: format lint types contracts tests ## format, lint, types, contracts, tests with coverage: what CI runs

format: $(VENV)/.dev
	$(BIN)/ruff format --check .

lint: $(VENV)/.dev
	$(BIN)/ruff check .

types: $(VENV)/.dev
	$(BIN)/mypy kpfacil tests benchmarks packing

contracts: $(VENV)/.dev
	$(BIN)/lint-imports

tests: $(VENV)/.dev
	$(BIN)/pytest -n auto --dist loadgroup --cov --cov-report=term $(addprefix tests/,$(MEASURED))
	$(BIN)/pytest -n auto --dist loadgroup $(addprefix --ignore=tests/,$(MEASURED))

pictures: $(VENV)/.dev ## draw the pictures of README anew
	@$(BIN)/python -m tests.pictures

pages: $(VENV)/.dev ## make the pages of docs that are made of the code: the line on one page, the licences
	@$(BIN)/python -m packing.pages

app: $(VENV)/.dev ## pack the program as one folder for this system, and try it
	@$(BIN)/python packing/build_app.py

wheel: $(VENV)/.dev ## make the wheel, and try it in an empty environment
	$(PIP) install --quiet --constraint constraints.txt --group wheel
	@$(BIN)/python packing/build_wheel.py

bench: $(VENV)/.dev ## print how fast everything is, in two minutes; PEERS=1 others too, FULL=1 every size
	@$(BIN)/python -m benchmarks.figures $(if $(FULL),--full) $(if $(PEERS),--peers) $(if $(JSON),--json $(JSON))

fuzz: $(VENV)/.dev ## give every door of the program what nobody should: an hour; KPFACIL_SEED tries other cases
	KPFACIL_FULL=1 $(BIN)/pytest -n auto --dist loadgroup tests/fuzz
	KPFACIL_FULL=1 $(BIN)/pytest -n auto --dist loadgroup -m hypothesis tests

faults: $(VENV)/.dev ## kill it, fill its disk, take its files away: all of what the tests try a little of
	KPFACIL_FULL=1 $(BIN)/pytest -n auto --dist loadgroup tests/faults

clean: ## remove what make made
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .coverage .coverage.* htmlcov

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "kpfacil needs Python 3.11 or newer: make PYTHON=python3.12 ..."; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) install --quiet --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.dev: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) install --quiet --constraint constraints.txt 'pip>=25.1'
	$(PIP) install --quiet --constraint constraints.txt --editable '.[pdf]' --group dev
	@touch $@ $(VENV)/.run
