//! What issues can rest on: the findings, themes, panel issues and commentaries that are kept, each with its words.
//!
//! In comes a visitor; out goes what there is, as a draft of the assessment would say it. What may tell who somebody is,
//! only those read who look after the panels.

use std::collections::BTreeMap;

use partnership::assessment::gathered;
use partnership::assessment::gathered::Named;
use partnership::assessment::reference::Kind;
use partnership::consultation::version::Stage;
use partnership::evidence::figure::Status;
use partnership::membership::may::Deed;
use partnership::priorities::candidate::CandidateIssue;
use partnership::priorities::evidence::Cited;
use partnership::terms::wording::capitalised;
use partnership::timetable::cycle::Cycle;

use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::people::choices::Choice;
use crate::who::visitor::Visitor;

/// What is kept that an issue can rest on.
#[derive(Debug, Default)]
pub(super) struct Kept(BTreeMap<Cited, Source>);

/// One thing of these.
#[derive(Debug)]
struct Source {
    words: String,
    href: Option<String>,
}

/// A thing on which an issue rests, as a page shows it.
#[derive(Debug, Clone, serde::Serialize)]
pub(super) struct Shown {
    /// Its reference.
    pub(super) reference: String,
    /// What kind of thing it is.
    pub(super) kind: &'static str,
    /// What it says.
    pub(super) words: String,
    /// Where it is, if it has a page.
    pub(super) href: Option<String>,
}

impl Kept {
    /// All that is kept.
    ///
    /// # Errors
    /// When the records cannot be read.
    pub(super) async fn of(visitor: &Visitor, cycle: Cycle) -> Result<Kept, PageError> {
        let mut kept = Kept::without_themes(visitor).await?;
        kept.add_themes(visitor, cycle).await?;
        Ok(kept)
    }

    /// What of it an issue may rest on by now. Replies are gone through, which takes long, only if it rests on a theme.
    ///
    /// # Errors
    /// When the records cannot be read.
    pub(super) async fn behind(
        visitor: &Visitor,
        cycle: Cycle,
        issue: &CandidateIssue,
    ) -> Result<Kept, PageError> {
        match issue.evidence().iter().any(|cited| cited.kind() == Kind::Theme) {
            true => Kept::of(visitor, cycle).await,
            false => Kept::without_themes(visitor).await,
        }
    }

    async fn without_themes(visitor: &Visitor) -> Result<Kept, PageError> {
        let (book, mut kept) = (&visitor.book, Kept::default());
        for held in book.findings().await? {
            let href = visitor.path(&format!("/evidence/findings/{}", held.value.id));
            kept.add(visitor, gathered::finding(&held.value), Some(href));
        }
        let panels = book.panels().await?;
        for one in book.panel_issues().await? {
            let panel = panels.iter().find(|held| held.value.id == one.panel);
            let name = panel.map_or_else(|| one.panel.to_string(), |held| held.value.name.clone());
            let href = visitor.path(&format!("/panels/{}/issues/{}", one.panel, one.number));
            kept.add(visitor, gathered::panel_issue(one.number, &name, &one.issue), Some(href));
        }
        for (_, held) in book.commentaries(None).await? {
            // What it says as a whole; its parts would only repeat it.
            let whole = gathered::commentary(&held.value).pop();
            if let Some(whole) = whole {
                kept.add(visitor, whole, None);
            }
        }
        Ok(kept)
    }

    /// The themes of the cycle's consultations; before the close for those alone who may read replies.
    async fn add_themes(&mut self, visitor: &Visitor, cycle: Cycle) -> Result<(), PageError> {
        for held in visitor.book.consultations(cycle).await? {
            let is_closed = matches!(held.latest.value.stage(), Stage::Closed { .. });
            if !is_closed && !visitor.can(Deed::ReadReplies) {
                continue;
            }
            let heard = visitor.book.heard_replies(cycle, &held).await?;
            let title = held.consultation.typed().text.title.as_str();
            for themes in heard.themes() {
                for named in gathered::themes(themes, title, is_closed) {
                    self.add(visitor, named, None);
                }
            }
        }
        Ok(())
    }

    fn add(&mut self, visitor: &Visitor, ((kind, name), noted): Named, href: Option<String>) {
        let Some(cited) = Cited::of(kind, &name) else { return };
        let hidden = noted.status == Status::Confidential && !visitor.can(Deed::ChangePanels);
        let words = if hidden {
            "Not shown: it may tell who somebody is".to_owned()
        } else {
            capitalised(&noted.words)
        };
        self.0.entry(cited).or_insert(Source { words, href });
    }

    /// A thing on which an issue rests.
    pub(super) fn shown(&self, cited: &Cited) -> Shown {
        let source = self.0.get(cited);
        let gone = || match cited.kind() {
            Kind::Theme => {
                "Not shown: its consultation is still open, or it is not kept any more".to_owned()
            }
            _ => "It is not kept any more".to_owned(),
        };
        Shown {
            reference: cited.to_string(),
            kind: cited.kind_in_words(),
            words: source.map_or_else(gone, |source| source.words.clone()),
            href: source.and_then(|source| source.href.clone()),
        }
    }

    /// What of it can be chosen in a field, all but what is left out.
    pub(super) fn choices(
        &self,
        form: &Form,
        field: &str,
        leaving_out: impl Fn(&Cited) -> bool,
    ) -> Vec<Choice> {
        let offered = self.0.keys().filter(|cited| !leaving_out(cited));
        offered.map(|cited| self.choice(form, field, cited)).collect()
    }

    /// One thing to choose in a field.
    pub(super) fn choice(&self, form: &Form, field: &str, cited: &Cited) -> Choice {
        let shown = self.shown(cited);
        Choice::of(form, field, &shown.reference, &shown.words).with_hint(shown.kind.to_owned())
    }
}

/// The references that were ticked in a field; what is none is left out.
pub(super) fn ticked(form: &Form, field: &str) -> std::collections::BTreeSet<Cited> {
    form.texts(field).filter_map(|text| text.parse().ok()).collect()
}
