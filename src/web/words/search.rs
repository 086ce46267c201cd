//! Searching: the box, several that may be meant, rows, narrowing, pages.

use super::phrase::phrases;
use super::{Count, Language, Phrase, Words};
use crate::search::{COUNTED_MOST, MatchKind, Sort};

phrases! {
    BOX_LABEL =
        "机构名称、信用代码或许可证号",
        "機構名稱、信用代碼或許可證號",
        "Institution name, credit code or permit number";
    BOX_HINT = "照墙上的证写全名", "照牆上的證寫全名", "The full name";
    BOX_BUTTON = "查一查", "查一查", "Look up";
    SUGGESTIONS = "建议", "建議", "Suggestions";
    /// Filled by the script of the box.
    SUGGESTIONS_TOLD = "有{0}条建议", "有{0}條建議", "Suggestions: {0}";
    SUGGESTED = "{0}家", "{0}家", "{0} {0:institution|institutions}";
    SUGGESTED_LEAST = "{0}家以上", "{0}家以上", "{0} or more";
    SUGGESTED_IN = "{0}家，在{1}", "{0}家，在{1}", "{0}, in {1}";
    MANY = "{0}家", "{0}家", "{0}";
    MANY_LEAST = "{0}家以上", "{0}家以上", "{0} or more";
    TITLE = "查机构", "查機構", "Look up an institution";
    NOTHING_TYPED = "查一家机构。", "查一家機構。", "Look up an institution.";
    /// Of a box that was sent empty.
    LEFT_EMPTY = "还没有写名字。", "還沒有寫名字。", "Nothing was typed yet.";
    NOTHING_TYPED_LEAD =
        "写上机构的名字，或者证上的号码，再点“查一查”。",
        "寫上機構的名字，或者證上的號碼，再點「查一查」。",
        "Type the name of the institution, or a number on its papers, then press “Look up”.";
    NAME_UNKNOWN =
        "不知道名字的，可以{0}。",
        "不知道名字的，可以{0}。",
        "If you do not know the name, {0}.";
    CANDIDATES =
        "有{0}家名字差不多",
        "有{0}家名字差不多",
        "{0} {0:institution has a similar name|institutions have similar names}";
    CANDIDATES_LEAST =
        "有{0}家以上名字差不多",
        "有{0}家以上名字差不多",
        "{0} or more institutions have similar names";
    BY_NUMBER =
        "有{0}家的号码对得上",
        "有{0}家的號碼對得上",
        "{0} {0:institution has|institutions have} such a number";
    DIGIT_BY_DIGIT =
        "号码要一位一位对，差一位就不是同一家。",
        "號碼要一位一位對，差一位就不是同一家。",
        "Compare the number digit by digit: with one that differs it is another institution.";
    BY_ADDRESS =
        "有{0}家的地址对得上",
        "有{0}家的地址對得上",
        "{0} {0:institution has|institutions have} such an address";
    AT_ONE_ADDRESS =
        "一个地方可能有好几家，看清名字。",
        "一個地方可能有好幾家，看清名字。",
        "There may be several in one place: look closely at the name.";
    IS_IT_THIS =
        "看名字和地址，是不是您要问的那家。",
        "看名字和地址，是不是您要問的那家。",
        "Look at the name and the address: is it the one you are asking about?";
    TOO_MANY =
        "写得太短，找到的太多。多写几个字，再查一次。",
        "寫得太短，找到的太多。多寫幾個字，再查一次。",
        "The words are too short and find too many. Type a few more characters and search again.";
    CHOOSE =
        "看地址，选您要问的那家。",
        "看地址，選您要問的那家。",
        "Look at the addresses, and choose the one you are asking about.";
    ONE_CHARACTER =
        "名字差一个字，就可能不是同一家。",
        "名字差一個字，就可能不是同一家。",
        "If one character of the name differs, it may be another institution.";
    SORT_BEST = "最像的在前", "最像的在前", "closest match first";
    SORT_NAME = "按名字的读音", "按名字的讀音", "by name (pinyin)";
    SORT_REGION = "按地区", "按地區", "by region";
    SORT_NEWEST = "最近有变动的在前", "最近有變動的在前", "latest change first";
    /// Said above rows that a hurried reader may take for each other.
    BANNED_AND_APPROVED_TOGETHER =
        "下面有在黑名单上的，也有在白名单上的，名字很像，请对照地址和许可证号。",
        "下面有在黑名單上的，也有在白名單上的，名字很像，請對照地址和許可證號。",
        "Some of these are on the banned list and some on the approved list, and their names are alike: compare the address and the permit number.";
    MIND_ALIKE = "注意：名字很像的", "注意：名字很像的", "Take care:";
    IS_BANNED_ANOTHER =
        "在黑名单上，不是同一家。",
        "在黑名單上，不是同一家。",
        "has a very similar name and is on the banned list. It is not the same institution.";
    MIND_NAMESAKE = "注意：同名的", "注意：同名的", "Take care:";
    IS_BANNED_PERHAPS_ANOTHER =
        "在黑名单上，不一定是同一家，请对照地址和许可证号。",
        "在黑名單上，不一定是同一家，請對照地址和許可證號。",
        "has the same name and is on the banned list. It may or may not be the same institution: compare the address and the permit number.";
    DO_NOT_CONFUSE_ALIKE = "不要混淆：名字相近的", "不要混淆：名字相近的", "Do not confuse them:";
    IS_APPROVED_ANOTHER =
        "在白名单上，不是同一家。",
        "在白名單上，不是同一家。",
        "has a similar name and is on the approved list. It is not the same institution.";
    DO_NOT_CONFUSE_NAMESAKE = "不要混淆：同名的", "不要混淆：同名的", "Do not confuse them:";
    IS_APPROVED_PERHAPS_ANOTHER =
        "在白名单上，不一定是同一家，请对照地址和许可证号。",
        "在白名單上，不一定是同一家，請對照地址和許可證號。",
        "has the same name and is on the approved list. It may or may not be the same institution: compare the address and the permit number.";
    OTHER_IS_AT = "那一家在{0}。", "那一家在{0}。", "That one is at {0}.";
    OTHER_IS_NOWHERE =
        "哪里，名单没有写",
        "哪裡，名單沒有寫",
        "an address that the list does not give";
    HOW_NAME = "名称相同", "名稱相同", "Same name";
    HOW_USCC = "信用代码相符", "信用代碼相符", "The credit code matches";
    HOW_PERMIT = "许可证号相符", "許可證號相符", "The permit number matches";
    HOW_FORMER = "以前叫这个名字", "以前叫這個名字", "Had this name before";
    /// The trade name, or the name over the door.
    HOW_BRAND =
        "名字的主要部分或招牌相符",
        "名字的主要部分或招牌相符",
        "The main part of the name, or the signboard, matches";
    HOW_PART = "名称里有这几个字", "名稱裡有這幾個字", "The name contains these characters";
    HOW_SOUND = "读音相同", "讀音相同", "Sounds the same";
    HOW_PINYIN = "拼音相符", "拼音相符", "The pinyin matches";
    HOW_INITIALS = "拼音首字母相符", "拼音首字母相符", "The pinyin initials match";
    HOW_SIMILAR = "名称相近", "名稱相近", "Similar name";
    HOW_ADDRESS = "地址相符", "地址相符", "The address matches";
    TO_ROWS = "往下看，选您要问的那家", "往下看，選您要問的那家", "Choose from the list below";
    ALL_RECORDS = "看这家的全部记录", "看這家的全部記錄", "See all records of this institution";
    OTHERS_ALIKE =
        "名字相近的其他机构",
        "名字相近的其他機構",
        "Other institutions with similar names";
    CHOOSE_HEADING = "选您要问的那家", "選您要問的那家", "Choose the one you are asking about";
    ALL_ELSEWHERE =
        "您写的地方没有查到，下面都是别的地方的，请看清地址。",
        "您寫的地方沒有查到，下面都是別的地方的，請看清地址。",
        "Nothing was found in the place you wrote. All of these are in other places: look closely at the address.";
    NOT_THE_SAME = "不是同一家", "不是同一家", "Not the same institution";
    NO_SUCH_PAGE =
        "没有第{0}页，一共{1}页。{2}",
        "沒有第{0}頁，一共{1}頁。{2}",
        "There is no page {0}; there {1:is|are} {1} {1:page|pages}. {2}";
    TO_FIRST_PAGE = "回到第一页", "回到第一頁", "Back to the first page";
    NONE_OF_THESE = "选的条件下没有。", "選的條件下沒有。", "Nothing fits what you have chosen.";
    OF_RELEASE =
        "这几页是按第{0}次发布的名单排的。名单一有新的发布，就从第一页重新看。",
        "這幾頁是按第{0}次發布的名單排的。名單一有新的發布，就從第一頁重新看。",
        "These pages follow release no. {0}. When there is a new release, start again from the first page.";
    ELSEWHERE_HEADING =
        "别的区名单上的这一家",
        "別的區名單上的這一家",
        "The one on another district's list";
    PREMISES_HEADING = "名单上的是这个地址", "名單上的是這個地址", "The address on the list";
    CHOSEN = "已经选的", "已經選的", "Already chosen";
    REMOVE = "去掉", "去掉", "remove";
    WHERE = "在哪里？", "在哪裡？", "Where is it?";
    CHOICES = "筛选和排序", "篩選和排序", "Filter and sort";
    /// Closes the choices again.
    SEE_ROWS = "看这{0}", "看這{0}", "Show {0}";
    WIDEN_REGION = "放宽地区", "放寬地區", "Widen the region";
    BY_REGION = "按地区", "按地區", "By region";
    /// An institution may be on several: the counts of the kinds need not add up.
    LISTS = "写在哪种名单上", "寫在哪種名單上", "On which kind of list";
    BY_LIST = "按名单", "按名單", "By list";
    CATEGORIES = "类别", "類別", "Category";
    BY_CATEGORY = "按类别", "按類別", "By category";
    STATUSES = "名单上写的状态", "名單上寫的狀態", "Status on the list";
    BY_STATUS = "按状态", "按狀態", "By status";
    ASK_IN_REGION = "选一个地区再查", "選一個地區再查", "Choose a region and search again";
    REGION = "地区", "地區", "Region";
    SEARCH_AGAIN = "再查", "再查", "Search again";
    ALL_REGIONS = "全部", "全部", "All";
    ORDER = "顺序", "順序", "Order";
    ORDER_LABEL = "排列顺序", "排列順序", "Order of the results";
    ONLY_FIRST =
        "太多了，只排找到的前{0}家。",
        "太多了，只排找到的前{0}家。",
        "There are too many: only the first {0} found are put in order.";
    TURN_PAGES = "翻页", "翻頁", "Pages";
    PREVIOUS = "上一页", "上一頁", "Previous";
    NEXT = "下一页", "下一頁", "Next";
    PAGE_OF = "第 {0} 页，共 {1} 页", "第 {0} 頁，共 {1} 頁", "Page {0} of {1}";
    SAME_PERMIT =
        "名单上有几家写着这个许可证号：{0}",
        "名單上有幾家寫着這個許可證號：{0}",
        "The lists give this permit number for several institutions: {0}";
    FORMERLY = "以前的", "以前的", "Formerly on: ";
    NO_ADDRESS = "名单没有写地址", "名單沒有寫地址", "The list gives no address";
    PERMIT = "许可证 {0}", "許可證 {0}", "Permit {0}";
    BRAND = "招牌名：{0}", "招牌名：{0}", "Signboard: {0}";
    OTHER_SITES = "（另有{0}处）", "（另有{0}處）", " (and {0} other {0:place|places})";
    LAST_CHANGE =
        "名单上最近一次变动：{0}",
        "名單上最近一次變動：{0}",
        "Last change on the lists: {0}";
}

/// Several that the words could mean.
pub fn candidates(language: Language, count: usize) -> Words {
    let headline = if count >= COUNTED_MOST { CANDIDATES_LEAST } else { CANDIDATES };
    let sentence = match count {
        1 => IS_IT_THIS,
        COUNTED_MOST.. => TOO_MANY,
        _ => CHOOSE,
    };
    Words {
        language,
        headline: headline.with(language, &[&Count::of(language, count)]).into(),
        sentence: sentence.of(language).into(),
        next: ONE_CHARACTER.of(language),
    }
}

/// The same where all of them were found by a number or by an address, not by a name.
pub fn candidates_by(language: Language, count: usize, kind: MatchKind) -> Words {
    let said = candidates(language, count);
    let (headline, next) = match kind {
        MatchKind::Uscc | MatchKind::Permit => (BY_NUMBER, DIGIT_BY_DIGIT),
        MatchKind::Address => (BY_ADDRESS, AT_ONE_ADDRESS),
        MatchKind::Name
        | MatchKind::FormerName
        | MatchKind::Brand
        | MatchKind::Substring
        | MatchKind::Homophone
        | MatchKind::Pinyin
        | MatchKind::Initials
        | MatchKind::Similar => return said,
    };
    let number = how_many_only(language, count);
    Words { headline: headline.with(language, &[&number]).into(), next: next.of(language), ..said }
}

/// The bare count, of more than are counted the least with a sign.
fn how_many_only(language: Language, count: usize) -> String {
    let number = Count::of(language, count).to_string();
    if count >= COUNTED_MOST { number + "+" } else { number }
}

/// Beside a name that may be meant: how many there are, or where the one is. Nothing of lists: only a
/// page that names one institution speaks of them.
pub fn suggested(language: Language, count: usize, place: Option<&str>) -> String {
    let number = Count::of(language, count);
    match place {
        Some(place) => SUGGESTED_IN.with(language, &[&number, &place]),
        None if count >= COUNTED_MOST => SUGGESTED_LEAST.with(language, &[&number]),
        None => SUGGESTED.with(language, &[&number]),
    }
}

/// How many institutions; of more than are counted, the least.
pub fn how_many(language: Language, count: usize, is_least: bool) -> String {
    let phrase = if is_least { MANY_LEAST } else { MANY };
    phrase.with(language, &[&Count::of(language, count)])
}

/// An order of rows, as its link says it.
pub fn order(sort: Sort) -> Phrase {
    match sort {
        Sort::Best => SORT_BEST,
        Sort::Name => SORT_NAME,
        Sort::Region => SORT_REGION,
        Sort::Newest => SORT_NEWEST,
    }
}

/// How a row was found.
pub fn how(kind: MatchKind) -> Phrase {
    match kind {
        MatchKind::Name => HOW_NAME,
        MatchKind::Uscc => HOW_USCC,
        MatchKind::Permit => HOW_PERMIT,
        MatchKind::FormerName => HOW_FORMER,
        MatchKind::Brand => HOW_BRAND,
        MatchKind::Substring => HOW_PART,
        MatchKind::Homophone => HOW_SOUND,
        MatchKind::Pinyin => HOW_PINYIN,
        MatchKind::Initials => HOW_INITIALS,
        MatchKind::Similar => HOW_SIMILAR,
        MatchKind::Address => HOW_ADDRESS,
    }
}

/// What is said of one that is easily taken for another: before its name, and after.
pub fn lookalike(
    language: Language,
    is_banned: bool,
    doubt: Doubt,
) -> (&'static str, &'static str) {
    let (before, after) = match (is_banned, doubt) {
        (true, Doubt::None) => (MIND_ALIKE, IS_BANNED_ANOTHER),
        (true, Doubt::SameName) => (MIND_NAMESAKE, IS_BANNED_PERHAPS_ANOTHER),
        (false, Doubt::None) => (DO_NOT_CONFUSE_ALIKE, IS_APPROVED_ANOTHER),
        (false, Doubt::SameName) => (DO_NOT_CONFUSE_NAMESAKE, IS_APPROVED_PERHAPS_ANOTHER),
    };
    (before.of(language), after.of(language))
}

/// Whether two institutions might be one after all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    None,
    /// They bear the same full name, and not both have a code.
    SameName,
}
