//! The code of each page as a picture: a QR code that is read although a quarter of it is spoilt.
//!
//! In come the form's name and how many pages it has; out goes for each page what its code says, and its picture.

use partnership::consultation::form::FormName;
use partnership::consultation::page_code::PageCode;
use qrcode::EcLevel;
use qrcode::QrCode;
use qrcode::render::svg;

use crate::paper_form::PaperFormError;

/// The code of one page.
pub(super) struct CodeOnPage {
    /// What it says.
    pub(super) words: String,
    /// Its picture, with the white around it that the standard asks for (ISO/IEC 18004: four modules).
    pub(super) picture: String,
    copy: u32,
    page: u16,
}

impl CodeOnPage {
    /// The name of the picture's file.
    pub(super) fn file(&self) -> String {
        format!("code-{}-{}.svg", self.copy, self.page)
    }
}

/// The codes of all pages, in order.
pub(super) fn codes(
    form: &FormName,
    pages: usize,
    copy: Option<u32>,
) -> Result<Vec<CodeOnPage>, PaperFormError> {
    let pages = u16::try_from(pages).map_err(|_| PaperFormError::TooManyPages(pages))?;
    (1..=pages).map(|page| code(form, page, pages, copy)).collect()
}

fn code(
    form: &FormName,
    page: u16,
    pages: u16,
    copy: Option<u32>,
) -> Result<CodeOnPage, PaperFormError> {
    let wrong = |why: String| PaperFormError::Code { code: format!("{form}, page {page}"), why };
    let code =
        PageCode::of(form.clone(), page, pages, copy).map_err(|error| wrong(error.to_string()))?;
    let words = code.to_string();
    let drawn = QrCode::with_error_correction_level(&words, EcLevel::Q)
        .map_err(|error| wrong(error.to_string()))?;
    let picture = drawn.render::<svg::Color<'_>>().quiet_zone(true).build();
    Ok(CodeOnPage { words, picture, copy: copy.unwrap_or_default(), page })
}
