//! Measures the index at full size: build, open, small commits, memory and queries by kind.
//!
//! `cargo run --release --example bench_search -- ROWS.csv[.gz]`
//!
//! ROWS has the columns 机构名称, 统一社会信用代码, 办学许可证号, 名单类型, 状态, 机构类别, 行政区划代码, 乡镇街道, 地址,
//! 招牌名 (those that are there are read); without ROWS, 400,000 institutions are invented.
//! Queries by kind, on an index that is there: `cargo bench --bench search` (`tests/bench/README.md`).
#![expect(clippy::print_stdout, reason = "a program for the terminal")]

mod listed;
mod opened;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use jiff::civil::{Date, date};
use mingce::domain::answer::Typed;
use mingce::domain::institution::Institution;
use mingce::domain::listing::RosterKind;
use mingce::domain::region::{RegionCode, Regions};
use mingce::domain::release::ReleaseId;
use mingce::domain::uscc::Uscc;
use mingce::search::{Ask, Filters, Index, Page, Reader, Volume};
use pinyin::ToPinyin;

use listed::{CELLS, institution};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const TODAY: Date = date(2026, 11, 23);
const FIRST_PAGE: Page = Page { number: 1, size: 10 };

fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let institutions = match arguments.next() {
        Some(path) => read(Path::new(&path))?,
        None => invent(400_000),
    };
    let regions = Arc::new(Regions::from_csv(&[include_str!("../../data/regions.csv")]));
    println!("{} institutions, {} MB before", institutions.len(), memory_mb("VmRSS"));
    let dir = std::env::temp_dir().join("mingce-bench-index");
    let started = Instant::now();
    let index = Index::create(&dir, regions.clone())?;
    let mut writer = index.writer(Volume::Everything)?;
    for (no, institution) in (1..).zip(institutions.iter().cloned()) {
        writer.put_institution(no, institution)?;
    }
    writer.commit(ReleaseId::new(1))?;
    println!("build {:?}, size {} MB", started.elapsed(), size_mb(&dir));
    writer.wait_for_merges()?;
    println!("merges done {:?}, size {} MB", started.elapsed(), size_mb(&dir));
    index.writer(Volume::Release)?.merge_all()?;
    println!("one segment {:?}, size {} MB", started.elapsed(), size_mb(&dir));
    drop(index);
    let sample: Vec<Institution> = institutions.iter().step_by(1_333).take(300).cloned().collect();
    drop(institutions);
    println!("memory peak {} MB, now {} MB", memory_mb("VmHWM"), memory_mb("VmRSS"));

    let opening = Instant::now();
    let index = Index::open(&dir, regions)?;
    println!("open {:?}", opening.elapsed());
    println!("memory {} MB, not of files {} MB", memory_mb("VmRSS"), memory_mb("RssAnon"));
    let mut writer = index.writer(Volume::Release)?;
    for number in 2..7 {
        let commit = Instant::now();
        for (no, institution) in (1_i64..).step_by(1_333).zip(sample.iter().cloned()) {
            writer.put_institution(no, institution)?;
        }
        writer.commit(ReleaseId::new(number))?;
        let committed = commit.elapsed();
        index.reload()?;
        println!("commit of 300: {committed:?}, seen after {:?}", commit.elapsed());
    }
    drop(writer);
    let reader = index.reader();
    browse(&reader);
    measure(&reader, &sample);
    suggest(&reader, &sample);
    println!("memory {} MB, not of files {} MB", memory_mb("VmRSS"), memory_mb("RssAnon"));
    Ok(())
}

fn browse(reader: &Reader) {
    let code = |text| RegionCode::parse(text);
    for (what, region) in [("all", None), ("44", code("440000")), ("110108", code("110108"))] {
        let filters = Filters { region, ..Filters::default() };
        let started = Instant::now();
        let total = reader.browse(&filters, FIRST_PAGE, TODAY).total;
        println!("browse {what}: {total} in {:?}", started.elapsed());
    }
    let provinces = reader.directory().regions().children(None);
    let started = Instant::now();
    let counts = reader.counts_by_region(&provinces, Some(RosterKind::Approved), TODAY);
    println!("counts of {} regions: {:?}", counts.len(), started.elapsed());
}

/// Queries made from rows that are there.
fn measure(reader: &Reader, sample: &[Institution]) {
    let mut times: BTreeMap<&str, Vec<Duration>> = BTreeMap::new();
    for institution in sample {
        let name = &institution.versions[0].listing.name;
        let chars: Vec<char> = name.chars().collect();
        let middle: String = chars.iter().skip(6).take(3).collect();
        let mut typo: Vec<char> = chars.iter().skip(4).take(8).copied().collect();
        if let Some(c) = typo.get_mut(2) {
            *c = '甪';
        }
        let sounds: Vec<&str> =
            middle.as_str().to_pinyin().flatten().map(pinyin::Pinyin::plain).collect();
        let homophone =
            sounds.first().zip(middle.chars().next()).map_or_else(String::new, |said| {
                let other = ('\u{4E00}'..'\u{9FA5}')
                    .find(|c| *c != said.1 && c.to_pinyin().is_some_and(|p| p.plain() == *said.0));
                other.into_iter().chain(middle.chars().skip(1)).collect()
            });
        let initials: String = sounds.iter().filter_map(|sound| sound.chars().next()).collect();
        let id = institution.id.to_string();
        for (kind, typed) in [
            ("name", name.clone()),
            ("three characters", middle.clone()),
            ("homophone", homophone),
            ("pinyin", sounds.concat()),
            ("initials", initials),
            ("typo", typo.into_iter().collect()),
            ("name, one wrong", name.replacen(&middle, "甪", 1)),
            ("code", id.clone()),
            ("code prefix", id.chars().take(11).collect()),
        ] {
            times.entry(kind).or_default().push(search(reader, &typed).1);
        }
    }
    for (kind, times) in times {
        println!("{kind:22} {}", quantiles(times));
    }
}

/// What is asked for while somebody types.
fn suggest(reader: &Reader, sample: &[Institution]) {
    let mut times: BTreeMap<&str, Vec<Duration>> = BTreeMap::new();
    let mut ask = |kind, typed: &str| {
        let started = Instant::now();
        let _ = reader.suggest(typed, None, 8, TODAY);
        times.entry(kind).or_default().push(started.elapsed());
    };
    for institution in sample {
        let name = &institution.versions[0].listing.name;
        let from = |at: usize, count: usize| name.chars().skip(at).take(count).collect::<String>();
        ask("suggest, one character", &from(6, 1));
        ask("suggest, two characters", &from(6, 2));
        ask("suggest, full name", &from(0, 10));
        for letters in ["m", "xi", "qm", "ming"] {
            ask("suggest, with letters", &format!("{}{letters}", from(6, 1)));
        }
        for place in ["海淀", "广东", "朝阳"] {
            ask("suggest, in a place", &format!("{place}{}", from(6, 1)));
        }
    }
    for letters in ["qi", "xi", "ji", "qm", "yy", "qi'ming", "xiaom"] {
        ask("suggest, letters", letters);
    }
    for (kind, times) in times {
        println!("{kind:22} {}", quantiles(times));
    }
}

fn search(reader: &Reader, typed: &str) -> (Vec<String>, Duration) {
    let started = Instant::now();
    let Ok(typed) = Typed::parse(typed) else { return (Vec::new(), started.elapsed()) };
    let ask = Ask { typed: &typed, filters: Filters::default(), page: FIRST_PAGE, today: TODAY };
    let results = reader.search(&ask);
    let time = started.elapsed();
    (results.hits.iter().map(|hit| hit.institution.id.to_string()).collect(), time)
}

fn quantiles(mut times: Vec<Duration>) -> String {
    times.sort_unstable();
    let at = |share: usize| times.get(times.len() * share / 100).copied().unwrap_or_default();
    let last = times.last().copied().unwrap_or_default();
    format!("p50 {:?} p99 {:?} max {last:?}", at(50), at(99))
}

fn read(path: &Path) -> anyhow::Result<Vec<Institution>> {
    let rows = listed::rows(opened::open(path)?)?;
    rows.zip(0..)
        .map(|(row, line)| {
            let row = row?;
            institution(line, CELLS.map(|column| row.cell(column))).context("a row")
        })
        .collect()
}

/// Names of two to four characters before one of some kinds, spread over regions; no two alike.
fn invent(count: usize) -> Vec<Institution> {
    let chars: Vec<char> =
        "启明星光华英才博雅思源晨曦慧智新青蓝天宇航童乐成长阳春金玉兰竹梅海洋文轩墨书香雅韵舞动飞扬翰林学士卓越优佳美悦".chars().collect();
    let kinds = ["艺术培训中心", "体育培训有限公司", "教育科技有限公司", "培训学校", "托管服务部"];
    let regions =
        [("北京市海淀区", "110108"), ("深圳市南山区", "440305"), ("襄阳市襄州区", "420607")];
    (0..count)
        .filter_map(|n| {
            let at = |by: usize| chars[n / by % chars.len()];
            let (place, code) = regions[n % regions.len()];
            let kind = kinds[n / 3 % kinds.len()];
            let brand: String = [at(1), at(53), at(2_809)].into_iter().collect();
            let name = format!("{place}{brand}{kind}");
            let permit = format!("教民1{code}7{:07}号", n % 10_000_000);
            let address = format!("{place}{}{}路{}号{}层", at(7), at(11), n % 400 + 1, n % 9 + 1);
            let body = format!("91{code}MA{n:07}");
            let check = Uscc::check_character(body.as_bytes()).map_or('0', char::from);
            let uscc = format!("{body}{check}");
            institution(
                i64::try_from(n).ok()?,
                [&name, &uscc, &permit, "白名单", "正常", "艺术", code, "一街道", &address, ""],
            )
        })
        .collect()
}

fn memory_mb(what: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(what));
    line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok()).unwrap_or(0) / 1024
}

fn size_mb(dir: &Path) -> u64 {
    let entries = std::fs::read_dir(dir).into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.metadata().ok()).map(|meta| meta.len()).sum::<u64>() >> 20
}
