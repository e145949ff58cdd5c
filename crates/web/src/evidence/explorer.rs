//! The page on which the evidence is explored: a form, and the answer to what it asks.

use axum::response::Html;
use partnership::evidence::enquiry::Enquiry;
use partnership::evidence::enquiry::choices::Choices;
use partnership::membership::may::Deed;
use partnership::terms::area::AreaKind;

use crate::evidence::asking::Asking;
use crate::evidence::enquiry_form;
use crate::evidence::enquiry_form::Lists;
use crate::evidence::shown::AnswerShown;
use crate::page;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Query;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct ExplorerPage {
    form: Shown,
    path: String,
    findings: String,
    /// Where the same is seen on a map.
    map: String,
    /// Where its months and places are judged.
    judged: String,
    lists: Option<Lists>,
    answer: Option<AnswerShown>,
    /// Where this answer is kept as a finding, for those who may.
    keep: Option<String>,
}

/// Shows the form and, below or beside it, the answer: at first that of the partnership's own district.
pub(super) async fn show(
    visitor: Visitor,
    Query(asked): Query<Vec<(String, String)>>,
) -> Result<Html<String>, PageError> {
    visitor.may(Deed::SeeYear)?;
    let mut form = Form::of(asked);
    let mut it = ExplorerPage {
        form: Shown::default(),
        path: visitor.path("/evidence"),
        findings: visitor.path("/evidence/findings"),
        map: visitor.path("/evidence/map"),
        judged: visitor.path("/evidence/judged"),
        lists: None,
        answer: None,
        keep: None,
    };
    if let Some(asking) = Asking::of(&visitor).await?
        && let Some(choices) = asking.choices().await?
    {
        fill(&mut it, &visitor, (&asking, &choices), &mut form).await?;
    }
    it.form = form.shown();
    let title =
        it.answer.as_ref().map_or("Evidence".to_owned(), |answer| answer.title().to_owned());
    let around = Page::of(&visitor, title).with(&form);
    page::draw(&visitor.app, "evidence/explorer.html", around, &it)
}

async fn fill(
    it: &mut ExplorerPage,
    visitor: &Visitor,
    (asking, choices): (&Asking, &Choices),
    form: &mut Form,
) -> Result<(), PageError> {
    let enquiry = enquiry_form::read(form, choices.first);
    it.lists = Some(Lists::of(choices, form));
    let Some(enquiry) = enquiry else { return Ok(()) };
    if enquiry.area.kind() == AreaKind::District {
        let (area, line, period) = (enquiry.area, enquiry.line.short_name(), enquiry.period);
        let of_what = format!("area={area}&offence={line}&period={period}");
        it.map = visitor.path(&format!("/evidence/map?{of_what}"));
        it.judged = visitor.path(&format!("/evidence/judged?{of_what}"));
    }
    let told = asking.answer(enquiry).await?;
    match &told.answer {
        Ok(answered) => {
            it.answer = Some(AnswerShown::of(visitor, answered, &told.held)?);
            it.keep = visitor.can(Deed::KeepFindings).then(|| keep(visitor, enquiry));
        }
        Err(refused) => enquiry_form::note(form, refused),
    }
    Ok(())
}

/// Where an answer is kept.
fn keep(visitor: &Visitor, enquiry: Enquiry) -> String {
    visitor.path(&format!("/evidence/findings/new?{enquiry}"))
}
