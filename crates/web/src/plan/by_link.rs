//! Progress noted by a link, without an account: what an authority leads in a plan, and the form for each action.
//!
//! In comes what is written in a link; out go the actions of its authority and no others. Only tries with what is no link are
//! counted, so that nobody is shut out who notes often.

use axum::extract::FromRequestParts;
use axum::extract::State;
use axum::http::request::Parts;
use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::task_groups::judgement::Rag;
use partnership::terms::day::Day;
use partnership::terms::period::Period;
use records::Book;
use records::KeptAction;
use records::ProgressLink;
use records::Signed;

use crate::app::App;
use crate::page;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::paragraphs;
use crate::page::taken::Query;
use crate::page::taken::Sent;
use crate::page::unsaved;
use crate::page::unsaved::Written;
use crate::people::choices::Choice;
use crate::plan::noting::now;
use crate::plan::noting::read;
use crate::plan::refused;
use crate::plan::told;
use crate::plan::told::Tag;
use crate::who::by_link::ByLink;
use crate::who::by_link::opened;
use crate::who::token::Token;

/// What is told of a link that cannot be followed.
const OVER: &str =
    "The link to note progress by has expired, was withdrawn, or was renewed. Ask for a new one";

/// Whoever notes progress by a link.
pub(super) struct Noting {
    app: App,
    book: Book,
    today: Day,
    link: ProgressLink,
    path: String,
}

/// What stands behind the question mark of the address.
#[derive(Debug, Default, serde::Deserialize)]
pub(super) struct Asked {
    /// The action whose form is asked for.
    #[serde(default)]
    action: String,
    /// The action that was noted just now.
    #[serde(default)]
    done: String,
}

/// The actions.
#[derive(Debug, serde::Serialize)]
struct LinkPage {
    greeting: String,
    actions: Vec<Line>,
}

/// An action that is to be done.
#[derive(Debug, serde::Serialize)]
struct Line {
    title: String,
    href: String,
    due: String,
    overdue: bool,
    state: Tag,
}

/// The form of one.
#[derive(Debug, serde::Serialize)]
struct NotingPage {
    form: Shown,
    path: String,
    number: i64,
    version: String,
    about: String,
    quarters: Vec<Choice>,
    judgements: Vec<Choice>,
    unit: Option<String>,
}

/// The path of the page behind a link.
pub(super) fn path(book: &Book, link: &Token) -> String {
    format!("/{}/progress/{}", book.id(), link.as_str())
}

impl FromRequestParts<App> for Noting {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Noting, PageError> {
        let ByLink { book, today, token } = ByLink::from_request_parts(parts, app).await?;
        let found = book.progress_link(&token.fingerprint(), today).await?;
        let link = opened(parts, app, found, OVER).await?;
        let path = path(&book, &token);
        Ok(Noting { app: app.clone(), book, today, link, path })
    }
}

impl Noting {
    /// What the authority leads and is still to be done.
    async fn actions(&self) -> Result<Vec<KeptAction>, PageError> {
        let mut all = self.book.plan_actions(self.link.cycle).await?;
        all.retain(|kept| {
            kept.action.standing().is_open() && kept.action.described().lead == self.link.lead
        });
        Ok(all)
    }

    /// The action of a number among them, unless it is over or another's.
    async fn action(&self, number: &str) -> Result<Option<KeptAction>, PageError> {
        let actions = self.actions().await?;
        Ok(actions.into_iter().find(|kept| kept.number.to_string() == number))
    }

    async fn page(&self, title: &str) -> Result<Page, PageError> {
        let partnership = self.book.partnership().await?.value.name().to_owned();
        Ok(Page { partnership, home: self.path.clone(), ..Page::outside(&self.app, title) })
    }

    /// The signature: the audit record has the authority and no name.
    fn signed(&self) -> Signed {
        Signed {
            who: format!("whoever notes progress for {}, by a link", self.link.lead),
            at: self.app.settings.clock.now(),
        }
    }
}

/// Shows the actions, or the form of the one that is asked for.
pub(super) async fn show(
    noting: Noting,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    if !asked.action.is_empty() {
        let kept = noting.action(&asked.action).await?.ok_or(PageError::NotFound)?;
        let mut form = Form::default();
        form.put("quarter", &now(noting.today).to_string());
        return draw(&noting, &kept, &form).await;
    }
    let actions = noting.actions().await?;
    let done = actions.iter().find(|kept| kept.number.to_string() == asked.done);
    let done =
        done.map(|kept| format!("The progress of “{}” was noted.", kept.action.described().title));
    let line = |kept: &KeptAction| Line {
        title: told::title(kept.number, &kept.action),
        href: format!("{}?action={}", noting.path, kept.number),
        due: kept.action.due().in_words(),
        overdue: kept.action.is_overdue(noting.today),
        state: Tag::of(&kept.action),
    };
    let ProgressLink { cycle, lead, name, until, .. } = &noting.link;
    let it = LinkPage {
        greeting: format!(
            "This link is for {name}, who notes the progress of what {lead} leads in the plan for {}. It works until \
             the end of {}.",
            cycle.in_words(),
            until.in_words()
        ),
        actions: actions.iter().map(line).collect(),
    };
    let around = noting.page("Progress of actions").await?.done(done);
    Ok(page::draw(&noting.app, "plan/by_link.html", around, &it)?.into_response())
}

/// Notes the progress of one. Where the link or the action ended meanwhile, what was written comes back to be copied.
pub(super) async fn note(
    State(app): State<App>,
    noting: Result<Noting, PageError>,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let mut form = Form::of(pairs);
    let noting = match noting {
        Ok(noting) => noting,
        Err(PageError::Refused(why)) => {
            let around = Page::outside(&app, unsaved::TITLE);
            return unsaved::show(&app, around, (&why, unsaved::BY_NEW_LINK), written(&form));
        }
        Err(other) => return Err(other),
    };
    let number = form.text("action").to_owned();
    let Some(kept) = noting.action(&number).await? else { return ended(&noting, &form).await };
    let seen = (noting.link.cycle, kept.number, form.seen()?);
    let Some(deed) = read(&mut form, &kept.action, noting.today) else {
        return draw(&noting, &kept, &form).await;
    };
    let noted = noting.book.record_action_deed(&noting.signed(), seen, deed, noting.today).await;
    if let Err(why) = noted {
        refused::note(&mut form, "words", why)?;
        return match noting.action(&number).await? {
            Some(now) => draw(&noting, &now, &form).await,
            None => ended(&noting, &form).await,
        };
    }
    Ok(Redirect::to(&format!("{}?done={}", noting.path, kept.number)).into_response())
}

/// Shows what was written of an action that is no more to be done by the link's authority. Of the action itself nothing is
/// told, since it may be another's.
async fn ended(noting: &Noting, form: &Form) -> Result<Response, PageError> {
    let why = format!(
        "the action is not among those that {} leads and that are to be done: it was finished, dropped, carried over or \
         given to another meanwhile",
        noting.link.lead
    );
    let around = noting.page(unsaved::TITLE).await?.below("All actions", noting.path.clone());
    let next = ", and send it to the partnership if it still matters.";
    unsaved::show(&noting.app, around, (&why, next), written(form))
}

/// What was written, in the order of the fields.
fn written(form: &Form) -> Vec<Written> {
    let quarter = form.text("quarter").parse().map(|quarter| Period::Quarter(quarter).in_words());
    let judgement = Rag::of_code(form.text("judgement")).map(Rag::in_words);
    let parts = [
        ("The quarter", quarter.unwrap_or_default()),
        ("How the action does", judgement.unwrap_or_default().to_owned()),
        ("What was done, and what is in the way", form.text("words").to_owned()),
        ("The figure of its measure", form.text("figure").to_owned()),
    ];
    let parts = parts.map(|(heading, text)| Written { heading, paragraphs: paragraphs(&text) });
    parts.into_iter().filter(|part| !part.paragraphs.is_empty()).collect()
}

async fn draw(noting: &Noting, kept: &KeptAction, form: &Form) -> Result<Response, PageError> {
    let described = kept.action.described();
    let it = NotingPage {
        form: form.shown(),
        path: noting.path.clone(),
        number: kept.number,
        version: form.seen_next(kept.version),
        about: described.about.clone(),
        quarters: told::quarters(form, "quarter", now(noting.today)),
        judgements: told::judgements(form, "judgement"),
        unit: described.measure.as_ref().map(|measure| measure.typed().unit.clone()),
    };
    let around = noting.page(&described.title).await?.below("All actions", noting.path.clone());
    let around = around.with(form);
    Ok(page::draw(&noting.app, "plan/by_link_noting.html", around, &it)?.into_response())
}
