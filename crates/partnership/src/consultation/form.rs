//! Which printed form it is: version, language and edition, as the code on each page says.
//!
//! In comes a version and how it is printed; out goes the form's name, such as `smp-2015-v1-en`. Each has a layout
//! of its own, since words of another language or size stand elsewhere. A draft says so in its name: it may still
//! change, and a sheet of it must not be taken for one of the version that was opened.

use std::fmt;
use std::str::FromStr;

use crate::consultation::language::Language;
use crate::consultation::version::Stage;
use crate::consultation::version::Version;
use crate::terms::slug::Slug;
use crate::terms::slug::SlugError;

/// In what size a form is printed.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Edition {
    /// For most.
    Ordinary,
    /// In large print.
    LargePrint,
}

/// The name of a printed form.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct FormName(Slug);

impl FormName {
    /// The name of the form of `version` in that language and edition.
    #[expect(
        clippy::expect_used,
        reason = "a questionnaire's short name has 30 characters at most, so with version, language, edition and \
                  draft it has at most 60"
    )]
    pub fn of(version: &Version, language: Language, edition: Edition) -> FormName {
        let size = match edition {
            Edition::Ordinary => "",
            Edition::LargePrint => "-large",
        };
        let draft = match version.stage() {
            Stage::Draft => "-draft",
            Stage::Open { .. } | Stage::Closed { .. } => "",
        };
        let (id, number) = (version.questionnaire().id(), version.number());
        let name = format!("{id}-v{number}-{language}{size}{draft}");
        FormName(name.parse().expect("a questionnaire's short name leaves room"))
    }

    /// In which language and edition this is a form of `version`; none where it is not one.
    pub fn printed_as(&self, version: &Version) -> Option<(Language, Edition)> {
        let editions = [Edition::Ordinary, Edition::LargePrint].into_iter();
        let mut all =
            editions.flat_map(|edition| Language::ALL.map(|language| (language, edition)));
        all.find(|(language, edition)| FormName::of(version, *language, *edition) == *self)
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl FromStr for FormName {
    type Err = SlugError;

    fn from_str(text: &str) -> Result<FormName, SlugError> {
        text.parse().map(FormName)
    }
}

impl fmt::Display for FormName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::consultation::questionnaire::Questionnaire;
    use crate::consultation::questionnaire::tests::questionnaire;
    use crate::consultation::version::Deed;

    #[test]
    fn the_longest_short_name_leaves_room_for_the_rest() {
        let mut typed = questionnaire().typed().clone();
        typed.id = "a".repeat(30).parse().unwrap();
        let version = Version::first(Questionnaire::of(typed).unwrap());
        let name = FormName::of(&version, Language::Welsh, Edition::LargePrint);
        assert_eq!(name.to_string(), format!("{}-v1-cy-large-draft", "a".repeat(30)));
        assert!(name.as_str().len() - 1 + "4294967295".len() <= 60);
    }

    #[test]
    fn a_sheet_of_a_draft_is_not_one_of_the_version_that_was_opened() {
        let draft = Version::first(questionnaire());
        let open = draft.after(Deed::Open("2015-01-01".parse().unwrap())).unwrap();
        let name = |version| FormName::of(version, Language::English, Edition::Ordinary);
        assert_eq!(name(&draft).as_str(), "smp-2015-v1-en-draft");
        assert_eq!(name(&open).as_str(), "smp-2015-v1-en");
    }
}
