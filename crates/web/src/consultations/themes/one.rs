//! The comments on one question in themes: each with its count, its base and the comments behind it, and what is to do.

use axum::response::Html;
use partnership::consultation::themes::counted::CountedTheme;
use partnership::consultation::themes::counted::CountedThemes;
use partnership::membership::may::Deed;

use crate::consultations::at::At;
use crate::consultations::themes::told;
use crate::consultations::themes::which::OfQuestion;
use crate::consultations::themes::which::Which;
use crate::page;
use crate::page::fault::PageError;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct OnePage {
    path: String,
    comments: String,
    any: bool,
    frame: Option<String>,
    signed_off: bool,
    themes: Option<Themes>,
    to_code: String,
    to_settle: String,
}

/// The themes.
#[derive(Debug, serde::Serialize)]
struct Themes {
    base: String,
    apart: Vec<Apart>,
    lines: Vec<Line>,
}

/// Comments that are counted apart.
#[derive(Debug, serde::Serialize)]
struct Apart {
    what: &'static str,
    count: String,
    href: Option<String>,
}

/// A theme.
#[derive(Debug, serde::Serialize)]
struct Line {
    title: String,
    count: String,
    share: String,
    href: String,
}

/// Shows the page.
pub(super) async fn show(
    visitor: Visitor,
    at: At,
    which: Which,
) -> Result<Html<String>, PageError> {
    let of = OfQuestion::of(&visitor, at, &which, Deed::ReadReplies).await?;
    let themes = of.themes();
    let left = |count: fn(&CountedThemes) -> usize| {
        themes.as_ref().map_or(of.comments.len(), count).to_string()
    };
    let it = OnePage {
        path: of.path(&visitor, ""),
        comments: of.comments.len().to_string(),
        any: !of.comments.is_empty(),
        frame: of.last_frame().map(|frame| told::stage(&of, frame)),
        signed_off: of.frame().is_some(),
        to_code: left(|themes| themes.uncoded.len() + themes.look_again.len()),
        to_settle: left(|themes| themes.differing.len()),
        themes: themes.as_ref().map(|themes| shown(&visitor, &of, themes)),
    };
    let around = of.own_page(&visitor, &of.ask());
    page::draw(&visitor.app, "consultations/themes/one.html", around, &it)
}

fn shown(visitor: &Visitor, of: &OfQuestion, themes: &CountedThemes) -> Themes {
    let line = |theme: &CountedTheme| Line {
        title: theme.code().title.clone(),
        count: theme.count().to_string(),
        share: told::share(theme.count(), theme.base()),
        href: of.path(visitor, &format!("/comments?code={}", theme.code().id)),
    };
    let apart = |what, these: &[i64], filter: Option<&str>| Apart {
        what,
        count: these.len().to_string(),
        href: filter.map(|filter| of.path(visitor, &format!("/comments?code={filter}"))),
    };
    Themes {
        base: themes.base.to_string(),
        lines: themes.themes.iter().map(line).collect(),
        apart: vec![
            apart(
                "Say something that no code fits (in the base)",
                &themes.none_fits,
                Some("none_fits"),
            ),
            apart("Say nothing (not in the base)", &themes.nothing, Some("nothing")),
            apart("Not coded yet", &themes.uncoded, Some("uncoded")),
            apart("Coded differently by two people", &themes.differing, None),
            apart("To be looked at again, since the frame was changed", &themes.look_again, None),
        ],
    }
}
