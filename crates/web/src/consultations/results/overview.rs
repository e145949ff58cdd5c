//! The results at a glance: how many replied, what is withheld, and what each question came to.

use axum::response::Html;
use partnership::consultation::report::OfQuestion;
use partnership::consultation::report::Results;
use partnership::consultation::report::replies_by_day;
use partnership::consultation::results::tables::Count;
use partnership::content::Block;
use partnership::content::table::Table;
use partnership::content::table::with_commas;
use partnership::membership::may::Deed;
use partnership::terms::wording::capitalised;
use records::HeldConsultation;

use crate::consultations::at::At;
use crate::consultations::results::all::All;
use crate::consultations::results::all::Nothing;
use crate::consultations::results::all::hidden;
use crate::consultations::results::all::no_replies;
use crate::consultations::results::all::notices;
use crate::consultations::results::kept::Standing;
use crate::consultations::results::report;
use crate::consultations::results::report::Offered;
use crate::page;
use crate::page::blocks;
use crate::page::blocks::Shown;
use crate::page::fault::PageError;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct OverviewPage {
    path: String,
    /// Why there is nothing to see.
    nothing: Option<Nothing>,
    /// What stands above all: that more may come, or has come since.
    notices: Vec<String>,
    stands: String,
    /// How many replied.
    replied: String,
    /// For whom they speak.
    speaks: String,
    withheld: String,
    /// How many replies were flagged, if any was.
    flagged: Option<String>,
    /// What to bear in mind of weighted shares, where there are any, or why there are none.
    weights: Option<(&'static str, String)>,
    /// By which way replies came.
    ways: Vec<Shown>,
    /// On which days they came, for those who may read replies: the chart, and the table.
    days: Option<Days>,
    sections: Vec<Section>,
    may_take: bool,
    /// The report as a file of each format.
    report: Vec<Offered>,
}

/// On which days replies came.
#[derive(Debug, serde::Serialize)]
struct Days {
    chart: Vec<Shown>,
    table: Vec<Shown>,
}

/// A section of the questionnaire.
#[derive(Debug, serde::Serialize)]
struct Section {
    anchor: String,
    heading: String,
    questions: Vec<Line>,
}

/// A question.
#[derive(Debug, serde::Serialize)]
struct Line {
    heading: String,
    href: String,
    finding: String,
    answered: String,
}

/// Shows the page.
pub(in crate::consultations) async fn show(
    visitor: Visitor,
    at: At,
) -> Result<Html<String>, PageError> {
    visitor.may(Deed::SeeYear)?;
    let held = at.found(&visitor).await?;
    let may_read = visitor.can(Deed::ReadReplies);
    let around = at.page(&visitor, &held, "Results");
    let nothing = hidden(&held, may_read);
    let standing = match nothing {
        Some(_) => None,
        None => All::of(&visitor, &at, &held, None).await?,
    };
    let it = match &standing {
        Some(standing) => told(&visitor, &at, &held, standing)?,
        None => OverviewPage {
            nothing: nothing.or_else(|| Some(no_replies())),
            ..empty(at.path(&visitor, "/results"))
        },
    };
    page::draw(&visitor.app, "consultations/results/overview.html", around, &it)
}

/// The page with nothing on it.
fn empty(path: String) -> OverviewPage {
    OverviewPage {
        path,
        nothing: None,
        notices: Vec::new(),
        stands: String::new(),
        replied: String::new(),
        speaks: String::new(),
        withheld: String::new(),
        flagged: None,
        weights: None,
        ways: Vec::new(),
        days: None,
        sections: Vec::new(),
        may_take: false,
        report: Vec::new(),
    }
}

fn told(
    visitor: &Visitor,
    at: &At,
    held: &HeldConsultation,
    standing: &Standing,
) -> Result<OverviewPage, PageError> {
    let path = at.path(visitor, "/results");
    let all = &standing.all;
    let results = &all.results;
    let draw = visitor.app.draw_chart;
    let may_take = visitor.can(Deed::ReadReplies);
    let days = replies_by_day(&held.consultation, &all.days).filter(|_| may_take);
    let asked = held.open().unwrap_or(&held.latest);
    Ok(OverviewPage {
        notices: notices(held, standing)?,
        stands: capitalised(&asked.value.stage().in_words()),
        replied: replied(results),
        speaks: results.speaks.clone(),
        withheld: withheld(results),
        flagged: results.flagged.clone(),
        weights: results.weights.clone(),
        ways: blocks::blocks(&ways(results), draw),
        days: days.map(|(chart, table)| Days {
            chart: blocks::blocks(&[chart], draw),
            table: blocks::blocks(&[second(table)], draw),
        }),
        sections: sections(&path, &results.questions),
        may_take,
        report: report::offered(visitor, &path),
        ..empty(path)
    })
}

/// The table of the ways by which replies came, which is the first of all.
fn ways(results: &Results) -> Vec<Block> {
    let first = results.document.sections.first();
    let blocks = first.map(|section| section.blocks.as_slice()).unwrap_or_default();
    blocks.iter().find(|block| matches!(block, Block::Table(_))).cloned().into_iter().collect()
}

/// A table as the second of the page, after that of the ways.
fn second(block: Block) -> Block {
    match block {
        Block::Table(table) => Block::Table(Table { number: 2, ..table }),
        other => other,
    }
}

fn replied(results: &Results) -> String {
    match results.totals.last() {
        Some((_, Count::Shown(1))) => "1 reply".to_owned(),
        Some((_, Count::Shown(all))) => format!("{} replies", with_commas(*all)),
        Some((_, Count::Withheld)) | None => "Too few replies for a count to be shown".to_owned(),
    }
}

fn withheld(results: &Results) -> String {
    let smallest = results.smallest_shown;
    match results.withheld {
        (_, 0) => format!(
            "Too few replied for any count under {smallest} to stay hidden, so none is shown: it could tell who said what."
        ),
        (0, _) => {
            format!("No figure had to be withheld: each count is nought, or {smallest} or more.")
        }
        (withheld, all) => format!(
            "{withheld} of {all} figures are withheld and stand as [c]: counts under {smallest} and what rests on so few, so \
             that nobody can be recognised, and others from which these could be worked out."
        ),
    }
}

/// The questions under the headings of their sections.
fn sections(path: &str, questions: &[OfQuestion]) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    for question in questions {
        let line = Line {
            heading: question.heading.clone(),
            href: format!("{path}/questions/{}", question.id),
            finding: finding(question),
            answered: question.answered_in_words(),
        };
        match sections.last_mut().filter(|last| last.heading == question.section) {
            Some(section) => section.questions.push(line),
            None => sections.push(Section {
                anchor: format!("section-{}", sections.len() + 1),
                heading: question.section.clone(),
                questions: vec![line],
            }),
        }
    }
    sections
}

/// What was found, or why nothing is.
pub(super) fn finding(question: &OfQuestion) -> String {
    let nobody = question.answered.1 == Count::Shown(0);
    match &question.finding {
        Some(found) => format!("{}.", capitalised(found)),
        None if nobody => "Nobody has answered it yet.".to_owned(),
        None if question.is_words => {
            "Answered in words: what people wrote is counted once it is sorted into themes."
                .to_owned()
        }
        None if question.withheld > 0 => {
            "No finding: too many of its counts are withheld.".to_owned()
        }
        None => "The table has each answer; none is put before the others.".to_owned(),
    }
}
