//! What differs between two texts, word by word, as values for a page.

use partnership::assessment::comparison::Became;
use partnership::assessment::comparison::Difference;
use partnership::assessment::comparison::Span;
use partnership::assessment::comparison::Standing;
use partnership::assessment::comparison::compare;
use partnership::assessment::reading::read;
use partnership::assessment::text::Source;

/// What became of a passage.
#[derive(Debug, serde::Serialize)]
pub(super) struct Changed {
    passage: u32,
    heading: String,
    /// "Added", "Removed", "Changed", "Moved".
    what: &'static str,
    spans: Vec<ShownSpan>,
}

/// Some words of it.
#[derive(Debug, serde::Serialize)]
struct ShownSpan {
    /// `kept`, `taken` or `put`.
    kind: &'static str,
    text: String,
}

/// The differences of two sets of files. A passage without a number is in neither.
pub(super) fn differences(before: &[Source], after: &[Source]) -> Vec<Changed> {
    let (before, after) = (read(before).sections, read(after).sections);
    compare(&before, &after).into_iter().map(changed).collect()
}

fn changed(difference: Difference) -> Changed {
    let span = |kind: &'static str, text: String| ShownSpan { kind, text };
    let moved = difference.place == Standing::Moved;
    let (what, spans) = match difference.words {
        Became::Added(text) => ("Added", vec![span("put", text)]),
        Became::Removed(text) => ("Removed", vec![span("taken", text)]),
        Became::Same => ("Moved, its words unchanged", Vec::new()),
        Became::Changed(spans) => {
            let spans = spans.into_iter().map(|one| match one {
                Span::Kept(text) => span("kept", text),
                Span::Taken(text) => span("taken", text),
                Span::Put(text) => span("put", text),
            });
            (if moved { "Moved and changed" } else { "Changed" }, spans.collect())
        }
    };
    Changed { passage: difference.passage.value(), heading: difference.heading, what, spans }
}
