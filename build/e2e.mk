# The programme of quality/end-to-end, played to what SAM deploys. Included by the Makefile after build/localstack.mk.
#
#   make e2e        starts a LocalStack of its own, deploys two stages, plays the programme, kills processes three times and
#                   ends all that it started; with AWS_ENDPOINT_URL set it uses the LocalStack there, and kills nothing
#   make test-e2e   the same where Python 3.13 is present; elsewhere it says what was not run, and fails if CI=true
#
# CHAOS (1) says how often the programme is played while processes are killed, three of them each time; SEED which moments.

.PHONY: e2e test-e2e e2e-build e2e-deploy e2e-delete e2e-restart e2e-tests

CHAOS ?= 1
SEED ?= 20261123

e2e_artifacts := .northstar/e2e/artifacts
e2e_classes := StagesTest,ScenarioTest,CommandsTest,ChaosTest
e2e_aws := AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_DEFAULT_REGION=us-east-1 AWS_REGION=us-east-1

e2e: $(localstack_ready) $(sam_ready) ## play a whole programme of experiments to it, with failures, from start to teardown
	@CHAOS=$(CHAOS) SEED=$(SEED) bash build/end-to-end

test-e2e:
	@if sh build/python >/dev/null 2>&1; then \
	  $(MAKE) --no-print-directory e2e; \
	else \
	  echo 'Not run, since there is no Python 3.13: the programme on LocalStack (make e2e).'; \
	  if [ "$${CI:-}" = true ]; then sh build/python; fi; \
	fi

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
	@$(maven) -pl quality/end-to-end -am test -Dspotless.check.skip=true -Djacoco.skip=true \
	  -Dtest=$(e2e_classes) -DexcludedGroups=none -Dsurefire.failIfNoSpecifiedTests=false $(E2E_SETTINGS)
