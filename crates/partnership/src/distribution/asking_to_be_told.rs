//! That somebody asks, by themselves, to be told when something is published.
//!
//! In comes an address that somebody typed; out go a letter by which whoever reads it says that it is theirs, and, once they
//! have, a recipient. Until then nothing of it is kept: all of it stands in the link of that letter.

use crate::consultation::language::Language;
use crate::consultation::on_line::said;
use crate::content::Block;
use crate::content::Inline;
use crate::content::Section;
use crate::content::text;
use crate::distribution::announcing::receiver;
use crate::distribution::recipient::HeldBecause;
use crate::distribution::recipient::LONGEST;
use crate::distribution::recipient::Recipient;
use crate::distribution::wanted_format::WantedFormat;
use crate::membership::person::EmailAddress;
use crate::reminders::letter::ENGLISH as ENGLISH_OF_BRITAIN;
use crate::reminders::letter::Letter;
use crate::terms::day::Day;

/// So many days an address is held: three years, the life of a plan.
const KEPT: i32 = 3 * 365;
/// So many days the link in the letter can be followed.
const OPEN_FOR: i32 = 7;

/// That somebody asks to be told.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AsksToBeTold {
    /// The address that was typed; nobody knows yet whose it is.
    pub email: EmailAddress,
    /// The language of letters.
    pub language: Language,
    /// The day on which it was typed.
    pub on: Day,
}

/// The words of the letter, in a language: its subject, what was asked, the link, until when it works, what follows, that
/// nothing need be done.
fn words(language: Language, partnership: &str, until: Day) -> [String; 5] {
    let until = said::day(until, language);
    match language {
        Language::English => [
            format!("Do you want to be told by the {partnership}?"),
            format!(
                "Somebody gave this address to be told when the {partnership} publishes something, such as its plan."
            ),
            "Yes, tell me".to_owned(),
            format!(
                "The link works until {until}. The address is then held for three years at most, and you can take yourself off in \
                 each letter."
            ),
            "If it was not you, you need do nothing: the address is not kept, and nothing more comes."
                .to_owned(),
        ],
        Language::Welsh => [
            format!("Ydych chi am gael gwybod gan {partnership}?"),
            format!(
                "Rhoddodd rhywun y cyfeiriad hwn i gael gwybod pan fydd {partnership} yn cyhoeddi rhywbeth, fel ei gynllun."
            ),
            "Ydw, rhowch wybod imi".to_owned(),
            format!(
                "Mae’r ddolen yn gweithio tan {until}. Wedyn cedwir y cyfeiriad am dair blynedd ar y mwyaf, a gallwch dynnu eich \
                 hun oddi ar y rhestr ym mhob llythyr."
            ),
            "Os nad chi oedd hwn, nid oes rhaid ichi wneud dim: ni chedwir y cyfeiriad, ac ni ddaw dim arall."
                .to_owned(),
        ],
    }
}

impl AsksToBeTold {
    /// The last day on which it can be confirmed.
    pub fn until(&self) -> Day {
        self.on.plus_days(OPEN_FOR)
    }

    /// Whether it can be confirmed on a day.
    pub fn is_open(&self, on: Day) -> bool {
        self.on <= on && on <= self.until()
    }

    /// Whoever confirmed it on a day, as they stand on a list: called by their address, since nothing else was asked.
    pub fn confirmed(&self, on: Day) -> Recipient {
        Recipient {
            name: self.email.as_str().chars().take(LONGEST).collect(),
            body: String::new(),
            email: Some(self.email.clone()),
            address: None,
            language: self.language,
            format: WantedFormat::Standard,
            copies: 0,
            because: HeldBecause::Consent,
            until: on.plus_days(KEPT),
        }
    }

    /// The letter that asks whether it was them. `link` is where they say so: a secret that stands nowhere else.
    pub fn letter(&self, partnership: &str, link: &str) -> Option<Letter> {
        let [subject, asked, yes, until, otherwise] =
            words(self.language, partnership, self.until());
        let said = |line: String| Block::Paragraph(vec![text(line)]);
        let link = Inline::Link { text: yes, address: link.to_owned() };
        let blocks = vec![said(asked), Block::Paragraph(vec![link]), said(until), said(otherwise)];
        Some(Letter {
            to: receiver(self.email.as_str(), &self.email)?,
            language: match self.language {
                Language::English => ENGLISH_OF_BRITAIN,
                Language::Welsh => self.language.code(),
            },
            subject: subject.clone(),
            sections: vec![Section { anchor: "asked".to_owned(), heading: subject, blocks }],
            keys: Vec::new(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::distribution::list::Readership;
    use crate::distribution::recipient::COLUMNS;
    use crate::distribution::recipient::typed;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn asks(language: Language) -> AsksToBeTold {
        let email = "ann@example.org".parse().unwrap();
        AsksToBeTold { email, language, on: day("2015-05-12") }
    }

    #[test]
    fn it_is_confirmed_within_a_week_or_not_at_all() {
        let asks = asks(Language::English);
        for (on, is_open) in [
            ("2015-05-11", false),
            ("2015-05-12", true),
            ("2015-05-19", true),
            ("2015-05-20", false),
        ] {
            assert_eq!(asks.is_open(day(on)), is_open, "{on}");
        }
    }

    #[test]
    fn whoever_confirmed_is_a_recipient_by_consent_as_one_could_be_typed() {
        let on = day("2015-05-13");
        let confirmed = asks(Language::Welsh).confirmed(on);
        let cells = COLUMNS.into_iter().zip(confirmed.cells()).collect();
        assert_eq!(typed(&cells, Readership::Asked, on), Ok(confirmed));
    }

    #[test]
    fn the_letter_is_in_their_language_and_has_the_one_link() {
        for (language, said) in
            [(Language::English, "until 19 May 2015"), (Language::Welsh, "tan 19 Mai 2015")]
        {
            let letter = asks(language).letter("SMP", "https://plan.example.org/told/secret");
            let told = format!("{letter:?}");
            assert!(told.contains(said), "{told}");
            assert_eq!(told.matches("told/secret").count(), 1, "{told}");
        }
    }
}
