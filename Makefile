# The two commands that matter are `make grade` and `make test`. Both set everything up by themselves.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready

export OMP_NUM_THREADS ?= 1

# So many processes share the files of tests.
TESTERS  ?= 2
PARALLEL := -n $(TESTERS) --dist loadfile

ROOT  := $(CURDIR)
# The variables are those of autograder/stored_outputs.py.
NBVAL := ATEN_CPU_CAPABILITY=avx2 MKL_CBWR=COMPATIBLE ONEDNN_MAX_CPU_ISA=AVX2 PYTHONHASHSEED=0 \
  $(ROOT)/$(BIN)/pytest -c $(ROOT)/pyproject.toml --rootdir=$(ROOT) \
  --nbval --nbval-cell-timeout=3600 --nbval-sanitize-with=$(ROOT)/tests/nbval_sanitize.cfg -W default -q $(PARALLEL) .

.DEFAULT_GOAL := help
.PHONY: help grade test lab verify release lint nbval nbgrader-tests numbers benchmarks lock clean

help: ## Show what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 18

grade: $(READY) ## Grade the sample class and say where the report is
	$(BIN)/underhood grade --course sample_class

test: $(READY) lint ## Run every test, and verify the course
	$(BIN)/underhood release --check
	$(BIN)/underhood verify
	$(MAKE) nbval
	$(MAKE) nbgrader-tests
	$(BIN)/pytest $(PARALLEL)

lab: $(READY) ## Open JupyterLab on the assignments
	$(BIN)/underhood lab

verify: $(READY) ## Prove that the checks are fair
	$(BIN)/underhood verify

release: $(READY) ## Make assignments/ from solutions/
	$(BIN)/underhood release

lint: $(READY) ## Check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

nbval: $(READY) ## Run the solution notebooks and compare their outputs with the stored ones
	cd solutions && UNDERHOOD_DIGITS=embedded $(NBVAL)
ifdef UNDERHOOD_DATA
	rm -rf build/solutions_on_mnist
	$(BIN)/python tests/course/mnist_outputs.py expect build/solutions_on_mnist
	cd build/solutions_on_mnist && UNDERHOOD_DIGITS=mnist $(NBVAL)
endif

nbgrader-tests: $(READY) ## Run nbgrader's own tests against this engine
	$(BIN)/python tests/autograder/dropin/nbgraders_own.py

benchmarks: $(READY) ## Measure throughput beside nbgrader, overhead, scaling and memory; takes an hour
	$(BIN)/python -m benchmarks.throughput
	$(BIN)/python -m benchmarks.overhead
	$(BIN)/python -m benchmarks.scaling

numbers: $(READY) ## Measure every number that the course tells of MNIST; UNDERHOOD_DATA names its folder
	@test -n "$$UNDERHOOD_DATA" || (echo "Set UNDERHOOD_DATA to the folder with the MNIST files."; exit 2)
	$(BIN)/pytest tests/course tests/data/test_real.py

lock: ## Pin anew what `make` installs
	rm -rf build/lock && $(PYTHON) -m venv build/lock
	build/lock/bin/pip install --quiet torch==2.13.0
	build/lock/bin/pip install --quiet -e '.[dev]'
	(echo "\# What make installs, pinned. Made by make lock."; build/lock/bin/pip freeze --exclude-editable | sed "s/+cpu$$//") > requirements.lock

clean: ## Remove what was installed and graded
	rm -rf $(VENV) build sample_class/autograded sample_class/feedback sample_class/gradebook.db sample_class/report.html

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --requirement requirements.lock
	$(BIN)/pip install --quiet --no-deps --editable .
	@# Behind the wall nothing can be written, so what Python makes of a module has to be there before.
	$(BIN)/python -m compileall -q autograder underhood
	touch $@
