//! `cargo xtask example`: computes the worked example's files from the raw open data.
//!
//! In: the raw data beside the checkout. Out: the CSV files of `examples/maidstone-2014/`, each the
//! answer to one query of a home into which Saferplan itself imported the publishers' files.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::command::{output, run, say};
use crate::demo::build_release;
use crate::places::Places;
use crate::setup::{C_COMPILER, meet};

/// The districts of Kent, and Medway.
const KENT: &str = "'E07000105', 'E07000106', 'E07000107', 'E07000108', 'E07000109', 'E07000110', \
    'E07000111', 'E07000112', 'E07000113', 'E07000114', 'E07000115', 'E07000116', 'E06000035'";
/// Maidstone's comparison group.
const NEIGHBOURS: &str = "select neighbour_code from neighbour where area_code = 'E07000110' and \
    variant = 'global'";

/// What is imported, of which kind.
const IMPORTS: [(&str, &str); 6] = [
    ("police-street", "police-street"),
    ("lookups", "lookups"),
    ("population", "population/mye_lad_2001_2019.csv"),
    ("neighbours", "similar-areas/global-neighbours.csv"),
    ("severity", "severity/policeuk-ons-code-join.csv"),
    ("prc", "prc/prc-pfa-2012-13_to_2023-24q1.csv.gz"),
];

/// Computes the example's files anew.
pub(crate) fn example(places: &Places) -> Result<()> {
    let data =
        places.shared_data.as_ref().context("the raw data are needed in `../shared/data`")?;
    meet(&[&C_COMPILER])?;
    build_release(places)?;
    let home = std::env::temp_dir().join(format!("saferplan-example-{}", std::process::id()));
    let outcome = compute(places, data, &home);
    fs::remove_dir_all(&home).context("removing the example's temporary home")?;
    outcome
}

fn compute(places: &Places, data: &Path, home: &Path) -> Result<()> {
    let saferplan = || {
        let mut command = Command::new(places.saferplan());
        command.arg("--home").arg(home);
        command
    };
    for (kind, path) in IMPORTS {
        run(saferplan().args(["import", kind]).arg(data.join(path)))?;
    }
    let neighbours = output(saferplan().args(["query", NEIGHBOURS, "--format", "csv"]))?;
    let group: Vec<String> =
        neighbours.lines().skip(1).chain(["E07000110"]).map(|code| format!("'{code}'")).collect();
    let folder = places.root.join("examples/maidstone-2014");
    for (name, sql) in queries(&group.join(", ")) {
        let answer = output(saferplan().args(["query", &sql, "--format", "csv"]))?;
        let path = folder.join(name);
        say(&format!("{}: {} rows", path.display(), answer.lines().count().saturating_sub(1)));
        // Lines as the rest of the checkout ends them, not as CSV for exchange does.
        fs::write(&path, answer.replace("\r\n", "\n"))
            .with_context(|| format!("writing `{}`", path.display()))?;
    }
    Ok(())
}

fn queries(group: &str) -> [(&'static str, String); 6] {
    [
        ("counts.csv", counts(group)),
        ("lookups.csv", lookups(group)),
        (
            "residents.csv",
            format!(
                "select area_code, area_name, year, residents from residents where year = 2014 and \
                 (area_code in ({group}, {KENT}) or area_code in (select from_code from area_link \
                 where meaning = 'became' and to_code in ({group}))) order by 1, 3"
            ),
        ),
        (
            "neighbours.csv",
            "select area_code, neighbour_code, rank, variant from neighbour where area_code = \
             'E07000110' order by variant, rank"
                .to_owned(),
        ),
        (
            "severity.csv",
            format!(
                "select offence_code, offence, weight, crime_type from severity_weight where \
                 offence_code in (select offence_code from ({RECORDED})) order by 1, 2"
            ),
        ),
        (
            "recorded-crime.csv",
            format!(
                "select year as financial_year, substr(quarter, 7, 1) as financial_quarter, force as \
                 force_name, offence as offence_description, offence_group, \
                 subgroup as offence_subgroup, offence_code, count as number_of_offences \
                 from ({RECORDED}) order by offence_code, offence"
            ),
        ),
    ]
}

const RECORDED: &str = "select year, quarter, force, offence, offence_group, subgroup, \
    offence_code, count from recorded_crime where force = 'Kent' and quarter = '2014-Q1' and count > 0";

/// Maidstone by LSOA; Kent and Medway by district; the group by district for the quarter; and what
/// Kent Police recorded at no place.
fn counts(group: &str) -> String {
    let kent = "month between '2014-01' and '2014-09'";
    let quarter = "month between '2014-04' and '2014-06'";
    let by_lsoa = "area_code in (select area_code from present_district where district_code = \
        'E07000110')";
    format!(
        "select month, reported_by, area_code, area_name, crime_type, sum(count) as count from (\
         select month, reported_by, area_code, area_name, crime_type, count from crime_count \
         where {kent} and {by_lsoa} union all \
         select month, reported_by, district_code, district_name, crime_type, count from \
         district_count where district_code <> 'E07000110' and (\
         ({kent} and district_code in ({KENT})) or ({quarter} and district_code in ({group})) or \
         ({kent} and reported_by = 'Kent Police' and district_code not in ({KENT}) and \
         district_code not in ({group}))) union all \
         select month, reported_by, null, '', crime_type, count from district_count where {kent} and \
         reported_by = 'Kent Police' and district_code is null) \
         group by 1, 2, 3, 4, 5 order by 3, 1, 2, 5"
    )
}

/// Maidstone's LSOAs; the districts with their partnership and force; the mergers into them.
fn lookups(group: &str) -> String {
    format!(
        "select from_code, from_name, to_code, to_name, meaning, year from area_link where \
         (meaning = 'within' and from_code in (select area_code from present_district where \
         district_code = 'E07000110' and area_code like 'E01%') and to_code = 'E07000110') or \
         (meaning = 'within' and year = 2024 and from_code in ({group}, {KENT})) or \
         (meaning = 'within' and year = 2024 and to_code like '___0000__' and from_code in (select \
         to_code from area_link where from_code in ({group}, {KENT}))) or \
         (meaning = 'became' and from_code <> to_code and to_code in ({group})) \
         order by from_code, meaning, year, to_code"
    )
}
