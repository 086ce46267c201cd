"""示例南区: UTF-16 with tabs, a watch list, and a bureau merged out of two."""

from history import EXPIRED, SOUTH, STOPPED, edition, new, publish, star_south, status, story, zebras
from shapes import Columns, write_csv, write_xlsx

south = new.many(18, SOUTH, "学科类")
columns = Columns("机构名称:name 统一社会信用代码:uscc 办学许可证号:permit 机构类别:category 地址:address 有效期止:valid_to 状态:status")
for name, notice, as_of, on, rows in [
    ("20_南区教育局_2025.txt", "示南教〔2025〕44号", "2025-12-31", "2026-01-12", south[:16]),
    ("21_南区教育局_2026.txt", "示南教〔2026〕21号", "2026-06-30", "2026-07-06", edition(south, {1: status("停业通知")}, without=(0,))),
]:
    write_csv(name, [columns.head, *columns.rows(rows)], "utf-16", delimiter="\t")
    publish(name, "999903-edu", notice, "示例南区校外培训机构白名单", as_of, on, "full")
story(south[0], "absent from the newest full list", "restricted")

warned = {"roster": "灰名单", "listed_on": "2026-09-20"}
watch = [row.but(status="预警", reason="未纳入资金监管", **warned) for row in south[4:7]]
watch.append(new.institution(SOUTH, "学科类").but(status="灰名单", reason="已取证未上架", **warned))
columns = Columns("序号:no 机构名称:name 信用代码:uscc 地址:address 列入原因:reason 列入日期:listed_on 状态:status")
write_csv("22_南区教育局_灰名单.csv", [["示例南区校外培训机构灰名单（预警）"], columns.head, *columns.rows(watch, "cn")])
publish(
    "22_南区教育局_灰名单.csv", "999903-edu", "示南教〔2026〕33号", "示例南区校外培训机构灰名单", "2026-09-20", "2026-09-22", "full", "watch"
)
story(south[4], "on the white list and on the watch list", "restricted")

both = new.many(16, SOUTH, "文化艺术类") + new.many(12, SOUTH, "体育类") + [star_south, zebras]
columns = Columns(
    "序号:no 机构名称:name 统一社会信用代码:uscc 许可证号:permit 培训类别:short_category 地址:address 主管部门:=示例南区文旅体局 备注:remark"
)
title = "示例南区文化体育局关于公布非学科类校外培训机构的公告"
write_csv("23_南区文旅体局_2025.csv", [[title], columns.head, *columns.rows(both[:25])])
publish(
    "23_南区文旅体局_2025.csv", "999903-culture", "示南文体〔2025〕9号", "关于公布非学科类校外培训机构的公告",
    "2025-05-31", "2025-06-10", "full",
)

columns = Columns(
    "序号:no 机构名称:name 统一社会信用代码:uscc 办学许可证号:permit 培训类别:category 培训项目:content 地址:address 有效期:range 状态:status"
)
kinds = [("文化艺术", "文化艺术类"), ("体育", "体育类")]
spring = edition(both, without=(24,))
sheets = []
for kind, category in kinds:
    rows = [row for row in spring if row.category == category]
    grid = [[f"示例南区{kind}类校外培训机构白名单"], ["截至2026年2月28日"], columns.head, *columns.rows(rows)]
    sheets.append((kind, grid, ["A1:I1", "A2:I2"]))
write_xlsx("24_南区文旅体局_2026春.xlsx", sheets)
publish(
    "24_南区文旅体局_2026春.xlsx", "999903-culture", "示南文旅体〔2026〕4号", "示例南区非学科类校外培训机构白名单",
    "2026-02-28", "2026-03-05", "full",
)

changes = {0: status("歇业"), 2: EXPIRED, 17: STOPPED, both.index(star_south): status("停业整改")}
autumn = edition(both, changes, without=(24, 3))
grid = [
    ["示例南区非学科类校外培训机构白名单"],
    ["发布单位", "示例南区文化广电旅游体育局", "截至日期", "2026年8月31日"],
    columns.head,
]
for number, (kind, category) in zip("一二", kinds):
    grid += [[f"{number}、{kind}类"], *columns.rows([row for row in autumn if row.category == category], "cn")]
write_csv("25_南区文旅体局_2026秋.csv", [*grid, ["合计", f"{len(autumn)}家"]])
publish(
    "25_南区文旅体局_2026秋.csv", "999903-culture", "示南文旅体〔2026〕23号", "示例南区非学科类校外培训机构白名单（2026年秋季）",
    "2026-08-31", "2026-09-03", "full",
)
story(zebras, "approved for 体育类 only", "approved")

science = edition(new.many(8, SOUTH, "科技类"), {2: status("证照不全")})
columns = Columns("机构名称:name 信用代码:uscc 许可证编号:permit 类别:category 地址:address 有效期:valid_to 状态:status")
write_csv("26_南区科经局.csv", [columns.head, *columns.rows(science, "cn")], "gb18030")
publish("26_南区科经局.csv", "999903-science", "示南科经〔2026〕10号", "示例南区科技类校外培训机构名单", "2026-05-31", "2026-06-08", "full")
story(science[2], "证照不全, though on an approved list", "banned")
