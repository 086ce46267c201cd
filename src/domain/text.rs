//! Folding of names: what counts as the same words, and what only looks alike.
//!
//! *Exact* is decided here and nowhere else: two names are the same when [`normal`] gives the same text.

use std::sync::LazyLock;

use ferrous_opencc::{OpenCC, config::BuiltinConfig};
use rustc_hash::FxHashSet;
use unicode_normalization::UnicodeNormalization;

/// The form in which names are compared for *exact*: Unicode NFKC, upper case, white space, control
/// and zero-width characters and the middle dot removed, kinds of brackets and dashes folded to
/// one, traditional to simplified. Nothing else: a name without its 有限公司 is another text.
pub fn normal(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut fold = |c| {
        if !is_skipped(c) {
            folded.push(one_of_its_kind(c));
        }
    };
    if text.chars().all(is_plain) {
        text.chars().for_each(|c| fold(c.to_ascii_uppercase()));
    } else {
        text.nfkc().flat_map(char::to_uppercase).for_each(fold);
    }
    if folded.chars().any(is_han) { simplified(&folded) } else { folded }
}

/// What is left of a [`normal`] name when the parts that people leave out are gone: bracketed
/// parts, 有限(责任)公司, and the characters 省市区县. Equal loose forms make a candidate, never an
/// exact hit (`domain.md` §6 calls it the compare key).
pub fn loose(normal: &str) -> String {
    let mut depth = 0_usize;
    let mut open = String::with_capacity(normal.len());
    for c in normal.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            '省' | '市' | '区' | '县' => {}
            _ if depth == 0 => open.push(c),
            _ => {}
        }
    }
    let loose = open.replace("有限责任公司", "").replace("有限公司", "");
    // A name that is nothing but a bracket, or nothing but 有限公司, still has to differ from its likes.
    if loose.is_empty() { normal.to_owned() } else { loose }
}

/// Text as it is shown: NFKC for letters, digits and brackets, invisible characters and line
/// breaks inside a cell removed, outer space trimmed. Chinese script is left as the publisher wrote it.
pub fn clean(text: &str) -> String {
    if text.chars().all(is_plain) {
        return text.to_owned();
    }
    let shown: String = text
        .nfkc()
        .filter(|c| !is_invisible(*c) && (!c.is_control() || matches!(c, '\n' | '\r' | '\t')))
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .collect();
    let mut text = String::with_capacity(shown.len());
    for word in shown.split(' ').filter(|word| !word.is_empty()) {
        let between_latin = text.chars().next_back().is_some_and(|c| c.is_ascii_alphanumeric())
            && word.starts_with(|c: char| c.is_ascii_alphanumeric());
        if between_latin {
            text.push(' ');
        }
        text.push_str(word);
    }
    text
}

/// What somebody wrote to be printed: their own characters, without those that cannot be seen and those
/// that turn the direction of writing; lines end in `\n`.
pub fn printable(text: &str) -> String {
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    lines.chars().filter(|c| *c == '\n' || (!c.is_control() && !is_invisible(*c))).collect()
}

/// Whether `c` is written in Han characters, extensions and compatibility forms included.
pub fn is_han(c: char) -> bool {
    matches!(u32::from(c),
        0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x3007 | 0x20000..=0x323AF)
}

/// What Unicode's compatibility forms leave as it is: visible ASCII and the common Han characters.
/// Nearly all text of lists is such, and to know it is much cheaper than to fold it.
fn is_plain(c: char) -> bool {
    matches!(u32::from(c), 0x21..=0x7E | 0x4E00..=0x9FFF)
}

static T2S: LazyLock<Option<OpenCC>> =
    LazyLock::new(|| OpenCC::from_config(BuiltinConfig::T2s).ok());

/// Characters that stand for themselves alone, but for others within some word of OpenCC's table
/// (藉口, 反覆, 明瞭).
const CHANGED_IN_WORDS: [char; 6] = ['瞭', '藉', '覆', '沈', '牴', '衹'];

/// Of the common Han characters, those that OpenCC may change.
static MAY_CHANGE: LazyLock<FxHashSet<char>> = LazyLock::new(|| {
    let Some(opencc) = T2S.as_ref() else { return FxHashSet::default() };
    let common = || ('\u{4E00}'..='\u{9FFF}').filter(|c| is_han(*c));
    let lines: String = common().flat_map(|c| [c, '\n']).collect();
    let changed = opencc.convert(&lines);
    common()
        .zip(changed.lines())
        .filter(|(c, line)| line.chars().ne([*c]))
        .map(|(c, _)| c)
        .chain(CHANGED_IN_WORDS)
        .collect()
});

/// Traditional characters turned into simplified ones (OpenCC's t2s table).
pub fn simplified(text: &str) -> String {
    if text.chars().all(|c| is_plain(c) && (c.is_ascii() || !MAY_CHANGE.contains(&c))) {
        return text.to_owned();
    }
    let text = match T2S.as_ref() {
        Some(opencc) => opencc.convert(text),
        None => text.to_owned(),
    };
    // OpenCC's table keeps this variant of 吉, which stands in real names.
    if text.contains('𠮷') { text.replace('𠮷', "吉") } else { text }
}

fn is_skipped(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || is_invisible(c)
        || matches!(c, '·' | '・' | '•' | '‧' | '∙' | '⋅')
}

fn is_invisible(c: char) -> bool {
    matches!(u32::from(c),
        0x00AD | 0x034F | 0x061C | 0x180E | 0x200B..=0x200F | 0x202A..=0x202E
        | 0x2060..=0x206F | 0xFEFF | 0xFE00..=0xFE0F | 0xFFF9..=0xFFFB | 0xE0000..=0xE007F | 0xE0100..=0xE01EF)
}

fn one_of_its_kind(c: char) -> char {
    match c {
        '(' | '[' | '{' | '〔' | '【' | '〖' | '〈' | '《' | '「' | '『' | '<' => '(',
        ')' | ']' | '}' | '〕' | '】' | '〗' | '〉' | '》' | '」' | '』' | '>' => ')',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '─' | '－' => '-',
        _ => c,
    }
}

/// The address in full, where it begins with the end of the region's name. `None`: it does not, or a
/// street might only be called like the region.
pub fn region_joined(region: &str, address: &str) -> Option<String> {
    let starts = region.char_indices().map(|(at, _)| at);
    let common = starts.map(|at| &region[at..]).find(|end| address.starts_with(end))?;
    let is_of_several = common.chars().nth(1).is_some();
    let is_called_like_it = address[common.len()..].starts_with(STREETS);
    let before = &region[..region.len() - common.len()];
    (is_of_several && !is_called_like_it).then(|| format!("{before}{address}"))
}

/// What makes a street's name of a region's.
const STREETS: [char; 10] = ['路', '街', '道', '大', '巷', '弄', '里', '胡', '东', '西'];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_case_space_brackets_and_script_do_not_make_another_name() {
        let name = normal("示例市ABC(城南)艺术培训中心");
        for same in [
            "示例市ａｂｃ（城南）艺术培训中心",
            " 示例市 abc【城南】艺术 培训中心\u{200b}",
            "示例市Abc〔城南〕藝術培訓中心",
            "示例·市ABC（城南）艺术培训\n中心",
        ] {
            assert_eq!(normal(same), name, "{same}");
        }
    }

    #[test]
    fn a_part_left_out_makes_another_name_but_the_same_loose_one() {
        let full = normal("示例市东区晨星舞蹈培训有限公司(晨星舞社)");
        let short = normal("示例东晨星舞蹈培训");
        assert_ne!(full, short);
        assert_eq!(loose(&full), loose(&short));
    }

    #[test]
    fn shown_text_keeps_its_script_and_loses_line_breaks() {
        assert_eq!(clean("  南山健阳口才\n坊\u{200b} "), "南山健阳口才坊");
        assert_eq!(clean("５２４４０３０５ＭＡ（东）"), "52440305MA(东)");
        assert_eq!(clean("Kids  Club 學堂"), "Kids Club學堂");
    }

    #[test]
    fn the_short_way_gives_what_the_long_way_gives() {
        for text in [
            "示例市ABC(城南)艺术培训中心",
            "藝術培訓",
            "反覆思量",
            "沈默",
            "瞭解",
            "找藉口",
            "函覆",
            "衹得",
            "牴牾",
            "乾隆",
            "乾燥",
            "於洪區",
            "91990101MA0000015C",
            "a~b-c",
            "一目瞭然",
        ] {
            let long = T2S.as_ref().unwrap().convert(text);
            assert_eq!(simplified(text), long, "{text}");
            let folded: String = text.nfkc().flat_map(char::to_uppercase).collect();
            assert_eq!(normal(text), normal(&folded), "{text}");
            assert_eq!(clean(text), text);
        }
    }

    #[test]
    fn rare_characters_survive() {
        assert_eq!(clean("学堂喆𬭎辅导中心"), "学堂喆𬭎辅导中心");
        assert!(normal("䶮佛山").starts_with('䶮'));
    }

    #[test]
    fn what_region_and_address_both_say_is_said_once() {
        let region = "示例省示例市示例东区";
        let full = Some("示例省示例市示例东区石桥路1号".to_owned());
        assert_eq!(region_joined(region, "示例市示例东区石桥路1号"), full);
        assert_eq!(region_joined(region, "示例东区石桥路1号"), full);
        assert_eq!(region_joined(region, "示例省示例市示例东区石桥路1号"), full);
    }

    #[test]
    fn a_street_that_is_called_like_the_region_is_none() {
        let region = "示例省示例市示例区";
        for address in ["示例区路1号", "示例区大街1号", "石桥路1号", "区政府旁", ""]
        {
            assert_eq!(region_joined(region, address), None, "{address}");
        }
        assert_eq!(region_joined("", "石桥路1号"), None);
    }
}
