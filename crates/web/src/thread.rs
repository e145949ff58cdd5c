//! The golden thread on pages: any thing with what it rests on and what uses it, and what hangs together with nothing.
//!
//! Whoever reads drafts and writes none follows what stands behind adopted texts, as everybody may once they are published.
//!
//! In comes a reference; out go a page with lists and a picture, or the same as JSON. What rests on what, what is stale and
//! what may be public, the core alone says.

mod kept;
mod woven;
mod place;
mod list;
mod one;
mod picture;
mod gaps;
mod files;

use axum::Router;
use axum::routing::get;

use crate::app::App;

pub(crate) use crate::thread::kept::KeptThreads;
pub(crate) use crate::thread::place::Follows;

/// The pages of the thread.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/thread", get(list::show))
        .route("/thread/gaps", get(gaps::show))
        .route("/thread/thread.json", get(files::whole))
        .route("/thread/public.json", get(files::public))
        .route("/thread/json/{*reference}", get(files::one))
        .route("/thread/{*reference}", get(one::show))
}
