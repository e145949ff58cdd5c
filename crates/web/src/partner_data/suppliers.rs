//! Who supplies which return: entered and changed, so that returns fall due and whoever acts for them is told.

use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::membership::may::Deed;
use partnership::partner_data::prescribed::PrescribedReturn;
use partnership::partner_data::supplier::Supplier;
use partnership::partner_data::supplier::SupplierId;
use partnership::terms::period::Period;
use partnership::terms::period::Quarter;
use partnership::terms::slug;
use partnership::terms::wording::capitalised;
use records::Held;
use tower_sessions::Session;

use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Sent;
use crate::partner_data::at::All;
use crate::partner_data::at::At;
use crate::partner_data::at::page as page_below;
use crate::partner_data::refused;
use crate::people::choices::Choice;
use crate::people::choices::owners;
use crate::who::visitor::Visitor;

/// What addresses have in the place of a short name.
const NO_SUPPLIER: [&str; 1] = ["new"];

/// So many quarters before and after this one can be chosen.
const QUARTERS_BEFORE: i32 = 20;
const QUARTERS_AFTER: i32 = 4;

/// The form.
#[derive(Debug, serde::Serialize)]
struct SupplierPage {
    form: Shown,
    path: String,
    back: String,
    version: Option<String>,
    returns: Vec<Choice>,
    organisations: Vec<Choice>,
    from: Vec<Choice>,
    until: Vec<Choice>,
}

/// Asks for a supplier.
pub(super) async fn ask_new(visitor: Visitor) -> Result<Response, PageError> {
    visitor.may(Deed::ChangePartnerData)?;
    let mut form = Form::default();
    let now = Quarter::containing(visitor.today.month());
    form.put("from", &now.plus_quarters(-1).to_string());
    draw(&visitor, None, &form).await
}

/// Enters it.
pub(super) async fn enter(
    visitor: Visitor,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    visitor.may(Deed::ChangePartnerData)?;
    let (mut form, all) = (Form::of(pairs), All::of(&visitor).await?);
    let taken = |slug: &slug::Slug| {
        NO_SUPPLIER.contains(&slug.as_str())
            || all.suppliers.iter().any(|held| held.value.id.0 == *slug)
    };
    let id = slug::free(form.text("organisation"), "supplier", taken);
    let id = id.ok_or_else(|| PageError::Broken("no short name is left".to_owned()))?;
    let Some(supplier) = typed(&mut form, SupplierId(id), None, &all) else {
        return draw(&visitor, None, &form).await;
    };
    if let Err(why) = visitor.book.enter_return_supplier(&visitor.signed(), &supplier).await {
        refused::note(&mut form, "organisation", why)?;
        return draw(&visitor, None, &form).await;
    }
    let done = format!(
        "The {} of {} is asked for from {}.",
        supplier.of.in_words(),
        supplier.organisation,
        Period::Quarter(supplier.from).span()
    );
    visitor.tell(&session, &done).await?;
    Ok(Redirect::to(&visitor.path("/partner-data")).into_response())
}

/// Shows a supplier, to be changed.
pub(super) async fn ask(visitor: Visitor, at: At) -> Result<Response, PageError> {
    visitor.may(Deed::ChangePartnerData)?;
    let all = All::of(&visitor).await?;
    let held = all.supplier(&at)?;
    let mut form = Form::default();
    form.put("organisation", &held.value.organisation);
    form.put("from", &held.value.from.to_string());
    form.put("until", &held.value.until.map(|until| until.to_string()).unwrap_or_default());
    draw(&visitor, Some(held), &form).await
}

/// Changes it.
pub(super) async fn change(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    visitor.may(Deed::ChangePartnerData)?;
    let all = All::of(&visitor).await?;
    let held = all.supplier(&at)?;
    let mut form = Form::of(pairs);
    let seen = form.seen()?;
    let Some(supplier) = typed(&mut form, held.value.id.clone(), Some(&held.value), &all) else {
        return draw(&visitor, Some(held), &form).await;
    };
    let changed = visitor.book.change_return_supplier(&visitor.signed(), seen, &supplier).await;
    if let Err(why) = changed {
        refused::note(&mut form, "organisation", why)?;
        let all = All::of(&visitor).await?;
        return draw(&visitor, Some(all.supplier(&at)?), &form).await;
    }
    visitor.tell(&session, "The supplier was changed.").await?;
    Ok(Redirect::to(&visitor.path("/partner-data")).into_response())
}

/// What was typed, unless something is wrong with it. The return and the organisation of a supplier stay, since what it
/// sent is known by them.
fn typed(
    form: &mut Form,
    id: SupplierId,
    before: Option<&Supplier>,
    all: &All,
) -> Option<Supplier> {
    let of = match before {
        Some(before) => Some(before.of),
        None => {
            let code = form.needed("return", "Choose the return that it supplies");
            code.and_then(|code| PrescribedReturn::of_code(&code))
        }
    };
    let organisation = match before {
        Some(before) => Some(before.organisation.clone()),
        None => form.needed("organisation", "Choose the organisation that supplies the return"),
    };
    let from: Option<Quarter> = form.value("from", "Choose the first quarter that is asked for");
    let until: Option<Quarter> = form.optional_value("until");
    let supplier = Supplier { id, of: of?, organisation: organisation?, from: from?, until };
    let is_same = |held: &&Held<Supplier>| {
        let other = &held.value;
        other.id != supplier.id
            && other.of == supplier.of
            && other.organisation == supplier.organisation
    };
    if all.suppliers.iter().any(|held| is_same(&held)) {
        form.fault("organisation", "This return is asked of it already; change that entry instead");
    }
    (!form.has_faults()).then_some(supplier)
}

async fn draw(
    visitor: &Visitor,
    held: Option<&Held<Supplier>>,
    form: &Form,
) -> Result<Response, PageError> {
    let names = owners(visitor, &std::collections::BTreeSet::new()).await?;
    let it = SupplierPage {
        form: form.shown(),
        path: visitor.path(&match held {
            Some(held) => format!("/partner-data/suppliers/{}", held.value.id),
            None => "/partner-data/suppliers/new".to_owned(),
        }),
        back: visitor.path("/partner-data"),
        version: held.map(|held| form.seen_next(held.version)),
        returns: PrescribedReturn::ALL
            .into_iter()
            .map(|of| {
                let text = capitalised(of.in_words());
                let choice = Choice::of(form, "return", of.code(), &text);
                choice.with_hint(capitalised(of.holds()))
            })
            .collect(),
        organisations: names
            .iter()
            .map(|name| Choice::of(form, "organisation", name, name))
            .collect(),
        from: quarters(visitor, form, "from"),
        until: quarters(visitor, form, "until"),
    };
    let title = match held {
        Some(held) => {
            format!("{}: {}", held.value.organisation, held.value.of.in_words())
        }
        None => "Add a supplier of a return".to_owned(),
    };
    let around = page_below(visitor, &title).with(form);
    Ok(page::draw(&visitor.app, "partner_data/supplier.html", around, &it)?.into_response())
}

/// The quarters to choose from, the latest first, with the one that is chosen.
fn quarters(visitor: &Visitor, form: &Form, field: &str) -> Vec<Choice> {
    let now = Quarter::containing(visitor.today.month());
    let near = (-QUARTERS_BEFORE..=QUARTERS_AFTER).rev().map(|by| now.plus_quarters(by));
    let mut all: Vec<Quarter> = near.collect();
    if let Ok(chosen) = form.text(field).parse::<Quarter>()
        && !all.contains(&chosen)
    {
        all.push(chosen);
    }
    let choice = |quarter: Quarter| {
        Choice::of(form, field, &quarter.to_string(), &Period::Quarter(quarter).span())
    };
    all.into_iter().map(choice).collect()
}
