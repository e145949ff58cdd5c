//! Letters: what is written to one person, before it has a format.
//!
//! In come a person's reminders; out goes a letter of the same blocks that documents are made of.

use crate::content::Block;
use crate::content::Inline;
use crate::content::Section;
use crate::content::text;
use crate::membership::person::Person;
use crate::reminders::Occasion;
use crate::reminders::Reminder;
use crate::reminders::lines::line;
use crate::terms::wording::counted;
use crate::terms::wording::sentence;

/// The language of letters to a partnership's own people.
pub const ENGLISH: &str = "en-GB";

/// A letter to one person.
#[derive(Debug, Clone, PartialEq)]
pub struct Letter {
    /// To whom.
    pub to: Person,
    /// The language that it is written in, as HTML and mail name it, such as `en-GB`.
    pub language: &'static str,
    /// Its subject, in one line.
    pub subject: String,
    /// What it says, in reading order.
    pub sections: Vec<Section>,
    /// The keys of all that it tells of. A letter of which every key was sent before is not sent.
    pub keys: Vec<String>,
}

/// The letter that holds all of a person's reminders of a day; none where they have none.
pub fn reminding(person: &Person, reminders: &[Reminder]) -> Option<Letter> {
    let own: Vec<&Reminder> =
        reminders.iter().filter(|reminder| reminder.to == person.id).collect();
    let first = own.first()?;
    let subject = match own.len() {
        1 => line(&first.due, &first.occasion.in_words()),
        several => format!("{} reminders, the first: {}", capital(several), told(first)),
    };
    let is_late = |reminder: &&&Reminder| matches!(reminder.occasion, Occasion::Late(_));
    let late: Vec<String> = own.iter().filter(is_late).map(|one| told(one)).collect();
    let ahead: Vec<String> =
        own.iter().filter(|reminder| !is_late(reminder)).map(|one| told(one)).collect();
    let sections = [section("late", "Late", &late), section("due", "Due", &ahead)];
    Some(Letter {
        to: person.clone(),
        language: ENGLISH,
        subject,
        sections: sections.into_iter().flatten().collect(),
        keys: own.iter().map(|reminder| reminder.key()).collect(),
    })
}

fn told(reminder: &Reminder) -> String {
    line(&reminder.due, &reminder.occasion.in_words())
}

fn capital(number: usize) -> String {
    let words = sentence(&counted(number));
    words.trim_end_matches('.').to_owned()
}

/// A section with a list; none where the list is empty.
pub(crate) fn section(anchor: &str, heading: &str, lines: &[String]) -> Option<Section> {
    let items: Vec<Vec<Inline>> = lines.iter().map(|line| vec![text(line)]).collect();
    (!items.is_empty()).then(|| Section {
        anchor: anchor.to_owned(),
        heading: heading.to_owned(),
        blocks: vec![Block::List(items)],
    })
}
