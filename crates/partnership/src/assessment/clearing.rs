//! Clears a draft for the public: exempt passages, confidential figures and small counts are taken out.
//!
//! In come sections and answers; out go the same without what the public must not see, and the register of what was
//! taken out. Nothing else makes [`ClearedDraft`], and the public edition takes nothing else.

mod answers;

use std::collections::BTreeMap;

use crate::assessment::answer::Answer;
use crate::assessment::answer::Answers;
use crate::assessment::clearing::answers::cleared;
use crate::assessment::passage::Number;
use crate::assessment::passage::passages;
use crate::assessment::reference::Exemption;
use crate::assessment::reference::Kind;
use crate::assessment::reference::Reference;
use crate::assessment::text::Body;
use crate::assessment::text::Passage;
use crate::assessment::text::Piece;
use crate::assessment::text::Section;
use crate::assessment::text::exempt_throughout;

/// A draft that went through clearing.
///
/// It cannot be made by hand:
/// ```compile_fail
/// use partnership::assessment::clearing::ClearedDraft;
/// let draft = ClearedDraft { sections: Vec::new(), answers: Default::default(), register: Vec::new() };
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct ClearedDraft {
    sections: Vec<Section>,
    answers: Answers,
    register: Vec<Redaction>,
}

/// Something that the public edition does not show.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Redaction {
    /// The passage; none of a heading.
    pub passage: Option<Number>,
    /// What was taken out: its reference, or what was marked.
    pub what: String,
    /// The same for whoever reads the register and not the draft: the table “Robbery by neighbourhood”.
    pub named: String,
    /// Why.
    pub why: Why,
    /// Who marked it, where a person did.
    pub by: Option<String>,
}

/// Why something is taken out.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// A person marked it exempt.
    Exempt(Exemption),
    /// The figure, or what was kept, is confidential.
    Confidential,
    /// A count of a small place, or of few people, is small, or would let one be worked out.
    SmallCount,
}

impl Why {
    /// The reason in words, for those who may see it.
    pub fn in_words(&self) -> String {
        match self {
            Why::Exempt(why) => format!(
                "paragraph {} of Schedule 12A (about {}): {}",
                why.paragraph,
                why.ground(),
                why.reason
            ),
            Why::Confidential => "confidential".to_owned(),
            Why::SmallCount => "a small count, or one that would reveal it".to_owned(),
        }
    }
}

impl ClearedDraft {
    /// Clears a draft; `marked_by` names for each exempt passage who marked it.
    pub fn of(
        sections: &[Section],
        answers: &Answers,
        marked_by: &BTreeMap<Number, String>,
    ) -> ClearedDraft {
        let mut register = Vec::new();
        let public = public_sections(sections, marked_by, &mut register);
        let mut kept = Answers::new();
        for (_, passage) in passages(&public) {
            for reference in passage.body.references() {
                let Some(answer) = answers.get(reference) else { continue };
                let (public, why) = cleared(answer);
                register.extend(why.map(|why| Redaction {
                    passage: passage.number,
                    what: reference.to_string(),
                    named: in_words(reference, answer),
                    why,
                    by: None,
                }));
                kept.insert(reference.clone(), public);
            }
        }
        ClearedDraft { sections: public, answers: kept, register }
    }

    /// The sections that the public sees.
    pub(crate) fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// The answers that the public sees.
    pub(crate) fn answers(&self) -> &Answers {
        &self.answers
    }

    /// What was taken out; not for the public.
    pub fn register(&self) -> &[Redaction] {
        &self.register
    }
}

/// The answers for those who read drafts and do not write them: what is confidential is withheld.
pub fn without_confidential(answers: &Answers) -> Answers {
    let each = answers.iter().map(|(reference, answer)| {
        let answer = if answer.holds_confidential() { cleared(answer).0 } else { answer.clone() };
        (reference.clone(), answer)
    });
    each.collect()
}

/// What a reference gives, for whoever reads the register and not the draft: the table “Robbery by neighbourhood”, or what the
/// figure or phrase is.
fn in_words(reference: &Reference, answer: &Answer) -> String {
    let says = &answer.says;
    match reference.kind {
        Kind::Table => format!("in the table “{says}”"),
        kind if kind.stands_alone() => format!("in the {} and its table “{says}”", kind.name()),
        _ => answer.what.clone(),
    }
}

/// The sections without what is marked exempt.
fn public_sections(
    sections: &[Section],
    marked_by: &BTreeMap<Number, String>,
    register: &mut Vec<Redaction>,
) -> Vec<Section> {
    let mut public = Vec::new();
    for section in exempt_throughout(sections) {
        if let Some(why) = section.exempt {
            let by = section.passages.iter().find_map(|one| marked_by.get(&one.number?)).cloned();
            let what = format!("the section “{}”", section.heading);
            let named = what.clone();
            register.push(Redaction { passage: None, what, named, why: Why::Exempt(why), by });
            continue;
        }
        let own = section.passages.iter().map(|passage| {
            let Some(why) = &passage.exempt else { return passage.clone() };
            register.push(Redaction {
                passage: passage.number,
                what: "the passage".to_owned(),
                named: "the passage".to_owned(),
                why: Why::Exempt(why.clone()),
                by: passage.number.and_then(|number| marked_by.get(&number)).cloned(),
            });
            left_out(passage, why)
        });
        let passages = own.collect();
        public.push(Section { passages, ..section.clone() });
    }
    public
}

/// What stands where an exempt passage was.
fn left_out(passage: &Passage, why: &Exemption) -> Passage {
    let words = vec![Piece::Words(format!(
        "This passage is not in the public edition: it holds information about {} (paragraph {} of \
         Schedule 12A to the Local Government Act 1972).",
        why.ground(),
        why.paragraph
    ))];
    let body = match &passage.body {
        Body::Item(listed, _) => Body::Item(*listed, words),
        Body::Paragraph(_) | Body::Shown(_) | Body::Table(_) => Body::Paragraph(words),
    };
    Passage { exempt: None, body, ..passage.clone() }
}
