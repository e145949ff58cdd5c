//! A server that speaks TLS itself, by the certificate that its settings name.

use std::fs;
use std::net::SocketAddr;
use std::path::Path;

use axum::Router;
use tokio::io::AsyncReadExt;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpListener;
use tokio::net::TcpStream;
use ureq::tls::RootCerts;
use ureq::tls::TlsConfig;
use web::settings::Certificate;
use web::settings::Settings;

use crate::house::House;
use crate::house::settings_on;

/// Writes a new certificate with its key, and gives it back.
fn issued(folder: &Path) -> String {
    let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
    fs::write(folder.join("key.pem"), made.signing_key.serialize_pem()).unwrap();
    fs::write(folder.join("certificate.pem"), made.cert.pem()).unwrap();
    made.cert.pem()
}

/// What a server says of its health to whoever believes a certificate.
async fn asked(at: SocketAddr, believed: &str) -> Result<String, ureq::Error> {
    let believed = ureq::tls::Certificate::from_pem(believed.as_bytes()).unwrap();
    let roots = RootCerts::new_with_certs(&[believed]);
    let tls = TlsConfig::builder().root_certs(roots).build();
    let agent = ureq::Agent::config_builder().tls_config(tls).build().new_agent();
    let address = format!("https://localhost:{}/health", at.port());
    let asking = tokio::task::spawn_blocking(move || {
        agent.get(&address).call()?.body_mut().read_to_string()
    });
    asking.await.unwrap()
}

#[tokio::test]
async fn who_believes_the_certificate_is_served_and_a_renewed_one_is_taken_as_it_comes() {
    let folder = tempfile::tempdir().unwrap();
    let first = issued(folder.path());
    let files = ["certificate.pem", "key.pem"].map(|name| folder.path().join(name));
    let [chain, key] = files.clone();
    let certificate = Some(Certificate::in_files(chain, key).unwrap());
    let house = House::with(Settings { certificate, ..settings_on("2014-10-14") }).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let at = listener.local_addr().unwrap();
    let app = house.app.clone();
    let serving = tokio::spawn(web::serve(app, Router::new(), listener, std::future::pending()));

    assert_eq!(asked(at, &first).await.unwrap(), "ok\n");
    let second = issued(folder.path());
    assert_eq!(asked(at, &second).await.unwrap(), "ok\n");
    assert!(asked(at, &first).await.is_err());
    // What cannot be read does not take the place of what can.
    fs::write(&files[0], "three blind mice").unwrap();
    assert_eq!(asked(at, &second).await.unwrap(), "ok\n");
    // In the open nothing is said.
    let mut open = TcpStream::connect(at).await.unwrap();
    open.write_all(b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n").await.unwrap();
    let mut said = Vec::new();
    let _ = open.read_to_end(&mut said).await;
    assert!(!String::from_utf8_lossy(&said).contains("ok\n"), "{said:?}");
    serving.abort();
}
