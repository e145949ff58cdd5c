//! What every page works with: the records, the design, the settings, the limits.

mod scans;

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::pin::Pin;
use std::sync::Arc;

use partnership::assessment::about::About;
use partnership::assessment::material::Supplied;
use partnership::consultation::form::Edition;
use partnership::consultation::language::Language;
use partnership::consultation::report::Label;
use partnership::consultation::report::Report;
use partnership::consultation::version::Version;
use partnership::consultation::xlsform::XlsForm;
use partnership::content::chart::Chart;
use partnership::evidence::held::Held;
use partnership::membership::GroupChoice;
use partnership::publication::left_out::LeftOut;
use partnership::publication::site::Site;
use partnership::publication::site::WouldPublish;
use partnership::terms::area::AreaCode;
use partnership::terms::day::Day;
use partnership::terms::extract::Extract;
use partnership::terms::month::Month;
use partnership::terms::period::Period;
use partnership::terms::span::Span;
use partnership::timetable::cycle::Cycle;
use records::Book;
use records::HeldConsultation;
use records::PublishedStore;
use records::Records;
use records::ScanStore;
use records::Signed;

pub use crate::app::scans::ReadScansOn;
pub use crate::app::scans::Rest;
pub use crate::app::scans::ScanReader;
pub use crate::app::scans::ScansCame;
pub use crate::app::scans::ScansTaken;
pub use crate::app::scans::SentScan;
pub use crate::app::scans::TakeScans;
pub use crate::app::scans::WhoseScans;

use crate::answer::lately::Lately;
use crate::consultations::BeingRead;
use crate::consultations::KeptResults;
use crate::design::Design;
use crate::errands::Errands;
use crate::founding::Opened;
use crate::guard::rate::Limits;
use crate::metrics::Metrics;
use crate::page::file::File;
use crate::page::file::Format;
use crate::publication::under_way::BeingPublished;
use crate::settings::Settings;
use crate::thread::KeptThreads;
use crate::who::provider::Door;

/// Reads and writes the workbooks of other programs, which the pages cannot by themselves.
#[derive(Debug, Clone, Copy)]
pub struct Workbooks {
    /// Reads an XLSForm; what stands against it, in words.
    pub read_xlsform: fn(&[u8]) -> Result<XlsForm, String>,
    /// Writes a version of a questionnaire as an XLSForm, labelled as the consultation is; what stands against it, in words.
    pub write_xlsform: fn(&Version, Label) -> Result<Vec<u8>, String>,
}

/// Tells the areas of postcodes, for questionnaires that keep an area and never the postcode, and what areas are called.
pub trait Postcodes: Send + Sync {
    /// Whether any list of postcodes is held.
    fn are_held(&self) -> bool;

    /// The ward and the LSOA of a postcode in capitals without a blank, as far as they are known. It may take a moment.
    ///
    /// # Errors
    /// When the list cannot be read; in words, without the postcode.
    fn areas_of(&self, postcode: &str) -> Result<Vec<AreaCode>, String>;

    /// What areas are called; one that has no name anywhere is left out. It may take a moment.
    ///
    /// # Errors
    /// When what is held cannot be read, in words.
    fn names_of(&self, areas: &BTreeSet<AreaCode>) -> Result<BTreeMap<AreaCode, String>, String>;
}

/// What a draft of the assessment may refer to, as it is held now.
#[derive(Debug, Clone, Default)]
pub struct Gathered {
    /// What is held of recorded crime and residents, of the periods that were asked for.
    pub held: Held,
    /// What was kept by name: findings, themes, panel issues, commentaries, partners' figures, charts, tables and maps.
    pub supplied: Supplied,
}

/// What is asked of whoever gathers material.
#[derive(Debug, Clone)]
pub struct Gathering {
    /// The partnership's book, for what was kept in the records.
    pub book: Book,
    /// The cycle of the assessment.
    pub cycle: Cycle,
    /// What it is about.
    pub about: About,
    /// Every period that the draft tells of or compares with.
    pub periods: BTreeSet<Period>,
}

/// What was gathered, once it is; or why it could not be, in words that say what to do.
pub type Gathers = Pin<Box<dyn Future<Output = Result<Gathered, String>> + Send>>;

/// Gathers what a draft of the assessment may refer to, which the pages cannot reach by themselves.
pub trait Materials: Send + Sync {
    /// Gathers it. It may take a moment.
    fn gather(&self, asked: Gathering) -> Gathers;
}

/// Tells what is held of the evidence, for enquiries.
pub trait Evidence: Send + Sync {
    /// What is held of an area over some months, beside the group that was chosen for it; without months, everything but
    /// the counts. It may take a moment.
    ///
    /// # Errors
    /// When the archive cannot be read; in words.
    fn held(
        &self,
        area: AreaCode,
        months: Option<Span<Month>>,
        group: &GroupChoice,
    ) -> Result<Arc<Held>, String>;

    /// What maps of a district in a period are drawn from: its counts by neighbourhood, outlines, and where its crimes lie.
    /// It may take a moment.
    ///
    /// # Errors
    /// When the archive cannot be read; in words.
    fn mapped(&self, area: AreaCode, period: Period) -> Result<Arc<Gathered>, String>;

    /// The extracts that are held, of whatever area, so that a thread can be followed to its files.
    ///
    /// # Errors
    /// When the archive cannot be read; in words.
    fn extracts(&self) -> Result<Vec<Extract>, String>;
}

/// A form to print, as it is asked for on a page.
#[derive(Debug, Clone)]
pub struct FormAsked {
    /// The partnership's book.
    pub book: Book,
    /// Who prints it, and when.
    pub signed: Signed,
    /// The cycle of the consultation.
    pub cycle: Cycle,
    /// The consultation.
    pub held: HeldConsultation,
    /// Which version of its questionnaire.
    pub version: Version,
    /// In which language.
    pub language: Language,
    /// In which size.
    pub edition: Edition,
    /// The numbers of the copies; once without a number where there are none.
    pub copies: Option<RangeInclusive<u32>>,
}

/// A report that is asked for as a file.
#[derive(Debug, Clone)]
pub struct ReportAsked {
    /// What the file's name begins with.
    pub name: &'static str,
    /// What it says, and what the rows of its tables rest on.
    pub report: Report,
    /// In which format.
    pub format: Format,
    /// Whether what its rows rest on is kept, so that they can be followed.
    pub traces: Traces,
}

/// Whether what the rows of a document rest on is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Traces {
    /// It is, for whoever may make documents.
    Kept,
    /// It is not: whoever only reads changes nothing.
    NotKept,
}

/// The file, once it is made; or why it could not be, in words that say what to do.
pub type Makes = Pin<Box<dyn Future<Output = Result<File, String>> + Send>>;

/// Makes files to print and to hand on, which the pages cannot set by themselves.
pub trait Press: Send + Sync {
    /// Prints a form as one PDF. Where its boxes stand is kept with its version first, so that no sheet is given out that
    /// could not be read again. It may take a moment.
    fn form(&self, asked: FormAsked) -> Makes;

    /// Writes a report. It may take a moment.
    fn report(&self, asked: ReportAsked) -> Makes;
}

/// A file of a public site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteFile {
    /// Where it lies, such as `plan/index.html`.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What would be published, once it is gathered; or why it could not be, in words that say what to do.
pub type Foresees = Pin<Box<dyn Future<Output = Result<WouldPublish, String>> + Send>>;
/// The files of a site, once they are set; or why they could not be, in words that say what to do.
pub type Sets = Pin<Box<dyn Future<Output = Result<Vec<SiteFile>, String>> + Send>>;

/// Hears the title of each document of a site before it is set.
pub type HearsTitle = Arc<dyn Fn(&str) + Send + Sync>;

/// Makes the public site of a year, whose documents the pages cannot set by themselves.
pub trait Sites: Send + Sync {
    /// Gathers what would be published of a cycle on a day, without what is left out. It may take a moment.
    fn would_publish(&self, book: Book, of: (Cycle, Day), left_out: LeftOut) -> Foresees;

    /// Sets a site, and keeps what the rows of its tables rest on. It may take a while: `told` hears the title of each document
    /// before it is set.
    fn set(&self, site: Site, told: HearsTitle) -> Sets;
}

/// Draws a chart as SVG.
pub type DrawChart = fn(&Chart) -> String;

/// A server's parts, shared by all requests.
#[derive(Clone)]
pub struct App {
    pub(crate) records: Records,
    pub(crate) design: Arc<Design>,
    pub(crate) settings: Arc<Settings>,
    pub(crate) limits: Arc<Limits>,
    pub(crate) errands: Errands,
    pub(crate) draw_chart: DrawChart,
    pub(crate) door: Option<Arc<Door>>,
    pub(crate) opened: Arc<Opened>,
    pub(crate) workbooks: Option<Workbooks>,
    pub(crate) lately: Arc<Lately>,
    pub(crate) results: Arc<KeptResults>,
    pub(crate) scans: Option<ScanStore>,
    pub(crate) scan_reader: Option<ScanReader>,
    pub(crate) being_read: BeingRead,
    pub(crate) postcodes: Option<Arc<dyn Postcodes>>,
    pub(crate) materials: Option<Arc<dyn Materials>>,
    pub(crate) evidence: Option<Arc<dyn Evidence>>,
    pub(crate) press: Option<Arc<dyn Press>>,
    pub(crate) sites: Option<(Arc<dyn Sites>, PublishedStore)>,
    pub(crate) being_published: BeingPublished,
    pub(crate) threads: Arc<KeptThreads>,
    pub(crate) metrics: Arc<Metrics>,
}

impl App {
    /// A server's parts. Charts are drawn by whatever draws them in documents, so that they look the same.
    pub fn new(records: Records, design: Design, settings: Settings, draw_chart: DrawChart) -> App {
        let provider = settings.provider.clone();
        let door = provider.map(|provider| Arc::new(Door::new(provider, &settings.origin)));
        App {
            door,
            opened: Arc::default(),
            lately: Arc::default(),
            results: Arc::default(),
            scans: None,
            scan_reader: None,
            being_read: BeingRead::default(),
            postcodes: None,
            materials: None,
            evidence: None,
            press: None,
            sites: None,
            being_published: BeingPublished::default(),
            threads: Arc::default(),
            metrics: Arc::new(Metrics::new()),
            records,
            design: Arc::new(design),
            limits: Arc::new(Limits::new(settings.pages_a_second)),
            settings: Arc::new(settings),
            errands: Errands::new(),
            draw_chart,
            workbooks: None,
        }
    }

    /// The parts with what reads and writes workbooks; without it, the pages name the commands that do.
    #[must_use]
    pub fn with_workbooks(self, workbooks: Workbooks) -> App {
        App { workbooks: Some(workbooks), ..self }
    }

    /// The same with the scans that pictures of answers are taken from. Without them pages show none.
    #[must_use]
    pub fn showing(self, scans: ScanStore) -> App {
        App { scans: Some(scans), ..self }
    }

    /// The same with what reads scans. Without it, the pages name the command that does.
    #[must_use]
    pub fn reading_scans(self, reader: ScanReader) -> App {
        App { scan_reader: Some(reader), ..self }
    }

    /// The same with what tells the areas of postcodes. Without it, no postcode is asked for.
    #[must_use]
    pub fn placing(self, postcodes: Arc<dyn Postcodes>) -> App {
        App { postcodes: Some(postcodes), ..self }
    }

    /// The same with what gathers the material of a draft. Without it, references stay as they are typed.
    #[must_use]
    pub fn drafting_from(self, materials: Arc<dyn Materials>) -> App {
        App { materials: Some(materials), ..self }
    }

    /// The same with what tells of the evidence. Without it, the pages of the evidence are empty.
    #[must_use]
    pub fn exploring(self, evidence: Arc<dyn Evidence>) -> App {
        App { evidence: Some(evidence), ..self }
    }

    /// The same with what makes files. Without it, the pages of files name the commands that do.
    #[must_use]
    pub fn printing(self, press: Arc<dyn Press>) -> App {
        App { press: Some(press), ..self }
    }

    /// The same with what makes public sites, and where their files are kept. Without it, the page names the command that
    /// does.
    #[must_use]
    pub fn publishing(self, sites: Arc<dyn Sites>, store: PublishedStore) -> App {
        App { sites: Some((sites, store)), ..self }
    }

    /// The settings that it goes by.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Waits until what answers did not wait for is done, such as letters under way.
    pub async fn errands_done(&self) {
        self.errands.done().await;
    }
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App").field("settings", &self.settings).finish_non_exhaustive()
    }
}
