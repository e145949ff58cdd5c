//! A report on made-up replies, with nothing that a partnership would know besides.

use std::collections::BTreeMap;

use partnership::consultation::exercise::Arrival;
use partnership::consultation::reply::Reply;
use partnership::consultation::report::Commission;
use partnership::consultation::report::Heard;
use partnership::consultation::report::Label;
use partnership::consultation::report::ReadByMachine;
use partnership::consultation::report::Weighing;
use partnership::consultation::results::shares::Found;
use partnership::statistics::suppression::Profile;

use crate::replies::consultation;
use crate::replies::version;

/// Does something with the commission of a report on these replies, each twentieth of which came late.
pub(crate) fn with_commission<T>(replies: &[Reply], what: impl FnOnce(Commission<'_>) -> T) -> T {
    let (consultation, version, areas) = (consultation(), version(), BTreeMap::new());
    let arrival = |at: usize| if at % 20 == 7 { Arrival::Late } else { Arrival::InTime };
    let heard = |(at, reply): (usize, _)| Heard {
        reference: i64::try_from(at).unwrap(),
        reply,
        version: 1,
        arrival: arrival(at),
        flagged: false,
    };
    let heard: Vec<Heard<'_>> = replies.iter().enumerate().map(heard).collect();
    what(Commission {
        known_as: "safer-maidstone",
        publisher: "Safer Maidstone Partnership",
        cycle: "2015-16".parse().unwrap(),
        consultation: &consultation,
        versions: &[&version],
        replies: &heard,
        found: &Found::SelfSelected(None),
        margins: &[],
        weighing: Weighing::No,
        read_by_machine: ReadByMachine::None,
        deleted: &[],
        themes: &[],
        you_said: &[],
        areas: &areas,
        label: Label::Illustrative,
        profile: Profile::UNDER_TEN,
        today: "2015-03-03".parse().unwrap(),
    })
}
