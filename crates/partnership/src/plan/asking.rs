//! The letter by which whoever answers for an authority is asked to note the progress of its actions, and is reminded.
//!
//! In come a link, the actions that an authority leads and a quarter that has ended; out goes a letter with a link of their
//! own, by which they need no account, and the days on which it goes as long as something is not noted.

use std::collections::BTreeSet;

use crate::content::Block;
use crate::content::Inline;
use crate::content::Section;
use crate::content::text;
use crate::membership::person::EmailAddress;
use crate::membership::person::Person;
use crate::membership::person::PersonId;
use crate::membership::person::Role;
use crate::plan::action::Action;
use crate::reminders::letter::ENGLISH;
use crate::reminders::letter::Letter;
use crate::terms::day::Day;
use crate::terms::period::Period;
use crate::terms::period::Quarter;
use crate::timetable::working_days::working_day_from;
use crate::timetable::working_days::working_day_up_to;

/// So many days after a quarter has ended its progress is to be noted.
pub const TO_NOTE: i32 = 21;

/// The quarter whose progress is wanted on a day: the last one that has ended.
///
/// ```
/// use partnership::plan::asking::wanted_on;
/// assert_eq!(wanted_on("2015-07-01".parse()?), "2015-Q1".parse()?);
/// assert_eq!(wanted_on("2015-06-30".parse()?), "2014-Q4".parse()?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn wanted_on(today: Day) -> Quarter {
    Quarter::containing(today.month()).plus_quarters(-1)
}

fn ended(quarter: Quarter) -> Day {
    Day::last_of(Period::Quarter(quarter).last())
}

/// The last day on which the progress of a quarter is to be noted.
pub fn due(quarter: Quarter) -> Day {
    working_day_up_to(ended(quarter).plus_days(TO_NOTE))
}

/// The days on which whoever has not noted all is written to: the first working day after the quarter, a week before it is
/// due, and the day after; each a working day.
pub fn letter_days(quarter: Quarter) -> [Day; 3] {
    let due = due(quarter);
    [
        working_day_from(ended(quarter).plus_days(1)),
        working_day_up_to(due.plus_days(-7)),
        working_day_from(due.plus_days(1)),
    ]
}

/// Whether whoever has not noted all of a quarter is written to today, if the last letter went on a day.
///
/// ```
/// use partnership::plan::asking::is_to_be_written_to;
/// let quarter = "2015-Q1".parse()?;
/// let is = |last: &str, today: &str| -> Result<bool, partnership::terms::day::DayError> {
///     Ok(is_to_be_written_to(quarter, last.parse()?, today.parse()?))
/// };
/// assert!(is("2015-05-08", "2015-07-01")? && !is("2015-07-01", "2015-07-13")?);
/// assert!(is("2015-07-01", "2015-07-14")? && is("2015-07-14", "2015-07-22")?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn is_to_be_written_to(quarter: Quarter, last_letter: Day, today: Day) -> bool {
    letter_days(quarter).into_iter().any(|day| last_letter < day && day <= today)
}

/// The actions that an authority leads, that are to be done and were entered by the end of a quarter, of which nothing is noted
/// for it.
pub fn not_noted<'a>(
    actions: impl IntoIterator<Item = &'a Action>,
    lead: &str,
    quarter: Quarter,
) -> Vec<&'a Action> {
    let is_open = |action: &&Action| {
        action.described().lead == lead
            && action.standing().is_open()
            && action.since() <= ended(quarter)
            && !action.progress().contains_key(&quarter)
    };
    actions.into_iter().filter(is_open).collect()
}

/// What the letter tells.
#[derive(Debug, Clone, Copy)]
pub struct ProgressAsking<'a> {
    /// The authority.
    pub lead: &'a str,
    /// The quarter.
    pub quarter: Quarter,
    /// The titles of the actions of which nothing is noted for it.
    pub not_noted: &'a [String],
    /// Who is to note it.
    pub name: &'a str,
    /// Where the letter goes.
    pub email: &'a EmailAddress,
    /// Who asks.
    pub partnership: &'a str,
    /// The address to follow, a secret that stands nowhere but in the letter.
    pub address: &'a str,
    /// The last day on which it can be followed.
    pub until: Day,
    /// Whether a letter went before.
    pub again: bool,
    /// Whom to write to with questions, where the settings name somebody.
    pub contact: Option<&'a str>,
}

impl ProgressAsking<'_> {
    /// The letter. `key` is the same for the same link, and tells nothing of what is written in it; none where nobody can be
    /// written to.
    pub fn letter(&self, key: &str) -> Option<Letter> {
        let ProgressAsking { lead, partnership, name, .. } = self;
        let quarter = Period::Quarter(self.quarter).in_words();
        let asks = if self.again { "reminds you" } else { "asks you" };
        let words = |words: String| Block::Paragraph(vec![text(words)]);
        let mut blocks = vec![
            words(format!(
                "{partnership} {asks} to note how far the actions have come that {lead} leads in the plan: in {quarter}, by {}.",
                due(self.quarter).in_full()
            )),
            Block::Paragraph(vec![Inline::Link {
                text: "Note the progress".to_owned(),
                address: self.address.to_owned(),
            }]),
        ];
        if !self.not_noted.is_empty() {
            blocks.push(words("Nothing is noted for that quarter yet of:".to_owned()));
            let titles = self.not_noted.iter().map(|title| vec![text(title)]);
            blocks.push(Block::List(titles.collect()));
        }
        blocks.push(words("You need no account. A few words, and a figure where the action has a measure, are enough.".to_owned()));
        blocks.push(words(format!(
            "The link is for you, {name}, and works until the end of {}. Whoever has it can note in your place, so pass it on \
             only to somebody who is to note with you.",
            self.until.in_words()
        )));
        blocks.extend(self.contact.map(|contact| words(format!("To ask something: {contact}"))));
        let begins = if self.again { "Reminder: progress" } else { "Progress" };
        let heading = format!("Progress of what {lead} leads");
        Some(Letter {
            language: ENGLISH,
            to: self.receiver()?,
            subject: format!("{begins} of what {lead} leads, {quarter}"),
            sections: vec![Section { anchor: "link".to_owned(), heading, blocks }],
            keys: vec![key.to_owned()],
        })
    }

    /// Whoever gets the letter, who need be nobody of the partnership's people.
    fn receiver(&self) -> Option<Person> {
        Some(Person {
            id: PersonId("asked".parse().ok()?),
            name: self.name.to_owned(),
            email: self.email.clone(),
            role: Role::Partner,
            acts_for: BTreeSet::new(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timetable::working_days::is_working_day;
    use proptest::prelude::*;

    #[test]
    fn the_letter_says_what_is_not_noted_by_when_and_that_no_account_is_needed() {
        let email = "ann@example.org".parse().unwrap();
        let asking = ProgressAsking {
            lead: "Kent Police",
            quarter: "2015-Q1".parse().unwrap(),
            not_noted: &["Courses for perpetrators".to_owned()],
            name: "Ann Example",
            email: &email,
            partnership: "The Partnership",
            address: "https://saferplan.example.gov.uk/p/progress/abc",
            until: "2015-07-31".parse().unwrap(),
            again: false,
            contact: Some("plan@example.org"),
        };
        let told = format!("{:?}", asking.letter("key").unwrap());
        for words in [
            "asks you to note how far the actions have come that Kent Police leads",
            "in Quarter 1 of 2015/16 (April to June 2015), by Tuesday 21 July 2015",
            "Courses for perpetrators",
            "You need no account.",
            "works until the end of 31 July 2015",
            "To ask something: plan@example.org",
        ] {
            assert!(told.contains(words), "{words}: {told}");
        }
        let again = ProgressAsking { again: true, not_noted: &[], ..asking }.letter("key").unwrap();
        assert!(again.subject.starts_with("Reminder: progress of what Kent Police"), "{again:?}");
        assert!(!format!("{again:?}").contains("Nothing is noted"), "{again:?}");
    }

    proptest! {
        #[test]
        fn letters_go_on_working_days_in_order_after_the_quarter(year in 2010_i16..2040, number in 1_u8..=4) {
            let quarter: Quarter = format!("{year}-Q{number}").parse().unwrap();
            let days = letter_days(quarter);
            prop_assert!(days.iter().all(|day| is_working_day(*day)));
            prop_assert!(ended(quarter) < days[0] && days[0] < days[1] && days[1] < days[2]);
            prop_assert!(days[1] < due(quarter) && due(quarter) < days[2]);
        }
    }
}
