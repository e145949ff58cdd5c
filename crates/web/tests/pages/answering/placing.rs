//! Postcodes on-line: an area is kept and the postcode is not, and nothing typed is lost where none is found.

use partnership::consultation::reply::Given;
use partnership::terms::area::AreaCode;

use crate::answering::jar::Resident;
use crate::answering::jar::house;
use crate::answering::jar::id;

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
    resident.get("/question/where").await.shows(&["E05004994", "Take this area out of my answers"]);
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
