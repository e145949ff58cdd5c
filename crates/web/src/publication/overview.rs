//! What would be published of a year, what is missing from it, and what was published.
//!
//! In comes a year; out goes the page, with a button where something can be published.

use axum::response::Html;
use partnership::publication::left_out::LeftOut;
use partnership::publication::part::Part;
use partnership::publication::part::PartKind;
use partnership::publication::site::WouldPublish;
use partnership::terms::wording::sentence;
use partnership::timetable::step::StepKind;
use records::KeptPublication;

use crate::page;
use crate::page::Page;
use crate::page::PageLink;
use crate::page::fault::PageError;
use crate::page::form;
use crate::page::form::Form;
use crate::people::choices::Choice;
use crate::who::visitor::Visitor;
use crate::year::Asked;
use crate::year::Opened as Year;

/// The page.
#[derive(Debug, Default, serde::Serialize)]
struct PublishPage {
    form: form::Shown,
    path: String,
    /// The year, such as `2015-16`; empty where there is none.
    cycle: String,
    cycle_in_words: String,
    others: Vec<PageLink>,
    /// What would be published; none where nothing makes sites here.
    would_be: Option<ShownSite>,
    /// Why it cannot be told what would be published, where it cannot.
    cannot: Option<String>,
    /// How far a publication of the year has come that is under way, or why the last one failed.
    under_way: Option<String>,
    /// Whether one is under way, so that no other can be begun.
    is_under_way: bool,
    published: String,
    distribution: String,
    easy_read: String,
    publications: Vec<Shown>,
    /// Where it is recorded that the launch began, once something is published and while nobody has.
    launch: Option<PageLink>,
}

/// What would be published.
#[derive(Debug, serde::Serialize)]
struct ShownSite {
    parts: Vec<ShownPart>,
    /// The same as a form offers them, with those that are left out.
    choices: Vec<Choice>,
    missing: Vec<String>,
    /// Whether anything is adopted.
    can: bool,
    /// What it is known by.
    hash: String,
    caution: Option<String>,
}

/// A document that would be published.
#[derive(Debug, serde::Serialize)]
struct ShownPart {
    title: String,
    came_about: String,
}

/// What was published.
#[derive(Debug, serde::Serialize)]
pub(super) struct Shown {
    pub(super) title: String,
    pub(super) href: String,
    pub(super) documents: Vec<String>,
    pub(super) despite: Option<String>,
    pub(super) withdrawn: Option<String>,
    pub(super) withdraw: String,
    pub(super) send: String,
}

impl Shown {
    /// A publication, with the addresses below a partnership's own.
    pub(super) fn of(kept: &KeptPublication, below: impl Fn(&str) -> String) -> Shown {
        let (number, publication) = (kept.number, &kept.publication);
        let (cycle, on) = (kept.cycle.in_words(), publication.on().in_words());
        let withdrawn = publication
            .withdrawn()
            .map(|one| sentence(&format!("withdrawn on {}: {}", one.on.in_words(), one.why)));
        Shown {
            title: format!("{cycle}, published on {on}"),
            href: below(&format!("/published/{number}/index.html")),
            documents: publication.documents().to_vec(),
            despite: publication.despite().map(sentence),
            withdrawn,
            withdraw: below(&format!("/publish/{number}/withdraw")),
            send: below(&format!("/publish/{number}/send")),
        }
    }
}

impl ShownSite {
    fn of(would_be: &WouldPublish) -> ShownSite {
        let is_adopted = |part: &Part| matches!(part.kind(), PartKind::Adopted(_));
        let parts = would_be.parts().iter().map(|part| ShownPart {
            title: part.title(),
            came_about: part.came_about().to_owned(),
        });
        let can = would_be.parts().iter().any(is_adopted) || !would_be.left_out().is_empty();
        ShownSite {
            parts: parts.collect(),
            choices: if can { choices(would_be) } else { Vec::new() },
            missing: would_be.missing().iter().map(|one| one.in_words()).collect(),
            hash: would_be.hash().to_string(),
            can,
            caution: would_be.caution().map(|caution| sentence(&caution.in_words())),
        }
    }
}

/// Each document to be ticked, with how it came about; those that are left out come last.
fn choices(would_be: &WouldPublish) -> Vec<Choice> {
    let form = Form::default();
    let offered = |name: &str, title: &str| Choice::of(&form, "document", name, title);
    let parts = would_be.parts().iter().map(|part| {
        let choice = offered(&part.kind().folder(), &part.title());
        Choice { checked: true, ..choice }.with_hint(part.came_about().to_owned())
    });
    let out = would_be.left_out().iter().map(|one| offered(&one.name, &one.title));
    parts.chain(out).collect()
}

/// What a form leaves out: what was offered and is not ticked.
pub(super) fn left_out(form: &Form) -> LeftOut {
    let is_ticked = |name: &&str| form.texts("document").any(|ticked| ticked == *name);
    LeftOut::of(form.texts("offered").filter(|name| !is_ticked(name)).map(str::to_owned))
}

/// What would be published of a year, or why it cannot be gathered and what to do; none where nothing makes sites here.
pub(super) async fn would_publish(
    visitor: &Visitor,
    year: &Year,
    form: &Form,
) -> Option<Result<WouldPublish, String>> {
    let (sites, _) = visitor.app.sites.as_ref()?;
    let of = (year.cycle(), visitor.today);
    Some(sites.would_publish(visitor.book.clone(), of, left_out(form)).await)
}

/// Shows the page.
///
/// # Errors
/// When the year or what was published of it cannot be read.
pub(super) async fn show(
    visitor: &Visitor,
    asked: &Asked,
    form: &Form,
) -> Result<Html<String>, PageError> {
    let around = Page::of(visitor, "Publication").with(form);
    let mut it = PublishPage {
        form: form.shown(),
        path: visitor.path("/publish"),
        published: visitor.path("/published"),
        distribution: visitor.path("/distribution"),
        ..PublishPage::default()
    };
    if let Some(year) = Year::of(visitor, asked).await? {
        it.cycle = year.cycle().to_string();
        it.cycle_in_words = year.cycle().in_words();
        it.easy_read = visitor.path(&format!("/publish/easy-read?cycle={}", year.cycle()));
        it.others = year.others(&visitor.path("/publish"));
        // What was published is shown and can be withdrawn whatever cannot be read of what would be.
        match would_publish(visitor, &year, form).await {
            None => {}
            Some(Ok(would_be)) => it.would_be = Some(ShownSite::of(&would_be)),
            Some(Err(why)) => it.cannot = Some(sentence(&why)),
        }
        let standing = visitor.app.being_published.standing(&visitor.book.id().to_string());
        if let Some(standing) = standing.filter(|one| one.cycle == year.cycle()) {
            it.is_under_way = standing.failed.is_none();
            it.under_way = Some(standing.in_words());
        }
        let kept = visitor.book.publications().await?;
        let of_it = kept.iter().rev().filter(|one| one.cycle == year.cycle());
        it.publications = of_it.map(|one| Shown::of(one, |below| visitor.path(below))).collect();
        let is_out = it.publications.iter().any(|one| one.withdrawn.is_none());
        it.launch = year.waiting(StepKind::Distribute).filter(|_| is_out).map(|step| {
            let path = visitor.path(&format!("/steps/{}/{}", year.cycle(), step.id));
            PageLink::to(path, &format!("Record that “{}” began", step.title))
        });
    }
    page::draw(&visitor.app, "publication/overview.html", around, &it)
}
