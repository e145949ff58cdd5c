//! The proxies before the server, and who asks through them.
//!
//! In come the address at the other end of a connection and what the request says of where it came from; out goes
//! the address of whoever asked. Only a proxy that the settings name is believed: anybody can write such a header.

use std::net::IpAddr;
use std::net::SocketAddr;
use std::str::FromStr;

use axum::http::HeaderMap;

const FORWARDED_FOR: &str = "x-forwarded-for";

/// The proxies that are believed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proxies(Vec<Network>);

/// An address, or all that begin alike: `10.0.0.1`, `10.1.0.0/16`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Network {
    address: IpAddr,
    bits: u32,
}

/// Why a text is no network.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[error("`{0}` is neither an address nor a network; expected one such as 10.0.0.1 or 10.1.0.0/16")]
pub struct NetworkError(String);

impl Proxies {
    /// These proxies.
    pub fn of(networks: Vec<Network>) -> Proxies {
        Proxies(networks)
    }

    /// Who asks: the other end of the connection or, where that is a proxy of ours, whoever it says, and so on
    /// until somebody is no proxy of ours.
    pub fn asker(&self, end: IpAddr, headers: &HeaderMap) -> IpAddr {
        let said = headers.get_all(FORWARDED_FOR);
        let said: Vec<&str> = said.iter().filter_map(|value| value.to_str().ok()).collect();
        let mut asker = end.to_canonical();
        // Each proxy writes whom it heard at the end, so what we can believe stands there.
        for before in said.join(",").rsplit(',') {
            match parsed(before.trim()) {
                Some(before) if self.holds(asker) => asker = before.to_canonical(),
                Some(_) | None => break,
            }
        }
        asker
    }

    fn holds(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.holds(address))
    }
}

/// An address as proxies write them, some with a port.
fn parsed(text: &str) -> Option<IpAddr> {
    let with_port = || text.parse::<SocketAddr>().map(|address| address.ip());
    let in_brackets = text.trim_matches(['[', ']']).parse();
    in_brackets.or_else(|_| with_port()).ok()
}

impl Network {
    fn holds(self, address: IpAddr) -> bool {
        let alike = |one: u128, other: u128, all: u32| {
            all == self.bits.min(all) && one == other
                || self.bits < all && (one ^ other) >> (all - self.bits) == 0
        };
        match (self.address, address) {
            (IpAddr::V4(one), IpAddr::V4(other)) => {
                alike(u128::from(one.to_bits()), u128::from(other.to_bits()), 32)
            }
            (IpAddr::V6(one), IpAddr::V6(other)) => alike(one.to_bits(), other.to_bits(), 128),
            (IpAddr::V4(_), IpAddr::V6(_)) | (IpAddr::V6(_), IpAddr::V4(_)) => false,
        }
    }
}

impl FromStr for Network {
    type Err = NetworkError;

    fn from_str(text: &str) -> Result<Network, NetworkError> {
        let wrong = || NetworkError(text.chars().take(60).collect());
        let (address, bits) = match text.split_once('/') {
            Some((address, bits)) => (address, Some(bits)),
            None => (text, None),
        };
        let address: IpAddr = address.parse().map_err(|_| wrong())?;
        let all = if address.is_ipv4() { 32 } else { 128 };
        let bits = bits.map_or(Ok(all), str::parse).map_err(|_| wrong())?;
        if bits == 0 || bits > all {
            return Err(wrong());
        }
        Ok(Network { address, bits })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asker(proxies: &[&str], end: &str, said: &[&str]) -> String {
        let proxies = proxies.iter().map(|one| one.parse().unwrap()).collect();
        let mut headers = HeaderMap::new();
        for value in said {
            headers.append(FORWARDED_FOR, value.parse().unwrap());
        }
        Proxies::of(proxies).asker(end.parse().unwrap(), &headers).to_string()
    }

    #[test]
    fn nobody_is_believed_who_is_no_proxy_of_ours() {
        assert_eq!(asker(&[], "192.0.2.9", &["198.51.100.1"]), "192.0.2.9");
        assert_eq!(asker(&["10.0.0.1"], "192.0.2.9", &["198.51.100.1"]), "192.0.2.9");
        // What whoever asked wrote before it came to our proxy counts for nothing.
        assert_eq!(
            asker(&["10.0.0.1"], "10.0.0.1", &["203.0.113.7, 198.51.100.1"]),
            "198.51.100.1"
        );
    }

    #[test]
    fn proxies_of_ours_are_believed_one_behind_the_other() {
        let ours = ["10.0.0.0/8", "::1", "fd00::/8"];
        assert_eq!(asker(&ours, "::1", &["198.51.100.1, 10.9.9.9", "fd12::3"]), "198.51.100.1");
        assert_eq!(asker(&ours, "::ffff:10.0.0.1", &["198.51.100.1:4711"]), "198.51.100.1");
        assert_eq!(asker(&ours, "10.0.0.1", &["[2001:db8::7]:80"]), "2001:db8::7");
        assert_eq!(asker(&ours, "10.0.0.1", &[]), "10.0.0.1");
        assert_eq!(asker(&ours, "10.0.0.1", &["198.51.100.1, unknown"]), "10.0.0.1");
    }

    #[test]
    fn a_network_ends_at_its_bits() {
        let network: Network = "10.1.0.0/23".parse().unwrap();
        assert!(network.holds("10.1.1.255".parse().unwrap()));
        assert!(!network.holds("10.1.2.0".parse().unwrap()));
        for wrong in ["", "10.0.0", "10.0.0.0/0", "10.0.0.0/33", "10.0.0.0/x", "proxy.example"] {
            assert!(wrong.parse::<Network>().is_err(), "{wrong}");
        }
    }
}
