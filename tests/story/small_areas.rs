//! Neighbourhoods by deprivation and wards by best fit, from the published files to both editions of an assessment.

use std::fs;
use std::path::Path;

use roxmltree::Node;

use crate::assessment::arguments;
use crate::assessment::named;
use crate::assessment::with_page;
use crate::assessment::words;
use crate::partnership::Partnership;
use crate::partnership::raw_data;

/// A text of neighbourhoods by deprivation, wards and the group, and what it is about.
const PLACES: &str = "# Where it happens\n\nCrime {phrase:by-deprivation all-crime}.\n\n{chart:by-deprivation \
    all-crime}\n\n{table:ward-flags}\n\n{map:wards all-crime}\n\n{map:deprivation}\n\n{chart:funnel all-crime}\n";
const ABOUT_SPRING: &str =
    "stage = \"Draft\"\nperiod = \"2014-Q1\"\nagainst = \"2014-Q2\"\ngiven = 0\n";

/// The worked example with deprivation, the census, wards and outlines of the raw data, assessed in an edition: its page.
fn assessed_with_small_areas(data: &Path, edition: &str) -> String {
    let maidstone = Partnership::with_the_worked_example();
    maidstone.imports("imd", &[data.join("imd")]);
    maidstone.imports("households", &[data.join("population")]);
    maidstone.imports("lookups", &[data.join("lookups/lookup_lsoa11_ward17.csv")]);
    let outlines = ["maidstone-lsoa-2011.geojson", "maidstone-wards-2013.geojson"];
    maidstone.imports("boundaries", &outlines.map(|name| data.join("boundaries").join(name)));
    let file = maidstone.file("text/1-where.md", PLACES.as_bytes());
    maidstone.file("text/kept.toml", ABOUT_SPRING.as_bytes());
    maidstone.succeeds(&arguments(&maidstone, file.parent().unwrap(), edition));
    let name = match edition {
        "exempt" => "strategic-assessment-exempt.html",
        _ => "strategic-assessment.html",
    };
    fs::read_to_string(maidstone.out().join(name)).unwrap()
}

fn rows_of(page: &str) -> Vec<String> {
    with_page(page, |page| {
        assert_eq!(named(page, "svg").count(), 4);
        let row = |row: Node<'_, '_>| {
            let cells = row.children().filter(Node::is_element).map(words);
            cells.collect::<Vec<_>>().join(" | ")
        };
        named(page, "tr").map(row).collect()
    })
}

#[test]
fn maidstones_most_deprived_tenth_had_755_of_the_crimes_of_spring_2014_and_high_street_six_flags() {
    let test = "maidstones_most_deprived_tenth_had_755_of_the_crimes_of_spring_2014_and_high_street_six_flags";
    let Some(data) = raw_data(test) else { return };
    let page = assessed_with_small_areas(&data, "exempt");
    // Added up apart from the program, from the example's counts, the census and the index of 2015.
    let rows = rows_of(&page);
    let one = |begins: &str, holds: &[&str]| {
        let found =
            |row: &&String| row.starts_with(begins) && holds.iter().all(|one| row.contains(one));
        assert!(rows.iter().any(|row| found(&row)), "no {begins} with {holds:?} in {rows:#?}");
    };
    one("1, most deprived", &["47.1", "755", "16,017", "| 1 to 3 |"]);
    one("10, least deprived", &["5.3", "74", "14,016", "| 10 |"]);
    one("All of these", &["15.0", "2,327", "95"]);
    one("High Street", &["six: a, b, c, d, e, f"]);
    one("High Street", &["68.8", "667"]);
    one("Park Wood", &["three: a, e, f"]);
    let page: String = page.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        page.contains("was higher the more deprived the neighbourhood, by 30.3 more per 1,000")
    );
    assert!(page.contains("between 0.3 and 60.3"));
    for said in ["ecological fallacy", "by best fit", "edition of 2015", "Spiegelhalter"] {
        assert!(page.contains(said), "{said}");
    }
}

#[test]
fn the_public_does_not_see_a_sum_that_would_tell_of_one_neighbourhood() {
    let test = "the_public_does_not_see_a_sum_that_would_tell_of_one_neighbourhood";
    let Some(data) = raw_data(test) else { return };
    let rows = rows_of(&assessed_with_small_areas(&data, "public"));
    // The fifth and the seventh tenth have one neighbourhood each with four crimes, and no other below five.
    for (begins, is_withheld) in
        [("5 | ", true), ("7 | ", true), ("1, most", false), ("10, least", false)]
    {
        let row = rows.iter().find(|row| row.starts_with(begins)).unwrap();
        assert_eq!(row.contains("[c]"), is_withheld, "{row}");
    }
    let bearsted: Vec<&String> = rows.iter().filter(|row| row.starts_with("Bearsted")).collect();
    assert!(bearsted.iter().any(|row| row.contains("[c]")), "{bearsted:?}");
}
