//! The press: what the typesetter may see, which is our fonts, our template and the document.
//!
//! In comes the content tree; out goes a world without a disk, a network or a clock.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use partnership::content::Document;
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
use crate::pdf::data;

const TEMPLATE: &str = include_str!("template.typ");

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
    /// The press with a document laid on.
    pub(super) fn with(document: &Document) -> Result<Press, PdfError> {
        let (written, drawings) = data::laid_out(document);
        let mut files: BTreeMap<String, Bytes> = drawings
            .into_iter()
            .map(|drawing| (drawing.file, Bytes::from_string(drawing.svg)))
            .collect();
        files.insert("document.json".to_owned(), Bytes::new(serde_json::to_vec(&written)?));
        let path = VirtualPath::new("template.typ")
            .map_err(|error| PdfError::Typesetting(format!("{error:?}")))?;
        let id = RootedPath::new(VirtualRoot::Project, path).intern();
        Ok(Press { template: Source::new(id, TEMPLATE.to_owned()), files })
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
