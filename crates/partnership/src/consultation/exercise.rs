//! One consultation: whom it asks, about what text, what is decided already, until when, and who decides then.
//!
//! In comes a consultation as somebody typed it, with its questionnaire and the bodies that can decide; out goes one
//! that tells people what fairness asks for, or all that it lacks. What must be told follows the Gunning principles
//! (R v Brent LBC ex p Gunning, 1985): views are asked while they can still change something, with reasons, with
//! time to answer, and are taken into account.

use std::collections::BTreeSet;

use crate::consultation::consulted_on::ConsultedOn;
use crate::consultation::language::Language;
use crate::consultation::language::Words;
use crate::consultation::questionnaire::Questionnaire;
use crate::consultation::sample::SampleFault;
use crate::consultation::sample::TypedSample;
use crate::consultation::weighting::TypedWeighting;
use crate::consultation::weighting::WeightingFault;
use crate::membership::body::Body;
use crate::membership::body::BodyId;
use crate::terms::day::Day;
use crate::terms::span::Span;
use crate::timetable::when::When;

/// A consultation as somebody typed it, in a file or on a page; not yet checked.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypedConsultation {
    /// Who is asked.
    pub audience: BTreeSet<Audience>,
    /// The text that it is about.
    pub text: ConsultedOn,
    /// What is decided already and can no longer be changed.
    pub already_decided: Words,
    /// Its days; the last one is the cut-off date.
    pub days: Span<Day>,
    /// The body that decides in its light.
    pub decided_by: BodyId,
    /// When that body decides.
    pub decided: When,
    /// Where paper is returned to, line by line.
    pub return_address: Vec<String>,
    /// Who is asked for help, large print or another language, and how.
    pub enquiries: Words,
    /// What becomes of the answers: who reads them, what is published, when they are deleted.
    pub becomes_of_answers: Words,
    /// The people who were drawn by chance to answer it, where any were; others may answer beside them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sample: Option<TypedSample>,
    /// What is known of the population that it asks, where shares are weighted to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weighting: Option<TypedWeighting>,
    /// Whether it was made up to show how; whatever is told of it says so.
    #[serde(default, skip_serializing_if = "is_real")]
    pub illustrative: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_real(illustrative: &bool) -> bool {
    !illustrative
}

/// Whom a consultation asks.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Audience {
    /// The partnership's members.
    Partnership,
    /// Its task groups.
    Subgroups,
    /// Its key partners.
    KeyPartners,
    /// Everybody who lives, works or spends time in the area.
    Public,
}

impl Audience {
    /// All of them, from the nearest to the widest.
    pub const ALL: [Audience; 4] =
        [Audience::Partnership, Audience::Subgroups, Audience::KeyPartners, Audience::Public];

    /// Who it is, in the midst of a sentence.
    pub fn in_words(self) -> &'static str {
        match self {
            Audience::Partnership => "the partnership’s members",
            Audience::Subgroups => "its task groups",
            Audience::KeyPartners => "its key partners",
            Audience::Public => "the public",
        }
    }
}

/// A consultation without fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consultation {
    typed: TypedConsultation,
    decided_by: Body,
}

/// Why what was typed is not a consultation: every fault, each with what to do.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[error("the consultation cannot be read:\n{}", in_lines(.0))]
pub struct ConsultationError(pub Vec<ConsultationFault>);

fn in_lines(faults: &[ConsultationFault]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// One fault of a consultation.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum ConsultationFault {
    /// Nobody is asked.
    #[error("no audience is named; name those who are asked, such as \"public\"")]
    NoAudience,
    /// The text has no title.
    #[error("the text consulted on has no title; write one")]
    NoTitle,
    /// Paper could not be returned.
    #[error("the return address has no line; write where paper is returned to")]
    NoReturnAddress,
    /// A text is missing in one of the questionnaire's languages.
    #[error("`{field}` is missing in {}; write it", .language.in_words())]
    Untranslated {
        /// Which text.
        field: &'static str,
        /// In which language.
        language: Language,
    },
    /// The sample could not have been drawn so.
    #[error(transparent)]
    Sample(#[from] SampleFault),
    /// The weighting does not go with the questionnaire.
    #[error("{}", of_weighting(.0))]
    Weighting(#[from] WeightingFault),
    /// The body is none of the partnership's.
    #[error(
        "`{0}` is to decide, which is no body of the partnership; add it there or name another"
    )]
    UnknownBody(BodyId),
    /// It would be decided before all were heard.
    #[error(
        "it closes on {closes}, and the decision is planned for {decided}; views must be in before it is decided, so \
         close earlier or decide later"
    )]
    DecidedTooSoon {
        /// The last day of the consultation.
        closes: Day,
        /// When it is decided.
        decided: When,
    },
}

/// What is wrong with a weighting, and what to do first where it is the questionnaire that is being changed.
fn of_weighting(fault: &WeightingFault) -> String {
    match fault.question() {
        Some(_) => format!(
            "{fault}. Where you change the questionnaire: its weighting has it, so change that first"
        ),
        None => fault.to_string(),
    }
}

/// Why a questionnaire cannot be opened on a day.
#[derive(Debug, Clone, Copy, thiserror::Error, PartialEq, Eq)]
#[error(
    "the consultation is open {}, and {} is not one of those days; open it then, or change its days first",
    .days.in_words(),
    .on.in_words()
)]
pub struct OutsideItsDays {
    /// The days of the consultation.
    pub days: Span<Day>,
    /// The day on which it was to be opened.
    pub on: Day,
}

/// Whether a reply came while the consultation was open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrival {
    /// Before it was opened.
    Early,
    /// While it was open.
    InTime,
    /// After the cut-off date. It is kept and shown as late, never lost.
    Late,
}

/// Whether any version of a questionnaire was asked at the moment when a reply came, so far as the moment is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Questioning {
    /// One was, or what came on paper had come by the day on which the last was closed.
    Asked,
    /// The last had been closed, be it by hand and before the last day.
    Closed,
}

impl Consultation {
    /// The consultation that `typed` describes, which asks `questionnaire`, and in whose light one of `bodies` decides.
    ///
    /// # Errors
    /// All faults together.
    pub fn of(
        typed: TypedConsultation,
        questionnaire: &Questionnaire,
        bodies: &[Body],
    ) -> Result<Consultation, ConsultationError> {
        let mut faults = missing(&typed, &questionnaire.typed().languages);
        let weighting = typed.weighting.iter().flat_map(|one| one.faults(questionnaire));
        faults.extend(weighting.map(ConsultationFault::Weighting));
        let closes = typed.days.last();
        if typed.decided.last() <= closes {
            faults.push(ConsultationFault::DecidedTooSoon { closes, decided: typed.decided });
        }
        match bodies.iter().find(|body| body.id == typed.decided_by) {
            Some(body) if faults.is_empty() => Ok(Consultation { decided_by: body.clone(), typed }),
            Some(_) => Err(ConsultationError(faults)),
            None => {
                faults.push(ConsultationFault::UnknownBody(typed.decided_by));
                Err(ConsultationError(faults))
            }
        }
    }

    /// What was typed, to be shown, changed and checked again.
    pub fn typed(&self) -> &TypedConsultation {
        &self.typed
    }

    /// The body that decides in its light.
    pub fn decided_by(&self) -> &Body {
        &self.decided_by
    }

    /// Its last day.
    pub fn closes(&self) -> Day {
        self.typed.days.last()
    }

    /// For how many days it is open, the first and the last included.
    pub fn days_open(&self) -> i32 {
        self.typed.days.last().days_since(self.typed.days.first()) + 1
    }

    /// That its questionnaire may be opened on a day.
    ///
    /// # Errors
    /// When the day is none of its own: people were told otherwise.
    pub fn lets_open(&self, on: Day) -> Result<(), OutsideItsDays> {
        let days = self.typed.days;
        if days.covers(on) { Ok(()) } else { Err(OutsideItsDays { days, on }) }
    }

    /// Whether a reply came in time that came on `day`. What is closed by hand is closed, whatever its last day.
    pub fn arrival(&self, day: Day, questioning: Questioning) -> Arrival {
        match questioning {
            _ if day < self.typed.days.first() => Arrival::Early,
            Questioning::Asked if day <= self.closes() => Arrival::InTime,
            Questioning::Asked | Questioning::Closed => Arrival::Late,
        }
    }
}

fn missing(typed: &TypedConsultation, languages: &[Language]) -> Vec<ConsultationFault> {
    let mut faults = Vec::new();
    if typed.audience.is_empty() {
        faults.push(ConsultationFault::NoAudience);
    }
    let translated = typed.text.translated.values().map(|text| &text.title);
    let mut titles = std::iter::once(&typed.text.title).chain(translated);
    if titles.any(|title| title.trim().is_empty()) {
        faults.push(ConsultationFault::NoTitle);
    }
    if typed.return_address.iter().all(|line| line.trim().is_empty()) {
        faults.push(ConsultationFault::NoReturnAddress);
    }
    let texts = [
        ("already_decided", &typed.already_decided),
        ("enquiries", &typed.enquiries),
        ("becomes_of_answers", &typed.becomes_of_answers),
    ];
    faults.extend(texts.into_iter().flat_map(|(field, words)| {
        words
            .lacks(languages)
            .map(move |language| ConsultationFault::Untranslated { field, language })
    }));
    let sample = typed.sample.iter().flat_map(TypedSample::faults);
    faults.extend(sample.map(ConsultationFault::Sample));
    faults
}

#[cfg(test)]
pub(crate) mod tests;
