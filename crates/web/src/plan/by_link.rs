//! Progress noted by a link, without an account: what an authority leads in a plan, and the form for each action.
//!
//! In comes what is written in a link; out go the actions of its authority and no others. Only tries with what is no link are
//! counted, so that nobody is shut out who notes often.

use axum::extract::FromRequestParts;
use axum::extract::RawPathParams;
use axum::http::request::Parts;
use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::terms::day::Day;
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
use crate::page::taken::Query;
use crate::page::taken::Sent;
use crate::page::taken::Unreadable;
use crate::people::choices::Choice;
use crate::plan::at::seen_next;
use crate::plan::noting::now;
use crate::plan::noting::read;
use crate::plan::refused;
use crate::plan::told;
use crate::plan::told::Tag;
use crate::who::Address;
use crate::who::token::Token;
use crate::who::visitor;

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
        let params = RawPathParams::from_request_parts(parts, app).await;
        let params = params.map_err(|_| Unreadable::Address)?;
        let token = params.iter().find(|(name, _)| *name == "token");
        let token = token.map(|(_, text)| Token::shown(text)).ok_or(PageError::NotFound)?;
        let book = visitor::book(parts, app).await?;
        let today = app.settings.clock.today()?;
        let Some(link) = book.progress_link(&token.fingerprint(), today).await? else {
            let Address(address) = Address::from_request_parts(parts, app).await?;
            app.limits.count_address(&address)?;
            return Err(PageError::Refused(OVER.to_owned()));
        };
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

    /// The action of a number among them.
    async fn action(&self, number: &str) -> Result<KeptAction, PageError> {
        let actions = self.actions().await?;
        let found = actions.into_iter().find(|kept| kept.number.to_string() == number);
        found.ok_or(PageError::NotFound)
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
        let kept = noting.action(&asked.action).await?;
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
    let ProgressLink { cycle, lead, name, until } = &noting.link;
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

/// Notes the progress of one.
pub(super) async fn note(noting: Noting, Sent(pairs): Sent) -> Result<Response, PageError> {
    let mut form = Form::of(pairs);
    let kept = noting.action(form.text("action")).await?;
    let seen = (noting.link.cycle, kept.number, form.seen()?);
    let Some(deed) = read(&mut form) else { return draw(&noting, &kept, &form).await };
    let noted = noting.book.record_action_deed(&noting.signed(), seen, deed, noting.today).await;
    if let Err(why) = noted {
        refused::note(&mut form, "words", why)?;
        let now = noting.action(form.text("action")).await?;
        return draw(&noting, &now, &form).await;
    }
    Ok(Redirect::to(&format!("{}?done={}", noting.path, kept.number)).into_response())
}

async fn draw(noting: &Noting, kept: &KeptAction, form: &Form) -> Result<Response, PageError> {
    let described = kept.action.described();
    let it = NotingPage {
        form: form.shown(),
        path: noting.path.clone(),
        number: kept.number,
        version: seen_next(form, kept.version),
        about: described.about.clone(),
        quarters: told::quarters(form, "quarter", now(noting.today)),
        judgements: told::judgements(form, "judgement"),
        unit: described.measure.as_ref().map(|measure| measure.typed().unit.clone()),
    };
    let around = noting.page(&described.title).await?.below("All actions", noting.path.clone());
    let around = around.with(form);
    Ok(page::draw(&noting.app, "plan/by_link_noting.html", around, &it)?.into_response())
}
