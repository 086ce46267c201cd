//! What is said when nothing is found: each reason has words of its own.

use super::phrase::phrases;
use super::verdict::{NO_MORE, NOT_FOUND_IS_NOT_LEGAL, nothing_in_force};
use super::{Language, Phrase, Words, labels};
use crate::domain::answer::NotListed;
use crate::domain::directory::Directory;
use crate::domain::regulator::AbsenceRule;

phrases! {
    NOT_FOUND = "没有查到这家", "沒有查到這家", "Not found";
    ELSEWHERE =
        "这个区没有它，别的区有",
        "這個區沒有它，別的區有",
        "Not in this district, but in another";
    ELSEWHERE_IS =
        "名单上的这一家在{0}。批准只管名单上的地址，换了区就不算。{1}",
        "名單上的這一家在{0}。批准只管名單上的地址，換了區就不算。{1}",
        "The one on the list is in {0}. Approval covers only the address on the list; it does not count in another district. {1}";
    OTHER_PREMISES =
        "名单上有这个名字，但不是这个地址",
        "名單上有這個名字，但不是這個地址",
        "The name is on the list, but not at this address";
    OTHER_PREMISES_ARE =
        "批准只管名单上的地址。您写的地址，名单上没有。{0}",
        "批准只管名單上的地址。您寫的地址，名單上沒有。{0}",
        "Approval covers only the address on the list. The address you wrote is not on it. {0}";
    COMPARE_ADDRESS =
        "看墙上的证，地址和眼前的不一样，先别交钱。",
        "看牆上的證，地址和眼前的不一樣，先別交錢。",
        "Look at the permit on the wall: if its address is not where you are standing, do not pay yet.";
    KIND_NOT_COVERED =
        "这类机构不归这些名单管",
        "這類機構不歸這些名單管",
        "These lists do not cover this kind of institution";
    KIND_IS_MISSING =
        "{0}放上来的名单里没有{1}这一类，所以查不到。{2}",
        "{0}放上來的名單裡沒有{1}這一類，所以查不到。{2}",
        "The lists of {0} on this site do not include this kind ({1}), so it cannot be found. {2}";
    CALL_REGULATOR = "打电话问主管部门。", "打電話問主管部門。", "Call the regulator and ask.";
    NO_LIST =
        "本区名单还没有放上来",
        "本區名單還沒有放上來",
        "The list of this district is not here yet";
    NO_LIST_OF =
        "{0}的名单这里还没有，所以查不到。{1}",
        "{0}的名單這裡還沒有，所以查不到。{1}",
        "This site does not have a list of {0} yet, so it cannot be found. {1}";
    CALL_LOCAL_EDUCATION =
        "打电话问当地教育局。",
        "打電話問當地教育局。",
        "Call the local education bureau and ask.";
    MAY_BE = "可能是：{0}。", "可能是：{0}。", "It may be that: {0}.";
    WHY_INCOMPLETE = "名字写得不全", "名字寫得不全", "the name is not complete";
    WHY_NICKNAME =
        "写的是小名、招牌名",
        "寫的是小名、招牌名",
        "it is a short name, or the name on the signboard";
    WHY_ELSEWHERE = "它在别的区", "它在別的區", "it is in another district";
    WHY_NOT_YET = "名单还没有它", "名單還沒有它", "the list does not have it yet";
    WHY_UNLICENSED = "它没有证", "它沒有證", "it has no permit";
    BETWEEN_WHYS = "；", "；", "; ";
    FORMER_RECORD = "看它以前的记录", "看它以前的記錄", "See its earlier records";
    YOU_CAN = "您可以：", "您可以：", "What you can do:";
    STEP_NAME =
        "看墙上的证，照证上的全名再查一次。",
        "看牆上的證，照證上的全名再查一次。",
        "Look at the permit on the wall and search again with the full name on it.";
    STEP_NUMBER =
        "用证上的号码查：信用代码或许可证号。",
        "用證上的號碼查：信用代碼或許可證號。",
        "Search with a number on its papers: the credit code or the permit number.";
    STEP_NO_REGION =
        "{0}：不分地区再查一次。",
        "{0}：不分地區再查一次。",
        "{0}: search again in all regions.";
    TRY_ELSEWHERE = "换个区查", "換個區查", "Try another district";
    STEP_REGION = "换个区查，或者{0}。", "換個區查，或者{0}。", "Try another district, or {0}.";
    BROWSE_REGIONS = "按地区看", "按地區看", "browse by region";
    STEP_CALL = "{0}。", "{0}。", "{0}.";
    CALL = "打电话问主管部门", "打電話問主管部門", "Call the regulator";
    /// 〔本区名单截至…，共n家〕
    STATE =
        "{0}名单截至{1}，白名单共{2}家",
        "{0}名單截至{1}，白名單共{2}家",
        "{0}: lists as of {1}, {2} on the approved list";
    STATE_NO_LIST =
        "{0}：名单还没有放上来",
        "{0}：名單還沒有放上來",
        "{0}: the list is not here yet";
    HOW_BUREAUS_SEE_IT =
        "不在名单上，各部门怎么说",
        "不在名單上，各部門怎麼說",
        "What each regulator says of those not on its list";
    OTHER_PHONES =
        "查别的地区的电话",
        "查別的地區的電話",
        "Find the phone numbers of another region";
    ABSENCE_UNAPPROVED =
        "它的规定：不在白名单上，就是没有批准。",
        "它的規定：不在白名單上，就是沒有批准。",
        "Its rule: whoever is not on the approved list is not approved.";
    ABSENCE_UNKNOWN =
        "它的名单不一定全，要打电话问。",
        "它的名單不一定全，要打電話問。",
        "Its list may not be complete: call and ask.";
}

/// What may lie behind a name that nobody lists.
pub const WHY_NOT_FOUND: [Phrase; 5] =
    [WHY_INCOMPLETE, WHY_NICKNAME, WHY_ELSEWHERE, WHY_NOT_YET, WHY_UNLICENSED];

/// Why nothing is found, each reason in words of its own.
pub fn of_not_listed(language: Language, reason: &NotListed, directory: &Directory) -> Words {
    let regions = directory.regions();
    let not_legal = NOT_FOUND_IS_NOT_LEGAL.of(language);
    let said = |headline: Phrase, sentence: String, next: Phrase| Words {
        language,
        headline: headline.of(language).into(),
        sentence: sentence.into(),
        next: next.of(language),
    };
    match reason {
        NotListed::NotHere => said(NOT_FOUND, not_legal.to_owned(), NO_MORE),
        NotListed::Elsewhere { regions: found } => {
            let names: Vec<String> = found.iter().map(|code| regions.full_name(*code)).collect();
            let names = names.join(language.list_comma());
            said(ELSEWHERE, ELSEWHERE_IS.with(language, &[&names, &not_legal]), NO_MORE)
        }
        NotListed::OtherPremises { .. } => {
            let sentence = OTHER_PREMISES_ARE.with(language, &[&not_legal]);
            said(OTHER_PREMISES, sentence, COMPARE_ADDRESS)
        }
        NotListed::KindNotCovered { region, category } => {
            let kind = labels::category(language, *category);
            let region = regions.full_name(*region);
            let sentence = KIND_IS_MISSING.with(language, &[&region, &kind, &not_legal]);
            said(KIND_NOT_COVERED, sentence, CALL_REGULATOR)
        }
        NotListed::NoListPublished { region } => {
            let region = regions.full_name(*region);
            let sentence = NO_LIST_OF.with(language, &[&region, &not_legal]);
            said(NO_LIST, sentence, CALL_LOCAL_EDUCATION)
        }
        NotListed::NothingInForce { from, .. } => nothing_in_force(language, *from),
    }
}

/// What absence from a regulator's lists means.
pub fn absence(rule: AbsenceRule) -> Phrase {
    match rule {
        AbsenceRule::Unapproved => ABSENCE_UNAPPROVED,
        AbsenceRule::Unknown => ABSENCE_UNKNOWN,
    }
}
