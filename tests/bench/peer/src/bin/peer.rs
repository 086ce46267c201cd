//! `peer build LIST.csv[.gz] DB` · `peer serve DB [--listen 127.0.0.1:8099] [--enough 10]`
//!
//! With `--enough 10` it looks for similar names until there are ten rows; with `--enough 1`, only when
//! no row holds what was typed. The first finds more, the second answers sooner.
use std::cell::OnceCell;
use std::error::Error;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::serve::ListenerExt;
use mingce_bench::engine::{self, Engine, Found};
use mingce_bench::options::option;
use serde::{Deserialize, Serialize};
use tokio::net::TcpListener;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

thread_local! {
    static ENGINE: OnceCell<Engine> = const { OnceCell::new() };
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        ["build", list, db] => {
            println!("{} rows", engine::build(list, db)?);
            Ok(())
        }
        ["serve", db, ..] => serve(db),
        _ => {
            Err("peer build LIST.csv[.gz] DB | peer serve DB [--listen ADDRESS] [--enough N]"
                .into())
        }
    }
}

struct Setup {
    db: String,
    enough: usize,
}

#[tokio::main]
async fn serve(db: &str) -> Result<(), Box<dyn Error>> {
    Engine::open(db)?; // a wrong file is told now, not at the first question
    let address = option("--listen")?.unwrap_or_else(|| "127.0.0.1:8099".to_owned());
    let enough = option("--enough")?.unwrap_or_else(ten);
    let routes = Router::new()
        .route("/api/v1/search", get(search))
        .route("/bare", get(async || "Hello, world!"))
        .with_state(Arc::new(Setup { db: db.to_owned(), enough }));
    let listener = TcpListener::bind(address).await?.tap_io(|stream| {
        // Without it the kernel may hold an answer back for 40 ms.
        let _ = stream.set_nodelay(true);
    });
    Ok(axum::serve(listener, routes).await?)
}

#[derive(Deserialize)]
struct Asked {
    q: String,
    #[serde(default = "ten")]
    limit: usize,
}

fn ten() -> usize {
    10
}

#[derive(Serialize)]
struct Answer<'a> {
    query: &'a str,
    results: Vec<Found>,
}

/// Asks SQLite inline: a hop to a pool of blocking threads would cost more than most answers do.
async fn search(State(setup): State<Arc<Setup>>, Query(asked): Query<Asked>) -> Response {
    let answered = ENGINE.with(|engine| -> Result<Vec<u8>, Box<dyn Error>> {
        let engine = match engine.get() {
            Some(engine) => engine,
            None => {
                let opened = Engine::open(&setup.db)?;
                engine.get_or_init(|| opened)
            }
        };
        let results = engine.search(&asked.q, asked.limit, setup.enough)?;
        Ok(serde_json::to_vec(&Answer { query: &asked.q, results })?)
    });
    match answered {
        Ok(json) => ([(header::CONTENT_TYPE, "application/json")], json).into_response(),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    }
}
