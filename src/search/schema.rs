//! The fields of the index.

use tantivy::schema::{
    Field, IndexRecordOption, NumericOptions, Schema, SchemaBuilder, TextFieldIndexing, TextOptions,
};

use super::analyzer;

/// The version of everything that is written: fields, their analysis, records. Raised with each
/// change; an index of another version is built anew.
pub(super) const FORMAT: u32 = 5;

/// Where what is found.
#[derive(Clone, Copy)]
pub(super) struct Fields {
    /// What a later document of the same key replaces: `i7` institution number 7, `g110108-edu` a
    /// regulator, `r3` a release.
    pub(super) key: Field,
    /// [`INSTITUTION`], [`REGULATOR`] or [`RELEASE`].
    pub(super) kind: Field,
    /// Ids of institutions, earlier ones included.
    pub(super) id: Field,
    pub(super) uscc: Field,
    /// Keys of permit numbers.
    pub(super) permit: Field,
    /// Normal forms of the names of all versions, whole.
    pub(super) name: Field,
    /// Their loose forms.
    pub(super) loose: Field,
    /// Trade names, signs over the door and the like, whole: [`super::trade::Trades`] says which.
    pub(super) trade: Field,
    pub(super) near: Field,
    pub(super) heard: Field,
    pub(super) spelt: Field,
    pub(super) lead: Field,
    /// Characters of names and signs.
    pub(super) chars: Field,
    /// Pairs of characters, with positions.
    pub(super) pairs: Field,
    /// Syllables of names and signs.
    pub(super) sounds: Field,
    /// Pairs of syllables, with positions.
    pub(super) sound_pairs: Field,
    /// First letters of syllables in runs of [`analyzer::INITIALS_RUN`], with positions.
    pub(super) initials: Field,
    /// Pairs of characters, or of whole numbers, of addresses, with positions.
    pub(super) address: Field,
    /// `110108`, and `110108/approved` with the kind of roster: county, city and province.
    pub(super) region: Field,
    pub(super) roster: Field,
    pub(super) category: Field,
    pub(super) status: Field,
    /// Numbers of the releases that began or ended a version.
    pub(super) touched: Field,
    /// By what institutions are ordered: the sound of the name.
    pub(super) order: Field,
    /// The number in the store: makes the order total.
    pub(super) no: Field,
    /// 0: some list bans it, 1: some list restricts it, 2: neither; by what the lists say, not by the day.
    pub(super) severity: Field,
    /// The day from which nothing of it is public, packed; [`u64::MAX`]: no day is known.
    pub(super) gone: Field,
    /// What the filters ask for, one value a region: [`super::marks`].
    pub(super) marks: Field,
    /// The number of the newest release that listed, changed or removed it.
    pub(super) newest: Field,
}

pub(super) const INSTITUTION: &str = "institution";
pub(super) const REGULATOR: &str = "regulator";
pub(super) const RELEASE: &str = "release";

impl Fields {
    /// The schema and its fields, always the same.
    pub(super) fn build() -> (Schema, Self) {
        let mut schema = Schema::builder();
        let fields = Self {
            key: whole(&mut schema, "key"),
            kind: whole(&mut schema, "kind"),
            id: whole(&mut schema, "id"),
            uscc: whole(&mut schema, "uscc"),
            permit: whole(&mut schema, "permit"),
            name: whole(&mut schema, "name"),
            loose: whole(&mut schema, "loose"),
            trade: whole(&mut schema, "trade"),
            near: whole(&mut schema, "near"),
            heard: whole(&mut schema, "heard"),
            spelt: whole(&mut schema, "spelt"),
            lead: whole(&mut schema, "lead"),
            chars: split(&mut schema, "chars", analyzer::CHARS, IndexRecordOption::Basic),
            pairs: ranked(&mut schema, "pairs", analyzer::PAIRS),
            sounds: split(&mut schema, "sounds", analyzer::SOUNDS, IndexRecordOption::Basic),
            sound_pairs: placed(&mut schema, "sound_pairs", analyzer::SOUND_PAIRS),
            initials: placed(&mut schema, "initials", analyzer::INITIALS),
            address: placed(&mut schema, "address", analyzer::ADDRESS),
            region: whole(&mut schema, "region"),
            roster: whole(&mut schema, "roster"),
            category: whole(&mut schema, "category"),
            status: whole(&mut schema, "status"),
            touched: whole(&mut schema, "touched"),
            order: schema.add_u64_field("order", NumericOptions::default().set_fast()),
            no: schema.add_u64_field("no", NumericOptions::default().set_fast()),
            severity: schema.add_u64_field("severity", NumericOptions::default().set_fast()),
            gone: schema.add_u64_field("gone", NumericOptions::default().set_fast()),
            marks: schema.add_u64_field("marks", NumericOptions::default().set_fast()),
            newest: schema.add_u64_field("newest", NumericOptions::default().set_fast()),
        };
        (schema.build(), fields)
    }
}

fn whole(schema: &mut SchemaBuilder, name: &str) -> Field {
    split(schema, name, "raw", IndexRecordOption::Basic)
}

fn placed(schema: &mut SchemaBuilder, name: &str, tokenizer: &str) -> Field {
    split(schema, name, tokenizer, IndexRecordOption::WithFreqsAndPositions)
}

fn split(
    schema: &mut SchemaBuilder,
    name: &str,
    tokenizer: &str,
    option: IndexRecordOption,
) -> Field {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(tokenizer)
        .set_index_option(option)
        .set_fieldnorms(false);
    schema.add_text_field(name, TextOptions::default().set_indexing_options(indexing))
}

/// With lengths, so that of two names with the same rare pairs the shorter one comes first.
fn ranked(schema: &mut SchemaBuilder, name: &str, tokenizer: &str) -> Field {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(tokenizer)
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    schema.add_text_field(name, TextOptions::default().set_indexing_options(indexing))
}
