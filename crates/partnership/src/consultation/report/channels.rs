//! The ways by which replies came, as columns of a table.

use crate::consultation::reply::Channel;
use crate::consultation::report::teller::Teller;
use crate::consultation::results::coding::Category;
use crate::consultation::results::tables::Count;
use crate::consultation::results::tables::Part;
use crate::content::table::Column;
use crate::evidence::tables::Entry;
use crate::terms::wording::capitalised;

/// The ways by which any reply came, each with its place among the categories.
pub(super) fn present(teller: &Teller<'_>) -> Vec<(usize, Channel)> {
    let categories = teller.coded.dimensions()[0].categories.iter().enumerate();
    let present = categories.filter_map(|(place, (category, _))| match category {
        Category::Channel(channel) => Some((place, *channel)),
        _ => None,
    });
    present
        .filter(|(place, _)| teller.count(0, Part::Category(*place)) != Count::Shown(0))
        .collect()
}

/// A column for each way, where there are several.
pub(super) fn columns(teller: &Teller<'_>) -> Vec<Column> {
    let several = several(teller).into_iter();
    several.map(|(_, channel)| Column::figures(capitalised(channel.in_words()))).collect()
}

/// The counts of the base of a dimension for those columns.
pub(super) fn entries_of_base(teller: &Teller<'_>, dimension: usize) -> Vec<Entry> {
    counts(teller, dimension, Part::Base)
}

/// A column for each way, where there are several and the categories of the dimension are told by them.
pub(super) fn columns_of(teller: &Teller<'_>, dimension: usize) -> Vec<Column> {
    if teller.is_split(dimension) { columns(teller) } else { Vec::new() }
}

/// The counts of a part of a dimension for those columns.
pub(super) fn entries(teller: &Teller<'_>, dimension: usize, part: Part) -> Vec<Entry> {
    if teller.is_split(dimension) { counts(teller, dimension, part) } else { Vec::new() }
}

fn counts(teller: &Teller<'_>, dimension: usize, part: Part) -> Vec<Entry> {
    let count = |(place, _)| teller.both((dimension, part), (0, Part::Category(place)));
    let counts = several(teller).into_iter().map(count);
    counts.map(|count| Teller::entry(teller.cell(count))).collect()
}

fn several(teller: &Teller<'_>) -> Vec<(usize, Channel)> {
    Some(present(teller)).filter(|present| present.len() > 1).unwrap_or_default()
}
