//! What somebody typed into a form: read field by field, with every fault collected and told beside its field.
//!
//! In come pairs of names and texts as a browser sends them; out go values in the core's types, and what is to
//! be shown again, as typed, where one was wrong.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::str::FromStr;

use records::Version;

use crate::page::fault::PageError;
use crate::page::taken::Unreadable;

/// What stands for a field where somebody else was there first.
pub(crate) const CONFLICT: &str = "conflict";

/// A form that came in. Nothing typed is lost: the page is shown again with all of it.
#[derive(Debug, Clone, Default)]
pub struct Form {
    typed: BTreeMap<String, Vec<String>>,
    faults: Vec<Fault>,
}

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Fault {
    /// The field's name, which is also its anchor.
    pub field: String,
    /// What is wrong and what to do, as a sentence.
    pub text: String,
}

/// A form as a page shows it.
#[derive(Debug, Clone, Default, serde::Serialize)]
pub struct Shown {
    /// What each field holds; of those that may be ticked several times, the first.
    pub value: BTreeMap<String, String>,
    /// What is ticked, for each field.
    pub ticked: BTreeMap<String, Vec<String>>,
    /// What is wrong with each field, as the design's components take it.
    pub fault: BTreeMap<String, Message>,
}

/// A text for a component of the design.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Message {
    /// The text.
    pub text: String,
}

impl Form {
    /// The form that a browser sent.
    pub fn of(pairs: Vec<(String, String)>) -> Form {
        let mut form = Form::default();
        for (name, text) in pairs {
            form.put(&name, &text);
        }
        form
    }

    /// Fills a field in, as a page does that is opened to change something.
    pub fn put(&mut self, name: &str, text: &str) {
        self.typed.entry(name.to_owned()).or_default().push(text.to_owned());
    }

    /// The form with another text in a field.
    pub fn replaced(mut self, name: &str, text: &str) -> Form {
        self.typed.insert(name.to_owned(), vec![text.to_owned()]);
        self
    }

    /// What stands in a field, without the blanks around it; empty where the field was not sent.
    pub fn text(&self, name: &str) -> &str {
        self.typed.get(name).and_then(|texts| texts.first()).map_or("", |text| text.trim())
    }

    /// What stands in a secret's field, blanks and all.
    pub fn secret(&self, name: &str) -> &str {
        self.typed.get(name).and_then(|texts| texts.first()).map_or("", String::as_str)
    }

    /// Everything that stands in a field that may be sent several times.
    pub fn texts(&self, name: &str) -> impl Iterator<Item = &str> {
        self.typed
            .get(name)
            .into_iter()
            .flatten()
            .map(|text| text.trim())
            .filter(|text| !text.is_empty())
    }

    /// The version of the thing that its page had shown, which the form carries along.
    ///
    /// # Errors
    /// When none was sent, which no page of ours does.
    pub(crate) fn seen(&self) -> Result<Version, PageError> {
        self.text("version").parse().map(Version).map_err(|_| Unreadable::Form.into())
    }

    /// Whether it tells that somebody else was there first.
    pub(crate) fn has_conflict(&self) -> bool {
        self.faults.iter().any(|fault| fault.field == CONFLICT)
    }

    /// The version that the form carries when it is shown: the one that was seen, or after a conflict, which is told on it, the one
    /// that there is now.
    pub(crate) fn seen_next(&self, now: Version) -> String {
        let before = self.seen().ok().filter(|_| !self.has_conflict());
        before.unwrap_or(now).0.to_string()
    }

    /// A text that must be there.
    pub fn needed(&mut self, name: &str, missing: &str) -> Option<String> {
        let text = self.text(name).to_owned();
        if text.is_empty() {
            self.fault(name, missing);
            return None;
        }
        Some(text)
    }

    /// A text that may be left out.
    pub fn optional(&self, name: &str) -> Option<String> {
        Some(self.text(name)).filter(|text| !text.is_empty()).map(str::to_owned)
    }

    /// A value that must be there and be one of its kind.
    pub fn value<T>(&mut self, name: &str, missing: &str) -> Option<T>
    where
        T: FromStr<Err: Display>,
    {
        let text = self.needed(name, missing)?;
        self.parsed(name, &text)
    }

    /// A value that may be left out, and otherwise is one of its kind.
    pub fn optional_value<T>(&mut self, name: &str) -> Option<T>
    where
        T: FromStr<Err: Display>,
    {
        let text = self.optional(name)?;
        self.parsed(name, &text)
    }

    /// A whole number that may be left out, with commas or spaces between its thousands or without.
    pub fn optional_number<N: FromStr>(&mut self, name: &str) -> Option<N> {
        let text: String = self.optional(name)?;
        let number = text.replace([',', ' '], "").parse().ok();
        if number.is_none() {
            let told = format!(
                "`{text}` is not a whole number that fits here; write one in figures, such as 3"
            );
            self.fault(name, &told);
        }
        number
    }

    fn parsed<T>(&mut self, name: &str, text: &str) -> Option<T>
    where
        T: FromStr<Err: Display>,
    {
        match text.parse() {
            Ok(value) => Some(value),
            Err(error) => {
                self.fault(name, &error.to_string());
                None
            }
        }
    }

    /// Notes what is wrong with a field.
    pub fn fault(&mut self, name: &str, text: &str) {
        let text = partnership::terms::wording::sentence(text);
        self.faults.push(Fault { field: name.to_owned(), text });
    }

    /// Whether anything is wrong.
    pub fn has_faults(&self) -> bool {
        !self.faults.is_empty()
    }

    /// The same as it was sent, without what was found wrong with it.
    pub(crate) fn as_sent(&self) -> Form {
        Form { typed: self.typed.clone(), faults: Vec::new() }
    }

    /// What is wrong with it.
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// The form to be shown again, without its secrets.
    pub fn shown(&self) -> Shown {
        let open = self.typed.iter().filter(|(name, _)| !SECRETS.contains(&name.as_str()));
        let first = |texts: &[String]| texts.first().cloned().unwrap_or_default();
        let value = open.clone().map(|(name, texts)| (name.clone(), first(texts))).collect();
        let ticked = open.map(|(name, texts)| (name.clone(), texts.clone())).collect();
        // Where a field has several faults, the first stands beside it and all in the summary.
        let mut fault = BTreeMap::new();
        for one in &self.faults {
            fault.entry(one.field.clone()).or_insert_with(|| Message { text: one.text.clone() });
        }
        Shown { value, ticked, fault }
    }
}

/// The fields that are never shown again.
const SECRETS: [&str; 5] = ["password", "new_password", "again", "code", "present_code"];

#[cfg(test)]
mod tests {
    use super::*;
    use partnership::terms::day::Day;

    fn form(pairs: &[(&str, &str)]) -> Form {
        Form::of(
            pairs.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect(),
        )
    }

    #[test]
    fn every_fault_is_collected_and_what_was_typed_stays() {
        let mut form = form(&[("title", "  "), ("on", "2015-13-01")]);
        assert_eq!(form.needed("title", "write a title"), None);
        assert_eq!(form.value::<Day>("on", "write a day"), None);
        assert_eq!(form.optional_value::<Day>("to"), None);
        let shown = form.shown();
        assert_eq!(shown.value["on"], "2015-13-01");
        assert_eq!(form.faults().len(), 2);
        assert_eq!(form.faults()[0].text, "Write a title.");
        assert!(shown.fault["on"].text.contains("2015-13-01"), "{:?}", shown.fault["on"]);
    }

    #[test]
    fn a_password_is_not_shown_again() {
        let form = form(&[("email", "jane@example.org"), ("password", "three blind mice")]);
        assert_eq!(form.secret("password"), "three blind mice");
        let shown = form.shown();
        assert_eq!(shown.value.keys().collect::<Vec<_>>(), ["email"]);
        assert!(!format!("{:?}", shown).contains("mice"));
    }

    #[test]
    fn what_may_be_ticked_several_times_keeps_all() {
        let form = form(&[("needs", "a"), ("needs", "b"), ("needs", "")]);
        assert_eq!(form.texts("needs").collect::<Vec<_>>(), ["a", "b"]);
    }
}
