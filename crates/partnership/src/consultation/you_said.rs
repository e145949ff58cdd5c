//! You said, we did; or we did not, because: what the partnership answers to each theme.
//!
//! In come a counted theme and what is answered to it; out goes an entry with an owner and a day, or with a reason, and
//! which themes have no answer yet. That reasons are given is part of taking views into account (R v Brent LBC ex p
//! Gunning, 1985).

use crate::consultation::answer::QuestionId;
use crate::consultation::themes::counted::CountedTheme;
use crate::consultation::themes::frame::CodeId;
use crate::terms::day::Day;

/// What the partnership answers.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WeAnswer {
    /// It did it.
    WeDid {
        /// What was done.
        what: String,
        /// Who did it.
        owner: String,
        /// When it was done.
        on: Day,
    },
    /// It will do it.
    WeWill {
        /// What will be done.
        what: String,
        /// Who will do it.
        owner: String,
        /// By when.
        due: Day,
    },
    /// It did not, and will not.
    WeDidNot {
        /// Why not.
        because: String,
    },
}

impl WeAnswer {
    /// How the answer begins, in words.
    pub fn in_words(&self) -> &'static str {
        match self {
            WeAnswer::WeDid { .. } => "We did",
            WeAnswer::WeWill { .. } => "We will",
            WeAnswer::WeDidNot { .. } => "We did not, because",
        }
    }
}

/// An entry: what people said, and what the partnership answers.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct YouSaid {
    question: QuestionId,
    code: CodeId,
    said: String,
    answer: WeAnswer,
}

/// What is missing in an entry, each with its field.
#[derive(Debug, Clone, Copy, thiserror::Error, PartialEq, Eq)]
pub enum YouSaidFault {
    /// It does not say what people said.
    #[error("it does not say what people said; write it in a sentence")]
    Said,
    /// It does not say what was or will be done.
    #[error("it does not say what was done or will be; write it")]
    What,
    /// Nobody does it.
    #[error("nobody is named who does it; name an owner")]
    Owner,
    /// No reason is given.
    #[error("no reason is given; people are owed one, so write why not")]
    Because,
    /// It was done on a day to come.
    #[error("what was done cannot be of a day to come; choose “we will”, or mend the day")]
    ToCome,
}

impl YouSaid {
    /// An entry for a theme, as of `today`.
    ///
    /// # Errors
    /// All that is missing, in the order of the fields.
    pub fn of(
        theme: &CountedTheme,
        said: &str,
        answer: WeAnswer,
        today: Day,
    ) -> Result<YouSaid, Vec<YouSaidFault>> {
        let missing = |text: &str, fault: YouSaidFault| text.trim().is_empty().then_some(fault);
        let mut faults: Vec<YouSaidFault> = missing(said, YouSaidFault::Said).into_iter().collect();
        match &answer {
            WeAnswer::WeDid { what, owner, on } => {
                faults.extend(missing(what, YouSaidFault::What));
                faults.extend(missing(owner, YouSaidFault::Owner));
                faults.extend((*on > today).then_some(YouSaidFault::ToCome));
            }
            WeAnswer::WeWill { what, owner, .. } => {
                faults.extend(missing(what, YouSaidFault::What));
                faults.extend(missing(owner, YouSaidFault::Owner));
            }
            WeAnswer::WeDidNot { because } => {
                faults.extend(missing(because, YouSaidFault::Because))
            }
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let (question, code) = (theme.question().clone(), theme.code().id.clone());
        Ok(YouSaid { question, code, said: said.trim().to_owned(), answer })
    }

    /// The question whose comments have the theme.
    pub fn question(&self) -> &QuestionId {
        &self.question
    }

    /// The theme.
    pub fn code(&self) -> &CodeId {
        &self.code
    }

    /// What people said.
    pub fn said(&self) -> &str {
        &self.said
    }

    /// What the partnership answers.
    pub fn answer(&self) -> &WeAnswer {
        &self.answer
    }

    /// Whether it answers that theme.
    pub fn answers(&self, theme: &CountedTheme) -> bool {
        self.question == *theme.question() && self.code == theme.code().id
    }

    /// Whether what was promised is past its day.
    pub fn is_overdue(&self, today: Day) -> bool {
        match self.answer {
            WeAnswer::WeWill { due, .. } => due < today,
            WeAnswer::WeDid { .. } | WeAnswer::WeDidNot { .. } => false,
        }
    }
}

/// The themes with `least` comments or more that no entry answers, those of most comments first.
pub fn gaps<'t>(
    themes: impl IntoIterator<Item = &'t CountedTheme>,
    entries: &[YouSaid],
    least: usize,
) -> Vec<&'t CountedTheme> {
    let unanswered = |theme: &&CountedTheme| {
        let answered = entries.iter().any(|entry| entry.answers(theme));
        theme.count() > 0 && theme.count() >= least && !answered
    };
    let mut gaps: Vec<&CountedTheme> = themes.into_iter().filter(unanswered).collect();
    gaps.sort_by_key(|theme| std::cmp::Reverse(theme.count()));
    gaps
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::consultation::themes::frame::tests::counted_lights_and_police;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn what_was_not_done_needs_a_reason_and_what_was_an_owner() {
        let themes = counted_lights_and_police(3, 1);
        let of =
            |said: &str, answer| YouSaid::of(&themes.themes[0], said, answer, day("2015-03-01"));
        let not = WeAnswer::WeDidNot { because: " ".to_owned() };
        assert_eq!(of("More lights", not), Err(vec![YouSaidFault::Because]));
        let (what, owner) = (String::new(), String::new());
        let did = WeAnswer::WeDid { what, owner, on: day("2015-03-02") };
        let faults =
            [YouSaidFault::Said, YouSaidFault::What, YouSaidFault::Owner, YouSaidFault::ToCome];
        assert_eq!(of("", did), Err(faults.to_vec()));
    }

    #[test]
    fn a_theme_above_the_count_without_an_answer_is_a_gap() {
        let themes = counted_lights_and_police(3, 1);
        let names = |entries: &[YouSaid], least| -> Vec<String> {
            let gaps = gaps(&themes.themes, entries, least);
            gaps.into_iter().map(|theme| theme.code().id.to_string()).collect()
        };
        assert_eq!(names(&[], 1), ["lights", "police"]);
        assert_eq!(names(&[], 2), ["lights"]);
        let (what, owner) = ("Mend them".to_owned(), "The county".to_owned());
        let will = WeAnswer::WeWill { what, owner, due: day("2015-06-30") };
        let entry = YouSaid::of(&themes.themes[0], "Lights", will, day("2015-03-01")).unwrap();
        assert!(!entry.is_overdue(day("2015-06-30")) && entry.is_overdue(day("2015-07-01")));
        assert_eq!(names(&[entry], 1), ["police"]);
    }
}
