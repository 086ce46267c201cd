"""What every part of the demo's history uses: the departments, and how a release is noted down."""

from invent import Inventor

new = Inventor(20261123)
releases, stories = [], []
CITY, EAST, WEST, SOUTH, NORTH = "999900", "999901", "999902", "999903", "999904"

# code: name, aliases, last digits of the phone, what absence from the approved list means
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
    # Merged from two bureaus; its first list still has the old name.
    "999903-culture": (
        "示例市示例南区文化广电旅游体育局", ["示例南区文化广电旅游体育局", "示例南区文旅体局", "示例南区文化体育局"], "8302", "unapproved"
    ),
    "999903-science": (
        "示例市示例南区科技和经济信息化局", ["示例南区科技和经济信息化局", "示例南区科经局", "示例南区科学技术局"], "8303", "unknown"
    ),
    "999904-edu": ("示例市示例北县教育局", ["示例北县教育局", "北县教育局"], "8401", "unapproved"),
    "999904-culture": ("示例市示例北县文化广电和旅游局", ["示例北县文化广电和旅游局"], "8402", "unknown"),
    "999904-sport": ("示例市示例北县体育局", ["示例北县体育局"], "8403", "unknown"),
    "999904-science": ("示例市示例北县科学技术局", ["示例北县科学技术局"], "8404", "unknown"),
}

STOPPED = {"status": "停业整改", "remark": "消防隐患整改中"}
EXPIRED = {"valid_to": "2026-08-31", "valid_from": "2023-09-01"}
SOON = {"valid_to": "2026-12-31", "valid_from": "2024-01-01"}
SOONER = {"valid_to": "2027-01-15", "valid_from": "2024-01-16"}
CLOSED = {"status": "已注销", "remark": "2026年6月注销"}
NO_PAPERS = {"permit": "", "valid_from": "", "valid_to": ""}


def publish(file, regulator, notice, title, as_of, published_on, mode, roster="approved", effective_on=None):
    releases.append(
        {
            "file": file,
            "regulator": regulator,
            "name": REGULATORS[regulator][0],
            "aliases": REGULATORS[regulator][1],
            "notice": notice,
            "title": title,
            "roster": roster,
            "as_of": as_of,
            "published_on": published_on,
            "effective_on": effective_on or published_on,
            "mode": mode,
        }
    )


def story(row, what, verdict):
    """What a reader of the demo should meet on 2026-11-23; see stories.csv."""
    stories.append((row.name, row.uscc, row.district, verdict, what))
    return row


def edition(rows, changes=None, without=()):
    """A later edition: some rows amended (by place), some gone."""
    changes = changes or {}
    return [row.but(**changes.get(place, {})) for place, row in enumerate(rows) if place not in without]


def status(word):
    return {"status": word}


def banned(row, reason, measure, on, word="责令关停"):
    return row.but(roster="黑名单", status=word, reason=reason, measure=measure, listed_on=on)


# Those that several lists come back to.
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
zebras = new.institution(SOUTH, "体育类", name="示例南区三只斑马篮球俱乐部", content="篮球")
