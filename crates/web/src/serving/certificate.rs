//! The certificate by which the server itself speaks TLS, where no web server in front does.
//!
//! In come the files of the certificate and of its key; out goes what takes a browser's greeting. Files that were renewed are taken
//! with the next connection, and where they cannot be read or do not belong together, those of before stay.

use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::time::SystemTime;

use rustls::ServerConfig;
use rustls::crypto::ring::default_provider;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::PrivateKeyDer;
use rustls::pki_types::pem::PemObject;
use rustls::server::ClientHello;
use rustls::server::ResolvesServerCert;
use rustls::sign::CertifiedKey;
use tokio_rustls::TlsAcceptor;

/// What is spoken in a secure connection.
const SPOKEN: &[u8] = b"http/1.1";

/// The files of a certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    chain: PathBuf,
    key: PathBuf,
}

/// Why files are no certificate.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum CertificateError {
    /// No certificate could be read.
    #[error(
        "`{path}` holds no certificate that can be read ({why}); expected one or more as PEM, the server's own first"
    )]
    Chain {
        /// The file.
        path: PathBuf,
        /// What hinders.
        why: String,
    },
    /// No key could be read.
    #[error(
        "`{path}` holds no key that can be read ({why}); expected one as PEM, without a password"
    )]
    Key {
        /// The file.
        path: PathBuf,
        /// What hinders.
        why: String,
    },
    /// They are not of each other.
    #[error("the certificate and the key do not belong together ({0})")]
    Apart(String),
}

impl Certificate {
    /// The certificate in two files, which were read once.
    ///
    /// # Errors
    /// When either cannot be read, or they do not belong together.
    pub fn in_files(chain: PathBuf, key: PathBuf) -> Result<Certificate, CertificateError> {
        let certificate = Certificate { chain, key };
        certificate.read()?;
        Ok(certificate)
    }

    /// What takes the greetings of browsers, each by the files as they are then.
    ///
    /// # Errors
    /// When the files are no certificate any more.
    pub(super) fn acceptor(self) -> Result<TlsAcceptor, CertificateError> {
        let renewed =
            Renewed { now: Mutex::new((self.changed(), Arc::new(self.read()?))), files: self };
        let config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(|why| CertificateError::Apart(why.to_string()))?;
        let mut config = config.with_no_client_auth().with_cert_resolver(Arc::new(renewed));
        config.alpn_protocols = vec![SPOKEN.to_vec()];
        Ok(TlsAcceptor::from(Arc::new(config)))
    }

    fn read(&self) -> Result<CertifiedKey, CertificateError> {
        let chain = certificates(&self.chain)
            .map_err(|why| CertificateError::Chain { path: self.chain.clone(), why })?;
        let key = PrivateKeyDer::from_pem_file(&self.key).map_err(|why| CertificateError::Key {
            path: self.key.clone(),
            why: why.to_string(),
        })?;
        CertifiedKey::from_der(chain, key, &default_provider())
            .map_err(|why| CertificateError::Apart(why.to_string()))
    }

    /// When the files were last changed, as far as that is known.
    fn changed(&self) -> [Option<SystemTime>; 2] {
        let changed = |path: &Path| fs::metadata(path).and_then(|there| there.modified()).ok();
        [changed(&self.chain), changed(&self.key)]
    }
}

fn certificates(path: &Path) -> Result<Vec<CertificateDer<'static>>, String> {
    let all = CertificateDer::pem_file_iter(path).map_err(|why| why.to_string())?;
    let all: Vec<_> = all.collect::<Result<_, _>>().map_err(|why| why.to_string())?;
    if all.is_empty() { Err("there is none in it".to_owned()) } else { Ok(all) }
}

/// A certificate that is read anew once its files have changed.
#[derive(Debug)]
struct Renewed {
    files: Certificate,
    now: Mutex<([Option<SystemTime>; 2], Arc<CertifiedKey>)>,
}

impl ResolvesServerCert for Renewed {
    fn resolve(&self, _hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        let changed = self.files.changed();
        if now.0 != changed {
            now.0 = changed;
            match self.files.read() {
                Ok(read) => now.1 = Arc::new(read),
                Err(why) => tracing::error!(%why, "the renewed certificate cannot be taken"),
            }
        }
        Some(Arc::clone(&now.1))
    }
}
