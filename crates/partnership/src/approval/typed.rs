//! A text as somebody typed it or brought it in a file: headings and paragraphs, each of which becomes a passage.
//!
//! In come lines; out goes a text whose passages are numbered in their order. It is how a document is put forward that was
//! written elsewhere.

use crate::approval::text::Passage;
use crate::approval::text::PassageId;
use crate::approval::text::Text;
use crate::approval::text::TextError;

/// The text of lines: a line that begins with `#` is a heading, and paragraphs stand between empty lines.
///
/// ```
/// use partnership::approval::typed::text_of;
/// let text = text_of("# Violence\n\nMore patrols\nat night.\n\nFewer knives.\n")?;
/// assert_eq!(text.printed(), "Violence\n\n1. More patrols at night.\n\n2. Fewer knives.\n\n");
/// # Ok::<(), partnership::approval::text::TextError>(())
/// ```
///
/// # Errors
/// When there is no paragraph.
pub fn text_of(lines: &str) -> Result<Text, TextError> {
    let (mut under, mut words) = (String::new(), Vec::new());
    let mut passages: Vec<Passage> = Vec::new();
    for line in lines.lines().map(str::trim).chain([""]) {
        let heading = line.strip_prefix('#').map(|rest| rest.trim_start_matches('#').trim());
        if line.is_empty() || heading.is_some() {
            passages.extend(passage(passages.len(), &under, &std::mem::take(&mut words)));
        } else {
            words.push(line);
        }
        if let Some(heading) = heading {
            heading.clone_into(&mut under);
        }
    }
    Text::of(passages)
}

/// The passage of these lines, after so many others; none where there is nothing.
fn passage(before: usize, under: &str, lines: &[&str]) -> Option<Passage> {
    let id = PassageId::numbered(u32::try_from(before + 1).ok()?)?;
    let words = lines.join(" ");
    let under = under.to_owned();
    (!words.is_empty()).then_some(Passage { id, under, exempt: None, words })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_text_without_a_paragraph_is_none() {
        assert_eq!(text_of("# Violence\n\n"), Err(TextError::Empty));
    }

    proptest! {
        #[test]
        fn any_lines_are_a_text_with_numbers_in_order_or_none(lines in "[#a-z \n]{0,80}") {
            if let Ok(text) = text_of(&lines) {
                let numbers = text.passages().iter().map(|passage| passage.id.to_string());
                let wanted = (1..).map(|number: u32| number.to_string());
                prop_assert!(numbers.eq(wanted.take(text.passages().len())));
            }
        }
    }
}
