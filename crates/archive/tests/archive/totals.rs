//! Properties: totals equal their parts, and the last issue of each force's month is the one seen.

use std::collections::BTreeMap;

use archive::StreetRows;
use proptest::prelude::*;
use tempfile::tempdir;

use crate::rows::*;

const FORCES: [&str; 3] = [KENT, BTP, "Essex Police"];

/// A file: which force, which month of four, how many rows.
fn a_file() -> impl Strategy<Value = (usize, i32, u64)> {
    (0..FORCES.len(), 0..4_i32, 0..40_u64)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_last_issue_of_each_forces_month_is_seen_whole_and_nothing_else(
        imports in prop::collection::vec(prop::collection::vec(a_file(), 0..5), 1..6),
    ) {
        let folder = tempdir().unwrap();
        let mut last = BTreeMap::new();
        let mut number_of = 0;
        for files in &imports {
            import(folder.path(), |import| {
                for (force, ahead, count) in files {
                    number_of += 1;
                    let month = month("2014-04").plus_months(*ahead);
                    import.add_street(extract(number_of), street(number_of, FORCES[*force], month, *count))?;
                    // A file without rows issues nothing.
                    if *count > 0 {
                        last.insert((month, FORCES[*force].to_owned()), (id(number_of), *count));
                    }
                }
                Ok(())
            });
        }
        let archive = open(folder.path()).unwrap();
        let seen: BTreeMap<_, _> = archive
            .coverage()
            .into_iter()
            .map(|held| ((held.month, held.force), (held.extract, held.rows)))
            .collect();
        prop_assert_eq!(&seen, &last);
        let total: u64 = last.values().map(|(_, rows)| rows).sum();
        prop_assert_eq!(number(&archive, "select count(*) from crime"), total);
        for counts in ["crime_count", "district_count"] {
            let sum = format!("select coalesce(sum(count), 0) from {counts}");
            prop_assert_eq!(number(&archive, &sum), total);
        }
        let astray = "select count(*) from crime c where not exists \
                      (select 1 from extract e where e.extract = c.extract and e.superseded_by is null)";
        prop_assert_eq!(number(&archive, astray), 0);
        archive.prune().unwrap();
        prop_assert_eq!(crimes(folder.path()), total);
    }

    #[test]
    fn counts_by_area_and_type_equal_the_rows(
        files in prop::collection::vec(a_file(), 1..8),
        mixed in 0..60_u64,
    ) {
        let folder = tempdir().unwrap();
        import(folder.path(), |import| {
            for (number, (force, ahead, count)) in (1..).zip(&files) {
                let mut rows: StreetRows =
                    street(number, FORCES[*force], month("2014-04").plus_months(*ahead), *count);
                for row in 0..mixed {
                    let force = FORCES[usize::try_from(row).unwrap() % 3];
                    push(&mut rows, force, month("2015-01"), row);
                }
                import.add_street(extract(number), rows)?;
            }
            Ok(())
        });
        let archive = open(folder.path()).unwrap();
        let columns = "month, reported_by, coalesce(%code, ''), coalesce(%name, ''), crime_type, extract";
        let rows = columns.replace("%code", "lsoa_code").replace("%name", "lsoa_name");
        let counted = columns.replace("%code", "area_code").replace("%name", "area_name");
        let rows = archive.query(&format!("select {rows}, count(*) from crime group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6"));
        let counted = archive.query(&format!("select {counted}, count from crime_count order by 1, 2, 3, 4, 5, 6"));
        prop_assert_eq!(rows.unwrap().rows, counted.unwrap().rows);
    }
}
