//! A search, stage by stage: what carries the words first, what only resembles them last.

use super::reader::Reader;
use super::{Ask, Hit, MatchKind, Results};
use crate::domain::answer::Identity;

impl Reader {
    /// What the words bring in.
    pub fn search(&self, ask: &Ask<'_>) -> Results {
        let mut results = Results::default();
        let name = self.all_of(&self.term(self.fields.name, ask.typed.normal()));
        for institution in self.public(name, ask.today) {
            if let Some(identity) = ask.typed.identifies(&institution, ask.today) {
                let kind = match identity {
                    Identity::Name | Identity::Link => MatchKind::Name,
                    Identity::Uscc => MatchKind::Uscc,
                    Identity::Permit => MatchKind::Permit,
                };
                results.exact.push(institution.clone());
                results.hits.push(Hit { institution, kind, spans: Vec::new() });
            }
        }
        results.total = results.hits.len();
        results
    }
}
