//! The text that a body is to agree, as appendices: what everybody may read of it, and what not everybody may.
//!
//! In come the text as it stands before the meeting and what the public may read of each passage; out go two documents.

use crate::approval::document::Version;
use crate::approval::marked::Shown;
use crate::approval::public_words::Public;
use crate::approval::text::Passage;
use crate::content::Block;
use crate::content::Document;
use crate::content::Inline;
use crate::content::Section;
use crate::content::text;
use crate::publication::adopted_text;
use crate::publication::whose::Whose;
use crate::terms::day::Day;
use crate::terms::slug;
use crate::terms::wording::capitalised;

/// A passage with what the public may read of it.
pub(super) type Read<'a> = (&'a Passage, Public);

/// Whether the public reads all of a passage.
pub(super) fn is_public((passage, public): &Read<'_>) -> bool {
    *public == Public::Words(passage.words.clone())
}

/// What everybody may read of the text, and what was amended in it so far.
pub(super) fn public(shown: Shown<'_>, passages: &[Read<'_>], whose: &Whose, on: Day) -> Document {
    let mut sections = adopted_text::sections(passages);
    if !shown.amendments().is_empty() {
        let told = shown.amendments().iter();
        let told = told.map(|one| vec![text(format!("{}.", one.told()))]).collect();
        let heading = "What was amended so far".to_owned();
        let blocks = vec![Block::List(told)];
        sections.push(Section { anchor: "amended-so-far".to_owned(), heading, blocks });
    }
    sections.extend(adopted_text::left_out(passages));
    let subtitle = format!("{}, as it stands before the meeting", put_forward(shown.version()));
    document(shown.version(), whose, (on, "text"), subtitle, sections)
}

/// The passages that not everybody may read in full, each with why.
pub(super) fn not_public(
    shown: Shown<'_>,
    passages: &[Read<'_>],
    whose: &Whose,
    on: Day,
) -> Document {
    let kept_back: Vec<&Passage> =
        passages.iter().filter(|one| !is_public(one)).map(|(passage, _)| *passage).collect();
    let mut sections: Vec<Section> = Vec::new();
    for (place, under) in (1..).zip(kept_back.chunk_by(|one, other| one.under == other.under)) {
        let heading = under.first().map_or("", |first| first.under.trim());
        let heading = if heading.is_empty() { "Text" } else { heading }.to_owned();
        let anchor = format!("{}-{place}", slug::plain(&heading, "section"));
        let blocks = under.iter().flat_map(|passage| blocks(passage)).collect();
        sections.push(Section { anchor, heading, blocks });
    }
    let subtitle =
        format!("Passages that are not for the public, {}", put_forward(shown.version()));
    document(shown.version(), whose, (on, "not-public"), subtitle, sections)
}

fn blocks(passage: &Passage) -> Vec<Block> {
    let why = match &passage.exempt {
        Some(why) => format!(
            "Exempt under paragraph {} of Schedule 12A to the Local Government Act 1972 (information about {}): {}",
            why.paragraph,
            why.ground(),
            why.reason
        ),
        None => "It rests on small counts, or on what was given in confidence; the public part has it as far as it may be told"
            .to_owned(),
    };
    let mut lines = passage.words.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = format!(" {}", lines.next().unwrap_or_default());
    let number = Inline::Strong(format!("{}.", passage.id));
    let mut blocks = vec![Block::Paragraph(vec![number, text(first)])];
    let rest: Vec<Vec<Inline>> = lines.map(|line| vec![text(line)]).collect();
    if !rest.is_empty() {
        blocks.push(Block::List(rest));
    }
    blocks.push(Block::Paragraph(vec![Inline::Strong("Why not: ".to_owned()), text(why)]));
    blocks
}

fn put_forward(version: &Version) -> String {
    format!("version {}, put forward on {}", version.number, version.on.in_words())
}

fn document(
    version: &Version,
    whose: &Whose,
    (on, which): (Day, &str),
    subtitle: String,
    sections: Vec<Section>,
) -> Document {
    let called = version.document.in_words();
    Document {
        subtitle: capitalised(&subtitle),
        publisher: whose.publisher.clone(),
        description: format!("The {called} of the {}: {subtitle}.", whose.publisher),
        dated: on.in_words(),
        reference_prefix: whose.prefix(&format!("pack/{}/{which}", version.document.kind)),
        title: called,
        sections,
    }
}
