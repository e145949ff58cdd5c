//! Whoever answers, at a page of a consultation: which one, in which language, and what they answered so far.
//!
//! In comes a request; out goes all that its page works with, or that there is no such page.

use axum::extract::FromRequestParts;
use axum::extract::RawPathParams;
use axum::http::HeaderMap;
use axum::http::HeaderValue;
use axum::http::header;
use axum::http::request::Parts;
use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use jiff::Timestamp;
use partnership::consultation::language::Language;
use partnership::consultation::on_line::code::ReplyCode;
use partnership::consultation::on_line::hours::Asked as Versions;
use partnership::consultation::on_line::hours::Hours;
use partnership::consultation::on_line::hours::Opening;
use partnership::consultation::questionnaire::Questionnaire;
use partnership::consultation::version::Stage;
use partnership::consultation::version::Version;
use partnership::terms::day::Day;
use partnership::terms::slug::Slug;
use partnership::timetable::cycle::Cycle;
use records::Book;
use records::Fingerprint;
use records::HeldConsultation;
use records::ReplyUnderWay;
use url::form_urlencoded;

use crate::answer::KEPT_FOR;
use crate::answer::cookies::Cookie;
use crate::answer::words::Words;
use crate::app::App;
use crate::clock::ClockError;
use crate::clock::day_of;
use crate::clock::london;
use crate::page::fault::PageError;
use crate::page::taken::Unreadable;
use crate::who::visitor;

/// What a page works with.
#[derive(Debug)]
pub(super) struct Asked {
    pub(super) app: App,
    pub(super) book: Book,
    pub(super) partnership: String,
    pub(super) cycle: Cycle,
    pub(super) held: HeldConsultation,
    pub(super) language: Language,
    pub(super) opening: Opening,
    pub(super) today: Day,
    pub(super) begun: Option<Begun>,
    pub(super) headers: HeaderMap,
    /// What stands behind the question mark.
    pub(super) query: Vec<(String, String)>,
    pub(super) below: String,
}

/// A reply under way, in the browser that knows its code.
#[derive(Debug)]
pub(super) struct Begun {
    pub(super) code: ReplyCode,
    /// When it was begun in this browser, in seconds; unknown where it was come back to.
    pub(super) since: Option<i64>,
    pub(super) reply: ReplyUnderWay,
}

impl Begun {
    /// By what the records know it.
    pub(super) fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(self.code.plain())
    }
}

impl FromRequestParts<App> for Asked {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Asked, PageError> {
        let book = visitor::book(parts, app).await?;
        let params = RawPathParams::from_request_parts(parts, app).await;
        let params = params.map_err(|_| Unreadable::Address)?;
        let named = params.iter().find(|(name, _)| *name == "questionnaire");
        let slug: Option<Slug> = named.and_then(|(_, text)| text.parse().ok());
        let slug = slug.ok_or(PageError::NotFound)?;
        let kept = kept_code(app, &parts.headers);
        let code = kept.as_ref().map(|(code, _)| Fingerprint::of(code.plain()));
        let answering = book.answering(&slug, code.as_ref()).await?.ok_or(PageError::NotFound)?;
        let begun = kept.zip(answering.begun);
        let begun = begun.map(|((code, since), reply)| Begun { code, since, reply });
        let query = parts.uri.query().unwrap_or_default();
        let query: Vec<_> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        // One moment for all, so that what is told and what is kept agree at the last second, too.
        let now = app.settings.clock.moment()?;
        let mut asked = Asked {
            partnership: answering.partnership,
            below: format!("/{}/answer/{slug}", book.id()),
            opening: opening_at(now, &answering.held)?,
            today: day_of(now)?,
            app: app.clone(),
            headers: parts.headers.clone(),
            language: Language::English,
            book,
            cycle: answering.cycle,
            held: answering.held,
            begun,
            query,
        };
        asked.choose_language().await?;
        Ok(asked)
    }
}

impl Asked {
    /// The language that the address asks for, or that of the reply, or the questionnaire's first. What the address asks
    /// for stays with the reply.
    async fn choose_language(&mut self) -> Result<(), PageError> {
        let languages = &self.questionnaire().typed().languages;
        let first = languages.first().copied().unwrap_or(Language::English);
        let wanted = self
            .queried("lang")
            .and_then(|code| languages.iter().copied().find(|language| language.code() == code));
        let own = self.begun.as_ref().map(|begun| begun.reply.language);
        self.language = wanted.or(own).unwrap_or(first);
        if let (Some(begun), Some(wanted)) = (&mut self.begun, wanted)
            && begun.reply.language != wanted
        {
            let (code, until) = (begun.fingerprint(), self.today.plus_days(KEPT_FOR));
            let changed = self.book.answer_reply(&code, until, |reply| reply.language = wanted);
            if let Some(reply) = changed.await? {
                begun.reply = reply;
            }
        }
        Ok(())
    }

    /// What stands behind the question mark under a name.
    pub(super) fn queried(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The words of the pages, in the language of whoever answers.
    pub(super) fn words(&self) -> &'static Words {
        Words::of(self.language)
    }

    /// The version that is answered: that of the reply under way, or else the one that a new reply answers.
    pub(super) fn version(&self) -> &Version {
        let begun = self.begun.as_ref();
        let begun = begun.and_then(|begun| self.held.version(begun.reply.version));
        let open = || self.held.open();
        let last_closed = || {
            let mut asked = self.held.versions().rev();
            asked.find(|held| matches!(held.value.stage(), Stage::Closed { .. }))
        };
        &begun.or_else(open).or_else(last_closed).unwrap_or(&self.held.latest).value
    }

    /// What is asked.
    pub(super) fn questionnaire(&self) -> &Questionnaire {
        self.version().questionnaire()
    }

    /// The address of one of these pages: `below` is empty or begins with a stroke.
    pub(super) fn path(&self, below: &str) -> String {
        format!("{}{below}", self.below)
    }

    /// The address of the first page, in the language of whoever answers.
    pub(super) fn first_page(&self) -> String {
        match self.begun {
            Some(_) => self.path(""),
            None => self.path(&format!("?lang={}", self.language.code())),
        }
    }

    /// Until when a reply is kept to which something is added today.
    pub(super) fn until(&self) -> Day {
        self.today.plus_days(KEPT_FOR)
    }

    /// Has the browser keep something.
    pub(super) fn keeps(&self, cookie: Cookie, value: &str) -> HeaderValue {
        cookie.kept(value, &self.below, self.app.settings.origin.is_secure())
    }

    /// Has the browser forget something.
    pub(super) fn forgets(&self, cookie: Cookie) -> HeaderValue {
        cookie.forgotten(&self.below, self.app.settings.origin.is_secure())
    }

    /// What the browser kept.
    pub(super) fn kept(&self, cookie: Cookie) -> Option<String> {
        cookie.of(&self.headers, self.app.settings.origin.is_secure())
    }
}

/// Leads on to another page, with what the browser is to keep and to forget.
pub(super) fn on_to(path: &str, cookies: impl IntoIterator<Item = HeaderValue>) -> Response {
    let mut response = Redirect::to(path).into_response();
    for cookie in cookies {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// Whether somebody can answer a consultation now, by the clocks of the United Kingdom.
pub(super) fn opening(app: &App, held: &HeldConsultation) -> Result<Opening, PageError> {
    opening_at(app.settings.clock.moment()?, held)
}

fn opening_at(now: Timestamp, held: &HeldConsultation) -> Result<Opening, PageError> {
    let hours = Hours::of(&held.consultation, &london()?).map_err(ClockError::Zone)?;
    Ok(hours.opening(now, versions(held)))
}

fn versions(held: &HeldConsultation) -> Versions {
    let is_asked = |one: &Version| one.was_asked().is_ok();
    match held.open() {
        Some(_) => Versions::Now,
        None if held.versions().any(|held| is_asked(&held.value)) => Versions::NoMore,
        None => Versions::NotYet,
    }
}

/// The code of a reply that this browser keeps, and since when, where that is known.
fn kept_code(app: &App, headers: &HeaderMap) -> Option<(ReplyCode, Option<i64>)> {
    let kept = Cookie::Reply.of(headers, app.settings.origin.is_secure())?;
    let (code, since) = kept.split_once('.').unwrap_or((&kept, ""));
    Some((code.parse().ok()?, since.parse().ok()))
}
