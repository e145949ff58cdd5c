//! What a draft of the assessment says of a panel issue, and the name by which it refers to it.
//!
//! In come a panel and an issue raised there; out go the reference that an officer pastes, such as `{panel:shepway-12}`, and
//! the words that stand in its place. What people said is not in them: only kind, place, days and how the issue stands.

use std::str::FromStr;

use crate::assessment::material::Noted;
use crate::assessment::reference::Kind;
use crate::consultation::quotation::warning::warnings;
use crate::evidence::figure::Status;
use crate::panels::issue::life::State;
use crate::panels::panel::Panel;
use crate::panels::panel::PanelId;
use crate::panels::recurrence::Kept;
use crate::terms::day::Day;
use crate::terms::wording::listed;

/// The name of an issue, such as `shepway-12`.
pub fn name(panel: &PanelId, number: i64) -> String {
    format!("{panel}-{number}")
}

/// The reference to an issue, to be pasted into a draft.
///
/// ```
/// use partnership::assessment::panel_issues::reference;
/// use partnership::panels::panel::PanelId;
/// assert_eq!(reference(&PanelId("shepway".parse()?), 12), "{panel:shepway-12}");
/// # Ok::<(), partnership::terms::slug::SlugError>(())
/// ```
pub fn reference(panel: &PanelId, number: i64) -> String {
    format!("{{{}:{}}}", Kind::Panel.name(), name(panel, number))
}

/// The panel and the number that a name gives, if it is one of an issue.
pub fn named(name: &str) -> Option<(PanelId, i64)> {
    let (panel, number) = name.rsplit_once('-')?;
    Some((PanelId(FromStr::from_str(panel).ok()?), number.parse().ok()?))
}

/// What a draft says of an issue: what it is, where, when it was raised, and how it stands. A place that may tell who
/// somebody is, such as a house with its number, keeps the whole out of the public edition.
pub fn noted(panel: &Panel, kept: Kept<'_>) -> Noted {
    let (issue, raised) = (kept.issue, kept.issue.raised());
    let days: Vec<String> = issue.days_raised().map(Day::in_words).collect();
    let (kind, place, panel_name) = (raised.kind.in_words(), &raised.place, &panel.name);
    let words = format!(
        "{kind} ({place}), raised at the {panel_name} on {}, {}",
        listed(&days),
        stands(kept)
    );
    let made_up = panel.illustrative.then(|| {
        "Illustrative: the panel and what was raised there were made up to show how.".to_owned()
    });
    let rests = format!("Issue {} of the {panel_name}, in the register of panels.", kept.number);
    let tells_of_somebody = !warnings(place).is_empty();
    Noted {
        words,
        counted: None,
        status: if tells_of_somebody { Status::Confidential } else { Status::Provisional },
        rests_on: std::iter::once(rests).chain(made_up).collect(),
    }
}

fn stands(kept: Kept<'_>) -> String {
    let issue = kept.issue;
    let on = issue.closed().map(Day::in_words).unwrap_or_default();
    match issue.state() {
        State::Raised => "and nobody has taken it on yet".to_owned(),
        State::Accepted => format!("and taken on by {}", issue.owner().unwrap_or("somebody")),
        State::Referred => format!("and referred to {}", issue.owner().unwrap_or("somebody")),
        State::Done => format!("and done on {on}, though the panel was not told yet"),
        State::CannotBeDone => {
            format!("and found impossible on {on}, though the panel was not told yet")
        }
        State::FedBack => {
            let told = issue.fed_back().map(Day::in_words).unwrap_or_default();
            format!("closed on {on} and fed back to the panel on {told}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::panels::register::TypedRegister;

    const EXAMPLE: &str = include_str!("../../../../examples/maidstone-2014/panels.toml");

    #[test]
    fn a_draft_says_where_an_issue_stands_and_nothing_of_what_people_said() {
        let typed: TypedRegister = toml::from_str(EXAMPLE).unwrap();
        let panels = typed.checked("2014-10-14".parse().unwrap()).unwrap();
        let panel = &panels[1];
        let kept = Kept { number: 12, panel: &panel.is.id, issue: &panel.issue[0] };
        let noted = noted(&panel.is, kept);
        assert_eq!(
            noted.words,
            "speeding (Willington Street), raised at the Shepway panel (example) on 11 June 2014, and referred to Kent \
             County Council, highways"
        );
        assert!(!noted.words.contains("children"), "{}", noted.words);
        assert_eq!((noted.status, noted.rests_on.len()), (Status::Provisional, 2));
    }

    #[test]
    fn what_a_reference_names_is_read_back() {
        let panel = PanelId("high-street".parse().unwrap());
        assert_eq!(named(&name(&panel, 7)), Some((panel, 7)));
        assert_eq!(named("high-street"), None);
        assert_eq!(named("7"), None);
        let pasted: crate::assessment::reference::Reference =
            reference(&PanelId("shepway".parse().unwrap()), 12).parse().unwrap();
        assert_eq!((pasted.kind, pasted.name()), (Kind::Panel, "shepway-12"));
    }
}
