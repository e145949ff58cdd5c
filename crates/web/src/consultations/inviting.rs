//! Sending the letters of invitations that are due, each with a new link of its own.
//!
//! In comes a partnership's book; out go letters, once for each that is due, while its consultation is open.

use jiff::Timestamp;
use partnership::consultation::on_line::hours::Opening;
use partnership::consultation::on_line::inviting::Invited;
use partnership::timetable::cycle::Cycle;
use post::Post;
use post::SendError;
use records::Book;
use records::HeldConsultation;
use records::Invitation;
use records::Once;
use records::RecordsError;

use crate::answer;
use crate::app::App;
use crate::letters::sent::Sent;
use crate::letters::sent::logged;
use crate::who::token::Token;

/// Sends what is due of all consultations of a partnership that are open. A letter that does not go stays due.
///
/// # Errors
/// When the records cannot be read or written.
pub(crate) async fn send_due(app: &App, book: &Book, now: Timestamp) -> Result<Sent, RecordsError> {
    let mut sent = Sent::default();
    let Some(post) = app.settings.mail.as_ref() else { return Ok(sent) };
    for cycle in book.cycles().await? {
        for held in book.consultations(cycle).await? {
            if !is_open(app, &held) {
                continue;
            }
            let invited = book.invitations(cycle, held.questionnaire()).await?;
            for one in invited.iter().filter(|one| one.is_due && !one.is_used) {
                if sent.is_broken_off() {
                    return Ok(sent);
                }
                let going = Going { app, book, post, cycle, held: &held, now };
                sent.add(going.send(one).await?);
            }
        }
    }
    Ok(sent)
}

/// Sends what is due, apart from whoever waits for a page, and notes what did not go.
pub(crate) async fn send_apart(app: App, book: Book) {
    logged(send_due(&app, &book, Timestamp::now()).await, "no invitations of a partnership");
}

/// Whether letters go: from the opening to the last second.
pub(super) fn is_open(app: &App, held: &HeldConsultation) -> bool {
    answer::opening(app, held).is_ok_and(|opening| opening == Opening::Open)
}

/// A letter on its way.
struct Going<'a> {
    app: &'a App,
    book: &'a Book,
    post: &'a Post,
    cycle: Cycle,
    held: &'a HeldConsultation,
    now: Timestamp,
}

impl Going<'_> {
    /// Sends one letter, unless somebody else does; none where nothing was to be done.
    async fn send(
        &self,
        invited: &Invitation,
    ) -> Result<Option<Result<(), SendError>>, RecordsError> {
        let Going { app, book, cycle, held, .. } = self;
        let (questionnaire, Ok(link)) = (held.questionnaire(), Token::random()) else {
            return Ok(None);
        };
        let written = link.fingerprint();
        let email = &invited.email;
        let taken =
            book.take_up_invitation(*cycle, questionnaire, email, &written, self.now).await?;
        if taken == Once::Already {
            return Ok(None);
        }
        let typed = held.latest.value.questionnaire().typed();
        let partnership = book.partnership().await?.value.name().to_owned();
        let path = format!("/{}/answer/{questionnaire}/invited/{}", book.id(), link.as_str());
        let letter = Invited {
            email,
            language: invited.language,
            title: typed.title.said_in(invited.language),
            partnership: &partnership,
            address: &app.settings.origin.page(&path),
            closes: held.consultation.closes(),
            contact: app.settings.contact.as_deref(),
        };
        let Some(letter) = letter.letter(&format!("link/{written}")) else { return Ok(None) };
        if let Err(error) = self.post.send(&letter).await {
            return Ok(Some(Err(error)));
        }
        book.mark_invitation_sent(*cycle, questionnaire, email).await?;
        Ok(Some(Ok(())))
    }
}
