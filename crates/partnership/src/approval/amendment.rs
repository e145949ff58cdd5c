//! Amendments of a text, passage by passage: moved on the floor of a meeting, or made under a delegation.
//!
//! In come a text and a change; out goes the changed text with what stood there before, or why it cannot be.

use crate::approval::text::Passage;
use crate::approval::text::PassageId;
use crate::approval::text::Text;
use crate::terms::day::Day;

/// A change of one passage.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// The passage says something else.
    Reword {
        /// Which.
        passage: PassageId,
        /// What it is to say.
        words: String,
    },
    /// The passage is left out.
    TakeOut {
        /// Which.
        passage: PassageId,
    },
    /// A passage is added behind this one, and what was added behind it already.
    AddAfter {
        /// Which it follows.
        passage: PassageId,
        /// What it is to say.
        words: String,
    },
}

/// What a change did to a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// Which passage; one that was added has its new name.
    pub passage: PassageId,
    /// What it said; none where it was added.
    pub before: Option<String>,
    /// What it says; none where it was taken out.
    pub after: Option<String>,
}

/// Why a change cannot be made.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum ChangeRefused {
    /// The text has no such passage.
    #[error("the text has no passage {0}; name one that it has")]
    NoSuchPassage(PassageId),
    /// It says nothing.
    #[error("nothing is written for passage {0} to say; write it, or take the passage out")]
    NoWords(PassageId),
    /// It says what the passage says already.
    #[error("passage {0} says that already; write what it is to say")]
    SameWords(PassageId),
    /// Nothing would be left.
    #[error("passage {0} is the only one left; a text needs one")]
    NothingLeft(PassageId),
    /// All letters are taken.
    #[error("passage {0} is followed by 26 that were added; reword one of them")]
    NoLetterLeft(PassageId),
}

/// An amendment that was moved at a meeting, whatever came of it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Moved {
    /// What was moved.
    pub change: Change,
    /// Who moved it.
    pub mover: String,
    /// Who seconded it, where the body asks for one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seconder: Option<String>,
    /// How the votes fell.
    pub vote: Vote,
    /// What came of it.
    pub fate: Fate,
}

/// How votes fell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Vote {
    /// They were not counted: by general assent, or on a show of hands.
    NotCounted,
    /// They were counted.
    Counted {
        /// For the amendment.
        in_favour: u32,
        /// Against it.
        against: u32,
        /// Neither.
        abstaining: u32,
    },
}

/// What came of an amendment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    /// It was carried, so that the text is changed.
    Carried,
    /// It was lost, so that the text stays.
    Lost,
}

/// Why an amendment that was moved cannot be recorded so.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum MovedRefused {
    /// Nobody moved it.
    #[error("nobody is named as the mover of the amendment to passage {0}; write who moved it")]
    NoMover(PassageId),
    /// The votes say otherwise. With as many on each side, whoever chairs decides.
    #[error(
        "the amendment to passage {passage} is {fate}, with {in_favour} votes for it and {against} against; \
         check both"
    )]
    VotesSayOtherwise {
        /// Which passage.
        passage: PassageId,
        /// What is said to have come of it.
        fate: &'static str,
        /// The votes for it.
        in_favour: u32,
        /// The votes against it.
        against: u32,
    },
}

/// Leave to amend a text between two bodies, without coming back.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Delegation {
    /// Who holds it, such as "Head of Housing, with the Chair and Vice-Chair".
    pub holder: String,
    /// What may be amended, as minuted.
    pub limits: String,
    /// The last day on which it may be used.
    pub until: Day,
}

/// An amendment made under a delegation.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Delegated {
    /// What was changed.
    pub change: Change,
    /// The day.
    pub on: Day,
    /// Why, and how it lies within the limits.
    pub why: String,
}

impl Change {
    /// The passage that it names.
    pub fn passage(&self) -> PassageId {
        match self {
            Change::Reword { passage, .. }
            | Change::TakeOut { passage }
            | Change::AddAfter { passage, .. } => *passage,
        }
    }

    /// What it does, after a mover's name: "to reword passage 14".
    pub fn in_words(&self) -> String {
        match self {
            Change::Reword { passage, .. } => format!("to reword passage {passage}"),
            Change::TakeOut { passage } => format!("to take out passage {passage}"),
            Change::AddAfter { passage, .. } => format!("to add a passage after {passage}"),
        }
    }
}

impl Fate {
    /// What came of it: "carried".
    pub fn in_words(self) -> &'static str {
        match self {
            Fate::Carried => "carried",
            Fate::Lost => "lost",
        }
    }
}

impl Vote {
    /// The vote in a few words: "9 for, 2 against, 1 abstaining".
    pub fn in_words(self) -> String {
        match self {
            Vote::NotCounted => "votes not counted".to_owned(),
            Vote::Counted { in_favour, against, abstaining } => {
                format!("{in_favour} for, {against} against, {abstaining} abstaining")
            }
        }
    }
}

impl Moved {
    /// Whether it says what the minutes must say, and what came of it is what the votes say.
    ///
    /// # Errors
    /// When it does not.
    pub fn complete(&self) -> Result<(), MovedRefused> {
        let passage = self.change.passage();
        if self.mover.trim().is_empty() {
            return Err(MovedRefused::NoMover(passage));
        }
        let Vote::Counted { in_favour, against, .. } = self.vote else { return Ok(()) };
        let otherwise = match self.fate {
            Fate::Carried => in_favour < against,
            Fate::Lost => against < in_favour,
        };
        if !otherwise {
            return Ok(());
        }
        let fate = self.fate.in_words();
        Err(MovedRefused::VotesSayOtherwise { passage, fate, in_favour, against })
    }
}

impl Text {
    /// The text after a change, and what that did. Nothing else of it is touched.
    ///
    /// # Errors
    /// When the change cannot be made: why, and what to do.
    pub fn with(&self, change: &Change) -> Result<(Text, Made), ChangeRefused> {
        let id = change.passage();
        let held = self.passage(id).ok_or(ChangeRefused::NoSuchPassage(id))?;
        let before = self.passages();
        let (passages, made) = match change {
            Change::Reword { words, .. } => reworded(before, held, written(id, words)?)?,
            Change::TakeOut { .. } if before.len() == 1 => {
                return Err(ChangeRefused::NothingLeft(id));
            }
            Change::TakeOut { .. } => {
                let left = before.iter().filter(|passage| passage.id != id).cloned().collect();
                (left, Made { passage: id, before: Some(held.words.clone()), after: None })
            }
            Change::AddAfter { words, .. } => added(before, held, written(id, words)?)?,
        };
        // What was a text stays one: no name is given twice, and none is left without words.
        let text = Text::of(passages).map_err(|_| ChangeRefused::NoWords(id))?;
        Ok((text, made))
    }
}

fn written(passage: PassageId, words: &str) -> Result<String, ChangeRefused> {
    match words.trim() {
        "" => Err(ChangeRefused::NoWords(passage)),
        words => Ok(words.to_owned()),
    }
}

fn reworded(
    before: &[Passage],
    held: &Passage,
    words: String,
) -> Result<(Vec<Passage>, Made), ChangeRefused> {
    if words == held.words.trim() {
        return Err(ChangeRefused::SameWords(held.id));
    }
    let new = Passage { words: words.clone(), ..held.clone() };
    let each = before.iter().map(|passage| if passage.id == held.id { &new } else { passage });
    let passages = each.cloned().collect();
    let before = Some(held.words.clone());
    Ok((passages, Made { passage: held.id, before, after: Some(words) }))
}

/// Adds a passage under the same heading, for the same eyes, behind all that have the number of `held`.
fn added(
    before: &[Passage],
    held: &Passage,
    words: String,
) -> Result<(Vec<Passage>, Made), ChangeRefused> {
    let taken = |id| before.iter().any(|passage| passage.id == id);
    let id = held.id.lettered(taken).ok_or(ChangeRefused::NoLetterLeft(held.id))?;
    let new = Passage { id, words: words.clone(), ..held.clone() };
    let last = before.iter().rposition(|passage| passage.id.shares_number(held.id));
    let (first, rest) = before.split_at(last.map_or(before.len(), |last| last + 1));
    let passages = [first, &[new], rest].concat();
    Ok((passages, Made { passage: id, before: None, after: Some(words) }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::approval::tests::made::id;
    use crate::approval::tests::made::text;

    fn reword(passage: &str, words: &str) -> Change {
        Change::Reword { passage: id(passage), words: words.to_owned() }
    }

    fn add(passage: &str, words: &str) -> Change {
        Change::AddAfter { passage: id(passage), words: words.to_owned() }
    }

    #[test]
    fn a_reworded_passage_keeps_its_number_and_tells_what_it_said() {
        let before = text(&["More patrols.", "Fewer knives."]);
        let (after, made) = before.with(&reword("2", "No knives.")).unwrap();
        assert_eq!(after.passage(id("2")).unwrap().words, "No knives.");
        assert_eq!(after.passage(id("1")), before.passage(id("1")));
        let (was, is) = (Some("Fewer knives.".to_owned()), Some("No knives.".to_owned()));
        assert_eq!(made, Made { passage: id("2"), before: was, after: is });
    }

    #[test]
    fn passages_that_are_added_take_letters_and_stand_in_the_order_in_which_they_came() {
        let mut now = text(&["One.", "Two."]);
        for (after, words) in [("1", "Added first."), ("1", "Added next."), ("1a", "Added last.")] {
            now = now.with(&add(after, words)).unwrap().0;
        }
        let ids: Vec<String> = now.passages().iter().map(|one| one.id.to_string()).collect();
        assert_eq!(ids, ["1", "1a", "1b", "1c", "2"]);
        assert_eq!(now.passage(id("1c")).unwrap().words, "Added last.");
    }

    #[test]
    fn a_change_that_cannot_be_made_says_why() {
        let one = text(&["More patrols."]);
        let refused = |change: &Change| one.with(change).unwrap_err();
        assert_eq!(refused(&reword("7", "No.")), ChangeRefused::NoSuchPassage(id("7")));
        assert_eq!(refused(&reword("1", " ")), ChangeRefused::NoWords(id("1")));
        assert_eq!(refused(&reword("1", "More patrols.")), ChangeRefused::SameWords(id("1")));
        let out = Change::TakeOut { passage: id("1") };
        assert_eq!(refused(&out), ChangeRefused::NothingLeft(id("1")));
        let full = (0..26).fold(one.clone(), |now, _| now.with(&add("1", "More.")).unwrap().0);
        assert_eq!(full.with(&add("1", "More.")), Err(ChangeRefused::NoLetterLeft(id("1"))));
    }

    #[test]
    fn votes_and_what_came_of_an_amendment_agree_and_a_tie_is_for_the_chair() {
        let moved = |in_favour, against, fate| {
            let vote = Vote::Counted { in_favour, against, abstaining: 1 };
            let (change, mover) = (reword("14", "mobility scooters"), "Cllr Smith".to_owned());
            Moved { change, mover, seconder: None, vote, fate }.complete()
        };
        assert_eq!(moved(9, 2, Fate::Carried), Ok(()));
        assert_eq!(moved(5, 5, Fate::Carried), Ok(()));
        assert_eq!(moved(5, 5, Fate::Lost), Ok(()));
        assert_eq!(
            moved(2, 9, Fate::Carried).unwrap_err().to_string(),
            "the amendment to passage 14 is carried, with 2 votes for it and 9 against; check both"
        );
        assert!(moved(9, 2, Fate::Lost).is_err());
    }
}
