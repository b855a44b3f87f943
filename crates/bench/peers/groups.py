"""The same reports added up by SQLite, DuckDB and Polars: groups.py FOLDER REPORTS RUNS.

What each gives has to be what is expected, to the last digit, before it is measured.
"""

import json
import os
import sqlite3
import statistics
import sys
import time

import duckdb
import polars

folder, reports, runs = sys.argv[1], sys.argv[2], int(sys.argv[3])
FILE = os.path.join(folder, "reports.csv")
BY = ["month", "area", "nature"]
SUMS = ["annual_plan", "month_investment", "year_to_date"]
QUERY = (
    f"SELECT {', '.join(BY)}, count(*), {', '.join(f'sum({one})' for one in SUMS)} "
    f"FROM reports GROUP BY {', '.join(BY)}"
)

with open(os.path.join(folder, "groups.csv"), encoding="utf-8") as file:
    expected = sorted(file.read().split("\n"))


def measured(engine, run):
    found = sorted(",".join(str(value) for value in row) for row in run())
    if found != expected:
        sys.exit(f"{engine} adds up otherwise")
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    value = round(statistics.median(times) * 1000, 6)
    what = f"{reports} reports by month, area, nature"
    line = {"what": what, "engine": engine, "where": "native", "value": value, "unit": "ms"}
    print(json.dumps(line, separators=(",", ":")), flush=True)


def rows():
    with open(FILE, encoding="utf-8") as file:
        next(file)
        for line in file:
            month, area, nature, *sums = line.rstrip("\n").split(",")
            yield (int(month), area, nature, *map(int, sums))


lite = sqlite3.connect(":memory:")
lite.execute("CREATE TABLE reports (month INTEGER, area TEXT, nature TEXT, annual_plan INTEGER, "
             "month_investment INTEGER, year_to_date INTEGER)")
lite.executemany("INSERT INTO reports VALUES (?, ?, ?, ?, ?, ?)", rows())
measured(f"SQLite {sqlite3.sqlite_version}", lambda: lite.execute(QUERY).fetchall())
lite.close()

duck = duckdb.connect(":memory:")
types = {"month": "INTEGER", "area": "VARCHAR", "nature": "VARCHAR", **dict.fromkeys(SUMS, "BIGINT")}
columns = ", ".join(f"'{name}': '{kind}'" for name, kind in types.items())
duck.execute(f"CREATE TABLE reports AS SELECT * FROM read_csv('{FILE}', header=true, columns={{{columns}}})")
measured(f"DuckDB {duckdb.__version__}", lambda: duck.execute(QUERY).fetchall())
duck.close()

kinds = {"month": polars.Int64, "area": polars.String, "nature": polars.String,
         **dict.fromkeys(SUMS, polars.Int64)}
frame = polars.read_csv(FILE, schema=kinds)
totals = [polars.len(), *(polars.col(one).sum() for one in SUMS)]
measured(f"Polars {polars.__version__}", lambda: frame.group_by(BY).agg(totals).rows())
