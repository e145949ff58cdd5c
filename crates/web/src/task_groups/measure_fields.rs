//! The fields of a measure: filled in from one, and read back into one.

use partnership::task_groups::measure::At;
use partnership::task_groups::measure::Better;
use partnership::task_groups::measure::Measure;
use partnership::task_groups::measure::MeasureFault;
use partnership::task_groups::measure::MeasureId;
use partnership::task_groups::measure::RecordingChange;
use partnership::task_groups::measure::TypedMeasure;
use partnership::terms::period::Period;
use partnership::terms::period::Quarter;

use crate::page::form::Form;
use crate::people::choices::Choice;

/// So many quarters before and after today's can be chosen: ten years and five.
const AROUND: std::ops::RangeInclusive<i32> = -20..=40;

/// The fields as a measure fills them in.
pub(crate) fn filled(measure: &Measure) -> Form {
    let (mut form, typed) = (Form::default(), measure.typed());
    form.put("name", &typed.name);
    form.put("unit", &typed.unit);
    form.put("better", typed.better.code());
    form.put("source", &typed.source);
    form.put("supplied_by", &typed.supplied_by);
    for (name, at) in [("baseline", typed.baseline), ("target", typed.target)] {
        if let Some(at) = at {
            form.put(name, &at.value.to_string());
            form.put(&format!("{name}_quarter"), &at.quarter.to_string());
        }
    }
    if let Some(change) = typed.recording_changes.last() {
        form.put("change_from", &change.from.to_string());
        form.put("change", &change.what);
    }
    form
}

/// The measure that a form describes; what is wrong stands in it. Of `before`, whatever has no field stays.
pub(crate) fn read(
    form: &mut Form,
    (id, group): (&MeasureId, &str),
    before: Option<&Measure>,
) -> Option<Measure> {
    let better = Better::of_code(form.text("better"));
    if better.is_none() {
        form.fault("better", "choose which way is better");
    }
    let baseline = at(form, "baseline");
    let target = at(form, "target");
    let before = before.map(Measure::typed);
    let recording_changes = changes(form, before);
    let typed = TypedMeasure {
        id: id.clone(),
        group: group.to_owned(),
        name: form.text("name").to_owned(),
        unit: form.text("unit").to_owned(),
        better: better.unwrap_or(Better::Lower),
        baseline,
        target,
        source: form.text("source").to_owned(),
        supplied_by: form.text("supplied_by").to_owned(),
        recording_changes,
        illustrative: before.is_some_and(|before| before.illustrative),
    };
    match Measure::of(typed) {
        Ok(measure) if !form.has_faults() => Some(measure),
        Ok(_) => None,
        Err(error) => {
            error.faults.into_iter().for_each(|fault| form.fault(field(fault), &fault.to_string()));
            None
        }
    }
}

fn field(fault: MeasureFault) -> &'static str {
    match fault {
        MeasureFault::Group | MeasureFault::Name => "name",
        MeasureFault::Unit => "unit",
        MeasureFault::TargetTooSoon => "target_quarter",
        MeasureFault::Source => "source",
        MeasureFault::SuppliedBy => "supplied_by",
        MeasureFault::RecordingChange => "change",
    }
}

/// A value and its quarter, where either is given.
fn at(form: &mut Form, name: &str) -> Option<At> {
    let of_quarter = format!("{name}_quarter");
    if form.text(name).is_empty() && form.text(&of_quarter).is_empty() {
        return None;
    }
    let value = form.value(name, &format!("enter the {name}, or take its quarter away"));
    let quarter = form.value(&of_quarter, &format!("choose the quarter of the {name}"));
    Some(At { quarter: quarter?, value: value? })
}

/// The changes in recording: those before the last, and what the form has in its place; a later one stands beside it.
fn changes(form: &mut Form, before: Option<&TypedMeasure>) -> Vec<RecordingChange> {
    let mut changes = before.map(|before| before.recording_changes.clone()).unwrap_or_default();
    let what = form.text("change").to_owned();
    if what.is_empty() && form.text("change_from").is_empty() {
        changes.pop();
        return changes;
    }
    let from: Option<Quarter> =
        form.value("change_from", "choose the first quarter that is recorded in the new way");
    changes.pop_if(|last| from.is_none_or(|from| from <= last.from));
    changes.extend(from.map(|from| RecordingChange { from, what }));
    changes
}

/// The quarters to choose from, the latest first, with none at the beginning; what is chosen already is among them.
pub(crate) fn quarters(form: &Form, field: &str, ended: Quarter) -> Vec<Choice> {
    let chosen: Option<Quarter> = form.text(field).parse().ok();
    let mut all: Vec<Quarter> = AROUND.map(|back| ended.plus_quarters(-back)).collect();
    all.extend(chosen.filter(|one| !all.contains(one)));
    all.sort_unstable_by(|one, other| other.cmp(one));
    let choice = |quarter: Quarter| {
        Choice::of(form, field, &quarter.to_string(), &Period::Quarter(quarter).in_words())
    };
    let none = Choice::of(form, field, "", "None");
    std::iter::once(none).chain(all.into_iter().map(choice)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The measure as it is after that change in recording was sent by its form.
    fn sent(before: &Measure, change: [&str; 2]) -> Measure {
        let mut form =
            filled(before).replaced("change_from", change[0]).replaced("change", change[1]);
        read(&mut form, (before.id(), "Community MARAC"), Some(before)).unwrap()
    }

    #[test]
    fn a_later_change_in_recording_stands_beside_the_one_before() {
        let none = Measure::of(TypedMeasure {
            id: MeasureId("calls".parse().unwrap()),
            group: "Community MARAC".to_owned(),
            name: "Calls".to_owned(),
            unit: "calls".to_owned(),
            better: Better::Lower,
            baseline: None,
            target: None,
            source: "A list".to_owned(),
            supplied_by: "Police".to_owned(),
            recording_changes: Vec::new(),
            illustrative: false,
        })
        .unwrap();
        let told = |measure: &Measure| {
            let changes = measure.typed().recording_changes.iter();
            changes.map(|one| format!("{} {}", one.from, one.what)).collect::<Vec<_>>()
        };
        let one = sent(&none, ["2014-Q2", "by telephone"]);
        let mended = sent(&one, ["2014-Q2", "by telephone, too"]);
        assert_eq!(told(&mended), ["2014-Q2 by telephone, too"]);
        let two = sent(&mended, ["2015-Q1", "on-line"]);
        assert_eq!(told(&two), ["2014-Q2 by telephone, too", "2015-Q1 on-line"]);
        assert_eq!(told(&sent(&two, ["", ""])), ["2014-Q2 by telephone, too"]);
    }
}
