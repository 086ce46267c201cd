//! Bytes of a text file to text. A file is read in one encoding or not at all.

use std::borrow::Cow;

use encoding_rs::{Encoding, GB18030, UTF_16BE, UTF_16LE};

/// Text, and the name of the encoding it was in.
pub(super) struct Decoded<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) encoding: &'static str,
}

/// Reads the bytes strictly. `None`: no encoding fits all of them.
pub(super) fn decode(bytes: &[u8]) -> Option<Decoded<'_>> {
    if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        return utf8(rest).map(|text| Decoded { text, encoding: "utf-8-sig" });
    }
    if let Some(encoding) = utf16_of(bytes) {
        let (text, had_errors) = encoding.decode_with_bom_removal(bytes);
        let is_whole = !had_errors && !text.contains('\0');
        return is_whole.then_some(Decoded { text, encoding: "utf-16" });
    }
    if let Some(text) = utf8(bytes) {
        return Some(Decoded { text, encoding: "utf-8" });
    }
    // GB18030 takes nearly any bytes, those of UTF-8 among them: a piece that is good UTF-8 in a
    // file that is not shows that two encodings were pasted together.
    if bytes.contains(&0) || bytes.split(|b| is_separator(*b)).any(is_utf8_words) {
        return None;
    }
    let text = GB18030.decode_without_bom_handling_and_without_replacement(bytes)?;
    let is_text = !text.chars().any(|c| c == '\u{FFFD}' || matches!(u32::from(c), 0x80..=0x9F));
    is_text.then_some(Decoded { text, encoding: "gb18030" })
}

/// The text with a mark where bytes make no sense, for counting rows of a file that is refused.
pub(super) fn decode_for_counting(bytes: &[u8]) -> Cow<'_, str> {
    match utf16_of(bytes) {
        Some(encoding) => encoding.decode_with_bom_removal(bytes).0,
        None => {
            String::from_utf8_lossy(bytes.strip_prefix(b"\xEF\xBB\xBF".as_slice()).unwrap_or(bytes))
        }
    }
}

/// Reads the bytes in the encoding that they name themselves (`<meta charset>`), else as [`decode`].
pub(super) fn decode_as<'a>(bytes: &'a [u8], label: &str) -> Option<Decoded<'a>> {
    if let Some(encoding) = Encoding::for_label(label.as_bytes())
        && encoding == encoding_rs::BIG5
        && let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes)
    {
        return Some(Decoded { text, encoding: "big5" });
    }
    // Pages that say gb2312 and are UTF-8, or the other way round, are common: the bytes decide.
    decode(bytes)
}

fn utf8(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let text = std::str::from_utf8(bytes).ok()?;
    (!text.contains('\0')).then_some(Cow::Borrowed(text))
}

/// By its mark; or, without one, by zero bytes that stand on one side of the pairs.
fn utf16_of(bytes: &[u8]) -> Option<&'static Encoding> {
    if bytes.starts_with(&[0xFF, 0xFE]) {
        return Some(UTF_16LE);
    }
    if bytes.starts_with(&[0xFE, 0xFF]) {
        return Some(UTF_16BE);
    }
    let head = &bytes[..bytes.len().min(65_536)];
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    let (high_first, low_first) = (zeros(0), zeros(1));
    let is_many = |zeros: usize| zeros * 25 > head.len();
    // 一 is U+4E00, so a few zeros stand on the other side too.
    if is_many(low_first) && low_first > 4 * high_first {
        Some(UTF_16LE)
    } else if is_many(high_first) && high_first > 4 * low_first {
        Some(UTF_16BE)
    } else {
        None
    }
}

fn is_separator(byte: u8) -> bool {
    matches!(byte, b',' | b'\t' | b';' | b'"' | b'\n' | b'\r')
}

/// Three Han characters or more, all in good UTF-8. A cell of GB18030 looks so once in a billion.
fn is_utf8_words(piece: &[u8]) -> bool {
    piece.len() >= 9
        && !piece.is_ascii()
        && std::str::from_utf8(piece).is_ok_and(|text| {
            text.chars().filter(|c| matches!(u32::from(*c), 0x4E00..=0x9FFF)).count() >= 3
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gb(text: &str) -> Vec<u8> {
        GB18030.encode(text).0.into_owned()
    }

    #[test]
    fn each_encoding_is_known_by_its_bytes() {
        let text = "机构名称,䶮佛山喆𬭎学堂\r\n";
        let utf16: Vec<u8> = [0xFF, 0xFE]
            .into_iter()
            .chain(text.encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        for (bytes, encoding) in [
            (text.as_bytes().to_vec(), "utf-8"),
            ([b"\xEF\xBB\xBF".as_slice(), text.as_bytes()].concat(), "utf-8-sig"),
            (gb(text), "gb18030"),
            (utf16, "utf-16"),
        ] {
            let decoded = decode(&bytes).unwrap();
            assert_eq!(decoded.encoding, encoding);
            assert_eq!(decoded.text, text);
        }
    }

    #[test]
    fn utf_16_is_known_without_its_mark() {
        let text = "机构名称,统一社会信用代码\r\n甲中心,91990101MA0000015C\r\n";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(&little).unwrap().text, text);
        assert_eq!(decode(&big).unwrap().text, text);
    }

    #[test]
    fn two_encodings_in_one_file_are_none() {
        let mixed = ["机构名称,地址\n示例中心,甲\n".as_bytes(), &gb("示例学校,乙\n")].concat();
        assert!(decode(&mixed).is_none());
        let mut cut = "机构名称,地址\n示例中心,甲路\n".as_bytes().to_vec();
        cut.truncate(cut.len() - 2);
        assert!(decode(&cut).is_none());
        assert!(decode(b"\xEF\xBB\xBF\xB8\xB1").is_none());
    }

    #[test]
    fn zero_bytes_are_no_text() {
        assert!(decode("机构\0名称".as_bytes()).is_none());
        assert!(decode(&[0, 0, 0, 0]).is_none());
    }
}
