//! `consult`: a consultation from its draft to its replies, from the command line.

mod columns;
mod export;
pub(crate) mod form;
mod keep;
mod read;
mod report;
mod take;
pub(crate) mod xlsform;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::path::PathBuf;

use anyhow::Context;
use anyhow::Result;
use anyhow::bail;
use partnership::consultation::exercise::Arrival;
use partnership::consultation::exercise::TypedConsultation;
use partnership::consultation::version::Version;
use partnership::terms::day::Day;
use partnership::terms::slug::Slug;
use partnership::timetable::cycle::Cycle;
use records::Book;
use records::Fingerprint;
use records::HeldConsultation;
use records::KeptReply;
use records::NewConsultation;
use records::Signed;
use records::TextKind;

use crate::books;
use crate::books::Books;
use crate::cli::Format;
use crate::cli::consult::ConsultArguments;
use crate::cli::consult::ConsultCommand;
use crate::cli::consult::EnterArguments;
use crate::home::Home;
use crate::init;
use crate::print;
use crate::print::so_many;

/// What is done here and now, by whom.
struct Doing {
    home: Home,
    books: Books,
    book: Book,
    cycle: Cycle,
    signed: Signed,
    today: Day,
    named: Option<Slug>,
}

/// Does what the arguments ask for.
pub(crate) fn keep(home: &Home, arguments: &ConsultArguments) -> Result<()> {
    let books = Books::open(home)?;
    let book = books.book(arguments.whose.partnership.as_ref())?;
    let held = books.year(&book, arguments.whose.cycle)?;
    let doing = Doing {
        home: home.clone(),
        cycle: held.year.timetable.cycle(),
        signed: books::signed(arguments.by.as_deref()),
        today: arguments.on.map_or_else(books::today, Ok)?,
        named: arguments.of.clone(),
        books,
        book,
    };
    match &arguments.what {
        ConsultCommand::Enter(files) => doing.enter(files),
        ConsultCommand::Open => doing.open(),
        ConsultCommand::Close => doing.close(),
        ConsultCommand::List { format } => doing.list(*format),
        ConsultCommand::Form(form) => doing.print_form(form),
        ConsultCommand::Read(batch) => doing.read(batch),
        ConsultCommand::Report(report) => doing.report(report),
        ConsultCommand::Take { file } => doing.take(file),
        ConsultCommand::Export { what, out } => doing.export(*what, out),
        ConsultCommand::Xlsform { out } => doing.write_xlsform(out),
    }
}

impl Doing {
    /// All consultations of the cycle.
    fn consultations(&self) -> Result<Vec<HeldConsultation>> {
        Ok(self.books.wait(self.book.consultations(self.cycle))?)
    }

    /// The consultation named or, where none is named, the only one.
    fn consultation(&self) -> Result<HeldConsultation> {
        let mut held = self.consultations()?;
        let known: Vec<_> = held.iter().map(|held| held.questionnaire().to_string()).collect();
        let known = known.join(", ");
        if held.is_empty() {
            bail!(
                "no consultation is entered for {}; enter one with: saferplan consult enter QUESTIONNAIRE \
                 --consultation FILE --text FILE",
                self.cycle.in_words()
            );
        }
        match &self.named {
            Some(named) => {
                held.into_iter().find(|held| held.questionnaire() == named).with_context(|| {
                    format!("there is no consultation by `{named}`; there are: {known}")
                })
            }
            None if held.len() > 1 => bail!("name one with --of, before the command: {known}"),
            None => held.pop().context("there is no consultation"),
        }
    }

    fn enter(&self, files: &EnterArguments) -> Result<()> {
        let questionnaire = xlsform::questionnaire(&files.questionnaire)?;
        let description: TypedConsultation = init::read(&files.consultation, "consultation.toml")?;
        let text = text_in(&files.text)?;
        for text in translated(&files.translated, &description)? {
            self.books.wait(self.book.keep_consulted_text(&self.signed, text))?;
        }
        let id = questionnaire.id.clone();
        let new = NewConsultation { questionnaire, description, text };
        let there = self.consultations()?;
        match there.iter().find(|held| *held.questionnaire() == id) {
            None => self.books.wait(self.book.enter_consultation(&self.signed, self.cycle, new))?,
            Some(seen) => self.books.wait(self.book.change_consultation(
                &self.signed,
                self.cycle,
                seen,
                new,
            ))?,
        }
        self.list(Format::Table)
    }

    fn open(&self) -> Result<()> {
        let latest = self.consultation()?.latest;
        let opened = self.book.open_questionnaire(&self.signed, self.cycle, &latest, self.today);
        self.books.wait(opened)?;
        self.list(Format::Table)
    }

    fn close(&self) -> Result<()> {
        let held = self.consultation()?;
        let open = held.open().unwrap_or(&held.latest);
        let closed = self.book.close_questionnaire(&self.signed, self.cycle, open, self.today);
        self.books.wait(closed)?;
        self.list(Format::Table)
    }

    /// The replies to a consultation.
    fn replies(&self, held: &HeldConsultation) -> Result<Vec<KeptReply>> {
        Ok(self.books.wait(self.book.replies(self.cycle, held.questionnaire()))?)
    }

    fn list(&self, format: Format) -> Result<()> {
        let consultations = self.consultations()?;
        if consultations.is_empty() && format == Format::Table {
            return print::line(
                "No consultation is entered yet. Enter one with: saferplan consult enter QUESTIONNAIRE \
                 --consultation FILE --text FILE",
            );
        }
        let mut lines = Vec::new();
        for held in &consultations {
            let replies = self.replies(held)?;
            lines.extend(held.versions().map(|version| line(held, &version.value, &replies)));
        }
        print::list(format, &CONSULTATION, &lines)
    }
}

const CONSULTATION: [&str; 7] =
    ["questionnaire", "version", "stands", "questions", "runs", "decided", "replies"];

/// A line for a version.
fn line(held: &HeldConsultation, version: &Version, replies: &[KeptReply]) -> Vec<String> {
    let typed = held.consultation.typed();
    let to_this = replies.iter().filter(|kept| kept.version == version.number());
    let late = to_this.clone().filter(|kept| kept.arrival == Arrival::Late).count();
    vec![
        version.questionnaire().id().to_string(),
        version.number().to_string(),
        version.stage().in_words(),
        version.questionnaire().questions().count().to_string(),
        format!("{} to {}", typed.days.first().in_words(), typed.days.last().in_words()),
        format!("{}, by {}", typed.decided.in_words(), held.consultation.decided_by().name),
        match late {
            0 => to_this.count().to_string(),
            late => format!("{}, {late} of them late", to_this.count()),
        },
    ]
}

/// The text in a file, if it is of a kind that people can be given to read.
fn text_in(path: &Path) -> Result<Vec<u8>> {
    let text = fs::read(path).with_context(|| format!("reading `{}`", path.display()))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    TextKind::of_file(&name, &text).with_context(|| format!("keeping `{}`", path.display()))?;
    Ok(text)
}

/// The texts in other languages, if the consultation names them all: what it does not name is not kept.
fn translated(paths: &[PathBuf], description: &TypedConsultation) -> Result<Vec<Vec<u8>>> {
    let named: BTreeSet<String> =
        description.text.translated.values().map(|text| text.sha256.to_string()).collect();
    let read = |path: &PathBuf| {
        let text = text_in(path)?;
        let sha256 = Fingerprint::of(&text).to_string();
        if !named.contains(&sha256) {
            bail!(
                "`{}` has the SHA-256 {sha256}, which the consultation names under `text.translated` nowhere; name it there",
                path.display()
            );
        }
        Ok(text)
    };
    paths.iter().map(read).collect()
}

/// How many of something, in words.
fn counted(number: usize, thing: &str) -> String {
    so_many(u64::try_from(number).unwrap_or(u64::MAX), thing)
}
