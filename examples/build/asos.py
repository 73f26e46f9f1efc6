"""Builds examples/asos/asos.csv.gz and examples/asos/asos.yaml from the ASOS Digital Experiments Dataset.

    python3 examples/build/asos.py asos_digital_experiments.csv.gz examples/asos

The input is the publisher's table as CSV: one row per experiment, treatment, metric and checkpoint, with the control's
numbers repeated beside each treatment's. The output is the long form that Northstar reads as `aggregates`: one row per
experiment, time, variant and metric, the control once. Numbers stay as they are written, except that times such as
1.5000000000000002 become the half days that they stand for.
"""

import csv
import datetime
import gzip
import io
import os
import sys
from decimal import Decimal

START = datetime.datetime(2020, 1, 1)
HEAD = """\
# The 78 experiments of the ASOS Digital Experiments Dataset (see README.md). Written by examples/build/asos.py.
# The publisher gives times since the start of an experiment; the calendar date of the start is ours, one for all.
# The planned allocation is not published, so no variant has a weight and the sample ratio cannot be checked.
defaults:
  start: 2020-01-01T00:00:00Z
  northStar: metric-4
  indicators: [metric-1, metric-2, metric-3]
  analysis: {method: anytime}
  data:
    aggregates: {file: asos.csv.gz}
experiments:
"""


def half_days(text):
    value = float(text)
    rounded = round(value * 2) / 2
    if abs(value - rounded) > 1e-9:
        raise SystemExit(f"time_since_start == {text}, must be a multiple of 0.5")
    return rounded


def long_form(rows):
    """Returns {(experiment, metric, variant, days): (n, mean, variance)}; refuses controls that disagree."""
    cells = {}
    for row in rows:
        days = half_days(row["time_since_start"])
        for variant, suffix in (("v" + row["variant_id"], "_t"), ("control", "_c")):
            key = (row["experiment_id"], "metric-" + row["metric_id"], variant, days)
            cell = (row["count" + suffix], row["mean" + suffix], row["variance" + suffix])
            if cells.setdefault(key, cell) != cell:
                raise SystemExit(f"{key} == {cell}, must be {cells[key]} as beside another treatment")
    return cells


def table(cells):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["experiment", "at", "variant", "metric", "n", "mean", "variance"])
    for experiment, metric, variant, days in sorted(cells):
        at = format(Decimal(str(days)).normalize(), "f")
        writer.writerow([experiment, at, variant, metric, *cells[experiment, metric, variant, days]])
    return out.getvalue()


def definitions(cells):
    out = [HEAD]
    for experiment in sorted({key[0] for key in cells}):
        keys = [key for key in cells if key[0] == experiment]
        variants = sorted({key[2] for key in keys} - {"control"})
        end = START + datetime.timedelta(days=max(key[3] for key in keys))
        listed = ", ".join(["{key: control, control: true}"] + ["{key: %s}" % variant for variant in variants])
        out.append(f"  - key: asos-{experiment}\n")
        out.append(f"    feature: asos-{experiment}\n")
        out.append(f"    variants: [{listed}]\n")
        out.append(f"    end: {end.isoformat()}Z\n")
        out.append('    data: {aggregates: {where: {experiment: "%s"}}}\n' % experiment)
    return "".join(out)


def main(source, folder):
    with gzip.open(source, "rt", encoding="utf-8", newline="") as text:
        rows = list(csv.DictReader(text))
    cells = long_form(rows)
    # no file name and no time in the head, so that the same input gives the same bytes
    with open(os.path.join(folder, "asos.csv.gz"), "wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        packed.write(table(cells).encode("utf-8"))
    with open(os.path.join(folder, "asos.yaml"), "w", encoding="utf-8", newline="\n") as yaml:
        yaml.write(definitions(cells))
    controls = sum(key[2] == "control" for key in cells)
    print(len(rows), "rows in,", len(cells) - controls, "of treatments and", controls, "of controls out")


if __name__ == "__main__":
    main(*sys.argv[1:])
