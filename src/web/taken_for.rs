//! Who is easily taken for an institution and stands otherwise: wherever one is called approved, a banned
//! one of the same or nearly the same name is told beside it.

use crate::domain::answer::Answer;
use crate::domain::institution::Institution;
use crate::domain::verdict::Verdict;
use crate::web::served::Served;

/// The most that are told.
pub(super) const LOOKALIKES: usize = 3;

/// The banned ones that bear the name of the one that `answer` calls approved, or one much like it. Empty
/// for every other answer. Of today alone.
pub(super) fn banned_lookalikes(served: &Served, answer: &Answer<'_>) -> Vec<Institution> {
    match (answer.verdict, &answer.identified) {
        (Verdict::Approved, Some((institution, ..))) => {
            served.reader.lookalikes(institution, served.today(), LOOKALIKES)
        }
        _ => Vec::new(),
    }
}
