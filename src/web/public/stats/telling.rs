//! What the page of figures says of its tables: which phrase, and what stands in it.

use jiff::civil::Date;

use super::sheet::{Subject, Table};
use crate::domain::category::Category;
use crate::domain::figures::{AgeClass, Standing};
use crate::domain::listing::Nature;
use crate::web::words::stats::{self as said, SIGNS};
use crate::web::words::{Grouped, Language, Month, Phrase, Share, labels};

/// The heading of what is counted.
pub(super) fn heading(subject: Subject) -> Phrase {
    match subject {
        Subject::Standing => said::OF_STANDING,
        Subject::Roster => said::OF_ROSTER,
        Subject::Place => said::OF_PLACE,
        Subject::Category => said::OF_CATEGORY,
        Subject::Department => said::OF_DEPARTMENT,
        Subject::Regulator => said::OF_REGULATOR,
        Subject::Status => said::OF_STATUS,
        Subject::Nature => said::OF_NATURE,
        Subject::Reason => said::OF_REASON,
        Subject::Age => said::OF_AGE,
    }
}

/// The head of the first column.
pub(super) fn kind_of(subject: Subject) -> Phrase {
    match subject {
        Subject::Standing => said::BY_STANDING,
        Subject::Roster => said::BY_ROSTER,
        Subject::Place => said::BY_PLACE,
        Subject::Category => said::BY_CATEGORY,
        Subject::Department => said::BY_DEPARTMENT,
        Subject::Regulator => said::BY_REGULATOR,
        Subject::Status => said::BY_STATUS,
        Subject::Nature => said::BY_NATURE,
        Subject::Reason => said::BY_REASON,
        Subject::Age => said::BY_AGE,
    }
}

/// Of what a table is, and by what.
pub(super) fn caption(language: Language, table: &Table) -> String {
    let phrase = match table.subject {
        Subject::Standing => said::CAPTION_STANDING,
        Subject::Roster => said::CAPTION_ROSTER,
        Subject::Place => said::CAPTION_PLACE,
        Subject::Category => said::CAPTION_CATEGORY,
        Subject::Department => said::CAPTION_DEPARTMENT,
        Subject::Regulator => said::CAPTION_REGULATOR,
        Subject::Status => said::CAPTION_STATUS,
        Subject::Nature => said::CAPTION_NATURE,
        Subject::Reason => said::CAPTION_REASON,
        Subject::Age => said::CAPTION_AGE,
    };
    phrase.with(language, &[&Grouped(table.total)])
}

pub(super) fn standing(standing: Standing) -> Phrase {
    match standing {
        Standing::Approved => said::APPROVED,
        Standing::Restricted => said::RESTRICTED,
        Standing::Banned => said::BANNED,
        Standing::Departed => said::DEPARTED,
        Standing::NotInForce => said::NOT_IN_FORCE,
    }
}

pub(super) fn nature(language: Language, nature: Option<Nature>) -> &'static str {
    nature.map_or(said::NATURE_UNSTATED.of(language), |one| labels::nature(language, one))
}

pub(super) fn age(language: Language, class: AgeClass) -> String {
    match (class.from_days, class.to_days) {
        (0, Some(to)) => said::AGE_UP_TO.with(language, &[&to]),
        (from, Some(to)) => said::AGE_BETWEEN.with(language, &[&from, &to]),
        (from, None) => said::AGE_FROM.with(language, &[&from]),
    }
}

/// The parts that are not told one by one.
pub(super) fn rest(language: Language, kinds: usize) -> String {
    said::REST.with(language, &[&Grouped(u32::try_from(kinds).unwrap_or(u32::MAX))])
}

/// What ties a part of a bar to its row, counted from 1.
pub(super) fn sign(language: Language, row: usize) -> &'static str {
    SIGNS.get(row - 1).map_or("·", |sign| sign.of(language))
}

/// What a picture shows, in a sentence or two.
pub(super) fn reading(language: Language, table: &Table) -> String {
    let total = table.total;
    let Some(first) = table.rows.first() else {
        return nothing(table.subject).of(language).to_owned();
    };
    let (label, count) = (&first.label, Grouped(first.count));
    let share = Share(language, first.count, total);
    let most = |phrase: Phrase| phrase.with(language, &[label, &count, &share]);
    match table.subject {
        Subject::Standing => standings(language, table),
        Subject::Age => ages(language, table),
        Subject::Place => most(said::READS_MOST),
        Subject::Category => {
            let mut reading = most(said::READS_CATEGORY);
            let academic = table.count_of(Category::Academic.code());
            if first.code != Category::Academic.code() && academic > 0 {
                reading.push_str(language.space());
                reading.push_str(&said::READS_ACADEMIC.with(language, &[&Grouped(academic)]));
            }
            reading
        }
        Subject::Department | Subject::Regulator => most(said::READS_REGULATOR),
        Subject::Roster => most(said::READS_ROSTER),
        Subject::Status | Subject::Nature => most(said::READS_WRITTEN),
        Subject::Reason => {
            said::READS_REASON.with(language, &[&Grouped(total), label, &count, &share])
        }
    }
}

fn standings(language: Language, table: &Table) -> String {
    let total = table.total;
    let approved = Share(language, table.count_of(Standing::Approved.code()), total);
    let mut reading = said::READS_STANDING.with(language, &[&Grouped(total), &approved]);
    let unlisted: u32 = [Standing::Departed, Standing::NotInForce]
        .into_iter()
        .map(|one| table.count_of(one.code()))
        .sum();
    if unlisted > 0 {
        reading.push_str(language.space());
        reading.push_str(&said::READS_UNLISTED.with(language, &[&Grouped(unlisted)]));
    }
    reading
}

fn ages(language: Language, table: &Table) -> String {
    let (total, old) = (table.total, table.rows.last().map_or(0, |row| row.count));
    if old == 0 {
        return said::READS_NONE_OLD.with(language, &[&Grouped(total)]);
    }
    let share = Share(language, old, total);
    said::READS_OLD.with(language, &[&Grouped(total), &Grouped(old), &share])
}

fn nothing(subject: Subject) -> Phrase {
    match subject {
        Subject::Reason => said::NONE_BANNED,
        Subject::Age => said::NO_LISTS,
        Subject::Standing
        | Subject::Roster
        | Subject::Place
        | Subject::Category
        | Subject::Department
        | Subject::Regulator
        | Subject::Status
        | Subject::Nature => said::NONE_LISTED,
    }
}

/// Why fewer are approved today than stand on the approved lists.
pub(super) fn still_approved(language: Language, on_lists: u32, today: u32) -> String {
    said::READS_STILL_APPROVED.with(language, &[&Grouped(on_lists), &Grouped(today)])
}

/// Why the parts of a table do not come to its total. `None`: they do.
pub(super) fn gap(language: Language, table: &Table) -> Option<String> {
    let (sum, total) = (table.sum(), table.total);
    if sum == total {
        return None;
    }
    let why = if table.adds_up() { again(table.subject) } else { said::GAP_UNKNOWN };
    let gap = if sum > total { said::GAP_MORE } else { said::GAP_LESS };
    let differ = Grouped(sum.abs_diff(total));
    Some(gap.with(language, &[&Grouped(sum), &Grouped(total), &differ, &why.of(language)]))
}

/// Why some count in several parts.
fn again(subject: Subject) -> Phrase {
    match subject {
        Subject::Place => said::GAP_PLACE,
        Subject::Category => said::GAP_CATEGORY,
        Subject::Department | Subject::Regulator => said::GAP_REGULATOR,
        Subject::Roster => said::GAP_ROSTER,
        Subject::Reason => said::GAP_REASON,
        Subject::Standing | Subject::Status | Subject::Nature | Subject::Age => said::GAP_WRITTEN,
    }
}

/// The busiest month of a series, or how much the busiest months have; `counted` is the phrase for the
/// number. Empty: nothing in any month.
pub(super) fn busiest(language: Language, counted: Phrase, months: &[(Date, u32)]) -> String {
    let Some((first, most)) = months.iter().rev().max_by_key(|(_, count)| *count) else {
        return String::new();
    };
    let count = counted.with(language, &[&Grouped(*most)]);
    match (most, months.iter().filter(|(_, count)| count == most).count()) {
        (0, _) => String::new(),
        (_, 1) => said::BUSIEST.with(language, &[&Month(language, *first), &count]),
        (_, _) => said::MOST_A_MONTH.with(language, &[&count]),
    }
}
