//! The stages that go by what is written in the lists as it is: names, codes, permit numbers.

use std::collections::HashSet;

use super::MatchKind;
use super::query::{Carrier, GIVEN, Row, Search, WHOLE};
use super::reader::At;
use crate::domain::answer::Identity;
use crate::domain::institution::InstitutionId;
use crate::domain::text;

impl Search<'_, '_> {
    pub(super) fn exact(&mut self, carriers: &[Carrier]) {
        let mut kept: HashSet<At> = carriers.iter().map(|(at, _, _)| *at).collect();
        if !self.filters.is_empty() && !kept.is_empty() {
            let typed = self.ask.typed;
            let reader = self.reader;
            let fields = reader.fields;
            let mut terms = vec![(fields.name, typed.normal().to_owned())];
            terms.extend(typed.uscc().map(|uscc| (fields.uscc, uscc.to_string())));
            terms.extend(typed.permit_key().map(|key| (fields.permit, key.to_owned())));
            let within: HashSet<At> = terms
                .into_iter()
                .flat_map(|(field, text)| self.gather(vec![Box::new(reader.term(field, &text))]))
                .collect();
            kept.retain(|at| within.contains(at));
        }
        for (at, _, identity) in carriers {
            let (kind, way) = match identity {
                Identity::Name | Identity::Link => (MatchKind::Name, WHOLE),
                Identity::Uscc => (MatchKind::Uscc, GIVEN),
                Identity::Permit => (MatchKind::Permit, GIVEN),
            };
            // Who is exact elsewhere is no candidate here.
            if self.seen.insert(*at) && kept.contains(at) {
                self.rows.push(Row { at: *at, kind, way, is_meant: true });
            }
        }
    }

    /// Former names, and names that differ in what people leave out.
    pub(super) fn loose(&mut self) -> bool {
        let before = self.rows.len();
        let normal = self.ask.typed.normal();
        let reader = self.reader;
        let former = self.gather(vec![Box::new(reader.term(reader.fields.name, normal))]);
        self.take_if(&former, WHOLE, |_| Some(MatchKind::FormerName));
        let loose = text::loose(normal);
        let found = self.gather(vec![Box::new(reader.term(reader.fields.loose, &loose))]);
        self.take(found, GIVEN, MatchKind::Substring);
        self.rows.len() > before
    }

    /// Beginnings of codes and permit numbers, and ids of those who have no code.
    pub(super) fn codes(&mut self) {
        let normal = self.ask.typed.normal();
        let reader = self.reader;
        let fields = reader.fields;
        if let Some(id @ InstitutionId::Named(_)) = InstitutionId::parse(normal) {
            let found = self.gather(vec![Box::new(reader.term(fields.id, &id.to_string()))]);
            self.take(found, GIVEN, MatchKind::Uscc);
        }
        let code: String = normal.chars().filter(|c| *c != '-').collect();
        let has_digit = code.bytes().any(|b| b.is_ascii_digit());
        if code.len() < 4 || !has_digit {
            return;
        }
        if code.bytes().all(|b| b.is_ascii_alphanumeric())
            && let Some(query) = reader.with_prefix(fields.uscc, &code)
        {
            let found = self.gather(vec![query]);
            self.take(found, GIVEN, MatchKind::Uscc);
        }
        let digits = code.trim_start_matches(['教', '民', '人', '社', '第', '字']);
        for prefix in [normal, digits] {
            if prefix.len() >= 4
                && let Some(query) = reader.with_prefix(fields.permit, prefix)
            {
                let found = self.gather(vec![query]);
                self.take(found, GIVEN, MatchKind::Permit);
            }
        }
    }
}
