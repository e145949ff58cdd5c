//! Serving until told to stop, and then letting what is under way end.

use std::future::Future;
use std::io;
use std::net::SocketAddr;

use axum::Router;
use tokio::net::TcpListener;

use crate::app::App;
use crate::letters::rounds;
use crate::routes::pages;
use crate::tidying;
use crate::who::kept_factor;

/// Serves the pages, and `more` of them, on `listener`, and sends letters in the mornings, until `stop`; then takes no
/// more requests and ends those under way, letters that were asked for among them.
///
/// # Errors
/// When the listener breaks.
pub async fn serve(
    app: App,
    more: Router<App>,
    listener: TcpListener,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    encrypt_second_factors(&app).await;
    let tidying = tokio::spawn(tidying::keep(app.clone()));
    let letters = tokio::spawn(rounds::keep(app.clone()));
    let service = pages(app.clone(), more).into_make_service_with_connect_info::<SocketAddr>();
    let served = axum::serve(listener, service).with_graceful_shutdown(stop).await;
    tidying.abort();
    letters.abort();
    app.errands_done().await;
    served
}

/// Encrypts what an earlier program kept as it was, and says in the log what came of it.
async fn encrypt_second_factors(app: &App) {
    match kept_factor::encrypt_all(app).await {
        Ok(kept_factor::Encrypted { now, lost }) => {
            if now > 0 {
                tracing::info!(
                    now,
                    "second factors that were kept as they are have been encrypted"
                );
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
