//! Measures the whole way at full size, with the real binary: import, second import, start,
//! answers, an amendment under readers, and kills at random moments.
//!
//! `cargo build --release && cargo run --release --example measure -- [--list LIST.csv[.gz]] [--kills 20]`
//! Without `--list`, a list of `--rows` rows is made by the `generate` example beside it.

#![expect(clippy::print_stdout, reason = "a report for the terminal")]
#![expect(clippy::unwrap_used, reason = "a measurement that fails should stop")]

use std::collections::HashMap;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use clap::Parser;
use serde_json::Value;

#[derive(Parser)]
struct Arguments {
    /// A list in the columns of `generate`; made when not given.
    #[arg(long)]
    list: Option<PathBuf>,
    #[arg(long, default_value_t = 400_000)]
    rows: u32,
    /// How many rows are asked for by name and by code.
    #[arg(long, default_value_t = 2_000)]
    sample: usize,
    /// How many imports are killed.
    #[arg(long, default_value_t = 20)]
    kills: u32,
    #[arg(long, default_value = "target/release/mingce")]
    binary: PathBuf,
}

struct Place {
    folder: tempfile::TempDir,
    binary: PathBuf,
}

impl Place {
    fn new(binary: &Path) -> Self {
        Self { folder: tempfile::tempdir().unwrap(), binary: binary.canonicalize().unwrap() }
    }

    fn mingce(&self, arguments: &[&str]) -> Command {
        let folder = self.folder.path();
        let mut command = Command::new(&self.binary);
        command
            .args(arguments)
            .env("MINGCE_DATABASE_URL", format!("sqlite:{}", folder.join("mingce.db").display()))
            .env("MINGCE_INDEX", folder.join("index"))
            .env("MINGCE_RATE_LIMIT", "off")
            .env("MINGCE_LOG", "error")
            .stdin(Stdio::null());
        command
    }

    /// Runs a command to its end: seconds, peak memory in MB, what it printed.
    fn run(&self, arguments: &[&str]) -> (f64, f64, String) {
        let started = Instant::now();
        let mut child = self.mingce(arguments).stdout(Stdio::piped()).spawn().unwrap();
        let mut peak = 0.0_f64;
        loop {
            peak = peak.max(memory_mb(child.id(), "VmHWM:"));
            if child.try_wait().unwrap().is_some() {
                break;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        let seconds = started.elapsed().as_secs_f64();
        let mut printed = String::new();
        child.stdout.take().unwrap().read_to_string(&mut printed).unwrap();
        assert!(child.wait().unwrap().success(), "{arguments:?}: {printed}");
        (seconds, peak, printed)
    }

    fn serve(&self) -> (Site, f64) {
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let started = Instant::now();
        let child = self
            .mingce(&["serve"])
            .env("MINGCE_LISTEN", format!("127.0.0.1:{port}"))
            .spawn()
            .unwrap();
        let config = ureq::Agent::config_builder().http_status_as_error(false).build();
        let site = Site { child, base: format!("http://127.0.0.1:{port}"), agent: config.into() };
        while site.get("/api/v1/search?q=x").is_none() {
            assert!(started.elapsed() < Duration::from_secs(300), "the site does not come up");
            std::thread::sleep(Duration::from_millis(5));
        }
        let seconds = started.elapsed().as_secs_f64();
        (site, seconds)
    }
}

struct Site {
    child: Child,
    base: String,
    agent: ureq::Agent,
}

impl Site {
    fn get(&self, path: &str) -> Option<String> {
        let mut response = self.agent.get(format!("{}{path}", self.base)).call().ok()?;
        response.body_mut().read_to_string().ok()
    }

    fn verdict(&self, words: &str) -> String {
        let encoded: String = words.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let body = self.get(&format!("/api/v1/search?q={encoded}")).unwrap_or_default();
        let answer: Value = serde_json::from_str(&body).unwrap_or_default();
        answer["verdict"].as_str().unwrap_or("no answer").to_owned()
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn main() {
    let arguments = Arguments::parse();
    let made = tempfile::tempdir().unwrap();
    let list = arguments.list.clone().unwrap_or_else(|| generate(made.path(), arguments.rows));
    let list_text = list.to_str().unwrap();
    let place = Place::new(&arguments.binary);

    let (seconds, peak, printed) = place.run(&["import", list_text]);
    println!(
        "import into an empty store     {seconds:7.1} s   peak {peak:.0} MB   {}",
        line(&printed, "已发布")
    );
    let (seconds, peak, printed) = place.run(&["import", list_text]);
    println!(
        "the same file again            {seconds:7.1} s   peak {peak:.0} MB   {}",
        line(&printed, "没有变化")
    );
    println!(
        "store {:.0} MB, index {:.0} MB",
        size_mb(&place.folder.path().join("mingce.db")),
        size_mb(&place.folder.path().join("index"))
    );
    let (seconds, _, printed) = place.run(&["verify"]);
    println!("verify                         {seconds:7.1} s   {}", line(&printed, "一致"));
    let (site, seconds) = place.serve();
    println!("start of serve to first answer {seconds:7.3} s");

    let rows = read_list(&list);
    answers(&site, &rows, arguments.sample);
    println!("memory while serving           {:7.0} MB", memory_mb(site.child.id(), "VmRSS:"));
    amendment(&place, &site, &rows);
    drop(site);
    kills(&arguments, &list);
}

/// Exact names and codes give their row's verdict, one wrong character never gives approved.
fn answers(site: &Site, rows: &[Row], sample: usize) {
    let mut of_name: HashMap<&str, usize> = HashMap::new();
    for row in rows {
        *of_name.entry(&row.name).or_default() += 1;
    }
    let step = (rows.len() / sample).max(1);
    let (mut right, mut wrong, mut false_green) = (0, Vec::new(), 0);
    for row in rows.iter().step_by(step).take(sample) {
        let by_name = if of_name[row.name.as_str()] > 1 { "candidates" } else { row.expected() };
        for (words, expected) in [(&row.name, by_name), (&row.uscc, row.expected())] {
            let said = site.verdict(words);
            if said == expected {
                right += 1;
            } else {
                wrong.push(format!("{words}: {said}, not {expected}"));
            }
            let mut chars: Vec<char> = words.chars().collect();
            let middle = chars.len() / 2;
            chars[middle] = if chars[middle] == '误' { '错' } else { '误' };
            let off: String = chars.into_iter().collect();
            false_green += u32::from(site.verdict(&off) == "approved");
        }
    }
    println!(
        "exact names and codes          {right} right, {} wrong; one character changed: {false_green} approved",
        wrong.len()
    );
    for wrong in wrong.iter().take(10) {
        println!("  {wrong}");
    }
}

/// 300 rows of one district are restricted by a second process while a reader asks without pause.
fn amendment(place: &Place, site: &Site, rows: &[Row]) {
    let mut by_region: HashMap<&str, Vec<&Row>> = HashMap::new();
    for row in rows {
        by_region.entry(&row.region).or_default().push(row);
    }
    let district = by_region.values().max_by_key(|rows| rows.len()).unwrap();
    let picked: Vec<&&Row> =
        district.iter().filter(|row| row.expected() == "approved").take(300).collect();
    let mut csv = "机构名称,统一社会信用代码,办学许可证号,名单类型,状态,机构类别,主管部门,行政区划代码,地址\n".to_owned();
    for row in &picked {
        csv.push_str(&format!(
            "{},{},{},白名单,停业整改,{},{},{},{}\n",
            row.name, row.uscc, row.permit, row.category, row.regulator, row.region, row.address
        ));
    }
    let path = place.folder.path().join("amendment.csv");
    std::fs::write(&path, csv).unwrap();
    let other = rows
        .iter()
        .find(|row| row.region != picked[0].region && row.expected() == "approved")
        .unwrap();
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let (mut asked, mut slowest, mut noticed) = (0_u32, Duration::ZERO, 0_u32);
            while !done.load(Ordering::Relaxed) {
                let started = Instant::now();
                noticed += u32::from(site.verdict(&other.uscc) != "approved");
                slowest = slowest.max(started.elapsed());
                asked += 1;
            }
            (asked, slowest, noticed)
        });
        let started = Instant::now();
        let mut child = place
            .mingce(&["import", path.to_str().unwrap(), "--mode", "batch"])
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        while site.verdict(&picked[0].uscc) != "restricted"
            && started.elapsed() < Duration::from_secs(30)
        {
            std::thread::sleep(Duration::from_millis(2));
        }
        let seen = started.elapsed();
        assert!(child.wait().unwrap().success());
        done.store(true, Ordering::Relaxed);
        let (asked, slowest, noticed) = reader.join().unwrap();
        println!(
            "amendment of {} rows seen after  {:.3} s; a reader asked {asked} times meanwhile, slowest {:.1} ms, {noticed} wrong",
            picked.len(),
            seen.as_secs_f64(),
            slowest.as_secs_f64() * 1e3
        );
    });
}

/// Imports killed at moments spread over their length: before or after, never between.
fn kills(arguments: &Arguments, list: &Path) {
    let started = Instant::now();
    let (mut before, mut after) = (0, 0);
    for round in 0..arguments.kills {
        let fresh = Place::new(&arguments.binary);
        let mut child = fresh
            .mingce(&["import", list.to_str().unwrap()])
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        // Golden-ratio steps spread the moments without a pattern.
        let share = (f64::from(round) * 0.618_034).fract();
        std::thread::sleep(Duration::from_secs_f64(0.5 + share * 60.0));
        let _ = child.kill();
        child.wait().unwrap();
        let (site, _) = fresh.serve();
        let releases: Value =
            serde_json::from_str(&site.get("/api/v1/search?q=x").unwrap()).unwrap();
        if releases["release"] == 0 {
            before += 1;
        } else {
            after += 1;
        }
        drop(site);
        fresh.run(&["verify"]);
    }
    println!(
        "killed {} imports: {before} wholly before, {after} wholly after; verify passed and serve started each time ({:.0} s)",
        arguments.kills,
        started.elapsed().as_secs_f64()
    );
}

struct Row {
    name: String,
    uscc: String,
    permit: String,
    roster: String,
    status: String,
    category: String,
    regulator: String,
    region: String,
    address: String,
}

impl Row {
    /// The rules for such rows, as plainly as they go: after-school care is never approved to teach.
    fn expected(&self) -> &'static str {
        match (self.roster.as_str(), self.status.as_str(), self.category.as_str()) {
            ("黑名单", _, _) => "banned",
            (_, "正常", category) if category != "托管" => "approved",
            _ => "restricted",
        }
    }
}

fn read_list(path: &Path) -> Vec<Row> {
    let file = std::fs::File::open(path).unwrap();
    let input: Box<dyn Read> = if path.extension().is_some_and(|extension| extension == "gz") {
        Box::new(flate2::read::GzDecoder::new(file))
    } else {
        Box::new(file)
    };
    let mut reader = csv::Reader::from_reader(std::io::BufReader::new(input));
    let headings = reader.headers().unwrap().clone();
    let column = |name: &str| {
        headings.iter().position(|heading| heading.trim_start_matches('\u{feff}') == name).unwrap()
    };
    let columns = [
        "机构名称",
        "统一社会信用代码",
        "办学许可证号",
        "名单类型",
        "状态",
        "机构类别",
        "主管部门",
        "行政区划代码",
        "地址",
    ]
    .map(column);
    reader
        .records()
        .map(|record| {
            let record = record.unwrap();
            let [name, uscc, permit, roster, status, category, regulator, region, address] =
                columns.map(|at| record[at].to_owned());
            Row { name, uscc, permit, roster, status, category, regulator, region, address }
        })
        .collect()
}

fn generate(folder: &Path, rows: u32) -> PathBuf {
    let path = folder.join("list.csv");
    let output = std::fs::File::create(&path).unwrap();
    let generator = std::env::current_exe().unwrap().with_file_name("generate");
    let status =
        Command::new(&generator).args(["--rows", &rows.to_string()]).stdout(output).status();
    assert!(
        status.is_ok_and(|status| status.success()),
        "build it first: cargo build --release --examples"
    );
    path
}

fn memory_mb(process: u32, key: &str) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(key)).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kb| kb.parse::<f64>().ok()).unwrap_or(0.0) / 1024.0
}

fn size_mb(path: &Path) -> f64 {
    if path.is_dir() {
        return std::fs::read_dir(path)
            .unwrap()
            .flatten()
            .map(|entry| size_mb(&entry.path()))
            .sum();
    }
    std::fs::metadata(path).map_or(0.0, |found| found.len() as f64 / 1e6)
}

fn line<'t>(text: &'t str, word: &str) -> &'t str {
    text.lines().find(|line| line.contains(word)).unwrap_or("").trim()
}
