"""Tables as CSV files that spreadsheets open rightly and cannot be made to run."""

import csv
import io
from collections.abc import Iterable, Sequence

BOM = "\ufeff"
# What a spreadsheet takes for the beginning of a formula, also behind a tab or a line's end.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")

Cell = str | int | float | None


def write_csv(header: Sequence[str], rows: Iterable[Sequence[Cell]], *, bom: bool = False) -> bytes:
    """A file by RFC 4180 in UTF-8; with a BOM for spreadsheets that would guess another encoding."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return ((BOM if bom else "") + out.getvalue()).encode()


def _cell(value: Cell) -> str | int | float:
    """Text that looks like a formula is text."""
    if value is None:
        return ""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
