//! Tests of reading and writing tables.

use proptest::prelude::*;

use super::*;
use crate::task_groups::described::tests::maidstone;

fn written<'a>(columns: &[&str], rows: impl Iterator<Item = Vec<String>> + 'a) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(columns).unwrap();
    rows.for_each(|row| writer.write_record(row).unwrap());
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

fn told(text: &str) -> Vec<String> {
    read(text, &maidstone().measures).unwrap_err().iter().map(ToString::to_string).collect()
}

#[test]
fn what_is_written_is_read_the_same() {
    let known = maidstone();
    let real = |measure: &Measure| {
        let typed = crate::task_groups::measure::TypedMeasure {
            illustrative: false,
            ..measure.typed().clone()
        };
        Measure::of(typed).unwrap()
    };
    let measures: Vec<_> = known.measures.iter().map(real).collect();
    let text = written(&MEASURE_COLUMNS, measures.iter().map(measure_row));
    assert_eq!(read(&text, &[]).unwrap(), Brought::Measures(measures));
    // What is known as made up stays so, though no column says it.
    let made_up = Brought::Measures(known.measures.clone());
    assert!(known.measures.iter().all(|measure| measure.typed().illustrative));
    assert_eq!(read(&text, &known.measures).unwrap(), made_up);
    let text = written(&VALUE_COLUMNS, known.values.iter().map(value_row));
    assert_eq!(read(&text, &known.measures).unwrap(), Brought::Values(known.values));
}

#[test]
fn every_fault_is_told_with_its_line_and_column() {
    let told = told(
        "measure,quarter,value,status\nrepeat-victims,2014-Q9,many,guessed\n\nrepeat-victims,2014-Q2,35,\n\
         repeat-victims,2014-Q2,36,audited\n",
    );
    assert!(told[0].starts_with("line 2, quarter: `2014-Q9` is not a period"), "{told:#?}");
    assert!(told[1].starts_with("line 2, value: `many` is not a number"), "{told:#?}");
    assert!(told[2].starts_with("line 2, status: `guessed` is no status"), "{told:#?}");
    assert_eq!(
        told[3],
        "line 5, quarter: the measure has a value for it in a line above; keep one"
    );
    assert_eq!(told.len(), 4);
}

#[test]
fn a_measure_without_a_direction_or_with_half_a_target_is_told() {
    let told = told(
        "measure,group,name,unit,better,target_quarter,target,source,supplied_by\n\
         Calls,Forum,Calls,calls,fewer,2014-Q4,,list,police\n",
    );
    assert!(told[0].starts_with("line 2, measure: `Calls` is not a short name"), "{told:#?}");
    assert_eq!(
        told[1],
        "line 2, better: it does not say which way is better; write lower or higher"
    );
    assert_eq!(told[2], "line 2, target: a quarter stands beside it; write the value");
}

#[test]
fn a_first_line_that_names_no_columns_is_told_with_those_that_are_known() {
    let told = told("Burglary;12\n");
    assert!(told[0].contains("for values write measure,quarter,value,status,source"), "{told:#?}");
    assert!(read("", &[]).unwrap_err()[0].to_string().starts_with("line 1: there is nothing here"));
}

#[test]
fn an_apostrophe_that_keeps_a_cell_from_being_run_is_taken_off() {
    let text = "measure,quarter,value\nrepeat-victims,2014-Q2,'-3\n";
    let Brought::Values(values) = read(text, &maidstone().measures).unwrap() else {
        panic!("values")
    };
    assert_eq!(values[0].value.to_string(), "-3");
}

proptest! {
    #[test]
    fn no_text_panics(text in ".{0,200}", lines in "measure,quarter,value\n[a-z0-9,\"'\n-]{0,120}") {
        let known = maidstone().measures;
        let _read = (read(&text, &known), read(&lines, &known));
    }
}
