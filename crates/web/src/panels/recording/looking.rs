//! What is looked at before an issue is kept: whether it was raised before, and what may tell who somebody is.
//!
//! In comes what was typed; out go questions beside it until they are answered for just that, and what is kept then.

use partnership::panels::issue::DatedDeed;
use partnership::panels::issue::Issue;
use partnership::panels::issue::IssueDeed;
use partnership::panels::issue::RaisedIssue;
use partnership::panels::recurrence::RETURNS_WITHIN;
use partnership::panels::recurrence::raised_before;
use records::KeptIssue;
use records::PanelsRefused;

use crate::page::form::Form;
use crate::page::form::Message;
use crate::panels::at::Opened;
use crate::panels::at::as_kept;
use crate::panels::at::title;
use crate::people::choices::Choice;
use crate::who::visitor::Visitor;

/// The questions, as a page shows them; empty before there are any.
#[derive(Debug, Default, serde::Serialize)]
pub(super) struct Looked {
    /// The issues that it may be.
    same: Vec<Choice>,
    /// What may tell who somebody is.
    noticed: Vec<Noticed>,
    /// What is sent when somebody says that they looked at these.
    seen: String,
    is_seen: bool,
}

/// Words that may tell who somebody is.
#[derive(Debug, serde::Serialize)]
pub(in crate::panels) struct Noticed {
    words: String,
    told: &'static str,
}

/// What in an issue may tell who somebody is.
pub(in crate::panels) fn noticed(issue: &Issue) -> Vec<Noticed> {
    let warnings = issue.warnings().into_iter();
    warnings.map(|one| Noticed { words: one.words, told: one.reason.in_words() }).collect()
}

/// Which issue it is, as somebody said: one that is kept, or a new one.
pub(super) type Same = Option<i64>;

/// Asks what is not answered yet for just what was typed; which issue it is.
pub(super) fn look(form: &mut Form, opened: &Opened, issue: &Issue) -> Same {
    let may_be = may_be(opened, issue);
    let new = new_among(&may_be);
    let same = form.text("same").to_owned();
    let one = same.parse::<i64>().ok().filter(|number| may_be.contains(number));
    if !may_be.is_empty() && one.is_none() && same != new {
        let text = "It reads like what was raised before: say whether it is the same";
        form.fault("same", text);
    }
    let seen = seen(&noticed(issue));
    if !seen.is_empty() && form.text("looked") != seen {
        form.fault("looked", "It may tell who somebody is: look at the words named, change them or say that they may stay");
    }
    one
}

/// The questions that a form has, if it was sent.
pub(super) fn shown(visitor: &Visitor, opened: &Opened, form: &Form) -> Looked {
    let asked = |field: &str| form.faults().iter().any(|fault| fault.field == field);
    if !asked("same")
        && !asked("looked")
        && form.text("same").is_empty()
        && form.text("looked").is_empty()
    {
        return Looked::default();
    }
    let mut again = form.as_sent();
    let Some(raised) = crate::panels::recording::typed(&mut again, opened) else {
        return Looked::default();
    };
    let Ok(issue) = Issue::of(raised, visitor.today) else { return Looked::default() };
    let may_be = may_be(opened, &issue);
    let found =
        may_be.iter().filter_map(|number| opened.issues.iter().find(|kept| kept.number == *number));
    let mut same: Vec<Choice> = found.map(|kept| choice(visitor, form, kept)).collect();
    if !same.is_empty() {
        let text = "No, it is another one";
        same.push(Choice::of(form, "same", &new_among(&may_be), text));
    }
    let noticed = noticed(&issue);
    let seen = seen(&noticed);
    Looked { is_seen: !seen.is_empty() && form.text("looked") == seen, same, noticed, seen }
}

/// Keeps what was typed: as a new issue, or as one that was raised again. Gives its number.
pub(super) async fn keep(
    visitor: &Visitor,
    opened: &Opened,
    raised: RaisedIssue,
    same: Same,
) -> Result<i64, PanelsRefused> {
    let (book, signed, panel) = (&visitor.book, visitor.signed(), &opened.panel.value.id);
    let before = opened.issues.iter().find(|kept| Some(kept.number) == same);
    let Some(before) = before else {
        let one = vec![(panel.clone(), raised)];
        let numbers = book.enter_panel_issues(&signed, one, visitor.today).await?;
        return Ok(numbers.first().copied().unwrap_or_default());
    };
    let deed = IssueDeed::RaiseAgain { words: raised.words };
    let (seen, dated) = ((panel, before.number, before.version), DatedDeed { on: raised.on, deed });
    book.record_issue_deed(&signed, seen, dated, visitor.today).await?;
    Ok(before.number)
}

fn may_be(opened: &Opened, issue: &Issue) -> Vec<i64> {
    raised_before(&opened.panel.value.id, issue, &as_kept(&opened.issues), RETURNS_WITHIN)
}

/// What is sent where it is none of those: it names them, so that it says nothing of others.
fn new_among(may_be: &[i64]) -> String {
    let numbers: Vec<String> = may_be.iter().map(i64::to_string).collect();
    format!("none of {}", numbers.join(" "))
}

/// What is sent where somebody looked at just these words.
fn seen(noticed: &[Noticed]) -> String {
    noticed.iter().map(|one| one.words.as_str()).collect::<Vec<_>>().join(" | ")
}

fn choice(visitor: &Visitor, form: &Form, kept: &KeptIssue) -> Choice {
    let issue = &kept.issue;
    let text = format!("Yes, it is issue {}: {}", kept.number, title(visitor, issue));
    let raised: Vec<String> = issue.days_raised().map(|day| day.in_words()).collect();
    let owner = issue.owner().map(|owner| format!(", with {owner}")).unwrap_or_default();
    let hint = format!(
        "Raised on {}: “{}” It is {}{owner}.",
        partnership::terms::wording::listed(&raised),
        issue.raised().words,
        issue.state().in_words()
    );
    Choice {
        hint: Some(Message { text: hint }),
        ..Choice::of(form, "same", &kept.number.to_string(), &text)
    }
}
