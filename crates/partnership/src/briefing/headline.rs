//! The section that opens the briefing: what the reader must take away, and what to bear in mind.

use crate::briefing::reporter::Reporter;
use crate::content::Block;
use crate::content::Inline;
use crate::content::KeyFigure;
use crate::content::Reference;
use crate::content::Section;
use crate::content::table::decimal;
use crate::content::table::percent_change;
use crate::content::table::with_commas;
use crate::content::text;
use crate::evidence::coverage::months_in_words;
use crate::evidence::figure::Line;
use crate::evidence::phrases;
use crate::evidence::phrases::Direction;
use crate::statistics::change::PercentChange;
use crate::statistics::comparison::Standing;
use crate::terms::period::Season;
use crate::terms::wording;

pub(super) fn section(reporter: &Reporter<'_>) -> Section {
    let blocks = [vec![Block::KeyFigures(key_figures(reporter))], in_words(reporter)].concat();
    Section { anchor: "headline".into(), heading: "In brief".into(), blocks }
}

/// What the reader must take away and bear in mind, in words.
pub(super) fn in_words(reporter: &Reporter<'_>) -> Vec<Block> {
    let mut blocks = vec![Block::Lead(lead(reporter))];
    blocks.extend(not_held(reporter).map(Block::Paragraph));
    for caution in &reporter.evidence.cautions {
        blocks.push(Block::Caution {
            title: "Recording changed in this time".to_owned(),
            text: vec![text(caution.trim_end())],
        });
    }
    blocks
}

fn key_figures(reporter: &Reporter<'_>) -> Vec<KeyFigure> {
    let evidence = reporter.evidence;
    let span = evidence.subject.period.span();
    let counts = reporter.of_line(Line::AllCrime);
    let rates = reporter.of_rate(Line::AllCrime);
    let key = |value: String, label: &str, detail: String, reference: Reference| {
        let label = label.to_owned();
        KeyFigure { value, label, detail, reference }
    };
    let mut figures = vec![key(with_commas(evidence.total.now), "recorded crimes", span, counts)];
    if let (Some(before), Some(change)) = (&evidence.before, &evidence.total.change)
        && let PercentChange::By(percent) = change.percent
    {
        let label = format!("on {}", before.period.span());
        let detail = format!("from {}", with_commas(evidence.total.before.unwrap_or(0)));
        figures.push(key(percent_change(percent / 100.0), &label, detail, counts));
    }
    if let (Some(rate), Ok(residents)) = (&evidence.total.rate, &evidence.residents) {
        let detail =
            format!("{} residents, mid-{}", with_commas(residents.residents), residents.year);
        let value = decimal(rate.estimate.value(), 1);
        figures.push(key(value, "crimes per 1,000 residents", detail, rates));
    }
    if let Some(found) = &evidence.total.comparison {
        let label = format!("highest rate of {}", found.rank.of);
        let detail = phrases::standing(found.standing).to_owned();
        figures.push(key(wording::ordinal(found.rank.place), &label, detail, rates));
    }
    figures
}

fn lead(reporter: &Reporter<'_>) -> Vec<Inline> {
    let evidence = reporter.evidence;
    let area = reporter.area();
    let counts = reporter.of_line(Line::AllCrime);
    let mut words = vec![
        text(format!("{} recorded ", evidence.subject.force.name())),
        Reporter::linked(format!("{} crimes", with_commas(evidence.total.now)), counts),
        text(format!(" in {area} in {}", evidence.subject.period.span())),
    ];
    if let Some(rate) = &evidence.total.rate {
        let rate = decimal(rate.estimate.value(), 1);
        let reference = reporter.of_rate(Line::AllCrime);
        words.push(text(", or "));
        words.push(Reporter::linked(format!("{rate} for every 1,000 residents"), reference));
    }
    words.push(text(". "));
    words.extend(changed(reporter));
    words.extend(drivers(reporter));
    words.extend(standing(reporter));
    words
}

fn changed(reporter: &Reporter<'_>) -> Vec<Inline> {
    let evidence = reporter.evidence;
    let (Some(before), Some(change)) = (&evidence.before, phrases::change(&evidence.total)) else {
        return vec![text("No earlier period is held to compare it with. ")];
    };
    vec![
        text(format!("Against {}, recorded crime ", before.period.span())),
        Reporter::linked(change, reporter.of_line(Line::AllCrime)),
        text(". "),
    ]
}

fn drivers(reporter: &Reporter<'_>) -> Vec<Inline> {
    let moved = match phrases::direction(&reporter.evidence.total) {
        Some(Direction::Rose) => "rise",
        Some(Direction::Fell) => "fall",
        Some(Direction::LittleChanged | Direction::Unclear) | None => return Vec::new(),
    };
    let Some(contributions) = &reporter.evidence.contributions else { return Vec::new() };
    let names: Vec<String> =
        reporter.evidence.classes.iter().map(|line| line.line.in_sentence()).collect();
    let sentence = phrases::driven_by(&contributions.mainly, &names, moved);
    vec![Reporter::linked(sentence, reporter.of_line(Line::AllCrime)), text(" ")]
}

fn standing(reporter: &Reporter<'_>) -> Vec<Inline> {
    let Ok(beside) = &reporter.evidence.beside else { return Vec::new() };
    let named = |wanted: Standing| -> Vec<String> {
        let classes = reporter.evidence.classes.iter();
        let found =
            classes.filter(|line| line.comparison.is_some_and(|beside| beside.standing == wanted));
        found.map(|line| line.line.in_sentence()).collect()
    };
    let (higher, lower) = (named(Standing::Higher), named(Standing::Lower));
    let sentence = phrases::standings(&reporter.area(), beside.standings, &higher, &lower);
    vec![Reporter::linked(sentence, reporter.of_rate(Line::AllCrime))]
}

/// What the quarter should also be compared with and cannot be.
fn not_held(reporter: &Reporter<'_>) -> Option<Vec<Inline>> {
    let evidence = reporter.evidence;
    let missing = evidence.not_held.first()?;
    let mut words = format!(
        "The same quarter last year would be the better comparison, but it is not held ({} missing).",
        months_in_words(&missing.missing)
    );
    if let Some(before) = &evidence.before
        && before.season == Season::Different
    {
        words.push_str(
            " The comparison is therefore with the three months before, and part of any change may be \
             the season.",
        );
    }
    Some(vec![text(words)])
}
