//! The form to print, from its page: in a language and a size, once without a number or as numbered copies.
//!
//! In comes a choice; out goes one PDF for the printer. Whoever sets it keeps where its boxes stand first, so that every
//! sheet that was given out can be read when it comes back.

use std::ops::RangeInclusive;

use axum::response::IntoResponse;
use axum::response::Response;
use partnership::consultation::form::Edition;
use partnership::consultation::form::FormName;
use partnership::consultation::language::Language;
use partnership::consultation::version::Stage;
use partnership::consultation::version::Version;
use partnership::membership::may::Deed;
use partnership::terms::wording::capitalised;
use records::HeldConsultation;

use crate::app::FormAsked;
use crate::consultations::at::At;
use crate::consultations::paper::printed;
use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Sent;
use crate::people::choices::Choice;
use crate::who::visitor::Visitor;

/// So many copies are printed at a time; each takes some ten megabytes of memory while they are set.
const AT_A_TIME: u32 = 50;
/// The highest number that a copy has, as by the command.
const HIGHEST: u32 = 10_000;

/// The page.
#[derive(Debug, serde::Serialize)]
struct PrintingPage {
    form: Shown,
    path: String,
    back: String,
    /// Which version is printed, and how it stands.
    version: String,
    /// What its sheets must not be used for, where it is not asked now.
    caution: Option<&'static str>,
    /// The last day, as it is printed.
    closes: String,
    /// Where paper is returned to, line by line, as it is printed.
    address: Vec<String>,
    /// Where both are changed.
    change: String,
    languages: Vec<Choice>,
    editions: Vec<Choice>,
    most: u32,
    /// The forms that were printed before.
    printed: Vec<String>,
    /// The command that prints, where the server cannot.
    command: Option<String>,
}

/// The version that is printed: the one that is asked now; where none is, the latest.
fn version(held: &HeldConsultation) -> &Version {
    &held.open().unwrap_or(&held.latest).value
}

/// Asks what is to be printed.
pub(super) async fn ask(visitor: Visitor, at: At) -> Result<Response, PageError> {
    visitor.may(Deed::ChangeConsultations)?;
    let held = at.found(&visitor).await?;
    let mut form = Form::default();
    let languages = &version(&held).questionnaire().typed().languages;
    form.put("language", languages.first().map_or("", |language| language.code()));
    form.put("edition", word(Edition::Ordinary));
    show(&visitor, &at, &held, &form).await
}

/// Prints it.
pub(super) async fn take(
    visitor: Visitor,
    at: At,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    visitor.may(Deed::ChangeConsultations)?;
    let held = at.found(&visitor).await?;
    let press = visitor.app.press.clone().ok_or(PageError::NotFound)?;
    let mut form = Form::of(pairs);
    let Some((language, edition, copies)) = chosen(&mut form, version(&held)) else {
        return show(&visitor, &at, &held, &form).await;
    };
    if let Some(copies) = &copies {
        let version = version(&held);
        let name = FormName::of(version, language, edition);
        let of = records::Form { version: version.number(), name };
        let printed = visitor.book.copies_printed(at.cycle, &at.questionnaire, &of).await?;
        if let Err(before) = printed.with(copies) {
            form.fault("first", &before.to_string());
            return show(&visitor, &at, &held, &form).await;
        }
    }
    let asked = FormAsked {
        book: visitor.book.clone(),
        signed: visitor.signed(),
        cycle: at.cycle,
        version: version(&held).clone(),
        held: held.clone(),
        language,
        edition,
        copies,
    };
    match press.form(asked).await {
        Ok(file) => file.sent(),
        Err(why) => {
            form.fault("language", &why);
            show(&visitor, &at, &held, &form).await
        }
    }
}

/// What was chosen: a language, a size, and the numbers of the copies. What is wrong stands in the form.
fn chosen(
    form: &mut Form,
    version: &Version,
) -> Option<(Language, Edition, Option<RangeInclusive<u32>>)> {
    let languages = &version.questionnaire().typed().languages;
    let sent = form.text("language").to_owned();
    let language = languages.iter().copied().find(|one| one.code() == sent);
    if language.is_none() {
        form.fault("language", "Choose a language");
    }
    let sent = form.text("edition").to_owned();
    let edition = EDITIONS.into_iter().map(|(one, ..)| one).find(|one| word(*one) == sent);
    if edition.is_none() {
        form.fault("edition", "Choose a size");
    }
    let copies = copies(form);
    let (language, edition) = language.zip(edition).filter(|_| !form.has_faults())?;
    Some((language, edition, copies))
}

/// The numbers of the copies; none for one without a number.
fn copies(form: &mut Form) -> Option<RangeInclusive<u32>> {
    let first = numbered(form, "first", HIGHEST);
    let Some(number) = numbered(form, "copies", AT_A_TIME) else {
        if first.is_some() && !form.has_faults() {
            form.fault("copies", "Write how many numbered copies, or leave the first number empty");
        }
        return None;
    };
    let first = first.unwrap_or(1);
    let last = first + number - 1;
    if last > HIGHEST {
        let told = format!(
            "The last copy would have the number {last}, and copies are numbered to {HIGHEST}; write a smaller number"
        );
        form.fault("first", &told);
    }
    Some(first..=last)
}

/// A number from 1 to `most`, if there is one.
fn numbered(form: &mut Form, field: &str, most: u32) -> Option<u32> {
    let text = form.optional(field)?;
    let number = text.parse().ok().filter(|number| (1..=most).contains(number));
    if number.is_none() {
        let told = format!("“{text}” is not a number from 1 to {most}; write one in figures");
        form.fault(field, &told);
    }
    number
}

/// The sizes, each with what it is and for whom.
const EDITIONS: [(Edition, &str, &str); 2] = [
    (Edition::Ordinary, "Ordinary", "For most"),
    (Edition::LargePrint, "Large print", "Letters of 16 points, for those who ask for it"),
];

/// The word by which a form sends a size.
fn word(edition: Edition) -> &'static str {
    match edition {
        Edition::Ordinary => "ordinary",
        Edition::LargePrint => "large-print",
    }
}

fn caution(version: &Version) -> Option<&'static str> {
    match version.stage() {
        Stage::Draft => Some(
            "This is a draft, and the foot of every page says so. Do not send it out: open the version first, then print.",
        ),
        Stage::Open { .. } => None,
        Stage::Closed { .. } => Some("This version is closed: replies to it come late."),
    }
}

async fn show(
    visitor: &Visitor,
    at: &At,
    held: &HeldConsultation,
    form: &Form,
) -> Result<Response, PageError> {
    let version = version(held);
    let languages = version.questionnaire().typed().languages.iter();
    let languages =
        languages.map(|one| Choice::of(form, "language", one.code(), one.in_words())).collect();
    let edition = |(one, name, hint): (Edition, &str, &str)| {
        Choice::of(form, "edition", word(one), name).with_hint(hint.to_owned())
    };
    let command = format!("saferplan consult --of {} form --out forms", at.questionnaire);
    let printed = printed::forms(visitor, at, held).await?;
    let it = PrintingPage {
        form: form.shown(),
        path: at.path(visitor, "/form"),
        back: at.path(visitor, ""),
        version: format!(
            "Version {}: {}",
            version.number(),
            capitalised(&version.stage().in_words())
        ),
        caution: caution(version),
        closes: held.consultation.closes().in_words(),
        address: held.consultation.typed().return_address.clone(),
        change: at.path(visitor, "/change"),
        languages,
        editions: EDITIONS.into_iter().map(edition).collect(),
        most: AT_A_TIME,
        printed: printed.into_values().map(|(words, _)| words).collect(),
        command: visitor.app.press.is_none().then_some(command),
    };
    let around = at.page(visitor, held, "Print the form").with(form);
    Ok(page::draw(&visitor.app, "consultations/printing.html", around, &it)?.into_response())
}
