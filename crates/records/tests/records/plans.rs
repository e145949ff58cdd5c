//! Plans and their actions are kept as the core allows, go on from year to year, and leads note progress by a link.

use std::collections::BTreeSet;

use partnership::plan::action::ActionDeed;
use partnership::plan::action::described::Described;
use partnership::plan::action::progress::Progress;
use partnership::plan::action::standing::Standing;
use partnership::plan::carrying::Carrying;
use partnership::plan::rolling::Undertaking;
use partnership::plan::rolling::Wording;
use partnership::priorities::decided::PriorityId;
use partnership::task_groups::judgement::Rag;
use partnership::timetable::agenda::ItemDeed;
use partnership::timetable::cycle::Cycle;
use records::Book;
use records::Fingerprint;
use records::KeptAction;
use records::Kind;
use records::Once;
use records::PlanChange;
use records::PlanRefused;
use records::ProgressLink;
use records::SendAgain;

use crate::engine::Database;
use crate::engine::on_both_engines;
use crate::maidstone::*;
use crate::priorities;

pub(crate) fn wording() -> Wording {
    let strategy = "Fewer victims at home".to_owned();
    Wording {
        until: next(),
        strategy,
        views: "A survey each January".to_owned(),
        illustrative: false,
    }
}

/// The cycle after that of the tests.
pub(crate) fn next() -> Cycle {
    cycle().next().unwrap()
}

pub(crate) fn described(title: &str) -> Described {
    Described {
        title: title.to_owned(),
        about: String::new(),
        objective: None,
        lead: "Kent Police".to_owned(),
        person: "Chief Inspector".to_owned(),
        partners: BTreeSet::new(),
        resources: String::new(),
        funding: String::new(),
        measure: None,
        due: day("2015-12-31"),
        said: BTreeSet::new(),
    }
}

pub(crate) fn noted() -> ActionDeed {
    let (quarter, words) = ("2014-Q4".parse().unwrap(), "Two nights a week".to_owned());
    ActionDeed::Note(Progress { quarter, judgement: Rag::AtRisk, words, figure: None })
}

pub(crate) fn objective(words: &str) -> PlanChange {
    let priority = PriorityId("domestic-abuse".parse().unwrap());
    PlanChange::AddObjective { priority, words: words.to_owned() }
}

pub(crate) fn undertake(steps: &str) -> PlanChange {
    let undertaking = Undertaking { steps: steps.to_owned(), ..Undertaking::default() };
    PlanChange::Undertake { authority: "Kent Police".to_owned(), undertaking }
}

pub(crate) async fn change(book: &Book, what: PlanChange) -> Result<(), PlanRefused> {
    let seen = book.plan(cycle()).await.unwrap().unwrap().version;
    book.change_plan(&signed(110), (cycle(), seen), what, today()).await.map(|_| ())
}

pub(crate) async fn action(book: &Book, at: usize) -> KeptAction {
    book.plan_actions(cycle()).await.unwrap().remove(at)
}

pub(crate) fn carrying() -> Carrying {
    Carrying { because: "The grant came late".to_owned(), due: day("2016-12-31") }
}

pub(crate) fn link(lead: &str) -> ProgressLink {
    let (lead, name) = (lead.to_owned(), "Ann".to_owned());
    ProgressLink { cycle: cycle(), lead, name, email: None, until: day("2015-07-31") }
}

/// A plan with an objective, an undertaking and an action of which progress is noted. Priorities are decided before.
pub(crate) async fn with_a_plan(book: &Book) {
    book.begin_plan(&signed(110), cycle(), wording()).await.unwrap();
    change(book, objective("Fewer repeat victims")).await.unwrap();
    change(book, undertake("Patrols")).await.unwrap();
    let described = Described { objective: Some(1), ..described("Pastors") };
    book.enter_action(&signed(111), cycle(), described, today()).await.unwrap();
    let kept = action(book, 0).await;
    let seen = (cycle(), kept.number, kept.version);
    book.record_action_deed(&signed(112), seen, noted(), today()).await.unwrap();
}

/// The priorities of the next cycle, decided at a meeting of its own.
pub(crate) async fn with_priorities_of_the_next_cycle(book: &Book) {
    if book.year(next()).await.unwrap().is_none() {
        let mut timetable = timetable();
        timetable.cycle = next();
        book.enter_timetable(&signed(113), timetable).await.unwrap();
    }
    book.enter_meeting(&signed(113), next(), march_meeting(), today()).await.unwrap();
    let (meeting, step) = priorities::december();
    let paper = "Strategic Assessment".to_owned();
    let publish = ItemDeed::Publish { paper, on: day("2015-02-25") };
    for deed in [publish, ItemDeed::Decide(agreed())] {
        let held = book.year(next()).await.unwrap().unwrap();
        let seen = held.items[&(meeting.clone(), step.clone())];
        let which = (&meeting, &step);
        book.change_agenda_item(&signed(114), next(), seen, which, deed, today()).await.unwrap();
    }
    let proposed = priorities::proposed("Violence at home");
    let issue = book.propose_issue(&signed(115), next(), proposed, today()).await.unwrap();
    let mut chosen = priorities::choices(&[(issue, "Domestic abuse")]);
    chosen.because.insert(issue, "It stays".to_owned());
    let (at, which) = ((next(), None), (&meeting, &step));
    book.decide_priorities(&signed(116), at, which, &chosen).await.unwrap();
}

/// A change of each of these tables past the records.
pub(crate) const TAMPERINGS: [(&str, &str); 2] = [
    ("plan", "update plan set plan = replace(plan, 'victims', 'lights')"),
    ("plan_action", "update plan_action set action = replace(action, 'at-risk', 'on-track')"),
];

on_both_engines! {
    a_plan_is_begun_once_and_only_for_a_cycle_that_there_is;
    an_objective_is_under_a_priority_in_force_and_stays_while_actions_are_under_it;
    a_plan_changed_by_somebody_else_is_not_changed;
    an_action_is_led_by_a_member_and_keeps_all_that_was_done_about_it;
    an_authority_that_left_still_leads_what_it_led;
    what_is_not_finished_goes_on_in_the_next_plan_or_nothing_does;
    a_link_is_for_one_authority_until_its_day_and_its_name_goes_after;
    a_letter_with_a_link_is_taken_up_once_and_what_the_mail_server_said_is_kept;
}

async fn a_plan_is_begun_once_and_only_for_a_cycle_that_there_is(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let nowhere = book.begin_plan(&signed(2), next(), wording()).await;
    assert!(matches!(nowhere, Err(PlanRefused::NoCycle(_))), "{nowhere:?}");
    let early = book.enter_action(&signed(2), cycle(), described("Pastors"), today()).await;
    assert!(matches!(early, Err(PlanRefused::NoPlan(_))), "{early:?}");
    assert_eq!(book.plan(cycle()).await.unwrap(), None);
    let version = book.begin_plan(&signed(2), cycle(), wording()).await.unwrap();
    let held = book.plan(cycle()).await.unwrap().unwrap();
    assert_eq!((held.version, held.value.wording()), (version, &wording()));
    let twice = book.begin_plan(&signed(3), cycle(), wording()).await;
    assert!(matches!(twice, Err(PlanRefused::Conflict(_))), "{twice:?}");
    let entry = book.entries(version.0 - 1, 1).await.unwrap().remove(0);
    assert_eq!((entry.kind, entry.who.as_str()), (Kind::Plan, "the manager"));
    book.verify().await.unwrap();
}

async fn an_objective_is_under_a_priority_in_force_and_stays_while_actions_are_under_it(
    database: &Database,
) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    book.begin_plan(&signed(2), cycle(), wording()).await.unwrap();
    let early = change(&book, objective("Fewer")).await;
    assert!(matches!(early, Err(PlanRefused::NoPriority(_))), "{early:?}");
    priorities::with_priorities(&book).await;
    change(&book, objective("Fewer repeat victims")).await.unwrap();
    let under = Described { objective: Some(1), ..described("Pastors") };
    let number = book.enter_action(&signed(111), cycle(), under, today()).await.unwrap();
    let refused = change(&book, PlanChange::TakeObjectiveAway(1)).await.unwrap_err();
    assert!(refused.to_string().contains(&format!("({number})")), "{refused}");
    let words = "No repeat victims".to_owned();
    change(&book, PlanChange::RewordObjective { number: 1, words }).await.unwrap();
    let kept = action(&book, 0).await;
    let free = ActionDeed::Describe(Box::new(described("Pastors")));
    let seen = (cycle(), kept.number, kept.version);
    book.record_action_deed(&signed(112), seen, free, today()).await.unwrap();
    change(&book, PlanChange::TakeObjectiveAway(1)).await.unwrap();
    assert!(book.plan(cycle()).await.unwrap().unwrap().value.objectives().is_empty());
    // Undoing the description does not bring the objective back.
    let kept = action(&book, 0).await;
    let seen = (cycle(), kept.number, kept.version);
    book.take_back_action_deed(&signed(113), seen).await.unwrap();
    assert_eq!(action(&book, 0).await.action.described().objective, None);
    change(&book, objective("No victims twice")).await.unwrap();
    let held = book.plan(cycle()).await.unwrap().unwrap().value;
    assert_eq!(held.objectives()[0].number(), 2, "no number is given twice");
    book.verify().await.unwrap();
}

async fn a_plan_changed_by_somebody_else_is_not_changed(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let seen = book.begin_plan(&signed(2), cycle(), wording()).await.unwrap();
    change(&book, undertake("Patrols")).await.unwrap();
    let word = PlanChange::Word(Wording { strategy: "Other".to_owned(), ..wording() });
    let late = book.change_plan(&signed(3), (cycle(), seen), word, today()).await;
    assert!(matches!(late, Err(PlanRefused::Conflict(_))), "{late:?}");
    let held = book.plan(cycle()).await.unwrap().unwrap().value;
    assert_eq!(
        (held.wording(), held.undertakings()["Kent Police"].steps.as_str()),
        (&wording(), "Patrols")
    );
}

async fn an_action_is_led_by_a_member_and_keeps_all_that_was_done_about_it(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    priorities::with_priorities(&book).await;
    with_a_plan(&book).await;
    let stranger = Described { lead: "Kent Polis".to_owned(), ..described("Other") };
    let refused = book.enter_action(&signed(113), cycle(), stranger, today()).await;
    assert!(matches!(refused, Err(PlanRefused::Action(_))), "{refused:?}");
    let before = action(&book, 0).await;
    let seen = (cycle(), before.number, before.version);
    let record =
        async |seen, deed| book.record_action_deed(&signed(114), seen, deed, today()).await;
    let done = ActionDeed::Finish { outcome: "Every Friday".to_owned() };
    let version = record(seen, done).await.unwrap();
    let kept = action(&book, 0).await;
    assert_eq!((kept.action.standing(), kept.action.deeds().len()), (Standing::Finished, 2));
    let late = record(seen, noted()).await;
    assert!(matches!(late, Err(PlanRefused::Conflict(_))), "{late:?}");
    let now = (cycle(), kept.number, version);
    assert!(matches!(record(now, noted()).await, Err(PlanRefused::Action(_))));
    book.take_back_action_deed(&signed(115), now).await.unwrap();
    assert_eq!(action(&book, 0).await.action, before.action);
    book.verify().await.unwrap();
}

async fn an_authority_that_left_still_leads_what_it_led(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    book.begin_plan(&signed(2), cycle(), wording()).await.unwrap();
    book.enter_action(&signed(3), cycle(), described("Pastors"), today()).await.unwrap();
    let mut typed = typed();
    typed.organisations.retain(|one| one.name != "Kent Police");
    let seen = book.partnership().await.unwrap().version;
    book.change_partnership(&signed(4), seen, typed).await.unwrap();
    let kept = action(&book, 0).await;
    let seen = (cycle(), kept.number, kept.version);
    let again = ActionDeed::Describe(Box::new(described("Pastors on Fridays")));
    book.record_action_deed(&signed(5), seen, again, today()).await.unwrap();
    let new = book.enter_action(&signed(6), cycle(), described("Another"), today()).await;
    assert!(matches!(new, Err(PlanRefused::Action(_))), "{new:?}");
}

async fn what_is_not_finished_goes_on_in_the_next_plan_or_nothing_does(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    priorities::with_priorities(&book).await;
    with_a_plan(&book).await;
    book.enter_action(&signed(117), cycle(), described("Lights"), today()).await.unwrap();
    let both = (cycle(), next());
    let early = book.refresh_plan(&signed(118), both).await;
    assert!(matches!(early, Err(PlanRefused::NotDecided(_))), "{early:?}");
    with_priorities_of_the_next_cycle(&book).await;
    book.refresh_plan(&signed(118), both).await.unwrap();
    let twice = book.refresh_plan(&signed(118), both).await;
    assert!(matches!(twice, Err(PlanRefused::Conflict(_))), "{twice:?}");
    let old = book.plan_actions(cycle()).await.unwrap();
    let carry = async |reasons: [&str; 2]| {
        let all = old.iter().zip(reasons).map(|(kept, because)| {
            let carrying = Carrying { because: because.to_owned(), ..carrying() };
            (kept.number, kept.version, carrying)
        });
        book.carry_over(&signed(119), both, all.collect(), today()).await
    };
    let refused = carry(["The grant came late", " "]).await;
    assert!(matches!(&refused, Err(PlanRefused::Carry(number, _)) if *number == old[1].number));
    assert_eq!(book.plan_actions(cycle()).await.unwrap(), old, "all go on, or none");
    assert_eq!(book.plan_actions(next()).await.unwrap(), []);
    let numbers = carry(["The grant came late", "No columns yet"]).await.unwrap();
    let new = book.plan_actions(next()).await.unwrap();
    let counted = |all: &[KeptAction]| all.iter().map(|kept| kept.number).collect::<Vec<_>>();
    assert_eq!((counted(&old), numbers), (vec![1, 2], vec![1, 2]), "each plan counts from 1");
    assert_eq!(new[0].action.described().objective, Some(1), "its objective came along");
    let origin = new[1].action.origin().unwrap();
    assert_eq!((origin.cycle, origin.number), (cycle(), old[1].number));
    let ended = action(&book, 0).await.action.standing();
    assert_eq!(ended, Standing::CarriedOver { into: next() });
    book.verify().await.unwrap();
}

async fn a_letter_with_a_link_is_taken_up_once_and_what_the_mail_server_said_is_kept(
    database: &Database,
) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let (email, police) = ("ann@example.org".parse().unwrap(), "Kent Police");
    book.ask_for_progress(&link(police), &email).await.unwrap();
    let kept = async || book.progress_links(cycle()).await.unwrap().remove(0);
    assert!(kept().await.is_due);
    let [one, two, three] = ["one", "two", "three"].map(Fingerprint::of);
    let take_up = async |token, now: &str| {
        let to = (cycle(), police, &email);
        book.take_up_progress_letter(to, token, now.parse().unwrap()).await.unwrap()
    };
    assert_eq!(take_up(&one, "2015-07-01T09:00:00Z").await, Once::Now);
    assert_eq!(take_up(&two, "2015-07-01T09:00:01Z").await, Once::Already);
    let (lead, on) = ((cycle(), police), day("2015-07-01"));
    book.mark_progress_letter_sent(lead, &one, on).await.unwrap();
    let sent = kept().await;
    assert_eq!((sent.is_due, sent.letters, sent.last_letter), (false, 1, Some(on)));
    assert_eq!(book.remind_of_progress(cycle(), police).await.unwrap(), Once::Now);
    assert_eq!(book.remind_of_progress(cycle(), police).await.unwrap(), Once::Already);
    assert_eq!(take_up(&two, "2015-07-14T09:00:00Z").await, Once::Now);
    let said = ("550 no such mailbox", SendAgain::WhenAsked);
    book.mark_progress_letter_refused(lead, &two, said).await.unwrap();
    let refused = kept().await;
    assert_eq!((refused.is_due, refused.letters), (false, 1));
    assert_eq!(refused.refused.as_deref(), Some("550 no such mailbox"));
    // The link of the letter that went works still, and after the next one, too.
    let followed = async |token| book.progress_link(token, on).await.unwrap().is_some();
    assert!(followed(&one).await && !followed(&two).await);
    assert_eq!(book.remind_of_progress(cycle(), police).await.unwrap(), Once::Now);
    assert_eq!(take_up(&three, "2015-07-15T09:00:00Z").await, Once::Now);
    book.mark_progress_letter_sent(lead, &three, on).await.unwrap();
    assert!(followed(&one).await && followed(&three).await);
    assert_eq!(kept().await.refused, None);
    // Whoever is asked in their place has another link, and theirs works no longer.
    let other = "bob@example.org".parse().unwrap();
    book.ask_for_progress(&link(police), &other).await.unwrap();
    assert!(!followed(&one).await && !followed(&three).await);
}

async fn a_link_is_for_one_authority_until_its_day_and_its_name_goes_after(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let tokens = ["one", "two"].map(Fingerprint::of);
    let make = async |of: &ProgressLink, token| book.make_progress_link(of, token).await.unwrap();
    let followed = async |token, on| book.progress_link(token, day(on)).await.unwrap();
    make(&link("Kent Police"), &tokens[0]).await;
    assert_eq!(followed(&tokens[0], "2015-07-31").await, Some(link("Kent Police")));
    assert_eq!(followed(&tokens[0], "2015-08-01").await, None);
    assert_eq!(followed(&tokens[1], "2015-07-31").await, None);
    // Another link for the same authority takes the place of the first.
    make(&link("Kent Police"), &tokens[1]).await;
    assert_eq!(followed(&tokens[0], "2015-07-01").await, None);
    assert!(followed(&tokens[1], "2015-07-01").await.is_some());
    make(&link("Kent County Council"), &tokens[0]).await;
    assert_eq!(book.progress_links(cycle()).await.unwrap().len(), 2);
    let kept = book.progress_links(cycle()).await.unwrap();
    assert!(kept.iter().all(|one| !one.is_due && one.letters == 0 && one.link.email.is_none()));
    let gone = book.take_progress_link_away(cycle(), "Kent Police").await.unwrap();
    assert_eq!(gone, Once::Now);
    assert_eq!(followed(&tokens[1], "2015-07-01").await, None);
    assert_eq!(book.forget_progress_links(day("2015-07-31")).await.unwrap(), 0);
    assert_eq!(book.forget_progress_links(day("2015-08-01")).await.unwrap(), 1);
    assert_eq!(book.progress_links(cycle()).await.unwrap(), []);
    // Nobody's name is in the audit record.
    let dumped = format!("{:?}", book.entries(0, 10_000).await.unwrap());
    assert!(!dumped.contains("Ann"), "{dumped}");
}
