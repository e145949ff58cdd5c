//! The order in which a scanner made files, as their names tell it.
//!
//! In come two names; out goes which is the earlier. Scanners number what they make, some without noughts before: "scan 2"
//! comes before "scan 10".

use std::cmp::Ordering;

/// A part of a name: a number, by how many figures it has and then which, or what stands between numbers.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part<'a> {
    Number(usize, &'a str),
    Words(&'a str),
}

/// Which of two files a scanner made first, by their names.
pub(crate) fn by_number(one: &str, other: &str) -> Ordering {
    parts(one).cmp(&parts(other)).then_with(|| one.cmp(other))
}

fn parts(name: &str) -> Vec<Part<'_>> {
    let (mut parts, mut rest) = (Vec::new(), name);
    while let Some(first) = rest.chars().next() {
        let is_number = first.is_ascii_digit();
        let until = rest.find(|sign: char| sign.is_ascii_digit() != is_number);
        let (part, after) = rest.split_at(until.unwrap_or(rest.len()));
        let figures = part.trim_start_matches('0');
        parts.push(if is_number {
            Part::Number(figures.len(), figures)
        } else {
            Part::Words(part)
        });
        rest = after;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_come_in_the_order_of_their_numbers() {
        let mut names =
            ["scan 10.png", "b.png", "scan 2.png", "scan 002 back.png", "a.pdf", "scan 1é.png"];
        names.sort_by(|one, other| by_number(one, other));
        let wanted =
            ["a.pdf", "b.png", "scan 1é.png", "scan 002 back.png", "scan 2.png", "scan 10.png"];
        assert_eq!(names, wanted);
    }
}
