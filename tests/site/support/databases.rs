//! A fresh database of each kind. PostgreSQL is started from nothing: Debian's programs, a folder
//! of its own, a free port, as an unprivileged user.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A database that is gone when dropped.
pub(crate) struct Database {
    pub(crate) url: String,
    pub(crate) folder: TempDir,
    _server: Option<Postgres>,
}

/// A SQLite file of its own.
pub(crate) fn sqlite() -> Database {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("store/mingce.db").display());
    Database { url, folder, _server: None }
}

/// A PostgreSQL server of its own.
pub(crate) fn postgres() -> Database {
    let server = Postgres::start();
    let url = format!("postgres://mingce@127.0.0.1:{}/postgres", server.port);
    Database { url, folder: tempfile::tempdir().unwrap(), _server: Some(server) }
}

struct Postgres {
    programs: PathBuf,
    data: PathBuf,
    port: u16,
    _folder: TempDir,
}

impl Postgres {
    fn start() -> Self {
        let programs = programs();
        let folder = tempfile::Builder::new().prefix("mingce-pg").tempdir_in("/tmp").unwrap();
        let data = folder.path().join("data");
        if is_root() {
            run(Command::new("chown").arg("nobody").arg(folder.path()));
        }
        run(as_nobody(&programs.join("initdb"))
            .args([
                "-A",
                "trust",
                "-U",
                "mingce",
                "-E",
                "UTF8",
                "--locale=C.UTF-8",
                "--no-sync",
                "-D",
            ])
            .arg(&data));
        let port = free_port();
        let options = format!(
            "-c listen_addresses=127.0.0.1 -p {port} -k {} -c fsync=off -c synchronous_commit=off",
            folder.path().display()
        );
        run(as_nobody(&programs.join("pg_ctl"))
            .arg("-D")
            .arg(&data)
            .args(["-w", "-o", &options, "-l"])
            .arg(folder.path().join("log"))
            .arg("start"));
        Self { programs, data, port, _folder: folder }
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let _ = as_nobody(&self.programs.join("pg_ctl"))
            .arg("-D")
            .arg(&self.data)
            .args(["-m", "immediate", "stop"])
            .stdout(Stdio::null())
            .status();
    }
}

/// Debian keeps them below a folder with the version's number.
fn programs() -> PathBuf {
    let mut found: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .map(|entries| entries.flatten().map(|entry| entry.path().join("bin")).collect())
        .unwrap_or_default();
    found.retain(|bin| bin.join("initdb").exists());
    found.sort();
    found.pop().expect("PostgreSQL is missing: apt-get install postgresql (tests/run does it)")
}

/// PostgreSQL does not run as root.
fn as_nobody(program: &Path) -> Command {
    if !is_root() {
        return Command::new(program);
    }
    let mut command = Command::new("runuser");
    command.args(["-u", "nobody", "--"]).arg(program).current_dir("/tmp");
    command
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output().unwrap();
    id.stdout.trim_ascii() == b"0"
}

fn run(command: &mut Command) {
    let output = command.stdin(Stdio::null()).output().unwrap();
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
}

fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}
