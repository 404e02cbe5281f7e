# `make build` and `make test` need nothing but Python 3.11 or later, git and make.

VENV   := .venv
PYTHON := $(VENV)/bin/python
PIP    := $(PYTHON) -m pip --quiet --disable-pip-version-check
CODE   := $(wildcard digest tests benchmarks)

.PHONY: build test check coverage docs bench soak fuzz mutants clean

build: $(VENV)/.installed  ## the sample site into output/
	$(VENV)/bin/digest build

test: $(VENV)/.dev         ## everything that has to hold; of one room: ROOM=ingest/html
	scripts/browser
	scripts/validator $(VENV)
	scripts/pythons $(VENV)
	@$(MAKE) --no-print-directory check
	$(PYTHON) -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal $(ROOM:%=tests/%) $(ARGS)

check: $(VENV)/.dev        ## style and types only
	$(VENV)/bin/ruff check
	$(VENV)/bin/mypy $(CODE)

coverage: $(VENV)/.dev     ## branch coverage by room into docs/coverage.md; fails below a floor there
	$(PYTHON) -m coverage erase
	$(PYTHON) -m coverage run -m pytest -m 'not soak and not bare' --numprocesses auto --maxprocesses 4 --dist worksteal $(ARGS)
	$(PYTHON) -m coverage combine --quiet
	$(PYTHON) -m tests.room_coverage

docs: $(VENV)/.dev         ## write the generated parts of docs/ anew
	$(PYTHON) tests/reference.py --write

bench: $(VENV)/.dev        ## measure
	$(PYTHON) -m benchmarks $(ARGS)

soak: $(VENV)/.dev         ## the long random tests; a part of them: STEPS=50000 make soak ARGS=tests/builder/test_incremental.py
	$(PYTHON) -m pytest -m soak $(ARGS)

fuzz: $(VENV)/.dev         ## any bytes for every format, for minutes: ARGS='html --seconds 60'
	-$(PIP) install --group fuzz
	$(PYTHON) -m tests.fuzz $(ARGS)

mutants: $(VENV)/.dev      ## faults put in at random, and whether a test sees them: ARGS='archive --number 10'
	$(PIP) install --group mutants
	$(PYTHON) -m tests.mutants $(ARGS)

clean:                     ## everything that make can make again
	rm -rf $(VENV) .coverage* .digest .hypothesis .mutants .mypy_cache .pytest_cache .ruff_cache dist

$(PYTHON):
	scripts/venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(PYTHON)
	$(PIP) install --upgrade 'pip>=25.1'
	$(PIP) install --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.installed
	$(PIP) install --group dev
	@touch $@
