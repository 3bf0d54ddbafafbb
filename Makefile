# make demo    installs what is missing, builds, and writes the account of the sample story
# make test    builds and runs all tests
# make bench   measures speed and memory; ARCHIVE=1000 reads a web archive of 1,000 MB instead of 100
# make bench-peers installs other language cores and page readers, and measures beside them
# make score   holds the program against the golds in ../shared, where that folder stands; shows whether claims' confidence holds, how sentences are judged, and whether titles can stand
# make setup   installs what is missing, nothing else
# make build   builds build/recount
# make train   trains the language core anew from ../shared/corpora and writes models/english.model (hours)
#
# Debian 12 and Ubuntu 24.04; packages are installed with sudo where the user is not root.

BUILD ?= build
JOBS ?= $(shell nproc)
CMAKE_OPTIONS ?=
ARCHIVE ?= 100
# What is run (program:package) and what is built against.
PROGRAMS = g++:g++ cmake:cmake ninja:ninja-build pkg-config:pkg-config python3:python3 node:nodejs npm:npm pdftotext:poppler-utils
LIBRARIES = ca-certificates libicu-dev libstemmer-dev libcld2-dev libgumbo-dev libssl-dev libarchive-dev zlib1g-dev libexpat1-dev libbrotli-dev libgmime-3.0-dev rapidjson-dev libtomlplusplus-dev libcli11-dev doctest-dev

.PHONY: demo test bench bench-peers score setup build train clean

demo: build
	@$(BUILD)/recount account examples/market-hall/reports -o $(BUILD)/demo/
	@echo
	@echo "The account of the sample story is in $(abspath $(BUILD)/demo/account.html): open it in a browser."
	@echo "Beside it stand account.json and the tables. A summary to read here: $(BUILD)/recount account examples/market-hall/reports"

test: build
	@ctest --test-dir $(BUILD) --output-on-failure --parallel $(JOBS)

bench: build
	@cmake --build $(BUILD) --target recount_bench recount_language_bench recount_page_bench > /dev/null
	@python3 bench/account.py $(BUILD)/recount
	@echo
	@python3 bench/language.py $(BUILD)
	@echo
	@python3 bench/pages.py $(BUILD)/recount_page_bench
	@echo
	@python3 bench/web_archive.py $(BUILD)/recount $(ARCHIVE)

bench-peers: build
	@bench/peers/setup
	@$(MAKE) --no-print-directory bench

score: build
	@if [ -f ../shared/score/run.py ]; then python3 ../shared/score/run.py $(BUILD)/recount && python3 bench/metadata.py $(BUILD)/recount && python3 bench/calibration.py $(BUILD)/recount && python3 bench/check.py $(BUILD)/recount && python3 bench/titles.py $(BUILD)/recount; else echo "There is no ../shared/score/run.py to score with."; fi

build: setup
	@cmake -S . -B $(BUILD) -G Ninja $(CMAKE_OPTIONS) > $(BUILD)-configure.log || { cat $(BUILD)-configure.log; exit 1; }
	@rm -f $(BUILD)-configure.log
	@cmake --build $(BUILD) --parallel $(JOBS)

train: build
	@train/run

setup:
	@missing=""; \
	for program in $(PROGRAMS); do \
		command -v $${program%%:*} > /dev/null || missing="$$missing $${program#*:}"; \
	done; \
	for package in $(LIBRARIES); do \
		dpkg-query -W -f '$${Status}' $$package 2> /dev/null | grep -q "ok installed" || missing="$$missing $$package"; \
	done; \
	as_root=""; [ "$$(id -u)" = 0 ] || as_root="sudo"; \
	if [ -n "$$missing" ] || [ ! -f /usr/share/dict/american-english-small ]; then $$as_root apt-get update -q; fi; \
	if [ -n "$$missing" ]; then \
		echo "Installing$$missing"; \
		$$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $$missing; \
	fi
	@gazetteer/setup

clean:
	rm -rf $(BUILD) $(BUILD)-sanitize
