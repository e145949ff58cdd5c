//! What the pages publish: the same site that the command writes.
//!
//! In comes a cycle, or a site; out go what would be published, or the files.

use anyhow::Context;
use partnership::publication::left_out::LeftOut;
use partnership::publication::site::Site;
use partnership::terms::day::Day;
use partnership::timetable::cycle::Cycle;
use records::Book;
use web::Foresees;
use web::HearsTitle;
use web::Sets;
use web::SiteFile;
use web::Sites;

use crate::home::Home;
use crate::pages::press::pressed;
use crate::publish;
use crate::publish::gathering;

/// Archive and writers of documents, beside the home in which ledgers are kept.
pub(crate) struct HomeSites(Home);

impl HomeSites {
    /// That of a home.
    pub(crate) fn of(home: &Home) -> HomeSites {
        HomeSites(home.clone())
    }
}

impl Sites for HomeSites {
    fn would_publish(&self, book: Book, of: (Cycle, Day), left_out: LeftOut) -> Foresees {
        let home = self.0.clone();
        Box::pin(async move {
            let proposed = gathering::would_publish(&home, &book, of, left_out).await;
            proposed.map_err(|error| format!("{error:#}"))
        })
    }

    fn set(&self, site: Site, told: HearsTitle) -> Sets {
        let home = self.0.clone();
        Box::pin(pressed(move || set(&home, &site, &told)))
    }
}

fn set(home: &Home, site: &Site, told: &HearsTitle) -> anyhow::Result<Vec<SiteFile>> {
    let files = documents::site::files(site, |title| told(title));
    let files = files.context("setting the documents")?;
    publish::keep(home, site)?;
    let each = files.into_iter().map(|file| SiteFile { path: file.path, bytes: file.bytes });
    Ok(each.collect())
}
