//! The rows that tables of questions have in common: the base, and what is missing from it.

use crate::consultation::question::Question;
use crate::consultation::report::channels;
use crate::consultation::report::teller::Teller;
use crate::consultation::results::coding::Category;
use crate::consultation::results::coding::InBase;
use crate::consultation::results::shares::Found;
use crate::consultation::results::shares::Share;
use crate::consultation::results::shares::counted;
use crate::consultation::results::shares::share;
use crate::consultation::results::tables::Count;
use crate::consultation::results::tables::Part;
use crate::content::Reference;
use crate::content::chart::ShareRow;
use crate::content::table::Cell;
use crate::content::table::Column;
use crate::content::table::RowWeight;
use crate::content::table::with_commas;
use crate::evidence::tables::Drafted;
use crate::evidence::tables::Entry;
use crate::terms::wording::ordinal;

/// A category in words.
pub(in crate::consultation::report) fn label(
    teller: &Teller<'_>,
    question: Option<&Question>,
    category: &Category,
) -> String {
    let said = |id| question.and_then(|question| question.answer(id));
    match category {
        Category::Channel(channel) => crate::terms::wording::capitalised(channel.in_words()),
        Category::Answer(id) => {
            said(id).map_or(id.to_string(), |answer| teller.said(&answer.label).to_owned())
        }
        Category::Ticked => "Ticked".to_owned(),
        Category::NotTicked => "Not ticked".to_owned(),
        Category::Place(place) => ordinal(*place),
        Category::NoPlace => "Not placed".to_owned(),
        Category::Said => "Answered".to_owned(),
        Category::Area(area) => {
            teller.commission.areas.get(area).cloned().unwrap_or(area.to_string())
        }
        Category::Besides(words) => words.to_string(),
        Category::Declined => "Could not or did not wish to say".to_owned(),
        Category::LeftOut => "Left it out".to_owned(),
        Category::Unclear => "Unclear".to_owned(),
        Category::NotAsked => "Not asked".to_owned(),
    }
}

/// The columns of a table of one dimension after its first: the count, its shares, and the ways it came by.
pub(super) fn columns(teller: &Teller<'_>, dimension: usize) -> Vec<Column> {
    let shares = ["Replies".to_owned(), "Per cent".to_owned()].into_iter().map(Column::figures);
    let estimates: &[&str] = match &teller.found {
        Found::SelfSelected(Some(_)) => &["Weighted per cent"],
        Found::SelfSelected(None) | Found::Everyone | Found::NotEstimated(..) => &[],
        Found::Drawn(_) => &["Estimate, per cent", "95% interval from", "to"],
    };
    let estimates = estimates.iter().map(|heading| Column::figures(*heading));
    shares.chain(estimates).chain(channels::columns_of(teller, dimension)).collect()
}

/// The row of a category in the base.
pub(super) fn in_base(
    teller: &Teller<'_>,
    what: &str,
    heading: String,
    (dimension, category): (usize, usize),
) -> Drafted {
    let part = Part::Category(category);
    let (count, base) = (teller.count(dimension, part), teller.count(dimension, Part::Base));
    let mut entries = vec![teller.counted(&format!("{what}, {heading}"), dimension, part)];
    entries.push(Teller::entry(teller.share(count, base)));
    entries.extend(estimates(teller, dimension, category).into_iter().map(Teller::entry));
    entries.extend(channels::entries(teller, dimension, part));
    Drafted { heading, entries, weight: RowWeight::Ordinary }
}

/// The count of which an estimate is made, if it may be told by part of the list or by group, too.
fn base_of(teller: &Teller<'_>, at: (usize, Part)) -> Count {
    let published = teller.published.as_ref();
    let count = published.and_then(|all| counted(&teller.coded, all, at, &teller.found));
    count.unwrap_or(Count::Withheld)
}

/// What is estimated for all of whom those who replied speak, if they do.
///
/// With one count of the question withheld, or one of what a group said, none is given, since estimates add up as counts
/// do.
fn estimates(teller: &Teller<'_>, dimension: usize, category: usize) -> Vec<Cell> {
    let number = |share: f64| Cell::Number { value: 100.0 * share, decimals: 1 };
    let all = teller.categories(dimension, InBase::Yes);
    let shown =
        |place: &usize| base_of(teller, (dimension, Part::Category(*place))) != Count::Withheld;
    let found = match &teller.published {
        Some(published) if all.iter().all(shown) => {
            share(&teller.coded, published, (dimension, category), &teller.found).ok()
        }
        Some(_) | None => None,
    };
    let small = match base_of(teller, (dimension, Part::Base)) {
        Count::Shown(base) => base < crate::consultation::results::phrases::FEWEST_FOR_PER_CENT,
        Count::Withheld => true,
    };
    let none = || {
        Cell::Missing(
            "a count of the question or of what one group said is withheld, too few answered, or all said the same"
                .to_owned(),
        )
    };
    match (&teller.found, found.filter(|_| !small)) {
        (Found::SelfSelected(None) | Found::Everyone | Found::NotEstimated(..), _) => Vec::new(),
        (Found::SelfSelected(Some(_)), Some(Share::SelfSelected(share))) => vec![number(share)],
        (Found::Drawn(_), Some(Share::Population { share, low, high })) => {
            [share, low, high].map(number).to_vec()
        }
        (Found::SelfSelected(Some(_)), _) => vec![none()],
        (Found::Drawn(_), _) => vec![none(), none(), none()],
    }
}

/// The row of the base, those of what is missing from it, and that of all replies.
pub(super) fn base_and_missing(
    teller: &Teller<'_>,
    what: &str,
    question: &Question,
    dimension: usize,
) -> Vec<Drafted> {
    let plain = |heading: &str, part, weight| {
        let blank = |_| Entry::Words(String::new());
        let mut entries = vec![teller.counted(&format!("{what}, {heading}"), dimension, part)];
        let ways = channels::entries(teller, dimension, part);
        let estimates = columns(teller, dimension).len() - 1 - ways.len();
        entries.extend((0..estimates).map(blank));
        entries.extend(ways);
        Drafted { heading: heading.to_owned(), entries, weight }
    };
    let mut rows = vec![plain("Answered (base)", Part::Base, RowWeight::Strong)];
    for place in teller.categories(dimension, InBase::No) {
        let part = Part::Category(place);
        let category = &teller.coded.dimensions()[dimension].categories[place].0;
        let often_none = matches!(category, Category::Unclear | Category::NotAsked);
        if !(often_none && teller.count(dimension, part) == Count::Shown(0)) {
            rows.push(plain(&label(teller, Some(question), category), part, RowWeight::Ordinary));
        }
    }
    rows.push(plain("All replies", Part::All, RowWeight::Strong));
    rows
}

/// A row of a chart of one bar a row.
pub(super) fn bar(label: String, count: Count, base: Count, reference: Reference) -> ShareRow {
    let said = match count {
        Count::Shown(count) => with_commas(count),
        Count::Withheld => "[c]".to_owned(),
    };
    ShareRow { label, per_cent: vec![Teller::per_cent(count, base)], said, reference }
}

/// A base in words, such as "735 answered".
pub(super) fn base_in_words(base: Count) -> String {
    match base {
        Count::Shown(base) => format!("{} answered", with_commas(base)),
        Count::Withheld => "the number who answered is withheld".to_owned(),
    }
}
