//! Those who are asked by a link of their own: added, reminded, and deleted when the consultation is closed out.

use axum::response::Html;
use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::consultation::language::Language;
use partnership::consultation::on_line::inviting::addresses;
use partnership::membership::may::Deed;
use partnership::membership::person::EmailAddress;
use records::HeldConsultation;
use records::Invitation;
use tower_sessions::Session;

use crate::consultations::at::At;
use crate::consultations::inviting;
use crate::consultations::sampling;
use crate::consultations::sampling::Drawing;
use crate::guard::rate::TooMany;
use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Sent;
use crate::people::choices::Choice as StratumChoice;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct InvitationsPage {
    open_address: String,
    /// That no letters go now, and why.
    waits: Option<&'static str>,
    told: String,
    lines: Vec<Line>,
    languages: Vec<Choice>,
    /// Who was drawn, stratum by stratum; none where nobody was.
    sample: Vec<Drawing>,
    /// Of which stratum those to be invited are.
    strata: Vec<StratumChoice>,
    form: Shown,
    remind: Option<String>,
    delete: String,
}

/// Somebody who is invited.
#[derive(Debug, serde::Serialize)]
struct Line {
    email: String,
    language: &'static str,
    stands: String,
}

/// A language to choose.
#[derive(Debug, serde::Serialize)]
struct Choice {
    value: &'static str,
    text: &'static str,
    checked: bool,
}

/// Shows the page.
pub(super) async fn show(visitor: Visitor, at: At) -> Result<Html<String>, PageError> {
    visitor.may(Deed::ChangeConsultations)?;
    let held = at.found(&visitor).await?;
    drawn(&visitor, &at, &held, &Form::default()).await
}

async fn drawn(
    visitor: &Visitor,
    at: &At,
    held: &HeldConsultation,
    form: &Form,
) -> Result<Html<String>, PageError> {
    let all = visitor.book.invitations(at.cycle, held.questionnaire()).await?;
    let open = format!("/{}/answer/{}", visitor.book.id(), held.questionnaire());
    let chosen = form.text("language");
    let languages = &held.latest.value.questionnaire().typed().languages;
    let choice = |(at, language): (usize, &Language)| Choice {
        value: language.code(),
        text: language.in_words(),
        checked: if chosen.is_empty() { at == 0 } else { chosen == language.code() },
    };
    let it = InvitationsPage {
        open_address: visitor.app.settings.origin.page(&open),
        waits: waits(visitor, held),
        told: told(&all),
        lines: all.iter().map(line).collect(),
        languages: languages.iter().enumerate().map(choice).collect(),
        sample: sampling::drawings(held, &all),
        strata: sampling::strata(held, form),
        form: form.shown(),
        remind: all.iter().any(may_be_reminded).then(|| at.path(visitor, "/invitations/remind")),
        delete: at.path(visitor, "/invitations/delete"),
    };
    let around = at.page(visitor, held, "Invitations").with(form);
    page::draw(&visitor.app, "consultations/invitations.html", around, &it)
}

/// Why letters wait, if they do.
fn waits(visitor: &Visitor, held: &HeldConsultation) -> Option<&'static str> {
    if visitor.app.settings.mail.is_none() {
        return Some(
            "Mail is not set up, so no invitation goes. Set the mail server in saferplan.toml.",
        );
    }
    let waits = "Letters go while the consultation is open. Whoever is added before goes with the first letters after that.";
    (!inviting::is_open(&visitor.app, held)).then_some(waits)
}

fn told(all: &[Invitation]) -> String {
    let of = |fits: fn(&Invitation) -> bool| all.iter().filter(|one| fits(one)).count();
    format!(
        "{} invited, {} to be sent, {} links used.",
        all.len(),
        of(|one| one.is_due && !one.is_used),
        of(|one| one.is_used)
    )
}

fn may_be_reminded(one: &Invitation) -> bool {
    one.letters > 0 && !one.is_used && !one.is_due
}

fn line(one: &Invitation) -> Line {
    let stands = match (one.is_used, one.is_due, one.letters) {
        (true, _, _) => "Used".to_owned(),
        (false, true, 0) => "To be sent".to_owned(),
        (false, true, _) => "Reminder to be sent".to_owned(),
        (false, false, 0 | 1) => "Sent".to_owned(),
        (false, false, letters) => format!("Sent, {letters} letters"),
    };
    Line { email: one.email.to_string(), language: one.language.in_words(), stands }
}

/// Invites the addresses in a form, and sends their letters.
pub(super) async fn add(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(fields): Sent,
) -> Result<Response, PageError> {
    visitor.may(Deed::ChangeConsultations)?;
    let held = at.found(&visitor).await?;
    let mut form = Form::of(fields);
    let invited = invited(&held, &mut form);
    let stratum = sampling::stratum(&held, &mut form);
    if let (Some(invited), Some(stratum)) = (&invited, stratum) {
        let all = visitor.book.invitations(at.cycle, held.questionnaire()).await?;
        sampling::fits(&held, (&all, invited), stratum, &mut form);
    }
    let (Some(invited), Some(stratum), false) = (invited, stratum, form.has_faults()) else {
        return drawn(&visitor, &at, &held, &form).await.map(IntoResponse::into_response);
    };
    let new = visitor.book.invite(at.cycle, held.questionnaire(), &invited, stratum).await?;
    let known = u64::try_from(invited.len()).unwrap_or(new).saturating_sub(new);
    begin(&visitor);
    visitor.tell(&session, &format!("{new} invited; {known} were invited before.")).await?;
    Ok(back(&visitor, &at))
}

/// The addresses in a form, each with the language that was chosen.
fn invited(held: &HeldConsultation, form: &mut Form) -> Option<Vec<(EmailAddress, Language)>> {
    let missing = "write at least one e-mail address";
    let pasted = form.needed("addresses", missing);
    let languages = &held.latest.value.questionnaire().typed().languages;
    let code = form.text("language").to_owned();
    let language = languages.iter().copied().find(|language| language.code() == code);
    if language.is_none() {
        form.fault("language", "choose the language of the letter");
    }
    let pasted = pasted?;
    match addresses(&pasted) {
        Ok(found) if found.is_empty() => form.fault("addresses", missing),
        Ok(found) => {
            let language = language?;
            return Some(found.into_iter().map(|email| (email, language)).collect());
        }
        Err(faults) => {
            for fault in faults {
                form.fault("addresses", &fault.to_string());
            }
        }
    }
    None
}

/// Has a letter go again to everybody whose link was not used.
pub(super) async fn remind(
    visitor: Visitor,
    at: At,
    session: Session,
) -> Result<Response, PageError> {
    visitor.may(Deed::ChangeConsultations)?;
    let held = at.found(&visitor).await?;
    let reminded = visitor.book.remind_invited(at.cycle, held.questionnaire()).await?;
    begin(&visitor);
    visitor.tell(&session, &format!("Reminders to be sent: {reminded}.")).await?;
    Ok(back(&visitor, &at))
}

/// Deletes all addresses.
pub(super) async fn delete(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(fields): Sent,
) -> Result<Response, PageError> {
    visitor.may(Deed::ChangeConsultations)?;
    let held = at.found(&visitor).await?;
    let mut form = Form::of(fields);
    let invited = visitor.book.invitations(at.cycle, held.questionnaire()).await?;
    if !invited.is_empty() && form.text("sure") != "yes" {
        form.fault("sure", "tick the box if all addresses are to be deleted");
        return drawn(&visitor, &at, &held, &form).await.map(IntoResponse::into_response);
    }
    let deleted = visitor.book.delete_invitations(at.cycle, held.questionnaire()).await?;
    visitor.tell(&session, &format!("Addresses deleted: {deleted}.")).await?;
    Ok(back(&visitor, &at))
}

/// Begins to send what is due. Where too much is under way, the next round of letters does: what is due is kept.
fn begin(visitor: &Visitor) {
    let sending = inviting::send_apart(visitor.app.clone(), visitor.book.clone());
    let _later: Result<(), TooMany> = visitor.app.errands.begin(sending);
}

fn back(visitor: &Visitor, at: &At) -> Response {
    Redirect::to(&at.path(visitor, "/invitations")).into_response()
}
