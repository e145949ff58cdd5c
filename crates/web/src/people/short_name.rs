//! The short name of a person, made from their name.

use std::collections::BTreeSet;

use partnership::membership::person::PersonId;
pub(crate) use partnership::terms::slug::plain;

/// What stands for a name that has no letter of ours in it.
const NO_LETTERS: &str = "person";
/// What addresses of pages have in the place of a short name.
const NOT_A_PERSON: &str = "new";

/// A short name like `jane-smith` that nobody has; a number makes it so where somebody has.
pub(crate) fn made_from(name: &str, taken: &BTreeSet<PersonId>) -> Option<PersonId> {
    let plain = plain(name, NO_LETTERS);
    let numbered = (2..).map(|number| format!("{plain}-{number}"));
    let mut tried = std::iter::once(plain.clone()).chain(numbered).take(taken.len() + 2);
    tried.find_map(|text| {
        let id = PersonId(text.parse().ok()?);
        (text != NOT_A_PERSON && !taken.contains(&id)).then_some(id)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(name: &str, taken: &[&str]) -> String {
        let taken = taken.iter().map(|id| PersonId(id.parse().unwrap())).collect();
        made_from(name, &taken).unwrap().to_string()
    }

    #[test]
    fn a_name_becomes_a_short_name() {
        assert_eq!(made("Jane Smith", &[]), "jane-smith");
        assert_eq!(made("Cllr. Siân O’Neill-Jones", &[]), "cllr-sian-oneill-jones");
        assert_eq!(made("  Łukasz  Żak ", &[]), "lukasz-zak");
        assert_eq!(made("李明", &[]), "person");
        assert_eq!(made("3rd officer", &[]), "person-3rd-officer");
        assert_eq!(made(&"long ".repeat(40), &[]).len(), 49);
    }

    #[test]
    fn two_of_one_name_have_two_short_names() {
        assert_eq!(made("Jane Smith", &["jane-smith"]), "jane-smith-2");
        assert_eq!(made("Jane Smith", &["jane-smith", "jane-smith-2"]), "jane-smith-3");
        assert_eq!(made("New", &[]), "new-2");
    }
}
