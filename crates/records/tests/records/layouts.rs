//! Both engines have the same tables and columns, and the tables themselves repeat the types' rules.

use std::collections::BTreeSet;

use sqlx::Connection as _;

use crate::engine::Database;
use crate::engine::on_both_engines;
use crate::engine::wait_for;
use crate::maidstone::*;

/// Changes that would leave behind what no type of the core can be.
const AGAINST_THE_RULES: [&str; 17] = [
    "update partnership set head = 'none'",
    "update audit_entry set who = ' ' where entry_id = 1",
    "update audit_entry set at = 'yesterday' where entry_id = 1",
    "update audit_entry set after = null where entry_id = 1",
    "update audit_entry set after = 'no JSON' where entry_id = 1",
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
];

on_both_engines! {
    the_tables_repeat_the_rules_of_the_types;
}

async fn the_tables_repeat_the_rules_of_the_types(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    book.enter_person(&signed(2), person("jane", "jane@example.org")).await.unwrap();
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
