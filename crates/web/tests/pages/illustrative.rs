//! A consultation that was made up says so: on every page, and in every file that is taken from it.

use axum::http::StatusCode;
use partnership::consultation::language::Language;
use partnership::consultation::on_line::said::made_up;
use partnership::membership::may::May;
use partnership::membership::person::Role;

use crate::roles::full_house;
use crate::roles::signed_in;
use crate::roles::table::Method;
use crate::roles::table::Who;
use crate::roles::table::lines;

const CONSULTATION: &str = "{p}/consultations/2015-16/smp-2015";
const ANSWER: &str = "{p}/answer/smp-2015";

#[tokio::test]
async fn every_page_of_a_made_up_consultation_says_so() {
    let house = full_house().await;
    let mut seen = 0;
    for role in [Role::Manager, Role::Administrator] {
        let mut browser = signed_in(&house, role).await;
        for line in lines().filter(|line| line.method == Method::Get && line.then == 200) {
            let below = line.path.starts_with(CONSULTATION) || line.path.starts_with(ANSWER);
            let may = match line.who {
                Who::Anybody => true,
                Who::May(deed) => matches!(role.may(deed), May::Yes | May::Own),
            };
            if !below || !may {
                continue;
            }
            let answer = browser.get(&line.path.replace("{p}", crate::house::SMP)).await;
            assert_eq!(answer.status, StatusCode::OK, "{}", line.path);
            let kind = answer.headers["content-type"].to_str().unwrap();
            if kind.starts_with("text/html") {
                let says = answer.text.contains(made_up(Language::English));
                assert!(says, "{} does not say so: {}", line.path, answer.text);
                seen += 1;
            }
        }
    }
    assert!(seen > 30, "only {seen} pages were looked at");
}

#[tokio::test]
async fn every_file_of_the_replies_to_a_made_up_consultation_says_so() {
    let house = full_house().await;
    let mut manager = signed_in(&house, Role::Manager).await;
    for file in
        ["replies.csv", "answers.csv", "codebook.csv", "codebook.xml", "replies.csv-metadata.json"]
    {
        let path = CONSULTATION.replace("{p}", crate::house::SMP);
        let answer = manager.get(&format!("{path}/results/{file}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{file}");
        assert!(answer.text.to_lowercase().contains("illustrative"), "{file}: {}", answer.text);
    }
}
