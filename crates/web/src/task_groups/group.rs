//! A task group's page: who leads it, its measures with their quarters, and what it said.

use axum::response::Html;
use partnership::membership::may::Deed;
use partnership::membership::person::Person;
use partnership::membership::person::Role;
use partnership::task_groups::due;
use partnership::task_groups::judgement::RULE;
use partnership::task_groups::measure::At;
use partnership::task_groups::measure::Measure;
use partnership::task_groups::on_track;
use partnership::task_groups::performance_report::Commission;
use partnership::task_groups::performance_report::chart;
use partnership::terms::period::Period;
use partnership::terms::period::Quarter;
use partnership::terms::wording::capitalised;
use partnership::terms::wording::listed;
use partnership::terms::wording::sentence;

use crate::page;
use crate::page::fault::PageError;
use crate::page::taken::Path;
use crate::task_groups::asking;
use crate::task_groups::which::Group;
use crate::task_groups::which::Known;
use crate::task_groups::which::Tag;
use crate::task_groups::which::around;
use crate::task_groups::which::last_ended;
use crate::who::visitor::Visitor;

/// So many quarters of a measure are listed: three years.
const QUARTERS: i32 = 12;

/// The page.
#[derive(Debug, serde::Serialize)]
struct GroupPage {
    leads: String,
    /// Others who act for it.
    acting: String,
    /// Where a lead is entered, for those who may.
    people: Option<String>,
    illustrative: bool,
    is_at_work: bool,
    quarter: String,
    measures: Vec<Part>,
    said: Vec<Said>,
    add: Option<String>,
    /// Where it is asked for a commentary, for those who may.
    ask: Option<String>,
    rule: &'static str,
}

/// A measure.
#[derive(Debug, serde::Serialize)]
struct Part {
    id: String,
    name: String,
    /// Where it is changed, for those who may.
    change: Option<String>,
    judgement: Tag,
    reason: Option<String>,
    facts: Vec<Fact>,
    chart: Option<Drawn>,
    rows: Vec<Row>,
}

/// One thing that is known of a measure.
#[derive(Debug, serde::Serialize)]
struct Fact {
    key: &'static str,
    value: String,
}

/// A chart.
#[derive(Debug, serde::Serialize)]
struct Drawn {
    svg: String,
    words: String,
}

/// A quarter of a measure.
#[derive(Debug, serde::Serialize)]
struct Row {
    quarter: String,
    href: Option<String>,
    value: String,
    status: String,
    judgement: Tag,
}

/// A commentary.
#[derive(Debug, serde::Serialize)]
struct Said {
    quarter: String,
    href: Option<String>,
    stands: String,
}

/// Shows the page.
pub(super) async fn show(
    visitor: Visitor,
    Path((_, slug)): Path<(String, String)>,
) -> Result<Html<String>, PageError> {
    visitor.may(Deed::SeeYear)?;
    let known = Known::of(&visitor.book, visitor.today).await?;
    let group = known.group(&slug)?;
    let quarter = last_ended(visitor.today);
    let may_change = visitor.may_for(Deed::ChangeTaskGroups, &group.name).is_ok();
    let plain = known.plain();
    let known_as = visitor.book.id().to_string();
    let commission = Commission {
        known_as: &known_as,
        partnership: &known.partnership,
        quarter,
        today: visitor.today,
        known: &plain,
    };
    let shown =
        Shown { visitor: &visitor, known: &known, group, commission: &commission, may_change };
    let (leads, acting) = acting(&visitor, &group.name).await?;
    let it = GroupPage {
        leads,
        acting,
        people: visitor.can(Deed::ChangePeople).then(|| visitor.path("/people")),
        illustrative: known.is_illustrative(Some(&group.name)),
        is_at_work: group.is_at_work,
        quarter: Period::Quarter(quarter).in_words(),
        measures: known.measures_of(&group.name).map(|held| shown.part(&held.value)).collect(),
        said: shown.said(),
        add: may_change.then(|| visitor.path(&format!("/task-groups/{}/new", group.slug))),
        ask: (visitor.can(Deed::AskTaskGroups) && group.is_at_work)
            .then(|| format!("{}/ask", asking::quarter_path(&visitor, quarter))),
        rule: RULE,
    };
    page::draw(&visitor.app, "task_groups/group.html", around(&visitor, &group.name), &it)
}

/// Who leads a group, and who else acts for it, as the people's page has it.
async fn acting(visitor: &Visitor, group: &str) -> Result<(String, String), PageError> {
    let people = visitor.book.people().await?;
    let acting = people.iter().map(|held| &held.value);
    let (leads, others): (Vec<_>, Vec<_>) = acting
        .filter(|person| person.acts_for.contains(group))
        .partition(|person| person.role == Role::TaskGroupLead);
    let names = |people: &[&Person]| {
        let names: Vec<&str> = people.iter().map(|person| person.name.as_str()).collect();
        listed(&names)
    };
    Ok((names(&leads), names(&others)))
}

/// A group as it is shown.
struct Shown<'a> {
    visitor: &'a Visitor,
    known: &'a Known,
    group: &'a Group,
    commission: &'a Commission<'a>,
    may_change: bool,
}

impl Shown<'_> {
    fn part(&self, measure: &Measure) -> Part {
        let quarter = self.commission.quarter;
        let judgement = self.known.judgement(measure, quarter);
        let path = self.visitor.path(&format!("/task-groups/{}/{}", self.group.slug, measure.id()));
        let drawn = chart(self.commission, measure).map(|chart| Drawn {
            svg: (self.visitor.app.draw_chart)(&chart),
            words: format!("{}: the table below says the same", chart.title),
        });
        Part {
            id: measure.id().to_string(),
            name: measure.typed().name.clone(),
            judgement: Tag::of(judgement.in_words()),
            reason: judgement.reason().map(|reason| sentence(&reason)),
            facts: facts(measure, quarter),
            chart: drawn,
            rows: self.rows(measure, &path),
            change: self.may_change.then_some(path),
        }
    }

    /// The quarters from the first that has a value, or the last that has ended, the latest first.
    fn rows(&self, measure: &Measure, path: &str) -> Vec<Row> {
        let values = self.known.values.iter().map(|held| &held.value);
        let own: Vec<Quarter> =
            values.filter(|one| one.measure == *measure.id()).map(|one| one.quarter).collect();
        let ended = self.commission.quarter;
        let last = own.iter().copied().max().unwrap_or(ended).max(ended);
        let first = own.iter().copied().min().unwrap_or(ended);
        let quarters = (0..QUARTERS).map(|back| last.plus_quarters(-back));
        quarters
            .take_while(|quarter| *quarter >= first)
            .map(|quarter| self.row(measure, quarter, path))
            .collect()
    }

    fn row(&self, measure: &Measure, quarter: Quarter, path: &str) -> Row {
        let value = self.known.value(measure.id(), quarter).map(|held| &held.value);
        Row {
            quarter: in_short(quarter),
            href: self.may_change.then(|| format!("{path}/{quarter}")),
            value: value.map_or_else(|| "–".to_owned(), |value| value.value.printed()),
            status: value.map_or("not supplied", |value| value.status.in_words()).to_owned(),
            judgement: Tag::of(self.known.judgement(measure, quarter).in_words()),
        }
    }

    fn said(&self) -> Vec<Said> {
        let own =
            self.known.commentaries.iter().filter(|(_, held)| held.value.group == self.group.name);
        let mut said: Vec<_> = own.collect();
        said.sort_by_key(|(_, held)| std::cmp::Reverse(held.value.quarter));
        let one = |(number, held): &(i64, records::Held<_>)| {
            let commentary: &partnership::task_groups::commentary::Commentary = &held.value;
            let stands = capitalised(commentary.standing.in_words());
            Said {
                quarter: Period::Quarter(commentary.quarter).in_words(),
                href: self
                    .may_change
                    .then(|| self.visitor.path(&format!("/task-groups/commentaries/{number}"))),
                stands: match due::in_words(commentary, self.visitor.today) {
                    Some(due) => format!("{stands}, {due}"),
                    None => stands,
                },
            }
        };
        said.into_iter().map(one).collect()
    }
}

/// A quarter as tables have it: "Q2 2014/15".
pub(super) fn in_short(quarter: Quarter) -> String {
    format!("Q{} {}", quarter.number(), quarter.year())
}

fn facts(measure: &Measure, quarter: Quarter) -> Vec<Fact> {
    let typed = measure.typed();
    let at = |at: Option<At>, by: &str| {
        let words = |at: At| {
            format!("{} {by} {}", at.value.printed(), Period::Quarter(at.quarter).in_words())
        };
        at.map_or_else(|| "None yet".to_owned(), words)
    };
    let counts = on_track::in_words(measure, quarter).unwrap_or_else(|| {
        "No judgement (–): the rule needs a baseline and a target, recorded in the same way."
            .to_owned()
    });
    let mut facts = vec![
        Fact { key: "In what", value: format!("{}; {}", typed.unit, typed.better.in_words()) },
        Fact { key: "Baseline", value: at(typed.baseline, "in") },
        Fact { key: "Target", value: at(typed.target, "by") },
        Fact { key: "Judged so", value: counts },
        Fact {
            key: "Source",
            value: format!("{}, supplied by {}", typed.source, typed.supplied_by),
        },
    ];
    facts.extend(typed.recording_changes.iter().map(|change| Fact {
        key: "Recording changed",
        value: format!("From {}: {}", Period::Quarter(change.from).in_words(), change.what),
    }));
    facts
}
