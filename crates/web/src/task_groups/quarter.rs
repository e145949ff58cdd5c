//! The page of a quarter: which groups were asked for a commentary, who, when, and who has answered.

use axum::response::Html;
use partnership::membership::may::Deed;
use partnership::task_groups::commentary::Commentary;
use partnership::task_groups::commentary::Standing;
use partnership::task_groups::due;
use partnership::task_groups::due::may_be_asked;
use partnership::terms::day::Day;
use partnership::terms::period::Period;
use partnership::terms::period::Quarter;
use partnership::terms::wording::capitalised;
use records::CommentaryLink;
use records::Held;

use crate::page;
use crate::page::PageLink;
use crate::page::fault::PageError;
use crate::page::taken::Path;
use crate::task_groups::which::Group;
use crate::task_groups::which::Known;
use crate::task_groups::which::Tag;
use crate::task_groups::which::around;
use crate::task_groups::which::quarter_in;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct QuarterPage {
    path: String,
    told: String,
    lines: Vec<Line>,
    any_asked: bool,
    /// Where groups are asked, for those who may, as long as any is left.
    ask: Option<String>,
    remind: bool,
    no_mail: bool,
    before: PageLink,
    after: PageLink,
}

/// A group.
#[derive(Debug, serde::Serialize)]
struct Line {
    name: String,
    href: String,
    state: Tag,
    facts: Vec<Fact>,
    read: Option<String>,
    /// What the link to it says.
    read_words: &'static str,
    /// Where things are done with it, for those who may.
    deeds: Option<Deeds>,
}

/// One thing that is known of a commentary.
#[derive(Debug, serde::Serialize)]
struct Fact {
    key: &'static str,
    value: String,
}

/// What can be done with a commentary that is asked for.
#[derive(Debug, serde::Serialize)]
struct Deeds {
    path: String,
    remind: bool,
    link: bool,
    /// What the link says by which somebody else can be asked.
    ask: Option<&'static str>,
    /// The version by which the asking can be taken back.
    take_back: Option<String>,
}

/// Shows the page.
pub(super) async fn show(
    visitor: Visitor,
    Path((_, text)): Path<(String, String)>,
) -> Result<Html<String>, PageError> {
    visitor.may(Deed::SeeYear)?;
    let quarter = quarter_in(&text)?;
    let known = Known::of(&visitor.book, visitor.today).await?;
    let links = visitor.book.commentary_links().await?;
    let may_ask = visitor.can(Deed::AskTaskGroups);
    let of = |group: &Group| known.commentary(&group.name, quarter);
    let shown: Vec<&Group> =
        known.groups.iter().filter(|group| group.is_at_work || of(group).is_some()).collect();
    let lines: Vec<Line> = shown
        .iter()
        .map(|group| match of(group) {
            Some(one) => asked(&visitor, group, one, &links),
            None => not_asked(&visitor, group),
        })
        .collect();
    let path = visitor.path(&format!("/task-groups/quarters/{quarter}"));
    let open = shown.iter().any(|group| of(group).is_none());
    let neighbour = |by: i32| {
        let other = quarter.plus_quarters(by);
        let href = visitor.path(&format!("/task-groups/quarters/{other}"));
        PageLink::to(href, &Period::Quarter(other).in_words())
    };
    let it = QuarterPage {
        told: told(&known, quarter),
        any_asked: shown.iter().any(|group| of(group).is_some()),
        ask: (may_ask && open && may_be_asked(quarter, visitor.today).is_ok())
            .then(|| format!("{path}/ask")),
        remind: may_ask
            && visitor.app.settings.mail.is_some()
            && lines.iter().any(|line| line.deeds.as_ref().is_some_and(|deeds| deeds.remind)),
        no_mail: may_ask && visitor.app.settings.mail.is_none(),
        before: neighbour(-1),
        after: neighbour(1),
        lines,
        path,
    };
    let title = Period::Quarter(quarter).in_words();
    page::draw(&visitor.app, "task_groups/quarter.html", around(&visitor, &title), &it)
}

/// How many answered.
fn told(known: &Known, quarter: Quarter) -> String {
    let of = known.commentaries.iter().map(|(_, held)| &held.value);
    let all: Vec<&Commentary> = of.filter(|one| one.quarter == quarter).collect();
    let count = |fits: fn(&Commentary) -> bool| all.iter().filter(|one| fits(one)).count();
    format!(
        "Asked: {}. Sent: {}. Accepted: {}.",
        all.len(),
        count(|one| !one.is_with_lead()),
        count(|one| matches!(one.standing, Standing::Accepted { .. }))
    )
}

fn not_asked(visitor: &Visitor, group: &Group) -> Line {
    Line {
        name: group.name.clone(),
        href: visitor.path(&format!("/task-groups/{}", group.slug)),
        state: Tag { text: "Not asked".to_owned(), colour: "grey" },
        facts: Vec::new(),
        read: None,
        read_words: "",
        deeds: None,
    }
}

fn asked(
    visitor: &Visitor,
    group: &Group,
    (number, held): &(i64, Held<Commentary>),
    links: &[CommentaryLink],
) -> Line {
    let commentary = &held.value;
    let path = visitor.path(&format!("/task-groups/commentaries/{number}"));
    let may_ask = visitor.can(Deed::AskTaskGroups);
    let link = links.iter().find(|link| link.commentary == *number);
    let stands = link.is_some_and(|link| link.asked.until >= visitor.today);
    let with_lead = commentary.is_with_lead();
    let deeds = Deeds {
        path: path.clone(),
        remind: visitor.app.settings.mail.is_some()
            && with_lead
            && stands
            && link.is_some_and(|link| !link.is_due),
        link: with_lead && stands,
        ask: with_lead.then_some(link.map_or("Ask somebody", |_| "Ask somebody else")),
        take_back: (commentary.standing == Standing::Asked).then(|| held.version.0.to_string()),
    };
    let mut facts = vec![Fact { key: "Asked", value: commentary.asked.in_words() }];
    facts.push(Fact { key: "Due", value: due_in_words(commentary, visitor.today) });
    facts.extend(done(commentary));
    if may_ask {
        facts.extend(of_link(link));
    }
    let may_read = visitor.may_for(Deed::ChangeTaskGroups, &group.name).is_ok();
    Line {
        name: group.name.clone(),
        href: visitor.path(&format!("/task-groups/{}", group.slug)),
        state: state(commentary, visitor.today),
        facts,
        read: may_read.then_some(path),
        read_words: match commentary.standing {
            Standing::Sent { .. } if may_ask => "Read it, and accept it or send it back",
            _ => "Open the commentary",
        },
        deeds: may_ask.then_some(deeds),
    }
}

fn due_in_words(commentary: &Commentary, today: Day) -> String {
    due::in_words(commentary, today)
        .map_or_else(|| commentary.due.in_words(), |words| capitalised(&words))
}

/// What was done last, with its day.
fn done(commentary: &Commentary) -> Option<Fact> {
    let (key, day) = match &commentary.standing {
        Standing::Asked | Standing::Begun => return None,
        Standing::Sent { on } => ("Sent", on),
        Standing::Accepted { on, .. } => ("Accepted", on),
        Standing::SentBack { on, .. } => ("Sent back", on),
    };
    Some(Fact { key, value: day.in_words() })
}

/// Who was asked, and which letters went.
fn of_link(link: Option<&CommentaryLink>) -> Vec<Fact> {
    let Some(link) = link else {
        let value = "Nobody by a link; ask somebody, or write it here".to_owned();
        return vec![Fact { key: "Who", value }];
    };
    let letters = match (link.letters, link.last_letter, link.is_due) {
        (0, _, true) => "The first is to go".to_owned(),
        (_, _, true) => "A reminder is to go".to_owned(),
        (1, Some(day), false) => format!("One, on {}", day.in_words()),
        (letters, Some(day), false) => format!("{letters}, the last on {}", day.in_words()),
        (_, None, false) => "None; a link was handed over".to_owned(),
    };
    vec![
        Fact { key: "Who", value: format!("{}, {}", link.asked.name, link.asked.email) },
        Fact { key: "Letters", value: letters },
        Fact { key: "Link works until", value: link.asked.until.in_words() },
    ]
}

/// Where it stands, in words first.
pub(super) fn state(commentary: &Commentary, today: Day) -> Tag {
    let late = commentary.is_with_lead() && commentary.due < today;
    let colour = match &commentary.standing {
        _ if late => "red",
        Standing::Asked => "grey",
        Standing::Begun => "blue",
        Standing::Sent { .. } => "purple",
        Standing::Accepted { .. } => "green",
        Standing::SentBack { .. } => "yellow",
    };
    let words = capitalised(commentary.standing.in_words());
    Tag { text: if late { format!("{words}, late") } else { words }, colour }
}
