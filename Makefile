# The doors. Each sets up what it needs first, so the first one you try just works.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv/bin
SETUP := $(PYTHON) scripts/setup.py

.PHONY: run serve demo test test-quick test-browser test-slow test-postgres check bench bench-scale audit materials pins pictures clean help

help: ## list the doors
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 16

run: ## set up from a bare clone and open http://127.0.0.1:8000 (PORT= changes it)
	@$(SETUP) run
	@echo "Sunplate is at http://127.0.0.1:$(PORT)/ (stop with Ctrl-C)"
	@DEBUG=1 $(VENV)/python manage.py runserver --noreload 127.0.0.1:$(PORT)

serve: ## the same with production settings and gunicorn, behind your own HTTPS proxy
	@$(SETUP) serve
	@$(PYTHON) scripts/serve.py $(PORT)

demo: ## add a demo person with 90 days
	@$(SETUP) run
	@DEBUG=1 $(VENV)/python manage.py seed_demo --username demo --days 90

check: ## lint, formats, types, import contracts, migrations
	@$(SETUP) tools
	@$(PYTHON) scripts/check.py

test: ## every test but the slow ones, browser tests included
	@$(SETUP) test
	@$(PYTHON) scripts/test.py

test-quick: ## the tests that need nothing but memory
	@$(SETUP) tools
	@$(VENV)/python -m pytest -n auto

test-browser: ## the journeys in headless Chromium
	@$(SETUP) test
	@DJANGO_ALLOW_ASYNC_UNSAFE=1 $(VENV)/python -m pytest -m "browser and not slow"

test-slow: ## crash, load and fault tests, minutes long
	@DATABASE_URL=postgres:// $(SETUP) test
	@DJANGO_ALLOW_ASYNC_UNSAFE=1 $(VENV)/python -m pytest -m slow

test-postgres: ## every quick test on a PostgreSQL of its own (Debian's package)
	@DATABASE_URL=postgres:// $(SETUP) tools
	@$(VENV)/python scripts/postgres.py pytest -n auto

bench: ## measure pages against a bare view, print a table, write bench.json
	@$(SETUP) tools
	@$(VENV)/python -m bench

bench-scale: ## the same pages with one person and with 100,000, on PostgreSQL and two server processes
	@DATABASE_URL=postgres:// $(SETUP) tools
	@$(VENV)/python -m bench.scale

audit: ## ask whether a pinned package has a known hole; fails where nobody can be asked
	@$(SETUP) audit
	@$(PYTHON) scripts/audit.py

materials: ## write the bill of materials, every part with version and checksums
	@$(PYTHON) scripts/materials.py

pins: ## pin the newest fitting packages again, with hashes (needs uv)
	@for part in requirements requirements-dev requirements-postgres requirements-audit; do \
	  uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-header $$part.in -o $$part.txt; done

pictures: ## take the pictures of the landing page and the README again
	@$(SETUP) test
	@$(VENV)/python -m scripts.make_pictures

clean: ## remove the virtual environment and caches; the database stays
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
