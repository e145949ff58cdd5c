//! The published tables: each dimension alone, by channel, and set against others, small counts withheld in all.
//!
//! In come coded replies, the pairs that are wanted and a profile; out go counts that may be shown. A pair whose
//! small counts nothing can hide is left out and named.

mod joined;
mod little;
mod themed;

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::consultation::results::coding::Coded;
use crate::consultation::results::coding::Counted;
use crate::consultation::results::coding::InBase;
use crate::consultation::results::ledger::Ledger;
use crate::consultation::results::ledger::Set;
use crate::consultation::results::tables::themed::OfTheme;
use crate::statistics::suppression::LinkedTables;
use crate::statistics::suppression::Profile;
use crate::statistics::suppression::Showing;
use crate::statistics::suppression::SuppressionError;
use crate::statistics::suppression::suppress;

/// Which part of a dimension.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The category at this place.
    Category(usize),
    /// Those who were asked, answered, and said something.
    Base,
    /// All replies.
    All,
}

/// A count as it may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Count {
    /// The count.
    Shown(u64),
    /// Withheld, being small or giving a small one away; which of the two is not told.
    Withheld,
}

/// Tables that are published together.
#[derive(Debug, Clone)]
pub struct Published {
    counts: BTreeMap<Place, Count>,
    themes: BTreeMap<OfTheme, Count>,
    /// The pairs that are left out.
    left_out: Vec<(usize, usize)>,
    /// The dimensions whose categories are told by channel.
    split: BTreeSet<usize>,
    linked: LinkedTables,
    showing: Vec<Showing>,
}

/// A place in the tables: a part of one dimension, or of two.
type Place = ((usize, Part), Option<(usize, Part)>);

impl Published {
    /// Every dimension alone and by channel, and these pairs of dimensions set against each other.
    ///
    /// # Errors
    /// When not even the dimensions alone can be shown, as with a handful of replies.
    pub fn of(
        coded: &Coded,
        pairs: &[(usize, usize)],
        profile: Profile,
    ) -> Result<Published, SuppressionError> {
        let of_itself = |dimension: &usize| coded.joined(*dimension).is_none();
        let by_channel = (1..coded.dimensions().len()).filter(of_itself);
        let mut wanted: Vec<(usize, usize)> = by_channel.map(|dimension| (dimension, 0)).collect();
        let mut too_few: Vec<(usize, usize)> =
            wanted.extract_if(.., |(dimension, _)| coded.is_alone(*dimension)).collect();
        for &(one, other) in pairs {
            let there = one.max(other) < coded.dimensions().len() && one != other;
            let there = there && !coded.is_alone(one) && !coded.is_alone(other);
            if !there || wanted.contains(&(one, other)) || wanted.contains(&(other, one)) {
                continue;
            }
            let list = if fills(coded, (one, other), profile) { &mut wanted } else { &mut too_few };
            list.push((one, other));
        }
        let every: Vec<usize> = (0..coded.dimensions().len()).collect();
        let (alone, themes) = with_themes(coded, &every, profile)?;
        let holds = |pair: &(usize, usize)| little::holds_by_itself(coded, *pair, profile);
        too_few.extend(wanted.extract_if(.., |pair| !holds(pair)));
        let mut so_far = SoFar {
            coded,
            every: &every,
            themes,
            profile,
            kept: Vec::new(),
            left_out: too_few,
            alone,
        };
        so_far.add(&wanted);
        so_far.leave_out_what_says_little();
        let SoFar { left_out, alone: published, .. } = so_far;
        Ok(Published { left_out, ..published })
    }

    /// How many counts of one dimension are shown.
    fn shown_alone(&self) -> usize {
        let alone = self.counts.iter().filter(|((_, other), _)| other.is_none());
        alone.filter(|(_, count)| **count != Count::Withheld).count()
    }

    /// Whether no fewer counts of one dimension are shown than in other tables, and no fewer of themes.
    fn shows_as_much_as(&self, other: &Published) -> bool {
        self.shown_alone() >= other.shown_alone()
            && self.shown_of_themes() >= other.shown_of_themes()
    }

    /// The count of a part of one dimension; nothing where there is no such part.
    pub fn alone(&self, dimension: usize, part: Part) -> Option<Count> {
        self.counts.get(&((dimension, part), None)).copied()
    }

    /// The count of those in both parts; nothing where the pair was not asked for, or is left out.
    pub fn both(&self, one: (usize, Part), other: (usize, Part)) -> Option<Count> {
        let found = self.counts.get(&(one, Some(other)));
        found.or_else(|| self.counts.get(&(other, Some(one)))).copied()
    }

    /// The pairs that are left out: most of their counts would be withheld, or fewer than two of their groups be told; or a
    /// count of one dimension would have been withheld for their sake, or a small count in them could be worked out
    /// whatever else was withheld.
    pub fn left_out(&self) -> &[(usize, usize)] {
        &self.left_out
    }

    /// Whether the categories of a dimension are told by channel, and not its base alone.
    ///
    /// They are where the channel that fewest used would have, on average, at least the smallest count that is shown in
    /// each category of the base. Else nearly all of its counts would be small, and with them others would be withheld
    /// that tell more: those of all replies.
    pub fn is_split(&self, dimension: usize) -> bool {
        self.split.contains(&dimension) && self.is_by_channel(dimension)
    }

    /// Whether the base of a dimension is told by channel.
    pub fn is_by_channel(&self, dimension: usize) -> bool {
        !self.left_out.contains(&(dimension, 0))
    }

    /// All counts and sums behind the tables, and what is shown, for whoever checks the suppression.
    pub fn linked(&self) -> (&LinkedTables, &[Showing]) {
        (&self.linked, &self.showing)
    }
}

/// The tables that can be shown so far, and those that cannot.
struct SoFar<'c> {
    coded: &'c Coded,
    /// The places of all dimensions.
    every: &'c [usize],
    /// The questions whose themes are told, by their dimensions.
    themes: Vec<usize>,
    profile: Profile,
    kept: Vec<(usize, usize)>,
    left_out: Vec<(usize, usize)>,
    /// With the pairs that are kept.
    alone: Published,
}

impl SoFar<'_> {
    /// Adds these pairs if no count of one dimension is withheld for their sake, or else each half of them for itself.
    fn add(&mut self, pairs: &[(usize, usize)]) {
        if pairs.is_empty() {
            return;
        }
        let with: Vec<(usize, usize)> = self.kept.iter().chain(pairs).copied().collect();
        match together(self.coded, (self.every, &self.themes), &with, self.profile) {
            Ok(all) if all.shows_as_much_as(&self.alone) => {
                self.kept = with;
                self.alone = all;
            }
            Ok(_) | Err(_) if pairs.len() == 1 => self.left_out.extend(pairs),
            Ok(_) | Err(_) => {
                let (first, second) = pairs.split_at(pairs.len() / 2);
                self.add(first);
                self.add(second);
            }
        }
    }
}

/// Every dimension alone with the themes of what was written, as far as no count of a dimension is withheld for their sake,
/// and the questions whose themes these are.
fn with_themes(
    coded: &Coded,
    every: &[usize],
    profile: Profile,
) -> Result<(Published, Vec<usize>), SuppressionError> {
    let mut alone = together(coded, (every, &[]), &[], profile)?;
    let mut themes = Vec::new();
    for one in coded.themed() {
        let more: Vec<usize> = themes.iter().copied().chain([one.said]).collect();
        if let Ok(with) = together(coded, (every, &more), &[], profile)
            && with.shows_as_much_as(&alone)
        {
            (alone, themes) = (with, more);
        }
    }
    Ok((alone, themes))
}

/// All of these pairs, or the reason why they cannot all be shown.
fn together(
    coded: &Coded,
    (dimensions, themes): (&[usize], &[usize]),
    pairs: &[(usize, usize)],
    profile: Profile,
) -> Result<Published, SuppressionError> {
    let mut ledger = Ledger::default();
    let mut sets: BTreeMap<Place, Set> = BTreeMap::new();
    for &dimension in dimensions {
        let classes = every_category(coded, dimension);
        let parts = with_base(&classes, &tallied(coded, dimension));
        add_up(&classes, &parts, &mut ledger);
        sets.extend(parts.into_iter().map(|(part, set)| (((dimension, part), None), set)));
    }
    let split = split(coded, profile);
    for &(one, other) in pairs {
        let table = crossed(coded, (one, other), &split, &mut ledger);
        sets.extend(table.into_iter().map(|((a, b), set)| (((one, a), Some((other, b))), set)));
    }
    joined::link(coded, &sets, &mut ledger);
    let themed = themed::themed(coded, themes, &mut ledger);
    for set in sets.values() {
        ledger.place(*set);
    }
    let (linked, places) = ledger.close()?;
    let showing = suppress(&linked, profile)?;
    let count = |set: &Set| match places.get(set).map(|place| (showing[*place], *place)) {
        Some((Showing::Shown, place)) => Count::Shown(linked.counts()[place]),
        Some((Showing::TooSmall | Showing::WouldReveal, _)) | None => Count::Withheld,
    };
    let counts = sets.iter().map(|(place, set)| (*place, count(set))).collect();
    let themes = themed.iter().map(|(place, set)| (*place, count(set))).collect();
    Ok(Published { counts, themes, left_out: Vec::new(), split, linked, showing })
}

/// Whether there are, on average, as many replies for each cell of two dimensions as the smallest count that is shown. With
/// fewer most cells would be withheld, and it would take long to find that out. What nobody said has no cells to withhold.
fn fills(coded: &Coded, (one, other): (usize, usize), profile: Profile) -> bool {
    let inside = |dimension: usize| {
        let categories = &coded.dimensions()[dimension].categories;
        let said: BTreeSet<usize> = coded.codes(dimension).iter().copied().collect();
        said.into_iter().filter(|code| categories[*code].1 == InBase::Yes).count() as u64
    };
    let cells = inside(one).saturating_mul(inside(other));
    coded.codes(one).len() as u64 >= cells.saturating_mul(profile.smallest_shown())
}

/// The dimensions whose categories can be told by channel.
fn split(coded: &Coded, profile: Profile) -> BTreeSet<usize> {
    let mut by_channel: BTreeMap<usize, u64> = BTreeMap::new();
    for code in coded.codes(0) {
        *by_channel.entry(*code).or_default() += 1;
    }
    let fewest = by_channel.values().min().copied().unwrap_or_default();
    let fits = |dimension: &usize| {
        let of = &coded.dimensions()[*dimension];
        let inside = of.categories.iter().filter(|(_, in_base)| *in_base == InBase::Yes).count();
        let wanted = profile.smallest_shown().saturating_mul(inside as u64);
        matches!(of.counted, Counted::Besides(_)) || fewest >= wanted
    };
    (1..coded.dimensions().len()).filter(fits).collect()
}

/// Who is in each category.
fn tallied(coded: &Coded, dimension: usize) -> Vec<Set> {
    let mut sets = vec![Set::default(); coded.dimensions()[dimension].categories.len()];
    for (reply, code) in coded.codes(dimension).iter().enumerate() {
        sets[*code].take(reply);
    }
    sets
}

/// Categories that are counted in a table of two dimensions: the place of each, and whether it is in the base.
type Classes = Vec<(usize, InBase)>;

/// The place of all categories outside the base together.
const OUTSIDE: usize = usize::MAX;

fn every_category(coded: &Coded, dimension: usize) -> Classes {
    let categories = coded.dimensions()[dimension].categories.iter().enumerate();
    categories.map(|(place, (_, in_base))| (place, *in_base)).collect()
}

/// The place of all categories in the base together.
const INSIDE: usize = usize::MAX - 1;

/// The base as one category, and all others as another.
fn answered_or_not(_coded: &Coded, _dimension: usize) -> Classes {
    vec![(INSIDE, InBase::Yes), (OUTSIDE, InBase::No)]
}

/// The categories in the base, and all others as one: a table of two questions tells no more of them.
fn others_as_one(coded: &Coded, dimension: usize) -> Classes {
    let mut classes = every_category(coded, dimension);
    classes.retain(|(_, in_base)| *in_base == InBase::Yes);
    classes.push((OUTSIDE, InBase::No));
    classes
}

/// The classes with the base and the whole.
fn with_base(classes: &Classes, sets: &[Set]) -> BTreeMap<Part, Set> {
    let mut parts = BTreeMap::from([(Part::Base, Set::default()), (Part::All, Set::default())]);
    for (set, (place, in_base)) in sets.iter().zip(classes) {
        parts.insert(Part::Category(*place), *set);
        let into = match in_base {
            InBase::Yes => &[Part::Base, Part::All][..],
            InBase::No => &[Part::All][..],
        };
        for part in into {
            parts.entry(*part).and_modify(|whole| *whole = whole.and(*set));
        }
    }
    parts
}

/// The sums of a dimension: the base of its categories, the whole of the base and the rest.
fn add_up(classes: &Classes, parts: &BTreeMap<Part, Set>, ledger: &mut Ledger) {
    let of = |wanted: InBase| {
        let places = classes.iter().filter(move |(_, in_base)| *in_base == wanted);
        places.filter_map(|(place, _)| parts.get(&Part::Category(*place)).copied())
    };
    let (base, all) = (parts[&Part::Base], parts[&Part::All]);
    ledger.sum(base, of(InBase::Yes));
    ledger.sum(all, of(InBase::No).chain([base]));
}

/// Two dimensions set against each other, with their bases and wholes. Against the channel every category is told, or the
/// base alone; else those outside the base are one, whose count could be worked out and so is protected though it is not
/// shown.
fn crossed(
    coded: &Coded,
    (one, other): (usize, usize),
    split: &BTreeSet<usize>,
    ledger: &mut Ledger,
) -> BTreeMap<(Part, Part), Set> {
    let classes = [one, other].map(|dimension| {
        let classes_of = match dimension {
            _ if one != 0 && other != 0 => others_as_one,
            0 => every_category,
            dimension if split.contains(&dimension) => every_category,
            _ => answered_or_not,
        };
        classes_of(coded, dimension)
    });
    let cells = cells(coded, [one, other], &classes);
    let rows: Vec<BTreeMap<Part, Set>> =
        cells.iter().map(|row| with_base(&classes[1], row)).collect();
    for row in &rows {
        add_up(&classes[1], row, ledger);
    }
    let mut table = BTreeMap::new();
    let columns = classes[1].iter().map(|(place, _)| Part::Category(*place));
    let mut ends: BTreeMap<Part, BTreeMap<Part, Set>> = BTreeMap::new();
    for b in columns.chain([Part::Base, Part::All]) {
        let column: Vec<Set> = rows.iter().map(|row| row[&b]).collect();
        let parts = with_base(&classes[0], &column);
        add_up(&classes[0], &parts, ledger);
        for (a, set) in &parts {
            table.insert((*a, b), *set);
            ends.entry(*a).or_default().insert(b, *set);
        }
    }
    for end in [Part::Base, Part::All] {
        add_up(&classes[1], &ends[&end], ledger);
    }
    table
}

/// Who is in each class of two dimensions.
fn cells(coded: &Coded, dimensions: [usize; 2], classes: &[Classes; 2]) -> Vec<Vec<Set>> {
    let [places, others] = [0, 1].map(|side| {
        let categories = coded.dimensions()[dimensions[side]].categories.iter().enumerate();
        let at = |wanted| classes[side].iter().position(|(place, _)| *place == wanted);
        let place = |(category, (_, in_base)): (usize, &(_, InBase))| {
            let inside = at(INSIDE).filter(|_| *in_base == InBase::Yes);
            at(category).or(inside).unwrap_or(classes[side].len() - 1)
        };
        categories.map(place).collect::<Vec<usize>>()
    });
    let mut cells = vec![vec![Set::default(); classes[1].len()]; classes[0].len()];
    let codes = coded.codes(dimensions[0]).iter().zip(coded.codes(dimensions[1]));
    for (reply, (a, b)) in codes.enumerate() {
        cells[places[*a]][others[*b]].take(reply);
    }
    cells
}

#[cfg(test)]
pub(crate) mod tests;
