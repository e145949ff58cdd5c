//! What a body decides on one matter, and by whom it was moved.
//!
//! In comes what the minutes say; out goes whether the matter is settled.

/// A body's decision, as minuted.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// What was decided.
    pub outcome: Outcome,
    /// Who moved it.
    pub mover: String,
    /// Who seconded it, where the body asks for one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seconder: Option<String>,
    /// Where the minutes have it, such as "minute 135".
    pub minute: String,
}

/// What a body decided.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// As it stood.
    Agreed,
    /// With these changes.
    AgreedAsAmended(Vec<Amendment>),
    /// Put off to another meeting.
    Deferred {
        /// Why, as minuted.
        why: String,
    },
    /// Sent back to be worked on.
    ReferredBack {
        /// Why, as minuted.
        why: String,
    },
    /// Not agreed.
    Rejected {
        /// Why, as minuted.
        why: String,
    },
}

/// A change that the body carried; one that was lost is in the minutes only.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Amendment {
    /// What was changed, in the words of the minutes.
    pub text: String,
    /// Who moved it.
    pub mover: String,
}

/// Whether a decision settles the matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settled {
    /// The body agreed.
    Agreed,
    /// It did not, or not yet.
    Open,
}

/// Why a decision cannot be recorded.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum DecisionError {
    /// Something that the minutes must say is missing.
    #[error("the decision has no {0}; write it as the minutes have it")]
    Missing(&'static str),
}

impl Decision {
    /// Whether it settles the matter.
    pub fn settles(&self) -> Settled {
        match self.outcome {
            Outcome::Agreed | Outcome::AgreedAsAmended(_) => Settled::Agreed,
            Outcome::Deferred { .. } | Outcome::ReferredBack { .. } | Outcome::Rejected { .. } => {
                Settled::Open
            }
        }
    }

    /// Whether it says all that a decision must say.
    ///
    /// # Errors
    /// When mover, minute, an amendment or the reason is missing.
    pub fn complete(&self) -> Result<(), DecisionError> {
        let mut needed = vec![("mover", self.mover.as_str()), ("minute", &self.minute)];
        match &self.outcome {
            Outcome::Agreed => {}
            Outcome::AgreedAsAmended(amendments) => {
                let texts = amendments.iter().flat_map(|amendment| {
                    [
                        ("amendment", amendment.text.as_str()),
                        ("mover of an amendment", &amendment.mover),
                    ]
                });
                needed.extend(texts);
                if amendments.is_empty() {
                    needed.push(("amendment", ""));
                }
            }
            Outcome::Deferred { why }
            | Outcome::ReferredBack { why }
            | Outcome::Rejected { why } => needed.push(("reason", why)),
        }
        match needed.into_iter().find(|(_, words)| words.trim().is_empty()) {
            Some((what, _)) => Err(DecisionError::Missing(what)),
            None => Ok(()),
        }
    }
}

impl Outcome {
    /// The outcome in a sentence: "agreed as amended".
    pub fn in_words(&self) -> &'static str {
        match self {
            Outcome::Agreed => "agreed",
            Outcome::AgreedAsAmended(_) => "agreed as amended",
            Outcome::Deferred { .. } => "deferred",
            Outcome::ReferredBack { .. } => "referred back",
            Outcome::Rejected { .. } => "rejected",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decision(outcome: Outcome) -> Decision {
        Decision {
            outcome,
            mover: "the Leader".to_owned(),
            seconder: None,
            minute: "135".to_owned(),
        }
    }

    #[test]
    fn agreed_as_amended_needs_an_amendment() {
        let refused = decision(Outcome::AgreedAsAmended(Vec::new())).complete().unwrap_err();
        assert_eq!(
            refused.to_string(),
            "the decision has no amendment; write it as the minutes have it"
        );
    }

    #[test]
    fn a_deferral_says_why_and_a_decision_says_who_moved_it() {
        let deferred = decision(Outcome::Deferred { why: String::new() });
        assert_eq!(deferred.complete(), Err(DecisionError::Missing("reason")));
        let unmoved = Decision { mover: String::new(), ..decision(Outcome::Agreed) };
        assert_eq!(unmoved.complete(), Err(DecisionError::Missing("mover")));
    }

    #[test]
    fn only_agreement_settles_a_matter() {
        let amendment = Amendment { text: "mobility scooters".to_owned(), mover: "x".to_owned() };
        let why = || "more time".to_owned();
        let settles = |outcome| decision(outcome).settles();
        assert_eq!(settles(Outcome::AgreedAsAmended(vec![amendment])), Settled::Agreed);
        assert_eq!(settles(Outcome::ReferredBack { why: why() }), Settled::Open);
        assert_eq!(settles(Outcome::Rejected { why: why() }), Settled::Open);
    }
}
