//! The covering letter that goes with printed copies, in the recipient's language.
//!
//! In come a recipient and what is enclosed; out go the lines of a letter, before they have a format.

use crate::consultation::language::Language;
use crate::consultation::on_line::said;
use crate::distribution::recipient::HeldBecause;
use crate::distribution::recipient::Recipient;
use crate::distribution::wanted_format::WantedFormat;
use crate::terms::day::Day;

/// A letter to one recipient, ready to be set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoveringLetter {
    /// Its language.
    pub language: Language,
    /// To whom: name, body and address, a line each.
    pub to: Vec<String>,
    /// The day, in words.
    pub day: String,
    /// What it is about.
    pub subject: String,
    /// How it begins.
    pub greeting: String,
    /// What it says before what is enclosed.
    pub before: Vec<String>,
    /// What is enclosed, a line each.
    pub enclosed: Vec<String>,
    /// What it says after it.
    pub after: Vec<String>,
    /// How it ends: a line, and who signs.
    pub end: [String; 2],
}

/// What the letters of a sending have in common.
#[derive(Debug, Clone, Copy)]
pub struct Enclosing<'a> {
    /// Who sends it.
    pub partnership: &'a str,
    /// The planning year, in words.
    pub cycle: &'a str,
    /// What is enclosed, a line each; it is some of what was published.
    pub enclosed: &'a [String],
    /// The partnership's own words; may be empty.
    pub words: &'a str,
    /// Where all that was published can be read.
    pub address: &'a str,
    /// Where it can be asked for in another format.
    pub formats: &'a str,
    /// The day of the letter.
    pub on: Day,
    /// Whom to write to, where the settings name somebody.
    pub contact: Option<&'a str>,
}

impl CoveringLetter {
    /// The letter to a recipient; none where no copies go to them, or nothing is enclosed.
    pub fn to(recipient: &Recipient, with: &Enclosing<'_>) -> Option<CoveringLetter> {
        let to =
            recipient.on_a_label().filter(|_| recipient.copies > 0 && !with.enclosed.is_empty())?;
        let words = match recipient.language {
            Language::English => english(recipient, with),
            Language::Welsh => welsh(recipient, with),
        };
        let [subject, greeting, asked, read, formats, why, end] = words;
        let own = with.words.lines().map(str::trim).filter(|line| !line.is_empty());
        let mut before: Vec<String> = own.map(str::to_owned).collect();
        before.push(asked);
        let mut after = vec![read, formats, why];
        after.retain(|line| !line.is_empty());
        Some(CoveringLetter {
            language: recipient.language,
            to,
            day: said::day(with.on, recipient.language),
            subject,
            greeting,
            before,
            enclosed: with.enclosed.to_vec(),
            after,
            end: [end, with.partnership.to_owned()],
        })
    }
}

/// Subject, greeting, what is enclosed, where to read it, other formats, why they get it, the end.
fn english(recipient: &Recipient, with: &Enclosing<'_>) -> [String; 7] {
    let copies = match recipient.copies {
        1 => "One printed copy".to_owned(),
        many => format!("{many} printed copies"),
    };
    let edition = match recipient.format {
        WantedFormat::Standard => String::new(),
        format => format!(" {}", format.in_words()),
    };
    let is = if recipient.copies == 1 { "is" } else { "are" };
    let greeting = match recipient.name.as_str() {
        "" => "Dear Sir or Madam".to_owned(),
        // An office on the address, such as “The Librarian”, is spoken to without its article.
        name => format!("Dear {}", name.strip_prefix("The ").unwrap_or(name)),
    };
    let why = match recipient.because {
        HeldBecause::Office => "We hold your address because of your office or place.",
        HeldBecause::Consent => "We hold your address because you asked to be told.",
    };
    let contact =
        with.contact.map(|contact| format!(" To change it, or to get no more: {contact}."));
    [
        format!("What we adopted for {}", with.cycle),
        greeting,
        format!("{copies}{edition} of each of the following {is} enclosed:"),
        format!(
            "Everybody can read this and all else that we published with it at {}.",
            with.address
        ),
        format!(
            "It can be had in large print, easy-read, Braille, as a recording or in another language: ask at {}.",
            with.formats
        ),
        format!("{why}{}", contact.unwrap_or_default()),
        "Yours faithfully".to_owned(),
    ]
}

/// The same in Welsh.
fn welsh(recipient: &Recipient, with: &Enclosing<'_>) -> [String; 7] {
    let greeting = match recipient.name.as_str() {
        "" => "Annwyl Syr neu Fadam".to_owned(),
        name => format!("Annwyl {name}"),
    };
    let why = match recipient.because {
        HeldBecause::Office => "Rydym yn cadw’ch cyfeiriad oherwydd eich swydd neu’ch lle.",
        HeldBecause::Consent => "Rydym yn cadw’ch cyfeiriad am ichi ofyn am gael gwybod.",
    };
    let contact =
        with.contact.map(|contact| format!(" I’w newid, neu i beidio â chael rhagor: {contact}."));
    [
        format!("Yr hyn a fabwysiadwyd gennym ar gyfer {}", with.cycle),
        greeting,
        format!("Nifer y copïau printiedig a amgaeir o bob un o’r canlynol: {}.", recipient.copies),
        format!(
            "Gall pawb ei ddarllen, a phopeth arall a gyhoeddwyd gydag ef, yn {}.",
            with.address
        ),
        format!(
            "Mae ar gael mewn print bras, fersiwn hawdd ei ddeall, Braille, ar ffurf recordiad neu mewn iaith arall: \
             gofynnwch yn {}.",
            with.formats
        ),
        format!("{why}{}", contact.unwrap_or_default()),
        "Yn gywir".to_owned(),
    ]
}
