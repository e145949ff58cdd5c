//! The pages of consultations: what is told of them, to whom, and how replies are counted.

use partnership::consultation::language::Language;
use partnership::consultation::reply::Channel;
use partnership::consultation::reply::Reply;
use partnership::membership::person::Role;

use crate::house::House;
use crate::house::SMP;
use crate::house::signed;

const PATH: &str = "/safer-maidstone-partnership/consultations/2015-16/smp-2015";

#[tokio::test]
async fn a_partnership_without_consultations_is_told_the_next_step() {
    let house = House::in_october().await;
    let mut manager = house.signed_in(Role::Manager).await;
    let page = manager.get(&format!("{SMP}/consultations")).await;
    page.shows(&["No consultation yet", "Enter a consultation", "/consultations/new"]);
}

#[tokio::test]
async fn everybody_sees_what_people_are_asked_and_only_readers_of_replies_the_replies() {
    let house = House::in_october().await;
    house.enter_consultation().await;
    let mut councillor = house.signed_in(Role::Councillor).await;
    let list = councillor.get(&format!("{SMP}/consultations")).await;
    list.shows(&["1 January to 28 February 2015", "A draft", PATH]);
    let page = councillor.get(PATH).await;
    page.shows(&[
        "The partnership’s members",
        "59 days",
        "The draft Strategic Assessment in short",
    ]);
    assert!(!page.text.contains("/replies"), "{}", page.text);
    house.signed_in(Role::Analyst).await.get(PATH).await.shows(&["/replies"]);
}

#[tokio::test]
async fn the_text_consulted_on_comes_back_byte_by_byte_and_is_not_run() {
    let house = House::in_october().await;
    house.enter_consultation().await;
    let answer = house.signed_in(Role::Councillor).await.get(&format!("{PATH}/text")).await;
    assert_eq!(answer.text, crate::house::example("consulted-on.md"));
    assert_eq!(answer.headers["content-type"], "text/plain; charset=utf-8");
    let saved = answer.headers["content-disposition"].to_str().unwrap();
    assert_eq!(saved, "attachment; filename=\"smp-2015-consulted-on.txt\"");
}

#[tokio::test]
async fn replies_are_counted_by_way_and_day_and_late_ones_stay() {
    let house = House::on("2015-03-03").await;
    house.open_consultation().await;
    let (cycle, held) = ("2015-16".parse().unwrap(), house.consultation().await);
    for (channel, day) in [
        (Channel::Online, "2015-01-01"),
        (Channel::Paper, "2015-02-28"),
        (Channel::Paper, "2015-03-02"),
    ] {
        let language = Language::English;
        let reply = Reply { channel, language, answers: [].into() };
        let day = day.parse().unwrap();
        house.book.keep_reply(&signed(), cycle, &held.latest.value, day, reply).await.unwrap();
    }
    let page = house.signed_in(Role::Manager).await.get(&format!("{PATH}/replies")).await;
    page.shows(&["3 replies so far", "On paper", "On-line", "2 March 2015"]);
    let cells = |row: &str| -> Vec<String> {
        let row = page.text.split(row).nth(1).unwrap().split("</tr>").next().unwrap();
        let cells = row.split("<td").skip(1);
        let texts = cells.map(|cell| cell.split('>').nth(1).unwrap().split('<').next().unwrap());
        texts.map(|text| text.trim().to_owned()).collect()
    };
    assert_eq!(cells(">On paper<"), ["1", "0", "1", "2"]);
    assert_eq!(cells(">On-line<"), ["1", "0", "0", "1"]);
}
