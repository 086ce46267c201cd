"""示例东区教育局: three full white lists, two batches of a black list."""

import datetime

from history import CLOSED, EAST, EXPIRED, SOON, STOPPED, banned, edition, ink, new, publish, spring, status, story
from shapes import Columns, runs, write_csv, write_xlsx

edu = new.many(22, EAST, "学科类")
edu[11] = edu[11].but(name="示例东区小树苗数学培训学校", content="数学")
edu[8] = edu[8].but(name="示例市橘灯ABC英语培训有限公司", brand="ABC橘灯", content="英语")
edu[12] = edu[12].but(name="示例东区青禾语文培训中心", content="语文")
edu[10] = edu[10].but(uscc=edu[10].uscc[:-1] + ("8" if edu[10].uscc[-1] == "7" else "7"))
edu += [spring]

# Spring 2025: GB18030, as Excel saves it.
rare = new.institution(EAST, "学科类", name="示例东区𬭎音䶮语文培训学校", content="语文").but(**SOON)
story(rare, "rare characters (four bytes in GB18030); on the first list only", "restricted")
columns = Columns(
    "序号:no 单位名称:name 信用代码:uscc 办学许可证号:permit 培训类别:category 办学地址:address 负责人:owner 咨询电话:phone "
    "有效期限:valid_to 年检结果:=合格"
)
first = edition(edu, without=(8, 9, 20, 21)) + [rare]
write_csv("01_东区教育局_2025春.csv", [columns.head, *columns.rows(first, "cn")], "gb18030")
publish(
    "01_东区教育局_2025春.csv", "999901-edu", "示东教〔2025〕12号", "关于公布示例东区学科类校外培训机构白名单的公告",
    "2025-03-31", "2025-04-10", "full",
)

# Winter 2025: two heading rows, the town column merged, days as real days.
winter = edition(edu, {1: STOPPED}, without=(7, 20, 21))
winter.sort(key=lambda row: row.sites[0][0])
columns = Columns(
    "序号:no 街道:town 机构名称:name_and_brand 统一社会信用代码:uscc 许可证编号:permit 有效期止:valid_to 办学地址:address "
    "法定代表人:owner 状态:status 备注:remark"
)
body = columns.rows(winter)
for line in body:
    if line[5] not in ("", "长期"):
        line[5] = datetime.date.fromisoformat(line[5])
towns = [line[1] for line in body]
for place in range(1, len(body)):
    if towns[place] == towns[place - 1]:
        body[place][1] = ""
upper = ["序号", "街道", "机构名称", "证照信息", "", "", "办学地址", "法定代表人", "状态", "备注"]
lower = ["" if upper[place] == heading else heading for place, heading in enumerate(columns.head)]
title = "示例东区校外培训机构白名单（2025年第二期）"
grid = [[title], ["发布单位：示例东区教育局　　截至日期：2025年12月31日"], upper, lower, *body, ["", "", f"合计：{len(body)}所"]]
merges = ["A1:J1", "A2:J2", "D3:F3", *[f"{letter}3:{letter}4" for letter in "ABCGHIJ"], *runs(towns, 5, "B")]
write_xlsx("02_东区教育局_2025冬.xlsx", [("学科类", grid, merges), ("填报说明", [["本表由各街道汇总后报区教育局。"]], [])])
publish("02_东区教育局_2025冬.xlsx", "999901-edu", "示东教〔2026〕2号", title, "2025-12-31", "2026-01-08", "full")

# The black list, first batch: sections; the unlicensed have no credit code.
licensed = [
    banned(ink, "隐形变异学科培训", "责令停止办学", "2026-01-15", "停业整改"),
    banned(edu[15], "一次性收费超5000元、违规节假日开展学科培训", "责令停业整改1个月", "2026-01-14", "停业整改"),
]
unlicensed = [
    banned(
        new.institution(EAST, "学科类", name=name, content=what).but(uscc="", permit="", valid_to="", valid_from=""), why, how, on, word
    )
    for name, what, why, how, on, word in [
        ("示例东区启明全英语培训中心", "英语", "无证办学、虚假宣传", "依法取缔并责令退还所收费用", "2026-01-12", "取缔"),
        ("第九朵云数学班", "数学", "无证办学", "下达责令停止办学通知书", "2026-01-13", "责令关停"),
        ("倒着走的钟作文工作室", "语文", "有照无证，聘用在职教师", "依法取缔", "2026-01-15", "取缔"),
        ("打伞的蘑菇一对一", "英语", "假注销真运营", "立案调查", "2026-01-16", "立案查处"),
    ]
]
columns = Columns(
    "序号:no 机构名称:name 统一社会信用代码:uscc 办学地点:address 列入黑名单原因:reason 查处时间:listed_on 处理结果:measure 办学状态:status"
)
write_csv(
    "03_东区教育局_黑名单第一批.csv",
    [
        ["示例东区校外培训机构黑名单（第一批）"],
        ["发布单位：示例东区教育局", "", "", "截至日期：2026年1月20日"],
        columns.head,
        ["一、证照齐全违规办学机构"],
        *columns.rows(licensed, "dot"),
        ["二、无证无照办学机构"],
        *columns.rows(unlicensed, "dot", 3),
        ["合计", "6所"],
        ["注：名单实行动态管理，举报电话0990-5558101。"],
    ],
)
publish(
    "03_东区教育局_黑名单第一批.csv", "999901-edu", "示东教监〔2026〕1号", "关于公布示例东区校外培训机构黑名单（第一批）的公告",
    "2026-01-20", "2026-01-22", "batch", "banned",
)
story(ink, "approved by the culture bureau, banned by the education bureau: the strictest wins, both are shown", "banned")
story(unlicensed[0], "banned, without a credit code; sounds like the approved 示例东区启明泉英语培训中心有限公司", "banned")
story(spring, "approved; one character and a suffix away from the banned 示例东区启明全英语培训中心", "approved")
story(edu[15], "licensed, on the white list as 正常, and on the black list: the reason is quoted", "banned")

# Autumn 2026: what is in force today. Place in `edu`: what changed, the story, the verdict.
moved = {"sites": [("石桥街道", "示例市示例东区石桥街道书院巷66号2楼")], "remark": "办学地址已变更"}
renamed = {"name": "示例东区大树数学培训学校", "remark": "原名称：示例东区小树苗数学培训学校"}
fates = {
    0: ({"remark": "年检基本合格", **status("年检基本合格")}, "年检基本合格: approved with a note", "approved"),
    1: (STOPPED, "停业整改", "restricted"),
    2: ({**status("歇业"), "remark": "自行申请歇业"}, "歇业", "restricted"),
    3: (CLOSED, "已注销", "restricted"),
    4: (EXPIRED, "list says 正常, permit ended 2026-08-31", "restricted"),
    5: (SOON, "permit ends within 60 days", "approved"),
    6: ({}, "on the first two full lists, absent from the third", "restricted"),
    7: ({}, "on the first full list only", "restricted"),
    10: ({}, "credit code with a wrong check character: a warning, the listing stands", "approved"),
    13: ({"valid_to": "长期"}, "permit without an end (长期)", "approved"),
    14: (status("暂时停办"), "暂时停办", "restricted"),
    16: (status("年检不合格"), "年检不合格", "restricted"),
    17: (status("正在注销"), "正在注销", "restricted"),
    18: (status("已核准但未上架"), "已核准但未上架", "restricted"),
    11: (renamed, "renamed; was 示例东区小树苗数学培训学校", "approved"),
    12: (moved, "moved: the earlier lists have another address", "approved"),
}
today = edition(edu, {place: change for place, (change, _, _) in fates.items()}, without=(6, 7))
columns = Columns(
    "编号:no 机构全称:name 统一社会信用代码:uscc 办学许可证编号:permit 机构类别:category 培训内容:content 营利性/非营利性:nature "
    "所在街道:town 地址:address 法人:owner 联系电话:phone 许可证有效期:range 办学状态:status 备注:remark"
)
write_csv(
    "04_东区教育局_2026秋.csv",
    [
        ["示例东区学科类校外培训机构白名单"],
        ["截至日期：2026-09-30"],
        [],
        columns.head,
        *columns.rows(today, "dot"),
        ["", "合计", f"{len(today)}所"],
        ["填表人：示一", "", "联系电话：0990-5558101"],
    ],
)
publish(
    "04_东区教育局_2026秋.csv", "999901-edu", "示东教〔2026〕31号", "关于公布示例东区学科类校外培训机构白名单（2026年秋季）的公告",
    "2026-09-30", "2026-10-09", "full",
)
for place, (change, what, verdict) in fates.items():
    story(edu[place].but(name=change.get("name", edu[place].name)), what, verdict)

# The black list, second batch.
second = [
    banned(new.institution(EAST, "学科类"), "卷款跑路、失联", "立案调查，处违法所得1倍罚款", "2026-10-10", "立案查处"),
    banned(
        new.institution(EAST, "学科类", name="示例东区K12乐园教育培训有限公司"), "假注销真运营", "吊销办学许可证并注销", "2026-10-12", "吊销"
    ),
    banned(
        new.institution(EAST, "学科类", name="示例市纸月亮住家教师服务部").but(uscc="", permit=""),
        "无证办学、消防设施不完备", "联合执法取缔，张贴封条", "2026-10-15", "取缔",
    ),
]
columns = Columns(
    "序号:no 机构名称:name 办学地点:address 列入黑名单原因:reason 查处时间:listed_on 处理结果:measure 统一社会信用代码:uscc"
)
grid = [["示例东区校外培训机构黑名单（第二批）", *[""] * 6], columns.head, *columns.rows(second, "slash"), ["以上名单截至2026年10月20日"]]
write_xlsx("05_东区教育局_黑名单第二批.xlsx", [("黑名单", grid, ["A1:G1"])])
publish(
    "05_东区教育局_黑名单第二批.xlsx", "999901-edu", "示东教监〔2026〕9号", "关于公布示例东区校外培训机构黑名单（第二批）的公告",
    "2026-10-20", "2026-10-22", "batch", "banned",
)
story(second[1], "吊销, Latin letters in its name", "banned")
story(second[2], "banned, without any paper", "banned")
