"""Prints what openpyxl finds in a workbook, as JSON: the sheets with their cells. A day is {"day": "2024-01-05"}.

usage: read_workbook.py PATH. Exit code 77: openpyxl is not installed.
"""

import datetime
import json
import sys

try:
    import openpyxl
except ImportError:
    sys.exit(77)


def cell_value(cell):
    if isinstance(cell.value, datetime.datetime):
        return {"day": cell.value.date().isoformat()}
    return cell.value


def sheet_facts(sheet):
    rows = list(sheet.iter_rows())
    return {
        "name": sheet.title,
        "frozen": sheet.freeze_panes,
        "header_bold": all(cell.font.bold for cell in rows[0]),
        "widths": [sheet.column_dimensions[cell.column_letter].width for cell in rows[0]],
        "formats": [cell.number_format for cell in rows[-1]],
        "rows": [[cell_value(cell) for cell in row] for row in rows],
    }


workbook = openpyxl.load_workbook(sys.argv[1])
json.dump({"sheets": [sheet_facts(sheet) for sheet in workbook]}, sys.stdout)
