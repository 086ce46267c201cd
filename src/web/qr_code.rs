//! QR codes: the matrix, drawn for the screen and for paper.

use std::fmt::Write as _;

use fast_qr::{ECL, QRBuilder};
use maud::{Markup, html};
use png::{BitDepth, ColorType, Encoder, PixelDimensions, Unit};

use super::error::Error;

/// Light modules around the code, which readers need to find it (ISO/IEC 18004, 9.1).
const QUIET: usize = 4;

/// Of print: 300 dots an inch, in dots a metre.
const DOTS_PER_METRE: u32 = 11_811;

/// How wide a printed code is, with its quiet zone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PrintSize {
    /// In a corner of a notice.
    Cm3,
    #[default]
    Cm5,
    /// On a sheet beside the door.
    Cm10,
    /// On a poster.
    Cm20,
}

impl PrintSize {
    pub const ALL: [Self; 4] = [Self::Cm3, Self::Cm5, Self::Cm10, Self::Cm20];

    pub fn centimetres(self) -> u32 {
        match self {
            Self::Cm3 => 3,
            Self::Cm5 => 5,
            Self::Cm10 => 10,
            Self::Cm20 => 20,
        }
    }

    /// Reads `?size=`.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|size| size.centimetres().to_string() == code)
    }

    /// In dots of print.
    fn dots(self) -> usize {
        (self.centimetres() * DOTS_PER_METRE / 100) as usize
    }
}

/// A QR code with its quiet zone.
#[derive(Debug)]
pub struct QrCode {
    side: usize,
    /// Row by row; whether it is dark.
    modules: Vec<bool>,
}

impl QrCode {
    /// A quarter of it may be dirty or torn (level Q): notices are copied, folded and rained on.
    ///
    /// # Errors
    /// When the text is too long for any code.
    pub fn of(text: &str) -> Result<Self, Error> {
        let code = QRBuilder::new(text).ecl(ECL::Q).build().map_err(|_| Error::TooLarge)?;
        let side = code.size + 2 * QUIET;
        let mut modules = vec![false; side * side];
        for row in 0..code.size {
            for (column, module) in code[row].iter().enumerate() {
                modules[(row + QUIET) * side + column + QUIET] = module.value();
            }
        }
        Ok(Self { side, modules })
    }

    /// Black on white in the dark too: readers need it so.
    pub fn svg(&self, title: &str) -> Markup {
        let side = self.side;
        html! {
            svg xmlns="http://www.w3.org/2000/svg" viewBox={ "0 0 " (side) " " (side) }
                width="240" height="240" shape-rendering="crispEdges" role="img" {
                title { (title) }
                (self.modules_drawn())
            }
        }
    }

    /// In a page whose words say where it leads.
    pub fn beside_its_link(&self) -> Markup {
        html! {
            svg.qr viewBox={ "0 0 " (self.side) " " (self.side) } shape-rendering="crispEdges"
                aria-hidden="true" focusable="false" {
                (self.modules_drawn())
            }
        }
    }

    fn modules_drawn(&self) -> Markup {
        let side = self.side;
        html! {
            path fill="#fff" d={ "M0 0h" (side) "v" (side) "H0z" } {}
            path d=(self.path()) fill="#000" {}
        }
    }

    /// One rectangle for each run of dark modules in a row.
    fn path(&self) -> String {
        let mut path = String::new();
        for (y, row) in self.modules.chunks(self.side).enumerate() {
            let mut x = 0;
            for run in row.chunk_by(|a, b| a == b) {
                let n = run.len();
                if run[0] {
                    let _ = write!(path, "M{x} {y}h{n}v1h-{n}z");
                }
                x += n;
            }
        }
        path
    }

    /// One bit a dot, 300 dots an inch: placed in a document, it has the size asked for, or up to a
    /// module's dots more, since every module has as many dots as every other.
    ///
    /// # Errors
    /// When it cannot be encoded.
    pub fn png(&self, size: PrintSize) -> Result<Vec<u8>, Error> {
        let dots = size.dots().div_ceil(self.side);
        let side = self.side * dots;
        let mut rows = Vec::with_capacity(side.div_ceil(8) * side);
        for modules in self.modules.chunks(self.side) {
            let row = packed(modules, dots);
            for _ in 0..dots {
                rows.extend_from_slice(&row);
            }
        }
        let mut content = Vec::new();
        let width = u32::try_from(side).map_err(|_| Error::TooLarge)?;
        encode(&mut content, width, &rows).map_err(|error| {
            tracing::error!(%error, "a QR code was not encoded");
            Error::Internal
        })?;
        Ok(content)
    }
}

/// A row of dots, eight a byte; white is one.
fn packed(modules: &[bool], dots: usize) -> Vec<u8> {
    let mut row = vec![0_u8; (modules.len() * dots).div_ceil(8)];
    let light = modules.iter().flat_map(|is_dark| std::iter::repeat_n(!is_dark, dots));
    for (at, _) in light.enumerate().filter(|(_, is_light)| *is_light) {
        row[at / 8] |= 0x80 >> (at % 8);
    }
    row
}

fn encode(content: &mut Vec<u8>, side: u32, rows: &[u8]) -> Result<(), png::EncodingError> {
    let mut encoder = Encoder::new(content, side, side);
    encoder.set_color(ColorType::Grayscale);
    encoder.set_depth(BitDepth::One);
    encoder.set_pixel_dims(Some(PixelDimensions {
        xppu: DOTS_PER_METRE,
        yppu: DOTS_PER_METRE,
        unit: Unit::Meter,
    }));
    let mut writer = encoder.write_header()?;
    writer.write_image_data(rows)?;
    writer.finish()
}

#[cfg(test)]
pub(crate) mod reading {
    //! Codes read again by another program than the one that made them.

    use png::{BitDepth, Decoder};

    fn read(side: usize, is_dark: impl Fn(usize, usize) -> bool) -> Option<String> {
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(side, side, |x, y| {
            if is_dark(x, y) { 0 } else { 255 }
        });
        let grids = image.detect_grids();
        let [grid] = grids.as_slice() else { return None };
        Some(grid.decode().ok()?.1)
    }

    pub(crate) fn read_png(content: &[u8]) -> Option<(u32, String)> {
        let mut reader = Decoder::new(std::io::Cursor::new(content)).read_info().ok()?;
        let mut dots = vec![0; reader.output_buffer_size()?];
        let info = reader.next_frame(&mut dots).ok()?;
        assert_eq!(info.bit_depth, BitDepth::One, "one bit a dot");
        let is_dark =
            |x: usize, y: usize| dots[y * info.line_size + x / 8] & (0x80 >> (x % 8)) == 0;
        Some((info.width, read(info.width as usize, is_dark)?))
    }

    /// Reads what [`super::QrCode::svg`] draws, four dots a module.
    pub(crate) fn read_svg(svg: &str) -> Option<String> {
        let side: usize = svg.split_once("viewBox=\"0 0 ")?.1.split_once(' ')?.0.parse().ok()?;
        let path = svg.rsplit_once("<path d=\"")?.1.split_once('"')?.0;
        let mut dark = vec![false; side * side];
        for run in path.split('M').skip(1) {
            let (x, rest) = run.split_once(' ')?;
            let (y, rest) = rest.split_once('h')?;
            let (x, y): (usize, usize) = (x.parse().ok()?, y.parse().ok()?);
            let n: usize = rest.split_once('v')?.0.parse().ok()?;
            dark[y * side + x..y * side + x + n].fill(true);
        }
        read(side * 4, |x, y| dark[y / 4 * side + x / 4])
    }
}

#[cfg(test)]
mod tests {
    use super::reading::{read_png, read_svg};
    use super::*;

    const LINK: &str = "https://www.example.gov.cn/mingce/i/91990101MA0000015C";

    #[test]
    fn a_code_is_read_again_as_the_same_link_in_every_size() {
        let code = QrCode::of(LINK).unwrap();
        assert_eq!(read_svg(&code.svg("a < b").0).as_deref(), Some(LINK));
        for size in PrintSize::ALL {
            let (dots, link) = read_png(&code.png(size).unwrap()).unwrap();
            assert_eq!(link, LINK);
            let millimetres = f64::from(dots) / f64::from(DOTS_PER_METRE) * 1_000.0;
            let asked = f64::from(size.centimetres()) * 10.0;
            assert!((asked..asked + 5.0).contains(&millimetres), "{millimetres} for {asked}");
        }
    }

    #[test]
    fn four_light_modules_stand_around_the_code() {
        let code = QrCode::of(LINK).unwrap();
        let is_dark = |x: usize, y: usize| code.modules[y * code.side + x];
        for at in 0..code.side {
            for near in (0..QUIET).chain(code.side - QUIET..code.side) {
                assert!(!is_dark(at, near) && !is_dark(near, at));
            }
        }
        assert!(is_dark(QUIET, QUIET), "the corner of the first mark");
    }

    #[test]
    fn what_no_code_can_hold_is_refused() {
        assert_eq!(QrCode::of(&"a".repeat(5_000)).unwrap_err(), Error::TooLarge);
    }
}
