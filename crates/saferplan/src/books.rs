//! The records of a home, for commands that wait for each answer: a file in the home, or the PostgreSQL server
//! that `SAFERPLAN_RECORDS` names.

use std::fs;
use std::io;

use anyhow::Context;
use anyhow::Result;
use anyhow::bail;
use jiff::Timestamp;
use partnership::approval::cover_report::house::HouseTemplate;
use partnership::terms::day::Day;
use partnership::timetable::cycle::Cycle;
use records::Book;
use records::CommonTemplates;
use records::HeldYear;
use records::PartnershipId;
use records::Place;
use records::Records;
use records::Signed;
use tokio::runtime::Handle;
use tokio::runtime::Runtime;
use web::clock::Clock;

use crate::home::Home;

/// The worked example's partnership.
const OF_EXAMPLE: &str = "safer-maidstone-partnership";

/// The records, open.
pub(crate) struct Books {
    runtime: Runtime,
    records: Records,
    /// The partnership that is meant where none is named, in the worked example's home, to which others may have been added.
    usual: Option<PartnershipId>,
}

impl Books {
    /// Opens the records of the home, making them where there are none.
    pub(crate) fn open(home: &Home) -> Result<Books> {
        let place = match home.records_server() {
            Some(address) => Place::Server(address.parse().context("reading SAFERPLAN_RECORDS")?),
            None => Place::in_home(home.folder()),
        };
        let runtime = Runtime::new().context("starting the threads that the records need")?;
        let records = runtime.block_on(Records::open(&place));
        let records = records.with_context(|| format!("opening the records ({place})"))?;
        let usual = if home.is_example() { Some(of_example()?) } else { None };
        Ok(Books { records: records.with_common(common(home)?), runtime, usual })
    }

    /// Waits for an answer of the records.
    pub(crate) fn wait<T>(&self, answer: impl Future<Output = T>) -> T {
        self.runtime.block_on(answer)
    }

    /// Whoever waits for answers, for work that reads the archive meanwhile.
    pub(crate) fn handle(&self) -> &Handle {
        self.runtime.handle()
    }

    /// The records themselves.
    pub(crate) fn records(&self) -> &Records {
        &self.records
    }

    /// The book of the partnership named or, where none is named, of the only one; in the worked example's home of its own.
    pub(crate) fn book(&self, named: Option<&PartnershipId>) -> Result<Book> {
        let known = self.wait(self.records.partnerships())?;
        let id = match (named.or(self.usual.as_ref()), known.as_slice()) {
            (Some(named), _) => named,
            (None, [only]) => only,
            (None, []) => {
                bail!(
                    "no partnership is entered yet; begin with: saferplan init FILE --timetable FILE"
                )
            }
            (None, several) => bail!("name one with --partnership: {}", listed(several)),
        };
        let book = self.wait(self.records.book(id))?;
        book.with_context(|| {
            format!("there is no partnership `{id}`; there are: {}", listed(&known))
        })
    }

    /// The cycle named or, where none is named, the latest.
    pub(crate) fn year(&self, book: &Book, named: Option<Cycle>) -> Result<HeldYear> {
        let known = self.wait(book.cycles())?;
        let Some(cycle) = named.or(known.last().copied()) else {
            bail!(
                "no timetable is entered yet; enter one with: saferplan init FILE --timetable FILE"
            );
        };
        let year = self.wait(book.year(cycle))?;
        year.with_context(|| {
            format!("there is no timetable {cycle}; there are: {}", listed(&known))
        })
    }
}

/// The short name of the worked example's partnership.
pub(crate) fn of_example() -> Result<PartnershipId> {
    Ok(PartnershipId(OF_EXAMPLE.parse().context("the example's partnership")?))
}

/// The templates that whoever looks after the host laid down in the home for all its partnerships.
fn common(home: &Home) -> Result<CommonTemplates> {
    let file = home.templates().join("cover-report.txt");
    let text = match fs::read_to_string(&file) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Ok(CommonTemplates::default());
        }
        Err(error) => return Err(error).with_context(|| format!("reading `{}`", file.display())),
    };
    let house: HouseTemplate =
        text.parse().with_context(|| format!("`{}` is no template of reports", file.display()))?;
    Ok(CommonTemplates { house: Some(house) })
}

/// Several things, with commas between.
pub(crate) fn listed(things: &[impl std::fmt::Display]) -> String {
    things.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// Today's date in the United Kingdom.
pub(crate) fn today() -> Result<Day> {
    Clock::Running.today().context("reading the clock")
}

/// A signature under a change made now by `who`, or by whoever is at the keyboard.
pub(crate) fn signed(who: Option<&str>) -> Signed {
    let user = || std::env::var("USER").unwrap_or_else(|_| "somebody".to_owned());
    let who = who.map_or_else(|| format!("{} at the command line", user()), str::to_owned);
    Signed { who, at: Timestamp::now() }
}
