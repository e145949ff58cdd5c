//! Links by which whoever answers for an authority notes the progress of its actions, without an account.

use std::collections::BTreeSet;

use axum::response::IntoResponse;
use axum::response::Response;
use partnership::membership::may::Deed;
use partnership::membership::person::EmailAddress;
use partnership::terms::day::Day;
use partnership::terms::wording::counted;
use partnership::terms::wording::sentence;
use partnership::timetable::spoken::Spoken;
use records::KeptProgressLink;
use records::Once;
use records::ProgressLink;
use tower_sessions::Session;

use crate::guard::rate::TooMany;
use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Sent;
use crate::people::choices::Choice;
use crate::plan::at::At;
use crate::plan::at::Opened;
use crate::plan::at::lead_on;
use crate::plan::by_link;
use crate::plan::letters;
use crate::plan::told;
use crate::who::token::Token;
use crate::who::visitor::Visitor;

/// For so many days a link can be followed at first: a quarter.
const USUAL_DAYS: i32 = 91;

/// The page, with the form for one more.
#[derive(Debug, serde::Serialize)]
struct LinksPage {
    form: Shown,
    path: String,
    back: String,
    /// Whether letters can go.
    has_mail: bool,
    leads: Vec<Choice>,
    links: Vec<Made>,
}

/// A link that was made. What is written in it is known to its receiver alone.
#[derive(Debug, serde::Serialize)]
struct Made {
    lead: String,
    name: String,
    until: String,
    is_over: bool,
    /// Which letters went; none where it was handed over.
    letters: Option<String>,
    /// What the mail server said when the last one did not go.
    refused: Option<String>,
    can_remind: bool,
}

/// A link, shown once.
#[derive(Debug, serde::Serialize)]
struct MadePage {
    address: String,
    name: String,
    lead: String,
    until: String,
    next: String,
}

/// Lists them, and asks for whom one more is.
pub(super) async fn ask(visitor: Visitor, at: At) -> Result<Response, PageError> {
    let opened = Opened::to(&visitor, &at, Deed::WritePlan).await?;
    let mut form = Form::default();
    form.put("until", &visitor.today.plus_days(USUAL_DAYS).in_words());
    draw(&visitor, &opened, &form).await
}

/// Makes one: it goes by letter, or is shown once to be handed over.
pub(super) async fn make(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let opened = Opened::to(&visitor, &at, Deed::WritePlan).await?;
    let mut form = Form::of(pairs);
    let has_mail = visitor.app.settings.mail.is_some();
    let email: Option<EmailAddress> = form.optional_value("email");
    if email.is_some() && !has_mail {
        form.fault("email", "Mail is not set up; leave the address out, and hand the link over");
    }
    let Some(link) = read(&mut form, &opened, visitor.today) else {
        return draw(&visitor, &opened, &form).await;
    };
    if let Some(email) = email {
        visitor.book.ask_for_progress(&link, &email).await?;
        begin(&visitor);
        let done = format!("{} is asked. A letter with the link is on its way.", link.name);
        return lead_on(&visitor, &session, opened.cycle, ("/links", done.as_str())).await;
    }
    let token = Token::random().map_err(|error| PageError::Broken(error.to_string()))?;
    visitor.book.make_progress_link(&link, &token.fingerprint()).await?;
    let it = MadePage {
        address: visitor.app.settings.origin.page(&by_link::path(&visitor.book, &token)),
        until: link.until.in_words(),
        name: link.name,
        lead: link.lead,
        next: opened.path(&visitor, "/links"),
    };
    let around = opened.page(&visitor, "A link to hand over").below("Links", it.next.clone());
    Ok(page::draw(&visitor.app, "plan/link_made.html", around, &it)?.into_response())
}

/// For whom it is; what is wrong stands in the form.
fn read(form: &mut Form, opened: &Opened, today: Day) -> Option<ProgressLink> {
    let lead = form.needed("lead", "Choose the authority whose actions it is for");
    let lead = lead.filter(|lead| {
        let leads = leads(opened).contains(lead);
        if !leads {
            form.fault("lead", "That authority leads no action of this plan; choose one that does");
        }
        leads
    });
    let name = form.needed("name", "Write for whom it is");
    let until: Option<Spoken<Day>> =
        form.value("until", "Enter the last day on which it can be followed");
    let until = until.map(|until| until.0);
    if until.is_some_and(|until| until < today) {
        form.fault("until", "That day is over; enter today’s or a later one");
    }
    if form.has_faults() {
        return None;
    }
    Some(ProgressLink { cycle: opened.cycle, lead: lead?, name: name?, email: None, until: until? })
}

/// Sends another letter with one.
pub(super) async fn remind(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    visitor.may(Deed::WritePlan)?;
    let form = Form::of(pairs);
    let done = match visitor.book.remind_of_progress(at.cycle, form.text("lead")).await? {
        Once::Now => "Another letter with the link is on its way.",
        Once::Already => "A letter is under way already, or nobody is asked by letter.",
    };
    begin(&visitor);
    lead_on(&visitor, &session, at.cycle, ("/links", done)).await
}

/// Begins to send what is due. Where too much is under way, the next round of letters does: what is due is kept.
fn begin(visitor: &Visitor) {
    let sending = letters::send_apart(visitor.app.clone(), visitor.book.clone(), visitor.today);
    let _later: Result<(), TooMany> = visitor.app.errands.begin(sending);
}

/// Takes one away.
pub(super) async fn take_away(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    visitor.may(Deed::WritePlan)?;
    let form = Form::of(pairs);
    // Where somebody else took it away just now, it is gone all the same.
    let (Once::Now | Once::Already) =
        visitor.book.take_progress_link_away(at.cycle, form.text("lead")).await?;
    let done = "The link was taken away. It can be followed no longer.";
    lead_on(&visitor, &session, at.cycle, ("/links", done)).await
}

/// The authorities that lead an action.
fn leads(opened: &Opened) -> BTreeSet<String> {
    opened.plan.actions.values().map(|action| action.described().lead.clone()).collect()
}

/// Which letters went with a link, and whether one is under way; none where it was handed over.
fn letters_in_words(kept: &KeptProgressLink) -> Option<String> {
    let email = kept.link.email.as_ref()?;
    let went = match (kept.letters, kept.last_letter) {
        (0, _) | (_, None) => "no letter went yet".to_owned(),
        (1, Some(on)) => format!("one letter went, on {}", on.in_words()),
        (several, Some(on)) => {
            format!("{} letters went, the last on {}", counted(several as usize), on.in_words())
        }
    };
    let next = if kept.is_due { "; one is under way" } else { "" };
    Some(format!("To {email}: {went}{next}."))
}

async fn draw(visitor: &Visitor, opened: &Opened, form: &Form) -> Result<Response, PageError> {
    let made = |kept: KeptProgressLink| Made {
        letters: letters_in_words(&kept),
        refused: kept.refused.as_deref().map(sentence),
        can_remind: kept.link.email.is_some() && !kept.is_due && kept.link.until >= visitor.today,
        lead: kept.link.lead,
        name: kept.link.name,
        until: kept.link.until.in_words(),
        is_over: kept.link.until < visitor.today,
    };
    let it = LinksPage {
        form: form.shown(),
        path: opened.path(visitor, "/links"),
        back: opened.path(visitor, ""),
        has_mail: visitor.app.settings.mail.is_some(),
        leads: told::bodies(form, "lead", leads(opened)),
        links: visitor.book.progress_links(opened.cycle).await?.into_iter().map(made).collect(),
    };
    let around = opened.page(visitor, "Links to note progress by").with(form);
    Ok(page::draw(&visitor.app, "plan/links.html", around, &it)?.into_response())
}
