//! Whom to call.

use maud::{Markup, html};

use super::quoted::quoted;
use crate::domain::regulator::Regulator;
use crate::web::words::{Language, calling};

/// A number as it can be dialled: without the dashes that are only for reading.
pub(super) fn dialled(phone: &str) -> String {
    let is_dialled = |c: &char| c.is_ascii_digit() || matches!(c, '+' | ',');
    phone
        .split(['/', '、', ' ', '转'])
        .next()
        .unwrap_or_default()
        .chars()
        .filter(is_dialled)
        .collect()
}

/// A number to tap.
pub fn phone(number: &str) -> Markup {
    html! { a.tel href={ "tel:" (dialled(number)) } { (number) } }
}

/// The same for who hears links alone, without what stands around them. An English voice could not say
/// the name.
fn phone_of(language: Language, name: &str, number: &str) -> Markup {
    let heard = language.of_data().is_none().then(|| format!("{name} {number}"));
    html! { a.tel href={ "tel:" (dialled(number)) } aria-label=[heard] { (number) } }
}

/// One regulator with phone and mailbox.
pub fn regulator(language: Language, regulator: &Regulator) -> Markup {
    html! {
        li.contact {
            b lang=[language.of_data()] { (regulator.name) }
            @if let Some(number) = &regulator.phone {
                span { (calling::PHONE.around(language, &[phone_of(language, &regulator.name, number)])) }
            }
            @if let Some(mailbox) = &regulator.mailbox {
                span { (calling::MAILBOX.around(language, &[quoted(language, mailbox)])) }
            }
            @if regulator.phone.is_none() && regulator.mailbox.is_none() {
                span { (calling::NO_PHONE.around(language, &[phone("12345")])) }
            }
        }
    }
}

/// Regulators, and the numbers that always answer.
pub fn contacts<'a>(
    language: Language,
    regulators: impl Iterator<Item = &'a Regulator>,
    report_phone: &str,
) -> Markup {
    let hotline = phone(if report_phone.is_empty() { "12345" } else { report_phone });
    html! {
        ul.contacts {
            @for one in regulators { (regulator(language, one)) }
            li.contact {
                b { (calling::UNSURE.of(language)) }
                span { (calling::HOTLINE.around(language, &[hotline])) }
                span { (calling::POLICE.around(language, &[phone("110")])) }
            }
        }
    }
}
