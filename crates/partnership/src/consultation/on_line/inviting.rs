//! Inviting people by a link of their own: the addresses as somebody pasted them, and the letter that each gets.
//!
//! In comes a text with addresses in it, line by line or as a table; out go the addresses, or every line that has none.

use std::collections::BTreeSet;

use crate::consultation::language::Language;
use crate::consultation::on_line::said;
use crate::content::Block;
use crate::content::Inline;
use crate::content::Section;
use crate::content::text;
use crate::membership::person::EmailAddress;
use crate::membership::person::Person;
use crate::membership::person::PersonId;
use crate::membership::person::Role;
use crate::reminders::letter::ENGLISH as ENGLISH_OF_BRITAIN;
use crate::reminders::letter::Letter;
use crate::terms::day::Day;

/// A line in which no address could be read.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum AddressFault {
    /// Nothing in it is an address.
    #[error("line {line} has no e-mail address; write one, or take the line out")]
    None {
        /// Its number, from 1.
        line: usize,
    },
    /// Something in it looks like an address and is none.
    #[error("line {line}: `{found}` is not an e-mail address; mend it, or take it out")]
    Wrong {
        /// Its number, from 1.
        line: usize,
        /// What was found.
        found: String,
    },
}

/// The addresses in a text: one or more in each line, beside whatever else stands there, such as the other columns of a
/// table. A first line without any is taken as the heading of the table.
///
/// # Errors
/// Every line in which none could be read, and every address that is none.
pub fn addresses(pasted: &str) -> Result<BTreeSet<EmailAddress>, Vec<AddressFault>> {
    let (mut found, mut faults) = (BTreeSet::new(), Vec::new());
    let lines = pasted.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty());
    for (at, (line, number)) in lines.enumerate() {
        let parts = line.split(|sign: char| sign.is_whitespace() || ",;\"<>\t".contains(sign));
        let like: Vec<&str> = parts.filter(|part| part.contains('@')).collect();
        if like.is_empty() && at > 0 {
            faults.push(AddressFault::None { line: number });
        }
        for part in like {
            match part.parse() {
                Ok(email) => {
                    found.insert(email);
                }
                Err(_) => {
                    let part = part.chars().take(80).collect();
                    faults.push(AddressFault::Wrong { line: number, found: part });
                }
            }
        }
    }
    if faults.is_empty() { Ok(found) } else { Err(faults) }
}

/// What the letter of an invitation tells.
#[derive(Debug, Clone, Copy)]
pub struct Invited<'a> {
    /// Where it goes.
    pub email: &'a EmailAddress,
    /// In which language.
    pub language: Language,
    /// What the consultation is called.
    pub title: &'a str,
    /// Who asks.
    pub partnership: &'a str,
    /// The address to follow, a secret that stands nowhere but in the letter.
    pub address: &'a str,
    /// The last day.
    pub closes: Day,
    /// Whom to write to with questions, where the settings name somebody.
    pub contact: Option<&'a str>,
}

/// The words of the letter, in a language.
struct Words {
    subject: &'static str,
    link: &'static str,
    once: &'static str,
    until: &'static str,
    why: &'static str,
    contact: &'static str,
}

const ENGLISH: Words = Words {
    subject: "Your views: ",
    link: "Answer the questions",
    once: "The link is good for one reply. It is used up when you send your answers, and nothing tells which answers came \
           by it.",
    until: "Please answer by the end of ",
    why: "You are asked by ",
    contact: "To ask something, or to get no more of these letters: ",
};
const WELSH: Words = Words {
    subject: "Eich barn: ",
    link: "Atebwch y cwestiynau",
    once: "Mae’r ddolen yn dda ar gyfer un ateb. Daw i ben pan anfonwch eich atebion, ac nid oes dim yn dweud pa atebion a \
           ddaeth drwyddi.",
    until: "Atebwch erbyn diwedd ",
    why: "Gofynnir ichi gan ",
    contact: "I holi, neu i beidio â chael rhagor o’r llythyrau hyn: ",
};

impl Invited<'_> {
    /// The letter. `key` is the same for the same link, and tells nothing of what is written in it; none where an address
    /// cannot be written to.
    pub fn letter(&self, key: &str) -> Option<Letter> {
        let words = match self.language {
            Language::English => &ENGLISH,
            Language::Welsh => &WELSH,
        };
        let link = Inline::Link { text: words.link.to_owned(), address: self.address.to_owned() };
        let mut said = vec![
            format!("{}{}.", words.why, self.partnership),
            format!("{}{}.", words.until, said::day(self.closes, self.language)),
            words.once.to_owned(),
        ];
        said.extend(self.contact.map(|contact| format!("{}{contact}", words.contact)));
        let paragraph = |inline| Block::Paragraph(vec![inline]);
        let after = said.into_iter().map(|line| paragraph(text(line)));
        let blocks = std::iter::once(paragraph(link)).chain(after).collect();
        let heading = self.title.to_owned();
        Some(Letter {
            to: self.receiver()?,
            language: match self.language {
                Language::English => ENGLISH_OF_BRITAIN,
                Language::Welsh => self.language.code(),
            },
            subject: format!("{}{}", words.subject, self.title),
            sections: vec![Section { anchor: "link".to_owned(), heading, blocks }],
            keys: vec![key.to_owned()],
        })
    }

    /// Whoever gets the letter, who is nobody of the partnership's people.
    fn receiver(&self) -> Option<Person> {
        Some(Person {
            id: PersonId("invited".parse().ok()?),
            name: self.email.as_str().to_owned(),
            email: self.email.clone(),
            role: Role::Partner,
            acts_for: BTreeSet::new(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(pasted: &str) -> Vec<String> {
        addresses(pasted).unwrap().iter().map(|email| email.as_str().to_owned()).collect()
    }

    #[test]
    fn addresses_are_found_in_a_list_a_table_or_a_line_of_a_mail_program() {
        assert_eq!(
            found("ann@example.org\n\nbob@example.org\n"),
            ["ann@example.org", "bob@example.org"]
        );
        assert_eq!(found("Name,E-mail\n\"Ann A\",ann@example.org"), ["ann@example.org"]);
        assert_eq!(
            found("Ann <Ann@example.org>; bob@example.org"),
            ["ann@example.org", "bob@example.org"]
        );
        assert_eq!(found("ann@example.org\nANN@example.org"), ["ann@example.org"]);
    }

    #[test]
    fn every_line_without_an_address_is_told() {
        let told = addresses("ann@example.org\nBob\ncat@").unwrap_err();
        let told: Vec<String> = told.iter().map(ToString::to_string).collect();
        assert!(told[0].starts_with("line 2 has no e-mail address"), "{told:?}");
        assert!(told[1].starts_with("line 3: `cat@` is not"), "{told:?}");
    }

    #[test]
    fn the_letter_is_in_the_language_of_whoever_gets_it() {
        let email = "ann@example.org".parse().unwrap();
        let invited = |language| Invited {
            email: &email,
            language,
            title: "Your say",
            partnership: "the Partnership",
            address: "https://saferplan.example.gov.uk/p/answer/say/invited/abc",
            closes: "2015-02-28".parse().unwrap(),
            contact: None,
        };
        let marked = |language| invited(language).letter("key").unwrap().language;
        assert_eq!([Language::English, Language::Welsh].map(marked), ["en-GB", "cy"]);
        let letter = |language| format!("{:?}", invited(language).letter("key").unwrap());
        assert!(letter(Language::English).contains("by the end of 28 February 2015"));
        assert!(letter(Language::Welsh).contains("erbyn diwedd 28 Chwefror 2015"));
    }
}
