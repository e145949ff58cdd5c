//! What holds of every file: nothing stops its reading, every row is accounted for, no small count is shown.

use proptest::prelude::*;

use super::*;

proptest! {
    #[test]
    fn no_bytes_stop_it(bytes in prop::collection::vec(any::<u8>(), 0..200), head in 0_usize..4) {
        let heads: [&[u8]; 4] = [b"", b"kind,date,location,time\n", b"period,value,area,status,unit\n", b"kind;date;location\r\n"];
        let all = [heads[head], &bytes].concat();
        for of in PrescribedReturn::ALL {
            let read = return_file::read(&all, of, quarter("2014-Q1"), day(TODAY));
            prop_assert_eq!(read.report.is_clean(), read.counts.is_some());
        }
        let beside = Beside { title: String::new(), unit: String::new(), status: SeriesStatus::Audited };
        let read = series_file::read(&all, &beside, day(TODAY));
        prop_assert_eq!(read.report.is_clean(), read.series.is_some());
    }

    #[test]
    fn every_row_is_kept_or_refused_with_its_line(
        rows in prop::collection::vec("(arson|x|),(2014-0[4-7]-1[0-9]|),(ME1[0-9]|ME1 [0-9]AB|)", 0..30)
    ) {
        let text = format!("kind,date,location\n{}\n", rows.join("\n"));
        let read = sent(&text, PrescribedReturn::Police);
        let there = rows.iter().filter(|row| *row != ",,").count();
        prop_assert_eq!(read.report.rows, there);
        let lines: std::collections::BTreeSet<u64> = read.report.faults.iter().map(|fault| fault.line).collect();
        prop_assert_eq!(lines.len(), read.report.refused);
        if let Some(counts) = read.counts {
            let kept: u64 = counts.iter().map(|one| one.count).sum();
            prop_assert_eq!(kept, there as u64);
        } else {
            prop_assert!(read.report.refused > 0);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_small_count_of_a_return_is_ever_shown(rows in prop::collection::vec((0_usize..6, 4_u8..7, 0_u8..5), 0..120)) {
        let kinds: Vec<ReturnKind> = ReturnKind::all_of(PrescribedReturn::Fire).collect();
        let text: String = rows.iter().map(|(kind, month, place)| format!("\"{}\",2014-0{month}-10,ME1{place}\n", kinds[*kind].name())).collect();
        let read = sent(&format!("kind,date,location\n{text}"), PrescribedReturn::Fire);
        let tables = ReturnTables::of(&read.counts.unwrap(), PrescribedReturn::Fire, quarter("2014-Q1"));
        let cells = tables.kinds().iter().flat_map(|line| line.months.iter().chain([&line.quarter]));
        for shown in cells.chain(tables.places().iter().map(|line| &line.count)) {
            if let Shown::Count(count) = shown {
                prop_assert!(*count == 0 || *count >= 5);
            }
        }
    }
}
