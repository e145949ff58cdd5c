//! The performance report: how each task group's measures do in a quarter, and what the groups say of it.
//!
//! In come measures, values, judgements and commentaries; out go a document that tells every gap, and for each row of its
//! tables the record by which it can be followed.

mod brief;
mod group;
mod quarters;

use crate::content::Block;
use crate::content::Document;
use crate::content::Section;
use crate::content::chart::Chart;
use crate::content::text;
use crate::evidence::figure::TracedRow;
use crate::evidence::tables::Tables;
use crate::membership::Partnership;
use crate::task_groups::commentary::Commentary;
use crate::task_groups::described::TaskGroups;
use crate::task_groups::judgement::CAUTION;
use crate::task_groups::judgement::Judgement;
use crate::task_groups::judgement::RULE;
use crate::task_groups::measure::Measure;
use crate::task_groups::quarterly::QuarterlyValue;
use crate::task_groups::quarterly::value_in;
use crate::terms::day::Day;
use crate::terms::period::Period;
use crate::terms::period::Quarter;

/// What a report is made from.
#[derive(Debug, Clone, Copy)]
pub struct Commission<'a> {
    /// The short name that the partnership is known by, with which references begin.
    pub known_as: &'a str,
    /// The partnership.
    pub partnership: &'a Partnership,
    /// The quarter reported.
    pub quarter: Quarter,
    /// The day of the report.
    pub today: Day,
    /// What is known of the task groups.
    pub known: &'a TaskGroups,
}

/// A report and the records of its tables' rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// What it says.
    pub document: Document,
    /// A record for each row of each table.
    pub traced: Vec<TracedRow>,
}

/// Composes the report on a quarter as things are known today. Nothing is refused: what is missing is told. References
/// begin with the partnership's short name: `safer-maidstone/task-groups/2014-Q2/2.1`.
pub fn compose(commission: &Commission<'_>) -> Report {
    let prefix = format!("{}/task-groups/{}", commission.known_as, commission.quarter);
    let mut tables = Tables::new(prefix.clone());
    let groups = commission.groups();
    let mut sections = vec![brief::section(commission, &groups, &mut tables)];
    for (name, number) in groups.iter().zip(1_usize..) {
        sections.push(group::section(commission, (name, number), &mut tables));
    }
    sections.push(how_judged());
    let document = document(commission, prefix, sections);
    Report { document, traced: tables.into_traced() }
}

/// The chart of a measure by quarter up to the commission's, for a page; none where no more than one quarter has a value.
pub fn chart(commission: &Commission<'_>, measure: &Measure) -> Option<Chart> {
    quarters::charted(commission, measure)
}

fn document(
    commission: &Commission<'_>,
    reference_prefix: String,
    sections: Vec<Section>,
) -> Document {
    let (label, publisher) = (commission.known.label, commission.partnership.name());
    let quarter = Period::Quarter(commission.quarter).in_words();
    Document {
        title: label.on("Performance of the task groups"),
        description: label.on(&format!(
            "How the measures of the task groups of the {publisher} did in {quarter}, what helped and what hindered."
        )),
        subtitle: quarter,
        publisher: publisher.to_owned(),
        dated: commission.today.in_words(),
        reference_prefix,
        sections,
    }
}

fn how_judged() -> Section {
    let rule = Block::Paragraph(vec![text(RULE)]);
    let title = "What the rule does not see".to_owned();
    let caution = Block::Caution { title, text: vec![text(CAUTION)] };
    let heading = "How measures are judged".to_owned();
    Section { anchor: "how-judged".into(), heading, blocks: vec![rule, caution] }
}

impl<'a> Commission<'a> {
    /// The groups at work when the quarter ended, then others that have a measure or a commentary in it.
    fn groups(&self) -> Vec<String> {
        let ended = Day::last_of(Period::Quarter(self.quarter).last());
        let at_work = self.partnership.task_groups_on(ended).map(|group| group.name.clone());
        let mut groups: Vec<String> = at_work.collect();
        let measuring = self.known.measures.iter().map(Measure::group);
        let saying = self.known.commentaries.iter().filter(|one| one.quarter == self.quarter);
        for name in measuring.chain(saying.map(|one| one.group.as_str())) {
            if groups.iter().all(|group| group != name) {
                groups.push(name.to_owned());
            }
        }
        groups
    }

    fn measures_of(&self, group: &str) -> impl Iterator<Item = &'a Measure> {
        self.known.measures.iter().filter(move |measure| measure.group() == group)
    }

    fn value(&self, measure: &Measure) -> Option<&'a QuarterlyValue> {
        value_in(&self.known.values, measure.id(), self.quarter)
    }

    fn judgement(&self, measure: &Measure) -> Judgement {
        Judgement::on(measure, self.quarter, self.value(measure), &self.known.by_hand)
    }

    fn commentary(&self, group: &str) -> Option<&'a Commentary> {
        let mut all = self.known.commentaries.iter();
        all.find(|one| one.group == group && one.quarter == self.quarter)
    }
}

#[cfg(test)]
mod tests;
