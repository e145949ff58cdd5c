//! What was chosen or typed on one page, as an answer.
//!
//! In come the fields of a form; out goes what was answered, nothing, or why it could not be read. Whatever can be kept
//! is kept, faults and all, so that nobody types it twice.

use crate::consultation::answer::AnswerId;
use crate::consultation::answer::QuestionId;
use crate::consultation::on_line::Stop;
use crate::consultation::postcode::Postcode;
use crate::consultation::question::Manner;
use crate::consultation::reply::Given;
use crate::terms::area::AreaCode;
use crate::terms::slug::Slug;

/// The field of an answer.
pub const ANSWER: &str = "answer";
/// The field of the words beside "other".
pub const OTHER: &str = "other";

/// The field of a place in a ranking; the first has number 1.
pub fn place(number: usize) -> String {
    format!("place-{number}")
}

/// The fields of a form that was sent.
pub trait Fields {
    /// The texts in the fields of that name.
    fn texts(&self, name: &str) -> Vec<&str>;
}

/// Why what was typed could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotRead {
    /// It is no whole number.
    NoNumber {
        /// The lowest that can be so.
        lowest: i64,
        /// The highest that can be so.
        highest: i64,
    },
    /// It is no postcode.
    NoPostcode,
    /// The list has no such postcode.
    UnknownPostcode,
}

impl Stop<'_> {
    /// What was answered here in the fields of a form; none where nothing was. `area_of` finds the area of a postcode,
    /// which is forgotten with this call.
    ///
    /// # Errors
    /// When a number or a postcode cannot be read.
    pub fn typed(
        &self,
        fields: &impl Fields,
        area_of: impl FnOnce(&str) -> Option<AreaCode>,
    ) -> Result<Option<Given>, NotRead> {
        let written = fields.texts(ANSWER).first().map_or("", |text| text.trim()).to_owned();
        Ok(match (&self.question.manner, self.row) {
            (Manner::Grid(..), Some(row)) => {
                id_of(&written).map(|id| Given::Rows([(row.id.clone(), AnswerId(id))].into()))
            }
            (Manner::Grid(..), None) => None,
            (Manner::OneOf(_) | Manner::AnyOf(..) | Manner::Scale(_), _) => chosen(fields),
            (Manner::Ranking(_, places), _) => {
                let items: Vec<QuestionId> = (1..=*places)
                    .filter_map(|number| {
                        let name = place(number);
                        fields.texts(&name).first().and_then(|text| id_of(text)).map(QuestionId)
                    })
                    .collect();
                (!items.is_empty()).then_some(Given::Ranked(items))
            }
            (Manner::Number(..) | Manner::Postcode(_), _) if written.is_empty() => None,
            (Manner::Number(lowest, highest), _) => {
                let plain = written.replace([',', ' '], "");
                let no_number = NotRead::NoNumber { lowest: *lowest, highest: *highest };
                Some(Given::Number(plain.parse().map_err(|_| no_number)?))
            }
            (Manner::ShortText(_) | Manner::LongText(_), _) => {
                // A browser sends each end of a line as two signs, and counts it as one.
                let written = written.replace("\r\n", "\n");
                (!written.is_empty()).then_some(Given::Text(written))
            }
            (Manner::Postcode(_), _) => {
                let postcode: Postcode = written.parse().map_err(|_| NotRead::NoPostcode)?;
                Some(Given::Area(postcode.area(area_of).ok_or(NotRead::UnknownPostcode)?))
            }
        })
    }
}

fn chosen(fields: &impl Fields) -> Option<Given> {
    let answers = fields.texts(ANSWER).into_iter().filter_map(id_of).map(AnswerId).collect();
    let other = fields.texts(OTHER).first().map(|text| text.trim().to_owned());
    let other = other.filter(|text| !text.is_empty());
    let given = Given::Chosen { answers, other };
    match &given {
        Given::Chosen { answers, other: None } if answers.is_empty() => None,
        _ => Some(given),
    }
}

/// A short name that came in a form. One that is none is left out, since no page of ours sends it.
fn id_of(text: &str) -> Option<Slug> {
    text.trim().parse().ok()
}
