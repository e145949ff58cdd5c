//! The section on one task group: its measures, their quarters, and its commentary.

use crate::content::Block;
use crate::content::Inline;
use crate::content::Section;
use crate::content::table::Column;
use crate::content::table::RowWeight;
use crate::content::text;
use crate::evidence::tables::Drafted;
use crate::evidence::tables::Entry;
use crate::evidence::tables::Tables;
use crate::task_groups::commentary::Part;
use crate::task_groups::judgement::Judgement;
use crate::task_groups::judgement::path;
use crate::task_groups::measure::At;
use crate::task_groups::measure::Measure;
use crate::task_groups::performance_report::Commission;
use crate::task_groups::performance_report::brief::missing;
use crate::task_groups::performance_report::quarters;
use crate::task_groups::performance_report::quarters::Found;
use crate::task_groups::performance_report::quarters::found;
use crate::terms::period::Period;
use crate::terms::wording::sentence;

pub(super) fn section(
    commission: &Commission<'_>,
    (name, number): (&str, usize),
    tables: &mut Tables,
) -> Section {
    let measures: Vec<&Measure> = commission.measures_of(name).collect();
    let mut blocks = Vec::new();
    if measures.is_empty() {
        blocks.push(Block::Paragraph(vec![text("This group has no measure yet.")]));
    } else {
        blocks.push(table(commission, (name, number), &measures, tables));
        for measure in measures {
            blocks.extend(quarters::blocks(commission, measure, tables));
        }
    }
    blocks.extend(commentary(commission, name));
    Section { anchor: format!("group-{number}"), heading: name.to_owned(), blocks }
}

fn table(
    commission: &Commission<'_>,
    (name, number): (&str, usize),
    measures: &[&Measure],
    tables: &mut Tables,
) -> Block {
    let columns = vec![
        Column::words("Measure"),
        Column::words("In what, and which way is better"),
        Column::figures("Value"),
        Column::words("Status"),
        Column::words("Baseline"),
        Column::words("Target"),
        Column::words("Judgement"),
    ];
    let drafted = measures.iter().map(|measure| row(commission, measure)).collect();
    let span = Period::Quarter(commission.quarter).span();
    let caption = commission.known.label.on(&format!("Measures of the {name}, {span}"));
    let notes = measures.iter().filter_map(|measure| note(commission, measure)).collect();
    Block::Table(tables.table(&format!("measures-{number}"), caption, columns, drafted, notes))
}

/// Why a judgement is not the rule's, or why there is none.
fn note(commission: &Commission<'_>, measure: &Measure) -> Option<Vec<Inline>> {
    let judgement = commission.judgement(measure);
    let reason = judgement.reason()?;
    let (name, judged) = (&measure.typed().name, judgement.in_words());
    Some(vec![text(sentence(&format!("{name}: {judged}, {reason}")))])
}

fn row(commission: &Commission<'_>, measure: &Measure) -> Drafted {
    let typed = measure.typed();
    let Found { value, status, source } = found(measure, commission.value(measure));
    let judgement = commission.judgement(measure);
    let entries = vec![
        Entry::Words(format!("{}; {}", typed.unit, typed.better.in_words())),
        Entry::Counted { value, rests_on: vec![sentence(&source)] },
        Entry::Words(status.to_owned()),
        Entry::Words(typed.baseline.map_or_else(|| "none".to_owned(), |at| with_quarter(at, ""))),
        Entry::Words(typed.target.map_or_else(|| "none".to_owned(), |at| with_quarter(at, "by "))),
        Entry::Recorded {
            words: judgement.in_words().to_owned(),
            rests_on: rests_on(commission, measure, &judgement),
        },
    ];
    Drafted { heading: typed.name.clone(), entries, weight: RowWeight::Ordinary }
}

fn with_quarter(at: At, by: &str) -> String {
    format!("{} {by}{}", at.value.printed(), at.quarter.in_short())
}

/// What a judgement rests on: where the path is, and what was set by hand.
fn rests_on(commission: &Commission<'_>, measure: &Measure, judgement: &Judgement) -> Vec<String> {
    let typed = measure.typed();
    let mut told = Vec::new();
    if let (Some(baseline), Some(target)) = (typed.baseline, typed.target) {
        let decimals = baseline.value.decimals().max(target.value.decimals()).saturating_add(2);
        let on_path = path(baseline, target, commission.quarter);
        let on_path = crate::content::table::decimal(on_path, decimals);
        told.push(format!(
            "The path runs from {} to {} and is at {on_path} in this quarter.",
            with_quarter(baseline, "in "),
            with_quarter(target, "in ")
        ));
    }
    told.extend(judgement.reason().map(|reason| sentence(&reason)));
    told
}

fn commentary(commission: &Commission<'_>, name: &str) -> Vec<Block> {
    if let Some(gap) = missing(commission, name) {
        return vec![Block::Paragraph(vec![Inline::Strong(sentence(&gap))])];
    }
    let Some(commentary) = commission.commentary(name) else { return Vec::new() };
    let illustrative = commission.known.label.on("");
    let said = Part::ALL.into_iter().filter(|part| !commentary.words.of(*part).trim().is_empty());
    let judged = commentary.words.judgement.map(|judged| {
        let own = format!("{illustrative}The group’s own judgement: {}.", judged.in_words());
        Block::Paragraph(vec![Inline::Strong(own)])
    });
    let mut blocks: Vec<Block> = judged.into_iter().collect();
    for part in said {
        let heading = Inline::Strong(format!("{illustrative}{}. ", part.heading()));
        let mut heading = vec![heading];
        let lines = commentary.words.of(part).lines().filter(|line| !line.trim().is_empty());
        for line in lines {
            let mut words = std::mem::take(&mut heading);
            words.push(text(line.trim()));
            blocks.push(Block::Paragraph(words));
        }
    }
    blocks
}
