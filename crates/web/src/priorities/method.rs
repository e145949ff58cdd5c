//! By which method issues are scored, and when scoring is closed or opened again.

use std::collections::BTreeMap;

use axum::response::IntoResponse;
use axum::response::Response;
use partnership::membership::may::Deed;
use partnership::priorities::factor::Factor;
use partnership::priorities::method::Method;
use partnership::priorities::method::Weights;
use partnership::priorities::method::WeightsFault;
use records::Version;
use tower_sessions::Session;

use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Sent;
use crate::page::taken::Unreadable;
use crate::people::choices::Choice;
use crate::priorities::at::At;
use crate::priorities::at::Opened;
use crate::priorities::refused;
use crate::who::visitor::Visitor;

/// The form.
#[derive(Debug, serde::Serialize)]
struct MethodPage {
    form: Shown,
    path: String,
    back: String,
    version: Option<String>,
    methods: Vec<Choice>,
    weights: Vec<Weighed>,
    /// Whether scores are in, so that another method begins anew.
    begun: bool,
    stands: String,
}

/// A factor with the field of its weight.
#[derive(Debug, Clone, serde::Serialize)]
struct Weighed {
    name: String,
    heading: &'static str,
    asks: &'static str,
}

/// Asks for the method; the one that is there is filled in, or a suggestion.
pub(super) async fn ask(visitor: Visitor, at: At) -> Result<Response, PageError> {
    let opened = Opened::to(&visitor, &at, Deed::DecidePriorities).await?;
    let mut form = Form::default();
    let method = opened.round().map(|held| &held.value.method);
    if let Some(method) = method {
        form.put("method", word(method));
    }
    let weights = match method {
        Some(Method::Matrix(weights)) => weights.clone(),
        Some(Method::Grid) | None => Weights::usual(),
    };
    for factor in Factor::MATRIX {
        form.put(&field(factor), &weights.weight(factor).to_string());
    }
    draw(&visitor, &opened, &form)
}

/// Chooses the method.
pub(super) async fn take(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let opened = Opened::to(&visitor, &at, Deed::DecidePriorities).await?;
    let mut form = Form::of(pairs);
    let Some(method) = typed(&mut form) else { return draw(&visitor, &opened, &form) };
    let seen = form.optional_value("version").map(Version);
    let why = form.text("why").to_owned();
    let (book, signed) = (&visitor.book, visitor.signed());
    let chosen = book.choose_method(&signed, (at.cycle, seen), method, (&why, visitor.today)).await;
    match chosen {
        Ok(number) => {
            let done = format!("The method was chosen. Round {number} of scoring is open.");
            opened.lead_on(&visitor, &session, ("", &done)).await
        }
        Err(why) => {
            refused::note(&mut form, "method", why)?;
            let now = Opened::to(&visitor, &at, Deed::DecidePriorities).await?;
            draw(&visitor, &now, &form)
        }
    }
}

/// Closes scoring, or opens it again.
pub(super) async fn close_or_open(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let opened = Opened::to(&visitor, &at, Deed::DecidePriorities).await?;
    let mut form = Form::of(pairs);
    let number = form.text("round").parse().map_err(|_| Unreadable::Form)?;
    let seen = (at.cycle, number, form.seen()?);
    let (book, signed) = (&visitor.book, visitor.signed());
    let closes = form.text("press") == "close";
    let (came, done) = if closes {
        let came = book.close_scoring(&signed, seen, visitor.today).await;
        (came, "Scoring is closed. Its scores are shown from now on.")
    } else {
        (book.open_scoring(&signed, seen).await, "Scoring is open again.")
    };
    if let Err(why) = came {
        refused::note(&mut form, "method", why)?;
        let now = Opened::to(&visitor, &at, Deed::DecidePriorities).await?;
        return draw(&visitor, &now, &form);
    }
    opened.lead_on(&visitor, &session, ("", done)).await
}

/// What was typed, unless something is wrong with it, which the form then says.
fn typed(form: &mut Form) -> Option<Method> {
    match form.text("method") {
        "grid" => Some(Method::Grid),
        "matrix" => {
            let mut weights = BTreeMap::new();
            for factor in Factor::MATRIX {
                if let Some(weight) = form.optional_number::<u8>(&field(factor)) {
                    weights.insert(factor, weight);
                }
            }
            if form.has_faults() {
                return None;
            }
            match Weights::of(weights) {
                Ok(weights) => Some(Method::Matrix(weights)),
                Err(fault) => {
                    form.fault(&beside(fault), &fault.to_string());
                    None
                }
            }
        }
        _ => {
            form.fault("method", "Choose a method");
            None
        }
    }
}

fn beside(fault: WeightsFault) -> String {
    match fault {
        WeightsFault::Heavy { of, .. } | WeightsFault::OfTheGrid(of) => field(of),
        WeightsFault::TooFew => field(Factor::Physical),
    }
}

fn field(factor: Factor) -> String {
    format!("weight-{}", factor.name())
}

fn word(method: &Method) -> &'static str {
    match method {
        Method::Grid => "grid",
        Method::Matrix(_) => "matrix",
    }
}

fn draw(visitor: &Visitor, opened: &Opened, form: &Form) -> Result<Response, PageError> {
    let round = opened.round();
    let conflict = form.has_conflict();
    let seen: Option<String> = form.optional("version").filter(|_| !conflict);
    let stands = round.map(|held| {
        let (round, day) = (&held.value, held.value.since.in_words());
        format!("Round {}, since {day}: {}.", round.number, round.method.in_words())
    });
    let grid = Choice::of(form, "method", "grid", "Impact × likelihood");
    let matrix = Choice::of(form, "method", "matrix", "Matrix of weighted factors");
    let it = MethodPage {
        form: form.shown(),
        path: opened.path(visitor, "/method"),
        back: opened.path(visitor, ""),
        version: seen.or_else(|| round.map(|held| held.version.0.to_string())),
        methods: vec![
            grid.with_hint(
                "Two questions, four levels each: quick, and parts few issues".to_owned(),
            ),
            matrix.with_hint(
                "Up to eight questions, weighted as below: slower, and says why".to_owned(),
            ),
        ],
        weights: Factor::MATRIX.map(weighed).to_vec(),
        begun: !opened.scores.is_empty(),
        stands: stands.unwrap_or_else(|| "No method was chosen yet.".to_owned()),
    };
    let around = opened.page(visitor, "How issues are scored").with(form);
    Ok(page::draw(&visitor.app, "priorities/method.html", around, &it)?.into_response())
}

fn weighed(factor: Factor) -> Weighed {
    Weighed { name: field(factor), heading: factor.in_words(), asks: factor.asks() }
}
