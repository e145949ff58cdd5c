//! The text of an assessment that goes to the bodies: a circulated draft, with its figures as they were.
//!
//! In comes a circulated draft; out goes its text in numbered passages, each figure in the words that were circulated.

use crate::approval::text::Passage;
use crate::approval::text::PassageId;
use crate::approval::text::Text;
use crate::approval::text::TextError;
use crate::assessment::answer::Answers;
use crate::assessment::circulated::Circulated;
use crate::assessment::passage::passages;
use crate::assessment::reference::Reference;
use crate::assessment::text::Body;
use crate::assessment::text::Piece;
use crate::assessment::text::exempt_throughout;
use crate::terms::wording::capitalised;

/// The text of a circulated draft.
///
/// # Errors
/// When it has no passage; each that it has is numbered.
pub fn text_of(circulated: &Circulated) -> Result<Text, TextError> {
    let sections = exempt_throughout(&circulated.sections());
    let each = passages(&sections).filter_map(|(section, passage)| {
        let id = PassageId::numbered(passage.number?.value())?;
        let words = words_of(&passage.body, &circulated.answers);
        let (under, exempt) = (section.heading.clone(), passage.exempt.clone());
        // A passage whose words are all marks says nothing that a body could decide on.
        (!words.trim().is_empty()).then_some(Passage { id, under, exempt, words })
    });
    Text::of(each.collect())
}

/// What it is the text of: "draft version 3, circulated on 24 February 2015".
pub fn drawn_from(circulated: &Circulated) -> String {
    let (version, on) = (circulated.version.number, circulated.on.in_words());
    format!("draft version {version}, circulated on {on}")
}

/// What a passage of a draft says in a text, with these answers.
pub(crate) fn words_of(body: &Body, answers: &Answers) -> String {
    match body {
        Body::Paragraph(pieces) | Body::Item(_, pieces) => plain(pieces, answers),
        Body::Shown(reference) => shown(reference, answers),
        Body::Table(rows) => {
            let cells = |row: &Vec<Vec<Piece>>| {
                let cells: Vec<String> = row.iter().map(|cell| plain(cell, answers)).collect();
                cells.join(" | ")
            };
            rows.iter().map(cells).collect::<Vec<_>>().join("\n")
        }
    }
}

fn plain(pieces: &[Piece], answers: &Answers) -> String {
    let each = pieces.iter().map(|piece| match piece {
        Piece::Words(words) | Piece::Strong(words) => words.clone(),
        Piece::Link { text, address } => format!("{text} ({address})"),
        Piece::Reference(reference) => said(reference, answers),
    });
    each.collect::<String>().trim().to_owned()
}

/// What is drawn has its caption here, named as one: the figures themselves are beside the text.
fn shown(reference: &Reference, answers: &Answers) -> String {
    let caption = said(reference, answers);
    match reference.kind.stands_alone() {
        true => format!("{}: {caption}", capitalised(reference.kind.name())),
        false => caption,
    }
}

fn said(reference: &Reference, answers: &Answers) -> String {
    answers.get(reference).map_or_else(|| reference.to_string(), |answer| answer.says.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::about::About;
    use crate::assessment::text::Source;
    use crate::assessment::versions::Version;

    #[test]
    fn a_circulated_draft_goes_to_the_bodies_passage_by_passage_with_its_marks() {
        let text = "# Violence {exempt:7 a patrol is named}\n\n{#1} More **patrols**.\n\n{#2} Fewer knives.\n\n{#3} {table:classes}\n";
        let sources = vec![Source { file: "1.md".to_owned(), text: text.to_owned() }];
        let on = "2015-02-24".parse().unwrap();
        let version = Version { number: 3, by: "jane".to_owned(), on, sources };
        let about = About {
            area: "E07000110".parse().unwrap(),
            period: "2014".parse().unwrap(),
            against: "2013".parse().unwrap(),
        };
        let circulated = Circulated { version, on, about, answers: Answers::new() };
        let text = text_of(&circulated).unwrap();
        let first = &text.passages()[0];
        assert_eq!((first.under.as_str(), first.words.as_str()), ("Violence", "More patrols."));
        assert_eq!(first.exempt.as_ref().map(|why| why.paragraph), Some(7));
        assert_eq!(text.passages()[1].id.to_string(), "2");
        assert_eq!(text.passages()[2].words, "Table: {table:classes}", "a caption is named as one");
        assert_eq!(drawn_from(&circulated), "draft version 3, circulated on 24 February 2015");
    }
}
