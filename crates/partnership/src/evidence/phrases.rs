//! Words that are computed: what may be said of a figure, by rules that are stated and tested.
//!
//! In come figures and their tests; out go the words. No sentence about a figure is written anywhere
//! else, so the same figures always read the same.

use crate::content::table::decimal;
use crate::content::table::with_commas;
use crate::evidence::quarter::LineEvidence;
use crate::statistics::change::PercentChange;
use crate::statistics::comparison::Rank;
use crate::statistics::comparison::Standing;
use crate::statistics::comparison::Standings;
use crate::statistics::concentration::Concentration;
use crate::statistics::contribution::Mainly;
use crate::statistics::contribution::NoList;
use crate::statistics::discovery::Discovery;
use crate::terms::wording::counted;
use crate::terms::wording::listed;
use crate::terms::wording::ordinal;

/// Below this many, both periods together, no change is put in per cent.
pub const FEWEST_FOR_PER_CENT: u64 = 20;

/// Of fewer crimes it is not told how far they gather: chance alone gathers a few.
pub const FEWEST_TO_GATHER: u64 = 20;

/// How far crime gathers, in words: "2 of 120 street points had at least half of the 300 crimes; spread as evenly as can
/// be, it would have taken 50". Of fewer crimes than [`FEWEST_TO_GATHER`] nothing is said.
///
/// It never says that crime is "concentrated": the reader sees both numbers and judges.
pub fn concentration(found: Concentration, places: &str) -> Option<String> {
    if found.crimes < FEWEST_TO_GATHER {
        return None;
    }
    let of = [found.crimes, found.half_at, found.places, found.half_at_if_even].map(with_commas);
    let [crimes, half_at, all, if_even] = of;
    Some(format!(
        "{half_at} of {all} {places} had at least half of the {crimes} crimes; spread as evenly as can be, it would have \
         taken {if_even}"
    ))
}

/// To how many places a rate is printed: to one, and below 1 to two, so that rare crimes can be told apart.
pub fn rate_decimals(rate: f64) -> u8 {
    if rate < 1.0 { 2 } else { 1 }
}

/// A rank in words: "highest of 21", "3rd highest of 21", "lowest of 21".
pub fn rank(rank: Rank) -> String {
    match rank.place {
        1 => format!("highest of {}", rank.of),
        place if place == rank.of => format!("lowest of {}", rank.of),
        place => format!("{} highest of {}", ordinal(place), rank.of),
    }
}

/// Whether a line's change may be said to be one: the direction that it stands by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// It rose by more than chance would bring.
    Rose,
    /// It fell by more than chance would bring.
    Fell,
    /// It moved by less than a tenth, and no more than chance may bring, or not at all.
    LittleChanged,
    /// It moved by a tenth or more, and yet no more than chance may bring: nobody can tell whether it changed.
    Unclear,
}

impl Direction {
    /// Of two counts that are not told apart.
    pub fn untold(before: u64, now: u64) -> Direction {
        match now.abs_diff(before).saturating_mul(10) >= before.max(1) {
            true => Direction::Unclear,
            false => Direction::LittleChanged,
        }
    }

    /// As a table has it: "rose", "no clear change".
    pub fn in_words(self) -> &'static str {
        match self {
            Direction::Rose => "rose",
            Direction::Fell => "fell",
            Direction::LittleChanged => "little changed",
            Direction::Unclear => "no clear change",
        }
    }

    /// As a sentence has it, of one thing or of several: "rose", "changed little".
    pub fn as_verb(self) -> &'static str {
        match self {
            Direction::LittleChanged => "changed little",
            Direction::Unclear => "showed no clear change",
            Direction::Rose | Direction::Fell => self.in_words(),
        }
    }

    /// Whether it rose or fell.
    pub fn is_told(self) -> bool {
        matches!(self, Direction::Rose | Direction::Fell)
    }
}

/// The direction of a line's change: "rose" or "fell" only where the change stands after all that
/// were tried are taken into account.
pub fn direction(line: &LineEvidence) -> Option<Direction> {
    let (change, tried) = (line.change.as_ref()?, line.tried?);
    Some(match (tried.discovery, change.difference.signum()) {
        (Discovery::Stands, 1) => Direction::Rose,
        (Discovery::Stands, -1) => Direction::Fell,
        (Discovery::Stands | Discovery::MayBeChance, _) => {
            let before = line.now.saturating_add_signed(change.difference.saturating_neg());
            Direction::untold(before, line.now)
        }
    })
}

/// What became of a line, as the end of a sentence: "rose by 8.5%, from 2,172 to 2,357".
///
/// Rules: "rose" and "fell" only where [`direction`] says so; per cent only where the two counts add
/// up to at least [`FEWEST_FOR_PER_CENT`]; otherwise "changed little" with both counts, or "showed no clear change"
/// where the one is a tenth or more above or below the other.
pub fn change(line: &LineEvidence) -> Option<String> {
    let (before, change) = (line.before?, line.change.as_ref()?);
    let (from, to) = (with_commas(before), with_commas(line.now));
    let direction = direction(line)?;
    let verb = direction.as_verb();
    if !direction.is_told() {
        return Some(format!("{verb}, at {to} against {from}"));
    }
    let percent = match change.percent {
        PercentChange::By(percent) if before + line.now >= FEWEST_FOR_PER_CENT => {
            format!(" by {}%, ", decimal(percent.abs(), 1))
        }
        PercentChange::By(_) | PercentChange::FromNone | PercentChange::NoneInEither => {
            " ".to_owned()
        }
    };
    Some(format!("{verb}{percent}from {from} to {to}"))
}

/// What drove a change, as a sentence; `names` are the categories' names inside a sentence, and
/// `rise` says which way the total moved.
pub fn driven_by(mainly: &Mainly, names: &[String], moved: &str) -> String {
    match mainly {
        Mainly::DrivenBy { categories, share } => {
            let named: Vec<&str> =
                categories.iter().filter_map(|at| names.get(*at)).map(String::as_str).collect();
            let share = decimal(share * 100.0, 1);
            match named.as_slice() {
                [one] => {
                    format!("The {moved} was driven mainly by {one}, which made {share}% of it.")
                }
                several => format!(
                    "The {moved} was driven mainly by {}, which together made {share}% of it.",
                    listed(several)
                ),
            }
        }
        Mainly::NoList(NoList::NoNetChange) => {
            "The total did not change, so nothing drove it.".to_owned()
        }
        Mainly::NoList(NoList::MovementsCancel) => format!(
            "Rises and falls among the classes largely cancel, so no short list of them accounts for \
             the {moved}."
        ),
        Mainly::NoList(NoList::SpreadOverMany) => {
            format!("The {moved} is spread over many classes; no few of them account for it.")
        }
    }
}

/// Where an area stands: "higher than its group", "in line with its group", "lower than its group".
pub fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Higher => "higher than its group",
        Standing::InLine => "in line with its group",
        Standing::Lower => "lower than its group",
    }
}

/// In how many classes an area is in line with its group, and in which it is not.
pub fn standings(area: &str, tally: Standings, higher: &[String], lower: &[String]) -> String {
    let all = tally.categories();
    let in_line = if tally.in_line == all {
        format!("In all {} offence classes {area} was in line with its group.", counted(all))
    } else {
        let number = match tally.in_line {
            0 => "none".to_owned(),
            some => counted(some),
        };
        format!("In {number} of {} offence classes {area} was in line with its group", counted(all))
    };
    let mut clauses = vec![in_line];
    if !higher.is_empty() {
        clauses.push(format!("higher in {}", listed(higher)));
    }
    if !lower.is_empty() {
        clauses.push(format!("lower in {}", listed(lower)));
    }
    match clauses.as_slice() {
        [one] => one.clone(),
        [first, rest @ ..] => format!("{first}; it was {}.", rest.join(" and ")),
        [] => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::figure::Line;
    use crate::evidence::quarter::change_between;
    use crate::statistics::comparison;
    use crate::statistics::discovery::false_discovery;
    use crate::statistics::probability::Proportion;

    fn line(before: u64, now: u64) -> LineEvidence {
        let periods = ("2013-Q1".parse().unwrap(), "2014-Q1".parse().unwrap());
        let change = change_between(before, periods.0, now, periods.1).unwrap();
        let tried = false_discovery(&[change.p_value], Proportion::ONE_IN_TWENTY)[0];
        LineEvidence {
            line: Line::AllCrime,
            now,
            before: Some(before),
            change: Some(change),
            tried: Some(tried),
            rate: None,
            comparison: None,
        }
    }

    /// 2,172 and 2,357: the Quarter 1 Crime Briefing of the Safer Maidstone Partnership, Appendix 2
    /// to its report of 14 October 2014.
    #[test]
    fn maidstone_crime_rose_8_5_per_cent_in_q1_2014() {
        let words = change(&line(2_172, 2_357)).unwrap();
        assert_eq!(words, "rose by 8.5%, from 2,172 to 2,357");
    }

    #[test]
    fn a_move_that_chance_may_bring_is_no_rise() {
        assert_eq!(change(&line(100, 104)).unwrap(), "changed little, at 104 against 100");
    }

    /// Robbery in Maidstone, April to June and July to September 2014: more than twice as many are not "little changed".
    #[test]
    fn a_move_of_a_tenth_that_chance_may_bring_is_not_called_little() {
        assert_eq!(change(&line(14, 24)).unwrap(), "showed no clear change, at 24 against 14");
        assert_eq!(direction(&line(100, 91)), Some(Direction::LittleChanged));
        assert_eq!(direction(&line(100, 90)), Some(Direction::Unclear));
        assert_eq!(direction(&line(0, 1)), Some(Direction::Unclear));
        assert_eq!(direction(&line(0, 0)), Some(Direction::LittleChanged));
    }

    #[test]
    fn concentration_is_told_beside_the_most_even_spread() {
        use crate::statistics::concentration::concentration as measured;

        let mut counts = vec![0; 120];
        counts[..5].copy_from_slice(&[40, 40, 40, 40, 140]);
        assert_eq!(
            concentration(measured(&counts).unwrap(), "street points").unwrap(),
            "2 of 120 street points had at least half of the 300 crimes; spread as evenly as can be, it would have taken 50"
        );
        assert_eq!(concentration(measured(&[19, 0]).unwrap(), "street points"), None);
    }

    #[test]
    fn a_few_offences_are_never_put_in_per_cent() {
        assert_eq!(change(&line(1, 16)).unwrap(), "rose from 1 to 16");
    }

    #[test]
    fn standings_name_the_classes_out_of_line() {
        let tally = comparison::tally([Standing::InLine, Standing::Higher, Standing::Lower]);
        let words = standings("Maidstone", tally, &["robbery".to_owned()], &["drugs".to_owned()]);
        assert_eq!(
            words,
            "In one of three offence classes Maidstone was in line with its group; it was higher in \
             robbery and lower in drugs."
        );
    }

    #[test]
    fn all_in_line_is_said_plainly() {
        let tally = comparison::tally([Standing::InLine; 13]);
        let words = standings("Maidstone", tally, &[], &[]);
        assert_eq!(words, "In all 13 offence classes Maidstone was in line with its group.");
    }
}
