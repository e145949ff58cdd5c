//! The impact assessment, as far as a program can begin it: what is done, what could go wrong, what stands against it.
//!
//! The order is that of the Information Commissioner's template (ico.org.uk, "Data protection impact assessments"). How
//! likely and how grave each risk is, and whether it is borne, is left to people.

use crate::content::Block;
use crate::content::Section;
use crate::content::table::Column;
use crate::content::table::Table;
use crate::content::text;
use crate::evidence::tables::Drafted;
use crate::evidence::tables::Tables;
use crate::protection::Facts;
use crate::protection::TO_BE_COMPLETED;
use crate::protection::row;

const REVIEW: &str = "docs/threat-model.md, which names the code and its tests";

/// What could happen to somebody, and what stands against it.
const RISKS: [(&str, &str); 7] = [
    (
        "Somebody learns who replied what",
        "No name, time or address is kept with a reply, invitations are not tied to it, and \
      counts below 5 are withheld with what would give them away",
    ),
    (
        "What people write of themselves or of others points to somebody",
        "Words are read by managers and analysts alone, a \
      quotation is published only once somebody has cleared it, and words go on their day",
    ),
    (
        "Somebody comes in as another",
        "Two factors, tries that are slowed down, common passwords refused, sessions that end, are \
      listed and can be ended",
    ),
    (
        "Somebody looks beyond their role or partnership",
        "One table of deeds, asked for each page and tried for each role; every \
      record is within one partnership",
    ),
    (
        "A copy of the data is found",
        "Backups are their owner’s alone and hold no key; they are not encrypted by the program",
    ),
    (
        "Data are kept for too long",
        "Each kind has its day, which the program keeps, and leaves a note of what went",
    ),
    (
        "Whoever looks after the server reads or changes data",
        "What they change in the records is found; what they read is not",
    ),
];

/// Which questions come before: whether an assessment is needed at all.
const SCREENING: [(&str, &str); 4] = [
    (
        "Special categories on a large scale",
        "What people say of themselves in a consultation may be such; it is asked for as \
      equality monitoring and is never needed to answer",
    ),
    ("Systematic monitoring of a public place", "No"),
    (
        "Decisions by a machine with legal effect",
        "No: nothing is decided about a person by the program",
    ),
    (
        "People who can be harmed",
        "Whoever speaks of crime near their home may be; words are read by few and go on their day",
    ),
];

/// Who signs it.
const SIGNING: [&str; 4] = [
    "Measures approved by",
    "What is left is borne by",
    "Advice of the data protection officer",
    "Looked at again on",
];

/// The section.
pub(super) fn section(facts: &Facts<'_>, tables: &mut Tables) -> Section {
    let still = TO_BE_COMPLETED;
    let screening = SCREENING.iter().map(|(asked, told)| row(asked, &[told, still], REVIEW));
    let screening = table(
        tables,
        ("screening", "Whether an assessment is needed"),
        &["Asked", "What the program does", "Judged"],
        screening.collect(),
    );
    let risks = RISKS.iter().map(|(risk, told)| row(risk, &[told, still, still, still], REVIEW));
    let risks = table(
        tables,
        ("risks", "What could happen to people, and what stands against it"),
        &["Risk", "What stands against it", "How likely", "How grave", "What else, and by whom"],
        risks.collect(),
    );
    let signing = SIGNING.iter().map(|who| row(who, &[still, still], "whoever completes it"));
    let columns = ["What", "Name and office", "Day"];
    let signing = table(tables, ("signing", "Approved"), &columns, signing.collect());
    let purpose = format!(
        "{} works out, with its partners, a strategy against crime and disorder. It needs to know what people say and who \
         decided what, and nothing about victims, witnesses or suspects: figures of crime are published ones. Views of those \
         concerned: to be completed, with who was asked and when.",
        facts.who_keeps()
    );
    let mut blocks = vec![Block::Paragraph(vec![text(purpose)])];
    blocks.extend([screening, risks, signing].map(Block::Table));
    Section { anchor: "impact".into(), heading: "Impact assessment".into(), blocks }
}

/// A table of words, by its name and caption.
fn table(
    tables: &mut Tables,
    (name, caption): (&str, &str),
    columns: &[&str],
    rows: Vec<Drafted>,
) -> Table {
    let columns = columns.iter().map(|heading| Column::words(*heading)).collect();
    tables.table(name, caption.to_owned(), columns, rows, Vec::new())
}
