//! How one thing rests on another, in words, told from either of them.

/// How one node rests on another.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// A text has a passage.
    Has,
    /// A text, a passage or an amendment was agreed by a decision.
    AgreedBy,
    /// A text or a passage was amended.
    AmendedBy,
    /// A passage has the words of something, word for word.
    WordsOf,
    /// A passage quotes something.
    Quotes,
    /// A passage quoted something before it was amended.
    Quoted,
    /// An action serves an objective, or an objective a priority.
    Serves,
    /// An action does what was answered to people.
    Does,
    /// An action goes on from one of an earlier plan.
    GoesOnFrom,
    /// A priority was made of a candidate issue.
    MadeOf,
    /// A priority was decided by a meeting.
    DecidedBy,
    /// A candidate issue rests on evidence.
    RestsOn,
    /// A candidate issue took another in.
    TookIn,
    /// An answer is to a theme.
    AnswersTo,
    /// A theme was heard in a consultation, or a question was asked in one.
    HeardIn,
    /// A figure was computed from an extract.
    ComputedFrom,
}

impl Relation {
    /// Whether it is of what was adopted: what a passage quoted before it was amended is not.
    pub(super) fn is_of_what_was_adopted(self) -> bool {
        self != Relation::Quoted
    }

    /// It behind what rests on something: "was computed from".
    pub fn back(self) -> &'static str {
        match self {
            Relation::Has => "has the passage",
            Relation::AgreedBy => "was agreed by",
            Relation::AmendedBy => "was amended by",
            Relation::WordsOf => "has the words of",
            Relation::Quotes => "quotes",
            Relation::Quoted => "quoted, before it was amended,",
            Relation::Serves => "serves",
            Relation::Does => "does what was answered in",
            Relation::GoesOnFrom => "goes on from",
            Relation::MadeOf => "was made of",
            Relation::DecidedBy => "was decided by",
            Relation::RestsOn => "rests on",
            Relation::TookIn => "took in",
            Relation::AnswersTo => "answers",
            Relation::HeardIn => "was heard in",
            Relation::ComputedFrom => "was computed from",
        }
    }

    /// It behind what something rests on: "gave".
    pub fn forward(self) -> &'static str {
        match self {
            Relation::Has => "is a passage of",
            Relation::AgreedBy => "agreed",
            Relation::AmendedBy => "amended",
            Relation::WordsOf => "is worded in",
            Relation::Quotes => "is quoted in",
            Relation::Quoted => "was quoted, before it was amended, in",
            Relation::Serves => "is served by",
            Relation::Does => "is done by",
            Relation::GoesOnFrom => "goes on in",
            Relation::MadeOf => "became",
            Relation::DecidedBy => "decided",
            Relation::RestsOn => "is evidence for",
            Relation::TookIn => "was taken into",
            Relation::AnswersTo => "is answered in",
            Relation::HeardIn => "heard",
            Relation::ComputedFrom => "gave",
        }
    }
}
