//! A server before there is any partnership.

use axum::Router;
use axum::body::Body;
use axum::body::to_bytes;
use axum::http::Request;
use axum::http::StatusCode;
use axum::http::header;
use records::Place;
use records::Records;
use tempfile::TempDir;
use tower::ServiceExt;
use web::App;
use web::design::Design;
use web::design::Look;

use crate::house::ORIGIN;
use crate::house::no_chart;
use crate::house::settings_on;

/// A server without any partnership, and the path of the link that its program showed.
pub(crate) struct Bare {
    _folder: TempDir,
    pub(crate) records: Records,
    pub(crate) pages: Router,
    pub(crate) link: String,
}

impl Bare {
    pub(crate) async fn new() -> Bare {
        let folder = tempfile::tempdir().unwrap();
        let records = Records::open(&Place::in_home(folder.path())).await.unwrap();
        let design = Design::new(&Look::default()).unwrap();
        let app = App::new(records.clone(), design, settings_on("2014-10-14"), no_chart);
        let link = web::founding::open(&app).await.unwrap();
        let pages = web::pages(app, Router::new());
        Bare { _folder: folder, records, pages, link }
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> (StatusCode, String, String) {
        let response = self.pages.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let to = parts.headers.get(header::LOCATION);
        let to = to.map_or("", |to| to.to_str().unwrap()).to_owned();
        let text = to_bytes(body, 10_000_000).await.unwrap();
        (parts.status, to, String::from_utf8_lossy(&text).replace("&#96;", "`"))
    }

    pub(crate) async fn get(&self, path: &str) -> (StatusCode, String, String) {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    pub(crate) async fn post(&self, body: &str) -> (StatusCode, String, String) {
        let request = Request::post(&self.link)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::ORIGIN, ORIGIN)
            .body(Body::from(body.to_owned()));
        self.send(request.unwrap()).await
    }
}
