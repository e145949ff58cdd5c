//! The order of a draft's sections: files stand by the number that their names begin with, so that a folder lists them alike.
//!
//! In come files and what is to be done; out go files in another order, or a name for a new one.

use crate::assessment::text::Source;
use crate::terms::slug;

/// Where a file of that name stands among others: by the number that it begins with, then by its name, so that 2-levels.md
/// stands before 2b-classes.md and both before 10-annex.md. Files without a number come last.
pub fn place(file: &str) -> (u32, &str) {
    let digits = file.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(file.len());
    (file.get(..digits).and_then(|digits| digits.parse().ok()).unwrap_or(u32::MAX), file)
}

/// What a name begins with where that is a number, such as `2b`, and what follows the dash.
fn numbered(file: &str) -> Option<(&str, &str)> {
    file.split_once('-')
        .filter(|(number, _)| number.starts_with(|sign: char| sign.is_ascii_digit()))
}

/// A name for a new section's file, after all that there are.
///
/// ```
/// use partnership::assessment::order::free_name;
/// use partnership::assessment::skeleton::skeleton;
/// assert_eq!(free_name(&skeleton(), "Night-time economy"), "8-night-time-economy.md");
/// ```
pub fn free_name(sources: &[Source], heading: &str) -> String {
    let numbers = sources.iter().map(|source| place(&source.file).0);
    let last = numbers.filter(|number| *number < u32::MAX).max().unwrap_or(0);
    format!("{}-{}.md", last.saturating_add(1), slug::plain(heading, "section"))
}

/// The files with one of them a place further up; the two change the numbers of their names, so that these keep the order.
/// None where it is the first, or there is none of that name.
pub fn moved_up(sources: &[Source], file: &str) -> Option<Vec<Source>> {
    let at = sources.iter().position(|source| source.file == file)?;
    let before = at.checked_sub(1)?;
    let mut moved = sources.to_vec();
    moved.swap(before, at);
    let names = numbered(&sources[before].file).zip(numbered(file));
    let Some(((first, _), (second, _))) = names else { return Some(moved) };
    let (up, down) = (renamed(file, first), renamed(&sources[before].file, second));
    let others = sources.iter().enumerate().filter(|(one, _)| *one != before && *one != at);
    if !others.into_iter().any(|(_, source)| source.file == up || source.file == down) && up != down
    {
        (moved[before].file, moved[at].file) = (up, down);
    }
    Some(moved)
}

fn renamed(file: &str, to: &str) -> String {
    numbered(file).map_or_else(|| file.to_owned(), |(_, rest)| format!("{to}-{rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(names: &[&str]) -> Vec<Source> {
        let each = names
            .iter()
            .map(|name| Source { file: (*name).to_owned(), text: format!("# {name}\n") });
        each.collect()
    }

    fn names(sources: &[Source]) -> Vec<&str> {
        sources.iter().map(|source| source.file.as_str()).collect()
    }

    #[test]
    fn a_section_moves_up_with_its_text_and_the_names_keep_the_order() {
        let before = files(&["1-a.md", "2-b.md", "2b-c.md", "notes.md"]);
        let moved = moved_up(&before, "2b-c.md").unwrap();
        assert_eq!(names(&moved), ["1-a.md", "2-c.md", "2b-b.md", "notes.md"]);
        assert_eq!(moved[1].text, "# 2b-c.md\n");
        assert!(place("2b-c.md") < place("10-a.md"));
        let mut sorted = moved.clone();
        sorted.sort_by(|one, other| place(&one.file).cmp(&place(&other.file)));
        assert_eq!(sorted, moved);
        assert_eq!(names(&moved_up(&before, "notes.md").unwrap())[2], "notes.md");
        assert_eq!(moved_up(&before, "1-a.md"), None);
        assert_eq!(moved_up(&before, "9-none.md"), None);
    }

    #[test]
    fn no_two_files_get_one_name() {
        let before = files(&["1-a.md", "2-b.md", "2-a.md", "1-b.md"]);
        for name in ["2-b.md", "2-a.md", "1-b.md"] {
            let moved = moved_up(&before, name).unwrap();
            let mut all = names(&moved);
            all.sort_unstable();
            all.dedup();
            assert_eq!(all.len(), 4, "{moved:?}");
        }
    }
}
