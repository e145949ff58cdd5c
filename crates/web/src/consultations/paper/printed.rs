//! The forms that were printed, to choose from, and the number of a copy as somebody types it.

use std::collections::BTreeMap;

use partnership::consultation::form::Edition;
use partnership::consultation::form::FormName;
use partnership::consultation::version::Stage;
use records::HeldConsultation;

use crate::consultations::at::At;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::people::choices::Choice;
use crate::who::visitor::Visitor;

/// The forms of versions that were asked which were printed, each with how many pages it has.
pub(in crate::consultations) async fn forms(
    visitor: &Visitor,
    at: &At,
    held: &HeldConsultation,
) -> Result<BTreeMap<FormName, (String, u16)>, PageError> {
    let printed = visitor.book.forms_printed(at.cycle, &at.questionnaire).await?;
    let named = printed.into_iter().filter_map(|(name, pages)| {
        let versions = held.versions().map(|version| &version.value);
        let mut asked = versions.filter(|version| version.stage() != Stage::Draft);
        let (number, (language, edition)) =
            asked.find_map(|version| Some((version.number(), name.printed_as(version)?)))?;
        let size = match edition {
            Edition::Ordinary => "",
            Edition::LargePrint => ", large print",
        };
        let words = format!("Version {number} in {}{size}, {pages} pages", language.in_words());
        Some((name, (words, pages)))
    });
    Ok(named.collect())
}

/// The forms as choices of a list.
pub(super) fn choices(form: &Form, forms: &BTreeMap<FormName, (String, u16)>) -> Vec<Choice> {
    let all = forms.iter().map(|(name, (words, _))| Choice::of(form, "form", name.as_str(), words));
    all.collect()
}

/// The form that was chosen, if it was printed.
pub(super) fn chosen(
    form: &mut Form,
    forms: &BTreeMap<FormName, (String, u16)>,
) -> Option<FormName> {
    let named = form.text("form").parse().ok().filter(|name| forms.contains_key(name));
    if named.is_none() {
        form.fault("form", "Choose which form it is");
    }
    named
}

/// The number of the copy: none where the paper has none, and a fault where it is no number.
pub(super) fn copy(form: &mut Form) -> Option<u32> {
    let text = form.optional("copy")?;
    let number = text.parse().ok().filter(|number| *number > 0);
    if number.is_none() {
        form.fault(
            "copy",
            &format!("“{text}” is not the number of a copy; write it in figures as it is printed, or leave it empty"),
        );
    }
    number
}
