//! Where the lists come from, how a verdict is made, what is not promised.

use super::Phrase;
use super::phrase::phrases;

/// What a program may ask, below the base path.
pub const EXAMPLE: &str = "/api/v1/search?q=示例";

phrases! {
    TITLE = "名单从哪里来", "名單從哪裡來", "Where the lists come from";
    HEADING = "名单从哪里来。", "名單從哪裡來。", "Where the lists come from.";
    LEAD =
        "全部来自主管部门公布的名单。谁公布的、哪一天、什么文号，每一页都写着。",
        "全部來自主管部門公布的名單。誰公布的、哪一天、什麼文號，每一頁都寫着。",
        "All of them are lists that regulators have published. Every page says who published it, on which day, and under which notice number.";
    DESCRIPTION =
        "这些校外培训机构名单从哪里来，结果是怎么得出的，它不说明什么，更正和个人信息怎么处理。",
        "這些校外培訓機構名單從哪裡來，結果是怎麼得出的，它不說明什麼，更正和個人信息怎麼處理。",
        "Where these lists of off-campus training institutions come from, how a result is made, what it does not tell, and how corrections and personal information are handled.";
    FOR_PROGRAMS = "给网站和程序用", "給網站和程序用", "For websites and programs";
    FOR_PROGRAMS_LEAD =
        "查询结果也可以由程序读取，不用登记，例如：",
        "查詢結果也可以由程序讀取，不用登記，例如：",
        "Programs can read the results too, without registering. For example:";
    MADE = "结果怎么来的", "結果怎麼來的", "How a result is made";
    MADE_EXACT =
        "只有全名、信用代码、许可证号完全对上一家，才说这一家的结果。差一点的，只列出来让您选。",
        "只有全名、信用代碼、許可證號完全對上一家，才說這一家的結果。差一點的，只列出來讓您選。",
        "A result is given only when the full name, the credit code or the permit number fits one institution exactly. What fits less is only listed for you to choose from.";
    MADE_STRICT =
        "几个部门说法不一样，按最严的说：黑名单重于整改，整改重于白名单。",
        "幾個部門說法不一樣，按最嚴的說：黑名單重於整改，整改重於白名單。",
        "Where regulators differ, the strictest counts: the banned list outweighs an order to put things right, and that outweighs the approved list.";
    MADE_EXPIRED =
        "许可证过期，当天就算过期，不等人来改。",
        "許可證過期，當天就算過期，不等人來改。",
        "A permit counts as expired on the very day, without waiting for anybody to change the entry.";
    MADE_IN_FORCE =
        "公示期的、还没到生效日的名单，不算。",
        "公示期的、還沒到生效日的名單，不算。",
        "A list that is only open for comments, or not yet in force, does not count.";
    MADE_DEPARTED =
        "新的全量名单上没有了，就说“已不在名单上”。",
        "新的全量名單上沒有了，就說「已不在名單上」。",
        "Whoever is missing from a new complete list is said to be “no longer on the list”.";
    MADE_STALE =
        "名单的截至日期超过{0}天，会提醒您打电话再问。",
        "名單的截至日期超過{0}天，會提醒您打電話再問。",
        "When a list's date is more than {0} days ago, you are reminded to call and ask.";
    LIMITS = "它不说明什么", "它不說明什麼", "What it does not tell";
    LIMIT_QUALITY =
        "在白名单上，不是说它教得好，也不是说它不会关门。钱要交到监管账户。",
        "在白名單上，不是說它教得好，也不是說它不會關門。錢要交到監管賬戶。",
        "Being on the approved list does not say that it teaches well, nor that it will not close down. Pay into the supervised account.";
    LIMIT_ABSENT =
        "没查到，不等于合法，也不等于违法：名单可能还没放上来。",
        "沒查到，不等於合法，也不等於違法：名單可能還沒放上來。",
        "Not found does not mean legal, and does not mean against the law either: the list may not be here yet.";
    LIMIT_OTHER_LISTS =
        "学校课后服务的名单、托管的名单，是另外的名单，不能当批准培训看。",
        "學校課後服務的名單、託管的名單，是另外的名單，不能當批准培訓看。",
        "Lists for after-school services at schools and for childcare are other lists; they are no approval to train.";
    LIMIT_NEUTRAL =
        "本站不打分、不排名、不收费，也不替任何机构说话。",
        "本站不打分、不排名、不收費，也不替任何機構說話。",
        "This site gives no scores and no ranking, charges nothing, and speaks for no institution.";
    KEEPING =
        "更正、修复与个人信息",
        "更正、修復與個人信息",
        "Corrections, lifted bans and personal information";
    KEEP_CORRECTIONS =
        "名单由公布它的部门更正。更正是一次新的发布，旧的发布不改。",
        "名單由公布它的部門更正。更正是一次新的發布，舊的發布不改。",
        "A list is corrected by the regulator that published it. A correction is a new release; earlier releases stay as they were.";
    KEEP_LIFTED =
        "移出黑名单、信用修复以后，那一条从所有页面上拿掉，以前的日子也查不到。",
        "移出黑名單、信用修復以後，那一條從所有頁面上拿掉，以前的日子也查不到。",
        "Once a ban is lifted, the entry is taken off every page, for earlier days too.";
    KEEP_PERSONAL =
        "不公布法定代表人等个人信息。原因里有人名的，不显示。",
        "不公布法定代表人等個人信息。原因裡有人名的，不顯示。",
        "Legal representatives and other personal information are not shown. A reason that names a person is not shown either.";
    KEEP_SEARCHES =
        "您查了什么，不和您的地址记在一起。",
        "您查了什麼，不和您的地址記在一起。",
        "What you look up is not recorded together with your address.";
}

/// How a result is made; a list's greatest age in days goes into the last.
pub const HOW_MADE: [Phrase; 6] =
    [MADE_EXACT, MADE_STRICT, MADE_EXPIRED, MADE_IN_FORCE, MADE_DEPARTED, MADE_STALE];

pub const NOT_TOLD: [Phrase; 4] = [LIMIT_QUALITY, LIMIT_ABSENT, LIMIT_OTHER_LISTS, LIMIT_NEUTRAL];

pub const KEPT: [Phrase; 4] = [KEEP_CORRECTIONS, KEEP_LIFTED, KEEP_PERSONAL, KEEP_SEARCHES];
