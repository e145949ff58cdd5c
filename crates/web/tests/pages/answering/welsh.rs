//! The pages in Welsh: nothing of their own is left in English. Whether the Welsh is good, only somebody who speaks it can tell.

use crate::answering::jar::Resident;
use crate::answering::jar::house;
use crate::answering::placing::OfOne;

/// Words that an English sentence is hardly without, and that no Welsh one has.
const ENGLISH: [&str; 23] = [
    "the",
    "and",
    "your",
    "you",
    "please",
    "with",
    "this",
    "that",
    "from",
    "answers",
    "question",
    "questions",
    "back",
    "error",
    "continue",
    "change",
    "which",
    "what",
    "are",
    "was",
    "not",
    "for",
    "enter",
];

/// What a page says, to eyes and to a screen reader, in its own language: its text, and the labels in attributes.
fn said(page: &str) -> Vec<String> {
    let mut text = String::new();
    let mut rest = page;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        let (tag, after) = after.split_once('>').unwrap_or((after, ""));
        for name in ["aria-label=\"", "alt=\"", "title=\"", "placeholder=\""] {
            let value = tag.split_once(name).and_then(|(_, value)| value.split('"').next());
            text.push_str(&format!(" {} ", value.unwrap_or_default()));
        }
        text.push(' ');
        // Neither programs nor what is marked as of another language is said in this one.
        let skipped = ["script", "style"].into_iter().find(|name| tag.starts_with(name));
        let other = tag.contains(" lang=\"en\"").then(|| tag.split_whitespace().next().unwrap());
        rest = match skipped.or(other) {
            Some(name) => {
                let end = format!("</{name}>");
                after.split_once(&end).map_or("", |(_, after)| after)
            }
            None => after,
        };
    }
    text.push_str(rest);
    let words = text.split(|sign: char| !sign.is_alphabetic() && sign != '’');
    words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// The words of English that a page says.
fn english(page: &str) -> Vec<String> {
    said(page).into_iter().filter(|word| ENGLISH.contains(&word.as_str())).collect()
}

fn is_welsh(name: &str, page: &str) {
    assert!(page.contains("<html lang=\"cy\""), "{name} is not in Welsh: {page}");
    assert_eq!(english(page), Vec::<String>::new(), "{name}: {page}");
}

#[test]
fn words_are_found_in_text_and_labels_and_not_in_what_is_marked_as_english() {
    let page = "<p aria-label=\"Go back\">Mae <a lang=\"en\">the rest</a> yn dda</p><script>the</script> for";
    assert_eq!(english(page), ["back", "for"]);
}

/// Answers each question wrongly, and reads what it is told.
async fn what_is_wrong_is_told(resident: &mut Resident<'_>) {
    let long = "gair ".repeat(400);
    for (name, wrong) in [
        ("after-dark", [("answer", ""), ("other", "")]),
        ("victim", [("answer", "nonsense"), ("other", "")]),
        ("worries", [("answer", "drugs"), ("other", "Ci")]),
        ("litter", [("answer", "nonsense"), ("other", "")]),
        ("order", [("place-1", "youth"), ("place-2", "youth")]),
        ("better", [("answer", long.as_str()), ("other", "")]),
        ("years", [("answer", "deuddeg"), ("other", "")]),
        ("years", [("answer", "999"), ("other", "")]),
        ("group", [("answer", long.as_str()), ("other", "")]),
        ("where", [("answer", "nonsens"), ("other", "")]),
        ("where", [("answer", "ME1 1AA"), ("other", "")]),
    ] {
        is_welsh(name, &resident.get(&format!("/question/{name}")).await.text);
        let told = resident.answer(name, &wrong).await;
        assert_eq!(told.status, 200, "{name} was taken: {wrong:?}");
        is_welsh(&format!("what is wrong at {name}"), &told.text);
    }
}

#[tokio::test]
async fn no_page_in_welsh_says_a_word_of_english() {
    let house = house("2015-01-14").await.placing(OfOne);
    let mut resident = Resident::at(&house);
    // The text itself is in English alone, and so is its title.
    let title = "<span lang=\"en\">The draft Strategic Assessment in short</span>";
    resident.get("?lang=cy").await.holds(&[title, "Nid oes copi Cymraeg"]);
    for below in ["?lang=cy", "/return?lang=cy", "/invited/none?lang=cy"] {
        is_welsh(below, &resident.get(below).await.text);
    }
    for code in ["", "-", "BCDF GHJK MNPQ RSTV"] {
        let wrong = resident.post("/return?lang=cy", &[("reply_code", code)]).await;
        is_welsh(&format!("the code `{code}`"), &wrong.text);
    }
    resident.begin_in("?lang=cy").await;
    is_welsh("/check with what is missing", &resident.send(&[]).await.text);
    what_is_wrong_is_told(&mut resident).await;
    resident.answer("after-dark", &[("answer", "very-safe")]).await.leads_to();
    resident.answer("where", &[("answer", "ME15 6JQ")]).await.leads_to();
    for below in ["/question/where", "/code", "/check"] {
        is_welsh(below, &resident.get(below).await.text);
    }
    // What was typed wrongly was kept as far as it can be, and is put right before sending.
    for name in ["victim", "worries", "litter", "order", "better", "years", "group"] {
        resident.answer(name, &[]).await.leads_to();
    }
    let sent = resident.send(&[]).await.leads_to().to_owned();
    is_welsh("/sent", &resident.open(&sent).await.text);
    let gone = Resident::at(&house).get("/check?lang=cy").await;
    is_welsh("a reply that is gone", &gone.text);
}

#[tokio::test]
async fn before_its_days_and_after_them_no_page_in_welsh_says_a_word_of_english() {
    for day in ["2014-12-31", "2015-03-01", "2015-03-06"] {
        let house = house(day).await;
        is_welsh(day, &Resident::at(&house).get("?lang=cy").await.text);
    }
}
