//! Who is easily taken for an institution and stands otherwise.

use serde::Serialize;

use super::types::{self, Named, Summary};
use crate::domain::answer::Answer;
use crate::domain::institution::Institution;
use crate::web::served::Served;
use crate::web::taken_for::{LOOKALIKES, banned_lookalikes};

#[derive(Debug, Serialize)]
pub(super) struct Lookalike {
    id: String,
    name: String,
    verdict: &'static str,
    region: Option<Named>,
    address: String,
    url: String,
}

/// Of one institution, as its page names them.
pub(super) fn of_today(served: &Served, institution: &Institution) -> Vec<Lookalike> {
    let others = served.reader.lookalikes(institution, served.today(), LOOKALIKES);
    others.iter().filter_map(|other| lookalike(served, other)).collect()
}

/// The banned ones beside one that is called approved; none beside any other answer.
pub(super) fn beside(served: &Served, answer: &Answer<'_>) -> Vec<Lookalike> {
    let others = banned_lookalikes(served, answer);
    others.iter().filter_map(|other| lookalike(served, other)).collect()
}

fn lookalike(served: &Served, other: &Institution) -> Option<Lookalike> {
    let Summary { id, name, verdict, region, address, .. } =
        Summary::of(served, other, served.today())?;
    Some(Lookalike {
        id: id.0.to_string(),
        name: name.to_owned(),
        verdict,
        region: region.map(|region| types::region(served.directory(), region.code.0)),
        address: address.to_owned(),
        url: served.links().institution(other.id).to_string(),
    })
}
