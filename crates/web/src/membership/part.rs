//! The parts of a partnership of which there are several, and how a form has one of each.

use std::collections::BTreeSet;

use partnership::membership::TypedPartnership;
use partnership::membership::body::Body;
use partnership::membership::body::BodyId;
use partnership::membership::body::BodyKind;
use partnership::membership::organisation::Capacity;
use partnership::membership::organisation::District;
use partnership::membership::organisation::Organisation;
use partnership::membership::organisation::TaskGroup;
use partnership::membership::validity::Validity;
use partnership::terms::area::AreaCode;
use partnership::terms::day::Day;
use partnership::terms::span::Span;
use partnership::terms::wording::capitalised;
use partnership::timetable::spoken::Spoken;

use crate::page::form::Form;
use crate::people::choices::Choice;

/// A list of a partnership's description.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Organisations,
    TaskGroups,
    Districts,
    Bodies,
}

/// One of a list.
#[derive(Debug, Clone)]
pub(super) enum One {
    Organisation(Organisation),
    TaskGroup(TaskGroup),
    District(District),
    Body(Body),
}

const CAPACITIES: [Capacity; 3] =
    [Capacity::ResponsibleAuthority, Capacity::OtherMember, Capacity::KeyPartner];
const KINDS: [BodyKind; 4] =
    [BodyKind::StrategyGroup, BodyKind::Scrutiny, BodyKind::Cabinet, BodyKind::Council];

impl Part {
    pub(super) const ALL: [Part; 4] =
        [Part::Organisations, Part::TaskGroups, Part::Districts, Part::Bodies];

    /// The part that an address names.
    pub(super) fn named(text: &str) -> Option<Part> {
        Part::ALL.into_iter().find(|part| part.path() == text)
    }

    /// What addresses call it.
    pub(super) fn path(self) -> &'static str {
        match self {
            Part::Organisations => "organisations",
            Part::TaskGroups => "task-groups",
            Part::Districts => "districts",
            Part::Bodies => "bodies",
        }
    }

    /// What one of it is.
    pub(super) fn one_in_words(self) -> &'static str {
        match self {
            Part::Organisations => "organisation",
            Part::TaskGroups => "task group",
            Part::Districts => "district",
            Part::Bodies => "body",
        }
    }

    /// The fields of its form, in their order.
    pub(super) fn fields(self) -> &'static [&'static str] {
        match self {
            Part::Organisations => &["name", "capacity", "from", "until"],
            Part::TaskGroups => &["name", "lead", "from", "until"],
            Part::Districts => &["name", "code", "from", "until"],
            Part::Bodies => &["name", "kind"],
        }
    }

    /// What one of it is to be chosen as, if it is.
    pub(super) fn choices(self, form: &Form) -> Vec<Choice> {
        let choice =
            |field, (value, text): (&str, &str)| Choice::of(form, field, value, &capitalised(text));
        match self {
            Part::Organisations => CAPACITIES
                .into_iter()
                .map(|one| choice("capacity", (capacity_word(one), one.in_words())))
                .collect(),
            Part::Bodies => KINDS
                .into_iter()
                .map(|one| choice("kind", (kind_word(one), one.in_words())))
                .collect(),
            Part::TaskGroups | Part::Districts => Vec::new(),
        }
    }

    /// All of it in a description, in order.
    pub(super) fn all(self, typed: &TypedPartnership) -> Vec<One> {
        match self {
            Part::Organisations => {
                typed.organisations.iter().cloned().map(One::Organisation).collect()
            }
            Part::TaskGroups => typed.task_groups.iter().cloned().map(One::TaskGroup).collect(),
            Part::Districts => typed.districts.iter().cloned().map(One::District).collect(),
            Part::Bodies => typed.bodies.iter().cloned().map(One::Body).collect(),
        }
    }

    /// Takes the one at a place away.
    pub(super) fn without(self, mut typed: TypedPartnership, place: usize) -> TypedPartnership {
        match self {
            Part::Organisations => drop(typed.organisations.remove(place)),
            Part::TaskGroups => drop(typed.task_groups.remove(place)),
            Part::Districts => drop(typed.districts.remove(place)),
            Part::Bodies => drop(typed.bodies.remove(place)),
        }
        typed
    }

    /// What the form describes, with the short name of the body that is changed, if one is; what is wrong stands in
    /// the form.
    pub(super) fn read(self, form: &mut Form, body: Option<BodyId>) -> Option<One> {
        let missing = format!("Enter the name of the {}", self.one_in_words());
        let name = form.needed("name", &missing);
        let one = match self {
            Part::Organisations => {
                let chosen =
                    CAPACITIES.into_iter().find(|one| capacity_word(*one) == form.text("capacity"));
                if chosen.is_none() {
                    form.fault("capacity", "Choose in what capacity it takes part");
                }
                let (valid, capacity) = (validity(form)?, chosen?);
                One::Organisation(Organisation { name: name?, capacity, valid })
            }
            Part::TaskGroups => {
                let lead = form.optional("lead");
                let valid = validity(form)?;
                One::TaskGroup(TaskGroup { name: name?, lead, valid })
            }
            Part::Districts => {
                let code: Option<AreaCode> = form.value("code", "Enter the district’s code");
                let valid = validity(form)?;
                One::District(District { code: code?, name: name?, valid })
            }
            Part::Bodies => {
                let kind = KINDS.into_iter().find(|one| kind_word(*one) == form.text("kind"));
                if kind.is_none() {
                    form.fault("kind", "Choose what kind of body it is");
                }
                let (name, kind) = (name?, kind?);
                One::Body(Body { id: body?, kind, name })
            }
        };
        (!form.has_faults()).then_some(one)
    }
}

impl One {
    /// Puts it into a description: in the place of another, or at the end.
    pub(super) fn put(self, typed: &mut TypedPartnership, place: Option<usize>) {
        match self {
            One::Organisation(one) => set(&mut typed.organisations, place, one),
            One::TaskGroup(one) => set(&mut typed.task_groups, place, one),
            One::District(one) => set(&mut typed.districts, place, one),
            One::Body(one) => set(&mut typed.bodies, place, one),
        }
    }

    /// What it is called.
    pub(super) fn name(&self) -> &str {
        match self {
            One::Organisation(one) => &one.name,
            One::TaskGroup(one) => &one.name,
            One::District(one) => &one.name,
            One::Body(one) => &one.name,
        }
    }

    /// The days for which it was so; a body has none.
    pub(super) fn valid(&self) -> Validity {
        match self {
            One::Organisation(one) => one.valid,
            One::TaskGroup(one) => one.valid,
            One::District(one) => one.valid,
            One::Body(_) => Validity::Always,
        }
    }

    /// What is told of it beside its name and days.
    pub(super) fn detail(&self) -> String {
        match self {
            One::Organisation(one) => capitalised(one.capacity.in_words()),
            One::TaskGroup(one) => one
                .lead
                .as_ref()
                .map_or_else(|| "Lead not known".to_owned(), |lead| format!("Led by {lead}")),
            One::District(one) => one.code.to_string(),
            One::Body(one) => capitalised(one.kind.in_words()),
        }
    }

    /// Its days in words, to stand in a table.
    pub(super) fn days_in_words(&self) -> String {
        match self {
            One::Organisation(_) | One::TaskGroup(_) | One::District(_) => {
                days_in_words(self.valid())
            }
            One::Body(_) => "–".to_owned(),
        }
    }

    /// A form that is filled in with it.
    pub(super) fn form(&self) -> Form {
        let mut form = Form::default();
        form.put("name", self.name());
        match self {
            One::Organisation(one) => form.put("capacity", capacity_word(one.capacity)),
            One::TaskGroup(one) => form.put("lead", one.lead.as_deref().unwrap_or_default()),
            One::District(one) => form.put("code", one.code.as_str()),
            One::Body(one) => form.put("kind", kind_word(one.kind)),
        }
        let (from, until) = ends(self.valid());
        form.put("from", &from.map(Day::in_words).unwrap_or_default());
        form.put("until", &until.map(Day::in_words).unwrap_or_default());
        form
    }
}

fn set<T>(list: &mut Vec<T>, place: Option<usize>, one: T) {
    match place.and_then(|place| list.get_mut(place)) {
        Some(there) => *there = one,
        None => list.push(one),
    }
}

fn capacity_word(capacity: Capacity) -> &'static str {
    match capacity {
        Capacity::ResponsibleAuthority => "responsible-authority",
        Capacity::OtherMember => "other-member",
        Capacity::KeyPartner => "key-partner",
    }
}

fn kind_word(kind: BodyKind) -> &'static str {
    match kind {
        BodyKind::StrategyGroup => "strategy-group",
        BodyKind::Scrutiny => "scrutiny",
        BodyKind::Cabinet => "cabinet",
        BodyKind::Council => "council",
    }
}

/// The first and the last day, where known.
fn ends(valid: Validity) -> (Option<Day>, Option<Day>) {
    match valid {
        Validity::Always => (None, None),
        Validity::From(first) => (Some(first), None),
        Validity::Until(last) => (None, Some(last)),
        Validity::Between(span) => (Some(span.first()), Some(span.last())),
    }
}

/// The days in words, to stand in a table.
fn days_in_words(valid: Validity) -> String {
    match ends(valid) {
        (None, None) => "Not known".to_owned(),
        (Some(first), None) => format!("From {}", first.in_words()),
        (None, Some(last)) => format!("Until {}", last.in_words()),
        (Some(first), Some(last)) => format!("{} to {}", first.in_words(), last.in_words()),
    }
}

/// The days that a form has; none where one is wrong.
fn validity(form: &mut Form) -> Option<Validity> {
    let from: Option<Spoken<Day>> = form.optional_value("from");
    let until: Option<Spoken<Day>> = form.optional_value("until");
    match (from, until) {
        (None, None) => Some(Validity::Always),
        (Some(from), None) => Some(Validity::From(from.0)),
        (None, Some(until)) => Some(Validity::Until(until.0)),
        (Some(from), Some(until)) => match Span::of(from.0, until.0) {
            Ok(span) => Some(Validity::Between(span)),
            Err(_) => {
                form.fault("until", "The last day is before the first; exchange the two");
                None
            }
        },
    }
}

/// A short name for a new body that no other has.
pub(super) fn body_id(name: &str, typed: &TypedPartnership) -> Option<BodyId> {
    let taken: BTreeSet<String> = typed.bodies.iter().map(|body| body.id.to_string()).collect();
    let plain = crate::people::short_name::plain(name, "body");
    let numbered = (2..).map(|number| format!("{plain}-{number}"));
    let mut tried = std::iter::once(plain.clone()).chain(numbered).take(taken.len() + 1);
    let free = tried.find(|text| !taken.contains(text))?;
    free.parse().ok().map(BodyId)
}
