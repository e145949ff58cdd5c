//! A question as a page shows it: its words, its fields, what stands in them and what is wrong.
//!
//! In come a stop and what was answered or typed there; out go values for the template.

use std::collections::BTreeMap;

use partnership::consultation::answer::Answer;
use partnership::consultation::answer::AnswerRole;
use partnership::consultation::on_line::Stop;
use partnership::consultation::on_line::typed::ANSWER;
use partnership::consultation::on_line::typed::Fields;
use partnership::consultation::on_line::typed::OTHER;
use partnership::consultation::on_line::typed::place;
use partnership::consultation::question::Manner;
use partnership::consultation::question::Need;
use partnership::consultation::reply::Given;

use crate::answer::area;
use crate::answer::area::Names;
use crate::answer::asked::Asked;
use crate::answer::asked::Begun;
use crate::answer::question::Wrong;
use crate::answer::question::by_name;
use crate::answer::words::filled;
use crate::page::form::Message;

/// A question as a page shows it.
#[derive(Debug, Clone, serde::Serialize)]
pub(super) struct Shown {
    /// Which fields it has: `one`, `any`, `ranking`, `line`, `lines`, `number`, `postcode` or `nothing`.
    kind: &'static str,
    ask: String,
    /// The row of a grid.
    row: Option<String>,
    hints: Vec<String>,
    items: Vec<Item>,
    places: Vec<Place>,
    value: BTreeMap<String, String>,
    fault: BTreeMap<String, Message>,
    /// The area that is kept of a postcode.
    area: Option<String>,
    #[serde(skip)]
    wrongs: Vec<Wrong>,
    #[serde(skip)]
    names: Vec<String>,
}

/// An answer to choose.
#[derive(Debug, Clone, serde::Serialize)]
struct Item {
    value: String,
    text: String,
    checked: bool,
    /// Whether a line to write on stands beside it.
    is_other: bool,
    /// Whether it goes with no other.
    alone: bool,
}

/// A place in a ranking.
#[derive(Debug, Clone, serde::Serialize)]
struct Place {
    name: String,
    label: String,
    items: Vec<Item>,
}

impl Shown {
    /// A question with what was answered before; an area among it is called as `areas` has it.
    pub(super) fn of(asked: &Asked, stop: &Stop<'_>, begun: &Begun, areas: &Names) -> Shown {
        let language = asked.language;
        let given = stop.given(&begun.reply.answers);
        let (chosen, value) = given.as_ref().map(filled_in).unwrap_or_default();
        let area = match &given {
            Some(Given::Area(code)) => {
                let called = area::in_words(*code, areas);
                Some(filled(asked.words().area_kept, &[("area", &called)]))
            }
            Some(_) | None => None,
        };
        let items = stop.question.answers().iter();
        let mut shown = Shown {
            kind: kind(asked, stop),
            ask: stop.question.ask.said_in(language).to_owned(),
            row: stop.row.map(|row| row.label.said_in(language).to_owned()),
            hints: hints(asked, stop),
            items: items.map(|answer| item(asked, answer, &chosen)).collect(),
            places: Vec::new(),
            fault: BTreeMap::new(),
            wrongs: Vec::new(),
            names: names(stop),
            value,
            area,
        };
        shown.places = shown.places_of(asked, stop);
        shown
    }

    /// The same with what was typed just now in place of what was answered before.
    pub(super) fn typed(mut self, fields: &impl Fields) -> Shown {
        let chosen = fields.texts(ANSWER);
        for item in &mut self.items {
            item.checked = chosen.contains(&item.value.as_str());
        }
        self.value = by_name(fields, &self.names);
        for place in &mut self.places {
            let picked = self.value.get(&place.name);
            for item in &mut place.items {
                item.checked = picked.map_or(item.value.is_empty(), |value| *value == item.value);
            }
        }
        self
    }

    /// The same with what is wrong. Beside a field stands its first fault.
    pub(super) fn with(mut self, wrongs: &[Wrong]) -> Shown {
        for wrong in wrongs {
            let message = Message { text: wrong.text.clone() };
            self.fault.entry(wrong.field.clone()).or_insert(message);
        }
        self.wrongs = wrongs.to_vec();
        self
    }

    /// What is wrong.
    pub(super) fn wrongs(&self) -> impl Iterator<Item = &Wrong> {
        self.wrongs.iter()
    }

    /// What the page is called.
    pub(super) fn title(&self) -> String {
        match &self.row {
            Some(row) => format!("{row} – {}", self.ask),
            None => self.ask.clone(),
        }
    }

    fn places_of(&self, asked: &Asked, stop: &Stop<'_>) -> Vec<Place> {
        let Manner::Ranking(rows, places) = &stop.question.manner else { return Vec::new() };
        let words = asked.words();
        let plain = |value: &str, text: &str, name: &str| Item {
            value: value.to_owned(),
            text: text.to_owned(),
            checked: self.value.get(name).map_or("", String::as_str) == value,
            is_other: false,
            alone: false,
        };
        let place_of = |number: usize| {
            let name = place(number);
            let items = rows
                .iter()
                .map(|row| plain(&row.id.to_string(), row.label.said_in(asked.language), &name));
            let items = std::iter::once(plain("", words.nothing_here, &name)).chain(items);
            let label = filled(words.place, &[("n", &number.to_string())]);
            Place { items: items.collect(), name, label }
        };
        (1..=*places).map(place_of).collect()
    }
}

/// What of an answer is chosen, and what stands in each field.
fn filled_in(given: &Given) -> (Vec<String>, BTreeMap<String, String>) {
    let in_field = |text: String| [(ANSWER.to_owned(), text)].into();
    match given {
        Given::Chosen { answers, other } => {
            let other = other.iter().map(|words| (OTHER.to_owned(), words.clone()));
            (answers.iter().map(ToString::to_string).collect(), other.collect())
        }
        Given::Rows(rows) => (rows.values().map(ToString::to_string).collect(), BTreeMap::new()),
        Given::Ranked(items) => {
            let placed = items.iter().zip(1..);
            (Vec::new(), placed.map(|(item, number)| (place(number), item.to_string())).collect())
        }
        Given::Number(number) => (Vec::new(), in_field(number.to_string())),
        Given::Text(words) => (Vec::new(), in_field(words.clone())),
        Given::Area(_) => (Vec::new(), BTreeMap::new()),
    }
}

fn item(asked: &Asked, answer: &Answer, chosen: &[String]) -> Item {
    Item {
        value: answer.id.to_string(),
        text: answer.label.said_in(asked.language).to_owned(),
        checked: chosen.contains(&answer.id.to_string()),
        is_other: answer.role == AnswerRole::Other,
        alone: answer.role.stands_alone(),
    }
}

fn kind(asked: &Asked, stop: &Stop<'_>) -> &'static str {
    match stop.question.manner {
        Manner::OneOf(_) | Manner::Scale(_) | Manner::Grid(..) => "one",
        Manner::AnyOf(..) => "any",
        Manner::Ranking(..) => "ranking",
        Manner::Number(..) => "number",
        Manner::ShortText(_) => "line",
        Manner::LongText(_) => "lines",
        Manner::Postcode(_) if area::can_be_told(&asked.app) => "postcode",
        Manner::Postcode(_) => "nothing",
    }
}

fn names(stop: &Stop<'_>) -> Vec<String> {
    match stop.question.manner {
        Manner::Ranking(_, places) => (1..=places).map(place).collect(),
        Manner::OneOf(_)
        | Manner::AnyOf(..)
        | Manner::Scale(_)
        | Manner::Grid(..)
        | Manner::Number(..)
        | Manner::ShortText(_)
        | Manner::LongText(_)
        | Manner::Postcode(_) => vec![ANSWER.to_owned(), OTHER.to_owned()],
    }
}

/// What helps to answer: the questionnaire's own help, how one answers, and whether one must.
fn hints(asked: &Asked, stop: &Stop<'_>) -> Vec<String> {
    let words = asked.words();
    let most = |text: &str, most: &usize| filled(text, &[("most", &most.to_string())]);
    let how = match &stop.question.manner {
        Manner::AnyOf(_, Some(number)) => Some(most(words.choose_most, number)),
        Manner::AnyOf(_, None) => Some(words.choose_any.to_owned()),
        Manner::Ranking(..) => Some(words.rank_how.to_owned()),
        Manner::Number(lowest, highest) => {
            let parts = [("lowest", &*lowest.to_string()), ("highest", &*highest.to_string())];
            Some(filled(words.from_to, &parts))
        }
        Manner::ShortText(longest) | Manner::LongText(longest) => {
            Some(most(words.longest, longest))
        }
        // The questionnaire's own help tells what is kept, on paper too, and once is enough.
        Manner::Postcode(_) if area::can_be_told(&asked.app) => {
            stop.question.help.is_none().then(|| words.postcode_kept.to_owned())
        }
        Manner::Postcode(_) => Some(words.no_postcodes.to_owned()),
        Manner::OneOf(_) | Manner::Scale(_) | Manner::Grid(..) => None,
    };
    let need = match stop.question.need {
        Need::Required => words.needed,
        Need::Optional => words.may_leave,
    };
    let help = stop.question.help.as_ref().map(|help| help.said_in(asked.language).to_owned());
    let need = (kind(asked, stop) != "nothing").then(|| need.to_owned());
    help.into_iter().chain(how).chain(need).collect()
}
