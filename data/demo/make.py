"""Makes the demo's lists, its manifest and its stories. Needs openpyxl.

    python3 make.py

The files are the same each time. invent.py makes the institutions up, shapes.py
writes them down in the ways of bureaus; here is what happens to them over two years.
"""

import csv
import datetime

from invent import Inventor
from shapes import HERE, day, pad, runs, table, write_csv, write_html, write_xlsx

new = Inventor(20261123)
releases, stories = [], []
EAST, WEST, SOUTH, NORTH, CITY = "999901", "999902", "999903", "999904", "999900"

# code: name, aliases, report phone's last digits, what absence from the list means
REGULATORS = {
    "999900-edu": ("示例市教育局", ["示例市教育体育局", "市教育局"], "8000", "unknown"),
    "999900-hrss": ("示例市人力资源和社会保障局", ["示例市人社局"], "8001", "unapproved"),
    "999901-edu": ("示例市示例东区教育局", ["示例东区教育局", "东区教育局"], "8101", "unapproved"),
    "999901-culture": ("示例市示例东区文化广电和旅游局", ["示例东区文化广电和旅游局", "示例东区文广旅局"], "8102", "unapproved"),
    "999901-sport": ("示例市示例东区体育局", ["示例东区体育局"], "8103", "unapproved"),
    "999901-science": ("示例市示例东区科学技术局", ["示例东区科学技术局", "示例东区科技局"], "8104", "unknown"),
    "999901-market": ("示例市示例东区市场监督管理局", ["示例东区市场监督管理局", "示例东区市监局"], "8105", "unknown"),
    "999902-edu": ("示例市示例西区教育局", ["示例西区教育局"], "8201", "unapproved"),
    "999902-culture": ("示例市示例西区文化广电和旅游局", ["示例西区文化广电和旅游局", "示例西区文旅局"], "8202", "unapproved"),
    "999902-sport": ("示例市示例西区体育局", ["示例西区体育局"], "8203", "unknown"),
    "999902-science": ("示例市示例西区科学技术局", ["示例西区科学技术局", "示例西区科技局"], "8204", "unknown"),
    "999903-edu": ("示例市示例南区教育局", ["示例南区教育局"], "8301", "unapproved"),
    "999903-culture": (
        "示例市示例南区文化广电旅游体育局",
        ["示例南区文化广电旅游体育局", "示例南区文旅体局", "示例南区文化体育局"],
        "8302",
        "unapproved",
    ),
    "999903-science": (
        "示例市示例南区科技和经济信息化局",
        ["示例南区科技和经济信息化局", "示例南区科经局", "示例南区科学技术局"],
        "8303",
        "unknown",
    ),
    "999904-edu": ("示例市示例北县教育局", ["示例北县教育局", "北县教育局"], "8401", "unapproved"),
    "999904-culture": ("示例市示例北县文化广电和旅游局", ["示例北县文化广电和旅游局"], "8402", "unknown"),
    "999904-sport": ("示例市示例北县体育局", ["示例北县体育局"], "8403", "unknown"),
    "999904-science": ("示例市示例北县科学技术局", ["示例北县科学技术局"], "8404", "unknown"),
}


def publish(file, regulator, notice, title, as_of, published, mode, roster="approved", effective=None):
    releases.append(
        dict(
            file=file,
            regulator=regulator,
            name=REGULATORS[regulator][0],
            aliases=REGULATORS[regulator][1],
            notice=notice,
            title=title,
            roster=roster,
            as_of=as_of,
            published_on=published,
            effective_on=effective or published,
            mode=mode,
        )
    )


def story(row, what, verdict):
    """What a reader of the demo should meet on 2026-11-23; see stories.csv."""
    stories.append((row.name, row.uscc, row.district, verdict, what))
    return row


def edition(rows, changes=None, without=()):
    """A later edition: some rows amended (by place), some gone."""
    changes = changes or {}
    return [row.but(**changes.get(place, {})) for place, row in enumerate(rows) if place not in without]


def banned(row, reason, measure, on, status="责令关停", **more):
    return row.but(roster="黑名单", status=status, reason=reason, measure=measure, listed_on=on, **more)


STOPPED = dict(status="停业整改", remark="消防隐患整改中")
EXPIRED = dict(valid_to="2026-08-31", valid_from="2023-09-01")
SOON = dict(valid_to="2026-12-31", valid_from="2024-01-01")
SOONER = dict(valid_to="2027-01-15", valid_from="2024-01-16")
CLOSED = dict(status="已注销", remark="2026年6月注销")

# The stories that other lists come back to.
ink = new.institution(EAST, "文化艺术类", name="示例市示例东区墨痕书法培训有限公司", content="书法")
spring = new.institution(EAST, "学科类", name="示例东区启明泉英语培训中心有限公司", content="英语")
lark = new.institution(WEST, "文化艺术类", name="示例市云雀谷音乐培训有限公司", content="声乐")
deer_east = new.institution(EAST, "文化艺术类", name="小白鹿美术工作室", content="美术")
deer_west = new.institution(WEST, "文化艺术类", name="小白鹿美术工作室", content="美术")
star_east = new.institution(EAST, "文化艺术类", name="示例市晨星舞蹈培训中心", content="舞蹈")
star_south = new.institution(SOUTH, "文化艺术类", name="示例市晨星舞蹈培训中心", content="舞蹈")
two_sites = new.institution(EAST, "文化艺术类", name="示例市转转风车艺术培训学校", content="舞蹈、美术", brand="转转风车美育")
two_sites.sites.append(("望湖镇", "示例市示例东区望湖镇灯塔街88号童趣中心2楼"))
lifted = new.institution(WEST, "学科类", name="示例西区柳岸文化培训学校", content="文化")
west_bank = new.institution(SOUTH, "体育类", name="示例南区三只斑马篮球俱乐部", content="篮球")

# ---- 示例东区教育局: three full lists, two black lists -----------------------------------------
edu = new.many(22, EAST, "学科类")
edu[11] = edu[11].but(name="示例东区小树苗数学培训学校", content="数学")
edu[8] = edu[8].but(name="示例市橘灯ABC英语培训有限公司", brand="ABC橘灯", content="英语")
edu[12] = edu[12].but(name="示例东区青禾语文培训中心", content="语文")
edu[10] = edu[10].but(uscc=edu[10].uscc[:-1] + ("8" if edu[10].uscc[-1] == "7" else "7"))
edu += [spring]
east_first = edition(edu, without=(8, 9, 20, 21))
write_csv(
    "01_东区教育局_2025春.csv",
    [["序号", "单位名称", "信用代码", "办学许可证号", "培训类别", "办学地址", "负责人", "咨询电话", "有效期限", "年检结果"]]
    + table(
        [
            ("", "no"),
            ("", "name"),
            ("", "uscc"),
            ("", "permit"),
            ("", "category"),
            ("", "address"),
            ("", "owner"),
            ("", "phone"),
            ("", "valid_to"),
            ("", "=合格"),
        ],
        east_first
        + [
            story(
                new.institution(EAST, "学科类", name="示例东区𬭎音䶮语文培训学校", content="语文").but(**SOON),
                "rare characters (four bytes in GB18030); on the first list only",
                "restricted",
            )
        ],
        "cn",
    ),
    "gb18030",
)
publish(
    "01_东区教育局_2025春.csv",
    "999901-edu",
    "示东教〔2025〕12号",
    "关于公布示例东区学科类校外培训机构白名单的公告",
    "2025-03-31",
    "2025-04-10",
    "full",
)

east_second = edition(edu, {11: {}, 1: STOPPED}, without=(7, 20, 21))
east_second.sort(key=lambda row: row.sites[0][0])
head = ["序号", "街道", "机构名称", "证照信息", "", "", "办学地址", "法定代表人", "状态", "备注"]
sub = ["", "", "", "统一社会信用代码", "许可证编号", "有效期止", "", "", "", ""]
columns = [("", k) for k in ("no", "town", "name_and_brand", "uscc", "permit", "valid_to", "address", "owner", "status", "remark")]
body = table(columns, east_second)
for line in body:
    if line[5] not in ("", "长期"):
        line[5] = datetime.date.fromisoformat(line[5])
towns = [line[1] for line in body]
last = ["", "", f"合计：{len(body)}所"]
merges = ["A1:J1", "A2:J2", "D3:F3", *[f"{c}3:{c}4" for c in "ABCGHIJ"], *runs(towns, 5, "B")]
for place in range(1, len(body)):
    if towns[place] == towns[place - 1]:
        body[place][1] = ""
write_xlsx(
    "02_东区教育局_2025冬.xlsx",
    [
        (
            "学科类",
            [
                ["示例东区校外培训机构白名单（2025年第二期）"],
                ["发布单位：示例东区教育局　　截至日期：2025年12月31日"],
                head,
                sub,
                *body,
                last,
            ],
            merges,
        ),
        ("填报说明", [["本表由各街道汇总后报区教育局。"]], []),
    ],
)
publish(
    "02_东区教育局_2025冬.xlsx",
    "999901-edu",
    "示东教〔2026〕2号",
    "示例东区校外培训机构白名单（2025年第二期）",
    "2025-12-31",
    "2026-01-08",
    "full",
)

ban_columns = [
    ("序号", "no"),
    ("机构名称", "name"),
    ("办学地点", "address"),
    ("列入黑名单原因", "reason"),
    ("查处时间", "listed_on"),
    ("处理结果", "measure"),
]
ban_ink = banned(ink, "隐形变异学科培训", "责令停止办学", "2026-01-15", "停业整改")
unlicensed = [
    banned(
        new.institution(EAST, "学科类", name=name, content=what).but(uscc="", permit="", valid_to="", valid_from=""), why, how, on, status
    )
    for name, what, why, how, on, status in [
        ("示例东区启明全英语培训中心", "英语", "无证办学、虚假宣传", "依法取缔并责令退还所收费用", "2026-01-12", "取缔"),
        ("第九朵云数学班", "数学", "无证办学", "下达责令停止办学通知书", "2026-01-13", "责令关停"),
        ("倒着走的钟作文工作室", "语文", "有照无证，聘用在职教师", "依法取缔", "2026-01-15", "取缔"),
        ("打伞的蘑菇一对一", "英语", "假注销真运营", "立案调查", "2026-01-16", "立案查处"),
    ]
]
west_of = banned(edu[15], "一次性收费超5000元、违规节假日开展学科培训", "责令停业整改1个月", "2026-01-14", "停业整改")
write_csv(
    "03_东区教育局_黑名单第一批.csv",
    [
        ["示例东区校外培训机构黑名单（第一批）"],
        ["发布单位：示例东区教育局", "", "", "截至日期：2026年1月20日"],
        ["序号", "机构名称", "统一社会信用代码", "办学地点", "列入黑名单原因", "查处时间", "处理结果", "办学状态"],
        ["一、证照齐全违规办学机构"],
        *table([("", k) for k in ("no", "name", "uscc", "address", "reason", "listed_on", "measure", "status")], [ban_ink, west_of], "dot"),
        ["二、无证无照办学机构"],
        *table([("", k) for k in ("no", "name", "uscc", "address", "reason", "listed_on", "measure", "status")], unlicensed, "dot", 3),
        ["合计", "6所"],
        ["注：名单实行动态管理，举报电话0990-5558101。"],
    ],
)
publish(
    "03_东区教育局_黑名单第一批.csv",
    "999901-edu",
    "示东教监〔2026〕1号",
    "关于公布示例东区校外培训机构黑名单（第一批）的公告",
    "2026-01-20",
    "2026-01-22",
    "batch",
    "banned",
)
story(ink, "approved by the culture bureau, banned by the education bureau: the strictest wins, both are shown", "banned")
story(unlicensed[0], "banned, without a credit code; sounds like the approved 示例东区启明泉英语培训中心有限公司", "banned")
story(spring, "approved; one character and a suffix away from the banned 示例东区启明全英语培训中心", "approved")
story(edu[15], "licensed, on the white list as 正常, and on the black list: the reason is quoted", "banned")

east_now = edition(
    edu,
    {
        0: dict(remark="年检基本合格", status="年检基本合格"),
        1: STOPPED,
        2: dict(status="歇业", remark="自行申请歇业"),
        3: CLOSED,
        4: EXPIRED,
        5: SOON,
        11: dict(name="示例东区大树数学培训学校", remark="原名称：示例东区小树苗数学培训学校"),
        12: dict(sites=[("石桥街道", "示例市示例东区石桥街道书院巷66号2楼")], remark="办学地址已变更"),
        13: dict(valid_to="长期"),
        14: dict(status="暂时停办"),
        16: dict(status="年检不合格"),
        17: dict(status="正在注销"),
        18: dict(status="已核准但未上架"),
    },
    without=(6, 7),
)
write_csv(
    "04_东区教育局_2026秋.csv",
    [
        ["示例东区学科类校外培训机构白名单"],
        ["截至日期：2026-09-30"],
        [],
        [
            "编号",
            "机构全称",
            "统一社会信用代码",
            "办学许可证编号",
            "机构类别",
            "培训内容",
            "营利性/非营利性",
            "所在街道",
            "地址",
            "法人",
            "联系电话",
            "许可证有效期",
            "办学状态",
            "备注",
        ],
        *table(
            [
                ("", k)
                for k in (
                    "no",
                    "name",
                    "uscc",
                    "permit",
                    "category",
                    "content",
                    "nature",
                    "town",
                    "address",
                    "owner",
                    "phone",
                    "range",
                    "status",
                    "remark",
                )
            ],
            east_now,
            "dot",
        ),
        ["", "合计", f"{len(east_now)}所"],
        ["填表人：示一", "", "联系电话：0990-5558101"],
    ],
)
publish(
    "04_东区教育局_2026秋.csv",
    "999901-edu",
    "示东教〔2026〕31号",
    "关于公布示例东区学科类校外培训机构白名单（2026年秋季）的公告",
    "2026-09-30",
    "2026-10-09",
    "full",
)
for place, what, verdict in [
    (0, "年检基本合格: approved with a note", "approved"),
    (1, "停业整改", "restricted"),
    (2, "歇业", "restricted"),
    (3, "已注销", "restricted"),
    (4, "list says 正常, permit ended 2026-08-31", "restricted"),
    (5, "permit ends within 60 days", "approved"),
    (6, "on the first two full lists, absent from the third", "restricted"),
    (7, "on the first full list only", "restricted"),
    (10, "credit code with a wrong check character: a warning, the listing stands", "approved"),
    (13, "permit without an end (长期)", "approved"),
    (14, "暂时停办", "restricted"),
    (16, "年检不合格", "restricted"),
    (17, "正在注销", "restricted"),
    (18, "已核准但未上架", "restricted"),
]:
    story(edu[place], what, verdict)
story(edu[11].but(name="示例东区大树数学培训学校"), "renamed; was 示例东区小树苗数学培训学校", "approved")
story(edu[12], "moved: the earlier lists have another address", "approved")

second = [
    banned(new.institution(EAST, "学科类"), "卷款跑路、失联", "立案调查，处违法所得1倍罚款", "2026-10-10", "立案查处"),
    banned(
        new.institution(EAST, "学科类", name="示例东区K12乐园教育培训有限公司"),
        "假注销真运营",
        "吊销办学许可证并注销",
        "2026-10-12",
        "吊销",
    ),
    banned(
        new.institution(EAST, "学科类", name="示例市纸月亮住家教师服务部").but(uscc="", permit=""),
        "无证办学、消防设施不完备",
        "联合执法取缔，张贴封条",
        "2026-10-15",
        "取缔",
    ),
]
grid = [
    ["示例东区校外培训机构黑名单（第二批）", "", "", "", "", "", ""],
    [h for h, _ in ban_columns] + ["统一社会信用代码"],
    *[[*line, row.uscc] for line, row in zip(table(ban_columns, second, "slash"), second)],
    ["以上名单截至2026年10月20日"],
]
write_xlsx("05_东区教育局_黑名单第二批.xlsx", [("黑名单", grid, ["A1:G1"])])
publish(
    "05_东区教育局_黑名单第二批.xlsx",
    "999901-edu",
    "示东教监〔2026〕9号",
    "关于公布示例东区校外培训机构黑名单（第二批）的公告",
    "2026-10-20",
    "2026-10-22",
    "batch",
    "banned",
)
story(second[1], "吊销, Latin letters in its name", "banned")
story(second[2], "banned, without any paper", "banned")

# ---- 示例东区: culture (three full lists), sport, science, market ------------------------------
arts = new.many(28, EAST, "文化艺术类")
arts[6] = arts[6].but(brand="彩陶小铺")
arts += [ink, deer_east, star_east, two_sites]
write_csv(
    "06_东区文旅局_2025.csv",
    [
        ["机构名称", "社会信用代码", "证号", "类别", "培训项目", "教学点", "法定代表人", "状态", "许可证有效期止"],
        *table(
            [("", k) for k in ("name", "uscc", "permit", "short_category", "content", "address", "owner", "status", "valid_to")],
            edition(arts, without=(26, 27)),
            "compact",
        ),
    ],
)
publish(
    "06_东区文旅局_2025.csv",
    "999901-culture",
    "示东文旅〔2025〕18号",
    "示例东区文化艺术类校外培训机构名单",
    "2025-06-30",
    "2025-07-15",
    "full",
)
mid = edition(arts, {3: dict(status="歇业")}, without=(27,))
art_columns = [
    ("序号", "no"),
    ("培训机构名称", "name_and_brand"),
    ("统一社会信用代码", "uscc"),
    ("核准证号", "permit"),
    ("培训内容", "content"),
    ("培训点", "address"),
    ("有效期", "range"),
    ("备注", "remark"),
]


def art_sheet(title, rows):
    return (
        title,
        pad([[f"示例东区文化艺术类机构一览表（{title}）"], [h for h, _ in art_columns], *table(art_columns, rows, "dot")]),
        ["A1:H1"],
    )


dance = [row for row in mid if "舞蹈" in row.content]
write_xlsx(
    "07_东区文旅局_2026春.xlsx",
    [
        art_sheet("舞蹈", dance),
        art_sheet("其他", [row.but(remark=row.remark or ("歇业" if row.status == "歇业" else "")) for row in mid if row not in dance]),
    ],
)
publish(
    "07_东区文旅局_2026春.xlsx",
    "999901-culture",
    "示东文旅〔2026〕3号",
    "示例东区文化艺术类校外培训机构白名单（按门类）",
    "2026-01-31",
    "2026-02-06",
    "full",
)
arts_now = edition(
    arts,
    {0: EXPIRED, 1: SOONER, 2: dict(status="停业整改", remark="资金监管未落实，停业整改"), 3: CLOSED, 4: dict(status="限期整改")},
    without=(5,),
)
write_csv(
    "08_东区文旅局_2026秋.csv",
    [
        ["示例东区文化艺术类校外培训机构白名单", "", "", "", "", "", "", "", "", "截至日期：2026年10月15日"],
        [
            "序号",
            "机构名称",
            "招牌名",
            "统一社会信用代码",
            "办学许可证号",
            "机构类别",
            "培训内容",
            "地址",
            "许可证有效期起",
            "许可证有效期止",
            "状态",
            "监管账户",
        ],
        *table(
            [
                ("", k)
                for k in (
                    "no",
                    "name",
                    "brand",
                    "uscc",
                    "permit",
                    "category",
                    "content",
                    "address",
                    "valid_from",
                    "valid_to",
                    "status",
                    "=示例银行东区支行",
                )
            ],
            arts_now,
        ),
    ],
)
publish(
    "08_东区文旅局_2026秋.csv",
    "999901-culture",
    "示东文旅〔2026〕27号",
    "示例东区文化艺术类校外培训机构白名单（2026年10月）",
    "2026-10-15",
    "2026-10-20",
    "full",
)
for row, what, verdict in [
    (two_sites, "one code, two sites: approved at these addresses only", "approved"),
    (deer_east, "same name in 示例西区: the name alone gives candidates, its link says approved", "approved"),
    (deer_west, "same name in 示例东区", "approved"),
    (star_east, "same name in 示例南区", "approved"),
    (star_south, "same name in 示例东区; under rectification", "restricted"),
    (arts[0], "list says 正常, permit ended", "restricted"),
    (arts[5], "absent from the newest full list", "restricted"),
]:
    story(row, what, verdict)

sport = new.many(16, EAST, "体育类")
write_csv(
    "09_东区体育局_2025.csv",
    [
        ["示例东区体育类校外培训机构名录"],
        ["单位名称", "信用代码", "许可证号", "培训项目", "地址", "有效期至", "状态"],
        *table([("", k) for k in ("name", "uscc", "permit", "content", "address", "valid_to", "status")], sport[:13], "dot"),
    ],
)
publish(
    "09_东区体育局_2025.csv", "999901-sport", "示东体〔2025〕40号", "示例东区体育类校外培训机构名录", "2025-12-15", "2025-12-20", "full"
)
write_csv(
    "10_东区体育局_第二批.csv",
    [
        ["机构名称", "统一社会信用代码", "许可证号", "类别", "地址", "有效期至", "状态", "备注"],
        *table(
            [("", k) for k in ("name", "uscc", "permit", "category", "address", "valid_to", "status", "remark")],
            sport[13:] + [sport[2].but(status="停业整改", remark="场馆安全检查不合格"), sport[4].but(status="自行停办")],
        ),
    ],
)
publish(
    "10_东区体育局_第二批.csv",
    "999901-sport",
    "示东体〔2026〕22号",
    "示例东区体育类校外培训机构名录（第二批）",
    "2026-09-01",
    "2026-09-05",
    "batch",
)
story(sport[2], "amended by a batch: 停业整改", "restricted")
story(sport[3], "in the first full list, not named again by the batch: still listed", "approved")

science = new.many(12, EAST, "科技类")
write_csv(
    "11_东区科技局.csv",
    [
        ["学校名称", "统一社会信用代码（组织机构代码）", "许可证号", "机构类别", "地 址", "校长", "有效期限", "办学状态"],
        *table(
            [("", k) for k in ("name", "uscc", "plain_permit", "category", "address", "owner", "range", "status")],
            edition(science, {1: dict(status="灰名单"), 2: EXPIRED}),
            "dot",
        ),
    ],
    end="\n",
)
publish("11_东区科技局.csv", "999901-science", "示东科〔2026〕8号", "示例东区科技类校外培训机构名单", "2026-04-30", "2026-05-08", "full")
story(science[1], "灰名单 in the status column", "restricted")
care = new.many(14, EAST, "托管")
write_html(
    "12_东区市监局_托管.xls",
    "示例东区学生托管机构登记名单（只能看管，不能教课）",
    [
        ["企业名称", "统一社会信用代码", "类别", "地址", "负责人", "联系电话", "状态"],
        *table(
            [("", k) for k in ("name", "uscc", "category", "address", "owner", "phone", "status")],
            edition(care, {2: dict(status="已注销"), 5: dict(status="停业")}),
        ),
    ],
)
publish(
    "12_东区市监局_托管.xls", "999901-market", "示东市监〔2026〕15号", "示例东区学生托管机构登记名单", "2026-05-31", "2026-06-05", "full"
)
story(care[0], "托管: may mind children, may not teach; never approved as a training institution", "restricted")

# ---- 示例西区: white and black in one file, three times ----------------------------------------
west = new.many(20, WEST, "学科类") + [lifted]
west_ban = [
    banned(new.institution(WEST, "学科类"), "超范围经营", "责令停业整改", "2025-08-20", "停业整改"),
    banned(new.institution(WEST, "学科类"), "无证办学、拒不整改", "依法取缔", "2025-08-21", "取缔"),
]
mixed = [
    ("序号", "no"),
    ("名单类型", "roster"),
    ("机构名称", "name"),
    ("统一社会信用代码", "uscc"),
    ("办学许可证号", "permit"),
    ("机构类别", "category"),
    ("主管部门", "=示例西区教育局"),
    ("行政区划代码", "district"),
    ("地址", "address"),
    ("许可证有效期起", "valid_from"),
    ("许可证有效期止", "valid_to"),
    ("状态", "status"),
    ("列入日期", "listed_on"),
    ("列入原因", "reason"),
    ("处理措施", "measure"),
    ("备注", "remark"),
]
bird = banned(
    new.institution(WEST, "文化艺术类", name="示例市云鹊谷音乐培训工作室", content="声乐").but(permit="", valid_to="", valid_from=""),
    "无证办学",
    "责令停止办学",
    "2026-08-18",
)
for name, notice, as_of, on, rows in [
    (
        "13_西区教育局_2025秋.csv",
        "示西教〔2025〕20号",
        "2025-09-01",
        "2025-09-05",
        edition(west, without=(18, 19, 20)) + west_ban + [banned(lifted, "一次性收费超3个月", "责令限期整改", "2025-08-25", "停业整改")],
    ),
    ("14_西区教育局_2026春.csv", "示西教〔2026〕6号", "2026-03-01", "2026-03-06", edition(west, {2: STOPPED}, without=(19,)) + west_ban),
    (
        "15_西区教育局_2026秋.csv",
        "示西教〔2026〕29号",
        "2026-09-01",
        "2026-09-04",
        edition(west, {2: {}, 3: EXPIRED, 4: SOON, 5: dict(status="提交注销", remark="走注销流程"), 6: dict(status="未参检")}, without=(7,))
        + west_ban
        + [bird],
    ),
]:
    write_csv(name, [[h for h, _ in mixed], *table(mixed, rows)])
    publish(name, "999902-edu", notice, "示例西区校外培训机构黑白名单", as_of, on, "full", "mixed")
story(lifted, "was banned in 2025, cured, and on the white list since 2026: the ban is not shown", "approved")
story(west[5], "a status word that no vocabulary has (提交注销)", "restricted")
story(bird, "banned; one character from the approved 示例市云雀谷音乐培训有限公司", "banned")
story(lark, "approved; 雀 and 鹊 sound alike", "approved")

west_arts = new.many(22, WEST, "文化艺术类") + [lark, deer_west]
for name, notice, as_of, on, rows in [
    ("16_西区文旅局_2025.csv", "示西文旅〔2025〕31号", "2025-11-30", "2025-12-08", west_arts[:20]),
    (
        "17_西区文旅局_2026.csv",
        "示西文旅〔2026〕19号",
        "2026-08-31",
        "2026-09-10",
        edition(west_arts, {1: CLOSED, 4: dict(status="预警")}, without=(2,)),
    ),
]:
    write_csv(
        name,
        [
            ["示例西区文化艺术类校外培训机构白名单", "", f"截至：{day(as_of, 'cn')}"],
            ["街道", "机构名称", "证照", "", "培训", "", "状态"],
            ["", "", "信用代码", "许可证号", "内容", "地址", ""],
            *table([("", k) for k in ("town", "name", "uscc", "permit", "content", "address", "status")], rows),
        ],
    )
    publish(name, "999902-culture", notice, "示例西区文化艺术类校外培训机构白名单", as_of, on, "full")
for name, regulator, notice, category, count in [
    ("18_西区体育局.csv", "999902-sport", "示西体〔2026〕11号", "体育类", 12),
    ("19_西区科技局.csv", "999902-science", "示西科〔2026〕5号", "科技类", 9),
]:
    rows = edition(new.many(count, WEST, category), {1: EXPIRED, 3: SOONER})
    write_csv(
        name,
        [
            ["机构名称", "统一社会信用代码", "办学许可证号", "机构类别", "办学地点", "发证机关", "许可证有效期起", "有效期止", "状态"],
            *table(
                [
                    ("", k)
                    for k in (
                        "name",
                        "uscc",
                        "permit",
                        "category",
                        "address",
                        "=" + REGULATORS[regulator][1][0],
                        "valid_from",
                        "valid_to",
                        "status",
                    )
                ],
                rows,
                "slash",
            ),
        ],
    )
    publish(name, regulator, notice, f"示例西区{category}校外培训机构白名单", "2026-06-30", "2026-07-03", "full")

# ---- 示例南区: UTF-16 with tabs, a watch list, a bureau that merged ------------------------------
south = new.many(18, SOUTH, "学科类")
for name, notice, as_of, on, rows in [
    ("20_南区教育局_2025.txt", "示南教〔2025〕44号", "2025-12-31", "2026-01-12", south[:16]),
    (
        "21_南区教育局_2026.txt",
        "示南教〔2026〕21号",
        "2026-06-30",
        "2026-07-06",
        edition(south, {1: dict(status="停业通知")}, without=(0,)),
    ),
]:
    write_csv(
        name,
        [
            ["机构名称", "统一社会信用代码", "办学许可证号", "机构类别", "地址", "有效期止", "状态"],
            *table([("", k) for k in ("name", "uscc", "permit", "category", "address", "valid_to", "status")], rows),
        ],
        "utf-16",
        delimiter="\t",
    )
    publish(name, "999903-edu", notice, "示例南区校外培训机构白名单", as_of, on, "full")
watch = [row.but(roster="灰名单", status="预警", reason="未纳入资金监管", listed_on="2026-09-20") for row in south[4:7]] + [
    new.institution(SOUTH, "学科类").but(roster="灰名单", status="灰名单", reason="已取证未上架", listed_on="2026-09-20")
]
write_csv(
    "22_南区教育局_灰名单.csv",
    [
        ["示例南区校外培训机构灰名单（预警）"],
        ["序号", "机构名称", "信用代码", "地址", "列入原因", "列入日期", "状态"],
        *table([("", k) for k in ("no", "name", "uscc", "address", "reason", "listed_on", "status")], watch, "cn"),
    ],
)
publish(
    "22_南区教育局_灰名单.csv",
    "999903-edu",
    "示南教〔2026〕33号",
    "示例南区校外培训机构灰名单",
    "2026-09-20",
    "2026-09-22",
    "full",
    "watch",
)
story(south[4], "on the white list and on the watch list", "restricted")
story(south[0], "absent from the newest full list", "restricted")

both = new.many(16, SOUTH, "文化艺术类") + new.many(12, SOUTH, "体育类") + [star_south, west_bank]
write_csv(
    "23_南区文旅体局_2025.csv",
    [
        ["示例南区文化体育局关于公布非学科类校外培训机构的公告"],
        ["序号", "机构名称", "统一社会信用代码", "许可证号", "培训类别", "地址", "主管部门", "备注"],
        *table([("", k) for k in ("no", "name", "uscc", "permit", "short_category", "address", "=示例南区文旅体局", "remark")], both[:25]),
    ],
)
publish(
    "23_南区文旅体局_2025.csv",
    "999903-culture",
    "示南文体〔2025〕9号",
    "关于公布非学科类校外培训机构的公告",
    "2025-05-31",
    "2025-06-10",
    "full",
)
names = [("文化艺术", "文化艺术类"), ("体育", "体育类")]
south_columns = [
    ("序号", "no"),
    ("机构名称", "name"),
    ("统一社会信用代码", "uscc"),
    ("办学许可证号", "permit"),
    ("培训类别", "category"),
    ("培训项目", "content"),
    ("地址", "address"),
    ("有效期", "range"),
    ("状态", "status"),
]
write_xlsx(
    "24_南区文旅体局_2026春.xlsx",
    [
        (
            title,
            [
                [f"示例南区{title}类校外培训机构白名单"],
                ["截至2026年2月28日"],
                [h for h, _ in south_columns],
                *table(south_columns, [r for r in edition(both, without=(24,)) if r.category == category], "iso"),
            ],
            ["A1:I1", "A2:I2"],
        )
        for title, category in names
    ],
)
publish(
    "24_南区文旅体局_2026春.xlsx",
    "999903-culture",
    "示南文旅体〔2026〕4号",
    "示例南区非学科类校外培训机构白名单",
    "2026-02-28",
    "2026-03-05",
    "full",
)
both_now = edition(both, {0: dict(status="歇业"), 2: EXPIRED, 17: STOPPED, 28: dict(status="停业整改")}, without=(24, 3))
grid = [
    ["示例南区非学科类校外培训机构白名单"],
    ["发布单位", "示例南区文化广电旅游体育局", "截至日期", "2026年8月31日"],
    [h for h, _ in south_columns],
]
for mark, (title, category) in zip("一二", names):
    grid += [[f"{mark}、{title}类"], *table(south_columns, [r for r in both_now if r.category == category], "cn")]
write_csv("25_南区文旅体局_2026秋.csv", [*grid, ["合计", f"{len(both_now)}家"]])
publish(
    "25_南区文旅体局_2026秋.csv",
    "999903-culture",
    "示南文旅体〔2026〕23号",
    "示例南区非学科类校外培训机构白名单（2026年秋季）",
    "2026-08-31",
    "2026-09-03",
    "full",
)
story(west_bank, "approved for 体育类 only", "approved")
lab = edition(new.many(8, SOUTH, "科技类"), {2: dict(status="证照不全")})
write_csv(
    "26_南区科经局.csv",
    [
        ["机构名称", "信用代码", "许可证编号", "类别", "地址", "有效期", "状态"],
        *table([("", k) for k in ("name", "uscc", "permit", "category", "address", "valid_to", "status")], lab, "cn"),
    ],
    "gb18030",
)
publish("26_南区科经局.csv", "999903-science", "示南科经〔2026〕10号", "示例南区科技类校外培训机构名单", "2026-05-31", "2026-06-08", "full")
story(lab[2], "证照不全, though on an approved list", "banned")

# ---- 示例北县, and the city ---------------------------------------------------------------------
north = new.many(14, NORTH, "学科类")
for name, notice, as_of, on, rows in [
    ("27_北县教育局_2025.csv", "示北教〔2025〕7号", "2025-02-28", "2025-03-04", north[:10]),
    (
        "28_北县教育局_2026.csv",
        "示北教〔2026〕3号",
        "2026-02-28",
        "2026-03-03",
        edition(north[:12], {2: dict(status="基本达到办学条件(未发证)")}, without=(4,)),
    ),
]:
    write_csv(
        name,
        [
            ["校名", "社会信用代码", "办学许可证编号", "学科/非学科", "镇(街道)", "办学地点", "举办者", "有效期至", "状态"],
            *table(
                [("", k) for k in ("name", "uscc", "permit", "academic", "town", "address", "owner", "valid_to", "status")], rows, "dot"
            ),
        ],
    )
    publish(name, "999904-edu", notice, "示例北县校外培训机构名单", as_of, on, "full")
write_csv(
    "29_北县教育局_预告.csv",
    [
        ["机构名称", "统一社会信用代码", "办学许可证号", "类别", "地址", "有效期至", "状态"],
        *table([("", k) for k in ("name", "uscc", "permit", "category", "address", "valid_to", "status")], north[12:]),
    ],
)
publish(
    "29_北县教育局_预告.csv",
    "999904-edu",
    "示北教〔2026〕26号",
    "示例北县校外培训机构名单（增补，自2026年12月1日起施行）",
    "2026-11-15",
    "2026-11-18",
    "batch",
    effective="2026-12-01",
)
story(north[12], "published, in force from 2026-12-01 only", "not_listed")
story(north[2], "基本达到办学条件(未发证)", "restricted")
for name, regulator, notice, category, count in [
    ("30_北县文旅局.csv", "999904-culture", "示北文旅〔2026〕6号", "文化艺术类", 12),
    ("31_北县体育局.csv", "999904-sport", "示北体〔2026〕4号", "体育类", 8),
    ("32_北县科技局.csv", "999904-science", "示北科〔2026〕2号", "科技类", 6),
]:
    write_csv(
        name,
        [
            [f"示例北县{category}校外培训机构白名单"],
            [],
            ["序号", "单位全称", "统一社会信用代码", "证号", "机构类型", "教学点", "有效期限", "办学状态"],
            *table(
                [("", k) for k in ("no", "name", "uscc", "permit", "category", "address", "valid_to", "status")],
                edition(new.many(count, NORTH, category), {1: dict(status="歇业")}),
                "cn",
            ),
            ["共计", f"{count}家"],
        ],
    )
    publish(name, regulator, notice, f"示例北县{category}校外培训机构白名单", "2026-03-31", "2026-04-07", "full")
skills = edition(new.many(10, CITY, "职业技能"), {1: dict(status="许可证过期", valid_to="2026-04-30")})
write_csv(
    "33_市人社局.csv",
    [
        ["机构名称", "统一社会信用代码", "办学许可证号", "机构类别", "培训内容", "地址", "许可证有效期起", "许可证有效期止", "状态"],
        *table([("", k) for k in ("name", "uscc", "permit", "category", "content", "address", "valid_from", "valid_to", "status")], skills),
    ],
)
publish("33_市人社局.csv", "999900-hrss", "示人社〔2026〕17号", "示例市职业技能类民办培训学校名单", "2026-06-30", "2026-07-10", "full")

exposed = [
    banned(
        new.institution(d, c).but(uscc="" if n % 2 else new.uscc(d, ""), permit="", valid_to="", valid_from=""),
        why,
        how,
        on,
        status,
        remark=remark,
    )
    for n, (d, c, why, how, on, status, remark) in enumerate(
        [
            (EAST, "学科类", "无证无照", "依法取缔", "2025-07-08", "取缔", ""),
            (WEST, "文化艺术类", "卷款跑路、失联", "立案调查", "2025-07-09", "立案查处", ""),
            (SOUTH, "体育类", "无证办学", "责令立即关停并退还学费", "2025-07-10", "责令关停", ""),
            (NORTH, "学科类", "聘用在职教师、无证办学", "责令停止办学", "2025-07-11", "责令关停", ""),
            (SOUTH, "学科类", "擅自举办", "依法取缔", "2026-01-08", "取缔", ""),
            (WEST, "科技类", "虚假宣传", "移送市场监管部门处理", "2026-01-09", "立案查处", ""),
            (EAST, "托管", "超范围经营：托管点内教课", "责令停止办学", "2026-07-06", "责令关停", ""),
            (NORTH, "体育类", "消防设施不完备", "责令停业整改", "2026-07-07", "停业整改", ""),
        ]
    )
]
city_columns = [
    ("序号", "no"),
    ("机构名称", "name"),
    ("信用代码", "uscc"),
    ("行政区划代码", "district"),
    ("类别", "category"),
    ("地址", "address"),
    ("列入原因", "reason"),
    ("处理情况", "measure"),
    ("查处时间", "listed_on"),
    ("状态", "status"),
]
for name, notice, as_of, on, rows in [
    ("34_市教育局_曝光台_2025.csv", "示教监〔2025〕3号", "2025-07-20", "2025-07-22", exposed[:4]),
    ("35_市教育局_曝光台_2026春.csv", "示教监〔2026〕1号", "2026-01-20", "2026-01-23", exposed[:6]),
    ("36_市教育局_曝光台_2026秋.csv", "示教监〔2026〕8号", "2026-07-20", "2026-07-24", exposed[:3] + exposed[4:]),
]:
    write_csv(
        name,
        [
            ["示例市校外培训违规机构黑名单"],
            [f"发布单位：示例市教育局　截至日期：{day(as_of, 'cn')}"],
            [h for h, _ in city_columns],
            *table(city_columns, rows, "cn"),
            ["合计", f"{len(rows)}家"],
        ],
    )
    publish(name, "999900-edu", notice, "关于曝光示例市校外培训违规机构的通告", as_of, on, "full", "banned")
story(exposed[3], "on two black lists of the city, struck off the third: nothing of it is shown", "not_listed")


# ---- manifest, regulators, regions, stories -----------------------------------------------------
def quoted(value):
    return "[" + ", ".join(quoted(one) for one in value) + "]" if isinstance(value, list) else '"' + value + '"'


releases.sort(key=lambda one: (one["published_on"], one["file"]))
with (HERE / "manifest.toml").open("w", encoding="utf-8", newline="") as out:
    out.write(
        "# Made by make.py. Releases in publishing order. Days: as_of is 截至日期, published_on 发布日期, effective_on the day it is in force.\n"
        "# roster: approved, banned, watch, or mixed (each row says which).\n"
    )
    for one in releases:
        out.write("\n[[release]]\n" + "".join(f"{key} = {quoted(value)}\n" for key, value in one.items()))


def write_table(name, header, lines):
    with (HERE / name).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *lines])


write_table(
    "regulators.csv",
    ["code", "name", "aliases", "region", "kind", "phone", "mailbox", "absence_rule"],
    [
        (code, name, "|".join(aliases), code[:6], code[7:], f"0990-555{phone}", f"jubao-{phone}@example.cn", rule)
        for code, (name, aliases, phone, rule) in REGULATORS.items()
    ],
)
write_table(
    "regions.csv",
    ["code", "name", "abolished_in", "successor"],
    [
        ("990000", "示例省", "", ""),
        ("999900", "示例市", "", ""),
        ("999901", "示例东区", "", ""),
        ("999902", "示例西区", "", ""),
        ("999903", "示例南区", "", ""),
        ("999904", "示例北县", "", ""),
    ],
)
write_table("stories.csv", ["name", "uscc", "region", "verdict_on_2026_11_23", "story"], stories)
