# Two commands matter: `make run` brings the whole product up, `make test` proves it.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PY := .venv/bin/python
UI_SOURCES := $(shell find agent_ui -type f -not -path '*/node_modules/*' -not -path '*/dist/*' 2>/dev/null)
RUN_ARGS ?=
PYTEST_ARGS ?=
# Bytecode that is kept makes every start after the first some seconds shorter, whatever the caller's shell says.
unexport PYTHONDONTWRITEBYTECODE
# A file's tests stay together: each worker starts its own servers only once. A worker's servers keep another core busy.
WORKERS := -n $(shell [ "$$(nproc)" -gt 3 ] && echo 3 || echo 2) --dist loadfile

.PHONY: help setup run test check lint types unit ui-check format lock clean

help: ## Show what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

.stamps/uv:
	@scripts/uv.sh
.stamps/app-env: pyproject.toml constraints.txt | .stamps/uv
	@scripts/app_env.sh
.stamps/bot-env: bot/pyproject.toml bot/constraints.txt | .stamps/uv
	@scripts/bot_env.sh
.stamps/node-packages: agent_ui/package-lock.json | .stamps/uv
	@scripts/node_packages.sh
.stamps/ui: $(UI_SOURCES) .stamps/node-packages
	@scripts/ui.sh build

setup: .stamps/app-env .stamps/bot-env .stamps/ui ## Install everything, nothing twice

run: setup ## Start the whole product with demo content
	@exec .venv/bin/baton run --demo $(RUN_ARGS)

check: .stamps/app-env .stamps/ui lint types ui-check unit ## The fast part of the tests

lint: .stamps/app-env
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .

types: .stamps/app-env
	@.venv/bin/mypy

ui-check: .stamps/node-packages .stamps/ui
	@scripts/ui.sh check

unit: .stamps/app-env
	@$(PY) -m pytest -q tests/unit tests/test_house.py $(WORKERS) $(PYTEST_ARGS)

test: setup lint types ui-check ## Every test: lint, types, Python, pages, Rasa, browser
	@scripts/chromium.sh
	@$(PY) -m pytest $(WORKERS) $(PYTEST_ARGS)

format: .stamps/app-env .stamps/node-packages ## Put the code into its usual form
	@.venv/bin/ruff check --fix .
	@.venv/bin/ruff format .
	@scripts/ui.sh format

lock: setup ## Write down the versions that are installed now
	@scripts/lock.sh

clean: ## Remove what was built and installed (never the data)
	@rm -rf .stamps .tools .venv bot/.venv agent_ui/node_modules agent_ui/dist .mypy_cache .ruff_cache .pytest_cache
