# ringi: `make demo` shows it, `make test` holds it to its word.
SHELL := /bin/bash
.DEFAULT_GOAL := help
SWIFT ?= swift
PREFIX ?= /usr/local
# The Swift runtime goes into the program, so that it runs where no toolchain is.
RELEASE := -c release --static-swift-stdlib $(SWIFTFLAGS)

.PHONY: help prerequisites build demo test test-sql lint format bench docs install clean

help:
	@printf '%s\n' \
	  'make demo     install what is missing, build, walk the main job on a fresh private cluster, and leave it to try' \
	  'make test     install what is missing and run every test' \
	  'make lint     check the format of the sources and what must not stand in them' \
	  'make bench    measure (see Benchmarks/README.md)' \
	  'make docs     write the command reference into docs/reference' \
	  'make install  install ringi below PREFIX ($(PREFIX))'

prerequisites:
	@deploy/prerequisites

build: prerequisites
	$(SWIFT) build $(RELEASE) --product ringi

demo: prerequisites
	$(SWIFT) build -c debug --product ringi
	@deploy/demo "$$($(SWIFT) build -c debug --show-bin-path)/ringi"

TESTS := PostgresTests TransparencyLogTests DeliberationTests EventStoreTests WorkflowTests RingiCLITests AcceptanceTests

# One target after the other: several of them start servers of their own and measure what waits.
test: prerequisites
	$(SWIFT) build --build-tests
	db/tests/run
	@for tests in $(TESTS); do \
	  printf '\n== %s\n' "$$tests"; \
	  $(SWIFT) test --skip-build --disable-xctest --filter "^$$tests\." || exit 1; \
	done

test-sql: prerequisites
	db/tests/run

lint:
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests db
	@deploy/lint

format:
	$(SWIFT) format format --in-place --recursive --parallel Package.swift Sources Tests db

bench: prerequisites
	Benchmarks/run

docs: prerequisites
	$(SWIFT) build -c debug --product ringi
	deploy/reference "$$($(SWIFT) build -c debug --show-bin-path)/ringi" docs/reference

install: build
	bin="$$($(SWIFT) build $(RELEASE) --show-bin-path)" && \
	install -D -m 755 "$$bin/ringi" "$(DESTDIR)$(PREFIX)/bin/ringi" && \
	install -d "$(DESTDIR)$(PREFIX)/share/ringi" && \
	cp -R "$$bin/ringi_Schema.resources/." "$(DESTDIR)$(PREFIX)/share/ringi/"

clean:
	$(SWIFT) package clean
