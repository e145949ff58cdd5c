//! A version of a questionnaire: drafted, opened and frozen, closed.
//!
//! In come a questionnaire and what is done to it; out goes the version that this makes, or why it cannot be. What
//! people answer stays what they were asked: a version that was opened is never changed.

use std::sync::Arc;

use crate::consultation::consulted_on::ConsultedOn;
use crate::consultation::consulted_on::TextHash;
use crate::consultation::exercise::Questioning;
use crate::consultation::questionnaire::Questionnaire;
use crate::consultation::weighting::TypedWeighting;
use crate::terms::day::Day;

/// A version of a questionnaire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    number: u32,
    questionnaire: Arc<Questionnaire>,
    stage: Stage,
}

/// How far a version has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// It is being written.
    Draft,
    /// It is asked, and frozen.
    Open {
        /// Since when.
        since: Day,
    },
    /// It is asked no more.
    Closed {
        /// Since when it was asked.
        opened: Day,
        /// Its last day.
        on: Day,
    },
}

impl Stage {
    /// How far it has come, in the midst of a sentence.
    pub fn in_words(self) -> String {
        match self {
            Stage::Draft => "a draft".to_owned(),
            Stage::Open { since } => format!("open since {}", since.in_words()),
            Stage::Closed { opened, on } => {
                format!("closed on {}, opened on {}", on.in_words(), opened.in_words())
            }
        }
    }
}

/// What is done to a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// The questionnaire is changed to this one.
    Change(Arc<Questionnaire>),
    /// It is opened on a day.
    Open(Day),
    /// It is closed on a day.
    Close(Day),
}

/// Why a deed is refused.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum Refused {
    /// The changed questionnaire is another one.
    #[error(
        "this is a version of `{of}`, and `{other}` is another questionnaire; keep its short name"
    )]
    AnotherQuestionnaire {
        /// Of which questionnaire it is a version.
        of: String,
        /// The other.
        other: String,
    },
    /// Results that everybody may see would be weighted otherwise without a word.
    #[error(
        "the consultation has closed, and its results are weighted; say why the weights are changed this time, which the report \
         tells"
    )]
    WeightedOtherwise,
    /// Results that everybody may see weighted would be so no more.
    #[error(
        "the consultation has closed, and its results are weighted; its weights can be corrected, with a word on why, but not \
         be taken away"
    )]
    WeightedNoMore,
    /// It was opened before.
    #[error("version {0} was opened before; change it to make a new version, and open that")]
    OpenedBefore(u32),
    /// It cannot be closed, since it is not open.
    #[error("version {0} is not open; only an open version can be closed")]
    NotOpen(u32),
    /// It would close before it opened.
    #[error("it was opened on {opened} and cannot close on {on}; name a later day")]
    ClosedBeforeOpened {
        /// When it was opened.
        opened: Day,
        /// When it was to close.
        on: Day,
    },
    /// Nobody was asked.
    #[error("version {0} is a draft that nobody was asked; open it first")]
    NotAsked(u32),
    /// What people were asked about would become another text.
    #[error(
        "people were asked about the text with the SHA-256 {asked}, and {found} is another; keep the text, or consult \
         about the other under another questionnaire"
    )]
    AnotherText {
        /// The text that they were asked about.
        asked: TextHash,
        /// The other.
        found: TextHash,
    },
}

impl Version {
    /// The first version, as a draft.
    pub fn first(questionnaire: impl Into<Arc<Questionnaire>>) -> Version {
        Version { number: 1, questionnaire: questionnaire.into(), stage: Stage::Draft }
    }

    /// The version after a deed. A change to a draft gives the same version anew; a change to one that was opened
    /// gives the next version as a draft, and this one stays as it is.
    ///
    /// # Errors
    /// When the deed does not fit how far the version has come.
    pub fn after(&self, deed: Deed) -> Result<Version, Refused> {
        let number = self.number;
        match (self.stage, deed) {
            (_, Deed::Change(changed)) if changed.id() != self.questionnaire.id() => {
                Err(Refused::AnotherQuestionnaire {
                    of: self.questionnaire.id().to_string(),
                    other: changed.id().to_string(),
                })
            }
            (Stage::Draft, Deed::Change(changed)) => {
                Ok(Version { number, questionnaire: changed, stage: Stage::Draft })
            }
            (Stage::Open { .. } | Stage::Closed { .. }, Deed::Change(changed)) => {
                let number = number.saturating_add(1);
                Ok(Version { number, questionnaire: changed, stage: Stage::Draft })
            }
            (Stage::Draft, Deed::Open(since)) => Ok(self.at(Stage::Open { since })),
            (Stage::Open { .. } | Stage::Closed { .. }, Deed::Open(_)) => {
                Err(Refused::OpenedBefore(number))
            }
            (Stage::Open { since: opened }, Deed::Close(on)) if on < opened => {
                Err(Refused::ClosedBeforeOpened { opened, on })
            }
            (Stage::Open { since: opened }, Deed::Close(on)) => {
                Ok(self.at(Stage::Closed { opened, on }))
            }
            (Stage::Draft | Stage::Closed { .. }, Deed::Close(_)) => Err(Refused::NotOpen(number)),
        }
    }

    fn at(&self, stage: Stage) -> Version {
        Version { stage, ..self.clone() }
    }

    /// Its number, from 1.
    pub fn number(&self) -> u32 {
        self.number
    }

    /// What is asked.
    pub fn questionnaire(&self) -> &Questionnaire {
        &self.questionnaire
    }

    /// That it was asked, so that there can be replies to it. One that was closed still has late ones.
    ///
    /// # Errors
    /// When it is a draft.
    pub fn was_asked(&self) -> Result<(), Refused> {
        match self.stage {
            Stage::Draft => Err(Refused::NotAsked(self.number)),
            Stage::Open { .. } | Stage::Closed { .. } => Ok(()),
        }
    }

    /// That the text consulted on may become `found` after `asked`: once this version was asked, nobody who is asked in one
    /// of its languages is given another one.
    ///
    /// # Errors
    /// When people were asked about `asked`.
    pub fn lets_text_be(&self, asked: &ConsultedOn, found: &ConsultedOn) -> Result<(), Refused> {
        if self.was_asked().is_err() {
            return Ok(());
        }
        let languages = &self.questionnaire.typed().languages;
        for language in languages {
            let hash = |text: &ConsultedOn| text.given_in(*language, languages).sha256;
            let (asked, found) = (hash(asked), hash(found));
            if asked != found {
                return Err(Refused::AnotherText { asked, found });
            }
        }
        Ok(())
    }

    /// How far it has come.
    pub fn stage(&self) -> Stage {
        self.stage
    }
}

/// Whether any of these versions is asked: at this moment, where no day is given; or, of something that came on paper,
/// on its day, which counts as asked to its end.
pub fn questioning<'a>(
    versions: impl Iterator<Item = &'a Version>,
    came: Option<Day>,
) -> Questioning {
    let is_asked = |stage: Stage| match (stage, came) {
        (Stage::Draft, _) | (Stage::Closed { .. }, None) => false,
        (Stage::Open { .. }, _) => true,
        (Stage::Closed { on, .. }, Some(came)) => came <= on,
    };
    let mut stages = versions.map(Version::stage);
    if stages.any(is_asked) { Questioning::Asked } else { Questioning::Closed }
}

/// That the weighting of a consultation by these versions may become `found` after `kept`. Once it has closed, one that
/// is kept changes only with a new word on why, so that results are not weighted otherwise unseen, and is not taken away:
/// there would be nothing that tells of it.
///
/// # Errors
/// When it has closed, and the weighting would change without that word or go.
pub fn lets_weighting_be(
    versions: &[&Version],
    kept: Option<&TypedWeighting>,
    found: Option<&TypedWeighting>,
) -> Result<(), Refused> {
    let Some(kept) = kept else { return Ok(()) };
    let has_closed = versions.iter().any(|version| version.was_asked().is_ok())
        && questioning(versions.iter().copied(), None) == Questioning::Closed;
    let word = |of: &TypedWeighting| {
        let why = of.corrected.as_deref().map(str::trim).filter(|why| !why.is_empty());
        why.map(str::to_owned)
    };
    let is_said = |found: &TypedWeighting| word(found).is_some() && word(found) != word(kept);
    match found {
        _ if !has_closed => Ok(()),
        Some(found) if is_said(found) || found == kept => Ok(()),
        Some(_) => Err(Refused::WeightedOtherwise),
        None => Err(Refused::WeightedNoMore),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::consultation::consulted_on::TranslatedText;
    use crate::consultation::language::Language;
    use crate::consultation::questionnaire::tests::questionnaire;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn changed() -> Questionnaire {
        let mut typed = questionnaire().typed().clone();
        typed.sections[0].questions.pop();
        Questionnaire::of(typed).unwrap()
    }

    #[test]
    fn a_change_to_an_opened_version_makes_the_next_and_leaves_it_as_it_was() {
        let first = Version::first(questionnaire()).after(Deed::Open(day("2015-01-01"))).unwrap();
        let next = first.after(Deed::Change(Arc::new(changed()))).unwrap();
        assert_eq!((first.number(), first.questionnaire()), (1, &questionnaire()));
        assert_eq!((next.number(), next.stage()), (2, Stage::Draft));
        assert_ne!(next.questionnaire(), first.questionnaire());
    }

    #[test]
    fn a_draft_is_changed_in_place() {
        let draft = Version::first(questionnaire());
        assert_eq!(draft.after(Deed::Change(Arc::new(changed()))).unwrap().number(), 1);
    }

    #[test]
    fn there_are_replies_to_what_was_asked_only() {
        let draft = Version::first(questionnaire());
        assert_eq!(draft.was_asked(), Err(Refused::NotAsked(1)));
        let open = draft.after(Deed::Open(day("2015-01-01"))).unwrap();
        let closed = open.after(Deed::Close(day("2015-02-28"))).unwrap();
        assert_eq!((open.was_asked(), closed.was_asked()), (Ok(()), Ok(())));
    }

    #[test]
    fn paper_that_came_by_the_day_of_closing_was_asked_for_and_what_is_sent_after_it_was_not() {
        let open = Version::first(questionnaire()).after(Deed::Open(day("2015-01-01"))).unwrap();
        let closed = open.after(Deed::Close(day("2015-01-14"))).unwrap();
        let of = |version: &Version, came| questioning(std::iter::once(version), came);
        assert_eq!(of(&open, None), Questioning::Asked);
        assert_eq!(of(&closed, None), Questioning::Closed);
        assert_eq!(of(&closed, Some(day("2015-01-14"))), Questioning::Asked);
        assert_eq!(of(&closed, Some(day("2015-01-15"))), Questioning::Closed);
        let next = closed.after(Deed::Change(Arc::new(changed()))).unwrap();
        let next = next.after(Deed::Open(day("2015-01-20"))).unwrap();
        assert_eq!(questioning([&closed, &next].into_iter(), None), Questioning::Asked);
    }

    #[test]
    fn the_text_that_people_were_asked_about_is_frozen() {
        let hash = |byte: u8| TextHash::of([byte; 32]);
        let text = |byte: u8| TranslatedText { title: "Draft".to_owned(), sha256: hash(byte) };
        let (title, sha256) = ("Draft".to_owned(), hash(1));
        let asked = ConsultedOn { title, sha256, languages: [].into(), translated: [].into() };
        let other = ConsultedOn { sha256: hash(2), ..asked.clone() };
        let draft = Version::first(questionnaire());
        let open = draft.after(Deed::Open(day("2015-01-01"))).unwrap();
        assert_eq!(draft.lets_text_be(&asked, &other), Ok(()));
        assert_eq!(open.lets_text_be(&asked, &asked), Ok(()));
        let refused = |found| Err(Refused::AnotherText { asked: hash(1), found });
        assert_eq!(open.lets_text_be(&asked, &other), refused(hash(2)));
        // Who was asked in Welsh was given the English text, and stays with it.
        let languages = &open.questionnaire().typed().languages;
        let welsh = asked.clone().with(&text(3), &[Language::Welsh].into(), languages);
        assert_eq!(open.lets_text_be(&asked, &welsh), refused(hash(3)));
        assert_eq!(draft.lets_text_be(&asked, &welsh), Ok(()));
    }

    #[test]
    fn once_it_has_closed_a_weighting_changes_only_with_a_word_on_why() {
        let typed = include_str!("../../../../examples/maidstone-2014/margins.toml");
        let kept: TypedWeighting = toml::from_str(typed).unwrap();
        let other = TypedWeighting { at_most_times_the_mean: 3, ..kept.clone() };
        let why = |text: &str| TypedWeighting { corrected: Some(text.to_owned()), ..other.clone() };
        let open = Version::first(questionnaire()).after(Deed::Open(day("2015-01-01"))).unwrap();
        let closed = open.after(Deed::Close(day("2015-02-28"))).unwrap();
        let lets = |version: &Version, kept: Option<&TypedWeighting>, found| {
            lets_weighting_be(&[version], kept, found)
        };
        assert_eq!(lets(&open, Some(&kept), Some(&other)), Ok(()));
        assert_eq!(lets(&closed, None, Some(&kept)), Ok(()));
        assert_eq!(lets(&closed, Some(&kept), Some(&kept)), Ok(()));
        let refused = Err(Refused::WeightedOtherwise);
        assert_eq!(lets(&closed, Some(&kept), Some(&other)), refused);
        assert_eq!(lets(&closed, Some(&kept), None), Err(Refused::WeightedNoMore));
        let blank = why(" \n");
        assert_eq!(lets(&closed, Some(&kept), Some(&blank)), refused, "a blank word");
        let corrected = why("a number was mistyped");
        assert_eq!(lets(&closed, Some(&kept), Some(&corrected)), Ok(()));
        let again = TypedWeighting { at_most_times_the_mean: 4, ..corrected.clone() };
        assert_eq!(lets(&closed, Some(&corrected), Some(&again)), refused, "the same word twice");
        let with_spaces = Some(" a number was mistyped ".to_owned());
        let spaced = TypedWeighting { corrected: with_spaces, ..again.clone() };
        assert_eq!(
            lets(&closed, Some(&corrected), Some(&spaced)),
            refused,
            "the same word in spaces"
        );
    }

    #[test]
    fn another_questionnaire_is_no_version_of_this_one() {
        let mut typed = questionnaire().typed().clone();
        typed.id = "another".parse().unwrap();
        let another = Questionnaire::of(typed).unwrap();
        let refused = Version::first(questionnaire()).after(Deed::Change(Arc::new(another)));
        assert!(matches!(refused, Err(Refused::AnotherQuestionnaire { .. })));
    }

    fn any_deed() -> impl Strategy<Value = Deed> {
        let day = |ahead: i32| day("2015-01-01").plus_days(ahead);
        prop_oneof![
            Just(Deed::Change(Arc::new(changed()))),
            (-9..9).prop_map(move |ahead| Deed::Open(day(ahead))),
            (-9..9).prop_map(move |ahead| Deed::Close(day(ahead))),
        ]
    }

    proptest! {
        #[test]
        fn what_was_opened_is_never_changed(deeds in prop::collection::vec(any_deed(), 0..9)) {
            let mut version = Version::first(questionnaire());
            for deed in deeds {
                let Ok(next) = version.after(deed) else { continue };
                if version.stage() != Stage::Draft && next.number() == version.number() {
                    prop_assert_eq!(version.questionnaire(), next.questionnaire());
                }
                if let Stage::Closed { opened, on } = next.stage() {
                    prop_assert!(opened <= on);
                }
                prop_assert!(next.number() >= version.number());
                version = next;
            }
        }
    }
}
