# The ways to work with the project. `make install` is part of all others.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
SERVE ?= yes
BIN := .venv/bin
LOCKS := requirements/bootstrap.txt requirements/dev.txt
COMPILE := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-annotate --python-version 3.11 --custom-compile-command 'make lock'

.PHONY: help install assets demo test notebooks docs tools virtuoso comunica audit lint evaluate format lock clean

help: ## Show this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 10

install: .venv/installed ## Make .venv with the locked dependencies and the project

assets: .venv/assets ## Bring the scripts of the query and graph pages from npm, if there is npm; without them these pages are plain

demo: install assets ## Build the graph of the five reports, show it and serve it (SERVE=no: stop after the summary; PORT=8001: another port)
	$(BIN)/kg demo $(if $(filter no,$(SERVE)),--no-serve,--serve) $(if $(PORT),--port $(PORT))

test: install assets ## Run the whole test suite
	$(BIN)/python -m pytest -n 2 --dist worksteal

notebooks: install ## Run the notebooks; build/notebooks has them with their figures
	mkdir -p build/notebooks
	cd notebooks && ../$(BIN)/jupyter-execute *.ipynb --output=../build/notebooks/{notebook_name}

docs: install ## Make the documentation: build/docs/index.html
	$(BIN)/kg build seeds/reports --out build/demo >/dev/null
	$(BIN)/python -m sphinx --quiet --fail-on-warning --keep-going --fresh-env --doctree-dir build/doctrees docs build/docs

tools: ## Install the programs that the tests of office files, scans and pages use (Debian, as root)
	@requirements/install-tools

virtuoso: install ## Install Virtuoso (Debian, as root) and test published releases on it
	command -v virtuoso-t >/dev/null || apt-get install -qq -y --no-install-recommends virtuoso-opensource-7-bin
	$(BIN)/python -m pytest -m virtuoso

comunica: install ## Install Comunica (needs npm) and ask the endpoint with it
	npm install --silent --no-audit --no-fund --prefix .venv/comunica @comunica/query-sparql@4
	COMUNICA=.venv/comunica/node_modules/.bin/comunica-sparql $(BIN)/python -m pytest -m comunica

audit: install ## Look at all pages with axe in all widths, in the light and in the dark (needs Chromium)
	$(BIN)/python -m pytest -m audit tests/pages

lint: install ## Check style, types, layers and the generated vocabulary
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/kg vocabulary --check

evaluate: install ## Check that no figure on reports left out of the training has fallen (docs/evaluation.md)
	$(BIN)/kg evaluate --check docs/evaluation.json

format: install ## Format the code
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

lock: install ## Resolve the dependencies anew; UPGRADE=--upgrade takes the newest
	$(COMPILE) $(UPGRADE) requirements/bootstrap.in -o requirements/bootstrap.txt
	$(COMPILE) $(UPGRADE) pyproject.toml -c requirements/bootstrap.txt -o requirements/runtime.txt
	$(COMPILE) $(UPGRADE) pyproject.toml --all-extras --group dev --group docs -c requirements/bootstrap.txt -c requirements/runtime.txt -o requirements/dev.txt
	npm update --silent --package-lock-only --omit-lockfile-registry-resolved --prefix requirements

clean: ## Remove everything that the other targets made
	rm -rf .venv api/assets build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find kg api tests -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/bin/python:
	@requirements/make-venv '$(PYTHON)'

.venv/installed: .venv/bin/python $(LOCKS) pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary :all: --require-hashes -r requirements/bootstrap.txt
	$(BIN)/uv pip install --python $(BIN)/python --quiet --compile-bytecode --no-build-isolation --require-hashes -r requirements/dev.txt
	$(BIN)/uv pip install --python $(BIN)/python --quiet --no-build-isolation --no-deps --editable .
	@touch $@

.venv/assets: requirements/package-lock.json .venv/bin/python
	@requirements/make-assets .venv/npm api/assets
	@[ ! -d api/assets ] || touch $@
