//! The replies to a consultation in numbers: by which way they came, on which day, and which came late.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use axum::response::Html;
use partnership::consultation::exercise::Arrival;
use partnership::consultation::on_line::signal::Signal;
use partnership::consultation::reply::Channel;
use partnership::membership::may::Deed;
use partnership::terms::day::Day;
use partnership::terms::wording::capitalised;
use partnership::terms::wording::listed;
use records::KeptReply;

use crate::consultations::at::At;
use crate::page;
use crate::page::fault::PageError;
use crate::who::visitor::Visitor;

/// What was noticed about replies, by their references.
type Signals = BTreeMap<i64, BTreeSet<Signal>>;

/// The page.
#[derive(Debug, serde::Serialize)]
struct RepliesPage {
    all: String,
    by_way: Vec<Counts>,
    by_day: Vec<Counts>,
    noticed: Vec<Noticed>,
    flagged: Vec<Flagged>,
    /// That more were flagged than are listed.
    more: Option<String>,
}

/// What was noticed about replies, and about how many.
#[derive(Debug, serde::Serialize)]
struct Noticed {
    what: String,
    replies: String,
}

/// A reply about which something was noticed.
#[derive(Debug, serde::Serialize)]
struct Flagged {
    reference: String,
    came: String,
    noticed: String,
}

/// So many are listed, the latest first.
const MOST_FLAGGED: usize = 200;

/// How many replies came by a way or on a day.
#[derive(Debug, serde::Serialize)]
struct Counts {
    what: String,
    in_time: String,
    early: String,
    late: String,
    all: String,
}

/// Shows the page.
pub(super) async fn show(visitor: Visitor, at: At) -> Result<Html<String>, PageError> {
    visitor.may(Deed::ReadReplies)?;
    let held = at.found(&visitor).await?;
    let replies = visitor.book.replies(at.cycle, held.questionnaire()).await?;
    let of_way = |way: Channel| {
        let these = replies.iter().filter(move |kept| kept.reply.channel == way);
        counts(capitalised(way.in_words()), these)
    };
    let mut days: BTreeMap<Day, Vec<&KeptReply>> = BTreeMap::new();
    for kept in &replies {
        days.entry(kept.day).or_default().push(kept);
    }
    let of_day =
        |(day, these): (&Day, &Vec<&KeptReply>)| counts(day.in_full(), these.iter().copied());
    let signals = visitor.book.reply_signals(at.cycle, &at.questionnaire).await?;
    let it = RepliesPage {
        all: replies.len().to_string(),
        by_way: Channel::ALL.map(of_way).into_iter().filter(|line| line.all != "0").collect(),
        by_day: days.iter().rev().map(of_day).collect(),
        noticed: noticed(&signals),
        more: more(signals.len()),
        flagged: flagged(&replies, &signals),
    };
    let around = at.page(&visitor, &held, "Replies");
    page::draw(&visitor.app, "consultations/replies.html", around, &it)
}

/// What was noticed about replies; those about which nothing was are not counted.
fn noticed(signals: &Signals) -> Vec<Noticed> {
    let lines = Signal::ALL.into_iter().map(|signal| Noticed {
        what: capitalised(signal.in_words()),
        replies: signals.values().filter(|these| these.contains(&signal)).count().to_string(),
    });
    lines.filter(|line| line.replies != "0").collect()
}

/// The replies about which something was noticed, the latest first.
fn flagged(replies: &[KeptReply], signals: &Signals) -> Vec<Flagged> {
    let these = replies.iter().rev().filter_map(|kept| {
        let noticed = signals.get(&kept.reference)?;
        let words: Vec<&str> = noticed.iter().map(|signal| signal.in_words()).collect();
        Some(Flagged {
            reference: kept.reference.to_string(),
            came: kept.day.in_words(),
            noticed: capitalised(&listed(&words)),
        })
    });
    these.take(MOST_FLAGGED).collect()
}

/// That more were flagged than are listed, and where all of them are.
fn more(all: usize) -> Option<String> {
    (all > MOST_FLAGGED).then(|| {
        format!(
            "The latest {MOST_FLAGGED} of {all} are listed. All are in the table of replies that can be saved with the \
             results, in its columns “noticed”."
        )
    })
}

fn counts<'a>(what: String, replies: impl Iterator<Item = &'a KeptReply>) -> Counts {
    let arrivals: Vec<Arrival> = replies.map(|kept| kept.arrival).collect();
    let that_came = |how| arrivals.iter().filter(|arrival| **arrival == how).count().to_string();
    Counts {
        what,
        in_time: that_came(Arrival::InTime),
        early: that_came(Arrival::Early),
        late: that_came(Arrival::Late),
        all: arrivals.len().to_string(),
    }
}
