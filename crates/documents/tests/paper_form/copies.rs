//! Copies in one file: each whole, with its own number, on sheets of its own.

use partnership::consultation::layout::FormLayout;

use crate::fixture::{OnDisk, bilingual, copies, maidstone, unlabelled};
use crate::independent::is_accessible;

/// The code in letters on every page, one after the other; of an empty page, nothing.
fn codes(pdf: &[u8], pages: usize) -> Vec<Option<String>> {
    let disk = OnDisk::with(pdf);
    let code = |page: usize| {
        let text = disk.asked("pdftotext", &format!("-layout -f {page} -l {page} FILE -"));
        let last = text.lines().map(str::trim).rfind(|line| !line.is_empty());
        last.map(str::to_owned)
    };
    (1..=pages).map(code).collect()
}

/// A layout without what a copy's number changes.
fn without_letters(layout: &FormLayout) -> FormLayout {
    let mut layout = layout.clone();
    for page in &mut layout.pages {
        page.code_in_letters = page.code;
    }
    layout
}

#[test]
fn copies_in_one_file_have_codes_of_their_own_and_stand_alike() {
    for typed in [maidstone(), bilingual()] {
        let bound = copies(typed, &[7, 8, 9]);
        let pages = bound.layouts[0].pages.len();
        assert_eq!(bound.layouts.len(), 3);
        for layout in &bound.layouts {
            assert_eq!(without_letters(layout), without_letters(&bound.layouts[0]));
        }
        let each = pages.next_multiple_of(2);
        let found = codes(&bound.pdf, 2 * each + pages);
        let mut own: Vec<&String> = found.iter().flatten().collect();
        assert_eq!(own.len(), 3 * pages, "{found:?}");
        own.sort();
        own.dedup();
        assert_eq!(own.len(), 3 * pages, "a code stands twice: {found:?}");
        for (copy, number) in [7, 8, 9].into_iter().enumerate() {
            let first = found[copy * each].as_ref().unwrap();
            assert!(first.contains(&format!("{number}")), "{first}");
        }
    }
}

#[test]
fn a_copy_among_others_is_as_one_by_itself_and_all_are_accessible() {
    let (bound, one) = (copies(maidstone(), &[1, 2]), unlabelled());
    assert_eq!(without_letters(&bound.layouts[1]), without_letters(&one.layout));
    let disk = OnDisk::with(&bound.pdf);
    disk.asked("qpdf", "--check FILE");
    is_accessible(&bound.pdf);
    let facts = disk.asked("pdfinfo", "FILE");
    assert!(facts.lines().any(|line| line.starts_with("Tagged:") && line.ends_with("yes")));
    let text = disk.asked("pdftotext", "-layout FILE -");
    let pages = one.layout.pages.len();
    assert_eq!(text.matches(&format!("Page {pages} of {pages}")).count(), 2, "{text}");
}
