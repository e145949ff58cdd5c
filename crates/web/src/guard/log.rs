//! A line in the log for each request: which kind of page, how it went, how long it took.
//!
//! Neither who asked nor from where is noted, and of the address only its pattern, since an address may hold a
//! secret or a name. Of the pages on which the public answers there is no line: it would say to the second when
//! somebody answered, and the order of the lines is that of the replies.

use std::time::Instant;

use axum::extract::MatchedPath;
use axum::extract::Request;
use axum::extract::State;
use axum::middleware::Next;
use axum::response::Response;

use crate::answer;
use crate::app::App;

/// Notes a request once it is answered.
pub(crate) async fn note(State(app): State<App>, request: Request, next: Next) -> Response {
    let began = Instant::now();
    let method = request.method().clone();
    let pattern = request.extensions().get::<MatchedPath>().cloned();
    let response = next.run(request).await;
    if pattern.as_ref().is_some_and(|pattern| answer::is_one(pattern.as_str())) {
        return response;
    }
    let page = pattern.as_ref().map_or("none", MatchedPath::as_str);
    app.metrics.answered(response.status(), began.elapsed());
    let milliseconds = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
    tracing::info!(%method, page, status = response.status().as_u16(), milliseconds, "answered");
    response
}
