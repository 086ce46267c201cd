//! The frame around every page.

use super::phrase::phrases;

/// On the seal beside the site's name.
pub const SEAL: &str = "明";

phrases! {
    SUBTITLE =
        "校外培训机构名单查询",
        "校外培訓機構名單查詢",
        "Lists of off-campus training institutions";
    SKIP = "跳到正文", "跳到正文", "Skip to the content";
    DEMO = "演示数据", "演示數據", "Demonstration";
    DEMO_MORE = "：机构都是编的", "：機構都是編的", ": all institutions are invented";
    MENU = "主菜单", "主菜單", "Main menu";
    SEARCH = "查机构", "查機構", "Look up";
    REGIONS = "按地区", "按地區", "Regions";
    RELEASES = "发布", "發布", "Releases";
    GUIDE = "报名前看", "報名前看", "Before you enrol";
    REPORT = "举报", "舉報", "Report";
    LANGUAGES = "语言", "語言", "Language";
    STATS = "数字", "數字", "Figures";
    DATA = "下载名单", "下載名單", "Downloads";
    FEED = "名单更新", "名單更新", "What is new on the lists";
    ACCESSIBILITY = "无障碍说明", "無障礙說明", "Accessibility";
    EMBED = "放到您的网站上", "放到您的網站上", "For your website";
    DESCRIPTION =
        "报名、交钱以前，查一查校外培训机构在白名单上还是黑名单上。名单都由主管部门公布，每条都写明出处和日期。",
        "報名、交錢以前，查一查校外培訓機構在白名單上還是黑名單上。名單都由主管部門公布，每條都寫明出處和日期。",
        "Before you enrol and pay: see whether an off-campus training institution in China is on an approved or a banned list. All lists are published by regulators, each entry with its source and date.";
    PROMISE =
        "本站只照登主管部门公布的名单，不收费、不打分、不登广告，也不会给您打电话。",
        "本站只照登主管部門公布的名單，不收費、不打分、不登廣告，也不會給您打電話。",
        "This site only repeats the lists that regulators publish. It charges nothing, gives no scores, carries no advertisements, and will never call you.";
    ABOUT = "名单从哪里来", "名單從哪裡來", "Where the lists come from";
    NUMBERS = "举报电话", "舉報電話", "Numbers to call";
    HOST_UNIT = "主办单位：{0}", "主辦單位：{0}", "Run by: {0}";
    SITE_ID = "网站标识码：{0}", "網站標識碼：{0}", "Site code: {0}";
}
