"""Writes lists in the shapes bureaus send: titles, two-row headings, merged cells, odd encodings."""

import csv
import datetime
import io
import zipfile
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment

HERE = Path(__file__).parent

DATE_STYLES = {
    "iso": "{y}-{m:02}-{d:02}",
    "dot": "{y}.{m}.{d}",
    "cn": "{y}年{m}月{d}日",
    "compact": "{y}{m:02}{d:02}",
    "slash": "{y}/{m}/{d}",
}


def day(text, style):
    """`长期` and an empty cell stay as they are."""
    if len(text) != 10:
        return text
    y, m, d = map(int, text.split("-"))
    return DATE_STYLES[style].format(y=y, m=m, d=d)


def cell(row, key, number, style):
    """One cell: a field of the institution, a joined field, or a fixed text after `=`."""
    if key.startswith("="):
        return key[1:]
    if key == "no":
        return number
    if key in ("town", "address"):
        return row.sites[0][0 if key == "town" else 1]
    if key == "range":
        return f"{day(row.valid_from, style)}—{day(row.valid_to, style)}" if row.valid_to else ""
    if key in ("valid_from", "valid_to", "listed_on"):
        return day(getattr(row, key), style)
    if key == "plain_permit":
        return row.permit.replace("教民", "").rstrip("号") if row.permit.startswith("教民") else row.permit
    if key == "short_category":
        return row.category.removesuffix("类")
    if key == "academic":
        return "学科类" if row.category == "学科类" else "非学科类"
    if key == "name_and_brand":
        return f"{row.name}（招牌：{row.brand}）" if row.brand else row.name
    return getattr(row, key)


def table(columns, rows, style="iso", start=1):
    """`columns`: (heading, key). A second site is a row of its own, as the bureaus do it."""
    out = []
    for row in rows:
        for site in row.sites:
            one = row.but(sites=[site])
            out.append([cell(one, key, start + len(out), style) for _, key in columns])
    return out


class Columns:
    """Headings and fields in one line, `机构名称:name 信用代码:uscc`; an underscore stands for a space."""

    def __init__(self, text):
        self.pairs = [part.split(":") for part in text.split()]
        self.head = [heading.replace("_", " ") for heading, _ in self.pairs]

    def rows(self, institutions, style="iso", start=1):
        return table(self.pairs, institutions, style, start)


def pad(grid):
    width = max(len(line) for line in grid)
    return [[*line, *[""] * (width - len(line))] for line in grid]


def write_csv(name, grid, encoding="utf-8-sig", end="\r\n", delimiter=","):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=end).writerows(pad(grid))
    (HERE / name).write_bytes(text.getvalue().encode(encoding))


def write_html(name, title, grid):
    """What many portals export as .xls is a web page."""
    lines = [
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8"></head><body>',
        f'<table border="1"><tr><td colspan="{len(grid[0])}" align="center"><b>{title}</b></td></tr>',
    ]
    for number, line in enumerate(grid):
        tag = "th" if number == 0 else "td"
        cells = "".join(f"<{tag} style=\"mso-number-format:'\\@'\">{value}</{tag}>" for value in line)
        lines.append(f"<tr>{cells}</tr>")
    lines.append("</table></body></html>\n")
    (HERE / name).write_text("\n".join(lines), encoding="utf-8", newline="")


def write_xlsx(name, sheets):
    """`sheets`: (title, grid, merges). Saved without today's date, so that it is the same file each time."""
    book = Workbook()
    book.remove(book.active)
    for title, grid, merges in sheets:
        sheet = book.create_sheet(title)
        for line in grid:
            sheet.append([None if value == "" else value for value in line])
        for span in merges:
            sheet.merge_cells(span)
            sheet[span.split(":")[0]].alignment = Alignment(horizontal="center", vertical="center")
        for line in sheet.iter_rows():
            for one in line:
                if isinstance(one.value, datetime.date):
                    one.number_format = "yyyy-mm-dd"
    whole = io.BytesIO()
    book.save(whole)
    fixed = "2026-01-01T00:00:00Z"
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(HERE / name, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            data = old.read(part)
            if part == "docProps/core.xml":
                for tag in (b"created", b"modified"):
                    head, _, rest = data.partition(b"<dcterms:" + tag)
                    open_tag, _, rest = rest.partition(b">")
                    _, _, tail = rest.partition(b"<")
                    data = head + b"<dcterms:" + tag + open_tag + b">" + fixed.encode() + b"<" + tail
            new.writestr(zipfile.ZipInfo(part, (2026, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)


def runs(values, first_row, column):
    """Spans of equal neighbours, to be merged as a bureau merges its 街道 column."""
    spans, start = [], 0
    for place in range(1, len(values) + 1):
        if place == len(values) or values[place] != values[start]:
            if place - start > 1:
                spans.append(f"{column}{first_row + start}:{column}{first_row + place - 1}")
            start = place
    return spans
