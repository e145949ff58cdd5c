//! `adoption`: documents on their way, what is laid before a meeting, and the adopted text with its amendments.

use std::fs;
use std::path::Path;

use anyhow::Context;
use anyhow::Result;
use anyhow::bail;
use documents::letterhead::Letterhead;
use partnership::approval::document::DocumentId;
use partnership::approval::document::DocumentKind;
use partnership::approval::history::History;
use partnership::approval::history::Minutes;
use partnership::approval::stage::Stage;
use partnership::approval::standing::Reached;
use partnership::committee_pack::paper::PackPart;
use partnership::terms::day::Day;
use partnership::terms::wording::capitalised;
use partnership::timetable::meeting::Meeting;
use partnership::timetable::meeting::MeetingId;
use partnership::timetable::so_far::YearSoFar;
use records::Book;
use web::settings::Settings;

use crate::books;
use crate::books::Books;
use crate::cli::Format;
use crate::cli::adoption::AdoptionArguments;
use crate::cli::adoption::AdoptionCommand;
use crate::home::Home;
use crate::letterhead::letterhead;
use crate::print;
use crate::progress;
use crate::timetable;

const HEADINGS: [&str; 4] = ["document", "stands", "next", "meetings"];

/// The year that the documents are of.
struct Seen {
    books: Books,
    book: Book,
    year: YearSoFar,
    meetings: Vec<Meeting>,
    on: Day,
}

/// Does what the arguments ask for.
pub(crate) fn keep(home: &Home, arguments: &AdoptionArguments) -> Result<()> {
    let books = Books::open(home)?;
    let book = books.book(arguments.whose.partnership.as_ref())?;
    let held = books.year(&book, arguments.whose.cycle)?;
    let on = arguments.at.map_or_else(books::today, Ok)?;
    let meetings = held.year.meetings.clone();
    let seen = Seen { year: timetable::so_far(held, on)?, books, book, meetings, on };
    match &arguments.what {
        None => seen.list(Format::Table),
        Some(AdoptionCommand::List { format }) => seen.list(*format),
        Some(AdoptionCommand::Pack { document, meeting, out, exempt }) => {
            let head = letterhead(&Settings::read(home.folder(), None)?.look)?;
            seen.pack((*document, meeting), (out, *exempt), head.as_ref())
        }
        Some(AdoptionCommand::Text { document, out }) => seen.text(*document, out),
    }
}

impl Seen {
    fn minutes(&self) -> Minutes<'_> {
        Minutes { year: &self.year, meetings: &self.meetings }
    }

    fn id(&self, kind: DocumentKind) -> DocumentId {
        DocumentId { kind, cycle: self.year.timetable().cycle() }
    }

    fn history(&self, kind: DocumentKind) -> Result<History> {
        let held = self.books.wait(self.book.document(self.id(kind)))?;
        Ok(held.history(self.minutes())?)
    }

    fn list(&self, format: Format) -> Result<()> {
        let rows = DocumentKind::ALL.into_iter().map(|kind| {
            let history = self.history(kind)?;
            Ok(vec![
                history.document().in_words(),
                history.stage().in_words(),
                self.next(&history),
                self.decide_on(&history).join("; "),
            ])
        });
        print::list(format, &HEADINGS, &rows.collect::<Result<Vec<_>>>()?)
    }

    /// Whose turn it is and by when, or that a version is to be put forward.
    fn next(&self, history: &History) -> String {
        let milestones = history.milestones(self.minutes());
        let next = milestones.into_iter().find(|one| one.reached == Reached::Next);
        match (next, history.stage()) {
            (Some(next), _) => format!("{}: {}", next.title, next.when),
            (None, Stage::NotPutForward | Stage::SentBack(_)) => {
                format!("version {} is to be put forward", history.stage().next_version())
            }
            (None, Stage::CalledIn { .. }) => "what comes of the call-in".to_owned(),
            (None, Stage::Before { .. } | Stage::Adopted(_)) => "–".to_owned(),
        }
    }

    /// The meetings that decide on a document, each with the short name by which its pack is written.
    fn decide_on(&self, history: &History) -> Vec<String> {
        let matters = history.document().matters(&self.year, &self.meetings);
        let told = matters.iter().map(|matter| {
            format!(
                "{}, {} ({})",
                capitalised(matter.body),
                matter.date_in_words(),
                matter.meeting.id
            )
        });
        told.collect()
    }

    /// Writes the pack of a meeting, with a picture at the head of the cover report.
    fn pack(
        &self,
        (kind, meeting): (DocumentKind, &MeetingId),
        (out, exempt): (&Path, bool),
        head: Option<&Letterhead>,
    ) -> Result<()> {
        let bar = progress::spinner("reading the records");
        let held = self.books.wait(self.book.committee_pack(self.id(kind), meeting, self.on))?;
        let Some(held) = held else {
            bail!(
                "nothing is laid before `{meeting}` with the {}: it is not on its agenda, or no version was put forward; \
                 `saferplan adoption` lists the meetings",
                self.id(kind).in_words()
            );
        };
        let parts = [Some(PackPart::Public), exempt.then_some(PackPart::Exempt)];
        let mut files = Vec::new();
        for part in parts.into_iter().flatten().filter(|part| held.pack.has(*part)) {
            bar.set_message(format!("setting the {} part", part.code()));
            let papers = documents::pack::files(&held.pack, part, head)?;
            let name = held.pack.file_name(part);
            files.push((
                format!("{name}.pdf"),
                documents::pack::one_pdf(&held.pack, part, &papers, head)?,
            ));
            files.push((format!("{name}.zip"), documents::pack::zipped(&papers)?));
            let single = papers.into_iter();
            files.extend(
                single.map(|paper| (format!("{}/{}", part.code(), paper.name), paper.bytes)),
            );
        }
        bar.finish_and_clear();
        write(out, &files)?;
        print::line(match held.is_kept {
            true => "It is what was before the meeting, as it was kept with the decision.",
            false => "The meeting has not decided: it is as it would be laid before it now.",
        })
    }

    /// Writes the text with its amendments.
    fn text(&self, kind: DocumentKind, out: &Path) -> Result<()> {
        let history = self.history(kind)?;
        let called = history.document().in_words();
        let Some(shown) = history.stage().shown() else {
            bail!("no version of the {called} is on its way; {}", history.stage().in_words());
        };
        let name = format!("{kind}-{}", history.document().cycle);
        let text = shown.now().printed().into_bytes();
        let marked = format!("{called}\n{}\n\n{}", history.stage().in_words(), shown.printed());
        let files = [
            (format!("{name}.txt"), text),
            (format!("{name}-with-its-amendments.txt"), marked.into_bytes()),
        ];
        write(out, &files)?;
        print::line(format!(
            "{} The SHA-256 of {name}.txt is {}.",
            history.stage().in_words(),
            shown.now().hash()
        ))
    }
}

/// Writes files and says where they are.
fn write(out: &Path, files: &[(String, Vec<u8>)]) -> Result<()> {
    for (name, bytes) in files {
        let path = out.join(name);
        let folder = path.parent().unwrap_or(out);
        fs::create_dir_all(folder)
            .with_context(|| format!("making the folder `{}`", folder.display()))?;
        fs::write(&path, bytes).with_context(|| format!("writing `{}`", path.display()))?;
        print::line(path.display().to_string())?;
    }
    Ok(())
}
