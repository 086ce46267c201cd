//! A QR code, drawn where it is read: on paper and on screens.

use maud::{Markup, html};

use crate::web::qr_code::QrCode;

/// A link as a QR code. Nothing where the link is longer than any code holds, so the link itself must
/// stand beside it.
pub fn qr(link: &str) -> Markup {
    QrCode::of(link).map_or_else(|_| html! {}, |code| code.beside_its_link())
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::web::qr_code::reading::read_svg;

    /// What a reader that knows nothing of ours makes of the code drawn in a page.
    pub(crate) fn read_back(page: &str) -> Option<String> {
        read_svg(page.split("<svg class=\"qr\"").nth(1)?.split("</svg>").next()?)
    }

    #[test]
    fn another_reader_reads_the_same_link() {
        let long =
            format!("https://www.example.gov.cn/notice?{}", "id=91990101MA0000015C&".repeat(20));
        for link in ["https://www.example.gov.cn/regions/990101", long.as_str()] {
            assert_eq!(read_back(&qr(link).0).as_deref(), Some(link));
        }
    }

    #[test]
    fn a_link_that_no_code_holds_is_not_drawn() {
        assert_eq!(qr(&"a".repeat(5_000)).0, "");
    }
}
