//! Addresses that may be fetched from.
//!
//! In comes an address as text, or the target of a redirect; out goes one that is secure, or that
//! never leaves this machine.

use std::fmt;
use std::net::IpAddr;

use ureq::http::Uri;

/// A web address to fetch from: `https://…`, or `http://…` on this very machine.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Address(String);

/// Why a text is not an address to fetch from.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum AddressError {
    /// Not a web address at all.
    #[error(
        "`{0}` is not a web address; expected one such as https://data.police.uk/data/archive/"
    )]
    Form(String),
    /// Neither secure nor local.
    #[error("`{0}` is not secure; expected an address that starts with https://")]
    NotSecure(String),
    /// On a host that is neither the publisher's nor allowed.
    #[error(
        "`{0}` is not the publisher's host; if you know that it should be asked, allow it with `--sent-on-to {0}`"
    )]
    Elsewhere(String),
    /// A name or password before the host.
    #[error("an address with a name or password in it is refused; remove the part before the `@`")]
    Credentials,
}

impl Address {
    /// Where data.police.uk keeps its archives.
    pub fn police_archives() -> Address {
        Address("https://data.police.uk/data/archive/".to_owned())
    }

    /// Reads an address.
    ///
    /// # Errors
    /// When the text is not a web address, holds a password, or is neither secure nor local.
    pub fn parse(text: &str) -> Result<Address, AddressError> {
        let shown = || text.chars().take(200).collect::<String>();
        let uri: Uri = text.parse().map_err(|_| AddressError::Form(shown()))?;
        let authority = uri.authority().ok_or_else(|| AddressError::Form(shown()))?;
        if authority.as_str().contains('@') {
            return Err(AddressError::Credentials);
        }
        match uri.scheme_str() {
            Some("https") => Ok(Address(uri.to_string())),
            Some("http") if is_this_machine(authority.host()) => Ok(Address(uri.to_string())),
            Some("http") => Err(AddressError::NotSecure(shown())),
            Some(_) | None => Err(AddressError::Form(shown())),
        }
    }

    /// The address that `reference` names when it stands at this one: a file beside it, a path from
    /// the host's root, or a whole address.
    ///
    /// # Errors
    /// When what it names may not be fetched, or would leave a secure address for one that is not.
    pub fn join(&self, reference: &str) -> Result<Address, AddressError> {
        let whole = if reference.contains("://") {
            reference.to_owned()
        } else if reference.starts_with("//") {
            format!("{}:{reference}", self.scheme())
        } else if reference.starts_with('/') {
            format!("{}{reference}", self.origin())
        } else {
            format!("{}{reference}", self.folder())
        };
        let joined = Address::parse(&whole)?;
        if self.is_secure() && !joined.is_secure() {
            return Err(AddressError::NotSecure(joined.0));
        }
        Ok(joined)
    }

    /// The host, in small letters, without a port.
    pub fn host(&self) -> String {
        let uri = self.0.parse::<Uri>().ok();
        uri.and_then(|uri| uri.host().map(str::to_ascii_lowercase)).unwrap_or_default()
    }

    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn is_secure(&self) -> bool {
        self.scheme() == "https"
    }

    fn scheme(&self) -> &str {
        self.0.split_once("://").map_or("", |(scheme, _)| scheme)
    }

    fn origin(&self) -> &str {
        let host = self.scheme().len() + "://".len();
        let path = self.0[host..].find(['/', '?']).map_or(self.0.len(), |at| host + at);
        &self.0[..path]
    }

    fn folder(&self) -> &str {
        let path = self.0.find('?').map_or(self.0.as_str(), |at| &self.0[..at]);
        let folder = path.rfind('/').map_or(path, |at| &path[..=at]);
        if folder.len() > self.origin().len() { folder } else { path }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn is_this_machine(host: &str) -> bool {
    let host = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> Address {
        Address::parse(text).unwrap()
    }

    #[test]
    fn only_this_machine_may_be_asked_without_encryption() {
        for local in ["http://127.0.0.1:80/a", "http://[::1]:80/a", "http://localhost/a"] {
            assert!(Address::parse(local).is_ok(), "{local}");
        }
        for far in ["http://data.police.uk/", "http://127.0.0.1.example.org/", "http://10.0.0.1/"] {
            assert!(matches!(Address::parse(far), Err(AddressError::NotSecure(_))), "{far}");
        }
    }

    #[test]
    fn what_is_no_web_address_is_refused() {
        for text in
            ["", "data.police.uk", "/data", "ftp://data.police.uk/", "https://", "https:// /"]
        {
            assert!(matches!(Address::parse(text), Err(AddressError::Form(_))), "{text}");
        }
        assert_eq!(
            Address::parse("https://127.0.0.1@example.org/"),
            Err(AddressError::Credentials)
        );
    }

    #[test]
    fn a_redirect_names_a_file_a_path_or_a_whole_address() {
        let page = address("https://data.police.uk/data/archive/");
        let joined = |reference| page.join(reference).map(|found| found.to_string());
        let archive = "https://data.police.uk/data/archive/2025-12.zip";
        assert_eq!(joined("2025-12.zip").as_deref(), Ok(archive));
        assert_eq!(joined("/data/archive/2025-12.zip").as_deref(), Ok(archive));
        assert_eq!(joined("//example.org/a").as_deref(), Ok("https://example.org/a"));
        assert_eq!(joined("https://example.org/a").as_deref(), Ok("https://example.org/a"));
        let with_query = address("https://example.org/a/b?c=/d").join("e").unwrap();
        assert_eq!(with_query.as_str(), "https://example.org/a/e");
    }

    #[test]
    fn a_redirect_may_not_leave_a_secure_address_for_an_open_one() {
        let page = address("https://data.police.uk/data/archive/");
        for open in ["http://127.0.0.1/a", "http://example.org/a"] {
            assert!(matches!(page.join(open), Err(AddressError::NotSecure(_))), "{open}");
        }
    }
}
