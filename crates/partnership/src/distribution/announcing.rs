//! The letter by e-mail that tells somebody what was published, with links, in their language.
//!
//! In come a recipient and what was published; out goes a letter. It has no picture and nothing to fetch, so nothing tells
//! whether it was opened; whoever wants to say that they have it follows a link of their own.

use std::collections::BTreeSet;

use crate::consultation::language::Language;
use crate::content::Block;
use crate::content::Inline;
use crate::content::Section;
use crate::content::text;
use crate::distribution::recipient::HeldBecause;
use crate::distribution::recipient::Recipient;
use crate::distribution::wanted_format::WantedFormat;
use crate::membership::person::EmailAddress;
use crate::membership::person::Person;
use crate::membership::person::PersonId;
use crate::membership::person::Role;
use crate::reminders::letter::ENGLISH as ENGLISH_OF_BRITAIN;
use crate::reminders::letter::Letter;

/// Where, on the page behind the link in a letter, somebody takes themselves off the list.
pub const LEAVING: &str = "leave";

/// What a letter tells.
#[derive(Debug, Clone, Copy)]
pub struct Announcement<'a> {
    /// To whom.
    pub to: &'a Recipient,
    /// Who published.
    pub partnership: &'a str,
    /// What was published, a line each.
    pub documents: &'a [String],
    /// The partnership's own words; may be empty.
    pub words: &'a str,
    /// Where all of it can be read.
    pub address: &'a str,
    /// Where it can be asked for in another format.
    pub formats: &'a str,
    /// Where they can say that they have it: a secret that stands nowhere but in the letter.
    pub receipt: &'a str,
    /// The list that they are on.
    pub list: &'a str,
    /// Whom to write to, where the settings name somebody.
    pub contact: Option<&'a str>,
}

/// The words of the letter, in a language.
struct Words {
    subject: &'static str,
    published: &'static str,
    read: &'static str,
    also_printed: &'static str,
    formats: &'static str,
    wanted: &'static str,
    receipt: &'static str,
    no_trace: &'static str,
    office: &'static str,
    consent: &'static str,
    leave: &'static str,
    contact: &'static str,
}

const ENGLISH: Words = Words {
    subject: "Published by the ",
    published: "The following has been published for everybody to read:",
    read: "Read it, or download it",
    also_printed: "You also get printed copies by post.",
    formats: "Ask for large print, easy-read, Braille, audio or another language",
    wanted: "You asked for it in another format. It is listed there if it is ready; otherwise it is sent to you once it is.",
    receipt: "Tell us that you have had it",
    no_trace: "Nothing in this letter tells us whether you opened it. You need not tell us.",
    office: "You get this because of your office or place: you are on the list ",
    consent: "You get this because you asked to be told: you are on the list ",
    leave: "Take yourself off the list",
    contact: "To change your address, or to be taken off the list: ",
};
const WELSH: Words = Words {
    subject: "Cyhoeddwyd gan ",
    published: "Mae’r canlynol wedi’i gyhoeddi i bawb ei ddarllen:",
    read: "Darllenwch ef, neu lawrlwythwch ef",
    also_printed: "Byddwch hefyd yn cael copïau printiedig drwy’r post.",
    formats: "Gofynnwch am brint bras, fersiwn hawdd ei ddeall, Braille, sain neu iaith arall",
    wanted: "Gofynnoch amdano mewn fformat arall. Mae wedi’i restru yno os yw’n barod; fel arall anfonir ef atoch pan fydd.",
    receipt: "Dywedwch wrthym eich bod wedi’i gael",
    no_trace: "Nid oes dim yn y llythyr hwn yn dweud wrthym a wnaethoch ei agor. Nid oes rhaid ichi ddweud.",
    office: "Rydych yn cael hwn oherwydd eich swydd neu’ch lle: rydych ar y rhestr ",
    consent: "Rydych yn cael hwn am ichi ofyn am gael gwybod: rydych ar y rhestr ",
    leave: "Tynnwch eich hun oddi ar y rhestr",
    contact: "I newid eich cyfeiriad, neu i gael eich tynnu oddi ar y rhestr: ",
};

impl Announcement<'_> {
    /// The letter. `key` is the same for the same dispatch, so that a mail program shows one that was sent twice once; none
    /// where no e-mail goes to them.
    pub fn letter(&self, key: &str) -> Option<Letter> {
        let words = match self.to.language {
            Language::English => &ENGLISH,
            Language::Welsh => &WELSH,
        };
        let email = self.to.email.as_ref()?;
        let heading = format!("{}{}", words.subject, self.partnership);
        Some(Letter {
            to: receiver(&self.to.called(), email)?,
            language: match self.to.language {
                Language::English => ENGLISH_OF_BRITAIN,
                Language::Welsh => self.to.language.code(),
            },
            subject: heading.clone(),
            sections: vec![Section {
                anchor: "published".to_owned(),
                heading,
                blocks: self.blocks(words),
            }],
            keys: vec![key.to_owned()],
        })
    }

    fn blocks(&self, words: &Words) -> Vec<Block> {
        let paragraph = |inline| Block::Paragraph(vec![inline]);
        let said = |line: &str| paragraph(text(line));
        let link = |words: &str, address: &str| {
            paragraph(Inline::Link { text: words.to_owned(), address: address.to_owned() })
        };
        let mut blocks: Vec<Block> =
            self.words.lines().map(str::trim).filter(|line| !line.is_empty()).map(said).collect();
        blocks.push(said(words.published));
        blocks.push(Block::List(self.documents.iter().map(|one| vec![text(one)]).collect()));
        blocks.push(link(words.read, self.address));
        if self.to.copies > 0 {
            blocks.push(said(words.also_printed));
        }
        if self.to.format != WantedFormat::Standard {
            blocks.push(said(words.wanted));
        }
        blocks.push(link(words.formats, self.formats));
        blocks.push(link(words.receipt, self.receipt));
        blocks.push(said(words.no_trace));
        let why = match self.to.because {
            HeldBecause::Office => words.office,
            HeldBecause::Consent => words.consent,
        };
        blocks.push(said(&format!("{why}“{}”.", self.list)));
        if self.to.because == HeldBecause::Consent {
            blocks.push(link(words.leave, &format!("{}#{LEAVING}", self.receipt)));
        }
        blocks.extend(self.contact.map(|contact| said(&format!("{}{contact}", words.contact))));
        blocks
    }
}

/// Whoever gets the letter, who is nobody of the partnership's people.
pub(super) fn receiver(name: &str, email: &EmailAddress) -> Option<Person> {
    Some(Person {
        id: PersonId("recipient".parse().ok()?),
        name: name.to_owned(),
        email: email.clone(),
        role: Role::Partner,
        acts_for: BTreeSet::new(),
    })
}
