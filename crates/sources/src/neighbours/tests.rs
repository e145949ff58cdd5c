//! What `neighbours` promises, as tests.

use proptest::prelude::*;

use super::Neighbour;
use crate::report::Trap;
use crate::testing::accounts_for_all;
use crate::testing::any_rows;
use crate::testing::read;
use crate::testing::refusals;

const HEADER: &str = "AREACD,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20";
const TIDY: &str = "area_code,neighbour_code,rank,variant";

fn nearest(codes: &[&str]) -> String {
    let mut cells: Vec<String> = codes.iter().map(ToString::to_string).collect();
    cells.resize(21, String::new());
    format!("{HEADER}\n{}\n", cells.join(","))
}

fn ranks(all: &[Neighbour]) -> Vec<(String, u16)> {
    all.iter().map(|one| (one.neighbour.to_string(), one.rank)).collect()
}

#[test]
fn the_columns_tell_the_rank_and_the_file_name_the_variant() {
    let text = nearest(&["E07000110", "E07000105", "E07000108"]);
    let (all, report) = super::read("x/global-neighbours.csv", &mut text.as_bytes()).unwrap();
    assert_eq!(ranks(&all), [("E07000105".to_owned(), 1), ("E07000108".to_owned(), 2)]);
    assert_eq!(all[0].variant, "global");
    assert!(report.sets.contains("global"));
    assert_eq!(report.traps[&Trap::FewNeighbours].first_line, 2);
}

#[test]
fn a_list_without_ranks_is_ranked_as_it_stands() {
    let text = "area,neighbour\nE07000110,E07000105\nE07000110,E07000108\nE07000105,E07000110\n";
    let (all, _) = super::read("mine.csv", &mut text.as_bytes()).unwrap();
    let ranks: Vec<u16> = all.iter().map(|one| one.rank).collect();
    assert_eq!(ranks, [1, 2, 1]);
    assert_eq!(all[0].variant, "mine");
}

#[test]
fn an_area_is_no_neighbour_of_itself_and_of_another_only_once() {
    assert_eq!(refusals(super::read, &nearest(&["E07000110", "E07000110"])).len(), 1);
    assert_eq!(refusals(super::read, &nearest(&["E07000110", "E07000105", "E07000105"])).len(), 1);
    let rows = "E07000110,E07000105,1,a\nE07000110,E07000105,2,a\nE07000110,E07000110,3,a\n\
                E07000110,E07000105,1,b\nE07000110,E07000108,0,a\n";
    let refused = refusals(super::read, &format!("{TIDY}\n{rows}"));
    assert_eq!(refused.len(), 3);
    assert!(refused[2].contains("rank is `0`"));
}

proptest! {
    #[test]
    fn every_row_is_kept_or_refused(text in any_rows(HEADER)) {
        accounts_for_all(super::read, &text)?;
    }

    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = super::read("any.csv", &mut &*[HEADER.as_bytes(), b"\n", &*bytes].concat());
    }

    #[test]
    fn any_typed_rows_are_kept_or_refused(text in any_rows(TIDY)) {
        accounts_for_all(super::read, &text)?;
    }

    #[test]
    fn written_neighbours_are_read_again(ranks in prop::collection::btree_set(1_u16.., 1..9)) {
        let neighbour = |(place, rank): (u32, &u16)| Neighbour {
            area: "E07000110".parse().unwrap(),
            neighbour: format!("E08{place:06}").parse().unwrap(),
            rank: *rank,
            variant: "mine".to_owned(),
        };
        let wanted: Vec<_> = (1..).zip(&ranks).map(neighbour).collect();
        let line = |one: &Neighbour| format!("{},{},{},mine", one.area, one.neighbour, one.rank);
        let lines: Vec<_> = wanted.iter().map(line).collect();
        let (all, _) = read(super::read, &format!("{TIDY}\n{}", lines.join("\n")));
        prop_assert_eq!(all, wanted);
    }
}
