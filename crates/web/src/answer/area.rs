//! The area of a postcode, in place of the postcode, and what it is called.
//!
//! In comes what somebody typed; out goes the area of the kind that the question keeps. The postcode is dropped when this
//! returns. Where no list of postcodes is held, the page says so and asks for none: what cannot be used is not taken.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use partnership::consultation::on_line::Stop;
use partnership::consultation::on_line::typed::ANSWER;
use partnership::consultation::postcode::Postcode;
use partnership::consultation::question::KeptAs;
use partnership::consultation::question::Manner;
use partnership::consultation::reply::Given;
use partnership::terms::area::AreaCode;

use crate::answer::asked::Begun;
use crate::app::App;
use crate::page::fault::PageError;

/// The field that takes the area out again.
const TAKE_OUT: &str = "take-out";

/// What areas are called.
pub(super) type Names = BTreeMap<AreaCode, String>;

/// Whether the area of a postcode can be told.
pub(crate) fn can_be_told(app: &App) -> bool {
    app.postcodes.as_ref().is_some_and(|postcodes| postcodes.are_held())
}

/// The area of the postcode that was typed where one is asked for; none of anything else, or where no list has it.
pub(super) async fn typed(
    app: &App,
    stop: &Stop<'_>,
    fields: &[(String, String)],
) -> Result<Option<AreaCode>, PageError> {
    let Manner::Postcode(kept_as) = stop.question.manner else { return Ok(None) };
    let typed = fields.iter().find(|(name, _)| name == ANSWER).map(|(_, text)| text);
    let typed = typed.and_then(|text| text.parse::<Postcode>().ok());
    match typed {
        Some(typed) => of_postcode(app, kept_as, typed).await,
        None => Ok(None),
    }
}

/// The area of a postcode of the kind that is kept; none where no list has it. The postcode is used up.
pub(crate) async fn of_postcode(
    app: &App,
    kept_as: KeptAs,
    typed: Postcode,
) -> Result<Option<AreaCode>, PageError> {
    let Some(postcodes) = app.postcodes.clone() else { return Ok(None) };
    let looked_up = tokio::task::spawn_blocking(move || {
        let mut broken = None;
        let area = typed.area(|postcode| {
            let areas = postcodes.areas_of(postcode).map_err(|why| broken = Some(why)).ok()?;
            areas.into_iter().find(|area| area.kind() == kept_as.kind())
        });
        broken.map_or(Ok(area), Err)
    });
    let area = looked_up.await.unwrap_or_else(|_| Err("looking for it broke off".to_owned()));
    area.map_err(PageError::Broken)
}

/// What the areas among answers are called, as far as that is known. Without a name an area is told by its code.
pub(super) async fn names<'g>(app: &App, given: impl IntoIterator<Item = &'g Given>) -> Names {
    let areas = given.into_iter().filter_map(|given| {
        let Given::Area(area) = given else { return None };
        Some(*area)
    });
    let areas: BTreeSet<AreaCode> = areas.collect();
    let Some(postcodes) = app.postcodes.clone().filter(|_| !areas.is_empty()) else {
        return Names::new();
    };
    let named = tokio::task::spawn_blocking(move || postcodes.names_of(&areas)).await;
    let named = named.unwrap_or_else(|_| Err("looking for names broke off".to_owned()));
    let named = named.inspect_err(|why| tracing::warn!(why, "areas are told by their codes"));
    named.unwrap_or_default()
}

/// An area by its name with its code behind it, or by its code alone.
pub(super) fn in_words(area: AreaCode, names: &Names) -> String {
    match names.get(&area) {
        Some(name) => format!("{name} ({area})"),
        None => area.to_string(),
    }
}

/// Whether an area that was given before stays, since nothing was typed in its place and it was not taken out.
pub(super) fn is_kept(stop: &Stop<'_>, begun: &Begun, fields: &[(String, String)]) -> bool {
    let is_area = matches!(stop.given(&begun.reply.answers), Some(Given::Area(_)));
    is_area && !fields.iter().any(|(name, _)| name == TAKE_OUT)
}
