# Every target sets up what it needs first. The commands themselves are build.py's: `.venv/bin/python build.py --help`.
#
# Variables, on the command line only: NAME, NUMBER and TERM_ are the student's (TERM without the line belongs to the
# terminal), PART is a part of the assignment, REF a commit or branch, ARGS goes to pytest as it stands.
# NO_INSTALL=1, there or in the environment, forbids system packages; the virtual environment is still made.

PYTHON ?= python3
SETUP = @PYTHONPATH=src $(PYTHON) -m workings.environment
BUILD = @.venv/bin/python build.py

# given(VARIABLE): its value, if it was typed after `make`: the environment of a shell may hold a NAME of its own.
# The shell reads the value out of its own environment, so that quotes in it do no harm.
given = $(if $(filter command,$(origin $(1))),$(if $($(1)),"$$$(1)"))
option = $(if $(call given,$(2)),$(1) $(call given,$(2)))
STUDENT = $(call option,--name,NAME) $(call option,--number,NUMBER) $(call option,--term,TERM_)

.DEFAULT_GOAL := pdf
.PHONY: pdf check diff accept coverage mutants overleaf figures results test quick lint types lock clean help

pdf: ## the submission, build/submission.pdf [NAME= NUMBER= TERM_= APPENDIX=1 for the certificate]
	$(SETUP) pdf
	$(BUILD) pdf $(STUDENT) $(if $(call given,APPENDIX),--certificate)

check: ## how every part is known; every line of one part with its evidence [PART=]
	$(SETUP) check
	$(BUILD) check $(call given,PART)

diff: ## what changed in the mathematics since it was accepted, or since REF; fails if that is to accept [REF=]
	$(SETUP) check
	$(BUILD) diff $(call given,REF)

accept: ## take the present records over, all or those of one part [PART=]
	$(SETUP) check
	$(BUILD) accept $(call given,PART)

mutants: ## slips in the derivations that no check and no second opinion refuses; fails if one has no reason [PART=]
	$(SETUP) test
	$(BUILD) mutants $(call given,PART)

results: ## the named results, all or those of one part [PART=]
	$(SETUP) check
	$(BUILD) results $(call given,PART)

figures: ## the figures alone, build/figures/
	$(SETUP) check
	$(BUILD) figures

coverage: ## where every formula, number and figure comes from; fails if one is typed by hand
	$(SETUP) check
	$(BUILD) coverage

overleaf: ## a zip of the page's sources, ready to upload [NAME= NUMBER= TERM_=]
	$(SETUP) pdf
	$(BUILD) overleaf $(STUDENT)

test: ## the tests [ARGS="-k words"]
	$(SETUP) test
	@.venv/bin/python -m pytest -n 2 --dist loadfile --ignore tests/browser $(ARGS)

browser: ## the tests of a review's page, in a real browser (Chromium)
	$(SETUP) browser
	@.venv/bin/python -m pytest tests/browser $(ARGS)

quick: ## the tests of single parts: no TeX, no whole question, no row that asks the whole judge
	$(SETUP) lint
	@.venv/bin/python -m pytest -n 2 --dist worksteal --ignore tests/judge/whole --ignore tests/browser -m "not tex and not slow" $(ARGS)

lint: ## ruff: style and format; yamllint and zizmor: the workflows
	$(SETUP) lint
	@.venv/bin/python -m ruff check
	@.venv/bin/python -m ruff format --check
	@.venv/bin/python -m yamllint --strict action.yml .github/workflows
	@.venv/bin/zizmor --offline --quiet --no-progress action.yml .github/workflows

types: ## mypy
	$(SETUP) lint
	@.venv/bin/python -m mypy

# One release of each package for every Python and system, its files by their digests and not by their addresses.
UV = build/lock-tools/bin/uv pip compile --quiet --universal --fork-strategy fewest --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --upgrade \
	--custom-compile-command 'make lock'

lock: ## new locks from the bounds in pyproject.toml (needs the network)
	@$(PYTHON) -m venv --clear build/lock-tools
	@build/lock-tools/bin/python -m pip install --quiet --disable-pip-version-check 'uv>=0.9,<1'
	$(UV) --group build --output-file requirements-build.lock
	$(UV) pyproject.toml --output-file requirements.lock
	$(UV) pyproject.toml --extra test --constraint requirements.lock --output-file requirements-test.lock
	$(UV) pyproject.toml --extra test --extra browser --constraint requirements-test.lock \
		--output-file requirements-browser.lock

clean: ## all that was built; the virtual environment stays
	@rm -rf build .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find answers figures src tests -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))
