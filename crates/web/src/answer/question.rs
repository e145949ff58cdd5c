//! One question on a page: shown with what was answered before, taken, and led on from.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use axum::response::Html;
use axum::response::IntoResponse;
use axum::response::Response;
use partnership::consultation::answer::QuestionId;
use partnership::consultation::on_line::Stop;
use partnership::consultation::on_line::Way;
use partnership::consultation::on_line::said;
use partnership::consultation::on_line::typed::ANSWER;
use partnership::consultation::on_line::typed::Fields;
use partnership::consultation::on_line::typed::OTHER;
use partnership::consultation::on_line::typed::place;
use partnership::consultation::question::Manner;
use partnership::consultation::reply::Channel;
use partnership::consultation::reply::Reply;
use partnership::consultation::reply::ReplyFault;
use records::ReplyUnderWay;

use crate::answer::area;
use crate::answer::asked::Asked;
use crate::answer::asked::Begun;
use crate::answer::asked::on_to;
use crate::answer::frame::Frame;
use crate::answer::shown::Shown;
use crate::answer::start;
use crate::answer::words::filled;
use crate::page::PageLink;
use crate::page::fault::PageError;
use crate::page::taken::Path;
use crate::page::taken::Sent;

/// The field that holds where somebody came from.
const FROM: &str = "from";
/// Somebody came from where answers are checked, and goes back there.
const CHECK: &str = "check";

/// The page.
#[derive(Debug, serde::Serialize)]
struct QuestionPage {
    progress: String,
    section: String,
    introduction: Option<String>,
    stands: Option<String>,
    from: &'static str,
    shown: Shown,
}

/// What is wrong with an answer, with the field where it is put right.
#[derive(Debug, Clone)]
pub(super) struct Wrong {
    pub(super) field: String,
    pub(super) text: String,
}

/// What was typed on a page.
struct Typed<'form>(&'form [(String, String)]);

impl Fields for Typed<'_> {
    fn texts(&self, name: &str) -> Vec<&str> {
        let these = self.0.iter().filter(|(field, _)| field == name);
        these.map(|(_, text)| text.as_str()).collect()
    }
}

/// What comes after the last answer of a reply: a question, or where answers are checked.
pub(super) fn onwards_of(asked: &Asked) -> impl Fn(&Begun) -> String + '_ {
    |begun| {
        let answers = &begun.reply.answers;
        let next = Way::of(asked.questionnaire(), answers).onwards(answers);
        path_of(asked, next, "")
    }
}

fn path_of(asked: &Asked, stop: Option<Stop<'_>>, query: &str) -> String {
    match stop {
        Some(stop) => asked.path(&format!("/question/{}{query}", stop.name())),
        None => asked.path("/check"),
    }
}

/// The reply of what is under way, as it would be sent.
pub(super) fn reply_of(under_way: &ReplyUnderWay) -> Reply {
    let ReplyUnderWay { language, answers, .. } = under_way.clone();
    Reply { channel: Channel::Online, language, answers }
}

/// What is wrong at a stop. A postcode is not insisted on where nobody can tell its area.
pub(super) fn wrongs(asked: &Asked, stop: &Stop<'_>, reply: &Reply) -> Vec<ReplyFault> {
    let mut faults = stop.faults(reply, asked.questionnaire());
    if matches!(stop.question.manner, Manner::Postcode(_)) && !area::can_be_told(&asked.app) {
        faults.retain(|fault| *fault != ReplyFault::Missing);
    }
    faults
}

/// Shows a question.
pub(super) async fn show(
    asked: Asked,
    Path((_, _, name)): Path<(String, String, String)>,
) -> Result<Response, PageError> {
    let Some(begun) = &asked.begun else { return gone(&asked, &[]) };
    let way = Way::of(asked.questionnaire(), &begun.reply.answers);
    let id = name.parse().map(QuestionId).ok();
    match id.and_then(|id| way.at(&id)) {
        Some((_, stop)) => {
            let from_check = asked.queried(FROM) == Some(CHECK);
            let shown = as_it_stands(&asked, &stop, begun).await;
            let page = drawn(&asked, &way, stop, from_check, shown);
            page.map(IntoResponse::into_response)
        }
        None => Ok(on_to(&onwards_of(&asked)(begun), [])),
    }
}

/// A question with what was answered before.
async fn as_it_stands(asked: &Asked, stop: &Stop<'_>, begun: &Begun) -> Shown {
    let given = stop.given(&begun.reply.answers);
    let names = area::names(&asked.app, &given).await;
    Shown::of(asked, stop, begun, &names)
}

/// Takes an answer and leads on. What is wrong is told on the same page, with all that was typed; whatever can be kept of
/// it is kept all the same.
pub(super) async fn take(
    asked: Asked,
    Path((_, _, name)): Path<(String, String, String)>,
    Sent(fields): Sent,
) -> Result<Response, PageError> {
    let Some(begun) = &asked.begun else { return gone(&asked, &fields) };
    let questionnaire = asked.questionnaire();
    let before = Way::of(questionnaire, &begun.reply.answers);
    let Ok(id) = name.parse().map(QuestionId) else { return Err(PageError::NotFound) };
    let Some((_, stop)) = before.at(&id) else {
        return Ok(on_to(&onwards_of(&asked)(begun), []));
    };
    let typed = Typed(&fields);
    let from_check = typed.texts(FROM) == [CHECK];
    let area = area::typed(&asked.app, &stop, &fields).await?;
    let given = match stop.typed(&typed, |_| area) {
        Ok(None) if area::is_kept(&stop, begun, &fields) => stop.given(&begun.reply.answers),
        Ok(given) => given,
        Err(why) => {
            let wrong =
                Wrong { field: ANSWER.to_owned(), text: said::not_read(&why, asked.language) };
            let stands = as_it_stands(&asked, &stop, begun).await;
            let shown = stands.typed(&typed).with(&[wrong]);
            return drawn(&asked, &before, stop, from_check, shown)
                .map(IntoResponse::into_response);
        }
    };
    let change = |reply: &mut ReplyUnderWay| stop.put(&mut reply.answers, given.clone());
    let kept = asked.book.answer_reply(&begun.fingerprint(), asked.until(), change).await?;
    let Some(kept) = kept else { return gone(&asked, &fields) };
    let after = Way::of(questionnaire, &kept.answers);
    let faults = wrongs(&asked, &stop, &reply_of(&kept));
    if !faults.is_empty() {
        let told = faults.iter().map(|fault| told(&asked, &stop, &kept, fault));
        let told: Vec<Wrong> = told.collect();
        let shown = as_it_stands(&asked, &stop, begun).await.typed(&typed).with(&told);
        return drawn(&asked, &after, stop, from_check, shown).map(IntoResponse::into_response);
    }
    let to = match from_check {
        true => path_of(&asked, new_on(&before, &after, &kept), "?from=check"),
        false => path_of(&asked, after.after(stop.name()), ""),
    };
    Ok(on_to(&to, []))
}

/// The first question that is asked after a change and was not before.
fn new_on<'q>(before: &Way<'_>, after: &Way<'q>, kept: &ReplyUnderWay) -> Option<Stop<'q>> {
    let is_new = |stop: &&Stop<'_>| before.at(stop.name()).is_none();
    let mut new = after.stops().iter().filter(is_new);
    new.find(|stop| stop.given(&kept.answers).is_none()).copied()
}

fn told(asked: &Asked, stop: &Stop<'_>, kept: &ReplyUnderWay, fault: &ReplyFault) -> Wrong {
    use partnership::consultation::reply::Given;
    let field = match (fault, &stop.question.manner) {
        (ReplyFault::OtherNotChosen, _) => OTHER.to_owned(),
        (ReplyFault::RankedTwice(id), Manner::Ranking(..)) => {
            let items = match kept.answers.get(&stop.question.id) {
                Some(Given::Ranked(items)) => items.as_slice(),
                Some(_) | None => &[],
            };
            place(items.iter().rposition(|item| item == id).unwrap_or(0) + 1)
        }
        (_, Manner::Ranking(..)) => place(1),
        _ => ANSWER.to_owned(),
    };
    Wrong { field, text: said::fault(fault, stop, asked.language) }
}

fn drawn(
    asked: &Asked,
    way: &Way<'_>,
    stop: Stop<'_>,
    from_check: bool,
    shown: Shown,
) -> Result<Html<String>, PageError> {
    let (words, language) = (asked.words(), asked.language);
    let here = way.at(stop.name()).map_or(0, |(place, _)| place) + 1;
    let count = if way.may_turn(stop.name()) { words.question_of_about } else { words.question_of };
    let parts = [("here", &*here.to_string()), ("all", &*way.stops().len().to_string())];
    let sections = asked.questionnaire().sections().iter();
    let mut with_it =
        sections.filter(|one| one.questions.iter().any(|one| one.id == stop.question.id));
    let section = with_it.next();
    let begins = |one: &&partnership::consultation::questionnaire::Section| {
        let first = one.questions.first().is_some_and(|first| first.id == stop.question.id);
        first && stop.row.is_none_or(|row| stop.question.rows().first() == Some(row))
    };
    let introduction = section.filter(begins).and_then(|one| one.introduction.as_ref());
    let it = QuestionPage {
        progress: filled(count, &parts),
        section: section.map_or("", |one| one.title.said_in(language)).to_owned(),
        introduction: introduction.map(|words| words.said_in(language).to_owned()),
        stands: start::stands(asked),
        from: if from_check { CHECK } else { "" },
        shown,
    };
    let back = match (from_check, way.before(stop.name())) {
        (true, _) => asked.path("/check"),
        (false, Some(before)) => path_of(asked, Some(before), ""),
        (false, None) => asked.path(""),
    };
    let query = if from_check { "?from=check" } else { "" };
    let faults =
        it.shown.wrongs().map(|wrong| PageLink::to(format!("#{}", wrong.field), &wrong.text));
    let frame = Frame::of(asked, it.shown.title(), &format!("/question/{}{query}", stop.name()));
    let frame = frame.with_faults(faults.collect()).back(back).with_code(asked);
    frame.draw(asked, "answer/question.html", &it)
}

/// That no reply is under way in this browser, with what somebody typed nevertheless.
pub(super) fn gone(asked: &Asked, fields: &[(String, String)]) -> Result<Response, PageError> {
    #[derive(serde::Serialize)]
    struct GonePage {
        text: String,
        typed: Vec<String>,
        start: String,
        return_href: String,
    }
    let typed = fields
        .iter()
        .filter(|(name, text)| [ANSWER, OTHER].contains(&name.as_str()) && text.contains(' '));
    let days = crate::answer::KEPT_FOR.to_string();
    let it = GonePage {
        text: filled(asked.words().gone_text, &[("days", &days)]),
        typed: typed.map(|(_, text)| text.clone()).collect(),
        start: asked.first_page(),
        return_href: asked.path(&format!("/return?lang={}", asked.language.code())),
    };
    let page = Frame::of(asked, asked.words().gone, "").draw(asked, "answer/gone.html", &it)?;
    Ok((StatusCode::NOT_FOUND, page).into_response())
}

/// The fields of a form by name, as a page shows them again.
pub(super) fn by_name(fields: &impl Fields, names: &[String]) -> BTreeMap<String, String> {
    let first = |name: &String| fields.texts(name).first().map(|text| (*text).to_owned());
    names.iter().filter_map(|name| Some((name.clone(), first(name)?))).collect()
}
