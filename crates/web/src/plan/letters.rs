//! The letters by which leads are asked to note the progress of their actions and are reminded, each with a new link.
//!
//! In comes a partnership's book; out go letters, once for each that is due: what somebody asked for, and reminders whose day has
//! come as long as something is not noted.

use jiff::Timestamp;
use partnership::plan::action::Action;
use partnership::plan::asking::ProgressAsking;
use partnership::plan::asking::is_to_be_written_to;
use partnership::plan::asking::not_noted;
use partnership::plan::asking::wanted_on;
use partnership::terms::day::Day;
use post::Post;
use post::SendError;
use records::Book;
use records::KeptProgressLink;
use records::Once;
use records::RecordsError;
use records::SendAgain;

use crate::app::App;
use crate::letters::sent::Sent;
use crate::letters::sent::logged;
use crate::plan::by_link;
use crate::who::token::Token;

/// Sends what is due of a partnership. A letter that does not go is noted with what the mail server said.
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
    let going = Going { app, book, post, now, today };
    for cycle in book.cycles().await? {
        let links = book.progress_links(cycle).await?;
        if links.is_empty() {
            continue;
        }
        let actions = book.plan_actions(cycle).await?;
        for kept in links {
            if sent.is_broken_off() {
                return Ok(sent);
            }
            let quarter = wanted_on(today);
            let actions = actions.iter().map(|one| &one.action);
            let open = not_noted(actions, &kept.link.lead, quarter);
            if !is_due(book, &kept, &open, today).await? {
                continue;
            }
            sent.add(going.send(&kept, &open).await?);
        }
    }
    Ok(sent)
}

/// Whether a letter is to go: one that was asked for, or a reminder whose day has come, which is noted.
async fn is_due(
    book: &Book,
    kept: &KeptProgressLink,
    open: &[&Action],
    today: Day,
) -> Result<bool, RecordsError> {
    if kept.link.until < today || kept.link.email.is_none() {
        return Ok(false);
    }
    let is_day =
        kept.last_letter.is_some_and(|last| is_to_be_written_to(wanted_on(today), last, today));
    if !kept.is_due && is_day && !open.is_empty() {
        // Where somebody else noted it just now, it is due all the same.
        let (Once::Now | Once::Already) =
            book.remind_of_progress(kept.link.cycle, &kept.link.lead).await?;
        return Ok(true);
    }
    Ok(kept.is_due)
}

/// Sends what is due, apart from whoever waits for a page, and notes what did not go.
pub(super) async fn send_apart(app: App, book: Book, today: Day) {
    logged(send_due(&app, &book, Timestamp::now(), today).await, "no letters to leads");
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
        kept: &KeptProgressLink,
        open: &[&Action],
    ) -> Result<Option<Result<(), SendError>>, RecordsError> {
        let (Ok(token), Some(email)) = (Token::random(), &kept.link.email) else { return Ok(None) };
        let (written, link) = (token.fingerprint(), &kept.link);
        let (lead, to) =
            ((link.cycle, link.lead.as_str()), (link.cycle, link.lead.as_str(), email));
        if self.book.take_up_progress_letter(to, &written, self.now).await? == Once::Already {
            return Ok(None);
        }
        let partnership = self.book.partnership().await?.value.name().to_owned();
        let titles: Vec<String> = open.iter().map(|one| one.described().title.clone()).collect();
        let letter = ProgressAsking {
            lead: &link.lead,
            quarter: wanted_on(self.today),
            not_noted: &titles,
            name: &link.name,
            email,
            partnership: &partnership,
            address: &self.app.settings.origin.page(&by_link::path(self.book, &token)),
            until: link.until,
            again: kept.letters > 0,
            contact: self.app.settings.contact.as_deref(),
        };
        let Some(letter) = letter.letter(&format!("link/{written}")) else { return Ok(None) };
        if let Err(error) = self.post.send(&letter).await {
            let again = if error.may_pass() { SendAgain::ByItself } else { SendAgain::WhenAsked };
            let said = (error.to_string(), again);
            self.book.mark_progress_letter_refused(lead, &written, (&said.0, said.1)).await?;
            return Ok(Some(Err(error)));
        }
        self.book.mark_progress_letter_sent(lead, &written, self.today).await?;
        Ok(Some(Ok(())))
    }
}
