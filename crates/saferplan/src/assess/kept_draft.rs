//! The text of an assessment as it is kept in the records: the draft circulated last, or else the last version.

use anyhow::Result;
use anyhow::bail;
use partnership::assessment::versions::Version;
use partnership::assessment::versions::marked_by;
use partnership::timetable::cycle::Cycle;
use records::Book;

use crate::assess::Text;
use crate::books::Books;

/// The text of a cycle's assessment.
pub(super) fn text(books: &Books, book: &Book, cycle: Cycle) -> Result<Text> {
    let Some(held) = books.wait(book.assessment(cycle))? else {
        bail!(
            "no assessment of {cycle} was begun; begin it on the pages, or print a folder of text with --text, of which \
             examples/maidstone-2014/assessment shows the form"
        );
    };
    let kept = versions(books, book, cycle)?;
    let circulated = match books.wait(book.circulated_drafts(cycle))?.last() {
        Some((number, _)) => books.wait(book.circulated_draft(cycle, *number))?,
        None => None,
    };
    // Whoever marked a passage of a circulated draft did so before it was circulated.
    let last = circulated.as_ref().map_or(u32::MAX, |draft| draft.version.number);
    let of_it = kept.iter().filter(|version| version.number <= last).cloned();
    let marked = marked_by(&of_it.collect::<Vec<_>>());
    Ok(match (circulated, kept.into_iter().last()) {
        (Some(draft), _) => Text {
            stage: draft.stage(),
            about: draft.about,
            sources: draft.version.sources,
            answers: Some(draft.answers),
            supplied: Default::default(),
            marked,
        },
        (None, Some(last)) => Text {
            stage: last.stage(),
            about: held.value,
            sources: last.sources,
            answers: None,
            supplied: Default::default(),
            marked,
        },
        (None, None) => {
            bail!("the assessment of {cycle} has no version yet; save one on the pages")
        }
    })
}

/// All versions, each with the name of whoever saved it.
fn versions(books: &Books, book: &Book, cycle: Cycle) -> Result<Vec<Version>> {
    let names = books.wait(book.names())?;
    let kept = books.wait(book.assessment_versions(cycle))?.into_iter().map(|kept| {
        let by = names.get(&kept.version.by).cloned().unwrap_or(kept.version.by);
        Version { by, ..kept.version }
    });
    Ok(kept.collect())
}
