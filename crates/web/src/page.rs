//! What all pages have in common: what is around them, forms, and what is told when there is none.
//!
//! In come values that a handler has formatted already; out goes a whole page.

pub(crate) mod blocks;
pub(crate) mod csv;
pub(crate) mod document;
pub mod fault;
pub mod file;
pub mod form;
pub mod section;
pub mod taken;
pub(crate) mod told;
pub(crate) mod unsaved;

use axum::response::Html;
use partnership::membership::person::Role;
use serde::Serialize;

use crate::app::App;
use crate::letters;
use crate::page::fault::PageError;
use crate::page::form::Fault;
use crate::page::form::Form;
use crate::page::section::Navigation;
use crate::who::visitor::Visitor;
use crate::who::visitor::Way;

/// What `layout.html` shows around a page's own content.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Page {
    /// What the page is, as its heading says it: "Meetings".
    pub title: String,
    /// The partnership's name; empty on a page that belongs to none, such as that of signing in.
    pub partnership: String,
    /// Where the partnership's first page is.
    pub home: String,
    /// The main places of the program, in order, and those beside the page.
    pub navigation: Navigation,
    /// Who is signed in, if anybody is.
    pub signed_in: Option<SignedIn>,
    /// The pages above this one, from the top. One alone is shown as "Back".
    pub above: Vec<PageLink>,
    /// What stands across the top of every page, such as that the date stands still.
    pub notice: Option<String>,
    /// What has just been done: "The meeting was saved."
    pub done: Option<String>,
    /// What is wrong with the form that was sent, in the order of its fields.
    pub faults: Vec<Fault>,
}

impl Page {
    /// A page of this title that belongs to no partnership and that nobody need sign in for.
    pub fn titled(title: impl Into<String>) -> Page {
        Page { title: title.into(), home: "/".to_owned(), ..Page::default() }
    }

    /// A page for somebody who has not signed in.
    pub(crate) fn outside(app: &App, title: impl Into<String>) -> Page {
        let notice = app.settings.clock.stands_on().map(|day| {
            format!("This is the worked example. Its date stands still on {}.", day.in_words())
        });
        Page { notice, ..Page::titled(title) }
    }

    /// A page of a partnership, for somebody who has signed in.
    pub fn of(visitor: &Visitor, title: impl Into<String>) -> Page {
        Page {
            partnership: visitor.partnership_name.clone(),
            home: visitor.path(""),
            navigation: Navigation::of(visitor),
            signed_in: SignedIn::of(visitor),
            done: visitor.told.clone(),
            ..Page::outside(&visitor.app, title)
        }
        .telling_of_mail(visitor)
        .noting(visitor.ended.as_deref())
        .for_guest(visitor)
    }

    /// The page with word that no letters go, for those who can change that.
    fn telling_of_mail(self, visitor: &Visitor) -> Page {
        let theirs = visitor.person.role == Role::Administrator;
        let none_go = theirs && visitor.app.settings.mail.is_none();
        let told = none_go.then(|| letters::NO_MAIL.to_owned());
        Page { notice: self.notice.or(told), ..self }
    }

    /// The page with what tells somebody from elsewhere for whom, and until when, they are here.
    fn for_guest(self, visitor: &Visitor) -> Page {
        match &visitor.way {
            Way::SignedIn => self,
            Way::LetIn(home) => {
                let role = visitor.person.role.in_words();
                self.noting(Some(&format!("You work here as {role} from {}.", home.name)))
            }
            Way::Reading(until) => {
                let until = crate::clock::in_words(*until).unwrap_or_default();
                let told = format!("You read this as {}, until {until}.", visitor.person.name);
                self.noting(Some(&told))
            }
        }
    }

    /// The page with what must be known of it besides, such as that it was made up.
    pub(crate) fn noting(mut self, told: Option<&str>) -> Page {
        if let Some(told) = told {
            self.notice = Some(match self.notice {
                Some(notice) => format!("{notice} {told}"),
                None => told.to_owned(),
            });
        }
        self
    }

    /// The page below another.
    pub fn below(mut self, text: &str, href: impl Into<String>) -> Page {
        self.above.push(PageLink::to(href, text));
        self
    }

    /// The page with what is wrong with its form.
    pub fn with(self, form: &Form) -> Page {
        Page { faults: form.faults().to_vec(), ..self }
    }

    /// The page with what was just done.
    pub fn done(self, done: Option<String>) -> Page {
        Page { done, ..self }
    }
}

/// A page above another one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PageLink {
    /// Its title, or what it is called on the way to it.
    pub text: String,
    /// Where it is.
    pub href: String,
}

impl PageLink {
    /// The link to the page at `href`, called `text`.
    #[must_use]
    pub fn to(href: impl Into<String>, text: &str) -> PageLink {
        PageLink { text: text.to_owned(), href: href.into() }
    }
}

/// A main place of the program, as the band below the header lists it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Destination {
    /// Its name.
    pub text: String,
    /// Where it is.
    pub href: String,
    /// Whether this page is it.
    pub current: bool,
    /// Whether this page is it, or below it.
    pub active: bool,
}

/// Who is signed in, and how they sign out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SignedIn {
    /// Their name.
    pub name: String,
    /// Where their own account is.
    pub account: String,
    /// Where the button to sign out posts to.
    pub sign_out: String,
}

impl SignedIn {
    /// A visitor, if they signed in.
    fn of(visitor: &Visitor) -> Option<SignedIn> {
        match &visitor.way {
            Way::Reading(_) => None,
            Way::LetIn(home) => Some(SignedIn {
                name: visitor.person.name.clone(),
                account: home.list(),
                sign_out: format!("/{}/sign-out", home.partnership),
            }),
            Way::SignedIn => Some(SignedIn {
                name: visitor.person.name.clone(),
                account: visitor.path("/me"),
                sign_out: visitor.path("/sign-out"),
            }),
        }
    }
}

/// A page with its own content, as its template gets them.
#[derive(Debug, Serialize)]
pub(crate) struct Drawn<'it, T> {
    /// What is around it.
    pub(crate) page: Page,
    /// What is on it.
    pub(crate) it: &'it T,
}

/// Draws a page.
///
/// # Errors
/// When the template does not go with the values, which a test would have found.
pub fn draw(
    app: &App,
    template: &str,
    page: Page,
    it: &impl Serialize,
) -> Result<Html<String>, PageError> {
    Ok(Html(app.design.render(template, Drawn { page, it })?))
}

/// A text, paragraph by paragraph.
pub(crate) fn paragraphs(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::design::{Design, Look};

    fn shown(page: &Page) -> String {
        let design = Design::new(&Look::default()).unwrap();
        design.render("layout.html", json!({ "page": page })).unwrap()
    }

    #[test]
    fn names_are_shown_as_they_are_and_never_as_html() {
        let mut page = Page::titled("<b>Year</b> & \"plan\"");
        page.partnership = "</title><script>alert(1)</script>".to_owned();
        page.done = Some("<i>done</i>".to_owned());
        page.above = vec![PageLink::to("/a?b=1&c=\"2\"", "<u>up</u>")];
        let html = shown(&page);
        for raw in ["<b>", "<script>alert", "<i>", "<u>", "&c="] {
            assert!(!html.contains(raw), "`{raw}` is in the page");
        }
        assert!(
            html.contains("<title>&lt;b&gt;Year&lt;/b&gt; &amp; &quot;plan&quot; – &lt;/title")
        );
    }

    #[test]
    fn nobody_signs_out_who_is_not_signed_in() {
        let mut page = Page::titled("Sign in");
        assert!(!shown(&page).contains("Sign out"));
        page.signed_in = Some(SignedIn {
            name: "Ann Example".to_owned(),
            account: "/smp/me".to_owned(),
            sign_out: "/sign-out".to_owned(),
        });
        let html = shown(&page);
        assert!(html.contains("<form method=\"post\" action=\"/sign-out\""));
        assert!(html.contains("Sign out</button>"));
    }
}
