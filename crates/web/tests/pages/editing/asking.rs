//! Questions and sections: added, changed, moved, doubled, taken out, undone, translated, seen beforehand.

use partnership::consultation::answer::AnswerRole;
use partnership::consultation::answer::QuestionId;
use partnership::consultation::language::Language;
use partnership::consultation::question::Kind;
use partnership::consultation::question::TypedQuestion;
use partnership::consultation::question_bank::Scale;
use partnership::consultation::questionnaire::About;
use partnership::consultation::questionnaire::TypedQuestionnaire;
use partnership::membership::person::Role;

use crate::editing::PATH;
use crate::editing::asked;
use crate::editing::draft_on;
use crate::editing::hidden;
use crate::editing::order;
use crate::editing::saved;
use crate::editing::send;
use crate::house::House;

async fn question(house: &House, id: &str) -> TypedQuestion {
    let id = QuestionId(id.parse().unwrap());
    asked(house).await.typed_question(&id).unwrap().clone()
}

#[tokio::test]
async fn a_question_of_each_kind_is_added_with_what_it_needs() {
    let house = draft_on("2014-12-01").await;
    let mut manager = house.signed_in(Role::Manager).await;
    let kinds = manager.get(&format!("{PATH}/questionnaire/new-question?section=2")).await;
    kinds.shows(&["With one answer of several", "For a postcode"]);
    for (kind, more) in [
        (
            "one-of",
            vec![("answers-en", "Bus\nCar\n"), ("roles", "other"), ("role-other-en", "Otherwise")],
        ),
        ("any-of", vec![("answers-en", "Bus\nCar\nTrain"), ("at_most", "2")]),
        ("scale", vec![("scale", "worry")]),
        ("grid", vec![("scale", "problem"), ("rows-en", "Mud\nIce")]),
        ("ranking", vec![("rows-en", "Lights\nPatrols\nBins"), ("at_most", "2")]),
        ("number", vec![("lowest", "1"), ("highest", "1,000")]),
        ("short-text", vec![("longest", "40")]),
        ("long-text", vec![]),
        ("postcode", vec![("kept_as", "lsoa")]),
    ] {
        let ask = format!("New {kind}?");
        let fields: Vec<(&str, &str)> =
            [("kind", kind), ("section", "2"), ("ask-en", &ask)].into_iter().chain(more).collect();
        let below = format!("/questionnaire/new-question?section=2&kind={kind}");
        saved(&send(&mut manager, &below, &fields).await);
        let made = question(&house, &format!("new-{kind}")).await;
        assert_eq!(made.ask.said_in(Language::English), ask);
    }
    let one = question(&house, "new-one-of").await;
    let labels: Vec<&str> =
        one.answers.iter().map(|it| it.label.said_in(Language::English)).collect();
    assert_eq!(labels, ["Bus", "Car", "Otherwise"]);
    assert_eq!(one.answers[2].role, AnswerRole::Other);
    assert_eq!(question(&house, "new-scale").await.scale, Some(Scale::Worry));
    assert_eq!(question(&house, "new-number").await.highest, Some(1000));
    assert_eq!(question(&house, "new-ranking").await.rows.len(), 3);
}

/// What is sent of a question of a kind, the field beside which a fault is told, and words of it. The section is the
/// first where none is said; `you` stands for the one about the person.
type Lacks = (&'static str, &'static [(&'static str, &'static str)], &'static str, &'static str);

const KEPT: (&str, &str) = ("ask-en", "Kept?");
const TWO: (&str, &str) = ("answers-en", "a\nb");
const LACKS: [Lacks; 10] = [
    ("one-of", &[KEPT, ("answers-en", "Only")], "answers-en", "at least two answers"),
    ("one-of", &[KEPT, TWO, ("scale", "safety")], "scale", "keep one of them"),
    ("one-of", &[KEPT, TWO, ("section", "you")], "roles", "must let them decline"),
    ("any-of", &[KEPT, TWO, ("at_most", "9")], "at_most", "it is 9 of 2"),
    ("any-of", &[KEPT, TWO, ("at_most", "two")], "at_most", "not a whole number"),
    ("ranking", &[KEPT, ("rows-en", "One")], "rows-en", "at least two rows"),
    ("number", &[KEPT, ("lowest", "9"), ("highest", "1")], "lowest", "exchange the two"),
    ("postcode", &[KEPT], "kept_as", "Choose what is kept"),
    ("long-text", &[("help-en", "Kept?")], "ask-en", "Write the question"),
    ("long-text", &[KEPT, ("section", "99")], "section", "Choose the section"),
];

#[tokio::test]
async fn what_a_question_lacks_is_told_beside_its_field_and_nothing_typed_is_lost() {
    let house = draft_on("2014-12-01").await;
    let mut manager = house.signed_in(Role::Manager).await;
    let before = order(&house).await;
    let sections = asked(&house).await.sections;
    let about_you = sections.iter().position(|section| section.about == About::You).unwrap();
    let about_you = (about_you + 1).to_string();
    for (kind, fields, anchor, told) in LACKS {
        let place = fields.iter().find(|(name, _)| *name == "section").map_or("1", |(_, at)| *at);
        let place = if place == "you" { about_you.as_str() } else { place };
        let fields = fields.iter().copied().filter(|(name, _)| *name != "section");
        let all: Vec<(&str, &str)> =
            [("kind", kind), ("section", place)].into_iter().chain(fields).collect();
        let below = format!("/questionnaire/new-question?section=1&kind={kind}");
        let page = send(&mut manager, &below, &all).await;
        assert_eq!(page.status.as_u16(), 200, "{kind}");
        page.shows(&["<title>Error: ", "Kept?", told, &format!("href=\"#{anchor}\"")]);
        assert!(page.text.contains(&format!("id=\"{anchor}\"")), "{kind}: no field {anchor}");
    }
    assert_eq!(order(&house).await, before);
}

#[tokio::test]
async fn a_question_is_changed_and_its_answers_stay_the_same_ones() {
    let house = draft_on("2014-12-01").await;
    let mut manager = house.signed_in(Role::Manager).await;
    let before = question(&house, "worries").await;
    let below = "/questionnaire/questions/worries";
    let page = manager.get(&format!("{PATH}{below}")).await;
    page.shows(&["Being hurt in traffic", "Something else", "With any of several answers"]);
    let lines = "Having my home broken into\nBeing attacked\nA new one";
    let fields = [
        ("kind", "any-of"),
        ("section", "4"),
        ("ask-en", "What worries you?"),
        ("answers-en", lines),
        ("roles", "other"),
        ("role-other-en", "Something else"),
        ("at_most", "2"),
        ("need", "required"),
    ];
    saved(&send(&mut manager, below, &fields).await);
    let after = question(&house, "worries").await;
    let ids: Vec<String> = after.answers.iter().map(|answer| answer.id.to_string()).collect();
    assert_eq!(ids[..2], [before.answers[0].id.to_string(), before.answers[1].id.to_string()]);
    assert_eq!(ids[2..], ["robbery".to_owned(), "other".to_owned()], "reworded in its place");
    assert_eq!(after.at_most, Some(2));
    // Another kind keeps the words and asks for what it needs.
    let other = manager.get(&format!("{PATH}{below}?kind=ranking")).await;
    other.shows(&["Things to be put in order", "What worries you?"]);
    let fields = [("kind", "short-text"), ("section", "4"), ("ask-en", "In a word?")];
    saved(&send(&mut manager, below, &fields).await);
    assert_eq!(question(&house, "worries").await.kind, Kind::ShortText);
}

#[tokio::test]
async fn questions_are_moved_doubled_and_taken_out_and_each_is_undone() {
    let house = draft_on("2014-12-01").await;
    let mut manager = house.signed_in(Role::Manager).await;
    let at_first = order(&house).await;
    let first = manager.get(&format!("{PATH}/questionnaire")).await;
    assert!(!first.text.contains("Undo the last change"), "nothing was changed yet");
    for press in [
        "down question safe-home",
        "double question change",
        "delete question feel-safer",
        "delete section 3",
        "up section 2",
    ] {
        let done = send(&mut manager, "/questionnaire", &[("press", press)]).await;
        // Routes that now lead back are told, and nothing is changed.
        if done.status.as_u16() == 200 {
            done.shows(&["Nothing was changed", "leads back"]);
            continue;
        }
        saved(&done);
        assert_ne!(asked(&house).await, entered(), "{press}");
        let page = manager.get(&format!("{PATH}/questionnaire")).await;
        page.shows(&["Undo the last change"]);
        saved(&send(&mut manager, "/questionnaire", &[("press", "undo")]).await);
        assert_eq!(order(&house).await, at_first, "{press}");
    }
}

/// The questionnaire as it was entered.
fn entered() -> TypedQuestionnaire {
    toml::from_str(&crate::house::example("questionnaire.toml")).unwrap()
}

#[tokio::test]
async fn undoing_what_somebody_changed_since_is_refused() {
    let house = draft_on("2014-12-01").await;
    let mut manager = house.signed_in(Role::Manager).await;
    saved(&send(&mut manager, "/questionnaire", &[("press", "double question change")]).await);
    let seen = hidden(&manager.get(&format!("{PATH}/questionnaire")).await, "version");
    saved(&send(&mut manager, "/questionnaire", &[("press", "double question safe-home")]).await);
    let now = asked(&house).await;
    let fields = [("press", "undo"), ("version", seen.as_str())];
    let page = manager.post(&format!("{PATH}/questionnaire"), &fields).await;
    page.shows(&["Nothing was changed", "Alex partnership manager changed it on"]);
    assert_eq!(asked(&house).await, now);
}

#[tokio::test]
async fn an_answer_leads_to_a_later_question_and_never_back() {
    let house = draft_on("2014-12-01").await;
    let mut manager = house.signed_in(Role::Manager).await;
    let below = "/questionnaire/questions/safe-home/routes";
    let page = manager.get(&format!("{PATH}{below}")).await;
    page.shows(&["“Very safe”", "The next question", "The end"]);
    saved(&send(&mut manager, below, &[("to-very-safe", "problems")]).await);
    let list = manager.get(&format!("{PATH}/questionnaire")).await;
    list.shows(&["“Very safe” leads to question"]);
    let back = send(&mut manager, below, &[("to-very-safe", "answering-as")]).await;
    back.shows(&["leads back to `answering-as`", "href=\"#to-very-safe\""]);
    // Then nothing comes to the questions between: told with the place.
    let cut = send(&mut manager, below, &[("else", "end")]).await;
    cut.shows(&["Nothing was changed", "no route leads here"]);
}

#[tokio::test]
async fn the_answer_that_lets_people_be_quoted_is_chosen_and_taken_back() {
    let house = draft_on("2014-12-01").await;
    let mut manager = house.signed_in(Role::Manager).await;
    manager.get(&format!("{PATH}/questionnaire")).await.shows(&["Nobody is quoted."]);
    let below = "/questionnaire/quoting";
    manager.get(&format!("{PATH}{below}")).await.shows(&["Nobody is quoted", "“For myself”"]);
    saved(&send(&mut manager, below, &[("quoted_if", "answering-as:myself")]).await);
    let list = manager.get(&format!("{PATH}/questionnaire")).await;
    list.shows(&["to question 1 may be quoted without their name"]);
    let page = manager.get(&format!("{PATH}{below}")).await;
    page.shows(&["value=\"answering-as:myself\" selected"]);
    // An answer of a scale cannot be given alone, and what is no answer is told beside the field.
    let scale = send(&mut manager, below, &[("quoted_if", "safe-home:very-safe")]).await;
    scale.shows(&["cannot be chosen alone", "href=\"#quoted_if\""]);
    let none = send(&mut manager, below, &[("quoted_if", "no answer")]).await;
    none.shows(&["That is no answer of this questionnaire", "href=\"#quoted_if\""]);
    saved(&send(&mut manager, below, &[("quoted_if", "")]).await);
    manager.get(&format!("{PATH}/questionnaire")).await.shows(&["Nobody is quoted."]);
}

#[tokio::test]
async fn sections_and_ready_questions_are_added() {
    let house = draft_on("2014-12-01").await;
    let mut manager = house.signed_in(Role::Manager).await;
    let none = send(&mut manager, "/questionnaire/sections/new", &[("about", "views")]).await;
    none.shows(&["Write what the section is called"]);
    let fields = [("title-en", "Anything else"), ("about", "views")];
    saved(&send(&mut manager, "/questionnaire/sections/new", &fields).await);
    let last = asked(&house).await.sections.len().to_string();
    let below = "/questionnaire/ready";
    send(&mut manager, below, &[]).await.shows(&["Tick the questions", "Choose where to add them"]);
    let fields =
        [("questions", "anything-else"), ("questions", "first"), ("section", last.as_str())];
    saved(&send(&mut manager, below, &fields).await);
    let sections = asked(&house).await.sections;
    assert_eq!(sections.last().unwrap().questions.len(), 2);
    assert!(!manager.get(&format!("{PATH}{below}")).await.text.contains("value=\"first\""));
    let fields = [("title-en", "At last"), ("about", "views"), ("introduction-en", "Nearly done.")];
    saved(&send(&mut manager, &format!("/questionnaire/sections/{last}"), &fields).await);
    let title = asked(&house).await.sections.last().unwrap().title.clone();
    assert_eq!(title.said_in(Language::English), "At last");
}

#[tokio::test]
async fn a_second_language_comes_with_every_text_or_not_at_all() {
    let house = draft_on("2014-12-01").await;
    let mut manager = house.signed_in(Role::Manager).await;
    let below = "/questionnaire/languages?languages=en&languages=cy";
    let page = manager.get(&format!("{PATH}{below}")).await;
    page.shows(&["Welsh", "lang=\"cy\"", "How safe do you feel at home?"]);
    let texts = page.text.matches("name=\"text-").count();
    let mut fields: Vec<(String, String)> = Vec::new();
    for number in 0..texts / 2 {
        fields.push((format!("text-{number}-en"), format!("English {number}")));
        fields.push((format!("text-{number}-cy"), format!("Cymraeg {number}")));
    }
    fields.extend(["en", "cy"].map(|code| ("languages".to_owned(), code.to_owned())));
    let missing: Vec<(&str, &str)> = fields
        .iter()
        .filter(|(name, _)| name != "text-5-cy")
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    let refused = send(&mut manager, below, &missing).await;
    refused.shows(&["href=\"#text-5-cy\"", "Write this in Welsh", "Cymraeg 7"]);
    assert_eq!(asked(&house).await.languages, [Language::English]);
    let all: Vec<(&str, &str)> =
        fields.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    saved(&send(&mut manager, below, &all).await);
    let typed = asked(&house).await;
    assert_eq!(typed.languages, [Language::English, Language::Welsh]);
    assert_eq!(typed.title.said_in(Language::Welsh), "Cymraeg 3");
    // From now on a question is asked for in both.
    let form = manager.get(&format!("{PATH}/questionnaire/questions/safe-home")).await;
    form.shows(&["The question in Welsh", "name=\"ask-cy\""]);
    let preview = manager.get(&format!("{PATH}/questionnaire/preview?language=cy")).await;
    preview.shows(&["lang=\"cy\"", "Diogel iawn", "See it in English"]);
}

#[tokio::test]
async fn every_question_is_seen_as_it_will_be_asked_a_grid_row_by_row() {
    let house = draft_on("2014-12-01").await;
    let page =
        house.signed_in(Role::Councillor).await.get(&format!("{PATH}/questionnaire/preview")).await;
    page.shows(&["Very safe", "Noisy neighbours", "People using or dealing drugs"]);
    let typed = asked(&house).await;
    let rows: usize = typed
        .typed_questions()
        .filter(|one| one.kind == Kind::Grid)
        .map(|one| one.rows.len())
        .sum();
    let others = typed.typed_questions().filter(|one| one.kind != Kind::Grid).count();
    assert_eq!(page.text.matches("class=\"preview-page\"").count(), rows + others + 1);
}
