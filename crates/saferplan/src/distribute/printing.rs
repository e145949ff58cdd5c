//! What is printed for the copies of a sending that wait to be posted: labels, and a covering letter for each.
//!
//! In comes a sending; out go PDFs, the letters in the order of the labels.

use anyhow::Context;
use anyhow::Result;
use anyhow::bail;
use documents::covering_letters;
use documents::labels;
use documents::labels::Labels;
use jiff::Timestamp;
use partnership::distribution::covering_letter::CoveringLetter;
use partnership::distribution::covering_letter::Enclosing;
use partnership::distribution::dispatch::Standing;
use partnership::distribution::dispatch::Way;
use partnership::distribution::labels::LabelSheet;
use partnership::distribution::recipient::Recipient;
use partnership::distribution::sending::Sending;
use partnership::terms::day::Day;
use records::Book;
use records::KeptRecipient;

/// The copies of a sending that wait to be posted.
pub(crate) struct Copies {
    number: i64,
    known_as: String,
    partnership: String,
    sending: Sending,
    enclosed: Vec<String>,
    recipients: Vec<Recipient>,
}

impl Copies {
    /// Those of the sending of a number.
    pub(crate) async fn of(book: &Book, number: i64) -> Result<Copies> {
        let sendings = book.sendings().await?;
        let sending = sendings.into_iter().find(|(one, _)| *one == number);
        let (_, sending) = sending.with_context(|| format!("there is no sending {number}"))?;
        let publications = book.publications().await?;
        let kept = publications.into_iter().find(|one| one.number == sending.publication());
        let kept = kept.context("the publication of the sending")?;
        let all = book.recipients().await?;
        let waiting = book.dispatches(number, Timestamp::now()).await?;
        let waiting = waiting
            .into_iter()
            .map(|(_, one)| one)
            .filter(|one| one.planned.way == Way::Post && one.standing == Standing::Waiting);
        let recipient = |list, number| {
            let is_it = |one: &&KeptRecipient| one.list == list && one.number == number;
            all.iter().find(is_it).map(|one| one.recipient.clone())
        };
        let recipients: Vec<Recipient> =
            waiting.filter_map(|one| recipient(one.planned.list, one.planned.recipient)).collect();
        if recipients.is_empty() {
            bail!("no copies of sending {number} wait to be posted");
        }
        Ok(Copies {
            number,
            known_as: book.id().to_string(),
            partnership: book.partnership().await?.value.name().to_owned(),
            enclosed: sending.enclosed(&kept.publication).to_vec(),
            sending,
            recipients,
        })
    }

    /// The labels, from a place of the first sheet on.
    pub(crate) fn labels(&self, sheet: LabelSheet, first: usize) -> Result<Vec<u8>> {
        let lines = self.recipients.iter().filter_map(Recipient::on_a_label).collect();
        let places = sheet.beginning_at(first, lines)?;
        let title = format!("Labels of sending {}", self.number);
        let (publisher, title) = (self.partnership.as_str(), title.as_str());
        labels::file(&Labels { publisher, title, sheet, places: &places })
            .context("setting the labels")
    }

    /// The covering letters of a day. `origin` is where the pages are reached from outside.
    pub(crate) fn letters(&self, origin: &str, contact: Option<&str>, on: Day) -> Result<Vec<u8>> {
        let page = |below: &str| format!("{origin}/{}{below}", self.known_as);
        let with = Enclosing {
            partnership: &self.partnership,
            cycle: &self.sending.cycle().in_words(),
            enclosed: &self.enclosed,
            words: self.sending.words(),
            address: &page(&format!("/published/{}", self.sending.publication())),
            formats: &page("/published/formats"),
            on,
            contact,
        };
        let letters: Vec<CoveringLetter> =
            self.recipients.iter().filter_map(|one| CoveringLetter::to(one, &with)).collect();
        let title = format!("Covering letters of sending {}", self.number);
        covering_letters::file(&self.partnership, &title, &letters)
            .context("setting the covering letters")
    }
}
