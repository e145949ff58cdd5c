//! All documents of a year on their way to adoption, each with where it stands.

use axum::response::Html;
use partnership::approval::document::DocumentId;
use partnership::approval::document::DocumentKind;
use partnership::membership::may::Deed;

use crate::adoption::at::Opened;
use crate::adoption::document::Way;
use crate::page;
use crate::page::Page;
use crate::page::PageLink;
use crate::page::fault::PageError;
use crate::page::taken::Query;
use crate::who::visitor::Visitor;
use crate::year::Asked;
use crate::year::Opened as Year;

/// The page.
#[derive(Debug, Default, serde::Serialize)]
struct ListPage {
    cycle: String,
    documents: Vec<Document>,
    others: Vec<PageLink>,
}

/// A document.
#[derive(Debug, serde::Serialize)]
struct Document {
    id: String,
    title: String,
    href: String,
    stands: String,
    way: Vec<Way>,
}

/// Shows the page.
pub(super) async fn show(
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, PageError> {
    visitor.may(Deed::ReadDrafts)?;
    let around = Page::of(&visitor, "Adoption");
    let Some(year) = Year::of(&visitor, &asked).await? else {
        return page::draw(&visitor.app, "adoption/list.html", around, &ListPage::default());
    };
    let mut it = ListPage {
        cycle: year.cycle().in_words(),
        others: year.others(&visitor.path("/adoption")),
        documents: Vec::new(),
    };
    for kind in DocumentKind::ALL {
        let opened = Opened::of(&visitor, DocumentId { kind, cycle: year.cycle() }).await?;
        it.documents.push(Document {
            id: kind.to_string(),
            title: opened.document().in_words(),
            href: opened.path(&visitor, ""),
            stands: opened.history.stage().in_words(),
            way: Way::of(&opened),
        });
    }
    page::draw(&visitor.app, "adoption/list.html", around, &it)
}
