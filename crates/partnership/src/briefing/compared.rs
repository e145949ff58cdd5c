//! The section that sets the district beside its comparison group: rates, ranks, funnel.

use crate::briefing::reporter::Reporter;
use crate::content::Block;
use crate::content::Section;
use crate::content::chart::Chart;
use crate::content::chart::Comparison;
use crate::content::chart::ComparisonRow;
use crate::content::chart::Drawing;
use crate::content::chart::Funnel;
use crate::content::chart::FunnelLimit;
use crate::content::chart::FunnelPoint;
use crate::content::chart::PointPlace;
use crate::content::table::Cell;
use crate::content::table::Column;
use crate::content::table::RowWeight;
use crate::content::table::Table;
use crate::content::table::decimal;
use crate::content::text;
use crate::evidence::figure::Line;
use crate::evidence::funnel_limits::funnel_limits;
use crate::evidence::funnel_limits::thousands;
use crate::evidence::phrases;
use crate::evidence::quarter::LineEvidence;
use crate::evidence::quarter::beside_group::BesideGroup;
use crate::evidence::quarter::beside_group::GroupMember;
use crate::evidence::tables::Drafted;
use crate::evidence::tables::Entry;
use crate::statistics::comparison::STANDING_RULE;
use crate::statistics::comparison::Standing;
use crate::statistics::rate::Denominator;
use crate::terms::wording;

const RATE: &str = "Count divided by the mid-year estimate of residents, times 1,000; the quarter \
    alone, not made up to a year.";
const MEAN: &str = "Unweighted mean of the members' rates, the district's own included.";
const RANK: &str = "Place among the members' rates, 1 the highest; equal rates share a place.";
const STANDING: &str = "Spiegelhalter's funnel on the square-root scale, 95% limits widened for \
    over-dispersion by winsorised z-scores.";

pub(super) fn section(reporter: &mut Reporter<'_>) -> Option<Section> {
    let heading = "Beside similar areas".to_owned();
    let blocks = match &reporter.evidence.beside {
        Ok(beside) => compared(reporter, beside),
        Err(reason) => {
            let words = format!("No comparison with similar areas is made: {reason}.");
            vec![Block::Paragraph(vec![text(words)])]
        }
    };
    Some(Section { anchor: "compared".into(), heading, blocks })
}

fn compared(reporter: &mut Reporter<'_>, beside: &BesideGroup) -> Vec<Block> {
    let classes = classes_beside_group(reporter);
    let members = member_table(reporter, beside);
    let mut blocks = vec![introduction(reporter, beside)];
    if !beside.left_out.is_empty() {
        let words = format!("Left out for want of data: {}.", beside.left_out.join("; "));
        blocks.push(Block::Paragraph(vec![text(words)]));
    }
    blocks.push(Block::Chart(comparison_chart(reporter, beside, &classes)));
    blocks.push(Block::Table(classes));
    blocks.push(Block::Chart(funnel_chart(reporter, beside, &members)));
    blocks.push(Block::Table(members));
    blocks
}

fn introduction(reporter: &Reporter<'_>, beside: &BesideGroup) -> Block {
    let area = reporter.area();
    let years = reporter.evidence.residents.as_ref().map_or(0, |at| at.year);
    let names = |wanted: Standing| {
        let of =
            |line: &&LineEvidence| line.comparison.is_some_and(|found| found.standing == wanted);
        let found = reporter.evidence.classes.iter().filter(of);
        found.map(|line| line.line.in_sentence()).collect::<Vec<_>>()
    };
    let standings = phrases::standings(
        &area,
        beside.standings,
        &names(Standing::Higher),
        &names(Standing::Lower),
    );
    let mut words = vec![
        text(format!(
            "{area} is compared with {} ({}). Rates are of crimes that each area’s own police force \
             recorded, per 1,000 residents in mid-{years}. ",
            beside.group.name, beside.group.source
        )),
        Reporter::linked(standings, reporter.of_rate(Line::AllCrime)),
    ];
    if let Some(total) = &reporter.evidence.total.comparison {
        words.push(text(format!(
            " For all recorded crime its rate was {} per 1,000 against a mean of {}, {}: ",
            decimal(total.rate.value(), 1),
            decimal(total.group_mean.value(), 1),
            phrases::rank(total.rank),
        )));
        let standing = phrases::standing(total.standing);
        words.push(Reporter::linked(format!("{standing}."), reporter.of_rate(Line::AllCrime)));
    }
    Block::Paragraph(words)
}

/// Every line's rate beside its group, where there is a group.
pub(super) fn class_table(reporter: &mut Reporter<'_>) -> Option<Table> {
    reporter.evidence.beside.is_ok().then(|| classes_beside_group(reporter))
}

fn classes_beside_group(reporter: &mut Reporter<'_>) -> Table {
    let evidence = reporter.evidence;
    let lines: Vec<&LineEvidence> =
        [&evidence.total].into_iter().chain(&evidence.classes).collect();
    let area = reporter.area();
    let columns = vec![
        Column::words("Offence class"),
        Column::figures(format!("{area}, per 1,000")),
        Column::figures("Group mean"),
        Column::figures("Lowest to highest"),
        Column::figures("Rank"),
        Column::words("Standing"),
    ];
    let drafted = lines.iter().map(|line| class_row(reporter, line)).collect();
    let caption = format!(
        "Crimes per 1,000 residents in {}, {area} and its comparison group",
        reporter.evidence.subject.period.span()
    );
    let notes = vec![vec![text(STANDING_RULE), text(" The rule is ours.")]];
    let table = reporter.tables.table("compared-with-group", caption, columns, drafted, notes);
    reporter.remember_rates(&table, lines.iter().map(|line| line.line));
    table
}

fn class_row(reporter: &Reporter<'_>, line: &LineEvidence) -> Drafted {
    let none = || Cell::Missing("no rate".to_owned());
    let rate = |value: f64| Cell::Number { value, decimals: 2 };
    let found = line.comparison;
    let range = reporter.evidence.beside.as_ref().ok().and_then(|beside| beside.range(line.line));
    let range = range.map(|(low, high)| format!("{} to {}", decimal(low, 2), decimal(high, 2)));
    let of = |measure: &str, method: &str, value: Option<Cell>| -> Entry {
        let counted = vec![reporter.counted_now(line)];
        reporter.group_figure(measure, method, value.unwrap_or_else(none), counted).into()
    };
    let entries = vec![
        of("Rate per 1,000 residents", RATE, found.map(|found| rate(found.rate.value()))),
        of("Group mean", MEAN, found.map(|found| rate(found.group_mean.value()))),
        of("Lowest and highest rate", RATE, range.map(Cell::Words)),
        of(
            "Rank",
            RANK,
            found.map(|found| Cell::Words(format!("{} of {}", found.rank.place, found.rank.of))),
        ),
        of("Standing", STANDING, found.map(|found| Cell::Words(side(found.standing).to_owned()))),
    ];
    let weight = if line.line == Line::AllCrime { RowWeight::Strong } else { RowWeight::Ordinary };
    Drafted { heading: line.line.name().to_owned(), entries, weight }
}

fn side(standing: Standing) -> &'static str {
    match standing {
        Standing::Higher => "higher",
        Standing::InLine => "in line",
        Standing::Lower => "lower",
    }
}

fn member_table(reporter: &mut Reporter<'_>, beside: &BesideGroup) -> Table {
    let columns = vec![
        Column::words("Area"),
        Column::figures("Recorded crimes"),
        Column::figures("Residents"),
        Column::figures("Per 1,000"),
    ];
    let own = reporter.evidence.subject.area;
    let mut members: Vec<&GroupMember> = beside.members.iter().collect();
    members.sort_by(|one, two| two.rate.total_cmp(&one.rate));
    let drafted =
        members.iter().map(|member| member_row(reporter, member, member.area == own)).collect();
    let caption = format!(
        "The comparison group: all recorded crime in {}, highest rate first",
        reporter.evidence.subject.period.span()
    );
    reporter.tables.table("comparison-group", caption, columns, drafted, Vec::new())
}

fn member_row(reporter: &Reporter<'_>, member: &GroupMember, own: bool) -> Drafted {
    let period = reporter.evidence.subject.period;
    let counted = || {
        vec![reporter.held.counted(
            "this quarter",
            member.area,
            member.reported_by,
            period,
            Line::AllCrime,
        )]
    };
    let of = |measure: &str, method: &str, value: Cell| -> Entry {
        let mut figure = reporter.group_figure(measure, method, value, counted());
        figure.area = member.area;
        figure.into()
    };
    let residents = "Mid-year estimate of residents, Office for National Statistics.";
    let entries = vec![
        of(
            "Recorded crimes",
            "Count of rows in `crime` by the area's own force.",
            Cell::Count(member.crimes),
        ),
        of("Residents", residents, Cell::Count(member.residents)),
        of("Rate per 1,000 residents", RATE, Cell::Number { value: member.rate, decimals: 2 }),
    ];
    let weight = if own { RowWeight::Strong } else { RowWeight::Ordinary };
    Drafted { heading: member.name.clone(), entries, weight }
}

fn comparison_chart(reporter: &Reporter<'_>, beside: &BesideGroup, table: &Table) -> Chart {
    let area = reporter.area();
    let rows = chart_rows(reporter, beside);
    let told: Vec<String> = rows
        .iter()
        .map(|row| {
            format!("{} {} against {}", row.label, decimal(row.area, 2), decimal(row.mean, 2))
        })
        .collect();
    let tally = beside.standings;
    let title = format!(
        "{area} is in line with its group in {} of {} offence classes",
        wording::counted(tally.in_line),
        wording::counted(tally.categories())
    );
    Chart {
        name: "compared-with-group".into(),
        title,
        subtitle: format!(
            "Crimes per 1,000 residents in {}: {area}, the mean of its group, and the group’s range",
            reporter.evidence.subject.period.span()
        ),
        alternative: format!(
            "Bars of {area}’s rate for each class beside its group’s mean: {}.",
            told.join("; ")
        ),
        source: SOURCE.into(),
        table: table.number,
        drawing: Drawing::Comparison(Comparison {
            area,
            group: format!("Mean of the {} areas", beside.members.len()),
            range: Comparison::OF_GROUP.to_owned(),
            verdicts: Comparison::AGAINST_GROUP.to_owned(),
            unit: "Crimes per 1,000 residents in the quarter".into(),
            rows,
        }),
    }
}

fn chart_rows(reporter: &Reporter<'_>, beside: &BesideGroup) -> Vec<ComparisonRow> {
    let row = |line: &LineEvidence| {
        let found = line.comparison?;
        Some(ComparisonRow {
            label: line.line.name().to_owned(),
            area: found.rate.value(),
            mean: found.group_mean.value(),
            range: beside.range(line.line)?,
            verdict: side(found.standing).to_owned(),
            reference: reporter.of_rate(line.line),
        })
    };
    reporter.evidence.classes.iter().filter_map(row).collect()
}

const SOURCE: &str = "data.police.uk, street-level crime; ONS, mid-year estimates.";

fn funnel_chart(reporter: &Reporter<'_>, beside: &BesideGroup, table: &Table) -> Chart {
    let area = reporter.area();
    let standing =
        reporter.evidence.total.comparison.map_or("", |found| phrases::standing(found.standing));
    let outside = beside.members.iter().filter(|member| is_outside(beside, member)).count();
    let own = reporter.evidence.subject.area;
    let point = |member: &GroupMember| FunnelPoint {
        label: member.name.clone(),
        across: thousands(member.residents),
        up: member.rate,
        place: if member.area == own { PointPlace::Own } else { PointPlace::Peer },
    };
    Chart {
        name: "funnel".into(),
        title: format!("{area}’s rate of all recorded crime is {standing}"),
        subtitle: format!(
            "Crimes per 1,000 residents by number of residents, {}, with limits for chance and for \
             the differences between areas",
            reporter.evidence.subject.period.span()
        ),
        alternative: format!(
            "A funnel of {} areas around a mean of {} crimes per 1,000 residents; {} outside its 95% \
             limits.",
            beside.members.len(),
            decimal(beside.funnel.target().value(), 1),
            match outside {
                0 => "no area lies".to_owned(),
                1 => "one area lies".to_owned(),
                more => format!("{} areas lie", wording::counted(more)),
            }
        ),
        source: SOURCE.into(),
        table: table.number,
        drawing: Drawing::Funnel(Funnel {
            across: "Residents (thousands)".into(),
            up: "Crimes per 1,000 residents".into(),
            mean: beside.funnel.target().value(),
            points: beside.members.iter().map(point).collect(),
            limits: limits(beside),
        }),
    }
}

fn limits(beside: &BesideGroup) -> Vec<FunnelLimit> {
    funnel_limits(&beside.funnel, beside.members.iter().map(|member| member.residents))
}

fn is_outside(beside: &BesideGroup, member: &GroupMember) -> bool {
    denominator(thousands(member.residents)).is_some_and(|residents| {
        let inner = beside.funnel.limits(residents).inner;
        !(inner.low.value()..=inner.high.value()).contains(&member.rate)
    })
}

fn denominator(thousands: f64) -> Option<Denominator> {
    Denominator::of(thousands * 1000.0).ok()
}
