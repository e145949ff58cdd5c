//! The addresses of the assessment, for the table.

use partnership::assessment::about::About;
use partnership::assessment::circulated::Circulated;
use partnership::assessment::text::Source;
use partnership::membership::may::Deed::DraftAssessment;
use partnership::membership::may::Deed::ReadDrafts;
use partnership::membership::person::PersonId;
use records::Book;
use records::Saving;

use crate::house::signed;
use crate::roles::table::Line;
use crate::roles::table::Method::Get;
use crate::roles::table::Method::Post;
use crate::roles::table::may;

macro_rules! below {
    ($page:literal) => {
        concat!("{p}/assessment/2015-16/", $page)
    };
}

const NEW: &str = "\"/assessment/new\"";
const ABOUT: &str = "&of_one(\"about\")";
const PASSAGE: &str = "&of_one(\"passages/{passage}\")";
const CIRCULATE: &str = "&of_one(\"circulate\")";
const NEW_SECTION: &str = "&of_one(\"new-section\")";
const SECTION: &str = "&of_one(\"sections/{file}\")";
const IMPORT: &str = "&of_one(\"import\")";
const EDITION: &str = "&of_one(\"editions/{edition}\")";

/// Every route of these pages. A house with a draft and no archive has a version that was circulated.
pub(super) const DRAFTING: &[Line] = &[
    may("\"/assessment\"", Get, "{p}/assessment", ReadDrafts, 200),
    may(NEW, Get, "{p}/assessment/new", DraftAssessment, 200),
    may(NEW, Post, "{p}/assessment/new", DraftAssessment, 200),
    may("ASSESSMENT", Get, "{p}/assessment/2015-16", DraftAssessment, 200),
    may(ABOUT, Get, below!("about"), DraftAssessment, 200),
    may(ABOUT, Post, below!("about"), DraftAssessment, 400),
    may("&of_one(\"preview\")", Get, below!("preview"), DraftAssessment, 200),
    may(PASSAGE, Get, below!("passages/1?version=1"), ReadDrafts, 200),
    may(PASSAGE, Post, below!("passages/1?version=1"), ReadDrafts, 200),
    may("&of_one(\"comments/{comment}\")", Post, below!("comments/1"), DraftAssessment, 404),
    may("&of_one(\"versions\")", Get, below!("versions"), DraftAssessment, 200),
    may(CIRCULATE, Get, below!("circulate"), DraftAssessment, 200),
    may(CIRCULATE, Post, below!("circulate"), DraftAssessment, 200),
    may("&of_one(\"circulated/{version}\")", Get, below!("circulated/1"), ReadDrafts, 200),
    may(EDITION, Get, below!("editions/public"), DraftAssessment, 200),
    may("&of_one(\"draft.zip\")", Get, below!("draft.zip"), DraftAssessment, 200),
    may(NEW_SECTION, Get, below!("new-section"), DraftAssessment, 200),
    may(NEW_SECTION, Post, below!("new-section"), DraftAssessment, 200),
    may(SECTION, Get, below!("sections/1-about.md"), DraftAssessment, 200),
    may(SECTION, Post, below!("sections/1-about.md"), DraftAssessment, 400),
    may(
        "&of_one(\"sections/{file}/move-up\")",
        Post,
        below!("sections/1-about.md/move-up"),
        DraftAssessment,
        409,
    ),
    may(
        "&of_one(\"sections/{file}/take-out\")",
        Post,
        below!("sections/1-about.md/take-out"),
        DraftAssessment,
        400,
    ),
    may(IMPORT, Get, below!("import"), DraftAssessment, 200),
    may(IMPORT, Post, below!("import"), DraftAssessment, 415),
    may("&of_one(\"import/save\")", Post, below!("import/save"), DraftAssessment, 400),
];

/// Begins an assessment with one passage, circulated without a figure.
pub(crate) async fn enter_draft(book: &Book) {
    let (cycle, on) = ("2015-16".parse().unwrap(), "2014-10-14".parse().unwrap());
    let period = |text: &str| text.parse().unwrap();
    let about = About::of("E07000110".parse().unwrap(), period("2014-Q2"), period("2014-Q1"));
    let (about, text) = (about.unwrap(), "# About\n\nThe first words.\n".to_owned());
    let first = Saving {
        seen: 0,
        sources: vec![Source { file: "1-about.md".to_owned(), text }],
        by: PersonId("manager".parse().unwrap()),
        on,
        note: String::new(),
        numbered_elsewhere: false,
    };
    let kept = book.begin_assessment(&signed(), cycle, about, first).await.unwrap();
    let draft = Circulated { version: kept.version, on, about, answers: [].into() };
    book.circulate_assessment(&signed(), cycle, &draft).await.unwrap();
}
