//! The address under which people reach the pages.
//!
//! In comes text; out goes an address without a path, and the addresses of pages below it.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use axum::http::Uri;

/// A public address without a path, such as `https://saferplan.example.gov.uk`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin(String);

/// Why a text is not an address of ours.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[error(
    "`{0}` is not an address under which people reach the pages; expected one without a path, such as \
     https://saferplan.example.gov.uk"
)]
pub struct OriginError(String);

impl Origin {
    /// The address as text, without a stroke at its end.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether connections are secure, so that a cookie may be kept to them.
    pub fn is_secure(&self) -> bool {
        self.0.starts_with("https://")
    }

    /// Whether it is an address of this machine alone, over which nobody else listens.
    pub fn is_of_this_machine(&self) -> bool {
        let host = self.0.split_once("://").map_or("", |(_, host)| host);
        let name = match host.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
            Some((in_brackets, _)) => in_brackets,
            None => host.split(':').next().unwrap_or_default(),
        };
        let by_number = name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback());
        by_number || name == "localhost" || name.ends_with(".localhost")
    }

    /// The address of a page.
    pub fn page(&self, path: &str) -> String {
        format!("{}{path}", self.0)
    }
}

impl FromStr for Origin {
    type Err = OriginError;

    fn from_str(text: &str) -> Result<Origin, OriginError> {
        let wrong = || OriginError(text.chars().take(80).collect());
        let uri: Uri = text.parse().map_err(|_| wrong())?;
        let (Some(scheme), Some(host)) = (uri.scheme_str(), uri.authority()) else {
            return Err(wrong());
        };
        let plain = matches!(uri.path(), "" | "/") && uri.query().is_none();
        if !plain || !["http", "https"].contains(&scheme) || host.as_str().contains('@') {
            return Err(wrong());
        }
        Ok(Origin(format!("{scheme}://{}", host.as_str().to_ascii_lowercase())))
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_no_path_and_no_password() {
        let origin: Origin = "https://Saferplan.example.gov.uk/".parse().unwrap();
        assert_eq!(origin.as_str(), "https://saferplan.example.gov.uk");
        assert!(origin.is_secure());
        assert_eq!(origin.page("/health"), "https://saferplan.example.gov.uk/health");
        for (address, is_here) in [
            ("http://127.0.0.1:8080", true),
            ("http://[::1]:8080", true),
            ("http://localhost", true),
            ("http://demo.localhost:8080", true),
            ("http://10.0.0.1", false),
            ("http://localhost.example.org", false),
            ("http://127.0.0.1.example.org:80", false),
        ] {
            let origin: Origin = address.parse().unwrap();
            assert_eq!(origin.is_of_this_machine(), is_here, "{address}");
        }
        for wrong in
            ["", "saferplan", "ftp://a.example", "https://a.example/b", "https://u:p@a.example"]
        {
            let refused = wrong.parse::<Origin>().unwrap_err().to_string();
            assert!(refused.contains("expected one without a path"), "{refused}");
        }
    }
}
