# The only door: people and CI call the same targets. `make help` lists them.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.SUFFIXES:
.DELETE_ON_ERROR:

VENV := .venv
PYTHON := $(VENV)/bin/python
STAMPS := $(VENV)/stamps
INSTALL := scripts/uv pip install --quiet --python $(PYTHON)
FUZZ_SECONDS ?= 60
HASHED := --require-hashes --only-binary :all: --compile-bytecode

# A virtual environment whose interpreter is gone is made anew.
ifeq ($(wildcard $(PYTHON)),)
  $(shell rm -rf $(STAMPS))
endif

SOURCES := $(shell find src -name '*.py')
WEB_SOURCES := $(shell find web \( -name node_modules -o -name .svelte-kit -o -name build -o -name dist -o -name test-results \) -prune \
  -o -type f -print)

.PHONY: help setup run test check bench fuzz dev requirements docs clean

help: ## List the targets
	@sed -n 's/^\([a-z]*\):.*## /  make \1@/p' $(MAKEFILE_LIST) | awk -F@ '{ printf "%-22s %s\n", $$1, $$2 }'

setup: $(STAMPS)/bytecode $(STAMPS)/web ## Install what running needs: uv, Python packages, the web build

run: setup ## Start everything and print the addresses; Ctrl-C stops it
	@$(PYTHON) -m klieg serve

test: setup $(STAMPS)/dev $(STAMPS)/test-needs ## Run every check and test (what CI runs)
	@$(PYTHON) scripts/run_checks.py test

check: setup $(STAMPS)/dev ## Run the fast half: lint, types, contracts, unit and conformance tests
	@$(PYTHON) scripts/run_checks.py check

bench: setup $(STAMPS)/dev $(STAMPS)/test-needs ## Run the benchmarks and print their tables (BENCH="name --quick" for some)
	@scripts/install-test-needs bench
	@$(PYTHON) -m tests.perf $(BENCH)

fuzz: setup $(STAMPS)/dev ## Fuzz each parser with coverage feedback, FUZZ_SECONDS (60) each
	@$(PYTHON) tests/fuzz/driver.py --seconds $(FUZZ_SECONDS)

dev: setup $(STAMPS)/dev ## Run with reload: processes restart when src changes, Vite serves the web app
	@$(PYTHON) scripts/run_dev.py

requirements: $(STAMPS)/python ## Resolve requirements/*.in anew into hashed requirements/*.txt
	@scripts/compile-requirements

docs: setup ## Write the generated pages: example config, settings, commands
	@$(PYTHON) -m klieg.cli.reference

clean: ## Remove everything that the other targets made, except data
	@rm -rf $(VENV) .tools web/node_modules web/*/node_modules web/packages/*/node_modules src/klieg/api/web_build \
	  .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache test-results
	@find src tests tools scripts -name __pycache__ -type d -prune -exec rm -rf {} +

$(STAMPS)/python: .python-version requirements/uv.txt scripts/uv scripts/make-venv
	@scripts/make-venv
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/runtime: requirements/runtime.txt $(STAMPS)/python
	@echo "Installing Python packages…"
	@$(INSTALL) $(HASHED) -r requirements/runtime.txt
	@touch $@

$(STAMPS)/package: pyproject.toml $(STAMPS)/runtime
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(STAMPS)/bytecode: $(STAMPS)/package $(SOURCES)
	@$(PYTHON) -m compileall -q src
	@touch $@

$(STAMPS)/web: $(STAMPS)/python scripts/build-web $(WEB_SOURCES)
	@scripts/build-web
	@touch $@

$(STAMPS)/dev: requirements/dev.txt $(STAMPS)/package
	@echo "Installing what checks and tests need…"
	@$(INSTALL) $(HASHED) -r requirements/dev.txt
	@touch $@

$(STAMPS)/test-needs: $(STAMPS)/python scripts/install-test-needs
	@scripts/install-test-needs
	@touch $@
