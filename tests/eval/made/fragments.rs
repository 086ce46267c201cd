//! 字号 with or without other words, right or with a slip.

use mingce::domain::text::is_han;

use super::alike::folded;
use super::list::{Entry, Own, normal};
use super::places::short;
use super::sounds::{alone, syllables};
use super::{Drawn, Maker};
use crate::invented::random::Random;

pub(super) fn brand(maker: &mut Maker<'_>) -> Option<Drawn> {
    let entry = maker.entry();
    let rows = maker.list.owns.get(&normal(&entry.own))?.rows.clone();
    maker.fragment(entry.own.clone(), rows)
}

pub(super) fn brand_and_district(maker: &mut Maker<'_>) -> Option<Drawn> {
    let entry = maker.entry();
    let own = normal(&entry.own);
    let rows = maker.list.owns.get(&own)?.rows.clone();
    maker.with_place(entry, &entry.own, rows)
}

pub(super) fn brand_and_type(maker: &mut Maker<'_>) -> Option<Drawn> {
    let entry = maker.entry();
    let rows = maker.list.owns.get(&normal(&entry.own))?.rows.clone();
    maker.with_type(entry, &entry.own, rows)
}

pub(super) fn homophone(maker: &mut Maker<'_>) -> Option<Drawn> {
    let entry = maker.entry();
    let sounding = |maker: &mut Maker<'_>, character| {
        pick_other(&mut maker.random, maker.alike.sounding(alone(character)?), character)
    };
    let typed = maker.with_one_changed(entry, sounding)?;
    let sounds = syllables(&typed)?;
    let rows = maker.list.rows_of(|own| own.sounds.as_ref() == Some(&sounds));
    maker.dressed(entry, &typed, rows)
}

pub(super) fn fuzzy(maker: &mut Maker<'_>) -> Option<Drawn> {
    let entry = maker.entry();
    let nearly = |maker: &mut Maker<'_>, character| {
        pick_other(&mut maker.random, &maker.alike.sounding_nearly(alone(character)?), character)
    };
    let typed = maker.with_one_changed(entry, nearly)?;
    let sounds = syllables(&typed)?;
    if !maker.list.rows_of(|own| own.sounds.as_ref() == Some(&sounds)).is_empty() {
        return None;
    }
    let rows = maker.list.rows_of(|own| sounds_nearly(own, &sounds));
    maker.dressed(entry, &typed, rows)
}

pub(super) fn shape(maker: &mut Maker<'_>) -> Option<Drawn> {
    let entry = maker.entry();
    let looking = |maker: &mut Maker<'_>, character| {
        pick_other(&mut maker.random, maker.alike.looking_like(character), character)
    };
    let typed = maker.with_one_changed(entry, looking)?;
    let chars: Vec<char> = typed.chars().collect();
    let rows = maker.list.rows_of(|own| {
        let pairs = || own.chars.iter().zip(&chars).filter(|(one, other)| one != other);
        own.chars.len() == chars.len()
            && pairs().count() == 1
            && pairs().all(|(one, other)| maker.alike.look_alike(*one, *other))
    });
    maker.dressed(entry, &typed, rows)
}

pub(super) fn missing(maker: &mut Maker<'_>) -> Option<Drawn> {
    let entry = maker.entry();
    let mut typed: Vec<char> = normal(&entry.own).chars().collect();
    typed.remove(maker.han_in(&typed)?);
    let rows = maker.list.rows_of(|own| lacks_one(&typed, &own.chars));
    maker.slip(entry, &typed, rows)
}

pub(super) fn extra(maker: &mut Maker<'_>) -> Option<Drawn> {
    let entry = maker.entry();
    let mut typed: Vec<char> = normal(&entry.own).chars().collect();
    let at = maker.han_in(&typed)?;
    let is_doubled = maker.chance(50);
    let more = if is_doubled { typed[at] } else { maker.random.pick(&maker.alike.common) };
    typed.insert(at, more);
    let rows = maker.list.rows_of(|own| lacks_one(&own.chars, &typed));
    maker.slip(entry, &typed, rows)
}

pub(super) fn transposed(maker: &mut Maker<'_>) -> Option<Drawn> {
    let entry = maker.entry();
    let mut typed: Vec<char> = normal(&entry.own).chars().collect();
    let at = maker.han_in(&typed)?;
    if !typed.get(at + 1).is_some_and(|next| is_han(*next)) {
        return None;
    }
    typed.swap(at, at + 1);
    let rows = maker.list.rows_of(|own| is_transposed(&own.chars, &typed));
    maker.slip(entry, &typed, rows)
}

/// One character in pinyin.
pub(super) fn mixed(maker: &mut Maker<'_>) -> Option<Drawn> {
    let entry = maker.entry();
    let own = maker.list.owns.get(&normal(&entry.own))?;
    let sounds = own.sounds.as_ref().filter(|sounds| sounds.len() > 1)?;
    let at = maker.han_in(&own.chars)?;
    let mut typed: Vec<String> = own.chars.iter().map(char::to_string).collect();
    typed[at] = sounds[at].to_owned();
    let rows = maker.list.rows_of(|other| {
        let others = other.chars.iter().enumerate();
        other.chars.len() == own.chars.len()
            && other.sounds.as_ref().is_some_and(|others| others[at] == sounds[at])
            && others.filter(|(place, _)| *place != at).all(|(place, c)| own.chars[place] == *c)
    });
    if maker.chance(60) {
        return maker.with_type(entry, &typed.concat(), rows);
    }
    maker.fragment(typed.concat(), rows)
}

/// Whether some listed 字号 is so near that words with this one may mean it.
pub(super) fn is_near_a_listed(maker: &Maker<'_>, typed: &str) -> bool {
    let chars: Vec<char> = typed.chars().collect();
    let sounds = syllables(typed);
    let is_near = |own: &Own| {
        own.chars == chars
            || lacks_one(&chars, &own.chars)
            || lacks_one(&own.chars, &chars)
            || is_transposed(&own.chars, &chars)
            || sounds.as_ref().is_some_and(|sounds| sounds_nearly(own, sounds))
    };
    maker.list.owns.values().any(is_near)
}

fn sounds_nearly(own: &Own, sounds: &[&str]) -> bool {
    own.sounds.as_ref().is_some_and(|own| {
        own.len() == sounds.len()
            && own.iter().zip(sounds).all(|(one, other)| folded(one) == folded(other))
    })
}

fn pick_other(random: &mut Random, from: &[char], than: char) -> Option<char> {
    let others: Vec<char> = from.iter().copied().filter(|other| *other != than).collect();
    (!others.is_empty()).then(|| random.pick(&others))
}

/// Whether `short` is `long` without one character.
fn lacks_one(short: &[char], long: &[char]) -> bool {
    let same = short.iter().zip(long).take_while(|(one, other)| one == other).count();
    short.len() + 1 == long.len() && short[same..] == long[same + 1..]
}

fn is_transposed(one: &[char], other: &[char]) -> bool {
    let same = one.iter().zip(other).take_while(|(one, other)| one == other).count();
    one.len() == other.len()
        && same + 2 <= one.len()
        && one[same] == other[same + 1]
        && one[same + 1] == other[same]
        && one[same + 2..] == other[same + 2..]
}

impl Maker<'_> {
    /// A place where people slip; nobody writes 365 otherwise.
    fn han_in(&mut self, chars: &[char]) -> Option<usize> {
        let places = (0..chars.len()).filter(|at| is_han(chars[*at]));
        let places: Vec<usize> = places.collect();
        (!places.is_empty()).then(|| self.random.pick(&places))
    }

    fn with_one_changed(
        &mut self,
        entry: &Entry,
        change: impl Fn(&mut Self, char) -> Option<char>,
    ) -> Option<String> {
        let mut typed: Vec<char> = normal(&entry.own).chars().collect();
        let at = self.han_in(&typed)?;
        typed[at] = change(self, typed[at])?;
        let typed: String = typed.into_iter().collect();
        (!self.list.owns.contains_key(&typed)).then_some(typed)
    }

    fn slip(&mut self, entry: &Entry, typed: &[char], rows: Vec<usize>) -> Option<Drawn> {
        let typed: String = typed.iter().collect();
        if self.list.owns.contains_key(&typed) {
            return None;
        }
        self.dressed(entry, &typed, rows)
    }

    /// Alone, with what is taught, or with the place.
    fn dressed(&mut self, entry: &Entry, typed: &str, rows: Vec<usize>) -> Option<Drawn> {
        if typed.chars().count() < 2 {
            return None;
        }
        match self.random.below(100) {
            0..35 => self.fragment(typed.to_owned(), rows),
            35..70 => self.with_type(entry, typed, rows),
            _ => self.with_place(entry, typed, rows),
        }
    }

    fn with_type(&mut self, entry: &Entry, typed: &str, mut rows: Vec<usize>) -> Option<Drawn> {
        let is_general = entry.tail.contains("培训") && self.chance(25);
        let word = if is_general { "培训" } else { entry.subject.as_str() };
        if word.is_empty() {
            return None;
        }
        rows.retain(|row| self.list.entries[*row].name.contains(word));
        let between = if self.chance(30) { " " } else { "" };
        self.fragment(format!("{typed}{between}{word}"), rows)
    }

    fn with_place(&mut self, entry: &Entry, typed: &str, mut rows: Vec<usize>) -> Option<Drawn> {
        let (city, county) = (short(&entry.city), short(&entry.county));
        let is_both = city != county && self.chance(20);
        let place = match self.random.below(10) {
            0 => entry.county.as_str(),
            1 | 2 => city,
            _ => county,
        };
        if place.is_empty() {
            return None;
        }
        rows.retain(|row| {
            let other = &self.list.entries[*row];
            let is_same = other.county == entry.county && other.city == entry.city;
            if is_both { is_same } else { other.is_in(place) }
        });
        let between = if self.chance(40) { " " } else { "" };
        let words = match (is_both, self.chance(50)) {
            (true, _) => format!("{city}{county}{between}{typed}"),
            (false, true) => format!("{place}{between}{typed}"),
            (false, false) => format!("{typed}{between}{place}"),
        };
        self.fragment(words, rows)
    }
}
