//! Pages of regions.

use super::phrase::phrases;

phrases! {
    /// Of the tab and of what search engines show.
    TITLE_OF = "{0}校外培训机构名单", "{0}校外培訓機構名單", "{0}: lists of training institutions";
    TITLE = "按地区看", "按地區看", "By region";
    HEADING = "按地区看。", "按地區看。", "By region.";
    NONE_YET = "还没有地区放上名单。", "還沒有地區放上名單。", "No region has a list here yet.";
    WITHOUT_LISTS =
        "还没有放上名单的地区",
        "還沒有放上名單的地區",
        "Regions without a list here yet";
    APPROVED_COUNT = "白名单{0}家", "白名單{0}家", "{0} on the approved list";
    BANNED_COUNT = "，黑名单{0}家", "，黑名單{0}家", ", {0} on the banned list";
    AS_OF = "截至{0}", "截至{0}", "as of {0}";
    NO_LIST = "名单还没有放上来", "名單還沒有放上來", "the list is not here yet";
    CRUMBS = "所在地区", "所在地區", "Region";
    COUNTRY = "全国", "全國", "All China";
    LISTS_OF = "{0}的名单。", "{0}的名單。", "Lists of {0}.";
    PHONES =
        "查这里主管部门的电话",
        "查這裡主管部門的電話",
        "Find the numbers of the regulators here";
    INSTITUTIONS = "机构（{0}家）", "機構（{0}家）", "Institutions ({0})";
    NONE_HERE = "这里没有。", "這裡沒有。", "None here.";
    NEWEST_AS_OF = "名单最近截至{0}。", "名單最近截至{0}。", "Latest list as of {0}.";
    LIST_MISSING =
        "这里的名单还没有放上来。",
        "這裡的名單還沒有放上來。",
        "The list of this region is not here yet.";
    LIST_MISSING_MORE =
        "没查到，不等于合法。打电话问当地教育局，没弄清以前，先别交钱。",
        "沒查到，不等於合法。打電話問當地教育局，沒弄清以前，先別交錢。",
        " Not found does not mean legal. Call the local education bureau and ask; do not pay until this is clear.";
    DESCRIPTION =
        "{0}的校外培训机构：哪些在白名单上，哪些在黑名单上。名单最近截至{1}。",
        "{0}的校外培訓機構：哪些在白名單上，哪些在黑名單上。名單最近截至{1}。",
        "Off-campus training institutions of {0}: which are on the approved list and which on the banned list. Latest list as of {1}.";
    DESCRIPTION_OF_ALL =
        "按省、市、区县看校外培训机构的白名单和黑名单：哪里放上了名单，各有多少家，名单截至哪一天。",
        "按省、市、區縣看校外培訓機構的白名單和黑名單：哪裡放上了名單，各有多少家，名單截至哪一天。",
        "Approved and banned lists of off-campus training institutions by province, city and district: where there are lists, how many they name, and of which day they are.";
    BELOW = "下面的地区", "下面的地區", "Regions inside it";
    NARROW = "按名单、类别挑着看", "按名單、類別挑着看", "Choose by list or category";
    BY_LIST = "按名单", "按名單", "By list";
    ALL_LISTS = "全部名单", "全部名單", "All lists";
    BY_CATEGORY = "按类别", "按類別", "By category";
    ALL_CATEGORIES = "全部类别", "全部類別", "All categories";
}
