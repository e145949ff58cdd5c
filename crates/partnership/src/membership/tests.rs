//! Tests of the partnership's description.

use serde_json::json;

use crate::membership::GroupChoice;
use crate::membership::Partnership;
use crate::membership::PartnershipFault;
use crate::membership::TypedPartnership;
use crate::membership::organisation::Organisation;

fn typed() -> TypedPartnership {
    serde_json::from_value(json!({
        "name": "Safer Maidstone Partnership",
        "police_force": "Kent Police",
        "comparison_group": "nearest-neighbours",
        "district": [{ "code": "E07000110", "name": "Maidstone" }],
        "organisation": [
            { "name": "Kent Police", "capacity": "responsible-authority" },
            { "name": "primary care trust", "capacity": "responsible-authority",
              "valid": "until 2013-03-31" },
            { "name": "clinical commissioning group", "capacity": "responsible-authority",
              "valid": "from 2013-04-01" },
            { "name": "neighbourhood panels", "capacity": "key-partner" },
        ],
        "task_group": [{ "name": "Domestic Violence Forum" }],
        "body": [{ "id": "partnership", "kind": "strategy-group", "name": "the partnership" }],
    }))
    .unwrap()
}

#[test]
fn who_was_a_member_depends_on_the_day() {
    let partnership = Partnership::of(typed()).unwrap();
    let members = |day: &str| -> Vec<&str> {
        partnership.members_on(day.parse().unwrap()).map(|member| member.name.as_str()).collect()
    };
    assert_eq!(members("2013-03-31"), ["Kent Police", "primary care trust"]);
    assert_eq!(members("2013-04-01"), ["Kent Police", "clinical commissioning group"]);
    assert_eq!(partnership.force().slug(), "kent");
}

#[test]
fn all_faults_of_a_description_are_told_together() {
    let mut wrong = typed();
    wrong.police_force = "Ruritania".to_owned();
    wrong.bodies.clear();
    wrong.districts[0].code = "E05000001".parse().unwrap();
    wrong.organisations[1].name = "Kent Police".to_owned();
    wrong.task_groups[0].name = " ".to_owned();
    let refused = Partnership::of(wrong).unwrap_err();
    assert_eq!(
        refused.0,
        [
            PartnershipFault::NoName("task group"),
            PartnershipFault::Twice { what: "organisation", name: "Kent Police".to_owned() },
            PartnershipFault::NotADistrict { code: "E05000001".parse().unwrap(), found: "ward" },
            PartnershipFault::NoStrategyGroup,
            PartnershipFault::NoSuchForce("Ruritania".to_owned()),
        ]
    );
    assert_eq!(refused.to_string().lines().count(), 6);
}

#[test]
fn a_member_may_leave_and_come_back() {
    let mut again = typed();
    again.organisations[2].name = "primary care trust".to_owned();
    assert!(Partnership::of(again).is_ok());
}

#[test]
fn a_misspelt_field_is_refused_and_not_passed_over() {
    let misspelt = json!({ "name": "Kent Police", "capacity": "key-partner", "vaild": "always" });
    let refused = serde_json::from_value::<Organisation>(misspelt);
    assert!(refused.unwrap_err().to_string().contains("unknown field `vaild`"));
}

#[test]
fn a_comparison_group_may_be_chosen_area_by_area() {
    let chosen: GroupChoice = serde_json::from_value(json!({ "chosen": ["E07000105"] })).unwrap();
    assert!(matches!(chosen, GroupChoice::Chosen(areas) if areas.len() == 1));
}
