"""Checks template.yaml and what belongs to it, and reports as JUnit does.

    .venv/sam/bin/python build/template/check.py [NAME...]    runs all, or those whose names contain one of these

Nothing here needs an account or the network.
"""

import difflib
import json
import os
import re
import subprocess
import sys
import time
import unittest
from pathlib import Path
from xml.sax.saxutils import quoteattr

import policy
import tomlkit
import transform
from samtranslator.yaml_helper import yaml_parse

ROOT = transform.ROOT
REPORT = ROOT / "target" / "template-reports" / "TEST-template.xml"
CHECKOV = ROOT / ".venv" / "checkov" / "bin" / "checkov"
MOST_LINES = 120
MANAGED_POLICY_CHARACTERS = 6144
QUIET = {"AWS_DEFAULT_REGION": "us-east-1", "SAM_CLI_TELEMETRY": "0", "LOG_LEVEL": "ERROR"}


def run(*command: str | Path) -> str:
    """Runs a tool and returns what it says if it finds something, else an empty text."""
    environment = {name: value for name, value in os.environ.items() if name not in ("BC_API_KEY", "PRISMA_API_URL")}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env=environment | QUIET,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return "" if done.returncode == 0 else done.stdout or f"{command[0]} ended with {done.returncode}"


class TemplateTest(unittest.TestCase):
    """What the tools say of the template."""

    maxDiff = None

    def test_sam_validate_finds_nothing(self) -> None:
        tool = Path(sys.executable).with_name("sam")
        self.assertEqual("", run(tool, "validate", "--lint", "--template", "template.yaml"))

    def test_cfn_lint_finds_nothing_in_what_is_deployed(self) -> None:
        tool = Path(sys.executable).with_name("cfn-lint")
        self.assertEqual("", run(tool, "--ignore-checks", "W", "--", transform.TRANSFORMED))

    def test_cfn_lint_finds_nothing(self) -> None:
        self.assertEqual("", run(Path(sys.executable).with_name("cfn-lint"), "template.yaml"))

    def test_checkov_finds_nothing(self) -> None:
        found = run(
            CHECKOV, "--config-file", "build/template/checkov.yaml", "--file", "template.yaml",
            "--skip-download", "--compact", "--quiet",
        )  # fmt: skip
        self.assertEqual("", found)

    def test_transformed_template_is_the_one_that_was_reviewed(self) -> None:
        now = transform.text().splitlines()
        known = transform.TRANSFORMED.read_text(encoding="utf-8").splitlines()
        difference = list(difflib.unified_diff(known, now, "reviewed", "template.yaml", lineterm="", n=6))
        shown = "\n".join(difference[:MOST_LINES])
        more = f"\n… and {len(difference) - MOST_LINES} lines more" if len(difference) > MOST_LINES else ""
        if difference:
            self.fail(f"other things would be deployed:\n{shown}{more}\nIf that is meant, run `make transform` and commit.")

    def test_parameters_each_have_a_default_and_a_description(self) -> None:
        parameters = template()["Parameters"]
        self.assertEqual([], [name for name, one in parameters.items() if "Default" not in one or "Description" not in one])

    def test_outputs_each_have_a_description(self) -> None:
        self.assertEqual([], [name for name, one in template()["Outputs"].items() if not one.get("Description")])


class StagesTest(unittest.TestCase):
    """What samconfig.toml says."""

    def test_stages_are_those_of_the_handbook_and_name_parameters_that_there_are(self) -> None:
        stages = tomlkit.parse((ROOT / "samconfig.toml").read_text(encoding="utf-8")).unwrap()
        self.assertLessEqual({"default", "prod", "dev", "local"}, set(stages))
        for name, stage in stages.items():
            if name == "version":
                continue
            with self.subTest(stage=name):
                self.assertTrue(stage["build"]["parameters"]["build_in_source"])
                deploy = stage["deploy"]["parameters"]
                given = dict(pair.split("=", 1) for pair in deploy["parameter_overrides"].split())
                self.assertLessEqual(set(given), set(template()["Parameters"]))
                self.assertEqual(f"northstar-{given['Stage']}", deploy["stack_name"])
                self.assertIn(f"stage={given['Stage']}", deploy["tags"].split())


class PolicyTest(unittest.TestCase):
    """What whoever deploys is allowed."""

    def setUp(self) -> None:
        self.policy = json.loads((ROOT / "deploy" / "policy.json").read_text(encoding="utf-8"))
        self.types = {resource["Type"] for resource in transform.transformed()["Resources"].values()}

    def test_policy_allows_all_that_the_resources_take(self) -> None:
        self.assertEqual([], policy.missing(self.policy, self.types))

    def test_policy_without_a_statement_would_be_noticed(self) -> None:
        queues = [one for one in self.policy["Statement"] if one["Sid"] != "Queues"]
        self.assertTrue(any("sqs:CreateQueue" in one for one in policy.missing({"Statement": queues}, self.types)))

    def test_policy_allows_nothing_besides(self) -> None:
        self.assertEqual([], policy.idle(self.policy, self.types))

    def test_policy_is_one_that_iam_takes(self) -> None:
        self.assertEqual("2012-10-17", self.policy["Version"])
        self.assertLess(len(json.dumps(self.policy, separators=(",", ":"))), MANAGED_POLICY_CHARACTERS)
        names = [statement["Sid"] for statement in self.policy["Statement"]]
        self.assertEqual(len(names), len(set(names)))
        for statement in self.policy["Statement"]:
            with self.subTest(statement=statement["Sid"]):
                self.assertLessEqual({"Sid", "Effect", "Action", "Resource"}, set(statement))
                self.assertLessEqual(set(statement), {"Sid", "Effect", "Action", "Resource", "Condition"})
                self.assertEqual("Allow", statement["Effect"])
                for action in policy.as_list(statement["Action"]):
                    self.assertRegex(action, r"^[a-z0-9-]+:[A-Za-z*]*[A-Za-z]{3,}[A-Za-z*]*$")

    def test_policy_reaches_nothing_but_northstar(self) -> None:
        for statement in self.policy["Statement"]:
            for resource in policy.as_list(statement["Resource"]):
                with self.subTest(statement=statement["Sid"], resource=resource):
                    if resource == "*":
                        self.assertEqual("WhatCannotBeNarrowed", statement["Sid"])
                    else:
                        own = r"northstar-|aws-sam-cli-managed-default|Attention|transform/Serverless|apidestinations\.|events!connection/"
                        self.assertTrue(re.search(own, resource))


def template() -> dict:
    """Returns template.yaml."""
    return yaml_parse(transform.TEMPLATE.read_text(encoding="utf-8"))


class Report(unittest.TextTestResult):
    """Notes how long each test took, and what became of it."""

    def __init__(self, *arguments: object, **named: object) -> None:
        super().__init__(*arguments, **named)
        self.cases: dict[str, list] = {}
        self.begun = 0.0

    def startTest(self, test: unittest.TestCase) -> None:  # noqa: N802
        super().startTest(test)
        self.begun = time.monotonic()
        self.cases[test.id()] = [0.0, ""]

    def stopTest(self, test: unittest.TestCase) -> None:  # noqa: N802
        self.cases[test.id()][0] = time.monotonic() - self.begun
        super().stopTest(test)

    def xml(self) -> str:
        """Returns all of it in JUnit's form."""
        bad = {test.id(): text for test, text in self.failures + self.errors}
        bad |= {getattr(test, "test_case", test).id(): text for test, text in self.failures + self.errors}
        lines = []
        failed = 0
        for name, (seconds, _) in self.cases.items():
            place, _, case = name.rpartition(".")
            begin = f"  <testcase classname={quoteattr('template.' + place.rpartition('.')[2])} name={quoteattr(case)} time={quoteattr(f'{seconds:.3f}')}"
            if name in bad:
                failed += 1
                lines.append(f"{begin}><failure message={quoteattr(bad[name][-2000:])}/></testcase>")
            else:
                lines.append(f"{begin}/>")
        head = f'<testsuite name="template" tests="{len(self.cases)}" failures="{failed}" errors="0" skipped="0">'
        return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', head, *lines, "</testsuite>", ""])


def main(names: list[str]) -> int:
    """Runs the checks and returns 0 if nothing is wrong."""
    suite = unittest.defaultTestLoader.loadTestsFromModule(sys.modules[__name__])
    if names:
        tests = [test for case in suite for test in case if any(name in test.id() for name in names)]
        suite = unittest.TestSuite(tests)
    result = unittest.TextTestRunner(resultclass=Report, verbosity=1, stream=sys.stderr).run(suite)
    REPORT.parent.mkdir(parents=True, exist_ok=True)
    REPORT.write_text(result.xml(), encoding="utf-8")
    return 0 if result.wasSuccessful() and result.testsRun > 0 else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
