# Two commands do all the set-up: `make ingest` and `make test`. Everything is installed into .venv.
INPUT ?= samples
OUTPUT ?= output
# PDFs of other people with the structure of their tables, for `make bench`; passed over where they are not.
TABLES ?= ../shared/corpus/icdar2013/eu
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: ingest test check accuracy bench faults fuzz seen picture clean

ingest: $(VENV)/.installed
	@$(BIN)/iku ingest "$(INPUT)" --output "$(OUTPUT)" $(ARGS)

test: $(VENV)/.installed-dev
	@$(BIN)/python -m pytest -n auto

check: $(VENV)/.installed-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

accuracy: $(VENV)/.installed-dev
	@$(BIN)/python -m tests.measures.accuracy samples samples/truth
	@$(if $(WILD),$(BIN)/python -m tests.measures.wild "$(WILD)",:)

bench: $(VENV)/.installed-dev
	@$(BIN)/python -m tests.measures.bench samples
	@$(BIN)/python -m tests.measures.icdar "$(TABLES)"
	@$(BIN)/python -m tests.measures.bench_pages

faults: $(VENV)/.installed-dev
	@$(BIN)/python -m tests.campaigns.faults --kills 100
	@$(BIN)/python -m tests.campaigns.landing_kills --kills 200
	@$(BIN)/python -m tests.campaigns.store_kills --kills 200

fuzz: $(VENV)/.installed-dev
	@$(BIN)/python -m tests.campaigns.fuzz --pdfs 2000

seen: $(VENV)/.installed-dev
	@$(BIN)/python -m tests.campaigns.seen --pdfs 2000

picture: $(VENV)/.installed-dev
	@$(BIN)/python docs/gambar/rencana.py

clean:
	rm -rf $(VENV)

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Perlu Python 3.11 atau lebih baru / Python 3.11 or newer is needed"; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml constraints.txt
	@echo "Memasang paket (sekali saja) / installing packages (once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	@touch $@
