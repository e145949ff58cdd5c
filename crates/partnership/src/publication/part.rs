//! A part of a site: a document that everybody may read.
//!
//! In comes an adopted text, or what is public by itself; out goes a document with what its tables rest on. There is no
//! other way to make one.

use crate::approval::adopted::Adopted;
use crate::approval::document::DocumentKind;
use crate::approval::text::Text;
use crate::assessment::circulated::Circulated;
use crate::consultation::report;
use crate::consultation::report::Commission;
use crate::consultation::version::Stage;
use crate::content::Block;
use crate::content::Document;
use crate::content::Section;
use crate::content::table::Column;
use crate::content::table::RowWeight;
use crate::content::table::Table;
use crate::evidence::figure::TracedRow;
use crate::evidence::tables::Drafted;
use crate::evidence::tables::Entry;
use crate::evidence::tables::Tables;
use crate::publication::adopted_text;
use crate::publication::adopted_text::adopted_on;
use crate::publication::easy_read;
use crate::publication::easy_read::EasyRead;
use crate::publication::easy_read::clearing::KeptEasyRead;
use crate::publication::figures;
use crate::publication::figures::DrawnWith;
use crate::publication::missing::Missing;
use crate::publication::summary;
use crate::publication::summary::Published;
use crate::publication::whose::Whose;
use crate::terms::day::Day;
use crate::terms::extract::Extract;
use crate::terms::wording::capitalised;
use crate::timetable::so_far::YearSoFar;

/// A document that everybody may read.
///
/// A text that is not adopted cannot become one:
/// ```compile_fail
/// use partnership::approval::text::Text;
/// use partnership::publication::part::Part;
/// use partnership::publication::whose::Whose;
/// fn unapproved(text: &Text, whose: &Whose) -> Part {
///     Part::adopted(text, whose, &[])
/// }
/// ```
/// Nor can any other document:
/// ```compile_fail
/// use partnership::content::Document;
/// use partnership::publication::part::Part;
/// fn uncleared(document: Document, part: Part) -> Part {
///     Part { document, ..part }
/// }
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    kind: PartKind,
    document: Document,
    on: Day,
    came_about: String,
    traced: Vec<TracedRow>,
    sources: Vec<Extract>,
    easy: Option<EasyRead>,
}

/// What a part is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum PartKind {
    /// What was adopted, in short.
    Summary,
    /// The plan in easy-read.
    EasyRead,
    /// An adopted text.
    Adopted(DocumentKind),
    /// The tables and charts of the adopted assessment.
    Figures,
    /// The report on a consultation of this short name.
    Consultation(String),
    /// The timetable.
    Timetable,
}

impl PartKind {
    /// The short name of its folder: `assessment`.
    pub fn folder(&self) -> String {
        match self {
            PartKind::Summary => "summary".to_owned(),
            PartKind::EasyRead => "easy-read".to_owned(),
            PartKind::Adopted(kind) => kind.to_string(),
            PartKind::Figures => "figures".to_owned(),
            PartKind::Consultation(name) => format!("consultation-{name}"),
            PartKind::Timetable => "timetable".to_owned(),
        }
    }
}

impl Part {
    /// An adopted text, of which everybody reads what is neither exempt nor rests on what is withheld; `drafts` are all
    /// that were circulated in its year.
    pub fn adopted(adopted: &Adopted<Text>, whose: &Whose, drafts: &[Circulated]) -> Part {
        let document = adopted_text::document(adopted, whose, drafts);
        let kind = PartKind::Adopted(adopted.version().document.kind);
        let came_about = format!("{}. {}", capitalised(&adopted_on(adopted)), adopted.in_words());
        Part::untraced(kind, document, adopted.on(), came_about)
    }

    /// The tables and charts of an adopted assessment, cleared for everybody.
    ///
    /// # Errors
    /// That there are none: its text was written elsewhere, or rests on no table.
    pub fn figures(
        adopted: &Adopted<Text>,
        whose: &Whose,
        drafts: &[Circulated],
        with: DrawnWith<'_>,
    ) -> Result<Part, Missing> {
        let draft = figures::draft(adopted, drafts).ok_or_else(Missing::no_draft)?;
        let composed = figures::composed(adopted, whose, draft, with);
        let composed = composed.ok_or_else(Missing::no_table)?;
        let (document, traced) = (composed.document, composed.traced);
        let used = |extract: &&Extract| {
            let mut figures = traced.iter().flat_map(|row| &row.figures);
            figures.any(|figure| figure.sources.contains(&extract.id))
        };
        let sources = with.extracts.iter().filter(used).cloned().collect();
        let came_about = format!(
            "Of the passages that were {} as they were circulated, cleared for everybody.",
            adopted_on(adopted)
        );
        let (kind, on) = (PartKind::Figures, adopted.on());
        Ok(Part { kind, document, on, came_about, traced, sources, easy: None })
    }

    /// The report on a consultation, once it has closed. Small counts are withheld in it.
    ///
    /// # Errors
    /// That it has not closed.
    pub fn consultation(commission: &Commission<'_>) -> Result<Part, Missing> {
        let title = &commission.consultation.typed().text.title;
        let last = commission.versions.last();
        let closed = last.and_then(|version| match version.stage() {
            Stage::Closed { on, .. } => Some((on, version.questionnaire().typed().id.to_string())),
            Stage::Draft | Stage::Open { .. } => None,
        });
        let Some((on, name)) = closed else {
            return Err(Missing::still_open(title, last.map(|version| version.stage())));
        };
        let report = report::compose(commission);
        let (kind, document, traced) =
            (PartKind::Consultation(name), report.document, report.traced);
        let came_about = format!("The consultation closed on {}.", on.in_words());
        Ok(Part { kind, document, on, came_about, traced, sources: Vec::new(), easy: None })
    }

    /// The timetable as it stands.
    pub fn timetable(year: &YearSoFar, whose: &Whose) -> Part {
        let mut tables = Tables::new(whose.prefix(&format!("timetable/{}", year.today())));
        let table = steps(year, &mut tables);
        let (cycle, on) = (whose.cycle.in_words(), year.today().in_words());
        let heading = "The steps of the year".to_owned();
        let blocks = vec![Block::Table(table)];
        let document = Document {
            title: "Timetable".to_owned(),
            subtitle: format!("{cycle}, as it stood on {on}"),
            publisher: whose.publisher.clone(),
            description: format!("The steps towards the plan {cycle} of the {}.", whose.publisher),
            dated: on.clone(),
            reference_prefix: tables.prefix().to_owned(),
            sections: vec![Section { anchor: "steps".to_owned(), heading, blocks }],
        };
        let came_about = format!("As it stood on {on}.");
        let (kind, traced) = (PartKind::Timetable, tables.into_traced());
        Part {
            kind,
            document,
            on: year.today(),
            came_about,
            traced,
            sources: Vec::new(),
            easy: None,
        }
    }

    /// The plan in easy-read, as somebody cleared it against the text that was adopted.
    ///
    /// # Errors
    /// That nobody wrote or cleared one, or that it was cleared against another text.
    pub fn easy_read(
        kept: Option<&KeptEasyRead>,
        adopted: &Adopted<Text>,
        whose: &Whose,
        drafts: &[Circulated],
    ) -> Result<Part, Missing> {
        let edition = easy_read::edition(kept, adopted, whose, drafts)?;
        let part =
            Part::untraced(PartKind::EasyRead, edition.document, edition.on, edition.came_about);
        Ok(Part { easy: Some(edition.easy), ..part })
    }

    /// What was adopted in short: of each adopted text its headings, with what everybody may read first under each.
    pub(crate) fn summary(adopted: &[Part], whose: &Whose) -> Option<Part> {
        let on = adopted.iter().map(|part| part.on).max()?;
        let published = adopted.iter().map(|part| Published {
            folder: part.kind.folder(),
            document: &part.document,
            came_about: &part.came_about,
        });
        let document = summary::document(&published.collect::<Vec<_>>(), on, whose);
        let came_about = "In the words that were adopted.".to_owned();
        Some(Part::untraced(PartKind::Summary, document, on, came_about))
    }

    fn untraced(kind: PartKind, document: Document, on: Day, came_about: String) -> Part {
        Part { kind, document, on, came_about, traced: Vec::new(), sources: Vec::new(), easy: None }
    }

    /// What it is.
    pub fn kind(&self) -> &PartKind {
        &self.kind
    }

    /// What it says.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// The same with a picture beside each passage, where it is in easy-read.
    pub fn in_easy_read(&self) -> Option<&EasyRead> {
        self.easy.as_ref()
    }

    /// The day from which it is as it is.
    pub fn on(&self) -> Day {
        self.on
    }

    /// What it is called, with what it is of: "Rolling Plan: 2015–16, adopted on 22 April 2015".
    pub fn title(&self) -> String {
        format!("{}: {}", self.document.title, self.document.subtitle)
    }

    /// How it came about, in a sentence or two.
    pub fn came_about(&self) -> &str {
        &self.came_about
    }

    /// The records of its tables' rows.
    pub fn traced(&self) -> &[TracedRow] {
        &self.traced
    }

    /// The extracts that its tables rest on.
    pub fn sources(&self) -> &[Extract] {
        &self.sources
    }

    /// The extracts that one of its tables rests on, in the order in which they are held.
    pub fn sources_of(&self, table: &Table) -> Vec<&Extract> {
        let begins = format!("{}/{}.", self.document.reference_prefix, table.number);
        let rows = self.traced.iter().filter(|row| row.reference.starts_with(&begins));
        let figures: Vec<_> = rows.flat_map(|row| &row.figures).collect();
        let used =
            |extract: &&Extract| figures.iter().any(|figure| figure.sources.contains(&extract.id));
        self.sources.iter().filter(used).collect()
    }
}

fn steps(year: &YearSoFar, tables: &mut Tables) -> Table {
    let columns = ["Step", "When", "Seen to by", "Decided by", "Stands"];
    let drafted = year.by_date().into_iter().map(|course| {
        let body = course.body.as_ref().map_or_else(|| "—".to_owned(), |body| body.name.clone());
        let when = capitalised(&course.when.in_words());
        Drafted {
            heading: course.step.title.clone(),
            entries: vec![
                Entry::Recorded { words: when, rests_on: course.history() },
                Entry::Words(course.step.owner.clone()),
                Entry::Words(body),
                Entry::Words(year.state(course).in_words()),
            ],
            weight: RowWeight::Ordinary,
        }
    });
    let caption = format!("Steps of the year, {}", year.timetable().cycle().in_words());
    let columns = columns.map(Column::words).to_vec();
    tables.table("timetable", caption, columns, drafted.collect(), Vec::new())
}
