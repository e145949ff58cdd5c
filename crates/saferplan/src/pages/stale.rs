//! What new data would have otherwise: findings, passages of circulated drafts and, once asked for, figures of documents.
//!
//! In comes a visitor who writes drafts; out go lists with what was said, what would now be said, and where each stands.
//! Nothing is changed by it.

use axum::extract::State;
use axum::response::Html;
use partnership::membership::may::Deed;
use partnership::terms::wording::capitalised;
use tokio::runtime::Handle;
use web::App;
use web::page;
use web::page::Page;
use web::page::fault::PageError;
use web::page::form::Form;
use web::page::taken::Query;
use web::who::visitor::Visitor;

use crate::pages::OfHome;
use crate::pages::press::pressed;
use crate::pages::trace::is_open;
use crate::stale;
use crate::stale::At;
use crate::stale::Stale;

/// The page.
#[derive(Debug, serde::Serialize)]
struct StalePage {
    findings: Vec<Line>,
    passages: Vec<Line>,
    /// The figures of documents, once they are asked for.
    figures: Option<Vec<Line>>,
    /// Where they are asked for.
    with_figures: String,
    kept: String,
}

/// Something that is stale.
#[derive(Debug, serde::Serialize)]
struct Line {
    place: String,
    href: String,
    what: String,
    then: String,
    now: String,
}

/// Shows the page.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Query(asked): Query<Vec<(String, String)>>,
    home: OfHome,
) -> Result<Html<String>, PageError> {
    visitor.may(Deed::DraftAssessment)?;
    let with_figures = Form::of(asked).text("figures") == "yes";
    let (here, book) = (Handle::current(), visitor.book.clone());
    let own = visitor.book.id().to_string();
    let found = pressed(move || {
        let kept = stale::kept(&home.0, &book, &here)?;
        let is_own = |reference: &str| is_open(reference, &own);
        let figures = with_figures.then(|| stale::figures(&home.0, is_own)).transpose()?;
        Ok((kept, figures))
    });
    let (kept, figures) = found.await.map_err(PageError::Refused)?;
    let (findings, passages): (Vec<&Stale>, Vec<&Stale>) =
        kept.iter().partition(|one| matches!(one.at, At::Finding(_)));
    let lines = |of: Vec<&Stale>| of.into_iter().map(|one| line(&visitor, one)).collect();
    let it = StalePage {
        findings: lines(findings),
        passages: lines(passages),
        figures: figures.map(|figures| figures.iter().map(|one| line(&visitor, one)).collect()),
        with_figures: visitor.path("/evidence/stale?figures=yes"),
        kept: visitor.path("/evidence/findings"),
    };
    let around = Page::of(&visitor, "What new data would change");
    let around = around.below("Evidence", visitor.path("/evidence"));
    page::draw(&app, "evidence/stale.html", around, &it)
}

fn line(visitor: &Visitor, one: &Stale) -> Line {
    let Stale { at, what, then, now } = one;
    let (place, href) = match at {
        At::Figure(reference) => {
            (reference.clone(), visitor.path(&format!("/trace?ref={reference}")))
        }
        At::Finding(id) => (what.clone(), visitor.path(&format!("/evidence/findings/{id}"))),
        At::Passage { cycle, version, passage } => {
            let of = format!("{}, version {version}", cycle.in_words());
            let draft = visitor.path(&format!("/assessment/{cycle}/circulated/{version}"));
            match passage {
                Some(number) => {
                    (format!("{of}, passage {number}"), format!("{draft}#passage-{number}"))
                }
                None => (of, draft),
            }
        }
    };
    let what = match at {
        At::Figure(_) => capitalised(what),
        At::Finding(_) => String::new(),
        At::Passage { .. } => what.clone(),
    };
    Line { place, href, what, then: then.clone(), now: now.clone() }
}
