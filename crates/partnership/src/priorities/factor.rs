//! What is judged about a candidate issue, and what each of four levels means.
//!
//! In comes a factor; out go the question that it asks and an anchor for each level, so that two scorers who give the same
//! level mean the same.

use std::fmt;
use std::str::FromStr;

/// Something that is judged about a candidate issue.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Factor {
    /// How bad it is, in the grid.
    Impact,
    /// How likely it is, in the grid.
    Likelihood,
    /// Harm to bodies.
    Physical,
    /// Harm to minds.
    Psychological,
    /// Harm to purses.
    Financial,
    /// Whom it hits.
    Vulnerability,
    /// How often it happens.
    Frequency,
    /// Whether it grows.
    Trend,
    /// How much people who live and work there care about it.
    Concern,
    /// What partners could do about it.
    Capacity,
}

/// A level from 1 to 4.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(try_from = "u8", into = "u8")]
pub struct Level(u8);

/// Why something is no level.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no level; give 1, 2, 3 or 4")]
pub struct LevelError(String);

impl Level {
    /// All levels, from the least.
    pub const ALL: [Level; 4] = [Level(1), Level(2), Level(3), Level(4)];

    /// It as a number.
    pub fn number(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for Level {
    type Error = LevelError;

    fn try_from(number: u8) -> Result<Level, LevelError> {
        let known = Level::ALL.into_iter().find(|level| level.0 == number);
        known.ok_or_else(|| LevelError(number.to_string()))
    }
}

impl From<Level> for u8 {
    fn from(level: Level) -> u8 {
        level.0
    }
}

impl FromStr for Level {
    type Err = LevelError;

    fn from_str(text: &str) -> Result<Level, LevelError> {
        let number = text.trim().parse::<u8>();
        number.map_or_else(|_| Err(LevelError(text.chars().take(20).collect())), Level::try_from)
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Factor {
    /// The two of the grid.
    pub const GRID: [Factor; 2] = [Factor::Impact, Factor::Likelihood];
    /// Those of the matrix, in the order in which they are asked.
    pub const MATRIX: [Factor; 8] = [
        Factor::Physical,
        Factor::Psychological,
        Factor::Financial,
        Factor::Vulnerability,
        Factor::Frequency,
        Factor::Trend,
        Factor::Concern,
        Factor::Capacity,
    ];

    /// Its name in forms and files.
    pub fn name(self) -> &'static str {
        match self {
            Factor::Impact => "impact",
            Factor::Likelihood => "likelihood",
            Factor::Physical => "physical",
            Factor::Psychological => "psychological",
            Factor::Financial => "financial",
            Factor::Vulnerability => "vulnerability",
            Factor::Frequency => "frequency",
            Factor::Trend => "trend",
            Factor::Concern => "concern",
            Factor::Capacity => "capacity",
        }
    }

    /// It as a heading.
    pub fn in_words(self) -> &'static str {
        match self {
            Factor::Impact => "Impact",
            Factor::Likelihood => "Likelihood",
            Factor::Physical => "Physical harm",
            Factor::Psychological => "Psychological harm",
            Factor::Financial => "Financial harm",
            Factor::Vulnerability => "Vulnerability",
            Factor::Frequency => "Frequency",
            Factor::Trend => "Trend",
            Factor::Concern => "Community concern",
            Factor::Capacity => "Partners’ capacity",
        }
    }

    /// The question that it asks.
    pub fn asks(self) -> &'static str {
        match self {
            Factor::Impact => "How bad is it for people and places when it happens?",
            Factor::Likelihood => "How likely is it here in the coming year?",
            Factor::Physical => "What does it do to people’s bodies?",
            Factor::Psychological => "What does it do to how people feel and live?",
            Factor::Financial => "What does it cost those whom it hits, and services?",
            Factor::Vulnerability => "Whom does it hit?",
            Factor::Frequency => "How often does it happen here?",
            Factor::Trend => "Is there more of it than a year ago?",
            Factor::Concern => "How much do people who live and work here care about it?",
            Factor::Capacity => "What could partners do about it that they do not do now?",
        }
    }

    /// What a level means.
    pub fn anchor(self, level: Level) -> &'static str {
        let at = usize::from(level.0.saturating_sub(1));
        self.anchors().get(at).copied().unwrap_or("")
    }

    #[expect(clippy::too_many_lines, reason = "four anchors for each factor, and nothing else")]
    fn anchors(self) -> [&'static str; 4] {
        match self {
            Factor::Impact => [
                "A nuisance that is soon put right",
                "A few people harmed, or a place spoilt for a while",
                "Serious harm to some, or many kept from their daily life",
                "Lives lost or changed for good, or a neighbourhood living in fear",
            ],
            Factor::Likelihood => [
                "Not expected in the coming year",
                "It may happen once or twice",
                "It will happen several times",
                "It happens in most weeks",
            ],
            Factor::Physical => [
                "None, or slight",
                "Injuries that heal without a hospital",
                "Injuries that need a hospital",
                "Death, or injuries for life",
            ],
            Factor::Psychological => [
                "Annoyance that passes",
                "Worry that changes what people do for a while",
                "Distress or fear that lasts for months",
                "Lasting harm to minds, or a life lived in fear",
            ],
            Factor::Financial => [
                "Little or nothing",
                "Losses that a household or shop can bear",
                "Losses that are hard to bear, or dear for services",
                "Savings, homes or businesses lost, or very dear for services",
            ],
            Factor::Vulnerability => [
                "Anybody alike",
                "Some people more than others",
                "Mostly people who can hardly protect themselves",
                "Almost only people at high risk, and the same ones again",
            ],
            Factor::Frequency => [
                "A few times a year",
                "About once a month",
                "About once a week",
                "Daily, or nearly",
            ],
            Factor::Trend => ["Clearly less", "About as much", "A little more", "Clearly more"],
            Factor::Concern => [
                "Hardly anybody mentions it",
                "Some mention it",
                "It comes up again and again in panels or consultation",
                "It is among what comes up most, all over the area",
            ],
            Factor::Capacity => [
                "Little: it is in others’ hands, or all that can be done is done",
                "Something, with people or money still to be found",
                "A fair amount, if partners work together with what they have",
                "Much, and at once, with what partners have",
            ],
        }
    }
}
