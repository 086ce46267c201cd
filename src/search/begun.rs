//! How words that are still being typed may be read.

use super::pinyin;
use super::places::Places;
use crate::domain::answer::Typed;
use crate::domain::region::RegionCode;
use crate::domain::text;

/// One way to read what has been typed so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Begun {
    /// The place before the name, as it goes back into the box.
    pub(super) place: String,
    /// What it may stand for; each must fit.
    pub(super) places: Vec<Vec<RegionCode>>,
    /// What the trade name begins with.
    pub(super) chars: String,
    /// What follows that, by its letters in lower case or by its initials.
    pub(super) letters: String,
}

/// The ways in which the words may be read, the plainest first.
///
/// A place is taken off here as soon as anything follows it; [`super::words::readings`], which is for
/// words that are complete, rightly takes 海淀启 for a word of its own.
pub(super) fn begun(typed: &Typed, places: &Places) -> Vec<Begun> {
    let normal = typed.normal();
    let mut ways = vec![Begun::of(normal)];
    if let Some((place, rest)) = typed.text().split_once(' ')
        && let Some(codes) = places.spelt(place)
    {
        ways.push(Begun::of(&text::normal(rest)).within(place, vec![codes.to_vec()]));
    }
    let mut rest = normal;
    let mut taken = Vec::new();
    while let Some((codes, after)) = places.at_start(rest).filter(|(_, after)| !after.is_empty()) {
        taken.push(codes.to_vec());
        rest = after;
    }
    if !taken.is_empty() {
        ways.push(Begun::of(rest).within(&normal[..normal.len() - rest.len()], taken));
    }
    ways.retain(Begun::is_enough);
    ways
}

impl Begun {
    fn of(normal: &str) -> Self {
        let chars = normal.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let letters = normal[chars.len()..].to_ascii_lowercase();
        Self { chars: chars.to_owned(), letters, ..Self::default() }
    }

    fn within(self, place: &str, places: Vec<Vec<RegionCode>>) -> Self {
        Self { place: place.to_owned(), places, ..self }
    }

    /// One letter begins too much to tell anything.
    fn is_enough(&self) -> bool {
        !self.chars.is_empty() || self.letters.len() > 1
    }

    /// What it is spelt with, in full and by its initials.
    pub(super) fn keys(&self) -> Vec<String> {
        let sounds = pinyin::sounds(&self.chars);
        let full: String = sounds.iter().map(|sound| sound.text).collect();
        let mut keys = vec![full, pinyin::initials(&sounds)];
        keys.dedup();
        keys.into_iter().map(|key| key + &self.letters).collect()
    }

    /// Whether the letters spell the beginning of `rest`.
    pub(super) fn is_spelt(&self, rest: &str) -> bool {
        let sounds = pinyin::sounds(rest);
        let full: String = sounds.iter().map(|sound| sound.text).collect();
        full.starts_with(&self.letters) || pinyin::initials(&sounds).starts_with(&self.letters)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::region::Regions;

    fn read(typed: &str) -> Vec<(String, String, String)> {
        let regions = Regions::from_csv(&["\n990000,示例省,,\n990100,晨海市,,\n990101,长乐区,,"]);
        let typed = Typed::parse(typed).unwrap();
        let ways = begun(&typed, &Places::of(&regions));
        ways.into_iter().map(|way| (way.place, way.chars, way.letters)).collect()
    }

    fn way(place: &str, chars: &str, letters: &str) -> (String, String, String) {
        (place.into(), chars.into(), letters.into())
    }

    #[test]
    fn a_place_is_taken_off_as_soon_as_something_follows() {
        assert_eq!(read("晨海"), [way("", "晨海", "")]);
        assert_eq!(read("晨海启"), [way("", "晨海启", ""), way("晨海", "启", "")]);
        assert_eq!(
            read("晨海市 长乐 启"),
            [way("", "晨海市长乐启", ""), way("晨海市长乐", "启", "")]
        );
        assert_eq!(read("changle qim"), [way("", "", "changleqim"), way("changle", "", "qim")]);
    }

    #[test]
    fn letters_at_the_end_are_a_composition() {
        assert_eq!(read("启 Ming"), [way("", "启", "ming")]);
        assert_eq!(read("q"), []);
        assert_eq!(
            begun(&Typed::parse("启m").unwrap(), &Places::of(&Regions::from_csv(&[])))
                .pop()
                .unwrap()
                .keys(),
            ["qim", "qm"]
        );
    }
}
