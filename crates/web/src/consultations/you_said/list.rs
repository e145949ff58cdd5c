//! The list of answers, and the themes that have none.

use axum::response::Html;
use partnership::consultation::themes::counted::CountedTheme;
use partnership::consultation::you_said::WeAnswer;
use partnership::consultation::you_said::YouSaid;
use partnership::consultation::you_said::gaps;
use partnership::membership::may::Deed;

use crate::consultations::at::At;
use crate::consultations::you_said;
use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Query;
use crate::who::visitor::Visitor;

/// From how many comments on a theme must have an answer, unless the page is asked for another count.
const LEAST: usize = 5;

/// What is asked for.
#[derive(Debug, Default, serde::Deserialize)]
pub(super) struct Wanted {
    /// From how many comments on a theme must have an answer.
    #[serde(default)]
    least: String,
}

/// The page.
#[derive(Debug, serde::Serialize)]
struct ListPage {
    form: Shown,
    path: String,
    least: String,
    any_theme: bool,
    gaps: Vec<Gap>,
    entries: Vec<Line>,
    may_change: bool,
    /// Where the answers stand with the actions that do them, once there is a plan.
    plan: Option<String>,
}

/// A theme without an answer.
#[derive(Debug, serde::Serialize)]
struct Gap {
    title: String,
    ask: String,
    count: String,
    href: String,
}

/// An answer.
#[derive(Debug, serde::Serialize)]
struct Line {
    href: String,
    theme: String,
    count: String,
    said: String,
    answer: &'static str,
    what: String,
    who: String,
    overdue: bool,
}

/// Shows the page.
pub(super) async fn show(
    visitor: Visitor,
    at: At,
    Query(wanted): Query<Wanted>,
) -> Result<Html<String>, PageError> {
    visitor.may(Deed::ReadReplies)?;
    let mut form = Form::default();
    form.put("least", if wanted.least.is_empty() { "5" } else { &wanted.least });
    let least: usize = form.value("least", "Enter a count").unwrap_or(LEAST);
    let held = at.found(&visitor).await?;
    let questions = you_said::questions(&visitor, &at).await?;
    let themes = you_said::themes(&questions);
    let kept = visitor.book.you_said(at.cycle, &at.questionnaire).await?;
    let entries: Vec<YouSaid> = kept.iter().map(|(_, held)| held.value.clone()).collect();
    let open = gaps(themes.iter().map(|(_, theme)| theme), &entries, least);
    let ask_of = |theme: &CountedTheme| {
        let found = themes.iter().find(|(_, one)| one == theme);
        found.map(|(ask, _)| ask.clone()).unwrap_or_default()
    };
    let gap = |theme: &CountedTheme| Gap {
        title: theme.code().title.clone(),
        ask: ask_of(theme),
        count: format!("{} of {}", theme.count(), theme.base()),
        href: at.path(&visitor, &format!("/you-said/new/{}/{}", theme.question(), theme.code().id)),
    };
    let line = |(number, held): &(i64, records::Held<YouSaid>)| {
        let theme = themes.iter().map(|(_, theme)| theme).find(|theme| held.value.answers(theme));
        let href = at.path(&visitor, &format!("/you-said/{number}"));
        line(&visitor, &held.value, theme, href)
    };
    let has_plan = visitor.book.plan(at.cycle).await?.is_some();
    let it = ListPage {
        plan: has_plan.then(|| visitor.path(&format!("/plan/{}/said", at.cycle))),
        path: at.path(&visitor, "/you-said"),
        least: least.to_string(),
        any_theme: !themes.is_empty(),
        gaps: open.into_iter().map(gap).collect(),
        entries: kept.iter().map(line).collect(),
        may_change: visitor.can(Deed::ChangeConsultations),
        form: form.shown(),
    };
    let around = at.page(&visitor, &held, "You said, we did").with(&form);
    page::draw(&visitor.app, "consultations/you_said/list.html", around, &it)
}

fn line(visitor: &Visitor, entry: &YouSaid, theme: Option<&CountedTheme>, href: String) -> Line {
    let (what, who) = match entry.answer() {
        WeAnswer::WeDid { what, owner, on } => (what, format!("{owner}, {}", on.in_words())),
        WeAnswer::WeWill { what, owner, due } => (what, format!("{owner}, by {}", due.in_words())),
        WeAnswer::WeDidNot { because } => (because, String::new()),
    };
    Line {
        href,
        theme: theme.map_or_else(|| entry.code().to_string(), |one| one.code().title.clone()),
        count: theme.map_or_else(
            || "No longer a theme".to_owned(),
            |one| format!("{} of {}", one.count(), one.base()),
        ),
        said: entry.said().to_owned(),
        answer: entry.answer().in_words(),
        what: what.clone(),
        who,
        overdue: entry.is_overdue(visitor.today),
    }
}
