//! A commentary: what a task group says of its quarter, from asking for it to accepting it.
//!
//! In come what the group's lead and the manager do; out goes the commentary after it, or why it cannot be done. What was
//! typed is kept as it was typed, even where it is too long to be sent.

use crate::task_groups::judgement::Rag;
use crate::terms::day::Day;
use crate::terms::period::Quarter;

/// The most characters that each part has when it is sent.
pub const LONGEST: usize = 1_500;

/// What a commentary says, part by part.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// How the group judges itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub judgement: Option<Rag>,
    /// What was done.
    #[serde(default)]
    pub done: String,
    /// What helped.
    #[serde(default)]
    pub helped: String,
    /// What hindered.
    #[serde(default)]
    pub hindered: String,
    /// What is asked of the partnership.
    #[serde(default)]
    pub asked: String,
}

/// A part of a commentary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// What was done.
    Done,
    /// What helped.
    Helped,
    /// What hindered.
    Hindered,
    /// What is asked of the partnership.
    Asked,
}

impl Part {
    /// All of them, in the order in which they are asked and printed.
    pub const ALL: [Part; 4] = [Part::Done, Part::Helped, Part::Hindered, Part::Asked];

    /// The short name of the part, as files and forms have it.
    pub fn name(self) -> &'static str {
        match self {
            Part::Done => "done",
            Part::Helped => "helped",
            Part::Hindered => "hindered",
            Part::Asked => "asked",
        }
    }

    /// The part's heading.
    pub fn heading(self) -> &'static str {
        match self {
            Part::Done => "What was done",
            Part::Helped => "What helped",
            Part::Hindered => "What hindered",
            Part::Asked => "What is asked of the partnership",
        }
    }
}

impl Words {
    /// What a part says.
    pub fn of(&self, part: Part) -> &str {
        match part {
            Part::Done => &self.done,
            Part::Helped => &self.helped,
            Part::Hindered => &self.hindered,
            Part::Asked => &self.asked,
        }
    }

    /// What must be mended before they can be sent, in the order of the parts.
    pub fn faults(&self) -> Vec<WordsFault> {
        let unjudged = self.judgement.is_none().then_some(WordsFault::NoJudgement);
        let nothing = self.done.trim().is_empty().then_some(WordsFault::NothingDone);
        let long = Part::ALL.into_iter().filter_map(|part| {
            let found = self.of(part).chars().count();
            (found > LONGEST).then_some(WordsFault::TooLong { part, found })
        });
        unjudged.into_iter().chain(nothing).chain(long).collect()
    }
}

/// Why words cannot be sent, each with its part.
#[derive(Debug, Clone, Copy, thiserror::Error, PartialEq, Eq)]
pub enum WordsFault {
    /// It does not say how the group is doing.
    #[error("nothing is said of how the group is doing; choose on track, at risk or off track")]
    NoJudgement,
    /// It does not say what was done.
    #[error("nothing is said of what was done; write it, even if nothing was")]
    NothingDone,
    /// A part is too long.
    #[error("“{}” has {found} characters; shorten it to {LONGEST} at most", part.heading())]
    TooLong {
        /// The part.
        part: Part,
        /// How many characters it has.
        found: usize,
    },
}

impl WordsFault {
    /// The short name of what it is about: the judgement, or a part.
    pub fn field(self) -> &'static str {
        match self {
            WordsFault::NoJudgement => "judgement",
            WordsFault::NothingDone => Part::Done.name(),
            WordsFault::TooLong { part, .. } => part.name(),
        }
    }
}

/// How far a commentary has come.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// It was asked for; nothing is written yet.
    Asked,
    /// Something is written and not sent.
    Begun,
    /// It was sent and is to be read.
    Sent {
        /// When.
        on: Day,
    },
    /// It was accepted, and stands in the report.
    Accepted {
        /// When it was sent.
        sent: Day,
        /// When it was accepted.
        on: Day,
    },
    /// It was sent back to be mended.
    SentBack {
        /// When.
        on: Day,
        /// Why.
        reason: String,
    },
}

impl Standing {
    /// The standing in words, without its day.
    pub fn in_words(&self) -> &'static str {
        match self {
            Standing::Asked => "asked for",
            Standing::Begun => "begun",
            Standing::Sent { .. } => "sent",
            Standing::Accepted { .. } => "accepted",
            Standing::SentBack { .. } => "sent back",
        }
    }
}

/// What is done with a commentary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// The lead writes, and may go on later.
    Write(Words),
    /// The lead sends it.
    Send,
    /// The lead takes it back, to go on writing, as long as it is not accepted.
    TakeBack,
    /// The manager accepts it.
    Accept,
    /// The manager undoes the accepting.
    Reopen,
    /// The manager sends it back.
    SendBack {
        /// Why, to be read by the lead.
        reason: String,
    },
}

/// A group's commentary on a quarter.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Commentary {
    /// The name of the task group.
    pub group: String,
    /// The quarter.
    pub quarter: Quarter,
    /// When it was asked for.
    pub asked: Day,
    /// The last day on which it is in time.
    pub due: Day,
    /// How far it has come.
    pub standing: Standing,
    /// What is written so far.
    #[serde(default)]
    pub words: Words,
}

/// Why something cannot be done with a commentary.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum CommentaryRefused {
    /// It is with the manager.
    #[error("the commentary was sent; take it back first to go on writing")]
    AlreadySent,
    /// It stands.
    #[error("the commentary was accepted; ask the partnership manager to reopen it")]
    AlreadyAccepted,
    /// It is with the lead.
    #[error("the commentary is not sent yet; wait until its lead has sent it")]
    NotSent,
    /// There is nothing to reopen.
    #[error("the commentary is not accepted, so there is nothing to reopen")]
    NotAccepted,
    /// No reason is given.
    #[error("no reason is given for sending it back; write what is to be mended")]
    NoReason,
    /// The words cannot be sent.
    #[error("the commentary cannot be sent: {}", told(.0))]
    Words(Vec<WordsFault>),
}

fn told(faults: &[WordsFault]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

impl Commentary {
    /// A commentary that is asked for.
    pub fn asked(group: &str, quarter: Quarter, asked: Day, due: Day) -> Commentary {
        let (standing, words) = (Standing::Asked, Words::default());
        Commentary { group: group.to_owned(), quarter, asked, due, standing, words }
    }

    /// Whether the lead has it: it is neither sent nor accepted.
    pub fn is_with_lead(&self) -> bool {
        match self.standing {
            Standing::Asked | Standing::Begun | Standing::SentBack { .. } => true,
            Standing::Sent { .. } | Standing::Accepted { .. } => false,
        }
    }

    /// The commentary after something is done with it on a day.
    ///
    /// # Errors
    /// When its standing does not allow it, the words cannot be sent, or a reason is missing.
    pub fn after(self, deed: Deed, on: Day) -> Result<Commentary, CommentaryRefused> {
        let standing = match deed {
            Deed::Write(words) => return self.written(words),
            Deed::Send => self.sent(on)?,
            Deed::TakeBack => match self.standing {
                Standing::Sent { .. } => Standing::Begun,
                Standing::Accepted { .. } => return Err(CommentaryRefused::AlreadyAccepted),
                Standing::Asked | Standing::Begun | Standing::SentBack { .. } => {
                    return Err(CommentaryRefused::NotSent);
                }
            },
            Deed::Accept => Standing::Accepted { sent: self.to_be_read()?, on },
            Deed::Reopen => match self.standing {
                Standing::Accepted { sent, .. } => Standing::Sent { on: sent },
                _ => return Err(CommentaryRefused::NotAccepted),
            },
            Deed::SendBack { reason } => {
                self.to_be_read()?;
                let reason = reason.trim().to_owned();
                if reason.is_empty() {
                    return Err(CommentaryRefused::NoReason);
                }
                Standing::SentBack { on, reason }
            }
        };
        Ok(Commentary { standing, ..self })
    }

    /// Writing keeps why it was sent back, so that the lead still reads it.
    fn written(self, words: Words) -> Result<Commentary, CommentaryRefused> {
        let standing = match self.standing {
            Standing::Asked | Standing::Begun => Standing::Begun,
            back @ Standing::SentBack { .. } => back,
            Standing::Sent { .. } => return Err(CommentaryRefused::AlreadySent),
            Standing::Accepted { .. } => return Err(CommentaryRefused::AlreadyAccepted),
        };
        Ok(Commentary { standing, words, ..self })
    }

    fn sent(&self, on: Day) -> Result<Standing, CommentaryRefused> {
        match self.standing {
            Standing::Sent { .. } => return Err(CommentaryRefused::AlreadySent),
            Standing::Accepted { .. } => return Err(CommentaryRefused::AlreadyAccepted),
            Standing::Asked | Standing::Begun | Standing::SentBack { .. } => {}
        }
        let faults = self.words.faults();
        if faults.is_empty() {
            Ok(Standing::Sent { on })
        } else {
            Err(CommentaryRefused::Words(faults))
        }
    }

    fn to_be_read(&self) -> Result<Day, CommentaryRefused> {
        match self.standing {
            Standing::Sent { on } => Ok(on),
            Standing::Accepted { .. } => Err(CommentaryRefused::AlreadyAccepted),
            Standing::Asked | Standing::Begun | Standing::SentBack { .. } => {
                Err(CommentaryRefused::NotSent)
            }
        }
    }
}

#[cfg(test)]
mod tests;
