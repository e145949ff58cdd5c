//! "Driven mainly by": each category named, held against what it can have contributed.

use crate::content::table::decimal;
use crate::content::table::signed;
use crate::content::table::with_commas;
use crate::evidence::claim::Claim;
use crate::evidence::claim::Finding;
use crate::evidence::claim::Verdict;
use crate::evidence::claim::both;
use crate::evidence::claim::known;
use crate::evidence::figure::Line;
use crate::evidence::held::Held;
use crate::statistics::contribution;
use crate::statistics::contribution::Ceiling;
use crate::terms::period::Period;

/// The verdict on each category named as a driver of the total's change.
pub(super) fn findings(
    held: &Held,
    claim: &Claim,
    against: Period,
    categories: &[String],
) -> Vec<Finding> {
    let total = Line::AllCrime.name();
    let Some((before, now)) = both(held, claim, against, total) else {
        let because = format!(
            "the total’s change from {} to {} is not held, in data or as published",
            against.span(),
            claim.period.span()
        );
        let verdict = Verdict::CannotBeTold;
        return vec![Finding { about: total.to_owned(), verdict, because }];
    };
    let net = now.count.cast_signed() - before.count.cast_signed();
    categories.iter().map(|category| finding(held, claim, against, category, net)).collect()
}

fn finding(held: &Held, claim: &Claim, against: Period, category: &str, net: i64) -> Finding {
    let (verdict, because) = match both(held, claim, against, category) {
        Some((before, now)) => by_both(before.count, now.count, net),
        None => match known(held, claim.area, category, claim.period) {
            Some(now) => by_ceiling(now.count, net, against),
            None => (
                Verdict::CannotBeTold,
                format!(
                    "street-level data have no class of this name, and no published figure for it is \
                     held for {} and {}",
                    against.span(),
                    claim.period.span()
                ),
            ),
        },
    };
    Finding { about: category.to_owned(), verdict, because }
}

/// Both counts are known: the category must have moved with the total, by a tenth of it at least.
fn by_both(before: u64, now: u64, net: i64) -> (Verdict, String) {
    let change = now.cast_signed() - before.cast_signed();
    let counts = format!("{} to {}", with_commas(before), with_commas(now));
    if net == 0 {
        return (Verdict::NotBorneOut, "the total did not change".to_owned());
    }
    #[expect(
        clippy::cast_precision_loss,
        reason = "a change of a period's count lies far below 2^53"
    )]
    let share = change as f64 / net as f64;
    let told = format!(
        "{counts} is {}, {}% of the total’s {}",
        signed(change),
        decimal(share * 100.0, 0),
        signed(net)
    );
    if share >= 0.1 {
        (Verdict::BorneOut, told)
    } else {
        (Verdict::NotBorneOut, format!("{told}: less than the tenth that a driver must make"))
    }
}

/// Only the later count is known: it bounds what the category can have added to a rise.
fn by_ceiling(now: u64, net: i64, against: Period) -> (Verdict, String) {
    let ceiling = contribution::could_drive(now, net);
    let told = match ceiling {
        Ceiling::AtMost { count, share } => format!(
            "{} offences in the period; even from none before they would make at most {}% of the \
             total’s {}",
            with_commas(count),
            decimal(share * 100.0, 0),
            signed(net)
        ),
        Ceiling::NoCeiling => format!("{} offences in the period", with_commas(now)),
        Ceiling::NoNetChange => "the total did not change".to_owned(),
    };
    if ceiling.is_too_small_to_be_named() {
        (Verdict::NotBorneOut, format!("{told}: too few to drive anything"))
    } else {
        (Verdict::CannotBeTold, format!("{told}; the count for {} is not held", against.span()))
    }
}
