//! What differs between a thing before and after: field by field, in a table.
//!
//! In come two texts of JSON as the audit record has them; out go the fields that changed, each with both values.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use partnership::terms::wording::capitalised;
use serde_json::Value;

/// A field that changed.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub(crate) struct Differing {
    /// Which one, such as "Organisation, Kent Police: valid".
    pub(crate) field: String,
    /// What it was; empty where it was not there.
    pub(crate) before: String,
    /// What it is.
    pub(crate) after: String,
}

/// The fields by which parts of a list are told apart, in order of preference.
const NAMES: [&str; 4] = ["id", "code", "name", "title"];

/// The fields that differ between two texts of JSON, of which either may be missing.
pub(crate) fn differing(before: Option<&str>, after: Option<&str>) -> Vec<Differing> {
    let (before, after) = (fields_of(before), fields_of(after));
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let value = |fields: &BTreeMap<String, String>, name: &String| {
        fields.get(name).cloned().unwrap_or_default()
    };
    names
        .into_iter()
        .map(|name| Differing {
            field: name.clone(),
            before: value(&before, name),
            after: value(&after, name),
        })
        .filter(|field| field.before != field.after)
        .collect()
}

fn fields_of(text: Option<&str>) -> BTreeMap<String, String> {
    let mut fields = BTreeMap::new();
    match text.map(serde_json::from_str::<Value>) {
        Some(Ok(value)) => flatten("", &value, &mut fields),
        // What is no JSON is shown as it is.
        Some(Err(_)) => {
            fields.insert("Text".to_owned(), text.unwrap_or_default().to_owned());
        }
        None => {}
    }
    fields
}

fn flatten(path: &str, value: &Value, fields: &mut BTreeMap<String, String>) {
    match value {
        Value::Object(parts) => {
            for (name, part) in parts {
                let name = name.replace(['_', '-'], " ");
                let path = match path {
                    "" => capitalised(&name),
                    path => format!("{path}: {name}"),
                };
                flatten(&path, part, fields);
            }
        }
        Value::Array(parts) if parts.iter().all(is_plain) => {
            let texts: Vec<String> = parts.iter().map(plain).collect();
            fields.insert(path.to_owned(), texts.join(", "));
        }
        Value::Array(parts) => {
            for (place, part) in parts.iter().enumerate() {
                flatten(&format!("{path}, {}", named(part, place, parts)), part, fields);
            }
        }
        plain_value => {
            fields.insert(path.to_owned(), plain(plain_value));
        }
    }
}

/// What tells a part of a list from the others: a field that no other shares, or else its place.
fn named(part: &Value, place: usize, parts: &[Value]) -> String {
    let own = |field: &&str| {
        let name = part.get(*field)?.as_str()?;
        let alone = parts.iter().filter(|other| other[*field] == *name).count() == 1;
        alone.then(|| name.to_owned())
    };
    NAMES.iter().find_map(own).unwrap_or_else(|| (place + 1).to_string())
}

fn is_plain(value: &Value) -> bool {
    !value.is_object() && !value.is_array()
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(before: &str, after: &str) -> Vec<String> {
        let there = |text: &&str| !text.is_empty();
        differing(Some(before).filter(there), Some(after).filter(there))
            .into_iter()
            .map(|one| format!("{} | {} | {}", one.field, one.before, one.after))
            .collect()
    }

    #[test]
    fn only_what_changed_is_told() {
        let before = r#"{"name":"Jane","role":"partner","acts_for":["Kent Police"]}"#;
        let after = r#"{"name":"Jane","role":"analyst","acts_for":["Kent Police","Council"]}"#;
        assert_eq!(
            lines(before, after),
            ["Acts for | Kent Police | Kent Police, Council", "Role | partner | analyst"]
        );
    }

    #[test]
    fn what_was_entered_or_taken_away_is_told_whole() {
        assert_eq!(lines("", r#"{"name":"Jane","age":3}"#), ["Age |  | 3", "Name |  | Jane"]);
        assert_eq!(lines(r#"{"name":"Jane","x":null}"#, ""), ["Name | Jane | "]);
    }

    #[test]
    fn a_part_of_a_list_is_called_by_its_name_wherever_it_stands() {
        let before = r#"{"body":[{"id":"a","name":"A"},{"id":"b","name":"B"}]}"#;
        let after = r#"{"body":[{"id":"b","name":"Bee"},{"id":"a","name":"A"}]}"#;
        assert_eq!(lines(before, after), ["Body, b: name | B | Bee"]);
        // Two of one name are told apart by their places.
        let twice = r#"{"o":[{"name":"A","v":1},{"name":"A","v":2}]}"#;
        let other = r#"{"o":[{"name":"A","v":1},{"name":"A","v":3}]}"#;
        assert_eq!(lines(twice, other), ["O, 2: v | 2 | 3"]);
    }

    #[test]
    fn what_is_no_json_is_shown_as_it_is() {
        assert_eq!(lines("{", "}"), ["Text | { | }"]);
    }
}
