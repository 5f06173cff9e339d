# trainer - the only build file.  `make help` lists the targets.
#
# Variables a person may set: CC CFLAGS CPPFLAGS LDFLAGS PREFIX DESTDIR
#   VARIANT=name        objects in build/name (default: default, or san with SAN)
#   SAN=address,undefined   sanitizer build
#   WERROR=1            warnings are errors
#   DEPS=yes            install missing Debian packages without asking; DEPS=no: never

SHELL := /bin/bash
MAKEFLAGS += --no-print-directory
ifeq ($(filter -j% --jobserver%,$(MAKEFLAGS)),)
MAKEFLAGS += -j$(shell nproc)
endif
PREFIX ?= /usr/local
DESTDIR ?=
ifeq ($(origin CC),default)
CC := gcc
endif
VERSION := 0.1.0

SAN ?=
VARIANT ?= $(if $(SAN),san,default)
BUILD := build/$(VARIANT)
OBJ := $(BUILD)/obj

# --- what the program needs -----------------------------------------------------------------
PACKAGES_MAIN  := ncursesw sqlite3 caca libcmark yaml-0.1 jansson libsodium libqrencode
PACKAGES_PRINT := librsvg-2.0 cairo pangocairo libxml-2.0
PACKAGES_TEST  := cmocka vterm

# only -I and -l: ncursesw's -D_XOPEN_SOURCE=600 would hide POSIX.1-2008
pkg = $(filter -I% -l% -L% -pthread,$(shell pkg-config $(1) $(2) 2>/dev/null))

WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes \
        -Wmissing-prototypes -Wwrite-strings -Wvla -Wformat=2 -Wundef $(if $(WERROR),-Werror)
HARDEN := -fPIE -fstack-protector-strong $(if $(SAN),,-D_FORTIFY_SOURCE=2)
OPT := $(if $(SAN),-O1 -g -fno-omit-frame-pointer -fsanitize=$(SAN) -fno-sanitize-recover=all,-O2 -g)
ALL_CFLAGS = -std=c11 -D_GNU_SOURCE -Itrainer $(OPT) $(WARN) $(HARDEN) -DTRAINER_VERSION='"$(VERSION)"'
ALL_LDFLAGS = -pie -Wl,-z,relro,-z,now $(if $(SAN),-fsanitize=$(SAN))

# --- layers, lowest last: the link order ------------------------------------------------------
LAYERS := ui cli app sim learn store art export tty content core
LAYER_SOURCES = $(wildcard trainer/$(1)/*.c)
OBJECTS = $(patsubst %.c,$(OBJ)/%.o,$(call LAYER_SOURCES,$(1)))
ARCHIVES := $(foreach l,$(LAYERS),$(BUILD)/lib$(l).a)
LIBS_MAIN = $(call pkg,--libs,$(PACKAGES_MAIN)) -lunistring -lm
LIBS_PRINT = $(call pkg,--libs,$(PACKAGES_PRINT) libcmark yaml-0.1 jansson libsodium libqrencode) -lunistring -lm

PROGRAM := $(BUILD)/trainer
PRINT := $(BUILD)/trainer-print
PANELS := $(patsubst cartoons/panels/%.svg,$(BUILD)/panels/%.panel,$(wildcard cartoons/panels/*.svg))
MO := $(BUILD)/locale/zh_CN/LC_MESSAGES/trainer.mo
PINYIN := $(BUILD)/data/pinyin.tsv
SUPPORT := $(BUILD)/tests/libsupport.a

.PHONY: all help build
all: build
build: $(PROGRAM) $(PRINT) $(PANELS) $(MO) $(PINYIN)

include $(wildcard $(OBJ)/trainer/*.d $(OBJ)/trainer/*/*.d $(OBJ)/tests/*/*.d)

help:
	@sed -n '1,9s/^# \{0,1\}//p' Makefile
	@awk '/^## /{t=$$0; sub(/^## /,"",t)} /^[a-z][a-z-]*:/ && t {split($$1,n,":"); printf "  make %-14s %s\n",n[1],t; t=""}' Makefile

# --- compiling --------------------------------------------------------------------------------
$(OBJ)/trainer/print/%.o: EXTRA = $(call pkg,--cflags,$(PACKAGES_PRINT))
$(OBJ)/trainer/%.o: EXTRA ?= $(call pkg,--cflags,$(PACKAGES_MAIN))
$(OBJ)/tests/%.o: EXTRA = -Itests $(call pkg,--cflags,$(PACKAGES_MAIN) $(PACKAGES_TEST))

$(OBJ)/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(EXTRA) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

define archive_rule
$(BUILD)/lib$(1).a: $$(call OBJECTS,$(1))
	@mkdir -p $$(@D)
	@rm -f $$@
	$(AR) rcs $$@ $$^
endef
$(foreach l,$(LAYERS),$(eval $(call archive_rule,$(l))))

$(PROGRAM): $(OBJ)/trainer/main.o $(ARCHIVES)
	@mkdir -p $(@D)
	$(CC) $(ALL_LDFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $(OBJ)/trainer/main.o $(ARCHIVES) $(LIBS_MAIN)

$(PRINT): $(call OBJECTS,print) $(BUILD)/libcontent.a $(BUILD)/libcore.a
	@mkdir -p $(@D)
	$(CC) $(ALL_LDFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS_PRINT)

# --- data made at build time ------------------------------------------------------------------
$(BUILD)/panels/%.panel: cartoons/panels/%.svg $(PRINT)
	@mkdir -p $(@D)
	$(PRINT) raster $< $@

$(MO): $(wildcard trainer/po/zh/*.po)
	@mkdir -p $(@D)
	msgcat --use-first --no-location $^ | msgfmt -c -o $@ -

$(PINYIN): trainer/content/pinyin.awk
	@mkdir -p $(@D)
	bzcat /usr/share/unicode/Unihan_Readings.txt.bz2 | awk -f $< > $@.new && mv $@.new $@

# --- unit tests: one program per file, linked with its layer and what lies below ----------------
UNIT_PROGRAMS := $(patsubst tests/unit/%.c,$(BUILD)/tests/unit/%,$(wildcard tests/unit/*.c))
SUPPORT_OBJECTS := $(patsubst %.c,$(OBJ)/%.o,$(wildcard tests/support/*.c))
$(SUPPORT): $(SUPPORT_OBJECTS)
	@mkdir -p $(@D)
	@rm -f $@
	$(AR) rcs $@ $^

# what a layer's test links: the layer itself and everything it may use
NEEDS_core := core
NEEDS_content := content core
NEEDS_sim := sim content core
NEEDS_learn := learn content core
NEEDS_store := store core
NEEDS_art := art core
NEEDS_export := export content core
NEEDS_app := app sim learn store content core
NEEDS_ui := ui app sim learn store art export content core
NEEDS_cli := cli app sim learn store art export content core
NEEDS_tty := tty core
define unit_rule
UNIT_$(1) := $(filter $(BUILD)/tests/unit/$(1)_%,$(UNIT_PROGRAMS))
$$(UNIT_$(1)): $(BUILD)/tests/unit/%: $(OBJ)/tests/unit/%.o $(SUPPORT) $(foreach n,$(NEEDS_$(1)),$(BUILD)/lib$(n).a)
	@mkdir -p $$(@D)
	$(CC) $(ALL_LDFLAGS) $(CFLAGS) $(LDFLAGS) -o $$@ $$(filter %.o,$$^) $(foreach n,$(NEEDS_$(1)),$(BUILD)/lib$(n).a) $(SUPPORT) $(call pkg,--libs,$(PACKAGES_TEST)) $(LIBS_MAIN) -lutil
.PHONY: unit-$(1)
unit-$(1): $$(UNIT_$(1)) $(PINYIN) $(MO)
	@for t in $$(UNIT_$(1)); do echo "== $$$${t##*/}"; $$$$t || exit 1; done
endef
$(foreach l,$(LAYERS),$(eval $(call unit_rule,$(l))))

# --- screen and flow tests, fuzz, lint ----------------------------------------------------------
SCREEN_PROGRAMS := $(patsubst tests/screen/%.c,$(BUILD)/tests/screen/%,$(wildcard tests/screen/*.c))
SCREEN_ARCHIVES := $(foreach l,sim content core,$(BUILD)/lib$(l).a)
$(SCREEN_PROGRAMS): $(BUILD)/tests/screen/%: $(OBJ)/tests/screen/%.o $(SUPPORT) $(SCREEN_ARCHIVES)
	@mkdir -p $(@D)
	$(CC) $(ALL_LDFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $< $(SUPPORT) $(SCREEN_ARCHIVES) $(call pkg,--libs,$(PACKAGES_TEST)) $(LIBS_MAIN) -lutil

FUZZ_SOURCES := $(filter-out tests/fuzz/driver.c,$(wildcard tests/fuzz/*.c))
FUZZ_PROGRAMS := $(patsubst tests/fuzz/%.c,$(BUILD)/tests/fuzz/%,$(FUZZ_SOURCES))
FUZZ_LAYERS := sim learn store art export content core
FUZZ_ARCHIVES := $(foreach l,$(FUZZ_LAYERS),$(BUILD)/lib$(l).a)
$(FUZZ_PROGRAMS): $(BUILD)/tests/fuzz/%: $(OBJ)/tests/fuzz/%.o $(OBJ)/tests/fuzz/driver.o $(FUZZ_ARCHIVES)
	@mkdir -p $(@D)
	$(CC) $(ALL_LDFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $< $(OBJ)/tests/fuzz/driver.o $(FUZZ_ARCHIVES) $(LIBS_MAIN)

BENCH_PROGRAMS := $(patsubst tests/bench/%.c,$(BUILD)/tests/bench/%,$(wildcard tests/bench/*.c))
BENCH_ARCHIVES := $(foreach l,app sim learn store art export content core,$(BUILD)/lib$(l).a)
$(BENCH_PROGRAMS): $(BUILD)/tests/bench/%: $(OBJ)/tests/bench/%.o $(SUPPORT) $(BENCH_ARCHIVES)
	@mkdir -p $(@D)
	$(CC) $(ALL_LDFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $< $(SUPPORT) $(BENCH_ARCHIVES) $(call pkg,--libs,$(PACKAGES_TEST)) $(LIBS_MAIN) -lutil

# --- the two commands -----------------------------------------------------------------------------
.PHONY: run check deps
## install what is missing, build, start (text demo without a terminal)
run:
	@trainer/setup.sh run
	@$(MAKE) build
	@if [ -t 0 ] && [ -t 1 ]; then exec $(PROGRAM); else exec $(PROGRAM) demo; fi

## install what is missing for building, testing and benches
deps:
	@trainer/setup.sh run test lint bench

## install what is missing, build, run every test
check:
	@trainer/setup.sh run test
	@$(MAKE) check-built

.PHONY: check-built tests-built
tests-built: build $(UNIT_PROGRAMS) $(SCREEN_PROGRAMS) $(FUZZ_PROGRAMS)
check-built: tests-built
	@BUILD=$(BUILD) FUZZ_SECONDS=$(FUZZ_SECONDS) tests/run.sh

FUZZ_SECONDS ?= 5

.PHONY: soak lint golden bench
## minutes of fuzzing and storms (FUZZ_SECONDS=300)
soak:
	@trainer/setup.sh run test
	@$(MAKE) tests-built
	@BUILD=$(BUILD) FUZZ_SECONDS=$(if $(filter 5,$(FUZZ_SECONDS)),300,$(FUZZ_SECONDS)) tests/run.sh fuzz

.PHONY: storm
## a million random actions on the cases, under the sanitizers (STORM_ACTIONS, STORM_SEED)
storm:
	@trainer/setup.sh run test
	@$(MAKE) SAN=address,undefined build build/san/tests/unit/sim_storm
	@STORM_ACTIONS=$(or $(STORM_ACTIONS),1000000) STORM_SEED=$(or $(STORM_SEED),1) \
	    LSAN_OPTIONS=suppressions=tests/lsan.supp build/san/tests/unit/sim_storm

## layers, banned calls, headers, sizes, translations, shell scripts, static analysers
lint:
	@trainer/setup.sh run test lint
	@$(MAKE) build
	@BUILD=$(BUILD) tests/run.sh lint
	@BUILD=$(BUILD) tests/lint/analyse.sh

## rewrite the golden screens; read their diff
golden:
	@trainer/setup.sh run test
	@$(MAKE) tests-built
	@BUILD=$(BUILD) UPDATE_GOLDEN=1 tests/run.sh screen

## speed and memory beside peer programs
bench:
	@trainer/setup.sh run test bench
	@$(MAKE) build $(BENCH_PROGRAMS)
	@BUILD=$(BUILD) tests/bench/bench.sh

.PHONY: check-law
## compare every article and amount with a folder of statute texts: make check-law LAW=DIR
check-law:
	@tests/content/check_law.sh "$(LAW)"

# --- cartoons ---------------------------------------------------------------------------------------
.PHONY: cast
## refresh the parts embedded in every panel from cartoons/cast, places, props
cast: $(PRINT)
	$(PRINT) parts cartoons/panels/*.svg

.PHONY: contact-sheet
## every panel as terminals show it, on PNG pages in build/
contact-sheet: build
	@BUILD=$(BUILD) tests/bench/contact_sheet.sh

# --- installing -------------------------------------------------------------------------------------
$(BUILD)/trainer.1: $(PROGRAM)
	LANGUAGE=en LC_ALL=C.UTF-8 $(PROGRAM) --lang en --man-page > $@.new && mv $@.new $@

SHARE := $(DESTDIR)$(PREFIX)/share
.PHONY: install uninstall dist
## install below DESTDIR/PREFIX
install: build $(BUILD)/trainer.1
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/libexec/trainer $(SHARE)/trainer/panels \
	    $(SHARE)/trainer/data $(SHARE)/man/man1 $(SHARE)/locale/zh_CN/LC_MESSAGES $(SHARE)/doc/trainer
	install -m 755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/trainer
	install -m 755 $(PRINT) $(DESTDIR)$(PREFIX)/libexec/trainer/trainer-print
	install -m 644 $(PANELS) $(SHARE)/trainer/panels
	install -m 644 $(PINYIN) $(SHARE)/trainer/data
	install -m 644 $(MO) $(SHARE)/locale/zh_CN/LC_MESSAGES/trainer.mo
	install -m 644 $(BUILD)/trainer.1 $(SHARE)/man/man1/trainer.1
	install -m 644 README.md README.zh.md LICENSE $(SHARE)/doc/trainer
	for d in lessons quizzes cartoons; do \
	    find $$d -type f | while read -r f; do install -D -m 644 "$$f" "$(SHARE)/trainer/$$f"; done; done

## remove what install put there
uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/trainer $(SHARE)/man/man1/trainer.1 \
	    $(SHARE)/locale/zh_CN/LC_MESSAGES/trainer.mo
	rm -rf $(DESTDIR)$(PREFIX)/libexec/trainer $(SHARE)/trainer $(SHARE)/doc/trainer

## a source archive of the committed state under build/
dist:
	@mkdir -p build
	git archive --prefix=trainer-$(VERSION)/ HEAD | gzip -9n > build/trainer-$(VERSION).tar.gz
	@echo build/trainer-$(VERSION).tar.gz

.PHONY: clean
## remove everything built
clean:
	rm -rf build
