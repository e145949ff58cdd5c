//! What may happen to an action, in which order, and where it stands then.

use super::*;
use crate::plan::action::refused::ActionFault;
use crate::plan::action::standing::Standing;
use crate::plan::board::Column;
use crate::plan::board::board;

#[test]
fn all_faults_of_an_action_are_told_together() {
    let blank = Described {
        title: " ".to_owned(),
        person: String::new(),
        objective: Some(7),
        lead: "Kent Polis".to_owned(),
        ..described("")
    };
    let (members, objectives) = (members(), objectives());
    let among = Among { members: &members, objectives: &objectives };
    let faults = vec![
        ActionFault::NoTitle,
        ActionFault::NoObjective(7),
        ActionFault::NoMember("Kent Polis".to_owned()),
        ActionFault::NoPerson,
    ];
    let refused = Action::of(blank.clone(), among, day("2015-04-22"));
    assert_eq!(refused, Err(ActionRefused::Described(faults.clone())));
    let again = after(action("Pastors"), "2015-05-01", ActionDeed::Describe(Box::new(blank)));
    assert_eq!(again, Err(ActionRefused::Described(faults)));
}

#[test]
fn what_is_dropped_deferred_or_finished_needs_its_words() {
    let none = String::new;
    let drop = ActionDeed::Drop { because: none() };
    assert_eq!(after(action("Pastors"), "2015-05-01", drop), Err(ActionRefused::NoReason));
    let done = ActionDeed::Finish { outcome: none() };
    assert_eq!(after(action("Pastors"), "2015-05-01", done), Err(ActionRefused::NoOutcome));
    let defer = ActionDeed::Defer { until: day("2016-01-31"), because: none() };
    assert_eq!(after(action("Pastors"), "2015-05-01", defer), Err(ActionRefused::NoReason));
    let quarter = "2015-Q1".parse().unwrap();
    let note = ActionDeed::Note(Progress {
        quarter,
        judgement: Rag::OffTrack,
        words: none(),
        figure: None,
    });
    assert_eq!(after(action("Pastors"), "2015-05-01", note), Err(ActionRefused::NothingSaid));
}

#[test]
fn an_action_is_deferred_to_a_later_day_only_and_is_due_then() {
    let again = defer("2015-12-31");
    let refused = after(action("Pastors"), "2015-06-01", again).unwrap_err();
    let day_of = day("2015-12-31");
    assert_eq!(refused, ActionRefused::NotLater { until: day_of, due: day_of });
    let deferred = after(action("Pastors"), "2015-06-01", defer("2016-03-31")).unwrap();
    assert_eq!(deferred.due(), day("2016-03-31"));
    assert!(!deferred.is_overdue(day("2016-03-31")) && deferred.is_overdue(day("2016-04-01")));
    assert!(!after(deferred, "2016-04-02", finish()).unwrap().is_overdue(day("2016-05-01")));
}

#[test]
fn progress_is_not_noted_of_a_quarter_to_come() {
    let early = after(action("Pastors"), "2015-06-30", noted("2015-Q2", Rag::OnTrack));
    assert_eq!(early, Err(ActionRefused::QuarterToCome("2015-Q2".parse().unwrap())));
    assert!(after(action("Pastors"), "2015-07-01", noted("2015-Q2", Rag::OnTrack)).is_ok());
}

#[test]
fn what_is_noted_later_of_a_quarter_stands_and_the_history_keeps_both() {
    let first = after(action("Pastors"), "2015-07-01", noted("2015-Q1", Rag::OffTrack)).unwrap();
    let both = after(first, "2015-07-20", noted("2015-Q1", Rag::AtRisk)).unwrap();
    let progress = both.progress();
    let (on, said) = progress.values().next().unwrap();
    assert_eq!((progress.len(), *on, said.judgement), (1, day("2015-07-20"), Rag::AtRisk));
    assert_eq!(both.deeds().len(), 2);
    // The latest quarter counts, and not the latest day.
    let late = after(both, "2015-10-02", noted("2015-Q2", Rag::OnTrack)).unwrap();
    let late = after(late, "2015-10-03", noted("2015-Q1", Rag::OffTrack)).unwrap();
    assert_eq!(late.latest().unwrap().judgement, Rag::OnTrack);
}

#[test]
fn nothing_happens_to_what_is_over_but_being_taken_up_again() {
    let done = after(action("Pastors"), "2015-09-01", finish()).unwrap();
    let refused = after(done.clone(), "2015-10-01", noted("2015-Q1", Rag::OnTrack));
    assert_eq!(refused, Err(ActionRefused::Over(Standing::Finished)));
    let because = || "The nights began again".to_owned();
    let up = ActionDeed::TakeUpAgain { because: because() };
    assert_eq!(after(action("Pastors"), "2015-09-01", up.clone()), Err(ActionRefused::UnderWay));
    let again = after(done, "2015-10-01", up).unwrap();
    assert_eq!(again.standing(), Standing::UnderWay);
    assert_eq!(again.because(), Some("The nights began again"));
}

#[test]
fn what_was_deferred_is_taken_up_again_before_its_day() {
    let deferred = after(action("Pastors"), "2015-06-01", defer("2016-03-31")).unwrap();
    let because = "The grant came".to_owned();
    let again = after(deferred, "2015-07-01", ActionDeed::TakeUpAgain { because }).unwrap();
    assert_eq!((again.standing(), again.due()), (Standing::UnderWay, day("2016-03-31")));
    assert_eq!(Column::of(&again), Column::NotNoted);
}

#[test]
fn all_that_is_against_a_deed_is_told_together() {
    let blank = ActionDeed::Defer { until: day("2015-12-31"), because: " ".to_owned() };
    let (until, due) = (day("2015-12-31"), day("2015-12-31"));
    let against = action("Pastors").against(&blank, day("2015-06-01"));
    assert_eq!(against, [ActionRefused::NoReason, ActionRefused::NotLater { until, due }]);
    let quarter = "2015-Q2".parse().unwrap();
    let (judgement, words, figure) = (Rag::AtRisk, String::new(), None);
    let note = ActionDeed::Note(Progress { quarter, judgement, words, figure });
    let against = action("Pastors").against(&note, day("2015-06-01"));
    assert_eq!(against, [ActionRefused::QuarterToCome(quarter), ActionRefused::NothingSaid]);
}

#[test]
fn a_description_tells_what_it_changed_and_one_that_changes_nothing_is_none() {
    let describe = |described| ActionDeed::Describe(Box::new(described));
    let same = after(action("Pastors"), "2015-05-01", describe(described("Pastors"))).unwrap();
    assert_eq!(same, action("Pastors"));
    let deferred = after(same, "2015-06-01", defer("2016-03-31")).unwrap();
    let until = Described { due: day("2016-03-31"), ..described("Pastors") };
    let same = after(deferred.clone(), "2015-06-02", describe(until)).unwrap();
    assert_eq!(same, deferred, "the day is that to which it was deferred");
    let other = Described {
        lead: "Maidstone Borough Council".to_owned(),
        funding: String::new(),
        due: day("2016-06-30"),
        ..described("Pastors")
    };
    let changed = after(deferred, "2015-06-03", describe(other)).unwrap();
    let told = ["lead authority, before “Kent Police”", "who pays", "day, before 31 March 2016"];
    assert_eq!(changed.changed_by(1), told);
    assert_eq!(changed.changed_by(0), Vec::<String>::new(), "it was deferred");
    let over = after(changed, "2015-07-01", finish()).unwrap();
    let refused = after(over.clone(), "2015-07-02", describe(over.as_it_is()));
    assert_eq!(refused, Err(ActionRefused::Over(Standing::Finished)));
}

#[test]
fn a_deed_is_neither_of_a_day_before_the_last_nor_to_come() {
    let done = after(action("Pastors"), "2015-07-20", noted("2015-Q1", Rag::OnTrack)).unwrap();
    let early = after(done.clone(), "2015-07-19", finish());
    let (on, last) = (day("2015-07-19"), day("2015-07-20"));
    assert_eq!(early, Err(ActionRefused::Early { on, last }));
    let late = after(done, "2016-07-01", finish());
    assert_eq!(late, Err(ActionRefused::ToCome(day("2016-07-01"))));
}

#[test]
fn no_action_ends_by_going_on_nowhere() {
    let because = "Not finished".to_owned();
    let alone = ActionDeed::CarryOver { into: cycle("2016-17"), because };
    let refused = after(action("Pastors"), "2016-03-01", alone);
    assert_eq!(refused, Err(ActionRefused::Alone(cycle("2016-17"))));
}

#[test]
fn undoing_gives_what_was_there_before() {
    let before = action("Pastors");
    let done = after(before.clone(), "2015-07-20", finish()).unwrap();
    assert_eq!(done.without_last(&objectives()), Ok(before.clone()));
    assert_eq!(before.without_last(&objectives()), Err(ActionRefused::NothingToTakeBack));
}

#[test]
fn undoing_does_not_bring_back_an_objective_that_is_gone() {
    let of =
        |objective| ActionDeed::Describe(Box::new(Described { objective, ..described("Pastors") }));
    let under_2 = after(action("Pastors"), "2015-05-01", of(Some(2))).unwrap();
    let free = after(under_2, "2015-05-02", of(None)).unwrap();
    let objectives = BTreeSet::from([1]);
    let undone = free.without_last(&objectives).unwrap();
    assert_eq!(undone.described().objective, None, "objective 2 is gone");
    let undone = undone.without_last(&objectives).unwrap();
    assert_eq!(undone.described().objective, Some(1), "objective 1 is there still");
    let none = after(undone, "2015-05-03", of(None)).unwrap();
    assert_eq!(none.without_last(&BTreeSet::new()).unwrap().described().objective, None);
}

#[test]
fn beside_what_the_lead_says_stands_what_the_rule_makes_of_the_figure() {
    let figure = Some("38".parse().unwrap());
    let words = "Slow".to_owned();
    let quarter = "2014-Q2".parse().unwrap();
    let progress = Progress { quarter, judgement: Rag::OnTrack, words, figure };
    let described = described("Pastors");
    // Half-way from 40 to 20 is 30, so 38 is behind by more than a tenth, and better than 40.
    let judged = progress.by_rule(&described).unwrap();
    assert_eq!(judged.in_words(), "At risk (A)");
    assert_eq!(Progress { figure: None, ..progress.clone() }.by_rule(&described), None);
    assert_eq!(progress.by_rule(&Described { measure: None, ..described }), None);
}

#[test]
fn a_figure_is_of_a_measure_and_a_measure_with_figures_stays() {
    let with_figure = |deed| match deed {
        ActionDeed::Note(said) => {
            ActionDeed::Note(Progress { figure: Some("38".parse().unwrap()), ..said })
        }
        other => other,
    };
    let figure = || with_figure(noted("2015-Q1", Rag::AtRisk));
    let bare = || ActionDeed::Describe(Box::new(Described { measure: None, ..described("Bare") }));
    let unmeasured = after(action("Pastors"), "2015-07-01", bare()).unwrap();
    assert_eq!(after(unmeasured, "2015-07-01", figure()), Err(ActionRefused::NoMeasure));
    let measured = after(action("Pastors"), "2015-07-01", figure()).unwrap();
    assert_eq!(after(measured.clone(), "2015-07-02", bare()), Err(ActionRefused::HasFigures));
    // Once the quarter is noted without a figure, there is none to keep it for.
    let noted = after(measured, "2015-07-02", noted("2015-Q1", Rag::AtRisk)).unwrap();
    assert!(after(noted, "2015-07-03", bare()).is_ok());
}

#[test]
fn what_was_deferred_and_described_otherwise_is_deferred_to_the_new_day() {
    let deferred = after(action("Pastors"), "2015-06-01", defer("2016-03-31")).unwrap();
    let other = Described { due: day("2016-05-31"), ..described("Pastors") };
    let deed = ActionDeed::Describe(Box::new(other));
    let described = after(deferred, "2015-06-02", deed).unwrap();
    assert_eq!(described.standing(), Standing::Deferred { until: day("2016-05-31") });
    assert_eq!(described.because(), Some("The grant came late"));
}

/// A deed of a kind, on the day that has that number after the action was entered.
fn any_deed(kind: u8, number: i32) -> ActionDeed {
    let because = "Because".to_owned();
    match kind {
        0 => noted("2015-Q1", Rag::AtRisk),
        1 => ActionDeed::Defer { until: day("2016-01-01").plus_days(number), because },
        2 => finish(),
        3 => ActionDeed::Drop { because },
        4 => ActionDeed::TakeUpAgain { because },
        _ => ActionDeed::Describe(Box::new(described("Other words"))),
    }
}

proptest! {
    #[test]
    fn whatever_is_done_an_action_is_in_one_column_and_is_read_as_it_was_kept(
        deeds in prop::collection::vec((0_u8..6, 0_i32..400), 0..12),
    ) {
        let mut kept = action("Pastors");
        for (kind, days) in deeds {
            let on = kept.since().plus_days(days).to_string();
            if let Ok(next) = after(kept.clone(), &on, any_deed(kind, days)) {
                if next == kept {
                    continue; // It is described so already.
                }
                prop_assert_eq!(next.clone().without_last(&objectives()), Ok(kept));
                kept = next;
            }
        }
        let read: Action = serde_json::from_value(serde_json::to_value(&kept).unwrap()).unwrap();
        prop_assert_eq!(&read, &kept);
        let actions = BTreeMap::from([(1, kept.clone()), (2, action("Another"))]);
        let on_board: Vec<i64> =
            board(&actions).into_iter().flat_map(|(_, numbers)| numbers).collect();
        prop_assert_eq!(on_board.len(), 2);
        let is_open = kept.standing().is_open();
        let open = [Column::NotNoted, Column::OffTrack, Column::AtRisk, Column::OnTrack, Column::Deferred];
        prop_assert_eq!(open.contains(&Column::of(&kept)), is_open);
    }
}
