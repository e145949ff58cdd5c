//! Metadata of the table of replies after "CSV on the Web" (W3C recommendation of 17 December 2015).

use crate::consultation::export::Export;
use crate::consultation::export::variables::Holds;
use crate::consultation::export::variables::Variable;
use crate::consultation::report::Label;
use crate::consultation::report::NOBODY_SAID_IT;

impl Export<'_> {
    /// The metadata of [`Self::wide`] in the file of that name, as JSON to stand beside it.
    pub fn csvw(&self, file: &str) -> String {
        let columns: Vec<String> = self.variables.iter().map(column).collect();
        let about = match self.label {
            Label::Real => String::new(),
            Label::Illustrative => format!("  \"dc:description\": {},\n", quoted(NOBODY_SAID_IT)),
        };
        format!(
            "{{\n  \"@context\": \"http://www.w3.org/ns/csvw\",\n  \"url\": {},\n{about}  \"tableSchema\": {{\n    \
             \"columns\": [\n{}\n    ],\n    \"primaryKey\": \"reply\"\n  }}\n}}\n",
            quoted(file),
            columns.join(",\n")
        )
    }
}

fn column(variable: &Variable) -> String {
    let datatype = match variable.holds {
        Holds::Before(0 | 1) => "integer",
        Holds::Before(2) => "date",
        Holds::Noticed(_) => "integer",
        Holds::Before(_)
        | Holds::Code(_)
        | Holds::Words
        | Holds::OtherWords
        | Holds::Number
        | Holds::MadeUp => "string",
    };
    format!(
        "      {{ \"titles\": {name}, \"name\": {name}, \"dc:description\": {}, \"datatype\": \"{datatype}\" }}",
        quoted(&variable.label),
        name = quoted(&variable.name)
    )
}

/// Words as a JSON text.
fn quoted(words: &str) -> String {
    let mut text = String::with_capacity(words.len() + 2);
    text.push('"');
    for letter in words.chars() {
        match letter {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            control if control.is_control() => {
                text.push_str(&format!("\\u{:04x}", u32::from(control)));
            }
            other => text.push(other),
        }
    }
    text.push('"');
    text
}
