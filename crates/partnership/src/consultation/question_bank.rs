//! The field's own scales, so that partnerships ask alike and answers can be set side by side.
//!
//! In comes the name of a scale; out go its answers in every language. The measures are those that surveys of
//! perception in community safety use; the words are ours. A scale that is once used is never changed: a changed
//! word breaks the series.

use crate::consultation::answer::Answer;
use crate::consultation::answer::AnswerId;
use crate::consultation::answer::AnswerRole;
use crate::consultation::language::Language;
use crate::consultation::language::Words;

/// A set of answers that many questions share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scale {
    /// How safe one feels: five steps with a middle, and "don't know".
    Safety,
    /// How worried one is: four steps without a middle, and "don't know".
    Worry,
    /// How much of a problem something is: four steps without a middle, and "don't know".
    Problem,
    /// How far one agrees: five steps with a middle, and "don't know".
    Agreement,
    /// Whether there is more or less of it than before: five steps; who did not live here cannot say.
    Change,
    /// How often one does something: five steps.
    Frequency,
    /// Yes, no, don't know.
    YesNo,
    /// Yes, no, prefer not to say: for questions about the person.
    YesNoAboutYou,
}

/// Short name, English, Welsh.
type Line = (&'static str, &'static str, &'static str);

const SAFETY: &[Line] = &[
    ("very-safe", "Very safe", "Diogel iawn"),
    ("fairly-safe", "Fairly safe", "Eithaf diogel"),
    ("neither", "Neither safe nor unsafe", "Ddim yn ddiogel nac yn anniogel"),
    ("fairly-unsafe", "Fairly unsafe", "Eithaf anniogel"),
    ("very-unsafe", "Very unsafe", "Anniogel iawn"),
    DO_NOT_KNOW,
];
const WORRY: &[Line] = &[
    ("very-worried", "Very worried", "Pryderus iawn"),
    ("fairly-worried", "Fairly worried", "Eithaf pryderus"),
    ("not-very-worried", "Not very worried", "Ddim yn bryderus iawn"),
    ("not-worried", "Not at all worried", "Ddim yn bryderus o gwbl"),
    DO_NOT_KNOW,
];
const PROBLEM: &[Line] = &[
    ("very-big", "A very big problem", "Problem fawr iawn"),
    ("fairly-big", "A fairly big problem", "Problem eithaf mawr"),
    ("not-very-big", "Not a very big problem", "Ddim yn broblem fawr iawn"),
    ("no-problem", "Not a problem at all", "Ddim yn broblem o gwbl"),
    DO_NOT_KNOW,
];
const AGREEMENT: &[Line] = &[
    ("strongly-agree", "Strongly agree", "Cytuno’n gryf"),
    ("agree", "Agree", "Cytuno"),
    ("neither", "Neither agree nor disagree", "Ddim yn cytuno nac yn anghytuno"),
    ("disagree", "Disagree", "Anghytuno"),
    ("strongly-disagree", "Strongly disagree", "Anghytuno’n gryf"),
    DO_NOT_KNOW,
];
const CHANGE: &[Line] = &[
    ("much-more", "A lot more", "Llawer mwy"),
    ("a-little-more", "A little more", "Ychydig yn fwy"),
    ("same", "About the same", "Tua’r un faint"),
    ("a-little-less", "A little less", "Ychydig yn llai"),
    ("much-less", "A lot less", "Llawer yn llai"),
    ("not-here", "I did not live here then", "Doeddwn i ddim yn byw yma bryd hynny"),
];
const FREQUENCY: &[Line] = &[
    ("daily", "Every day or nearly", "Bob dydd neu bron bob dydd"),
    ("weekly", "At least once a week", "O leiaf unwaith yr wythnos"),
    ("monthly", "At least once a month", "O leiaf unwaith y mis"),
    ("less-often", "Less often", "Yn llai aml"),
    ("never", "Never", "Byth"),
];
const YES_NO: &[Line] = &[("yes", "Yes", "Ie"), ("no", "No", "Na"), DO_NOT_KNOW];
const YES_NO_ABOUT_YOU: &[Line] = &[("yes", "Yes", "Ie"), ("no", "No", "Na"), PREFER_NOT_TO_SAY];

const DO_NOT_KNOW: Line = ("do-not-know", "Don’t know", "Ddim yn gwybod");
const OTHER: Line = ("other", "Something else", "Rhywbeth arall");
const NONE_OF_THESE: Line = ("none-of-these", "None of these", "Dim un o’r rhain");
const DOES_NOT_APPLY: Line = ("does-not-apply", "Does not apply to me", "Nid yw’n berthnasol i mi");
const PREFER_NOT_TO_SAY: Line =
    ("prefer-not-to-say", "Prefer not to say", "Mae’n well gen i beidio â dweud");

impl Scale {
    /// All scales.
    pub const ALL: [Scale; 8] = [
        Scale::Safety,
        Scale::Worry,
        Scale::Problem,
        Scale::Agreement,
        Scale::Change,
        Scale::Frequency,
        Scale::YesNo,
        Scale::YesNoAboutYou,
    ];

    /// What it measures, as a heading says it.
    pub fn in_words(self) -> &'static str {
        match self {
            Scale::Safety => "How safe",
            Scale::Worry => "How worried",
            Scale::Problem => "How much of a problem",
            Scale::Agreement => "How far one agrees",
            Scale::Change => "More or less than before",
            Scale::Frequency => "How often",
            Scale::YesNo => "Yes or no",
            Scale::YesNoAboutYou => "Yes or no, about the person",
        }
    }

    /// Its answers, in order.
    pub fn answers(self) -> Vec<Answer> {
        self.lines().iter().filter_map(answer).collect()
    }

    fn lines(self) -> &'static [Line] {
        match self {
            Scale::Safety => SAFETY,
            Scale::Worry => WORRY,
            Scale::Problem => PROBLEM,
            Scale::Agreement => AGREEMENT,
            Scale::Change => CHANGE,
            Scale::Frequency => FREQUENCY,
            Scale::YesNo => YES_NO,
            Scale::YesNoAboutYou => YES_NO_ABOUT_YOU,
        }
    }
}

/// The answer of a role in ready words; none for an ordinary one, which each question has its own of.
pub fn ready_answer(role: AnswerRole) -> Option<Answer> {
    let line = match role {
        AnswerRole::Ordinary => return None,
        AnswerRole::Other => OTHER,
        AnswerRole::NoneOfThese => NONE_OF_THESE,
        AnswerRole::DoNotKnow => DO_NOT_KNOW,
        AnswerRole::DoesNotApply => DOES_NOT_APPLY,
        AnswerRole::PreferNotToSay => PREFER_NOT_TO_SAY,
    };
    answer(&line)
}

fn answer((id, english, welsh): &Line) -> Option<Answer> {
    let role = match *id {
        "other" => AnswerRole::Other,
        "none-of-these" => AnswerRole::NoneOfThese,
        "does-not-apply" => AnswerRole::DoesNotApply,
        "do-not-know" => AnswerRole::DoNotKnow,
        "not-here" => AnswerRole::DoesNotApply,
        "prefer-not-to-say" => AnswerRole::PreferNotToSay,
        _ => AnswerRole::Ordinary,
    };
    let label = Words::of([(Language::English, english), (Language::Welsh, welsh)]);
    id.parse().ok().map(|id| Answer { id: AnswerId(id), label, role })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_scale_has_its_answers_in_every_language() {
        for scale in Scale::ALL {
            let answers = scale.answers();
            assert_eq!(answers.len(), scale.lines().len(), "{scale:?}");
            let names: BTreeSet<&AnswerId> = answers.iter().map(|answer| &answer.id).collect();
            assert_eq!(names.len(), answers.len(), "{scale:?}");
            for answer in &answers {
                assert_eq!(answer.label.lacks(&Language::ALL).count(), 0, "{answer:?}");
            }
        }
    }

    #[test]
    fn a_ready_answer_plays_the_part_that_was_asked_for_in_every_language() {
        for role in AnswerRole::SPECIAL {
            let answer = ready_answer(role).unwrap();
            assert_eq!(answer.role, role);
            assert_eq!(answer.label.lacks(&Language::ALL).count(), 0, "{answer:?}");
        }
        assert_eq!(ready_answer(AnswerRole::Ordinary), None);
    }

    #[test]
    fn who_cannot_say_is_told_from_who_says_something() {
        let roles = |scale: Scale| scale.answers().last().map(|answer| answer.role);
        assert_eq!(roles(Scale::Safety), Some(AnswerRole::DoNotKnow));
        assert_eq!(roles(Scale::Change), Some(AnswerRole::DoesNotApply));
        assert_eq!(roles(Scale::YesNoAboutYou), Some(AnswerRole::PreferNotToSay));
    }
}
