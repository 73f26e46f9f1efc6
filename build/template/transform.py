"""What CloudFormation makes of template.yaml: the transform of the serverless application model, run on this machine.

    .venv/sam/bin/python build/template/transform.py    writes build/template/transformed.yaml anew
"""

import functools
import logging
import os
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
TEMPLATE = ROOT / "template.yaml"
TRANSFORMED = Path(__file__).with_name("transformed.yaml")
HEAD = (
    "# What template.yaml deploys, with the defaults of its parameters. Written by `make transform`; never edited by hand.\n"
)


class NoManagedPolicies:
    """The template names no managed policy, so none is looked up in an account."""

    def load(self) -> dict:
        return {}


@functools.cache
def transformed() -> dict:
    """Returns the template without anything of the serverless application model."""
    os.environ["AWS_DEFAULT_REGION"] = "us-east-1"
    logging.getLogger("samtranslator").setLevel(logging.ERROR)
    from samtranslator.translator.transform import transform
    from samtranslator.yaml_helper import yaml_parse

    template = yaml_parse(TEMPLATE.read_text(encoding="utf-8"))
    # `sam deploy` puts the code into a bucket; here any bucket will do
    template["Globals"]["Function"]["CodeUri"] = "s3://bucket/code.zip"
    parameters = {name: parameter.get("Default", "") for name, parameter in template["Parameters"].items()}
    return transform(template, parameters, NoManagedPolicies())


class Plain(yaml.SafeDumper):
    """Writes what stands in two places twice, instead of pointing from one to the other."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def text() -> str:
    """Returns the same as text, in an order that depends on nothing."""
    import json

    plain = json.loads(json.dumps(transformed()))
    return HEAD + yaml.dump(plain, Dumper=Plain, sort_keys=True, width=120)


if __name__ == "__main__":
    TRANSFORMED.write_text(text(), encoding="utf-8")
    sys.stderr.write(f"{TRANSFORMED.relative_to(ROOT)} is written\n")
