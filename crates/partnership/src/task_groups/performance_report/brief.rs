//! The section in brief: how many measures are on track, and what is missing.

use crate::content::Block;
use crate::content::Inline;
use crate::content::Section;
use crate::content::table::Cell;
use crate::content::table::Column;
use crate::content::table::RowWeight;
use crate::content::text;
use crate::evidence::tables::Drafted;
use crate::evidence::tables::Entry;
use crate::evidence::tables::Tables;
use crate::task_groups::commentary::Standing;
use crate::task_groups::judgement::Rag;
use crate::task_groups::measure::Measure;
use crate::task_groups::performance_report::Commission;
use crate::terms::wording::counted;
use crate::terms::wording::sentence;

const JUDGED: [Option<Rag>; 4] = [Some(Rag::OnTrack), Some(Rag::AtRisk), Some(Rag::OffTrack), None];

pub(super) fn section(
    commission: &Commission<'_>,
    groups: &[String],
    tables: &mut Tables,
) -> Section {
    let mut blocks = Vec::new();
    if commission.known.measures.is_empty() {
        blocks.push(Block::Lead(vec![text("No task group has a measure yet.")]));
    } else {
        blocks.extend(judgements(commission, tables));
    }
    let gaps = gaps(commission, groups);
    if gaps.is_empty() {
        blocks.push(Block::Paragraph(vec![text(
            "Every value was supplied, and every task group's commentary was received and accepted.",
        )]));
    } else {
        blocks.push(Block::Paragraph(vec![text("What is missing:")]));
        blocks.push(Block::List(gaps.iter().map(|gap| vec![text(sentence(gap))]).collect()));
    }
    Section { anchor: "headline".into(), heading: "In brief".into(), blocks }
}

fn judgements(commission: &Commission<'_>, tables: &mut Tables) -> [Block; 2] {
    let all = &commission.known.measures;
    let judged = |rag: Option<Rag>| -> Vec<&Measure> {
        all.iter().filter(|one| commission.judgement(one).stands() == rag).collect()
    };
    let drafted = JUDGED.map(|rag| {
        let measures = judged(rag);
        let value = Cell::Count(u64::try_from(measures.len()).unwrap_or(u64::MAX));
        let rests_on = measures.iter().map(|one| sentence(&one.typed().name)).collect();
        let heading = rag.map_or("No judgement (–)", Rag::in_words).to_owned();
        let entries = vec![Entry::Counted { value, rests_on }];
        Drafted { heading, entries, weight: RowWeight::Ordinary }
    });
    let columns = vec![Column::words("Judgement"), Column::figures("Measures")];
    let caption = commission.known.label.on("Measures by judgement");
    let table = tables.table("judgements", caption, columns, drafted.into(), Vec::new());
    let said = |place: usize| Inline::Figure {
        text: counted(judged(JUDGED[place]).len()),
        reference: table.reference(place),
    };
    let of = match all.len() {
        1 => "Of the one measure, ".to_owned(),
        number => format!("Of the {} measures, ", counted(number)),
    };
    let lead = vec![
        text(of),
        said(0),
        text(" on track (G), "),
        said(1),
        text(" at risk (A), "),
        said(2),
        text(" off track (R); not judged: "),
        said(3),
        text("."),
    ];
    [Block::Lead(lead), Block::Table(table)]
}

/// What was not supplied or received, each in a sentence's words.
pub(super) fn gaps(commission: &Commission<'_>, groups: &[String]) -> Vec<String> {
    let values = commission.known.measures.iter().filter(|one| commission.value(one).is_none());
    let values = values.map(|one| {
        let typed = one.typed();
        format!("no value of “{}” was supplied by {}", typed.name, typed.supplied_by)
    });
    let commentaries = groups.iter().filter_map(|group| missing(commission, group));
    values.chain(commentaries).collect()
}

/// Why a group's commentary is not in the report; none where it is.
pub(super) fn missing(commission: &Commission<'_>, group: &str) -> Option<String> {
    let Some(commentary) = commission.commentary(group) else {
        return Some(format!("no commentary was asked of the {group}"));
    };
    let due = commentary.due.in_words();
    match &commentary.standing {
        Standing::Accepted { .. } => None,
        Standing::Asked | Standing::Begun => {
            Some(format!("no commentary was received from the {group}; it was due on {due}"))
        }
        Standing::Sent { on } => Some(format!(
            "the commentary of the {group} came on {} and is not accepted yet",
            on.in_words()
        )),
        Standing::SentBack { on, .. } => Some(format!(
            "the commentary of the {group} was sent back on {} and has not come again",
            on.in_words()
        )),
    }
}
