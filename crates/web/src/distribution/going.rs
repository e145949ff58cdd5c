//! Sending the letters that wait, each once, with a link of its own by which somebody says that they have it.
//!
//! In comes a partnership's book; out go letters. One that was under way when the program stopped is left in doubt and does
//! not go again by itself. What may not go, since its publication was withdrawn or a pre-election period began, waits.

use jiff::Timestamp;
use partnership::distribution::announcing::Announcement;
use partnership::distribution::dispatch::Dispatch;
use partnership::distribution::dispatch::Standing;
use partnership::distribution::dispatch::Way;
use partnership::distribution::list::DistributionList;
use partnership::distribution::sending::Sending;
use partnership::terms::day::Day;
use post::Post;
use post::SendError;
use records::Book;
use records::KeptPublication;
use records::KeptRecipient;
use records::Once;
use records::Outcome;
use records::RecordsError;

use crate::app::App;
use crate::distribution::at;
use crate::letters::sent::Sent;
use crate::letters::sent::logged;
use crate::who::token::Token;

/// What a dispatch says whose recipient was taken off the list before it went.
const GONE: &str = "the recipient was taken off the list before it went";

/// Sends what waits of all sendings of a partnership. What the mail server refuses is noted, and goes again only when
/// somebody says so; a mail server that is away ends it, and all else waits.
///
/// # Errors
/// When the records cannot be read or written.
pub(crate) async fn send_waiting(app: &App, book: &Book, today: Day) -> Result<Sent, RecordsError> {
    let mut sent = Sent::default();
    let Some(post) = app.settings.mail.as_ref() else { return Ok(sent) };
    let sendings = book.sendings().await?;
    if sendings.is_empty() {
        return Ok(sent);
    }
    let caution = at::caution(book, today).await?;
    for (number, sending) in &sendings {
        let Some(kept) = at::publication(book, sending.publication()).await? else { continue };
        if sending.may_go_on(&kept.publication, caution).is_err() {
            continue;
        }
        let going = Going {
            app,
            book,
            post,
            today,
            number: *number,
            sending,
            kept: &kept,
            partnership: book.partnership().await?.value.name().to_owned(),
            lists: book.distribution_lists().await?.into_iter().map(|held| held.value).collect(),
            recipients: book.recipients().await?,
        };
        going.send_all(&mut sent).await?;
        if sent.is_broken_off() {
            break;
        }
    }
    Ok(sent)
}

/// Sends what waits, apart from whoever waits for a page, and notes what did not go.
pub(super) async fn send_apart(app: App, book: Book, today: Day) {
    logged(send_waiting(&app, &book, today).await, "no letters of a sending");
}

/// The path of the page behind a link.
pub(super) fn path(book: &Book, link: &Token) -> String {
    format!("/{}/received/{}", book.id(), link.as_str())
}

/// A sending on its way.
struct Going<'a> {
    app: &'a App,
    book: &'a Book,
    post: &'a Post,
    today: Day,
    number: i64,
    sending: &'a Sending,
    kept: &'a KeptPublication,
    partnership: String,
    lists: Vec<DistributionList>,
    recipients: Vec<KeptRecipient>,
}

impl Going<'_> {
    async fn send_all(&self, sent: &mut Sent) -> Result<(), RecordsError> {
        let dispatches = self.book.dispatches(self.number, Timestamp::now()).await?;
        let waits = |(_, one): &&(i64, Dispatch)| {
            one.planned.way == Way::Email && one.standing == Standing::Waiting
        };
        for (dispatch, one) in dispatches.iter().filter(waits) {
            sent.add(self.send(*dispatch, one).await?);
            if sent.is_broken_off() {
                break;
            }
        }
        Ok(())
    }

    /// Sends one letter, unless somebody else does; none where nothing was to be done.
    async fn send(
        &self,
        dispatch: i64,
        one: &Dispatch,
    ) -> Result<Option<Result<(), SendError>>, RecordsError> {
        let which = (self.number, dispatch);
        let Ok(link) = Token::random() else { return Ok(None) };
        let written = link.fingerprint();
        if self.book.take_up_dispatch(which, &written, Timestamp::now()).await? == Once::Already {
            return Ok(None);
        }
        let Some(letter) = self.letter(dispatch, one, &link) else {
            let (Once::Now | Once::Already) =
                self.book.settle_dispatch(which, self.today, Outcome::Failed(GONE)).await?;
            return Ok(None);
        };
        let came = self.post.send_for_receipt(&letter).await;
        let outcome = match &came {
            Ok(said) => Outcome::Went(Some(said)),
            Err(error) => Outcome::Failed(error.said()),
        };
        let (Once::Now | Once::Already) =
            self.book.settle_dispatch(which, self.today, outcome).await?;
        Ok(Some(came.map(|_| ())))
    }

    fn letter(
        &self,
        dispatch: i64,
        one: &Dispatch,
        link: &Token,
    ) -> Option<partnership::reminders::letter::Letter> {
        let is_it = |kept: &&KeptRecipient| {
            kept.number == one.planned.recipient && kept.list == one.planned.list
        };
        let to = &self.recipients.iter().find(is_it)?.recipient;
        let list = self.lists.iter().find(|list| list.id == one.planned.list)?;
        let page =
            |below: &str| self.app.settings.origin.page(&format!("/{}{below}", self.book.id()));
        let announcement = Announcement {
            to,
            partnership: &self.partnership,
            documents: self.kept.publication.documents(),
            words: self.sending.words(),
            address: &page(&format!("/published/{}/index.html", self.kept.number)),
            formats: &page("/published/formats"),
            receipt: &self.app.settings.origin.page(&path(self.book, link)),
            list: &list.name,
            contact: self.app.settings.contact.as_deref(),
        };
        announcement.letter(&format!("sending/{}/{dispatch}", self.number))
    }
}
