# On a fresh machine: `make run` installs and runs the main job, `make test` installs and tests.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
SHARED ?= ../shared

.PHONY: run test slow gate docs lint install clean

$(VENV)/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet -c constraints.txt -e '.[test]'
	touch $@

install: $(VENV)/.installed

run: install
	$(BIN)/veille run examples/archive --to sqlite:///out/wire.db --to jsonl:out/wire.jsonl
	$(BIN)/veille status out/wire.db
	$(BIN)/veille report out/wire.db -o out/report.html

test: install
	$(BIN)/python -m pytest -n logical --dist worksteal

slow: install
	$(BIN)/python -m pytest -m slow
	$(BIN)/python -m pytest -m "hypothesis and not slow and not gpu" --hypothesis-profile thorough

gate: install
	$(BIN)/python -m eval.translation --shared $(SHARED) --gate

docs: install
	$(BIN)/pip install --quiet -c constraints.txt -e '.[docs]'
	$(BIN)/mkdocs build --strict

lint: install
	$(BIN)/ruff check . && $(BIN)/ruff format --check .

clean:
	rm -rf $(VENV) out build site *.egg-info
