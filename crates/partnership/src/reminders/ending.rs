//! What stands at the end of every letter: whose it is, why it came, and how to have no more of them.
//!
//! In come a letter and the partnership's name and addresses; out goes the letter with its last section.

use crate::content::Block;
use crate::content::Inline;
use crate::content::Section;
use crate::content::text;
use crate::reminders::letter::Letter;

/// What the end of a letter tells of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ending<'a> {
    /// The partnership's name.
    pub partnership: &'a str,
    /// The address of the receiver's own list on the pages.
    pub list: &'a str,
    /// Whom to write to with questions, where the settings name somebody.
    pub contact: Option<&'a str>,
}

impl Letter {
    /// The letter with its end: their list, why they get it, how it stops.
    #[must_use]
    pub fn ended(mut self, ending: &Ending<'_>) -> Letter {
        let Ending { partnership, list, contact } = ending;
        let list = Inline::Link { text: "Your own list".to_owned(), address: (*list).to_owned() };
        let why = format!(
            "You get letters like this one because you are one of the people of the {} on Saferplan. To get no \
             more of them, ask your partnership manager to change whom you act for or to take you away.",
            partnership.trim_start_matches("The ").trim_start_matches("the "),
        );
        let mut blocks = vec![Block::Paragraph(vec![list]), Block::Paragraph(vec![text(why)])];
        if let Some(contact) = contact {
            blocks.push(Block::Paragraph(vec![text(format!("Questions: {contact}"))]));
        }
        let heading = "About this letter".to_owned();
        self.sections.push(Section { anchor: "about".to_owned(), heading, blocks });
        self
    }
}
