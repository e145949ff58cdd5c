//! One document: the way that it has come and has still to go, what may be done now, and all that was done.

use axum::response::Html;
use partnership::approval::stage::Stage;
use partnership::approval::standing::Milestone;
use partnership::approval::standing::Reached;
use partnership::membership::may::Deed;
use partnership::terms::wording::capitalised;

use crate::adoption::at::At;
use crate::adoption::at::Opened;
use crate::adoption::at::list_above;
use crate::adoption::choices::Choices;
use crate::adoption::choices::choices;
use crate::adoption::report;
use crate::page;
use crate::page::Page;
use crate::page::PageLink;
use crate::page::fault::PageError;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct DocumentPage {
    stands: String,
    way: Vec<Way>,
    /// What may be done now, for whoever takes it to adoption.
    choices: Option<Choices>,
    /// The meetings that decide on it, each with where its report is written or read.
    reports: Vec<PageLink>,
    /// Where the order and words of reports are set, for whoever may.
    house: Option<String>,
    told: Vec<Told>,
    text: Option<PageLink>,
    hash: Option<String>,
}

/// One assent on the way.
#[derive(Debug, serde::Serialize)]
pub(super) struct Way {
    title: String,
    who: String,
    text: &'static str,
    colour: &'static str,
    when: String,
}

/// Something that was done.
#[derive(Debug, serde::Serialize)]
struct Told {
    on: String,
    words: String,
    moved: Vec<String>,
}

impl Way {
    /// The assents that a document needs.
    pub(super) fn of(opened: &Opened) -> Vec<Way> {
        opened.history.milestones(opened.minutes()).into_iter().map(Way::shown).collect()
    }

    fn shown(milestone: Milestone) -> Way {
        let Milestone { turn, title, reached, when } = milestone;
        let (text, colour) = match reached {
            Reached::Done => ("Done", "green"),
            Reached::Next => ("Next", "blue"),
            Reached::Later => ("Later", "grey"),
        };
        Way { title, who: capitalised(turn.in_words()), text, colour, when: capitalised(&when) }
    }
}

/// Shows the page.
pub(super) async fn show(visitor: Visitor, at: At) -> Result<Html<String>, PageError> {
    visitor.may(Deed::ReadDrafts)?;
    let opened = Opened::of(&visitor, at.document).await?;
    let shown = opened.history.stage().shown();
    let words = match opened.history.stage() {
        Stage::Adopted(_) => "The adopted text, with its amendments",
        Stage::NotPutForward
        | Stage::Before { .. }
        | Stage::CalledIn { .. }
        | Stage::SentBack(_) => "The text as it stands",
    };
    let told = opened.history.told().into_iter().map(|one| Told {
        on: one.on.in_words(),
        words: one.words,
        moved: one.moved,
    });
    let it = DocumentPage {
        stands: opened.history.stage().in_words(),
        way: Way::of(&opened),
        choices: choices(&visitor, &opened),
        reports: reports(&visitor, &opened),
        house: visitor.can(Deed::TakeToAdoption).then(|| visitor.path("/adoption/house")),
        told: told.collect(),
        hash: shown.map(|shown| shown.now().hash().to_string()),
        text: shown.map(|_| PageLink::to(opened.path(&visitor, "/text"), words)),
    };
    let around = list_above(Page::of(&visitor, at.document.in_words()), &visitor);
    page::draw(&visitor.app, "adoption/document.html", around, &it)
}

/// The reports to meetings, once there is a text to report on: to be written by whoever takes it to adoption until the meeting
/// decides, to be read by the others and afterwards.
fn reports(visitor: &Visitor, opened: &Opened) -> Vec<PageLink> {
    if opened.history.stage().shown().is_none() {
        return Vec::new();
    }
    let matters = opened.matters();
    let links = matters.iter().map(|matter| {
        let is_written = visitor.can(Deed::TakeToAdoption) && matter.decided_on().is_none();
        let path = report::path(visitor, opened, matter, if is_written { "" } else { "/document" });
        PageLink::to(path, &format!("{}, {}", capitalised(matter.body), matter.date_in_words()))
    });
    links.collect()
}
