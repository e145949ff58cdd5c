//! The partnership as it was on a day: organisations, task groups, districts, bodies.

use axum::response::Html;
use partnership::membership::GroupChoice;
use partnership::membership::Partnership;
use partnership::membership::may::Deed;
use partnership::membership::organisation::Capacity;
use partnership::membership::succession::Other;
use partnership::membership::succession::Predecessors;
use partnership::terms::day::Day;
use partnership::terms::wording::listed;
use partnership::timetable::spoken::Spoken;

use crate::membership::part::One;
use crate::membership::part::Part;
use crate::page;
use crate::page::Page;
use crate::page::PageLink;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Query;
use crate::who::visitor::Visitor;

/// As of which day the partnership is shown.
#[derive(Debug, Default, serde::Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    on: String,
}

#[derive(Debug, serde::Serialize)]
struct View {
    path: String,
    form: Shown,
    on: String,
    force: String,
    group: String,
    /// Which partnerships it follows, where it follows any.
    follows: Option<Follows>,
    groups: Vec<Group>,
    adding: Vec<Adding>,
    may_change: bool,
}

/// The partnerships that one follows.
#[derive(Debug, serde::Serialize)]
struct Follows {
    on: String,
    because: String,
    from: Vec<PageLink>,
}

#[derive(Debug, serde::Serialize)]
struct Group {
    id: &'static str,
    title: &'static str,
    lines: Vec<Line>,
}

#[derive(Debug, serde::Serialize)]
struct Line {
    name: String,
    href: Option<String>,
    detail: String,
    days: String,
}

/// What can be added.
#[derive(Debug, serde::Serialize)]
struct Adding {
    href: String,
    what: &'static str,
}

/// The groups in which the lists are shown, in order.
const GROUPS: [(&str, &str); 7] = [
    ("authorities", "Responsible authorities"),
    ("members", "Other members"),
    ("key-partners", "Key partners"),
    ("task-groups", "Task groups"),
    ("districts", "Districts"),
    ("bodies", "Bodies that decide"),
    ("other-times", "At other times"),
];

/// Shows the partnership.
pub(super) async fn show(
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, PageError> {
    visitor.may(Deed::SeeYear)?;
    let mut form = Form::default();
    form.put("on", &asked.on);
    let on = form.optional_value("on").map_or(visitor.today, |Spoken::<Day>(day)| day);
    let partnership = visitor.book.partnership().await?.value;
    let may_change = visitor.can(Deed::ChangePartnership);
    let path = visitor.path("/partnership");
    let adding = Part::ALL.map(|part| Adding {
        href: format!("{path}/{}/new", part.path()),
        what: part.one_in_words(),
    });
    let it = View {
        on: on.in_words(),
        force: partnership.force().name().to_owned(),
        group: group_in_words(&partnership.typed().comparison_group),
        follows: visitor.book.predecessors().await?.map(Follows::of),
        groups: groups(&partnership, on, may_change.then_some(path.as_str())),
        adding: adding.into(),
        form: form.shown(),
        may_change,
        path,
    };
    let around = Page::of(&visitor, "Partnership").with(&form);
    page::draw(&visitor.app, "membership/view.html", around, &it)
}

impl Follows {
    fn of(beginning: Predecessors) -> Follows {
        let link = |one: &Other| PageLink::to(format!("/{}", one.id), &one.name);
        Follows {
            on: beginning.on.in_words(),
            because: beginning.because,
            from: beginning.from.iter().map(link).collect(),
        }
    }
}

/// The comparison group in words.
fn group_in_words(group: &GroupChoice) -> String {
    match group {
        GroupChoice::NearestNeighbours => {
            "The nearest statistical neighbours that the ONS finds".to_owned()
        }
        GroupChoice::Chosen(areas) => {
            let codes: Vec<String> = areas.iter().map(ToString::to_string).collect();
            listed(&codes)
        }
    }
}

/// Everything in its group; what was not so on the day comes last.
fn groups(partnership: &Partnership, on: Day, change: Option<&str>) -> Vec<Group> {
    let mut groups: Vec<Group> =
        GROUPS.iter().map(|(id, title)| Group { id, title, lines: Vec::new() }).collect();
    for part in Part::ALL {
        for (place, one) in part.all(partnership.typed()).into_iter().enumerate() {
            let id = if one.valid().covers(on) { group_of(&one) } else { "other-times" };
            let line = Line {
                name: one.name().to_owned(),
                href: change.map(|path| format!("{path}/{}/{}", part.path(), place + 1)),
                detail: one.detail(),
                days: one.days_in_words(),
            };
            if let Some(group) = groups.iter_mut().find(|group| group.id == id) {
                group.lines.push(line);
            }
        }
    }
    groups.retain(|group| !group.lines.is_empty());
    groups
}

fn group_of(one: &One) -> &'static str {
    match one {
        One::Organisation(one) => match one.capacity {
            Capacity::ResponsibleAuthority => "authorities",
            Capacity::OtherMember => "members",
            Capacity::KeyPartner => "key-partners",
        },
        One::TaskGroup(_) => "task-groups",
        One::District(_) => "districts",
        One::Body(_) => "bodies",
    }
}
