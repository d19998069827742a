# People and CI type the same targets; `make help` lists them.
PYTHON ?= python3
PY := .venv/bin/python
SERVICES := $(PY) docker/services.py
WITH := $(SERVICES) exec --
export PYTHONUNBUFFERED := 1
.DEFAULT_GOAL := help

.PHONY: help run test lint bench manage stop clean translations python system-run system-test

help: ## This list
	@awk -F':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

run: system-run .venv/.run node_modules/.ready geoweb/locale/.ready ## Everything: services, demonstration world, web and worker (PORT=8000)
	@exec $(WITH) $(PY) docker/run.py

test: system-test .venv/.dev node_modules/.ready geoweb/locale/.ready ## Lint, types, contracts, then all tests (ARGS="-k leak" passes through)
	@$(if $(ARGS),,$(MAKE) --no-print-directory lint)
	@exec $(WITH) $(PY) -m pytest $(ARGS)

lint: .venv/.dev node_modules/.ready ## Ruff, mypy, import contracts, templates, JavaScript, shell scripts
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@SECRET_KEY=lint $(PY) -m mypy
	@$(PY) -c "from importlinter.cli import lint_imports_command; lint_imports_command()"
	@$(PY) -m djlint templates --check --lint
	@npm run --silent lint
	@for script in docker/*.sh .ci/run; do bash -n $$script || exit 1; done

bench: system-test .venv/.dev node_modules/.ready geoweb/locale/.ready ## Benchmarks, one JSON line a figure (ONLY=tiles,regions)
	@DATABASE_NAME=homing_bench exec $(WITH) $(PY) -m tests.bench $(ONLY)

manage: system-run .venv/.run ## A management command with the services up (ARGS="load_regions --help")
	@exec $(WITH) $(PY) manage.py $(ARGS)

translations: .venv/.run ## Bring the catalogues in geoweb/locale up to date with the texts
	@SECRET_KEY=translations $(PY) manage.py makemessages --all --no-wrap --add-location file \
		--ignore .venv --ignore node_modules --ignore build --ignore tests

stop: python ## End every process of this checkout
	@$(PYTHON) docker/services.py stop

clean: python ## Stop, then delete the database, the media and what was installed here
	@$(PYTHON) docker/services.py clean
	@rm -rf .venv node_modules build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "homing: $$($(PYTHON) --version 2>&1) is too old; Python 3.11 to 3.13 is needed. Choose one with PYTHON=..."; exit 1; }

system-run: python
	@docker/system.sh app database redis

system-test: python
	@docker/system.sh app database redis test

.venv/.run: requirements.txt | python
	@echo "python: installing packages into .venv"
	@[ -x $(PY) ] || $(PYTHON) -m venv .venv
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.txt || \
		{ echo "python: the packages could not be installed. Check the network and the disk, then run this again."; exit 1; }
	@touch $@

.venv/.dev: .venv/.run requirements-dev.txt requirements-s3.txt
	@echo "python: installing development packages into .venv"
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt || \
		{ echo "python: the packages could not be installed. Check the network and the disk, then run this again."; exit 1; }
	@touch $@

node_modules/.ready: package.json package-lock.json
	@command -v npm >/dev/null || { echo "node: npm is missing. Install Node.js 20 or later, then run this again."; exit 1; }
	@echo "node: installing packages into node_modules"
	@npm ci --silent --no-audit --no-fund || { echo "node: the packages could not be installed. Check the network and the disk, then run this again."; exit 1; }
	@touch $@

geoweb/locale/.ready: $(wildcard geoweb/locale/*/LC_MESSAGES/*.po)
	@docker/translations.sh
	@touch $@
