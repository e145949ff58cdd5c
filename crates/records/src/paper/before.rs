//! What came before: the returns that a new one may be again, by the number of its copy or by its ink.
//!
//! In come the returns of a batch that is read now; out goes which earlier one each seems to be. Those that were set aside
//! are not among the earlier ones: what was scanned again and set aside is no reason to doubt the next.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use partnership::consultation::form::FormName;
use partnership::consultation::reading::booking::Counts;
use partnership::consultation::reading::returns::Return;
use partnership::consultation::reading::returns::ReturnInk;

use crate::error::RecordsError;
use crate::paper::reading::by_number;
use crate::paper::reading::sides_of;
use crate::paper::returned::Doubt;
use crate::paper::returned::StoredReturn;
use crate::store::reading::Reading;
use crate::store::thing::Key;

/// The returns of a consultation that count, or may.
#[derive(Debug)]
pub(super) struct Before {
    /// The latest of each form's numbered copy.
    copies: BTreeMap<(FormName, u32), Doubt>,
    /// Those without a number, of the forms that came now, in the order in which they came.
    inks: Vec<(FormName, ReturnInk, Doubt)>,
}

impl Before {
    /// Those that may be one of `now` already. Ink is looked for only where something without a number came, a batch at a
    /// time, since the sides of a whole consultation may be too many for the memory.
    pub(super) async fn of(
        reading: &mut Reading,
        consultation: &Key,
        now: &[Return],
    ) -> Result<Before, RecordsError> {
        let unnumbered = now.iter().filter(|one| one.copy.is_none());
        let forms: BTreeSet<&FormName> = unnumbered.map(|one| &one.form).collect();
        let mut before = Before { copies: BTreeMap::new(), inks: Vec::new() };
        let mut batches: BTreeMap<i64, Vec<Return>> = BTreeMap::new();
        for found in reading.within::<StoredReturn>(consultation).await? {
            let batch = found.key.number(2, "paper_return")?;
            let StoredReturn { counts, sides, .. } = found.held.value;
            match (counts, sides.of.copy) {
                (Counts::SetAside, _) => {}
                (Counts::Counts | Counts::Doubted, Some(copy)) => {
                    let is = Doubt { batch, number: sides.of.number };
                    before.copies.insert((sides.of.form, copy), is);
                }
                (Counts::Counts | Counts::Doubted, None) if forms.contains(&sides.of.form) => {
                    batches.entry(batch).or_default().push(sides.of);
                }
                (Counts::Counts | Counts::Doubted, None) => {}
            }
        }
        for (batch, returns) in batches {
            let sides = sides_of(reading, &consultation.clone().and(batch)).await?;
            let sides = by_number(&sides);
            before.inks.extend(returns.into_iter().map(|one| {
                let (ink, is) = (ReturnInk::of(&one, &sides), Doubt { batch, number: one.number });
                (one.form, ink, is)
            }));
        }
        Ok(before)
    }

    /// Which earlier return one seems to be: the same copy, or one without a number whose ink is the same.
    pub(super) fn seems_to_be(&self, one: &Return, ink: &ReturnInk) -> Option<Doubt> {
        let is_same =
            |form: &FormName, other: &ReturnInk| *form == one.form && other.is_same_paper(ink);
        match one.copy {
            Some(_) => self.of_copy(one),
            None => {
                let same = self.inks.iter().find(|(form, other, _)| is_same(form, other));
                same.map(|(.., is)| *is)
            }
        }
    }

    /// The earlier return of the same copy, where the return has a number.
    pub(super) fn of_copy(&self, one: &Return) -> Option<Doubt> {
        self.copies.get(&(one.form.clone(), one.copy?)).copied()
    }
}
