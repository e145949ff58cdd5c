//! Both engines have the same tables and columns, and the tables themselves repeat the types' rules.

use std::collections::BTreeSet;

use records::Fingerprint;
use records::Once;
use records::Purpose;
use records::Session;
use records::SignedIn;
use sqlx::Connection as _;

use crate::access_links::new;
use crate::accounts::account;
use crate::accounts::jane;
use crate::approvals::with_a_plan_agreed;
use crate::assessments::with_a_draft;
use crate::consultations::with_a_reply;
use crate::distributions::with_a_request;
use crate::distributions::with_a_sending;
use crate::engine::Database;
use crate::engine::on_both_engines;
use crate::engine::wait_for;
use crate::findings::with_findings;
use crate::maidstone::*;
use crate::panels::with_panels;
use crate::partner_data::with_partner_data;
use crate::plans::with_a_plan;
use crate::priorities::with_priorities;
use crate::task_groups::with_task_groups;
use crate::themes::with_themes;

/// Changes that would leave behind what no type of the core can be.
const AGAINST_THE_RULES: [&str; 122] = [
    "update partnership set head = 'none'",
    "update audit_entry set who = ' ' where entry_id = 1",
    "update audit_entry set at = 'yesterday' where entry_id = 1",
    "update audit_entry set after = null where entry_id = 1",
    "update audit_entry set after = 'no JSON' where entry_id = 1",
    "update audit_entry set who_seal = null where entry_id = 1",
    "update audit_entry set who_seal = 'ajar:' || head from partnership where entry_id = 1",
    "update audit_entry set thing_seal = 'shut:abc' where entry_id = 1",
    "update description set name = ''",
    "update district set code = 'Maidstone'",
    "update district set valid_from = '2015-02-30'",
    "update district set valid_from = '2015-03-02', valid_until = '2015-03-01'",
    "update organisation set capacity = 'friend'",
    "update body set body_id = 'The Council' where body_id = 'scrutiny'",
    "update step set kind = 'adopt' where step_id = 'consultation'",
    "update step set body_id = 'nobody' where step_id = 'plan-adopted'",
    "update step set entry_id = 999",
    "insert into step_need values ('maidstone', '2015-16', 'consultation', 'consultation')",
    "update person set email = 'Jane@example.org'",
    "update person set role = 'king'",
    "update acts_for set owner = ' '",
    "update account set password = ''",
    "update account set issuer = null",
    "update account set second_factor = null",
    "update account set second_factor_confirmed = 'yesterday'",
    "update account set person_id = 'nobody'",
    "update recovery_code set code = 'one'",
    "update recovery_code set person_id = 'nobody'",
    "insert into accepted_code values ('maidstone', 'nobody', 1)",
    "update access_link set purpose = 'anything'",
    "update access_link set name = 'somebody'",
    "update access_link set person_id = null, name = 'somebody'",
    "update access_link set used = '2014-10-14T00:00:00Z'",
    "insert into session values ('abc', null, null, '{}', 0)",
    "update session set person_id = null",
    "update session set partnership_id = 'ashford'",
    "update consulted_text set sha256 = 'abc'",
    "update consulted_text set content = '0'",
    "update consultation set body_id = 'nobody'",
    "update consultation set description = 'no JSON'",
    "update questionnaire_version set opened = null, closed = '2015-02-28'",
    "update form_layout set version_id = 9",
    "update form_layout set copies = 'many'",
    "update reply set channel = 'pigeon'",
    "insert into reply_under_way values ('maidstone', 'abc', '2015-16', 'smp-2015', 1, 'en', '{}', '2015-01-01')",
    "insert into reply_signal values ('nobody', 1, '2015-16', 'smp-2015', '[]', null)",
    "insert into reply_signal values ('maidstone', 1, '2015-16', 'smp-2015', '[', null)",
    "insert into invitation values ('maidstone', '2015-16', 'smp-2015', 'nobody', 'en', null, null, 1, null, 0, 0, null)",
    "insert into invitation values ('maidstone', '2015-16', 'smp-2015', 'a@b.c', 'fr', null, null, 1, null, 0, 0, null)",
    "insert into invitation values ('maidstone', '2015-16', 'smp-2015', 'a@b.c', 'en', null, null, 1, null, 0, 2, null)",
    "insert into invitation values ('maidstone', '2015-16', 'smp-2015', 'a@b.c', 'en', null, null, 1, null, 0, 0, 0)",
    "insert into sampled_reply values ('maidstone', 1, '2015-16', 'smp-2015', 0)",
    "insert into sampled_reply values ('nobody', 1, '2015-16', 'smp-2015', 1)",
    "update reply set day = '2015-01-14T10:00:00Z'",
    "update code_frame set frame = 'no JSON'",
    "update coding set turn = 'third'",
    "update coding set frame_id = 9",
    "update coding set reply_id = 9999",
    "update quotation set salt = 'abc'",
    "update retention set days = 'no JSON'",
    "update tombstone set field = 'all'",
    "update quarterly_value set quarter = '2014-Q5'",
    "update judgement_by_hand set measure_id = 'unheard-of'",
    "update commentary set commentary = '{'",
    "delete from measure",
    "insert into commentary_link values ('maidstone', 1, ' ', 'a@b.c', null, null, '2014-12-17', 1, null, 0, null)",
    "insert into commentary_link values ('maidstone', 1, 'Ann', 'a@b.c', null, null, 'soon', 1, null, 0, null)",
    "update panel set panel = 'no JSON'",
    "update panel_meeting set day = '2014-02-30'",
    "update panel_issue set panel_id = 'nowhere'",
    "update panel_retention set days = 27",
    "update assessment set about = 'no JSON'",
    "update assessment_version set day = '2014-02-30'",
    "update assessment_comment set comment = 'no JSON'",
    "update circulated_draft set version_id = 9",
    "update put_forward set document = 'briefing'",
    "update put_forward set version = 'no JSON'",
    "update approval_note set note_id = 0",
    "update approval_note set salt = 'abc'",
    "update finding set finding_id = 'Not a slug'",
    "update finding set finding = 'no JSON'",
    "update return_supplier set supplier_id = 'Not a slug'",
    "update return_supplier set supplier = 'no JSON'",
    "update partner_delivery set delivery_id = 0",
    "update partner_delivery set delivery = 'no JSON'",
    "update candidate_issue set issue = 'no JSON'",
    "update candidate_issue set cycle_id = '2016-17'",
    "update scoring_round set round_id = 9",
    "update scoring_round set round = 'no JSON'",
    "update issue_score set issue_id = 9999",
    "update issue_score set score = 'no JSON'",
    "update priority_decision set decision_id = 0",
    "update priority_decision set decision = 'no JSON'",
    "update plan set plan = 'no JSON'",
    "update plan_action set action = 'no JSON'",
    "delete from plan",
    "update committee_pack set pack = 'no JSON'",
    "update committee_pack set salt = 'abc'",
    "insert into house_template (partnership_id, entry_id, template) values ('maidstone', 1, ' ')",
    "insert into progress_link (partnership_id, cycle_id, lead, name, token, until, email) values ('maidstone', '2015-16', 'Kent Police', 'Ann', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', '2015-07-31', 'nobody')",
    "insert into progress_link (partnership_id, cycle_id, lead, name, token, until, due) values ('maidstone', '2015-16', 'Kent Police', 'Ann', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', '2015-07-31', 2)",
    "update publication set publication_id = 0",
    "update publication set publication = 'no JSON'",
    "insert into return_link values ('maidstone', 'Kent Police', 'Ann', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', '2015-07-31')",
    "insert into return_link values ('maidstone', 'kent-police', ' ', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', '2015-07-31')",
    "insert into return_link values ('maidstone', 'kent-police', 'Ann', 'abc', '2015-07-31')",
    "insert into return_link values ('maidstone', 'kent-police', 'Ann', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'soon')",
    "insert into progress_link (partnership_id, cycle_id, lead, name, token, until) values ('maidstone', '2015-16', ' ', 'Ann', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', '2015-07-31')",
    "insert into progress_link (partnership_id, cycle_id, lead, name, token, until) values ('maidstone', '2015-16', 'Kent Police', 'Ann', 'abc', '2015-07-31')",
    "insert into progress_link (partnership_id, cycle_id, lead, name, token, until) values ('maidstone', '2015-16', 'Kent Police', 'Ann', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'soon')",
    "update easy_read set easy_read = 'no JSON'",
    "update distribution_list set list = 'no JSON'",
    "update recipient set until_day = 'soon'",
    "update recipient set list_id = 'others'",
    "update sending set sending_id = 0",
    "update dispatch set standing = 'lost'",
    "update dispatch set way = 'pigeon'",
    "update dispatch set standing = 'went'",
    "update dispatch set standing = 'under-way'",
    "update dispatch set received = '2015-03-22'",
    "update format_request set request = 'no JSON'",
    "update format_request set salt = 'abc'",
];

on_both_engines! {
    the_tables_repeat_the_rules_of_the_types;
}

async fn the_tables_repeat_the_rules_of_the_types(database: &Database) {
    let records = database.records().await;
    with_its_year(&records, "ashford").await;
    let book = with_its_year(&records, "maidstone").await;
    book.enter_person(&signed(2), person("jane", "jane@example.org")).await.unwrap();
    book.enter_account(&signed(3), account()).await.unwrap();
    book.make_access_link(&signed(4), new(Purpose::Calendar, "abc")).await.unwrap();
    with_a_reply(&book).await;
    with_themes(&book).await;
    with_task_groups(&book).await;
    with_panels(&book).await;
    with_a_draft(&book).await;
    with_a_plan_agreed(&book).await;
    with_findings(&book).await;
    with_partner_data(&book).await;
    with_priorities(&book).await;
    with_a_plan(&book).await;
    with_a_sending(&book).await;
    with_a_request(&book).await;
    let whose = Some(SignedIn::of(id("maidstone"), jane()));
    let session = Session { data: "{}".to_owned(), whose, expires: signed(60).at };
    let begun = records.sessions().begin(&Fingerprint::of("a"), &session).await.unwrap();
    assert_eq!(begun, Once::Now);
    for sql in AGAINST_THE_RULES {
        assert!(database.refuses(sql).await, "this was let in: {sql}");
    }
    book.verify().await.unwrap();
}

#[test]
fn both_engines_have_the_same_tables_and_columns() {
    let test = "layouts::both_engines_have_the_same_tables_and_columns";
    let Some(server) = Database::on_a_server(test) else { return };
    let file = Database::in_a_file();
    wait_for(async {
        file.records().await;
        server.records().await;
        let columns =
            "select t.name || '.' || c.name || case c.\"notnull\" when 1 then '' else '?' end
            from sqlite_schema t, pragma_table_info(t.name) c where t.type = 'table'";
        let mut lite = sqlx::SqliteConnection::connect(&file.path()).await.unwrap();
        let lite: Vec<String> = sqlx::query_scalar(columns).fetch_all(&mut lite).await.unwrap();
        let columns = "select table_name || '.' || column_name
                || case is_nullable when 'NO' then '' else '?' end
            from information_schema.columns where table_schema = 'saferplan'";
        let mut pg = sqlx::PgConnection::connect(server.address()).await.unwrap();
        let pg: Vec<String> = sqlx::query_scalar(columns).fetch_all(&mut pg).await.unwrap();
        assert!(lite.contains(&"step.body_id?".to_owned()), "{lite:?}");
        assert_eq!(BTreeSet::from_iter(lite), BTreeSet::from_iter(pg));
    });
}
