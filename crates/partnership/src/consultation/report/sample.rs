//! For whom the figures speak: for those who replied, or for all on a list from which some were drawn by chance.
//!
//! In come how those who replied were found; out go the words, with what did not come back, and a table of the strata.

use crate::consultation::report::teller::Teller;
use crate::consultation::results::drawn::DrawnReplies;
use crate::consultation::results::shares::Found;
use crate::consultation::results::tables::Count;
use crate::consultation::results::tables::Part;
use crate::consultation::sample::Correction;
use crate::content::table::Cell;
use crate::content::table::Column;
use crate::content::table::RowWeight;
use crate::content::table::Table;
use crate::content::table::with_commas;
use crate::content::text;
use crate::evidence::tables::Drafted;
use crate::evidence::tables::Entry;

const CHOSE_TO: &str = "Those who replied chose to. What they said tells of them and of nobody else, so every figure is of \
                        those who replied, and no margin of error can be given.";

/// For whom those who replied speak.
pub(super) fn for_whom(teller: &Teller<'_>) -> String {
    match &teller.found {
        Found::SelfSelected(_) => CHOSE_TO.to_owned(),
        Found::Everyone => "All who were invited replied, or nearly all, so nothing is estimated: every figure is of \
                            those who replied."
            .to_owned(),
        Found::NotEstimated(sample, why) => format!(
            "{} No share is estimated for the list: {why}. Every figure is of those who replied, and no margin of error \
             can be given.",
            sample.in_words()
        ),
        Found::Drawn(drawn) => drawn_by_chance(teller, drawn),
    }
}

fn drawn_by_chance(teller: &Teller<'_>, drawn: &DrawnReplies) -> String {
    let replied = match teller.count(0, Part::All) {
        Count::Shown(replied) => format!(
            "{} of those drawn replied by their own links, {}, and nobody else did.",
            with_commas(replied),
            in_per_cent(replied, drawn.design().drawn)
        ),
        Count::Withheld => "How many of those drawn replied is withheld.".to_owned(),
    };
    format!(
        "{} {replied} Shares of all on the list are estimated from these replies, each with its 95% interval: 95% of such \
         samples have an interval that holds the true share. The interval tells of the chance of the draw alone. What those \
         would have said who were drawn and did not reply nobody knows, and it does not allow for them.",
        drawn.design().in_words()
    )
}

/// How much was left to chance besides, for whoever checks the figures.
pub(super) fn method(drawn: &DrawnReplies) -> String {
    let correction = match drawn.design().correction {
        Correction::Finite => {
            "The finite population correction is made: of a list of which more replied, less is left to chance."
        }
        Correction::None => {
            "No finite population correction is made, so the intervals are as wide as for a list without end."
        }
    };
    format!(
        "Estimates are made from replies that came by single-use links sent to those drawn, and from no others. In a \
         stratum of N people of whom r replied each reply stands for N ÷ r, as if those who did not reply thought as those \
         who did. Standard errors are by linearisation for the design (Särndal, Swensson and Wretman 1992). {correction} \
         The intervals are 1.96 standard errors to either side; near 0% and 100%, and where few replied, they hold the \
         truth less often than they say, and where all of each part said the same none is given. Where few of one part of \
         the list say a thing, its estimate is withheld, since it would tell that count."
    )
}

/// How many were drawn and replied, stratum by stratum. Where few of any stratum replied, none of their counts is given.
pub(super) fn table(teller: &mut Teller<'_>) -> Option<Table> {
    let Found::Drawn(drawn) = teller.found.clone() else { return None };
    let strata = drawn.by_stratum();
    let smallest = teller.commission.profile.smallest_shown();
    let whole = teller.count(0, Part::All);
    let shown = whole != Count::Withheld && strata.iter().all(|(_, replied)| *replied >= smallest);
    let name =
        |name: &str| if name.is_empty() { "The whole list".to_owned() } else { name.to_owned() };
    let mut drafted: Vec<Drafted> = strata
        .iter()
        .map(|(one, replied)| {
            let replied = if shown { Count::Shown(*replied) } else { Count::Withheld };
            line(teller, name(one.name.trim()), (one.population, one.drawn), replied)
        })
        .collect();
    if strata.len() > 1 {
        let sizes = (drawn.design().population, drawn.design().drawn);
        let mut last = line(teller, name(""), sizes, whole);
        last.weight = RowWeight::Strong;
        drafted.push(last);
    }
    let columns = vec![
        Column::words("Stratum"),
        Column::figures("On the list"),
        Column::figures("Drawn"),
        Column::figures("Replied"),
        Column::figures("Of those drawn, per cent"),
    ];
    let caption = teller.commission.label.on("Who was drawn, and how many of them replied");
    let note = format!("The list: {}", drawn.design().frame.trim());
    Some(teller.tables.table("sample", caption, columns, drafted, vec![vec![text(note)]]))
}

fn line(
    teller: &Teller<'_>,
    heading: String,
    (population, drawn): (u64, u64),
    replied: Count,
) -> Drafted {
    let share = match replied {
        Count::Shown(replied) => {
            Cell::Number { value: 100.0 * replied as f64 / drawn as f64, decimals: 1 }
        }
        Count::Withheld => teller.withheld(),
    };
    let rests_on =
        vec![format!("{}: the sample, {heading}, replies by single-use links.", teller.of_which())];
    let entries = vec![
        Teller::entry(Cell::Count(population)),
        Teller::entry(Cell::Count(drawn)),
        Entry::Counted { value: teller.cell(replied), rests_on },
        Teller::entry(share),
    ];
    Drafted { heading, entries, weight: RowWeight::Ordinary }
}

/// A share of those drawn in whole per cent.
fn in_per_cent(replied: u64, drawn: u64) -> String {
    format!("{}% of the {}", (200 * replied + drawn) / (2 * drawn.max(1)), with_commas(drawn))
}
