//! Postcodes on-line: an area is kept and the postcode is not, and nothing typed is lost where none is found.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use partnership::consultation::language::Language;
use partnership::consultation::reply::Channel;
use partnership::consultation::reply::Given;
use partnership::consultation::reply::Reply;
use partnership::membership::person::Role;
use partnership::terms::area::AreaCode;

use crate::answering::jar::Resident;
use crate::answering::jar::house;
use crate::answering::jar::id;
use crate::house::SMP;
use crate::house::signed;

/// A list of one postcode. The lists themselves are read where the whole program runs.
pub(crate) struct OfOne;

impl web::Postcodes for OfOne {
    fn are_held(&self) -> bool {
        true
    }

    fn areas_of(&self, postcode: &str) -> Result<Vec<AreaCode>, String> {
        match postcode {
            "ME156JQ" => Ok(["E05004994", "E01024356"].map(|code| code.parse().unwrap()).into()),
            "ME156JR" => Err("the list is damaged".to_owned()),
            _ => Ok(Vec::new()),
        }
    }

    fn names_of(&self, areas: &BTreeSet<AreaCode>) -> Result<BTreeMap<AreaCode, String>, String> {
        let named = areas.iter().filter(|area| area.to_string() == "E05004994");
        Ok(named.map(|area| (*area, "Fant".to_owned())).collect())
    }
}

#[tokio::test]
async fn a_postcode_becomes_its_area_and_one_that_is_unknown_is_told() {
    let house = house("2015-01-14").await.placing(OfOne);
    let mut resident = Resident::at(&house);
    resident.begin().await;
    resident.answer("after-dark", &[("answer", "very-safe")]).await;
    resident.answer("victim", &[("answer", "no")]).await;
    resident.get("/question/where").await.shows(&["Only the area is kept"]);
    let unknown = resident.answer("where", &[("answer", "ME1 1AA")]).await;
    unknown.shows(&["There is a problem", "value=\"ME1 1AA\""]);
    let broken = resident.answer("where", &[("answer", "ME15 6JR")]).await;
    assert_eq!(broken.status, 500);
    assert!(!broken.text.contains("6JR"), "{}", broken.text);
    resident.answer("where", &[("answer", "me15 6jq")]).await.leads_to();
    let kept = resident.get("/question/where").await;
    kept.shows(&["The area Fant (E05004994) is kept", "Take this area out of my answers"]);
    resident.get("/check").await.shows(&["Fant (E05004994)"]);
    // Left empty it stays, and it goes when it is taken out.
    resident.answer("where", &[("answer", "")]).await.leads_to();
    resident.get("/question/where").await.shows(&["E05004994"]);
    resident.answer("where", &[("answer", ""), ("take-out", "yes")]).await.leads_to();
    let page = resident.get("/question/where").await;
    assert!(!page.text.contains("E05004994"), "{}", page.text);
    resident.answer("where", &[("answer", "ME15 6JQ")]).await.leads_to();
    resident.send(&[]).await.leads_to();
    let replies = house.replies().await;
    let area = "E05004994".parse().unwrap();
    assert_eq!(replies[0].reply.answers[&id("where")], Given::Area(area));
    let database = std::fs::read(house.folder.path().join("records.db")).unwrap();
    let kept = String::from_utf8_lossy(&database).to_uppercase();
    assert!(!kept.contains("6JQ"), "the postcode is in the records");
}

#[tokio::test]
async fn results_tell_areas_by_their_names_as_far_as_these_are_known() {
    let house = house("2015-01-14").await.placing(OfOne);
    let cycle = "2015-16".parse().unwrap();
    let held = house.book.answering(&"say".parse().unwrap(), None).await.unwrap().unwrap().held;
    let day = "2015-01-09".parse().unwrap();
    for (area, replies) in [("E05004994", 30), ("E05000001", 20)] {
        let answers = [(id("where"), Given::Area(area.parse().unwrap()))].into();
        let reply = Reply { channel: Channel::Paper, language: Language::English, answers };
        for _ in 0..replies {
            let (version, reply) = (&held.latest.value, reply.clone());
            house.book.keep_reply(&signed(), cycle, version, day, reply).await.unwrap();
        }
    }
    let mut manager = house.signed_in(Role::Manager).await;
    let results = format!("{SMP}/consultations/2015-16/say/results");
    for page in [results.clone(), format!("{results}/questions/where")] {
        let page = manager.get(&page).await;
        assert!(!page.text.contains("E05004994"), "{}", page.text);
    }
    manager.get(&format!("{results}/questions/where")).await.shows(&["Fant", "E05000001"]);
}
