//! The form and the report as files: what is asked of whoever makes them, and who gets them when.

use partnership::consultation::form::Edition;
use partnership::consultation::form::FormName;
use partnership::consultation::language::Language;
use partnership::consultation::reply::Channel;
use partnership::consultation::reply::Reply;
use partnership::membership::person::Role;

use crate::house::House;
use crate::house::signed;
use crate::paper_made::with_a_printed_form;
use crate::press_made::Noting;

const PATH: &str = "/safer-maidstone-partnership/consultations/2015-16/smp-2015";
const SAY: &str = "/safer-maidstone-partnership/consultations/2015-16/say";

#[tokio::test]
async fn a_manager_prints_the_form_in_each_language_and_size_as_one_pdf() {
    let press = Noting::default();
    let house = House::on("2015-01-02").await.printing(press.clone());
    house.open_short_consultation().await;
    let mut manager = house.signed_in(Role::Manager).await;
    manager.get(SAY).await.shows(&["Print the form", "consultations/2015-16/say/form"]);
    manager.get(&format!("{SAY}/form")).await.shows(&[
        "Version 1: Open since 1 January 2015",
        "by 28 February 2015",
        "Maidstone House, King Street",
        "English",
        "Welsh",
        "Large print",
    ]);
    let plain = [("language", "cy"), ("edition", "ordinary"), ("copies", ""), ("first", "")];
    let pdf = manager.post(&format!("{SAY}/form"), &plain).await;
    assert_eq!(pdf.headers["content-type"], "application/pdf");
    assert_eq!(pdf.headers["content-disposition"], "attachment; filename=\"say-v1-cy.pdf\"");
    assert!(pdf.text.starts_with("%PDF-"));
    let copies =
        [("language", "en"), ("edition", "large-print"), ("copies", "40"), ("first", "201")];
    manager.post(&format!("{SAY}/form"), &copies).await.shows(&["%PDF-"]);
    assert_eq!(press.asked(), ["say-v1-cy None", "say-v1-en-large Some(201..=240)"]);
}

#[tokio::test]
async fn what_cannot_be_printed_is_told_beside_its_field_and_nothing_typed_is_lost() {
    let press = Noting::default();
    let house = House::on("2015-01-02").await.printing(press.clone());
    house.open_short_consultation().await;
    let mut manager = house.signed_in(Role::Manager).await;
    for (language, edition, copies, first, told) in [
        ("", "ordinary", "", "", "Choose a language"),
        ("fr", "ordinary", "", "", "Choose a language"),
        ("en", "", "", "", "Choose a size"),
        ("en", "ordinary", "201", "", "“201” is not a number from 1 to 50"),
        ("en", "ordinary", "few", "", "“few” is not a number from 1 to 50"),
        ("en", "ordinary", "2", "10000", "The last copy would have the number 10001"),
        ("en", "ordinary", "", "7", "Write how many numbered copies"),
    ] {
        let fields =
            [("language", language), ("edition", edition), ("copies", copies), ("first", first)];
        let page = manager.post(&format!("{SAY}/form"), &fields).await;
        page.shows(&["There is a problem", told]);
        for typed in [copies, first].into_iter().filter(|typed| !typed.is_empty()) {
            page.shows(&[&format!("value=\"{typed}\"")]);
        }
    }
    assert!(press.asked().is_empty());
    let fields = [("language", "cy"), ("edition", "large-print")];
    let refused = manager.post(&format!("{SAY}/form"), &fields).await;
    refused.shows(&["There is a problem", "Question `worries` does not fit on a page"]);
}

#[tokio::test]
async fn a_number_that_was_printed_is_told_beside_its_field_with_the_next() {
    let press = Noting::default();
    let house = House::on("2015-01-20").await.printing(press.clone());
    house.open_consultation().await;
    with_a_printed_form(&house).await;
    let version = house.consultation().await.latest.value;
    let name = FormName::of(&version, Language::English, Edition::Ordinary);
    let of = ("2015-16".parse().unwrap(), &version);
    house.book.give_out_copies(&signed(), of, &name, &(1..=40)).await.unwrap();
    let mut manager = house.signed_in(Role::Manager).await;
    let page = manager.get(&format!("{PATH}/form")).await;
    page.shows(&["Make the PDF", "data-prevent-double-click=\"true\""]);
    let fields =
        |first| [("language", "en"), ("edition", "ordinary"), ("copies", "20"), ("first", first)];
    let refused = manager.post(&format!("{PATH}/form"), &fields("")).await;
    refused.shows(&[
        "href=\"#first\"",
        "Copies 1 to 20 were printed before",
        "number the first copy 41",
    ]);
    assert!(press.asked().is_empty());
    manager.post(&format!("{PATH}/form"), &fields("41")).await.shows(&["%PDF-"]);
    assert_eq!(press.asked(), ["smp-2015-v1-en Some(41..=60)"]);
}

#[tokio::test]
async fn a_draft_is_printed_with_a_warning_and_without_a_press_the_command_is_named() {
    let house = House::in_october().await;
    house.enter_consultation().await;
    let mut manager = house.signed_in(Role::Manager).await;
    let page = manager.get(&format!("{PATH}/form")).await;
    page.shows(&[
        "Version 1: A draft",
        "Do not send it out",
        "saferplan consult --of smp-2015 form",
    ]);
    assert!(!page.text.contains("Make the PDF"));
    assert_eq!(manager.post(&format!("{PATH}/form"), &[]).await.status, 404);
}

/// Keeps so many empty replies.
async fn keep_replies(house: &House, number: usize) {
    let (cycle, held) = ("2015-16".parse().unwrap(), house.consultation().await);
    let (channel, language) = (Channel::Paper, Language::English);
    let reply = Reply { channel, language, answers: [].into() };
    let day = "2015-01-09".parse().unwrap();
    for _ in 0..number {
        let (version, reply) = (&held.latest.value, reply.clone());
        house.book.keep_reply(&signed(), cycle, version, day, reply).await.unwrap();
    }
}

#[tokio::test]
async fn the_report_is_had_in_every_format_by_those_who_may_see_the_results() {
    let press = Noting::default();
    let house = House::on("2015-01-14").await.printing(press.clone());
    house.open_consultation().await;
    let mut manager = house.signed_in(Role::Manager).await;
    let mut councillor = house.signed_in(Role::Councillor).await;
    let report = |format: &str| format!("{PATH}/results/report?format={format}");
    assert_eq!(manager.get(&report("pdf")).await.status, 404, "nobody has replied");
    keep_replies(&house, 12).await;
    let overview = manager.get(&format!("{PATH}/results")).await;
    for (format, kind) in [
        ("html", "text/html"),
        ("pdf", "application/pdf"),
        ("docx", "wordprocessingml"),
        ("xlsx", "spreadsheetml"),
        ("ods", "opendocument.spreadsheet"),
        ("csv", "application/zip"),
    ] {
        overview.shows(&[&format!("/results/report?format={format}\"")]);
        let file = manager.get(&report(format)).await;
        assert_eq!(file.status, 200, "{format}");
        assert!(file.headers["content-type"].to_str().unwrap().contains(kind), "{format}");
        let how = file.headers["content-disposition"].to_str().unwrap();
        assert_eq!(how.starts_with("inline"), format == "html", "{format}: {how}");
        let policy = file.headers["content-security-policy"].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'; style-src 'unsafe-inline'"), "{policy}");
        assert!(file.text.contains("Illustrative"), "{format}");
    }
    let asked = press.asked();
    assert_eq!(asked.len(), 6);
    assert!(asked.iter().all(|one| one.ends_with(", kept")), "{asked:?}");
    assert_eq!(councillor.get(&report("pdf")).await.status, 404, "it is still open");
    assert!(press.asked().is_empty());
    let (cycle, held) = ("2015-16".parse().unwrap(), house.consultation().await.latest);
    let last = "2015-01-14".parse().unwrap();
    house.book.close_questionnaire(&signed(), cycle, &held, last).await.unwrap();
    assert_eq!(councillor.get(&report("pdf")).await.status, 200);
    assert!(press.asked().iter().all(|one| one.ends_with(", not kept")), "only reading changed it");
}
