"""示例东区: culture (three full lists), sport, science, and 托管 at the market bureau."""

from history import (
    CLOSED, EAST, EXPIRED, SOONER, deer_east, deer_west, edition, ink, new, publish, star_east, star_south, status, story, two_sites,
)
from shapes import Columns, pad, write_csv, write_html, write_xlsx

arts = new.many(28, EAST, "文化艺术类")
arts[6] = arts[6].but(brand="彩陶小铺")
arts += [ink, deer_east, star_east, two_sites]
columns = Columns(
    "机构名称:name 社会信用代码:uscc 证号:permit 类别:short_category 培训项目:content 教学点:address 法定代表人:owner 状态:status "
    "许可证有效期止:valid_to"
)
write_csv("06_东区文旅局_2025.csv", [columns.head, *columns.rows(edition(arts, without=(26, 27)), "compact")])
publish(
    "06_东区文旅局_2025.csv", "999901-culture", "示东文旅〔2025〕18号", "示例东区文化艺术类校外培训机构名单",
    "2025-06-30", "2025-07-15", "full",
)

# A sheet for each kind; the state stands in 备注.
spring = edition(arts, {3: {**status("歇业"), "remark": "歇业"}}, without=(27,))
columns = Columns(
    "序号:no 培训机构名称:name_and_brand 统一社会信用代码:uscc 核准证号:permit 培训内容:content 培训点:address 有效期:range 备注:remark"
)
dance = [row for row in spring if "舞蹈" in row.content]
sheets = []
for title, rows in [("舞蹈", dance), ("其他", [row for row in spring if row not in dance])]:
    grid = pad([[f"示例东区文化艺术类机构一览表（{title}）"], columns.head, *columns.rows(rows, "dot")])
    sheets.append((title, grid, ["A1:H1"]))
write_xlsx("07_东区文旅局_2026春.xlsx", sheets)
publish(
    "07_东区文旅局_2026春.xlsx", "999901-culture", "示东文旅〔2026〕3号", "示例东区文化艺术类校外培训机构白名单（按门类）",
    "2026-01-31", "2026-02-06", "full",
)

changes = {
    0: EXPIRED,
    1: SOONER,
    2: {**status("停业整改"), "remark": "资金监管未落实，停业整改"},
    3: CLOSED,
    4: status("限期整改"),
}
columns = Columns(
    "序号:no 机构名称:name 招牌名:brand 统一社会信用代码:uscc 办学许可证号:permit 机构类别:category 培训内容:content 地址:address "
    "许可证有效期起:valid_from 许可证有效期止:valid_to 状态:status 监管账户:=示例银行东区支行"
)
title = ["示例东区文化艺术类校外培训机构白名单", *[""] * 8, "截至日期：2026年10月15日"]
write_csv("08_东区文旅局_2026秋.csv", [title, columns.head, *columns.rows(edition(arts, changes, without=(5,)))])
publish(
    "08_东区文旅局_2026秋.csv", "999901-culture", "示东文旅〔2026〕27号", "示例东区文化艺术类校外培训机构白名单（2026年10月）",
    "2026-10-15", "2026-10-20", "full",
)
story(two_sites, "one code, two sites: approved at these addresses only", "approved")
story(deer_east, "same name in 示例西区: the name alone gives candidates, its link says approved", "approved")
story(deer_west, "same name in 示例东区", "approved")
story(star_east, "same name in 示例南区", "approved")
story(star_south, "same name in 示例东区; under rectification", "restricted")
story(arts[0], "list says 正常, permit ended", "restricted")
story(arts[5], "absent from the newest full list", "restricted")

# A full list, then a batch that adds three and amends two.
sport = new.many(16, EAST, "体育类")
columns = Columns("单位名称:name 信用代码:uscc 许可证号:permit 培训项目:content 地址:address 有效期至:valid_to 状态:status")
write_csv("09_东区体育局_2025.csv", [["示例东区体育类校外培训机构名录"], columns.head, *columns.rows(sport[:13], "dot")])
publish("09_东区体育局_2025.csv", "999901-sport", "示东体〔2025〕40号", "示例东区体育类校外培训机构名录", "2025-12-15", "2025-12-20", "full")
amended = [sport[2].but(status="停业整改", remark="场馆安全检查不合格"), sport[4].but(status="自行停办")]
columns = Columns(
    "机构名称:name 统一社会信用代码:uscc 许可证号:permit 类别:category 地址:address 有效期至:valid_to 状态:status 备注:remark"
)
write_csv("10_东区体育局_第二批.csv", [columns.head, *columns.rows(sport[13:] + amended)])
publish(
    "10_东区体育局_第二批.csv", "999901-sport", "示东体〔2026〕22号", "示例东区体育类校外培训机构名录（第二批）",
    "2026-09-01", "2026-09-05", "batch",
)
story(sport[2], "amended by a batch: 停业整改", "restricted")
story(sport[3], "in the first full list, not named again by the batch: still listed", "approved")

science = new.many(12, EAST, "科技类")
columns = Columns(
    "学校名称:name 统一社会信用代码（组织机构代码）:uscc 许可证号:plain_permit 机构类别:category 地_址:address 校长:owner "
    "有效期限:range 办学状态:status"
)
write_csv(
    "11_东区科技局.csv", [columns.head, *columns.rows(edition(science, {1: status("灰名单"), 2: EXPIRED}), "dot")], end="\n"
)
publish("11_东区科技局.csv", "999901-science", "示东科〔2026〕8号", "示例东区科技类校外培训机构名单", "2026-04-30", "2026-05-08", "full")
story(science[1], "灰名单 in the status column", "restricted")

care = new.many(14, EAST, "托管")
columns = Columns("企业名称:name 统一社会信用代码:uscc 类别:category 地址:address 负责人:owner 联系电话:phone 状态:status")
rows = edition(care, {2: status("已注销"), 5: status("停业")})
write_html("12_东区市监局_托管.xls", "示例东区学生托管机构登记名单（只能看管，不能教课）", [columns.head, *columns.rows(rows)])
publish("12_东区市监局_托管.xls", "999901-market", "示东市监〔2026〕15号", "示例东区学生托管机构登记名单", "2026-05-31", "2026-06-05", "full")
story(care[0], "托管: may mind children, may not teach; never approved as a training institution", "restricted")
