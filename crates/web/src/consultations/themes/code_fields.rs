//! One code of a frame: its words, its examples, splitting it and taking it out.

use std::collections::BTreeSet;

use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::consultation::themes::frame::Code;
use partnership::consultation::themes::frame::CodeFrame;
use partnership::consultation::themes::frame::CodeId;
use partnership::consultation::themes::frame::FrameDeed;
use partnership::membership::may::Deed;
use records::Version;
use tower_sessions::Session;

use crate::consultations::at::At;
use crate::consultations::themes::refused;
use crate::consultations::themes::which::OfQuestion;
use crate::consultations::themes::which::Which;
use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Sent;
use crate::people::short_name;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct CodePage {
    form: Shown,
    path: String,
    back: String,
    version: String,
    signed_off: bool,
}

/// Shows a code, to be changed.
pub(super) async fn ask(visitor: Visitor, at: At, which: Which) -> Result<Response, PageError> {
    let of = OfQuestion::of(&visitor, at, &which, Deed::ChangeConsultations).await?;
    let code = code(&of, &which)?;
    let mut form = Form::default();
    form.put("title", &code.title);
    form.put("belongs", &code.belongs);
    form.put("belongs_not", &code.belongs_not);
    let examples: Vec<String> = code.examples.iter().map(i64::to_string).collect();
    form.put("examples", &examples.join(", "));
    draw(&visitor, &of, code, &form)
}

/// Changes it, splits it or takes it out.
pub(super) async fn take(
    visitor: Visitor,
    at: At,
    which: Which,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let of = OfQuestion::of(&visitor, at, &which, Deed::ChangeConsultations).await?;
    let code = code(&of, &which)?;
    let mut form = Form::of(pairs);
    let (field, deed, done) = match form.text("deed") {
        "split" => {
            let into = [read(&mut form, &of, "one_", None), read(&mut form, &of, "other_", None)];
            let [Some(one), Some(other)] = into else { return draw(&visitor, &of, code, &form) };
            let done = format!("“{}” was split.", code.title);
            ("one_title", FrameDeed::Split(code.id.clone(), vec![one, other]), done)
        }
        "take-out" => {
            let done = format!("“{}” was taken out.", code.title);
            ("take-out", FrameDeed::TakeOut(code.id.clone()), done)
        }
        _ => {
            let Some(changed) = read(&mut form, &of, "", Some(code)) else {
                return draw(&visitor, &of, code, &form);
            };
            let done = format!("“{}” was changed.", changed.title);
            ("title", FrameDeed::Change(changed), done)
        }
    };
    let seen = form.optional_value("version").map(Version);
    let changed = visitor.book.change_code_frame(&visitor.signed(), &of.asked, seen, deed).await;
    if let Err(refused) = changed {
        refused::note(&mut form, field, refused)?;
        return draw(&visitor, &of, code, &form);
    }
    visitor.tell(&session, &done).await?;
    Ok(Redirect::to(&of.path(&visitor, "/frame")).into_response())
}

fn code<'of>(of: &'of OfQuestion, which: &Which) -> Result<&'of Code, PageError> {
    let frame = of.last_frame().ok_or(PageError::NotFound)?;
    which.code.as_ref().and_then(|id| frame.code(id)).ok_or(PageError::NotFound)
}

/// The code that fields with this beginning describe: the same anew, or a new one with a short name of its own. What is
/// wrong stands in the form.
pub(super) fn read(
    form: &mut Form,
    of: &OfQuestion,
    begins: &str,
    same: Option<&Code>,
) -> Option<Code> {
    let title = form.needed(&format!("{begins}title"), "Enter what the code is called");
    let belongs = form.text(&format!("{begins}belongs")).to_owned();
    let belongs_not = form.text(&format!("{begins}belongs_not")).to_owned();
    let field = format!("{begins}examples");
    let numbers = form.text(&field).to_owned();
    let there: BTreeSet<i64> = of.comments.iter().map(|comment| comment.reply).collect();
    let mut examples = BTreeSet::new();
    for number in numbers.split([',', ' ']).filter(|number| !number.is_empty()) {
        match number.parse() {
            Ok(reply) if there.contains(&reply) => {
                examples.insert(reply);
            }
            Ok(_) | Err(_) => {
                let told = format!("`{number}` is no reply with a comment here; enter its number");
                form.fault(&field, &told);
            }
        }
    }
    let title = title.filter(|_| !form.has_faults())?;
    let id = match same {
        Some(code) => code.id.clone(),
        None => free_name(&title, of, form)?,
    };
    Some(Code { id, title, belongs, belongs_not, examples })
}

/// A short name that no code ever had in this frame, nor another that the same form makes.
fn free_name(title: &str, of: &OfQuestion, form: &Form) -> Option<CodeId> {
    let plain = short_name::plain(title, "code");
    let codes = of.frames.iter().flat_map(CodeFrame::codes);
    let mut taken: BTreeSet<String> = codes.map(|code| code.id.to_string()).collect();
    if form.text("other_title") == title && form.text("one_title") != title {
        taken.insert(short_name::plain(form.text("one_title"), "code"));
    }
    let numbered = (2..).map(|number| format!("{plain}-{number}"));
    let mut tried = std::iter::once(plain.clone()).chain(numbered).take(taken.len() + 1);
    tried.find(|text| !taken.contains(text))?.parse().ok().map(CodeId)
}

fn draw(
    visitor: &Visitor,
    of: &OfQuestion,
    code: &Code,
    form: &Form,
) -> Result<Response, PageError> {
    let it = CodePage {
        form: form.shown(),
        path: of.path(visitor, &format!("/frame/{}", code.id)),
        back: of.path(visitor, "/frame"),
        version: of.seen.map(|seen| seen.0.to_string()).unwrap_or_default(),
        signed_off: of.last_frame().is_some_and(CodeFrame::is_signed_off),
    };
    let around = of.page(visitor, &code.title);
    let around = around.below("Code frame", it.back.clone()).with(form);
    let drawn = page::draw(&visitor.app, "consultations/themes/code.html", around, &it)?;
    Ok(drawn.into_response())
}
