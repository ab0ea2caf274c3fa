# Two commands do everything: `make advise` and `make test`. Both build their own environment in .venv.
PYTHON ?= $(shell for p in python3.14 python3.13 python3.12 python3.11 python3 python; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install

# The case that `make advise` shows; another one with CASE=file, or any answers with ARGS="--lender 极融 ...".
CASE ?= $(if $(ARGS),,examples/haier-day-1.yaml)

.PHONY: advise test lint golden clean

advise: .venv/run.stamp
	@$(BIN)/borrower-help advise $(if $(CASE),--case "$(CASE)") --no-input $(ARGS)

test: .venv/dev.stamp
	$(BIN)/python -m pytest -q -n 2

lint: .venv/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/borrower-help knowledge check --strict

golden: .venv/dev.stamp
	$(BIN)/python -m pytest -q tests/render/test_golden.py tests/test_docs.py tests/upkeep/test_schema.py --update-golden

clean:
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

.venv/run.stamp: pyproject.toml
	@test -n "$(PYTHON)" || { echo "需要 Python 3.11 或更新的版本。请先安装，再运行 make。"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(PIP) --editable .
	@touch $@

.venv/dev.stamp: .venv/run.stamp
	@$(PIP) --editable ".[dev]"
	@touch $@
