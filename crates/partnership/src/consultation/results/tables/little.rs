//! Which pairs say too little to be shown, or cannot be.
//!
//! In come coded replies and pairs of dimensions; out go the pairs that are worth a table.

use crate::consultation::results::coding::Coded;
use crate::consultation::results::coding::InBase;
use crate::consultation::results::tables::Count;
use crate::consultation::results::tables::Part;
use crate::consultation::results::tables::Published;
use crate::consultation::results::tables::SoFar;
use crate::consultation::results::tables::every_category;
use crate::consultation::results::tables::together;
use crate::statistics::suppression::Profile;

impl Published {
    /// Whether two dimensions set against each other say little: more than half of the counts of one with the other are
    /// withheld, or the base is told of fewer than two categories of the one or the other.
    pub(super) fn says_little(&self, coded: &Coded, (one, other): (usize, usize)) -> bool {
        let [rows, columns] = [one, other].map(|dimension| {
            let places = every_category(coded, dimension).into_iter();
            let inside = places.filter(|(_, in_base)| *in_base == InBase::Yes);
            inside.map(|(place, _)| Part::Category(place)).collect::<Vec<Part>>()
        });
        let told =
            |a: &Part, b: &Part| matches!(self.both((one, *a), (other, *b)), Some(Count::Shown(_)));
        let cells = rows.iter().flat_map(|a| columns.iter().map(move |b| (a, b)));
        let shown = cells.filter(|(a, b)| told(a, b)).count();
        let groups = rows.iter().filter(|a| told(a, &Part::Base)).count();
        let said = columns.iter().filter(|b| told(&Part::Base, b)).count();
        2 * shown < rows.len() * columns.len() || groups < 2 || said < 2
    }
}

impl SoFar<'_> {
    /// Leaves out each pair that says little; with fewer tables less of the others is withheld, so it looks again.
    pub(super) fn leave_out_what_says_little(&mut self) {
        loop {
            let little =
                |pair: &&(usize, usize)| pair.1 != 0 && self.alone.says_little(self.coded, **pair);
            let little: Vec<(usize, usize)> = self.kept.iter().filter(little).copied().collect();
            let with: Vec<(usize, usize)> =
                self.kept.iter().filter(|pair| !little.contains(pair)).copied().collect();
            if little.is_empty() {
                return;
            }
            match together(self.coded, (self.every, &self.themes), &with, self.profile) {
                Ok(all) => {
                    self.kept = with;
                    self.alone = all;
                    self.left_out.extend(little);
                }
                Err(_) => return,
            }
        }
    }
}

/// Whether a pair could be shown if nothing but its two dimensions were. If not, it cannot with more, and trying them all
/// together for its sake takes long.
pub(super) fn holds_by_itself(coded: &Coded, pair: (usize, usize), profile: Profile) -> bool {
    let origin = |dimension| coded.joined(dimension).map(|joined| joined.of);
    let mut dimensions = vec![pair.0, pair.1];
    dimensions.extend(origin(pair.0));
    dimensions.extend(origin(pair.1));
    let with = |pairs: &[(usize, usize)]| together(coded, (&dimensions, &[]), pairs, profile);
    match (with(&[]), with(&[pair])) {
        (Ok(alone), Ok(both)) => {
            let little = pair.1 != 0 && both.says_little(coded, pair);
            both.shown_alone() >= alone.shown_alone() && !little
        }
        (Ok(_) | Err(_), _) => false,
    }
}
