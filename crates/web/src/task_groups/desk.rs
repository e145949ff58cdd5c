//! Whoever writes a commentary: by a link of their own, without an account, or signed in for a group of theirs.
//!
//! In comes a request; out goes the one commentary that it may write, or why none. Only tries with what is no link are
//! counted, so that nobody is shut out who saves often.

use axum::extract::FromRequestParts;
use axum::extract::RawPathParams;
use axum::http::request::Parts;
use partnership::membership::may::Deed;
use partnership::task_groups::commentary::Commentary;
use partnership::terms::day::Day;
use partnership::terms::period::Period;
use records::Book;
use records::CommentaryLink;
use records::Held;
use records::Signed;

use crate::app::App;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::page::taken::Unreadable;
use crate::task_groups::asking;
use crate::task_groups::which::around;
use crate::who::by_link::ByLink;
use crate::who::by_link::opened;
use crate::who::visitor::Visitor;

/// What is told of a link that cannot be followed.
const OVER: &str =
    "The link to the commentary has expired, was withdrawn, or was renewed. Ask for a new one";

/// A commentary, and whoever may write it.
pub(super) struct Desk {
    pub(super) app: App,
    pub(super) book: Book,
    pub(super) today: Day,
    pub(super) number: i64,
    pub(super) held: Held<Commentary>,
    /// Where it is written.
    pub(super) path: String,
    who: Who,
}

enum Who {
    ByLink(Box<CommentaryLink>),
    SignedIn(Box<Visitor>),
}

impl FromRequestParts<App> for Desk {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Desk, PageError> {
        let params = RawPathParams::from_request_parts(parts, app).await;
        let params = params.map_err(|_| Unreadable::Address)?;
        let named = |wanted: &str| {
            params.iter().find(|(name, _)| *name == wanted).map(|(_, value)| value.to_owned())
        };
        match (named("token"), named("number")) {
            (Some(_), _) => Desk::by_link(parts, app).await,
            (None, Some(number)) => Desk::signed_in(parts, app, &number).await,
            (None, None) => Err(PageError::NotFound),
        }
    }
}

impl Desk {
    async fn by_link(parts: &mut Parts, app: &App) -> Result<Desk, PageError> {
        let ByLink { book, today, token } = ByLink::from_request_parts(parts, app).await?;
        let found = book.commentary_link(&token.fingerprint(), today).await?;
        let link = opened(parts, app, found, OVER).await?;
        let number = link.commentary;
        let path = crate::task_groups::letters::path(&book, &token);
        let who = Who::ByLink(Box::new(link));
        Desk::at(app, (book, today), (number, path), who).await
    }

    async fn signed_in(parts: &mut Parts, app: &App, number: &str) -> Result<Desk, PageError> {
        let visitor = Visitor::from_request_parts(parts, app).await?;
        if !visitor.can(Deed::ChangeTaskGroups) {
            visitor.may(Deed::ChangeTaskGroups)?;
        }
        let number: i64 = number.parse().map_err(|_| PageError::NotFound)?;
        let path = visitor.path(&format!("/task-groups/commentaries/{number}/write"));
        let of = (visitor.book.clone(), visitor.today);
        let desk = Desk::at(app, of, (number, path), Who::SignedIn(Box::new(visitor))).await?;
        if let Who::SignedIn(visitor) = &desk.who {
            visitor.may_for(Deed::ChangeTaskGroups, &desk.held.value.group)?;
        }
        Ok(desk)
    }

    async fn at(
        app: &App,
        (book, today): (Book, Day),
        (number, path): (i64, String),
        who: Who,
    ) -> Result<Desk, PageError> {
        let all = book.commentaries(None).await?;
        let found = all.into_iter().find(|(one, _)| *one == number);
        let (_, held) = found.ok_or(PageError::NotFound)?;
        Ok(Desk { app: app.clone(), book, today, number, held, path, who })
    }

    /// The signature under what is written. Of whoever comes by a link the audit record has the group and no name.
    pub(super) fn signed(&self) -> Signed {
        match &self.who {
            Who::SignedIn(visitor) => visitor.signed(),
            Who::ByLink(_) => Signed {
                who: format!("whoever writes for the {}, by a link", self.held.value.group),
                at: self.app.settings.clock.now(),
            },
        }
    }

    /// What is around a page.
    pub(super) async fn page(&self, title: &str) -> Result<Page, PageError> {
        match &self.who {
            Who::SignedIn(visitor) => {
                let commentary = &self.held.value;
                let quarter = Period::Quarter(commentary.quarter).in_words();
                let path = asking::quarter_path(visitor, commentary.quarter);
                Ok(around(visitor, title).below(&quarter, path))
            }
            Who::ByLink(_) => {
                let partnership = self.book.partnership().await?.value.name().to_owned();
                Ok(Page { partnership, home: self.path.clone(), ..Page::outside(&self.app, title) })
            }
        }
    }

    /// Who is greeted, and until when their link works; none for those who signed in.
    pub(super) fn link(&self) -> Option<(&str, Day)> {
        match &self.who {
            Who::ByLink(link) => Some((&link.asked.name, link.asked.until)),
            Who::SignedIn(_) => None,
        }
    }
}
