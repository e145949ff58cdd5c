//! What makes sites badly: not at all, or slowly.

use partnership::publication::left_out::LeftOut;
use partnership::publication::site::Site;
use partnership::terms::day::Day;
use partnership::timetable::cycle::Cycle;
use records::Book;
use tokio::sync::watch;
use web::Foresees;
use web::HearsTitle;
use web::Sets;
use web::Sites;

use crate::publications_made::FromRecords;

/// Makes nothing, since what it would read cannot be read.
pub(crate) struct Unreadable;

impl Sites for Unreadable {
    fn would_publish(&self, _: Book, _: (Cycle, Day), _: LeftOut) -> Foresees {
        Box::pin(async { Err("the archive cannot be read".to_owned()) })
    }

    fn set(&self, _: Site, _: HearsTitle) -> Sets {
        Box::pin(async { Err("the archive cannot be read".to_owned()) })
    }
}

/// Sets nothing but the first document before it is told that it may.
pub(crate) struct Slow(pub(crate) watch::Receiver<bool>);

impl Sites for Slow {
    fn would_publish(&self, book: Book, of: (Cycle, Day), left_out: LeftOut) -> Foresees {
        FromRecords.would_publish(book, of, left_out)
    }

    fn set(&self, site: Site, told: HearsTitle) -> Sets {
        let mut may_end = self.0.clone();
        Box::pin(async move {
            told(&site.parts()[0].document().title);
            may_end.wait_for(|may| *may).await.unwrap();
            FromRecords.set(site, told).await
        })
    }
}
