//! `load --url http://127.0.0.1:8080 --paths mix.txt [--connections 64] [--seconds 5] [--pid SERVER]`
//!
//! Asks over kept-alive connections, each as soon as its last answer is in, from one thread. Runs for
//! the seconds given, and longer when by then not every path was asked once: else a slow server would
//! be measured on the paths at the head of the file. Prints one line of JSON.
//!
//! Beside `mix.txt` there may be `mix.want`: for each path the code that the answer should hold.
use std::cell::{Cell, RefCell};
use std::error::Error;
use std::fs::read_to_string;
use std::io;
use std::path::Path;
use std::rc::Rc;
use std::time::{Duration, Instant};

use memchr::memmem::{Finder, find, find_iter};
use mingce_bench::options::{option, required};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::LocalSet;

/// What Linux counts in, for programs, on every architecture.
const TICKS_PER_SECOND: f64 = 100.0;

struct Question {
    request: Vec<u8>,
    wanted: Option<Finder<'static>>,
}

struct Run {
    host: String,
    questions: Vec<Question>,
    next: Cell<usize>,
    began: Instant,
    lasts: Duration,
    seen: RefCell<Seen>,
}

#[derive(Default)]
struct Seen {
    took: Vec<Duration>,
    bytes: usize,
    rows: usize,
    wanted: usize,
    found: usize,
    errors: usize,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let url: String = required("--url")?;
    let host = url.strip_prefix("http://").ok_or("--url must begin with http://")?.to_owned();
    let questions = questions(&required::<String>("--paths")?, &host)?;
    let connections = option("--connections")?.unwrap_or(64);
    let lasts = Duration::from_secs_f64(option("--seconds")?.unwrap_or(5.0));
    let server: Option<u32> = option("--pid")?;

    let server_before = server.map(|pid| processor_seconds(&pid.to_string())).transpose()?;
    let own_before = processor_seconds("self")?;
    let began = Instant::now();
    let (next, seen) = Default::default();
    let run = Rc::new(Run { host, questions, next, began, lasts, seen });
    let tasks = LocalSet::new();
    for _ in 0..connections {
        let run = Rc::clone(&run);
        tasks.spawn_local(async move { run.ask().await });
    }
    tasks.await;
    let wall = began.elapsed().as_secs_f64();
    let own = processor_seconds("self")? - own_before;

    let mut seen = run.seen.borrow_mut();
    seen.took.sort_unstable();
    let count = seen.took.len();
    if count == 0 {
        return Err(format!("no answer, {} errors", seen.errors).into());
    }
    let at = |share: f64| seen.took[(count as f64 * share) as usize].as_secs_f64() * 1e6;
    let server_us = match (server, server_before) {
        (Some(pid), Some(before)) => {
            let spent = processor_seconds(&pid.to_string())? - before;
            format!("{:.1}", spent * 1e6 / count as f64)
        }
        _ => "null".to_owned(),
    };
    let found = match seen.wanted {
        0 => "null".to_owned(),
        wanted => format!("{:.3}", seen.found as f64 / wanted as f64),
    };
    println!(
        r#"{{"count":{count},"errors":{},"rps":{:.0},"p50":{:.0},"p90":{:.0},"p99":{:.0},"max":{:.0},"bytes":{},"rows":{:.1},"found":{found},"server_us":{server_us},"client_share":{:.2}}}"#,
        seen.errors,
        count as f64 / wall,
        at(0.50),
        at(0.90),
        at(0.99),
        seen.took[count - 1].as_secs_f64() * 1e6,
        seen.bytes / count,
        seen.rows as f64 / count as f64,
        own / wall,
    );
    Ok(())
}

fn questions(paths: &str, host: &str) -> Result<Vec<Question>, Box<dyn Error>> {
    let beside = Path::new(paths).with_extension("want");
    let wanted = if beside.exists() { read_to_string(beside)? } else { String::new() };
    let mut wanted = wanted.lines();
    let all: Vec<Question> = read_to_string(paths)?
        .lines()
        .map(|path| Question {
            request: format!("GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n").into_bytes(),
            wanted: wanted
                .next()
                .filter(|code| !code.is_empty())
                .map(|code| Finder::new(&format!("\"uscc\":\"{code}\"")).into_owned()),
        })
        .collect();
    if all.is_empty() { Err(format!("{paths} holds no path").into()) } else { Ok(all) }
}

/// User and system time of all threads, ended ones included.
fn processor_seconds(pid: &str) -> Result<f64, Box<dyn Error>> {
    let stat = read_to_string(format!("/proc/{pid}/stat"))?;
    // The second field is the program's name, which may hold spaces.
    let (_, fields) = stat.rsplit_once(')').ok_or("unknown form of /proc/PID/stat")?;
    let mut times = fields.split_whitespace().skip(11).map(str::parse::<f64>);
    let (Some(user), Some(system)) = (times.next(), times.next()) else {
        return Err("unknown form of /proc/PID/stat".into());
    };
    Ok((user? + system?) / TICKS_PER_SECOND)
}

impl Run {
    async fn ask(&self) {
        let mut connection = None;
        let mut buffer = Vec::with_capacity(64 * 1024);
        loop {
            let turn = self.next.replace(self.next.get() + 1);
            if turn >= self.questions.len() && self.began.elapsed() >= self.lasts {
                return;
            }
            let question = &self.questions[turn % self.questions.len()];
            if self.ask_one(question, &mut connection, &mut buffer).await.is_err() {
                connection = None;
                self.seen.borrow_mut().errors += 1;
            }
        }
    }

    async fn ask_one(
        &self,
        question: &Question,
        connection: &mut Option<TcpStream>,
        buffer: &mut Vec<u8>,
    ) -> io::Result<()> {
        let stream = match connection {
            Some(stream) => stream,
            None => {
                let stream = TcpStream::connect(&self.host).await?;
                stream.set_nodelay(true)?;
                connection.insert(stream)
            }
        };
        let asked = Instant::now();
        stream.write_all(&question.request).await?;
        let body = answer(stream, buffer).await?;
        let took = asked.elapsed();

        let mut seen = self.seen.borrow_mut();
        seen.took.push(took);
        seen.bytes += body.len();
        seen.rows += find_iter(body, b"\"uscc\":").count();
        if let Some(wanted) = &question.wanted {
            seen.wanted += 1;
            seen.found += usize::from(wanted.find(body).is_some());
        }
        Ok(())
    }
}

/// The body of one answer; anything but status 200 with a `Content-Length` is an error.
async fn answer<'a>(stream: &mut TcpStream, buffer: &'a mut Vec<u8>) -> io::Result<&'a [u8]> {
    buffer.clear();
    let mut ends_at = None;
    loop {
        if stream.read_buf(buffer).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        if ends_at.is_none()
            && let Some(head) = find(buffer, b"\r\n\r\n")
        {
            let body = head + 4;
            let length = length_of_200(&buffer[..head]).ok_or(io::ErrorKind::InvalidData)?;
            ends_at = Some((body, body + length));
        }
        if let Some((body, end)) = ends_at
            && buffer.len() >= end
        {
            return Ok(&buffer[body..end]);
        }
    }
}

fn length_of_200(head: &[u8]) -> Option<usize> {
    const NAME: &[u8] = b"content-length:";
    if !head.starts_with(b"HTTP/1.1 200") {
        return None;
    }
    let mut lines = head.split(|byte| *byte == b'\n');
    let line = lines
        .find(|line| line.get(..NAME.len()).is_some_and(|name| name.eq_ignore_ascii_case(NAME)))?;
    std::str::from_utf8(&line[NAME.len()..]).ok()?.trim().parse().ok()
}
