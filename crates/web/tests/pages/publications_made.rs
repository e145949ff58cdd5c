//! Publications made for tests of pages: what would be published comes from the records by the core, and the files are
//! small.

use std::sync::Arc;

use axum::Router;
use partnership::approval::deed::Deed;
use partnership::approval::document::DocumentId;
use partnership::approval::document::DocumentKind;
use partnership::approval::document::Version;
use partnership::approval::history::History;
use partnership::approval::history::Minutes;
use partnership::approval::sitting::Papers;
use partnership::approval::sitting::Sitting;
use partnership::approval::sitting::Taken;
use partnership::approval::turn::Turn;
use partnership::approval::typed::text_of;
use partnership::publication::kept::PublishedFile;
use partnership::publication::left_out::LeftOut;
use partnership::publication::left_out::NoSuchDocument;
use partnership::publication::licence::DataLicence;
use partnership::publication::site::Gathered;
use partnership::publication::site::Site;
use partnership::publication::site::WouldPublish;
use partnership::publication::whose::Whose;
use partnership::terms::day::Day;
use partnership::thread::everything::Everything;
use partnership::thread::everything::OfCycle;
use partnership::timetable::cycle::Cycle;
use partnership::timetable::decision::Decision;
use partnership::timetable::decision::Outcome;
use partnership::timetable::meeting::MeetingId;
use partnership::timetable::so_far::YearSoFar;
use partnership::timetable::step::StepId;
use records::Book;
use records::Fingerprint;
use records::PublishedStore;
use records::Signed;
use web::Foresees;
use web::HearsTitle;
use web::Sets;
use web::SiteFile;
use web::Sites;

use crate::house::House;

/// What makes sites of what the records hold, without archive and typesetter.
pub(crate) struct FromRecords;

impl Sites for FromRecords {
    fn would_publish(&self, book: Book, of: (Cycle, Day), left_out: LeftOut) -> Foresees {
        Box::pin(async move {
            let cycle = of.0;
            let mut held = Vec::new();
            for kind in DocumentKind::ALL {
                held.push(book.document(DocumentId { kind, cycle }).await.unwrap());
            }
            let histories = |minutes: Minutes<'_>| -> Vec<History> {
                held.iter().map(|one| one.history(minutes).unwrap()).collect()
            };
            would_publish(&book, of, left_out, histories).await.map_err(|why| why.to_string())
        })
    }

    fn set(&self, site: Site, told: HearsTitle) -> Sets {
        let titles: Vec<String> =
            site.parts().iter().map(|part| part.document().title.clone()).collect();
        titles.iter().for_each(|title| told(title));
        let file = |path: &str, text: &str| SiteFile { path: path.to_owned(), bytes: text.into() };
        let first = format!("<!DOCTYPE html><title>{}</title>", titles.join(", "));
        Box::pin(async move { Ok(vec![file("index.html", &first), file("feed.atom", "<feed/>")]) })
    }
}

async fn would_publish(
    book: &Book,
    (cycle, today): (Cycle, Day),
    left_out: LeftOut,
    histories: impl FnOnce(Minutes<'_>) -> Vec<History>,
) -> Result<WouldPublish, NoSuchDocument> {
    let year = book.year(cycle).await.unwrap().unwrap().year;
    let so_far = YearSoFar::of(year.timetable, &year.events, today).unwrap();
    let minutes = Minutes { year: &so_far, meetings: &year.meetings };
    let whose = Whose {
        known_as: book.id().to_string().parse().unwrap(),
        publisher: book.partnership().await.unwrap().value.name().to_owned(),
        cycle,
        today,
        licence: DataLicence::default(),
    };
    let of = OfCycle { documents: histories(minutes), ..OfCycle::bare(cycle) };
    let everything = Everything { cycles: &[of], ..Everything::default() };
    WouldPublish::of(Gathered { whose, minutes, everything, besides: Vec::new(), left_out })
}

impl House {
    /// The same house, whose pages publish what the records hold.
    pub(crate) fn publishing(self) -> House {
        self.publishing_from(Arc::new(FromRecords))
    }

    /// The same house, whose pages publish what these make.
    pub(crate) fn publishing_from(self, sites: Arc<dyn Sites>) -> House {
        let store = PublishedStore::in_home(self.folder.path());
        let app = self.app.clone().publishing(sites, store);
        self.serving(web::pages(app.clone(), Router::new()), app)
    }
}

/// Keeps a publication of the assessment, as if the partnership had approved it, with no file that anybody could read.
pub(crate) async fn enter(book: &Book) {
    let day = |text: &str| text.parse::<Day>().unwrap();
    let cycle: Cycle = "2015-16".parse().unwrap();
    let document = DocumentId { kind: DocumentKind::Assessment, cycle };
    let text = text_of("# Violence\n\nMore patrols.\n").unwrap();
    let drawn_from = "the final draft".to_owned();
    let version = Version { document, number: 1, on: day("2014-10-01"), drawn_from, text };
    let due = day("2014-10-02");
    let (outcome, minute) = (Outcome::Agreed, "minute 9".to_owned());
    let decision = Decision { outcome, mover: "the Chairman".to_owned(), seconder: None, minute };
    let meeting = MeetingId("partnership-october".parse().unwrap());
    let sitting = Sitting {
        turn: Turn::Partnership,
        body: "the partnership".to_owned(),
        on: day("2014-10-10"),
        papers: Papers { published: Some(due), due },
        decision,
        taken: Taken::bare(meeting, StepId("assessment-approved".parse().unwrap())),
    };
    let history = History::new(document).after(Deed::PutForward(version)).unwrap();
    let history = history.after(Deed::Decide(Box::new(sitting))).unwrap();
    let of = (cycle, day("2014-10-13"));
    let would_be = would_publish(book, of, LeftOut::default(), |_| vec![history]).await.unwrap();
    let sha256 = Fingerprint::of("nothing").to_string().parse().unwrap();
    let file = PublishedFile { path: "index.html".to_owned(), sha256, bytes: 7 };
    let signed =
        Signed { who: "the manager".to_owned(), at: "2014-10-13T09:00:00Z".parse().unwrap() };
    book.publish(&signed, &would_be.publish(None).unwrap(), vec![file]).await.unwrap();
}
