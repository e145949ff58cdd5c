//! Returns and series as senders make them: what is kept, what is refused and in which words, and that nothing stops it.

mod properties;

use super::delivery::Contents;
use super::delivery::Delivery;
use super::delivery::Subject;
use super::delivery::in_force;
use super::delivery::replaced_by;
use super::delivery::same_before;
use super::kind::ReturnKind;
use super::place::Place;
use super::prescribed::PrescribedReturn;
use super::prescribed::due;
use super::prescribed::first_quarter;
use super::report::MOST_TOLD;
use super::report::Report;
use super::return_file;
use super::return_file::KindCount;
use super::return_file::ReadReturn;
use super::series::SeriesStatus;
use super::series_file;
use super::series_file::Beside;
use super::shown::PlaceLine;
use super::shown::ReturnTables;
use super::standing::standings;
use super::supplier::Supplier;
use crate::evidence::disclosure::Shown;
use crate::terms::day::Day;
use crate::terms::period::Quarter;

const TODAY: &str = "2014-10-14";

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn quarter(text: &str) -> Quarter {
    text.parse().unwrap()
}

fn sent(text: &str, of: PrescribedReturn) -> ReadReturn {
    return_file::read(text.as_bytes(), of, quarter("2014-Q1"), day(TODAY))
}

fn faults(report: &Report) -> Vec<String> {
    report.faults.iter().map(super::report::RowFault::in_words).collect()
}

#[test]
fn rows_come_to_counts_by_kind_month_and_place_and_no_day_is_kept() {
    let text = "\u{feff}Location;Kind;Time;Date;Officer\r\n\
        E01024356;Anti-social behaviour;21:30;2014-04-05;x\r\n\
        E01024356;anti social behaviour;;30/04/2014;y\r\n;;;;\r\n\
        me15;Residential burglary;07:05:10;1 June 2014;z\r\n;shoplifting;;2014-06-02;\r\n";
    let read = sent(text, PrescribedReturn::Police);
    let counts = read.counts.unwrap();
    let told: Vec<(&str, String, String, u64)> = counts
        .iter()
        .map(|one| (one.kind.name(), one.month.to_string(), one.place.to_string(), one.count))
        .collect();
    let row =
        |kind, month: &str, place: &str, count| (kind, month.to_owned(), place.to_owned(), count);
    assert_eq!(
        told,
        [
            row("anti-social behaviour", "2014-04", "E01024356", 2),
            row("residential burglary", "2014-06", "ME15", 1),
            row("shoplifting", "2014-06", "", 1),
        ]
    );
    assert_eq!((read.report.rows, read.report.in_words().as_str()), (4, "All 4 rows were kept."));
    let notes = read.report.notes.join("\n");
    for part in ["One column was passed over", "no row of May 2014", "1 row has no place", "arson"]
    {
        assert!(notes.contains(part), "{part}: {notes}");
    }
    let json = serde_json::to_string(&counts).unwrap();
    assert!(!json.contains("2014-04-05") && !json.contains("21:30"), "{json}");
    assert_eq!(serde_json::from_str::<Vec<return_file::KindCount>>(&json).unwrap(), counts);
}

#[test]
fn each_refused_row_is_told_with_line_column_and_reason_and_nothing_is_kept() {
    let text = "kind,date,time,location\n\
        arson,2014-04-05,,E01024356\n\
        arsen,2014-07-01,25:00,E07000110\n\
        John Smith,yesterday,,\"12 High Street\"\n\
        arson,2014-13-01\n";
    let read = sent(text, PrescribedReturn::Police);
    assert_eq!(read.counts, None);
    assert_eq!(read.report.in_words(), "Nothing was kept: 3 of 4 rows are refused.");
    insta::assert_snapshot!(faults(&read.report).join("\n"), @r"
    Line 3, kind: this is no kind of the police return; write “arson” if that is meant.
    Line 3, date: July 2014 is not in April to June 2014; take the row out, or send it with its own quarter.
    Line 3, location: this is no place that a return may tell; write the code of an LSOA (E01024356) or ward (E05005003), the first part of the postcode (ME15), or leave it empty.
    Line 3, time: this is no time of a day; write it as 21:30, or leave it empty.
    Line 4, kind: this is no kind of the police return; write one of its kinds, which the page that takes it lists.
    Line 4, date: this is no day; write it as 2014-06-30 or 30/06/2014.
    Line 4, location: this is no place that a return may tell; write the code of an LSOA (E01024356) or ward (E05005003), the first part of the postcode (ME15), or leave it empty.
    Line 5: it has 2 cells where the headings say 4; mend the row.
    ");
    assert!(!format!("{:?}", read.report).contains("Smith"), "a report repeats a name");
}

#[test]
fn what_leads_to_a_person_is_refused_and_not_repeated() {
    let text = "kind,date,location,note\n\
        assault,2014-04-05,ME15 6JQ,\n\
        X95,2014-04-05,ME15,jane@example.org\n\
        assault,2014-04-05,ME15,943 476 5919\n\
        assault,2014-04-05,ME15,01622 602000\n\
        assault,2014-04-05,E01024356,\n";
    let read = sent(text, PrescribedReturn::Health);
    let told = faults(&read.report).join("\n");
    for part in [
        "Line 2, column 3: it has a full postcode",
        "Line 3, column 4: it has an e-mail address",
        "Line 4, column 4: it has what may be an NHS number",
        "Line 5, column 4: it has what may be a telephone number",
        "Line 6, location: a health return tells the first part of the postcode alone",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    for personal in ["6JQ", "jane", "5919", "602000"] {
        assert!(!told.contains(personal), "{told}");
    }
    let headed = sent("kind,date,location,Surname,Patient DOB\n", PrescribedReturn::Health);
    let why = headed.report.whole.unwrap();
    assert!(why.contains("columns 4 and 5 are headed as telling of a person"), "{why}");
}

#[test]
fn what_is_no_file_of_a_return_is_told_as_a_whole() {
    let whole = |text: &str| sent(text, PrescribedReturn::Fire).report.whole.unwrap_or_default();
    assert!(
        whole("").contains(
            "the file is empty; its first line wants the headings kind, date and location"
        )
    );
    assert!(whole("kind,when\n").contains("no column headed date and location"));
    assert!(whole("kind,date,Kind,location\n").contains("two columns are headed kind"));
    let latin = return_file::read(
        b"kind,date,location\n\xe9,,\n",
        PrescribedReturn::Fire,
        quarter("2014-Q1"),
        day(TODAY),
    );
    assert!(latin.report.whole.unwrap().contains("line 2: this is no text in UTF-8"));
    let early = return_file::read(b"", PrescribedReturn::Fire, quarter("2014-Q3"), day(TODAY));
    assert!(
        early
            .report
            .whole
            .unwrap()
            .contains("has not ended; send its return after 31 December 2014")
    );
}

#[test]
fn a_return_without_rows_says_that_nothing_happened() {
    let read = sent("kind,date,location\n", PrescribedReturn::Fire);
    assert_eq!(read.counts, Some(Vec::new()));
    assert!(read.report.notes[0].contains("it says that nothing happened"));
}

#[test]
fn ten_thousand_faults_are_counted_and_the_first_are_told() {
    let text = format!("kind,date,location\n{}", "x,y,z\n".repeat(10_000));
    let report = sent(&text, PrescribedReturn::Police).report;
    assert_eq!((report.refused, report.faults.len()), (10_000, MOST_TOLD));
}

#[test]
fn every_kind_is_read_as_it_is_written_and_each_return_has_some() {
    for of in PrescribedReturn::ALL {
        assert!(ReturnKind::all_of(of).count() > 0);
        assert_eq!(PrescribedReturn::of_code(of.code()), Some(of));
        for kind in ReturnKind::all_of(of) {
            assert_eq!(ReturnKind::read(&kind.name().to_uppercase(), of), Ok(kind));
            assert_eq!(kind.to_string().parse::<ReturnKind>(), Ok(kind));
        }
    }
    for (code, kind) in [
        ("X85", "assault"),
        ("Y09.9", "assault"),
        ("F19", "psychoactive substance use"),
        ("T51.0", "toxic effect of alcohol"),
        ("Y91", "other evidence of alcohol"),
    ] {
        assert_eq!(
            ReturnKind::read(code, PrescribedReturn::Health).map(ReturnKind::name),
            Ok(kind)
        );
    }
    for none in ["Y10", "F20", "T52", "X8", "X+5", "F10.123", "XYZ"] {
        assert!(ReturnKind::read(none, PrescribedReturn::Health).is_err(), "{none}");
    }
    assert!(ReturnKind::read("X85", PrescribedReturn::Police).is_err());
}

#[test]
fn a_place_is_an_lsoa_a_ward_or_the_first_part_of_a_postcode() {
    let read =
        |text: &str| Place::read(text, PrescribedReturn::Fire).map(|place| place.to_string());
    for (text, place) in [("me15", "ME15"), (" E05005003 ", "E05005003"), ("W1A", "W1A"), ("", "")]
    {
        assert_eq!(read(text).as_deref(), Ok(place));
    }
    for none in ["E07000110", "ME15 6", "ME156", "15", "MEE1", "High Street", "ME"] {
        assert!(read(none).is_err(), "{none}");
    }
}

fn series(text: &str) -> series_file::ReadSeries {
    let (title, unit) = ("Repeat victims".to_owned(), String::new());
    let beside = Beside { title, unit, status: SeriesStatus::Provisional };
    series_file::read(text.as_bytes(), &beside, day(TODAY))
}

#[test]
fn a_series_is_read_with_its_status_and_what_is_missing_is_told() {
    let text = "Period,Area,Value,Unit,Status\n2014-Q1,E07000110,12,people,Audited\n2013-Q3,E07000110,9.5,people,\n\
                2014-Q2,E07000110,14,people,confidential\n";
    let read = series(text);
    let series = read.series.unwrap();
    assert_eq!((series.unit.as_str(), series.values.len()), ("people", 3));
    assert_eq!(series.statuses(), "provisional, audited and confidential");
    assert_eq!(series.missing(), ["2013-Q4".parse().unwrap()]);
    assert!(read.report.notes[0].contains("no value of Quarter 4 of 2013/14"), "{:?}", read.report);
    let public = series.for_the_public();
    assert_eq!((public.values().len(), public.withheld()), (2, 1));
    let json = serde_json::to_string(&series).unwrap();
    assert_eq!(serde_json::from_str::<super::series::Series>(&json).unwrap(), series);
}

#[test]
fn differing_periods_units_and_doubles_of_a_series_are_refused() {
    let text = "period,value,unit,status\n2014-04,1,people,\n2014-Q1,2,people,\n2014-04,3,people,\n2014-05,4,cases,\n\
                2014-10,5,people,\n2014-06,many,people,sure\n2014-07,,people,\n";
    let report = series(text).report;
    insta::assert_snapshot!(faults(&report).join("\n"), @r"
    Line 3, period: the rows above have months and this one has quarters; a series has one kind of period, so send two.
    Line 4, period: line 2 has the same period and area; leave one out.
    Line 5, unit: this is another unit than was said, or than the rows above have; a series has one unit.
    Line 6, period: the period ends on 31 October 2014; send it once it has ended.
    Line 7, value: this is no number; write digits, such as 12.5, without a unit.
    Line 7, status: this is no status; write provisional, audited or confidential, or leave it empty.
    Line 8, value: no value is there; write a number, or take the row out: what is not known is not nought.
    ");
    assert!(series("period,value\n").report.whole.unwrap().contains("no row below its headings"));
}

fn delivery(of: Subject, received: &str, contents: Contents) -> Delivery {
    let (file, note) = ("0".repeat(64), String::new());
    Delivery { of, received: day(received), file, note, report: Report::default(), contents }
}

fn of_police(quarter_of: &str) -> Subject {
    Subject::Return {
        of: PrescribedReturn::Police,
        quarter: quarter(quarter_of),
        supplier: "Kent Police".to_owned(),
    }
}

fn police(from: &str) -> Supplier {
    let json = serde_json::json!({ "id": "kent-police", "of": "police", "organisation": "Kent Police", "from": from });
    serde_json::from_value(json).unwrap()
}

#[test]
fn the_latest_delivery_that_was_taken_counts_and_the_earlier_are_kept() {
    let taken = || Contents::Counts(Vec::new());
    let all = [
        delivery(of_police("2014-Q1"), "2014-09-01", taken()),
        delivery(of_police("2014-Q1"), "2014-10-03", taken()),
        delivery(of_police("2014-Q1"), "2014-10-04", Contents::Nothing),
        delivery(of_police("2013-Q4"), "2014-07-02", taken()),
    ];
    let all: Vec<(i64, &Delivery)> = (1..).zip(&all).collect();
    assert_eq!(replaced_by(1, &all), Some(2));
    assert_eq!([2, 3, 4].map(|number| replaced_by(number, &all)), [None; 3]);
    assert_eq!(in_force(&all).iter().map(|(number, _)| *number).collect::<Vec<_>>(), [2, 4]);
    assert_eq!(same_before(all[0].1, &all), Some(2));
    // Taken in another way, as with another status, the same bytes are another delivery.
    let count = KindCount {
        kind: ReturnKind::all_of(PrescribedReturn::Police).next().unwrap(),
        month: "2014-04".parse().unwrap(),
        place: Place::NotKnown,
        count: 1,
    };
    let other = delivery(of_police("2014-Q1"), "2014-10-05", Contents::Counts(vec![count]));
    assert_eq!(same_before(&other, &all), None);
    let suppliers = [police("2013-Q3")];
    let lines = standings(&suppliers, &all, day(TODAY));
    let told: Vec<String> = lines
        .iter()
        .map(|line| format!("{} {}: {}", line.quarter, line.in_a_word(), line.in_words()))
        .collect();
    insta::assert_snapshot!(told.join("\n"), @r"
    2014-Q3 Not yet due: Quarter under way; due by 31 March 2015
    2014-Q2 Due: Due by 31 December 2014
    2014-Q1 Replaced: Received on 1 September 2014; replaced on 3 October 2014
    2013-Q4 Received: Received on 2 July 2014, 2 days late
    2013-Q3 Late: Late by 197 days; it was due by 31 March 2014
    ");
    assert_eq!(lines[2].refused, 1);
}

#[test]
fn a_return_is_due_by_the_end_of_the_next_quarter() {
    assert_eq!(first_quarter(), quarter("2007-Q2"));
    for (of, by) in
        [("2014-Q1", "2014-09-30"), ("2014-Q2", "2014-12-31"), ("2014-Q4", "2015-06-30")]
    {
        assert_eq!(due(quarter(of)), day(by));
    }
    let suppliers = [Supplier { until: Some(quarter("2014-Q1")), ..police("2014-Q1") }];
    let on = |today| standings(&suppliers, &[], day(today))[0].in_words();
    assert_eq!(on("2014-06-30"), "Quarter under way; due by 30 September 2014");
    assert_eq!(on("2014-07-01"), "Due by 30 September 2014");
    assert_eq!(on("2014-09-30"), "Due by 30 September 2014");
    assert_eq!(on("2014-10-01"), "Late by a day; it was due by 30 September 2014");
    assert!(standings(&suppliers, &[], day("2015-01-01")).len() == 1, "it is asked for no more");
}

#[test]
fn a_supplier_without_name_or_with_strange_quarters_is_refused() {
    let faulty = Supplier {
        organisation: " ".to_owned(),
        until: Some(quarter("2006-Q1")),
        ..police("2006-Q4")
    };
    assert_eq!(faulty.faults().len(), 3);
    assert_eq!(police("2007-Q2").faults(), []);
}

#[test]
fn small_counts_are_withheld_from_both_tables_of_a_return() {
    let row = |kind: &str, place: &str| format!("{kind},2014-04-05,{place}\n");
    let rows = row("arson", "ME15").repeat(3)
        + &row("shoplifting", "ME14").repeat(40)
        + &row("other theft", "ME14").repeat(11);
    let read = sent(&format!("kind,date,location\n{rows}"), PrescribedReturn::Police);
    let tables =
        ReturnTables::of(&read.counts.unwrap(), PrescribedReturn::Police, quarter("2014-Q1"));
    let arson = tables
        .kinds()
        .iter()
        .find(|line| line.kind.is_some_and(|kind| kind.name() == "arson"))
        .unwrap();
    assert!(matches!(arson.quarter, Shown::Withheld(_)), "{arson:?}");
    let told = super::told::counts(&tables);
    assert_eq!(told[0], ["kind", "2014-04", "2014-05", "2014-06", "quarter"]);
    let withheld = told.iter().flatten().filter(|cell| *cell == super::told::WITHHELD).count();
    assert!(withheld >= 4, "{told:?}");
    let (sum, shown): (u64, Vec<u64>) = (
        54,
        tables
            .places()
            .iter()
            .filter_map(|line| match line.count {
                Shown::Count(count) => Some(count),
                Shown::Withheld(_) => None,
            })
            .collect(),
    );
    assert!(shown.iter().sum::<u64>() != sum - 3, "the three could be worked out: {tables:?}");
}

#[test]
fn the_order_of_places_tells_nothing_of_what_is_withheld() {
    let row = |place: &str| format!("arson,2014-04-05,{place}\n");
    let of = |counts: [(&str, usize); 5]| {
        let rows: String = counts.iter().map(|(place, count)| row(place).repeat(*count)).collect();
        let read = sent(&format!("kind,date,location\n{rows}"), PrescribedReturn::Police);
        let tables =
            ReturnTables::of(&read.counts.unwrap(), PrescribedReturn::Police, quarter("2014-Q1"));
        let line = |line: &PlaceLine| match line.count {
            Shown::Count(count) => (line.place.unwrap().to_string(), Some(count)),
            Shown::Withheld(_) => (line.place.unwrap().to_string(), None),
        };
        tables.places().iter().map(line).collect::<Vec<_>>()
    };
    let places = of([("ME14", 12), ("ME15", 40), ("ME16", 2), ("ME17", 4), ("ME18", 12)]);
    let shown = places.iter().take_while(|(_, count)| count.is_some()).count();
    assert!(places[shown..].iter().all(|(_, count)| count.is_none()), "{places:?}");
    assert!(places[shown..].is_sorted(), "{places:?}");
    assert!(places[..shown].is_sorted_by_key(|(_, count)| std::cmp::Reverse(*count)));
    // With the two small ones changed about, what is shown is the same.
    let other = of([("ME14", 12), ("ME15", 40), ("ME16", 4), ("ME17", 2), ("ME18", 12)]);
    assert_eq!(places, other);
}
