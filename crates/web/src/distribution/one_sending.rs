//! A sending as it stands: what went to whom, what the mail server said, who has it, and what is still to be done.

use axum::response::IntoResponse;
use axum::response::Response;
use jiff::Timestamp;
use partnership::distribution::dispatch::Dispatch;
use partnership::distribution::dispatch::Progress;
use partnership::distribution::dispatch::ReceivedBy;
use partnership::distribution::dispatch::Standing;
use partnership::distribution::dispatch::Way;
use partnership::distribution::labels::LabelSheet;
use partnership::distribution::recipient::Recipient;
use partnership::distribution::sending::Sending;
use partnership::terms::wording;
use partnership::terms::wording::capitalised;
use partnership::terms::wording::sentence;
use records::KeptRecipient;

use crate::distribution::NO_MAIL;
use crate::distribution::at;
use crate::distribution::at::At;
use crate::distribution::at::below;
use crate::distribution::at::sending_path;
use crate::distribution::sending::listed;
use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::people::choices::Choice;
use crate::who::visitor::Visitor;

/// What stands for a recipient who was taken away.
const DELETED: &str = "A recipient who was taken away since";

/// The page.
#[derive(Debug, serde::Serialize)]
struct SendingPage {
    form: Shown,
    path: String,
    about: String,
    documents: Vec<String>,
    /// What goes with printed copies.
    enclosed: String,
    despite: Option<String>,
    progress: String,
    /// Why nothing more goes, if nothing does.
    held_back: Option<String>,
    by_email: Vec<Line>,
    by_post: Vec<Line>,
    /// How many e-mails wait.
    waits: usize,
    /// How many did not go.
    failed: usize,
    /// Whether any is in doubt.
    in_doubt: bool,
    /// How many are new on the lists, and nothing goes to them yet.
    new: usize,
    to_post: bool,
    today: String,
    sheets: Vec<Choice>,
}

/// What goes to one recipient.
#[derive(Debug, serde::Serialize)]
struct Line {
    number: i64,
    to: String,
    stands: String,
    received: String,
    /// Whether it can be noted that they have it.
    can_be_received: bool,
    in_doubt: bool,
    /// Whether it waits to be posted.
    to_post: bool,
}

/// Shows the page.
pub(super) async fn show(visitor: Visitor, at: At) -> Result<Response, PageError> {
    let (number, sending) = at.sending(&visitor).await?;
    draw(&visitor, number, &sending, &Form::default()).await
}

/// What of a sending's dispatches wait, are in doubt, and so on.
struct Stand {
    dispatches: Vec<(i64, Dispatch)>,
    recipients: Vec<KeptRecipient>,
}

impl Stand {
    fn recipient(&self, one: &Dispatch) -> Option<&Recipient> {
        let is_it = |kept: &&KeptRecipient| {
            kept.number == one.planned.recipient && kept.list == one.planned.list
        };
        self.recipients.iter().find(is_it).map(|kept| &kept.recipient)
    }

    fn by(&self, way: Way) -> Vec<Line> {
        let these = self.dispatches.iter().filter(|(_, one)| one.planned.way == way);
        let line = |(number, one): &(i64, Dispatch)| Line {
            number: *number,
            to: self.recipient(one).map_or_else(|| DELETED.to_owned(), Recipient::called),
            stands: sentence(&one.standing.in_words(way)),
            received: received(one),
            can_be_received: one.received.is_none()
                && matches!(one.standing, Standing::Went { .. }),
            in_doubt: one.standing == Standing::InDoubt,
            to_post: way == Way::Post && one.standing == Standing::Waiting,
        };
        these.map(line).collect()
    }

    fn count(&self, way: Way, is_so: impl Fn(&Standing) -> bool) -> usize {
        let these = self.dispatches.iter().map(|(_, one)| one);
        these.filter(|one| one.planned.way == way && is_so(&one.standing)).count()
    }
}

fn received(one: &Dispatch) -> String {
    match one.received {
        None => "—".to_owned(),
        Some((on, ReceivedBy::Link)) => format!("Said so on {}", on.in_words()),
        Some((on, ReceivedBy::Hand)) => format!("Noted on {}", on.in_words()),
    }
}

/// What is to go to those who are new on the lists.
pub(super) async fn new_ones(
    visitor: &Visitor,
    number: i64,
    sending: &Sending,
) -> Result<Vec<partnership::distribution::dispatch::Planned>, PageError> {
    let stand = stand(visitor, number).await?;
    Ok(still_to_plan(&stand, sending))
}

fn still_to_plan(
    stand: &Stand,
    sending: &Sending,
) -> Vec<partnership::distribution::dispatch::Planned> {
    let already = stand
        .dispatches
        .iter()
        .filter_map(|(_, one)| stand.recipient(one).map(|recipient| (one.planned.way, recipient)));
    sending.planned(&listed(sending, &stand.recipients), already)
}

async fn stand(visitor: &Visitor, number: i64) -> Result<Stand, PageError> {
    Ok(Stand {
        dispatches: visitor.book.dispatches(number, Timestamp::now()).await?,
        recipients: visitor.book.recipients().await?,
    })
}

/// Why nothing more of a sending goes, if nothing does.
async fn held_back(visitor: &Visitor, sending: &Sending) -> Result<Option<String>, PageError> {
    let caution = at::caution(&visitor.book, visitor.today).await?;
    let kept = at::publication(&visitor.book, sending.publication()).await?;
    let kept = kept.ok_or(PageError::NotFound)?;
    let may = sending.may_go_on(&kept.publication, caution);
    let no_mail = || visitor.app.settings.mail.is_none().then(|| NO_MAIL.to_owned());
    Ok(may.err().map(|why| sentence(&why.to_string())).or_else(no_mail))
}

/// Draws the page.
///
/// # Errors
/// When the records cannot be read.
pub(super) async fn draw(
    visitor: &Visitor,
    number: i64,
    sending: &Sending,
    form: &Form,
) -> Result<Response, PageError> {
    let stand = stand(visitor, number).await?;
    let kept = at::publication(&visitor.book, sending.publication()).await?;
    let kept = kept.ok_or(PageError::NotFound)?;
    let enclosed = sending.enclosed(&kept.publication);
    let waiting = |standing: &Standing| *standing == Standing::Waiting;
    let it = SendingPage {
        form: form.shown(),
        path: sending_path(visitor, number, ""),
        about: format!(
            "Publication {} of {}, begun on {}",
            sending.publication(),
            sending.cycle().in_words(),
            sending.on().in_words()
        ),
        documents: kept.publication.documents().to_vec(),
        enclosed: wording::listed(enclosed),
        despite: sending.despite().map(sentence),
        progress: Progress::of(stand.dispatches.iter().map(|(_, one)| one)).in_words(),
        held_back: held_back(visitor, sending).await?,
        waits: stand.count(Way::Email, waiting),
        failed: stand.count(Way::Email, |one| matches!(one, Standing::Failed { .. })),
        in_doubt: stand.count(Way::Email, |one| *one == Standing::InDoubt) > 0,
        new: still_to_plan(&stand, sending).len(),
        to_post: stand.count(Way::Post, waiting) > 0,
        by_email: stand.by(Way::Email),
        by_post: stand.by(Way::Post),
        today: visitor.today.to_string(),
        sheets: LabelSheet::ALL
            .into_iter()
            .map(|one| Choice::of(form, "sheet", one.word(), &capitalised(one.in_words())))
            .collect(),
    };
    let around = below(visitor, &format!("Sending {number}")).with(form);
    Ok(page::draw(&visitor.app, "distribution/one_sending.html", around, &it)?.into_response())
}
