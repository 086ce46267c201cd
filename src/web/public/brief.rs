//! What is said of an institution where there is room for little: on the badge and on the card that other
//! sites show.

use axum::response::{IntoResponse, Redirect, Response};

use crate::domain::answer::{Answer, answer_link};
use crate::domain::category::Category;
use crate::domain::institution::{Institution, InstitutionId};
use crate::domain::verdict::{Conclusion, Verdict};
use crate::web::served::Served;
use crate::web::taken_for::banned_lookalikes;
use crate::web::words::institution::RESTS_ON;
use crate::web::words::verdict::NOT_NOW;
use crate::web::words::{self, Day, Language, Minute, labels, share as said};

/// A verdict with all that must not be left out: of whom, for what, whose list, of which day, looked up when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brief {
    pub language: Language,
    pub verdict: Verdict,
    /// The headline of the institution's page.
    pub headline: String,
    /// Empty: nobody is known under this id.
    pub name: String,
    /// For what it is approved, or not to pay.
    pub advice: String,
    /// That the list is old, where it is.
    pub doubt: &'static str,
    /// That a banned one is easily taken for it, where one is.
    pub mind: &'static str,
    /// Whose list, of which day.
    pub source: String,
    /// By which site, and when.
    pub made: String,
    /// `None`: nobody is known under this id.
    pub id: Option<InstitutionId>,
}

/// The present id of whom an id was a former one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moved(InstitutionId);

impl Moved {
    /// The redirect to the same thing of the present id; `before` and `after` stand around it in the link.
    pub fn redirect(self, served: &Served, before: &'static str, after: &str) -> Response {
        let link = served.links().with(before, self.0);
        Redirect::permanent(&format!("{link}{after}")).into_response()
    }
}

impl Brief {
    /// Of an id as it stands in an address. What is no id, an id that nobody has, and one of whom nothing
    /// may be shown any more are told alike: as nobody.
    ///
    /// # Errors
    /// When the id is a former one.
    pub fn of(served: &Served, id: &str) -> Result<Self, Moved> {
        let today = served.today();
        let Some(id) = InstitutionId::parse(id) else { return Ok(Self::of_nobody(served)) };
        let found = served.reader.institution(id, today);
        let Some(institution) = found.filter(|one| one.representative(today).is_some()) else {
            return Ok(Self::of_nobody(served));
        };
        if institution.id != id {
            return Err(Moved(institution.id));
        }
        let answer = answer_link(&institution, served.context(today, None));
        Ok(match &answer.identified {
            Some((_, _, conclusion)) => Self::told(served, &institution, &answer, conclusion),
            None => Self::of_nobody(served),
        })
    }

    fn of_nobody(served: &Served) -> Self {
        let language = served.language();
        Self {
            language,
            verdict: Verdict::NotListed,
            headline: said::NOT_FOUND.of(language).to_owned(),
            name: String::new(),
            advice: said::UNKNOWN.of(language).to_owned(),
            doubt: "",
            mind: "",
            source: String::new(),
            made: made(served),
            id: None,
        }
    }

    fn told(
        served: &Served,
        institution: &Institution,
        answer: &Answer<'_>,
        conclusion: &Conclusion<'_>,
    ) -> Self {
        let language = served.language();
        let today = served.today();
        let words = match &answer.not_listed {
            Some(reason) => words::of_not_listed(language, reason, served.directory()),
            None => words::of_cause(language, &conclusion.cause),
        };
        let others = banned_lookalikes(served, answer);
        let is_stale = conclusion.stale_since.is_some();
        Self {
            language,
            verdict: answer.verdict,
            name: institution.names(today).join("、"),
            advice: advice(language, answer.verdict, &words.headline, conclusion),
            headline: words.headline.into_owned(),
            doubt: if is_stale { said::STALE.of(language) } else { "" },
            mind: if others.is_empty() { "" } else { said::MIND.of(language) },
            source: source(served, institution, conclusion),
            made: made(served),
            id: Some(institution.id),
        }
    }

    /// All of it in a line, for who cannot see it.
    pub fn aloud(&self) -> String {
        let stop = self.language.stop();
        let parts = [
            &self.name,
            &self.headline,
            &self.advice,
            self.mind,
            self.doubt,
            &self.source,
            &self.made,
        ];
        let parts = parts.into_iter().filter(|part| !part.is_empty());
        let ended = parts.map(|part| format!("{}{stop}", part.trim_end_matches(stop)));
        ended.collect::<Vec<_>>().join(self.language.space())
    }
}

fn advice(
    language: Language,
    verdict: Verdict,
    headline: &str,
    conclusion: &Conclusion<'_>,
) -> String {
    let phrase = match verdict {
        Verdict::Approved => return scope(language, conclusion),
        Verdict::Restricted if headline == NOT_NOW.of(language) => said::DO_NOT_PAY_YET,
        Verdict::Restricted => said::NOT_NOW,
        Verdict::Banned => said::DO_NOT_PAY,
        Verdict::Candidates | Verdict::NotListed => said::UNKNOWN,
    };
    phrase.of(language).to_owned()
}

/// For what it is approved.
fn scope(language: Language, conclusion: &Conclusion<'_>) -> String {
    let mut categories: Vec<Category> =
        conclusion.approvals().map(|reading| reading.version.listing.category).collect();
    categories.sort_unstable();
    categories.dedup();
    if categories.contains(&Category::Unstated) {
        return said::CATEGORY_UNSTATED.of(language).to_owned();
    }
    let labels: Vec<&str> =
        categories.into_iter().map(|one| labels::category(language, one)).collect();
    said::ONLY_FOR.with(language, &[&labels.join(language.list_comma())])
}

/// The list that decided; of who left the lists, the last one that named it.
fn source(served: &Served, institution: &Institution, conclusion: &Conclusion<'_>) -> String {
    let (directory, today) = (served.directory(), served.today());
    let governing = conclusion.governing().map(|reading| reading.version);
    let Some(version) = governing.or_else(|| institution.representative(today)) else {
        return String::new();
    };
    let regulator = directory.regulator_name(version.listing.roster.regulator);
    match directory.as_of(version, today) {
        Some(as_of) => {
            let language = served.language();
            RESTS_ON.with(language, &[&regulator, &Day(language, as_of)])
        }
        None => regulator,
    }
}

fn made(served: &Served) -> String {
    let language = served.language();
    said::MADE.with(language, &[&served.site.name, &Minute(language, &served.at)])
}
