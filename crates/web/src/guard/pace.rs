//! How long whoever sends may take: requests that never end would keep others out.
//!
//! In comes a request; its body comes through as long as it comes at some pace. Where it does not, whoever sent it is told
//! so, and the connection is theirs no longer.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;
use std::task::Context;
use std::task::Poll;
use std::time::Duration;

use axum::body::Body;
use axum::body::HttpBody;
use axum::extract::Request;
use axum::extract::State;
use axum::middleware::Next;
use axum::response::IntoResponse;
use axum::response::Response;
use http_body::Frame;
use http_body::SizeHint;
use tokio::time::Instant;
use tokio::time::Sleep;
use tokio::time::sleep_until;

use crate::app::App;
use crate::page::fault::PageError;

/// How long the server waits for whoever sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// For the head of a request, and for the next one on the same connection.
    pub head: Duration,
    /// For a body, beside what its size allows.
    pub body: Duration,
    /// How many bytes of a body must come each second after that.
    pub bytes_a_second: u64,
}

impl Default for Patience {
    /// Half a minute, and then no less than 8 KiB a second.
    fn default() -> Patience {
        Patience {
            head: Duration::from_secs(30),
            body: Duration::from_secs(30),
            bytes_a_second: 8 * 1024,
        }
    }
}

impl Patience {
    /// How long a body may have taken of which so many bytes have come.
    fn allowed(&self, received: u64) -> Duration {
        self.body + Duration::from_secs(received / self.bytes_a_second.max(1))
    }
}

/// It came too slowly.
#[derive(Debug, thiserror::Error)]
#[error("what was sent came too slowly")]
struct TooSlow;

/// Lets a request's body come through as long as it comes at some pace.
pub(crate) async fn hold(State(app): State<App>, request: Request, next: Next) -> Response {
    if request.body().is_end_stream() {
        return next.run(request).await;
    }
    let slow = Arc::new(AtomicBool::new(false));
    let (parts, body) = request.into_parts();
    let body = paced(body, app.settings.patience, Arc::clone(&slow));
    let response = next.run(Request::from_parts(parts, body)).await;
    if slow.load(Ordering::Relaxed) {
        tracing::warn!("a request that came too slowly was broken off");
        return PageError::TooSlow.into_response();
    }
    response
}

/// A body that comes at some pace or is broken off. How long it is, is told as before.
struct Paced {
    body: Body,
    patience: Patience,
    began: Instant,
    received: u64,
    until: Pin<Box<Sleep>>,
    slow: Arc<AtomicBool>,
}

fn paced(body: Body, patience: Patience, slow: Arc<AtomicBool>) -> Body {
    let began = Instant::now();
    let until = Box::pin(sleep_until(began + patience.allowed(0)));
    Body::new(Paced { body, patience, began, received: 0, until, slow })
}

impl HttpBody for Paced {
    type Data = <Body as HttpBody>::Data;
    type Error = axum::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Self::Data>, axum::Error>>> {
        let paced = self.get_mut();
        if let Poll::Ready(frame) = Pin::new(&mut paced.body).poll_frame(context) {
            if let Some(Ok(frame)) = &frame {
                paced.received += frame.data_ref().map_or(0, |bytes| bytes.len() as u64);
                let until = paced.began + paced.patience.allowed(paced.received);
                paced.until.as_mut().reset(until);
            }
            return Poll::Ready(frame);
        }
        match paced.until.as_mut().poll(context) {
            Poll::Ready(()) => {
                paced.slow.store(true, Ordering::Relaxed);
                Poll::Ready(Some(Err(axum::Error::new(TooSlow))))
            }
            Poll::Pending => Poll::Pending,
        }
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_file_may_take_longer_than_a_form() {
        let patience = Patience::default();
        assert_eq!(patience.allowed(0), Duration::from_secs(30));
        assert_eq!(patience.allowed(8 * 1024 * 60), Duration::from_secs(90));
    }
}
