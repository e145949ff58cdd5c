//! The letter by which a task group is asked for its commentary, and by which it is reminded.
//!
//! In come a commentary and whoever is to write it; out goes a letter with a link of their own, by which they need no
//! account.

use std::collections::BTreeSet;

use crate::content::Block;
use crate::content::Inline;
use crate::content::Section;
use crate::content::text;
use crate::membership::person::EmailAddress;
use crate::membership::person::Person;
use crate::membership::person::PersonId;
use crate::membership::person::Role;
use crate::reminders::letter::ENGLISH;
use crate::reminders::letter::Letter;
use crate::task_groups::commentary::Commentary;
use crate::task_groups::commentary::Standing;
use crate::task_groups::due;
use crate::terms::day::Day;
use crate::terms::period::Period;
use crate::terms::wording::sentence;

/// For how many days after a commentary is due its link can be followed: to send it late, or to mend it.
pub const STANDS_AFTER: i32 = 28;

/// What the letter tells.
#[derive(Debug, Clone, Copy)]
pub struct Asking<'a> {
    /// What is asked for.
    pub commentary: &'a Commentary,
    /// Who is to write it.
    pub name: &'a str,
    /// Where the letter goes.
    pub email: &'a EmailAddress,
    /// Who asks.
    pub partnership: &'a str,
    /// The address to follow, a secret that stands nowhere but in the letter.
    pub address: &'a str,
    /// The last day on which it can be followed.
    pub until: Day,
    /// The day of the letter.
    pub today: Day,
    /// Whether a letter went before.
    pub again: bool,
    /// Whom to write to with questions, where the settings name somebody.
    pub contact: Option<&'a str>,
}

impl Asking<'_> {
    /// The letter. `key` is the same for the same link, and tells nothing of what is written in it; none where nobody can
    /// be written to.
    pub fn letter(&self, key: &str) -> Option<Letter> {
        let Asking { commentary, partnership, address, until, .. } = self;
        let group = &commentary.group;
        let quarter = Period::Quarter(commentary.quarter).in_words();
        let link = Inline::Link { text: "Write the commentary".into(), address: (*address).into() };
        let stands = due::in_words(commentary, self.today)
            .unwrap_or_else(|| format!("due by the end of {}", commentary.due.in_full()));
        let asks = if self.again { "reminds you of" } else { "asks you for" };
        let mut said = vec![
            format!("{partnership} {asks} the commentary of the {group} on {quarter}: how the group is doing, what was \
                done, what helped and hindered, and what you ask of the partnership."),
            sentence(&format!("it is {stands}")),
            "You need no account. What you write is saved, so that you can come back to it, and you may change it after \
                sending until it is accepted.".to_owned(),
            format!("The link is for you, {}, and works until the end of {}. Whoever has it can write in your place, so \
                pass it on only to somebody who is to write with you.", self.name, until.in_words()),
        ];
        if let Standing::SentBack { reason, .. } = &commentary.standing {
            said.insert(2, format!("It was sent back to be mended: {reason}"));
        }
        said.extend(self.contact.map(|contact| format!("To ask something: {contact}")));
        let paragraph = |inline| Block::Paragraph(vec![inline]);
        let mut said = said.into_iter().map(|line| paragraph(text(line)));
        let first = said.next();
        let blocks = first.into_iter().chain([paragraph(link)]).chain(said).collect();
        let begins = if self.again { "Reminder: commentary" } else { "Commentary" };
        Some(Letter {
            language: ENGLISH,
            to: self.receiver()?,
            subject: format!("{begins} of the {group}, {quarter}"),
            sections: vec![Section {
                anchor: "link".to_owned(),
                heading: format!("Commentary of the {group}"),
                blocks,
            }],
            keys: vec![key.to_owned()],
        })
    }

    /// Whoever gets the letter, who need be nobody of the partnership's people.
    fn receiver(&self) -> Option<Person> {
        Some(Person {
            id: PersonId("asked".parse().ok()?),
            name: self.name.to_owned(),
            email: self.email.clone(),
            role: Role::TaskGroupLead,
            acts_for: BTreeSet::new(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_letter_says_what_is_asked_by_when_and_that_no_account_is_needed() {
        let day = |text: &str| -> Day { text.parse().unwrap() };
        let quarter = "2014-Q2".parse().unwrap();
        let commentary = Commentary::asked(
            "Domestic Violence Forum",
            quarter,
            day("2014-10-29"),
            day("2014-11-19"),
        );
        let email = "lead@example.org".parse().unwrap();
        let asking = Asking {
            commentary: &commentary,
            name: "Ann Example",
            email: &email,
            partnership: "The Partnership",
            address: "https://saferplan.example.gov.uk/p/commentary/abc",
            until: day("2014-12-17"),
            today: day("2014-10-29"),
            again: false,
            contact: Some("plan@example.org"),
        };
        let told = format!("{:?}", asking.letter("key").unwrap());
        for words in [
            "asks you for the commentary of the Domestic Violence Forum on Quarter 2 of 2014/15",
            "It is due in 21 days, on Wednesday 19 November 2014",
            "You need no account.",
            "works until the end of 17 December 2014",
            "To ask something: plan@example.org",
        ] {
            assert!(told.contains(words), "{words}: {told}");
        }
        let again = Asking { again: true, today: day("2014-11-20"), ..asking };
        let again = again.letter("key").unwrap();
        assert!(again.subject.starts_with("Reminder: commentary of the"), "{}", again.subject);
        assert!(format!("{again:?}").contains("late by a day"), "{again:?}");
    }
}
