//! What the core makes of the replies to a consultation, and who may see it.

use std::collections::BTreeMap;
use std::sync::Arc;

use partnership::consultation::exercise::Arrival;
use partnership::consultation::report::Results;
use partnership::consultation::report::crossable;
use partnership::consultation::report::results;
use partnership::terms::day::Day;
use records::HeardReplies;
use records::HeldConsultation;

use crate::clock;
use crate::consultations::at::At;
use crate::consultations::results::kept::End;
use crate::consultations::results::kept::Standing;
use crate::page::fault::PageError;
use crate::who::apart;
use crate::who::visitor::Visitor;

/// Why there is nothing to see yet.
#[derive(Debug, serde::Serialize)]
pub(super) struct Nothing {
    title: String,
    text: String,
}

/// All that there is to tell of the replies.
#[derive(Debug)]
pub(super) struct All {
    /// What they said, as it may be shown.
    pub(super) results: Results,
    /// What can be set against each other, in words.
    pub(super) crossable: Vec<String>,
    /// The day on which each reply came and whether it came in time, for those who may read replies.
    pub(super) days: Vec<(Day, Arrival)>,
}

impl All {
    /// The results, with two things set against each other if they were chosen; nothing where nobody has replied. Without
    /// a choice they are made once for each state of the records, or less often where that takes long.
    pub(super) async fn of(
        visitor: &Visitor,
        at: &At,
        held: &HeldConsultation,
        crossed: Option<(usize, usize)>,
    ) -> Result<Option<Standing>, PageError> {
        if crossed.is_some() {
            let made = All::made(visitor, at, held, crossed).await?;
            return Ok(made.map(|all| Standing { all: Arc::new(all), counted_before: None }));
        }
        let end = End::of(&visitor.book, visitor.today).await?;
        let of = (visitor.book.id().clone(), at.cycle, at.questionnaire.clone());
        visitor.app.results.at(of, end, &visitor.book, All::made(visitor, at, held, None)).await
    }

    async fn made(
        visitor: &Visitor,
        at: &At,
        held: &HeldConsultation,
        crossed: Option<(usize, usize)>,
    ) -> Result<Option<All>, PageError> {
        let Some(heard) = heard(visitor, at, held).await? else { return Ok(None) };
        let today = visitor.today;
        apart(move || {
            heard.tell(today, |commission| All {
                results: results(commission, crossed),
                crossable: crossable(commission),
                days: heard.replies().iter().map(|kept| (kept.day, kept.arrival)).collect(),
            })
        })
        .await
        .map(Some)
    }
}

/// What was heard, with areas by their names as far as these are known; nothing where nobody has replied.
pub(super) async fn heard(
    visitor: &Visitor,
    at: &At,
    held: &HeldConsultation,
) -> Result<Option<HeardReplies>, PageError> {
    let heard = visitor.book.heard_replies(at.cycle, held).await?;
    let unnamed = heard.areas_without_name();
    let lookups = visitor.app.postcodes.clone().filter(|_| !unnamed.is_empty());
    let names = match lookups {
        Some(lookups) => apart(move || lookups.names_of(&unnamed)).await?,
        None => Ok(BTreeMap::new()),
    };
    // What people said is told without the names rather than not at all.
    let names = names.inspect_err(|why| tracing::warn!(why, "areas are told by their codes"));
    let heard = heard.naming(names.unwrap_or_default());
    Ok((!heard.replies().is_empty()).then_some(heard))
}

/// Why the results are not shown: nobody was asked, or it is still open and the visitor may not read replies.
pub(super) fn hidden(held: &HeldConsultation, may_read: bool) -> Option<Nothing> {
    let asked = held.versions().any(|held| held.value.was_asked().is_ok());
    let open = held.open().is_some();
    let closes = held.consultation.closes().in_words();
    if !asked {
        Some(Nothing {
            title: "Nobody has been asked yet".to_owned(),
            text: "The questionnaire is a draft. Results stand here once it is open and replies come in.".to_owned(),
        })
    } else if open && !may_read {
        Some(Nothing {
            title: "Results are shown once the consultation has closed".to_owned(),
            text: format!(
                "It runs until {closes}. Until then only those see them who read the replies, so that nobody decides \
                 before all were heard."
            ),
        })
    } else {
        None
    }
}

/// That nobody has replied.
pub(super) fn no_replies() -> Nothing {
    Nothing {
        title: "No replies yet".to_owned(),
        text:
            "Results are counted here as replies come, each question with its chart and its table."
                .to_owned(),
    }
}

/// What must be known of the figures before they are read: that they change, or lag behind.
pub(super) fn notices(
    held: &HeldConsultation,
    standing: &Standing,
) -> Result<Vec<String>, PageError> {
    let live = "The consultation is open: these figures change with every reply. Only those who may read replies see them until it has closed.";
    let behind = standing.counted_before.map(clock::in_words).transpose()?.map(|counted| {
        format!(
            "Counted on {counted}. Replies have come since. Counting so many takes a while and is done again soon: open \
             this page again in a few minutes."
        )
    });
    let notices = [held.open().is_some().then(|| live.to_owned()), behind];
    Ok(notices.into_iter().flatten().collect())
}
