"""Makes the demo's lists, their manifest and their stories. Needs openpyxl.

    python3 make.py

The files are the same each time. `invent` makes institutions up, `shapes` writes
them down in the ways of bureaus, `history` holds what the parts share; the parts
tell what happens in each district over two years, and run in the order below.
"""

import csv

import east_edu  # noqa: F401
import east_other  # noqa: F401
import west  # noqa: F401, I001
import south  # noqa: F401
import north_city  # noqa: F401
import earlier  # noqa: F401, I001
from history import REGULATORS, releases, stories
from shapes import HERE


def quoted(value):
    return "[" + ", ".join(quoted(one) for one in value) + "]" if isinstance(value, list) else f'"{value}"'


def write_table(name, header, lines):
    with (HERE / name).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *lines])


releases.sort(key=lambda one: (one["published_on"], one["file"]))
with (HERE / "manifest.toml").open("w", encoding="utf-8", newline="") as out:
    out.write(
        "# Made by make.py. Releases in publishing order. as_of is 截至日期, published_on 发布日期, effective_on the first day in force.\n"
        "# roster: approved, banned, watch, or mixed (each row says which).\n"
    )
    for one in releases:
        out.write("\n[[release]]\n" + "".join(f"{key} = {quoted(value)}\n" for key, value in one.items()))

write_table(
    "regulators.csv",
    ["code", "name", "aliases", "region", "kind", "phone", "mailbox", "absence_rule"],
    [
        (code, name, "|".join(aliases), code[:6], code[7:], f"0990-555{phone}", f"jubao-{phone}@example.cn", rule)
        for code, (name, aliases, phone, rule) in REGULATORS.items()
    ],
)
REGIONS = {
    "990000": "示例省", "999900": "示例市", "999901": "示例东区", "999902": "示例西区", "999903": "示例南区", "999904": "示例北县",
}
write_table("regions.csv", ["code", "name", "abolished_in", "successor"], [(code, name, "", "") for code, name in REGIONS.items()])
write_table("stories.csv", ["name", "uscc", "region", "verdict_on_2026_11_23", "story"], stories)
