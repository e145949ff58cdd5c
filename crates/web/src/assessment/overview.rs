//! The overview of a draft: its sections, whether the statutory items are answered, what hinders circulating it.

use axum::response::Html;
use partnership::assessment::completeness::Answered;
use partnership::assessment::completeness::completeness;
use partnership::assessment::looked_over::LookedOver;
use partnership::assessment::looked_over::Weight;
use partnership::assessment::looked_over::look_over;
use partnership::assessment::passage::passages;
use partnership::assessment::reading::read;
use partnership::assessment::text::Section;
use partnership::assessment::text::Source;
use partnership::assessment::versions::WrittenBy;
use partnership::assessment::versions::written_by;
use partnership::membership::may::Deed;
use partnership::terms::day::Day;
use partnership::terms::wording::capitalised;

use crate::assessment::at::At;
use crate::assessment::draft::Draft;
use crate::assessment::list::about_in_words;
use crate::assessment::material::Stock;
use crate::assessment::material::remark_stale;
use crate::page;
use crate::page::fault::PageError;
use crate::who::apart;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct OverviewPage {
    path: String,
    about: String,
    stands: String,
    version: u32,
    note: String,
    why_not: Option<String>,
    files: Vec<FileLine>,
    items: Vec<ItemLine>,
    missing: String,
    hindrances: String,
    comments: String,
    circulated: Vec<(String, String)>,
    /// Where everything is listed that new data would have otherwise.
    stale: String,
}

/// A section's file.
#[derive(Debug, serde::Serialize)]
struct FileLine {
    heading: String,
    href: String,
    passages: String,
    to_mend: String,
    last: String,
    /// Where a press moves it up; none of the first.
    up: Option<String>,
}

/// A statutory item.
#[derive(Debug, serde::Serialize)]
struct ItemLine {
    item: String,
    stands: &'static str,
    tag: &'static str,
    lacks: Vec<&'static str>,
}

/// Shows the page.
pub(super) async fn show(visitor: Visitor, at: At) -> Result<Html<String>, PageError> {
    visitor.may(Deed::DraftAssessment)?;
    let draft = Draft::of(&visitor, &at).await?;
    let last = draft.last()?;
    let sources = last.version.sources.clone();
    let stock = Stock::of(&visitor, at.cycle, draft.about.value, &sources).await;
    let (held, files) = (stock.clone(), sources.clone());
    let mut looked = apart(move || look_over(&files, held.material().ok().as_ref())).await?;
    remark_stale(&visitor, &mut looked).await?;
    let sections = read(&sources).sections;
    let written = written_by(&draft.named_versions());
    let file = |(place, source): (usize, &Source)| {
        file_line(&visitor, &at, (&source.file, place == 0), &sections, &looked, &written)
    };
    let items: Vec<ItemLine> = items(&sections);
    let answered = items.iter().filter(|line| line.lacks.is_empty()).count();
    let open = visitor.book.assessment_comments(at.cycle).await?;
    let open = open.iter().filter(|kept| kept.comment.settled().is_none()).count();
    let circulated = visitor.book.circulated_drafts(at.cycle).await?.into_iter().rev();
    let it = OverviewPage {
        path: at.path(&visitor, ""),
        about: about_in_words(draft.about.value),
        stands: draft.told(last),
        version: last.version.number,
        note: last.note.clone(),
        why_not: stock.why_not(),
        files: sources.iter().enumerate().map(file).collect(),
        missing: format!("{answered} of {} statutory items are answered", items.len()),
        items,
        hindrances: hindrances(&looked),
        comments: several(open, "open comment", "open comments"),
        circulated: circulated.map(|one| circulated_line(&visitor, &at, one)).collect(),
        stale: visitor.path("/evidence/stale"),
    };
    let title = format!("Strategic Assessment {}", at.cycle.in_words());
    let around = page::Page::of(&visitor, title).below("Assessment", visitor.path("/assessment"));
    page::draw(&visitor.app, "assessment/overview.html", around, &it)
}

/// Where a circulated version is read, and which it is.
fn circulated_line(visitor: &Visitor, at: &At, (number, day): (u32, Day)) -> (String, String) {
    let told = format!("Version {number}, circulated on {}", day.in_words());
    (at.path(visitor, &format!("/circulated/{number}")), told)
}

/// What stands against circulating the draft, in words.
pub(super) fn hindrances(looked: &LookedOver) -> String {
    match looked.remarks().filter(|remark| remark.weight.hinders()).count() {
        0 if looked.is_unwritten() => {
            "Nothing is written yet. Write at least one section before you circulate it.".to_owned()
        }
        0 => "Nothing in the text hinders circulating it.".to_owned(),
        1 => "One thing is to be mended before it can be circulated.".to_owned(),
        many => format!("{many} things are to be mended before it can be circulated."),
    }
}

/// "No open comments", "1 open comment", "3 open comments".
pub(super) fn several(count: usize, one: &str, many: &str) -> String {
    match count {
        0 => format!("No {many}"),
        1 => format!("1 {one}"),
        more => format!("{more} {many}"),
    }
}

fn file_line(
    visitor: &Visitor,
    at: &At,
    (file, is_first): (&str, bool),
    sections: &[Section],
    looked: &LookedOver,
    written: &std::collections::BTreeMap<partnership::assessment::passage::Number, WrittenBy>,
) -> FileLine {
    let own = || sections.iter().filter(|section| section.place.file == file);
    let heading = own().next().map_or_else(|| file.to_owned(), |one| one.heading.clone());
    let each = || own().flat_map(|section| passages(std::slice::from_ref(section)));
    let remarks = looked.remarks().filter(|remark| remark.place.file == file);
    let mut weights: Vec<Weight> = remarks.map(|remark| remark.weight).collect();
    weights.retain(|weight| *weight != Weight::BorneOut);
    let hinders = weights.iter().filter(|weight| weight.hinders()).count();
    let stale = weights.iter().filter(|weight| **weight == Weight::Stale).count();
    let unproven = weights.len() - hinders - stale;
    let mut told = Vec::new();
    if hinders > 0 {
        told.push(format!("{hinders} to mend"));
    }
    if stale > 0 {
        told.push(several(stale, "stale finding", "stale findings"));
    }
    if unproven > 0 {
        told.push(several(unproven, "unproven claim", "unproven claims"));
    }
    let last = each().filter_map(|(_, passage)| written.get(&passage.number?));
    let last = last.map(|by| &by.last).max_by_key(|stamp| stamp.version);
    FileLine {
        up: (!is_first).then(|| at.path(visitor, &format!("/sections/{file}/move-up"))),
        heading,
        href: at.path(visitor, &format!("/sections/{file}")),
        passages: each().count().to_string(),
        to_mend: if told.is_empty() { "Nothing".to_owned() } else { told.join(", ") },
        last: last.map_or_else(
            || "Not written yet".to_owned(),
            |stamp| format!("{}, {}", stamp.by, stamp.on.in_words()),
        ),
    }
}

fn items(sections: &[Section]) -> Vec<ItemLine> {
    let lines = completeness(sections).into_iter().map(|(item, answered)| {
        let (stands, tag, lacks) = match answered {
            Answered::Whole => ("Whole", "govuk-tag--green", Vec::new()),
            Answered::Thin(lacks) => {
                let lacks = lacks.into_iter().map(|lack| lack.in_words()).collect();
                ("Thin", "govuk-tag--yellow", lacks)
            }
            Answered::Missing => {
                let lacks = vec!["no section with words answers it yet"];
                ("Missing", "govuk-tag--red", lacks)
            }
        };
        ItemLine { item: capitalised(item.in_words()), stands, tag, lacks }
    });
    lines.collect()
}
