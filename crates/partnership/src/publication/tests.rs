//! What holds of publication: nothing is published that was not adopted, and nothing that the public may not read.

use proptest::prelude::*;
use proptest::strategy::ValueTree;

use crate::approval::adopted::Adopted;
use crate::approval::amendment::Change;
use crate::approval::amendment::Fate;
use crate::approval::deed::Deed;
use crate::approval::document::DocumentId;
use crate::approval::document::DocumentKind;
use crate::approval::document::Version;
use crate::approval::from_draft::text_of;
use crate::approval::history::History;
use crate::approval::history::Minutes;
use crate::approval::stage::Stage;
use crate::approval::tests::any_order;
use crate::approval::tests::made;
use crate::approval::text::Passage;
use crate::approval::text::Text;
use crate::approval::turn::Turn;
use crate::assessment::about::About;
use crate::assessment::answer::Answer;
use crate::assessment::circulated::Circulated;
use crate::assessment::passage::passages;
use crate::assessment::reading::read;
use crate::assessment::reference::Exemption;
use crate::assessment::text::Source;
use crate::assessment::versions::Version as Draft;
use crate::content::Block;
use crate::content::Document;
use crate::content::Inline;
use crate::evidence::figure::Status;
use crate::publication::left_out::LeftOut;
use crate::publication::left_out::NoSuchDocument;
use crate::publication::licence::DataLicence;
use crate::publication::part::Part;
use crate::publication::part::PartKind;
use crate::publication::site::Gathered;
use crate::publication::site::PreElection;
use crate::publication::site::Refused;
use crate::publication::site::WouldPublish;
use crate::publication::site::adopted;
use crate::publication::whose::Whose;
use crate::thread::everything::Everything;
use crate::thread::everything::OfCycle;
use crate::timetable::tests::maidstone;

const ASSESSMENT: DocumentKind = DocumentKind::Assessment;

pub(crate) fn whose(today: &str) -> Whose {
    Whose {
        known_as: "safer-maidstone".parse().unwrap(),
        publisher: "Safer Maidstone Partnership".to_owned(),
        cycle: "2015-16".parse().unwrap(),
        today: made::day(today),
        licence: DataLicence::default(),
    }
}

/// A day on which all of this has happened.
fn last_day() -> crate::terms::day::Day {
    made::day("2018-01-20")
}

fn proposed(histories: &[History], today: &str) -> WouldPublish {
    proposed_without(histories, today, &[]).unwrap()
}

/// What would be published without documents of these short names.
fn proposed_without(
    histories: &[History],
    today: &str,
    without: &[&str],
) -> Result<WouldPublish, NoSuchDocument> {
    let year = maidstone::with_dates_set(today);
    let minutes = Minutes { year: &year, meetings: &[] };
    let (whose, besides) = (whose(today), Vec::new());
    let of = OfCycle { documents: histories.to_vec(), ..OfCycle::bare(whose.cycle) };
    let everything = Everything { cycles: &[of], ..Everything::default() };
    let left_out = LeftOut::of(without.iter().map(|name| (*name).to_owned()));
    WouldPublish::of(Gathered { whose, minutes, everything, besides, left_out })
}

fn history(kind: DocumentKind, deeds: Vec<Deed>) -> History {
    let none = History::new(DocumentId { kind, cycle: "2015-16".parse().unwrap() });
    deeds.into_iter().fold(none, |history, deed| history.after(deed).unwrap())
}

/// The assessment as the partnership approved it.
pub(crate) fn approved() -> History {
    let kind = DocumentKind::Assessment;
    let deeds = vec![
        made::put_forward(kind, 1, "2015-02-20"),
        made::agrees(Turn::Partnership, "2015-03-05"),
    ];
    history(kind, deeds)
}

/// The plan, recommended by Cabinet, and as Council decided it.
fn plan(version: Version, council: Vec<Deed>) -> History {
    let way = vec![
        Deed::PutForward(version),
        made::agrees(Turn::Partnership, "2015-03-05"),
        made::agrees(Turn::Cabinet, "2015-04-14"),
    ];
    history(DocumentKind::Plan, [way, council].concat())
}

/// A plan of this text as Council adopted it.
pub(super) fn adopted_plan(text: Text) -> Adopted<Text> {
    let version = Version { text, ..forward() };
    let history = plan(version, vec![made::agrees(Turn::Council, "2015-04-22")]);
    adopted(&history, last_day()).unwrap().clone()
}

fn forward() -> Version {
    made::version(DocumentKind::Plan, 1, "2015-02-20")
}

/// Everything that a document says, as one text.
pub(crate) fn said(document: &Document) -> String {
    let inlines = |inlines: &[Inline]| -> String {
        let each = inlines.iter().map(|one| match one {
            Inline::Text(words) | Inline::Strong(words) => words.clone(),
            Inline::Figure { text, .. } | Inline::Link { text, .. } => text.clone(),
        });
        each.collect()
    };
    let blocks = document.sections.iter().flat_map(|section| &section.blocks);
    let each = blocks.map(|block| match block {
        Block::Heading { text, .. } => text.clone(),
        Block::Lead(text) | Block::Paragraph(text) | Block::Caution { text, .. } => inlines(text),
        Block::List(items) => items.iter().map(|item| inlines(item)).collect::<Vec<_>>().join("\n"),
        Block::KeyFigures(_) | Block::Table(_) | Block::Chart(_) => String::new(),
    });
    let headings = document.sections.iter().map(|section| section.heading.clone());
    headings.chain(each).collect::<Vec<_>>().join("\n")
}

fn part<'a>(parts: &'a [Part], kind: &PartKind) -> Option<&'a Part> {
    parts.iter().find(|part| part.kind() == kind)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn a_site_has_the_plan_only_if_its_last_standing_is_adopted_whatever_was_done(
        drawn in any_order::drawn(),
    ) {
        let plan = any_order::history(DocumentKind::Plan, &drawn);
        let is_adopted = matches!(plan.stage(), Stage::Adopted(_));
        let would_be = proposed(&[approved(), plan.clone()], "2018-01-20");
        let kind = PartKind::Adopted(DocumentKind::Plan);
        prop_assert_eq!(part(would_be.parts(), &kind).is_some(), is_adopted);
        prop_assert_eq!(would_be.missing().is_empty(), is_adopted);
        let site = would_be.publish(None).unwrap();
        let all: String = site.parts().iter().map(|part| said(part.document())).collect();
        prop_assert!(!all.contains("What was lost."));
        if let Some(adopted) = adopted(&plan, last_day()) {
            let told = said(part(site.parts(), &kind).unwrap().document());
            for passage in adopted.text().passages() {
                let whole = format!("{}. {}", passage.id, passage.words);
                prop_assert!(told.contains(&whole), "{whole}");
            }
        }
    }
}

/// Without this the property above could hold of nothing.
#[test]
fn drawn_orders_do_publish_plans() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let published = (0..1000).filter(|_| {
        let drawn = any_order::drawn().new_tree(&mut runner).unwrap().current();
        adopted(&any_order::history(DocumentKind::Plan, &drawn), last_day()).is_some()
    });
    assert!(published.count() > 5);
}

#[test]
fn a_plan_that_waits_for_council_is_missing_with_the_day_on_which_council_decides() {
    let would_be = proposed(&[approved(), plan(forward(), vec![])], "2015-03-20");
    let told: Vec<String> = would_be.missing().iter().map(|one| one.in_words()).collect();
    assert_eq!(
        told,
        [
            "The Rolling Plan 2015–16: it is not adopted yet; Council decides on 22 April 2015. Version 1 waits until \
          Council adopts it. Of Cabinet’s decision: it can be called in until 21 April 2015."
        ]
    );
    assert!(part(would_be.parts(), &PartKind::Adopted(DocumentKind::Assessment)).is_some());
}

#[test]
fn nothing_is_published_while_nothing_is_adopted_and_it_is_told_which_body_decides_when() {
    let unadopted = DocumentKind::ALL.map(|kind| history(kind, vec![]));
    let refused = proposed(&unadopted, "2015-03-20").publish(None).unwrap_err();
    let told = refused.to_string();
    assert!(told.starts_with("nothing is adopted yet that could be published:\n"), "{told}");
    assert!(told.contains("the partnership was to decide on 5 March 2015"), "{told}");
    assert!(told.contains("Council decides on 22 April 2015"), "{told}");
}

#[test]
fn what_would_be_published_is_known_by_a_hash_that_is_another_once_anything_is() {
    let hash = |histories: &[History], today| proposed(histories, today).hash();
    let waiting = [approved(), plan(forward(), vec![])];
    let adopted = [approved(), plan(forward(), vec![made::agrees(Turn::Council, "2015-04-22")])];
    assert_eq!(hash(&adopted, "2015-05-08"), hash(&adopted, "2015-05-08"));
    assert_ne!(hash(&waiting, "2015-05-08"), hash(&adopted, "2015-05-08"));
    assert_ne!(hash(&adopted, "2015-05-08"), hash(&adopted, "2015-05-09"));
}

#[test]
fn what_is_left_out_takes_with_it_what_tells_of_it_alone_and_is_told_of() {
    let histories = [approved(), plan(forward(), vec![made::agrees(Turn::Council, "2015-04-22")])];
    let without = |names: &[&str]| proposed_without(&histories, "2015-05-08", names);
    let named = |would_be: &WouldPublish| -> Vec<String> {
        would_be.parts().iter().map(|part| part.kind().folder()).collect()
    };
    let all = without(&[]).unwrap();
    assert_eq!(named(&all), ["summary", "assessment", "plan", "timetable"]);
    let some = without(&["plan", "timetable"]).unwrap();
    assert_eq!(named(&some), ["summary", "assessment"]);
    assert_ne!(some.hash(), all.hash());
    let out: Vec<&str> = some.left_out().iter().map(|one| one.name.as_str()).collect();
    assert_eq!(out, ["plan", "timetable"]);
    let summary = said(part(some.parts(), &PartKind::Summary).unwrap().document());
    assert!(!summary.contains("Fewer knives"), "the plan is in the summary: {summary}");
    assert!(!format!("{:?}", some.publish(None).unwrap().thread()).contains("Plan"));
    let told: Vec<String> =
        without(&["timetable"]).unwrap().missing().iter().map(|one| one.in_words()).collect();
    assert_eq!(told, ["“Timetable”: it was left out of this publication."]);
    let left_out = LeftOut::of(["assessment".to_owned(), "plan".to_owned()]);
    assert!(left_out.has(&PartKind::Figures) && left_out.has(&PartKind::EasyRead));
    let nothing = without(&["summary", "assessment", "plan"]).unwrap();
    assert_eq!(nothing.publish(None), Err(Refused::NothingLeft));
    let unknown = without(&["budget"]).unwrap_err().to_string();
    assert_eq!(
        unknown,
        "`budget` is no document that would be published; those are summary, assessment, plan and timetable"
    );
}

#[test]
fn seen_from_a_day_before_a_text_is_not_adopted_yet() {
    let histories = [approved(), plan(forward(), vec![made::agrees(Turn::Council, "2015-04-22")])];
    let would_be = proposed(&histories, "2015-03-20");
    assert_eq!(part(would_be.parts(), &PartKind::Adopted(DocumentKind::Plan)), None);
    let told: Vec<String> = would_be.missing().iter().map(|one| one.in_words()).collect();
    assert_eq!(
        told,
        ["The Rolling Plan 2015–16: it is not adopted yet; Council decides on 22 April 2015."]
    );
}

#[test]
fn in_a_pre_election_period_nothing_is_published_unless_somebody_says_why() {
    let histories = [plan(forward(), vec![made::agrees(Turn::Council, "2015-04-22")])];
    let caution = PreElection {
        period: "2015-03-30 to 2015-05-07".parse().unwrap(),
        poll: made::day("2015-05-07"),
    };
    for reason in [None, Some(" ")] {
        let refused = proposed(&histories, "2015-04-23").publish(reason);
        assert_eq!(refused, Err(Refused::PreElection(caution)));
    }
    let site = proposed(&histories, "2015-04-23").publish(Some("the plan is law")).unwrap();
    assert_eq!(site.despite(), Some(&(caution, "the plan is law".to_owned())));
    let after = proposed(&histories, "2015-05-08").publish(Some("no matter")).unwrap();
    assert_eq!(after.despite(), None);
}

#[test]
fn what_was_amended_is_told_by_passage_and_mover_and_only_the_adopted_words_are_read() {
    let carried = |change| made::moved(change, Fate::Carried);
    let out = Change::TakeOut { passage: made::id("1") };
    let reword = made::reword("3", "A safer town centre by night.");
    let lost = made::moved(made::reword("2", "What was lost."), Fate::Lost);
    let moved = vec![carried(out), carried(reword), lost];
    let plan = plan(forward(), vec![made::amends(Turn::Council, "2015-04-22", moved)]);
    let document = Part::adopted(adopted(&plan, last_day()).unwrap(), &whose("2015-05-08"), &[]);
    insta::assert_snapshot!(said(document.document()));
}

#[test]
fn exempt_passages_are_left_out_with_how_many_and_under_which_paragraph() {
    let passage = |id: &str, under: &str, exempt: Option<u8>, words: &str| Passage {
        id: made::id(id),
        under: under.to_owned(),
        exempt: exempt.map(|paragraph| Exemption { paragraph, reason: "Bob".to_owned() }),
        words: words.to_owned(),
    };
    let text = Text::of(vec![
        passage("1", "Violence", None, "More patrols."),
        passage("2", "Violence", Some(7), "A patrol in Bank Street."),
        passage("3", "Operation Nightjar", Some(7), "It begins in June."),
        passage("4", "Contracts", Some(3), "The price."),
    ]);
    let version = Version { text: text.unwrap(), ..forward() };
    let plan = plan(version, vec![made::agrees(Turn::Council, "2015-04-22")]);
    let part = Part::adopted(adopted(&plan, last_day()).unwrap(), &whose("2015-05-08"), &[]);
    let told = said(part.document());
    for secret in ["Bank Street", "Nightjar", "June", "price", "Contracts", "Bob", "SHA-256"] {
        assert!(!told.contains(secret), "{secret} in {told}");
    }
    assert!(told.contains("2. This passage is left out"), "{told}");
    assert!(
        told.contains(
            "Three passages are left out here: one under paragraph 3 (about somebody’s financial or business affairs) \
             and two under paragraph 7"
        ),
        "{told}"
    );
}

/// A circulated draft with a small count and a confidential one.
pub(crate) fn with_what_is_withheld() -> Circulated {
    let text = "# Violence\n\n{#1} In Shepway there were {figure:violence.count 2014-Q2}.\n\n\
        {#2} The hospital saw {figure:robbery.count 2014-Q2}.\n\n{#3} More patrols.\n";
    let sources = vec![Source { file: "1.md".to_owned(), text: text.to_owned() }];
    let answer = |says: &str, says_in_public: Option<&str>, status: Status| Answer {
        what: "a count".to_owned(),
        says: says.to_owned(),
        says_in_public: says_in_public.map(str::to_owned),
        figures: Vec::new(),
        rests_on: Vec::new(),
        status,
        cautions: Vec::new(),
        shown: None,
    };
    let sections = read(&sources).sections;
    let references = passages(&sections).flat_map(|(_, passage)| passage.body.references());
    let given = [
        answer("three assaults", Some("fewer than five assaults"), Status::Final),
        answer("four robberies", None, Status::Confidential),
    ];
    let on = made::day("2015-02-18");
    Circulated {
        version: Draft { number: 1, by: "jane".to_owned(), on, sources },
        on,
        about: About {
            area: "E07000110".parse().unwrap(),
            period: "2014".parse().unwrap(),
            against: "2013".parse().unwrap(),
        },
        answers: references.cloned().zip(given).collect(),
    }
}

#[test]
fn what_a_draft_s_public_edition_withholds_nobody_reads_in_the_adopted_text() {
    let draft = with_what_is_withheld();
    let text = text_of(&draft).unwrap();
    assert!(text.printed().contains("three assaults"), "the bodies see it");
    let told = |deeds: Vec<Deed>| {
        let version = Version { text: text.clone(), ..made::version(ASSESSMENT, 1, "2015-02-20") };
        let way = vec![Deed::PutForward(version)];
        let history = history(ASSESSMENT, [way, deeds].concat());
        let adopted = adopted(&history, last_day()).unwrap();
        said(Part::adopted(adopted, &whose("2015-03-20"), std::slice::from_ref(&draft)).document())
    };
    let as_it_was = told(vec![made::agrees(Turn::Partnership, "2015-03-05")]);
    assert!(as_it_was.contains("In Shepway there were fewer than five assaults."), "{as_it_was}");
    assert!(as_it_was.contains("The hospital saw [withheld]."), "{as_it_was}");
    let reword = made::reword("1", "In Shepway there were three assaults, which is too many.");
    let moved = vec![made::moved(reword, Fate::Carried)];
    let amended = told(vec![made::amends(Turn::Partnership, "2015-03-05", moved)]);
    assert!(amended.contains("1. This passage is left out: it rests on counts that are withheld."));
    for one in [as_it_was, amended] {
        assert!(!one.contains("three assaults") && !one.contains("four robberies"), "{one}");
        assert!(!one.contains("SHA-256"), "the hash would let somebody try it: {one}");
        assert!(one.contains("3. More patrols."), "{one}");
    }
}
