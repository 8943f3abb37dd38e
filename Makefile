# zhengju: articles in corpus/ to tables in outputs/. `make help` lists the targets.
CORPUS ?= corpus
OUTPUTS ?= outputs
LEXICONS ?=
PYTHON ?= python3
BIN := .venv/bin
# uv, where it is installed, sets up in a quarter of the time; both follow constraints.txt.
UV ?= $(shell command -v uv)
PIP := $(if $(UV),UV_CONSTRAINT=constraints.txt UV_BUILD_CONSTRAINT=constraints.txt "$(UV)" pip install --quiet --python $(BIN)/python,PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_CONSTRAINT=constraints.txt $(BIN)/python -m pip install --quiet)
EVALUATION ?= ../shared/evaluation
SEEDS ?= ../shared/seeds
ROOM ?= repair
ARTICLES ?= corpus

.PHONY: help run test browser fuzz check evaluate thresholds bench bench-repair bench-lexicons golden lexicon-docs table-docs
.PHONY: bundle format clean
.DEFAULT_GOAL := help

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.venv/installed: pyproject.toml constraints.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing (once) ..."
	@$(PIP) -e .
	@# Where Python may not write bytecode itself, every run would compile the program anew.
	@$(BIN)/python -m compileall -q -j 0 pipeline
	@touch $@

.venv/installed-test: .venv/installed
	@$(PIP) -e '.[test]'
	@touch $@

run: .venv/installed ## read the articles of CORPUS=corpus and write the tables to OUTPUTS=outputs
	@$(BIN)/zhengju run "$(CORPUS)" -o "$(OUTPUTS)" $(if $(LEXICONS),--lexicons "$(LEXICONS)")

test: .venv/installed-test ## run every test
	@$(BIN)/python -m pytest

.venv/installed-browser: .venv/installed-test
	@$(PIP) -e '.[browser]'
	@touch $@

browser: .venv/installed-browser ## run the tests of the report in a real browser (chromium)
	@$(BIN)/python -m pytest -n 2 --dist load -rs tests/test_report_browser.py

fuzz: .venv/installed-test ## try 20,000 odd texts, damaged and hostile files, growth of time with length, 200 kills
	@ZHENGJU_FUZZ=full $(BIN)/python -m pytest -n 2 --dist load tests/test_fuzz_*.py tests/test_growth.py tests/test_hostile_files.py

check: .venv/installed-test ## format, lint, types, order of the modules
	@$(BIN)/ruff format --check pipeline tests
	@$(BIN)/ruff check pipeline tests
	@$(BIN)/mypy
	@$(BIN)/lint-imports

evaluate: .venv/installed-test ## score a run over articles with gold against tests/floors.json
	@$(BIN)/python -m tests.evaluation.evaluate --seeds $(SEEDS) --evaluation $(EVALUATION)

thresholds: .venv/installed-test ## change each number that a ROOM=repair decides by, print those no case notices
	@$(BIN)/python -m tests.evaluation.thresholds $(ROOM)

.venv/installed-bench: .venv/installed-test
	@$(PIP) -e '.[bench]'
	@touch $@

bench-repair: .venv/installed-bench ## repair and PDF reading: error rates, harm, speed
	@rm -rf .bench && mkdir -p .bench
	@$(BIN)/python $(EVALUATION)/pdf_cases.py .bench tests/articles/*.txt > .bench/raw
	@$(BIN)/python -m tests.evaluation.repair tests/articles/*.txt --pdf .bench --gold $(EVALUATION)/gold
	@$(BIN)/python -m tests.evaluation.reading --evaluation $(EVALUATION)

bench: .venv/installed-bench ## speed of a run over ARTICLES=folder, beside other libraries; figures and chart in docs/
	@$(BIN)/python -m tests.evaluation.speed "$(ARTICLES)"

bench-lexicons: .venv/installed-test ## loading 100,000 surfaces, the impact of a change
	@$(BIN)/python -m tests.evaluation.lexicons --impact

golden: .venv/installed-test ## rewrite tests/golden/ after a change that is meant
	@$(BIN)/python -m tests.golden_tables

lexicon-docs: .venv/installed ## rewrite lexicons/README.md from the schema
	@$(BIN)/zhengju lexicon describe --write lexicons/README.md

table-docs: .venv/installed ## rewrite docs/tables.md from the descriptions of the columns
	@$(BIN)/python -c 'from pathlib import Path; from pipeline.tables.describe import as_markdown; Path("docs/tables.md").write_text(as_markdown(), encoding="utf-8")'

bundle: ## rewrite what the report's timeline takes from D3 (needs Node.js)
	@cd pipeline/report/bundle && npm ci --silent && npm run --silent build

format: .venv/installed-test ## format the code and sort its imports
	@$(BIN)/ruff format pipeline tests
	@$(BIN)/ruff check --fix pipeline tests

clean: ## remove the environment and the outputs
	@rm -rf .venv .bench outputs
