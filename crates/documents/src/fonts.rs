//! The fonts of print: Noto Sans, with the typesetter's own fonts for what it lacks.
//!
//! Every font comes with the program, so a document looks the same wherever it is made. In comes
//! text; out goes the text with any character that no font can draw replaced, since a PDF for
//! screen readers must not hold a character without a shape.

use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::text::Font;
use typst::text::FontInfo;
use typst_kit::fonts::FontStore;

use crate::wording;

/// The family of all print.
pub(crate) const FAMILY: &str = "Noto Sans";

/// Stands in for a character that no font can draw.
const REPLACEMENT: char = '\u{fffd}';

/// All faces of the family.
pub(crate) fn faces_of_family() -> [&'static [u8]; 4] {
    [notosans::REGULAR_TTF, notosans::BOLD_TTF, notosans::ITALIC_TTF, notosans::BOLD_ITALIC_TTF]
}

/// The fonts as the typesetter wants them.
pub(crate) static STORE: LazyLock<FontStore> = LazyLock::new(|| {
    let mut store = FontStore::new();
    for face in faces_of_family() {
        store.extend(Font::iter(Bytes::new(face)).map(|font| {
            let info = font.info().clone();
            (font, info)
        }));
    }
    store.extend(typst_kit::fonts::embedded());
    store
});

/// Text in which every character has a shape, whatever stands beside it.
///
/// Letters must be in our own family: Latin, Greek and Cyrillic. Symbols such as arrows may come
/// from the typesetter's fonts, but no marks that join with the letter before them, because a letter
/// and its mark must come from one font.
pub(crate) fn drawable(text: &str) -> String {
    let shaped = |character| if has_shape(character) { character } else { REPLACEMENT };
    text.chars().map(shaped).collect()
}

/// Words that can be printed: clean, and every character with a shape.
pub(crate) fn printable(words: &str) -> String {
    drawable(&wording::clean(words))
}

fn has_shape(character: char) -> bool {
    let covers = |info: &FontInfo| info.coverage.contains(u32::from(character));
    let faces = || (0..).map_while(|face| STORE.book().info(face));
    let ours = faces().take(faces_of_family().len()).all(covers);
    let private = matches!(character, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}');
    let joins = matches!(character, '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{206f}');
    let symbol = matches!(character, '\u{2190}'..='\u{2bff}');
    !private && !joins && (ours || (symbol && faces().any(covers)))
}
