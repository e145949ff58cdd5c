//! The text of an assessment in a folder: sections in Markdown by the numbers of their names, and what was kept beside them.

use std::fs;
use std::path::Path;
use std::path::PathBuf;

use anyhow::Context;
use anyhow::Result;
use anyhow::bail;
use partnership::assessment::about::About;
use partnership::assessment::kept::Kept;
use partnership::assessment::order::place;
use partnership::assessment::text::Source;
use partnership::terms::area::AreaCode;

use crate::assess::Text;

/// The file that says what the draft is about and what was kept for it.
const KEPT: &str = "kept.toml";
/// A file that tells people about the folder, and is no section.
const README: &str = "README.md";
/// Where the form of such a folder is shown.
const SHOWN: &str = "examples/maidstone-2014/assessment shows the form";

/// A folder's text.
pub(crate) struct Folder {
    /// The sections.
    sources: Vec<Source>,
    /// What was kept beside them.
    kept: Kept,
}

impl Folder {
    /// Reads folders, each written from the one before: a file takes the place of one of the same name.
    pub(crate) fn of_all(folders: &[PathBuf]) -> Result<Option<Folder>> {
        let mut read: Option<Folder> = None;
        for folder in folders {
            let next = Folder::read(folder)?;
            read = Some(match read {
                Some(before) => next.after(before),
                None => next,
            });
        }
        Ok(read)
    }

    fn after(self, before: Folder) -> Folder {
        let Folder { mut sources, kept } = self;
        let others = before.sources.into_iter();
        let others: Vec<Source> =
            others.filter(|one| sources.iter().all(|own| own.file != one.file)).collect();
        sources.extend(others);
        sources.sort_by(|one, other| place(&one.file).cmp(&place(&other.file)));
        Folder { sources, kept: kept.after(before.kept) }
    }

    /// Reads a folder whole.
    fn read(folder: &Path) -> Result<Folder> {
        let sources = sources(folder)?;
        if sources.is_empty() {
            let shown = folder.display();
            bail!("`{shown}` has no section, a file whose name ends in .md; {SHOWN}");
        }
        let path = folder.join(KEPT);
        let kept = toml::from_str(&text(&path)?);
        let kept = kept.with_context(|| {
            format!("`{}` does not say what the draft is about; {SHOWN}", path.display())
        })?;
        Ok(Folder { sources, kept })
    }

    /// The text to print, of a district.
    pub(crate) fn text(self, area: AreaCode) -> Result<Text> {
        let Folder { sources, kept } = self;
        let about = About::of(area, kept.period, kept.against)?;
        let (stage, supplied) = (kept.stage.clone(), kept.supplied(area));
        Ok(Text { sources, about, stage, answers: None, supplied, marked: Default::default() })
    }
}

fn sources(folder: &Path) -> Result<Vec<Source>> {
    let reading = || format!("reading the folder `{}`; {SHOWN}", folder.display());
    let entries = fs::read_dir(folder).with_context(reading)?;
    let paths = entries.map(|entry| Ok(entry?.path()));
    let paths = paths.collect::<std::io::Result<Vec<PathBuf>>>().with_context(reading)?;
    let mut sources = Vec::new();
    for path in paths {
        let Some(file) = path.file_name().and_then(|name| name.to_str()) else { continue };
        if file.ends_with(".md") && file != README {
            sources.push(Source { file: file.to_owned(), text: text(&path)? });
        }
    }
    sources.sort_by(|one: &Source, other| place(&one.file).cmp(&place(&other.file)));
    Ok(sources)
}

fn text(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("reading `{}`", path.display()))
}
