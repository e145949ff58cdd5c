//! The section that closes the briefing: where every figure comes from and what is missing.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::briefing::reporter::Reporter;
use crate::content::Block;
use crate::content::Inline;
use crate::content::Section;
use crate::content::table::Column;
use crate::content::table::RowWeight;
use crate::content::table::Table;
use crate::content::table::with_commas;
use crate::content::text;
use crate::evidence::tables::Drafted;
use crate::evidence::tables::Entry;
use crate::evidence::tables::Tables;
use crate::terms::extract::Extract;
use crate::terms::extract::ExtractId;
use crate::terms::extract::SourceKind;
use crate::terms::month::Month;

pub(super) fn section(reporter: &mut Reporter<'_>) -> Option<Section> {
    let table = sources(&reporter.held.extracts, &used(reporter), &mut reporter.tables);
    let blocks = vec![Block::List(notes(reporter)), Block::Table(table)];
    Some(Section { anchor: "notes".into(), heading: "About these figures".into(), blocks })
}

/// The extracts among `held` that are used, as a table: a row for each kind and layout.
pub(crate) fn sources(held: &[Extract], used: &BTreeSet<ExtractId>, tables: &mut Tables) -> Table {
    let groups = groups(held, used);
    let drafted = groups.iter().map(row).collect();
    let columns = vec![
        Column::words("Source"),
        Column::words("Covers"),
        Column::words("Publisher"),
        Column::words("Taken"),
        Column::words("Extracts"),
    ];
    let caption = "The extracts that these figures rest on".to_owned();
    tables.table("sources", caption, columns, drafted, licences(&groups))
}

/// Extracts of one kind and layout, told in one row.
struct Group<'a> {
    extracts: Vec<&'a Extract>,
}

fn groups<'a>(held: &'a [Extract], used: &BTreeSet<ExtractId>) -> Vec<Group<'a>> {
    let mut groups: BTreeMap<(SourceKind, &str), Vec<&Extract>> = BTreeMap::new();
    for extract in held.iter().filter(|extract| used.contains(&extract.id)) {
        groups.entry((extract.kind, extract.layout.as_str())).or_default().push(extract);
    }
    groups.into_values().map(|extracts| Group { extracts }).collect()
}

/// The extracts that the quarter's figures rest on.
fn used(reporter: &Reporter<'_>) -> BTreeSet<ExtractId> {
    let evidence = reporter.evidence;
    let mut used = evidence.sources.clone();
    used.extend(evidence.before.iter().flat_map(|before| &before.sources));
    used.extend(evidence.beside.iter().flat_map(|beside| &beside.sources));
    used.extend(evidence.residents.iter().map(|at| at.extract));
    used.extend(&reporter.held.weights.from);
    used.extend(&reporter.held.recorded.from);
    used.extend(&reporter.held.published.from);
    let force = evidence.subject.force.name();
    for (month, _) in &evidence.series {
        let period = crate::terms::period::Period::Month(*month);
        used.extend(reporter.held.coverage.whole(force, period).unwrap_or_default());
    }
    used
}

fn row(group: &Group<'_>) -> Drafted {
    let first = group.extracts.first();
    let word = |pick: fn(&Extract) -> &str| {
        first.map_or(String::new(), |extract| pick(extract).to_owned())
    };
    let taken: BTreeSet<&str> =
        group.extracts.iter().filter_map(|extract| extract.taken.get(..10)).collect();
    let entries = [
        covers(&group.extracts),
        word(|extract| &extract.publisher),
        taken.into_iter().collect::<Vec<_>>().join(", "),
        match group.extracts.as_slice() {
            [one] => one.id.short(),
            several => format!("{} files", with_commas(u64::try_from(several.len()).unwrap_or(0))),
        },
    ];
    let heading = word(|extract| &extract.layout);
    let entries = entries.into_iter().map(Entry::Words).collect();
    Drafted { heading, entries, weight: RowWeight::Ordinary }
}

fn covers(extracts: &[&Extract]) -> String {
    let spans: Vec<(Month, Month)> = extracts.iter().filter_map(|extract| extract.covers).collect();
    let first = spans.iter().map(|(first, _)| first).min();
    let last = spans.iter().map(|(_, last)| last).max();
    match first.zip(last) {
        Some((first, last)) => first.in_words_to(*last),
        None => extracts.first().map_or(String::new(), |extract| extract.areas.clone()),
    }
}

fn licences(groups: &[Group<'_>]) -> Vec<Vec<Inline>> {
    let licences: BTreeSet<&str> = groups
        .iter()
        .flat_map(|group| &group.extracts)
        .map(|extract| extract.licence.as_str())
        .collect();
    licences.into_iter().map(|licence| vec![text(licence)]).collect()
}

fn notes(reporter: &Reporter<'_>) -> Vec<Vec<Inline>> {
    let evidence = reporter.evidence;
    let force = evidence.subject.force.name();
    let mut notes = vec![
        format!(
            "Counted are crimes that {force} recorded at points in the district, by lower layer super \
             output area (LSOA). Anti-social behaviour is an incident and in no total of crime."
        ),
        "The figures are provisional: the publisher may issue a month again.".to_owned(),
    ];
    notes.extend(evidence.not_held.iter().map(|missing| format!("{missing}.")));
    let gaps: Vec<Month> = evidence
        .series
        .iter()
        .filter(|(_, count)| count.is_none())
        .map(|(month, _)| *month)
        .collect();
    if !gaps.is_empty() {
        let gaps = crate::evidence::coverage::months_in_words(&gaps);
        notes.push(format!("Months missing from the monthly series: {gaps}."));
    }
    match &evidence.residents {
        Ok(at) if at.years_old > 0 => notes.push(format!(
            "Rates are taken over residents in mid-{}, the latest estimate held; {} years have passed \
             since, and rates of a growing district are a little too high for it.",
            at.year, at.years_old
        )),
        Ok(_) => {}
        Err(reason) => notes.push(format!("No rate is given: {reason}.")),
    }
    notes.extend(evidence.cautions.iter().map(|caution| caution.trim_end().to_owned()));
    notes.into_iter().map(|note| vec![text(note)]).collect()
}
