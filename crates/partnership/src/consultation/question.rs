//! A question: what is asked, in what manner it is answered, and where each answer leads.
//!
//! In comes a question as somebody typed it, where anything may be missing or too much; what goes out of
//! [`crate::consultation::questionnaire`] is a question whose manner holds what it needs and nothing else.

use crate::consultation::answer::Answer;
use crate::consultation::answer::AnswerId;
use crate::consultation::answer::QuestionId;
use crate::consultation::answer::Row;
use crate::consultation::language::Words;
use crate::consultation::question_bank::Scale;
use crate::terms::area::AreaKind;

/// A question as somebody typed it, in a file or on a page; not yet checked.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypedQuestion {
    /// Its short name, which stays when its words or its number change.
    pub id: QuestionId,
    /// In what manner it is answered.
    pub kind: Kind,
    /// What is asked.
    pub ask: Words,
    /// What helps to answer it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<Words>,
    /// Whether it may be left out.
    #[serde(default)]
    pub need: Need,
    /// The answers to choose from.
    #[serde(default, skip_serializing_if = "Vec::is_empty", rename = "answer")]
    pub answers: Vec<Answer>,
    /// A scale of the question bank, in place of answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scale: Option<Scale>,
    /// The rows of a grid, or the items to rank.
    #[serde(default, skip_serializing_if = "Vec::is_empty", rename = "row")]
    pub rows: Vec<Row>,
    /// How many answers may be chosen, or how many items are ranked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<usize>,
    /// The lowest number that can be so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lowest: Option<i64>,
    /// The highest number that can be so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub highest: Option<i64>,
    /// How many characters may be written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub longest: Option<usize>,
    /// What is kept of a postcode.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kept_as: Option<KeptAs>,
    /// Where particular answers lead.
    #[serde(default, skip_serializing_if = "Vec::is_empty", rename = "route")]
    pub routes: Vec<Route>,
    /// Where all else leads; without it, to the next question.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub then: Option<Target>,
}

/// In what manner a question is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// By one of several answers.
    OneOf,
    /// By any number of several answers.
    AnyOf,
    /// By one step of a scale.
    Scale,
    /// By one answer in each row.
    Grid,
    /// By putting items in order.
    Ranking,
    /// By a whole number.
    Number,
    /// In a few words.
    ShortText,
    /// In as many words as are needed.
    LongText,
    /// By a postcode, of which only the area is kept.
    Postcode,
}

impl Kind {
    /// All kinds, the commonest first.
    pub const ALL: [Kind; 9] = [
        Kind::OneOf,
        Kind::AnyOf,
        Kind::Scale,
        Kind::Grid,
        Kind::Ranking,
        Kind::Number,
        Kind::ShortText,
        Kind::LongText,
        Kind::Postcode,
    ];

    /// Whether one chooses among answers.
    pub fn has_answers(self) -> bool {
        match self {
            Kind::OneOf | Kind::AnyOf | Kind::Scale | Kind::Grid => true,
            Kind::Ranking | Kind::Number | Kind::ShortText | Kind::LongText | Kind::Postcode => {
                false
            }
        }
    }

    /// Whether it has rows, or items to rank.
    pub fn has_rows(self) -> bool {
        matches!(self, Kind::Grid | Kind::Ranking)
    }

    /// Whether one answer is given that can lead somewhere of its own.
    pub fn has_routes(self) -> bool {
        matches!(self, Kind::OneOf | Kind::Scale)
    }

    /// The manner in words, after "a question".
    pub fn in_words(self) -> &'static str {
        match self {
            Kind::OneOf => "with one answer of several",
            Kind::AnyOf => "with any of several answers",
            Kind::Scale => "with a scale",
            Kind::Grid => "with a grid",
            Kind::Ranking => "with items to rank",
            Kind::Number => "for a number",
            Kind::ShortText => "for a few words",
            Kind::LongText => "for many words",
            Kind::Postcode => "for a postcode",
        }
    }
}

/// Whether a question may be left out. On paper every question may, since nobody can be stopped.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Need {
    /// It may be left out.
    #[default]
    Optional,
    /// Where somebody can be asked again, it must be answered.
    Required,
}

/// The area that is kept of a postcode; the postcode itself is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum KeptAs {
    /// The electoral ward.
    Ward,
    /// The lower layer super output area (LSOA).
    Lsoa,
}

impl KeptAs {
    /// The kind of area.
    pub fn kind(self) -> AreaKind {
        match self {
            KeptAs::Ward => AreaKind::Ward,
            KeptAs::Lsoa => AreaKind::Lsoa,
        }
    }
}

/// One answer leads to a later question or to the end.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Route {
    /// The answer.
    pub when: AnswerId,
    /// Where it leads.
    pub to: Target,
}

/// Where a route leads: a question's short name, or `end`, which no question can have.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Target(pub QuestionId);

impl Target {
    /// Past all questions; none only if the name of the end were no short name.
    pub fn end() -> Option<Target> {
        END.parse().ok().map(QuestionId).map(Target)
    }

    /// Whether it leads past all questions.
    pub fn is_end(&self) -> bool {
        self.0.0.as_str() == END
    }
}

/// The short name that stands for the end.
pub(crate) const END: &str = "end";

/// A question without fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Its short name.
    pub id: QuestionId,
    /// Its number as printed, from 1 through all sections.
    pub number: usize,
    /// What is asked.
    pub ask: Words,
    /// What helps to answer it.
    pub help: Option<Words>,
    /// Whether it may be left out.
    pub need: Need,
    /// In what manner it is answered, with all that this needs.
    pub manner: Manner,
    /// Where particular answers lead, as places in the order of questions.
    pub routes: Vec<(AnswerId, Goes)>,
    /// Where all else leads.
    pub then: Goes,
}

/// Where one goes from a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Goes {
    /// To the question of that number.
    To(usize),
    /// Past all questions.
    ToTheEnd,
}

/// In what manner a question is answered, with all that this needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Manner {
    /// By one of several answers.
    OneOf(Vec<Answer>),
    /// By any number of several answers, or by so many at most.
    AnyOf(Vec<Answer>, Option<usize>),
    /// By one step of a scale, whose steps stand in order.
    Scale(Vec<Answer>),
    /// By one answer in each row.
    Grid(Vec<Row>, Vec<Answer>),
    /// By putting so many of these items in order, the first the foremost.
    Ranking(Vec<Row>, usize),
    /// By a whole number from the lowest to the highest.
    Number(i64, i64),
    /// In words on one line, with so many characters at most.
    ShortText(usize),
    /// In words on several lines, with so many characters at most.
    LongText(usize),
    /// By a postcode, of which only this area is kept.
    Postcode(KeptAs),
}

impl TypedQuestion {
    /// A question of that kind with its words, and nothing else yet.
    pub fn bare(id: QuestionId, kind: Kind, ask: Words) -> TypedQuestion {
        TypedQuestion {
            id,
            kind,
            ask,
            help: None,
            need: Need::Optional,
            answers: Vec::new(),
            scale: None,
            rows: Vec::new(),
            at_most: None,
            lowest: None,
            highest: None,
            longest: None,
            kept_as: None,
            routes: Vec::new(),
            then: None,
        }
    }

    /// The answers to choose from: those of its scale where it names one.
    pub fn all_answers(&self) -> Vec<Answer> {
        self.scale.map_or_else(|| self.answers.clone(), Scale::answers)
    }
}

impl Question {
    /// The answers to choose from; none where one writes or ranks.
    pub fn answers(&self) -> &[Answer] {
        match &self.manner {
            Manner::OneOf(answers)
            | Manner::AnyOf(answers, _)
            | Manner::Scale(answers)
            | Manner::Grid(_, answers) => answers,
            Manner::Ranking(..)
            | Manner::Number(..)
            | Manner::ShortText(_)
            | Manner::LongText(_)
            | Manner::Postcode(_) => &[],
        }
    }

    /// The answer of that short name.
    pub fn answer(&self, id: &AnswerId) -> Option<&Answer> {
        self.answers().iter().find(|answer| answer.id == *id)
    }

    /// The rows of a grid, or the items to rank.
    pub fn rows(&self) -> &[Row] {
        match &self.manner {
            Manner::Grid(rows, _) | Manner::Ranking(rows, _) => rows,
            Manner::OneOf(_)
            | Manner::AnyOf(..)
            | Manner::Scale(_)
            | Manner::Number(..)
            | Manner::ShortText(_)
            | Manner::LongText(_)
            | Manner::Postcode(_) => &[],
        }
    }
}
