//! Whether a cluster can answer: its scheduler is there, and a worker has reported to it. Without one, a query would wait
//! for ever.

use std::io;
use std::io::Read as _;
use std::io::Write as _;
use std::net::TcpStream;
use std::net::ToSocketAddrs as _;
use std::time::Duration;

use crate::error::ArchiveError;

/// How long a scheduler may take to answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// Fails where no scheduler answers at this address, or no worker has reported to it.
pub(crate) fn check_ready(scheduler: &str) -> Result<(), ArchiveError> {
    let unreachable = |source: io::Error| ArchiveError::Scheduler {
        scheduler: scheduler.to_owned(),
        found: source.to_string(),
    };
    let answer = ask(scheduler).map_err(unreachable)?;
    let status = answer.split(' ').nth(1).unwrap_or_default();
    match status {
        "200" => Ok(()),
        "503" => Err(ArchiveError::NoWorker { scheduler: scheduler.to_owned() }),
        _ => Err(unreachable(io::Error::other("what answers there is no scheduler"))),
    }
}

/// The first line of its answer, to whether it is ready.
fn ask(scheduler: &str) -> io::Result<String> {
    let mut addresses = scheduler.to_socket_addrs()?;
    let address = addresses.next().ok_or_else(|| io::Error::other("the name has no address"))?;
    let mut stream = TcpStream::connect_timeout(&address, PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    write!(stream, "GET /readyz HTTP/1.1\r\nHost: {scheduler}\r\nConnection: close\r\n\r\n")?;
    let mut answer = Vec::new();
    stream.take(1 << 10).read_to_end(&mut answer)?;
    let answer = String::from_utf8_lossy(&answer);
    Ok(answer.lines().next().unwrap_or_default().to_owned())
}
