//! Somebody on a list: entered and changed.

use std::collections::BTreeMap;

use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::consultation::language::Language;
use partnership::distribution::list::DistributionList;
use partnership::distribution::recipient::COLUMNS;
use partnership::distribution::recipient::HeldBecause;
use partnership::distribution::recipient::Recipient;
use partnership::distribution::recipient::typed;
use partnership::distribution::wanted_format::WantedFormat;
use partnership::terms::wording::capitalised;
use records::KeptRecipient;
use tower_sessions::Session;

use crate::distribution::at::At;
use crate::distribution::at::below;
use crate::distribution::at::list_path;
use crate::distribution::refused;
use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Sent;
use crate::people::choices::Choice;
use crate::who::visitor::Visitor;

/// So many days an address is held unless somebody says otherwise: until the next plan is out.
const USUALLY_HELD: i32 = 366;

/// The form.
#[derive(Debug, serde::Serialize)]
struct RecipientPage {
    form: Shown,
    path: String,
    back: String,
    version: Option<String>,
    languages: Vec<Choice>,
    formats: Vec<Choice>,
    reasons: Vec<Choice>,
}

/// Asks for somebody.
pub(super) async fn ask_new(visitor: Visitor, at: At) -> Result<Response, PageError> {
    let list = at.list(&visitor).await?.value;
    let mut form = Form::default();
    form.put("language", Language::English.code());
    form.put("format", WantedFormat::Standard.word());
    form.put("copies", "0");
    form.put("keep_until", &visitor.today.plus_days(USUALLY_HELD).in_words());
    if list.of.needs_consent() {
        form.put("held_because", HeldBecause::Consent.word());
    }
    draw(&visitor, &list, None, &form)
}

/// Enters them.
pub(super) async fn enter(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let list = at.list(&visitor).await?.value;
    let mut form = Form::of(pairs);
    let Some(recipient) = taken(&visitor, &list, &mut form) else {
        return draw(&visitor, &list, None, &form);
    };
    let entered = visitor.book.enter_recipients(&visitor.signed(), &list.id, vec![recipient]).await;
    if let Err(why) = entered {
        refused::note(&mut form, "email", why)?;
        return draw(&visitor, &list, None, &form);
    }
    visitor.tell(&session, "The recipient was added.").await?;
    Ok(Redirect::to(&list_path(&visitor, &list, "")).into_response())
}

/// Shows somebody, to be changed.
pub(super) async fn ask(visitor: Visitor, at: At) -> Result<Response, PageError> {
    let list = at.list(&visitor).await?.value;
    let kept = at.recipient(&visitor).await?;
    let mut form = Form::default();
    for (column, cell) in COLUMNS.into_iter().zip(kept.recipient.cells()) {
        form.put(column, &cell);
    }
    let lines = kept.recipient.address.as_ref().map(|address| address.lines().join("\n"));
    form = form.replaced("address", &lines.unwrap_or_default());
    draw(&visitor, &list, Some(&kept), &form)
}

/// Changes them.
pub(super) async fn change(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let list = at.list(&visitor).await?.value;
    let kept = at.recipient(&visitor).await?;
    let mut form = Form::of(pairs);
    let seen = form.seen()?;
    let Some(recipient) = taken(&visitor, &list, &mut form) else {
        return draw(&visitor, &list, Some(&kept), &form);
    };
    let which = (&list.id, kept.number, seen);
    let changed = visitor.book.change_recipient(&visitor.signed(), which, recipient).await;
    if let Err(why) = changed {
        refused::note(&mut form, "email", why)?;
        let kept = at.recipient(&visitor).await?;
        return draw(&visitor, &list, Some(&kept), &form);
    }
    visitor.tell(&session, "The recipient was changed.").await?;
    Ok(Redirect::to(&list_path(&visitor, &list, "")).into_response())
}

/// The recipient of a form, read as a row of a file is.
fn taken(visitor: &Visitor, list: &DistributionList, form: &mut Form) -> Option<Recipient> {
    let cells: BTreeMap<&str, String> =
        COLUMNS.into_iter().map(|column| (column, form.text(column).to_owned())).collect();
    match typed(&cells, list.of, visitor.today) {
        Ok(recipient) => Some(recipient),
        Err(faults) => {
            for fault in faults {
                form.fault(fault.column(), &fault.to_string());
            }
            None
        }
    }
}

fn draw(
    visitor: &Visitor,
    list: &DistributionList,
    kept: Option<&KeptRecipient>,
    form: &Form,
) -> Result<Response, PageError> {
    let back = list_path(visitor, list, "");
    let it = RecipientPage {
        form: form.shown(),
        path: match kept {
            Some(kept) => format!("{back}/recipients/{}", kept.number),
            None => format!("{back}/recipients/new"),
        },
        version: kept.map(|kept| refused::seen_next(form, kept.version)),
        languages: Language::ALL
            .into_iter()
            .map(|one| Choice::of(form, "language", one.code(), one.in_words()))
            .collect(),
        formats: WantedFormat::ALL
            .into_iter()
            .map(|one| Choice::of(form, "format", one.word(), &capitalised(one.in_words())))
            .collect(),
        reasons: HeldBecause::ALL
            .into_iter()
            .filter(|one| *one == HeldBecause::Consent || !list.of.needs_consent())
            .map(|one| Choice::of(form, "held_because", one.word(), &capitalised(one.in_words())))
            .collect(),
        back: back.clone(),
    };
    let title = kept.map_or_else(|| "Add a recipient".to_owned(), |kept| kept.recipient.called());
    let around = below(visitor, &title);
    let around = crate::page::Page { title, ..around.below(&list.name, back).with(form) };
    Ok(page::draw(&visitor.app, "distribution/recipient.html", around, &it)?.into_response())
}
