//! A publication is sent to those on some lists: asked for, and begun.

use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::distribution::dispatch::Listed;
use partnership::distribution::list::ListId;
use partnership::distribution::sending::Asked;
use partnership::distribution::sending::Enclosed;
use partnership::distribution::sending::NotSent;
use partnership::distribution::sending::Published;
use partnership::distribution::sending::Sending;
use partnership::terms::wording::sentence;
use records::KeptPublication;
use records::KeptRecipient;
use tower_sessions::Session;

use crate::distribution::NO_MAIL;
use crate::distribution::at::At;
use crate::distribution::at::caution;
use crate::distribution::at::sending_path;
use crate::distribution::going;
use crate::guard::rate::TooMany;
use crate::page;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Sent;
use crate::people::choices::Choice;
use crate::who::visitor::Visitor;

/// What is chosen where nothing is printed; a document is never called so, as each has its subtitle.
const NOTHING: &str = "nothing";

/// The form.
#[derive(Debug, serde::Serialize)]
struct SendPage {
    form: Shown,
    path: String,
    back: String,
    new_list: String,
    documents: Vec<String>,
    lists: Vec<Choice>,
    /// What may be enclosed; nothing where nobody gets printed copies.
    enclosed: Vec<Choice>,
    caution: Option<String>,
    /// That no e-mail goes here, where none does.
    no_mail: Option<&'static str>,
}

/// Asks to whom it is to go.
pub(super) async fn ask(visitor: Visitor, at: At) -> Result<Response, PageError> {
    let kept = at.publication(&visitor).await?;
    draw(&visitor, &kept, &Form::default()).await
}

/// Begins a sending; the letters go apart from whoever waits for the page.
pub(super) async fn begin(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let kept = at.publication(&visitor).await?;
    let mut form = Form::of(pairs);
    let recipients = visitor.book.recipients().await?;
    let asked = asked(&visitor, &form).await?;
    let caution = caution(&visitor.book, visitor.today).await?;
    let publication = &kept.publication;
    let of = Published { cycle: kept.cycle, number: kept.number, publication };
    let begun = Sending::begin(of, asked, visitor.today, caution).and_then(|sending| {
        let planned = sending.planned(&listed(&sending, &recipients), []);
        sending.going_to(&planned).map(|sending| (sending, planned))
    });
    let (sending, planned) = match begun {
        Ok(begun) => begun,
        Err(why) => {
            form.fault(field(&why), &why.to_string());
            return draw(&visitor, &kept, &form).await;
        }
    };
    let number = visitor.book.begin_sending(&visitor.signed(), &sending, &planned).await;
    let number = number.map_err(|why| PageError::Refused(why.to_string()))?;
    start(&visitor);
    let told = format!("The sending was begun, to {}.", in_all(planned.len()));
    visitor.tell(&session, &told).await?;
    Ok(Redirect::to(&sending_path(&visitor, number, "")).into_response())
}

/// Those on the lists of a sending, list by list.
pub(super) fn listed<'a>(sending: &Sending, recipients: &'a [KeptRecipient]) -> Vec<Listed<'a>> {
    let on_them = recipients.iter().filter(|one| sending.lists().contains(&one.list));
    let listed = on_them.map(|one| Listed {
        list: &one.list,
        number: one.number,
        recipient: &one.recipient,
    });
    listed.collect()
}

/// Begins to send what waits. Where too much is under way, the next round of letters does: what waits is kept.
pub(super) fn start(visitor: &Visitor) {
    let sending = going::send_apart(visitor.app.clone(), visitor.book.clone(), visitor.today);
    let _later: Result<(), TooMany> = visitor.app.errands.begin(sending);
}

fn in_all(count: usize) -> String {
    if count == 1 { "1 place".to_owned() } else { format!("{count} places") }
}

/// Beside which field it is told why nothing goes.
fn field(why: &NotSent) -> &'static str {
    match why {
        NotSent::PreElection(_) => "despite",
        NotSent::Long => "words",
        NotSent::NothingSaid(_) | NotSent::NotOfIt(_) => "enclosed",
        NotSent::NoList | NotSent::Nobody | NotSent::Withdrawn(_) | NotSent::TooEarly(_) => "lists",
    }
}

async fn asked(visitor: &Visitor, form: &Form) -> Result<Asked, PageError> {
    let there = visitor.book.distribution_lists().await?;
    let chosen = |id: &ListId| form.texts("lists").any(|word| word == id.to_string());
    Ok(Asked {
        lists: there.into_iter().map(|held| held.value.id).filter(chosen).collect(),
        words: form.text("words").to_owned(),
        despite: form.optional("despite"),
        enclosed: enclosed(form),
    })
}

/// What is chosen to be enclosed; none where nothing is.
fn enclosed(form: &Form) -> Option<Enclosed> {
    let chosen: Vec<String> = form.texts("enclosed").map(str::to_owned).collect();
    if chosen.iter().any(|one| one == NOTHING) {
        return Some(Enclosed::Nothing);
    }
    (!chosen.is_empty()).then_some(Enclosed::These(chosen))
}

/// The documents that may be enclosed, and that none is.
fn may_be_enclosed(form: &Form, documents: &[String]) -> Vec<Choice> {
    let document = |one: &String| Choice::of(form, "enclosed", one, one);
    let nothing = Choice::of(form, "enclosed", NOTHING, "Nothing is printed this time");
    documents.iter().map(document).chain([nothing]).collect()
}

async fn draw(
    visitor: &Visitor,
    kept: &KeptPublication,
    form: &Form,
) -> Result<Response, PageError> {
    if kept.publication.withdrawn().is_some() {
        return Err(PageError::NotFound);
    }
    let recipients = visitor.book.recipients().await?;
    let lists = visitor.book.distribution_lists().await?;
    let lists = lists.iter().map(|held| {
        let list = &held.value;
        let on_it = recipients.iter().filter(|one| one.list == list.id).count();
        let choice = Choice::of(form, "lists", &list.id.to_string(), &list.name);
        choice.with_hint(if on_it == 1 {
            "1 recipient".to_owned()
        } else {
            format!("{on_it} recipients")
        })
    });
    let caution = caution(&visitor.book, visitor.today).await?;
    let documents = kept.publication.documents();
    let it = SendPage {
        form: form.shown(),
        path: visitor.path(&format!("/publish/{}/send", kept.number)),
        back: visitor.path(&format!("/publish?cycle={}", kept.cycle)),
        new_list: visitor.path("/distribution/lists/new"),
        documents: documents.to_vec(),
        lists: lists.collect(),
        enclosed: if recipients.iter().any(|one| one.recipient.copies > 0) {
            may_be_enclosed(form, documents)
        } else {
            Vec::new()
        },
        caution: caution.map(|caution| sentence(&caution.in_words())),
        no_mail: visitor.app.settings.mail.is_none().then_some(NO_MAIL),
    };
    let around = Page::of(visitor, "Send it to those on the lists");
    let around = around.below("Publication", it.back.clone()).with(form);
    Ok(page::draw(&visitor.app, "distribution/send.html", around, &it)?.into_response())
}
