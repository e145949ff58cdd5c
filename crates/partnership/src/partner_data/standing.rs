//! How each return of each quarter stands: under way, due, late, received, or received late.
//!
//! In come who supplies what, the deliveries and today; out goes a line for each return of each quarter, in words.

use std::cmp::Ordering;

use crate::partner_data::delivery::Delivery;
use crate::partner_data::delivery::Subject;
use crate::partner_data::prescribed::due;
use crate::partner_data::prescribed::last_day;
use crate::partner_data::supplier::Supplier;
use crate::terms::day::Day;
use crate::terms::period::Quarter;

/// How a return of a quarter stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReturnStanding {
    /// The quarter has not ended.
    UnderWay,
    /// It is due, and not late.
    Due,
    /// It is late by so many days.
    Late(i32),
    /// It came on a day, before or after it was due.
    Received {
        /// The number of the first delivery that was taken, and its day.
        first: (i64, Day),
        /// The number of the one that counts, and its day.
        last: (i64, Day),
        /// How many were replaced.
        replaced: usize,
    },
}

/// A return of a quarter from one supplier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReturnLine<'s> {
    /// Who supplies it.
    pub supplier: &'s Supplier,
    /// The quarter.
    pub quarter: Quarter,
    /// By when it is due.
    pub due: Day,
    /// How it stands.
    pub standing: ReturnStanding,
    /// How many deliveries were refused.
    pub refused: usize,
}

impl ReturnLine<'_> {
    /// How it stands, in words.
    pub fn in_words(&self) -> String {
        let days =
            |number: i32| if number == 1 { "a day".to_owned() } else { format!("{number} days") };
        match self.standing {
            ReturnStanding::UnderWay => {
                format!("Quarter under way; due by {}", self.due.in_words())
            }
            ReturnStanding::Due => format!("Due by {}", self.due.in_words()),
            ReturnStanding::Late(by) => {
                format!("Late by {}; it was due by {}", days(by), self.due.in_words())
            }
            ReturnStanding::Received { first: (_, on), last, replaced } => {
                let late = match on.days_since(self.due) {
                    ..=0 => String::new(),
                    late => format!(", {} late", days(late)),
                };
                let replaced = match replaced {
                    0 => String::new(),
                    1 => format!("; replaced on {}", last.1.in_words()),
                    times => format!("; replaced {times} times, last on {}", last.1.in_words()),
                };
                format!("Received on {}{late}{replaced}", on.in_words())
            }
        }
    }

    /// Its standing in a word, as a tag has it.
    pub fn in_a_word(&self) -> &'static str {
        match self.standing {
            ReturnStanding::UnderWay => "Not yet due",
            ReturnStanding::Due => "Due",
            ReturnStanding::Late(_) => "Late",
            ReturnStanding::Received { replaced: 0, .. } => "Received",
            ReturnStanding::Received { .. } => "Replaced",
        }
    }
}

/// The returns of all quarters up to the one of `today`, the latest quarter first, and in the order of the suppliers.
pub fn standings<'s>(
    suppliers: &'s [Supplier],
    deliveries: &[(i64, &Delivery)],
    today: Day,
) -> Vec<ReturnLine<'s>> {
    let Some(earliest) = suppliers.iter().map(|supplier| supplier.from).min() else {
        return Vec::new();
    };
    let now = Quarter::containing(today.month());
    let quarters = std::iter::successors(Some(now), |quarter| Some(quarter.plus_quarters(-1)));
    let asked = quarters.take_while(|quarter| earliest <= *quarter).flat_map(|quarter| {
        let asked = suppliers.iter().filter(move |supplier| supplier.is_asked_for(quarter));
        asked.map(move |supplier| line(supplier, quarter, deliveries, today))
    });
    asked.collect()
}

fn line<'s>(
    supplier: &'s Supplier,
    quarter: Quarter,
    deliveries: &[(i64, &Delivery)],
    today: Day,
) -> ReturnLine<'s> {
    let of = Subject::Return { of: supplier.of, quarter, supplier: supplier.organisation.clone() };
    let its = || deliveries.iter().filter(|(_, delivery)| delivery.of == of);
    let mut taken: Vec<(i64, Day)> = its()
        .filter(|(_, delivery)| delivery.was_taken())
        .map(|(number, delivery)| (*number, delivery.received))
        .collect();
    taken.sort_unstable();
    let (refused, due) = (its().count() - taken.len(), due(quarter));
    let standing = match (taken.first(), taken.last()) {
        (Some(first), Some(last)) => {
            ReturnStanding::Received { first: *first, last: *last, replaced: taken.len() - 1 }
        }
        _ if today <= last_day(quarter) => ReturnStanding::UnderWay,
        _ => match today.cmp(&due) {
            Ordering::Less | Ordering::Equal => ReturnStanding::Due,
            Ordering::Greater => ReturnStanding::Late(today.days_since(due)),
        },
    };
    ReturnLine { supplier, quarter, due, standing, refused }
}
