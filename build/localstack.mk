# Northstar on LocalStack, without Docker. Included by the Makefile after build/sam.mk; docs/local-aws.md tells more.
#
#   make localstack          starts it in the background, unless it runs, and says what is deployed
#   make deploy-local        builds the functions for this machine and deploys template.yaml to it
#   make localstack-status   says whether it runs, and what is deployed
#   make localstack-stop     ends it and all that it started
#   make format-localstack   puts the Python code into the one format
#   make sizes               how large each function is
#   make test-localstack     its own tests, where Python 3.13 is present
#
# NORTHSTAR_LOCALSTACK_PORT (4566), NORTHSTAR_LOCALSTACK_DATA (a folder that keeps the tables; else they are forgotten) and
# STAGE (local) may be set. With AWS_ENDPOINT_URL set, deploy-local deploys there.

.PHONY: localstack localstack-stop localstack-status localstack-jars deploy-local test-localstack check-localstack format-localstack

STAGE ?= local

localstack_source := local/localstack
# All Python that runs in its environment, the benchmark of functions among it; seen from its folder.
localstack_python := src tests ../../quality/benchmarks/src/main/python
localstack_venv := .northstar/localstack/venv
localstack_ready := $(localstack_venv)/ready
localstack_stack := northstar-$(STAGE)
localstack_artifacts := .northstar/localstack/artifacts
localstack_log := .northstar/localstack/deploy.log
localstack = JAVA_HOME=$$(sh build/jdk) && export JAVA_HOME && NORTHSTAR_HOME=$(CURDIR) $(localstack_venv)/bin/python -m northstar_localstack.launch
localstack_architecture := $(if $(filter arm64 aarch64,$(shell uname -m)),arm64,x86_64)

$(localstack_ready): $(localstack_source)/pyproject.toml $(localstack_source)/constraints.txt
	@python=$$(sh build/python) && rm -rf $(localstack_venv) && $$python -m venv $(localstack_venv) && \
	  echo 'Installing LocalStack (about a minute)…' >&2 && \
	  $(localstack_venv)/bin/python -m pip install --quiet --no-compile --disable-pip-version-check \
	    --constraint $(localstack_source)/constraints.txt --editable '$(localstack_source)[check]' && \
	  touch $@

# What the processes of LocalStack run on: the Runtime Interface Client and DynamoDB Local.
localstack-jars:
	@$(maven) --quiet -Pquick -pl local/localstack,local/dynamodb-local -am package

localstack: $(localstack_ready) localstack-jars ## start the local AWS, without Docker, and say what is deployed
	@$(localstack) start

localstack-stop: $(localstack_ready) ## stop it and all that it started
	@$(localstack) stop

localstack-status: $(localstack_ready)
	@$(localstack) status

# Functions that carry a native library get the one of this machine. The credentials are for show: LocalStack takes any.
deploy-local: $(localstack_ready) $(sam_ready) ## build and deploy template.yaml to it
	@: >$(localstack_log)
	@endpoint=$${AWS_ENDPOINT_URL:-$$($(localstack) endpoint)} && echo "Building and deploying $(localstack_stack) to $$endpoint…" >&2 && \
	  export AWS_ENDPOINT_URL=$$endpoint AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_DEFAULT_REGION=us-east-1 AWS_REGION=us-east-1 && \
	  { ARCHITECTURE=$(localstack_architecture) $(sam_tool) build --config-env local --template template.yaml \
	      --build-dir $(localstack_artifacts) && \
	    $(sam_tool) deploy --config-file $(CURDIR)/samconfig.toml --config-env local \
	      --template $(localstack_artifacts)/template.yaml --stack-name $(localstack_stack) \
	      --parameter-overrides Stage=$(STAGE) Architecture=$(localstack_architecture); } >$(localstack_log) 2>&1 || \
	  { cat $(localstack_log) >&2; exit 1; }
	@$(localstack) check $(localstack_stack)

format-localstack: $(localstack_ready)
	@cd $(localstack_source) && bin=$(CURDIR)/$(localstack_venv)/bin && \
	  $$bin/ruff format --config pyproject.toml --quiet $(localstack_python) && \
	  $$bin/ruff check --config pyproject.toml --quiet --fix $(localstack_python)

# Where Python 3.13 is missing this says so, and fails where nobody would read it.
test-localstack:
	@if sh build/python >/dev/null 2>&1; then \
	  $(MAKE) --no-print-directory check-localstack; \
	else \
	  echo 'Not run, since there is no Python 3.13: the tests of local/localstack.'; \
	  if [ "$${CI:-}" = true ]; then sh build/python; fi; \
	fi

check-localstack: $(localstack_ready) localstack-jars
	@cd $(localstack_source) && bin=$(CURDIR)/$(localstack_venv)/bin && \
	  $$bin/ruff format --config pyproject.toml --check --quiet $(localstack_python) && \
	  $$bin/ruff check --config pyproject.toml --quiet $(localstack_python) && $$bin/mypy --no-error-summary $(localstack_python) && \
	  JAVA_HOME=$$(sh ../../build/jdk) && export JAVA_HOME && \
	  $$bin/python -m pytest --quiet --junit-xml=target/localstack-reports/TEST-localstack.xml

# How large the functions are for Lambda's processor.
.PHONY: sizes

sizes: $(sam_ready) ## how large each function is, unpacked and packed; fails where one comes near Lambda's limit
	@log=$$(mktemp) && trap 'rm -f "$$log"' EXIT && \
	  { $(sam_tool) build --template template.yaml --build-dir .northstar/sizes >"$$log" 2>&1 || { cat "$$log" >&2; exit 1; }; }
	@$(sam_venv)/bin/python build/sizes .northstar/sizes
