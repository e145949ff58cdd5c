//! Published tables as text, and archives of them.

use std::io::Read;

use sources::fault::ReadError;
use sources::report::FileReport;

use crate::packed::packed;
use crate::readers::Reader;
use crate::readers::example;
use crate::readers::read_or_refuse;

read_or_refuse! {
    hostile_street_crimes_are_read_or_refused: street;
    hostile_outcomes_are_read_or_refused: outcomes;
    hostile_counts_are_read_or_refused: counts;
    hostile_lookups_are_read_or_refused: lookups;
    hostile_residents_are_read_or_refused: population;
    hostile_households_are_read_or_refused: households;
    hostile_deprivation_is_read_or_refused: deprivation;
    hostile_neighbours_are_read_or_refused: neighbours;
    hostile_severity_is_read_or_refused: severity;
    hostile_published_figures_are_read_or_refused: published;
    hostile_postcodes_are_read_or_refused: postcodes;
    hostile_recorded_crime_is_read_or_refused: recorded;
    hostile_archives_are_unpacked_or_refused: archives;
}

/// Cells that are right in some column.
const CELLS: &[&str] = &[
    "E07000110",
    "E01024356",
    "E22000142",
    "2014-06",
    "2012/13",
    "2014-Q1",
    "1,563",
    "-",
    "51.2",
    "Kent Police",
    "Robbery",
    "[x]",
    "Unassigned",
    "lsoa_code",
    "Month",
    "ward",
    "Crime ID,Month",
];

const STREET: &str = "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Last \
    outcome category,Context\n\
    f91cca075a2ccccd5e24ad14f5134a8fe64a7f809ff34890b6fec009f32a1dab,2014-06,Kent Police,Kent Police,0.52,51.27,On or near The \
    Street,E01024356,Maidstone 001A,Robbery,Under investigation,\n\
    ,2014-06,Kent Police,Kent Police,,,No Location,,,Anti-social behaviour,,\n";
const OUTCOMES: &str = "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Outcome type\r\n\
    7a78c2c429919e5b142b6cf3aaff9f3b288a98f93c6f46b3a341b9e1166399d3,2021-03,Kent Police,Kent Police,,,No location,,,Local \
    resolution\r\n";
const HOUSEHOLDS: &str = "lsoa_code,lsoa_name,district_code,district_name,year,residents,households,hectares\n\
    E01024356,Maidstone 001A,E07000110,Maidstone,2021,1500,600,40.5\n";
const DEPRIVATION: &str = "lsoa11_code,lsoa11_name,lad13_code,lad13_name,IMD_score,IMD_rank,IMD_decile\n\
    E01031350,Adur 001B,E07000223,Adur,28.619,8864,3\n";
const POSTCODES: &str = "pcd,pcd2,pcds,dointr,doterm,usertype,oa11,cty,laua,ward,ctry,lsoa11\n\
    \"ME156JQ\",\"ME15 6JQ\",\"ME15 6JQ\",\"199001\",\"\",0,E00124001,E10000016,E07000110,E05004994,E92000001,E01024356\n";

/// What a reader made of a table.
fn said<T>(read: Result<(Vec<T>, FileReport), ReadError>) -> Result<String, String> {
    read.map(|(_, report)| told(&report)).map_err(|fault| fault.to_string())
}

fn told(report: &FileReport) -> String {
    let refusals: Vec<String> = report.refusals.iter().take(2).map(ToString::to_string).collect();
    format!(
        "{} {:?} {}",
        report.layout,
        report.traps.keys().collect::<Vec<_>>(),
        refusals.join("; ")
    )
}

fn street() -> Reader {
    Reader::of(vec![STREET.into()], CELLS, |bytes| {
        let mut bytes = bytes;
        let read = sources::police_street::read("2014-06-kent-street.csv", &mut bytes, &mut |_| {});
        read.map(|report| told(&report)).map_err(|fault| fault.to_string())
    })
}

fn outcomes() -> Reader {
    Reader::of(vec![OUTCOMES.into()], CELLS, |mut bytes| {
        let read =
            sources::police_outcomes::read("2021-03-kent-outcomes.csv", &mut bytes, &mut |_| {});
        read.map(|report| told(&report)).map_err(|fault| fault.to_string())
    })
}

fn counts() -> Reader {
    Reader::of(vec![example("counts.csv", 12)], CELLS, |mut bytes| {
        said(sources::counts::read("a.csv", &mut bytes))
    })
}

fn lookups() -> Reader {
    Reader::of(vec![example("lookups.csv", 12)], CELLS, |mut bytes| {
        said(sources::lookups::read("a.csv", &mut bytes))
    })
}

fn population() -> Reader {
    Reader::of(vec![example("residents.csv", 12)], CELLS, |mut bytes| {
        said(sources::population::read("a.csv", &mut bytes))
    })
}

fn households() -> Reader {
    Reader::of(vec![HOUSEHOLDS.into()], CELLS, |mut bytes| {
        said(sources::households::read("a.csv", &mut bytes))
    })
}

fn deprivation() -> Reader {
    Reader::of(vec![DEPRIVATION.into()], CELLS, |mut bytes| {
        said(sources::deprivation::read("a.csv", &mut bytes))
    })
}

fn neighbours() -> Reader {
    Reader::of(vec![example("neighbours.csv", 12)], CELLS, |mut bytes| {
        said(sources::neighbours::read("a.csv", &mut bytes))
    })
}

fn severity() -> Reader {
    Reader::of(vec![example("severity.csv", 12)], CELLS, |mut bytes| {
        said(sources::severity::read("a.csv", &mut bytes))
    })
}

fn published() -> Reader {
    Reader::of(vec![example("published.csv", 12)], CELLS, |mut bytes| {
        said(sources::published::read("a.csv", &mut bytes))
    })
}

fn postcodes() -> Reader {
    Reader::of(vec![POSTCODES.into()], CELLS, |mut bytes| {
        said(sources::postcodes::read("a.csv", &mut bytes))
    })
}

fn recorded() -> Reader {
    Reader::of(vec![example("recorded-crime.csv", 12)], CELLS, |mut bytes| {
        said(sources::prc::read("a.csv", &mut bytes))
    })
}

fn archives() -> Reader {
    let month = packed(&[
        ("2014-06/2014-06-kent-street.csv", STREET.as_bytes()),
        ("2021-03/2021-03-kent-outcomes.csv", OUTCOMES.as_bytes()),
    ]);
    let within = packed(&[("inner.zip", &month), ("notes.txt", b"notes")]);
    Reader { seeds: vec![month, within], sound: false, words: CELLS, reads: unpacks }
}

/// Finds what is in an archive, and reads the bytes of each file to their end.
fn unpacks(bytes: &[u8]) -> Result<String, String> {
    let file = tempfile::Builder::new().suffix(".zip").tempfile().unwrap();
    std::fs::write(file.path(), bytes).unwrap();
    let found = sources::item::find(None, &[file.path().to_owned()])
        .map_err(|refused| refused.to_string())?;
    let mut said = format!("{} passed over", found.passed_over.len());
    for item in &found.items {
        let mut reader = item.reader().map_err(|fault| fault.to_string())?;
        let mut buffer = [0; 8192];
        let ended = loop {
            match reader.read(&mut buffer) {
                Ok(0) => break "whole".to_owned(),
                Ok(_) => {}
                Err(fault) => break fault.to_string(),
            }
        };
        said += &format!("; {}: {ended}", item.layout().name);
    }
    Ok(said)
}
