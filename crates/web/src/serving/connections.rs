//! The connections of browsers: taken, served, and closed where nothing comes.
//!
//! In come a listener and the pages; connections go on until they are over or the server is told to stop, when each ends
//! with the request that it is at.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::connect_info::IntoMakeServiceWithConnectInfo;
use hyper_util::rt::TokioExecutor;
use hyper_util::rt::TokioIo;
use hyper_util::rt::TokioTimer;
use hyper_util::server::conn::auto::Builder;
use hyper_util::service::TowerToHyperService;
use tokio::io::AsyncRead;
use tokio::io::AsyncWrite;
use tokio::net::TcpListener;
use tokio::net::TcpStream;
use tokio::sync::OwnedSemaphorePermit;
use tokio::sync::Semaphore;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;
use tower::Service;

use crate::guard::pace::Patience;

/// The most connections at once; further ones wait to be taken.
pub(super) const AT_ONCE: usize = 1_000;

/// How long to wait after a connection that could not be taken, as where the system has no more files to open.
const AFTER_A_FAULT: Duration = Duration::from_millis(500);

/// Serves the pages to whoever comes, until `stop`; then takes nobody more and ends what is under way.
///
/// # Errors
/// When the listener breaks.
pub(super) async fn serve(
    pages: Router,
    listener: TcpListener,
    secure: Option<TlsAcceptor>,
    patience: Patience,
    stop: impl Future<Output = ()> + Send,
) -> io::Result<()> {
    let mut pages = pages.into_make_service_with_connect_info::<SocketAddr>();
    let places = Arc::new(Semaphore::new(AT_ONCE));
    let (end, ended) = watch::channel(());
    let (mut served, mut stop) = (JoinSet::new(), pin!(stop));
    loop {
        let place = tokio::select! {
            place = Arc::clone(&places).acquire_owned() => place.map_err(io::Error::other)?,
            () = &mut stop => break,
        };
        let (stream, from) = tokio::select! {
            taken = listener.accept() => match taken {
                Ok(taken) => taken,
                Err(error) => {
                    tracing::warn!(why = %error.kind(), "a connection could not be taken");
                    tokio::time::sleep(AFTER_A_FAULT).await;
                    continue;
                }
            },
            () = &mut stop => break,
        };
        let service = of(&mut pages, from).await;
        served.spawn(one(stream, secure.clone(), service, patience, ended.clone(), place));
        // Those that are over are forgotten.
        while served.try_join_next().is_some() {}
    }
    drop((end, ended, listener));
    while served.join_next().await.is_some() {}
    Ok(())
}

type Pages = IntoMakeServiceWithConnectInfo<Router, SocketAddr>;
type PagesForOne = <Pages as Service<SocketAddr>>::Response;

/// The pages for whoever comes from an address.
async fn of(pages: &mut Pages, from: SocketAddr) -> PagesForOne {
    match Service::call(pages, from).await {
        Ok(service) => service,
        Err(never) => match never {},
    }
}

/// Serves one connection to its end; a secure one, once it is greeted.
async fn one(
    stream: TcpStream,
    secure: Option<TlsAcceptor>,
    service: PagesForOne,
    patience: Patience,
    ended: watch::Receiver<()>,
    _place: OwnedSemaphorePermit,
) {
    let Some(secure) = secure else { return spoken(stream, service, patience, ended).await };
    // Who greets too slowly, or speaks something else, is let go without a word.
    if let Ok(Ok(stream)) = timeout(patience.head, secure.accept(stream)).await {
        spoken(stream, service, patience, ended).await;
    }
}

async fn spoken(
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    service: PagesForOne,
    patience: Patience,
    mut ended: watch::Receiver<()>,
) {
    // Nothing else is spoken here, so nobody is waited for to say what they speak, which no time limits.
    let mut builder = Builder::new(TokioExecutor::new()).http1_only();
    builder.http1().timer(TokioTimer::new()).header_read_timeout(patience.head);
    let service = TowerToHyperService::new(service);
    let mut connection = pin!(builder.serve_connection(TokioIo::new(stream), service));
    tokio::select! {
        // Whatever breaks a connection is the other side's.
        _ = connection.as_mut() => return,
        _ = ended.changed() => connection.as_mut().graceful_shutdown(),
    }
    let _ = connection.await;
}
