//! The page of figures: headings, what pictures show, how it is counted.

use super::Phrase;
use super::phrase::phrases;

phrases! {
    TITLE = "名单上的数字", "名單上的數字", "The lists in figures";
    /// For search engines and shared links.
    DESCRIPTION =
        "校外培训机构名单里的数字：白名单、灰名单、黑名单上各有多少家，在哪里、教什么、归谁管，为什么上黑名单。",
        "校外培訓機構名單裡的數字：白名單、灰名單、黑名單上各有多少家，在哪裡、教什麼、歸誰管，為什麼上黑名單。",
        "The lists of off-campus training institutions in figures: how many are on the approved, watch and banned lists, where they are, what they teach, who is in charge, and why they are banned.";
    EMPTY =
        "还没有发布过名单，所以没有数字。",
        "還沒有發布過名單，所以沒有數字。",
        "No list has been released yet, so there are no figures.";
    CRUMBS = "所在地区", "所在地區", "Region";
    WHOLE = "全国", "全國", "All China";
    AS_OF =
        "都是{0}的数，照第{1}次发布算的。名单一变，数字跟着变。",
        "都是{0}的數，照第{1}次發布算的。名單一變，數字跟着變。",
        "All figures are of {0} and follow release no. {1}. When the lists change, so do the figures.";
    TOTAL = "总数", "總數", "Total";
    SUM = "上面各行相加", "上面各行相加", "Sum of the rows above";
    SUM_IS_TOTAL = "合计", "合計", "Total";
    COUNT = "家数", "家數", "Institutions";
    LISTS = "份数", "份數", "Lists";
    SHARE = "占总数", "佔總數", "Of all";
    REST = "其余{0}个", "其餘{0}個", "The other {0}";
    AS_TABLE = "看表", "看表", "See the table";
    /// Under a large number: of all that a list names.
    LARGE_LISTED = "家，今天有名单提到", "家，今天有名單提到", " on a list today";
    LARGE_APPROVED = "家，在白名单上", "家，在白名單上", " on the approved list";
    LARGE_RESTRICTED =
        "家，现在不要报名：过期、整改、停课等",
        "家，現在不要報名：過期、整改、停課等",
        " Do not enrol for now: permit expired, classes suspended and the like";
    LARGE_BANNED =
        "家，不要报名：在黑名单上，或者没有证",
        "家，不要報名：在黑名單上，或者沒有證",
        " Do not enrol: on the banned list, or without a permit";
    /// Headings of what is counted.
    OF_STANDING = "今天查，结论是什么", "今天查，結論是什麼", "What a search finds today";
    OF_ROSTER = "在哪种名单上", "在哪種名單上", "On which kind of list";
    OF_PLACE = "在哪里", "在哪裡", "Where they are";
    OF_CATEGORY = "教什么", "教什麼", "What they teach";
    OF_DEPARTMENT = "归谁管", "歸誰管", "Who is in charge";
    OF_REGULATOR = "管得最多的部门", "管得最多的部門", "Regulators with the most institutions";
    OF_STATUS = "名单上写的状态", "名單上寫的狀態", "Status on the list";
    OF_NATURE = "营利还是非营利", "營利還是非營利", "For profit or not";
    OF_REASON = "为什么上黑名单", "為什麼上黑名單", "Why they are on the banned list";
    OF_AGE = "名单新不新", "名單新不新", "How old the lists are";
    /// Heads of first columns.
    BY_STANDING = "结论", "結論", "Result";
    BY_ROSTER = "名单", "名單", "List";
    BY_PLACE = "地区", "地區", "Region";
    BY_CATEGORY = "类别", "類別", "Category";
    BY_DEPARTMENT = "部门", "部門", "Department";
    BY_REGULATOR = "主管部门", "主管部門", "Regulator";
    BY_STATUS = "状态", "狀態", "Status";
    BY_NATURE = "性质", "性質", "For profit or not";
    BY_REASON = "原因", "原因", "Reason";
    BY_AGE = "到今天有多久", "到今天有多久", "Age today";
    APPROVED = "在白名单上", "在白名單上", "On the approved list";
    RESTRICTED = "现在不要报名", "現在不要報名", "Do not enrol for now";
    BANNED = "不要报名", "不要報名", "Do not enrol";
    DEPARTED = "已不在名单上", "已不在名單上", "No longer on the list";
    NOT_IN_FORCE = "没有算数的名单", "沒有算數的名單", "No list in force names it";
    NATURE_UNSTATED = "没写", "沒寫", "not stated";
    PLACE_UNSTATED = "没写到下一级", "沒寫到下一級", "no region inside it stated";
    AGE_UP_TO = "{0}天以内", "{0}天以內", "up to {0} days";
    AGE_BETWEEN = "{0}到{1}天", "{0}到{1}天", "{0} to {1} days";
    AGE_FROM =
        "{0}天以上，可能过时",
        "{0}天以上，可能過時",
        "{0} days or more, perhaps out of date";
    CAPTION_STANDING =
        "名单里有过的{0}家机构，按今天的结论",
        "名單裡有過的{0}家機構，按今天的結論",
        "{0} {0:institution that is or was|institutions that are or were} on a list, by today's result";
    CAPTION_ROSTER =
        "今天有名单提到的{0}家机构，按名单",
        "今天有名單提到的{0}家機構，按名單",
        "{0} {0:institution|institutions} on a list today, by kind of list";
    CAPTION_PLACE =
        "今天有名单提到的{0}家机构，按地区",
        "今天有名單提到的{0}家機構，按地區",
        "{0} {0:institution|institutions} on a list today, by region";
    CAPTION_CATEGORY =
        "今天有名单提到的{0}家机构，按类别",
        "今天有名單提到的{0}家機構，按類別",
        "{0} {0:institution|institutions} on a list today, by category";
    CAPTION_DEPARTMENT =
        "今天有名单提到的{0}家机构，按部门",
        "今天有名單提到的{0}家機構，按部門",
        "{0} {0:institution|institutions} on a list today, by department";
    CAPTION_REGULATOR =
        "今天有名单提到的{0}家机构，按主管部门",
        "今天有名單提到的{0}家機構，按主管部門",
        "{0} {0:institution|institutions} on a list today, by regulator";
    CAPTION_STATUS =
        "今天有名单提到的{0}家机构，按状态",
        "今天有名單提到的{0}家機構，按狀態",
        "{0} {0:institution|institutions} on a list today, by status";
    CAPTION_NATURE =
        "今天有名单提到的{0}家机构，按性质",
        "今天有名單提到的{0}家機構，按性質",
        "{0} {0:institution|institutions} on a list today, for profit or not";
    CAPTION_REASON =
        "黑名单上的{0}家机构，按原因",
        "黑名單上的{0}家機構，按原因",
        "{0} {0:institution|institutions} on the banned list, by reason";
    CAPTION_AGE =
        "{0}份名单，按截至日期到今天有多久",
        "{0}份名單，按截至日期到今天有多久",
        "{0} {0:list|lists}, by the time since the day the list is of";
    /// What a picture shows.
    READS_STANDING =
        "名单里一共有过{0}家。今天查，在白名单上的占{1}。",
        "名單裡一共有過{0}家。今天查，在白名單上的佔{1}。",
        "{0} {0:institution is or was|institutions are or were} on a list. Searched for today, {1} of them are on the approved list.";
    READS_UNLISTED =
        "有{0}家，今天没有名单提到。",
        "有{0}家，今天沒有名單提到。",
        "No list names {0} of them today.";
    READS_MOST =
        "{0}最多，{1}家，占{2}。",
        "{0}最多，{1}家，佔{2}。",
        "{0} has the most: {1}, which is {2}.";
    READS_CATEGORY =
        "{0}最多，{1}家，占{2}。",
        "{0}最多，{1}家，佔{2}。",
        "The most frequent category is {0}: {1}, which is {2}.";
    READS_ACADEMIC =
        "教学校课程的（学科类）{0}家。",
        "教學校課程的（學科類）{0}家。",
        "{0} {0:teaches|teach} school subjects.";
    READS_REGULATOR =
        "{0}名单上的最多，{1}家，占{2}。",
        "{0}名單上的最多，{1}家，佔{2}。",
        "The most are on the lists of {0}: {1}, which is {2}.";
    READS_ROSTER =
        "{0}上的最多，{1}家，占{2}。",
        "{0}上的最多，{1}家，佔{2}。",
        "The most are on the {0}: {1}, which is {2}.";
    READS_WRITTEN =
        "写着“{0}”的最多，{1}家，占{2}。",
        "寫着「{0}」的最多，{1}家，佔{2}。",
        "Most often the list says “{0}”: {1}, which is {2}.";
    READS_REASON =
        "黑名单上有{0}家。最多的原因是“{1}”，{2}家，占{3}。",
        "黑名單上有{0}家。最多的原因是「{1}」，{2}家，佔{3}。",
        "{0} {0:institution is|institutions are} on the banned list. The most frequent reason is “{1}”: {2}, which is {3}.";
    READS_NONE_OLD =
        "一共{0}份名单，没有一份过时。",
        "一共{0}份名單，沒有一份過時。",
        "{0} {0:list|lists} in all, none of them out of date.";
    READS_OLD =
        "一共{0}份名单，{1}份可能过时，占{2}。过时的名单，要打电话再问。",
        "一共{0}份名單，{1}份可能過時，佔{2}。過時的名單，要打電話再問。",
        "{0} {0:list|lists} in all; {1} {1:is|are} perhaps out of date, which is {2}. Where a list is out of date, call and ask again.";
    READS_STILL_APPROVED =
        "白名单上写着{0}家，今天查还在白名单上的是{1}家。其余的，有的证过期了、在整改，有的被别的部门列进了黑名单。",
        "白名單上寫着{0}家，今天查還在白名單上的是{1}家。其餘的，有的證過期了、在整改，有的被別的部門列進了黑名單。",
        "The approved lists name {0}; a search today finds {1} still approved. Of the others, some have a permit that has expired, some must put things right, and some are on another regulator's banned list.";
    NONE_BANNED =
        "今天黑名单上没有机构。",
        "今天黑名單上沒有機構。",
        "No institution is on the banned list today.";
    NO_LISTS = "还没有名单。", "還沒有名單。", "There is no list yet.";
    NONE_LISTED =
        "今天没有名单提到的机构。",
        "今天沒有名單提到的機構。",
        "No list names an institution today.";
    /// Why the rows of a table do not come to its total.
    GAP_MORE =
        "各行相加是{0}，总数是{1}，多{2}：{3}",
        "各行相加是{0}，總數是{1}，多{2}：{3}",
        "The rows add up to {0}, which is {2} more than the total of {1}: {3}";
    GAP_LESS =
        "各行相加是{0}，总数是{1}，少{2}：{3}",
        "各行相加是{0}，總數是{1}，少{2}：{3}",
        "The rows add up to {0}, which is {2} less than the total of {1}: {3}";
    GAP_UNKNOWN =
        "还没有弄清差在哪里，这张表先别用。",
        "還沒有弄清差在哪裡，這張表先別用。",
        "the reason is not known yet, so do not use this table for now.";
    GAP_PLACE =
        "有的机构在几个地区都有，每个地区算了一次。",
        "有的機構在幾個地區都有，每個地區算了一次。",
        "some institutions are in several regions, and count once in each.";
    GAP_CATEGORY =
        "有的机构不止一类，每一类算了一次。",
        "有的機構不止一類，每一類算了一次。",
        "some institutions are of several categories, and count once in each.";
    GAP_REGULATOR =
        "有的机构在几个部门的名单上，每个部门算了一次。",
        "有的機構在幾個部門的名單上，每個部門算了一次。",
        "some institutions are on the lists of several regulators, and count once for each.";
    GAP_ROSTER =
        "有的机构在几种名单上，每种算了一次。",
        "有的機構在幾種名單上，每種算了一次。",
        "some institutions are on several kinds of lists, and count once for each.";
    GAP_REASON =
        "有的机构不止一个原因，每个原因算了一次。",
        "有的機構不止一個原因，每個原因算了一次。",
        "for some institutions there are several reasons, and they count once for each.";
    GAP_WRITTEN =
        "有的机构几份名单写的不一样，每一样算了一次。",
        "有的機構幾份名單寫的不一樣，每一樣算了一次。",
        "of some institutions several lists say different things, and they count once for each.";
    MAP_HINT =
        "点一个省，看它的数字。",
        "點一個省，看它的數字。",
        "Press a province to see its figures.";
    MAP_CLASS = "{0}家", "{0}家", "{0}";
    MAP_CLASS_FROM = "{0}–{1}家", "{0}–{1}家", "{0}–{1}";
    MAP_NO_LIST = "无名单", "無名單", "no list";
    LEGEND_NO_LIST = "还没有名单", "還沒有名單", "no list yet";
    MONTHS = "每个月的变化", "每個月的變化", "Changes by month";
    NOTHING_RELEASED =
        "最近两年没有发布。",
        "最近兩年沒有發布。",
        "Nothing was released in the last two years.";
    TWO_YEARS =
        "最近两年发布了{0}次名单，新增{1}条，移出{2}条。",
        "最近兩年發布了{0}次名單，新增{1}條，移出{2}條。",
        "In the last two years there {0:was|were} {0} {0:release|releases} of lists, with {1} {1:entry|entries} added and {2} removed.";
    THIS_MONTH =
        "最右边浅色的一格是这个月，还没过完。",
        "最右邊淺色的一格是這個月，還沒過完。",
        "The paler column on the right is this month, which is not over yet.";
    MONTH = "月份", "月份", "Month";
    EARLIER = "更早", "更早", "Earlier";
    YEAR = "{0}年", "{0}年", "{0}";
    /// What is counted by month; in what; and both as the head of a column.
    RELEASED = "发布", "發布", "Releases";
    ADDED = "新增", "新增", "Added";
    CHANGED = "改动", "改動", "Changed";
    REMOVED = "移出", "移出", "Removed";
    NEWLY_BANNED = "黑名单新增", "黑名單新增", "Added to banned lists";
    IN_RELEASES = "{0}次", "{0}次", "{0}";
    IN_ENTRIES = "{0}条", "{0}條", "{0} {0:entry|entries}";
    HEAD_RELEASED = "发布（次）", "發布（次）", "Releases";
    HEAD_ADDED = "新增（条）", "新增（條）", "Entries added";
    HEAD_CHANGED = "改动（条）", "改動（條）", "Entries changed";
    HEAD_REMOVED = "移出（条）", "移出（條）", "Entries removed";
    HEAD_NEWLY_BANNED = "黑名单新增（条）", "黑名單新增（條）", "Entries added to banned lists";
    BUSIEST = "最多是{0}，{1}", "最多是{0}，{1}", "most in {0}: {1}";
    MOST_A_MONTH = "最多一个月{0}", "最多一個月{0}", "at most {0} in a month";
    OLDEST =
        "最久没有更新的名单",
        "最久沒有更新的名單",
        "Lists that have waited longest for an update";
    OLDEST_AS_OF = "截至日期", "截至日期", "List as of";
    OLDEST_DAYS = "过了几天", "過了幾天", "Days since";
    HOW = "怎么数的", "怎麼數的", "How we count";
    HOW_ONCE =
        "一家机构按今天的结论只算一次：几份名单说法不一样的，按最严的算。",
        "一家機構按今天的結論只算一次：幾份名單說法不一樣的，按最嚴的算。",
        "An institution counts once, by today's result. Where several lists differ, the strictest counts.";
    HOW_LISTED =
        "“有名单提到”是指今天还算数的名单里有它。已不在名单上的、名单还没到日子的，只在第一张图里数，下面的图都不数。",
        "「有名單提到」是指今天還算數的名單裡有它。已不在名單上的、名單還沒到日子的，只在第一張圖裡數，下面的圖都不數。",
        "“On a list today” means that a list in force names it. Those that are no longer on the list, or whose list is not in force yet, count in the first picture alone and in none below.";
    HOW_SEVERAL =
        "一家机构有几个类别、几个状态，或者在几个地区、几个部门的名单上，就在每一行各算一次。所以各行相加可能比总数多，多多少写在表下面。",
        "一家機構有幾個類別、幾個狀態，或者在幾個地區、幾個部門的名單上，就在每一行各算一次。所以各行相加可能比總數多，多多少寫在表下面。",
        "An institution with several categories or statuses, or on the lists of several regions or regulators, counts once in each row. So the rows may add up to more than the total; by how much stands below the table.";
    HOW_UNSTATED =
        "“没写”只算哪份名单都没写的。状态是名单上的原话归的类；证过期了、名单上还写着正常的，结论里已经算“现在不要报名”。",
        "「沒寫」只算哪份名單都沒寫的。狀態是名單上的原話歸的類；證過期了、名單上還寫着正常的，結論裡已經算「現在不要報名」。",
        "“Not stated” counts only those of which no list says it. Statuses are groups of the words on the lists; where the permit has expired and the list still says normal, the result is “Do not enrol for now” all the same.";
    HOW_REASON =
        "黑名单的原因是各部门自己写的，按里面的字归类，一条写了几个原因的，每个都算。",
        "黑名單的原因是各部門自己寫的，按裡面的字歸類，一條寫了幾個原因的，每個都算。",
        "Regulators write the reasons for the banned list in their own words. They are grouped by these words; where an entry gives several reasons, each counts.";
    HOW_MONTH =
        "每月的变化按公布日期算，数的是名单里的条数，不是家数：一家有两个办学点就是两条。移出黑名单的，以前月份里也不再算。",
        "每月的變化按公布日期算，數的是名單裡的條數，不是家數：一家有兩個辦學點就是兩條。移出黑名單的，以前月份裡也不再算。",
        "Changes by month go by the day of publication, and count entries of lists, not institutions: one with two sites has two entries. What has been removed from a banned list no longer counts in earlier months either.";
    DOWNLOAD =
        "下载这些数字（CSV，表格软件可以打开）",
        "下載這些數字（CSV，表格軟件可以打開）",
        "Download these figures (CSV, for spreadsheet programs)";
    /// The heads of the download.
    CSV_WHAT = "数什么", "數什麼", "Counted";
    CSV_PART = "项", "項", "Part";
    CSV_CODE = "代码或月份", "代碼或月份", "Code or month";
    CSV_COUNT = "数", "數", "Count";
}

/// What ties a part of a bar to its row: no digits, which would be read as counts.
pub const SIGNS: [Phrase; 5] = [
    Phrase { hans: "甲", hant: "甲", en: "A" },
    Phrase { hans: "乙", hant: "乙", en: "B" },
    Phrase { hans: "丙", hant: "丙", en: "C" },
    Phrase { hans: "丁", hant: "丁", en: "D" },
    Phrase { hans: "戊", hant: "戊", en: "E" },
];

/// What is counted by month: as its chart names it, as it is counted, and as the head of a column.
pub const SERIES: [[Phrase; 3]; 5] = [
    [RELEASED, IN_RELEASES, HEAD_RELEASED],
    [ADDED, IN_ENTRIES, HEAD_ADDED],
    [CHANGED, IN_ENTRIES, HEAD_CHANGED],
    [REMOVED, IN_ENTRIES, HEAD_REMOVED],
    [NEWLY_BANNED, IN_ENTRIES, HEAD_NEWLY_BANNED],
];

/// How it is counted, point by point.
pub const METHOD: [Phrase; 6] =
    [HOW_ONCE, HOW_LISTED, HOW_SEVERAL, HOW_UNSTATED, HOW_REASON, HOW_MONTH];
