//! The example's year: decisions are read from the meetings, and a document stands where they have brought it.

use crate::approval::document::DocumentId;
use crate::approval::document::DocumentKind;
use crate::approval::history::History;
use crate::approval::history::Minutes;
use crate::approval::history::Noted;
use crate::approval::sitting::Taken;
use crate::approval::stage::Stage;
use crate::approval::tests::made::day;
use crate::approval::tests::made::decision;
use crate::approval::tests::made::meeting;
use crate::approval::tests::made::version;
use crate::membership::body::BodyId;
use crate::timetable::agenda::AgendaItem;
use crate::timetable::agenda::ItemLife;
use crate::timetable::agenda::Paper;
use crate::timetable::decision::Outcome;
use crate::timetable::meeting::Meeting;
use crate::timetable::meeting::MeetingDate;
use crate::timetable::so_far::YearSoFar;
use crate::timetable::step::StepId;
use crate::timetable::tests::maidstone;

pub(crate) fn document(kind: DocumentKind) -> DocumentId {
    DocumentId { kind, cycle: "2015-16".parse().unwrap() }
}

fn item(step: &str, published: &str, life: ItemLife) -> AgendaItem {
    let papers = vec![Paper { title: "Report".to_owned(), published: Some(day(published)) }];
    AgendaItem { step: StepId(step.parse().unwrap()), papers, life }
}

fn agreed(on: &str) -> ItemLife {
    ItemLife::Decided { on: day(on), decision: decision(Outcome::Agreed) }
}

/// The partnership met on 5 March 2015 and decided both; Cabinet is called for 14 April.
pub(crate) fn meetings() -> Vec<Meeting> {
    let body = |id: &str| BodyId(id.parse().unwrap());
    let march = vec![
        item("assessment-approved", "2015-02-25", agreed("2015-03-05")),
        item("plan-agreed", "2015-02-25", agreed("2015-03-05")),
    ];
    let met = |id: &str, of: &str, on: &str, agenda| Meeting {
        id: meeting(id),
        body: body(of),
        when: MeetingDate::Set(day(on)),
        agenda,
    };
    let april = item("plan-to-cabinet", "2015-04-02", ItemLife::Listed);
    vec![
        met("partnership-march", "partnership", "2015-03-05", march),
        met("cabinet-april", "cabinet", "2015-04-14", vec![april]),
    ]
}

pub(crate) fn year() -> YearSoFar {
    maidstone::with_dates_set("2015-03-20")
}

fn taken(meeting: &str, step: &str) -> Noted {
    Noted::Taken(Taken::bare(
        crate::approval::tests::made::meeting(meeting),
        StepId(step.parse().unwrap()),
    ))
}

#[test]
fn the_assessment_is_approved_by_the_decision_that_the_meeting_has_on_record() {
    let (year, meetings) = (year(), meetings());
    let minutes = Minutes { year: &year, meetings: &meetings };
    let versions = [version(DocumentKind::Assessment, 1, "2015-02-24")];
    let notes = [Noted::PutForward(1), taken("partnership-march", "assessment-approved")];
    let id = document(DocumentKind::Assessment);
    let history = History::of(id, &notes, &versions, minutes).unwrap();
    let Stage::Adopted(adopted) = history.stage() else { panic!("{:?}", history.stage()) };
    assert_eq!(adopted.on(), day("2015-03-05"));
    assert_eq!(adopted.assents()[0].minute, "minute 135");
    assert_eq!(
        history.told().last().unwrap().words,
        "The Safer Maidstone Partnership: agreed, minute 135."
    );
}

#[test]
fn a_decision_is_offered_until_it_is_taken_up_and_only_once() {
    let (year, meetings) = (year(), meetings());
    let minutes = Minutes { year: &year, meetings: &meetings };
    let versions = [version(DocumentKind::Plan, 1, "2015-02-24")];
    let id = document(DocumentKind::Plan);
    let of = |notes: &[Noted]| History::of(id, notes, &versions, minutes);
    let put = of(&[Noted::PutForward(1)]).unwrap();
    let offered = put.not_taken(minutes);
    assert_eq!(offered[0].meeting.id, meeting("partnership-march"));
    let once = [Noted::PutForward(1), taken("partnership-march", "plan-agreed")];
    let history = of(&once).unwrap();
    assert!(history.not_taken(minutes).is_empty());
    assert_eq!(history.waiting(minutes)[0].meeting.id, meeting("cabinet-april"));
    let twice = [&once[..], &[taken("partnership-march", "plan-agreed")]].concat();
    let fault = of(&twice).unwrap_err();
    assert_eq!(
        fault.to_string(),
        "note 3 of the Rolling Plan 2015–16: the decision of `partnership-march` was recorded for this \
         document already"
    );
}

#[test]
fn a_decision_that_no_meeting_has_on_record_is_none() {
    let (year, meetings) = (year(), meetings());
    let minutes = Minutes { year: &year, meetings: &meetings };
    let versions = [version(DocumentKind::Plan, 1, "2015-02-24")];
    let notes = [
        Noted::PutForward(1),
        taken("partnership-march", "plan-agreed"),
        taken("cabinet-april", "plan-to-cabinet"),
    ];
    let fault = History::of(document(DocumentKind::Plan), &notes, &versions, minutes);
    assert!(fault.unwrap_err().to_string().contains("has no decision on this document on record"));
}

#[test]
fn the_way_is_told_with_what_is_done_what_is_next_and_by_when() {
    let (year, meetings) = (year(), meetings());
    let minutes = Minutes { year: &year, meetings: &meetings };
    let versions = [version(DocumentKind::Plan, 1, "2015-02-24")];
    let notes = [Noted::PutForward(1), taken("partnership-march", "plan-agreed")];
    let history = History::of(document(DocumentKind::Plan), &notes, &versions, minutes).unwrap();
    let lines: Vec<String> = history
        .milestones(minutes)
        .iter()
        .map(|one| format!("{}: {}, {}", one.title, one.reached.in_words(), one.when))
        .collect();
    assert_eq!(
        lines,
        [
            "Rolling Plan agreed: done, 5 March 2015, minute 135",
            "Rolling Plan to Council Cabinet: next, 14 April 2015; papers are due by 2 April 2015",
            "Rolling Plan adopted: later, 22 April 2015; papers are due by 14 April 2015",
        ]
    );
    let may: Vec<_> = history
        .may_now(day("2015-03-20"))
        .into_iter()
        .filter(|one| one.1.is_none())
        .map(|one| one.0.in_words())
        .collect();
    assert_eq!(may, ["record a body’s decision", "take the version back"]);
}

#[test]
fn a_meeting_that_is_still_to_come_is_told_with_its_day_and_one_without_a_day_by_its_month() {
    let (year, mut meetings) = (year(), meetings());
    let versions = [version(DocumentKind::Plan, 1, "2015-02-24")];
    let notes = [Noted::PutForward(1), taken("partnership-march", "plan-agreed")];
    let may = |meetings: &[Meeting], today| {
        let minutes = Minutes { year: &year, meetings };
        let id = document(DocumentKind::Plan);
        let history = History::of(id, &notes, &versions, minutes).unwrap();
        let waiting = history.waiting(minutes);
        history.may_be_decided_at(&waiting[0], day(today)).map_err(|why| why.to_string())
    };
    let early = may(&meetings, "2015-04-13").unwrap_err();
    assert_eq!(early, "Cabinet decides on 14 April 2015; record it once the meeting was held");
    assert_eq!(may(&meetings, "2015-04-14"), Ok(()));
    meetings[1].when = MeetingDate::ToBeSet("2015-04".parse().unwrap());
    let undated = may(&meetings, "2015-04-14").unwrap_err();
    assert!(undated.contains("in April 2015, date to be set; set its day first"), "{undated}");
}

#[test]
fn nothing_is_recorded_that_is_still_to_come() {
    let history = History::new(document(DocumentKind::Plan));
    let deed = crate::approval::tests::made::put_forward(DocumentKind::Plan, 1, "2015-02-24");
    let early = history.clone().after_by(deed.clone(), day("2015-02-23"));
    assert!(early.unwrap_err().to_string().contains("is still to come"));
    assert!(history.after_by(deed, day("2015-02-24")).is_ok());
}
