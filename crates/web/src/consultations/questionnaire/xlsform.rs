//! The questions of an XLSForm in the place of those that there are, with all that was not taken as it stands.

use axum::response::IntoResponse;
use axum::response::Response;
use partnership::consultation::questionnaire::TypedQuestionnaire;
use partnership::membership::may::Deed;
use partnership::terms::wording::sentence;

use crate::app::Workbooks;
use crate::consultations::at::At;
use crate::consultations::saving::Found;
use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Coming;
use crate::page::taken::SentWithFile;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, Default, serde::Serialize)]
struct XlsFormPage {
    form: Shown,
    path: String,
    back: String,
    version: String,
    /// What was wrong with the form in the workbook, all of it.
    against: Vec<String>,
    /// How many questions were taken; empty before any were.
    taken: String,
    /// What was not taken as it stands.
    remarks: Vec<String>,
}

/// What reads workbooks, where the server has it.
fn workbooks(visitor: &Visitor) -> Result<Workbooks, PageError> {
    visitor.may(Deed::ChangeConsultations)?;
    visitor.app.workbooks.ok_or(PageError::NotFound)
}

/// Asks for the workbook.
pub(in crate::consultations) async fn ask(visitor: Visitor, at: At) -> Result<Response, PageError> {
    workbooks(&visitor)?;
    let held = at.found(&visitor).await?;
    show(&visitor, &Found { at, held }, &Form::default(), XlsFormPage::default())
}

/// Takes the questions of the workbook.
pub(in crate::consultations) async fn take(
    visitor: Visitor,
    at: At,
    coming: Coming,
) -> Result<Response, PageError> {
    let workbooks = workbooks(&visitor)?;
    let held = at.found(&visitor).await?;
    let found = Found { at, held };
    let SentWithFile { pairs, file, .. } = coming.read().await?;
    let mut form = Form::of(pairs);
    let seen = form.seen()?;
    let read = match (workbooks.read_xlsform)(&file) {
        Ok(read) => read,
        Err(why) => {
            form.fault("file", &why);
            return show(&visitor, &found, &form, XlsFormPage::default());
        }
    };
    let mut questionnaire = read.questionnaire;
    stay_this_one(&mut questionnaire, &found.typed());
    let count = questionnaire.typed_questions().count();
    let remarks: Vec<String> = read.remarks.iter().map(|one| sentence(&one.to_string())).collect();
    found.save(&visitor, seen, questionnaire, &mut form, &|_| None).await?;
    if form.has_faults() {
        let against = form.faults().iter().map(|fault| fault.text.clone()).collect();
        let mut told = Form::default();
        told.fault(
            "file",
            "The questionnaire in this workbook has faults; mend them there and send it again",
        );
        return show(
            &visitor,
            &found,
            &told,
            XlsFormPage { against, remarks, ..XlsFormPage::default() },
        );
    }
    let held = found.at.found(&visitor).await?;
    let it = XlsFormPage { taken: count.to_string(), remarks, ..XlsFormPage::default() };
    show(&visitor, &Found { at: found.at, held }, &Form::default(), it)
}

/// The short name stays that of the consultation. What other programs' forms have no place for, or left empty, is taken
/// from the questionnaire that there was.
fn stay_this_one(new: &mut TypedQuestionnaire, before: &TypedQuestionnaire) {
    new.id = before.id.clone();
    if new.title.is_blank() {
        new.title = before.title.clone();
    }
    if new.introduction.is_blank() {
        new.introduction = before.introduction.clone();
    }
    let title = new.title.clone();
    for section in new.sections.iter_mut().filter(|section| section.title.is_blank()) {
        section.title = title.clone();
    }
}

fn show(
    visitor: &Visitor,
    found: &Found,
    form: &Form,
    it: XlsFormPage,
) -> Result<Response, PageError> {
    let back = found.at.path(visitor, "/questionnaire");
    let it = XlsFormPage {
        form: form.shown(),
        path: format!("{back}/xlsform"),
        back: back.clone(),
        version: found.version(),
        ..it
    };
    let around = found.at.page(visitor, &found.held, "Questions from an XLSForm").with(form);
    let around = around.below("Questionnaire", back);
    Ok(page::draw(&visitor.app, "consultations/xlsform.html", around, &it)?.into_response())
}
