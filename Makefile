# What a developer types. Everything lands in .venv; nothing else on the machine is changed but system
# packages that the tests need (browser, LibreOffice, poppler), installed with apt-get where missing.
PYTHON ?= python3
BIN := .venv/bin
STATIC := fingerpost/govuk/static/fingerpost
TWO := -n 2 --dist worksteal
# The tests start many processes, which need not compile everything again.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help demo test bench bench-large bench-peers reference pictures messages lock clean

help: ## List the commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

demo: .venv/main build/static ## Serve a fictional council; prints the address and a sign-in for each role (ONCE=1: try them and stop)
	@$(BIN)/fingerpost demo --data demo $(if $(ONCE),--check)

test: .venv/bin/python ## Install what the tests need, then run every check and test; what uses the database, on SQLite and on PostgreSQL
	@$(MAKE) -s -j2 FIRST=.venv/system .venv/dev node_modules
	@$(MAKE) -s build/static
	@$(BIN)/ruff check . && $(BIN)/ruff format --check -q . && $(BIN)/mypy && $(BIN)/lint-imports
	@$(BIN)/pytest $(TWO) --cov --cov-report= tests/rules tests/repository tests/reports/open_data
	@$(BIN)/coverage report --include='fingerpost/rules/*' --fail-under=100 --skip-covered
	@$(BIN)/pytest $(TWO) --no-migrations --ignore=tests/rules --ignore=tests/repository --ignore=tests/reports/open_data
	@requirements/with-postgresql $(BIN)/pytest $(TWO) -m 'not browser'

bench: .venv/dev ## Measure against a floor, in one run; prints ratios
	@$(BIN)/python -m bench

bench-large: .venv/dev build/static ## Hold the pages among 100 councils with ten years of data beside one council alone (COUNCILS=5 YEARS=2: smaller)
	@$(BIN)/python -m bench.large $(or $(COUNCILS),100) $(or $(YEARS),10)

bench-peers: .venv/dev build/static ## Set Redmine and Tryton beside us on the same plans (installs both; needs root)
	@$(BIN)/python -m bench.peers

reference: .venv/dev ## Write docs/reference anew from the code
	@$(BIN)/python docs/write_reference.py

pictures: .venv/dev build/static ## Take the pictures of the documentation anew from the demonstration (needs Chromium)
	@$(BIN)/python -m docs.make_pictures

messages: .venv/dev ## Gather every word for people into fingerpost/locale/django.pot, for a translation
	@mkdir -p fingerpost/locale
	@$(BIN)/pybabel -q extract -F babel.cfg -k pgettext:1c,2 -k pgettext_lazy:1c,2 -k gettext_lazy -k ngettext_lazy:1,2 -k said -k said_n:1,2 -o fingerpost/locale/django.pot .

lock: .venv/dev ## Make the locked dependencies anew from pyproject.toml
	@$(BIN)/python requirements/lock.py

clean: ## Remove what set-up made
	rm -rf .venv node_modules demo

.venv/bin/python:
	@$(PYTHON) -m venv .venv || { apt-get update -qq && apt-get install -y -qq python3-venv && $(PYTHON) -m venv --clear .venv; }

.venv/main: .venv/bin/python requirements/main.txt
	@$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements/main.txt
	@$(BIN)/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q fingerpost
	@touch $@

.venv/dev: .venv/main requirements/dev.txt
	@$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

.venv/system: requirements/system.txt
	@requirements/install-system
	@touch $@

node_modules: package.json package-lock.json | $(FIRST)
	@command -v npm >/dev/null || { apt-get update -qq && apt-get install -y -qq --no-install-recommends npm >/dev/null; }
	@npm ci --silent --no-audit --no-fund
	@touch $@

$(STATIC)/fingerpost.css: node_modules $(wildcard fingerpost/govuk/styles/*.scss)
	@node_modules/.bin/sass --pkg-importer=node --style=compressed --no-source-map --quiet-deps fingerpost/govuk/styles/fingerpost.scss $@

$(STATIC)/govuk-frontend.min.js: node_modules
	@cp node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.js $@

build/static: .venv/main $(STATIC)/fingerpost.css $(STATIC)/govuk-frontend.min.js $(shell find fingerpost -path '*/static/*' -type f)
	@$(BIN)/python manage.py collectstatic --noinput -v0
	@touch $@
