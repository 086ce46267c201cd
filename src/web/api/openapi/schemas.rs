//! What answers look like. A test holds every real answer against these.

use serde_json::{Value, json};

use super::parts::{
    count, count_or_null, day, day_or_null, flag, list, merged, object, one_of, or_null, reference,
    text, text_or_null,
};
use crate::domain::checks::Level;
use crate::domain::listing::RosterKind;
use crate::domain::regulator::AbsenceRule;
use crate::domain::release::Mode;
use crate::domain::review::DraftState;
use crate::domain::verdict::Verdict;
use crate::search::MatchKind;
use crate::web::console::systems::told::OBSTACLES;
use crate::web::words::{Language, api as said};

const NOT_LISTED: [&str; 6] = [
    "not_here",
    "elsewhere",
    "other_premises",
    "kind_not_covered",
    "no_list_published",
    "nothing_in_force",
];

const MATCHES: [MatchKind; 11] = [
    MatchKind::Name,
    MatchKind::Uscc,
    MatchKind::Permit,
    MatchKind::FormerName,
    MatchKind::Brand,
    MatchKind::Substring,
    MatchKind::Homophone,
    MatchKind::Pinyin,
    MatchKind::Initials,
    MatchKind::Similar,
    MatchKind::Address,
];

/// All of them, by name.
pub fn all(language: Language) -> Value {
    let stamp = stamp();
    let (summary, listing) = (summary(language), listing(language));
    json!({
        "Problem": problem(),
        "Named": named(),
        "Listing": listing,
        "Release": release(language),
        "Row": merged(&[&summary, &object([("match", matched(language)), ("url", text())])]),
        "Search": merged(&[&search(language), &stamp]),
        "Check": merged(&[&object([("results", list(&reference("Checked")))]), &stamp]),
        "Checked": checked(language),
        "Lookalike": lookalike(),
        "Institution": merged(&[&summary, &institution(&listing, language), &stamp]),
        "Releases": merged(&[
            &object([("total", count()), ("releases", list(&reference("Release"))),
                ("next_after", count_or_null())]),
            &stamp,
        ]),
        "OneRelease": merged(&[&release(language), &stamp]),
        "Diff": merged(&[&diff(), &stamp]),
        "Region": region(),
        "Regions": merged(&[&object([("regions", list(&reference("Region")))]), &stamp]),
        "OneRegion": merged(&[&region(), &one_region(), &stamp]),
        "Stats": merged(&[&stats(), &stamp]),
        "Draft": draft(language),
        "NotSubmitted": merged(&[&problem(), &draft(language)]),
    })
}

fn stamp() -> Value {
    object([("as_of", json!({ "type": "string", "format": "date-time" })), ("release", count())])
}

fn problem() -> Value {
    let status = json!({ "type": "integer", "minimum": 400, "maximum": 599 });
    object([
        ("type", text()),
        ("title", text()),
        ("status", status),
        ("detail", text()),
        ("code", text()),
    ])
}

fn named() -> Value {
    object([("code", text()), ("name", text())])
}

fn verdict(language: Language) -> Value {
    let mut schema = one_of(Verdict::ALL.map(Verdict::code));
    schema["description"] = said::S_VERDICT.of(language).into();
    schema
}

fn plain_verdict() -> Value {
    one_of(Verdict::ALL.map(Verdict::code))
}

fn roster() -> Value {
    one_of(RosterKind::ALL.map(RosterKind::code))
}

fn digest(language: Language) -> Value {
    json!({ "type": "string", "pattern": "^[0-9a-f]{64}$",
        "description": said::S_DIGEST.of(language) })
}

fn summary(language: Language) -> Value {
    object([
        ("id", text()),
        ("uscc", text_or_null()),
        ("name", text()),
        ("list", roster()),
        ("status", text()),
        ("verdict", verdict(language)),
        ("category", text()),
        ("region", or_null(&reference("Named"))),
        ("regulator", reference("Named")),
        ("address", text()),
        ("permit_no", text_or_null()),
        ("valid_to", valid_to(language)),
    ])
}

fn valid_to(language: Language) -> Value {
    json!({ "type": ["string", "null"], "description": said::S_VALID_TO.of(language) })
}

fn matched(language: Language) -> Value {
    let mut kind = one_of(MATCHES.map(MatchKind::code));
    kind["description"] = said::S_MATCH.of(language).into();
    let span = json!({ "type": "array", "items": count(), "minItems": 2, "maxItems": 2 });
    object([("kind", kind), ("spans", list(&span))])
}

fn reason() -> Value {
    let mut codes: Vec<Value> = NOT_LISTED.map(Value::from).to_vec();
    codes.push(Value::Null);
    json!({ "type": ["string", "null"], "enum": codes })
}

fn search(language: Language) -> Value {
    let value =
        object([("code", text()), ("name", text()), ("count", count()), ("is_least", flag())]);
    let values = || list(&value);
    let facets = object([
        ("region", values()),
        ("list", values()),
        ("category", values()),
        ("status", values()),
    ]);
    object([
        ("query", text()),
        ("verdict", plain_verdict()),
        ("not_listed", reason()),
        ("headline", text()),
        ("on?", day()),
        ("total", count()),
        ("is_total_least", flag()),
        ("pages", count()),
        ("facets?", facets),
        ("lookalikes", lookalikes(language)),
        ("results", list(&reference("Row"))),
    ])
}

fn checked(language: Language) -> Value {
    object([
        ("query", text()),
        ("verdict", plain_verdict()),
        ("not_listed", reason()),
        ("problem?", one_of(["empty_query", "query_too_long", "no_words"])),
        ("headline", text_or_null()),
        ("total", count()),
        ("results", list(&reference("Row"))),
        ("lookalikes", lookalikes(language)),
    ])
}

fn listing(language: Language) -> Value {
    let until =
        object([("release", count()), ("on", day()), ("how", one_of(["amended", "departed"]))]);
    object([
        ("name", text()),
        ("brand", text_or_null()),
        ("list", roster()),
        ("status", text()),
        ("category", text()),
        ("content", text_or_null()),
        ("region", or_null(&reference("Named"))),
        ("regulator", reference("Named")),
        ("address", text()),
        ("permit_no", text_or_null()),
        ("uscc", text_or_null()),
        ("valid_from", day_or_null()),
        ("valid_to", valid_to(language)),
        ("listed_on", day_or_null()),
        ("delisted_on", day_or_null()),
        ("reason", text_or_null()),
        ("measures", text_or_null()),
        ("remark", text_or_null()),
        ("notice_no", text_or_null()),
        ("phone", text_or_null()),
        ("list_as_of", day_or_null()),
        ("published_on", day_or_null()),
        ("recorded_at", text_or_null()),
        ("effective_on", day()),
        ("from_release", count()),
        ("until", or_null(&until)),
    ])
}

fn lookalikes(language: Language) -> Value {
    let mut value = list(&reference("Lookalike"));
    value["description"] = said::S_LOOKALIKES.of(language).into();
    value
}

fn lookalike() -> Value {
    object([
        ("id", text()),
        ("name", text()),
        ("verdict", plain_verdict()),
        ("region", or_null(&reference("Named"))),
        ("address", text()),
        ("url", text()),
    ])
}

fn institution(listing: &Value, language: Language) -> Value {
    let read = object([("verdict", verdict(language)), ("may_mean_another", flag())]);
    object([
        ("headline", text()),
        ("sentence", text()),
        ("is_disputed", flag()),
        ("stale_since", day_or_null()),
        ("former_names", list(&text())),
        ("aliases", list(&text())),
        ("on", day_or_null()),
        ("listings", list(&merged(&[&read, listing]))),
        ("history", list(&reference("Listing"))),
        ("lookalikes", lookalikes(language)),
        ("url", text()),
    ])
}

fn release(language: Language) -> Value {
    let source = object([("name", text()), ("size_bytes", count()), ("sha256", digest(language))]);
    let counts = object([("added", count()), ("changed", count()), ("removed", count())]);
    object([
        ("number", count()),
        ("regulator", reference("Named")),
        ("lists", list(&roster())),
        ("title", text()),
        ("notice_no", text_or_null()),
        ("mode", one_of(Mode::ALL.map(Mode::code))),
        ("list_as_of", day()),
        ("published_on", day()),
        ("effective_on", day()),
        ("recorded_at", text()),
        ("source", source),
        ("counts", counts),
        ("listings_after", count()),
        ("roster_digest", digest(language)),
        ("chain_digest", digest(language)),
        ("url", text()),
    ])
}

fn diff() -> Value {
    let field = object([("field", text()), ("before", text()), ("after", text())]);
    let change = object([
        ("change", one_of(["added", "removed", "changed"])),
        ("institution", text()),
        ("before", or_null(&reference("Listing"))),
        ("after", or_null(&reference("Listing"))),
        ("fields?", list(&field)),
    ]);
    object([("number", count()), ("total", count()), ("page", count()), ("changes", list(&change))])
}

fn region() -> Value {
    object([
        ("code", text()),
        ("name", text()),
        ("approved", count()),
        ("banned", count()),
        ("list_as_of", day_or_null()),
        ("url", text()),
    ])
}

fn one_region() -> Value {
    let absence = [AbsenceRule::Unknown, AbsenceRule::Unapproved].map(AbsenceRule::code);
    let regulator = object([
        ("code", text()),
        ("name", text()),
        ("phone", text_or_null()),
        ("mailbox", text_or_null()),
        ("absence", one_of(absence)),
    ]);
    object([
        ("full_name", text()),
        ("parent", or_null(&reference("Named"))),
        ("children", list(&reference("Region"))),
        ("regulators", list(&regulator)),
    ])
}

fn stats() -> Value {
    let counts = || {
        object([
            ("releases", count()),
            ("added", count()),
            ("changed", count()),
            ("removed", count()),
            ("banned", count()),
        ])
    };
    let table = object([
        ("by", text()),
        ("parts", list(&object([("code", text()), ("name", text()), ("count", count())]))),
        ("rest", or_null(&object([("parts", count()), ("count", count())]))),
        ("sum", count()),
        ("total", count()),
        ("counted_again", count()),
    ]);
    let oldest = object([
        ("regulator", reference("Named")),
        ("list", roster()),
        ("list_as_of", day()),
        ("age_days", count()),
    ]);
    object([
        ("region", or_null(&reference("Named"))),
        ("tables", list(&table)),
        ("months", list(&merged(&[&object([("month", text())]), &counts()]))),
        ("before", or_null(&counts())),
        ("oldest_lists", list(&oldest)),
    ])
}

fn draft(language: Language) -> Value {
    let levels = [Level::Error, Level::Skip, Level::Warning, Level::Note].map(Level::code);
    let finding = object([
        ("level", one_of(levels)),
        ("code", text()),
        ("key", text()),
        ("place", text()),
        ("sheet", text()),
        ("row", count_or_null()),
        ("column", text_or_null()),
        ("value", text()),
        ("message", text()),
        ("mend", text()),
        ("to_acknowledge", flag()),
    ]);
    let preview = object([
        ("mode", one_of(Mode::ALL.map(Mode::code))),
        ("added", count()),
        ("changed", count()),
        ("removed", count()),
        ("unchanged", count()),
        ("number_to_type", count_or_null()),
    ]);
    object([
        ("draft", count()),
        ("regulator", text()),
        ("state", one_of(DraftState::ALL.map(DraftState::code))),
        ("sha256", or_null(&digest(language))),
        ("url", text()),
        ("published_release", count_or_null()),
        ("returned_because", text_or_null()),
        ("findings", list(&finding)),
        ("findings_left_out", count()),
        ("obstacles", list(&object([("code", one_of(OBSTACLES)), ("message", text())]))),
        ("alarms", list(&object([("code", text()), ("key", text()), ("message", text())]))),
        ("preview", or_null(&preview)),
    ])
}
