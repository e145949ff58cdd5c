//! Tests of the exports: totals are those of the report, and descriptions describe what is there.

mod schema;

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::Export;
use super::Kept;
use super::Study;
use crate::consultation::answer::AnswerId;
use crate::consultation::exercise::Arrival;
use crate::consultation::language::Language;
use crate::consultation::on_line::signal::Signal;
use crate::consultation::questionnaire::tests::id;
use crate::consultation::questionnaire::tests::questionnaire;
use crate::consultation::reply::Channel;
use crate::consultation::reply::Given;
use crate::consultation::reply::Reply;
use crate::consultation::report::Label;
use crate::consultation::report::NOBODY_SAID_IT;
use crate::consultation::results::coding::Coded;
use crate::consultation::results::tables::Count;
use crate::consultation::results::tables::Part;
use crate::consultation::results::tables::Published;
use crate::consultation::version::Deed;
use crate::consultation::version::Version;
use crate::statistics::suppression::Profile;

fn chosen(answers: &[&str], other: Option<&str>) -> Given {
    let answers = answers.iter().map(|text| AnswerId(text.parse().unwrap())).collect();
    Given::Chosen { answers, other: other.map(str::to_owned) }
}

fn replies() -> Vec<Reply> {
    let of = |count, channel, answers: Vec<(&str, Given)>| {
        let answers: BTreeMap<_, _> =
            answers.into_iter().map(|(question, given)| (id(question), given)).collect();
        vec![Reply { channel, language: Language::Welsh, answers }; count]
    };
    let ward = || ("where", Given::Area("E05004994".parse().unwrap()));
    let worries = |ticked: &[&str], other| ("worries", chosen(ticked, other));
    [
        of(40, Channel::Paper, vec![("victim", chosen(&["yes"], None)), ward()]),
        of(
            30,
            Channel::Online,
            vec![
                ("victim", chosen(&["no"], None)),
                worries(&["burglary", "something"], Some("=cmd|' /C calc'!A0")),
                ("better", Given::Text("Lamps, \"more\" of them".to_owned())),
                ("years", Given::Number(12)),
            ],
        ),
        of(
            20,
            Channel::Paper,
            vec![
                ("victim", chosen(&["yes", "no"], None)),
                worries(&["drugs"], None),
                ("order", Given::Ranked(vec![id("first-b"), id("first-a")])),
            ],
        ),
    ]
    .concat()
}

fn version() -> Version {
    let opened = Deed::Open("2015-01-01".parse().unwrap());
    Version::first(questionnaire()).after(opened).unwrap()
}

fn with<T>(what: impl FnOnce(&Export<'_>) -> T) -> T {
    labelled(Label::Real, what)
}

fn labelled<T>(label: Label, what: impl FnOnce(&Export<'_>) -> T) -> T {
    let (version, replies) = (version(), replies());
    let kept = |(at, reply)| Kept {
        reference: 100 + at as i64,
        version: 1,
        day: "2015-01-09".parse().unwrap(),
        arrival: Arrival::InTime,
        reply,
        noticed: None,
    };
    let kept: Vec<Kept<'_>> = replies.iter().enumerate().map(kept).collect();
    let (quick, signals) = (BTreeSet::from([Signal::TooQuick]), &mut kept.clone());
    signals[0].noticed = Some(&quick);
    what(&Export::of(&[&version], signals, label))
}

/// The cells of a column of the table of replies.
fn column(lines: &[Vec<String>], name: &str) -> Vec<String> {
    let at = lines[0].iter().position(|heading| heading == name);
    let at = at.unwrap_or_else(|| panic!("no column `{name}` in {:?}", lines[0]));
    lines[1..].iter().map(|line| line[at].clone()).collect()
}

fn times(cells: &[String], code: &str) -> u64 {
    cells.iter().filter(|cell| *cell == code).count() as u64
}

#[test]
fn areas_are_told_by_name_where_they_have_one_and_the_rows_keep_their_codes() {
    let area = |code: &str| code.parse().unwrap();
    let names = |code| BTreeMap::from([(area(code), "High Street".to_owned())]);
    let meaning = |code| with(|export| export.clone().naming(&names(code)).codebook());
    let of_ward = |lines: Vec<Vec<String>>| {
        let line = lines.iter().find(|line| line[4] == "E05004994");
        line.map(|line| line[5].clone())
    };
    assert_eq!(of_ward(meaning("E05004994")).as_deref(), Some("High Street"));
    assert_eq!(of_ward(meaning("E05004995")).as_deref(), Some("E05004994"));
    let study = study();
    let ddi = with(|export| export.clone().naming(&names("E05004994")).ddi(&study));
    let both = "<catValu>E05004994</catValu>";
    let after = ddi.split(both).nth(1).unwrap().trim_start();
    assert!(after.starts_with("<labl>High Street</labl>"), "{after}");
    let rows = with(|export| export.clone().naming(&names("E05004994")).wide());
    assert_eq!(rows, with(|export| export.wide()));
}

#[test]
fn the_totals_of_the_table_of_replies_are_those_of_the_report() {
    let (coded, lines) = (Coded::of(&questionnaire(), &replies()), with(|export| export.wide()));
    let published = Published::of(&coded, &[], Profile::UNDER_TEN).unwrap();
    let mut compared = 0;
    for (dimension, one) in coded.dimensions().iter().enumerate().skip(1) {
        let name = with(|export| {
            let same = |it: &&super::variables::Variable| {
                it.holds == super::variables::Holds::Code(one.counted.clone())
            };
            export.variables.iter().find(same).map(|it| it.name.clone())
        });
        let Some(name) = name else { continue };
        let cells = column(&lines, &name);
        for (place, (category, _)) in one.categories.iter().enumerate() {
            if let Some(Count::Shown(count)) = published.alone(dimension, Part::Category(place)) {
                let code = super::variables::code(category).unwrap();
                assert_eq!(times(&cells, &code), count, "{name}: {code}");
                compared += 1;
            }
        }
    }
    assert!(compared > 60, "{compared} counts compared");
}

#[test]
fn ticks_are_ones_and_noughts_and_what_is_missing_has_codes() {
    let lines = with(|export| export.wide());
    assert_eq!(lines.len(), 91);
    let burglary = column(&lines, "worries.burglary");
    assert_eq!(
        [times(&burglary, "1"), times(&burglary, "0"), times(&burglary, "_left_out")],
        [30, 20, 40]
    );
    assert_eq!(times(&column(&lines, "victim"), "_unclear"), 20);
    assert_eq!(times(&column(&lines, "reported"), "_not_asked"), 30);
    assert_eq!(times(&column(&lines, "years"), "12"), 30);
    assert_eq!(times(&column(&lines, "first_b"), "1"), 20);
    assert_eq!(times(&column(&lines, "first_c"), "0"), 20);
    assert_eq!(times(&column(&lines, "where"), "E05004994"), 40);
    assert_eq!(column(&lines, "worries.words_")[40], "=cmd|' /C calc'!A0");
    assert_eq!(lines[1][..6], ["100", "1", "2015-01-09", "in-time", "paper", "cy"]);
}

#[test]
fn every_code_in_the_table_of_replies_is_in_the_codebook() {
    let (lines, codebook) = with(|export| (export.wide(), export.codebook()));
    for name in &lines[0] {
        let of_this: Vec<&Vec<String>> = codebook.iter().filter(|line| line[0] == *name).collect();
        assert!(!of_this.is_empty(), "`{name}` is not in the codebook");
        let free = ["reply", "version", "day", "better", "years", "group", "worries.words_"];
        if !free.contains(&name.as_str()) {
            for cell in column(&lines, name) {
                assert!(of_this.iter().any(|line| line[4] == cell), "{name}: `{cell}`");
            }
        }
    }
}

#[test]
fn a_row_an_answer_says_why_there_is_none() {
    let rows: Vec<Vec<String>> = with(|export| export.long().collect());
    let headings = Export::long_headings();
    assert!(rows.iter().all(|row| row.len() == headings.len()));
    let of = |reply: &str, question: &str| -> Vec<[String; 4]> {
        let rows = rows.iter().filter(|row| row[0] == reply && row[6] == question);
        rows.map(|row| [7, 8, 9, 10].map(|at| row[at].clone())).collect()
    };
    assert_eq!(of("140", "reported"), [["", "", "", "not asked"]]);
    assert_eq!(of("140", "order"), [["", "", "", "left out"]]);
    assert_eq!(of("140", "worries")[0][1..], ["burglary", "burglary", "answered"]);
    assert_eq!(of("170", "victim").len(), 2);
    assert_eq!(of("170", "victim")[0][3], "unclear");
    assert_eq!(of("170", "order")[1], ["first-a", "2", "2nd", "answered"]);
}

#[test]
fn what_was_noticed_about_a_reply_stands_in_its_row_and_nowhere_else() {
    let lines = with(|export| export.wide());
    let quick = column(&lines, "noticed.too_quick");
    assert_eq!((quick[0].as_str(), times(&quick, "0")), ("1", 89));
    assert_eq!(times(&column(&lines, "noticed.hidden_field"), "0"), 90);
}

#[test]
fn every_export_of_made_up_replies_says_so_in_every_row() {
    for (label, word) in [(Label::Real, "no"), (Label::Illustrative, "yes")] {
        labelled(label, |export| {
            let long = std::iter::once(Export::long_headings()).chain(export.long()).collect();
            for lines in [export.wide(), long, export.codebook()] {
                assert_eq!(lines[0].last().unwrap(), "illustrative");
                assert!(lines[1..].iter().all(|line| line.last().unwrap() == word));
            }
            let says = |text: &str| text.contains(NOBODY_SAID_IT);
            assert_eq!(says(&export.csvw("replies.csv")), label == Label::Illustrative);
        });
    }
}

#[test]
fn the_description_of_a_made_up_consultation_says_so_in_its_title_and_abstract() {
    use crate::consultation::exercise::Consultation;
    use crate::consultation::exercise::tests::{consultation, maidstone};
    let before = consultation();
    for illustrative in [true, false] {
        let mut typed = before.typed().clone();
        typed.illustrative = illustrative;
        let bodies = [before.decided_by().clone()];
        let consultation = Consultation::of(typed, &maidstone(), &bodies).unwrap();
        let today = "2015-03-03".parse().unwrap();
        let study = Study::of(&consultation, &maidstone(), "Safer Maidstone Partnership", today);
        assert_eq!(study.title.starts_with("Illustrative: "), illustrative);
        assert_eq!(study.about.contains(NOBODY_SAID_IT), illustrative);
    }
}

fn study() -> Study {
    Study {
        title: "Safer <Maidstone> & more".to_owned(),
        publisher: "Safer Maidstone Partnership".to_owned(),
        about: "What comes first?".to_owned(),
        days: ("2015-01-01".parse().unwrap(), "2015-02-28".parse().unwrap()),
        asked: "The public".to_owned(),
        found: "Those who replied chose to.".to_owned(),
        file: "replies.csv".to_owned(),
        today: "2015-03-03".parse().unwrap(),
    }
}

#[test]
fn the_description_after_ddi_has_every_variable_its_codes_and_its_universe() {
    let (xml, lines) = with(|export| (export.ddi(&study()), export.wide()));
    let read = roxmltree::Document::parse(&xml).unwrap();
    let root = read.root_element();
    assert_eq!(root.tag_name().namespace(), Some("ddi:codebook:2_5"));
    let parts: Vec<&str> = root
        .children()
        .filter(|node| node.is_element())
        .map(|node| node.tag_name().name())
        .collect();
    assert_eq!(parts, ["docDscr", "stdyDscr", "fileDscr", "dataDscr"]);
    let all = || root.descendants().filter(|node| node.has_tag_name(("ddi:codebook:2_5", "var")));
    let names: Vec<&str> = all().filter_map(|node| node.attribute("name")).collect();
    assert_eq!(names, lines[0].iter().map(String::as_str).collect::<Vec<_>>());
    let named = |name: &str| all().find(|node| node.attribute("name") == Some(name)).unwrap();
    let text = |node: roxmltree::Node<'_, '_>, tag: &str| {
        let found = node.descendants().find(|one| one.tag_name().name() == tag);
        found.and_then(|one| one.text().map(str::to_owned)).unwrap_or_default()
    };
    let reported = named("reported");
    assert_eq!(
        text(reported, "universe"),
        "Those who did not answer “No” to question 2 and did not answer “Don’t know” to question 2"
    );
    let burglary = named("worries.burglary");
    assert_eq!(text(burglary, "qstnLit"), "What worries you?");
    let codes: Vec<String> = burglary
        .children()
        .filter(|node| node.tag_name().name() == "catgry")
        .map(|node| format!("{} {}", text(node, "catValu"), node.attribute("missing").unwrap()))
        .collect();
    assert_eq!(codes, ["1 N", "0 N", "_declined Y", "_left_out Y", "_unclear Y", "_not_asked Y"]);
    let group = root.descendants().find(|node| node.attribute("type") == Some("multipleResp"));
    let members = group.and_then(|node| node.attribute("var")).unwrap();
    assert_eq!(members.split(' ').count(), 4);
    assert!(members.split(' ').any(|member| Some(member) == burglary.attribute("ID")));
}

#[test]
fn the_metadata_names_every_column_of_the_table() {
    let (text, lines) = with(|export| (export.csvw("replies.csv"), export.wide()));
    let read: serde_json::Value = serde_json::from_str(&text).unwrap();
    let columns = read["tableSchema"]["columns"].as_array().unwrap();
    let titles: Vec<&str> = columns.iter().filter_map(|one| one["titles"].as_str()).collect();
    assert_eq!(titles, lines[0].iter().map(String::as_str).collect::<Vec<_>>());
}

#[test]
fn a_question_that_only_an_earlier_version_asked_keeps_its_column() {
    let mut later = questionnaire().typed().clone();
    later.sections[1].questions.retain(|question| question.id != id("years"));
    let next = version()
        .after(Deed::Change(Arc::new(
            crate::consultation::questionnaire::Questionnaire::of(later).unwrap(),
        )))
        .unwrap();
    let (first, replies) = (version(), replies());
    let day = "2015-01-09".parse().unwrap();
    let kept: Vec<Kept<'_>> = replies
        .iter()
        .map(|reply| Kept {
            reference: 1,
            version: 1,
            day,
            arrival: Arrival::Late,
            reply,
            noticed: None,
        })
        .collect();
    let lines = Export::of(&[&first, &next], &kept, Label::Real).wide();
    assert_eq!(times(&column(&lines, "years"), "12"), 30);
    let answers =
        lines[0].iter().rev().find(|name| !name.starts_with("noticed.") && *name != "illustrative");
    assert_eq!(answers.unwrap(), "years");
}
