//! The records: whether they can be opened, of which layout they are, and whether anybody can sign in.

use anyhow::Context;
use records::Layout;
use records::Place;
use records::Records;
use tokio::runtime::Runtime;

use crate::books::Books;
use crate::doctor::Found;
use crate::doctor::Trouble;
use crate::home::Home;
use crate::print;

/// Looks at the records, and renews nothing.
pub(super) fn looked_at(home: &Home) -> Vec<Found> {
    let wanted = "records that this program can open";
    let layout = match layout(home) {
        Ok(layout) => layout,
        Err(why) => {
            let to_do = "do as it says; nothing was changed";
            return vec![Found::Wrong(Trouble::of(format!("{why:#}"), wanted, to_do))];
        }
    };
    match layout {
        Layout::NotMade => vec![Found::WorthALook(Trouble::of(
            "there are no records yet",
            "a partnership, and somebody who can sign in",
            "saferplan serve prints a link to begin by, or: saferplan init",
        ))],
        Layout::Earlier { found, known } => vec![Found::WorthALook(Trouble::of(
            format!("the records are of layout {found}, of an earlier program"),
            format!("layout {known}, which this program makes of it when it next opens them"),
            "back them up with the earlier program first, since it cannot read them any more afterwards",
        ))],
        Layout::Present => match opened(home) {
            Ok(found) => found,
            Err(why) => {
                let to_do = "look at what `saferplan verify` says";
                vec![Found::Wrong(Trouble::of(format!("{why:#}"), wanted, to_do))]
            }
        },
    }
}

fn layout(home: &Home) -> anyhow::Result<Layout> {
    let place = match home.records_server() {
        Some(address) => Place::Server(address.parse().context("reading SAFERPLAN_RECORDS")?),
        None => Place::in_home(home.folder()),
    };
    let runtime = Runtime::new().context("starting the threads that the records need")?;
    Ok(runtime.block_on(Records::layout_at(&place))?)
}

fn opened(home: &Home) -> anyhow::Result<Vec<Found>> {
    let books = Books::open(home)?;
    let partnerships = books.wait(books.records().partnerships())?;
    let mut found = Vec::new();
    for id in &partnerships {
        if books.wait(books.book(Some(id))?.people())?.is_empty() {
            found.push(Found::WorthALook(Trouble::of(
                format!("nobody can sign in to `{id}`"),
                "a manager",
                format!(
                    "saferplan person add NAME --email ADDRESS --role manager --partnership {id}"
                ),
            )));
        }
    }
    let many = u64::try_from(partnerships.len()).unwrap_or(u64::MAX);
    let layout =
        format!("they open, of the present layout, with {}", print::so_many(many, "partnership"));
    found.push(Found::Well(layout));
    Ok(found)
}
