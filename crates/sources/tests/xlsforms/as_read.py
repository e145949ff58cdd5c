"""XLSForms that others published, made ready to be read: an old .xls is written anew as .xlsx, cell by cell.

In: the folder of the forms, and one to write to. Out, as JSON: each form's name, its file, and what stands in each cell, as
programs of others read it.
"""

import json
import sys
import warnings
from pathlib import Path

import openpyxl
import xlrd

warnings.simplefilter("ignore")


def text(value):
    """A cell as a spreadsheet shows it."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()


def old(path):
    for sheet in xlrd.open_workbook(path).sheets():
        yield sheet.name, [[text(cell.value) for cell in row] for row in sheet.get_rows()]


def new(path):
    for sheet in openpyxl.load_workbook(path, data_only=True):
        yield sheet.title, [[text(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]


def written(sheets, file):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([cell or None for cell in row])
    book.save(file)


forms, out = map(Path, sys.argv[1:3])
told = []
for path in sorted(forms.glob("*_xls/*.xls*")):
    file = out / f"{path.stem}.xlsx"
    sheets = list(old(path) if path.suffix == ".xls" else new(path))
    if path.suffix == ".xls":
        written(sheets, file)
    else:
        file.write_bytes(path.read_bytes())
    sheets = [{"name": name, "rows": rows} for name, rows in sheets]
    told.append({"name": path.name, "file": str(file), "sheets": sheets})
print(json.dumps(told))
