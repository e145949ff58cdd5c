//! One side apart: its picture, and what a person says that it is, by whom and when.
//!
//! In comes what somebody chose; a page of a return is put to it and keyed from the picture, a form of which nothing else was
//! read is begun from it, and whatever is none of these is put by. What was said can be said otherwise until it is a reply.

use axum::response::Html;
use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::consultation::reading::apart::SideIs;
use partnership::terms::wording::capitalised;
use records::PageOfForm;
use records::PaperRefused;
use records::SideApart;
use records::Version;
use tower_sessions::Session;

use crate::clock::in_words;
use crate::consultations::paper::at;
use crate::consultations::paper::at::Numbered;
use crate::consultations::paper::printed;
use crate::consultations::paper::review::Picture;
use crate::consultations::paper::sides;
use crate::page;
use crate::page::fault::PageError;
use crate::page::form;
use crate::page::form::Form;
use crate::page::taken::Sent;
use crate::people::choices::Choice;
use crate::who::visitor::Visitor;

/// What may be said of a side, as a form sends it, and in words.
const MAY_BE: [(&str, &str); 5] = [
    ("page", "A page of a return of this batch, which is keyed from it"),
    ("begins", "A page of a form of which nothing else was read: begin a return, and key it whole"),
    ("again", "A page that was scanned or keyed elsewhere"),
    ("blank", "Blank, or without any answer"),
    ("not-ours", "Not a page of this consultation"),
];

/// The page.
#[derive(Debug, serde::Serialize)]
struct SidePage {
    form: form::Shown,
    path: String,
    back: String,
    seen: Option<i64>,
    picture: Option<Picture>,
    place: String,
    why: String,
    said: Option<String>,
    /// The return that it is put to, and its address.
    of_return: Option<Link>,
    choices: Vec<Choice>,
    missing: Vec<Choice>,
    forms: Vec<Choice>,
}

#[derive(Debug, serde::Serialize)]
struct Link {
    text: String,
    href: String,
}

/// Shows the page.
pub(super) async fn show(visitor: Visitor, at: Numbered) -> Result<Html<String>, PageError> {
    at::may(&visitor)?;
    let one = found(&visitor, &at).await?;
    let mut form = Form::default();
    if let Some(said) = &one.said {
        form.put("is", word(said.is));
    }
    draw(&visitor, &at, &one, &form).await
}

/// Takes what the visitor says that the side is.
pub(super) async fn say(
    visitor: Visitor,
    at: Numbered,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    at::may(&visitor)?;
    let one = found(&visitor, &at).await?;
    let mut form = Form::of(pairs);
    let seen = match form.text("version") {
        "" => None,
        _ => Some(form.seen()?),
    };
    let done = match form.text("is").to_owned().as_str() {
        "begins" => begins(&visitor, &at, seen, &mut form).await?,
        "page" => page_of(&visitor, &at, seen, &mut form).await?,
        "blank" => Some(is(&visitor, &at, seen, SideIs::Blank).await),
        "again" => Some(is(&visitor, &at, seen, SideIs::Again).await),
        "not-ours" => Some(is(&visitor, &at, seen, SideIs::NotOurs).await),
        _ => {
            form.fault("is", "Choose what the side is");
            None
        }
    };
    match done {
        None => Ok(draw(&visitor, &at, &one, &form).await?.into_response()),
        Some(Ok(next)) => {
            let told = format!("What side {} is was kept.", at.number);
            visitor.tell(&session, &told).await?;
            Ok(Redirect::to(&at.at.path(&visitor, &next)).into_response())
        }
        Some(Err(refused)) => {
            noted(&mut form, refused)?;
            Ok(draw(&visitor, &at, &one, &form).await?.into_response())
        }
    }
}

/// What came of it: where to go on.
type Done = Result<String, PaperRefused>;

async fn is(visitor: &Visitor, at: &Numbered, seen: Option<Version>, side_is: SideIs) -> Done {
    let seen = (at.number, seen);
    visitor.book.say_of_side(&visitor.signed(), &at.batch(), seen, side_is).await?;
    Ok("/paper/sides".to_owned())
}

/// The side is a page of a return that is missing there.
async fn page_of(
    visitor: &Visitor,
    at: &Numbered,
    seen: Option<Version>,
    form: &mut Form,
) -> Result<Option<Done>, PageError> {
    let chosen = form.text("missing").split_once('.');
    let chosen = chosen.and_then(|(number, page)| Some((number.parse().ok()?, page.parse().ok()?)));
    let Some((number, page)) = chosen else {
        form.fault("missing", "Choose of which return it is which page");
        return Ok(None);
    };
    let said = is(visitor, at, seen, SideIs::PageOf { number, page }).await;
    Ok(Some(said.map(|_| format!("/paper/returns/{}/{number}", at.batch))))
}

/// A return is begun from the side.
async fn begins(
    visitor: &Visitor,
    at: &Numbered,
    seen: Option<Version>,
    form: &mut Form,
) -> Result<Option<Done>, PageError> {
    let held = at.at.found(visitor).await?;
    let forms = printed::forms(visitor, &at.at, &held).await?;
    let name = printed::chosen(form, &forms);
    let text = form.needed("page", "Enter which page of the form the side is");
    let page = text.as_ref().and_then(|text| text.parse::<u16>().ok());
    if let (Some(text), None) = (text, page) {
        form.fault("page", &format!("“{text}” is not the number of a page; write it in figures"));
    }
    let copy = printed::copy(form);
    let Some((form_name, page)) = name.zip(page).filter(|_| !form.has_faults()) else {
        return Ok(None);
    };
    let (signed, of) = (visitor.signed(), PageOfForm { form: form_name, page, copy });
    let begun = visitor.book.begin_return_from(&signed, &at.batch(), (at.number, seen), of).await;
    Ok(Some(begun.map(|()| format!("/paper/returns/{}/{}", at.batch, at.number))))
}

/// Notes a refusal beside the field that it is about.
fn noted(form: &mut Form, refused: PaperRefused) -> Result<(), PageError> {
    let field = match &refused {
        PaperRefused::Apart(_) if form.text("is") == "begins" => "page",
        PaperRefused::Apart(_) => "missing",
        PaperRefused::IsAReply(_)
        | PaperRefused::BegunFrom(_)
        | PaperRefused::KeyedFrom(_)
        | PaperRefused::BeingRead(_)
        | PaperRefused::IsOfReturn { .. } => "is",
        PaperRefused::NotPrinted(_) => "form",
        PaperRefused::NoSuchBatch(_)
        | PaperRefused::NoSuchFile { .. }
        | PaperRefused::ReadToItsEnd(_)
        | PaperRefused::FileReadToItsEnd(_)
        | PaperRefused::FileBeingRead(_)
        | PaperRefused::ReadBefore { .. }
        | PaperRefused::AnotherPage { .. }
        | PaperRefused::NoSuchReturn { .. }
        | PaperRefused::NoSuchSide { .. }
        | PaperRefused::NotSettled(_)
        | PaperRefused::TooMany { .. }
        | PaperRefused::Decision(_)
        | PaperRefused::Consultation(_) => return Err(refused.into()),
    };
    form.fault(field, &refused.to_string());
    Ok(())
}

/// The side, if it stands apart.
async fn found(visitor: &Visitor, at: &Numbered) -> Result<SideApart, PageError> {
    let sides = visitor.book.sides_apart(at.at.cycle, &at.at.questionnaire).await?;
    let mut sides = sides.into_iter();
    let found = sides.find(|one| one.batch == at.batch && one.side.number == at.number);
    found.ok_or(PageError::NotFound)
}

fn word(is: SideIs) -> &'static str {
    match is {
        SideIs::Blank => "blank",
        SideIs::NotOurs => "not-ours",
        SideIs::Again => "again",
        SideIs::PageOf { .. } => "page",
    }
}

/// The pages that are missing in returns of the batch which are no replies.
async fn missing(visitor: &Visitor, at: &Numbered, form: &Form) -> Result<Vec<Choice>, PageError> {
    let paper = visitor.book.open_paper(at.at.cycle, &at.at.questionnaire).await?;
    let of_batch = paper.returns.iter().filter(|one| one.batch == at.batch);
    let choices = of_batch.flat_map(|one| {
        let copy = one.of.copy.map_or_else(String::new, |copy| format!(", copy {copy}"));
        one.of.missing().into_iter().map(move |page| {
            let (number, pages) = (one.of.number, one.of.pages);
            let text = format!("Return {number}{copy}: page {page} of {pages}");
            Choice::of(form, "missing", &format!("{number}.{page}"), &text)
        })
    });
    Ok(choices.collect())
}

/// What was said of the side, by whom and when.
async fn said(visitor: &Visitor, one: &SideApart) -> Result<Option<String>, PageError> {
    let Some(said) = &one.said else { return Ok(None) };
    let mut people = visitor.book.people().await?.into_iter().map(|held| held.value);
    let person = people.find(|person| person.id.to_string() == said.by);
    let who = person.map_or_else(|| said.by.clone(), |person| person.name);
    let (what, when) = (capitalised(&said.is.in_words()), in_words(said.at).unwrap_or_default());
    Ok(Some(format!("{what}: {who}, {when}")))
}

async fn draw(
    visitor: &Visitor,
    at: &Numbered,
    one: &SideApart,
    form: &Form,
) -> Result<Html<String>, PageError> {
    let held = at.at.found(visitor).await?;
    let forms = printed::forms(visitor, &at.at, &held).await?;
    let files = sides::files(visitor, &at.at).await?;
    let title = sides::called(at.batch, at.number);
    let picture = sides::picture(visitor, &at.at, at.batch, &one.side);
    let of_return = one.said.as_ref().and_then(|said| match said.is {
        SideIs::PageOf { number, .. } => Some(Link {
            text: at::called(at.batch, number),
            href: at.at.path(visitor, &format!("/paper/returns/{}/{number}", at.batch)),
        }),
        SideIs::Blank | SideIs::NotOurs | SideIs::Again => None,
    });
    let it = SidePage {
        form: form.shown(),
        path: at.at.path(visitor, &format!("/paper/sides/{}/{}", at.batch, at.number)),
        back: at.at.path(visitor, "/paper/sides"),
        seen: one.said.as_ref().map(|said| said.version.0),
        picture: picture
            .map(|src| Picture { src, alt: format!("Scan of {}", title.to_lowercase()) }),
        place: sides::place(&one.side, at.batch, &files),
        why: sides::why(&one.side.reading),
        said: said(visitor, one).await?,
        of_return,
        choices: MAY_BE.map(|(value, text)| Choice::of(form, "is", value, text)).into(),
        missing: missing(visitor, at, form).await?,
        forms: printed::choices(form, &forms),
    };
    let around = at::page(visitor, &at.at, &held, &title).with(form);
    let around = around.below("Sides apart", at.at.path(visitor, "/paper/sides"));
    page::draw(&visitor.app, "consultations/paper/one_side.html", around, &it)
}
