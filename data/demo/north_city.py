"""示例北县, and what the city itself publishes: vocational schools, and those it exposes."""

from history import CITY, EAST, NORTH, SOUTH, WEST, banned, edition, new, publish, status, story
from shapes import Columns, day, write_csv

north = new.many(14, NORTH, "学科类")
columns = Columns(
    "校名:name 社会信用代码:uscc 办学许可证编号:permit 学科/非学科:academic 镇(街道):town 办学地点:address 举办者:owner "
    "有效期至:valid_to 状态:status"
)
for name, notice, as_of, on, rows in [
    ("27_北县教育局_2025.csv", "示北教〔2025〕7号", "2025-02-28", "2025-03-04", north[:10]),
    (
        "28_北县教育局_2026.csv", "示北教〔2026〕3号", "2026-02-28", "2026-03-03",
        edition(north[:12], {2: status("基本达到办学条件(未发证)")}, without=(4,)),
    ),
]:
    write_csv(name, [columns.head, *columns.rows(rows, "dot")])
    publish(name, "999904-edu", notice, "示例北县校外培训机构名单", as_of, on, "full")
columns = Columns("机构名称:name 统一社会信用代码:uscc 办学许可证号:permit 类别:category 地址:address 有效期至:valid_to 状态:status")
write_csv("29_北县教育局_预告.csv", [columns.head, *columns.rows(north[12:])])
publish(
    "29_北县教育局_预告.csv", "999904-edu", "示北教〔2026〕26号", "示例北县校外培训机构名单（增补，自2026年12月1日起施行）",
    "2026-11-15", "2026-11-18", "batch", effective_on="2026-12-01",
)
story(north[12], "published, in force from 2026-12-01 only", "not_listed")
story(north[2], "基本达到办学条件(未发证)", "restricted")

columns = Columns(
    "序号:no 单位全称:name 统一社会信用代码:uscc 证号:permit 机构类型:category 教学点:address 有效期限:valid_to 办学状态:status"
)
others = {}  # the institutions by department, for the earlier lists
for name, regulator, notice, category, count in [
    ("30_北县文旅局.csv", "999904-culture", "示北文旅〔2026〕6号", "文化艺术类", 12),
    ("31_北县体育局.csv", "999904-sport", "示北体〔2026〕4号", "体育类", 8),
    ("32_北县科技局.csv", "999904-science", "示北科〔2026〕2号", "科技类", 6),
]:
    title = f"示例北县{category}校外培训机构白名单"
    rows = others[regulator] = edition(new.many(count, NORTH, category), {1: status("歇业")})
    write_csv(name, [[title], [], columns.head, *columns.rows(rows, "cn"), ["共计", f"{count}家"]])
    publish(name, regulator, notice, title, "2026-03-31", "2026-04-07", "full")

skills = edition(new.many(10, CITY, "职业技能"), {1: {**status("许可证过期"), "valid_to": "2026-04-30"}})
columns = Columns(
    "机构名称:name 统一社会信用代码:uscc 办学许可证号:permit 机构类别:category 培训内容:content 地址:address "
    "许可证有效期起:valid_from 许可证有效期止:valid_to 状态:status"
)
write_csv("33_市人社局.csv", [columns.head, *columns.rows(skills)])
publish("33_市人社局.csv", "999900-hrss", "示人社〔2026〕17号", "示例市职业技能类民办培训学校名单", "2026-06-30", "2026-07-10", "full")

exposed = []
for district, category, why, how, on, word in [
    (EAST, "学科类", "无证无照", "依法取缔", "2025-07-08", "取缔"),
    (WEST, "文化艺术类", "卷款跑路、失联", "立案调查", "2025-07-09", "立案查处"),
    (SOUTH, "体育类", "无证办学", "责令立即关停并退还学费", "2025-07-10", "责令关停"),
    (NORTH, "学科类", "聘用在职教师、无证办学", "责令停止办学", "2025-07-11", "责令关停"),
    (SOUTH, "学科类", "擅自举办", "依法取缔", "2026-01-08", "取缔"),
    (WEST, "科技类", "虚假宣传", "移送市场监管部门处理", "2026-01-09", "立案查处"),
    (EAST, "托管", "超范围经营：托管点内教课", "责令停止办学", "2026-07-06", "责令关停"),
    (NORTH, "体育类", "消防设施不完备", "责令停业整改", "2026-07-07", "停业整改"),
]:
    # Every other one has no credit code.
    row = new.institution(district, category)
    uscc = "" if len(exposed) % 2 else new.uscc(district, "")
    exposed.append(banned(row.but(uscc=uscc, permit="", valid_from="", valid_to=""), why, how, on, word))
columns = Columns(
    "序号:no 机构名称:name 信用代码:uscc 行政区划代码:district 类别:category 地址:address 列入原因:reason 处理情况:measure "
    "查处时间:listed_on 状态:status"
)
for name, notice, as_of, on, rows in [
    ("34_市教育局_曝光台_2025.csv", "示教监〔2025〕3号", "2025-07-20", "2025-07-22", exposed[:4]),
    ("35_市教育局_曝光台_2026春.csv", "示教监〔2026〕1号", "2026-01-20", "2026-01-23", exposed[:6]),
    ("36_市教育局_曝光台_2026秋.csv", "示教监〔2026〕8号", "2026-07-20", "2026-07-24", exposed[:3] + exposed[4:]),
]:
    titles = [["示例市校外培训违规机构黑名单"], [f"发布单位：示例市教育局　截至日期：{day(as_of, 'cn')}"]]
    write_csv(name, [*titles, columns.head, *columns.rows(rows, "cn"), ["合计", f"{len(rows)}家"]])
    publish(name, "999900-edu", notice, "关于曝光示例市校外培训违规机构的通告", as_of, on, "full", "banned")
story(exposed[3], "on two black lists of the city, struck off the third: nothing of it is shown", "not_listed")
