//! The table of retention: what goes when, and who set it.

use crate::consultation::retention::Field;
use crate::content::Block;
use crate::content::Section;
use crate::content::table::Column;
use crate::content::text;
use crate::evidence::tables::Drafted;
use crate::evidence::tables::Tables;
use crate::protection::Consulted;
use crate::protection::Facts;
use crate::protection::row;
use crate::terms::wording::capitalised;
use crate::terms::wording::listed;

const UNTIL_TAKEN_AWAY: &str = "Until they are taken away; out of the audit record on request";
const UNTIL_ITS_DAY: &str = "Until the day of each, three years ahead at most";
const FOUR_WEEKS: &str = "Four weeks after it was sent or declined, a year at most";
const FOR_GOOD: &str = "For good, as the partnership’s records";
const BY_PROGRAM: &str = "the program, always";
const BY_SETTING: &str = "the setting `forget_readers_after`";
const BY_PARTNERSHIP: &str = "the partnership, on its pages";

/// The section.
pub(super) fn section(facts: &Facts<'_>, tables: &mut Tables) -> Section {
    let mut rows = always(facts);
    rows.extend(facts.consultations.iter().flat_map(of_consultation));
    let unset = facts.consultations.iter().filter(|one| one.days.is_none());
    let unset: Vec<&String> = unset.map(|one| &one.questionnaire).collect();
    let table = tables.table(
        "retention",
        "What is kept for how long".to_owned(),
        ["What", "How long", "Set by"].map(Column::words).into(),
        rows,
        vec![vec![text("Backups hold what was there when they were made, until whoever keeps them deletes them.")]],
    );
    let mut blocks = Vec::new();
    if !unset.is_empty() {
        let told = format!(
            "Nobody has set a day for what was answered to {}, so nothing of it goes. Set the days on the page of the \
             consultation.",
            listed(&unset)
        );
        blocks.push(Block::Caution { title: "Kept without an end".into(), text: vec![text(told)] });
    }
    blocks.push(Block::Table(table));
    Section { anchor: "retention".into(), heading: "Retention".into(), blocks }
}

/// What goes by itself, whatever was consulted on.
fn always(facts: &Facts<'_>) -> Vec<Drafted> {
    let readers = format!("{} days after their link has ended", facts.readers_kept);
    let begun =
        format!("{} days after the last answer, or until it is sent", facts.begun_replies_kept);
    let panels = match facts.panel_words_kept {
        Some(kept) => format!("{} days after an issue was closed", kept.days()),
        None => "Without an end: the partnership has set none".to_owned(),
    };
    let told: [(&str, &str, &str); 9] = [
        ("People who sign in", UNTIL_TAKEN_AWAY, BY_PARTNERSHIP),
        ("Sessions", "60 minutes without a page, 12 hours at most", BY_PROGRAM),
        ("Addresses of connections", "Minutes, in memory; never written down", BY_PROGRAM),
        ("Names of readers, and of whoever writes by a link", &readers, BY_SETTING),
        ("Replies begun and not sent", &begun, BY_PROGRAM),
        ("Words said at panels", &panels, BY_PARTNERSHIP),
        ("Addresses of distribution", UNTIL_ITS_DAY, BY_PARTNERSHIP),
        ("Where to send another format", FOUR_WEEKS, BY_PROGRAM),
        ("What was decided, adopted and published", FOR_GOOD, BY_PARTNERSHIP),
    ];
    told.iter().map(|(what, long, by)| row(what, &[long, by], by)).collect()
}

/// What goes of the replies to a consultation.
fn of_consultation(consulted: &Consulted) -> Vec<Drafted> {
    let rests_on = format!("the days set for the consultation `{}`", consulted.questionnaire);
    let rows = Field::ALL.into_iter().map(|field| {
        let what = format!("{}: {}", consulted.questionnaire, capitalised(field.in_words()));
        let day = consulted.days.as_ref().and_then(|days| days.day(field));
        let until = day.map_or_else(
            || "Without an end: no day is set".to_owned(),
            |day| format!("Until {}; it closes on {}", day.in_words(), consulted.closes.in_words()),
        );
        row(&what, &[&until, BY_PARTNERSHIP], &rests_on)
    });
    rows.collect()
}
