//! Whoever sends slowly, or holds a connection for nothing, is waited for no longer than there is patience.

use std::net::SocketAddr;
use std::time::Duration;
use std::time::Instant;

use axum::Router;
use tokio::io::AsyncReadExt;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpListener;
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio::time::timeout;
use web::settings::Patience;
use web::settings::Settings;

use crate::house::House;
use crate::house::ORIGIN;
use crate::house::SMP;
use crate::house::settings_on;

/// Longer than anything here may take.
const LONG: Duration = Duration::from_secs(20);

/// A server at a socket of its own.
struct AtASocket {
    _house: House,
    at: SocketAddr,
    stop: oneshot::Sender<()>,
    serving: JoinHandle<std::io::Result<()>>,
}

/// A server that waits for so long: for a head, and for a body.
async fn serving(head: u64, body: u64) -> AtASocket {
    let patience = Patience {
        head: Duration::from_millis(head),
        body: Duration::from_millis(body),
        ..Patience::default()
    };
    let house = House::with(Settings { patience, ..settings_on("2014-10-14") }).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (at, (stop, stopped)) = (listener.local_addr().unwrap(), oneshot::channel());
    let stopped = async move { stopped.await.unwrap_or_default() };
    let serving = tokio::spawn(web::serve(house.app.clone(), Router::new(), listener, stopped));
    AtASocket { _house: house, at, stop, serving }
}

/// All that comes back until the connection ends.
async fn answer(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let read = timeout(LONG, stream.read_to_end(&mut bytes)).await;
    assert!(read.is_ok(), "the connection was held for {LONG:?}");
    String::from_utf8_lossy(&bytes).into_owned()
}

#[tokio::test]
async fn a_head_that_never_ends_is_waited_for_no_longer() {
    let server = serving(300, 20_000).await;
    let began = Instant::now();
    let mut slow = TcpStream::connect(server.at).await.unwrap();
    slow.write_all(b"GET /health HTTP/1.1\r\nHost: a\r\nX: ").await.unwrap();
    let said = answer(&mut slow).await;
    assert!(began.elapsed() >= Duration::from_millis(300) && !said.contains("200 OK"), "{said}");
    // Others are served meanwhile and after.
    let mut other = TcpStream::connect(server.at).await.unwrap();
    other.write_all(b"GET /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").await.unwrap();
    assert!(answer(&mut other).await.ends_with("ok\n"));
}

#[tokio::test]
async fn a_connection_on_which_nothing_comes_is_closed_before_and_after_a_page() {
    let server = serving(300, 20_000).await;
    let mut silent = TcpStream::connect(server.at).await.unwrap();
    assert_eq!(answer(&mut silent).await, "");
    let mut once = TcpStream::connect(server.at).await.unwrap();
    once.write_all(b"GET /health HTTP/1.1\r\nHost: a\r\n\r\n").await.unwrap();
    assert!(answer(&mut once).await.ends_with("ok\n"));
}

#[tokio::test]
async fn a_body_that_comes_too_slowly_is_broken_off_and_told() {
    let server = serving(20_000, 300).await;
    let mut slow = TcpStream::connect(server.at).await.unwrap();
    let head = format!(
        "POST {SMP}/sign-in HTTP/1.1\r\nHost: a\r\nOrigin: {ORIGIN}\r\nConnection: close\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\nemail="
    );
    slow.write_all(head.as_bytes()).await.unwrap();
    let said = answer(&mut slow).await;
    assert!(said.starts_with("HTTP/1.1 408 "), "{said}");
    assert!(said.contains("It came too slowly"), "{said}");
}

#[tokio::test]
async fn a_server_that_is_told_to_stop_waits_for_nobody_who_asks_nothing() {
    let server = serving(20_000, 20_000).await;
    let mut idle = TcpStream::connect(server.at).await.unwrap();
    idle.write_all(b"GET /health HTTP/1.1\r\nHost: a\r\n\r\n").await.unwrap();
    let mut first = [0; 12];
    timeout(LONG, idle.read_exact(&mut first)).await.unwrap().unwrap();
    assert_eq!(&first, b"HTTP/1.1 200");
    server.stop.send(()).unwrap();
    let ended = timeout(Duration::from_secs(10), server.serving).await;
    assert!(ended.is_ok(), "it waits for a connection on which nothing is asked");
    ended.unwrap().unwrap().unwrap();
    assert!(TcpStream::connect(server.at).await.is_err());
}

#[tokio::test]
async fn counts_are_told_where_the_settings_say_and_nowhere_else() {
    let free = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let house = House::with(Settings { metrics: Some(free), ..settings_on("2014-10-14") }).await;
    assert_eq!(house.browser().get("/metrics").await.status, 404);
    house.browser().get(SMP).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let serving = web::serve(house.app.clone(), Router::new(), listener, std::future::pending());
    let serving = tokio::spawn(serving);
    let asked = async {
        loop {
            if let Ok(mut stream) = TcpStream::connect(free).await {
                let ask = b"GET /metrics HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
                stream.write_all(ask).await.unwrap();
                break answer(&mut stream).await;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    let said = timeout(LONG, asked).await.unwrap();
    for told in ["saferplan_records_up 1", "saferplan_requests_total{status=\"3xx\"} 1"] {
        assert!(said.contains(told), "`{told}` is missing in\n{said}");
    }
    serving.abort();
}
