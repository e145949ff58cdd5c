//! The pages of what people wrote: coding, differences, themes, quotations, answers and deletion on the day.

use partnership::membership::person::Role;

use crate::commented::PATH;
use crate::commented::QUESTION;
use crate::commented::change_frame;
use crate::commented::references;
use crate::commented::sign_frame_off;
use crate::commented::version_in;
use crate::commented::with_comments;
use crate::house::Answer;
use crate::house::Browser;

async fn code(browser: &mut Browser<'_>, reply: i64, code: &str) -> Answer {
    browser.post(&format!("{QUESTION}/code/{reply}"), &[("codes", code)]).await
}

#[tokio::test]
async fn a_frame_shows_what_is_wrong_beside_its_field_and_keeps_what_was_typed() {
    let house = with_comments(&["Lights"]).await;
    let mut manager = house.signed_in(Role::Manager).await;
    manager.get(&format!("{QUESTION}/frame")).await.shows(&["No code frame yet", "Add a code"]);
    let fields = [("deed", "add"), ("belongs", "street lights"), ("examples", "99")];
    let page = change_frame(&mut manager, &fields).await;
    page.shows(&[
        "Enter what the code is called.",
        "no reply with a comment here",
        "street lights",
    ]);
    assert_eq!(
        change_frame(&mut manager, &[("deed", "add"), ("title", "Lights")]).await.status,
        303
    );
    let page = change_frame(&mut manager, &[("deed", "sign-off")]).await;
    page.shows(&["nothing says what belongs to `lights`".replacen('n', "N", 1).as_str()]);
}

#[tokio::test]
async fn two_people_code_without_seeing_each_other_and_a_third_settles() {
    let house = with_comments(&["More lights", "Police on foot", "No comment"]).await;
    let replies = references(&house).await;
    let mut manager = house.signed_in(Role::Manager).await;
    sign_frame_off(&mut manager).await;
    let next = manager.get(&format!("{QUESTION}/next")).await;
    assert_eq!(next.leads_to(), format!("{QUESTION}/code/{}", replies[0]));
    let page = code(&mut manager, replies[0], "").await;
    page.shows(&["Choose one or more codes, or that none fits, or that it says nothing."]);
    let after = code(&mut manager, replies[0], "lights").await;
    assert_eq!(after.leads_to(), format!("{QUESTION}/code/{}", replies[1]));
    code(&mut manager, replies[1], "police").await;
    code(&mut manager, replies[2], "nothing").await;
    let mut analyst = house.signed_in(Role::Analyst).await;
    let page = analyst.get(&format!("{QUESTION}/code/{}", replies[0])).await;
    page.shows(&["You code this comment second.", "More lights"]);
    assert!(!page.text.contains("checked"), "{}", page.text);
    assert!(!page.text.contains("in like words"), "{}", page.text);
    let list = analyst.get(&format!("{QUESTION}/comments?code=lights")).await;
    list.shows(&["No such comments"]);
    let list = analyst.get(&format!("{QUESTION}/comments")).await;
    list.shows(&["Yours to code second"]);
    code(&mut analyst, replies[0], "police").await;
    code(&mut analyst, replies[1], "police").await;
    code(&mut analyst, replies[2], "nothing").await;
    let page = manager.get(QUESTION).await;
    page.shows(&["Themes (base: 1)", "Differences to settle (1)"]);
    analyst.get(&format!("{QUESTION}/differences")).await.shows(&["Lights (", "Police ("]);
    let settle = format!("{QUESTION}/settle/{}", replies[0]);
    let page = analyst.post(&settle, &[("codes", "lights"), ("way", "third-person")]).await;
    page.shows(&["the same person cannot code a comment twice".replacen('t', "T", 1).as_str()]);
    let settled = analyst.post(&settle, &[("codes", "lights"), ("way", "talking")]).await;
    assert_eq!(settled.status, 303, "{}", settled.text);
    manager.get(QUESTION).await.shows(&["Themes (base: 2)", "50%"]);
    manager.get(&format!("{QUESTION}/agreement")).await.shows(&["3 comments", "67%", "All codes"]);
    let file = manager.get(&format!("{QUESTION}/codings.csv")).await.text;
    assert_eq!(file.lines().count(), 8, "{file}");
    assert!(!file.contains("foot"), "{file}");
    let file = manager.get(&format!("{QUESTION}/themes.csv")).await.text;
    assert!(file.contains(&format!("lights,Lights,street lights,1,2,1,{}", replies[0])), "{file}");
}

#[tokio::test]
async fn like_comments_are_suggested_and_nothing_is_chosen_beforehand() {
    let house = with_comments(&["Broken street lights", "The street lights are broken", "x"]).await;
    let replies = references(&house).await;
    let mut manager = house.signed_in(Role::Manager).await;
    sign_frame_off(&mut manager).await;
    code(&mut manager, replies[0], "lights").await;
    let page = manager.get(&format!("{QUESTION}/code/{}", replies[1])).await;
    page.shows(&["What comments in like words were coded as"]);
    page.holds(&[&format!("Lights (replies {})", replies[0])]);
    assert!(!page.text.contains("checked"), "{}", page.text);
}

#[tokio::test]
async fn comments_are_searched_by_words_and_code() {
    let house = with_comments(&["More LIGHTS", "Police <b>now</b>", "Dogs"]).await;
    let mut manager = house.signed_in(Role::Manager).await;
    let of = |query: &str| format!("{QUESTION}/comments{query}");
    manager.get(&of("")).await.shows(&["3 of 3 comments", "&lt;b&gt;now&lt;"]);
    manager.get(&of("?words=lights")).await.shows(&["1 of 3 comments", "More LIGHTS"]);
    manager.get(&of("?words=cats")).await.shows(&["No such comments"]);
    manager.get(&of("?code=uncoded")).await.shows(&["3 of 3 comments"]);
}

#[tokio::test]
async fn a_theme_is_answered_with_an_owner_and_a_day_or_a_reason() {
    let house = with_comments(&["Lights", "More lights"]).await;
    let mut manager = house.signed_in(Role::Manager).await;
    manager.get(&format!("{PATH}/you-said")).await.shows(&["No themes yet"]);
    sign_frame_off(&mut manager).await;
    for reply in references(&house).await {
        code(&mut manager, reply, "lights").await;
    }
    let list = manager.get(&format!("{PATH}/you-said?least=1")).await;
    list.shows(&["Themes with at least that many comments and no answer", "2 of 2"]);
    let new = format!("{PATH}/you-said/new/feel-safer/lights");
    let page = manager.post(&new, &[("way", "will"), ("day", "30 June 2015")]).await;
    page.shows(&["It does not say what people said", "Nobody is named who does it"]);
    let page = manager.post(&new, &[("said", "Too dark"), ("way", "not")]).await;
    page.shows(&["No reason is given", "Too dark"]);
    let (said, what) = (("said", "Too dark"), ("what", "Mend them"));
    let whole = [said, what, ("way", "will"), ("owner", "The county"), ("day", "2 March 2015")];
    assert_eq!(manager.post(&new, &whole).await.status, 303);
    let list = manager.get(&format!("{PATH}/you-said?least=1")).await;
    list.shows(&["The county, by 2 March 2015", "Late", "Every theme with that many comments"]);
    let number = list.text.split("/you-said/").nth(1).unwrap().split('"').next().unwrap();
    let one = format!("{PATH}/you-said/{number}");
    let version = version_in(&manager.get(&one).await);
    let gone = manager.post(&format!("{one}/take-away"), &[("version", &version)]).await;
    assert_eq!(gone.status, 303);
}

#[tokio::test]
async fn only_who_agreed_is_quoted_and_only_what_somebody_read_is_cleared() {
    let house =
        with_comments(&["Ask Mrs Jones about the lights", "I said nothing of quoting"]).await;
    let replies = references(&house).await;
    let mut manager = house.signed_in(Role::Manager).await;
    let refused = manager.get(&format!("{QUESTION}/quote/{}", replies[1])).await;
    refused.holds(&["did not agree to be quoted"]);
    let quote = format!("{QUESTION}/quote/{}", replies[0]);
    let page = manager.post(&quote, &[("marked", "Ask Mr Jones")]).await;
    page.shows(&["do not stand in the comment so", "Ask Mr Jones"]);
    let kept = manager.post(&quote, &[("marked", "Ask Mrs Jones about the lights")]).await;
    let one = kept.leads_to().to_owned();
    let page = manager.get(&one).await;
    page.shows(&["Look here before you clear it", "Perhaps it names a person"]);
    let version = version_in(&page);
    let unread = manager.post(&format!("{one}/clear"), &[("version", &version)]).await;
    unread.shows(&["Say that you read it"]);
    let marked = ("marked", "Ask [[Mrs Jones|name]] about the lights");
    assert_eq!(manager.post(&one, &[("version", &version), marked]).await.status, 303);
    let version = version_in(&manager.get(&one).await);
    let read = [("version", version.as_str()), ("read", "yes")];
    assert_eq!(manager.post(&format!("{one}/clear"), &read).await.status, 303);
    let list = manager.get(&format!("{PATH}/quotations")).await;
    list.shows(&["Ask [name] about the lights", "Cleared by"]);
}

#[tokio::test]
async fn what_people_wrote_is_deleted_on_its_day_and_themes_stay() {
    let house = with_comments(&["Secret lights", "x"]).await;
    let replies = references(&house).await;
    let mut manager = house.signed_in(Role::Manager).await;
    sign_frame_off(&mut manager).await;
    code(&mut manager, replies[0], "lights").await;
    let path = format!("{PATH}/retention");
    manager.get(&path).await.shows(&["No days are set", "28 February 2016", "Nothing was deleted"]);
    let early = manager.post(&path, &[("free_text", "28 February 2015")]).await;
    early.shows(&["is not after the consultation closes", "28 February 2015"]);
    assert_eq!(manager.post(&path, &[("free_text", "1 March 2015")]).await.status, 303);
    let now = "2015-03-03T12:00:00Z".parse().unwrap();
    web::tidy(&house.app, now).await;
    manager.get(&path).await.shows(&["What was deleted", "3 March 2015"]);
    let comments = manager.get(&format!("{QUESTION}/comments")).await;
    comments.shows(&["The words were deleted on their day"]);
    assert!(!comments.text.contains("Secret"), "{}", comments.text);
    manager.get(QUESTION).await.shows(&["Themes (base: 1)"]);
    let file = manager.get(&format!("{PATH}/retention/totals.csv")).await.text;
    assert!(file.contains("1,feel-safer,,answered,,2\r\n"), "{file}");
    assert!(file.contains("1,channel,,on-line,yes,2\r\n"), "{file}");
    house.book.verify().await.unwrap();
}
