//! A draft's passages as values for a page: what they say now, and the remarks beside them.

use partnership::assessment::completeness::Item;
use partnership::assessment::looked_over::LookedOver;
use partnership::assessment::looked_over::LookedPassage;
use partnership::assessment::looked_over::LookedSection;
use partnership::assessment::looked_over::Remark;
use partnership::assessment::looked_over::Weight;
use partnership::assessment::text::Level;
use partnership::terms::slug;
use records::KeptComment;

use crate::app::DrawChart;
use crate::assessment::draft::Names;
use crate::page::blocks;
use crate::page::blocks::Shown;

/// A section.
#[derive(Debug, serde::Serialize)]
pub(super) struct ShownSection {
    heading: String,
    anchor: String,
    within: bool,
    exempt: Option<String>,
    items: Vec<&'static str>,
    remarks: Vec<ShownRemark>,
    passages: Vec<ShownPassage>,
}

/// A passage.
#[derive(Debug, serde::Serialize)]
pub(super) struct ShownPassage {
    pub(super) number: Option<u32>,
    blocks: Vec<Shown>,
    exempt: Option<String>,
    remarks: Vec<ShownRemark>,
    /// Where its comments are.
    pub(super) href: Option<String>,
    /// How many comments on it are open, in words.
    pub(super) comments: Option<String>,
    /// The open comments, where they stand beside it: who, and what they say.
    pub(super) said: Vec<(String, String)>,
}

/// Something that is to be said of a line.
#[derive(Debug, serde::Serialize)]
pub(super) struct ShownRemark {
    kind: &'static str,
    tag: &'static str,
    line: usize,
    file: String,
    text: String,
}

impl ShownRemark {
    pub(super) fn of(remark: &Remark) -> ShownRemark {
        ShownRemark {
            kind: remark.weight.in_words(),
            tag: match remark.weight {
                Weight::Fault => "govuk-tag--red",
                Weight::TypedByHand => "govuk-tag--orange",
                Weight::Stale | Weight::Unproven => "govuk-tag--yellow",
                Weight::BorneOut => "govuk-tag--green",
            },
            line: remark.place.line,
            file: remark.place.file.clone(),
            text: remark.words.clone(),
        }
    }
}

/// The sections of a draft; remarks that belong to none stand in the list beside.
pub(super) fn sections(looked: &LookedOver, draw: DrawChart) -> Vec<ShownSection> {
    looked.sections.iter().enumerate().map(|(at, one)| section(at, one, draw)).collect()
}

/// Remarks for a page.
pub(super) fn remarks<'r>(remarks: impl IntoIterator<Item = &'r Remark>) -> Vec<ShownRemark> {
    remarks.into_iter().map(ShownRemark::of).collect()
}

fn section(at: usize, looked: &LookedSection, draw: DrawChart) -> ShownSection {
    let section = &looked.section;
    let exempt = section
        .exempt
        .as_ref()
        .map(|why| format!("Exempt, paragraph {} of Schedule 12A: {}", why.paragraph, why.reason));
    ShownSection {
        heading: section.heading.clone(),
        anchor: format!("section-{at}-{}", slug::plain(&section.heading, "section")),
        within: section.level == Level::Within,
        exempt,
        items: section
            .items
            .iter()
            .filter_map(|one| Item::named(one))
            .map(Item::in_words)
            .collect(),
        remarks: remarks(&looked.remarks),
        passages: looked.passages.iter().map(|one| passage(one, draw)).collect(),
    }
}

pub(super) fn passage(looked: &LookedPassage, draw: DrawChart) -> ShownPassage {
    let why = looked.passage.exempt.as_ref();
    ShownPassage {
        number: looked.passage.number.map(|number| number.value()),
        blocks: blocks::blocks(&looked.blocks, draw),
        exempt: why.map(|why| format!("Exempt: information about {}", why.ground())),
        remarks: remarks(&looked.remarks),
        href: None,
        comments: None,
        said: Vec::new(),
    }
}

impl ShownSection {
    /// Sets the open comments beside their passages.
    pub(super) fn with_comments(&mut self, comments: &[KeptComment], names: &Names) {
        for passage in &mut self.passages {
            let own = comments.iter().filter(|kept| {
                passage.number == Some(kept.comment.passage().value())
                    && kept.comment.settled().is_none()
            });
            let said = own.map(|kept| {
                let by = names.name(&kept.comment.by().to_string());
                let by = format!("{by}, {}", kept.comment.on().in_words());
                (by, kept.comment.words().to_owned())
            });
            passage.said = said.collect();
        }
    }

    /// Says of each numbered passage where its comments are and how many are open.
    pub(super) fn commented(&mut self, of: impl Fn(u32) -> (String, usize)) {
        for passage in &mut self.passages {
            let Some(number) = passage.number else { continue };
            let (href, open) = of(number);
            passage.href = Some(href);
            passage.comments = (open > 0).then(|| match open {
                1 => "1 open comment".to_owned(),
                several => format!("{several} open comments"),
            });
        }
    }
}
