# make demo    installs what is missing, builds the program, and writes the account of the sample story
# make test    builds and runs all tests
# make install puts the program, its data, manual and completions under PREFIX (/usr/local); DESTDIR goes before it
# make uninstall takes away what the last `make install` from here put there
# make deb     makes a Debian package in build/
# make fresh   SUITE=trixie (or "bookworm trixie"): runs demo and test in a Debian that has nothing yet; needs root
# make fresh-deb SUITE=bookworm: installs the package into a bare Debian, runs it there as a user, removes it; needs root
# make fresh-python SUITE=trixie: pip install . in a bare Debian, as a user, and the notebook of the sample story; needs root
# make bench   measures speed and memory, and how they grow with the number of reports; ARCHIVE=1000 reads a web archive of 1,000 MB instead of 100
# make bench-peers installs other language cores and page readers, and measures beside them
# make score   holds the program against the golds in ../shared, where that folder stands; shows whether claims' confidence holds, how sentences are judged, and whether titles can stand
# make python  installs the Python module into a new environment, build/python-environment, and runs its tests there
# make setup   installs what is missing, nothing else
# make program builds build/recount and its data, nothing else
# make build   builds everything, the tests too
# make train   trains the language core anew from ../shared/corpora and writes models/english.model (hours)
#
# Debian 12 and 13, Ubuntu 24.04; packages are installed with sudo where the user is not root. Nothing asks a question.

BUILD ?= build
JOBS ?= $(shell nproc)
CMAKE_OPTIONS ?=
PREFIX ?= /usr/local
DESTDIR ?=
SUITE ?= trixie
ARCHIVE ?= 100
# What is run (program:package) and what is built against.
PROGRAMS = g++:g++ cmake:cmake ninja:ninja-build pkg-config:pkg-config python3:python3 node:nodejs npm:npm pdftotext:poppler-utils
LIBRARIES = ca-certificates libicu-dev libstemmer-dev libcld2-dev libgumbo-dev libssl-dev libarchive-dev zlib1g-dev libexpat1-dev libsqlite3-dev libpq-dev libbrotli-dev libcpp-httplib-dev libgmime-3.0-dev rapidjson-dev libtomlplusplus-dev doctest-dev

.PHONY: demo test python setup-python install uninstall deb fresh fresh-deb fresh-python bench bench-peers score setup configure program build train clean

demo: program
	@$(BUILD)/recount account examples/market-hall/reports
	@$(BUILD)/recount account examples/market-hall/reports -q -o $(BUILD)/demo/
	@echo "The account of the sample story is in $(abspath $(BUILD)/demo/account.html): open it in a browser."
	@echo "Beside it stand account.json and the tables."

test: build
	@ctest --test-dir $(BUILD) --output-on-failure --parallel $(JOBS)

PYTHON_PACKAGES = python3-venv python3-dev
PYTHON_EXTRAS ?= test

setup-python:
	@$(MAKE) --no-print-directory setup LIBRARIES="$(LIBRARIES) $(PYTHON_PACKAGES)"

python: program setup-python
	@python3 -m venv --clear $(BUILD)/python-environment
	@CMAKE_BUILD_PARALLEL_LEVEL=$(JOBS) $(BUILD)/python-environment/bin/pip install -q --disable-pip-version-check '.[$(PYTHON_EXTRAS)]'
	@cd $(BUILD) && RECOUNT=$(abspath $(BUILD))/recount python-environment/bin/python -m unittest discover -s $(CURDIR)/python/tests

install: program
	@DESTDIR="$(DESTDIR)" cmake --install $(BUILD) --strip --prefix "$(PREFIX)" > $(BUILD)/install.log || { cat $(BUILD)/install.log; exit 1; }
	@cp $(BUILD)/install_manifest.txt $(BUILD)/installed_files.txt
	@echo "Recount is installed: $(DESTDIR)$(PREFIX)/bin/recount"

uninstall:
	@test -f $(BUILD)/installed_files.txt || { echo "Nothing was installed from $(BUILD)."; exit 1; }
	@while read -r file || [ -n "$$file" ]; do rm -f "$(DESTDIR)$$file"; done < $(BUILD)/installed_files.txt
	@find "$(DESTDIR)$(PREFIX)/share/recount" "$(DESTDIR)$(PREFIX)/share/doc/recount" -depth -type d -empty -delete
	@rm $(BUILD)/installed_files.txt

deb: setup
	@packaging/deb

fresh:
	@packaging/fresh $(SUITE)

fresh-deb:
	@packaging/fresh_deb $(SUITE)

fresh-python:
	@packaging/fresh_python $(SUITE)

bench: program
	@cmake --build $(BUILD) --target recount_bench recount_language_bench recount_page_bench recount_copies_bench > /dev/null
	@python3 bench/account.py $(BUILD)/recount
	@echo
	@python3 bench/growth.py $(BUILD)/recount
	@echo
	@python3 bench/language.py $(BUILD)
	@echo
	@python3 bench/pages.py $(BUILD)/recount_page_bench
	@echo
	@python3 bench/web_archive.py $(BUILD)/recount $(ARCHIVE)
	@echo
	@python3 bench/serve.py $(BUILD)/recount
	@echo
	@python=$(BUILD)/peers/spacy/bin/python; [ -x $$python ] || python=python3; $$python bench/copies.py $(BUILD)/recount_copies_bench

bench-peers: program
	@bench/peers/setup
	@$(MAKE) --no-print-directory bench

score: program
	@if [ -f ../shared/score/run.py ]; then python3 ../shared/score/run.py $(BUILD)/recount && python3 bench/metadata.py $(BUILD)/recount && python3 bench/calibration.py $(BUILD)/recount && python3 bench/check.py $(BUILD)/recount && python3 bench/titles.py $(BUILD)/recount; else echo "There is no ../shared/score/run.py to score with."; fi

configure: setup
	@cmake -S . -B $(BUILD) -G Ninja $(CMAKE_OPTIONS) > $(BUILD)-configure.log || { cat $(BUILD)-configure.log; exit 1; }
	@rm -f $(BUILD)-configure.log

program: configure
	@cmake --build $(BUILD) --parallel $(JOBS) --target recount manual

build: configure
	@cmake --build $(BUILD) --parallel $(JOBS)

train: program
	@train/run

setup:
	@missing=""; \
	for program in $(PROGRAMS); do \
		command -v $${program%%:*} > /dev/null || missing="$$missing $${program#*:}"; \
	done; \
	for package in $(LIBRARIES); do \
		dpkg-query -W -f '$${Status}' $$package 2> /dev/null | grep -q "ok installed" || missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
		echo "Installing$$missing"; \
		as_root=""; [ "$$(id -u)" = 0 ] || as_root="sudo"; \
		$$as_root apt-get update -q; \
		$$as_root env DEBIAN_FRONTEND=noninteractive TZ=Etc/UTC apt-get install -y -q --no-install-recommends $$missing; \
	fi
	@gazetteer/setup

clean:
	rm -rf $(BUILD) $(BUILD)-sanitize build-python
