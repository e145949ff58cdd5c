//! The press: what the typesetter may see, which is our fonts, one template and the files beside it.
//!
//! In come a template and its files; out goes a world without a disk, a network or a clock.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use typst::Feature;
use typst::Features;
use typst::Library;
use typst::LibraryExt;
use typst::World;
use typst::diag::FileError;
use typst::diag::FileResult;
use typst::foundations::Bytes;
use typst::foundations::Datetime;
use typst::foundations::Duration;
use typst::syntax::FileId;
use typst::syntax::RootedPath;
use typst::syntax::Source;
use typst::syntax::VirtualPath;
use typst::syntax::VirtualRoot;
use typst::text::Font;
use typst::text::FontBook;
use typst::utils::LazyHash;

use crate::fonts;
use crate::pdf::PdfError;

/// The library with the means to say which cells head a row.
static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| {
    let features: Features = [Feature::A11yExtras].into_iter().collect();
    LazyHash::new(Library::builder().with_features(features).build())
});

/// A world that holds one document.
pub(super) struct Press {
    template: Source,
    files: BTreeMap<String, Bytes>,
}

impl Press {
    /// The press with a template laid on, and the files that it reads.
    pub(super) fn with(template: &str, files: BTreeMap<String, Bytes>) -> Result<Press, PdfError> {
        let path = VirtualPath::new("template.typ")
            .map_err(|error| PdfError::Typesetting(format!("{error:?}")))?;
        let id = RootedPath::new(VirtualRoot::Project, path).intern();
        Ok(Press { template: Source::new(id, template.to_owned()), files })
    }
}

impl World for Press {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        fonts::STORE.book()
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.template.id() {
            Ok(self.template.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let name = id.get().vpath().get_without_slash();
        self.files.get(name).cloned().ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        fonts::STORE.font(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
