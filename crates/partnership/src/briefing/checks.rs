//! The section that holds these figures against others: the partnership's own published ones, and
//! the Home Office's.

use crate::briefing::reporter::Reporter;
use crate::content::Block;
use crate::content::Inline;
use crate::content::Section;
use crate::content::table::Cell;
use crate::content::table::Column;
use crate::content::table::RowWeight;
use crate::content::table::with_commas;
use crate::content::text;
use crate::evidence::figure::Line;
use crate::evidence::home_office;
use crate::evidence::home_office::Reconciled;
use crate::evidence::rows::PublishedFigure;
use crate::evidence::rows::RecordedCrime;
use crate::evidence::rows::RecordedPlace;
use crate::evidence::tables::Drafted;
use crate::evidence::tables::Entry;
use crate::terms::area::AreaKind;

pub(super) fn section(reporter: &mut Reporter<'_>) -> Option<Section> {
    let mut blocks = vec![Block::Paragraph(vec![text(WHY)])];
    blocks.extend(elsewhere(reporter));
    blocks.extend(published(reporter));
    blocks.extend(home_office_blocks(reporter));
    blocks.extend(of_partnership(reporter));
    Some(Section {
        anchor: "checks".into(),
        heading: "Beside other published figures".into(),
        blocks,
    })
}

const WHY: &str = "Street-level and Home Office figures never agree exactly. Street-level files are a \
    picture taken each month and not revised with every later correction; they place each crime at an \
    approximate point, which can put it over a boundary; a few rows have no place at all; and they have \
    their own classes. Fraud is not in them.";

/// Crimes in the district that other forces recorded: they are in no figure of this briefing.
fn elsewhere(reporter: &Reporter<'_>) -> Option<Block> {
    let subject = reporter.evidence.subject;
    let others = reporter.held.counts.forces_in(subject.area).into_iter().filter_map(|force| {
        let count = reporter.held.counts.sum(subject.area, force, subject.period, Line::AllCrime);
        (force != subject.force.name() && count > 0)
            .then(|| format!("{force} {}", with_commas(count)))
    });
    let others: Vec<String> = others.collect();
    (!others.is_empty()).then(|| {
        let words = format!(
            "Other forces recorded crimes in the district too, which are not in these figures: {}.",
            others.join(", ")
        );
        Block::Paragraph(vec![text(words)])
    })
}

fn published(reporter: &mut Reporter<'_>) -> Vec<Block> {
    let held = reporter.held;
    let subject = reporter.evidence.subject;
    let own = held.published.rows.iter().filter(|row| row.area == subject.area);
    let related: Vec<&PublishedFigure> = own
        .filter(|row| row.period == subject.period || row.period == subject.period.year_before())
        .collect();
    if related.is_empty() {
        return Vec::new();
    }
    let drafted = related.iter().map(|row| published_row(reporter, row)).collect();
    let columns = vec![
        Column::words("Published figure"),
        Column::words("Period"),
        Column::figures("Published"),
        Column::figures("Street-level data"),
        Column::figures("Difference"),
    ];
    let caption = format!("What was published for {}, beside what the data give", reporter.area());
    let sources: std::collections::BTreeSet<&str> =
        related.iter().map(|row| row.published_in.as_str()).collect();
    let sources: Vec<&str> = sources.into_iter().collect();
    let notes = vec![vec![text(format!("Published in: {}.", sources.join("; ")))]];
    let table = reporter.tables.table("published-figures", caption, columns, drafted, notes);
    let mut blocks = Vec::new();
    blocks.extend(explained(reporter, &related).map(Block::Paragraph));
    blocks.push(Block::Table(table));
    blocks
}

/// How far the published total of this quarter and the one computed here lie apart.
fn explained(reporter: &Reporter<'_>, related: &[&PublishedFigure]) -> Option<Vec<Inline>> {
    let subject = reporter.evidence.subject;
    let total = related
        .iter()
        .find(|row| row.period == subject.period && line(row) == Some(Line::AllCrime))?;
    let ours = reporter.evidence.total.now;
    let earlier = related.iter().find(|row| {
        row.period == subject.period.year_before() && line(row) == Some(Line::AllCrime)
    });
    #[expect(clippy::cast_precision_loss, reason = "a quarter's count lies far below 2^53")]
    let apart = (ours as f64 / total.count as f64 - 1.0) * 100.0;
    let way = if apart < 0.0 { "fewer" } else { "more" };
    let mut words = format!(
        "The partnership published {} crimes for the quarter; the street-level data give {}, {:.1}% {way}, \
         for the reasons above.",
        with_commas(total.count),
        with_commas(ours),
        apart.abs()
    );
    if let Some(earlier) = earlier {
        #[expect(clippy::cast_precision_loss, reason = "a quarter's count lies far below 2^53")]
        let rise = (total.count as f64 / earlier.count as f64 - 1.0) * 100.0;
        words.push_str(&format!(
            " Its published change on the same quarter of the year before, from {} to {} ({rise:+.1}%), \
             stands on its own figures; street-level data of that earlier quarter are needed to check it \
             here.",
            with_commas(earlier.count),
            with_commas(total.count)
        ));
    }
    Some(vec![text(words)])
}

/// The line that a published figure counts, where it is one that street-level data have.
pub(crate) fn line(row: &PublishedFigure) -> Option<Line> {
    match row.counted.as_str() {
        "All recorded crime" => Some(Line::AllCrime),
        class => crate::terms::offence::OffenceClass::published(class).map(Line::Class),
    }
}

fn published_row(reporter: &Reporter<'_>, row: &PublishedFigure) -> Drafted {
    let subject = reporter.evidence.subject;
    let force = subject.force.name();
    let ours = line(row).filter(|_| reporter.held.coverage.whole(force, row.period).is_ok());
    let ours =
        ours.map(|line| reporter.held.counted("the period", row.area, force, row.period, line));
    let missing = || match line(row) {
        Some(_) => Cell::Missing("this period is not held".to_owned()),
        None => Cell::Missing("street-level data have no such class".to_owned()),
    };
    let difference = ours.as_ref().map(|ours| ours.count.cast_signed() - row.count.cast_signed());
    let counted = ours.iter().cloned().collect::<Vec<_>>();
    let of = |measure: &str, method: &str, value: Cell| -> Entry {
        let mut figure = reporter.figure(measure, method, value, counted.clone());
        figure.period = row.period;
        figure.sources.extend(&reporter.held.published.from);
        figure.into()
    };
    let count = ours.as_ref().map_or_else(missing, |ours| Cell::Count(ours.count));
    let entries = vec![
        Entry::Words(row.period.span()),
        of("Published figure", "As published by the partnership.", Cell::Count(row.count)),
        of("Count of street-level data", "Count of rows in `crime`.", count),
        of(
            "Difference",
            "Street-level count less the published figure.",
            difference.map_or_else(missing, Cell::Difference),
        ),
    ];
    Drafted { heading: row.counted.clone(), entries, weight: RowWeight::Ordinary }
}

/// What the Home Office gives for the partnership itself, where any partnership's rows are held.
fn of_partnership(reporter: &Reporter<'_>) -> Option<Block> {
    let held = reporter.held;
    let subject = reporter.evidence.subject;
    let whole_force = |row: &RecordedCrime| row.place == RecordedPlace::Force;
    if held.recorded.rows.iter().all(whole_force) {
        return None;
    }
    let code = held.geography.enclosing(subject.area, AreaKind::Partnership)?;
    let name = held.geography.name(code);
    let force = subject.force.home_office_name();
    let words = match home_office::of_partnership(&held.recorded.rows, &name, force, subject.period)
    {
        Ok(count) => format!(
            "For the partnership itself the Home Office gives {} offences in the quarter.",
            with_commas(count)
        ),
        Err(reason) => format!("Home Office figures of the partnership itself: {reason}."),
    };
    Some(Block::Paragraph(vec![text(words)]))
}

fn home_office_blocks(reporter: &mut Reporter<'_>) -> Vec<Block> {
    let subject = reporter.evidence.subject;
    let reconciled = match home_office::reconcile(reporter.held, subject) {
        Ok(reconciled) => reconciled,
        Err(reason) => {
            return vec![Block::Paragraph(vec![text(format!(
                "{reason}, so the two are not compared here."
            ))])];
        }
    };
    let drafted = reconciled.iter().map(|one| reconciled_row(reporter, one)).collect();
    let columns = vec![
        Column::words("Offences"),
        Column::figures("Home Office"),
        Column::figures("Street level"),
        Column::figures("Difference, %"),
    ];
    let caption = format!(
        "Crime recorded by {} in its whole area, {}: two publishers",
        subject.force.name(),
        subject.period.span()
    );
    let note = "Groups are set side by side where both publishers count alike; fraud is left out.";
    let table =
        reporter.tables.table("two-publishers", caption, columns, drafted, vec![vec![text(note)]]);
    vec![Block::Table(table)]
}

fn reconciled_row(reporter: &Reporter<'_>, one: &Reconciled) -> Drafted {
    let area = home_office::force_area(reporter.evidence.subject);
    let of = |measure: &str, method: &str, value: Cell| -> Entry {
        let mut figure = reporter.figure(measure, method, value, Vec::new());
        figure.area = area.unwrap_or(figure.area);
        figure.sources.extend(&reporter.held.recorded.from);
        figure.into()
    };
    #[expect(clippy::cast_precision_loss, reason = "a force's quarter lies far below 2^53")]
    let share =
        (one.home_office > 0).then(|| one.street_level as f64 / one.home_office as f64 - 1.0);
    let none = || Cell::Missing("none recorded".to_owned());
    let entries = vec![
        of(
            "Home Office count",
            "Sum of offences in `recorded_crime`.",
            Cell::Count(one.home_office),
        ),
        of("Street-level count", "Count of rows in `crime`.", Cell::Count(one.street_level)),
        of(
            "Difference, per cent",
            "Street-level count over the Home Office count, less one.",
            share.map_or_else(none, |share| Cell::Change { share }),
        ),
    ];
    Drafted { heading: one.name.to_owned(), entries, weight: RowWeight::Ordinary }
}
