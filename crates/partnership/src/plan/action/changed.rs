//! What a description of an action changed of the one before.
//!
//! In comes an action with its deeds; out go the parts that one of them described otherwise, in words.

use crate::plan::action::Action;
use crate::plan::action::ActionDeed;
use crate::plan::action::described::Described;

impl Action {
    /// How it is described now, with the day on which it is due after all that was deferred.
    pub fn as_it_is(&self) -> Described {
        Described { due: self.due(), ..self.described().clone() }
    }

    /// What the deed at a place changed of how the action was described, part by part; of what is short, with what it was.
    /// Nothing where the deed describes nothing, or there is none.
    pub fn changed_by(&self, place: usize) -> Vec<String> {
        match self.deeds.get(place).map(|dated| &dated.deed) {
            Some(ActionDeed::Describe(after)) => {
                let deeds = self.deeds.iter().take(place).cloned().collect();
                changed(&Action { deeds, ..self.clone() }.as_it_is(), after)
            }
            Some(
                ActionDeed::Note(_)
                | ActionDeed::Defer { .. }
                | ActionDeed::Finish { .. }
                | ActionDeed::Drop { .. }
                | ActionDeed::CarryOver { .. }
                | ActionDeed::TakeUpAgain { .. },
            )
            | None => Vec::new(),
        }
    }
}

fn changed(before: &Described, after: &Described) -> Vec<String> {
    let short = |part: &str, before: &str, after: &str| {
        (before != after).then(|| format!("{part}, before “{before}”"))
    };
    let other = |part: &str, is_other: bool| is_other.then(|| part.to_owned());
    let (due, is_due) = (before.due.in_words(), after.due.in_words());
    let parts = [
        short("title", &before.title, &after.title),
        other("more about it", before.about != after.about),
        other("objective", before.objective != after.objective),
        short("lead authority", &before.lead, &after.lead),
        short("person or post", &before.person, &after.person),
        other("who takes part", before.partners != after.partners),
        other("what it takes", before.resources != after.resources),
        other("who pays", before.funding != after.funding),
        other("measure", before.measure != after.measure),
        (due != is_due).then(|| format!("day, before {due}")),
        other("what people said", before.said != after.said),
    ];
    parts.into_iter().flatten().collect()
}
