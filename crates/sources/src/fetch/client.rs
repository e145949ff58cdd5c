//! One request to a server, redirects included.
//!
//! In come an address and headers; out goes the server's answer with its body still to be read, or
//! what hindered it.

use std::fs;
use std::io;
use std::path::Path;
use std::time::Duration;

use ureq::Agent;
use ureq::Body;
use ureq::http::HeaderName;
use ureq::http::Response;
use ureq::http::header;
use ureq::tls::PemItem;
use ureq::tls::RootCerts;
use ureq::tls::TlsConfig;

use super::address::Address;
use super::address::AddressError;
use super::error::FetchError;
use super::error::Hindrance;
use super::error::Setback;
use super::settings::Settings;

const MOST_REDIRECTS: usize = 5;

/// Somebody who fetches: the settings, and the means to connect.
#[derive(Debug)]
pub struct Client {
    agent: Agent,
    pub(super) settings: Settings,
}

impl Client {
    /// Gets ready to fetch; connects to nobody yet.
    ///
    /// # Errors
    /// When the file of certificates to trust cannot be used.
    pub fn new(settings: Settings) -> Result<Client, FetchError> {
        let roots = settings.trust.as_deref().map_or(Ok(RootCerts::WebPki), certificates)?;
        let config = Agent::config_builder()
            .tls_config(TlsConfig::builder().root_certs(roots).build())
            .proxy(settings.proxy.clone())
            .user_agent(concat!("saferplan/", env!("CARGO_PKG_VERSION")))
            .accept_encoding("identity")
            .http_status_as_error(false)
            // Each hop is followed below, where its address is checked first.
            .max_redirects(0)
            // A server that sends more than it announced must not spoil the next answer.
            .max_idle_connections(0)
            .timeout_resolve(Some(settings.connect_within))
            .timeout_connect(Some(settings.connect_within))
            .timeout_recv_response(Some(settings.stall_after))
            .timeout_per_read(Some(settings.stall_after))
            .build();
        Ok(Client { agent: config.new_agent(), settings })
    }

    /// Asks for `address`, follows redirects, and gives the first answer that is not one.
    pub(super) fn get(
        &self,
        address: &Address,
        headers: &[(HeaderName, String)],
    ) -> Result<Response<Body>, Setback> {
        let mut here = address.clone();
        for _ in 0..=MOST_REDIRECTS {
            let request = self.agent.get(here.as_str());
            let request =
                headers.iter().fold(request, |request, (name, value)| request.header(name, value));
            let response = request.call().map_err(|error| setback(&here, error))?;
            match target(&response) {
                None => return sorted(&here, response),
                Some(target) => {
                    here = here
                        .join(&target)
                        .and_then(|there| self.allowed(there))
                        .map_err(|why| FetchError::Redirect { address: here.clone(), why })?;
                }
            }
        }
        let address = address.clone();
        Err(FetchError::RedirectsWithoutEnd { address, most: MOST_REDIRECTS }.into())
    }

    /// The address, if it is on the archives' own host or on one that the settings name.
    fn allowed(&self, there: Address) -> Result<Address, AddressError> {
        let host = there.host();
        let of_settings =
            self.settings.sent_on_to.iter().any(|named| named.eq_ignore_ascii_case(&host));
        if of_settings || host == self.settings.archives.host() {
            Ok(there)
        } else {
            Err(AddressError::Elsewhere(host))
        }
    }
}

/// Sorts statuses into answers, reasons to try again, and reasons to stop.
fn sorted(address: &Address, response: Response<Body>) -> Result<Response<Body>, Setback> {
    let status = response.status().as_u16();
    let address = || address.clone();
    match status {
        200 | 206 | 304 | 416 => Ok(response),
        403 | 404 | 410 => Err(FetchError::NotThere { address: address(), status }.into()),
        408 | 429 | 500.. => {
            let asked = header_text(&response, &header::RETRY_AFTER);
            let asked = asked.and_then(|text| text.trim().parse().ok()).map(Duration::from_secs);
            Err(Setback::Again { why: Hindrance::Status { status }, asked })
        }
        _ => Err(FetchError::Unexpected { address: address(), status }.into()),
    }
}

/// Where a redirect leads; nothing for any other answer.
fn target(response: &Response<Body>) -> Option<String> {
    let redirects = matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308);
    redirects.then(|| header_text(response, &header::LOCATION)).flatten()
}

/// A header as text; nothing when it is missing or not plain text.
pub(super) fn header_text(response: &Response<Body>, name: &HeaderName) -> Option<String> {
    response.headers().get(name)?.to_str().ok().map(str::to_owned)
}

/// What a failed request means: a server without a valid certificate will have none next time
/// either; anything else may go better.
fn setback(address: &Address, error: ureq::Error) -> Setback {
    match error {
        ureq::Error::Rustls(why) => untrusted(address, why.to_string()),
        ureq::Error::Tls(why) => untrusted(address, why.to_owned()),
        // Rustls reports a certificate that it refuses as invalid data on the connection.
        ureq::Error::Io(why) if why.kind() == io::ErrorKind::InvalidData => {
            untrusted(address, why.to_string())
        }
        other => Hindrance::Connection(other.to_string()).into(),
    }
}

fn untrusted(address: &Address, why: String) -> Setback {
    FetchError::Untrusted { address: address.clone(), why }.into()
}

fn certificates(path: &Path) -> Result<RootCerts, FetchError> {
    let wrong = |why: String| FetchError::TrustFile { path: path.to_owned(), why };
    let text = fs::read(path).map_err(|error| wrong(error.to_string()))?;
    let mut certificates = Vec::new();
    for item in ureq::tls::parse_pem(&text) {
        if let PemItem::Certificate(certificate) = item.map_err(|error| wrong(error.to_string()))? {
            certificates.push(certificate);
        }
    }
    if certificates.is_empty() {
        return Err(wrong("there is none in it".to_owned()));
    }
    Ok(RootCerts::new_with_certs(&certificates))
}
