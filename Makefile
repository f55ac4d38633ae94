# `make demo` and `make test` do their own set-up. `make help` lists the rest.

PREFIX ?= /usr/local
DESTDIR ?=
POSTS ?= 1000000
SEED ?=
MUTATIONS ?= 500
STUDIES ?= 2000
ROUNDS ?=

.DEFAULT_GOAL := help
.PHONY: help setup demo test build install dist bench validate model modelcheck fuzz lint format clean

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 10

setup: ## install the system libraries that are missing
	@scripts/setup.sh build test

demo: build ## run pipelines/demo and print a table
	@scripts/setup.sh demo
	@scripts/demo.sh

test: ## every test
	@scripts/setup.sh test
	@scripts/test.sh

build: ## the release binary, .build/release/schakel
	@scripts/setup.sh build
	swift build -c release --product schakel

install: build ## PREFIX=/usr/local: bin/schakel and share/schakel
	@scripts/install.sh .build/release/schakel '$(DESTDIR)$(PREFIX)'

dist: ## one tarball that needs no compiler and no network, tried in an empty root
	@scripts/setup.sh dist
	@scripts/dist.sh

bench: build ## POSTS=1000000 SEED= ROUNDS=: time and memory beside C++ and DuckDB
	@scripts/setup.sh bench
	@python3 bench/run_bench.py --posts $(POSTS) $(if $(SEED),--seed $(SEED)) $(if $(ROUNDS),--rounds $(ROUNDS))

validate: build ## STUDIES=2000 a row: intervals, bounds and tests on simulated studies, docs/validation.md
	@.build/release/schakel known-truth --studies $(STUDIES) --csv .build/validation.csv --page docs/validation.md

TRAIN = .build/release/schakel train lexicons/seed-corpus/a.csv lexicons/seed-corpus/b.csv --lexicons lexicons \
  --licence MIT --note 'trained on invented posts (lexicons/seed-corpus); validate on your own before use'

model: build ## train lexicons/seed.model anew from lexicons and seed corpus
	@$(TRAIN) -o lexicons/seed.model

modelcheck: build ## train the seed model again and compare the bytes
	@$(TRAIN) -o .build/seed.model
	@cmp .build/seed.model lexicons/seed.model && echo "lexicons/seed.model: the same bytes"

fuzz: ## MUTATIONS=500: every export fixture read that often with changed bytes
	@scripts/setup.sh test
	@scripts/fuzz.sh $(MUTATIONS)

lint: ## the format, as CI checks it
	swift format lint --strict -r Sources Tests Package.swift

format: ## put the format right
	swift format -i -r Sources Tests Package.swift

clean: ## remove what was built, measured and run (not your own data)
	rm -rf .build .build-dist out/demo pipelines/demo/data pipelines/demo/demo.key
