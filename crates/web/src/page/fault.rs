//! Why a page cannot be shown or a change not made, and what the reader is told. The only place that knows of
//! HTTP's status codes.

use axum::Extension;
use axum::extract::Request;
use axum::extract::State;
use axum::http::HeaderValue;
use axum::http::StatusCode;
use axum::http::header;
use axum::middleware::Next;
use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use records::AccountRefused;
use records::ChangeError;
use records::ConsultationRefused;
use records::RecordsError;
use records::TimetableRefused;

use crate::app::App;
use crate::clock::ClockError;
use crate::design::DesignError;
use crate::guard::rate::TooMany;
use crate::guard::viruses::NotClean;
use crate::page::Page;
use crate::page::taken::Unreadable;

/// Why there is no page.
#[derive(Debug, thiserror::Error)]
pub enum PageError {
    /// There is no such page, or nobody may know of it.
    #[error("there is no such page")]
    NotFound,
    /// It is for those who have signed in.
    #[error("sign in first")]
    SignIn {
        /// Where to sign in.
        at: String,
    },
    /// It is not for a person in that role.
    #[error("{0}")]
    NotAllowed(String),
    /// The request began on a page that is not ours.
    #[error("the request did not come from a page of Saferplan")]
    FromElsewhere,
    /// What was sent came too slowly.
    #[error("what was sent came too slowly, and was broken off")]
    TooSlow,
    /// Somebody tried too often.
    #[error(transparent)]
    TooMany(#[from] TooMany),
    /// Too many pages were asked for from one address.
    #[error("more pages were asked for from your address than one may have in so short a time")]
    TooManyPages(TooMany),
    /// What was asked or sent could not be read.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// A file is not taken for what is in it, or since nobody could tell.
    #[error(transparent)]
    NotClean(#[from] NotClean),
    /// The change cannot be made: the words say why and what to do.
    #[error("{0}")]
    Refused(String),
    /// It was there, and was taken away: the words say when and why.
    #[error("{0}")]
    Gone(String),
    /// The records could not be read or written.
    #[error(transparent)]
    Records(#[from] RecordsError),
    /// The clock cannot be read.
    #[error(transparent)]
    Clock(#[from] ClockError),
    /// The page could not be drawn.
    #[error(transparent)]
    Design(#[from] DesignError),
    /// Something that should not happen.
    #[error("{0}")]
    Broken(String),
}

impl From<AccountRefused> for PageError {
    fn from(refused: AccountRefused) -> PageError {
        match refused {
            AccountRefused::Change(ChangeError::Records(error)) => PageError::Records(error),
            other => PageError::Refused(other.to_string()),
        }
    }
}

impl From<ConsultationRefused> for PageError {
    fn from(refused: ConsultationRefused) -> PageError {
        match refused {
            ConsultationRefused::NoSuchConsultation(_) | ConsultationRefused::NoSuchVersion(_) => {
                PageError::NotFound
            }
            ConsultationRefused::Timetable(TimetableRefused::Change(ChangeError::Records(
                error,
            ))) => PageError::Records(error),
            other => PageError::Refused(other.to_string()),
        }
    }
}

/// Where somebody signs in before what they asked for; it goes with an answer that leads there.
#[derive(Debug, Clone)]
pub(crate) struct SignInFirst(pub(crate) String);

/// What is told in place of a page.
#[derive(Debug, Clone, serde::Serialize)]
struct Told {
    title: &'static str,
    text: String,
    next: &'static str,
}

/// A title, what happened, and what to do.
type Fixed = (&'static str, &'static str, &'static str);

const NOT_FOUND: Fixed = (
    "Page not found",
    "There is no page at this address, or it is not yours to see.",
    "If you typed the address, check it. If you followed a link, the thing may have been taken away.",
);
const FROM_ELSEWHERE: Fixed = (
    "Nothing was changed",
    "The request did not come from a page of Saferplan, so it was refused.",
    "Go back to the page, load it again and send the form from there.",
);
const AWAY: Fixed = (
    "Try again in a minute",
    "The records cannot be reached at the moment.",
    "If you were changing something, look first whether the change is there.",
);
const NOT_LOOKED_THROUGH: Fixed = (
    "The file could not be checked",
    "Every file is looked through for viruses before it is taken, and the virus scanner does not answer at the moment.",
    "Nothing was changed. Try again in a few minutes. If it goes on, tell whoever looks after Saferplan for you.",
);
const HARMFUL: &str = "Nothing was changed, and nothing of the file is kept. Tell whoever it came from, and the council's own IT.";
const BROKEN: Fixed = (
    "Something is wrong with Saferplan",
    "The page could not be made. This is a fault of the program, not of yours.",
    "Tell whoever looks after Saferplan for you; the log says more.",
);

/// What is told where something could not be read.
fn unreadable(what: Unreadable) -> Fixed {
    match what {
        Unreadable::Form => (
            "The form could not be read",
            "What arrived was not a whole form, or not text.",
            "Nothing was changed. Go back and send it again. What you typed is still there.",
        ),
        Unreadable::TooLarge => (
            "The form is too large",
            "What arrived has more than 256 KiB, about forty thousand words, which no page of Saferplan asks for.",
            "Nothing was changed. Go back, shorten what you entered and send it again.",
        ),
        Unreadable::FileTooLarge => (
            "The file is too large",
            "What arrived is larger than the page said that a file may be.",
            "Nothing was changed. Go back and choose a smaller file, perhaps the same one saved as a smaller PDF.",
        ),
        Unreadable::TooManyFiles => (
            "Too many files",
            "More files arrived than are taken at once, which is 500.",
            "Nothing was changed. Go back and send some of them first, then the others.",
        ),
        Unreadable::NotAForm => (
            "What arrived is no form",
            "Something was sent that is not a form of Saferplan, perhaps by another program.",
            "Nothing was changed. Go back to the page, load it again and send the form from there.",
        ),
        Unreadable::Address => (
            "The address could not be read",
            "A part of this address is not what should stand there.",
            "If you typed the address, check it. If you followed a link, it may have been cut off.",
        ),
    }
}

impl Told {
    fn fixed((title, text, next): Fixed) -> Told {
        Told { title, text: text.to_owned(), next }
    }
}

impl PageError {
    fn status(&self) -> StatusCode {
        match self {
            PageError::NotFound => StatusCode::NOT_FOUND,
            PageError::SignIn { .. } => StatusCode::SEE_OTHER,
            PageError::NotAllowed(_) | PageError::FromElsewhere => StatusCode::FORBIDDEN,
            PageError::TooSlow => StatusCode::REQUEST_TIMEOUT,
            PageError::TooMany(_) | PageError::TooManyPages(_) => StatusCode::TOO_MANY_REQUESTS,
            PageError::Unreadable(
                Unreadable::TooLarge | Unreadable::FileTooLarge | Unreadable::TooManyFiles,
            ) => StatusCode::PAYLOAD_TOO_LARGE,
            PageError::Unreadable(Unreadable::NotAForm) => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            PageError::Unreadable(Unreadable::Form | Unreadable::Address)
            | PageError::Records(RecordsError::Nul(_)) => StatusCode::BAD_REQUEST,
            PageError::NotClean(NotClean::Found { .. }) => StatusCode::UNPROCESSABLE_ENTITY,
            PageError::Refused(_) | PageError::Records(RecordsError::Ended(_)) => {
                StatusCode::CONFLICT
            }
            PageError::Gone(_) => StatusCode::GONE,
            PageError::NotClean(NotClean::NotLookedThrough(_))
            | PageError::Records(RecordsError::Busy | RecordsError::Lost(_) | RecordsError::Full) => {
                StatusCode::SERVICE_UNAVAILABLE
            }
            PageError::Records(_)
            | PageError::Clock(_)
            | PageError::Design(_)
            | PageError::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn told(&self) -> Told {
        let said = |title: &'static str, next: &'static str| Told {
            title,
            text: partnership::terms::wording::sentence(&self.to_string()),
            next,
        };
        match self {
            PageError::NotFound => Told::fixed(NOT_FOUND),
            PageError::SignIn { .. } => said("Sign in", ""),
            PageError::NotAllowed(_) => {
                said("You cannot do this", "Ask your partnership manager if you should be able to.")
            }
            PageError::FromElsewhere => Told::fixed(FROM_ELSEWHERE),
            PageError::TooSlow => said(
                "It came too slowly",
                "Nothing was changed. Send it again over a better connection, or send a smaller file.",
            ),
            PageError::TooMany(_) => said("Too many tries", "Nothing is wrong with your account."),
            PageError::TooManyPages(_) => said(
                "Too many pages at once",
                "Nothing was changed. Wait a few seconds and go on. Where many people share an address, whoever looks after \
                 the program can let it have more (`pages_a_second` of the settings).",
            ),
            PageError::Unreadable(what) => Told::fixed(unreadable(*what)),
            PageError::NotClean(NotClean::Found { .. }) => said("The file was refused", HARMFUL),
            PageError::NotClean(NotClean::NotLookedThrough(_)) => Told::fixed(NOT_LOOKED_THROUGH),
            PageError::Gone(_) => said("It was withdrawn", "Whoever withdrew it says why."),
            PageError::Refused(_)
            | PageError::Records(RecordsError::Nul(_) | RecordsError::Ended(_)) => {
                said("Nothing was changed", "Go back: what you typed is still there.")
            }
            PageError::Records(RecordsError::Busy | RecordsError::Lost(_) | RecordsError::Full) => {
                Told::fixed(AWAY)
            }
            PageError::Records(_)
            | PageError::Clock(_)
            | PageError::Design(_)
            | PageError::Broken(_) => Told::fixed(BROKEN),
        }
    }

    /// Notes a fault of ours in the log, without anything that somebody typed or that stands in the records.
    pub(crate) fn log(&self) {
        let why = match self {
            PageError::Records(RecordsError::Ended(_)) => return,
            PageError::Records(error) => kind(error).to_owned(),
            PageError::Clock(error) => error.to_string(),
            PageError::Design(error) => error.to_string(),
            PageError::Broken(why) => why.clone(),
            PageError::NotClean(NotClean::NotLookedThrough(why)) => {
                tracing::error!(why, "the virus scanner did not look through a file");
                return;
            }
            PageError::NotClean(NotClean::Found { what, .. }) => {
                tracing::warn!(what, "a file was refused by the virus scanner");
                return;
            }
            PageError::NotFound
            | PageError::SignIn { .. }
            | PageError::NotAllowed(_)
            | PageError::FromElsewhere
            | PageError::TooSlow
            | PageError::TooMany(_)
            | PageError::TooManyPages(_)
            | PageError::Unreadable(_)
            | PageError::Refused(_)
            | PageError::Gone(_) => return,
        };
        tracing::error!(why, "a page could not be made");
    }
}

/// What went wrong with the records, without what they hold.
pub(crate) fn kind(error: &RecordsError) -> &'static str {
    match error {
        RecordsError::Busy => "the records were in use for too long",
        RecordsError::Lost(_) => "the connection to the records was lost",
        RecordsError::Full => "the disk of the records is full",
        RecordsError::Ended(_) => "the partnership has ended",
        RecordsError::Nul(_) => "a text holds a NUL character",
        RecordsError::NoPermission(_) => "no permission to read or write the records",
        RecordsError::Damaged(_) => {
            "the file of the records is damaged; see what `saferplan verify` says"
        }
        RecordsError::Stored { .. } => {
            "the records hold what cannot be; see what `saferplan verify` says"
        }
        RecordsError::Engine(_) => "the records' database refused",
    }
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        self.log();
        if let PageError::SignIn { at } = &self {
            let first = at.split('?').next().unwrap_or_default().to_owned();
            return (Extension(SignInFirst(first)), Redirect::to(at)).into_response();
        }
        let mut response = self.status().into_response();
        if let PageError::TooMany(TooMany(wait)) | PageError::TooManyPages(TooMany(wait)) = &self {
            let seconds = HeaderValue::from(wait.as_secs() + 1);
            response.headers_mut().insert(header::RETRY_AFTER, seconds);
        }
        response.extensions_mut().insert(self.told());
        response
    }
}

/// Draws the page that tells of a fault, which only here is known how to.
pub(crate) async fn draw(State(app): State<App>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let Some(told) = response.extensions_mut().remove::<Told>() else { return response };
    let around = Page::outside(&app, told.title);
    match app.design.render("fault.html", crate::page::Drawn { page: around, it: &told }) {
        Ok(html) => {
            let (mut parts, _) = response.into_parts();
            parts.headers.remove(header::CONTENT_LENGTH);
            let html_type = HeaderValue::from_static("text/html; charset=utf-8");
            parts.headers.insert(header::CONTENT_TYPE, html_type);
            (parts, html).into_response()
        }
        Err(error) => {
            tracing::error!(why = %error, "the page of a fault could not be drawn");
            response
        }
    }
}
