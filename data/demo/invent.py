"""Invents the institutions of the demo: names, codes, permits, addresses.

Nothing here is real. The city has the region prefix 99, which no place in China
has; trade names are made up. The same seed gives the same institutions.
"""

import random
from dataclasses import dataclass, field, replace

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = [3**i % 31 for i in range(17)]
DISTRICTS = {"999900": "示例市", "999901": "示例东区", "999902": "示例西区", "999903": "示例南区", "999904": "示例北县"}
TOWNS = {
    "999900": ["晨曦街道"],
    "999901": ["晨曦街道", "石桥街道", "云杉街道", "望湖镇"],
    "999902": ["西门街道", "柳岸街道", "松林街道"],
    "999903": ["南塘街道", "稻香街道", "渡口镇"],
    "999904": ["北山镇", "清泉镇", "白石乡"],
}
ROADS = ["云杉路", "石桥街", "望湖大道", "纸鸢巷", "麦田路", "灯塔街", "长亭路", "青禾路", "风车街", "书院巷"]
HOUSES = ["", "", "3层", "2楼05室", "示例广场B座1204室", "童趣中心4楼", "一楼门面", "301-305室"]
FAMILY = "赵钱孙周吴郑王冯陈蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜谢邹柏窦章苏潘葛范彭郎鲁韦马方任袁柳史唐薛雷贺汤罗毕郝安常乐于傅"
GIVEN = ["示一", "范文", "小例", "样安", "例宁", "模然", "示远", "样青", "例嘉", "范舟", "文样", "若例"]
TRADES = (
    "橘灯 纸鸢 松果 萤火 青禾 云雀 木铎 白帆 麦芽 柚子树 小白鹿 蓝鲸湾 星河渡 竹蜻蜓 石榴籽 月牙泉 转风车 小陶罐 北窗 南枝 "
    "芦苇荡 雨点儿 红蜻蜓 小刺猬 银杏里 风铃草 向日葵田 望远镜 小舢板 蒲公英谷 千纸船 半亩塘 三色堇 七巧板 小桔子 麋鹿林 海豚湾 "
    "雪松 晨露 山雀 小瓦房 金麦穗 小木马 橡树湾 彩陶 听泉 拾光 溪谷 云梯 小脚印 绿皮车 小方舟 小蚂蚁窝 短颈鹿 小鲸鱼 丹青里 墨池 "
    "琴屿 舞月 鹿鸣渡 棋山 飞鸟集 小火箭 齿轮 蓝图 零一 光年 磁力球 小磨坊 豆芽 小围裙 暖灶 晚风 归巢 稻草人 月光石 小太阳花 "
    "萝卜花 翠湖 逐浪 跃鹿 骏驰 疾风 腾龙阁 小旋风 山猫 青松岭 冲浪板 红穗 小羚羊 猎豹谷"
).split()
LATIN = ["ABC", "365", "Kiki", "STEM星", "8号", "M+", "24节气", "K12乐园", "Hi熊", "Dodo"]
# Names that carry no place must be fictional at first sight.
FANCY = ["会飞的萝卜", "第九朵云", "玻璃鲸", "三只斑马", "纸月亮", "穿靴子的鹅", "一粒芝麻", "倒着走的钟", "打伞的蘑菇", "二十一只羊"]
SUBJECTS = {
    "学科类": ["英语", "语文", "数学", "物理", "文化", "教育"],
    "文化艺术类": ["舞蹈", "美术", "书法", "古筝", "钢琴", "声乐", "口才", "播音主持", "陶艺"],
    "体育类": ["篮球", "羽毛球", "跆拳道", "游泳", "乒乓球", "轮滑", "击剑", "足球", "围棋"],
    "科技类": ["少儿编程", "机器人", "航模", "科学实验", "无人机"],
    "托管": ["学生托管", "托管", "午托", "课后托管"],
    "职业技能": ["烘焙", "育婴", "电工", "美容美发", "养老护理"],
}
FORMS = {
    "学科类": ["{}培训有限公司", "{}培训学校", "{}培训中心", "{}培训学校有限公司", "{}培训中心有限公司"],
    "文化艺术类": ["{}培训有限公司", "{}培训中心", "{}艺术培训学校", "{}工作室", "{}文化艺术有限公司", "{}培训部"],
    "体育类": ["{}俱乐部", "{}培训有限公司", "{}运动馆", "{}培训中心", "体育（{}）培训有限公司"],
    "科技类": ["{}培训有限公司", "{}培训中心", "{}科技有限公司", "{}俱乐部"],
    "托管": ["{}服务有限公司", "{}中心", "{}部", "{}服务部"],
    "职业技能": ["{}职业技能培训学校", "{}职业培训学校有限公司"],
}
SHORT = {"999901": "东", "999902": "西", "999903": "南", "999904": "北"}


def check_character(first17):
    """GB 32100-2015, annex A."""
    total = sum(ALPHABET.index(c) * w for c, w in zip(first17, WEIGHTS))
    return ALPHABET[(31 - total % 31) % 31]


@dataclass
class Institution:
    name: str
    district: str
    category: str
    content: str
    uscc: str = ""
    permit: str = ""
    valid_from: str = ""
    valid_to: str = ""
    sites: list = field(default_factory=list)  # (town, address)
    owner: str = ""
    phone: str = ""
    nature: str = "营利性"
    brand: str = ""
    # What a list says of it: status, reason, measure, remark, the day it was listed, which list.
    status: str = "正常"
    reason: str = ""
    measure: str = ""
    remark: str = ""
    listed_on: str = ""
    roster: str = "白名单"

    def but(self, **changes):
        return replace(self, **changes)


class Inventor:
    """Hands out names, codes and permit numbers, none of them twice."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.serials = {}
        self.names = set()
        self.codes = set()

    def uscc(self, district, name):
        if name.endswith("公司") or "公司" in name:
            first = "91"
        else:
            first = self.random.choice(["52", "92"])
        while True:
            code = first + district + "MA" + "".join(self.random.choice(ALPHABET) for _ in range(7))
            code += check_character(code)
            if code not in self.codes:
                self.codes.add(code)
                return code

    def permit(self, district, category, year):
        if category == "托管":
            return ""
        serial = self.serials[district] = self.serials.get(district, 0) + 1
        if category == "职业技能":
            return f"人社民{district}002{serial:04}号"
        if category in ("文化艺术类", "体育类") and serial % 6 == 0:
            kind = {"文化艺术类": "文旅培", "体育类": "体培"}[category]
            return f"示{SHORT[district]}{kind}〔{year}〕{serial:04}号"
        return f"教民1{district}7{serial:07}号"

    def site(self, district):
        pick = self.random.choice
        town = pick(TOWNS[district])
        place = "" if district == "999900" else DISTRICTS[district]
        return town, f"示例市{place}{town}{pick(ROADS)}{self.random.randint(1, 320)}号{pick(HOUSES)}"

    def name(self, district, category, subject):
        pick, chance = self.random.choice, self.random.random
        while True:
            kind = pick(FORMS[category]).format(subject)
            if chance() < 0.09:
                name = pick(FANCY) + kind
            else:
                trade = pick(LATIN) if chance() < 0.07 else pick(TRADES)
                place = DISTRICTS[district]
                prefix = pick(["示例市", place, place, f"示例市{place}"])
                if kind.endswith("有限公司") and chance() < 0.08:
                    name = f"{trade}（示例）{kind}"
                else:
                    name = prefix + trade + kind
            if name.endswith("公司") and chance() < 0.08:
                name += pick(["第二分公司", "石桥分公司", "城南分公司"])
            elif chance() < 0.05:
                name += pick(["城南校区", "（石桥校区）", "（西门教学点）"])
            if name not in self.names:
                self.names.add(name)
                return name

    def institution(self, district, category, **given):
        subject = given.pop("content", None) or self.random.choice(SUBJECTS[category])
        name = given.pop("name", None) or self.name(district, category, subject)
        self.names.add(name)
        start = self.random.randint(2023, 2025)
        month, day = self.random.randint(1, 12), self.random.randint(1, 28)
        made = Institution(
            name=name,
            district=district,
            category=category,
            content=subject,
            uscc=self.uscc(district, name),
            permit=self.permit(district, category, start),
            valid_from=f"{start}-{month:02}-{day:02}",
            valid_to=f"{start + 5}-{month:02}-{day:02}",
            sites=[self.site(district)],
            owner=self.random.choice(FAMILY) + self.random.choice(GIVEN),
            phone=f"0990-{self.random.randint(5550000, 5559999)}",
            nature="营利性" if "公司" in name else "非营利性",
        )
        if category in ("托管",) or self.random.random() < 0.06:
            made.valid_to = "" if category == "托管" else "长期"
            made.valid_from = "" if category == "托管" else made.valid_from
        return made.but(**given)

    def many(self, count, district, category):
        return [self.institution(district, category) for _ in range(count)]
