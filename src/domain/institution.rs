//! 机构: who the listings are about, with everything that lists have said of it.

use std::fmt;

use jiff::civil::Date;
use sha2::{Digest as _, Sha256};

use super::listing::{Listing, RosterKind};
use super::region::RegionCode;
use super::release::ReleaseId;
use super::status::Status;
use super::text;
use super::uscc::Uscc;

/// The public id of an institution: its USCC, or `X` and ten Crockford base-32 digits derived from
/// region and name, so that rebuilding from the same releases gives the same links.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum InstitutionId {
    Uscc(Uscc),
    /// The ten digits after the `X`.
    Named([u8; 10]),
}

const CROCKFORD: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

impl InstitutionId {
    /// The id of an institution whose lists give no code.
    pub fn of_name(region: Option<RegionCode>, name: &str) -> Self {
        let mut hasher = Sha256::new();
        hasher.update(region.map_or(0, RegionCode::number).to_be_bytes());
        hasher.update(text::normal(name).as_bytes());
        let hash = hasher.finalize();
        let mut bits = 0_u64;
        for byte in &hash[..8] {
            bits = bits << 8 | u64::from(*byte);
        }
        let mut digits = [0; 10];
        for digit in &mut digits {
            *digit = CROCKFORD[(bits >> 59) as usize];
            bits <<= 5;
        }
        Self::Named(digits)
    }

    /// Reads an id from a link; lower case and full width are let pass. `None`: no id.
    pub fn parse(typed: &str) -> Option<Self> {
        if let Ok(uscc) = Uscc::parse(typed) {
            return Some(Self::Uscc(uscc));
        }
        let normal = text::normal(typed);
        let digits: [u8; 10] = normal.strip_prefix('X')?.as_bytes().try_into().ok()?;
        digits.iter().all(|digit| CROCKFORD.contains(digit)).then_some(Self::Named(digits))
    }
}

impl fmt::Display for InstitutionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Uscc(uscc) => uscc.fmt(f),
            Self::Named(digits) => {
                f.write_str("X")?;
                digits.iter().try_for_each(|digit| write!(f, "{}", char::from(*digit)))
            }
        }
    }
}

impl fmt::Debug for InstitutionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "InstitutionId({self})")
    }
}

/// How a version of a listing came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ending {
    /// A later release gave the same listing other words.
    Amended,
    /// A later full list no longer names it, or a release took it out.
    Departed,
}

/// Where a version ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Until {
    pub release: ReleaseId,
    /// The first day on which it no longer counts.
    pub on: Date,
    pub how: Ending,
}

/// One listing as one release gave it, until another release changed or removed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// The same for all versions of one listing.
    pub line: i64,
    pub listing: Listing,
    pub from_release: ReleaseId,
    /// The first day on which it counts.
    pub from_on: Date,
    /// `None`: still in the roster.
    pub until: Option<Until>,
}

impl Version {
    /// Whether it counts on `day`, by effective dates: from its first day, before its last release's
    /// effective day, and before its own 移出日期.
    pub fn is_in_force(&self, day: Date) -> bool {
        self.from_on <= day
            && self.until.is_none_or(|until| day < until.on)
            && self.listing.delisted_on.is_none_or(|delisted| day < delisted)
            && self.listing.status != Status::Lifted
    }

    /// Whether it has left its roster by `day` without a successor.
    pub fn has_departed(&self, day: Date) -> bool {
        self.until.is_some_and(|until| until.how == Ending::Departed && until.on <= day)
    }

    /// A ban that is over: it leaves every public view, past days included (`design.md` §1.8).
    fn is_forgotten(&self, today: Date) -> bool {
        self.listing.roster.kind == RosterKind::Banned
            && (self.listing.status == Status::Lifted
                || self.listing.delisted_on.is_some_and(|on| on <= today)
                || self.has_departed(today))
    }
}

/// 机构 with everything that lists have said of it, in the order of release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Institution {
    pub id: InstitutionId,
    /// Earlier ids whose links lead here.
    pub aliases: Vec<InstitutionId>,
    pub versions: Vec<Version>,
    /// Listings without a code which carry this name in this region and could mean this
    /// institution or a namesake. Nobody can tell, so the verdict takes them in.
    pub may_be_meant: Vec<Version>,
}

impl Institution {
    /// What the public may see on `today`: bans that are over are gone, with all their versions.
    #[must_use]
    pub fn in_public(mut self, today: Date) -> Self {
        for versions in [&mut self.versions, &mut self.may_be_meant] {
            let forgotten: Vec<i64> =
                versions.iter().filter(|v| v.is_forgotten(today)).map(|v| v.line).collect();
            versions.retain(|v| !forgotten.contains(&v.line));
        }
        self
    }

    /// What the register knew right after `release`: later versions are not there yet, and what later
    /// releases ended is not ended. What must be forgotten is to be gone [before](Self::in_public).
    #[must_use]
    pub fn as_known_at(mut self, release: ReleaseId) -> Self {
        for versions in [&mut self.versions, &mut self.may_be_meant] {
            versions.retain(|version| version.from_release <= release);
            for version in versions {
                version.until = version.until.filter(|until| until.release <= release);
            }
        }
        self
    }

    /// The versions in force on `day`.
    pub fn in_force(&self, day: Date) -> impl Iterator<Item = &Version> {
        self.versions.iter().filter(move |version| version.is_in_force(day))
    }

    /// The version that best tells who this is on `day`: in force if any, the newest release first.
    /// `None`: no list has ever named it that the public may know of.
    pub fn representative(&self, day: Date) -> Option<&Version> {
        let newest = |a: &&Version, b: &&Version| a.from_release.cmp(&b.from_release);
        self.in_force(day).max_by(newest).or_else(|| self.versions.iter().max_by(newest))
    }

    /// Its full names on `day`: those of the listings in force; when there are none, the last one it had.
    pub fn names(&self, day: Date) -> Vec<&str> {
        let mut names: Vec<&str> = self.in_force(day).map(|v| v.listing.name.as_str()).collect();
        if names.is_empty() {
            names.extend(self.representative(day).map(|v| v.listing.name.as_str()));
        }
        names.sort_unstable();
        names.dedup();
        names
    }

    /// Names that it no longer carries on `day`.
    pub fn former_names(&self, day: Date) -> Vec<&str> {
        let present = self.names(day);
        let is_past = |v: &&Version| v.from_on <= day && !v.is_in_force(day);
        let mut former: Vec<&str> =
            self.versions.iter().filter(is_past).map(|v| v.listing.name.as_str()).collect();
        former.retain(|name| !present.contains(name));
        former.sort_unstable();
        former.dedup();
        former
    }

    pub fn uscc(&self) -> Option<Uscc> {
        match self.id {
            InstitutionId::Uscc(uscc) => Some(uscc),
            InstitutionId::Named(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::domain::listing::RosterId;
    use crate::domain::regulator::RegulatorCode;

    #[test]
    fn ids_read_back_and_do_not_depend_on_how_the_name_is_typed() {
        let region = RegionCode::parse("990101");
        let id = InstitutionId::of_name(region, "示例（城南）托管中心");
        assert_eq!(InstitutionId::of_name(region, " 示例(城南)托管中心"), id);
        assert_ne!(InstitutionId::of_name(RegionCode::parse("990102"), "示例（城南）托管中心"), id);
        assert_eq!(id.to_string().len(), 11);
        assert_eq!(InstitutionId::parse(&id.to_string()), Some(id));
        assert_eq!(InstitutionId::parse(&id.to_string().to_lowercase()), Some(id));
        for no_id in ["", "X", "X123", "X123456789U", "../etc/passwd"] {
            assert_eq!(InstitutionId::parse(no_id), None, "{no_id}");
        }
    }
    #[test]
    fn what_was_known_after_a_release_is_what_it_and_those_before_it_said() {
        let regulator = RegulatorCode::parse("990101-edu").unwrap();
        let roster = RosterId { regulator, kind: RosterKind::Approved };
        let version = |name: &str, from: u64, until: Option<(u64, Ending)>| Version {
            line: 1,
            listing: Listing::named(roster, name),
            from_release: ReleaseId::new(from),
            from_on: date(2026, 1, 1),
            until: until.map(|(release, how)| Until {
                release: ReleaseId::new(release),
                on: date(2026, 6, 1),
                how,
            }),
        };
        let institution = Institution {
            id: InstitutionId::of_name(None, "示例"),
            aliases: Vec::new(),
            versions: vec![
                version("示例旧名", 2, Some((5, Ending::Amended))),
                version("示例新名", 5, Some((7, Ending::Departed))),
            ],
            may_be_meant: Vec::new(),
        };
        let today = date(2026, 7, 1);
        let names = |release| {
            let known = institution.clone().as_known_at(ReleaseId::new(release));
            known.in_force(today).map(|version| version.listing.name.clone()).collect::<Vec<_>>()
        };
        assert_eq!(names(1), [""; 0]);
        assert_eq!(names(4), ["示例旧名"]);
        assert_eq!(names(6), ["示例新名"]);
        assert_eq!(names(7), [""; 0]);
    }
}
