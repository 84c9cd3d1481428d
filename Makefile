# make demo · make test · make bench: each starts from a fresh clone with Python and make.
# With TORCH=cpu PyTorch comes without CUDA, from the index that its installation page names:
# hundreds of MB instead of several GB.
PYTHON ?= python3
BIN := .venv/bin
INDEX = $(if $(TORCH),--extra-index-url https://download.pytorch.org/whl/$(TORCH))
VERSIONS := 3.10 3.11 3.12 3.13 3.14
PARALLEL = --numprocesses 2 --dist loadfile --no-loadscope-reorder
PYTEST = $(BIN)/python -m pytest $(PARALLEL)
.PHONY: demo test lint test-quick test-all test-long test-versions attack coverage bench dist

demo: .venv/ready
	$(BIN)/autograder demo

test: .venv/ready-dev
	$(MAKE) --no-print-directory --jobs 2 lint test-quick

lint: .venv/ready-dev
	$(BIN)/ruff check .
	$(BIN)/python -m mypy

test-quick: .venv/ready-dev
	$(PYTEST) -m "not long"

# What `make test` runs, and all that is long by nature: in one run, which makes what they share once.
test-all: .venv/ready-dev
	$(MAKE) --no-print-directory --jobs 2 lint test-long

test-long: .venv/ready-dev
	$(PYTEST) --durations=25

# A sample with each of the VERSIONS that is found here: ARGS="--only 3.12 --remove" for some.
test-versions:
	$(PYTHON) tests/versions.py $(if $(TORCH),--index https://download.pytorch.org/whl/$(TORCH)) \
		$(ARGS) $(VERSIONS)

attack: .venv/ready-dev .venv/ready-bench
	$(PYTEST) tests/attackers
	PYTHONPATH=tests $(BIN)/python -m attackers.layers
	.venv/bench/bin/python benchmarks/attacks.py $(ARGS)

# Which lines nothing runs: ARGS="-m 'not long'" for what `make test` runs.
coverage: .venv/ready-dev
	rm -rf .coverage
	$(BIN)/python -m coverage run -m pytest $(PARALLEL) $(ARGS)
	$(BIN)/python -m coverage combine --quiet
	$(BIN)/python -m coverage report

bench: .venv/ready-bench
	.venv/bench/bin/python benchmarks/bench.py $(ARGS)

dist: .venv/ready-dev
	$(BIN)/python -m build --no-isolation

.venv/ready: pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet $(INDEX) -c constraints.txt -e .
	touch $@

.venv/ready-dev: .venv/ready
	$(BIN)/python -m pip install --quiet $(INDEX) -c constraints.txt -e '.[dev]'
	touch $@

# The graders that the bench measures beside this one get an environment of their own, which
# sees the kit's libraries: the kit's own environment, and so what learners may import, stays.
.venv/ready-bench: .venv/ready
	$(BIN)/python -m venv .venv/bench
	$(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))' > .venv/kit.pth
	cp .venv/kit.pth .venv/bench/lib/python3*/site-packages/
	.venv/bench/bin/python -m pip install --quiet $(INDEX) -c constraints.txt -e '.[bench]'
	touch $@
