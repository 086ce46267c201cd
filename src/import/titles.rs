//! What titles, sub-titles and footers say of a whole list.

use jiff::civil::Date;

use crate::domain::category::Category;
use crate::domain::listing::RosterKind;
use crate::domain::release::Mode;
use crate::domain::status::Status;
use crate::domain::text::{self, is_han};

use super::dates::find_day;

/// What the rows around a table say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Facts {
    pub(super) title: Option<String>,
    pub(super) notice_no: Option<String>,
    /// 截至日期.
    pub(super) as_of: Option<Date>,
    pub(super) published_on: Option<Date>,
    /// The name of the department that signs.
    pub(super) publisher: Option<String>,
    pub(super) mode: Option<Mode>,
}

impl Facts {
    /// Takes in a row that is no data; what an earlier one said stands.
    pub(super) fn take(&mut self, line: &str) {
        if line.chars().count() > 2_000 {
            return;
        }
        self.notice_no = self.notice_no.take().or_else(|| notice_no_in(line));
        self.as_of = self.as_of.or_else(|| day_after(line, &["截至", "截止"]));
        self.published_on = self.published_on.or_else(|| {
            day_after(
                line,
                &["发布日期", "公布日期", "发布时间", "公布时间", "印发日期", "公告日期"],
            )
        });
        self.publisher = self.publisher.take().or_else(|| publisher_in(line));
    }

    /// Takes in a cell above the headings, which may be the title.
    pub(super) fn take_title(&mut self, cell: &str) {
        let line = cell.trim();
        self.mode = self.mode.or_else(|| mode_of(line));
        let is_title = line.chars().count() <= 100
            && !line.starts_with("附件")
            && [
                "名单",
                "机构",
                "公告",
                "通告",
                "公示",
                "目录",
                "名录",
                "一览表",
                "统计表",
                "汇总表",
                "情况表",
            ]
            .iter()
            .any(|word| line.contains(word))
            && !["发布单位", "截至", "填报", "制表"].iter().any(|word| line.starts_with(word));
        if self.title.is_none() && is_title {
            self.title = Some(text::clean(line));
        }
    }

    /// What another sheet's rows said, where these said nothing.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            title: self.title.or(other.title),
            notice_no: self.notice_no.or(other.notice_no),
            as_of: self.as_of.or(other.as_of),
            published_on: self.published_on.or(other.published_on),
            publisher: self.publisher.or(other.publisher),
            mode: self.mode.or(other.mode),
        }
    }
}

/// A red-head number such as 南教〔2024〕12号, with the brackets of the standard.
pub(super) fn notice_no_in(line: &str) -> Option<String> {
    let chars: Vec<char> = line.chars().filter(|c| !c.is_whitespace()).collect();
    (0..chars.len()).find_map(|open| {
        if !matches!(chars[open], '〔' | '[' | '［' | '(' | '（' | '【') {
            return None;
        }
        let digit = |at: usize| chars.get(at).and_then(|c| half_width_digit(*c));
        let year: String = (1..=4).filter_map(|at| digit(open + at)).collect();
        let closes = matches!(chars.get(open + 5), Some('〕' | ']' | '］' | ')' | '）' | '】'));
        if !year.starts_with("20") || year.len() != 4 || !closes {
            return None;
        }
        let number: String = (open + 6..).map_while(digit).collect();
        let is_number = (1..=4).contains(&number.len());
        if !is_number || chars.get(open + 6 + number.len()) != Some(&'号') {
            return None;
        }
        let from = (0..open).rev().take_while(|at| is_han(chars[*at])).last()?;
        let mut issuer: String = chars[from..open].iter().collect();
        for word in ["公告文号", "文件文号", "文号", "公告", "通知", "根据", "依据", "按照", "附件"]
        {
            issuer = issuer.strip_prefix(word).map_or(issuer.clone(), str::to_owned);
        }
        ((1..=8).contains(&issuer.chars().count())).then(|| format!("{issuer}〔{year}〕{number}号"))
    })
}

fn half_width_digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_u32(u32::from(c) - 0xFEE0),
        _ => None,
    }
}

/// The day that follows one of the words at once: 截至2024年9月30日, 发布日期：2024-9-30.
fn day_after(line: &str, words: &[&str]) -> Option<Date> {
    words.iter().find_map(|word| {
        line.match_indices(word).find_map(|(at, _)| {
            let rest = &line[at + word.len()..];
            let rest = rest.trim_start();
            let rest =
                ["日期", "时间", "日"].iter().find_map(|w| rest.strip_prefix(w)).unwrap_or(rest);
            let rest = rest.trim_start_matches(|c: char| {
                c.is_whitespace() || matches!(c, ':' | '：' | '到' | '至' | '为' | '(' | '（')
            });
            if !rest.starts_with(|c: char| half_width_digit(c).is_some()) {
                return None;
            }
            let end = rest.char_indices().nth(14).map_or(rest.len(), |(end, _)| end);
            find_day(&rest[..end])
        })
    })
}

/// 发布单位：南山区教育局, or the department that a title begins with.
fn publisher_in(line: &str) -> Option<String> {
    const WORDS: [&str; 7] =
        ["发布单位", "公布单位", "发布机构", "发布部门", "公布机关", "发文单位", "填报单位"];
    for word in WORDS {
        if let Some((_, rest)) = line.split_once(word) {
            let rest = rest.trim_start_matches(|c: char| {
                c.is_whitespace() || matches!(c, ':' | '：' | '(' | '（' | '盖' | '章' | ')' | '）')
            });
            let name: String = rest.chars().take_while(|c| is_han(*c)).collect();
            return (2..=40).contains(&name.chars().count()).then_some(name);
        }
    }
    let (before, _) = line.split_once("关于")?;
    let before = before.trim();
    let is_office =
        ["局", "委员会", "教委", "厅", "办公室"].iter().any(|end| before.ends_with(end));
    (is_office && before.chars().all(is_han) && before.chars().count() <= 40)
        .then(|| before.to_owned())
}

/// 第×批 says that a list only adds.
pub(super) fn mode_of(line: &str) -> Option<Mode> {
    line.match_indices('第').find_map(|(at, _)| {
        let mut rest = line[at + '第'.len_utf8()..].chars().filter(|c| !c.is_whitespace());
        let number = rest.by_ref().take_while(|c| {
            half_width_digit(*c).is_some() || "零〇一二三四五六七八九十百两".contains(*c)
        });
        // The character that ended the number has been taken too; it is read from the text again.
        let length = number.count();
        let next = line[at..].chars().filter(|c| !c.is_whitespace()).nth(length + 1);
        (length > 0 && next == Some('批')).then_some(Mode::Batch)
    })
}

/// What a section's title, a sheet's name or a title says of the rows below it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) roster: Option<RosterKind>,
    pub(super) status: Option<Status>,
    pub(super) category: Option<Category>,
    /// It speaks of offenders or of closing without naming a kind of list.
    pub(super) hints_at_a_ban: bool,
}

pub(super) fn named_in(words: &str) -> Named {
    let roster = RosterKind::parse(words);
    let status = status_in(words).filter(|_| roster != Some(RosterKind::Approved));
    let hints = [
        "黑名单",
        "曝光",
        "违规",
        "违法",
        "取缔",
        "查处",
        "通报",
        "关停",
        "停办",
        "吊销",
        "失信",
        "异常",
        "负面",
        "无证",
        "处罚",
        "问题机构",
        "风险",
    ];
    let hints_at_a_ban = roster.is_none() && hints.iter().any(|word| words.contains(word));
    Named { roster, status, category: category_in(words), hints_at_a_ban }
}

/// Only what restricts: a title can make rows worse, never better.
fn status_in(words: &str) -> Option<Status> {
    let status = Status::parse(words);
    match status {
        Status::Watched
        | Status::Rectifying
        | Status::FailedInspection
        | Status::Dormant
        | Status::Expired
        | Status::Deregistering
        | Status::Deregistered
        | Status::OrderedClosed
        | Status::Revoked
        | Status::Unlicensed => Some(status),
        Status::Incomplete => (!words.contains("公示")).then_some(status),
        // 查处 and 信用修复 in a title tell what the bureau did, not how each row stands.
        Status::UnderInvestigation
        | Status::Lifted
        | Status::Normal
        | Status::BarelyPassed
        | Status::Unknown
        | Status::Unstated => None,
    }
}

/// The category that the words name, when they name one only.
fn category_in(words: &str) -> Option<Category> {
    let words = text::normal(words).replace("资金托管", "").replace("非学科", "");
    let has = |names: &[&str]| names.iter().any(|name| words.contains(name));
    let named: Vec<Category> = [
        (
            Category::Childcare,
            has(&["托管机构", "托管类", "托管班", "校外托管", "午托", "晚托", "小饭桌"])
                || words == "托管",
        ),
        (Category::Academic, has(&["学科类", "学科培训"]) || words == "学科"),
        (
            Category::Arts,
            has(&["文化艺术", "艺术类", "文艺类"])
                || matches!(words.as_str(), "艺术" | "美术" | "音乐" | "舞蹈" | "书法"),
        ),
        (Category::Sports, has(&["体育类", "体育培训", "体育校外"]) || words == "体育"),
        (Category::Science, has(&["科技类", "科技培训"]) || words == "科技"),
        (Category::Vocational, has(&["职业技能", "职业培训"])),
    ]
    .into_iter()
    .filter_map(|(category, is_named)| is_named.then_some(category))
    .collect();
    match named[..] {
        [category] => Some(category),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_sub_title_gives_the_days_and_the_publisher() {
        let mut facts = Facts::default();
        for line in [
            "南山区校外培训机构白名单（2024年第3批）",
            "发布单位：南山区教育局　　截至日期：2024年9月30日 发布日期：2024.10.8",
        ] {
            facts.take(line);
            facts.take_title(line);
        }
        assert_eq!(facts.title.as_deref(), Some("南山区校外培训机构白名单(2024年第3批)"));
        assert_eq!(facts.publisher.as_deref(), Some("南山区教育局"));
        assert_eq!(facts.as_of, Some(date(2024, 9, 30)));
        assert_eq!(facts.published_on, Some(date(2024, 10, 8)));
        assert_eq!(facts.mode, Some(Mode::Batch));
    }

    #[test]
    fn days_stand_in_cells_of_their_own_and_in_footers_too() {
        let mut facts = Facts::default();
        facts.take("发布单位 示例南区文化广电旅游体育局 截至日期 2026年8月31日");
        assert_eq!(facts.as_of, Some(date(2026, 8, 31)));
        assert_eq!(facts.publisher.as_deref(), Some("示例南区文化广电旅游体育局"));
        let mut footer = Facts::default();
        footer.take("备注：1.以上名单截至2024年9月30日，实行动态管理");
        assert_eq!((footer.as_of, footer.title), (Some(date(2024, 9, 30)), None));
    }

    #[test]
    fn red_head_numbers_are_written_with_the_brackets_of_the_standard() {
        for line in [
            "南教〔2024〕12号",
            "（南教[2024]12号）",
            "文号：南教（2024）12号",
            "南教【2024】12号",
            "南教〔２０２４〕１２号",
        ] {
            assert_eq!(notice_no_in(line).as_deref(), Some("南教〔2024〕12号"), "{line}");
        }
        for line in ["（2024年第3批）", "南教〔1999〕12号", "〔2024〕12号", "南教〔2024〕12"]
        {
            assert_eq!(notice_no_in(line), None, "{line}");
        }
    }

    #[test]
    fn only_a_numbered_batch_adds() {
        for line in ["（第一批）", "第3批", "第 十二 批次", "第５批"] {
            assert_eq!(mode_of(line), Some(Mode::Batch), "{line}");
        }
        for line in ["2025年第二期", "第一小学", "批准的机构"] {
            assert_eq!(mode_of(line), None, "{line}");
        }
    }

    #[test]
    fn titles_and_sections_say_what_the_rows_are() {
        let named = named_in("二、无证无照办学机构");
        assert_eq!(
            (named.roster, named.status),
            (Some(RosterKind::Banned), Some(Status::Unlicensed))
        );
        assert_eq!(named_in("示例区学科类校外培训机构白名单").category, Some(Category::Academic));
        assert_eq!(named_in("示例区非学科类校外培训机构白名单").category, None);
        assert_eq!(named_in("已注销校外培训机构名单").status, Some(Status::Deregistered));
        assert!(named_in("关于曝光违规机构的通告").hints_at_a_ban);
        let white = named_in("校外培训机构白名单（不含已注销机构）");
        assert_eq!((white.roster, white.status), (Some(RosterKind::Approved), None));
    }
}
