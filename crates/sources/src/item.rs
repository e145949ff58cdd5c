//! The single files inside what a user names: a file, a folder or an archive.
//!
//! In come paths and the kind of data wanted; out go items in order of month and name, each known by
//! its header to be of that kind, and what was passed over.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::path::PathBuf;

use partnership::terms::extract::ExtractId;
use partnership::terms::extract::SourceKind;
use partnership::terms::month::Month;
use sha2::Digest;
use sha2::Sha256;

use crate::boundaries;
use crate::fault::FileFault;
use crate::fault::ReadError;
use crate::header;
use crate::header::Layout;
use crate::prc;
use crate::table;
use crate::text::Records;
use crate::unpack;
use crate::unpack::Member;

/// As much of a file as its header may fill.
const HEAD: u64 = 16 << 10;
/// Folders within folders that are searched.
const DEEPEST: usize = 16;
/// Name endings of data; whatever else a folder or an archive holds is passed over.
const ENDINGS: [&str; 8] = ["csv", "gz", "xlsx", "ods", "json", "geojson", "topojson", "zip"];

/// One file to import, alone or inside an archive.
#[derive(Debug, Clone)]
pub struct Item {
    name: String,
    path: PathBuf,
    member: Option<Member>,
    size: u64,
    layout: &'static Layout,
}

/// What there is to import, and what is not imported.
#[derive(Debug, Clone)]
pub struct Found {
    /// The files to import, in order of month and name.
    pub items: Vec<Item>,
    /// The files passed over, in the same order.
    pub passed_over: Vec<PassedOver>,
}

/// A file that is not imported, and why.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct PassedOver {
    /// Its name, and inside which folder or archive.
    pub name: String,
    /// Why, in words.
    pub why: String,
}

/// Everything that hinders an import, together.
#[derive(Debug, thiserror::Error)]
#[error("{}", .faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
pub struct Refused {
    /// The faults, in order of the files' names.
    pub faults: Vec<ReadError>,
}

/// Finds the files of `kind`, or of every kind where none is given, inside `paths`: single files,
/// folders and archives.
///
/// A file is known by its content, never by its name alone. Files of another kind are passed over in
/// folders and archives, and a fault where the user named them.
///
/// # Errors
/// All faults met, when there is any: then nothing should be imported.
pub fn find(kind: Option<SourceKind>, paths: &[PathBuf]) -> Result<Found, Refused> {
    let mut search =
        Search { kind, items: Vec::new(), passed_over: Vec::new(), faults: Vec::new() };
    for path in paths {
        let before = search.seen();
        search.path(path, &shown(path), Named::ByUser, 0);
        if search.seen() == before {
            let fault = FileFault::Nothing { wanted: header::wanted(kind) };
            search.faults.push(fault.of(&shown(path)));
        }
    }
    search.finish()
}

/// The file's or folder's own name.
fn shown(path: &Path) -> String {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    name.unwrap_or_else(|| path.display().to_string())
}

/// Who chose a file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Named {
    ByUser,
    ByFolder,
}

struct Search {
    kind: Option<SourceKind>,
    items: Vec<Item>,
    passed_over: Vec<PassedOver>,
    faults: Vec<ReadError>,
}

impl Search {
    fn seen(&self) -> usize {
        self.items.len() + self.faults.len()
    }

    fn path(&mut self, path: &Path, name: &str, named: Named, depth: usize) {
        let outcome = if path.is_dir() {
            self.folder(path, name, depth)
        } else {
            self.file(path, name, named)
        };
        if let Err(fault) = outcome {
            self.fault(fault, name, named);
        }
    }

    /// Notes a fault; where every kind is asked for, a folder may hold files of no known layout.
    fn fault(&mut self, fault: FileFault, name: &str, named: Named) {
        if self.kind.is_none() && named == Named::ByFolder && fault.is_unknown() {
            self.pass_over(name, "its content is of no layout that is known".to_owned());
        } else {
            self.faults.push(fault.of(name));
        }
    }

    fn folder(&mut self, path: &Path, name: &str, depth: usize) -> Result<(), FileFault> {
        if depth == DEEPEST {
            self.pass_over(name, format!("it lies more than {DEEPEST} folders deep"));
            return Ok(());
        }
        let mut entries = std::fs::read_dir(path)?.collect::<Result<Vec<_>, _>>()?;
        entries.sort_unstable_by_key(std::fs::DirEntry::file_name);
        for entry in entries {
            let name = format!("{name}/{}", entry.file_name().to_string_lossy());
            if entry.file_type()?.is_symlink() {
                self.pass_over(&name, "it is a link to another place".to_owned());
            } else if entry.path().is_dir() || self.is_data(&name) {
                self.path(&entry.path(), &name, Named::ByFolder, depth + 1);
            }
        }
        Ok(())
    }

    /// Whether a file in a folder or archive is looked at; what a system left there is not named.
    fn is_data(&mut self, name: &str) -> bool {
        let own = name.rsplit('/').next().unwrap_or_default();
        if name.contains("__MACOSX/") || own.starts_with('.') || own == "Thumbs.db" {
            return false;
        }
        let ending = own.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
        let data = ENDINGS.contains(&ending.as_str());
        if !data {
            self.pass_over(name, "it is not data, by its name's ending".to_owned());
        }
        data
    }

    fn file(&mut self, path: &Path, name: &str, named: Named) -> Result<(), FileFault> {
        let size = std::fs::metadata(path)?.len();
        let head = head(unpack::gunzipped(Box::new(File::open(path)?))?)?;
        if head.starts_with(b"PK") {
            let members = unpack::members(File::open(path)?)?;
            if !prc::sheets::is_workbook(members.iter().map(|member| member.name.as_str())) {
                self.archive(path, name, members);
                return Ok(());
            }
        }
        let layout = recognised(&head, self.kind);
        let (name, path) = (name.to_owned(), path.to_owned());
        self.admit(layout, named, |layout| Item { name, path, member: None, size, layout })
    }

    fn archive(&mut self, path: &Path, name: &str, members: Vec<Member>) {
        for member in members {
            let name = format!("{name}/{}", member.name);
            if !self.is_data(&name) {
                continue;
            }
            if let Err(fault) = self.member(path, name.clone(), member) {
                self.fault(fault, &name, Named::ByFolder);
            }
        }
    }

    fn member(&mut self, path: &Path, name: String, member: Member) -> Result<(), FileFault> {
        let head = head(unpack::gunzipped(member.unpacked(File::open(path)?)?)?)?;
        if head.starts_with(b"PK") {
            return Err(FileFault::Nested);
        }
        let layout = recognised(&head, self.kind);
        let (path, size) = (path.to_owned(), member.unpacked);
        let item = |layout| Item { name, path, member: Some(member), size, layout };
        self.admit(layout, Named::ByFolder, item)
    }

    /// Takes a file whose layout is of the kind wanted, and passes over the others.
    fn admit(
        &mut self,
        layout: Result<&'static Layout, FileFault>,
        named: Named,
        item: impl FnOnce(&'static Layout) -> Item,
    ) -> Result<(), FileFault> {
        match layout {
            Ok(layout) if layout.kind.is_some() => self.items.push(item(layout)),
            Ok(layout) => self.pass_over(&item(layout).name, not_used(layout)),
            Err(FileFault::OtherKind { found, .. }) if named == Named::ByFolder => {
                self.pass_over(&item(found).name, not_used(found));
            }
            Err(fault) => return Err(fault),
        }
        Ok(())
    }

    fn pass_over(&mut self, name: &str, why: String) {
        self.passed_over.push(PassedOver { name: name.to_owned(), why });
    }

    fn finish(mut self) -> Result<Found, Refused> {
        if !self.faults.is_empty() {
            self.faults.sort_by(|one, other| one.file.cmp(&other.file));
            return Err(Refused { faults: self.faults });
        }
        self.items.sort_by_cached_key(|item| (month_in(&item.name), item.name.clone()));
        self.passed_over.sort();
        Ok(Found { items: self.items, passed_over: self.passed_over })
    }
}

fn not_used(layout: &Layout) -> String {
    match layout.kind {
        Some(kind) => format!("it is \"{}\", for `import {}`", layout.name, kind.name()),
        None => format!("it is \"{}\", which is not used", layout.name),
    }
}

fn head(bytes: Box<dyn Read + Send>) -> Result<Vec<u8>, FileFault> {
    let mut head = Vec::new();
    bytes.take(HEAD).read_to_end(&mut head)?;
    Ok(head)
}

/// The identity of content that is in memory already.
pub fn identity_of(content: &[u8]) -> ExtractId {
    ExtractId::of(Sha256::digest(content).into())
}

/// The layout of a file that begins with `head`.
fn recognised(mut head: &[u8], kind: Option<SourceKind>) -> Result<&'static Layout, FileFault> {
    if head.starts_with(b"PK") {
        return prc::sheets::WORKBOOK.asked_for(kind);
    }
    if boundaries::is_json(head) && (kind.is_some() || boundaries::is_shapes(head)) {
        return boundaries::OUTLINES.asked_for(kind);
    }
    let mut records = Records::begin(&mut head)?;
    Layout::of(&table::first_line(&mut records)?, kind)
}

/// The first month in a file's own name, or else in the folders it lies in.
fn month_in(name: &str) -> Option<Month> {
    let in_part = |part: &str| (0..part.len()).find_map(|at| part.get(at..at + 7)?.parse().ok());
    name.rsplit('/').find_map(in_part)
}

impl Item {
    /// Its name, inside which folder or archive: `2014-06.zip/2014-06/2014-06-kent-street.csv`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How many bytes it has: unpacked inside a ZIP, as they lie on disk otherwise.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The layout that its header belongs to.
    pub fn layout(&self) -> &'static Layout {
        self.layout
    }

    /// Its bytes, unpacked. May be called from several threads, each of which gets its own reader.
    ///
    /// # Errors
    /// When the file is gone or damaged.
    pub fn reader(&self) -> Result<Box<dyn Read + Send>, ReadError> {
        let bytes = File::open(&self.path).map_err(FileFault::Unreadable);
        let bytes = bytes.and_then(|file| match &self.member {
            Some(member) => member.unpacked(file),
            None => Ok(Box::new(file)),
        });
        bytes.and_then(unpack::gunzipped).map_err(|fault| fault.of(&self.name))
    }

    /// The identity of its content, found by reading it all: quicker than importing it again.
    ///
    /// # Errors
    /// When the file is gone or damaged.
    pub fn identity(&self) -> Result<ExtractId, ReadError> {
        let mut bytes = self.reader()?;
        let mut buffer = vec![0; 128 << 10];
        let mut sha256 = Sha256::new();
        loop {
            let read =
                bytes.read(&mut buffer).map_err(|error| FileFault::from(error).of(&self.name))?;
            if read == 0 {
                return Ok(ExtractId::of(sha256.finalize().into()));
            }
            sha256.update(&buffer[..read]);
        }
    }
}

#[cfg(test)]
mod tests;
