//! Whom to call.

use maud::{Markup, html};

use crate::domain::regulator::Regulator;

/// A number as it can be dialled: without the dashes that are only for reading.
fn dialled(phone: &str) -> String {
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

/// One regulator with phone and mailbox.
pub fn regulator(regulator: &Regulator) -> Markup {
    html! {
        li.contact {
            b { (regulator.name) }
            @if let Some(number) = &regulator.phone { span { "电话 " (phone(number)) } }
            @if let Some(mailbox) = &regulator.mailbox { span { "信箱 " (mailbox) } }
            @if regulator.phone.is_none() && regulator.mailbox.is_none() {
                span { "没有登记电话，可打 " (phone("12345")) " 转接" }
            }
        }
    }
}

/// Regulators, and the numbers that always answer.
pub fn contacts<'a>(regulators: impl Iterator<Item = &'a Regulator>, report_phone: &str) -> Markup {
    html! {
        ul.contacts {
            @for one in regulators { (regulator(one)) }
            li.contact {
                b { "说不清归谁管" }
                span { "政务服务热线 " (phone(if report_phone.is_empty() { "12345" } else { report_phone })) }
                span { "被骗了钱，报警 " (phone("110")) }
            }
        }
    }
}
