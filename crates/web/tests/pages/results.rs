//! The results of a consultation on pages: who sees what when, what each question came to, and files.

use partnership::consultation::answer::AnswerId;
use partnership::consultation::answer::QuestionId;
use partnership::consultation::language::Language;
use partnership::consultation::reply::Channel;
use partnership::consultation::reply::Given;
use partnership::consultation::reply::Reply;
use partnership::membership::person::Role;

use crate::house::House;
use crate::house::signed;

const PATH: &str = "/safer-maidstone-partnership/consultations/2015-16/smp-2015";

/// Keeps so many replies of one answer to each of two questions.
async fn keep_replies(house: &House, number: usize, home: &str, age: &str) {
    let (cycle, held) = ("2015-16".parse().unwrap(), house.consultation().await);
    let chosen = |answer: &str| Given::Chosen {
        answers: [AnswerId(answer.parse().unwrap())].into(),
        other: None,
    };
    let id = |text: &str| QuestionId(text.parse().unwrap());
    let answers = [(id("safe-home"), chosen(home)), (id("age"), chosen(age))];
    let written = Given::Text("=1+1 more lamps".to_owned());
    let answers = answers.into_iter().chain([(id("missing"), written)]).collect();
    let reply = Reply { channel: Channel::Paper, language: Language::English, answers };
    let day = "2015-01-09".parse().unwrap();
    for _ in 0..number {
        let reply = reply.clone();
        house.book.keep_reply(&signed(), cycle, &held.latest.value, day, reply).await.unwrap();
    }
}

/// Enough replies of three ages for groups to be told apart.
async fn keep_many_replies(house: &House) {
    keep_replies(house, 60, "very-safe", "aged-18-24").await;
    keep_replies(house, 50, "fairly-unsafe", "aged-18-24").await;
    keep_replies(house, 70, "very-safe", "aged-45-64").await;
    keep_replies(house, 40, "fairly-unsafe", "aged-45-64").await;
}

#[tokio::test]
async fn results_are_live_for_readers_of_replies_and_hidden_from_others_until_it_closes() {
    let house = House::on("2015-01-14").await;
    house.enter_consultation().await;
    let below = ["/results", "/results/whole", "/results/questions/safe-home"];
    let table = format!("{PATH}/results/questions/safe-home/question-safe-home.csv");
    let mut councillor = house.signed_in(Role::Councillor).await;
    for page in below {
        let draft = councillor.get(&format!("{PATH}{page}")).await;
        draft.shows(&["Nobody has been asked yet"]);
    }
    let (cycle, latest) = ("2015-16".parse().unwrap(), house.consultation().await.latest);
    let first = "2015-01-01".parse().unwrap();
    house.book.open_questionnaire(&signed(), cycle, &latest, first).await.unwrap();
    let mut manager = house.signed_in(Role::Manager).await;
    for page in below {
        manager.get(&format!("{PATH}{page}")).await.shows(&["No replies yet"]);
    }
    keep_replies(&house, 30, "very-safe", "aged-25-44").await;
    keep_replies(&house, 25, "fairly-unsafe", "aged-65-74").await;
    for page in below {
        let live = manager.get(&format!("{PATH}{page}")).await;
        live.shows(&[
            "The consultation is open",
            "3. How safe do you feel at home?",
            "Illustrative",
        ]);
        let hidden = councillor.get(&format!("{PATH}{page}")).await;
        hidden.shows(&["Results are shown once the consultation has closed", "28 February 2015"]);
        for told in ["54.5", "55%", "replies.csv", "question-safe-home.csv"] {
            assert!(!hidden.text.contains(told), "{told}: {}", hidden.text);
        }
    }
    assert_eq!(councillor.get(&table).await.status, 404);
    let (held, last) = (house.consultation().await.latest, "2015-01-14".parse().unwrap());
    house.book.close_questionnaire(&signed(), cycle, &held, last).await.unwrap();
    councillor.get(&format!("{PATH}/results")).await.shows(&["55 replies", "Closed on"]);
    councillor.get(&format!("{PATH}/results/questions/safe-home")).await.shows(&["54.5"]);
    assert_eq!(councillor.get(&table).await.status, 200);
    let whole = councillor.get(&format!("{PATH}/results/whole")).await;
    whole.shows(&["54.5", "Those who replied chose to"]);
    assert!(!whole.text.contains("replies.csv") && !whole.text.contains("name=\"rows\""));
}

#[tokio::test]
async fn the_overview_tells_what_each_question_came_to_and_leads_to_its_page() {
    let house = House::on("2015-01-14").await;
    house.open_consultation().await;
    keep_replies(&house, 30, "very-safe", "aged-25-44").await;
    keep_replies(&house, 25, "fairly-unsafe", "aged-65-74").await;
    let mut manager = house.signed_in(Role::Manager).await;
    let page = manager.get(&format!("{PATH}/results")).await;
    page.shows(&[
        "55 replies",
        "Open since 1 January 2015",
        "Those who replied chose to",
        "figures are withheld and stand as [c]: counts under 10",
        "“Very safe” or “Fairly safe”: 55% of the 55 who answered.",
        "55 answered, 0 missing",
        "/results/questions/safe-home\"",
        "Nobody has answered it yet.",
        "Answered in words",
        "9 January 2015",
        "What people wrote may tell who they are",
    ]);
    // Each question stands once, in the order of the questionnaire.
    let places: Vec<usize> = ["safe-home", "priorities", "missing", "age", "postcode"]
        .map(|id| {
            let link = format!("/results/questions/{id}\"");
            assert_eq!(page.text.matches(&link).count(), 1, "{link}");
            page.text.find(&link).unwrap()
        })
        .into();
    assert!(places.is_sorted(), "{places:?}");
    // The days on which replies came are for those who read replies: no count of a day is withheld.
    let (cycle, held) = ("2015-16".parse().unwrap(), house.consultation().await.latest);
    let last = "2015-01-14".parse().unwrap();
    house.book.close_questionnaire(&signed(), cycle, &held, last).await.unwrap();
    let others = house.signed_in(Role::Councillor).await.get(&format!("{PATH}/results")).await;
    others.shows(&["55 replies", "Replies by the way they came"]);
    assert!(!others.text.contains("9 January 2015") && !others.text.contains("replies.csv"));
}

#[tokio::test]
async fn results_move_with_every_reply_and_with_every_day() {
    let house = House::on("2015-01-14").await;
    house.open_consultation().await;
    let mut manager = house.signed_in(Role::Manager).await;
    for all in [12, 24] {
        keep_replies(&house, 12, "very-safe", "aged-25-44").await;
        let page = manager.get(&format!("{PATH}/results")).await;
        page.shows(&[&format!("{all} replies"), &format!("all {all} who answered")]);
        let again = manager.get(&format!("{PATH}/results/questions/safe-home")).await;
        again.shows(&[&format!("all {all} who answered")]);
    }
}

#[tokio::test]
async fn a_question_has_its_finding_its_table_what_to_bear_in_mind_and_its_neighbours() {
    let house = House::on("2015-01-14").await;
    house.open_consultation().await;
    keep_many_replies(&house).await;
    let mut manager = house.signed_in(Role::Manager).await;
    let page = manager.get(&format!("{PATH}/results/questions/safe-home")).await;
    page.shows(&[
        "3. How safe do you feel at home?",
        "“Very safe” or “Fairly safe”: 59% of the 220 who answered.",
        "220 answered, 0 missing.",
        "Answered (base)",
        "Those who replied chose to",
        "/results/questions/safe-home/question-safe-home.csv",
        "Previous question",
        "/results/questions/safe-daylight",
        "/results/whole#question-safe-home",
    ]);
    assert!(!page.text.contains("/themes/"), "{}", page.text);
    let words = manager.get(&format!("{PATH}/results/questions/missing")).await;
    words.shows(&["/themes/missing", "told by themes, not by groups"]);
    let person = manager.get(&format!("{PATH}/results/questions/age")).await;
    person.shows(&["This question tells groups of people apart"]);
    let first = manager.get(&format!("{PATH}/results/questions/answering-as")).await;
    first.shows(&["Next question"]);
    assert!(!first.text.contains("Previous question"));
    let none = manager.get(&format!("{PATH}/results/questions/not-asked")).await;
    assert_eq!(none.status, 404);
}

#[tokio::test]
async fn only_groups_that_the_report_has_too_can_be_chosen_and_their_table_is_the_same() {
    let house = House::on("2015-01-14").await;
    house.open_consultation().await;
    keep_many_replies(&house).await;
    let mut manager = house.signed_in(Role::Manager).await;
    let path = format!("{PATH}/results/questions/safe-home");
    let plain = manager.get(&path).await;
    plain.shows(&["<option value=\"age\">18. How old are you?</option>"]);
    assert!(!plain.text.contains("By: 18."), "{}", plain.text);
    // Nobody answered this one, so it tells no groups apart.
    assert!(!plain.text.contains("<option value=\"disability\""), "{}", plain.text);
    let chosen = manager.get(&format!("{path}?by=age")).await;
    let caption = "3. How safe do you feel at home? By: 18. How old are you?";
    chosen.shows(&[caption, "All of these groups", "by-age.csv"]);
    // What was chosen is a table of the whole, figure by figure: nothing was counted for it.
    let table = |text: &str| {
        let from = text.rfind(&format!("{caption}</caption>")).unwrap();
        text[from..].split("</table>").next().unwrap().to_owned()
    };
    let whole = manager.get(&format!("{PATH}/results/whole")).await;
    assert_eq!(table(&chosen.text), table(&whole.text));
    for other in ["disability", "safe-home", "channel", "nothing"] {
        let refused = manager.get(&format!("{path}?by={other}")).await;
        refused.shows(&["There is a problem", "Choose one of the groups in the list"]);
        assert!(!refused.text.contains("All of these groups"), "{other}");
    }
    let file = manager.get(&format!("{path}/by-age.csv")).await;
    file.shows(&[",Illustrative: ", "All of these groups,", "Answered (base)"]);
    for other in ["by-postcode.csv", "by-.csv", "question-age.csv", "question-safe-home.txt"] {
        assert_eq!(manager.get(&format!("{path}/{other}")).await.status, 404, "{other}");
    }
}

#[tokio::test]
async fn the_table_of_a_question_is_a_file_with_the_same_counts_withheld() {
    let house = House::on("2015-01-14").await;
    house.open_consultation().await;
    keep_replies(&house, 60, "very-safe", "aged-25-44").await;
    keep_replies(&house, 3, "fairly-unsafe", "aged-65-74").await;
    let mut manager = house.signed_in(Role::Manager).await;
    let path = format!("{PATH}/results/questions/safe-home");
    manager.get(&path).await.shows(&["Figures marked [c] are withheld: counts under 10"]);
    let overview = manager.get(&format!("{PATH}/results")).await;
    overview.shows(&["figures are withheld and stand as [c]: counts under 10", "No finding:"]);
    let file = manager.get(&format!("{path}/question-safe-home.csv")).await;
    assert_eq!(file.headers["content-type"], "text/csv; charset=utf-8");
    let lines: Vec<&str> = file.text.lines().collect();
    assert!(lines[0].starts_with("Answer,Replies,Per cent") && lines[0].ends_with(",Table"));
    let unsafe_line = lines.iter().find(|line| line.starts_with("Fairly unsafe,")).unwrap();
    assert!(unsafe_line.starts_with("Fairly unsafe,[c],[c],"), "{unsafe_line}");
    assert!(lines.iter().any(|line| line.starts_with("Answered (base),63,")), "{}", file.text);
}

#[tokio::test]
async fn one_thing_is_set_against_another_and_a_choice_that_cannot_be_is_told_beside_its_field() {
    let house = House::on("2015-01-14").await;
    house.open_consultation().await;
    keep_replies(&house, 30, "very-safe", "aged-25-44").await;
    keep_replies(&house, 25, "fairly-unsafe", "aged-65-74").await;
    let mut manager = house.signed_in(Role::Manager).await;
    let page = manager.get(&format!("{PATH}/results/whole")).await;
    let place = |text: &str| {
        let before = page.text.split(text).next().unwrap();
        let value = before.rsplit("value=\"").next().unwrap();
        value.split('"').next().unwrap().to_owned()
    };
    let (age, home) = (
        place("18. How old are you?</option>"),
        place("3. How safe do you feel at home?</option>"),
    );
    let chosen = manager.get(&format!("{PATH}/results/whole?rows={age}&columns={home}")).await;
    chosen.shows(&[
        "One thing by another",
        "3. How safe do you feel at home? By: 18. How old are you?",
    ]);
    let same = manager.get(&format!("{PATH}/results/whole?rows={age}&columns={age}")).await;
    same.shows(&["There is a problem", "Choose another thing for the columns than for the rows"]);
    let half = manager.get(&format!("{PATH}/results/whole?rows={age}&columns=")).await;
    half.shows(&["Choose what stands in the columns"]);
}

#[tokio::test]
async fn files_for_other_programs_go_to_readers_of_replies_and_run_no_formula() {
    let house = House::on("2015-01-14").await;
    house.open_consultation().await;
    keep_replies(&house, 12, "very-safe", "aged-25-44").await;
    let mut analyst = house.signed_in(Role::Analyst).await;
    let wide = analyst.get(&format!("{PATH}/results/replies.csv")).await;
    assert_eq!(wide.headers["content-type"], "text/csv; charset=utf-8");
    assert_eq!(wide.text.lines().count(), 13);
    assert!(wide.text.contains("'=1+1 more lamps") && wide.text.contains("very-safe"));
    let long = analyst.get(&format!("{PATH}/results/answers.csv")).await;
    assert_eq!(long.text.matches(",safe-home,,very-safe,Very safe,answered").count(), 12);
    analyst.get(&format!("{PATH}/results/codebook.csv")).await.holds(&["_left_out"]);
    analyst.get(&format!("{PATH}/results/codebook.xml")).await.holds(&["ddi:codebook:2_5"]);
    let metadata = analyst.get(&format!("{PATH}/results/replies.csv-metadata.json")).await;
    metadata.holds(&["http://www.w3.org/ns/csvw", "smp-2015-replies.csv"]);
    let none = analyst.get(&format!("{PATH}/results/others.csv")).await;
    assert_eq!(none.status, 404);
    let councillor =
        house.signed_in(Role::Councillor).await.get(&format!("{PATH}/results/replies.csv")).await;
    assert_eq!(councillor.status, 403);
}
