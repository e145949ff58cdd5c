//! A file that is sent: read by the core, and kept with its report, taken or refused.
//!
//! In come bytes and what was said beside them; out goes the number of the delivery, or a fault of the form.

use partnership::partner_data::delivery::Contents;
use partnership::partner_data::delivery::Delivery;
use partnership::partner_data::delivery::Subject;
use partnership::partner_data::report::Report;
use partnership::terms::day::Day;
use records::Book;
use records::Fingerprint;
use records::Signed;

use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::partner_data::refused;
use crate::who::visitor::Visitor;

/// So many letters a note has.
const LONGEST_NOTE: usize = 500;

/// What is to be kept.
pub(super) struct ToKeep<'b> {
    /// What it is of.
    pub(super) of: Subject,
    /// The bytes that came; they are hashed and let go.
    pub(super) bytes: &'b [u8],
    /// What became of the rows.
    pub(super) report: Report,
    /// What was taken.
    pub(super) contents: Contents,
}

/// Into which records, signed by whom, and when.
pub(super) struct By<'b> {
    pub(super) book: &'b Book,
    pub(super) signed: Signed,
    pub(super) today: Day,
}

impl By<'_> {
    /// Somebody who has signed in.
    pub(super) fn visitor(visitor: &Visitor) -> By<'_> {
        By { book: &visitor.book, signed: visitor.signed(), today: visitor.today }
    }
}

/// A file that was kept.
pub(super) struct Kept {
    /// Its number.
    pub(super) number: i64,
    /// What came of it in a sentence, where nothing of it was taken.
    pub(super) refused: Option<String>,
}

/// The note beside a file, unless it is too long, which the form then says.
fn note(form: &mut Form) -> String {
    let note = form.text("note").to_owned();
    let letters = note.chars().count();
    if letters > LONGEST_NOTE {
        form.fault(
            "note",
            &format!("The note has {letters} letters; shorten it to {LONGEST_NOTE}"),
        );
    }
    note
}

/// The file that was sent; where none was, the form says so.
pub(super) fn file(form: &mut Form, file: Vec<u8>) -> Option<Vec<u8>> {
    if file.is_empty() {
        form.fault("file", "Choose a file that has something in it");
        return None;
    }
    Some(file)
}

/// Keeps a file that was read; none where the records refuse it, which the form then says.
///
/// # Errors
/// When the records cannot be read or written.
pub(super) async fn keep(
    by: &By<'_>,
    form: &mut Form,
    it: ToKeep<'_>,
) -> Result<Option<Kept>, PageError> {
    let delivery = Delivery {
        of: it.of,
        received: by.today,
        file: Fingerprint::of(it.bytes).to_string(),
        note: note(form),
        report: it.report,
        contents: it.contents,
    };
    if form.has_faults() {
        return Ok(None);
    }
    match by.book.keep_partner_delivery(&by.signed, &delivery).await {
        Ok(number) => {
            let refused = (!delivery.was_taken()).then(|| delivery.report.in_words());
            Ok(Some(Kept { number, refused }))
        }
        Err(why) => {
            refused::note(form, "note", why)?;
            Ok(None)
        }
    }
}
