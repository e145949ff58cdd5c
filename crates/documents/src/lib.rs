//! Documents: one content tree in, every format that a reader may want out.
//!
//! In comes a [`partnership::content::Document`]; out go the bytes of a web page, a tagged PDF, a
//! Word file, two kinds of spreadsheet and a CSV for each table. In comes a questionnaire; out goes a
//! form to print. In come labels and covering letters; out go sheets to print. Nothing here decides anything
//! about crime: each module only sets what the tree says, and the same tree gives the same bytes.

mod wording;
mod cells;
mod dated;
mod colours;
mod markup;
mod fonts;
mod lettering;
mod columns;
mod package;
mod hexadecimal;
pub mod letterhead;
pub mod svg;
pub mod png;
pub mod html;
pub mod pdf;
pub mod paper_form;
pub mod labels;
pub mod covering_letters;
mod easy_read;
pub mod docx;
mod sheets;
pub mod xlsx;
pub mod xlsform;
pub mod ods;
pub mod csv;
pub mod site;
pub mod pack;

pub use crate::wording::is_long;
