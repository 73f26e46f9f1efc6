# Checks template.yaml and builds its functions. Included by the Makefile; run from the root of the repository.
#
#   make lint-template   sam validate, cfn-lint, checkov, and whether what would be deployed is what was reviewed; needs no
#                        AWS account, and no network once .venv/sam and .venv/checkov are there
#   make transform       writes build/template/transformed.yaml anew: what CloudFormation makes of the template
#   make sam-build       every function, to .aws-sam/build
#   make sam-deploy      the same, then to the AWS account of the environment, as samconfig.toml says under CONFIG
#   build-<LogicalId>    is called by `sam build`, with ARTIFACTS_DIR

MVN ?= mvn

# Processor whose DuckDB library LandEvents and MeasureExperiment carry: arm64, as the template says, or x86_64 for an emulator that
# runs functions on its own machine.
ARCHITECTURE ?= arm64

CONFIG ?= prod

sam_venv := .venv/sam
sam_ready := $(sam_venv)/ready
checkov_venv := .venv/checkov
checkov_ready := $(checkov_venv)/ready
sam_jars := .northstar/sam/jars
sam_tool := SAM_CLI_TELEMETRY=0 $(sam_venv)/bin/sam

sam_folder_RegisterDefinition := functions/register-definition
sam_folder_LandEvents := functions/land-events
sam_folder_MeasureExperiment := functions/measure-experiment
sam_folder_EvaluateExperiment := functions/evaluate-experiment
sam_folder_RankFeatures := functions/rank-features
sam_functions := RegisterDefinition LandEvents MeasureExperiment EvaluateExperiment RankFeatures
sam_modules := $(foreach function,$(sam_functions),$(sam_folder_$(function)))
sam_sources := pom.xml $(shell find shared functions \( -name pom.xml -o -path '*/src/main/*' \) -type f)

empty :=
comma := ,
space := $(empty) $(empty)

.PHONY: venv lint-template transform sam-build sam-deploy $(sam_functions:%=build-%)

venv: $(sam_ready) $(checkov_ready)

# The first Python that is new enough and can make an environment. `|| exit` keeps a failed step from marking it ready.
# Modules are compiled when they are first used: most never are.
# $(call make_environment,folder,requirements,constraints)
define make_environment
	@for python in python3 python3.13 python3.12 python3.11 python3.10; do \
	  if $$python -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))' 2>/dev/null; then \
	    rm -rf $(1) || exit; \
	    $$python -m venv $(1) || exit; \
	    $(1)/bin/python -m pip install --quiet --no-compile --disable-pip-version-check \
	      --requirement $(2) --constraint $(3) || exit; \
	    touch $(1)/ready; exit; \
	  fi; \
	done; \
	echo 'Checking template.yaml needs Python 3.10 or newer with venv (Debian, Ubuntu: apt-get install python3-venv).' >&2; \
	exit 1
endef

$(sam_ready): build/requirements.txt build/constraints.txt
	$(call make_environment,$(sam_venv),build/requirements.txt,build/constraints.txt)

$(checkov_ready): build/template/checkov-requirements.txt build/template/checkov-constraints.txt
	$(call make_environment,$(checkov_venv),build/template/checkov-requirements.txt,build/template/checkov-constraints.txt)

lint-template: $(sam_ready) $(checkov_ready)
	@$(sam_venv)/bin/python build/template/check.py

transform: $(sam_ready)
	@$(sam_venv)/bin/python build/template/transform.py

sam-build: $(sam_ready)
	ARCHITECTURE=$(ARCHITECTURE) $(sam_tool) build --template template.yaml

sam-deploy: sam-build
	$(sam_tool) deploy --config-env $(CONFIG)

# `sam build` calls make once for every function; Maven runs for the first alone.
# All files have one time: an archive of the same content is then the same, and deploying it again changes nothing.
$(sam_jars): $(sam_sources)
	rm -rf $(sam_modules:%=%/target/quick/dependency) $(sam_modules:%=%/target/quick/*.jar)
	JAVA_HOME=$$(sh build/jdk) && export JAVA_HOME && \
	$(MVN) --quiet --batch-mode -Pquick --also-make --projects $(subst $(space),$(comma),$(sam_modules)) \
	  package dependency:copy-dependencies -DincludeScope=runtime
	mkdir -p $(@D)
	touch $@

# All files have one time: an archive of the same content is then the same, and deploying it again changes nothing.
$(sam_functions:%=build-%): build-%: $(sam_jars)
	rm -rf "$(ARTIFACTS_DIR)/lib"
	mkdir -p "$(ARTIFACTS_DIR)/lib"
	cp $(sam_folder_$*)/target/quick/northstar-*.jar $(sam_folder_$*)/target/quick/dependency/*.jar "$(ARTIFACTS_DIR)/lib"
	sh build/slim-duckdb "$(ARTIFACTS_DIR)/lib" $(ARCHITECTURE)
	find "$(ARTIFACTS_DIR)" -exec touch -t 202611010000 {} +
	sh build/check-size "$(ARTIFACTS_DIR)"
