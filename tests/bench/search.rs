//! The time of one search inside the process, by kind of query; see `tests/bench/README.md`.
//!
//! `cargo bench --bench search` asks an index of 4,000 invented rows; with `MINGCE_BENCH_INDEX=DIR` and
//! `MINGCE_BENCH_QUERIES=FILE`, a set as `eval make` writes it, any other.

#![expect(dead_code, reason = "of the evaluation only the asking is measured")]

#[path = "../eval/asked.rs"]
mod asked;
#[path = "../eval/indexed.rs"]
mod indexed;
#[path = "../full_size/invented/mod.rs"]
mod invented;
#[path = "../full_size/listed.rs"]
mod listed;
#[path = "../eval/made/mod.rs"]
mod made;
#[path = "../eval/measured.rs"]
mod measured;
#[path = "../eval/small.rs"]
mod small;

use std::collections::BTreeMap;
use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, criterion_group, criterion_main};
use mingce::search::Index;

use asked::{Query, ask};
use small::{Small, TODAY};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn searches(criterion: &mut Criterion) {
    let setting = |name| std::env::var_os(name);
    match (setting("MINGCE_BENCH_INDEX"), setting("MINGCE_BENCH_QUERIES")) {
        (Some(folder), Some(queries)) => {
            let index = Index::open(Path::new(&folder), indexed::regions());
            let set = std::fs::read_to_string(queries).map_err(anyhow::Error::from);
            let set = set.and_then(|set| asked::read(&set));
            measure(criterion, &index.expect("an index"), &set.expect("a set of queries"));
        }
        _ => {
            let small = Small::make().expect("the small set");
            measure(criterion, &small.index, &small.set);
        }
    }
}

/// Each sample asks the queries of a kind one after another; the figure is for one of them.
fn measure(criterion: &mut Criterion, index: &Index, set: &[Query]) {
    let mut by_kind: BTreeMap<&str, Vec<&Query>> = BTreeMap::new();
    for query in set {
        by_kind.entry(&query.category).or_default().push(query);
    }
    let reader = index.reader();
    let mut group = criterion.benchmark_group("search");
    for (kind, queries) in by_kind {
        let mut next = queries.iter().cycle();
        group.bench_function(kind, |bencher| {
            bencher.iter(|| next.next().map(|query| ask(&reader, black_box(query), TODAY)));
        });
    }
    group.finish();
}

criterion_group!(benches, searches);
criterion_main!(benches);
