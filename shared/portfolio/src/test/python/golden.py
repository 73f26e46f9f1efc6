"""Header of a golden file: what made it, with which versions, by which command."""

import os
import platform
import sys
from importlib.metadata import version


def header(what, packages, columns):
    script = os.path.basename(sys.argv[0])
    target = script.replace(".py", ".csv").replace("_", "-")
    tools = ", ".join(f"{name} {version(name)}" for name in packages)
    print(f"# {what}")
    print(f"# Python {platform.python_version()}, {tools}")
    print(f"# python3 {script} > ../resources/northstar/portfolio/{target}")
    print(",".join(columns))


def row(*cells):
    print(",".join(repr(float(c)) if isinstance(c, float) else str(c) for c in cells))


def joined(numbers):
    return " ".join(repr(float(x)) for x in numbers)


def agree(value, published, digits):
    """Stops where a value is not the published one."""
    if abs(value - published) > 0.5000001 * 10**-digits:
        raise SystemExit(f"{value!r} is not {published!r} to {digits} digits")
