# A machine with Python 3.11 or newer and make is enough:
#   make demo    a fresh store with the corpus, served at http://127.0.0.1:$(PORT)
#   make test    everything a change must pass: format, lint, types, tests
#   make check   the same without the slow and the browser tests
#   make format  rewrites the code in the house's form
#   make model   trains the packed language model again (TREEBANKS=…, see docs/model.md)
#   make counted trains the weights of numbers of people again (docs/model.md)
#   make said    trains the weights of what actors say of them again (docs/model.md)
#   make encoder trains what reads the passages of both again (MINILM=…, see docs/model.md)
#   make client  bundles the pages' scripts and compiles their words (web/client, web/translations)
#   make words   gathers the words of the interface into the catalogues of its languages
#   make conformance runs the W3C's SPARQL suites and writes docs/conformance/ anew
#   make screenshots looks at every kind of page of the demo and writes docs/screenshots/ anew
#   make lock    pins the newest dependencies that pyproject.toml allows
#   make clean   removes what the others made

PYTHON ?= python3
PORT ?= 8000

VENV := .venv
BIN := $(VENV)/bin
STORE := build/demo
MODEL := build/model
WORDS := web/translations
ONE_THREAD := OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 BLIS_NUM_THREADS=1
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--custom-compile-command 'make lock'
CLIENT := $(filter-out %/node_modules,$(wildcard web/client/* web/client/parts/*.ts web/translations/*/LC_MESSAGES/*.po))
# One more than there are cores: a fifth of what the tests take is waiting.
SPREAD := --numprocesses=$(shell expr $$(getconf _NPROCESSORS_ONLN) + 1) --dist=worksteal
FAST_TESTS := not slow and not browser

# What was compiled once is not compiled again by each process that tests start, whatever the machine says of it.
export PYTHONDONTWRITEBYTECODE :=

.DELETE_ON_ERROR:
.PHONY: demo test check static format client words model counted said encoder conformance screenshots lock clean

demo: $(VENV)/client.stamp
	@rm -rf $(STORE)
	@mkdir -p $(dir $(STORE))
	$(BIN)/refoulement load corpus --store $(STORE)
	$(BIN)/refoulement dump --store $(STORE)
	$(BIN)/refoulement serve --store $(STORE) --port $(PORT)

test: static
	$(BIN)/pytest $(SPREAD)

check: static
	$(BIN)/pytest --quiet $(SPREAD) -m "$(FAST_TESTS)"

static: $(VENV)/dev.stamp $(VENV)/client.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/mypy tests
	cd web/client && PATH="$(CURDIR)/$(BIN):$$PATH" npm run --silent check

format: $(VENV)/dev.stamp $(VENV)/client.stamp
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	cd web/client && PATH="$(CURDIR)/$(BIN):$$PATH" npm run --silent format

client: $(VENV)/client.stamp

words: $(VENV)/dev.stamp
	$(BIN)/pybabel --quiet extract --mapping-file $(WORDS)/mapping.cfg --keyword lazy_gettext --no-location --sort-output --project refoulement --version "" --msgid-bugs-address "" --copyright-holder "" \
		--output-file build/words.pot web queries
	$(BIN)/pybabel --quiet update --input-file build/words.pot --output-dir $(WORDS) --no-fuzzy-matching --ignore-obsolete

model: $(VENV)/dev.stamp
	@test -n "$(TREEBANKS)" || { echo "say where the treebanks are: make model TREEBANKS=… (docs/model.md)" >&2; exit 1; }
	rm -rf $(MODEL)
	$(ONE_THREAD) nice $(BIN)/python -m refoulement.training train "$(TREEBANKS)" --work $(MODEL)
	$(BIN)/python -m refoulement.training measure --work $(MODEL)

counted: $(VENV)/dev.stamp
	$(ONE_THREAD) $(BIN)/python -m refoulement.training counted

said: $(VENV)/dev.stamp
	$(ONE_THREAD) $(BIN)/python -m refoulement.training said

encoder: $(VENV)/dev.stamp
	@test -n "$(MINILM)" || { echo "say where all-MiniLM-L6-v2 is: make encoder MINILM=… (docs/model.md)" >&2; exit 1; }
	$(BIN)/python -m refoulement.training encoder counted "$(MINILM)"
	$(BIN)/python -m refoulement.training encoder said "$(MINILM)"

conformance: $(VENV)/dev.stamp
	$(BIN)/python -m refoulement.tests.w3c_report

screenshots: $(VENV)/dev.stamp $(VENV)/client.stamp
	$(BIN)/python -m refoulement.tests.screenshots

lock: $(VENV)/dev.stamp
	$(LOCK) --upgrade --group build --output-file locks/build.lock
	$(LOCK) --upgrade pyproject.toml --output-file locks/runtime.lock
	$(LOCK) --upgrade pyproject.toml --all-extras --group dev --constraints locks/runtime.lock --output-file locks/dev.lock

clean:
	rm -rf $(VENV) build refoulement.egg-info web/client/node_modules web/assets/built

# A stamp is newer than all it was made from; one of these files changes, and the step is done again.

$(VENV)/venv.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "$(PYTHON) is missing or older than Python 3.11: install it, or name another with PYTHON=…" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "$(PYTHON) has no venv module: on Debian and Ubuntu, apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	@mkdir -p $(VENV)/typed && ln -s ../.. $(VENV)/typed/refoulement
	@touch $@

# Some dependencies come as source only: they are built with the pinned setuptools, not with one fetched for the moment.
$(VENV)/build.stamp: locks/build.lock $(VENV)/venv.stamp
	$(INSTALL) --require-hashes -r $<
	@touch $@

$(VENV)/runtime.stamp: locks/runtime.lock pyproject.toml $(VENV)/build.stamp
	$(INSTALL) --require-hashes --no-build-isolation -r $<
	$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/client.stamp: $(CLIENT) setup.py $(VENV)/runtime.stamp
	$(BIN)/python setup.py --quiet build_pages
	@touch $@

$(VENV)/dev.stamp: locks/dev.lock $(VENV)/runtime.stamp
	$(INSTALL) --require-hashes --no-build-isolation -r $<
	@touch $@
