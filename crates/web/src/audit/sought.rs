//! Which entries somebody looks for.

use partnership::terms::day::Day;
use partnership::timetable::spoken::Spoken;
use records::Kind;
use records::Sought;

use crate::audit::KINDS;
use crate::clock;
use crate::clock::ClockError;
use crate::page::form::Form;

/// What is asked for in the address of the page.
#[derive(Debug, Clone, Default, serde::Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    kind: String,
    #[serde(default)]
    who: String,
    #[serde(default)]
    from: String,
    #[serde(default)]
    to: String,
    /// The entries before the one of this number are shown.
    #[serde(default)]
    before: String,
}

impl Asked {
    /// The form of the filters, as it was filled in.
    pub(super) fn form(&self) -> Form {
        let mut form = Form::default();
        for (field, text) in self.fields() {
            form.put(field, text);
        }
        form
    }

    /// What is sought; what is wrong stands in the form, and then nothing is left out.
    pub(super) fn sought(&self, form: &mut Form) -> Result<Sought, ClockError> {
        let from: Option<Spoken<Day>> = form.optional_value("from");
        let to: Option<Spoken<Day>> = form.optional_value("to");
        if let (Some(Spoken(from)), Some(Spoken(to))) = (from, to)
            && to < from
        {
            form.fault("to", "The last day is before the first; exchange the two");
        }
        if form.has_faults() {
            return Ok(Sought::default());
        }
        Ok(Sought {
            kind: KINDS.into_iter().find(|kind| word(*kind) == self.kind),
            who: form.optional("who"),
            from: from.map(|day| clock::beginning_of(day.0)).transpose()?,
            until: to.map(|day| clock::beginning_of(day.0.plus_days(1))).transpose()?,
        })
    }

    /// The number before which entries are shown; the latest are where none is named.
    pub(super) fn before(&self) -> i64 {
        self.before.parse().unwrap_or(i64::MAX)
    }

    /// The same filters as the end of an address, from the entry before which the next page begins.
    pub(super) fn query(&self, before: Option<i64>) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(self.fields().into_iter().filter(|(_, text)| !text.is_empty()));
        if let Some(before) = before {
            query.append_pair("before", &before.to_string());
        }
        query.finish()
    }

    fn fields(&self) -> [(&'static str, &str); 4] {
        [("kind", &self.kind), ("who", &self.who), ("from", &self.from), ("to", &self.to)]
    }
}

/// The kind as a form has it.
pub(super) fn word(kind: Kind) -> String {
    kind.in_words().replace(' ', "-")
}
