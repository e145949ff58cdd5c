//! A picture of a node between what it rests on and what uses it: three columns of boxes with words, no colour needed.
//!
//! In come nodes; out goes an SVG. The lists of the page say the same, so that nothing is told by the picture alone.

use std::fmt::Write;

use partnership::thread::node::Node;

use crate::thread::one::marks;

/// How many boxes a column has; what is more is in the lists.
const MOST: usize = 6;
/// The width of a box, its height, and the room between two, in units of the picture.
const BOX: (usize, usize, usize) = (270, 88, 14);
/// Where the columns begin.
const COLUMNS: [usize; 3] = [5, 345, 685];
/// How many letters stand in a line, and how many lines of a title in a box.
const LINE: (usize, usize) = (33, 3);
/// Where the boxes begin, below the heads.
const TOP: usize = 34;

/// Nodes with how they hang together with the one in the middle.
type Around<'a, 'n> = &'a [(&'static str, &'n Node)];

/// The picture.
pub(super) fn picture(back: Around<'_, '_>, node: &Node, forward: Around<'_, '_>) -> String {
    let (_, height, gap) = BOX;
    let rows = |all: Around<'_, '_>| all.len().min(MOST) + usize::from(all.len() > MOST);
    let most = rows(back).max(rows(forward)).max(1);
    let total = TOP + most * (height + gap);
    let middle = TOP + (most * (height + gap) - gap - height) / 2;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 960 {total}\" \
         aria-hidden=\"true\" font-family=\"arial, sans-serif\" font-size=\"14\">"
    );
    let heads = ["What it rests on", "This", "What uses it"];
    for (x, head) in COLUMNS.iter().zip(heads) {
        let _ = write!(out, "<text x=\"{x}\" y=\"18\" font-weight=\"700\">{head}</text>");
    }
    for (all, x, is_left) in [(back, COLUMNS[0], true), (forward, COLUMNS[2], false)] {
        column(&mut out, all, (x, is_left), middle + height / 2);
    }
    boxed(&mut out, node, (COLUMNS[1], middle), "3");
    out.push_str("</svg>");
    out
}

/// A column of boxes, each with a line to the middle one.
fn column(out: &mut String, all: Around<'_, '_>, (x, is_left): (usize, bool), middle: usize) {
    let (width, height, gap) = BOX;
    for (at, (_, node)) in all.iter().take(MOST).enumerate() {
        let y = TOP + at * (height + gap);
        let (from, to) = if is_left { (x + width, COLUMNS[1]) } else { (COLUMNS[1] + width, x) };
        let (from_y, to_y) =
            if is_left { (y + height / 2, middle) } else { (middle, y + height / 2) };
        let _ = write!(
            out,
            "<line x1=\"{from}\" y1=\"{from_y}\" x2=\"{to}\" y2=\"{to_y}\" stroke=\"#0b0c0c\" \
             stroke-width=\"1.5\"/>"
        );
        boxed(out, node, (x, y), "1");
    }
    let more = all.len().saturating_sub(MOST);
    let y = TOP + all.len().min(MOST) * (height + gap) + 24;
    let words = match (all.len(), more) {
        (0, _) => Some((TOP + 24, "Nothing".to_owned())),
        (_, 0) => None,
        (_, more) => Some((y, format!("and {more} more in the list"))),
    };
    if let Some((y, words)) = words {
        let _ = write!(out, "<text x=\"{x}\" y=\"{y}\">{words}</text>");
    }
}

/// A box with what a node is, its title, and what must be said beside it.
fn boxed(out: &mut String, node: &Node, (x, y): (usize, usize), stroke: &str) {
    let (width, height, _) = BOX;
    let _ = write!(
        out,
        "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"#fff\" \
         stroke=\"#0b0c0c\" stroke-width=\"{stroke}\"/>"
    );
    let text = |out: &mut String, row: usize, weight: &str, words: &str| {
        let (x, y) = (x + 8, y + 18 + row * 16);
        let words = escaped(words);
        let _ = write!(out, "<text x=\"{x}\" y=\"{y}\" font-weight=\"{weight}\">{words}</text>");
    };
    text(out, 0, "700", node.kind_in_words());
    let marks = marks(node).join("; ");
    let room = if marks.is_empty() { LINE.1 } else { LINE.1 - 1 };
    let lines = lines(&node.title, room);
    for (at, line) in lines.iter().enumerate() {
        text(out, at + 1, "400", line);
    }
    if !marks.is_empty() {
        text(out, LINE.1 + 1, "700", &clipped(&marks));
    }
}

/// Words over so many lines; what does not fit is left out with a sign that it is.
fn lines(words: &str, most: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in words.split_whitespace() {
        let last = lines.last().map_or(0, |line| line.chars().count());
        if last > 0 && last + 1 + word.chars().count() > LINE.0 {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    let is_more = lines.len() > most;
    lines.truncate(most);
    let mut lines: Vec<String> = lines.iter().map(|line| clipped(line)).collect();
    if let Some(last) = lines.last_mut().filter(|last| is_more && !last.ends_with('…')) {
        last.push('…');
    }
    lines
}

fn clipped(words: &str) -> String {
    if words.chars().count() <= LINE.0 {
        return words.to_owned();
    }
    let short: String = words.chars().take(LINE.0 - 1).collect();
    format!("{short}…")
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_keeps_its_words_whole_and_says_that_more_follows() {
        let words =
            "Street pastors on Fridays and Saturdays from nine in the evening until the last bus";
        let two = lines(words, 2);
        assert_eq!(two[0], "Street pastors on Fridays and");
        assert!(two[1].ends_with('…'), "{two:?}");
        assert_eq!(lines("Short", 2), ["Short"]);
        assert!(lines(&"x".repeat(80), 2)[0].chars().count() <= LINE.0);
    }

    #[test]
    fn what_somebody_typed_is_never_a_part_of_the_picture_s_code() {
        assert_eq!(escaped("<a> & b"), "&lt;a&gt; &amp; b");
    }
}
