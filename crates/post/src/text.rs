//! A letter as plain text: what every mail program shows, and some people prefer.

use partnership::content::Inline;
use partnership::reminders::letter::Letter;

use crate::parts::Part;

/// The letter, its sections apart by empty lines.
pub(crate) fn text(letter: &Letter) -> String {
    let mut written = String::new();
    for section in &letter.sections {
        written.push_str(&format!("{}\n\n", section.heading.to_uppercase()));
        for block in &section.blocks {
            match Part::of(block) {
                Part::Paragraph(words) => written.push_str(&format!("{}\n", line(&words))),
                Part::List(items) => {
                    for item in &items {
                        written.push_str(&format!("- {}\n", line(item)));
                    }
                }
            }
            written.push('\n');
        }
    }
    written
}

fn line(words: &[Inline]) -> String {
    let told = words.iter().map(|inline| match inline {
        Inline::Text(text) | Inline::Strong(text) | Inline::Figure { text, .. } => text.clone(),
        Inline::Link { text, address } if text == address => address.clone(),
        Inline::Link { text, address } => format!("{text}: {address}"),
    });
    told.collect()
}
