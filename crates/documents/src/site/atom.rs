//! The feed of what was published, after RFC 4287.
//!
//! In comes a site; out goes an entry for each of its documents. Links are relative, as the site can lie anywhere; what
//! names a document for good is a UUID worked out from its own short name, the same wherever the site lies.

use partnership::publication::part::Part;
use partnership::publication::site::Site;
use partnership::terms::day::Day;
use sha2::Digest;
use sha2::Sha256;

use crate::hexadecimal::hexadecimal;
use crate::markup::Markup;
use crate::site::FEED;
use crate::site::FIRST;
use crate::site::index;

/// The feed.
pub(super) fn feed(site: &Site) -> String {
    let mut feed = Markup::after("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    let attributes = [("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", "en-GB")];
    feed.element("feed", &attributes, |feed| {
        feed.leaf("title", &[], &index::title(site));
        feed.leaf("id", &[], &name(site, ""));
        feed.leaf("updated", &[], &moment(site.whose().today));
        feed.element("author", &[], |feed| feed.leaf("name", &[], &site.whose().publisher));
        feed.empty("link", &[("rel", "self"), ("href", FEED)]);
        feed.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", FIRST)]);
        site.parts().iter().for_each(|part| entry(feed, site, part));
    });
    feed.finish() + "\n"
}

fn entry(feed: &mut Markup, site: &Site, part: &Part) {
    let (document, folder) = (part.document(), part.kind().folder());
    feed.element("entry", &[], |feed| {
        feed.leaf("title", &[], &format!("{}: {}", document.title, document.subtitle));
        feed.leaf("id", &[], &name(site, &folder));
        feed.leaf("updated", &[], &moment(part.on()));
        let to = format!("{folder}/{FIRST}");
        feed.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &to)]);
        feed.leaf("summary", &[], part.came_about());
    });
}

/// The beginning of a day: nothing is known of the hour.
fn moment(day: Day) -> String {
    format!("{day}T00:00:00Z")
}

/// The name of a document for good: a UUID of version 8 (RFC 9562), made of the SHA-256 of partnership, cycle and document.
fn name(site: &Site, document: &str) -> String {
    let whose = site.whose();
    let sha256 = Sha256::digest(format!("{}/{}/{document}", whose.known_as.as_str(), whose.cycle));
    let mut bytes: [u8; 16] = std::array::from_fn(|place| sha256.get(place).copied().unwrap_or(0));
    bytes[6] = (bytes[6] & 0x0f) | 0x80;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    let [a, b, c, d, e] = [0..4, 4..6, 6..8, 8..10, 10..16]
        .map(|range| hexadecimal(bytes.get(range).unwrap_or_default()));
    format!("urn:uuid:{a}-{b}-{c}-{d}-{e}")
}
