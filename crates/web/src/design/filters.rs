//! Filters, tests and names that GOV.UK Frontend's templates take for granted, as in Nunjucks.
//!
//! In: values from templates. Out: what Nunjucks would have made of them.

use minijinja::value::ValueKind;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Output, State, Value};

/// Adds them all.
pub(super) fn add_to(templates: &mut Environment<'static>) {
    templates.set_formatter(print);
    templates.add_global("undefined", Value::UNDEFINED);
    templates.add_global("null", Value::from(()));
    templates.add_filter("escape", escape);
    templates.add_filter("length", length);
    templates.add_filter("pairs", pairs);
    templates.add_filter("plain", plain);
    templates.add_filter("replace", replace);
    templates.add_filter("string", plain);
    templates.add_test("null", |value: &Value| value.is_none());
    templates.add_test("truthy", Value::is_true);
    templates.set_unknown_method_callback(method);
}

/// Nothing is printed for what is null or undefined, and HTML is escaped as Nunjucks does it.
fn print(out: &mut Output, state: &mut State, value: &Value) -> Result<(), Error> {
    let written = if value.is_safe() || matches!(state.auto_escape(), AutoEscape::None) {
        out.write_str(&text(value))
    } else {
        out.write_str(&escaped(&text(value)))
    };
    written.map_err(|_| Error::new(ErrorKind::WriteFailure, "a value could not be written"))
}

fn escape(value: &Value) -> Value {
    if value.is_safe() {
        return value.clone();
    }
    Value::from_safe_string(escaped(&text(value)))
}

/// A text that is escaped again when it is printed, whatever was done to it before.
fn plain(value: &Value) -> String {
    text(value)
}

/// A value as JavaScript prints it; nothing for what is null or undefined.
fn text(value: &Value) -> String {
    match value.kind() {
        ValueKind::Undefined | ValueKind::None => String::new(),
        ValueKind::Bool => value.is_true().to_string(),
        _ => value.to_string(),
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for next in text.chars() {
        match next {
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\\' => out.push_str("&#92;"),
            '`' => out.push_str("&#96;"),
            other => out.push(other),
        }
    }
    out
}

/// What is not there has no length.
fn length(value: &Value) -> usize {
    match value.as_str() {
        Some(text) => text.chars().count(),
        None => value.len().unwrap_or(0),
    }
}

/// Keys with their values; of a list, its items as they are.
fn pairs(value: &Value) -> Result<Value, Error> {
    if value.kind() != ValueKind::Map {
        return Ok(if value.is_none() { Value::UNDEFINED } else { value.clone() });
    }
    let keys = value.try_iter()?;
    let pairs = keys.map(|key| Ok(Value::from(vec![key.clone(), value.get_item(&key)?])));
    pairs.collect::<Result<Vec<Value>, Error>>().map(Value::from)
}

/// Puts one text in place of another; a number is taken as its figures.
fn replace(value: &Value, from: &Value, to: &Value) -> Value {
    let replaced = text(value).replace(&text(from), &text(to));
    if value.is_safe() { Value::from_safe_string(replaced) } else { Value::from(replaced) }
}

/// The one method of JavaScript that is called.
fn method(_: &mut State, value: &Value, name: &str, arguments: &[Value]) -> Result<Value, Error> {
    match (name, arguments) {
        ("includes", [wanted]) => Ok(Value::from(value.try_iter()?.any(|item| item == *wanted))),
        _ => Err(Error::from(ErrorKind::UnknownMethod)),
    }
}
