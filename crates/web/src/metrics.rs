//! What the server has done so far, for whatever watches over it, as Prometheus reads it.
//!
//! In come requests that were answered; out goes a page of counts, on an address of its own that the settings name and
//! nobody is given by default. Pages on which the public answers are not counted: asked for every second, the counts would
//! tell when somebody answered.

use std::fmt::Write;
use std::future::Future;
use std::io;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering;
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header;
use axum::response::IntoResponse;
use axum::routing::get;
use jiff::Timestamp;
use tokio::net::TcpListener;

use crate::app::App;

/// The format that Prometheus names so.
const FORMAT: &str = "text/plain; version=0.0.4; charset=utf-8";

/// Up to how many milliseconds answers are counted together.
const UP_TO: [u64; 7] = [10, 50, 100, 500, 1_000, 5_000, 30_000];

/// Counts since the server began.
#[derive(Debug)]
pub(crate) struct Metrics {
    began: Timestamp,
    by_status: [AtomicU64; 5],
    within: [AtomicU64; UP_TO.len()],
    milliseconds: AtomicU64,
}

impl Metrics {
    /// Nothing has been counted yet.
    pub(crate) fn new() -> Metrics {
        Metrics {
            began: Timestamp::now(),
            by_status: Default::default(),
            within: Default::default(),
            milliseconds: AtomicU64::new(0),
        }
    }

    /// Counts a request that was answered.
    pub(crate) fn answered(&self, status: StatusCode, took: Duration) {
        let hundreds = usize::from(status.as_u16() / 100);
        if let Some(count) = hundreds.checked_sub(1).and_then(|at| self.by_status.get(at)) {
            count.fetch_add(1, Ordering::Relaxed);
        }
        let took = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
        self.milliseconds.fetch_add(took, Ordering::Relaxed);
        for (_, count) in UP_TO.iter().zip(&self.within).filter(|(up_to, _)| took <= **up_to) {
            count.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// The page, where the records answer or do not.
    fn page(&self, records: Result<(), ()>) -> String {
        let mut page = String::new();
        let mut line = |text: std::fmt::Arguments<'_>| {
            // Nothing hinders writing into a text.
            let _ = writeln!(page, "{text}");
        };
        let of = |count: &AtomicU64| count.load(Ordering::Relaxed);
        line(format_args!(
            "# HELP saferplan_build_info The program that runs.\n# TYPE saferplan_build_info gauge"
        ));
        line(format_args!("saferplan_build_info{{version=\"{}\"}} 1", env!("CARGO_PKG_VERSION")));
        line(format_args!(
            "# HELP saferplan_start_time_seconds When the server began, since 1970.\n# TYPE saferplan_start_time_seconds gauge"
        ));
        line(format_args!("saferplan_start_time_seconds {}", self.began.as_second()));
        line(format_args!(
            "# HELP saferplan_records_up Whether the records answer.\n# TYPE saferplan_records_up gauge"
        ));
        line(format_args!("saferplan_records_up {}", u8::from(records.is_ok())));
        line(format_args!(
            "# HELP saferplan_requests_total Requests answered, by status; those of whoever answers a consultation are not among them.\n# TYPE saferplan_requests_total counter"
        ));
        let mut all = 0;
        for (hundreds, count) in (1..).zip(&self.by_status) {
            all += of(count);
            line(format_args!("saferplan_requests_total{{status=\"{hundreds}xx\"}} {}", of(count)));
        }
        line(format_args!(
            "# HELP saferplan_request_seconds How long answers took.\n# TYPE saferplan_request_seconds histogram"
        ));
        for (up_to, count) in UP_TO.iter().zip(&self.within) {
            line(format_args!(
                "saferplan_request_seconds_bucket{{le=\"{}\"}} {}",
                seconds(*up_to),
                of(count)
            ));
        }
        line(format_args!("saferplan_request_seconds_bucket{{le=\"+Inf\"}} {all}"));
        line(format_args!("saferplan_request_seconds_sum {}", seconds(of(&self.milliseconds))));
        line(format_args!("saferplan_request_seconds_count {all}"));
        page
    }
}

/// Milliseconds as seconds, exactly.
fn seconds(milliseconds: u64) -> String {
    format!("{}.{:03}", milliseconds / 1_000, milliseconds % 1_000)
}

/// Serves the counts, and nothing else.
pub(crate) fn serve(
    app: App,
    listener: TcpListener,
) -> impl Future<Output = io::Result<()>> + Send + 'static {
    let pages = Router::new().route("/metrics", get(tell)).with_state(app);
    async move { axum::serve(listener, pages).await }
}

async fn tell(State(app): State<App>) -> impl IntoResponse {
    let records = app.records.partnerships().await.map(drop).map_err(drop);
    ([(header::CONTENT_TYPE, FORMAT)], app.metrics.page(records))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_answered_is_counted_by_status_and_by_how_long_it_took() {
        let metrics = Metrics::new();
        metrics.answered(StatusCode::OK, Duration::from_millis(7));
        metrics.answered(StatusCode::SEE_OTHER, Duration::from_millis(70));
        metrics.answered(StatusCode::FORBIDDEN, Duration::from_secs(60));
        let page = metrics.page(Err(()));
        for line in [
            "saferplan_records_up 0",
            "saferplan_requests_total{status=\"2xx\"} 1",
            "saferplan_requests_total{status=\"4xx\"} 1",
            "saferplan_requests_total{status=\"5xx\"} 0",
            "saferplan_request_seconds_bucket{le=\"0.010\"} 1",
            "saferplan_request_seconds_bucket{le=\"0.100\"} 2",
            "saferplan_request_seconds_bucket{le=\"30.000\"} 2",
            "saferplan_request_seconds_bucket{le=\"+Inf\"} 3",
            "saferplan_request_seconds_sum 60.077",
            "saferplan_request_seconds_count 3",
        ] {
            assert!(page.lines().any(|one| one == line), "`{line}` is missing in\n{page}");
        }
        // Each measure is told of before its first value.
        for line in page.lines().filter(|line| !line.starts_with('#')) {
            let name = line.split(['{', ' ']).next().unwrap();
            let bare = ["_bucket", "_sum", "_count"].iter().find_map(|end| name.strip_suffix(end));
            let bare = bare.filter(|bare| bare.ends_with("seconds")).unwrap_or(name);
            assert!(page.contains(&format!("# TYPE {bare} ")), "{line}");
        }
    }
}
