//! A letter as HTML: headings, paragraphs and lists alone, so that it reads well aloud and in every mail program.

use partnership::content::Inline;
use partnership::reminders::letter::Letter;

use crate::parts::Part;

/// The letter. It has no pictures, no styles and nothing to fetch, so opening it tells nobody.
pub(crate) fn html(letter: &Letter) -> String {
    let (subject, language) = (escaped(&letter.subject), escaped(letter.language));
    let mut written = format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{subject}</title>\n\
         </head>\n<body>\n<h1>{subject}</h1>\n"
    );
    for section in &letter.sections {
        written.push_str(&format!("<h2>{}</h2>\n", escaped(&section.heading)));
        for block in &section.blocks {
            match Part::of(block) {
                Part::Paragraph(words) => written.push_str(&format!("<p>{}</p>\n", inside(&words))),
                Part::List(items) => {
                    let items = items.iter().map(|item| format!("<li>{}</li>\n", inside(item)));
                    written.push_str(&format!("<ul>\n{}</ul>\n", items.collect::<String>()));
                }
            }
        }
    }
    written + "</body>\n</html>\n"
}

fn inside(words: &[Inline]) -> String {
    let told = words.iter().map(|inline| match inline {
        Inline::Text(text) | Inline::Figure { text, .. } => escaped(text),
        Inline::Strong(text) => format!("<strong>{}</strong>", escaped(text)),
        Inline::Link { text, address } => {
            format!("<a href=\"{}\">{}</a>", escaped(address), escaped(text))
        }
    });
    told.collect()
}

fn escaped(words: &str) -> String {
    let mut written = String::with_capacity(words.len());
    for sign in words.chars() {
        match sign {
            '&' => written.push_str("&amp;"),
            '<' => written.push_str("&lt;"),
            '>' => written.push_str("&gt;"),
            '"' => written.push_str("&quot;"),
            sign if sign.is_control() => written.push(' '),
            sign => written.push(sign),
        }
    }
    written
}
