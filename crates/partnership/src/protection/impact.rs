//! The impact assessment, as far as a program can begin it: what is done, what could go wrong, what stands against it.
//!
//! The order is that of the Information Commissioner's template (ico.org.uk, "Data protection impact assessments"). How
//! likely and how grave each risk is, and whether it is borne, is left to people.

use crate::content::Block;
use crate::content::Section;
use crate::content::table::Column;
use crate::content::text;
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

/// The section.
pub(super) fn section(facts: &Facts<'_>, tables: &mut Tables) -> Section {
    let columns = |names: &[&str]| names.iter().map(|name| Column::words(*name)).collect();
    let screening =
        SCREENING.iter().map(|(asked, told)| row(asked, &[told, TO_BE_COMPLETED], REVIEW));
    let screening = tables.table(
        "screening",
        "Whether an assessment is needed".to_owned(),
        columns(&["Asked", "What the program does", "Judged"]),
        screening.collect(),
        Vec::new(),
    );
    let still = TO_BE_COMPLETED;
    let risks = RISKS.iter().map(|(risk, told)| row(risk, &[told, still, still, still], REVIEW));
    let risks = tables.table(
        "risks",
        "What could happen to people, and what stands against it".to_owned(),
        columns(&[
            "Risk",
            "What stands against it",
            "How likely",
            "How grave",
            "What else, and by whom",
        ]),
        risks.collect(),
        Vec::new(),
    );
    let signing = [
        "Measures approved by",
        "What is left is borne by",
        "Advice of the data protection officer",
        "Looked at again on",
    ];
    let signing = signing.iter().map(|who| row(who, &[still, still], "whoever completes it"));
    let signing = tables.table(
        "signing",
        "Approved".to_owned(),
        columns(&["What", "Name and office", "Day"]),
        signing.collect(),
        Vec::new(),
    );
    let purpose = format!(
        "{} works out, with its partners, a strategy against crime and disorder. It needs to know what people say and who \
         decided what, and nothing about victims, witnesses or suspects: figures of crime are published ones. Views of those \
         concerned: to be completed, with who was asked and when.",
        facts.organisation
    );
    Section {
        anchor: "impact".into(),
        heading: "Impact assessment".into(),
        blocks: vec![
            Block::Paragraph(vec![text(purpose)]),
            Block::Table(screening),
            Block::Table(risks),
            Block::Table(signing),
        ],
    }
}
