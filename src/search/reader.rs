//! STUB, to be dropped at merge: the reader's face over a plain list, enough to render pages by.

use jiff::civil::Date;

use super::{Ask, Browsed, Filters, Hit, MatchKind, Page, Results};
use crate::domain::answer::Typed;
use crate::domain::directory::Directory;
use crate::domain::institution::{Institution, InstitutionId};
use crate::domain::listing::RosterKind;
use crate::domain::public_changes;
use crate::domain::region::RegionCode;
use crate::domain::release::ReleaseId;
use crate::domain::text;

/// An immutable view of one release.
#[derive(Debug, Default)]
pub struct Reader {
    directory: Directory,
    institutions: Vec<Institution>,
}

impl Reader {
    pub fn of(directory: Directory, institutions: Vec<Institution>) -> Self {
        Self { directory, institutions }
    }

    pub fn release(&self) -> ReleaseId {
        self.directory.newest()
    }

    pub fn directory(&self) -> &Directory {
        &self.directory
    }

    pub fn institution(&self, id: InstitutionId, today: Date) -> Option<Institution> {
        self.public(today).find(|i| i.id == id || i.aliases.contains(&id))
    }

    pub fn by_permit(&self, key: &str, today: Date) -> Vec<Institution> {
        let has = |i: &Institution| {
            i.versions.iter().any(|v| v.listing.permit.as_ref().is_some_and(|no| no.key() == key))
        };
        self.public(today).filter(has).collect()
    }

    pub fn search(&self, ask: &Ask<'_>) -> Results {
        let exact: Vec<Institution> = self
            .public(ask.today)
            .filter(|i| ask.typed.identifies(i, ask.today).is_some())
            .collect();
        let name_and_rest = ask.typed.splits().into_iter().find_map(|(name, rest)| {
            let found = self.public(ask.today).find(|i| name.identifies(i, ask.today).is_some())?;
            Some((found, rest))
        });
        let mut hits: Vec<Hit> = Vec::new();
        for institution in self.public(ask.today) {
            if let Some((kind, spans)) = matched(ask.typed, &institution, ask.today)
                && fits(&ask.filters, &institution, ask.today)
            {
                hits.push(Hit { institution, kind, spans });
            }
        }
        hits.sort_by_key(|hit| hit.kind);
        let loose = text::loose(ask.typed.normal());
        let has_loose_equal = hits.iter().any(|hit| {
            hit.institution
                .names(ask.today)
                .iter()
                .any(|name| text::loose(&text::normal(name)) == loose)
        });
        let total = hits.len();
        let hits = part(hits, ask.page);
        Results { exact, name_and_rest, has_loose_equal, hits, total }
    }

    pub fn browse(&self, filters: &Filters, page: Page, today: Date) -> Browsed {
        let found: Vec<_> = self.public(today).filter(|i| fits(filters, i, today)).collect();
        Browsed { total: found.len(), institutions: part(found, page) }
    }

    pub fn count(&self, filters: &Filters) -> usize {
        let today = jiff::civil::date(2026, 11, 23);
        self.public(today).filter(|i| fits(filters, i, today)).count()
    }

    pub fn counts_by_region(
        &self,
        regions: &[RegionCode],
        roster: Option<RosterKind>,
    ) -> Vec<usize> {
        let count = |region: &RegionCode| {
            self.count(&Filters { region: Some(*region), roster, ..Filters::default() })
        };
        regions.iter().map(count).collect()
    }

    pub fn touched(&self, release: ReleaseId, page: Page, today: Date) -> Browsed {
        let found: Vec<_> = self
            .public(today)
            .filter(|i| !public_changes::of_release(i, release).is_empty())
            .collect();
        Browsed { total: found.len(), institutions: part(found, page) }
    }

    pub fn len(&self) -> usize {
        self.institutions.len()
    }

    pub fn is_empty(&self) -> bool {
        self.institutions.is_empty()
    }

    fn public(&self, today: Date) -> impl Iterator<Item = Institution> {
        self.institutions
            .iter()
            .map(move |i| i.clone().in_public(today))
            .filter(|i| !i.versions.is_empty())
    }
}

fn matched(
    typed: &Typed,
    institution: &Institution,
    today: Date,
) -> Option<(MatchKind, Vec<(usize, usize)>)> {
    if typed.identifies(institution, today).is_some() {
        return Some((MatchKind::Name, Vec::new()));
    }
    if institution.former_names(today).iter().any(|name| text::normal(name) == typed.normal()) {
        return Some((MatchKind::FormerName, Vec::new()));
    }
    let name = &institution.representative(today)?.listing.name;
    if let Some(at) = name.find(typed.text()) {
        let from = name[..at].chars().count();
        return Some((MatchKind::Substring, vec![(from, from + typed.text().chars().count())]));
    }
    let shares = |word: &str| {
        typed.text().chars().count() > 5 && name.chars().filter(|c| word.contains(*c)).count() > 9
    };
    shares(typed.text()).then(|| (MatchKind::Homophone, Vec::new()))
}

fn fits(filters: &Filters, institution: &Institution, today: Date) -> bool {
    let Some(version) = institution.representative(today) else { return false };
    let any = |test: &dyn Fn(&crate::domain::listing::Listing) -> bool| {
        institution.in_force(today).any(|v| test(&v.listing)) || test(&version.listing)
    };
    filters.region.is_none_or(|r| any(&|l| l.region.is_some_and(|own| r.contains(own))))
        && filters.roster.is_none_or(|kind| any(&|l| l.roster.kind == kind))
        && filters.category.is_none_or(|category| any(&|l| l.category == category))
        && filters.status.is_none_or(|status| any(&|l| l.status == status))
}

fn part<T>(all: Vec<T>, page: Page) -> Vec<T> {
    all.into_iter().skip((page.number - 1) * page.size).take(page.size).collect()
}
