//! The letters by which task groups are asked for commentaries and reminded, each with a new link.
//!
//! In comes a partnership's book; out go letters, once for each that is due, as long as the commentary is not sent.

use jiff::Timestamp;
use partnership::task_groups::asking::Asking;
use partnership::task_groups::commentary::Commentary;
use partnership::task_groups::due::is_to_be_reminded;
use partnership::terms::day::Day;
use post::Post;
use post::SendError;
use records::Book;
use records::CommentaryLink;
use records::Once;
use records::RecordsError;

use crate::app::App;
use crate::letters::sent::Sent;
use crate::letters::sent::logged;
use crate::who::token::Token;

/// Sends what is due of a partnership: what somebody asked for, and reminders whose day has come. A letter that does not go
/// stays due.
///
/// # Errors
/// When the records cannot be read or written.
pub(crate) async fn send_due(
    app: &App,
    book: &Book,
    now: Timestamp,
    today: Day,
) -> Result<Sent, RecordsError> {
    let mut sent = Sent::default();
    let Some(post) = app.settings.mail.as_ref() else { return Ok(sent) };
    let commentaries = book.commentaries(None).await?;
    for link in book.commentary_links().await? {
        let of = commentaries.iter().find(|(number, _)| *number == link.commentary);
        let Some((_, held)) = of else { continue };
        if sent.is_broken_off() {
            break;
        }
        if !is_due(book, &link, &held.value, today).await? {
            continue;
        }
        let going = Going { app, book, post, now, today };
        sent.add(going.send(&link, &held.value).await?);
    }
    Ok(sent)
}

/// Whether a letter is to go: one that was asked for, or a reminder whose day has come, which is noted.
async fn is_due(
    book: &Book,
    link: &CommentaryLink,
    commentary: &Commentary,
    today: Day,
) -> Result<bool, RecordsError> {
    if !commentary.is_with_lead() || link.asked.until < today {
        return Ok(false);
    }
    let last = link.last_letter.unwrap_or(commentary.asked);
    if !link.is_due && is_to_be_reminded(commentary, last, today) {
        // Where somebody else noted it just now, it is due all the same.
        let (Once::Now | Once::Already) = book.remind_of_commentary(link.commentary).await?;
        return Ok(true);
    }
    Ok(link.is_due)
}

/// Sends what is due, apart from whoever waits for a page, and notes what did not go.
pub(super) async fn send_apart(app: App, book: Book, today: Day) {
    logged(send_due(&app, &book, Timestamp::now(), today).await, "no letters to task groups");
}

/// The path of the page behind a link.
pub(super) fn path(book: &Book, link: &Token) -> String {
    format!("/{}/commentary/{}", book.id(), link.as_str())
}

/// A letter on its way.
struct Going<'a> {
    app: &'a App,
    book: &'a Book,
    post: &'a Post,
    now: Timestamp,
    today: Day,
}

impl Going<'_> {
    /// Sends one letter, unless somebody else does; none where nothing was to be done.
    async fn send(
        &self,
        link: &CommentaryLink,
        commentary: &Commentary,
    ) -> Result<Option<Result<(), SendError>>, RecordsError> {
        let Ok(token) = Token::random() else { return Ok(None) };
        let (written, number) = (token.fingerprint(), link.commentary);
        let to = (number, &link.asked.email);
        let taken = self.book.take_up_commentary_letter(to, &written, self.now).await?;
        if taken == Once::Already {
            return Ok(None);
        }
        let partnership = self.book.partnership().await?.value.name().to_owned();
        let letter = Asking {
            commentary,
            name: &link.asked.name,
            email: &link.asked.email,
            partnership: &partnership,
            address: &self.app.settings.origin.page(&path(self.book, &token)),
            until: link.asked.until,
            today: self.today,
            again: link.letters > 0,
            contact: self.app.settings.contact.as_deref(),
        };
        let Some(letter) = letter.letter(&format!("link/{written}")) else { return Ok(None) };
        if let Err(error) = self.post.send(&letter).await {
            return Ok(Some(Err(error)));
        }
        self.book.mark_commentary_letter_sent(number, &written, self.today).await?;
        Ok(Some(Ok(())))
    }
}
