//! What is known of the task groups, and which of them an address names.
//!
//! In comes a visitor; out go the groups, each with its short name in addresses, and their measures with what is known of a
//! quarter.

use std::collections::BTreeSet;

use partnership::membership::Partnership;
use partnership::task_groups::commentary::Commentary;
use partnership::task_groups::described::TaskGroups;
use partnership::task_groups::judgement::Judgement;
use partnership::task_groups::judgement::SetByHand;
use partnership::task_groups::measure::Measure;
use partnership::task_groups::measure::MeasureId;
use partnership::task_groups::quarterly::QuarterlyValue;
use partnership::terms::day::Day;
use partnership::terms::period::Quarter;
use partnership::terms::slug::free;
use records::Book;
use records::Held;
use records::RecordsError;

use crate::page::Page;
use crate::page::fault::PageError;
use crate::who::visitor::Visitor;

/// What stands in addresses in the place of a group's short name.
const TAKEN: [&str; 6] =
    ["quarters", "commentaries", "import", "measures.csv", "values.csv", "new"];

/// A task group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    /// Its name.
    pub(super) name: String,
    /// What addresses call it.
    pub(super) slug: String,
    /// Whether it is at work today.
    pub(super) is_at_work: bool,
}

/// All that is known.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) partnership: Partnership,
    pub(super) groups: Vec<Group>,
    pub(super) measures: Vec<Held<Measure>>,
    pub(super) values: Vec<Held<QuarterlyValue>>,
    pub(super) by_hand: Vec<Held<SetByHand>>,
    pub(super) commentaries: Vec<(i64, Held<Commentary>)>,
}

impl Known {
    /// All that is known in a book, as on a day.
    pub(super) async fn of(book: &Book, today: Day) -> Result<Known, RecordsError> {
        let partnership = book.partnership().await?.value;
        let measures = book.measures().await?;
        let commentaries = book.commentaries(None).await?;
        let at_work: Vec<String> =
            partnership.task_groups_on(today).map(|group| group.name.clone()).collect();
        let measuring = measures.iter().map(|held| held.value.group().to_owned());
        let saying = commentaries.iter().map(|(_, held)| held.value.group.clone());
        let groups = groups(&at_work, measuring.chain(saying));
        Ok(Known {
            partnership,
            groups,
            measures,
            values: book.quarterly_values().await?,
            by_hand: book.judgements_by_hand().await?,
            commentaries,
        })
    }

    /// The group that an address names.
    pub(super) fn group(&self, slug: &str) -> Result<&Group, PageError> {
        self.groups.iter().find(|group| group.slug == slug).ok_or(PageError::NotFound)
    }

    /// The measures of a group.
    pub(super) fn measures_of(&self, group: &str) -> impl Iterator<Item = &Held<Measure>> {
        self.measures.iter().filter(move |held| held.value.group() == group)
    }

    /// Whether any measure was made up, to show how; of one group where one is named.
    pub(super) fn is_illustrative(&self, group: Option<&str>) -> bool {
        let mut measures = self.measures.iter().map(|held| held.value.typed());
        measures.any(|typed| typed.illustrative && group.is_none_or(|group| typed.group == group))
    }

    /// The value of a measure in a quarter.
    pub(super) fn value(
        &self,
        measure: &MeasureId,
        quarter: Quarter,
    ) -> Option<&Held<QuarterlyValue>> {
        let mut values = self.values.iter();
        values.find(|held| held.value.measure == *measure && held.value.quarter == quarter)
    }

    /// What a person set in the place of the rule's judgement.
    pub(super) fn by_hand(
        &self,
        measure: &MeasureId,
        quarter: Quarter,
    ) -> Option<&Held<SetByHand>> {
        self.by_hand.iter().find(|held| held.value.of_what() == (measure, quarter))
    }

    /// The judgement on a measure in a quarter.
    pub(super) fn judgement(&self, measure: &Measure, quarter: Quarter) -> Judgement {
        let value = self.value(measure.id(), quarter).map(|held| &held.value);
        let by_hand = self.by_hand(measure.id(), quarter).map(|held| held.value.clone());
        Judgement::on(measure, quarter, value, by_hand.as_slice())
    }

    /// What a group said of a quarter, with its number.
    pub(super) fn commentary(
        &self,
        group: &str,
        quarter: Quarter,
    ) -> Option<&(i64, Held<Commentary>)> {
        let of =
            |held: &Held<Commentary>| held.value.group == group && held.value.quarter == quarter;
        self.commentaries.iter().find(|(_, held)| of(held))
    }

    /// The quarters of which anything is known, and the last one that has ended; the latest first.
    pub(super) fn quarters(&self, today: Day) -> Vec<Quarter> {
        let valued = self.values.iter().map(|held| held.value.quarter);
        let said = self.commentaries.iter().map(|(_, held)| held.value.quarter);
        let all: BTreeSet<Quarter> = valued.chain(said).chain([last_ended(today)]).collect();
        all.into_iter().rev().collect()
    }

    /// The same for the core, without the versions.
    pub(super) fn plain(&self) -> TaskGroups {
        TaskGroups::kept(
            self.measures.iter().map(|held| held.value.clone()).collect(),
            self.values.iter().map(|held| held.value.clone()).collect(),
            self.by_hand.iter().map(|held| held.value.clone()).collect(),
            self.commentaries.iter().map(|(_, held)| held.value.clone()).collect(),
        )
    }
}

/// The groups at work, then others that are named, each with a short name of its own.
fn groups(at_work: &[String], others: impl Iterator<Item = String>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for name in at_work.iter().cloned().chain(others) {
        if groups.iter().any(|group| group.name == name) {
            continue;
        }
        let is_taken = |slug: &partnership::terms::slug::Slug| {
            TAKEN.contains(&slug.as_str()) || groups.iter().any(|group| group.slug == slug.as_str())
        };
        if let Some(slug) = free(&name, "group", is_taken) {
            let is_at_work = at_work.contains(&name);
            groups.push(Group { slug: slug.as_str().to_owned(), name, is_at_work });
        }
    }
    groups
}

/// The last quarter that has ended by a day.
pub(crate) fn last_ended(today: Day) -> Quarter {
    Quarter::containing(today.month()).plus_quarters(-1)
}

/// The quarter that an address names.
pub(super) fn quarter_in(text: &str) -> Result<Quarter, PageError> {
    text.parse().map_err(|_| PageError::NotFound)
}

/// What is around a page of the task groups.
pub(super) fn around(visitor: &Visitor, title: &str) -> Page {
    Page::of(visitor, title).below("Task groups", visitor.path("/task-groups"))
}

/// A judgement's colour among GOV.UK's for tags; its words and letter stand in it.
pub(super) fn colour(words: &str) -> &'static str {
    match words.chars().rev().nth(1) {
        Some('G') => "green",
        Some('A') => "yellow",
        Some('R') => "red",
        _ => "grey",
    }
}

/// A judgement as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub(super) struct Tag {
    pub(super) text: String,
    pub(super) colour: &'static str,
}

impl Tag {
    /// The tag of a judgement in words.
    pub(super) fn of(words: &str) -> Tag {
        Tag { text: words.to_owned(), colour: colour(words) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_group_has_an_address_of_its_own_and_none_that_means_something_else() {
        let at_work = ["Quarters", "Forum (north)", "Forum: north"].map(str::to_owned);
        let slugs: Vec<_> =
            groups(&at_work, ["Forum (north)".to_owned(), "Old".to_owned()].into_iter())
                .into_iter()
                .map(|group| (group.slug, group.is_at_work))
                .collect();
        let wanted =
            [("quarters-2", true), ("forum-north", true), ("forum-north-2", true), ("old", false)];
        assert_eq!(slugs, wanted.map(|(slug, at_work)| (slug.to_owned(), at_work)));
    }

    #[test]
    fn a_judgement_has_its_colour_by_its_letter() {
        let colours =
            ["On track (G)", "At risk (A)", "Off track (R)", "No judgement (–)"].map(colour);
        assert_eq!(colours, ["green", "yellow", "red", "grey"]);
    }
}
