//! An adopted text as a document: its passages under their numbers, and how it came about.
//!
//! In come an adopted text and what everybody may read of it; out go sections. What was amended is told by passage, mover
//! and day, never by words that were not adopted.

use std::collections::BTreeMap;

use crate::approval::adopted::Adopted;
use crate::approval::document::DocumentKind;
use crate::approval::public_words::Public;
use crate::approval::public_words::PublicWords;
use crate::approval::text::Passage;
use crate::approval::text::Text;
use crate::approval::under_way::Assent;
use crate::assessment::circulated::Circulated;
use crate::content::Block;
use crate::content::Document;
use crate::content::Inline;
use crate::content::Section;
use crate::content::text;
use crate::publication::whose::Whose;
use crate::terms::slug;
use crate::terms::wording::capitalised;
use crate::terms::wording::counted;
use crate::terms::wording::listed;

/// What a passage without a heading stands under.
const NO_HEADING: &str = "Text";

/// The names of the sections behind the text.
const CAME_ABOUT: &str = "how-it-came-about";
const LEFT_OUT: &str = "left-out";

/// The sections of a document that are the adopted text, without those behind it.
pub(super) fn text_of(document: &Document) -> impl Iterator<Item = &Section> {
    let behind = [CAME_ABOUT, LEFT_OUT];
    document.sections.iter().filter(move |section| !behind.contains(&section.anchor.as_str()))
}

/// The document of an adopted text.
pub(super) fn document(adopted: &Adopted<Text>, whose: &Whose, drafts: &[Circulated]) -> Document {
    let passages: Vec<_> = PublicWords::of(adopted, drafts).passages().collect();
    let kind = adopted.version().document.kind;
    let mut sections = sections(&passages);
    sections.push(came_about(adopted, &passages));
    sections.extend(left_out(&passages));
    let (called, on) = (adopted.version().document.in_words(), adopted.on().in_words());
    Document {
        title: kind.in_words().to_owned(),
        subtitle: format!("{}, {}", whose.cycle.in_words(), adopted_on(adopted)),
        publisher: whose.publisher.clone(),
        description: format!("The {called} of the {}, as it was adopted on {on}.", whose.publisher),
        dated: on,
        reference_prefix: whose.prefix(&kind.to_string()),
        sections,
    }
}

/// What was done and when: "approved on 5 March 2015", of a plan "adopted on 22 April 2015".
pub(super) fn adopted_on(adopted: &Adopted<Text>) -> String {
    let kind = adopted.version().document.kind;
    let last = adopted.assents().last();
    let verb = last.map_or("adopted", |last| kind.verb_past(last.turn));
    format!("{verb} on {}", adopted.on().in_words())
}

/// The passages under their headings. A heading under which everybody may read nothing is left out with them.
fn sections(passages: &[(&Passage, Public)]) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let mut times =
        BTreeMap::from([CAME_ABOUT, LEFT_OUT].map(|anchor| (anchor.to_owned(), 1_usize)));
    for under in passages.chunk_by(|one, other| one.0.under == other.0.under) {
        let is_read = |(_, public): &(&Passage, Public)| matches!(public, Public::Words(_));
        let Some((first, _)) = under.first().filter(|_| under.iter().any(is_read)) else {
            continue;
        };
        let heading = match first.under.trim() {
            "" => NO_HEADING.to_owned(),
            heading => heading.to_owned(),
        };
        let anchor = slug::plain(&heading, "section");
        let before = times.entry(anchor.clone()).or_insert(0_usize);
        *before += 1;
        let anchor = if *before > 1 { format!("{anchor}-{before}") } else { anchor };
        let blocks = under.iter().flat_map(|(passage, public)| blocks(passage, public)).collect();
        sections.push(Section { anchor, heading, blocks });
    }
    sections
}

fn blocks(passage: &Passage, public: &Public) -> Vec<Block> {
    let number = Inline::Strong(format!("{}.", passage.id));
    let words = match public {
        Public::Words(words) => words.clone(),
        Public::Exempt(paragraph, ground) => format!(
            "This passage is left out: it holds information about {ground} (paragraph {paragraph} of Schedule 12A to the \
             Local Government Act 1972)."
        ),
        Public::Withheld => {
            "This passage is left out: it rests on counts that are withheld.".to_owned()
        }
    };
    // What was a table in the draft is a line for each of its rows.
    let mut lines = words.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or_default();
    let mut blocks = vec![Block::Paragraph(vec![number, text(format!(" {first}"))])];
    let rest: Vec<Vec<Inline>> = lines.map(|line| vec![text(line)]).collect();
    if !rest.is_empty() {
        blocks.push(Block::List(rest));
    }
    blocks
}

fn came_about(adopted: &Adopted<Text>, passages: &[(&Passage, Public)]) -> Section {
    let (kind, version) = (adopted.version().document.kind, adopted.version());
    let mut blocks = vec![
        Block::Paragraph(vec![text(format!(
            "{} It was drawn from {}.",
            adopted.in_words(),
            version.drawn_from
        ))]),
        Block::List(adopted.assents().iter().map(|one| assent(kind, one)).collect()),
    ];
    if !adopted.amendments().is_empty() {
        blocks.push(Block::Paragraph(vec![text("What was amended on its way:")]));
        let told = adopted.amendments().iter().map(|one| vec![text(format!("{}.", one.told()))]);
        blocks.push(Block::List(told.collect()));
    }
    // With something left out the hash would let somebody try what it may have been until it agrees.
    let is_whole =
        |(passage, public): &(&Passage, Public)| *public == Public::Words(passage.words.clone());
    if passages.iter().all(is_whole) {
        let words = format!("The text is known by its SHA-256, {}.", adopted.hash());
        blocks.push(Block::Paragraph(vec![text(words)]));
    }
    let heading = "How this text came about".to_owned();
    Section { anchor: CAME_ABOUT.to_owned(), heading, blocks }
}

fn assent(kind: DocumentKind, assent: &Assent) -> Vec<Inline> {
    let verb = kind.verb_past(assent.turn);
    let who = Inline::Strong(capitalised(&assent.body));
    vec![who, text(format!(" {verb} it on {}.", assent.in_words()))]
}

/// How many passages are left out, and why; none where all can be read.
fn left_out(passages: &[(&Passage, Public)]) -> Option<Section> {
    let mut exempt: BTreeMap<(u8, &'static str), usize> = BTreeMap::new();
    let mut withheld = 0_usize;
    for (_, public) in passages {
        match public {
            Public::Words(_) => {}
            Public::Exempt(paragraph, ground) => {
                *exempt.entry((*paragraph, ground)).or_default() += 1;
            }
            Public::Withheld => withheld += 1,
        }
    }
    let mut told: Vec<String> = exempt
        .iter()
        .map(|((paragraph, ground), many)| {
            format!("{} under paragraph {paragraph} (about {ground})", counted(*many))
        })
        .collect();
    let all: usize = exempt.values().sum::<usize>() + withheld;
    if withheld > 0 {
        told.push(format!("{} that rest on counts which are withheld", counted(withheld)));
    }
    let noun = if all == 1 { "passage is" } else { "passages are" };
    let words = format!(
        "{} {noun} left out here: {}. The paragraphs are those of Schedule 12A to the Local Government Act 1972.",
        capitalised(&counted(all)),
        listed(&told)
    );
    let heading = "What is left out".to_owned();
    let blocks = vec![Block::Paragraph(vec![text(words)])];
    (all > 0).then(|| Section { anchor: LEFT_OUT.to_owned(), heading, blocks })
}
