//! A circulated draft: its figures are kept as they were, and what new data would say is told beside them.
//!
//! In come a version and material; out go answers that are kept with their sources, and later the passages whose words
//! or numbers would be others. Nothing that was circulated changes by itself.

use crate::assessment::about::About;
use crate::assessment::answer::Answer;
use crate::assessment::answer::Answers;
use crate::assessment::answer::Value;
use crate::assessment::answering;
use crate::assessment::completeness::unknown_items;
use crate::assessment::completeness::unwritten;
use crate::assessment::fault::Fault;
use crate::assessment::material::Material;
use crate::assessment::numeral;
use crate::assessment::passage::Number;
use crate::assessment::passage::passages;
use crate::assessment::reading::read;
use crate::assessment::reference::Reference;
use crate::assessment::text::Section;
use crate::assessment::versions::Version;
use crate::terms::day::Day;

/// A draft as it was circulated.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Circulated {
    /// The version.
    pub version: Version,
    /// When it was circulated.
    pub on: Day,
    /// What it is about, also where the draft is about something else by now.
    pub about: About,
    /// Every figure and phrase as it was, with its sources.
    pub answers: Answers,
}

/// A reference in a circulated draft that new data would answer otherwise.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct WouldNowSay {
    /// The passage.
    pub passage: Option<Number>,
    /// The reference.
    pub reference: Reference,
    /// What was circulated.
    pub then: String,
    /// What it would now say, or why it would say nothing.
    pub now: Result<String, String>,
    /// The cells and figures that would be others.
    pub numbers: Vec<NumberChanged>,
}

/// A number that would be another.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct NumberChanged {
    /// What it is.
    pub what: String,
    /// What was circulated.
    pub then: String,
    /// What it would now be.
    pub now: String,
}

/// Circulates a version: its figures are what they are from now on.
///
/// # Errors
/// That nothing is written yet; everything that is wrong in the text, every reference without an answer, every number
/// typed by hand, and every passage without a number.
pub fn circulate(
    version: &Version,
    material: &Material<'_>,
    on: Day,
) -> Result<Circulated, Vec<Fault>> {
    let read = read(&version.sources);
    let mut faults = read.faults;
    faults.extend(unwritten(&version.sources, &read.sections));
    faults.extend(unknown_items(&read.sections));
    faults.extend(numeral::typed_by_hand(&read.sections));
    let bare = passages(&read.sections).filter(|(_, passage)| passage.number.is_none());
    faults.extend(bare.map(|(_, passage)| {
        Fault::at(&passage.place, "a passage without a number", "the draft saved first")
    }));
    match answering::answers(&read.sections, material) {
        Ok(answers) if faults.is_empty() => {
            let about = About {
                area: material.area(),
                period: material.period(),
                against: material.against(),
            };
            Ok(Circulated { version: version.clone(), on, about, answers })
        }
        Ok(_) => Err(faults),
        Err(unanswered) => Err([faults, unanswered].concat()),
    }
}

impl Circulated {
    /// What kind of text it is, such as "Draft circulated on 27 November 2014".
    pub fn stage(&self) -> String {
        format!("Draft circulated on {}", self.on.in_words())
    }

    /// Whether what a reference stood for is confidential.
    pub fn is_confidential(&self, reference: &Reference) -> bool {
        self.answers.get(reference).is_some_and(Answer::holds_confidential)
    }

    /// The sections as they were circulated.
    pub fn sections(&self) -> Vec<Section> {
        read(&self.version.sources).sections
    }

    /// The passages whose words or numbers would be others with the data held now, in the order of the text.
    pub fn would_now_say(&self, material: &Material<'_>) -> Vec<WouldNowSay> {
        let mut changed = Vec::new();
        for (_, passage) in passages(&self.sections()) {
            for reference in passage.body.references() {
                let Some(then) = self.answers.get(reference) else { continue };
                let now = answering::answer(reference, material);
                let numbers = now.as_ref().map(|now| numbers(then, now)).unwrap_or_default();
                let now = now
                    .map(|now| now.says)
                    .map_err(|why| format!("found {}; wanted {}", why.told(), why.wanted));
                if now.as_ref() != Ok(&then.says) || !numbers.is_empty() {
                    changed.push(WouldNowSay {
                        passage: passage.number,
                        reference: reference.clone(),
                        then: then.says.clone(),
                        now,
                        numbers,
                    });
                }
            }
        }
        changed
    }
}

/// The figures and cells that are printed otherwise; one that is on one side only stands beside a dash.
fn numbers(then: &Answer, now: &Answer) -> Vec<NumberChanged> {
    let (then, now) = (printed(then), printed(now));
    let dash = || "—".to_owned();
    let of = |side: &[(String, String)], what: &str| {
        side.iter().find(|(own, _)| own == what).map_or_else(dash, |(_, value)| value.clone())
    };
    let mut whats: Vec<&String> = then.iter().chain(&now).map(|(what, _)| what).collect();
    let mut seen = std::collections::BTreeSet::new();
    whats.retain(|what| seen.insert((*what).clone()));
    let pairs = whats.into_iter().map(|what| NumberChanged {
        what: what.clone(),
        then: of(&then, what),
        now: of(&now, what),
    });
    pairs.filter(|one| one.then != one.now).collect()
}

/// Every figure and cell of an answer with what it is.
fn printed(answer: &Answer) -> Vec<(String, String)> {
    let figures = answer.figures.iter().map(|one| (one.measure.clone(), one.value.printed()));
    let rows = answer.shown.iter().flat_map(|shown| {
        shown.rows.iter().flat_map(|row| {
            let headings = shown.columns.iter().skip(1).map(|column| column.heading.as_str());
            row.entries.iter().zip(headings).map(|(value, heading)| {
                let printed = match value {
                    Value::Words(words) => words.clone(),
                    Value::Figure(figure) => figure.value.printed(),
                };
                (format!("{}: {heading}", row.heading), printed)
            })
        })
    });
    figures.chain(rows).collect()
}
