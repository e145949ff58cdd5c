//! The names that stand in an XLSForm for things of ours.
//!
//! In comes a question, a scale, a role, an area; out goes how an XLSForm names it. In comes a name that somebody gave;
//! out goes the short name nearest to it.

use crate::consultation::answer::AnswerRole;
use crate::consultation::answer::QuestionId;
use crate::consultation::language::Language;
use crate::consultation::language::Words;
use crate::consultation::question::KeptAs;
use crate::consultation::question_bank::Scale;
use crate::terms::slug::Slug;

/// The column in which stands what an XLSForm cannot say.
pub(super) const OURS: &str = "saferplan";
/// The group that has the questionnaire's title and introduction.
pub(super) const OPENING: &str = "section_0";
/// The name of the note that a form was made up to show how.
pub(super) const MADE_UP: &str = "section_0_illustrative";
/// Stands between `$` and `{` in a text, where it would otherwise call for an answer; nobody sees it.
pub(super) const PARTED: &str = "$\u{2060}{";
/// An XLSForm keeps this name for itself.
const RESERVED: &str = "meta";

/// The name in an XLSForm of a question of ours.
pub(super) fn name(question: &QuestionId) -> String {
    match question.0.as_str() {
        RESERVED => format!("{RESERVED}_"),
        other => other.to_owned(),
    }
}

/// The list of a scale of the question bank, such as `scale_yes-no`.
pub(super) fn list_of(scale: Scale) -> String {
    let name = match scale {
        Scale::Safety => "safety",
        Scale::Worry => "worry",
        Scale::Problem => "problem",
        Scale::Agreement => "agreement",
        Scale::Change => "change",
        Scale::Frequency => "frequency",
        Scale::YesNo => "yes-no",
        Scale::YesNoAboutYou => "yes-no-about-you",
    };
    format!("scale_{name}")
}

/// The part that an answer plays, as it stands in our column.
pub(super) fn role(role: AnswerRole) -> String {
    let name = match role {
        AnswerRole::Ordinary => return String::new(),
        AnswerRole::Other => "other",
        AnswerRole::NoneOfThese => "none-of-these",
        AnswerRole::DoNotKnow => "do-not-know",
        AnswerRole::DoesNotApply => "does-not-apply",
        AnswerRole::PreferNotToSay => "prefer-not-to-say",
    };
    format!("role={name}")
}

/// The area kept of a postcode, as it stands in our column.
pub(super) fn kept_as(area: KeptAs) -> String {
    let name = match area {
        KeptAs::Ward => "ward",
        KeptAs::Lsoa => "lsoa",
    };
    format!("kept_as={name}")
}

/// No other answer may be chosen beside this one.
pub(super) fn alone(answer: &str) -> String {
    format!("not(selected(., '{answer}') and count-selected(.) > 1)")
}

/// What a place of a ranking is called where each is a question.
pub(super) fn place_words(place: usize) -> Words {
    let (english, welsh) = (format!("Place {place}"), format!("Lle {place}"));
    Words::of([(Language::English, &english), (Language::Welsh, &welsh)])
}

/// The short name nearest to a name that somebody gave; `otherwise` stands before one that begins with no letter.
pub(super) fn nearest(name: &str, otherwise: &str) -> Option<Slug> {
    let fits = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    let plain: String = name.trim().chars().map(fits).collect();
    let plain = plain.trim_matches('-');
    let begins = plain.starts_with(|c: char| c.is_ascii_lowercase());
    let whole = if begins { plain.to_owned() } else { format!("{otherwise}-{plain}") };
    whole.get(..60).unwrap_or(&whole).trim_end_matches('-').parse().ok()
}

/// Whether a short name is what this name says, or the way round one that an XLSForm keeps for itself.
pub(super) fn is_kept(name: &str, slug: &Slug) -> bool {
    name == slug.as_str() || name.strip_suffix('_') == Some(RESERVED)
}
