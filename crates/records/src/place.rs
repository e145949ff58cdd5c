//! Where the records lie: a file in the home folder, or a PostgreSQL server.
//!
//! In comes the home folder or one address; out goes a place that can be opened and named.

use std::fmt;
use std::path::Path;
use std::path::PathBuf;
use std::str::FromStr;

use sqlx::postgres::PgConnectOptions;
use sqlx::postgres::PgSslMode;

const NAME: &str = "records.db";

/// Where the records lie.
#[derive(Debug, Clone)]
pub enum Place {
    /// In this SQLite file.
    File(PathBuf),
    /// On this PostgreSQL server.
    Server(Server),
}

/// The address of a database on a PostgreSQL server.
#[derive(Clone)]
pub struct Server(Box<PgConnectOptions>);

/// Why a text is not the address of a server. The text is not repeated: it may hold a password.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[error(
    "the address of the PostgreSQL server cannot be read ({why}); expected \
     postgres://user:password@host/database?sslmode=verify-full"
)]
pub struct ServerError {
    why: String,
}

impl Place {
    /// The file for records in the folder `home`.
    pub fn in_home(home: &Path) -> Place {
        Place::File(home.join(NAME))
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::File(file) => write!(f, "{}", file.display()),
            Place::Server(server) => write!(f, "{server}"),
        }
    }
}

impl FromStr for Server {
    type Err = ServerError;

    fn from_str(address: &str) -> Result<Server, ServerError> {
        let wrong = |why: String| ServerError { why };
        if !address.starts_with("postgres://") && !address.starts_with("postgresql://") {
            return Err(wrong("it does not begin with postgres://".to_owned()));
        }
        let options: PgConnectOptions =
            address.parse().map_err(|error: sqlx::Error| wrong(error.to_string()))?;
        Ok(Server(Box::new(over_tls(options))))
    }
}

impl Server {
    /// How to connect to it.
    pub(crate) fn options(&self) -> &PgConnectOptions {
        &self.0
    }
}

/// Over a network TLS is insisted on and the server's certificate checked, unless the address says what else: by itself the
/// driver goes on in the open with a server that offers none.
fn over_tls(options: PgConnectOptions) -> PgConnectOptions {
    let host = options.get_host();
    let is_here = options.get_socket().is_some()
        || host.starts_with('/')
        || ["localhost", "127.0.0.1", "::1", "[::1]"].contains(&host);
    match options.get_ssl_mode() {
        PgSslMode::Prefer if !is_here => options.ssl_mode(PgSslMode::VerifyFull),
        _ => options,
    }
}

/// The server without its password.
impl fmt::Display for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let host = match self.0.get_socket() {
            Some(socket) => socket.display().to_string(),
            None => self.0.get_host().to_owned(),
        };
        let database = self.0.get_database().unwrap_or(self.0.get_username());
        write!(f, "the database `{database}` on {host}, as {}", self.0.get_username())
    }
}

/// Without its password too.
impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Server({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_over_a_network_is_spoken_to_by_tls_unless_its_address_says_otherwise() {
        let mode = |address: &str| {
            let server: Server = address.parse().unwrap();
            format!("{:?}", server.options().get_ssl_mode())
        };
        assert_eq!(mode("postgres://jane:secret@records.example.gov.uk/safer"), "VerifyFull");
        assert_eq!(mode("postgres://records.example.gov.uk/safer?sslmode=require"), "Require");
        assert_eq!(mode("postgres://records.example.gov.uk/safer?sslmode=disable"), "Disable");
        for here in
            ["postgres://jane@127.0.0.1/safer", "postgres:///safer?host=/var/run/postgresql"]
        {
            assert_eq!(mode(here), "Prefer", "{here}");
        }
    }
}
