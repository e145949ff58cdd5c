//! Serving until told to stop, and then letting what is under way end.

pub(crate) mod certificate;
mod connections;

use std::future::Future;
use std::io;

use axum::Router;
use tokio::net::TcpListener;

use crate::app::App;
use crate::letters::rounds;
use crate::metrics;
use crate::routes::pages;
use crate::tidying;
use crate::who::kept_factor;

/// Serves the pages, and `more` of them, on `listener`, and sends letters in the mornings, until `stop`; then takes no
/// more requests and ends those under way, letters that were asked for among them.
///
/// # Errors
/// When the listener breaks, or the files of the certificate are none any more.
pub async fn serve(
    app: App,
    more: Router<App>,
    listener: TcpListener,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    encrypt_second_factors(&app).await;
    let tidying = tokio::spawn(tidying::keep(app.clone()));
    let letters = tokio::spawn(rounds::keep(app.clone()));
    let metrics = match app.settings.metrics {
        Some(at) => Some(tokio::spawn(metrics::serve(app.clone(), TcpListener::bind(at).await?))),
        None => None,
    };
    let patience = app.settings.patience;
    let secure = match app.settings.certificate.clone() {
        Some(certificate) => Some(certificate.acceptor().map_err(io::Error::other)?),
        None => None,
    };
    let served =
        connections::serve(pages(app.clone(), more), listener, secure, patience, stop).await;
    if let Some(metrics) = metrics {
        metrics.abort();
    }
    tidying.abort();
    letters.abort();
    app.errands_done().await;
    served
}

/// Encrypts what an earlier program kept as it was, or the former key encrypted, and says in the log what came of it.
async fn encrypt_second_factors(app: &App) {
    match kept_factor::encrypt_all(app).await {
        Ok(kept_factor::Encrypted { now, lost }) => {
            if now > 0 {
                tracing::info!(now, "second factors have been encrypted with the present key");
            }
            if lost > 0 {
                tracing::warn!(
                    lost,
                    "second factors cannot be opened, since their key is not that of `secret_key_file`; put the file \
                     back, or those people set their second factor up anew when they sign in"
                );
            }
        }
        Err(why) => tracing::error!(why, "second factors could not be encrypted"),
    }
}
