"""The bare reading of a workbook's cells by openpyxl, as calamine's beside it."""

import statistics
import sys
import time

import openpyxl


def cells(file):
    book = openpyxl.load_workbook(file, read_only=True, data_only=True)
    rows = book.worksheets[0].iter_rows(values_only=True)
    return sum(value is not None for row in rows for value in row)


file, runs = sys.argv[1], int(sys.argv[2])
times = []
for _ in range(runs):
    start = time.perf_counter()
    if not cells(file):
        sys.exit("no cells")
    times.append(time.perf_counter() - start)
value = statistics.median(times) * 1000
print(
    f'{{"what":"10,000 × 30, cells alone","engine":"openpyxl {openpyxl.__version__}",'
    f'"where":"native","value":{value:.6f},"unit":"ms"}}'
)
