//! One's own list: what those for whom one acts must still see to.

use axum::response::Html;
use partnership::membership::may::Deed;
use partnership::terms::wording::listed;

use crate::me::partnerships;
use crate::page;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::who::visitor::Visitor;
use crate::year::Asked;
use crate::year::Opened;
use crate::year::this_year::DueLine;
use crate::year::this_year::due_line;

#[derive(Debug, serde::Serialize)]
struct MyList {
    path: String,
    intro: String,
    /// Whether they were let into other partnerships.
    has_others: bool,
    years: Vec<YearList>,
}

#[derive(Debug, serde::Serialize)]
struct YearList {
    cycle: String,
    name: String,
    due: Vec<DueLine>,
}

/// Shows the list, the latest year first.
pub(super) async fn show(visitor: Visitor) -> Result<Html<String>, PageError> {
    visitor.may(Deed::KeepOwnAccount)?;
    let mut years = Vec::new();
    for cycle in visitor.book.cycles().await?.into_iter().rev() {
        let asked = Asked { cycle: cycle.to_string(), on: String::new() };
        let Some(opened) = Opened::of(&visitor, &asked).await? else { continue };
        let due = opened.so_far.list_of(&visitor.person);
        if !due.is_empty() {
            years.push(YearList {
                cycle: cycle.to_string(),
                name: cycle.in_words(),
                due: due.iter().map(|due| due_line(&visitor, &opened, due)).collect(),
            });
        }
    }
    let has_others = partnerships::are_some(&visitor).await?;
    let it = MyList { path: visitor.path("/me"), intro: intro(&visitor), has_others, years };
    page::draw(&visitor.app, "me/list.html", Page::of(&visitor, "My list"), &it)
}

fn intro(visitor: &Visitor) -> String {
    let owners: Vec<&String> = visitor.person.acts_for.iter().collect();
    if owners.is_empty() {
        "You act for nobody, so nothing is yours alone to see to. Your partnership manager can change that."
            .to_owned()
    } else {
        format!("You act for {}.", listed(&owners))
    }
}
