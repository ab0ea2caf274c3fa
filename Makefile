# Two commands do everything: `make advise` and `make test`. Both build their own environment in .venv.
VENV ?= .venv
BIN := $(VENV)/bin

# The newest Python that this project is tested on, else whatever is newer.
PYTHON ?= $(shell .ci/pythons | awk '$$1 ~ /^3\.1[123]$$/ { tested = $$2 } { any = $$2 } END { print tested ? tested : any }')

# What the installer says is shown only where it failed.
define install
said=$$($(BIN)/python -m pip --disable-pip-version-check --quiet install $(1) 2>&1) || { echo "$$said" >&2; \
	echo "安装没有成功，原因在上面。请检查网络和磁盘空间，再运行一次 make；还不行，就先运行 make clean。" >&2; exit 1; }
endef

# The case that `make advise` shows; another one with CASE=file, or any answers with ARGS="--lender 极融 ...".
CASE ?= $(if $(ARGS),,examples/haier-day-1.yaml)

# How many command lines `make fuzz` tries, and from which seed; another seed tries others.
FUZZ_ROUNDS ?= 10000
FUZZ_SEED ?= $(shell date +%s)

.PHONY: advise test lint golden transcripts fuzz bench eval screenshots clean

advise: $(VENV)/run.stamp $(VENV)/compiled.stamp
	@$(BIN)/borrower-help advise $(if $(CASE),--case "$(CASE)") --no-input $(ARGS)

test: $(VENV)/dev.stamp
	$(BIN)/python -m pytest -q -n 2

lint: $(VENV)/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/borrower-help knowledge check --strict

golden: $(VENV)/dev.stamp
	$(BIN)/python -m pytest -q tests/render/test_golden.py tests/test_docs.py tests/upkeep/test_schema.py --update-golden

# Ten people at 80 and 40 columns, with arrow keys and without: about ten minutes.
transcripts: $(VENV)/dev.stamp
	$(BIN)/python tests/transcripts/replay.py

bench: $(VENV)/dev.stamp
	$(BIN)/python benchmarks/start.py
	$(BIN)/python benchmarks/pages.py

screenshots: $(VENV)/dev.stamp
	$(BIN)/python docs/screenshots.py

eval: $(VENV)/dev.stamp
	$(BIN)/python benchmarks/ask.py

fuzz: $(VENV)/dev.stamp
	FUZZ_ROUNDS=$(FUZZ_ROUNDS) FUZZ_SEED=$(FUZZ_SEED) $(BIN)/python -m pytest -q tests/hostile/test_tree.py

clean:
	rm -rf $(VENV) borrower_help/_compiled.bin borrower_help/_learned.bin build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/run.stamp: pyproject.toml
	@test -n "$(PYTHON)" || { echo "需要 Python 3.11 或更新的版本。请先安装，再运行 make。" >&2; exit 1; }
	@$(BIN)/python -c '' 2>/dev/null || $(PYTHON) -m venv --clear $(VENV)
	@$(call install,--editable .)
	@touch $@

# Without it the program reads the YAML, only more slowly; without numpy `ask` finds fewer questions.
$(VENV)/compiled.stamp: $(VENV)/run.stamp $(shell find knowledge borrower_help/knowledge borrower_help/values borrower_help/ask borrower_help/upkeep -name '*.yaml' -o -name '*.py' 2>/dev/null)
	@echo "正在准备知识库和问答，只做这一次，大约半分钟……" >&2
	@$(BIN)/python -m pip --disable-pip-version-check --quiet install --editable ".[build]" >/dev/null 2>&1 || true
	@$(BIN)/python -m borrower_help.upkeep.compile 2>/dev/null || true
	@touch $@

# A comma of its own would end the argument of the call.
EXTRAS := dev,browser
$(VENV)/dev.stamp: $(VENV)/run.stamp
	@$(call install,--editable ".[$(EXTRAS)]")
	@touch $@
