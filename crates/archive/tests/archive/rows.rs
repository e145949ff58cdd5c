//! Made-up extracts and rows, in as few words as a test wants to spend.

use archive::Archive;
use archive::ArchiveError;
use archive::Committed;
use archive::Import;
use archive::OutcomeRows;
use archive::RunsOn;
use archive::Storage;
use archive::StreetRows;
use partnership::evidence::rows::AreaLink;
use partnership::evidence::rows::CrimeCount;
use partnership::evidence::rows::LinkMeaning;
use partnership::evidence::rows::Outcome;
use partnership::evidence::rows::StreetCrime;
use partnership::terms::area::AreaCode;
use partnership::terms::extract::Extract;
use partnership::terms::extract::ExtractId;
use partnership::terms::extract::SourceKind;
use partnership::terms::month::Month;
use partnership::terms::offence::OffenceClass;

pub(crate) const KENT: &str = "Kent Police";
pub(crate) const BTP: &str = "British Transport Police";

pub(crate) fn month(text: &str) -> Month {
    text.parse().unwrap()
}

pub(crate) fn area(text: &str) -> AreaCode {
    text.parse().unwrap()
}

pub(crate) fn id(number: u8) -> ExtractId {
    ExtractId::of([number; 32])
}

pub(crate) fn extract(number: u8) -> Extract {
    Extract {
        id: id(number),
        kind: SourceKind::PoliceStreet,
        layout: "street-level crimes".to_owned(),
        file: format!("file-{number}.csv"),
        publisher: "data.police.uk".to_owned(),
        licence: "Open Government Licence v3.0".to_owned(),
        covers: None,
        areas: String::new(),
        taken: format!("2026-01-{:02}T09:00:00Z", number % 28 + 1),
        kept: 0,
        refused: 0,
    }
}

/// `count` crimes of `force` in `month`, spread over two districts and three types.
pub(crate) fn street(number: u8, force: &str, month: Month, count: u64) -> StreetRows {
    let mut rows = StreetRows::new(id(number));
    for row in 0..count {
        push(&mut rows, force, month, row);
    }
    rows
}

pub(crate) fn push(rows: &mut StreetRows, force: &str, month: Month, row: u64) {
    let classes =
        [OffenceClass::Robbery, OffenceClass::Burglary, OffenceClass::AntiSocialBehaviour];
    let lsoas = [("E01024356", "Maidstone 001A"), ("E01024357", "Maidstone 002B")];
    let lsoas = [Some(lsoas[0]), Some(lsoas[1]), Some(("E01023980", "Ashford 001A")), None];
    let class = classes[usize::try_from(row).unwrap() % 3];
    rows.push(&StreetCrime {
        line: row + 2,
        crime_id: class.is_crime().then_some([u8::try_from(row % 251).unwrap(); 32]),
        month,
        reported_by: force,
        falls_within: force,
        position: (!row.is_multiple_of(5)).then_some((0.52, 51.27)),
        location: if row.is_multiple_of(2) {
            "On or near Mote Road"
        } else {
            "On or near \"The, Street\""
        },
        lsoa: lsoas[usize::try_from(row).unwrap() % 4].map(|(code, name)| (area(code), name)),
        class,
        last_outcome: row.is_multiple_of(7).then_some("Under investigation"),
    });
}

pub(crate) fn outcomes(number: u8, force: &str, month: Month, count: u64) -> OutcomeRows {
    let mut rows = OutcomeRows::new(id(number));
    for row in 0..count {
        rows.push(&Outcome {
            line: row + 2,
            crime_id: Some([7; 32]),
            month,
            reported_by: force,
            lsoa_code: (row % 2 == 0).then(|| area("E01024356")),
            outcome_type: "Unable to prosecute suspect",
        });
    }
    rows
}

pub(crate) fn computed(force: &str, month: Month, code: &str, count: u64) -> CrimeCount {
    CrimeCount {
        month,
        reported_by: force.to_owned(),
        area: Some(area(code)),
        area_name: "Maidstone".to_owned(),
        class: OffenceClass::Robbery,
        count,
    }
}

pub(crate) fn link(from: &str, to: &str, name: &str, meaning: LinkMeaning, year: i16) -> AreaLink {
    AreaLink {
        from: area(from),
        from_name: String::new(),
        to: area(to),
        to_name: name.to_owned(),
        meaning,
        year,
    }
}

/// The archive in a folder, asked in this process; or on the cluster whose scheduler `SAFERPLAN_ARCHIVE_ENGINE` names, so
/// that all that is tested here holds there, too: on the files themselves, or on copies where `SAFERPLAN_S3` names a server.
pub(crate) fn open(folder: &std::path::Path) -> Result<Archive, ArchiveError> {
    let named = std::env::var("SAFERPLAN_ARCHIVE_ENGINE").ok();
    let runs_on = match named.as_deref().and_then(|name| name.strip_prefix("ballista://")) {
        Some(scheduler) => on_cluster(scheduler, storage_of(folder)),
        None => RunsOn::ThisProcess,
    };
    Archive::open_on(folder, &runs_on)
}

/// On the cluster with this scheduler.
pub(crate) fn on_cluster(scheduler: &str, storage: Option<Storage>) -> RunsOn {
    let patience = std::time::Duration::from_secs(60);
    RunsOn::Cluster { scheduler: scheduler.to_owned(), storage, patience }
}

/// Object storage on the server that `SAFERPLAN_S3` names, with a folder of its own for each archive. `cargo xtask cluster`
/// begins the server with this bucket and key.
pub(crate) fn storage_of(folder: &std::path::Path) -> Option<Storage> {
    let of = folder.display().to_string();
    Some(Storage {
        bucket: "saferplan".to_owned(),
        folder: format!("tests/{}", of.trim_matches('/').replace(['/', '.'], "-")),
        endpoint: Some(std::env::var("SAFERPLAN_S3").ok()?),
        region: "us-east-1".to_owned(),
        key: "saferplan".to_owned(),
        secret: "three-blind-mice".to_owned(),
    })
}

/// One import, committed.
pub(crate) fn import(
    folder: &std::path::Path,
    add: impl FnOnce(&mut Import) -> Result<(), ArchiveError>,
) -> Committed {
    let mut import = open(folder).unwrap().begin_import().unwrap();
    add(&mut import).unwrap();
    import.commit().unwrap()
}

/// The one number that a query answers with.
pub(crate) fn number(archive: &Archive, sql: &str) -> u64 {
    archive.query(sql).unwrap().rows[0][0].as_u64().unwrap()
}

pub(crate) fn crimes(folder: &std::path::Path) -> u64 {
    number(&open(folder).unwrap(), "select count(*) from crime")
}
