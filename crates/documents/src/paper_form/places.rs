//! Where everything stands, as the typesetter tells it.
//!
//! In come pages that were set, with a note at both corners of whatever a reader must find; out goes the layout, or
//! what is missing on the pages.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use partnership::consultation::layout::FormLayout;
use partnership::consultation::layout::PageLayout;
use partnership::consultation::layout::Place;
use partnership::consultation::layout::TickBox;
use partnership::consultation::layout::WritingSpace;
use partnership::consultation::on_paper;
use partnership::consultation::questionnaire::Questionnaire;
use serde::Deserialize;
use typst::foundations::NativeElement;
use typst::foundations::Selector;
use typst::introspection::Introspector;
use typst::introspection::MetadataElem;
use typst_layout::PagedDocument;

use crate::paper_form::PaperFormError;
use crate::paper_form::called;

/// A note as the template leaves it.
#[derive(Debug, Clone, Deserialize)]
struct Told {
    kind: Kind,
    edge: Edge,
    question: Option<String>,
    answer: Option<String>,
    number: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Corner,
    Edge,
    Code,
    Letters,
    Box,
    Space,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Edge {
    First,
    Last,
}

/// A thing on a page, both its corners known.
#[derive(Debug, Clone)]
struct Thing {
    page: usize,
    kind: Kind,
    question: Option<String>,
    answer: Option<String>,
    number: usize,
    place: Place,
}

/// The layout of each copy, all of so many pages.
pub(super) fn layouts(
    set: &PagedDocument,
    form: &str,
    questionnaire: &Questionnaire,
    pages: usize,
) -> Result<Vec<FormLayout>, PaperFormError> {
    let size = set.pages().first().map(|page| page.frame.size()).unwrap_or_default();
    let (page_width, page_height) = (tidy(size.x.to_mm()), tidy(size.y.to_mm()));
    let copies = by_copy(things(set)?, set.pages().len(), pages)?.into_iter();
    let layout = |things: Vec<Thing>| {
        complete(&things, questionnaire)?;
        fitting(&things, page_width, page_height)?;
        let pages = (1..=pages).map(|page| page_layout(page, &things));
        let pages = pages.collect::<Result<Vec<PageLayout>, PaperFormError>>()?;
        Ok(FormLayout { form: form.to_owned(), page_width, page_height, pages })
    };
    copies.map(layout).collect()
}

/// The things of each copy, on its own pages. Each begins on a sheet of its own, so that after one of an odd number of
/// pages there is an empty one, with nothing on it.
fn by_copy(
    things: Vec<Thing>,
    all: usize,
    pages: usize,
) -> Result<Vec<Vec<Thing>>, PaperFormError> {
    let each = pages.next_multiple_of(2);
    let uneven = || PaperFormError::Incomplete(format!("{all} pages are no copies of {pages}"));
    let mut copies = vec![Vec::new(); all.div_ceil(each.max(1))];
    if copies.len().checked_sub(1).map(|before| before * each + pages) != Some(all) {
        return Err(uneven());
    }
    for mut thing in things {
        let before = thing.page.saturating_sub(1);
        thing.page = before % each + 1;
        let copy = copies.get_mut(before / each).filter(|_| thing.page <= pages);
        copy.ok_or_else(uneven)?.push(thing);
    }
    Ok(copies)
}

/// Everything that the template told of, in the order in which it stands.
fn things(set: &PagedDocument) -> Result<Vec<Thing>, PaperFormError> {
    let introspector = set.introspector();
    let mut begun: Vec<(Told, usize, f64, f64)> = Vec::new();
    let mut things = Vec::new();
    for note in introspector.query(&Selector::Elem(MetadataElem::ELEM, None)) {
        let position = note.location().and_then(|location| introspector.position(location));
        let told = note.to_packed::<MetadataElem>().and_then(|note| {
            serde_json::to_value(&note.value).and_then(serde_json::from_value::<Told>).ok()
        });
        let (Some(position), Some(told)) = (position, told) else { continue };
        let (page, x, y) =
            (position.page.get(), position.point.x.to_mm(), position.point.y.to_mm());
        if told.edge == Edge::First {
            begun.push((told, page, x, y));
            continue;
        }
        let open = begun.iter().position(|(first, on, _, _)| {
            *on == page
                && (first.kind, first.number, &first.question, &first.answer)
                    == (told.kind, told.number, &told.question, &told.answer)
        });
        let (first, page, left, top) =
            open.map(|at| begun.remove(at)).ok_or_else(|| torn(&told))?;
        things.push(thing(first, page, [left, top, x, y]));
    }
    begun.first().map_or(Ok(things), |(told, ..)| Err(torn(told)))
}

fn thing(told: Told, page: usize, [left, top, right, bottom]: [f64; 4]) -> Thing {
    let place = Place {
        left: tidy(left),
        top: tidy(top),
        width: tidy(right - left),
        height: tidy(bottom - top),
    };
    let Told { kind, question, answer, number, .. } = told;
    Thing { page, kind, question, answer, number, place }
}

/// To a thousandth of a millimetre, far below what any printer does.
fn tidy(millimetres: f64) -> f64 {
    (millimetres * 1000.0).round() / 1000.0
}

fn torn(told: &Told) -> PaperFormError {
    PaperFormError::Incomplete(format!("one corner of {told:?} stands on no page"))
}

/// Whether every box and space of the questionnaire stands once, and no other.
fn complete(things: &[Thing], questionnaire: &Questionnaire) -> Result<(), PaperFormError> {
    let mut wanted: BTreeSet<(Kind, String, Option<String>)> = BTreeSet::new();
    for question in questionnaire.questions() {
        for (id, answer) in on_paper::boxes(question) {
            wanted.insert((Kind::Box, id.to_string(), Some(answer.to_string())));
        }
        for (id, answer) in on_paper::spaces(question) {
            wanted.insert((Kind::Space, id.to_string(), answer.map(|answer| answer.to_string())));
        }
    }
    let mut times: BTreeMap<(Kind, String, Option<String>), usize> = BTreeMap::new();
    for thing in things.iter().filter(|thing| matches!(thing.kind, Kind::Box | Kind::Space)) {
        let question = thing.question.clone().unwrap_or_default();
        *times.entry((thing.kind, question, thing.answer.clone())).or_default() += 1;
    }
    let missing = wanted.iter().find(|name| times.get(*name) != Some(&1));
    let stray = times.keys().find(|name| !wanted.contains(*name));
    match missing.or(stray) {
        Some(name) => {
            Err(PaperFormError::Incomplete(format!("{name:?} does not stand once on the form")))
        }
        None => Ok(()),
    }
}

/// Whether every box and space stands between the marks of its page.
fn fitting(things: &[Thing], width: f64, height: f64) -> Result<(), PaperFormError> {
    /// What the marks and codes take at the top, at the bottom and at both sides, in millimetres.
    const TAKEN: (f64, f64, f64) = (29.0, 15.0, 13.0);
    let fits = |place: &Place| {
        place.top >= TAKEN.0
            && place.top + place.height <= height - TAKEN.1
            && place.left >= TAKEN.2
            && place.left + place.width <= width - TAKEN.2
    };
    let mut answered = things.iter().filter(|thing| matches!(thing.kind, Kind::Box | Kind::Space));
    match answered.find(|thing| !fits(&thing.place)) {
        Some(thing) => {
            let question = thing.question.as_deref().unwrap_or_default();
            let id = question.parse().map(partnership::consultation::answer::QuestionId);
            Err(PaperFormError::TooLong(id.map_or_else(|_| question.to_owned(), |id| called(&id))))
        }
        None => Ok(()),
    }
}

fn page_layout(page: usize, things: &[Thing]) -> Result<PageLayout, PaperFormError> {
    let here = || things.iter().filter(|thing| thing.page == page);
    let marks = |kind: Kind| {
        let mut marks: Vec<&Thing> = here().filter(|thing| thing.kind == kind).collect();
        marks.sort_by_key(|thing| thing.number);
        marks.into_iter().map(|thing| thing.place).collect::<Vec<Place>>()
    };
    let lacks = |what: &str| PaperFormError::Incomplete(format!("page {page} lacks {what}"));
    let one = |kind: Kind, what: &str| match marks(kind).as_slice() {
        [one] => Ok(*one),
        _ => Err(lacks(what)),
    };
    let boxes = here().filter(|thing| thing.kind == Kind::Box).map(|thing| TickBox {
        question: thing.question.clone().unwrap_or_default(),
        answer: thing.answer.clone().unwrap_or_default(),
        place: thing.place,
    });
    let spaces = here().filter(|thing| thing.kind == Kind::Space).map(|thing| WritingSpace {
        question: thing.question.clone().unwrap_or_default(),
        answer: thing.answer.clone(),
        place: thing.place,
    });
    Ok(PageLayout {
        corners: marks(Kind::Corner).try_into().map_err(|_| lacks("a corner"))?,
        edge_marks: marks(Kind::Edge),
        code: one(Kind::Code, "its code")?,
        code_in_letters: one(Kind::Letters, "its code in letters")?,
        boxes: boxes.collect(),
        spaces: spaces.collect(),
        blank: None,
    })
}
