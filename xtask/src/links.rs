//! Whether every link of a site's pages leads to a file that is there, and to a place that the file has.
//!
//! In: a folder of pages. Out: nothing, or every link that leads nowhere, with its page.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result, ensure};

/// The page that has all others in one, whose places have other names, and the one that stands at no fixed address.
const LEFT_OUT: [&str; 3] = ["print.html", "404.html", "toc.html"];

/// What a page has.
struct Page {
    places: BTreeSet<String>,
    links: Vec<String>,
}

/// Follows every link of every page of a folder.
pub(crate) fn all_lead_somewhere(site: &Path) -> Result<()> {
    let mut pages = BTreeMap::new();
    below(site, site, &mut pages)?;
    let mut astray = Vec::new();
    for (name, page) in &pages {
        for link in &page.links {
            if !leads_somewhere(site, &pages, name, link) {
                astray.push(format!("{} leads to `{link}`", name.display()));
            }
        }
    }
    ensure!(!pages.is_empty(), "there is no page in `{}`", site.display());
    ensure!(astray.is_empty(), "these links lead nowhere:\n  {}", astray.join("\n  "));
    Ok(())
}

fn below(site: &Path, folder: &Path, pages: &mut BTreeMap<PathBuf, Page>) -> Result<()> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("reading `{}`", folder.display()))?;
    for entry in entries {
        let path = entry.with_context(|| format!("reading `{}`", folder.display()))?.path();
        let name = path.strip_prefix(site).context("a file of the site")?.to_owned();
        if path.is_dir() {
            below(site, &path, pages)?;
        } else if path.extension().is_some_and(|end| end == "html")
            && !LEFT_OUT.iter().any(|left| name == Path::new(left))
        {
            let text = fs::read_to_string(&path)
                .with_context(|| format!("reading `{}`", path.display()))?;
            pages.insert(name, read(&text));
        }
    }
    Ok(())
}

fn read(text: &str) -> Page {
    let quoted = |begins: &str| -> Vec<String> {
        let parts = text.split(begins).skip(1);
        parts.filter_map(|part| Some(part.split_once('"')?.0.replace("&amp;", "&"))).collect()
    };
    let mut links = quoted(" href=\"");
    links.extend(quoted(" src=\""));
    Page { places: quoted(" id=\"").into_iter().collect(), links }
}

fn leads_somewhere(site: &Path, pages: &BTreeMap<PathBuf, Page>, name: &Path, link: &str) -> bool {
    // Where something outside the site is, nobody can say without asking for it.
    if link.contains("://") || link.starts_with("mailto:") || link.starts_with("data:") {
        return true;
    }
    let (path, place) = link.split_once('#').unwrap_or((link, ""));
    let target = if path.is_empty() { Some(name.to_owned()) } else { beside(name, path) };
    let Some(target) = target else { return false };
    if !site.join(&target).is_file() {
        return false;
    }
    let has = |page: &Page| place.is_empty() || page.places.contains(place);
    pages.get(&target).is_none_or(has)
}

/// The file that a path on a page names, if it does not lead out of the site.
fn beside(page: &Path, path: &str) -> Option<PathBuf> {
    let mut parts: Vec<&std::ffi::OsStr> = page.parent().into_iter().flat_map(Path::iter).collect();
    for part in Path::new(path).components() {
        match part {
            Component::ParentDir => {
                parts.pop()?;
            }
            Component::Normal(part) => parts.push(part),
            Component::CurDir => {}
            Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(parts.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(pages: &[(&str, &str)]) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("saferplan-links-{}", std::process::id()));
        // What a test before left there.
        let _ = fs::remove_dir_all(&folder);
        for (name, text) in pages {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        folder
    }

    #[test]
    fn a_link_to_no_file_and_one_to_no_place_are_named() {
        let good = r##"<a href="a/b.html#there">x</a> <a href="https://example.org/">y</a>"##;
        let other =
            r##"<h2 id="there">z</h2> <a href="../index.html">w</a> <a href="#there">v</a>"##;
        let folder = site(&[("index.html", good), ("a/b.html", other)]);
        all_lead_somewhere(&folder).unwrap();
        let wrong =
            r##"<a href="a/b.html#gone">x</a> <img src="gone.png"> <a href="../out.html">o</a>"##;
        fs::write(folder.join("index.html"), wrong).unwrap();
        let said = all_lead_somewhere(&folder).unwrap_err().to_string();
        for link in ["a/b.html#gone", "gone.png", "../out.html"] {
            assert!(said.contains(link), "{said}");
        }
        fs::remove_dir_all(folder).unwrap();
    }
}
