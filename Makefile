# Lernhafen: everything a person or a machine runs. Python 3.11, make and git are enough for `make demo`.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
PORT ?= 8000
PYTHON ?= $(shell command -v python3.11 || command -v python3)
RUN := .venv/bin/python
SERVICES := eval "$$($(RUN) .ci/services.py)"
LOG_LEVEL ?= WARNING
DEMO := LERNHAFEN_PROFILE=demo STATE_DIR=$(CURDIR)/var/demo BASE_URL=http://localhost:$(PORT) PORT=$(PORT) LOG_LEVEL=$(LOG_LEVEL)
PYTEST := $(RUN) -m pytest -q -p no:cacheprovider

.PHONY: help setup install demo port test check format prove bench bench-lrs screenshots messages css lock clean
.DEFAULT_GOAL := help

help: ## This list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## (.*)/  make \1\t\2/' | expand -t 20

.venv/bin/uv:
	@$(PYTHON) -c 'import sys; sys.exit("Lernhafen needs Python 3.11; this is " + sys.version.split()[0]) if sys.version_info[:2] != (3, 11) else None'
	@$(PYTHON) -m venv .venv
	@.venv/bin/pip install -q --disable-pip-version-check uv

.venv/.runtime: pyproject.toml constraints.txt | .venv/bin/uv
	@echo "Python environment …"
	@.venv/bin/uv pip install -q -p $(RUN) -c constraints.txt -e .
	@touch $@

.venv/.dev: pyproject.toml constraints.txt | .venv/bin/uv
	@.venv/bin/uv pip install -q -p $(RUN) -c constraints.txt -e '.[dev]'
	@touch $@ .venv/.runtime

setup: .venv/.dev ## The environment, from the locked pins, and nothing else

install: .venv/.runtime ## The environment of a production server: what runs, without the tools of developers

port: # Tried before anything is made: whoever has to change it should not wait for that.
	@[[ "$(PORT)" =~ ^[1-9][0-9]{0,4}$$ ]] || { echo "PORT=$(PORT): a number is needed, as in PORT=8080 make demo" >&2; exit 1; }
	@free() { ! (exec 3<>/dev/tcp/127.0.0.1/$$1) 2>/dev/null; }; next=$$(($(PORT) + 1)); \
	free $(PORT) || { until free $$next; do next=$$((next + 1)); done; \
	echo "Port $(PORT) ist belegt / is in use: PORT=$$next make demo" >&2; exit 1; }

demo: port .venv/.runtime ## A running Lernhafen with a course, people and figures (PORT=8000)
	@$(DEMO) $(RUN) manage.py prepare_demo
	@exec env $(DEMO) .venv/bin/gunicorn --log-level warning learning.wsgi

test: .venv/.dev ## All tests: SQLite, PostgreSQL, Celery on Redis, Chromium
	@.ci/packages chromium gettext nodejs
	@$(SERVICES) && .ci/test

check: .venv/.dev ## Format, lint, types, contracts, migrations, deploy checks, translations, templates, licences
	@.ci/packages gettext
	@.ci/check

format: .venv/.dev ## Put the code in order
	@$(RUN) -m ruff check -q --fix . ; $(RUN) -m ruff format -q .

prove: .venv/.dev ## The same tests at full size, with attacks and load; writes prove/latest.json
	@.ci/packages chromium gettext nodejs
	@$(SERVICES) && PROVE=1 $(RUN) prove/run.py

bench: .venv/.dev ## CPU, queries and bytes per page against floor views; writes bench/results/latest.json
	@$(SERVICES) && $(RUN) bench/run.py

bench-lrs: .venv/.dev ## Speed of the record store at 0, 100,000 and 1,000,000 statements, and of Ralph beside it
	@$(SERVICES) && $(RUN) bench/lrs.py

screenshots: .venv/.dev ## Pictures of every page for the README and for looking at
	@.ci/packages chromium
	@$(RUN) -m tests.e2e.screenshots

messages: .venv/.dev ## Collect texts to translate into locale/en and compile them
	@.ci/packages gettext
	@$(RUN) manage.py makemessages -l en --no-obsolete --no-location --no-wrap -i .venv -i var -i tests && $(RUN) manage.py compilemessages -l en -l de -i .venv

lock: .venv/.dev ## New pins from pyproject.toml
	@.venv/bin/uv pip compile -q --upgrade --universal --all-extras --no-header --no-annotate pyproject.toml -o constraints.txt

clean: ## Remove the environment and all local state
	@$(RUN) .ci/services.py stop || true
	@rm -rf .venv var .services .mypy_cache .ruff_cache .pytest_cache *.egg-info
