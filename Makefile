# make demo · make test · make bench: each starts from a fresh clone with Python and make.
PYTHON ?= python3
BIN := .venv/bin
.PHONY: demo test bench

demo: .venv/ready
	$(BIN)/autograder demo

test: .venv/ready-dev
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest

.venv/ready: pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet -c constraints.txt -e .
	touch $@

.venv/ready-dev: .venv/ready
	$(BIN)/python -m pip install --quiet -c constraints.txt -e '.[dev]'
	touch $@
