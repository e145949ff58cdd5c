//! The versions of a questionnaire: which is asked now, what differs between two, and each as a file.

use std::collections::BTreeMap;

use axum::http::header;
use axum::response::Html;
use axum::response::IntoResponse;
use axum::response::Response;
use partnership::consultation::questionnaire::TypedQuestionnaire;
use partnership::consultation::report::Label;
use partnership::consultation::version::Version;
use partnership::membership::may::Deed;
use partnership::terms::wording::capitalised;
use records::HeldConsultation;

use crate::audit::differing::Differing;
use crate::audit::differing::differing;
use crate::consultations::at::At;
use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::taken::Path;
use crate::page::taken::Query;
use crate::people::choices::Choice;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct VersionsPage {
    path: String,
    /// Where the questionnaire is changed.
    questionnaire: String,
    /// Whether the server reads and writes XLSForms.
    takes_xlsforms: bool,
    versions: Vec<Line>,
    several: bool,
    before: Vec<Choice>,
    after: Vec<Choice>,
    compared: String,
    fields: Vec<Differing>,
}

/// A version.
#[derive(Debug, serde::Serialize)]
struct Line {
    number: u32,
    stands: String,
    asked_now: bool,
    questions: usize,
    toml: String,
    json: String,
    /// The XLSForm, where the server can write one.
    xlsform: Option<String>,
}

/// Shows the versions.
pub(super) async fn show(
    visitor: Visitor,
    at: At,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Result<Html<String>, PageError> {
    visitor.may(Deed::SeeYear)?;
    let held = at.found(&visitor).await?;
    let mut form = Form::of(pairs);
    let latest = held.latest.value.number();
    for (field, usual) in [("before", latest.saturating_sub(1).max(1)), ("after", latest)] {
        if form.text(field).is_empty() {
            form = Form::of(sent(&form, field, &usual.to_string()));
        }
    }
    let (before, after) = (named(&held, &form, "before")?, named(&held, &form, "after")?);
    let lines = held.versions().rev().map(|version| line(&visitor, &at, &held, &version.value));
    let choices = |field| {
        let numbers = held.versions().map(|held| held.value.number().to_string());
        numbers
            .map(|number| Choice::of(&form, field, &number, &format!("Version {number}")))
            .collect()
    };
    let it = VersionsPage {
        questionnaire: at.path(&visitor, "/questionnaire"),
        takes_xlsforms: visitor.app.workbooks.is_some(),
        path: at.path(&visitor, "/versions"),
        versions: lines.collect(),
        several: !held.earlier.is_empty(),
        before: choices("before"),
        after: choices("after"),
        compared: format!("What differs between version {} and version {}", before.0, after.0),
        fields: differing(Some(&json(&before.1)?), Some(&json(&after.1)?)),
    };
    let around = at.page(&visitor, &held, "Versions");
    page::draw(&visitor.app, "consultations/versions.html", around, &it)
}

fn line(visitor: &Visitor, at: &At, held: &HeldConsultation, version: &Version) -> Line {
    let number = version.number();
    let now = held.open().map(|held| held.value.number());
    let file = |end: &str| at.path(visitor, &format!("/versions/{number}/questionnaire.{end}"));
    Line {
        number,
        stands: capitalised(&version.stage().in_words()),
        asked_now: now == Some(number),
        questions: version.questionnaire().questions().count(),
        toml: file("toml"),
        json: file("json"),
        xlsform: visitor.app.workbooks.map(|_| file("xlsx")),
    }
}

/// The pairs of a form, with one more.
fn sent(form: &Form, field: &str, text: &str) -> Vec<(String, String)> {
    let pair = |name: &str| (name.to_owned(), form.text(name).to_owned());
    let others = ["before", "after"].into_iter().filter(|name| *name != field).map(pair);
    others.chain([(field.to_owned(), text.to_owned())]).collect()
}

/// The number and the questionnaire of the version that a field names.
fn named(
    held: &HeldConsultation,
    form: &Form,
    field: &str,
) -> Result<(u32, TypedQuestionnaire), PageError> {
    let number: u32 = form.text(field).parse().map_err(|_| PageError::NotFound)?;
    let version = held.version(number).ok_or(PageError::NotFound)?;
    Ok((number, version.value.questionnaire().typed().clone()))
}

fn json(typed: &TypedQuestionnaire) -> Result<String, PageError> {
    serde_json::to_string_pretty(typed).map_err(|error| PageError::Broken(error.to_string()))
}

/// Gives a version as a file that the command `consult enter` reads, or that a program does.
pub(super) async fn download(
    visitor: Visitor,
    at: At,
    Path(parts): Path<BTreeMap<String, String>>,
) -> Result<Response, PageError> {
    visitor.may(Deed::SeeYear)?;
    let held = at.found(&visitor).await?;
    let part = |name: &str| parts.get(name).map_or("", String::as_str);
    let number: u32 = part("version").parse().map_err(|_| PageError::NotFound)?;
    let version = held.version(number).ok_or(PageError::NotFound)?;
    let typed = version.value.questionnaire().typed();
    let (bytes, kind, end) = match part("file") {
        "questionnaire.json" => (json(typed)?.into_bytes(), "application/json", "json"),
        "questionnaire.toml" => {
            let text = toml::to_string_pretty(typed);
            let text = text.map_err(|error| PageError::Broken(error.to_string()))?;
            (text.into_bytes(), "application/toml", "toml")
        }
        "questionnaire.xlsx" => {
            let workbooks = visitor.app.workbooks.ok_or(PageError::NotFound)?;
            let label = Label::of(&held.consultation);
            let bytes =
                (workbooks.write_xlsform)(&version.value, label).map_err(PageError::Refused)?;
            (bytes, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx")
        }
        _ => return Err(PageError::NotFound),
    };
    let named = format!("attachment; filename=\"{}-v{number}.{end}\"", held.questionnaire());
    let headers = [(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, named)];
    Ok((headers, bytes).into_response())
}
