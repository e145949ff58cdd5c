//! Whether the server can do its work: for whatever watches over it.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::response::Response;

use crate::app::App;

/// "ok" where the records answer, and otherwise that they do not. Nothing else is told to strangers.
pub(crate) async fn tell(State(app): State<App>) -> Response {
    match app.records.partnerships().await {
        Ok(_) => "ok\n".into_response(),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the records do not answer\n").into_response(),
    }
}
