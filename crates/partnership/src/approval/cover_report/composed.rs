//! The cover report as a document: who decides on what, what is recommended and why, and what it rests on.
//!
//! In come the document, its meetings and what an officer wrote; out goes the report. What is still to be written is told in
//! its place, so that nobody takes a draft for a report.

use std::collections::BTreeSet;

use crate::approval::cover_report::CoverReport;
use crate::approval::cover_report::Field;
use crate::approval::cover_report::house::HouseTemplate;
use crate::approval::cover_report::house::ReportPart;
use crate::approval::cover_report::implication::Implication;
use crate::approval::document::DocumentId;
use crate::approval::document::DocumentKind;
use crate::approval::document::Version;
use crate::approval::sitting::Matter;
use crate::approval::text::Text;
use crate::approval::turn::Turn;
use crate::content::Block;
use crate::content::Document;
use crate::content::Inline;
use crate::content::Section;
use crate::content::table::Column;
use crate::content::table::RowWeight;
use crate::content::table::Table;
use crate::content::text;
use crate::evidence::figure::TracedRow;
use crate::evidence::tables::Drafted;
use crate::evidence::tables::Entry;
use crate::evidence::tables::Tables;
use crate::membership::Partnership;
use crate::membership::body::KeyDecisions;
use crate::terms::day::Day;
use crate::terms::wording::capitalised;
use crate::terms::wording::counted;
use crate::timetable::agenda::ItemLife;

/// What a report is made from.
#[derive(Debug, Clone, Copy)]
pub struct Commission<'a> {
    /// The short name that the partnership is known by, with which references begin.
    pub known_as: &'a str,
    /// The partnership.
    pub partnership: &'a Partnership,
    /// The item of the meeting that decides.
    pub matter: &'a Matter<'a>,
    /// All items on which the document is to be agreed or was, in the order of their meetings.
    pub matters: &'a [Matter<'a>],
    /// The version that was put forward.
    pub version: &'a Version,
    /// Its text as it stands.
    pub now: &'a Text,
    /// What the officer wrote.
    pub written: &'a CoverReport,
    /// How many passages of it the public may not read in full though they are not exempt: they rest on what is
    /// confidential, or on small counts.
    pub withheld: usize,
    /// What stands behind the text as further appendices.
    pub further: &'a [String],
    /// The papers that it rests on, as the records have them.
    pub background: &'a [String],
    /// The order and words of its parts.
    pub house: &'a HouseTemplate,
    /// The day of the report.
    pub today: Day,
}

/// A report and the records of its tables' rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Composed {
    /// What it says.
    pub document: Document,
    /// A record for each row of each table.
    pub traced: Vec<TracedRow>,
}

impl Commission<'_> {
    /// How many passages of the text the public may not read in full.
    pub fn not_public(&self) -> usize {
        let exempt = self.now.passages().iter().filter(|one| one.exempt.is_some()).count();
        exempt + self.withheld
    }
}

/// What stands where nothing is written yet.
const TO_WRITE: &str = "[To be written]";

/// Composes the report. References begin with the partnership's short name, the document and the meeting:
/// `safer-maidstone/report/plan/council-april/1.1`.
pub fn compose(commission: &Commission<'_>) -> Composed {
    let (document, meeting) = (commission.version.document, commission.matter.meeting);
    let prefix = format!("{}/report/{}/{}", commission.known_as, document.kind, meeting.id);
    let mut tables = Tables::new(prefix.clone());
    let parts = commission.house.parts().iter();
    let sections = parts.map(|(part, heading)| Section {
        anchor: part.code().to_owned(),
        heading: heading.clone(),
        blocks: blocks(*part, commission, &mut tables),
    });
    let sections = sections.collect();
    let (publisher, called) = (commission.partnership.name(), document.in_words());
    let when = commission.matter.date_in_words();
    let document = Document {
        title: called.clone(),
        subtitle: format!("Report to {}, {when}", commission.matter.body),
        publisher: publisher.to_owned(),
        description: format!(
            "Report to {} on the {called} of the {publisher}: what is recommended, why, and what it rests on.",
            commission.matter.body
        ),
        dated: commission.today.in_words(),
        reference_prefix: prefix,
        sections,
    };
    Composed { document, traced: tables.into_traced() }
}

/// What stands in a part of the report.
fn blocks(part: ReportPart, commission: &Commission<'_>, tables: &mut Tables) -> Vec<Block> {
    let written = |field| paragraphs(commission.written.text(field));
    match part {
        ReportPart::Glance => vec![Block::Table(glance(commission, tables))],
        ReportPart::Summary => written(Field::Summary),
        ReportPart::Recommendations => recommendations(commission),
        ReportPart::Meetings => vec![Block::Table(meetings(commission, tables))],
        ReportPart::Reasons => written(Field::Reasons),
        ReportPart::Options => written(Field::Options),
        ReportPart::Risk => written(Field::Risk),
        ReportPart::Consultation => written(Field::Consultation),
        ReportPart::NextSteps => written(Field::NextSteps),
        ReportPart::Implications => vec![Block::Table(implications(commission, tables))],
        ReportPart::Law => law(commission.version.document.kind),
        ReportPart::Appendices => appendices(commission),
        ReportPart::Background => background(commission),
    }
}

fn paragraphs(words: &str) -> Vec<Block> {
    if words.trim().is_empty() {
        return vec![Block::Paragraph(vec![Inline::Strong(TO_WRITE.to_owned())])];
    }
    lines(words).map(|line| Block::Paragraph(vec![text(line)])).collect()
}

fn lines(words: &str) -> impl Iterator<Item = &str> {
    words.lines().map(str::trim).filter(|line| !line.is_empty())
}

/// Who decides in the end, who answers for it, whether the public may read it, and whom it is about.
fn glance(commission: &Commission<'_>, tables: &mut Tables) -> Table {
    let (written, kind) = (commission.written, commission.version.document.kind);
    let or_gap = |words: &str| {
        if words.trim().is_empty() { TO_WRITE.to_owned() } else { words.trim().to_owned() }
    };
    let wards = if written.wards.trim().is_empty() { "All" } else { written.wards.trim() };
    let last = kind.turns().last().copied().unwrap_or(Turn::Partnership);
    let rows = [
        ("Meeting", when_and_where(commission.matter)),
        ("Final decision-maker", capitalised(last.in_words())),
        (Field::LeadOfficer.in_words(), or_gap(&written.lead_officer)),
        (Field::Author.in_words(), or_gap(&written.author)),
        (Field::Contact.in_words(), or_gap(&written.contact)),
        ("Classification", classification(commission)),
        ("Key decision", key_decision(commission)),
        (Field::Wards.in_words(), wards.to_owned()),
    ];
    let drafted = rows.map(|(heading, words)| Drafted {
        heading: heading.to_owned(),
        entries: vec![Entry::Words(words)],
        weight: RowWeight::Ordinary,
    });
    let columns = vec![Column::words("What"), Column::words("Of this report")];
    tables.table("glance", "The report at a glance".to_owned(), columns, drafted.into(), Vec::new())
}

fn when_and_where(matter: &Matter<'_>) -> String {
    format!("{}, {}", capitalised(matter.body), matter.date_in_words())
}

/// Whether the public may read it; by which paragraphs a part is exempt.
fn classification(commission: &Commission<'_>) -> String {
    let line = commission.house.classification(&exempt_under(commission.now));
    match commission.withheld {
        0 => line,
        _ => format!(
            "{line}. What rests on small counts or was given in confidence is left out of the public part"
        ),
    }
}

/// The paragraphs of Schedule 12A under which passages of a text are exempt, in order.
pub fn exempt_under(text: &Text) -> Vec<u8> {
    let exempt = text.passages().iter().filter_map(|passage| passage.exempt.as_ref());
    let paragraphs: BTreeSet<u8> = exempt.map(|why| why.paragraph).collect();
    paragraphs.into_iter().collect()
}

fn key_decision(commission: &Commission<'_>) -> String {
    let body = commission.partnership.body(&commission.matter.meeting.body);
    match body.map(|body| body.kind.key_decisions()) {
        Some(KeyDecisions::Announced) => "Yes".to_owned(),
        Some(KeyDecisions::NotAnnounced) | None => "No".to_owned(),
    }
}

/// What is recommended, numbered: what the document itself brings, then what the officer adds.
fn recommendations(commission: &Commission<'_>) -> Vec<Block> {
    let first = asked(commission.version.document, commission.matter.turn);
    let all = std::iter::once(first.as_str()).chain(lines(&commission.written.recommendations));
    let numbered = (1..).zip(all).map(|(number, words)| {
        Block::Paragraph(vec![Inline::Strong(format!("{number}. ")), text(words)])
    });
    numbered.collect()
}

/// What a body is asked to do with a document.
fn asked(document: DocumentId, turn: Turn) -> String {
    let called = document.in_words();
    match (document.kind, turn) {
        (_, Turn::Cabinet) => {
            format!("That Council be recommended to adopt the {called}, as in Appendix A.")
        }
        (_, Turn::Council) => format!(
            "That the {called} be adopted, as in Appendix A, as part of the council’s policy framework."
        ),
        (DocumentKind::Assessment, Turn::Partnership) => {
            format!("That the {called} be approved, as in Appendix A.")
        }
        (DocumentKind::Plan, Turn::Partnership) => format!(
            "That the {called} be agreed, as in Appendix A, and put to Cabinet and Council."
        ),
    }
}

/// Every meeting at which it is to be agreed or was, with what came of it.
fn meetings(commission: &Commission<'_>, tables: &mut Tables) -> Table {
    let kind = commission.version.document.kind;
    let drafted = commission.matters.iter().map(|matter| {
        let is_this = matter.meeting.id == commission.matter.meeting.id;
        let outcome = match &matter.item.life {
            _ if is_this => "This report".to_owned(),
            ItemLife::Decided { on, decision } if *on <= commission.today => {
                format!("{}, {}", capitalised(decision.outcome.in_words()), decision.minute)
            }
            ItemLife::Withdrawn { .. } => "Withdrawn".to_owned(),
            ItemLife::Decided { .. } | ItemLife::Listed => "To come".to_owned(),
        };
        let entries = vec![
            Entry::Words(capitalised(&matter.date_in_words())),
            Entry::Words(capitalised(kind.verb(matter.turn))),
            Entry::Recorded {
                words: outcome,
                rests_on: vec![format!("The agenda of the meeting `{}`.", matter.meeting.id)],
            },
        ];
        Drafted { heading: capitalised(matter.body), entries, weight: RowWeight::Ordinary }
    });
    let columns = vec![
        Column::words("Meeting"),
        Column::words("Date"),
        Column::words("What it does"),
        Column::words("What came of it"),
    ];
    let caption = "Meetings that decide on it".to_owned();
    tables.table("meetings", caption, columns, drafted.collect(), Vec::new())
}

fn implications(commission: &Commission<'_>, tables: &mut Tables) -> Table {
    let drafted = Implication::ALL.map(|implication| {
        let words = commission.written.text(Field::Implication(implication)).trim();
        let words = if words.is_empty() { TO_WRITE } else { words };
        let duty = implication.duty().unwrap_or("–");
        let entries = vec![Entry::Words(words.to_owned()), Entry::Words(duty.to_owned())];
        let heading = implication.in_words().to_owned();
        Drafted { heading, entries, weight: RowWeight::Ordinary }
    });
    let columns =
        vec![Column::words("Of what"), Column::words("What follows"), Column::words("Duty")];
    let caption = "What follows from the decision".to_owned();
    tables.table("implications", caption, columns, drafted.into(), Vec::new())
}

/// What asks for the document and lets the body decide, in our words.
fn law(kind: DocumentKind) -> Vec<Block> {
    let strategy = "The responsible authorities must formulate and carry out a strategy for the reduction of crime and \
                    disorder, for combating the misuse of substances, for reducing re-offending, and for preventing and \
                    reducing serious violence (Crime and Disorder Act 1998, sections 5 and 6).";
    let own = match kind {
        DocumentKind::Assessment => {
            "Each year their strategy group prepares a strategic assessment: levels and patterns of crime, disorder and \
             substance misuse, what changed and why, what should come first, what people think, and how far the last plan \
             was carried out (SI 2007/1830, regulations 5 to 7)."
        }
        DocumentKind::Plan => {
            "Their strategy group prepares a partnership plan and revises it each year: the strategy, the priorities, the \
             steps and resources of each authority, how success is measured, and how views are obtained (SI 2007/1830, \
             regulations 10 and 11). The strategy is part of the council’s policy framework, which full Council adopts on \
             the proposal of the executive (SI 2000/2853, regulation 4 and Schedule 3)."
        }
    };
    let where_to = "These are our words; read the Act and the regulations at legislation.gov.uk before quoting them. In \
                    Wales SI 2007/3076 stands in the place of SI 2007/1830.";
    [strategy, own, where_to].map(|words| Block::Paragraph(vec![text(words)])).into()
}

/// The appendices under their letters: the text, what the public may not read of it, and whatever else is behind it.
fn appendices(commission: &Commission<'_>) -> Vec<Block> {
    let (version, withheld) = (commission.version, commission.not_public());
    let called = version.document.in_words();
    // By the hash of a text of which the public does not read all, somebody could try what that may be.
    let is_read_whole = withheld == 0 && version.document.kind == DocumentKind::Plan;
    let hash = match is_read_whole {
        true => format!(" It is known by its SHA-256, {}.", commission.now.hash()),
        false => String::new(),
    };
    let words = format!(
        " {called}, version {}, put forward on {}, drawn from {}, as it stands before the meeting.{hash}",
        version.number,
        version.on.in_words(),
        version.drawn_from,
    );
    let public = vec![Inline::Strong("Appendix A:".to_owned()), text(words)];
    let not_public = (withheld > 0).then(|| {
        let are = if withheld == 1 {
            "passage of Appendix A that is"
        } else {
            "passages of Appendix A that are"
        };
        let words = format!(
            " the {} {are} not for the public in full, with the reason for each.",
            counted(withheld)
        );
        vec![Inline::Strong(format!("{} (not for the public):", appendix(NOT_PUBLIC))), text(words)]
    });
    let first = if withheld > 0 { NOT_PUBLIC + 1 } else { NOT_PUBLIC };
    let further = (first..).zip(commission.further).map(|(place, title)| {
        vec![Inline::Strong(format!("{}:", appendix(place))), text(format!(" {title}."))]
    });
    vec![Block::List(std::iter::once(public).chain(not_public).chain(further).collect())]
}

/// The place of the appendix that the public does not read, where there is one.
pub const NOT_PUBLIC: u8 = 1;

/// What the appendix at a place from 0 is called: "Appendix B".
pub fn appendix(place: u8) -> String {
    format!("Appendix {}", char::from(b'A' + place.min(25)))
}

/// The papers that it rests on (Local Government Act 1972, section 100D).
fn background(commission: &Commission<'_>) -> Vec<Block> {
    let known = commission.background.iter().map(String::as_str);
    let all: Vec<Vec<Inline>> =
        known.chain(lines(&commission.written.background)).map(|line| vec![text(line)]).collect();
    match all.as_slice() {
        [] => vec![Block::Paragraph(vec![text("None.")])],
        _ => vec![Block::List(all)],
    }
}
