//! The first page: who asks what and until when, and the button to begin.

use std::time::Duration;

use axum::http::HeaderValue;
use axum::http::StatusCode;
use axum::http::header;
use axum::response::Html;
use axum::response::IntoResponse;
use axum::response::Response;
use partnership::consultation::consulted_on::Speaks;
use partnership::consultation::language::Language;
use partnership::consultation::language::Words as Said;
use partnership::consultation::on_line::Way;
use partnership::consultation::on_line::code::OF_CHANCE;
use partnership::consultation::on_line::code::ReplyCode;
use partnership::consultation::on_line::hours::Opening;
use partnership::consultation::on_line::said;
use partnership::terms::wording::capitalised;
use records::Fingerprint;
use records::Once;
use records::ReplyUnderWay;

use crate::answer::asked::Asked;
use crate::answer::asked::on_to;
use crate::answer::cookies::Cookie;
use crate::answer::frame::Frame;
use crate::answer::question;
use crate::answer::words::filled;
use crate::guard::rate::TooMany;
use crate::page::fault::PageError;
use crate::who::Address;
use crate::who::token;

/// The page.
#[derive(Debug, serde::Serialize)]
struct StartPage {
    introduction: String,
    who_asks: String,
    hours: String,
    /// That it is not open, or closed.
    stands: Option<String>,
    invited: bool,
    /// Whether it may be one of a sample.
    sampled: bool,
    long: Option<String>,
    text: String,
    text_title: String,
    /// The language of the text, where it is not that of whoever reads.
    text_lang: Option<&'static str>,
    text_href: String,
    /// That the text is not in the language of whoever reads.
    other_text: Option<&'static str>,
    decided: String,
    becomes: String,
    paper: String,
    return_address: Vec<String>,
    enquiries: String,
    /// The button to begin, where one can.
    begin: Option<&'static str>,
    go_on: Option<String>,
    return_href: Option<String>,
}

/// The page that asks to wait.
#[derive(Debug, serde::Serialize)]
struct WaitPage {
    start: String,
}

/// Shows the page.
pub(super) async fn show(asked: Asked) -> Result<Html<String>, PageError> {
    let questionnaire = asked.questionnaire();
    let typed = questionnaire.typed();
    let (words, language) = (asked.words(), asked.language);
    let described = asked.held.consultation.typed();
    let said_here = |words: &Said| words.said_in(language).to_owned();
    let day = |day| said::day(day, language);
    let closes = day(described.days.last());
    let opening = asked.opening;
    let begun = asked.begun.as_ref().map(question::onwards_of(&asked));
    let stops = Way::of(questionnaire, &[].into()).stops().len().to_string();
    let text = described.text.given_in(language, &typed.languages);
    let it = StartPage {
        introduction: said_here(&typed.introduction),
        who_asks: who_asks(&asked),
        hours: filled(words.hours, &[("opens", &day(described.days.first())), ("closes", &closes)]),
        stands: stands(&asked),
        invited: asked.kept(Cookie::Invited).is_some(),
        sampled: described.sample.is_some(),
        long: may_begin(opening).then(|| filled(words.long, &[("n", &stops)])),
        // The title comes last, and is marked where it is in another language.
        text: filled(words.read_text, &[("title", "")]),
        text_title: text.title.to_owned(),
        text_lang: text_lang(text.speaks),
        text_href: asked.path(&format!("/text?lang={}", language.code())),
        other_text: other_text(&asked, text.speaks),
        decided: said_here(&described.already_decided),
        becomes: said_here(&described.becomes_of_answers),
        paper: filled(words.paper_text, &[("closes", &closes)]),
        return_address: described.return_address.clone(),
        enquiries: said_here(&described.enquiries),
        begin: button(&asked),
        go_on: begun,
        return_href: (opening != Opening::NotYet)
            .then(|| asked.path(&format!("/return?lang={}", language.code()))),
    };
    let title = typed.title.said_in(language);
    Frame::of(&asked, title, "").draw(&asked, "answer/start.html", &it)
}

/// What the button says by which one begins; none while nobody can.
fn button(asked: &Asked) -> Option<&'static str> {
    let (words, opening) = (asked.words(), asked.opening);
    may_begin(opening).then_some(match (asked.begun.is_some(), opening) {
        (true, _) => words.start_other,
        (false, Opening::Late) => words.start_late,
        (false, Opening::Open | Opening::NotYet | Opening::Over) => words.start,
    })
}

/// That the text is not in the language of whoever reads, if it is not.
fn other_text(asked: &Asked, speaks: Speaks) -> Option<&'static str> {
    match speaks {
        Speaks::Theirs => None,
        Speaks::Another(_) => Some(asked.words().other_text),
    }
}

fn text_lang(speaks: Speaks) -> Option<&'static str> {
    match speaks {
        Speaks::Theirs => None,
        Speaks::Another(language) => Some(language.code()),
    }
}

fn may_begin(opening: Opening) -> bool {
    match opening {
        Opening::Open | Opening::Late => true,
        Opening::NotYet | Opening::Over => false,
    }
}

fn who_asks(asked: &Asked) -> String {
    let described = asked.held.consultation.typed();
    let day = said::by_when(described.decided, asked.language);
    let name = asked.held.consultation.decided_by().name.as_str();
    let name = match asked.language {
        Language::English => name,
        // The article is English.
        Language::Welsh => name.trim_start_matches("the "),
    };
    let body = capitalised(name);
    let partnership = capitalised(&asked.partnership);
    let parts = [("partnership", &*partnership), ("body", &*body), ("day", &*day)];
    filled(asked.words().who_asks_text, &parts)
}

/// That it is not open yet, or closed; nothing while it is open.
pub(super) fn stands(asked: &Asked) -> Option<String> {
    let words = asked.words();
    let opens = asked.held.consultation.typed().days.first();
    match asked.opening {
        Opening::Open => None,
        Opening::NotYet if opens > asked.today => {
            Some(filled(words.not_yet, &[("opens", &said::day(opens, asked.language))]))
        }
        Opening::NotYet => Some(words.not_opened.to_owned()),
        Opening::Late => Some(words.late.to_owned()),
        Opening::Over => Some(words.over.to_owned()),
    }
}

/// Begins a reply in this browser, and leads on to its first question.
pub(super) async fn begin(asked: Asked, address: Address) -> Result<Response, PageError> {
    if !may_begin(asked.opening) {
        return Ok(on_to(&asked.first_page(), []));
    }
    if let Err(TooMany(wait)) = asked.app.limits.count_beginning(&address.0) {
        return to_wait(&asked, wait);
    }
    // A new reply answers what is asked now, not what another one in this browser answers.
    let asked = Asked { begun: None, ..asked };
    let reply = ReplyUnderWay {
        cycle: asked.cycle,
        questionnaire: asked.questionnaire().id().clone(),
        version: asked.version().number(),
        language: asked.language,
        answers: [].into(),
    };
    let code = new_code()?;
    let written = Fingerprint::of(code.plain());
    if asked.book.begin_reply(&written, &reply, asked.until()).await? == Once::Already {
        return Err(PageError::Broken("two codes of chance are the same".to_owned()));
    }
    let way = Way::of(asked.questionnaire(), &reply.answers);
    let first = way.stops().first().map(|stop| format!("/question/{}", stop.name()));
    let kept = format!("{}.{}", code.plain(), asked.now_in_seconds());
    let to = asked.path(&first.unwrap_or("/check".to_owned()));
    Ok(on_to(&to, [asked.keeps(Cookie::Reply, &kept)]))
}

/// That many have begun from the same connection just now. Nothing is lost: who waits can begin.
fn to_wait(asked: &Asked, wait: Duration) -> Result<Response, PageError> {
    let title = asked.words().wait;
    let it = WaitPage { start: asked.first_page() };
    let page = Frame::of(asked, title, "").draw(asked, "answer/wait.html", &it)?;
    let mut response = (StatusCode::TOO_MANY_REQUESTS, page).into_response();
    let seconds = HeaderValue::from(wait.as_secs() + 1);
    response.headers_mut().insert(header::RETRY_AFTER, seconds);
    Ok(response)
}

fn new_code() -> Result<ReplyCode, PageError> {
    let broken = |why: token::NoRandomness| PageError::Broken(why.to_string());
    let mut chance = [0; OF_CHANCE];
    for number in &mut chance {
        *number = u64::from_le_bytes(token::random::<8>().map_err(broken)?);
    }
    Ok(ReplyCode::of_chance(chance))
}

impl Asked {
    /// This moment as the machine has it, whatever the date of the worked example.
    pub(super) fn now_in_seconds(&self) -> i64 {
        self.app.settings.clock.now().as_second()
    }
}
