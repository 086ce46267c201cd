//! What is said of one institution (`domain.md` §4).

use std::borrow::Cow;

use super::phrase::phrases;
use super::{Day, Language, Phrase};
use crate::domain::verdict::{Cause, Verdict};

/// What stands large, what explains it, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    pub language: Language,
    pub headline: Cow<'static, str>,
    pub sentence: Cow<'static, str>,
    /// Empty where the sentence says it all.
    pub next: &'static str,
}

impl Words {
    /// What search engines and shared links say below the title.
    pub fn described(&self) -> String {
        let Self { language, headline, sentence, .. } = self;
        format!("{headline}{}{}{sentence}", language.stop(), language.space())
    }
}

phrases! {
    /// On the large button.
    TO_CHECKLIST = "交钱前，看这九条", "交錢前，看這九條", "Nine checks before you pay";
    /// Said with every answer that found nothing.
    NOT_FOUND_IS_NOT_LEGAL =
        "没查到，不等于合法。",
        "沒查到，不等於合法。",
        "Not found does not mean legal.";
    NO_MORE = "", "", "";
    ON_APPROVED = "在白名单上", "在白名單上", "On the approved list";
    LOOK_FIRST =
        "可以去看。交钱前，把下面几条看一遍。",
        "可以去看。交錢前，把下面幾條看一遍。",
        "You can go and have a look. Before you pay, read the points below.";
    PERMIT_EXPIRED = "许可证过期了", "許可證過期了", "The permit has expired";
    EXPIRED_ON =
        "名单上写的有效期到{0}为止。先别交钱。",
        "名單上寫的有效期到{0}為止。先別交錢。",
        "The list says that the permit was valid until {0}. Do not pay yet.";
    EXPIRED =
        "名单上写着许可证已经过期。先别交钱。",
        "名單上寫着許可證已經過期。先別交錢。",
        "The list says that the permit has expired. Do not pay yet.";
    ASK_FOR_NEW_PERMIT = "让它拿新证给您看。", "讓它拿新證給您看。", "Ask to see the new permit.";
    NOT_NOW = "现在不要报名", "現在不要報名", "Do not enrol for now";
    VALIDITY_UNCLEAR =
        "名单上写的有效期看不明白。先别交钱。",
        "名單上寫的有效期看不明白。先別交錢。",
        "The list does not say clearly how long the permit is valid. Do not pay yet.";
    ASK_FOR_PERMIT =
        "让它拿许可证给您看，再打电话问主管部门。",
        "讓它拿許可證給您看，再打電話問主管部門。",
        "Ask to see the permit, then call the regulator.";
    RECTIFYING =
        "它正在整改或停课。先别交钱。",
        "它正在整改或停課。先別交錢。",
        "It has been told to put things right, or its classes are suspended. Do not pay yet.";
    FAILED_INSPECTION =
        "它年检没有合格，或者没有参加年检，不能招生。先别交钱。",
        "它年檢沒有合格，或者沒有參加年檢，不能招生。先別交錢。",
        "It failed the yearly inspection or missed it, and may not take new pupils. Do not pay yet.";
    DORMANT =
        "它已经歇业或停办。先别交钱。",
        "它已經歇業或停辦。先別交錢。",
        "It has suspended or stopped its business. Do not pay yet.";
    UNDER_INVESTIGATION =
        "它正在被调查，还没有结论。先别交钱。",
        "它正在被調查，還沒有結論。先別交錢。",
        "It is being investigated, and there is no result yet. Do not pay yet.";
    DEREGISTERING =
        "它正在办注销。先别交钱。",
        "它正在辦註銷。先別交錢。",
        "It is being deregistered. Do not pay yet.";
    CLOSED = "这家已经不办了", "這家已經不辦了", "This one has closed";
    DEREGISTERED =
        "名单上写着它已注销。",
        "名單上寫着它已註銷。",
        "The list says that it has been deregistered.";
    REPORT_IF_RECRUITING =
        "还在招生的，请举报。",
        "還在招生的，請舉報。",
        "If it still takes pupils, please report it.";
    INCOMPLETE =
        "它的手续还没有办齐。先别交钱。",
        "它的手續還沒有辦齊。先別交錢。",
        "Its papers are not complete. Do not pay yet.";
    WATCHED =
        "它在灰名单（预警名单）上。先别交钱。",
        "它在灰名單（預警名單）上。先別交錢。",
        "It is on the watch list (the list of warnings). Do not pay yet.";
    STATUS_UNKNOWN =
        "名单上写的状态，我们判断不了好坏。先别交钱。",
        "名單上寫的狀態，我們判斷不了好壞。先別交錢。",
        "We cannot tell whether the status on the list is good or bad. Do not pay yet.";
    CHILDCARE =
        "它登记的是托管：只能看管孩子，不能教课。上课的钱先别交。",
        "它登記的是託管：只能看管孩子，不能教課。上課的錢先別交。",
        "It is registered for childcare: it may look after children, but may not teach. Do not pay for lessons.";
    NOT_IN_CHARGE =
        "教语数外这些学科，要教育局批准；这份名单不是教育局的。先别交钱。",
        "教語數外這些學科，要教育局批准；這份名單不是教育局的。先別交錢。",
        "Teaching school subjects such as Chinese, maths and English needs a permit from the education bureau; this list is not the education bureau's. Do not pay yet.";
    CALL_EDUCATION =
        "打教育局电话问一问。",
        "打教育局電話問一問。",
        "Call the education bureau and ask.";
    DEPARTED = "已不在名单上", "已不在名單上", "No longer on the list";
    DEPARTED_SINCE =
        "从{0}起，最新的名单上没有它。先别交钱。",
        "從{0}起，最新的名單上沒有它。先別交錢。",
        "Since {0} the newest list has not named it. Do not pay yet.";
    BLACKLISTED =
        "在黑名单上，不要报名",
        "在黑名單上，不要報名",
        "On the banned list. Do not enrol";
    PUT_ON_BANNED =
        "主管部门把它列进了黑名单。",
        "主管部門把它列進了黑名單。",
        "The regulator has put it on the banned list.";
    DO_NOT_ENROL = "不要报名", "不要報名", "Do not enrol";
    ORDERED_CLOSED = "它已被责令关停。", "它已被責令關停。", "It has been ordered to close.";
    REVOKED =
        "它已被取缔，或者证已被吊销、撤销。",
        "它已被取締，或者證已被吊銷、撤銷。",
        "It has been shut down, or its permit has been revoked or withdrawn.";
    UNLICENSED =
        "它没有证，或者证照不全。",
        "它沒有證，或者證照不全。",
        "It has no permit, or its papers are not complete.";
    ASK =
        "想问清楚，打下面主管部门的电话。",
        "想問清楚，打下面主管部門的電話。",
        "To find out more, call the regulator below.";
    KEEP_RECEIPTS =
        "已经交了钱的，留好收据，打举报电话。",
        "已經交了錢的，留好收據，打舉報電話。",
        "If you have paid already, keep the receipts and call the number for reports.";
    NOT_IN_FORCE_YET = "名单还没有生效", "名單還沒有生效", "The list is not in force yet";
    IN_FORCE_FROM =
        "有一份提到它的名单，从{0}起才算数。在那以前，{1}",
        "有一份提到它的名單，從{0}起才算數。在那以前，{1}",
        "There is a list that names it, but it counts only from {0}. Until then: {1}";
    DO_NOT_PAY_YET = "先别交钱。", "先別交錢。", "Do not pay yet.";
    NOTHING_IN_FORCE = "现在没有名单提到它", "現在沒有名單提到它", "No list names it now";
    UNCLEAR_DO_NOT_PAY =
        "没弄清以前，先别交钱。",
        "沒弄清以前，先別交錢。",
        "Do not pay until this is clear.";
    OF_THAT_DAY =
        "这是那天的名单说的。报名、交钱，要看今天的。",
        "這是那天的名單說的。報名、交錢，要看今天的。",
        "This is what the lists said that day. Before you enrol or pay, look at today's.";
    /// On rows: shorter than the headline.
    BADGE_EXPIRED = "许可证过期", "許可證過期", "Permit expired";
    BADGE_CLOSED = "已经不办了", "已經不辦了", "Closed";
    BADGE_BANNED = "在黑名单上", "在黑名單上", "On the banned list";
    BADGE_NOTHING = "没有有效名单", "沒有有效名單", "No list in force";
}

fn words(language: Language, headline: Phrase, sentence: Phrase, next: Phrase) -> Words {
    Words {
        language,
        headline: headline.of(language).into(),
        sentence: sentence.of(language).into(),
        next: next.of(language),
    }
}

/// What is said of one institution.
pub fn of_cause(language: Language, cause: &Cause) -> Words {
    let not_now = |sentence, next| words(language, NOT_NOW, sentence, next);
    let banned = |headline, sentence| words(language, headline, sentence, KEEP_RECEIPTS);
    match cause {
        Cause::Listed => words(language, ON_APPROVED, LOOK_FIRST, NO_MORE),
        Cause::PermitExpired { on: None } => {
            words(language, PERMIT_EXPIRED, EXPIRED, ASK_FOR_NEW_PERMIT)
        }
        Cause::PermitExpired { on: Some(on) } => Words {
            sentence: EXPIRED_ON.with(language, &[&Day(language, *on)]).into(),
            ..words(language, PERMIT_EXPIRED, EXPIRED, ASK_FOR_NEW_PERMIT)
        },
        Cause::ValidityUnclear => not_now(VALIDITY_UNCLEAR, ASK_FOR_PERMIT),
        Cause::Rectifying => not_now(RECTIFYING, ASK),
        Cause::FailedInspection => not_now(FAILED_INSPECTION, ASK),
        Cause::Dormant => not_now(DORMANT, ASK),
        Cause::UnderInvestigation => not_now(UNDER_INVESTIGATION, ASK),
        Cause::Deregistering => not_now(DEREGISTERING, ASK),
        Cause::Deregistered => words(language, CLOSED, DEREGISTERED, REPORT_IF_RECRUITING),
        Cause::Incomplete => not_now(INCOMPLETE, ASK),
        Cause::Watched => not_now(WATCHED, ASK),
        Cause::StatusUnknown => not_now(STATUS_UNKNOWN, ASK),
        Cause::Childcare => not_now(CHILDCARE, ASK),
        Cause::RegulatorNotInCharge => not_now(NOT_IN_CHARGE, CALL_EDUCATION),
        Cause::Departed { since } => Words {
            sentence: DEPARTED_SINCE.with(language, &[&Day(language, *since)]).into(),
            ..words(language, DEPARTED, DEPARTED_SINCE, ASK)
        },
        Cause::Blacklisted => banned(BLACKLISTED, PUT_ON_BANNED),
        Cause::OrderedClosed => banned(DO_NOT_ENROL, ORDERED_CLOSED),
        Cause::Revoked => banned(DO_NOT_ENROL, REVOKED),
        Cause::Unlicensed => banned(DO_NOT_ENROL, UNLICENSED),
        Cause::NothingInForce { from } => nothing_in_force(language, *from),
    }
}

pub(super) fn nothing_in_force(language: Language, from: Option<jiff::civil::Date>) -> Words {
    let not_legal = NOT_FOUND_IS_NOT_LEGAL;
    match from {
        Some(from) => Words {
            sentence: IN_FORCE_FROM
                .with(language, &[&Day(language, from), &not_legal.of(language)])
                .into(),
            ..words(language, NOT_IN_FORCE_YET, IN_FORCE_FROM, DO_NOT_PAY_YET)
        },
        None => words(language, NOTHING_IN_FORCE, not_legal, UNCLEAR_DO_NOT_PAY),
    }
}

/// What was said on a day that is over: the headline stays, its advice is not for today.
pub fn of_past(said: Words) -> Words {
    Words { sentence: OF_THAT_DAY.of(said.language).into(), next: "", ..said }
}

/// The short form for a row in a list: the class, never the colour alone.
pub fn badge(language: Language, verdict: Verdict, cause: &Cause) -> &'static str {
    let phrase = match cause {
        Cause::Listed => ON_APPROVED,
        Cause::PermitExpired { .. } => BADGE_EXPIRED,
        Cause::Deregistered => BADGE_CLOSED,
        Cause::Departed { .. } => DEPARTED,
        Cause::Blacklisted => BADGE_BANNED,
        Cause::NothingInForce { .. } => BADGE_NOTHING,
        Cause::OrderedClosed | Cause::Revoked | Cause::Unlicensed => DO_NOT_ENROL,
        Cause::ValidityUnclear
        | Cause::Rectifying
        | Cause::FailedInspection
        | Cause::Dormant
        | Cause::UnderInvestigation
        | Cause::Deregistering
        | Cause::Incomplete
        | Cause::Watched
        | Cause::StatusUnknown
        | Cause::Childcare
        | Cause::RegulatorNotInCharge => match verdict {
            Verdict::Banned => DO_NOT_ENROL,
            Verdict::Approved | Verdict::Restricted | Verdict::Candidates | Verdict::NotListed => {
                NOT_NOW
            }
        },
    };
    phrase.of(language)
}
