//! Who somebody is: passwords, the second factor, sessions, links without an account.

pub(crate) mod again;
pub(crate) mod breached;
pub(crate) mod by_link;
pub(crate) mod code;
mod common;
pub(crate) mod forgotten;
pub mod kept_factor;
pub(crate) mod known_browser;
pub mod let_in;
pub(crate) mod link;
pub(crate) mod new_password;
pub mod password;
pub(crate) mod provider;
pub(crate) mod reader;
pub(crate) mod encryption;
pub(crate) mod seat;
pub(crate) mod seats;
pub mod second_factor;
pub(crate) mod session_store;
pub(crate) mod set_up;
pub(crate) mod sign_in;
pub mod token;
pub(crate) mod unsent;
pub mod visitor;

use std::net::IpAddr;
use std::net::Ipv6Addr;
use std::net::SocketAddr;

use axum::extract::ConnectInfo;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use partnership::terms::slug::Slug;
use records::Book;
use records::PartnershipId;
use records::Purpose;
use tokio::sync::Semaphore;

use crate::app::App;
use crate::page::fault::PageError;
use crate::who::token::Token;

/// The address that a request came from. It is counted by, and never written down.
pub(crate) struct Address(pub(crate) String);

impl FromRequestParts<App> for Address {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Address, PageError> {
        let from = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let asker = |end: &SocketAddr| app.settings.proxies.asker(end.ip(), &parts.headers);
        Ok(Address(from.map_or_else(String::new, |ConnectInfo(end)| counted(asker(end)))))
    }
}

/// By what tries from an address are counted: by itself, or in IPv6 by its network. Whoever has one address there has all
/// of its network, 2^64 of them, and would be somebody new with each.
fn counted(address: IpAddr) -> String {
    match address {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let [one, two, three, four, ..] = address.segments();
            Ipv6Addr::new(one, two, three, four, 0, 0, 0, 0).to_string()
        }
    }
}

/// The path of the page behind a link.
pub fn path_of_link(partnership: &PartnershipId, purpose: Purpose, token: &Token) -> String {
    let page = match purpose {
        Purpose::SetPassword => "set-password",
        Purpose::SignInOnce => "sign-in-once",
        Purpose::ReadYear => "read",
        Purpose::Calendar => "calendar",
    };
    format!("/{partnership}/{page}/{}", token.as_str())
}

/// The book of the partnership that an address names.
pub(crate) async fn book(app: &App, named: &str) -> Result<Book, PageError> {
    let slug: Slug = named.parse().map_err(|_| PageError::NotFound)?;
    app.records.book(&PartnershipId(slug)).await?.ok_or(PageError::NotFound)
}

/// How many pieces of long work go on at once: a password takes 19 MiB while it is hashed, and a crowd at the door
/// must not take all memory.
static AT_ONCE: Semaphore = Semaphore::const_new(4);

/// Does something that waits for the disk, apart from the threads that answer requests. It takes none of the turns of those who
/// sign in.
///
/// # Errors
/// When it broke off.
pub(crate) async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, PageError> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|_| PageError::Broken("a piece of work broke off".to_owned()))
}

/// Does something that takes the processor for long, apart from the threads that answer requests.
///
/// # Errors
/// When it broke off.
pub async fn apart<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, PageError> {
    let broke_off = || PageError::Broken("a piece of work broke off".to_owned());
    let _turn = AT_ONCE.acquire().await.map_err(|_| broke_off())?;
    tokio::task::spawn_blocking(work).await.map_err(|_| broke_off())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_addresses_of_one_ipv6_network_are_counted_as_one() {
        let of = |text: &str| counted(text.parse().unwrap());
        assert_eq!(of("2001:db8:1:2::7"), of("2001:db8:1:2:ffff:ffff:ffff:ffff"));
        assert_ne!(of("2001:db8:1:2::7"), of("2001:db8:1:3::7"));
        assert_eq!(of("192.0.2.1"), "192.0.2.1");
        assert_ne!(of("192.0.2.1"), of("192.0.2.2"));
    }
}
