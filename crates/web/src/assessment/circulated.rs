//! A draft as it was circulated, and what new data would now say beside it.
//!
//! In comes a version's number; out goes the text with the figures of that day. Nothing in it changes by itself.

use axum::response::Html;
use partnership::assessment::circulated::Circulated;
use partnership::assessment::circulated::WouldNowSay;
use partnership::assessment::clearing::without_confidential;
use partnership::assessment::comment::SeenBy;
use partnership::assessment::looked_over::LookedOver;
use partnership::assessment::looked_over::set_as;
use partnership::assessment::material::Supplied;
use partnership::membership::may::Deed;
use records::KeptComment;

use crate::assessment::at::At;
use crate::assessment::draft::Names;
use crate::assessment::material::Stock;
use crate::assessment::preview::open_by_passage;
use crate::assessment::shown;
use crate::assessment::shown::ShownSection;
use crate::page;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::who::apart;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct CirculatedPage {
    stands: String,
    why_not: Option<String>,
    changed: Vec<ChangedLine>,
    numbers: Vec<[String; 4]>,
    sections: Vec<ShownSection>,
    editions: Option<(String, String)>,
}

/// A reference that new data would answer otherwise.
#[derive(Debug, serde::Serialize)]
struct ChangedLine {
    passage: Option<u32>,
    then: String,
    now: String,
    reference: String,
}

/// A circulated draft, set as it was, with what new data would now say.
pub(super) struct AsCirculated {
    pub(super) circulated: Circulated,
    pub(super) looked: LookedOver,
    pub(super) would_now_say: Result<Vec<WouldNowSay>, String>,
}

/// The draft as it was circulated.
pub(super) async fn as_circulated(
    visitor: &Visitor,
    at: &At,
    version: u32,
) -> Result<AsCirculated, PageError> {
    let found = visitor.book.circulated_draft(at.cycle, version).await?;
    let circulated = found.ok_or(PageError::NotFound)?;
    let stock = Stock::of(visitor, at.cycle, circulated.about, &circulated.version.sources).await;
    let drafts = visitor.can(Deed::DraftAssessment);
    apart(move || {
        let material = stock.material();
        let nothing = Supplied::default();
        let supplied = material.as_ref().map_or(&nothing, |material| material.supplied);
        let answers = match drafts {
            true => circulated.answers.clone(),
            false => without_confidential(&circulated.answers),
        };
        let looked = set_as(&circulated.sections(), &answers, supplied);
        let mut would_now_say = match &material {
            Ok(material) => Ok(circulated.would_now_say(material)),
            Err(why) => Err(why.clone()),
        };
        if let (false, Ok(changed)) = (drafts, &mut would_now_say) {
            changed.retain(|one| !circulated.is_confidential(&one.reference));
        }
        AsCirculated { circulated, looked, would_now_say }
    })
    .await
}

/// Shows the page.
pub(super) async fn show(visitor: Visitor, at: At) -> Result<Html<String>, PageError> {
    visitor.may(Deed::ReadDrafts)?;
    let version: u32 = at.part("version")?;
    let AsCirculated { circulated, looked, would_now_say } =
        as_circulated(&visitor, &at, version).await?;
    let sections = commented(&visitor, &at, version, &looked).await?;
    let by = Names::of(&visitor).await?.name(&circulated.version.by);
    let why_not = would_now_say
        .as_ref()
        .err()
        .map(|why| format!("What new data would now say cannot be told: {why}"));
    let would_now_say = would_now_say.unwrap_or_default();
    let drafts = visitor.can(Deed::DraftAssessment);
    let edition = |name: &str| at.path(&visitor, &format!("/editions/{name}?version={version}"));
    let it = CirculatedPage {
        stands: format!(
            "Version {version}, saved by {by} on {}. Its figures are those of {}, the day on which it was circulated.",
            circulated.version.on.in_words(),
            circulated.on.in_words()
        ),
        why_not,
        numbers: would_now_say.iter().flat_map(numbers).collect(),
        changed: would_now_say.iter().map(line).collect(),
        sections,
        editions: drafts.then(|| (edition("public"), edition("exempt"))),
    };
    let title = circulated.stage();
    let around = if drafts {
        at.page(&visitor, &title)
    } else {
        Page::of(&visitor, title).below("Assessment", visitor.path("/assessment"))
    };
    page::draw(&visitor.app, "assessment/circulated.html", around, &it)
}

/// The sections, each passage with how many comments on it are open.
async fn commented(
    visitor: &Visitor,
    at: &At,
    version: u32,
    looked: &LookedOver,
) -> Result<Vec<ShownSection>, PageError> {
    let mut comments = visitor.book.assessment_comments(at.cycle).await?;
    // What was written for those who write stands in the draft alone.
    let is_for_readers = |kept: &KeptComment| kept.comment.seen_by() == SeenBy::Readers;
    comments.retain(|kept| kept.comment.version() == version && is_for_readers(kept));
    let open = open_by_passage(&comments);
    let mut sections = shown::sections(looked, visitor.app.draw_chart);
    let names = Names::of(visitor).await?;
    for section in &mut sections {
        section.with_comments(&comments, &names);
        section.commented(|number| {
            let href = at.path(visitor, &format!("/passages/{number}?version={version}"));
            (href, open.get(&number).copied().unwrap_or_default())
        });
    }
    Ok(sections)
}

fn line(one: &WouldNowSay) -> ChangedLine {
    ChangedLine {
        passage: one.passage.map(|number| number.value()),
        then: one.then.clone(),
        now: match &one.now {
            Ok(now) if *now == one.then => {
                "The same words, with other numbers: see below".to_owned()
            }
            Ok(now) => now.clone(),
            Err(why) => format!("No answer any more: {why}"),
        },
        reference: one.reference.to_string(),
    }
}

/// Passage, what, then, now.
fn numbers(one: &WouldNowSay) -> Vec<[String; 4]> {
    let passage = one.passage.map_or_else(String::new, |number| format!("Passage {number}"));
    let each = one.numbers.iter().map(|number| {
        [passage.clone(), number.what.clone(), number.then.clone(), number.now.clone()]
    });
    each.collect()
}
