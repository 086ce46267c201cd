//! The stages that go by sound: pinyin, initials, homophones.

use super::MatchKind;
use super::fit::{Heard, Stand};
use super::heard::heard;
use super::query::{Search, Way};
use super::words::Reading;

impl Search<'_, '_> {
    /// Letters that spell a trade name, or begin its syllables, alone or with the words after it.
    pub(super) fn by_letters(&mut self, readings: &[Reading]) {
        for reading in readings {
            let Some(core) = reading.cores.first().filter(|_| reading.cores.len() == 1) else {
                continue;
            };
            if core.len() < 2 || !core.bytes().all(|b| b.is_ascii_alphabetic()) {
                continue;
            }
            let letters = core.to_ascii_lowercase();
            let is_whole = |way: &Vec<Heard>| way.iter().all(|heard| !heard.is_begun);
            let ways = heard(core);
            let syllables = ways.iter().find(|way| is_whole(way)).or(ways.first()).cloned();
            let (kind, way) = match syllables {
                Some(syllables) => (MatchKind::Pinyin, Way::Sound(syllables)),
                None => (MatchKind::Initials, Way::Initials(letters.clone())),
            };
            let way = self.way(way);
            let mut trades = Vec::new();
            self.reader.led_to(self.reader.fields.spelt, &letters, &mut trades);
            trades.sort_unstable();
            trades.dedup();
            for trade in trades {
                if let Some(found) = self.bearing(&trade, reading) {
                    self.take(found, way, kind);
                }
            }
            if self.is_enough() {
                return;
            }
            if kind == MatchKind::Pinyin {
                continue;
            }
            let found = self.reader.with_beginning(self.reader.fields.lead, &letters);
            if let Some(found) = self.among(found, reading) {
                self.take(found, way, kind);
            }
        }
    }

    /// Sounds like the words somewhere in the name.
    pub(super) fn by_sound(&mut self, reading: &Reading) {
        let Some((first, others)) = reading.cores.split_first() else { return };
        let is_typed = first.bytes().any(|b| b.is_ascii_alphabetic());
        for typed in heard(first) {
            if self.is_enough() || !(is_typed || self.rows.is_empty()) {
                return;
            }
            let whole = typed.iter().filter(|heard| !heard.is_begun);
            let mut cores = vec![self.reader.sounding(whole.map(|heard| heard.syllable.as_str()))];
            for other in others {
                let alternatives = heard(other);
                let Some(one) = alternatives.first() else { return };
                cores.push(self.reader.sounding(one.iter().map(|heard| heard.syllable.as_str())));
            }
            let kind = if is_typed { MatchKind::Pinyin } else { MatchKind::Homophone };
            // Two syllables are shared by many; only a trade name that is or begins so is meant by them.
            let is_short = !is_typed && typed.len() <= 2;
            let Some(found) = self.found(cores.into_iter().collect(), reading) else { continue };
            let way = self.way(Way::Sound(typed));
            self.take_if(&found, way, |fit| {
                (!is_short || matches!(fit.stand, Stand::Whole | Stand::Begins)).then_some(kind)
            });
        }
    }

    pub(super) fn by_initials(&mut self) {
        let letters = self.ask.typed.normal().to_ascii_lowercase();
        if self.is_enough() || letters.len() < 2 || !letters.bytes().all(|b| b.is_ascii_lowercase())
        {
            return;
        }
        let Some(query) = self.reader.with_initials(&letters) else { return };
        let found = self.gather(vec![query]);
        let way = self.way(Way::Initials(letters));
        self.take_if(&found, way, |_| Some(MatchKind::Initials));
    }
}
