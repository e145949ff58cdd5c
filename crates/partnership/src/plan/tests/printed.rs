//! The plan set out as a document, and as the next assessment tells of it.

use super::missing::Made;
use super::missing::made;
use super::*;
use crate::consultation::themes::frame::tests::counted_lights_and_police;
use crate::consultation::you_said::WeAnswer;
use crate::consultation::you_said::YouSaid;
use crate::content::Block;
use crate::content::Document;
use crate::content::Inline;
use crate::plan::document::Commission;
use crate::plan::document::PrintedPlan;
use crate::plan::document::compose;
use crate::plan::set_out::Item;
use crate::plan::set_out::set_out;
use crate::timetable::tests::maidstone::partnership;

/// A plan with an undertaking and an answer to people, of which one action is done and one dropped.
pub(crate) fn whole() -> Made {
    let mut made = made();
    let undertaking = Undertaking { steps: "Patrols\nVisits".to_owned(), ..Undertaking::default() };
    made.plan = made.plan.with_undertaking("Kent Police", undertaking, &members()).unwrap();
    let themes = counted_lights_and_police(3, 1);
    let (what, owner) = ("Mend the lights".to_owned(), "the county".to_owned());
    let will = WeAnswer::WeWill { what, owner, due: day("2015-09-30") };
    let said = YouSaid::of(&themes.themes[0], "It is dark", will, day("2015-03-05")).unwrap();
    made.said.insert(1, said);
    let lights = Described {
        title: "Lights in the parks".to_owned(),
        objective: None,
        said: BTreeSet::from([1]),
        measure: None,
        ..described("")
    };
    let described = ActionDeed::Describe(Box::new(lights));
    made.actions.insert(2, after(action("x"), "2015-05-01", described).unwrap());
    let dropped = ActionDeed::Drop { because: "No money".to_owned() };
    made.actions.insert(3, after(action("A film"), "2015-05-01", dropped).unwrap());
    made
}

/// A plan in which nothing is written.
pub(crate) fn bare() -> Made {
    let blank = Wording { strategy: " ".to_owned(), ..wording("2015-16") };
    let plan = Plan::begun(cycle("2015-16"), blank).unwrap();
    Made { plan, priorities: vec![], actions: [].into(), said: [].into() }
}

fn printed(made: &Made) -> PrintedPlan {
    let decided = decided("2015-16", &["violence", "scams"]);
    let (full, partnership) = (made.full(), partnership());
    let (decided, today) = (Some(&decided), day("2015-05-02"));
    compose(&Commission { known_as: "town", partnership: &partnership, full, decided, today })
}

/// All words of a document's running text.
fn words(document: &Document) -> String {
    let blocks = document.sections.iter().flat_map(|section| &section.blocks);
    let lines = blocks.flat_map(|block| match block {
        Block::Lead(line) | Block::Paragraph(line) => vec![line.clone()],
        Block::List(lines) => lines.clone(),
        Block::Heading { text, .. } => vec![vec![Inline::Text(text.clone())]],
        Block::KeyFigures(_) | Block::Caution { .. } | Block::Table(_) | Block::Chart(_) => vec![],
    });
    let words = lines.flatten().filter_map(|inline| match inline {
        Inline::Text(words) | Inline::Strong(words) => Some(words),
        Inline::Figure { .. } | Inline::Link { .. } => None,
    });
    words.collect::<Vec<_>>().join("\n")
}

#[test]
fn of_a_plan_in_which_nothing_is_written_the_document_says_how_much_there_is() {
    let bare = bare();
    assert_eq!(printed(&bare).document.sections.len(), 1);
}

#[test]
fn a_plan_that_was_made_up_says_so_once_where_title_and_subtitle_stand_together() {
    let plan = |illustrative| {
        let wording = Wording { illustrative, ..wording("2015-16") };
        let plan = Plan::begun(cycle("2015-16"), wording).unwrap();
        let made = Made { plan, priorities: vec![], actions: [].into(), said: [].into() };
        let Document { title, subtitle, .. } = printed(&made).document;
        format!("{title}: {subtitle}")
    };
    assert_eq!(plan(true), format!("Illustrative: {}", plan(false)));
}

#[test]
fn the_document_says_what_the_text_says() {
    let made = whole();
    let words = words(&printed(&made).document);
    for part in set_out(made.full()) {
        for item in part.items {
            let told = match item {
                Item::Words(words) | Item::Named { words, .. } | Item::Objective { words, .. } => {
                    words
                }
                Item::Action { sentences, .. } => sentences.join(" "),
            };
            assert!(words.contains(&told), "the document lacks: {told}");
        }
    }
}

#[test]
fn every_action_that_counts_is_in_one_table_with_what_it_rests_on() {
    let PrintedPlan { document, traced } = printed(&whole());
    let tables: Vec<_> = document.tables().map(|table| table.caption.as_str()).collect();
    assert_eq!(
        tables,
        [
            "Priorities, 2015–16",
            "Actions under priority 1",
            "Other actions",
            "Actions as they stood on 2 May 2015",
        ]
    );
    let row = |reference: &str| traced.iter().find(|row| row.reference == reference).unwrap();
    let [made_by, pastors, lights] =
        ["1.1", "2.1", "3.1"].map(|row_of| row(&format!("town/plan/2015-16/{row_of}")));
    assert_eq!(
        made_by.rests_on,
        ["Decided by the Safer Maidstone Partnership on 4 December 2014, 12."]
    );
    let serves = "Objective 1, “Fewer assaults at night”, under the priority “Less violence”.";
    assert_eq!(
        (pastors.heading.as_str(), pastors.rests_on.as_slice()),
        ("1. Pastors", &[serves.to_owned()][..])
    );
    assert_eq!(lights.rests_on, ["People said “It is dark”."]);
}

#[test]
fn how_far_it_was_carried_out_is_told_once_something_was_done() {
    let fresh = printed(&made()).document;
    assert!(fresh.sections.iter().all(|section| section.anchor != "progress"));
    let told = words(&printed(&whole()).document);
    let lead = "On 2 May 2015 the three actions stood as follows. Nothing noted (–): two and Dropped (X): one.";
    assert!(told.contains(lead), "{told}");
}

#[test]
fn the_next_assessment_tells_how_far_it_was_carried_out_by_references_that_have_answers() {
    use crate::plan::retold;
    let mut made = whole();
    made.actions
        .insert(4, after(action("Courses"), "2015-07-01", noted("2015-Q1", Rag::AtRisk)).unwrap());
    made.actions.insert(5, after(action("A list"), "2015-07-01", finish()).unwrap());
    let told: Vec<(String, String)> = retold::named(made.full())
        .into_iter()
        .map(|((kind, name), noted)| (format!("{{{}:{name}}}", kind.name()), noted.words))
        .collect();
    insta::assert_snapshot!(
        told.iter().map(|(name, words)| format!("{name} {words}\n")).collect::<String>()
    );
    for (name, _) in &told {
        assert!(name.parse::<crate::assessment::reference::Reference>().is_ok(), "{name}");
    }
    let ((_, name), table) = retold::shown(made.full()).unwrap();
    assert_eq!((name.as_str(), table.rows.len()), ("plan-actions", 5));
    made.actions.clear();
    assert!(retold::named(made.full()).is_empty() && retold::shown(made.full()).is_none());
}
