# Needs only Python 3.11 or newer; everything else is installed into .venv.
# Another Python: make PYTHON=python3.12 run. Another address: make run PORT=8080 HOST=0.0.0.0

PYTHON ?= python3

VENV := .venv
PY := $(VENV)/bin/python
PINNED := .requirements/constraints.txt
AXE := tests/page/node_modules/.package-lock.json

.DEFAULT_GOAL := help
.PHONY: help run test check audit bench clean

help: ## list what there is
	@sed -n 's/^\([a-z]*\):.*## /make \1\t/p' $(MAKEFILE_LIST) | expand -t 16

run: $(VENV)/run ## serve the page on http://127.0.0.1:8000 (HOST, PORT)
	@exec $(PY) -m app $(if $(HOST),--host $(HOST)) $(if $(PORT),--port $(PORT))

test: $(VENV)/test node-modules ## install everything that tests need, then run all tests
	@$(PY) -m pytest --numprocesses auto --dist worksteal
	@sh tests/js/run

check: $(VENV)/test ## style and types: ruff, mypy
	@$(PY) -m ruff check
	@$(PY) -m ruff format --check
	@$(PY) -m mypy

audit: $(VENV)/test ## known weaknesses of packages; fails when there is nobody to ask (UNASKED=passes: says so only)
	@$(PY) -m tests.audit $(if $(filter passes,$(UNASKED)),--unasked-passes)

bench: $(VENV)/test ## compare engine and API with others, measure the page; JAX and PyTorch take part where .venv has them
	@$(PY) -m tests.bench.engine
	@$(PY) -m tests.bench.api
	@$(PY) -m tests.bench.crowd
	@$(PY) -m tests.bench.page

clean: ## remove what was installed
	rm -rf $(VENV) tests/page/node_modules

# an environment whose Python has gone, as after an upgrade of the system, is made anew
ifneq ($(shell $(PY) -c 'print(1)' 2>/dev/null),1)
$(VENV)/python: FORCE
endif
.PHONY: FORCE
FORCE:

$(VENV)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "This needs Python 3.11 or newer; name one with: make PYTHON=/path/to/python run"; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV) \
		|| { echo "Python has no venv module here; on Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@touch $@

$(VENV)/run: $(VENV)/python pyproject.toml $(PINNED)
	@$(PY) -m pip install --quiet --disable-pip-version-check -c $(PINNED) .
	@touch $@

$(VENV)/test: $(VENV)/run
	@$(PY) -m pip install --quiet --disable-pip-version-check -c $(PINNED) '.[test]'
	@touch $@

# axe-core, for the accessibility tests; they say so when it is missing
.PHONY: node-modules
node-modules:
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory $(AXE); fi

$(AXE): tests/page/package-lock.json
	@cd tests/page && npm ci --silent --no-audit --no-fund
	@touch $@
