//! The replies to a consultation in numbers: by which way they came, on which day, and which came late.

use std::collections::BTreeMap;

use axum::response::Html;
use partnership::consultation::exercise::Arrival;
use partnership::consultation::on_line::signal::Signal;
use partnership::consultation::reply::Channel;
use partnership::membership::may::Deed;
use partnership::terms::day::Day;
use partnership::terms::wording::capitalised;
use records::KeptReply;

use crate::consultations::at::At;
use crate::page;
use crate::page::fault::PageError;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct RepliesPage {
    all: String,
    by_way: Vec<Counts>,
    by_day: Vec<Counts>,
    noticed: Vec<Noticed>,
}

/// What was noticed about replies, and about how many.
#[derive(Debug, serde::Serialize)]
struct Noticed {
    what: String,
    replies: String,
}

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
    let it = RepliesPage {
        all: replies.len().to_string(),
        by_way: Channel::ALL.map(of_way).into_iter().filter(|line| line.all != "0").collect(),
        by_day: days.iter().rev().map(of_day).collect(),
        noticed: noticed(&visitor, &at).await?,
    };
    let around = at.page(&visitor, &held, "Replies");
    page::draw(&visitor.app, "consultations/replies.html", around, &it)
}

/// What was noticed about the replies that came on-line; those about which nothing was are not counted.
async fn noticed(visitor: &Visitor, at: &At) -> Result<Vec<Noticed>, PageError> {
    let signals = visitor.book.reply_signals(at.cycle, &at.questionnaire).await?;
    let lines = Signal::ALL.into_iter().map(|signal| Noticed {
        what: capitalised(signal.in_words()),
        replies: signals.values().filter(|these| these.contains(&signal)).count().to_string(),
    });
    Ok(lines.filter(|line| line.replies != "0").collect())
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
