//! Distribution at a glance: the lists with how many are on each, and what was sent to them.

use axum::response::IntoResponse;
use axum::response::Response;
use jiff::Timestamp;
use partnership::distribution::dispatch::Progress;
use partnership::membership::may::Deed;
use partnership::terms::wording::capitalised;

use crate::distribution::at::list_path;
use crate::distribution::at::sending_path;
use crate::page;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::panels::table::Table;
use crate::panels::table::link;
use crate::panels::table::number;
use crate::panels::table::words;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct DistributionPage {
    lists: Option<Table>,
    new_list: String,
    sendings: Option<Table>,
    publish: String,
    requests: String,
    /// How many requests for other formats are late; empty where none is.
    overdue: String,
}

/// Shows the page.
pub(super) async fn show(visitor: Visitor) -> Result<Response, PageError> {
    visitor.may(Deed::Publish)?;
    let it = DistributionPage {
        lists: lists(&visitor).await?,
        new_list: visitor.path("/distribution/lists/new"),
        sendings: sendings(&visitor).await?,
        publish: visitor.path("/publish"),
        requests: visitor.path("/distribution/requests"),
        overdue: overdue(&visitor).await?,
    };
    let around = Page::of(&visitor, "Distribution");
    Ok(page::draw(&visitor.app, "distribution/overview.html", around, &it)?.into_response())
}

async fn lists(visitor: &Visitor) -> Result<Option<Table>, PageError> {
    let recipients = visitor.book.recipients().await?;
    let lists = visitor.book.distribution_lists().await?;
    let rows = lists.iter().map(|held| {
        let list = &held.value;
        let on_it: Vec<_> = recipients.iter().filter(|one| one.list == list.id).collect();
        let by_email = on_it.iter().filter(|one| one.recipient.email.is_some()).count();
        let copies: u32 = on_it.iter().map(|one| one.recipient.copies).sum();
        vec![
            link(&list.name, list_path(visitor, list, "")),
            words(capitalised(list.of.in_words())),
            number(on_it.len()),
            number(by_email),
            words(copies.to_string()),
        ]
    });
    let heads = ["List", "Of whom", "#On it", "#By e-mail", "#Printed copies"];
    Ok(Table::of("lists", "Who is on each list", &heads).with(rows.collect()))
}

async fn overdue(visitor: &Visitor) -> Result<String, PageError> {
    let requests = visitor.book.format_requests().await?;
    let late = requests.iter().filter(|one| one.request.is_overdue(visitor.today)).count();
    Ok(if late == 0 { String::new() } else { format!("{late} overdue") })
}

async fn sendings(visitor: &Visitor) -> Result<Option<Table>, PageError> {
    let mut rows = Vec::new();
    for (sending, kept) in visitor.book.sendings().await?.into_iter().rev() {
        let dispatches = visitor.book.dispatches(sending, Timestamp::now()).await?;
        let progress = Progress::of(dispatches.iter().map(|(_, dispatch)| dispatch));
        let title = format!("Sending {sending}, begun on {}", kept.on().in_words());
        rows.push(vec![
            link(title, sending_path(visitor, sending, "")),
            words(format!("Publication {} of {}", kept.publication(), kept.cycle().in_words())),
            words(progress.in_words()),
        ]);
    }
    let heads = ["Sending", "Of what", "How it stands"];
    Ok(Table::of("sendings", "How each sending stands, the latest first", &heads).with(rows))
}
