//! Where the archive's queries run, and where a cluster finds its files, as the settings have it.

use std::fmt;
use std::str::FromStr;

use axum::http::Uri;

use crate::settings::given::Given;

/// Where object storage is unless it is told: what servers that speak as S3 does call themselves.
const REGION: &str = "us-east-1";

/// What the settings say of the archive.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ArchiveSettings {
    /// What runs its queries.
    pub engine: ArchiveEngine,
    /// Where a cluster's machines find copies of its files; none where they share its folder.
    pub storage: Option<ObjectStorage>,
}

/// What runs the archive's queries.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum ArchiveEngine {
    /// The program itself.
    #[default]
    Local,
    /// A cluster whose scheduler listens there, such as `10.0.0.5:50050`.
    Ballista(Scheduler),
}

/// Where a cluster's scheduler listens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scheduler {
    host: String,
    port: u16,
}

/// Why a text names nothing that runs queries.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[error(
    "`{0}` names nothing that runs queries; expected `local`, or a scheduler such as `ballista://10.0.0.5:50050`"
)]
pub struct ArchiveEngineError(String);

/// Why a text is no scheduler's address.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[error(
    "`{0}` is not where a scheduler listens; expected a host and a port, such as 10.0.0.5:50050"
)]
pub struct SchedulerError(String);

/// Object storage as S3 has it, and by what it knows us.
#[derive(Clone, PartialEq, Eq)]
pub struct ObjectStorage {
    /// The bucket and the folder in it.
    pub place: StoragePlace,
    /// The server; Amazon's own of the region where it is not given.
    pub endpoint: Option<StorageEndpoint>,
    /// The region.
    pub region: String,
    /// The name of the key.
    pub key: String,
    /// The secret of the key.
    pub secret: String,
}

/// A bucket and a folder in it, which is the archive's alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoragePlace {
    bucket: String,
    folder: String,
}

/// Why a text is no folder of object storage.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[error(
    "`{0}` is no folder in object storage; expected a bucket and a folder that is the archive's alone, such as \
     s3://saferplan/archive"
)]
pub struct StoragePlaceError(String);

/// The address of a server of object storage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StorageEndpoint(String);

/// Why a text is no such address.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[error(
    "`{0}` is no server's address; expected one without a path, such as https://s3.example.org"
)]
pub struct StorageEndpointError(String);

impl ArchiveSettings {
    /// Takes them from what was given.
    pub(super) fn taken(given: &mut Given) -> ArchiveSettings {
        let engine = given.parsed("archive.engine").unwrap_or_default();
        ArchiveSettings { engine, storage: storage(given) }
    }
}

/// All of it, or none where nothing of it is given.
fn storage(given: &mut Given) -> Option<ObjectStorage> {
    let of_it = ["", "_endpoint", "_region", "_key", "_secret", "_secret_file"];
    if !of_it.iter().any(|end| given.has(&format!("archive.storage{end}"))) {
        return None;
    }
    let place =
        given.needed("archive.storage", "a bucket and a folder, such as s3://saferplan/archive");
    let place = place.and_then(|text| given.read("archive.storage", &text));
    let endpoint = given.parsed("archive.storage_endpoint");
    let region = given.text("archive.storage_region").unwrap_or_else(|| REGION.to_owned());
    let key =
        given.needed("archive.storage_key", "the name of the key by which the storage knows us");
    let secret = given.secret("archive.storage_secret");
    if !given.has("archive.storage_secret") && !given.has("archive.storage_secret_file") {
        given.fault("archive.storage_secret", "it is missing; give the secret of the key");
    }
    Some(ObjectStorage { place: place?, endpoint, region, key: key?, secret: secret? })
}

impl fmt::Debug for ObjectStorage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ObjectStorage { place, endpoint, region, key, secret: _ } = self;
        f.debug_struct("ObjectStorage")
            .field("place", place)
            .field("endpoint", endpoint)
            .field("region", region)
            .field("key", key)
            .finish_non_exhaustive()
    }
}

impl StoragePlace {
    /// The bucket.
    pub fn bucket(&self) -> &str {
        &self.bucket
    }

    /// The folder in it.
    pub fn folder(&self) -> &str {
        &self.folder
    }
}

impl FromStr for StoragePlace {
    type Err = StoragePlaceError;

    fn from_str(text: &str) -> Result<StoragePlace, StoragePlaceError> {
        let wrong = || StoragePlaceError(text.chars().take(200).collect());
        let place = text.strip_prefix("s3://").ok_or_else(wrong)?;
        let (bucket, folder) = place.split_once('/').ok_or_else(wrong)?;
        let is_name = |name: &str| {
            let sign = |sign: char| sign.is_ascii_alphanumeric() || "-._".contains(sign);
            !name.is_empty() && !name.starts_with('.') && name.chars().all(sign)
        };
        if !is_name(bucket) || !folder.split('/').all(is_name) {
            return Err(wrong());
        }
        Ok(StoragePlace { bucket: bucket.to_owned(), folder: folder.to_owned() })
    }
}

impl fmt::Display for StorageEndpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for StorageEndpoint {
    type Err = StorageEndpointError;

    fn from_str(text: &str) -> Result<StorageEndpoint, StorageEndpointError> {
        let wrong = || StorageEndpointError(text.chars().take(200).collect());
        let uri: Uri = text.parse().map_err(|_| wrong())?;
        let is_bare = ["", "/"].contains(&uri.path()) && uri.query().is_none();
        let has_user = uri.authority().is_none_or(|all| all.as_str().contains('@'));
        if !["http", "https"].contains(&uri.scheme_str().unwrap_or_default())
            || !is_bare
            || has_user
        {
            return Err(wrong());
        }
        Ok(StorageEndpoint(text.trim_end_matches('/').to_owned()))
    }
}

impl Scheduler {
    /// The host's name or address.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The port.
    pub fn port(&self) -> u16 {
        self.port
    }
}

impl fmt::Display for Scheduler {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.host, self.port)
    }
}

impl FromStr for Scheduler {
    type Err = SchedulerError;

    fn from_str(text: &str) -> Result<Scheduler, SchedulerError> {
        let wrong = || SchedulerError(text.chars().take(80).collect());
        let (host, port) = text.rsplit_once(':').ok_or_else(wrong)?;
        let port = port.parse().ok().filter(|port| *port > 0).ok_or_else(wrong)?;
        let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
        let is_name = |host: &str| {
            let sign = |sign: char| sign.is_ascii_alphanumeric() || "-._".contains(sign);
            !host.is_empty() && host.chars().all(sign)
        };
        match bare {
            Some(address) if address.parse::<std::net::Ipv6Addr>().is_ok() => {}
            None if is_name(host) => {}
            Some(_) | None => return Err(wrong()),
        }
        Ok(Scheduler { host: host.to_owned(), port })
    }
}

impl FromStr for ArchiveEngine {
    type Err = ArchiveEngineError;

    fn from_str(text: &str) -> Result<ArchiveEngine, ArchiveEngineError> {
        let wrong = || ArchiveEngineError(text.chars().take(80).collect());
        if text == "local" {
            return Ok(ArchiveEngine::Local);
        }
        let scheduler = text.strip_prefix("ballista://").ok_or_else(wrong)?;
        scheduler.parse().map(ArchiveEngine::Ballista).map_err(|_| wrong())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_run_here_or_on_a_cluster_whose_scheduler_is_named() {
        assert_eq!("local".parse(), Ok(ArchiveEngine::Local));
        for (text, scheduler) in [
            ("ballista://10.0.0.5:50050", "10.0.0.5:50050"),
            ("ballista://archive-1.example:1", "archive-1.example:1"),
            ("ballista://[fd00::5]:50050", "[fd00::5]:50050"),
        ] {
            let Ok(ArchiveEngine::Ballista(named)) = text.parse() else { panic!("{text}") };
            assert_eq!(named.to_string(), scheduler);
        }
        for wrong in [
            "",
            "duckdb",
            "ballista://",
            "ballista://10.0.0.5",
            "ballista://10.0.0.5:0",
            "ballista://10.0.0.5:99999",
            "ballista://10.0.0.5:50050/more",
            "ballista://a b:1",
            "ballista://[10.0.0.5]:1",
            "http://10.0.0.5:50050",
        ] {
            assert!(wrong.parse::<ArchiveEngine>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn copies_lie_in_a_folder_of_their_own_on_a_server_that_is_named() {
        let place: StoragePlace = "s3://saferplan/archive/of-kent".parse().unwrap();
        assert_eq!((place.bucket(), place.folder()), ("saferplan", "archive/of-kent"));
        for wrong in [
            "",
            "s3://",
            "s3://saferplan",
            "s3://saferplan/",
            "s3://a/b//c",
            "s3://a/../b",
            "a/b",
            "s3://a/b c",
        ] {
            assert!(wrong.parse::<StoragePlace>().is_err(), "{wrong}");
        }
        for right in ["https://s3.example.org", "http://10.0.0.9:9000/"] {
            let endpoint: StorageEndpoint = right.parse().unwrap();
            assert_eq!(endpoint.to_string(), right.trim_end_matches('/'));
        }
        for wrong in [
            "",
            "s3.example.org",
            "ftp://s3.example.org",
            "https://a@b.example",
            "https://b.example/c",
        ] {
            assert!(wrong.parse::<StorageEndpoint>().is_err(), "{wrong}");
        }
    }
}
