//! A dispatch: what goes to one recipient, by e-mail or by post, and how it stands.
//!
//! In comes who is on the lists and to whom something goes already; out go dispatches, one to each and no second one.

use std::collections::BTreeSet;

use crate::distribution::list::ListId;
use crate::distribution::recipient::Recipient;
use crate::distribution::recipient::small;
use crate::terms::day::Day;
use crate::terms::wording::capitalised;
use crate::terms::wording::listed;

/// How something goes.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Way {
    /// By e-mail, with links.
    Email,
    /// By post: printed copies with a covering letter.
    Post,
}

impl Way {
    /// How, in words.
    pub fn in_words(self) -> &'static str {
        match self {
            Way::Email => "by e-mail",
            Way::Post => "by post",
        }
    }
}

/// Somebody on a list, with the number that they have there.
#[derive(Debug, Clone, Copy)]
pub struct Listed<'a> {
    /// The list.
    pub list: &'a ListId,
    /// Their number.
    pub number: i64,
    /// Who it is.
    pub recipient: &'a Recipient,
}

/// What is to go to somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// The list that they are on.
    pub list: ListId,
    /// Their number there.
    pub recipient: i64,
    /// How it goes.
    pub way: Way,
}

/// How a dispatch stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// It is to go.
    Waiting,
    /// It is being sent.
    UnderWay,
    /// It was being sent when the program was stopped, so nobody knows whether it went.
    InDoubt,
    /// It went on a day: the mail server took it on and said this, or it was posted.
    Went {
        /// The day.
        on: Day,
        /// What the mail server said; none of what was posted.
        said: Option<String>,
    },
    /// It did not go.
    Failed {
        /// The day.
        on: Day,
        /// What the mail server said, or why it could not be reached.
        said: String,
    },
}

/// How somebody was found to have it.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum ReceivedBy {
    /// They followed the link in the letter and said so.
    Link,
    /// They told somebody, who noted it.
    Hand,
}

/// What goes to one recipient, and how it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dispatch {
    /// To whom, and how.
    pub planned: Planned,
    /// How it stands.
    pub standing: Standing,
    /// On which day they said that they have it, and how.
    pub received: Option<(Day, ReceivedBy)>,
}

impl Standing {
    /// Whether it may be sent, or sent again: nothing that went, or is just going, goes twice.
    pub fn may_go(&self) -> bool {
        match self {
            Standing::Waiting | Standing::Failed { .. } => true,
            Standing::UnderWay | Standing::InDoubt | Standing::Went { .. } => false,
        }
    }

    /// How it stands, in words.
    pub fn in_words(&self, way: Way) -> String {
        match (self, way) {
            (Standing::Waiting, Way::Email) => "to be sent".to_owned(),
            (Standing::Waiting, Way::Post) => "to be posted".to_owned(),
            (Standing::UnderWay, _) => "being sent".to_owned(),
            (Standing::InDoubt, _) => {
                "in doubt: it was being sent when the program stopped".to_owned()
            }
            (Standing::Went { on, said: Some(said) }, _) => {
                format!("sent on {}; the mail server said: {said}", on.in_words())
            }
            (Standing::Went { on, said: None }, Way::Email) => format!("sent on {}", on.in_words()),
            (Standing::Went { on, said: None }, Way::Post) => {
                format!("posted on {}", on.in_words())
            }
            (Standing::Failed { on, said }, _) => format!("not sent on {}: {said}", on.in_words()),
        }
    }
}

/// What makes two dispatches one: the way and where it goes.
fn to(way: Way, recipient: &Recipient) -> Option<(Way, Vec<String>)> {
    match way {
        Way::Email => recipient.email.as_ref().map(|email| (way, vec![email.to_string()])),
        Way::Post if recipient.copies == 0 => None,
        Way::Post => recipient.on_a_label().map(|lines| (way, small(lines))),
    }
}

/// What is to go to whom: an e-mail to each address and copies to each postal address of those listed, in their order. Whoever
/// is on two lists gets one, and whoever something goes to already gets nothing more.
pub fn planned<'a>(
    listed: &[Listed<'a>],
    already: impl IntoIterator<Item = (Way, &'a Recipient)>,
) -> Vec<Planned> {
    let mut known: BTreeSet<(Way, Vec<String>)> =
        already.into_iter().filter_map(|(way, recipient)| to(way, recipient)).collect();
    let mut planned = Vec::new();
    for Listed { list, number, recipient } in listed {
        for way in [Way::Email, Way::Post] {
            if to(way, recipient).is_some_and(|place| known.insert(place)) {
                planned.push(Planned { list: (*list).clone(), recipient: *number, way });
            }
        }
    }
    planned
}

/// How many of some dispatches stand how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// To be sent or posted.
    pub waiting: usize,
    /// Being sent.
    pub under_way: usize,
    /// In doubt.
    pub in_doubt: usize,
    /// Sent or posted.
    pub went: usize,
    /// Not sent.
    pub failed: usize,
    /// Received, as far as anybody said so.
    pub received: usize,
}

impl Progress {
    /// The progress of these.
    pub fn of<'a>(dispatches: impl IntoIterator<Item = &'a Dispatch>) -> Progress {
        let mut progress = Progress::default();
        for one in dispatches {
            let count = match one.standing {
                Standing::Waiting => &mut progress.waiting,
                Standing::UnderWay => &mut progress.under_way,
                Standing::InDoubt => &mut progress.in_doubt,
                Standing::Went { .. } => &mut progress.went,
                Standing::Failed { .. } => &mut progress.failed,
            };
            *count += 1;
            progress.received += usize::from(one.received.is_some());
        }
        progress
    }

    /// All of them.
    pub fn all(&self) -> usize {
        self.waiting + self.under_way + self.in_doubt + self.went + self.failed
    }

    /// In a sentence: "Of 12, 10 went, 1 did not go and 1 is to go; 3 are known to have arrived."
    pub fn in_words(&self) -> String {
        let parts = [
            (self.went, "went"),
            (self.failed, "did not go"),
            (self.in_doubt, "in doubt"),
            (self.under_way, "being sent"),
            (self.waiting, "still to go"),
        ];
        let told: Vec<String> = parts
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, what)| format!("{count} {what}"))
            .collect();
        if told.is_empty() {
            return "Nothing goes to anybody.".to_owned();
        }
        let told = capitalised(&format!("of {}: {}", self.all(), listed(&told)));
        format!("{told}. Known to have arrived: {}.", self.received)
    }
}
