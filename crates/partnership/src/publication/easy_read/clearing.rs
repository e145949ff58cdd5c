//! Clearing an easy-read text against what was adopted: it retells every priority, nothing that nobody may read, and plainly.
//!
//! In come a text and an adopted one; out goes all that stands against it. One that was cleared says of which text, so that it
//! is not published beside another.

use crate::approval::adopted::Adopted;
use crate::approval::public_words::Public;
use crate::approval::public_words::PublicWords;
use crate::approval::text::PassageId;
use crate::approval::text::Text;
use crate::assessment::circulated::Circulated;
use crate::consultation::consulted_on::TextHash;
use crate::publication::easy_read::EasyRead;
use crate::publication::easy_read::SourceFault;
use crate::publication::easy_read::plain::NotPlain;
use crate::publication::easy_read::plain::not_plain;
use crate::terms::day::Day;

/// Whether a heading of a plan's text is that of a priority, such as "Priority 2: Noise", perhaps with a label before it.
fn is_of_a_priority(heading: &str) -> bool {
    let is_number = |rest: &str| !rest.is_empty() && rest.chars().all(|one| one.is_ascii_digit());
    heading.split(": ").any(|part| part.strip_prefix("Priority ").is_some_and(is_number))
}

/// What stands against an easy-read text.
#[derive(Debug, Clone, thiserror::Error, PartialEq)]
pub enum AgainstIt {
    /// Its source is none.
    #[error(transparent)]
    Source(#[from] SourceFault),
    /// It retells what is not there.
    #[error("passage {0} is not in the adopted text; mend the number")]
    NotThere(PassageId),
    /// It retells what nobody may read.
    #[error("passage {0} may not be read by everybody, so nothing may retell it; take it out")]
    NotPublic(PassageId),
    /// It leaves a priority out.
    #[error("nothing retells “{0}”; write a passage that names one of its passages")]
    NotRetold(String),
    /// It is not plain.
    #[error(transparent)]
    NotPlain(#[from] NotPlain),
}

/// An easy-read text as it is kept: its source, and that somebody cleared it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeptEasyRead {
    source: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cleared: Option<Cleared>,
}

/// That somebody cleared a text.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cleared {
    /// The day.
    pub on: Day,
    /// With whom it was tried, such as a group of people with learning disabilities.
    pub tried_with: String,
    /// The hash of the adopted text that it retells.
    pub of: TextHash,
}

/// Why a text is not cleared.
#[derive(Debug, Clone, thiserror::Error, PartialEq)]
pub enum NotCleared {
    /// Something stands against it.
    #[error("{}", in_lines(.0))]
    Against(Vec<AgainstIt>),
    /// Nobody says with whom it was tried.
    #[error(
        "nobody says who read it to see whether it is understood; write it, even if nobody did"
    )]
    NotTried,
}

fn in_lines(against: &[AgainstIt]) -> String {
    against.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// All that stands against a source, beside an adopted text of which `drafts` were circulated in its year.
pub fn against(source: &str, adopted: &Adopted<Text>, drafts: &[Circulated]) -> Vec<AgainstIt> {
    let easy = match EasyRead::of(source) {
        Ok(easy) => easy,
        Err(faults) => return faults.into_iter().map(AgainstIt::from).collect(),
    };
    let passages: Vec<_> = PublicWords::of(adopted, drafts).passages().collect();
    let mut found = Vec::new();
    for retold in easy.passages().flat_map(|passage| &passage.retells) {
        match passages.iter().find(|(passage, _)| passage.id == *retold) {
            None => found.push(AgainstIt::NotThere(*retold)),
            Some((_, Public::Exempt(..) | Public::Withheld)) => {
                found.push(AgainstIt::NotPublic(*retold));
            }
            Some((_, Public::Words(_))) => {}
        }
    }
    let mut headings: Vec<&str> = Vec::new();
    for (passage, public) in &passages {
        if matches!(public, Public::Words(_)) && !headings.contains(&passage.under.as_str()) {
            headings.push(&passage.under);
        }
    }
    // A text that was written elsewhere may head its priorities otherwise, so each of its headings is one then.
    if headings.iter().any(|heading| is_of_a_priority(heading)) {
        headings.retain(|heading| is_of_a_priority(heading));
    }
    let is_retold = |heading: &&str| {
        let under = passages.iter().filter(|(passage, _)| passage.under == **heading);
        let mut ids = under.map(|(passage, _)| passage.id);
        ids.any(|id| easy.passages().any(|passage| passage.retells.contains(&id)))
    };
    let left_out = headings.into_iter().filter(|heading| !is_retold(heading));
    found.extend(left_out.map(|heading| AgainstIt::NotRetold(heading.to_owned())));
    found.extend(not_plain(&easy).into_iter().map(AgainstIt::from));
    found
}

impl KeptEasyRead {
    /// A source as somebody wrote it; nobody has cleared it.
    pub fn written(source: &str) -> KeptEasyRead {
        let source = source.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
        KeptEasyRead { source, cleared: None }
    }

    /// The same, cleared against an adopted text on a day.
    ///
    /// # Errors
    /// When something stands against it, or nobody says with whom it was tried.
    pub fn clear(
        self,
        adopted: &Adopted<Text>,
        drafts: &[Circulated],
        (on, tried_with): (Day, &str),
    ) -> Result<KeptEasyRead, NotCleared> {
        if tried_with.trim().is_empty() {
            return Err(NotCleared::NotTried);
        }
        let against = against(&self.source, adopted, drafts);
        if !against.is_empty() {
            return Err(NotCleared::Against(against));
        }
        let tried_with = tried_with.trim().to_owned();
        let cleared = Some(Cleared { on, tried_with, of: adopted.hash() });
        Ok(KeptEasyRead { cleared, ..self })
    }

    /// The source.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// That somebody cleared it, if anybody did.
    pub fn cleared(&self) -> Option<&Cleared> {
        self.cleared.as_ref()
    }
}
