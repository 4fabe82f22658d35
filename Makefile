# Each target does its own set-up: Python 3.11, 3.12 or 3.13 and make are all it takes.

PYTHON ?= $(shell for python in python3.11 python3.12 python3.13 python3; do \
	$$python -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null \
	&& echo $$python && break; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

# Touched when the locked packages are in the environment, so that a second run does nothing.
RUN_READY := $(VENV)/.ready-to-run
DEV_READY := $(VENV)/.ready-to-develop
# The peers of the benchmarks have an environment of their own.
BENCH := .venv-bench
BENCH_READY := $(BENCH)/.ready

CODE := classifier tests data models benchmarks docs notebooks

.DEFAULT_GOAL := help
.PHONY: help demo test docs picture check format lint types notebooks fuzz soak kills model grammatica \
	pipeline evaluate ablation doubt bench woo lock clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "%-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(RUN_READY) ## label the example documents, and show why for two of them
	$(BIN)/beleidsregel classify data/examples
	$(BIN)/beleidsregel explain data/examples/plaatsing-beperkt-beveiligde-afdeling.pdf
	$(BIN)/beleidsregel explain data/examples/geschiktheid-beleidsbepalers.txt

test: $(DEV_READY) ## run the tests, and the examples of the README and the docstrings
	$(BIN)/python -m pytest -n 2 --dist loadfile --ignore tests/test_docs.py

docs: $(DEV_READY) ## build the documentation, a warning is an error, and run all that it shows
	$(BIN)/python -m sphinx -q -W --keep-going -b html docs docs/_build/html
	$(BIN)/python -m pytest -n 2 tests/test_docs.py

picture: $(DEV_READY) ## draw the picture of a report that the README shows; needs Chromium
	$(BIN)/python docs/make_picture.py data/examples/opzet-nader-gehoor.pdf docs/report.png

check: format lint types test docs ## everything that must hold before a change lands

format: $(DEV_READY)
	$(BIN)/ruff format --check

lint: $(DEV_READY)
	$(BIN)/ruff check

types: $(DEV_READY)
	$(BIN)/mypy

notebooks: $(DEV_READY) ## run the notebooks from clean kernels, and compare with what they hold
	$(BIN)/python notebooks/execute.py

fuzz: $(DEV_READY) ## read damaged files by the thousand, and run commands with odd arguments
	$(BIN)/python tests/fuzz.py
	$(BIN)/python tests/fuzz_commands.py

soak: $(DEV_READY) ## judge DOCUMENTS short documents while memory and open files are watched
	$(BIN)/python benchmarks/soak.py --documents $(DOCUMENTS) --new-words $(NEW_WORDS)

DOCUMENTS ?= 6000
NEW_WORDS ?= 0

kills: $(DEV_READY) ## kill a run ten times, go on with it, and compare the output
	$(BIN)/python benchmarks/kills.py

model: $(DEV_READY) ## train the shipped model from ../shared/corpus and data/
	$(BIN)/python models/train_standaard.py --shared ../shared/corpus --output models/standaard

grammatica: $(DEV_READY) ## train the model that also weighs grammar, from the same
	$(BIN)/python models/train_standaard.py --shared ../shared/corpus \
		--output models/grammatica --pipeline nl_alpino_sm

pipeline: $(DEV_READY) ## train the shipped Dutch spaCy pipeline from ../shared/treebank
	$(BIN)/python models/train_pipeline.py --treebank ../shared/treebank --output models/nl_alpino_sm

evaluate: $(DEV_READY) ## measure quality on groups and sources left out, from ../shared/corpus
	$(BIN)/python benchmarks/quality.py --shared ../shared/corpus

ablation: $(DEV_READY) ## measure what each family of features buys, on our own documents
	$(BIN)/python benchmarks/ablation.py

doubt: $(DEV_READY) ## measure whether a promised error rate holds, from ../shared/corpus
	$(BIN)/python benchmarks/doubt.py --shared ../shared/corpus

bench: $(BENCH_READY) ## measure speed, cost and scale beside other classifiers and explainers
	$(BENCH)/bin/python benchmarks/bench.py $(OPTIONS)

woo: $(DEV_READY) ## measure the Woo proposal on passages that were not learned from
	$(BIN)/python benchmarks/woo.py --shared ../shared/corpus

# The development lock comes first; the other holds it as a constraint, so that both agree.
lock: $(DEV_READY) ## resolve the locks anew from pyproject.toml
	$(BIN)/uv pip compile pyproject.toml --group dev --output-file requirements-dev.lock $(LOCK)
	$(BIN)/uv pip compile pyproject.toml --group build --output-file requirements.lock \
		--constraint requirements-dev.lock $(LOCK)

LOCK = --quiet --universal --python-version 3.11 --generate-hashes --upgrade \
	--no-emit-index-url --no-emit-find-links --no-annotate --no-header

clean: ## remove the environment and everything that was generated
	rm -rf $(VENV) $(BENCH) build dist docs/_build *.egg-info .pytest_cache .ruff_cache .mypy_cache .hypothesis
	find $(CODE) -type d -name __pycache__ -exec rm -rf {} +

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo 'No Python 3.11, 3.12 or 3.13 was found; name one: make PYTHON=/path/to/python …' >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(RUN_READY): requirements.lock pyproject.toml | $(BIN)/python
	@echo 'Installing what the command needs into $(VENV) (a minute or two, once) …'
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

# The peers are not locked: pip 25.1 or later reads them from the group in pyproject.toml.
$(BENCH_READY): requirements.lock pyproject.toml | $(BIN)/python
	@echo 'Installing what the benchmarks need into $(BENCH) (some minutes, once) …'
	$(BIN)/python -m venv $(BENCH)
	$(BENCH)/bin/python -m pip install --quiet 'pip>=25.1'
	$(BENCH)/bin/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BENCH)/bin/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	$(BENCH)/bin/python -m pip install --quiet --group bench
	@touch $@

# The development lock holds all that the other holds.
$(DEV_READY): requirements-dev.lock pyproject.toml | $(BIN)/python
	@echo 'Installing what the tests need into $(VENV) (a minute or two, once) …'
	$(PIP) install --require-hashes -r requirements-dev.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@ $(RUN_READY)
