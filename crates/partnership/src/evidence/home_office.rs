//! Home Office police recorded crime beside street-level crime: how far the two agree, and what the
//! mix of offences within a street-level class is.
//!
//! In come rows of recorded crime of one force; out go a reconciliation by comparable group and the
//! severity weight of each street-level class.

use std::collections::BTreeMap;

use crate::evidence::figure::Line;
use crate::evidence::held::Held;
use crate::evidence::quarter::Subject;
use crate::evidence::rows::RecordedCrime;
use crate::evidence::rows::RecordedPlace;
use crate::statistics::severity;
use crate::statistics::severity::SeverityWeight;
use crate::statistics::severity::WeightedOffence;
use crate::terms::area::AreaCode;
use crate::terms::force::Territory;
use crate::terms::offence::OffenceClass;
use crate::terms::period::Period;

/// One group of offences that both publishers count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reconciled {
    /// The group's name.
    pub name: &'static str,
    /// The Home Office's count for the force.
    pub home_office: u64,
    /// The street-level count for the same force.
    pub street_level: u64,
}

/// Why recorded crime of the Home Office cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoRecordedCrime {
    /// The force and quarter are not held.
    #[error("Home Office recorded crime of {force} for {period} is not held")]
    NotHeld {
        /// The force.
        force: String,
        /// The period, in words.
        period: String,
    },
    /// The partnership's offences were never assigned to it.
    #[error(
        "{partnership}'s offences for {period} are not given: {force} has them under \
         \"{unassigned}\", so they cannot be compared"
    )]
    Unassigned {
        /// The partnership.
        partnership: String,
        /// The period, in words.
        period: String,
        /// The force.
        force: String,
        /// The name printed.
        unassigned: String,
    },
    /// The rows carry no year, so they date nothing.
    #[error("the rows held for {0} carry no financial year: they are kept, and date no figure")]
    Undated(String),
}

use OffenceClass as Class;

/// The stated mapping between Home Office groups and street-level types, where both count alike.
///
/// Fraud is left out: it moved from forces to Action Fraud, and street-level data have none.
const GROUPS: [(&str, &[&str], &[OffenceClass]); 7] = [
    (
        "Violence and sexual offences",
        &["Violence against the person", "Sexual offences"],
        &[Class::ViolenceAndSexualOffences],
    ),
    ("Robbery", &["Robbery"], &[Class::Robbery]),
    (
        "Theft offences, burglary and vehicle crime included",
        &["Theft offences"],
        &[
            Class::Burglary,
            Class::VehicleCrime,
            Class::Shoplifting,
            Class::TheftFromThePerson,
            Class::BicycleTheft,
            Class::OtherTheft,
        ],
    ),
    ("Criminal damage and arson", &["Criminal damage and arson"], &[Class::CriminalDamageAndArson]),
    ("Drug offences", &["Drug offences"], &[Class::Drugs]),
    (
        "Weapons and public order",
        &["Possession of weapons offences", "Public order offences"],
        &[Class::PossessionOfWeapons, Class::PublicOrder],
    ),
    (
        "Miscellaneous and other crime",
        &["Miscellaneous crimes against society", "Miscellaneous crimes"],
        &[Class::OtherCrime],
    ),
];

/// The force's recorded crime of both publishers, group by group, for the subject's quarter.
///
/// # Errors
/// When the Home Office's figures for that force and quarter are not held.
pub fn reconcile(held: &Held, subject: Subject) -> Result<Vec<Reconciled>, NoRecordedCrime> {
    let recorded = of_force(held, subject)?;
    let area = force_area(subject);
    let street = |class: &OffenceClass| {
        area.map_or(0, |area| {
            held.counts.sum(area, subject.force.name(), subject.period, Line::Class(*class))
        })
    };
    let one = |(name, groups, classes): &(&'static str, &[&str], &[OffenceClass])| Reconciled {
        name,
        home_office: total(
            recorded.iter().copied().filter(|row| groups.contains(&row.group.as_str())),
        ),
        street_level: classes.iter().map(street).sum(),
    };
    Ok(GROUPS.iter().map(one).collect())
}

/// The code of the force's area, under which its counts as a whole are held.
pub fn force_area(subject: Subject) -> Option<AreaCode> {
    match subject.force.territory() {
        Territory::Area(code) => code.parse().ok(),
        Territory::None => None,
    }
}

/// The mean severity weight of each street-level class, by the mix of offences that the Home Office
/// recorded for the force in the quarter.
///
/// Weights are the Crime Severity Score's of the Office for National Statistics. The mix is the
/// force's, not the district's: where the district's mix within a class differs, so does its
/// severity, and this figure does not show it.
///
/// # Errors
/// When the Home Office's figures for that force and quarter are not held.
pub fn class_weights(
    held: &Held,
    subject: Subject,
) -> Result<BTreeMap<OffenceClass, SeverityWeight>, NoRecordedCrime> {
    let recorded = of_force(held, subject)?;
    let mut counts: BTreeMap<&str, i64> = BTreeMap::new();
    for row in recorded {
        *counts.entry(row.offence_code.as_str()).or_default() += row.count;
    }
    let mut mixes: BTreeMap<OffenceClass, Vec<WeightedOffence>> = BTreeMap::new();
    for weight in &held.weights.rows {
        let count = counts.get(weight.offence_code.as_str()).copied().unwrap_or(0);
        let class_and_weight = weight.class.zip(SeverityWeight::of(weight.weight).ok());
        if let (Some((class, weight)), Ok(count)) = (class_and_weight, u64::try_from(count)) {
            mixes.entry(class).or_default().push(WeightedOffence { count, weight });
        }
    }
    let weights = mixes
        .into_iter()
        .filter_map(|(class, mix)| severity::mix_weight(&mix).ok().map(|weight| (class, weight)));
    Ok(weights.collect())
}

/// The count of a partnership in the Home Office's figures over a period, where it is given.
///
/// # Errors
/// When the rows are not held, carry no year, or stand under "Unassigned" only.
pub fn of_partnership(
    rows: &[RecordedCrime],
    partnership: &str,
    force: &str,
    period: Period,
) -> Result<u64, NoRecordedCrime> {
    let named =
        |row: &&RecordedCrime| row.place == RecordedPlace::Partnership(partnership.to_owned());
    let own: Vec<_> = rows.iter().filter(named).collect();
    let in_period: Vec<_> = own.iter().filter(|row| dated(row, period)).copied().collect();
    // Five stray offences beside tens of thousands unassigned are no figure for a partnership.
    let mut unassigned = rows.iter().filter(|row| row.force == force && dated(row, period));
    let unassigned = unassigned.find_map(|row| match &row.place {
        RecordedPlace::Unassigned(name) if row.count > 0 => Some(name.clone()),
        RecordedPlace::Unassigned(_) | RecordedPlace::Force | RecordedPlace::Partnership(_) => None,
    });
    let (partnership, period_words) = (partnership.to_owned(), period.in_words());
    match (in_period.as_slice(), unassigned) {
        (_, Some(unassigned)) => Err(NoRecordedCrime::Unassigned {
            partnership,
            period: period_words,
            force: force.to_owned(),
            unassigned,
        }),
        ([], None) if own.iter().any(|row| row.year.is_none()) => {
            Err(NoRecordedCrime::Undated(partnership))
        }
        ([], None) => Err(NoRecordedCrime::NotHeld { force: partnership, period: period_words }),
        (rows, None) => Ok(total(rows.iter().copied())),
    }
}

fn of_force(held: &Held, subject: Subject) -> Result<Vec<&RecordedCrime>, NoRecordedCrime> {
    let name = subject.force.home_office_name();
    let own = held.recorded.rows.iter().filter(|row| {
        row.force == name && row.place == RecordedPlace::Force && dated(row, subject.period)
    });
    let own: Vec<_> = own.collect();
    if own.is_empty() {
        let (force, period) = (subject.force.name().to_owned(), subject.period.in_words());
        return Err(NoRecordedCrime::NotHeld { force, period });
    }
    Ok(own)
}

fn dated(row: &RecordedCrime, period: Period) -> bool {
    match row.quarter {
        Some(quarter) => {
            let quarter = Period::Quarter(quarter);
            period.covers(quarter.first()) && period.covers(quarter.last())
        }
        None => row.year.is_some_and(|year| {
            let year = Period::FinancialYear(year);
            period.covers(year.first()) && period.covers(year.last())
                || year.covers(period.first()) && matches!(row.place, RecordedPlace::Unassigned(_))
        }),
    }
}

fn total<'a>(rows: impl Iterator<Item = &'a RecordedCrime>) -> u64 {
    u64::try_from(rows.map(|row| row.count).sum::<i64>()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms::period::Quarter;

    fn row(
        place: RecordedPlace,
        year: Option<&str>,
        quarter: Option<&str>,
        count: i64,
    ) -> RecordedCrime {
        RecordedCrime {
            line: 2,
            year: year.map(|year| year.parse().unwrap()),
            quarter: quarter.map(|quarter| quarter.parse::<Quarter>().unwrap()),
            force: "Kent".to_owned(),
            place,
            offence: String::new(),
            offence_code: String::new(),
            subgroup: String::new(),
            group: "Robbery".to_owned(),
            count,
        }
    }

    fn maidstone(rows: &[RecordedCrime], period: &str) -> Result<u64, NoRecordedCrime> {
        of_partnership(rows, "Maidstone", "Kent", period.parse().unwrap())
    }

    fn own() -> RecordedPlace {
        RecordedPlace::Partnership("Maidstone".to_owned())
    }

    /// As in the Home Office's table of 2025/26, where Kent's partnerships have next to nothing of
    /// their own and tens of thousands of offences stand under "Unassigned Kent".
    #[test]
    fn a_partnership_whose_offences_are_unassigned_is_refused() {
        let unassigned = RecordedPlace::Unassigned("Unassigned Kent".to_owned());
        let rows =
            [row(own(), Some("2025/26"), None, 5), row(unassigned, Some("2025/26"), None, 666)];
        let refused = maidstone(&rows, "2025-Q1").unwrap_err();
        assert!(matches!(refused, NoRecordedCrime::Unassigned { .. }), "{refused}");
    }

    #[test]
    fn rows_without_a_year_date_no_figure() {
        let refused = maidstone(&[row(own(), None, None, 7)], "2025-Q1");
        assert_eq!(refused, Err(NoRecordedCrime::Undated("Maidstone".to_owned())));
    }

    #[test]
    fn the_quarters_of_a_year_add_up_to_it() {
        let quarter = |quarter| row(own(), Some("2014/15"), Some(quarter), 3);
        let rows = ["2014-Q1", "2014-Q2", "2014-Q3", "2014-Q4"].map(quarter);
        assert_eq!((maidstone(&rows, "2014/15"), maidstone(&rows, "2014-Q2")), (Ok(12), Ok(3)));
    }

    #[test]
    fn a_partnership_of_which_nothing_is_held_is_refused() {
        assert!(matches!(maidstone(&[], "2014-Q1"), Err(NoRecordedCrime::NotHeld { .. })));
    }
}
