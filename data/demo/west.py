"""示例西区: the education bureau sends white and black in one file, three times."""

from history import (
    CLOSED, EXPIRED, NO_PAPERS, REGULATORS, SOON, SOONER, STOPPED, WEST, banned, deer_west, edition, lark, lifted, new, publish, status,
    story,
)
from shapes import Columns, day, write_csv

west = new.many(20, WEST, "学科类") + [lifted]
black = [
    banned(new.institution(WEST, "学科类"), "超范围经营", "责令停业整改", "2025-08-20", "停业整改"),
    banned(new.institution(WEST, "学科类"), "无证办学、拒不整改", "依法取缔", "2025-08-21", "取缔"),
]
bird = banned(
    new.institution(WEST, "文化艺术类", name="示例市云鹊谷音乐培训工作室", content="声乐").but(**NO_PAPERS),
    "无证办学", "责令停止办学", "2026-08-18",
)
cured = banned(lifted, "一次性收费超3个月", "责令限期整改", "2025-08-25", "停业整改")
odd = {**status("提交注销"), "remark": "走注销流程"}
columns = Columns(
    "序号:no 名单类型:roster 机构名称:name 统一社会信用代码:uscc 办学许可证号:permit 机构类别:category 主管部门:=示例西区教育局 "
    "行政区划代码:district 地址:address 许可证有效期起:valid_from 许可证有效期止:valid_to 状态:status 列入日期:listed_on "
    "列入原因:reason 处理措施:measure 备注:remark"
)
for name, notice, as_of, on, rows in [
    ("13_西区教育局_2025秋.csv", "示西教〔2025〕20号", "2025-09-01", "2025-09-05", edition(west, without=(18, 19, 20)) + [*black, cured]),
    ("14_西区教育局_2026春.csv", "示西教〔2026〕6号", "2026-03-01", "2026-03-06", edition(west, {2: STOPPED}, without=(19,)) + black),
    (
        "15_西区教育局_2026秋.csv", "示西教〔2026〕29号", "2026-09-01", "2026-09-04",
        edition(west, {3: EXPIRED, 4: SOON, 5: odd, 6: status("未参检")}, without=(7,)) + [*black, bird],
    ),
]:
    write_csv(name, [columns.head, *columns.rows(rows)])
    publish(name, "999902-edu", notice, "示例西区校外培训机构黑白名单", as_of, on, "full", "mixed")
story(lifted, "was banned in 2025, cured, and on the white list since 2026: the ban is not shown", "approved")
story(west[5], "a status word that no vocabulary has (提交注销)", "restricted")
story(bird, "banned; one character from the approved 示例市云雀谷音乐培训有限公司", "banned")
story(lark, "approved; 雀 and 鹊 sound alike", "approved")

arts = new.many(22, WEST, "文化艺术类") + [lark, deer_west]
columns = Columns("街道:town 机构名称:name 信用代码:uscc 许可证号:permit 内容:content 地址:address 状态:status")
upper, lower = ["街道", "机构名称", "证照", "", "培训", "", "状态"], ["", "", "信用代码", "许可证号", "内容", "地址", ""]
for name, notice, as_of, on, rows in [
    ("16_西区文旅局_2025.csv", "示西文旅〔2025〕31号", "2025-11-30", "2025-12-08", arts[:20]),
    (
        "17_西区文旅局_2026.csv", "示西文旅〔2026〕19号", "2026-08-31", "2026-09-10",
        edition(arts, {1: CLOSED, 4: status("预警")}, without=(2,)),
    ),
]:
    title = ["示例西区文化艺术类校外培训机构白名单", "", f"截至：{day(as_of, 'cn')}"]
    write_csv(name, [title, upper, lower, *columns.rows(rows)])
    publish(name, "999902-culture", notice, "示例西区文化艺术类校外培训机构白名单", as_of, on, "full")

others = {}  # the institutions by department, for the earlier lists
for name, regulator, notice, category, count in [
    ("18_西区体育局.csv", "999902-sport", "示西体〔2026〕11号", "体育类", 12),
    ("19_西区科技局.csv", "999902-science", "示西科〔2026〕5号", "科技类", 9),
]:
    issuer = REGULATORS[regulator][1][0]
    columns = Columns(
        "机构名称:name 统一社会信用代码:uscc 办学许可证号:permit 机构类别:category 办学地点:address "
        f"发证机关:={issuer} 许可证有效期起:valid_from 有效期止:valid_to 状态:status"
    )
    rows = others[regulator] = edition(new.many(count, WEST, category), {1: EXPIRED, 3: SOONER})
    write_csv(name, [columns.head, *columns.rows(rows, "slash")])
    publish(name, regulator, notice, f"示例西区{category}校外培训机构白名单", "2026-06-30", "2026-07-03", "full")
