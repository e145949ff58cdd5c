//! Which page is at which address, and what every request passes through on its way.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::extract::State;
use axum::middleware;
use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use axum::routing::get;
use axum::routing::post;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_sessions::Expiry;
use tower_sessions::SessionManagerLayer;
use tower_sessions::cookie::SameSite;

use crate::adoption;
use crate::answer;
use crate::app::App;
use crate::assessment;
use crate::audit;
use crate::calendar;
use crate::consultations;
use crate::distribution;
use crate::evidence;
use crate::founding;
use crate::guard;
use crate::health;
use crate::me;
use crate::meetings;
use crate::membership;
use crate::notices;
use crate::page::fault;
use crate::page::fault::PageError;
use crate::panels;
use crate::partner_data;
use crate::people;
use crate::plan;
use crate::priorities;
use crate::publication;
use crate::task_groups;
use crate::thread;
use crate::who::forgotten;
use crate::who::link;
use crate::who::provider;
use crate::who::reader;
use crate::who::seat;
use crate::who::session_store::SessionsInRecords;
use crate::who::set_up;
use crate::who::sign_in;
use crate::who::unsent;
use crate::year;

/// The most bytes that a form may have: a long minute fits, a flood does not.
const LARGEST_FORM: usize = 256 * 1024;

/// All pages; `more` are further pages of a partnership, below its address.
pub fn pages(app: App, more: Router<App>) -> Router {
    let partnership = Router::new()
        .route("/", get(year::this_year::show))
        .merge(signing_in())
        .merge(year::routes())
        .merge(meetings::routes())
        .merge(consultations::routes())
        .merge(panels::routes())
        .merge(partner_data::routes())
        .merge(answer::routes())
        .merge(assessing())
        .merge(people::routes())
        .merge(task_groups::routes())
        .merge(me::routes())
        .merge(calendar::routes())
        .merge(audit::routes())
        .merge(evidence::routes())
        .merge(membership::routes())
        .merge(more)
        .layer(middleware::from_fn_with_state(app.clone(), unsent::hold));
    Router::new()
        .route("/", get(home))
        .merge(notices::routes())
        .route("/set-up/{token}", get(founding::ask).post(founding::take))
        .nest("/{partnership}", partnership)
        .route(provider::BACK, get(provider::back))
        .method_not_allowed_fallback(no_such_page)
        .layer(sessions(&app))
        .layer(middleware::from_fn_with_state(app.clone(), guard::origin::check))
        .layer(DefaultBodyLimit::max(LARGEST_FORM))
        .layer(middleware::from_fn_with_state(app.clone(), guard::pace::hold))
        .layer(middleware::from_fn_with_state(app.clone(), guard::flood::hold))
        .route("/health", get(health::tell))
        .merge(app.design.assets())
        .fallback(no_such_page)
        .layer(CompressionLayer::new())
        .layer(middleware::from_fn_with_state(app.clone(), fault::draw))
        // Within the headers, so that what breaks off tells the browser what every answer does.
        .layer(CatchPanicLayer::new())
        .layer(middleware::from_fn_with_state(app.clone(), guard::headers::add))
        .layer(middleware::from_fn_with_state(app.clone(), guard::log::note))
        .with_state(app)
}

/// What the evidence comes to, and what is decided about it.
fn assessing() -> Router<App> {
    Router::new()
        .merge(assessment::routes())
        .merge(priorities::routes())
        .merge(plan::routes())
        .merge(adoption::routes())
        .merge(publication::routes())
        .merge(distribution::routes())
        .merge(thread::routes())
}

fn signing_in() -> Router<App> {
    Router::new()
        .route("/sign-in", get(sign_in::ask).post(sign_in::take))
        .route("/sign-in/code", get(sign_in::ask_code).post(sign_in::take_code))
        .route("/forgotten-password", get(forgotten::ask).post(forgotten::take))
        .route("/sign-in/outside", get(provider::begin))
        .route("/sign-out", post(sign_in::out))
        .route("/me/second-factor", get(set_up::ask).post(set_up::take))
        .route("/set-password/{token}", get(link::ask_password).post(link::set_password))
        .route("/read/{token}", get(reader::read))
        .route("/sign-in-once/{token}", get(link::ask_sign_in).post(link::sign_in))
}

/// The cookie holds the name of the session alone; it is sent to no other site, and no script reads it.
fn sessions(app: &App) -> SessionManagerLayer<SessionsInRecords> {
    let secure = app.settings.origin.is_secure();
    // With this name a browser takes the cookie from the very host alone, and only over a secure connection.
    let name = if secure { "__Host-saferplan" } else { "saferplan" };
    let longest = time::Duration::seconds(seat::LONGEST.as_secs());
    SessionManagerLayer::new(SessionsInRecords(app.records.sessions()))
        .with_name(name)
        .with_secure(secure)
        .with_same_site(SameSite::Lax)
        .with_expiry(Expiry::OnInactivity(longest))
}

/// The only partnership's pages, or what to do before there is one; where there are several, nobody is told which.
async fn home(State(app): State<App>) -> Result<Response, PageError> {
    match app.records.partnerships().await?.as_slice() {
        [only] => Ok(Redirect::to(&format!("/{only}")).into_response()),
        [] => founding::nothing_yet(&app),
        _ => Err(PageError::NotFound),
    }
}

async fn no_such_page() -> PageError {
    PageError::NotFound
}
