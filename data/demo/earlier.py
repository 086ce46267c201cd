"""Earlier lists of the departments that would have fewer than three: what was true before the other parts begin.

Runs last and invents nobody: the same institutions with fewer of them, other days, addresses and states. Each list is
older than the newest of its department, so that what is in force on 2026-11-23 stays as the other parts tell it.
"""

import datetime

import east_other
import north_city
import south
import west
from history import REGULATORS, STOPPED, publish, status
from invent import DISTRICTS
from shapes import Columns, day, write_csv, write_html


def elsewhere(row, place):
    """The address an institution had before."""
    town = row.sites[0][0]
    district = "" if row.district == "999900" else DISTRICTS[row.district]
    return {"sites": [(town, f"示例市{district}{town}{place}")]}


def before(rows, as_of, changes, without=()):
    """The list as it stood then. A permit that began later was either renewed (its earlier term is shown) or not yet given."""
    out = []
    for place, row in enumerate(rows):
        row = row.but(status="正常", remark="")
        if row.valid_from > as_of:
            if place % 2 or not row.permit.startswith("教民"):
                continue
            start = datetime.date.fromisoformat(row.valid_from)
            row = row.but(
                valid_from=start.replace(year=start.year - 3, day=min(start.day, 28)).isoformat(),
                valid_to=(start - datetime.timedelta(days=1)).isoformat(),
            )
        if place not in without:
            change = changes.get(place, {})
            out.append(row.but(**(elsewhere(row, change) if isinstance(change, str) else change)))
    return out


PLAIN = Columns("机构名称:name 统一社会信用代码:uscc 许可证号:permit 机构类别:category 地址:address 有效期至:valid_to 状态:status")


# 示例东区
columns = Columns("单位名称:name 信用代码:uscc 许可证号:permit 培训项目:content 地址:address 有效期至:valid_to 状态:status")
rows = before(east_other.sport[:13], "2025-05-31", {3: "石桥街77号"}, without=(12,))
write_csv("37_东区体育局_2025春.csv", [["示例东区体育类校外培训机构名录"], columns.head, *columns.rows(rows, "cn")])
publish("37_东区体育局_2025春.csv", "999901-sport", "示东体〔2025〕16号", "示例东区体育类校外培训机构名录", "2025-05-31", "2025-06-06", "full")

columns = Columns(
    "学校名称:name 统一社会信用代码（组织机构代码）:uscc 许可证号:plain_permit 机构类别:category 地_址:address 校长:owner "
    "有效期限:range 办学状态:status"
)
for name, notice, as_of, on, changes, without in [
    ("38_东区科技局_2025春.csv", "示东科〔2025〕6号", "2025-04-30", "2025-05-09", {4: "纸鸢巷18号2楼"}, (10, 11)),
    ("39_东区科技局_2025秋.csv", "示东科〔2025〕21号", "2025-10-31", "2025-11-07", {8: STOPPED}, (11,)),
]:
    write_csv(name, [columns.head, *columns.rows(before(east_other.science, as_of, changes, without), "dot")], end="\n")
    publish(name, "999901-science", notice, "示例东区科技类校外培训机构名单", as_of, on, "full")

columns = Columns("企业名称:name 统一社会信用代码:uscc 类别:category 地址:address 负责人:owner 联系电话:phone 状态:status")
title = "示例东区学生托管机构登记名单"
rows = before(east_other.care, "2025-05-31", {6: "麦田路52号"}, without=(12, 13))
write_csv("40_东区市监局_托管_2025春.csv", [[f"{title}（只能看管，不能教课）"], columns.head, *columns.rows(rows)])
publish("40_东区市监局_托管_2025春.csv", "999901-market", "示东市监〔2025〕11号", title, "2025-05-31", "2025-06-05", "full")
rows = before(east_other.care, "2025-11-30", {2: status("停业")}, without=(13,))
write_html("41_东区市监局_托管_2025冬.xls", f"{title}（只能看管，不能教课）", [columns.head, *columns.rows(rows)])
publish("41_东区市监局_托管_2025冬.xls", "999901-market", "示东市监〔2025〕38号", title, "2025-11-30", "2025-12-04", "full")

# 示例西区
title = "示例西区文化艺术类校外培训机构白名单"
columns = Columns("街道:town 机构名称:name 信用代码:uscc 许可证号:permit 内容:content 地址:address 状态:status")
upper, lower = ["街道", "机构名称", "证照", "", "培训", "", "状态"], ["", "", "信用代码", "许可证号", "内容", "地址", ""]
rows = before(west.arts, "2026-03-31", {1: status("歇业")}, without=(21, 22))
write_csv("42_西区文旅局_2026春.csv", [[title, "", "截至：2026年3月31日"], upper, lower, *columns.rows(rows)])
publish("42_西区文旅局_2026春.csv", "999902-culture", "示西文旅〔2026〕8号", title, "2026-03-31", "2026-04-10", "full")

for name, regulator, notice, as_of, on, category, changes, without in [
    ("43_西区体育局_2025夏.csv", "999902-sport", "示西体〔2025〕9号", "2025-06-30", "2025-07-04", "体育类", {4: "书院巷31号3层"}, (0, 11)),
    ("44_西区体育局_2025冬.csv", "999902-sport", "示西体〔2025〕26号", "2025-12-31", "2026-01-09", "体育类", {7: STOPPED}, (11,)),
    ("45_西区科技局_2025夏.csv", "999902-science", "示西科〔2025〕4号", "2025-06-30", "2025-07-04", "科技类", {2: "石桥街140号"}, (8,)),
    ("46_西区科技局_2025冬.csv", "999902-science", "示西科〔2025〕13号", "2025-12-31", "2026-01-09", "科技类", {0: STOPPED}, (7,)),
]:
    issuer = REGULATORS[regulator][1][0]
    columns = Columns(
        "机构名称:name 统一社会信用代码:uscc 办学许可证号:permit 机构类别:category 办学地点:address "
        f"发证机关:={issuer} 许可证有效期起:valid_from 有效期止:valid_to 状态:status"
    )
    write_csv(name, [columns.head, *columns.rows(before(west.others[regulator], as_of, changes, without), "slash")])
    publish(name, regulator, notice, f"示例西区{category}校外培训机构白名单", as_of, on, "full")

# 示例南区
columns = Columns("机构名称:name 信用代码:uscc 许可证编号:permit 类别:category 地址:address 有效期:valid_to 状态:status")
for name, notice, as_of, on, changes, without in [
    ("47_南区科经局_2025春.csv", "示南科经〔2025〕7号", "2025-05-31", "2025-06-09", {1: "灯塔街5号"}, (6, 7)),
    ("48_南区科经局_2025冬.csv", "示南科经〔2025〕24号", "2025-11-30", "2025-12-08", {4: STOPPED}, (7,)),
]:
    write_csv(name, [columns.head, *columns.rows(before(south.science, as_of, changes, without), "cn")], "gb18030")
    publish(name, "999903-science", notice, "示例南区科技类校外培训机构名单", as_of, on, "full")

# 示例北县: the first lists are plain tables, the later ones have a title and a sum.
for numbers, word, regulator, letter, category, place in [
    ((49, 50), "文旅局", "999904-culture", "文旅", "文化艺术类", "青禾路90号"),
    ((51, 52), "体育局", "999904-sport", "体", "体育类", "长亭路15号"),
    ((53, 54), "科技局", "999904-science", "科", "科技类", "云杉路61号"),
]:
    rows = north_city.others[regulator]
    last = len(rows) - 1
    title = f"示例北县{category}校外培训机构白名单"
    name = f"{numbers[0]}_北县{word}_2025春.csv"
    then = before(rows, "2025-03-31", {2: place}, (last - 1, last))
    write_csv(name, [[title], PLAIN.head, *PLAIN.rows(then, "dot")])
    publish(name, regulator, f"示北{letter}〔2025〕3号", title, "2025-03-31", "2025-04-08", "full")

    name = f"{numbers[1]}_北县{word}_2025秋.csv"
    then = before(rows, "2025-09-30", {0: STOPPED}, (last,))
    columns = Columns(
        "序号:no 单位全称:name 统一社会信用代码:uscc 证号:permit 机构类型:category 教学点:address 有效期限:valid_to 办学状态:status"
    )
    write_csv(name, [[title], [f"截至{day('2025-09-30', 'cn')}"], columns.head, *columns.rows(then, "cn"), ["共计", f"{len(then)}家"]])
    publish(name, regulator, f"示北{letter}〔2025〕11号", title, "2025-09-30", "2025-10-10", "full")

# The city
columns = Columns(
    "机构名称:name 统一社会信用代码:uscc 办学许可证号:permit 机构类别:category 培训内容:content 地址:address "
    "许可证有效期起:valid_from 许可证有效期止:valid_to 状态:status"
)
for name, notice, as_of, on, changes, without in [
    ("55_市人社局_2025夏.csv", "示人社〔2025〕14号", "2025-06-30", "2025-07-11", {4: "石桥街203号2楼05室"}, (8, 9)),
    ("56_市人社局_2025冬.csv", "示人社〔2025〕36号", "2025-12-31", "2026-01-09", {6: STOPPED}, (9,)),
]:
    write_csv(name, [columns.head, *columns.rows(before(north_city.skills, as_of, changes, without))])
    publish(name, "999900-hrss", notice, "示例市职业技能类民办培训学校名单", as_of, on, "full")
