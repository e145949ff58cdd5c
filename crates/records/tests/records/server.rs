//! A PostgreSQL server for this run of the tests: made in a temporary folder, and gone when the run ends.

use std::io::Write as _;
use std::path::Path;
use std::path::PathBuf;
use std::process::Child;
use std::process::Command;
use std::process::Stdio;
use std::sync::OnceLock;
use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering;

use sqlx::Connection as _;

/// A server that was started, by the folder of its socket.
struct Server {
    folder: PathBuf,
    /// Ends the server when this process ends, however it ends: it waits for the end of its input.
    _keeper: Child,
}

/// The address of a new database; none where there is no server, and then `test` is noted as skipped.
pub(crate) fn new_database(test: &str) -> Option<String> {
    static SERVER: OnceLock<Option<Server>> = OnceLock::new();
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let Some(server) = SERVER.get_or_init(start) else {
        skipped(&format!("{test} — no PostgreSQL server is installed"));
        return None;
    };
    let name = format!("records_{}", NUMBER.fetch_add(1, Ordering::Relaxed));
    execute(&address(&server.folder, "postgres", "postgres"), &format!("create database {name}"));
    Some(address(&server.folder, &name, "postgres"))
}

/// The address of a database on the server whose socket is in `folder`.
pub(crate) fn address(folder: &Path, database: &str, user: &str) -> String {
    format!("postgres:///{database}?host={}&user={user}", folder.display())
}

/// Runs SQL at an address, past the records; on a thread of its own, so that a test may wait for it anywhere.
pub(crate) fn execute(address: &str, sql: &str) {
    let work = async {
        let mut connection = sqlx::PgConnection::connect(address).await.unwrap();
        sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(&mut connection).await.unwrap();
        connection.close().await.unwrap();
    };
    std::thread::scope(|scope| scope.spawn(|| crate::engine::wait_for(work)).join().unwrap());
}

fn start() -> Option<Server> {
    let programs = programs()?;
    let folder = tempfile::Builder::new().prefix("records").tempdir().unwrap().keep();
    let user = user();
    if let Some(user) = user {
        succeeds(Command::new("chown").arg(user).arg(&folder));
    }
    let data = folder.join("data");
    let program = |name: &str| as_user(user, &programs.join(name));
    let how = ["-U", "postgres", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"];
    succeeds(program("initdb").args(how).arg("-D").arg(&data));
    // The server itself is never killed here, so it need not sync; only the sockets in the folder are open.
    let options = format!("-c listen_addresses='' -c fsync=off -k {}", folder.display());
    let log = folder.join("log");
    succeeds(
        program("pg_ctl")
            .args(["-w", "-o", &options, "-D"])
            .arg(&data)
            .arg("-l")
            .arg(&log)
            .arg("start"),
    );
    let end = "cat >/dev/null; \"$0\" -D \"$1/data\" -m immediate stop >/dev/null; rm -rf \"$1\"";
    let keeper = as_user(user, Path::new("sh"))
        .args(["-c", end])
        .arg(programs.join("pg_ctl"))
        .arg(&folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    Some(Server { folder, _keeper: keeper })
}

/// The folder of the server's programs: the one that `cargo xtask test` names, or where Debian has them.
fn programs() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let debian = versions.map(|version| version.path().join("bin"));
    let named = std::env::var_os("SAFERPLAN_POSTGRES").map(PathBuf::from);
    named.into_iter().chain(debian).find(|folder| folder.join("initdb").is_file())
}

/// PostgreSQL does not run as root, so root lends it another user.
fn user() -> Option<&'static str> {
    let said = |command: &mut Command| String::from_utf8(command.output().unwrap().stdout).unwrap();
    let is_root = said(Command::new("id").arg("-u")).trim() == "0";
    let has_own = !said(Command::new("id").args(["-u", "postgres"])).is_empty();
    is_root.then_some(if has_own { "postgres" } else { "nobody" })
}

fn as_user(user: Option<&str>, program: &Path) -> Command {
    match user {
        None => Command::new(program),
        Some(user) => {
            let mut command = Command::new("runuser");
            command.args(["-u", user, "--"]).arg(program).current_dir("/");
            command
        }
    }
}

fn succeeds(command: &mut Command) {
    // A file and no pipe: the server keeps what it inherits, and a pipe would never end.
    let status = command.stdin(Stdio::null()).stdout(Stdio::null()).status().unwrap();
    assert!(status.success(), "{command:?}");
}

fn skipped(note: &str) {
    eprintln!("skipped: {note}");
    if let Some(list) = std::env::var_os("SAFERPLAN_SKIPPED") {
        let mut list = std::fs::OpenOptions::new().append(true).create(true).open(list).unwrap();
        writeln!(list, "{note}").unwrap();
    }
}
