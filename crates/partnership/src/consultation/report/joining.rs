//! Answers put together to fewer, so that groups set against each other tell something even of few replies.
//!
//! In comes a question; out go names, each with the answers that it stands for: both ends of a scale and what lies
//! between, and three bands of ages or other numbers.

use crate::consultation::answer::Answer;
use crate::consultation::answer::AnswerId;
use crate::consultation::answer::AnswerRole;
use crate::consultation::language::Language;
use crate::consultation::question::Manner;
use crate::consultation::question::Question;
use crate::consultation::results::coding::Category;
use crate::consultation::results::coding::Coded;
use crate::consultation::results::coding::Counted;

/// With so many replies every answer is told apart: ten groups, five answers, and in each cell 50 on average.
const ENOUGH_FOR_EVERY_ANSWER: usize = 2_500;

/// How the labels of answers that are put together make one name.
type Naming = fn(&[&str]) -> String;
/// A name, and the answers that it stands for.
type Group = (String, Vec<AnswerId>);

/// The replies with a dimension more for each of these questions whose answers can be put together, where the replies are
/// few enough for that to help.
pub(super) fn with_joined<'q>(
    coded: Coded,
    questions: impl Iterator<Item = &'q Question>,
    language: Language,
) -> Coded {
    if coded.replies() >= ENOUGH_FOR_EVERY_ANSWER {
        return coded;
    }
    questions.fold(coded, |coded, question| {
        let dimension = coded.find(&Counted::Question(question.id.clone()));
        match (dimension, together(question, language)) {
            (Some(dimension), Some(groups)) if !coded.is_alone(dimension) => {
                let names = groups.iter().map(|(name, _)| name.clone()).collect();
                coded.and_joined(dimension, names, |category| match category {
                    Category::Answer(id) => {
                        groups.iter().position(|(_, ids)| ids.contains(id)).unwrap_or_default()
                    }
                    _ => 0,
                })
            }
            _ => coded,
        }
    })
}

/// The answers of a question put together; nothing where there are few, or where they have no order that is known.
fn together(question: &Question, language: Language) -> Option<Vec<Group>> {
    let said: Vec<&Answer> =
        question.answers().iter().filter(|one| one.role == AnswerRole::Ordinary).collect();
    let others = [AnswerRole::Other, AnswerRole::NoneOfThese];
    if said.len() < 4 || question.answers().iter().any(|one| others.contains(&one.role)) {
        return None;
    }
    let labels: Vec<&str> = said.iter().map(|one| one.label.said_in(language)).collect();
    let (sizes, name): ([usize; 3], Naming) = match &question.manner {
        Manner::Scale(_) => ([said.len() / 2, said.len() % 2, said.len() / 2], ends),
        Manner::OneOf(_) if are_bands(&labels) => {
            let (third, left) = (said.len() / 3, said.len() % 3);
            (
                [third + usize::from(left == 2), third + left % 2, third + usize::from(left == 2)],
                band,
            )
        }
        _ => return None,
    };
    let mut from = 0;
    let mut groups = Vec::new();
    for size in sizes.into_iter().filter(|size| *size > 0) {
        let ids = said[from..from + size].iter().map(|one| one.id.clone()).collect();
        groups.push((name(&labels[from..from + size]), ids));
        from += size;
    }
    Some(groups)
}

/// Steps of a scale, such as "Very safe or fairly safe".
fn ends(labels: &[&str]) -> String {
    let Some((first, rest)) = labels.split_first() else { return String::new() };
    let rest = rest.iter().map(|label| lowered(label));
    std::iter::once((*first).to_owned()).chain(rest).collect::<Vec<String>>().join(" or ")
}

/// Words with a small letter at the beginning, unless the first word is "I" or an abbreviation.
fn lowered(label: &str) -> String {
    let mut letters = label.chars();
    let is_small = char::is_lowercase;
    match letters.next() {
        Some(first) if letters.as_str().starts_with(is_small) || label.starts_with("A ") => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => label.to_owned(),
    }
}

/// Whether labels are bands of numbers that go up, such as "Under 18", "18 to 24" and "75 or over".
fn are_bands(labels: &[&str]) -> bool {
    let ends: Option<Vec<(u64, u64)>> = labels
        .iter()
        .map(|label| {
            let numbers = numbers(label);
            Some((numbers.first()?.0, numbers.last()?.0)).filter(|_| numbers.len() <= 2)
        })
        .collect();
    ends.is_some_and(|ends| ends.windows(2).all(|two| two[0].0 <= two[1].0 && two[0].1 < two[1].1))
}

/// The whole numbers in a label, each with the place behind it.
fn numbers(label: &str) -> Vec<(u64, usize)> {
    let mut found = Vec::new();
    let mut from = 0;
    for (place, letter) in label.char_indices().chain([(label.len(), ' ')]) {
        if !letter.is_ascii_digit() {
            if let Ok(number) = label[from..place].parse() {
                found.push((number, place));
            }
            from = place + letter.len_utf8();
        }
    }
    found
}

/// Bands from the first to the last, such as "24 or under", "25 to 64" and "65 or over".
fn band(labels: &[&str]) -> String {
    let ([first, .., last] | [first @ last]) = labels else { return String::new() };
    let (low, high) = (numbers(first), numbers(last));
    match (low.as_slice(), high.as_slice()) {
        _ if first == last => (*first).to_owned(),
        ([_], [.., (highest, _)]) => format!("{highest} or under"),
        ([(lowest, _), ..], [(_, behind)]) => format!("{lowest}{}", &last[*behind..]),
        ([(lowest, _), ..], [.., (highest, _)]) => format!("{lowest} to {highest}"),
        _ => format!("{first}, {last}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_of_ages_go_from_the_first_to_the_last() {
        let ages = ["Under 18", "18 to 24", "25 to 44", "45 to 64", "65 to 74", "75 or over"];
        assert!(are_bands(&ages));
        let bands = [band(&ages[..2]), band(&ages[2..4]), band(&ages[4..])];
        assert_eq!(bands, ["24 or under", "25 to 64", "65 or over"]);
        assert!(!are_bands(&["Yes", "No"]));
        assert!(!are_bands(&["In 2014", "In 2013"]));
    }

    #[test]
    fn ends_of_a_scale_are_named_by_their_steps() {
        assert_eq!(ends(&["Very safe", "Fairly safe"]), "Very safe or fairly safe");
        assert_eq!(ends(&["A lot more", "A little more"]), "A lot more or a little more");
        assert_eq!(ends(&["Never", "I do not go"]), "Never or I do not go");
    }
}
