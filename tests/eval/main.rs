//! Finding is as good as recorded.

mod asked;
mod indexed;
#[path = "../full_size/invented/mod.rs"]
mod invented;
#[path = "../full_size/listed.rs"]
mod listed;
mod made;
mod measured;
mod small;

/// One query of the twenty of a category.
const TOLERANCE: f64 = 0.051;

#[test]
fn no_category_is_found_worse_than_recorded() {
    let mut failures = measured::FAILURE_HEADING.to_owned();
    let note = |query: &_, outcome: &_| failures.extend(measured::failure(query, outcome));
    let measured = small::evaluate(note).unwrap();
    let compared = measured.compare(include_str!("recorded_4k.tsv"), TOLERANCE).unwrap();
    let worse = compared.worse.join("\n");
    assert!(measured.false_clear.is_empty(), "approved that must not be\n{measured}{failures}");
    assert!(worse.is_empty(), "{worse}\n{measured}{failures}");

    let itself = measured.compare(&measured.record(), 0.001).unwrap();
    assert!(itself.worse.is_empty() && itself.better.is_empty());
}

#[test]
fn sets_read_back_as_written() {
    let text = include_str!("queries_400k.tsv");
    assert_eq!(asked::written(&asked::read(text).unwrap()), text);
}
