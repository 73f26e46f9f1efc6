# One place for every command of a developer. The launcher ./northstar needs none of this.
# GNU make 3.81 and later (the one of macOS included).
SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help test quality mutation library check format demo bench clean reactor lint-template

# Maven with a JDK that is new enough; build/jdk looks for it and says what to install when there is none.
# Only warnings, errors and the tests' own lines are shown.
maven = JAVA_HOME=$$(build/jdk) && export JAVA_HOME && \
	MAVEN_OPTS="$$MAVEN_OPTS --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Djansi.noreset=true" \
	mvn --batch-mode --no-transfer-progress \
	-Dorg.slf4j.simpleLogger.defaultLogLevel=warn \
	-Dorg.slf4j.simpleLogger.log.org.apache.maven.plugin.surefire=info

help: ## show this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' Makefile build/localstack.mk build/e2e.mk

test: ## everything: format, compile, bugs, architecture, tests, coverage, template, LocalStack, deployment; ends with "N passed, N failed"
	@find . -type d -path '*/target/*-reports' -prune -exec rm -rf {} +
	@status=0; $(MAKE) --no-print-directory --keep-going lint-template reactor test-localstack test-e2e || status=$$?; build/count-tests $$status

quality: ## the random trials of the tests, many more of them: lakes, sequences, 10,000 experiments a kind, 1,000,000 moments, 21 kills
	@$(maven) -pl shared/measurement,local/cli -am test -Dspotless.check.skip=true -Djacoco.skip=true \
	  -Dtest=LakeMeasurementOracleTest,DaysSinceExposureTest,IncrementalMeasurementTest,SimulatedTruthTest -Dsurefire.failIfNoSpecifiedTests=false \
	  -Dnorthstar.lakes=1000 -Dnorthstar.sequences=300 -Dnorthstar.simulation.lakes=200
	@$(maven) --quiet -Pquick -pl quality/simulations -am package
	@"$$(sh build/jdk)/bin/java" -cp "quality/simulations/target/quick/classes:quality/simulations/target/quick/lib/*" \
	  northstar.simulations.Simulations
	@$(MAKE) --no-print-directory test-e2e CHAOS=7

mutation: ## changes the statistics a little, thousands of times, and counts how often a test notices (hours)
	@$(maven) -Pmutation -pl shared/statistics test-compile org.pitest:pitest-maven:mutationCoverage

library: ## the statistics alone: jar, sources, documentation and pom as a Maven repository in .northstar/library
	@$(maven) --quiet -Pquick,library -pl shared/statistics deploy

check: ## the same without running the tests
	@$(maven) -DskipTests verify

format: ## put the code into the one format
	@$(maven) spotless:apply
	@if sh build/python >/dev/null 2>&1; then $(MAKE) --no-print-directory format-localstack; fi

demo: ## a real experiment and a real programme, from the data to the ranking
	@./northstar demo --no-serve

bench: ## how long things take: comparisons, rankings, cold starts, lakes (fifteen minutes)
	@$(MAKE) --no-print-directory bench-mathematics
	@echo
	@$(MAKE) --no-print-directory bench-cold-start
	@echo
	@$(MAKE) --no-print-directory bench-lake

clean: ## remove all that was built
	@find . -name .git -prune -o -type d -name target -prune -exec rm -rf {} +
	@rm -rf .northstar/launcher .northstar/sam .northstar/bench .northstar/localstack/artifacts .aws-sam

reactor:
	@$(maven) --fail-at-end verify

# The template's checks (cfn-lint, sam validate) and their pinned Python environment: build/sam.mk gives lint-template its recipe.
# Other suites join the sum by writing JUnit XML as target/<name>-reports/TEST-*.xml.
-include build/sam.mk

# Northstar on LocalStack; gives test-localstack its recipe.
-include build/localstack.mk

# The programme that is played to it; gives test-e2e its recipe.
-include build/e2e.mk

# The steps of bench, which are no part of the tests.
-include build/bench.mk
