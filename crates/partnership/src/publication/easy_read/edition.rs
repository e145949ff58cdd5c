//! The easy-read edition as a document: its passages under their headings, and which passages of the plan each retells.

use crate::approval::adopted::Adopted;
use crate::approval::text::PassageId;
use crate::approval::text::Text;
use crate::assessment::circulated::Circulated;
use crate::content::Block;
use crate::content::Document;
use crate::content::Section;
use crate::content::text;
use crate::publication::adopted_text::adopted_on;
use crate::publication::easy_read::EasyRead;
use crate::publication::easy_read::clearing::KeptEasyRead;
use crate::publication::easy_read::clearing::against;
use crate::publication::missing::Missing;
use crate::publication::whose::Whose;
use crate::terms::day::Day;
use crate::terms::slug;
use crate::terms::wording::listed;

/// What a site lacks without one.
const EDITION: &str = "the plan in easy-read";

/// An edition that may be published.
pub(in crate::publication) struct Edition {
    pub(in crate::publication) easy: EasyRead,
    pub(in crate::publication) document: Document,
    pub(in crate::publication) on: Day,
    pub(in crate::publication) came_about: String,
}

/// The edition of a text that was cleared; or why there is none.
pub(in crate::publication) fn edition(
    kept: Option<&KeptEasyRead>,
    adopted: &Adopted<Text>,
    whose: &Whose,
    drafts: &[Circulated],
) -> Result<Edition, Missing> {
    let kept = kept.ok_or_else(|| Missing::of(EDITION, "nobody has written it yet"))?;
    let cleared =
        kept.cleared().ok_or_else(|| Missing::of(EDITION, "it is written and not cleared yet"))?;
    if cleared.of != adopted.hash() {
        let why =
            "it was cleared against another text than the one that was adopted; clear it again";
        return Err(Missing::of(EDITION, why));
    }
    // What everybody may read can have become less since it was cleared.
    if !against(kept.source(), adopted, drafts).is_empty() {
        return Err(Missing::of(EDITION, "something stands against it by now; clear it again"));
    }
    let easy = EasyRead::of(kept.source());
    let easy = easy.map_err(|_| Missing::of(EDITION, "its source cannot be read"))?;
    let came_about = format!(
        "Retells the plan that was {}. Cleared on {}; tried with: {}.",
        adopted_on(adopted),
        cleared.on.in_words(),
        cleared.tried_with
    );
    let document = document(&easy, adopted, whose);
    Ok(Edition { easy, document, on: cleared.on.max(adopted.on()), came_about })
}

fn document(easy: &EasyRead, adopted: &Adopted<Text>, whose: &Whose) -> Document {
    let mut sections: Vec<Section> = Vec::new();
    for part in easy.parts() {
        let anchor = format!("{}-{}", slug::plain(&part.heading, "part"), sections.len() + 1);
        let blocks = part.passages.iter();
        let blocks = blocks.map(|one| Block::Paragraph(vec![text(&*one.words)])).collect();
        sections.push(Section { anchor, heading: part.heading.clone(), blocks });
    }
    sections.push(where_it_comes_from(easy, adopted));
    Document {
        title: easy.title().to_owned(),
        subtitle: format!("Easy-read, {}", whose.cycle.in_words()),
        publisher: whose.publisher.clone(),
        description: format!(
            "What the {} will do in {}, in easy words.",
            whose.publisher,
            whose.cycle.in_words()
        ),
        dated: adopted.on().in_words(),
        reference_prefix: whose.prefix("easy-read"),
        sections,
    }
}

/// Which passages of the plan are retold where.
fn where_it_comes_from(easy: &EasyRead, adopted: &Adopted<Text>) -> Section {
    let retelling = easy.passages().filter(|passage| !passage.retells.is_empty());
    let items = retelling.map(|passage| {
        let names: Vec<String> = passage.retells.iter().map(PassageId::to_string).collect();
        let noun = if names.len() == 1 { "passage" } else { "passages" };
        vec![text(format!("“{}” is from {noun} {} of the plan.", passage.words, listed(&names)))]
    });
    let items = items.collect();
    let told = format!("The plan itself was {}. Every line here is from it:", adopted_on(adopted));
    Section {
        anchor: "where-it-comes-from".to_owned(),
        heading: "Where this comes from".to_owned(),
        blocks: vec![Block::Paragraph(vec![text(told)]), Block::List(items)],
    }
}
