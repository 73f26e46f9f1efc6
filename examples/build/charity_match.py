"""Builds examples/charity-match/charity-match.csv.gz from the publisher's table.

    python3 examples/build/charity_match.py karlan_list_2007.csv.gz examples/charity-match/charity-match.csv.gz

The input is data/charitable.rda of the R package experimentdatar, written as CSV with its own column names. Needed
columns are kept as they are, in the order of the rows; `ratio` is derived from treatment, treat_ratio2, treat_ratio3.
"""

import csv
import gzip
import io
import sys

KEPT = ["treatment", "out_amountgive", "out_gavedum", "freq", "hpa", "years", "mrm2"]


def ratio(row):
    if row["treatment"] == "0":
        return "control"
    if row["treat_ratio2"] == "1":
        return "2"
    return "3" if row["treat_ratio3"] == "1" else "1"


def main(source, target):
    with gzip.open(source, "rt", encoding="utf-8", newline="") as text:
        rows = list(csv.DictReader(text))
    built = io.StringIO()
    writer = csv.writer(built, lineterminator="\n")
    writer.writerow(["treatment", "ratio"] + KEPT[1:])
    for row in rows:
        writer.writerow([row["treatment"], ratio(row)] + [row[name] for name in KEPT[1:]])
    # no file name and no time in the head, so that the same input gives the same bytes
    with open(target, "wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        packed.write(built.getvalue().encode("utf-8"))
    print(len(rows), "rows")


if __name__ == "__main__":
    main(*sys.argv[1:])
