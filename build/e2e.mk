# The programme of quality/end-to-end, played to what SAM deploys. Included by the Makefile after build/localstack.mk.
#
#   make e2e        starts a LocalStack of its own, deploys two stages, plays the programme, kills processes three times and
#                   ends all that it started; with AWS_ENDPOINT_URL set it uses the LocalStack there, and kills nothing
#   make test-e2e   the same where Python 3.13 is present; elsewhere it says what was not run, and fails if CI=true
#
# CHAOS (1) says how often the programme is played while processes are killed, three of them each time; SEED which moments.

.PHONY: e2e test-e2e e2e-ready e2e-jars e2e-build e2e-deploy e2e-delete e2e-restart e2e-tests

CHAOS ?= 1
SEED ?= 20261123

e2e_artifacts := .northstar/e2e/artifacts
e2e_classes := StagesTest,ScenarioTest,CommandsTest,ChaosTest
e2e_aws := AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_DEFAULT_REGION=us-east-1 AWS_REGION=us-east-1

e2e: ## play a whole programme of experiments to it, with failures, from start to teardown
	@began=$$(date +%s) && export began && $(MAKE) --no-print-directory --jobs 3 e2e-ready && \
	  CHAOS=$(CHAOS) SEED=$(SEED) bash build/end-to-end

test-e2e:
	@if sh build/python >/dev/null 2>&1; then \
	  $(MAKE) --no-print-directory e2e; \
	else \
	  echo 'Not run, since there is no Python 3.13: the programme on LocalStack (make e2e).'; \
	  if [ "$${CI:-}" = true ]; then sh build/python; fi; \
	fi

e2e_maven = $(maven) -Pquick -am -Dsurefire.failIfNoSpecifiedTests=false
e2e_modules := $(subst $(space),$(comma),local/localstack local/dynamodb-local local/cli $(sam_modules) quality/end-to-end)

# All that is needed before anything starts: what comes from Python beside what comes from Java, since each waits a lot.
e2e-ready: $(localstack_ready) $(sam_ready) e2e-jars

e2e-jars:
	@$(e2e_maven) --quiet -pl $(e2e_modules) package -Dtest=None

# The steps of build/end-to-end.
e2e-build:
	@ARCHITECTURE=$(localstack_architecture) $(sam_tool) build --config-env local --template template.yaml --build-dir $(e2e_artifacts)

e2e-deploy:
	@$(e2e_aws) $(sam_tool) deploy --config-file $(CURDIR)/samconfig.toml --config-env local --template $(e2e_artifacts)/template.yaml \
	  --stack-name northstar-$(STAGE) --parameter-overrides Stage=$(STAGE) Architecture=$(localstack_architecture) $(E2E_PARAMETERS)
	@$(localstack) check northstar-$(STAGE)

e2e-delete:
	@$(e2e_aws) $(sam_tool) delete --no-prompts --config-file $(CURDIR)/samconfig.toml --config-env local --stack-name northstar-$(STAGE)

e2e-restart:
	@$(localstack) start
	@AWS_ENDPOINT_URL=$$($(localstack) endpoint) $(MAKE) --no-print-directory e2e-deploy

e2e-tests:
	@$(e2e_maven) -pl quality/end-to-end test -Dtest=$(e2e_classes) -DexcludedGroups=none $(E2E_SETTINGS)
