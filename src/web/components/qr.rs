//! A QR code, drawn where it is read: on paper and on screens.

use std::fmt::Write as _;

use fast_qr::ECL;
use fast_qr::qr::QRBuilder;
use maud::{Markup, html};

/// Light modules around a code, without which readers do not find it. Source: ISO/IEC 18004.
const QUIET_MODULES: usize = 4;

/// A link as a QR code that may lose a quarter of itself to folds and dirt (correction Q). Always dark
/// on light: many readers take no other. Nothing where the link is longer than any code holds, so the
/// link itself must stand beside it.
pub fn qr(link: &str) -> Markup {
    let Ok(code) = QRBuilder::new(link).ecl(ECL::Q).build() else { return html! {} };
    let side = code.size + 2 * QUIET_MODULES;
    let mut path = String::new();
    for y in 0..code.size {
        let row = &code[y];
        let mut x = 0;
        while x < code.size {
            let length = row[x..].iter().take_while(|module| module.value()).count();
            if length > 0 {
                // Writing to a string cannot fail.
                let _ = write!(
                    path,
                    "M{} {}h{length}v1h-{length}z",
                    x + QUIET_MODULES,
                    y + QUIET_MODULES
                );
            }
            x += length.max(1);
        }
    }
    html! {
        svg.qr viewBox={ "0 0 " (side) " " (side) } shape-rendering="crispEdges" aria-hidden="true" focusable="false" {
            rect width=(side) height=(side) fill="#fff" {}
            path d=(path) fill="#000" {}
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// What a reader that knows nothing of ours makes of a drawn code.
    pub(crate) fn read_back(svg: &str) -> Option<String> {
        const SCALE: usize = 4;
        let svg = svg.split("class=\"qr\"").nth(1)?;
        let side: usize = svg.split("viewBox=\"0 0 ").nth(1)?.split(' ').next()?.parse().ok()?;
        let path = svg.split("path d=\"").nth(1)?.split('"').next()?;
        let mut dark = vec![vec![false; side]; side];
        for run in path.split('M').filter(|run| !run.is_empty()) {
            let (x, rest) = run.split_once(' ')?;
            let (y, rest) = rest.split_once('h')?;
            let (length, _) = rest.split_once('v')?;
            let (x, y, length): (usize, usize, usize) =
                (x.parse().ok()?, y.parse().ok()?, length.parse().ok()?);
            dark[y][x..x + length].fill(true);
        }
        let mut image =
            rqrr::PreparedImage::prepare_from_greyscale(side * SCALE, side * SCALE, |x, y| {
                if dark[y / SCALE][x / SCALE] { 0 } else { 255 }
            });
        let (_, content) = image.detect_grids().first()?.decode().ok()?;
        Some(content)
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
