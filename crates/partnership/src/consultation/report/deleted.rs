//! Counts of what was deleted, as they were before, and when it was deleted.
//!
//! In come coded replies and tombstones; out go codes that count as before, each question alone: who said what of
//! themselves is not known any more, so it cannot be set against anything else.

use std::collections::BTreeSet;

use crate::consultation::answer::QuestionId;
use crate::consultation::questionnaire::About;
use crate::consultation::report::commission::Commission;
use crate::consultation::results::coding::Category;
use crate::consultation::results::coding::Coded;
use crate::consultation::results::coding::Counted;
use crate::consultation::results::coding::InBase;
use crate::consultation::retention::Field;
use crate::consultation::retention::totals::Totals;
use crate::consultation::retention::totals_after;
use crate::content::Block;
use crate::content::text;
use crate::terms::wording::capitalised;

/// The replies with what people said about themselves as it was counted before it was deleted.
pub(super) fn as_before(coded: Coded, commission: &Commission<'_>) -> Coded {
    let counted = || commission.deleted.iter().filter(|stone| !stone.totals.is_empty());
    let Some(asked) = commission.questionnaire().filter(|_| counted().next().is_some()) else {
        return coded;
    };
    let up_to = counted().map(|stone| stone.up_to).max().unwrap_or(i64::MIN);
    let heard = commission.heard();
    let there = heard.iter().enumerate().filter(|(_, heard)| heard.reference <= up_to);
    let there: Vec<usize> = there.map(|(place, _)| place).collect();
    let versions = commission.versions.iter();
    let totals: Vec<Totals> = versions
        .map(|one| totals_after(commission.deleted, (one.number(), one.questionnaire()), &[]))
        .collect();
    let about_you = asked.sections().iter().filter(|section| section.about == About::You);
    let about_you: BTreeSet<&QuestionId> =
        about_you.flat_map(|section| &section.questions).map(|one| &one.id).collect();
    let dimensions = coded.dimensions().iter().map(|one| one.counted.clone());
    let deleted: Vec<Counted> = dimensions
        .filter(|one| question_of(one).is_some_and(|question| about_you.contains(question)))
        .collect();
    deleted.iter().fold(coded, |coded, counted| {
        coded.counted_before(counted, &of_all_versions(counted, &totals), &there)
    })
}

/// The counts of one thing over all versions; a version that did not ask it did not ask it of anybody.
fn of_all_versions(counted: &Counted, totals: &[Totals]) -> Vec<(Category, InBase, u64)> {
    let mut all: Vec<(Category, InBase, u64)> = Vec::new();
    let mut take = |category: &Category, in_base, count| match all
        .iter_mut()
        .find(|(one, _, _)| one == category)
    {
        Some(found) => found.2 += count,
        None => all.push((category.clone(), in_base, count)),
    };
    for version in totals {
        match version.counts.iter().find(|(one, _)| one == counted) {
            Some((_, counts)) => {
                counts
                    .iter()
                    .for_each(|(category, in_base, count)| take(category, *in_base, *count));
            }
            None => {
                let channel = version.counts.iter().find(|(one, _)| *one == Counted::Channel);
                let replies = channel.map_or(0, |(_, all)| all.iter().map(|one| one.2).sum());
                take(&Category::NotAsked, InBase::No, replies);
            }
        }
    }
    all
}

fn question_of(counted: &Counted) -> Option<&QuestionId> {
    match counted {
        Counted::Question(id)
        | Counted::Row(id, _)
        | Counted::Tick(id, _)
        | Counted::Place(id, _)
        | Counted::Said(id) => Some(id),
        Counted::Channel | Counted::Besides(_) => None,
    }
}

/// What was deleted and when, in words; nothing where nothing was.
pub(super) fn told(commission: &Commission<'_>) -> Option<Block> {
    let told = commission.deleted.iter().filter_map(|stone| {
        let stays = match stone.field {
            // What an answer was read from, or an address, is in no figure.
            Field::Invitations | Field::Paper => return None,
            Field::FreeText => "It is still counted who wrote something.",
            Field::AboutYou => {
                "Each question about people is counted as it was before. It can no longer be told by the way of \
                 replying, set against other questions, or used for weights."
            }
        };
        let (what, on) = (capitalised(stone.field.in_words()), stone.on.in_words());
        Some(format!("{what} was deleted on {on}. {stays}"))
    });
    let told: Vec<String> = told.collect();
    let title = "Some answers were deleted, as was promised".to_owned();
    (!told.is_empty()).then(|| Block::Caution { title, text: vec![text(told.join(" "))] })
}
