//! Somebody on a distribution list: where what is published goes, in which language and format, how many copies, why their
//! address is held, and until when.
//!
//! In comes what was typed, in a form or in a row of a file; out goes a recipient, or all that is wrong.

use std::collections::BTreeMap;

use crate::consultation::language::Language;
use crate::distribution::address::AddressFault;
use crate::distribution::address::PostalAddress;
use crate::distribution::list::Readership;
use crate::distribution::wanted_format::NoFormat;
use crate::distribution::wanted_format::WantedFormat;
use crate::membership::person::EmailAddress;
use crate::membership::person::EmailAddressError;
use crate::terms::day::Day;
use crate::timetable::spoken::Spoken;

/// The columns of a file, and the fields of a form.
pub const COLUMNS: [&str; 9] = [
    "name",
    "body",
    "email",
    "address",
    "language",
    "format",
    "copies",
    "held_because",
    "keep_until",
];

/// So many copies one recipient gets at most.
const MOST_COPIES: u32 = 500;
/// So long is a name at most: more would not fit on a label.
pub(super) const LONGEST: usize = 60;
/// For so long an address is held at most before somebody looks whether it is still needed: three years, the life of a plan.
const LONGEST_KEPT: i32 = 3 * 366;

/// Why an address is held (Article 6 of the UK GDPR).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum HeldBecause {
    /// It is that of an office or a place, and the partnership's task is to tell it (Article 6(1)(e)).
    Office,
    /// Whoever it is of asked to be told (Article 6(1)(a)).
    Consent,
}

impl HeldBecause {
    /// Both.
    pub const ALL: [HeldBecause; 2] = [HeldBecause::Office, HeldBecause::Consent];

    /// The word by which files and forms name it.
    pub fn word(self) -> &'static str {
        match self {
            HeldBecause::Office => "office",
            HeldBecause::Consent => "consent",
        }
    }

    /// The reason, after "because".
    pub fn in_words(self) -> &'static str {
        match self {
            HeldBecause::Office => "of their office or place",
            HeldBecause::Consent => "they asked to be told",
        }
    }
}

/// Somebody on a list.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recipient {
    /// Their name; empty where it goes to a body alone.
    pub name: String,
    /// The body that they belong to; empty where they belong to none.
    pub body: String,
    /// Where e-mail goes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<EmailAddress>,
    /// Where post goes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<PostalAddress>,
    /// The language of letters.
    pub language: Language,
    /// In which format they want it.
    pub format: WantedFormat,
    /// How many printed copies they get.
    pub copies: u32,
    /// Why their address is held.
    pub because: HeldBecause,
    /// The last day on which it is held.
    pub until: Day,
}

/// What is wrong with what was typed of a recipient.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum RecipientFault {
    /// Nobody is named.
    #[error("nobody is named; write a name, or the body that it goes to")]
    Nobody,
    /// A name is too long for a label.
    #[error("it is longer than {LONGEST} characters; shorten it, so that it fits on a label")]
    Long(&'static str),
    /// The e-mail address is none.
    #[error(transparent)]
    Email(#[from] EmailAddressError),
    /// The postal address is none.
    #[error(transparent)]
    Address(#[from] AddressFault),
    /// The language is none that letters are written in.
    #[error("`{0}` is no language of ours; write en or cy")]
    Language(String),
    /// The format is none.
    #[error(transparent)]
    Format(#[from] NoFormat),
    /// The number of copies is none.
    #[error("`{0}` is no number of copies; write one from 0 to {MOST_COPIES}")]
    Copies(String),
    /// Copies are to be posted, and nobody knows where.
    #[error("copies are to be posted and there is no postal address; write one, or 0 copies")]
    NoAddress,
    /// Nothing would reach them.
    #[error(
        "nothing would reach them; write an e-mail address, or a postal address and how many copies"
    )]
    Nowhere,
    /// Nobody says why the address is held.
    #[error("`{0}` does not say why the address is held; write office or consent")]
    Because(String),
    /// Somebody who asked to be told has not consented.
    #[error(
        "whoever is on a list of people who asked to be told is on it by consent alone; write consent, or leave them out"
    )]
    NeedsConsent,
    /// The last day is none.
    #[error(
        "`{0}` is not a day; write the last day on which the address is held, such as 2016-05-31 or 31 May 2016"
    )]
    Until(String),
    /// The last day is over.
    #[error("{} is over; write a later day, or leave them out", .0.in_words())]
    Over(Day),
    /// The address would be held for too long.
    #[error("nobody’s address is held for more than three years without a look at it; write a day until {}", .0.in_words())]
    LongKept(Day),
}

impl RecipientFault {
    /// In which column or field it is.
    pub fn column(&self) -> &'static str {
        match self {
            RecipientFault::Nobody => "name",
            RecipientFault::Long(column) => column,
            RecipientFault::Email(_) | RecipientFault::Nowhere => "email",
            RecipientFault::Address(_) | RecipientFault::NoAddress => "address",
            RecipientFault::Language(_) => "language",
            RecipientFault::Format(_) => "format",
            RecipientFault::Copies(_) => "copies",
            RecipientFault::Because(_) | RecipientFault::NeedsConsent => "held_because",
            RecipientFault::Until(_) | RecipientFault::Over(_) | RecipientFault::LongKept(_) => {
                "keep_until"
            }
        }
    }
}

/// The recipient that was typed, on a list of `of`, as of `today`. Cells are by the names of [`COLUMNS`]; one that is not
/// there is empty.
///
/// # Errors
/// All that is wrong, in the order of the columns.
pub fn typed(
    cells: &BTreeMap<&str, String>,
    of: Readership,
    today: Day,
) -> Result<Recipient, Vec<RecipientFault>> {
    let mut faults = Vec::new();
    let cell = |column: &str| cells.get(column).map_or("", |cell| cell.trim());
    let name = named("name", cell("name"), &mut faults);
    let body = named("body", cell("body"), &mut faults);
    if name.is_empty() && body.is_empty() {
        faults.push(RecipientFault::Nobody);
    }
    let email = maybe(cell("email"), &mut faults);
    let address = maybe(cell("address"), &mut faults);
    let language = language(cell("language"), &mut faults);
    let format = cell("format").parse().unwrap_or_else(|fault: NoFormat| {
        faults.push(fault.into());
        WantedFormat::Standard
    });
    let copies = copies(cell("copies"), &mut faults);
    if copies > 0 && address.is_none() && cell("address").is_empty() {
        faults.push(RecipientFault::NoAddress);
    }
    if copies == 0 && cell("email").is_empty() {
        faults.push(RecipientFault::Nowhere);
    }
    let because = because(cell("held_because"), of, &mut faults);
    let until = until(cell("keep_until"), today, &mut faults);
    match (because, until) {
        (Some(because), Some(until)) if faults.is_empty() => {
            Ok(Recipient { name, body, email, address, language, format, copies, because, until })
        }
        (_, _) => Err(faults),
    }
}

fn named(column: &'static str, cell: &str, faults: &mut Vec<RecipientFault>) -> String {
    let words: Vec<&str> = cell.split_whitespace().collect();
    let name = words.join(" ");
    if name.chars().count() > LONGEST {
        faults.push(RecipientFault::Long(column));
    }
    name
}

fn maybe<T>(cell: &str, faults: &mut Vec<RecipientFault>) -> Option<T>
where
    T: std::str::FromStr<Err: Into<RecipientFault>>,
{
    if cell.is_empty() {
        return None;
    }
    cell.parse().map_err(|fault: T::Err| faults.push(fault.into())).ok()
}

fn language(cell: &str, faults: &mut Vec<RecipientFault>) -> Language {
    let is_it = |one: &Language| {
        one.code().eq_ignore_ascii_case(cell) || one.in_words().eq_ignore_ascii_case(cell)
    };
    match Language::ALL.into_iter().find(is_it) {
        Some(language) => language,
        None => {
            if !cell.is_empty() {
                faults.push(RecipientFault::Language(short(cell)));
            }
            Language::English
        }
    }
}

fn copies(cell: &str, faults: &mut Vec<RecipientFault>) -> u32 {
    match cell.parse() {
        Ok(copies) if copies <= MOST_COPIES => copies,
        Ok(_) | Err(_) => {
            if !cell.is_empty() {
                faults.push(RecipientFault::Copies(short(cell)));
            }
            0
        }
    }
}

fn because(cell: &str, of: Readership, faults: &mut Vec<RecipientFault>) -> Option<HeldBecause> {
    let is_it = |one: &HeldBecause| one.word().eq_ignore_ascii_case(cell);
    match HeldBecause::ALL.into_iter().find(is_it) {
        Some(HeldBecause::Office) if of.needs_consent() => {
            faults.push(RecipientFault::NeedsConsent);
            None
        }
        Some(because) => Some(because),
        None => {
            faults.push(RecipientFault::Because(short(cell)));
            None
        }
    }
}

fn until(cell: &str, today: Day, faults: &mut Vec<RecipientFault>) -> Option<Day> {
    let last = today.plus_days(LONGEST_KEPT);
    match cell.parse::<Spoken<Day>>() {
        Err(_) => faults.push(RecipientFault::Until(short(cell))),
        Ok(Spoken(day)) if day < today => faults.push(RecipientFault::Over(day)),
        Ok(Spoken(day)) if day > last => faults.push(RecipientFault::LongKept(last)),
        Ok(Spoken(day)) => return Some(day),
    }
    None
}

fn short(cell: &str) -> String {
    cell.chars().take(60).collect()
}

impl Recipient {
    /// Whom a letter is for: the name, the body, or both.
    pub fn called(&self) -> String {
        match (self.name.as_str(), self.body.as_str()) {
            (name, "") => name.to_owned(),
            ("", body) => body.to_owned(),
            (name, body) => format!("{name}, {body}"),
        }
    }

    /// The lines of a label: name, body, address; none where no post goes to them.
    pub fn on_a_label(&self) -> Option<Vec<String>> {
        let address = self.address.as_ref()?;
        let named = [&self.name, &self.body].into_iter().filter(|line| !line.is_empty());
        Some(named.chain(address.lines()).cloned().collect())
    }

    /// What stands in each column of a file.
    pub fn cells(&self) -> [String; COLUMNS.len()] {
        [
            self.name.clone(),
            self.body.clone(),
            self.email.as_ref().map(|email| email.as_str().to_owned()).unwrap_or_default(),
            self.address.as_ref().map(PostalAddress::in_one_line).unwrap_or_default(),
            self.language.code().to_owned(),
            self.format.word().to_owned(),
            self.copies.to_string(),
            self.because.word().to_owned(),
            self.until.to_string(),
        ]
    }

    /// Whether it is the same recipient as another: the same e-mail address, or the same name at the same postal address.
    pub fn is_same_as(&self, other: &Recipient) -> bool {
        let email = self.email.is_some() && self.email == other.email;
        let post =
            self.address.is_some() && self.on_a_label().map(small) == other.on_a_label().map(small);
        email || post
    }
}

/// The lines of a label in small letters, so that two spellings of one are one.
pub(super) fn small(lines: Vec<String>) -> Vec<String> {
    lines.into_iter().map(|line| line.to_lowercase()).collect()
}
