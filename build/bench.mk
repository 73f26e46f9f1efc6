# Measures how long things take and prints the tables of docs/benchmarks.md. Included by the Makefile after build/sam.mk, whose
# packaging of functions it uses. On a machine that does other work besides, times are those of a busy machine.
#
#   make bench              everything, about fifteen minutes
#   make bench-mathematics  comparisons and rankings alone
#   make bench-cold-start   cold starts alone
#   make bench-lake         from events to verdicts alone; its lakes (600 MB) stay in .northstar/bench for the next time
#   make bench-functions    cold starts and calls of every function, on a LocalStack of its own (five minutes, and no part of bench,
#                           since it needs Python 3.13)
#
# gbstats, a Python library that one of the tables compares with, is installed into .venv/bench (Python 3.11 or newer). Without it the
# table is left out.

.PHONY: bench-mathematics bench-cold-start bench-functions bench-lake bench-build bench-gbstats

bench_module := quality/benchmarks/target/quick
bench_results := .northstar/bench
bench_python := quality/benchmarks/src/main/python
bench_venv := .venv/bench
bench_function := $(bench_results)/evaluate-experiment
bench_java = "$$(sh build/jdk)/bin/java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
	-Dslf4j.internal.verbosity=ERROR -cp "$$(echo $(bench_module)/northstar-benchmarks-*.jar):$(bench_module)/lib/*"

bench-build:
	@$(maven) --quiet -Pquick -pl quality/benchmarks,local/dynamodb-local -am package

bench-gbstats:
	@test $(bench_venv)/ready -nt $(bench_python)/requirements.txt && exit; \
	for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	  if $$python -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    rm -rf $(bench_venv) && $$python -m venv $(bench_venv) && \
	    $(bench_venv)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --only-binary :all: \
	      --requirement $(bench_python)/requirements.txt && touch $(bench_venv)/ready && exit; \
	    break; \
	  fi; \
	done; \
	rm -rf $(bench_venv); \
	echo 'gbstats could not be installed (it needs Python 3.11 to 3.14 with venv): it is not compared with.' >&2

bench-mathematics: bench-build bench-gbstats
	@$(bench_java) northstar.benchmarks.Mathematics $(bench_results) $(bench_venv)/bin/python $(bench_python)/gbstats_two_sided.py

bench-cold-start: bench-build
	@MAVEN_OPTS="$$MAVEN_OPTS --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED -Djansi.noreset=true" \
	  $(MAKE) --no-print-directory --silent build-EvaluateExperiment ARTIFACTS_DIR=$(bench_function)
	@$(bench_java) northstar.benchmarks.coldstart.ColdStarts . $(bench_function)/lib

STARTS ?= 7

bench-functions: $(localstack_ready) $(sam_ready)
	@JAVA_HOME=$$(sh build/jdk) && export JAVA_HOME && \
	  $(localstack_venv)/bin/python $(bench_python)/cold_starts.py . $(localstack_artifacts) $(STARTS)

bench-lake: bench-build
	@mkdir -p $(bench_results)
	@$(bench_java) northstar.benchmarks.lake.WholeLine . $(bench_results)
