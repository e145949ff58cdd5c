//! Secure connections: whose certificates are believed, and whose are not.

use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;

use rcgen::BasicConstraints;
use rcgen::CertificateParams;
use rcgen::CertifiedIssuer;
use rcgen::IsCa;
use rcgen::KeyPair;
use rustls::ServerConfig;
use rustls::ServerConnection;
use rustls::StreamOwned;
use rustls::pki_types::PrivateKeyDer;
use sources::fetch::Address;
use sources::fetch::Client;
use sources::fetch::FetchError;

use crate::bench::Bench;
use crate::bench::archive_with;
use crate::bench::md5_of;
use crate::server::Manner;
use crate::server::Server;

type Authority = CertifiedIssuer<'static, KeyPair>;

/// An authority that nobody but these tests knows.
fn authority() -> Authority {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
}

/// A server of `archive` that proves to be `name` by a certificate of `authority`.
fn secure_server(archive: &[u8], authority: &Authority, name: &str, manners: &[Manner]) -> Server {
    let key = KeyPair::generate().unwrap();
    let params = CertificateParams::new(vec![name.to_owned()]).unwrap();
    let certificate = params.signed_by(&key, authority).unwrap();
    let key = PrivateKeyDer::Pkcs8(key.serialize_der().into());
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], key)
        .unwrap();
    let config = Arc::new(config);
    let wrap = move |stream| {
        let connection = ServerConnection::new(Arc::clone(&config)).unwrap();
        let stream: Box<dyn crate::server::Speak> = Box::new(StreamOwned::new(connection, stream));
        stream
    };
    Server::wrapped(archive, manners.iter().cloned(), Box::new(wrap))
}

fn bench(server: &Server, archive: &[u8], trust: Option<PathBuf>) -> Bench {
    let mut bench = Bench::wanting(server, Some(md5_of(archive)));
    let address = server.address("https", "2025-12.zip");
    bench.wanted.address = Address::parse(&address).unwrap();
    bench.settings.trust = trust;
    bench
}

fn trust_file(folder: &Path, text: &str) -> Option<PathBuf> {
    let path = folder.join("authority.pem");
    std::fs::write(&path, text).unwrap();
    Some(path)
}

#[test]
fn a_server_that_a_trusted_authority_vouches_for_is_fetched_from_and_resumed() {
    let (archive, authority) = (archive_with(2000), authority());
    let cut = [Manner::CutOffAfter(5000)];
    let server = secure_server(&archive, &authority, "127.0.0.1", &cut);
    let folder = tempfile::tempdir().unwrap();
    let bench = bench(&server, &archive, trust_file(folder.path(), &authority.pem()));
    bench.fetch().unwrap();
    assert_eq!(bench.bytes(), Some(archive));
    assert_eq!(server.asked()[1].header("range"), Some("bytes=5000-"));
}

#[test]
fn a_server_that_nobody_trusted_vouches_for_is_refused_at_once() {
    let (archive, authority) = (archive_with(50), authority());
    let server = secure_server(&archive, &authority, "127.0.0.1", &[]);
    let bench = bench(&server, &archive, None);
    let error = bench.fetch().unwrap_err();
    assert!(matches!(error, FetchError::Untrusted { .. }), "{error}");
    assert!(error.to_string().contains("if your network inspects secure traffic"), "{error}");
    assert!(server.asked().is_empty());
    assert_eq!(bench.bytes(), None);
}

#[test]
fn a_certificate_for_somebody_else_is_refused() {
    let (archive, authority) = (archive_with(50), authority());
    let server = secure_server(&archive, &authority, "data.police.uk", &[]);
    let folder = tempfile::tempdir().unwrap();
    let bench = bench(&server, &archive, trust_file(folder.path(), &authority.pem()));
    let error = bench.fetch().unwrap_err();
    assert!(matches!(error, FetchError::Untrusted { .. }), "{error}");
    assert!(server.asked().is_empty());
}

#[test]
fn a_secure_server_may_not_send_on_to_an_open_one() {
    let (archive, authority) = (archive_with(50), authority());
    let open = Server::serving(&archive, []);
    let to_the_open = [Manner::SendsOnTo(open.address("http", "2025-12.zip"))];
    let server = secure_server(&archive, &authority, "127.0.0.1", &to_the_open);
    let folder = tempfile::tempdir().unwrap();
    let bench = bench(&server, &archive, trust_file(folder.path(), &authority.pem()));
    let error = bench.fetch().unwrap_err();
    assert!(matches!(error, FetchError::Redirect { .. }), "{error}");
    assert!(open.asked().is_empty());
}

#[test]
fn a_trust_file_without_a_certificate_is_refused_before_anybody_is_asked() {
    let server = Server::serving(&[], []);
    let folder = tempfile::tempdir().unwrap();
    let mut settings = Bench::wanting(&server, None).settings;
    settings.trust = trust_file(folder.path(), "this is not a certificate");
    let error = Client::new(settings.clone()).unwrap_err();
    assert!(error.to_string().contains("holds no certificate that can be read"), "{error}");
    settings.trust = Some(folder.path().join("nowhere.pem"));
    assert!(matches!(Client::new(settings), Err(FetchError::TrustFile { .. })));
}
