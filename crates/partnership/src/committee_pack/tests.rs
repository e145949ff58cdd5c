//! What holds of packs: everybody reads no more than would be published, and what is kept comes back as it was.

use crate::approval::cover_report::CoverReport;
use crate::approval::cover_report::house::HouseTemplate;
use crate::approval::document::DocumentKind;
use crate::approval::document::Version;
use crate::approval::from_draft::text_of;
use crate::approval::history::History;
use crate::approval::history::Minutes;
use crate::approval::history::Noted;
use crate::approval::sitting::Taken;
use crate::approval::tests::a_year;
use crate::approval::tests::made;
use crate::approval::text::Text;
use crate::approval::turn::Turn;
use crate::assessment::circulated::Circulated;
use crate::assessment::reference::Exemption;
use crate::committee_pack::composed::Gathered;
use crate::committee_pack::composed::compose;
use crate::committee_pack::paper::Access;
use crate::committee_pack::paper::CommitteePack;
use crate::committee_pack::paper::PackPart;
use crate::committee_pack::paper::Paper;
use crate::publication::site::adopted;
use crate::publication::tests::approved;
use crate::publication::tests::said;
use crate::publication::tests::whose;
use crate::publication::tests::with_what_is_withheld;
use crate::timetable::step::StepId;
use crate::timetable::tests::maidstone;

/// The pack for the last meeting of the example's year on a document, of which this version was put forward.
fn pack(version: &Version, drafts: &[Circulated]) -> CommitteePack {
    let (year, meetings) = (a_year::year(), a_year::meetings());
    let minutes = Minutes { year: &year, meetings: &meetings };
    let document = version.document;
    let matters = document.matters(&year, &meetings);
    let matter = matters.last().unwrap();
    let notes = [Noted::PutForward(1)];
    let meeting = &matter.meeting.id;
    let versions = std::slice::from_ref(version);
    let history = History::before(document, &notes, versions, minutes, meeting).unwrap();
    let approved = approved();
    let assessment = adopted(&approved, made::day("2015-04-02"));
    compose(&Gathered {
        whose: &whose("2015-04-02"),
        partnership: &maidstone::partnership(),
        matter,
        matters: &matters,
        shown: history.stage().shown().unwrap(),
        drafts,
        assessment: assessment.filter(|_| document.kind == DocumentKind::Plan),
        consultations: &[],
        written: &CoverReport::default(),
        background: &[],
        house: &HouseTemplate::default(),
    })
}

/// The plan with passage 2 exempt.
fn exempt() -> Version {
    let mut version = made::version(DocumentKind::Plan, 1, "2015-02-24");
    let mut passages = version.text.passages().to_vec();
    passages[1].exempt = Some(Exemption { paragraph: 7, reason: "A raid is planned".to_owned() });
    version.text = Text::of(passages).unwrap();
    version
}

fn all_said(pack: &CommitteePack, part: PackPart) -> String {
    let appendices = pack.appendices_of(part);
    let papers = appendices.iter().map(|paper| (&paper.title, &paper.document));
    let each = papers.map(|(title, document)| {
        format!("{title}\n{}\n{}\n{}", document.title, document.subtitle, said(document))
    });
    each.collect::<Vec<_>>().join("\n")
}

#[test]
fn exempt_passages_are_in_the_part_that_is_not_public_alone_with_paragraph_and_reason() {
    let pack = pack(&exempt(), &[]);
    let letters: Vec<&str> = pack.appendices.iter().map(|one| one.letter.as_str()).collect();
    assert_eq!(letters, ["Appendix A", "Appendix B", "Appendix C"]);
    let public = all_said(&pack, PackPart::Public) + &said(&pack.cover);
    for secret in ["Fewer knives", "A raid"] {
        assert!(!public.contains(secret), "{secret} in {public}");
    }
    assert!(public.contains("More patrols."), "{public}");
    assert!(public.contains("2. This passage is left out"), "{public}");
    let exempt = all_said(&pack, PackPart::Exempt);
    assert!(exempt.contains("2. Fewer knives."), "{exempt}");
    assert!(exempt.contains("Exempt under paragraph 7 of Schedule 12A"), "{exempt}");
    assert!(exempt.contains("A raid is planned") && !exempt.contains("More patrols"), "{exempt}");
    assert_eq!(pack.appendices[1].access, Access::NotPublic(vec![7]));
}

#[test]
fn a_plan_brings_the_summary_of_the_assessment_that_was_approved() {
    let pack = pack(&made::version(DocumentKind::Plan, 1, "2015-02-24"), &[]);
    let titles: Vec<String> = pack.appendices.iter().map(Paper::heading).collect();
    let wanted =
        ["Appendix A: Rolling Plan 2015–16", "Appendix B: Strategic Assessment 2015–16: summary"];
    assert_eq!(titles, wanted);
    assert!(pack.has(PackPart::Public) && !pack.has(PackPart::Exempt));
}

#[test]
fn what_a_draft_s_public_edition_withholds_is_before_the_body_and_not_before_the_public() {
    let draft = with_what_is_withheld();
    let text = text_of(&draft).unwrap();
    let version = Version { text, ..made::version(DocumentKind::Assessment, 1, "2015-02-20") };
    let pack = pack(&version, std::slice::from_ref(&draft));
    let public = all_said(&pack, PackPart::Public) + &said(&pack.cover);
    assert!(!public.contains("three assaults") && !public.contains("four robberies"), "{public}");
    assert!(public.contains("fewer than five assaults"), "{public}");
    let exempt = all_said(&pack, PackPart::Exempt);
    assert!(exempt.contains("three assaults") && exempt.contains("four robberies"), "{exempt}");
    assert!(pack.appendices[1].access.in_words().contains("small counts"));
}

#[test]
fn a_pack_that_was_kept_comes_back_as_it_was() {
    let pack = pack(&exempt(), &[]);
    let kept = serde_json::to_string(&pack).unwrap();
    assert_eq!(serde_json::from_str::<CommitteePack>(&kept).unwrap(), pack);
}

#[test]
fn before_a_meeting_the_way_is_as_it_was_without_what_that_meeting_decided() {
    let (year, meetings) = (a_year::year(), a_year::meetings());
    let minutes = Minutes { year: &year, meetings: &meetings };
    let versions = [made::version(DocumentKind::Plan, 1, "2015-02-24")];
    let taken =
        Taken::bare(made::meeting("partnership-march"), StepId("plan-agreed".parse().unwrap()));
    let notes = [Noted::PutForward(1), Noted::Taken(taken)];
    let before = |meeting| {
        let document = a_year::document(DocumentKind::Plan);
        History::before(document, &notes, &versions, minutes, &made::meeting(meeting)).unwrap()
    };
    assert_eq!(before("partnership-march").turn(), Some(Turn::Partnership));
    assert_eq!(before("cabinet-april").turn(), Some(Turn::Cabinet));
}
