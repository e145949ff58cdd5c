//! What people said: a section for each section of the questionnaire, with chart and table for each question.

mod one_answer;
mod several;
mod grid;
mod ranking;
mod numbers;
mod written;
mod rows;

use crate::consultation::question::Manner;
use crate::consultation::question::Question;
use crate::consultation::report::teller::Teller;
use crate::content::Block;
use crate::content::Reference;
use crate::content::Section;
use crate::content::text;

/// Something that was found, and where its figure stands.
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

/// The sections, and what was found in them.
pub(super) fn sections(teller: &mut Teller<'_>) -> (Vec<Section>, Vec<Finding>) {
    let Some(questionnaire) = teller.commission.questionnaire() else {
        return (Vec::new(), Vec::new());
    };
    let (mut sections, mut findings) = (Vec::new(), Vec::new());
    for (place, section) in questionnaire.sections().iter().enumerate() {
        let mut blocks = Vec::new();
        for question in &section.questions {
            let told = told(teller, question);
            blocks.extend(told.blocks);
            findings.extend(told.finding);
        }
        let heading = teller.said(&section.title).to_owned();
        let heading = if heading.trim().is_empty() { "Questions".to_owned() } else { heading };
        sections.push(Section { anchor: format!("section-{}", place + 1), heading, blocks });
    }
    (sections, findings)
}

fn told(teller: &mut Teller<'_>, question: &Question) -> Told {
    let anchor = format!("question-{}", question.id);
    let heading = Block::Heading { anchor, text: numbered(teller, question) };
    if teller.published.is_none() {
        let few = "Too few replied for any count to be shown without telling who said what.";
        let blocks = vec![heading, Block::Paragraph(vec![text(few)])];
        return Told { blocks, finding: None };
    }
    let mut told = match &question.manner {
        Manner::OneOf(_) | Manner::Scale(_) | Manner::Postcode(_) => {
            one_answer::told(teller, question)
        }
        Manner::AnyOf(answers, _) => several::told(teller, question, answers),
        Manner::Grid(rows, answers) => grid::told(teller, question, rows, answers),
        Manner::Ranking(items, places) => ranking::told(teller, question, items, *places),
        Manner::Number(..) => numbers::told(teller, question),
        Manner::ShortText(_) | Manner::LongText(_) => written::told(teller, question),
    };
    told.blocks.insert(0, heading);
    told
}

/// A question with its number.
pub(super) fn numbered(teller: &Teller<'_>, question: &Question) -> String {
    format!("{}. {}", question.number, teller.said(&question.ask))
}

pub(super) use crate::consultation::report::questions::rows::label;
