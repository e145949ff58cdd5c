//! Queries: they read and nothing else, and say plainly what is wrong.

use std::fs;
use std::path::Path;

use archive::Archive;
use archive::Format;
use archive::QueryError;
use tempfile::TempDir;
use tempfile::tempdir;

use crate::rows::*;

fn three_months() -> TempDir {
    let folder = tempdir().unwrap();
    import(folder.path(), |import| {
        for (number, name) in [(1, "2014-04"), (2, "2014-05"), (3, "2014-06")] {
            import.add_street(extract(number), street(number, KENT, month(name), 600))?;
        }
        Ok(())
    });
    folder
}

fn written(archive: &Archive, sql: &str, format: Format) -> String {
    let mut text = Vec::new();
    archive.query_to(sql, format, &mut text).unwrap();
    String::from_utf8(text).unwrap()
}

#[test]
fn whatever_would_change_something_is_refused() {
    let folder = three_months();
    let archive = open(folder.path()).unwrap();
    let stolen = folder.path().join("stolen.csv");
    for sql in [
        "insert into crime select * from crime",
        "delete from crime",
        "update crime set month = '2014-07'",
        "truncate table crime",
        "drop table crime",
        "drop view crime",
        "create table mine as select 1",
        "create view mine as select 1",
        "create schema mine",
        "create external table mine stored as parquet location '/'",
        &format!("copy crime to '{}'", stolen.display()),
        &format!("copy (select 1) to '{}' stored as csv", stolen.display()),
        "set datafusion.execution.batch_size = 1",
        "reset datafusion.execution.batch_size",
        "begin",
        "prepare p as select 1",
        "deallocate p",
        "explain analyze insert into crime select * from crime",
        "create function f(int) returns int return $1",
    ] {
        let refused = archive.query(sql);
        let is_refused = matches!(
            refused,
            Err(QueryError::ReadOnly | QueryError::Syntax(_) | QueryError::Meaning(_))
        );
        assert!(is_refused, "{sql}: {refused:?}");
    }
    assert!(!stolen.exists());
    assert_eq!(number(&archive, "select count(*) from crime"), 1800);
    assert!(archive.query("select 1; select 2").is_err());
}

#[test]
fn no_other_file_can_be_read() {
    let folder = three_months();
    let other = folder.path().join("other.csv");
    fs::write(&other, "secret\n1\n").unwrap();
    let archive = open(folder.path()).unwrap();
    for sql in [
        format!("select * from '{}'", other.display()),
        format!("select * from \"{}\"", other.display()),
        format!("select * from read_csv('{}')", other.display()),
        format!("select * from read_parquet('{}')", other.display()),
        format!("select * from '{}'", folder.path().join("crime").display()),
    ] {
        assert!(archive.query(&sql).is_err(), "{sql}");
    }
}

#[test]
fn no_query_finds_a_crime_identifier() {
    let folder = three_months();
    let archive = open(folder.path()).unwrap();
    let columns = "select count(*) from information_schema.columns where column_name = 'crime_id'";
    assert_eq!(number(&archive, columns), 0);
    for table in ["crime", "crime_row", "outcome"] {
        assert!(archive.query(&format!("select crime_id from {table}")).is_err());
    }
}

#[test]
fn a_query_may_gather_what_it_finds_in_lists() {
    let folder = three_months();
    let archive = open(folder.path()).unwrap();
    let kinds = "select cardinality(array_distinct(array_agg(crime_type))) from crime";
    let counted = "select count(distinct crime_type) from crime";
    assert!(number(&archive, counted) > 1);
    assert_eq!(number(&archive, kinds), number(&archive, counted));
}

#[test]
fn text_behaves_as_text() {
    let folder = three_months();
    let archive = open(folder.path()).unwrap();
    let count = |condition: &str| {
        number(&archive, &format!("select count(*) from crime where {condition}"))
    };
    assert_eq!(count("month between '2014-05' and '2014-06'"), 1200);
    assert_eq!(count("month > '2014-06'"), 0);
    assert_eq!(count("lsoa_name like 'Maidstone %'"), 900);
    assert_eq!(count("lsoa_name like '%001A'"), 900);
    assert_eq!(count("lsoa_name is null"), 450);
    assert_eq!(count("crime_type in ('Robbery', 'Burglary')"), 1200);
    assert_eq!(count("upper(reported_by) = 'KENT POLICE'"), 1800);
    assert_eq!(count("substr(month, 1, 4) = '2014'"), 1800);
    assert_eq!(count(&format!("extract = '{}'", id(2))), 600);
    let per = archive.query("select extract, count(*) from crime group by extract order by 1");
    assert_eq!(per.unwrap().rows.len(), 3);
    let joined = "select count(*) from crime c join extract e on c.extract = e.extract";
    assert_eq!(number(&archive, joined), 1800);
}

#[test]
fn a_district_and_month_are_found_without_reading_the_rest() {
    let folder = three_months();
    let archive = open(folder.path()).unwrap();
    let plan = written(
        &archive,
        "explain analyze select location from crime where month = '2014-06' and lsoa_name like 'Ashford %'",
        Format::Table,
    );
    assert!(plan.contains("files_ranges_pruned_statistics") || plan.contains("pruned"), "{plan}");
}

#[test]
fn a_fault_is_named_with_what_there_is() {
    let folder = three_months();
    let archive = open(folder.path()).unwrap();
    let fault = |sql: &str| archive.query(sql).unwrap_err().to_string();
    let table = fault("select * from crimes");
    assert!(table.starts_with("there is no table `crimes`; there are area_link, boundary, crime,"));
    let column = fault("select lsoa from crime");
    assert!(column.starts_with("there is no column `lsoa`; there are"), "{column}");
    assert!(column.contains("lsoa_code") && column.contains("last_outcome"), "{column}");
    let syntax = fault("selekt * from crime");
    assert!(syntax.starts_with("the query is not SQL"), "{syntax}");
    let function = fault("select frobnicate(month) from crime");
    assert!(function.contains("frobnicate"), "{function}");
    assert!(fault("drop table crime").contains("only read"));
    let sum = fault("select sum(month) from crime");
    assert!(sum.starts_with("the query"), "{sum}");
    let divided = fault("select 1 / (count(*) - 1800) from crime");
    assert!(divided.starts_with("the query stopped") && divided.contains("ivide"), "{divided}");
}

#[test]
fn csv_is_quoted_as_rfc_4180_says_and_no_words_are_a_formula() {
    let archive = open(Path::new("/nowhere/at/all")).unwrap();
    let sql = "select 'a,\"b\"' as \"x,y\", '=1+1' as f, null as n, -1.5 as d, true as t";
    assert_eq!(
        written(&archive, sql, Format::Csv),
        "\"x,y\",f,n,d,t\r\n\"a,\"\"b\"\"\",'=1+1,,-1.5,true\r\n"
    );
}

#[test]
fn json_is_a_list_of_objects() {
    let archive = open(Path::new("/nowhere/at/all")).unwrap();
    let sql = "select 'a\"b' as \"q\"\"k\", null as n, 15 as i, 1.5 as d, true as t, \
               cast('nan' as double) as x";
    let text = written(&archive, sql, Format::Json);
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    let wanted = serde_json::json!([
        {"q\"k": "a\"b", "n": null, "i": 15, "d": 1.5, "t": true, "x": null}
    ]);
    assert_eq!(value, wanted);
    assert_eq!(written(&archive, "select 1 where false", Format::Json), "[]\n");
}

#[test]
fn a_table_shows_its_columns_even_without_rows() {
    let archive = open(Path::new("/nowhere/at/all")).unwrap();
    let text = written(&archive, "select month, lsoa_name from crime", Format::Table);
    assert!(text.contains("| month | lsoa_name |"), "{text}");
    assert_eq!(archive.query("describe crime").unwrap().rows.len(), 11);
}

#[test]
fn every_row_is_written_out_whatever_the_format() {
    let folder = three_months();
    let archive = open(folder.path()).unwrap();
    let csv = written(&archive, "select * from crime_row", Format::Csv);
    assert_eq!(csv.lines().count(), 1801);
    let json = written(&archive, "select * from crime_row", Format::Json);
    let rows: Vec<serde_json::Value> = serde_json::from_str(&json).unwrap();
    assert_eq!(rows.len(), 1800);
    assert_eq!(rows[0].as_object().unwrap().len(), 12);
}

#[test]
fn an_archive_may_be_let_go_where_nothing_may_wait() {
    let folder = three_months();
    let archive = open(folder.path()).unwrap();
    assert!(written(&archive, "select count(*) from crime", Format::Csv).contains("1800"));
    let serving = tokio::runtime::Builder::new_current_thread().build().unwrap();
    serving.block_on(async move { drop(archive) });
}
