//! The words of the pages on which somebody answers, in each language.
//!
//! In comes a language; out go the words, in which a name in braces stands for what is put there.

mod english;
mod welsh;

use partnership::consultation::language::Language;

/// The words of the pages. What each says, the English words tell.
#[derive(Debug, serde::Serialize)]
pub(super) struct Words {
    pub(super) lang: &'static str,
    pub(super) skip: &'static str,
    pub(super) problem: &'static str,
    pub(super) error: &'static str,
    pub(super) back: &'static str,
    pub(super) example: &'static str,
    pub(super) note: &'static str,
    pub(super) language_navigation: &'static str,
    pub(super) about_service: &'static str,
    pub(super) accessibility: &'static str,
    pub(super) privacy: &'static str,
    pub(super) who_asks: &'static str,
    pub(super) who_asks_text: &'static str,
    pub(super) about: &'static str,
    pub(super) read_text: &'static str,
    pub(super) other_text: &'static str,
    pub(super) decided: &'static str,
    pub(super) becomes: &'static str,
    pub(super) anonymous: &'static str,
    pub(super) when: &'static str,
    pub(super) hours: &'static str,
    pub(super) not_yet: &'static str,
    pub(super) not_opened: &'static str,
    pub(super) late: &'static str,
    pub(super) over: &'static str,
    pub(super) long: &'static str,
    pub(super) start: &'static str,
    pub(super) start_late: &'static str,
    pub(super) start_other: &'static str,
    pub(super) go_on: &'static str,
    pub(super) have_begun: &'static str,
    pub(super) return_link: &'static str,
    pub(super) paper: &'static str,
    pub(super) paper_text: &'static str,
    pub(super) question_of: &'static str,
    pub(super) question_of_about: &'static str,
    pub(super) needed: &'static str,
    pub(super) may_leave: &'static str,
    pub(super) choose_most: &'static str,
    pub(super) choose_any: &'static str,
    pub(super) or: &'static str,
    pub(super) please_say: &'static str,
    pub(super) rank_how: &'static str,
    pub(super) place: &'static str,
    pub(super) nothing_here: &'static str,
    pub(super) from_to: &'static str,
    pub(super) longest: &'static str,
    pub(super) no_postcodes: &'static str,
    pub(super) postcode_kept: &'static str,
    pub(super) area_kept: &'static str,
    pub(super) area_out: &'static str,
    pub(super) take_out: &'static str,
    pub(super) go_next: &'static str,
    pub(super) stop_here: &'static str,
    pub(super) check: &'static str,
    pub(super) check_text: &'static str,
    pub(super) change: &'static str,
    pub(super) not_answered: &'static str,
    pub(super) send: &'static str,
    pub(super) send_heading: &'static str,
    pub(super) send_text: &'static str,
    pub(super) leave_empty: &'static str,
    pub(super) sent: &'static str,
    pub(super) reference: &'static str,
    pub(super) sent_text: &'static str,
    pub(super) sent_late: &'static str,
    pub(super) next: &'static str,
    pub(super) told: &'static str,
    pub(super) told_link: &'static str,
    pub(super) your_answers: &'static str,
    pub(super) copy: &'static str,
    pub(super) copy_text: &'static str,
    pub(super) clear: &'static str,
    pub(super) code: &'static str,
    pub(super) code_text: &'static str,
    pub(super) code_care: &'static str,
    pub(super) code_how: &'static str,
    pub(super) code_forget: &'static str,
    pub(super) code_forget_text: &'static str,
    pub(super) return_title: &'static str,
    pub(super) return_hint: &'static str,
    pub(super) return_button: &'static str,
    pub(super) code_missing: &'static str,
    pub(super) code_wrong: &'static str,
    pub(super) code_unknown: &'static str,
    pub(super) too_many: &'static str,
    pub(super) wait: &'static str,
    pub(super) wait_text: &'static str,
    pub(super) gone: &'static str,
    pub(super) gone_text: &'static str,
    pub(super) gone_typed: &'static str,
    pub(super) to_start: &'static str,
    pub(super) link_used: &'static str,
    pub(super) link_used_text: &'static str,
    pub(super) invited: &'static str,
    pub(super) sampled: &'static str,
}

impl Words {
    /// The words in a language.
    pub(super) fn of(language: Language) -> &'static Words {
        match language {
            Language::English => &english::WORDS,
            Language::Welsh => &welsh::WORDS,
        }
    }
}

/// A language's own name.
pub(super) fn own_name(language: Language) -> &'static str {
    match language {
        Language::English => "English",
        Language::Welsh => "Cymraeg",
    }
}

/// A text with what stands for each name in braces.
pub(super) fn filled(text: &str, parts: &[(&str, &str)]) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        let part = parts.iter().find(|(known, _)| *known == name);
        out.push_str(part.map_or("", |(_, part)| part));
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn all(language: Language) -> BTreeMap<String, String> {
        serde_json::from_value(serde_json::to_value(Words::of(language)).unwrap()).unwrap()
    }

    fn names(text: &str) -> Vec<&str> {
        let mut names: Vec<_> =
            text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect();
        names.sort_unstable();
        names
    }

    #[test]
    fn every_text_is_translated_and_has_the_same_places() {
        let welsh = all(Language::Welsh);
        for (name, english) in all(Language::English) {
            assert_eq!(names(&english), names(&welsh[&name]), "{name}");
            assert_ne!(english, welsh[&name], "{name}");
        }
    }

    #[test]
    fn what_is_put_into_a_text_is_not_read_for_more_places() {
        assert_eq!(filled("{a} and {b}", &[("a", "{b}"), ("b", "two")]), "{b} and two");
    }
}
