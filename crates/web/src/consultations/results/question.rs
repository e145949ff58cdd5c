//! The results of one question: what was found, its charts and tables, and the groups that it is set against.

use axum::response::Html;
use partnership::consultation::answer::QuestionId;
use partnership::consultation::report::OfQuestion;
use partnership::consultation::report::Results;
use partnership::consultation::report::SetAgainst;
use partnership::consultation::results::tables::Count;
use partnership::content::Block;
use partnership::membership::may::Deed;

use crate::app::DrawChart;
use crate::consultations::at::At;
use crate::consultations::results::all::All;
use crate::consultations::results::all::Nothing;
use crate::consultations::results::all::hidden;
use crate::consultations::results::all::no_replies;
use crate::consultations::results::all::notices;
use crate::consultations::results::overview::finding;
use crate::consultations::themes::which::Which;
use crate::page;
use crate::page::PageLink;
use crate::page::blocks;
use crate::page::blocks::Shown;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown as Fields;
use crate::page::taken::Query;
use crate::people::choices::Choice;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct QuestionPage {
    form: Fields,
    path: String,
    /// Why there is nothing to see.
    nothing: Option<Nothing>,
    /// What stands above all: that more may come, or has come since.
    notices: Vec<String>,
    told: Option<Told>,
}

/// What a question came to.
#[derive(Debug, serde::Serialize)]
struct Told {
    section: String,
    finding: String,
    answered: String,
    /// What to bear in mind.
    warnings: Vec<String>,
    pieces: Vec<Piece>,
    groups: Groups,
    /// Where its comments and themes are, for those who may read them.
    themes: Option<String>,
    before: Option<PageLink>,
    after: Option<PageLink>,
    /// It on the page of all results.
    whole: String,
}

/// Some blocks that end in a table, and the table as a file.
#[derive(Debug, serde::Serialize)]
struct Piece {
    blocks: Vec<Shown>,
    file: Option<String>,
    of: String,
}

/// The groups that can be set against it.
#[derive(Debug, serde::Serialize)]
struct Groups {
    /// None where there is nothing to choose from.
    choices: Vec<Choice>,
    /// Why there is nothing to choose from.
    none: Option<&'static str>,
    chosen: Vec<Piece>,
    /// The groups that would tell too little or too much.
    left_out: Vec<String>,
}

/// Shows the page.
pub(super) async fn show(
    visitor: Visitor,
    at: At,
    which: Which,
    Query(asked): Query<Vec<(String, String)>>,
) -> Result<Html<String>, PageError> {
    visitor.may(Deed::SeeYear)?;
    let held = at.found(&visitor).await?;
    let id = which.question.ok_or(PageError::NotFound)?;
    let nothing = hidden(&held, visitor.can(Deed::ReadReplies));
    let standing = match nothing {
        Some(_) => None,
        None => All::of(&visitor, &at, &held, None).await?,
    };
    let mut form = Form::of(asked);
    let path = at.path(&visitor, "/results");
    let (title, told, notices) = match &standing {
        None => ("Results of one question".to_owned(), None, Vec::new()),
        Some(standing) => {
            let (title, told) = told(&visitor, &at, (&standing.all.results, &id), &mut form)?;
            (title, Some(told), notices(&held, standing)?)
        }
    };
    let nothing = match &told {
        None => nothing.or_else(|| Some(no_replies())),
        Some(_) => None,
    };
    let around = at.page(&visitor, &held, &title).below("Results", path.clone()).with(&form);
    let it = QuestionPage {
        form: form.shown(),
        path: format!("{path}/questions/{id}"),
        nothing,
        notices,
        told,
    };
    page::draw(&visitor.app, "consultations/results/question.html", around, &it)
}

/// The question and what is told of it.
fn told(
    visitor: &Visitor,
    at: &At,
    (results, id): (&Results, &QuestionId),
    form: &mut Form,
) -> Result<(String, Told), PageError> {
    let place = results.questions.iter().position(|one| one.id == *id);
    let place = place.ok_or(PageError::NotFound)?;
    let question = results.questions.get(place).ok_or(PageError::NotFound)?;
    let path = at.path(visitor, "/results");
    let beside = |place: Option<usize>| {
        let other = results.questions.get(place?)?;
        Some(PageLink::to(format!("{path}/questions/{}", other.id), &other.heading))
    };
    let may_read = visitor.can(Deed::ReadReplies);
    let here = format!("{path}/questions/{id}");
    let told = Told {
        section: question.section.clone(),
        finding: finding(question),
        answered: question.answered_in_words(),
        warnings: warnings(results, question),
        pieces: pieces(&question.blocks, visitor.app.draw_chart, |table| {
            format!("{here}/{table}.csv")
        }),
        groups: groups((results, question), form, &here, visitor.app.draw_chart),
        themes: (question.is_words && may_read).then(|| at.path(visitor, &format!("/themes/{id}"))),
        before: beside(place.checked_sub(1)),
        after: beside(place.checked_add(1)),
        whole: format!("{path}/whole#question-{id}"),
    };
    Ok((question.heading.clone(), told))
}

fn warnings(results: &Results, question: &OfQuestion) -> Vec<String> {
    let few = "Fewer than 50 answered, or answered some part of it: counts are given there, and no shares.";
    let withheld = format!(
        "Figures marked [c] are withheld: counts under {}, and others from which these could be worked out.",
        results.smallest_shown
    );
    let rest =
        [question.is_few.then(|| few.to_owned()), (question.withheld > 0).then_some(withheld)];
    let weights = results.weights.as_ref().map(|(_, words)| words.clone());
    let always = std::iter::once(results.speaks.clone()).chain(weights);
    always.chain(rest.into_iter().flatten()).collect()
}

/// The blocks up to each table, with the address of its file.
fn pieces(blocks: &[Block], draw: DrawChart, file: impl Fn(&str) -> String) -> Vec<Piece> {
    let ends_in = |block: &Block| matches!(block, Block::Table(_));
    let piece = |some: &[Block]| {
        let table = some.iter().rev().find_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        });
        Piece {
            blocks: blocks::blocks(some, draw),
            file: table.map(|table| file(&table.name)),
            of: table.map(|table| table.caption.clone()).unwrap_or_default(),
        }
    };
    blocks.split_inclusive(ends_in).map(piece).collect()
}

/// The groups that the whole report sets against the question, and the one that was chosen. Nothing is counted for a
/// choice: it only picks from the tables whose small counts are withheld together.
fn groups(
    (results, question): (&Results, &OfQuestion),
    form: &mut Form,
    here: &str,
    draw: DrawChart,
) -> Groups {
    let is_answered = |one: &&SetAgainst| {
        let by = results.questions.iter().find(|question| question.id == one.by);
        by.is_some_and(|by| by.answered.1 != Count::Shown(0))
    };
    let (left_out, told): (Vec<&SetAgainst>, Vec<&SetAgainst>) =
        question.groups.iter().filter(is_answered).partition(|one| one.is_left_out);
    let by = form.text("by").to_owned();
    let chosen = told.iter().find(|one| one.by.to_string() == by);
    if chosen.is_none() && !by.is_empty() {
        form.fault("by", "Choose one of the groups in the list");
    }
    let chosen = chosen.map(|one| pieces(&one.blocks, draw, |_| format!("{here}/by-{by}.csv")));
    let choice = |one: &&SetAgainst| Choice::of(form, "by", &one.by.to_string(), &one.words);
    let first = Choice::of(form, "by", "", "Choose");
    let choices: Vec<Choice> = match told.is_empty() {
        true => Vec::new(),
        false => std::iter::once(first).chain(told.iter().map(choice)).collect(),
    };
    Groups {
        none: choices.is_empty().then(|| why_none(question)),
        choices,
        chosen: chosen.unwrap_or_default(),
        left_out: left_out.into_iter().map(|one| one.words.clone()).collect(),
    }
}

fn why_none(question: &OfQuestion) -> &'static str {
    if question.is_about_person {
        "This question tells groups of people apart. What they said of each thing stands with the question about it."
    } else if question.is_words {
        "What people wrote in words is told by themes, not by groups."
    } else if question.groups.is_empty() {
        "Groups are set against questions with one answer. This one has several, or too few replied."
    } else {
        "Nothing can be told of groups here without withholding most of it, or without giving something else away."
    }
}
