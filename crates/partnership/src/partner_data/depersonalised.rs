//! Whether what was sent is depersonalised: nothing in it may lead to a person.
//!
//! In come headings and cells; out goes what they give away, without repeating it.

use crate::consultation::postcode::Postcode;
use crate::membership::person::EmailAddress;

/// What a cell gives away.
#[derive(Debug, Clone, Copy, thiserror::Error, PartialEq, Eq, PartialOrd, Ord)]
pub enum Personal {
    /// A full postcode, which some fifteen households share.
    #[error(
        "it has a full postcode; send its first part alone, such as ME15, or the code of the LSOA"
    )]
    FullPostcode,
    /// An e-mail address.
    #[error("it has an e-mail address; leave it out")]
    Email,
    /// An NHS number.
    #[error("it has what may be an NHS number; leave it out")]
    NhsNumber,
    /// A telephone number.
    #[error("it has what may be a telephone number; leave it out")]
    Telephone,
}

/// Words in headings, of one each, that announce something about a person.
const TELLING: [&str; 25] = [
    "name",
    "forename",
    "surname",
    "firstname",
    "lastname",
    "fullname",
    "dob",
    "birth",
    "dateofbirth",
    "birthdate",
    "address",
    "email",
    "mail",
    "phone",
    "telephone",
    "mobile",
    "nhs",
    "nhsnumber",
    "victim",
    "offender",
    "suspect",
    "patient",
    "pupil",
    "witness",
    "passport",
];

/// Before these words a name is that of a place or a thing.
const NOT_OF_PEOPLE: [&str; 11] = [
    "area", "ward", "lsoa", "msoa", "district", "force", "measure", "series", "school", "kind",
    "file",
];

/// Whether a heading announces a column about persons, such as "Surname" or "Date of birth".
///
/// ```
/// use partnership::partner_data::depersonalised::tells_of_a_person;
/// assert!(tells_of_a_person("Victim's age") && tells_of_a_person("date_of_birth") && tells_of_a_person("Name"));
/// assert!(tells_of_a_person("VictimName") && tells_of_a_person("NHSNumber") && tells_of_a_person("Victims"));
/// assert!(!tells_of_a_person("Ward name") && !tells_of_a_person("date") && !tells_of_a_person("location"));
/// ```
pub fn tells_of_a_person(heading: &str) -> bool {
    let lower = parted(heading).to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.iter().enumerate().any(|(at, word)| {
        let before = at.checked_sub(1).and_then(|at| words.get(at));
        let of_a_thing = before.is_some_and(|before| NOT_OF_PEOPLE.contains(before));
        let one = word.strip_suffix('s').unwrap_or(word);
        (TELLING.contains(word) || TELLING.contains(&one)) && !(one == "name" && of_a_thing)
    })
}

/// A heading that is written in one word, `VictimName` say, in words of their own.
fn parted(heading: &str) -> String {
    let mut parted = String::with_capacity(heading.len());
    let mut was_small = false;
    for letter in heading.chars() {
        if was_small && letter.is_uppercase() {
            parted.push(' ');
        }
        was_small = letter.is_lowercase();
        parted.push(letter);
    }
    parted
}

/// What a cell gives away; none where it gives nothing away that can be known by its form. A name cannot be: whoever
/// sends a column of names under another heading is not found out here, and the column is passed over all the same.
///
/// ```
/// use partnership::partner_data::depersonalised::Personal;
/// use partnership::partner_data::depersonalised::personal;
/// assert_eq!(personal("flat 2, me15 6jq"), Some(Personal::FullPostcode));
/// assert_eq!(personal("943 476 5919"), Some(Personal::NhsNumber));
/// assert_eq!(personal("943.476.5919"), Some(Personal::NhsNumber));
/// assert_eq!(personal("(01622) 602000"), Some(Personal::Telephone));
/// assert_eq!(personal("+44 1622 602000"), Some(Personal::Telephone));
/// assert_eq!(personal("0.123456789"), None);
/// assert_eq!(personal("ME15"), None);
/// assert_eq!(personal("E01024356"), None);
/// ```
pub fn personal(cell: &str) -> Option<Personal> {
    let words: Vec<&str> = cell
        .split(|c: char| c.is_whitespace() || ",;()".contains(c))
        .filter(|w| !w.is_empty())
        .collect();
    let is_postcode = |text: &str| text.parse::<Postcode>().is_ok();
    let halves = || words.windows(2).any(|two| two[1].len() == 3 && is_postcode(&two.concat()));
    if words.iter().any(|word| is_postcode(word)) || halves() {
        return Some(Personal::FullPostcode);
    }
    if words.iter().any(|word| word.parse::<EmailAddress>().is_ok()) {
        return Some(Personal::Email);
    }
    // A number has one point at most.
    let beside = if cell.matches('.').count() > 1 { "-()." } else { "-()" };
    let at_home = cell.trim().replacen("+44", "0", 1);
    let only = at_home.chars().filter(|c| !c.is_whitespace() && !beside.contains(*c));
    let digits: Option<Vec<u32>> = only.map(|c| c.to_digit(10)).collect();
    match digits?.as_slice() {
        ten if is_nhs_number(ten) => Some(Personal::NhsNumber),
        [0, rest @ ..] if matches!(rest.len(), 9..=11) => Some(Personal::Telephone),
        _ => None,
    }
}

/// Ten digits, the last of which is the check digit: weights 10 to 2, modulus 11 (NHS Data Model and Dictionary).
fn is_nhs_number(digits: &[u32]) -> bool {
    let [first @ .., check] = digits else { return false };
    let sum: u32 = first.iter().zip((2..=10).rev()).map(|(digit, weight)| digit * weight).sum();
    digits.len() == 10 && (11 - sum % 11) % 11 == *check && digits.iter().any(|digit| *digit != 0)
}
