//! The two editions of one draft: the public one without what is withheld, the exempt one with the register of it.
//!
//! In comes which; out goes the document as it would be published. The public one is made of what was cleared alone.

use axum::response::Html;
use partnership::assessment::about::About;
use partnership::assessment::answer::Answers;
use partnership::assessment::answering::answers;
use partnership::assessment::clearing::ClearedDraft;
use partnership::assessment::composing::Commission;
use partnership::assessment::composing::With;
use partnership::assessment::edition::Edition;
use partnership::assessment::editions::composed;
use partnership::assessment::material::Supplied;
use partnership::assessment::reading::read;
use partnership::assessment::text::Section;
use partnership::assessment::text::Source;
use partnership::assessment::versions::marked_by;
use partnership::content::Document;
use partnership::evidence::held::Held;
use partnership::membership::may::Deed;

use crate::assessment::at::At;
use crate::assessment::draft::Draft;
use crate::assessment::material::Stock;
use crate::page;
use crate::page::blocks;
use crate::page::blocks::Part;
use crate::page::fault::PageError;
use crate::page::taken::Query;
use crate::who::apart;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct EditionPage {
    is_public: bool,
    other: String,
    subtitle: String,
    withheld: String,
    parts: Vec<Part>,
    why_not: Option<String>,
    circulate: String,
}

/// Of which circulated draft; of the last version where none is named.
#[derive(Debug, Clone, Copy, Default, serde::Deserialize)]
pub(super) struct Wanted {
    version: Option<u32>,
}

/// What an edition is made of: the text, its kept answers if it was circulated, and what kind of text it is.
struct Text {
    sources: Vec<Source>,
    kept: Option<Answers>,
    stage: String,
    about: About,
}

/// Shows an edition.
pub(super) async fn show(
    visitor: Visitor,
    at: At,
    Query(wanted): Query<Wanted>,
) -> Result<Html<String>, PageError> {
    visitor.may(Deed::DraftAssessment)?;
    let edition = match at.part::<String>("edition")?.as_str() {
        "public" => Edition::Public,
        "exempt" => Edition::Exempt,
        _ => return Err(PageError::NotFound),
    };
    let draft = Draft::of(&visitor, &at).await?;
    let text = text(&visitor, &at, &draft, wanted).await?;
    let stock = Stock::of(&visitor, at.cycle, text.about, &text.sources).await;
    let commission = commission(&visitor, &at, &text).await?;
    let marked = marked_by(&draft.named_versions_to(wanted.version));
    let made = apart(move || made(edition, &text, &stock, &commission, &marked)).await?;
    let asked = wanted.version.map(|version| format!("?version={version}")).unwrap_or_default();
    let it = page_of(&visitor, &at, (edition, &asked), made);
    let around = at.page(&visitor, title(edition));
    page::draw(&visitor.app, "assessment/edition.html", around, &it)
}

fn title(edition: Edition) -> &'static str {
    match edition {
        Edition::Public => "Public edition",
        Edition::Exempt => "Exempt edition",
    }
}

fn other(edition: Edition) -> &'static str {
    match edition {
        Edition::Public => "exempt",
        Edition::Exempt => "public",
    }
}

async fn commission(visitor: &Visitor, at: &At, text: &Text) -> Result<Commission, PageError> {
    let partnership = visitor.book.partnership().await?.value;
    let mut districts = partnership.districts_on(visitor.today);
    let district = districts.find(|district| district.code == text.about.area);
    Ok(Commission {
        known_as: visitor.book.id().0.clone(),
        publisher: visitor.partnership_name.clone(),
        area: district.map_or_else(|| text.about.area.to_string(), |one| one.name.clone()),
        cycle: at.cycle,
        stage: text.stage.clone(),
        today: visitor.today,
    })
}

fn page_of(
    visitor: &Visitor,
    at: &At,
    (edition, asked): (Edition, &str),
    made: Result<(Document, usize), String>,
) -> EditionPage {
    let (document, withheld, why_not) = match made {
        Ok((document, withheld)) => (Some(document), withheld, None),
        Err(why) => (None, 0, Some(why)),
    };
    let draw = visitor.app.draw_chart;
    EditionPage {
        is_public: edition == Edition::Public,
        other: at.path(visitor, &format!("/editions/{}{asked}", other(edition))),
        subtitle: document.as_ref().map(|one| one.subtitle.clone()).unwrap_or_default(),
        withheld: match withheld {
            0 => "Nothing is withheld: both editions say the same.".to_owned(),
            1 => "One thing is withheld.".to_owned(),
            many => format!("{many} things are withheld."),
        },
        parts: document.map(|one| blocks::parts(&one, draw)).unwrap_or_default(),
        why_not,
        circulate: at.path(visitor, "/circulate"),
    }
}

async fn text(
    visitor: &Visitor,
    at: &At,
    draft: &Draft,
    wanted: Wanted,
) -> Result<Text, PageError> {
    let Some(version) = wanted.version else {
        let last = draft.last()?;
        let stage = last.version.stage();
        return Ok(Text {
            sources: last.version.sources.clone(),
            kept: None,
            stage,
            about: draft.about.value,
        });
    };
    let found = visitor.book.circulated_draft(at.cycle, version).await?;
    let circulated = found.ok_or(PageError::NotFound)?;
    let stage = circulated.stage();
    let (sources, kept) = (circulated.version.sources, Some(circulated.answers));
    Ok(Text { sources, kept, stage, about: circulated.about })
}

/// The document and how many things its public edition withholds; or why there is none yet.
fn made(
    edition: Edition,
    text: &Text,
    stock: &Stock,
    commission: &Commission,
    marked: &std::collections::BTreeMap<partnership::assessment::passage::Number, String>,
) -> Result<(Document, usize), String> {
    let read = read(&text.sources);
    let material = stock.material();
    let (nothing, none) = (Supplied::default(), Held::default());
    let supplied = material.as_ref().map_or(&nothing, |material| material.supplied);
    let held = material.as_ref().map_or(&none, |material| material.held);
    let found: Answers = match (&text.kept, &material) {
        (Some(kept), _) => kept.clone(),
        (None, Err(why)) => return Err(why.clone()),
        (None, Ok(material)) => {
            let found = answers(&read.sections, material);
            let faults = found.as_ref().err().map_or(0, Vec::len) + read.faults.len();
            let things = if faults == 1 { "thing" } else { "things" };
            let told = format!("{faults} {things} must be mended before an edition can be made");
            found.ok().filter(|_| faults == 0).ok_or(told)?
        }
    };
    let sections: &[Section] = &read.sections;
    let cleared = ClearedDraft::of(sections, &found, marked);
    let withheld = cleared.register().len();
    let with = With { answers: &found, extracts: &held.extracts, supplied };
    let composed = composed(edition, commission, sections, with, &cleared);
    Ok((composed.document, withheld))
}
