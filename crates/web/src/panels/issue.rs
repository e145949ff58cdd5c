//! One issue: when it was raised, who owns it, what was done, whether the panel was told; and what can be done next.

pub(super) mod correcting;
pub(super) mod doing;

use axum::response::IntoResponse;
use axum::response::Response;
use partnership::assessment::gathered;
use partnership::membership::may::Deed;
use partnership::panels::export::how_fed_back;
use partnership::panels::export::what_was_done;
use partnership::panels::issue::Issue;
use partnership::panels::issue::IssueDeed;
use partnership::panels::issue::life::Way;
use partnership::panels::recurrence::RETURNS_WITHIN;
use partnership::panels::recurrence::may_be_one;
use partnership::terms::day::Day;
use partnership::terms::wording::capitalised;
use partnership::terms::wording::listed;
use records::KeptIssue;

use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::panels::at::At;
use crate::panels::at::Opened;
use crate::panels::at::as_kept;
use crate::panels::at::issue_path;
use crate::panels::at::readable;
use crate::panels::at::title;
use crate::panels::one::Fact;
use crate::panels::recording::looking::Noticed;
use crate::panels::recording::looking::noticed;
use crate::panels::table::Table;
use crate::panels::table::words;
use crate::people::choices::Choice;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct IssuePage {
    form: Shown,
    path: String,
    may_change: bool,
    illustrative: bool,
    version: String,
    said: String,
    facts: Vec<Fact>,
    history: Option<Table>,
    /// What was done last, if anything was.
    last: Option<String>,
    ways: Vec<Choice>,
    may_be: Vec<MayBe>,
    noticed: Vec<Noticed>,
    reference: String,
    kept_until: Option<String>,
}

/// Another issue that may be the same.
#[derive(Debug, serde::Serialize)]
struct MayBe {
    text: String,
    href: String,
    number: i64,
    version: i64,
    /// Whether this one can be put to the other as raised again.
    can_join: bool,
}

/// Shows the page.
pub(super) async fn show(visitor: Visitor, at: At) -> Result<Response, PageError> {
    let opened = Opened::of(&visitor, &at).await?;
    let mut form = Form::default();
    form.put("on", &visitor.today.in_words());
    draw(&visitor, &opened, opened.issue(&at)?, &form).await
}

async fn draw(
    visitor: &Visitor,
    opened: &Opened,
    kept: &KeptIssue,
    form: &Form,
) -> Result<Response, PageError> {
    let (issue, panel) = (&kept.issue, &opened.panel.value);
    let may_change = visitor.can(Deed::ChangePanels);
    let it = IssuePage {
        form: form.shown(),
        path: issue_path(visitor, kept),
        may_change,
        illustrative: panel.illustrative,
        version: form.seen_next(kept.version),
        said: readable(visitor, &issue.raised().words),
        facts: facts(visitor, opened, issue),
        history: history(visitor, issue),
        last: issue.deeds().last().map(|dated| told(&dated.deed).to_lowercase()),
        ways: issue.state().next().map(|way| way_choice(form, way)).collect(),
        may_be: if may_change { may_be(visitor, opened, kept) } else { Vec::new() },
        noticed: if may_change { noticed(issue) } else { Vec::new() },
        reference: reference(kept, &panel.name),
        kept_until: kept_until(visitor, issue).await?,
    };
    let around = opened.page(visitor, &title(visitor, issue)).with(form);
    Ok(page::draw(&visitor.app, "panels/issue.html", around, &it)?.into_response())
}

/// The reference to the issue, to be pasted into a draft of the assessment.
fn reference(kept: &KeptIssue, panel: &str) -> String {
    let ((kind, name), _) = gathered::panel_issue(kept.number, panel, &kept.issue);
    format!("{{{}:{name}}}", kind.name())
}

fn facts(visitor: &Visitor, opened: &Opened, issue: &Issue) -> Vec<Fact> {
    let raised = issue.raised();
    let area = raised.area.and_then(|area| opened.panel.value.area_name(area));
    let again: Vec<String> = issue.days_raised().skip(1).map(Day::in_words).collect();
    let again = if again.is_empty() { "Not again".to_owned() } else { listed(&again) };
    let closed = issue.closed().map(|on| format!(", closed on {}", on.in_words()));
    let stands = capitalised(issue.state().in_words()) + &closed.unwrap_or_default();
    let done = what_was_done(issue).map(|words| readable(visitor, words));
    let told = issue.fed_back().map(|on| match how_fed_back(issue) {
        Some(how) => format!("{}: {}", on.in_words(), readable(visitor, how)),
        None => on.in_words(),
    });
    let owner = issue.owner().map(|owner| readable(visitor, owner));
    vec![
        Fact { what: "Where", told: readable(visitor, &raised.place) },
        Fact { what: "Area", told: area.unwrap_or("Not known").to_owned() },
        Fact { what: "Kind", told: capitalised(raised.kind.in_words()) },
        Fact { what: "First raised", told: raised.on.in_words() },
        Fact { what: "Raised again", told: again },
        Fact { what: "Owner", told: owner.unwrap_or_else(|| "Nobody yet".to_owned()) },
        Fact { what: "Stands", told: stands },
        Fact {
            what: "What was done",
            told: done.unwrap_or_else(|| "Nothing closed it yet".to_owned()),
        },
        Fact { what: "Fed back to the panel", told: told.unwrap_or_else(|| "Not yet".to_owned()) },
    ]
}

fn history(visitor: &Visitor, issue: &Issue) -> Option<Table> {
    let raised = issue.raised();
    let first =
        vec![words(raised.on.in_words()), words("Raised"), words(readable(visitor, &raised.words))];
    let deeds = issue.deeds().iter().map(|dated| {
        let said = dated.deed.words().map(|words| readable(visitor, words));
        vec![
            words(dated.on.in_words()),
            words(told(&dated.deed)),
            words(said.unwrap_or_else(|| "–".to_owned())),
        ]
    });
    let rows = std::iter::once(first).chain(deeds).collect();
    Table::of("history", "What happened", &["Day", "What", "Who, what or why"]).with(rows)
}

fn told(deed: &IssueDeed) -> &'static str {
    match Way::of(deed) {
        Way::Accept => "Taken on by",
        Way::Refer => "Referred to",
        Way::Do => "Done",
        Way::CannotBeDone => "Found that it cannot be done",
        Way::FeedBack => "Panel told",
        Way::RaiseAgain => "Raised again",
    }
}

fn way_choice(form: &Form, way: Way) -> Choice {
    let (text, hint) = match way {
        Way::Accept => {
            ("Somebody took it on", "Write who owns it now: an organisation, or an officer by post")
        }
        Way::Refer => ("It was referred", "Write to whom"),
        Way::Do => ("It was done", "Write what was done"),
        Way::CannotBeDone => ("It cannot be done", "Write why not; the panel is owed a reason"),
        Way::FeedBack => ("The panel was told", "Write how, such as at the meeting or by letter"),
        Way::RaiseAgain => (
            "It was raised again",
            "Give the day of the meeting; write what was new, if anything was",
        ),
    };
    Choice::of(form, "way", word(way), text).with_hint(hint.to_owned())
}

/// A way as a form sends it.
fn word(way: Way) -> &'static str {
    match way {
        Way::Accept => "accept",
        Way::Refer => "refer",
        Way::Do => "do",
        Way::CannotBeDone => "cannot",
        Way::FeedBack => "feed-back",
        Way::RaiseAgain => "again",
    }
}

/// The issues that may be the same, for a person to decide.
fn may_be(visitor: &Visitor, opened: &Opened, kept: &KeptIssue) -> Vec<MayBe> {
    let pairs = may_be_one(&as_kept(&opened.issues), RETURNS_WITHIN);
    let other = |earlier: i64, later: i64| {
        let number = if earlier == kept.number { later } else { earlier };
        opened.issues.iter().find(|one| one.number == number)
    };
    let these = pairs.iter().filter(|pair| [pair.earlier, pair.later].contains(&kept.number));
    let found = these.filter_map(|pair| Some((pair, other(pair.earlier, pair.later)?)));
    let shown = found.map(|(pair, other)| MayBe {
        text: format!(
            "Issue {}: {}, first raised on {}",
            other.number,
            title(visitor, &other.issue),
            other.issue.raised().on.in_words()
        ),
        href: issue_path(visitor, other),
        number: other.number,
        version: other.version.0,
        can_join: pair.later == kept.number && kept.issue.deeds().is_empty(),
    });
    shown.collect()
}

/// Until when what was said is kept, in a sentence.
async fn kept_until(visitor: &Visitor, issue: &Issue) -> Result<Option<String>, PageError> {
    if !visitor.can(Deed::ChangePanels) || !issue.has_words() {
        return Ok(None);
    }
    let Some(held) = visitor.book.panel_words_kept().await? else {
        return Ok(Some(
            "What people said of it is kept for good: no day of deletion is set.".to_owned(),
        ));
    };
    Ok(Some(match held.value.due(issue) {
        Some(due) => format!(
            "What people said of it is deleted on {} if nothing more happens.",
            due.in_words()
        ),
        None => format!(
            "What people said of it is deleted {} days after it was closed and nothing more happened.",
            held.value.days()
        ),
    }))
}
