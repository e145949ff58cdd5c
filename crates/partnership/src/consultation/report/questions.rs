//! What people said: a section for each section of the questionnaire, with chart and table for each question.

mod one_answer;
mod several;
mod grid;
mod ranking;
mod numbers;
mod written;
mod rows;

use crate::consultation::answer::QuestionId;
use crate::consultation::question::Manner;
use crate::consultation::question::Question;
use crate::consultation::report::teller::Teller;
use crate::content::Block;
use crate::content::Reference;
use crate::content::Section;
use crate::content::text;

/// Something that was found, and where its figure stands.
#[derive(Clone)]
pub(super) struct Finding {
    /// It, as a sentence.
    pub(super) words: String,
    /// Where the figure stands.
    pub(super) reference: Reference,
}

/// What a question came to.
struct Told {
    blocks: Vec<Block>,
    finding: Option<Finding>,
}

/// A section of the questionnaire, and what its questions came to.
pub(super) struct SectionSaid {
    /// Its heading as printed.
    pub(super) heading: String,
    /// Its questions.
    pub(super) questions: Vec<Said>,
}

/// A question and what it came to.
pub(super) struct Said {
    /// Its short name.
    pub(super) question: QuestionId,
    /// It with its number.
    pub(super) heading: String,
    /// Its charts and tables.
    pub(super) blocks: Vec<Block>,
    /// What is told of it in brief.
    pub(super) finding: Option<Finding>,
}

/// What every question came to, section by section.
pub(super) fn all(teller: &mut Teller<'_>) -> Vec<SectionSaid> {
    let Some(questionnaire) = teller.commission.questionnaire() else { return Vec::new() };
    let mut sections = Vec::new();
    for section in questionnaire.sections() {
        let heading = teller.said(&section.title).to_owned();
        let heading = if heading.trim().is_empty() { "Questions".to_owned() } else { heading };
        let mut questions = Vec::new();
        for question in &section.questions {
            let Told { blocks, finding } = told(teller, question);
            let heading = numbered(teller, question);
            questions.push(Said { question: question.id.clone(), heading, blocks, finding });
        }
        sections.push(SectionSaid { heading, questions });
    }
    sections
}

/// The sections of a document, and what was found in them.
pub(super) fn sections(all: &[SectionSaid]) -> (Vec<Section>, Vec<Finding>) {
    let blocks_of = |said: &Said| {
        let anchor = format!("question-{}", said.question);
        let heading = Block::Heading { anchor, text: said.heading.clone() };
        std::iter::once(heading).chain(said.blocks.iter().cloned()).collect::<Vec<Block>>()
    };
    let section = |(place, section): (usize, &SectionSaid)| Section {
        anchor: format!("section-{}", place + 1),
        heading: section.heading.clone(),
        blocks: section.questions.iter().flat_map(blocks_of).collect(),
    };
    let questions = all.iter().flat_map(|section| &section.questions);
    let findings = questions.filter_map(|said| said.finding.clone()).collect();
    (all.iter().enumerate().map(section).collect(), findings)
}

fn told(teller: &mut Teller<'_>, question: &Question) -> Told {
    if teller.published.is_none() {
        let few = "Too few replied for any count to be shown without telling who said what.";
        let blocks = vec![Block::Paragraph(vec![text(few)])];
        return Told { blocks, finding: None };
    }
    match &question.manner {
        Manner::OneOf(_) | Manner::Scale(_) | Manner::Postcode(_) => {
            one_answer::told(teller, question)
        }
        Manner::AnyOf(answers, _) => several::told(teller, question, answers),
        Manner::Grid(rows, answers) => grid::told(teller, question, rows, answers),
        Manner::Ranking(items, places) => ranking::told(teller, question, items, *places),
        Manner::Number(..) => numbers::told(teller, question),
        Manner::ShortText(_) | Manner::LongText(_) => written::told(teller, question),
    }
}

/// A question with its number.
pub(super) fn numbered(teller: &Teller<'_>, question: &Question) -> String {
    format!("{}. {}", question.number, teller.said(&question.ask))
}

pub(super) use crate::consultation::report::questions::rows::label;
