//! What `police_street` promises, as tests.

use proptest::prelude::*;

use super::*;
use crate::report::Trap;
use crate::testing::any_rows;
use crate::testing::rows_in;

const HEADER: &str = "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,\
                      LSOA name,Crime type,Last outcome category,Context";
const ID: &str = "f91cca075a2ccccd5e24ad14f5134a8fe64a7f809ff34890b6fec009f32a1dab";
const NAME: &str = "2014-06.zip/2014-06/2014-06-kent-street.csv";

/// A good row with one column changed.
fn row_with(column: usize, text: &str) -> String {
    let mut cells = [
        ID,
        "2014-06",
        "Kent Police",
        "Kent Police",
        "0.5",
        "51.2",
        "On or near The Street",
        "E01024356",
        "Maidstone 001A",
        "Robbery",
        "",
        "",
    ];
    cells[column] = text;
    cells.join(",")
}

fn report_of(rows: &[String]) -> FileReport {
    let text = format!("{HEADER}\n{}\n", rows.join("\n"));
    read(NAME, &mut text.as_bytes(), &mut |_| {}).unwrap()
}

fn refusal_of(column: usize, text: &str) -> String {
    let report = report_of(&[row_with(column, text)]);
    assert_eq!((report.kept, report.refused), (0, 1), "{text}");
    report.refusals[0].to_string()
}

#[test]
fn a_row_is_read_as_published() {
    let text = format!("{HEADER}\n{}\n", row_with(10, "Under investigation"));
    let mut seen = 0;
    let report = read(NAME, &mut text.as_bytes(), &mut |crime| {
        seen += 1;
        assert_eq!(crime.line, 2);
        assert_eq!(crime.crime_id.map(|id| (id[0], id[31])), Some((0xF9, 0xAB)));
        assert_eq!(crime.month.to_string(), "2014-06");
        assert_eq!((crime.reported_by, crime.falls_within), ("Kent Police", "Kent Police"));
        assert_eq!(crime.position, Some((0.5, 51.2)));
        assert_eq!(crime.location, "On or near The Street");
        assert_eq!(crime.lsoa.map(|(_, name)| name), Some("Maidstone 001A"));
        assert_eq!(crime.class.name(), "Robbery");
        assert_eq!(crime.last_outcome, Some("Under investigation"));
    });
    let report = report.unwrap();
    assert_eq!((seen, report.kept, report.refused), (1, 1, 0));
    assert_eq!(report.traps, [].into());
    assert_eq!(report.covers().map(|(first, _)| first.to_string()).as_deref(), Some("2014-06"));
    assert!(report.sets.contains("Kent Police"));
}

#[test]
fn each_wrong_cell_refuses_its_row_and_says_why() {
    assert_eq!(
        refusal_of(1, "2025-13"),
        "line 2: month is `2025-13`; expected YYYY-MM, such as 2014-06"
    );
    assert!(refusal_of(0, &ID[1..]).contains("crime id"));
    assert!(refusal_of(0, &ID.replace('a', "g")).contains("64 hexadecimal digits"));
    assert!(refusal_of(2, "").contains("reported by is ``"));
    assert!(refusal_of(4, "east").contains("longitude is `east`"));
    assert!(refusal_of(4, "").contains("nothing in both"));
    assert!(refusal_of(4, "51.2").contains("-9 to 2.1"));
    assert!(refusal_of(5, "NaN").contains("latitude"));
    assert!(refusal_of(7, "E0102435").contains("lsoa code"));
    assert!(refusal_of(7, "E07000110").contains("code of an LSOA"));
    assert!(refusal_of(9, "Piracy").contains("`Piracy`; expected one of the crime types"));
    assert!(refusal_of(11, ",").contains("number of fields is `13`"));
}

#[test]
fn text_that_is_not_utf_8_refuses_its_row_and_no_other() {
    let mut bytes = format!("{HEADER}\n{}\n", row_with(6, "X")).into_bytes();
    bytes.extend(
        row_with(6, "Caf?").into_bytes().iter().map(|b| if *b == b'?' { 0xE9 } else { *b }),
    );
    let report = read(NAME, &mut &*bytes, &mut |_| {}).unwrap();
    assert_eq!((report.kept, report.refused), (1, 1));
    assert!(report.refusals[0].to_string().contains("expected text in UTF-8"));
}

#[test]
fn what_misleads_is_kept_and_noted() {
    let no_place = row_with(4, "").replace(",51.2,", ",,").replace("E01024356,Maidstone 001A", ",");
    let report = report_of(&[
        row_with(0, ""),
        row_with(0, "").replace("Robbery", "Anti-social behaviour"),
        no_place,
        row_with(3, "Essex Police"),
        row_with(2, "Ruritania Police"),
        row_with(2, "British Transport Police"),
        row_with(1, "2014-05"),
        row_with(9, "Violent crime"),
        row_with(1, "2013-04").replace("Robbery", "Violent crime"),
        row_with(6, "\"The Street, Boxley\""),
    ]);
    assert_eq!(report.refused, 0);
    let met: Vec<_> =
        report.traps.iter().map(|(trap, met)| (*trap, met.times, met.first_line)).collect();
    let wanted = [
        (Trap::QuotedComma, 1, 11),
        (Trap::NoLsoa, 1, 4),
        (Trap::NoPosition, 1, 4),
        (Trap::IncidentWithoutId, 1, 3),
        (Trap::CrimeWithoutId, 1, 2),
        (Trap::RepeatedId, 7, 5),
        (Trap::OtherForcesArea, 3, 5),
        (Trap::UnknownForce, 1, 6),
        (Trap::ForceUnlikeFileName, 1, 7),
        (Trap::MonthUnlikeFileName, 2, 8),
        (Trap::TypeBeforeMay2013, 1, 10),
        (Trap::TypeOutOfTime, 1, 9),
    ];
    assert_eq!(met, wanted);
}

#[test]
fn a_row_met_twice_is_kept_twice_and_noted() {
    let report = report_of(&[row_with(6, "A"), row_with(6, "A"), row_with(6, "B")]);
    assert_eq!(report.kept, 3);
    assert_eq!(report.traps[&Trap::RepeatedRow].times, 1);
    assert_eq!(report.traps[&Trap::RepeatedId].first_line, 4);
}

#[test]
fn a_file_with_only_a_header_has_no_rows_and_no_fault() {
    let report = report_of(&[]);
    assert_eq!(report.rows(), 0);
    assert!(report.traps.contains_key(&Trap::NoRows));
}

#[test]
fn line_ends_of_old_macs_and_a_byte_order_mark_are_read_and_noted() {
    let text = format!("\u{FEFF}{HEADER}\r{}\r{}\r", row_with(0, ""), row_with(1, "x"));
    let report = read(NAME, &mut text.as_bytes(), &mut |_| {}).unwrap();
    assert_eq!((report.kept, report.refusals[0].line), (1, 3));
    assert!(report.traps.contains_key(&Trap::ByteOrderMark));
    assert!(report.traps.contains_key(&Trap::CarriageReturnOnly));
}

#[test]
fn columns_may_stand_in_any_order() {
    let text = "Month,Crime type,Crime ID,Reported by,Falls within,Latitude,Longitude,LSOA name,\
                LSOA code,Location,Last outcome category\r\n\
                2014-06,Robbery,,Kent Police,Kent Police,51.2,0.5,Maidstone 001A,E01024356,X,\r\n";
    let mut positions = Vec::new();
    read(NAME, &mut text.as_bytes(), &mut |crime| positions.extend(crime.position)).unwrap();
    assert_eq!(positions, [(0.5, 51.2)]);
}

#[test]
fn wrong_columns_are_refused_with_those_wanted() {
    let text = HEADER.replace("LSOA code", "Ward code") + "\n";
    let error = read(NAME, &mut text.as_bytes(), &mut |_| {}).unwrap_err().to_string();
    assert!(error.starts_with(NAME), "{error}");
    assert!(
        error.contains("\"street-level crimes\", which has also the columns lsoa code"),
        "{error}"
    );
    let outcomes = "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,\
                    LSOA name,Outcome type\n";
    let error = read(NAME, &mut outcomes.as_bytes(), &mut |_| {}).unwrap_err().to_string();
    assert!(error.contains("this is \"outcomes of street-level crimes\""), "{error}");
}

proptest! {
    #[test]
    fn every_row_is_kept_or_refused(text in any_rows(HEADER)) {
        let mut given = 0;
        if let Ok(report) = read(NAME, &mut text.as_bytes(), &mut |_| given += 1) {
            prop_assert_eq!(Some(report.rows()), rows_in(&text));
            prop_assert_eq!(report.kept, given);
        }
    }

    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let mut text = HEADER.as_bytes().to_vec();
        text.push(b'\n');
        text.extend(bytes);
        let _ = read(NAME, &mut &*text, &mut |_| {});
    }

    #[test]
    fn a_written_crime_is_read_again(
        id in any::<[u8; 32]>(), year in 2010_i16..2030, month in 1_i8..=12, x in -8.0_f64..2.0,
        y in 50.0_f64..60.0, lsoa in 1_u32..99_999_999, class in 0_usize..16,
        location in "[A-Za-z ,\"é]{1,20}",
    ) {
        let class = partnership::terms::offence::OffenceClass::all().nth(class).unwrap();
        let month = Month::new(year, month).unwrap();
        let hex: String = id.iter().map(|byte| format!("{byte:02x}")).collect();
        let place = location.replace('"', "\"\"");
        let code = format!("E01{:06}", lsoa % 1_000_000);
        let text = format!(
            "{HEADER}\n{hex},{month},Kent Police,Kent Police,{x},{y},\"{place}\",{code},N,{class},,\n"
        );
        let mut read_again = 0;
        let report = read("any.csv", &mut text.as_bytes(), &mut |crime| {
            read_again += 1;
            assert_eq!((crime.crime_id, crime.month, crime.class), (Some(id), month, class));
            assert_eq!((crime.position, crime.location), (Some((x, y)), &*location));
            assert_eq!(crime.lsoa.map(|(code, _)| code.to_string()), Some(code.clone()));
        });
        prop_assert_eq!((report.unwrap().refused, read_again), (0, 1));
    }
}
