"""The cells of our workbook, for others to write, and two of those others.

workbook.py cells FILE CELLS                          the cells of FILE as JSON
workbook.py xlsxwriter|openpyxl CELLS FILE WHAT RUNS  the same cells written to FILE; time, and the most memory
"""

import json
import resource
import statistics
import sys
import time

import openpyxl
import xlsxwriter


def cells(file, into):
    sheet = openpyxl.load_workbook(file).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    merged = [
        [area.min_row - 1, area.min_col - 1, area.max_row - 1, area.max_col - 1]
        for area in sheet.merged_cells.ranges
    ]
    repeated = sheet.print_title_rows
    with open(into, "w", encoding="utf-8") as out:
        json.dump({"rows": rows, "merged": merged, "repeated": repeated}, out)


def formula(value):
    return isinstance(value, str) and value.startswith("=")


def by_xlsxwriter(held, file):
    book = xlsxwriter.Workbook(file)
    sheet = book.add_worksheet()
    for first, left, last, right in held["merged"]:
        sheet.merge_range(first, left, last, right, "")
    for at, row in enumerate(held["rows"]):
        for column, value in enumerate(row):
            if value is None:
                continue
            if formula(value):
                sheet.write_formula(at, column, value)
            else:
                sheet.write(at, column, value)
    first, last = repeated(held)
    sheet.repeat_rows(first - 1, last - 1)
    book.close()


def by_openpyxl(held, file):
    book = openpyxl.Workbook()
    sheet = book.active
    for row in held["rows"]:
        sheet.append(row)
    for first, left, last, right in held["merged"]:
        sheet.merge_cells(start_row=first + 1, start_column=left + 1, end_row=last + 1, end_column=right + 1)
    sheet.print_title_rows = "{}:{}".format(*repeated(held))
    book.save(file)


def repeated(held):
    first, last = (held["repeated"] or "$1:$1").replace("$", "").split(":")
    return int(first), int(last)


def line(what, engine, value, unit):
    text = {"what": what, "engine": engine, "where": "native", "value": value, "unit": unit}
    print(json.dumps(text, separators=(",", ":"), ensure_ascii=False), flush=True)


if sys.argv[1] == "cells":
    cells(*sys.argv[2:])
    sys.exit()
engine, source, file, what, runs = sys.argv[1:]
with open(source, encoding="utf-8") as held:
    held = json.load(held)
write, version = {
    "xlsxwriter": (by_xlsxwriter, xlsxwriter.__version__),
    "openpyxl": (by_openpyxl, openpyxl.__version__),
}[engine]
times = []
for _ in range(int(runs)):
    start = time.perf_counter()
    write(held, file)
    times.append(time.perf_counter() - start)
engine = f"{engine} {version}"
line(what, engine, round(statistics.median(times) * 1000, 6), "ms")
most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
line(f"{what}, memory", engine, most, "MB")
