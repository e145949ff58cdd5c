//! The text of a document as far as it has come: adopted, on its way, sent back, or a draft that was circulated.

use std::borrow::Cow;

use crate::approval::adopted::Adopted;
use crate::approval::document::DocumentId;
use crate::approval::document::DocumentKind;
use crate::approval::from_draft;
use crate::approval::history::History;
use crate::approval::public_words::draft_of;
use crate::approval::stage::Stage;
use crate::approval::text::Text;
use crate::approval::under_way::Amended;
use crate::approval::under_way::Assent;
use crate::assessment::circulated::Circulated;

/// A document's text with what was done to it.
#[derive(Debug)]
pub(in crate::thread) struct OnItsWay<'d> {
    /// Which document.
    pub(in crate::thread) document: DocumentId,
    /// What it says by now.
    pub(in crate::thread) text: Cow<'d, Text>,
    /// What it said when it was put forward; none of a draft.
    pub(in crate::thread) base: Option<&'d Text>,
    /// The amendments that were carried, in order.
    pub(in crate::thread) amendments: &'d [Amended],
    /// Who agreed, in order.
    pub(in crate::thread) assents: &'d [Assent],
    /// That it was adopted, if it was.
    pub(in crate::thread) adopted: Option<&'d Adopted<Text>>,
    /// The circulated draft of the same words as were put forward, where there is one.
    pub(in crate::thread) draft: Option<&'d Circulated>,
}

impl<'d> OnItsWay<'d> {
    /// How far a document has come; none while there is no text of it.
    pub(in crate::thread) fn of(
        history: &'d History,
        circulated: &'d [Circulated],
    ) -> Option<OnItsWay<'d>> {
        let document = history.document();
        let drafts = if document.kind == DocumentKind::Assessment { circulated } else { &[] };
        let drawn = |put_forward: &Text| draft_of(put_forward, drafts);
        let none: (&[Amended], &[Assent], _) = (&[], &[], None);
        let (text, base, (amendments, assents, adopted), draft) = match history.stage() {
            Stage::NotPutForward => {
                let draft = drafts.last()?;
                (Cow::Owned(from_draft::text_of(draft).ok()?), None, none, Some(draft))
            }
            Stage::SentBack(back) => {
                let version = history.version(back.version)?;
                (Cow::Borrowed(&version.text), None, none, drawn(&version.text))
            }
            Stage::Before { matter, .. } | Stage::CalledIn { matter, .. } => {
                let done = (matter.amendments(), matter.assents(), None);
                let base = Some(&matter.version().text);
                (Cow::Borrowed(matter.text()), base, done, drawn(&matter.version().text))
            }
            Stage::Adopted(adopted) => {
                let done = (adopted.amendments(), adopted.assents(), Some(adopted.as_ref()));
                let base = Some(&adopted.version().text);
                (Cow::Borrowed(adopted.text()), base, done, drawn(&adopted.version().text))
            }
        };
        Some(OnItsWay { document, text, base, amendments, assents, adopted, draft })
    }
}
