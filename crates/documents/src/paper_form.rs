//! A questionnaire as a form to print: one PDF that a screen reader can read and a machine can, once it is filled in.
//!
//! In come a version of a questionnaire, its consultation, a language and an edition; out go the bytes of a tagged PDF
//! (PDF/UA-1) and the layout that says where every box stands. The places are asked of the typesetter after it has set
//! the pages; no place is computed a second time.

mod code;
mod data;
mod places;
mod words;

use std::collections::BTreeMap;

use partnership::consultation::answer::QuestionId;
use partnership::consultation::exercise::Consultation;
use partnership::consultation::form::Edition;
use partnership::consultation::form::FormName;
use partnership::consultation::language::Language;
use partnership::consultation::layout::FormLayout;
use partnership::consultation::version::Version;
use typst::foundations::Bytes;
use typst_layout::PagedDocument;
use typst_pdf::PdfStandard;

use crate::paper_form::code::CodeOnPage;
use crate::pdf;
use crate::pdf::PdfError;

/// A form to print.
#[derive(Debug, Clone, Copy)]
pub struct PaperForm<'a> {
    /// What is asked.
    pub version: &'a Version,
    /// The consultation that asks it.
    pub consultation: &'a Consultation,
    /// Who asks, such as "Safer Maidstone Partnership".
    pub publisher: &'a str,
    /// In which language.
    pub language: Language,
    /// In which size.
    pub edition: Edition,
    /// The number of this copy, if copies are numbered.
    pub copy: Option<u32>,
}

/// A form that was set.
#[derive(Debug, Clone, PartialEq)]
pub struct Printed {
    /// The PDF.
    pub pdf: Vec<u8>,
    /// Where everything stands on it, to be kept with the version. Copies differ in the length of their code alone.
    pub layout: FormLayout,
}

/// Why a form could not be made.
#[derive(Debug, thiserror::Error)]
pub enum PaperFormError {
    /// The questionnaire does not stand in the language.
    #[error("the questionnaire is not in {}; translate it, or print it in another language", .0.in_words())]
    NotInLanguage(Language),
    /// The PDF could not be made.
    #[error(transparent)]
    Pdf(#[from] PdfError),
    /// Something is too long for a page.
    #[error("{0} does not fit on a page; shorten its words or split it into two questions")]
    TooLong(String),
    /// The form has too many pages to be counted in a code.
    #[error("the form would have {0} pages; a code counts up to 65,535")]
    TooManyPages(usize),
    /// The code of a page could not be drawn.
    #[error("the code `{code}` could not be drawn: {why}")]
    Code {
        /// The code.
        code: String,
        /// Why not.
        why: String,
    },
    /// The pages do not hold what a reader must find; this is a fault of the program.
    #[error("{0}; please report this, and do not print the form")]
    Incomplete(String),
}

/// Copies of a form in one file, ready to be printed on either side of the paper: each begins on a sheet of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Bound {
    /// The PDF.
    pub pdf: Vec<u8>,
    /// Where everything stands on each copy, on its own pages.
    pub layouts: Vec<FormLayout>,
}

/// What is known of the copies before they are set: nothing at first, and then how many pages each has and its codes.
#[derive(Default)]
struct Numbered {
    pages: usize,
    copies: Vec<Vec<CodeOnPage>>,
}

const TEMPLATE: &str = include_str!("paper_form/template.typ");

/// The form, and where everything stands on it.
///
/// # Errors
/// When the questionnaire is not in the language, or something does not fit on a page.
pub fn printed(form: &PaperForm<'_>) -> Result<Printed, PaperFormError> {
    let identity = form.copy.unwrap_or_default().to_string();
    let mut set = copies(form, &[form.copy], &identity)?;
    let lacks = || PaperFormError::Incomplete("the form has no page".to_owned());
    Ok(Printed { layout: set.layouts.pop().ok_or_else(lacks)?, pdf: set.pdf })
}

/// The form once for each of these numbers, whatever number it has itself, all in one file.
///
/// # Errors
/// When the questionnaire is not in the language, something does not fit on a page, or there is no number.
pub fn bound(form: &PaperForm<'_>, numbers: &[u32]) -> Result<Bound, PaperFormError> {
    let (Some(first), Some(last)) = (numbers.first(), numbers.last()) else {
        return Err(PaperFormError::Incomplete("no copy was asked for".to_owned()));
    };
    let numbers: Vec<Option<u32>> = numbers.iter().copied().map(Some).collect();
    let bound = copies(form, &numbers, &format!("{first} to {last}"));
    // What the typesetter remembers of so many pages is large, and the next document has little of it.
    typst::comemo::evict(0);
    bound
}

fn copies(
    form: &PaperForm<'_>,
    numbers: &[Option<u32>],
    identity: &str,
) -> Result<Bound, PaperFormError> {
    let questionnaire = form.version.questionnaire();
    if !questionnaire.is_in(form.language) {
        return Err(PaperFormError::NotInLanguage(form.language));
    }
    let name = FormName::of(form.version, form.language, form.edition);
    // How many pages there are is known when they are set, and stands in the code of each. A code takes the same room
    // whatever it says, so the second setting has the places of the first.
    let pages = set(form, &Numbered::default())?.pages().len();
    let codes = numbers.iter().map(|copy| code::codes(&name, pages, *copy));
    let numbered = Numbered { pages, copies: codes.collect::<Result<_, _>>()? };
    let set = set(form, &numbered)?;
    let layouts = places::layouts(&set, name.as_str(), questionnaire, pages)?;
    let identity = format!("{name}|{identity}");
    Ok(Bound { pdf: pdf::exported(&set, identity, &[PdfStandard::Ua_1])?, layouts })
}

fn set(form: &PaperForm<'_>, numbered: &Numbered) -> Result<PagedDocument, PaperFormError> {
    let mut files: BTreeMap<String, Bytes> = BTreeMap::new();
    let written = data::written(form, numbered);
    files.insert(
        "form.json".to_owned(),
        Bytes::new(serde_json::to_vec(&written).map_err(PdfError::from)?),
    );
    files.insert("box.svg".to_owned(), Bytes::from_string(BOX));
    files.insert("blank.svg".to_owned(), Bytes::from_string(BLANK));
    for code in numbered.copies.iter().flatten() {
        files.insert(code.file(), Bytes::from_string(code.picture.clone()));
    }
    Ok(pdf::set(TEMPLATE, files)?)
}

/// A box of 5 mm with an outline of 0.35 mm inside it, white within.
const BOX: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" width="5mm" height="5mm" viewBox="0 0 500 500"><rect x="17.5" y="17.5" width="465" height="465" fill="#ffffff" stroke="#000000" stroke-width="35"/></svg>"##;

/// Nothing to see: it carries the words for those who do not see the space.
const BLANK: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100" viewBox="0 0 100 100"><rect width="100" height="100" fill="#ffffff"/></svg>"##;

/// How a question is called in a refusal.
fn called(question: &QuestionId) -> String {
    format!("question `{question}`")
}
