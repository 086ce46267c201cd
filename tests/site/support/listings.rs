//! Invented listings, with what a test does not care about filled in.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use mingce::domain::category::Category;
use mingce::domain::digest::Digest;
use mingce::domain::listing::{Field, Listing, RosterId, RosterKind, Site, Validity};
use mingce::domain::permit::PermitNo;
use mingce::domain::regulator::{AbsenceRule, Regulator, RegulatorCode};
use mingce::domain::release::{Mode, SourceFile};
use mingce::domain::status::Status;
use mingce::domain::uscc::Uscc;
use mingce::publish::release::Terms;
use mingce::publish::submission::{Directed, Said, Submission};

pub(crate) const EDU: &str = "990101-edu";
pub(crate) const CULTURE: &str = "990101-culture";

pub(crate) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

pub(crate) fn code(serial: u32) -> Uscc {
    let first = format!("91990101MA{serial:07}");
    let check = Uscc::check_character(first.as_bytes()).unwrap();
    Uscc::parse(&format!("{first}{}", char::from(check))).unwrap()
}

/// On the white list of `regulator`, in order and in date.
pub(crate) fn approved(regulator: &str, name: &str, uscc: Option<Uscc>) -> Listing {
    let regulator = RegulatorCode::parse(regulator).unwrap();
    Listing {
        uscc,
        status: Status::Normal,
        status_text: "正常".into(),
        category: Category::Arts,
        region: Some(regulator.region),
        site: Site {
            address: format!("示例路{}号", name.chars().count()),
            town: "示例街道".into(),
        },
        valid_until: Validity::LongTerm,
        ..Listing::named(RosterId { regulator, kind: RosterKind::Approved }, name)
    }
}

pub(crate) fn banned(regulator: &str, name: &str, uscc: Option<Uscc>) -> Listing {
    let mut listing = approved(regulator, name, uscc);
    listing.roster.kind = RosterKind::Banned;
    listing.status = Status::Unstated;
    listing.status_text = String::new();
    listing
}

pub(crate) fn with_permit(mut listing: Listing, permit: &str) -> Listing {
    listing.permit = PermitNo::parse(permit);
    listing
}

pub(crate) fn submission(listings: Vec<Listing>) -> Submission {
    let content = format!("{listings:?}").into_bytes();
    let mut regulators = BTreeMap::new();
    for listing in &listings {
        let code = listing.roster.regulator;
        regulators.insert(
            code,
            Regulator {
                code,
                name: format!("示例{code}"),
                aliases: Vec::new(),
                phone: None,
                mailbox: None,
                absence: AbsenceRule::Unknown,
            },
        );
    }
    Submission {
        source: SourceFile {
            name: "示例.csv".into(),
            sha256: Digest::of(&content),
            size_bytes: content.len() as u64,
        },
        content,
        listings,
        regulators,
        said: Said { stated: Field::ALL.into_iter().collect(), ..Said::default() },
        directed: Directed::default(),
    }
}

pub(crate) fn terms(mode: Option<Mode>, on: &str) -> Terms {
    let today = day(on);
    Terms {
        mode,
        notice_no: Some("示教〔2026〕1号".into()),
        title: None,
        as_of_on: None,
        published_on: None,
        effective_on: None,
        submitted_by: "测试".into(),
        approved_by: None,
        now: format!("{on}T02:00:00Z").parse::<Timestamp>().unwrap(),
        today,
    }
}
