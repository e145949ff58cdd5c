//! Texts in several languages side by side: a field for each language, called by its code.
//!
//! In comes a form with `title-en` and `title-cy`; out go words in both, and back.

use partnership::consultation::language::Language;
use partnership::consultation::language::Words;

use crate::page::form::Form;

/// A language as the templates take it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub(super) struct Tongue {
    code: &'static str,
    /// What stands after the label where there are several: " in Welsh".
    after: String,
}

/// The languages of a form, in order.
pub(super) fn tongues(languages: &[Language]) -> Vec<Tongue> {
    let after = |one: &Language| match languages {
        [_] => String::new(),
        _ => format!(" in {}", one.in_words()),
    };
    languages.iter().map(|one| Tongue { code: one.code(), after: after(one) }).collect()
}

/// The field of a text in one language.
pub(super) fn field(name: &str, language: Language) -> String {
    format!("{name}-{language}")
}

/// Fills the fields of a text in.
pub(super) fn put(form: &mut Form, name: &str, words: &Words) {
    for language in Language::ALL {
        form.put(&field(name, language), words.only_in(language).unwrap_or_default());
    }
}

/// What stands in the fields of a text, blank ones too; in other languages it stays as it was.
pub(super) fn read(form: &Form, name: &str, languages: &[Language], before: &Words) -> Words {
    let typed = languages.iter().fold(Words::default(), |words, language| {
        words.and(*language, form.text(&field(name, *language)))
    });
    before.overlaid(&typed)
}

/// A text that must stand in every language; what is missing is noted.
pub(super) fn needed(form: &mut Form, name: &str, languages: &[Language], missing: &str) -> Words {
    let tongues = tongues(languages);
    for (language, tongue) in languages.iter().zip(&tongues) {
        form.needed(&field(name, *language), &format!("{missing}{}", tongue.after));
    }
    read(form, name, languages, &Words::default())
}
