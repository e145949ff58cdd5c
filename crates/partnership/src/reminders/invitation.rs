//! Letters that bring a link: to set a password, or to sign in once.
//!
//! In come a person, what the link is for and until when; out goes the letter.

use crate::content::Block;
use crate::content::Inline;
use crate::content::Section;
use crate::content::text;
use crate::membership::person::Person;
use crate::reminders::letter::ENGLISH;
use crate::reminders::letter::Letter;

/// A link that somebody is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Invitation<'a> {
    /// What it lets them do.
    pub to: Invited,
    /// The partnership's name.
    pub partnership: &'a str,
    /// The address to follow. It is a secret, and stands nowhere but in the letter.
    pub address: &'a str,
    /// Until when it can be followed, such as "30 November 2026 at 10:15".
    pub until: &'a str,
}

/// What somebody is invited to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Invited {
    /// To set a password, the first or a new one.
    SetPassword,
    /// To sign in once.
    SignInOnce,
}

impl Invited {
    fn in_words(self) -> &'static str {
        match self {
            Invited::SetPassword => "Set your password",
            Invited::SignInOnce => "Sign in",
        }
    }
}

impl Invitation<'_> {
    /// The letter to a person. `key` is the same for the same link, and tells nothing of what is written in it.
    pub fn letter(&self, person: &Person, key: &str) -> Letter {
        let Invitation { to, partnership, address, until } = self;
        let link = Inline::Link { text: to.in_words().to_owned(), address: (*address).to_owned() };
        let terms =
            format!("The link is for you alone and works once, until {until}. Do not pass it on.");
        let unasked =
            "If you did not expect this letter, leave it: without the link nothing happens.";
        let paragraph = |inline| Block::Paragraph(vec![inline]);
        let blocks = vec![paragraph(link), paragraph(text(terms)), paragraph(text(unasked))];
        let subject = format!("{}: {partnership}", to.in_words());
        let heading = to.in_words().to_owned();
        let section = Section { anchor: "link".to_owned(), heading, blocks };
        Letter {
            to: person.clone(),
            language: ENGLISH,
            subject,
            sections: vec![section],
            keys: vec![key.to_owned()],
        }
    }
}
