//! The publisher's page that lists its archives.
//!
//! In comes the page at <https://data.police.uk/data/archive/>; out goes, for each archive, the
//! months it holds and the MD5 checksum printed beside it.

use std::collections::BTreeMap;

use partnership::terms::month::Month;

use super::checksum::Md5;
use super::plan::ArchiveName;

const SHORT_NAMES: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// What the publisher's page says of each archive.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Index(BTreeMap<ArchiveName, Listing>);

/// What the page says of one archive.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Listing {
    /// The first and last month that it holds, where the page says so legibly.
    pub covers: Option<(Month, Month)>,
    /// Its MD5 checksum, where one is printed. The page prints something else for June 2019.
    pub md5: Option<Md5>,
}

impl Index {
    /// Reads the page. What is not understood is left out, so that a page laid out anew gives an
    /// empty list and never an error.
    ///
    /// The page has, for each archive, in this order:
    ///
    /// ```
    /// use sources::fetch::Index;
    /// let index = Index::parse(r#"
    ///     <a href="/data/archive/2026-07.zip">July 2026</a> (1.6 GB)
    ///     <p class="contained-range">Contains data from Aug 2023 to Jul 2026</p>
    ///     <p class="md5sum">295d5eef6b58f28da80205235ba54745</p>"#);
    /// let latest = index.latest().map(|archive| archive.to_string());
    /// assert_eq!(latest.as_deref(), Some("2026-07.zip"));
    /// ```
    pub fn parse(page: &str) -> Index {
        Index(page.split("href=").skip(1).filter_map(listing).collect())
    }

    /// What the page says of `archive`; nothing when it is not listed.
    pub fn listing(&self, archive: ArchiveName) -> Option<Listing> {
        self.0.get(&archive).copied()
    }

    /// The latest archive listed; nothing when the page was not understood.
    pub fn latest(&self) -> Option<ArchiveName> {
        self.0.keys().next_back().copied()
    }
}

/// Reads the piece of the page from one link to the next.
fn listing(piece: &str) -> Option<(ArchiveName, Listing)> {
    let quote = piece.chars().next().filter(|first| matches!(first, '"' | '\''))?;
    let (link, rest) = piece[1..].split_once(quote)?;
    let month = link.rsplit('/').next()?.strip_suffix(".zip")?.parse().ok()?;
    let covers = text_after(rest, "Contains data from").and_then(span);
    let md5 = rest.split_once("md5sum").and_then(|(_, rest)| text_after(rest, ">")?.parse().ok());
    Some((ArchiveName::of(month)?, Listing { covers, md5 }))
}

/// The text between `mark` and the next tag.
fn text_after<'page>(piece: &'page str, mark: &str) -> Option<&'page str> {
    let (_, rest) = piece.split_once(mark)?;
    rest.split('<').next().map(str::trim)
}

/// Reads `Aug 2023 to Jul 2026`.
fn span(text: &str) -> Option<(Month, Month)> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let [first, first_year, "to", last, last_year] = words[..] else { return None };
    Some((month(first, first_year)?, month(last, last_year)?))
}

fn month(name: &str, year: &str) -> Option<Month> {
    let before = SHORT_NAMES.iter().position(|short| *short == name)?;
    let january = Month::new(year.parse().ok()?, 1).ok()?;
    Some(january.plus_months(i32::try_from(before).ok()?))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Pieces of the publisher's page as it was on 16 September 2026, kept to what is read.
    const PAGE: &str = r#"
        You can get the latest archive as soon as it's published each month from
        <a href="/data/archive/latest.zip">data.police.uk/data/archive/latest.zip</a>.
        <div class="download">
            <i class="icon-file"></i>
            <span><a href="/data/archive/2026-07.zip">July 2026</a> (1.6 GB)</span>
            <p class="contained-range">
                Contains data from Aug 2023 to Jul 2026
            </p>
            <p class="md5sum">295d5eef6b58f28da80205235ba54745</p>
        </div>
        <div class="download">
            <span><a href="/data/archive/2019-06.zip">June 2019</a> (1.6 GB)</span>
            <p class="contained-range">
                Contains data from Jul 2016 to Jun 2019
            </p>
            <p class="md5sum">d6494297b24c1434bdb2504e95261bf8-100</p>
        </div>
        <div class="download">
            <span><a href="/data/archive/2017-05.zip">May 2017</a> (1.4 GB)</span>
            <p class="contained-range">
                Contains data from Jun 2014 to May 2017
            </p>
            <p class="md5sum">d30d854286825886c709867386f8391b</p>
        </div>
        <div class="download">
            <span><a href="/data/archive/2017-04.zip">April 2017</a> (2.4 GB)</span>
            <p class="contained-range">
                Contains data from Dec 2010 to Apr 2017
            </p>
            <p class="md5sum">955e065e0f08d67872da9187263dc359</p>
        </div>
        <div class="download">
            <span><a href="/data/archive/2013-12.zip">December 2013</a> (884.2 MB)</span>
            <p class="contained-range">
                Contains data from Dec 2010 to Dec 2013
            </p>
            <p class="md5sum">d24b0ed41359af22a7538604cfcfef74</p>
        </div>
        <div class="download">
            <span><a href="/data/neighbourhood.zip">Neighbourhood crime</a> (2.2 MB)</span>
            <small class="md5sum">6b80e2b97d87f6668b7a45953924d191</small>
        </div>"#;

    fn archive(month: &str) -> ArchiveName {
        ArchiveName::of(month.parse().unwrap()).unwrap()
    }

    #[test]
    fn each_archive_is_listed_with_its_months_and_checksum() {
        let index = Index::parse(PAGE);
        let july = index.listing(archive("2026-07")).unwrap();
        assert_eq!(july.md5, "295d5eef6b58f28da80205235ba54745".parse().ok());
        assert_eq!(july.covers, Some(archive("2026-07").covers()));
        assert_eq!(index.latest(), Some(archive("2026-07")));
        assert_eq!(index.0.len(), 5);
    }

    #[test]
    fn our_rule_of_what_an_archive_holds_is_what_the_page_says() {
        for (archive, listing) in Index::parse(PAGE).0 {
            assert_eq!(listing.covers, Some(archive.covers()), "{archive}");
        }
    }

    #[test]
    fn a_checksum_that_is_no_md5_counts_as_none() {
        let june = Index::parse(PAGE).listing(archive("2019-06")).unwrap();
        assert_eq!(june.md5, None);
        assert!(june.covers.is_some());
    }

    #[test]
    fn a_page_laid_out_anew_lists_nothing() {
        assert_eq!(Index::parse("<h1>Data downloads have moved</h1>"), Index::default());
    }

    proptest! {
        #[test]
        fn no_page_makes_the_reader_fail(cut in 0..PAGE.len(), noise in "[\\PC<>\"'= \n]{0,200}") {
            let noisy = format!("{}{noise}{}", &PAGE[..cut], &PAGE[cut..]);
            let _ = Index::parse(&noisy);
            let _ = Index::parse(&format!("href={noise}"));
        }
    }
}
