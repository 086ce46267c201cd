//! The form: a box to paste into, and a file.

use maud::{Markup, html};

use crate::publish::batch::{LARGEST_BYTES, MOST_ROWS};
use crate::web::assets;
use crate::web::checking::MOST;
use crate::web::layout::{Place, page, unindexed};
use crate::web::served::Served;
use crate::web::words::{Count, Language, check as said};

const LARGEST_MB: usize = LARGEST_BYTES >> 20;

/// What is wrong with what was sent.
#[derive(Clone, Debug)]
pub enum Trouble {
    Nothing,
    TooMany {
        count: usize,
    },
    /// More than are counted.
    TooManyInFile,
    TextTooLarge,
    FileTooLarge,
    FileEmpty,
    FileUnreadable {
        name: String,
    },
}

impl Trouble {
    /// What is wrong, and what to do.
    fn told(&self, language: Language) -> String {
        let number = |number| Count::of(language, number);
        match self {
            Self::Nothing => said::NOTHING.of(language).to_owned(),
            Self::TooMany { count } => {
                said::TOO_MANY.with(language, &[&number(*count), &number(MOST)])
            }
            Self::TooManyInFile => {
                let more = format!("{MOST_ROWS}+");
                said::TOO_MANY.with(language, &[&more, &number(MOST)])
            }
            Self::TextTooLarge => said::TEXT_TOO_LARGE.with(language, &[&number(MOST)]),
            Self::FileTooLarge => said::FILE_TOO_LARGE.with(language, &[&number(LARGEST_MB)]),
            Self::FileEmpty => said::FILE_EMPTY.of(language).to_owned(),
            Self::FileUnreadable { name } => {
                let why = said::FILE_UNREADABLE_WHY.of(language);
                said::FILE_UNREADABLE.with(language, &[name, &why])
            }
        }
    }

    fn is_about_the_file(&self) -> bool {
        match self {
            Self::Nothing | Self::TooMany { .. } | Self::TextTooLarge => false,
            Self::TooManyInFile
            | Self::FileTooLarge
            | Self::FileEmpty
            | Self::FileUnreadable { .. } => true,
        }
    }
}

/// `names` stand in the box: nobody pastes twice what was refused.
pub fn view(served: &Served, trouble: Option<&Trouble>, names: &str) -> Markup {
    let language = served.language();
    let links = served.links();
    let number = |number| Count::of(language, number);
    let told = trouble.map(|trouble| trouble.told(language));
    let is_wrong = |of_file| trouble.is_some_and(|trouble| trouble.is_about_the_file() == of_file);
    let one = html! { a href=(links.to("/search")) { (said::ONE_ONLY_LINK.of(language)) } };
    let main = html! {
        h1 { (said::HEADING.of(language)) }
        p.lead { (said::LEAD.of(language)) }
        @if let Some(told) = &told { p.wrong #wrong role="alert" { (told) } }
        form.many method="post" action=(links.to(super::PATH)) enctype="multipart/form-data" {
            label for="names" { (said::NAMES.of(language)) }
            textarea #names name="names" rows="10" autocomplete="off" spellcheck="false"
                aria-invalid=[is_wrong(false).then_some("true")]
                aria-describedby=(if is_wrong(false) { "names-hint wrong" } else { "names-hint" }) { (names) }
            p.hint #names-hint { (said::NAMES_HINT.with(language, &[&number(MOST)])) }
            label for="file" { (said::FILE.of(language)) }
            input #file type="file" name="file"
                accept=".xlsx,.xls,.ods,.csv,.txt,.tsv,.xlsm"
                aria-invalid=[is_wrong(true).then_some("true")]
                aria-describedby=(if is_wrong(true) { "file-hint wrong" } else { "file-hint" });
            p.hint #file-hint { (said::FILE_HINT.with(language, &[&number(LARGEST_MB)])) }
            div.actions {
                button { (said::BUTTON.of(language)) }
                button.second name="as" value="xlsx" { (said::BUTTON_SHEET.of(language)) }
            }
        }
        p.fact { (said::KEEPS_NOTHING.of(language)) }
        p { (said::ONE_ONLY.around(language, &[one])) }
    };
    let frame = served
        .frame(said::TITLE.of(language), Place::Elsewhere)
        .described(said::DESCRIPTION.of(language))
        .styled(assets::Style::Check.name());
    if trouble.is_some() { unindexed(frame, main) } else { page(frame, main) }
}
