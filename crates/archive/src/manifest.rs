//! The archive's list of what it holds: the one place where an import becomes true.
//!
//! In comes `manifest.json`; out go the extracts and the data files in use. It is written beside
//! itself and put in place by one rename, so a reader finds the old list or the new, never a mix.

use std::collections::BTreeSet;
use std::fs;
use std::fs::File;
use std::io;
use std::io::Write as _;
use std::path::Path;
use std::path::PathBuf;

use partnership::terms::extract::Extract;
use partnership::terms::extract::ExtractId;
use partnership::terms::month::Month;

use crate::error::ArchiveError;
use crate::tables::Table;

const LAYOUT: u32 = 1;
const NAME: &str = "manifest.json";
const BEING_WRITTEN: &str = "manifest.json.new";

/// What the archive holds.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct Manifest {
    layout: u32,
    /// The number of the next data file.
    pub(crate) next_number: u64,
    /// Every extract ever imported, in the order of import.
    pub(crate) extracts: Vec<HeldExtract>,
    /// The data files, in the order they were written.
    pub(crate) files: Vec<DataFile>,
}

/// An extract and whether it is still in use.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct HeldExtract {
    /// The extract.
    #[serde(flatten)]
    pub extract: Extract,
    /// Set once another extract has taken the place of every row of it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub superseded: Option<Superseded>,
}

/// One Parquet file.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct DataFile {
    /// Its number, which no other file of the archive has.
    pub(crate) number: u64,
    /// The table that it is part of.
    pub(crate) table: Table,
    /// The one month of its rows, for tables by month.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) month: Option<Month>,
    /// Whose rows it holds; empty where it was worked out from another file.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub(crate) holdings: Vec<Holding>,
    /// The number of the file that it was worked out from.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) from: Option<u64>,
    /// How many rows.
    pub(crate) rows: u64,
    /// How many bytes.
    pub(crate) bytes: u64,
    /// Set once another file has taken its place.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) superseded: Option<Superseded>,
}

/// The rows that a file holds of one extract and, by month, of one force.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub(crate) struct Holding {
    /// The reporting force, for tables by month.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) force: Option<String>,
    /// The extract.
    pub(crate) extract: ExtractId,
    /// How many rows.
    pub(crate) rows: u64,
}

/// By which extract something was superseded, and when that was taken.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Superseded {
    /// The later extract.
    pub by: ExtractId,
    /// When it was imported: an RFC 3339 time.
    pub at: String,
}

impl DataFile {
    /// A file of `table` that nothing was written to yet.
    pub(crate) fn new(number: u64, table: Table, month: Option<Month>) -> DataFile {
        let (holdings, from, superseded) = (Vec::new(), None, None);
        DataFile { number, table, month, holdings, from, rows: 0, bytes: 0, superseded }
    }

    /// Its path inside the archive.
    pub(crate) fn path(&self, folder: &Path) -> PathBuf {
        let name = match self.month {
            Some(month) => format!("{month}-{:06}.parquet", self.number),
            None => format!("{:06}.parquet", self.number),
        };
        folder.join(self.table.name()).join(name)
    }
}

impl Manifest {
    fn empty() -> Manifest {
        Manifest { layout: LAYOUT, next_number: 1, extracts: Vec::new(), files: Vec::new() }
    }

    /// The list in `folder`; an empty one where nothing was ever imported.
    pub(crate) fn read(folder: &Path) -> Result<Manifest, ArchiveError> {
        let file = folder.join(NAME);
        let text = match fs::read(&file) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let bare = data_files(folder)?.is_empty();
                let folder = folder.to_path_buf();
                let missing = ArchiveError::ManifestMissing { folder };
                return if bare { Ok(Manifest::empty()) } else { Err(missing) };
            }
            Err(error) => return Err(ArchiveError::file("reading", &file)(error)),
        };
        let wrong = |error: serde_json::Error| ArchiveError::Manifest {
            file: file.clone(),
            reason: error.to_string(),
        };
        let Layout { layout } = serde_json::from_slice(&text).map_err(wrong)?;
        if layout > LAYOUT {
            return Err(ArchiveError::Layout { file, found: layout, known: LAYOUT });
        }
        serde_json::from_slice(&text).map_err(wrong)
    }

    /// The list in `folder`, put there if nothing was ever imported: from now on, data files
    /// without a list are a fault.
    pub(crate) fn read_or_begin(folder: &Path) -> Result<Manifest, ArchiveError> {
        let manifest = Manifest::read(folder)?;
        if manifest.extracts.is_empty() && !folder.join(NAME).exists() {
            manifest.save(folder)?;
        }
        Ok(manifest)
    }

    /// Puts the list in place: before, the archive is as it was; after, as this says.
    pub(crate) fn save(&self, folder: &Path) -> Result<(), ArchiveError> {
        let (new, place) = (folder.join(BEING_WRITTEN), folder.join(NAME));
        let writing = |error| ArchiveError::file("writing", &new)(error);
        let text = serde_json::to_vec(self).map_err(|error| writing(error.into()))?;
        let mut file = File::create(&new).map_err(writing)?;
        file.write_all(&text).map_err(writing)?;
        file.sync_all().map_err(writing)?;
        fs::rename(&new, &place).map_err(ArchiveError::file("putting in place", &place))?;
        sync_folder(folder)
    }

    /// The files of `table` in use.
    pub(crate) fn in_use(&self, table: Table) -> impl Iterator<Item = &DataFile> {
        self.files.iter().filter(move |file| file.table == table && file.superseded.is_none())
    }

    /// The extract with this identity, if it was ever imported.
    pub(crate) fn extract(&self, id: &ExtractId) -> Option<&HeldExtract> {
        self.extracts.iter().find(|held| held.extract.id == *id)
    }

    /// Fails if a file in use is missing or cut short.
    pub(crate) fn check_files(&self, folder: &Path) -> Result<(), ArchiveError> {
        for file in self.files.iter().filter(|file| file.superseded.is_none()) {
            let path = file.path(folder);
            let found = match fs::metadata(&path) {
                Ok(found) if found.len() == file.bytes => continue,
                Ok(found) => format!("has {}", found.len()),
                Err(error) => format!("cannot be found ({error})"),
            };
            return Err(ArchiveError::DataFile { file: path, wanted: file.bytes, found });
        }
        Ok(())
    }

    /// Removes what an import that was cut off left behind: files that the list does not name.
    pub(crate) fn sweep(&self, folder: &Path) -> Result<(), ArchiveError> {
        let known: BTreeSet<_> = self.files.iter().map(|file| file.path(folder)).collect();
        for path in data_files(folder)?.into_iter().filter(|path| !known.contains(path)) {
            fs::remove_file(&path).map_err(ArchiveError::file("removing", &path))?;
        }
        match fs::remove_file(folder.join(BEING_WRITTEN)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(ArchiveError::file("removing", &folder.join(BEING_WRITTEN))(error))
            }
            _ => Ok(()),
        }
    }
}

/// The one field that every version of the list has.
#[derive(serde::Deserialize)]
struct Layout {
    layout: u32,
}

/// Every Parquet file in the folders of the tables, in order of path.
fn data_files(folder: &Path) -> Result<Vec<PathBuf>, ArchiveError> {
    let mut files = Vec::new();
    for table in Table::ALL {
        let folder = folder.join(table.name());
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(ArchiveError::file("listing", &folder)(error)),
        };
        for entry in entries {
            let path = entry.map_err(ArchiveError::file("listing", &folder))?.path();
            if path.extension().is_some_and(|extension| extension == "parquet") {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

/// Makes new names in `folder` last through a loss of power.
pub(crate) fn sync_folder(folder: &Path) -> Result<(), ArchiveError> {
    let opened = File::open(folder).map_err(ArchiveError::file("opening", folder))?;
    opened.sync_all().map_err(ArchiveError::file("syncing", folder))
}
