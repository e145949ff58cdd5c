//! What is around each of these pages: the council's look, the language, and nothing of those who sign in.
//!
//! In come a title and what a page has of its own; out goes the page.

use axum::response::Html;
use partnership::consultation::on_line::said;
use partnership::consultation::report::Label;
use serde::Serialize;

use crate::answer::asked::Asked;
use crate::answer::words::Words;
use crate::answer::words::filled;
use crate::answer::words::own_name;
use crate::page::PageLink;
use crate::page::fault::PageError;

/// What `answer/layout.html` shows around a page's own content.
#[derive(Debug, Serialize)]
pub(super) struct Frame {
    title: String,
    partnership: String,
    home: String,
    notice: Option<String>,
    languages: Vec<InLanguage>,
    back: Option<String>,
    code: Option<String>,
    faults: Vec<PageLink>,
}

/// The page in a language.
#[derive(Debug, Serialize)]
struct InLanguage {
    text: &'static str,
    lang: &'static str,
    href: String,
    current: bool,
}

/// A page as its template gets it.
#[derive(Debug, Serialize)]
struct Drawn<'it, T> {
    page: Frame,
    w: &'static Words,
    it: &'it T,
}

impl Frame {
    /// A page of that title, at an address below that of the first page.
    pub(super) fn of(asked: &Asked, title: impl Into<String>, below: &str) -> Frame {
        let stands = asked.app.settings.clock.stands_on().map(|day| {
            let day = said::day(day, asked.language);
            filled(asked.words().example, &[("day", &day)])
        });
        let made_up = match Label::of(&asked.held.consultation) {
            Label::Real => None,
            Label::Illustrative => Some(said::made_up(asked.language).to_owned()),
        };
        let notices: Vec<String> = stands.into_iter().chain(made_up).collect();
        let languages = &asked.questionnaire().typed().languages;
        let join = if below.contains('?') { '&' } else { '?' };
        let in_language = |language: &partnership::consultation::language::Language| InLanguage {
            text: own_name(*language),
            lang: language.code(),
            href: asked.path(&format!("{below}{join}lang={}", language.code())),
            current: *language == asked.language,
        };
        let several = languages.len() > 1;
        Frame {
            title: title.into(),
            partnership: asked.partnership.clone(),
            home: asked.first_page(),
            notice: (!notices.is_empty()).then(|| notices.join(" ")),
            languages: languages.iter().filter(|_| several).map(in_language).collect(),
            back: None,
            code: None,
            faults: Vec::new(),
        }
    }

    /// The page with the way back.
    pub(super) fn back(self, to: String) -> Frame {
        Frame { back: Some(to), ..self }
    }

    /// The page with the way to the code by which one comes back.
    pub(super) fn with_code(self, asked: &Asked) -> Frame {
        Frame { code: Some(asked.path("/code")), ..self }
    }

    /// The page with what is wrong, each with where it can be put right.
    pub(super) fn with_faults(self, faults: Vec<PageLink>) -> Frame {
        Frame { faults, ..self }
    }

    /// Draws the page.
    pub(super) fn draw(
        self,
        asked: &Asked,
        template: &str,
        it: &impl Serialize,
    ) -> Result<Html<String>, PageError> {
        let drawn = Drawn { page: self, w: asked.words(), it };
        Ok(Html(asked.app.design.render(template, drawn)?))
    }
}
