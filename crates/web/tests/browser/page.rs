//! A page in a browser, and all that is asked of every page.

use std::fs;
use std::path::PathBuf;

use axum::Router;
use axum::http::Method;
use fantoccini::Client;
use fantoccini::wd::WebDriverCompatibleCommand;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use url::{ParseError, Url};

use crate::axe;
use crate::driver::new_browser;
use crate::structure;

/// A telephone (and a desktop at 400% zoom), a tablet, a desktop.
pub(crate) const WIDTHS: [u32; 3] = [320, 768, 1280];

/// Ends once the page has been drawn anew.
const DRAWN: &str =
    "const end = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => end()));";

/// Whether scripts run in the browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scripts {
    /// As in most browsers.
    Run,
    /// As where they are switched off, or do not arrive.
    Blocked,
}

/// A browser that looks at the site under test.
#[derive(Clone)]
pub(crate) struct Page {
    pub(crate) browser: Client,
    site: String,
    name: String,
    scripts: Scripts,
}

/// Serves the site and hands a browser to the test, as [`browsing_at`] does.
pub(crate) async fn browsing<Test, Seen>(site: Router, scripts: Scripts, test: Test)
where
    Test: FnOnce(Page) -> Seen,
    Seen: Future<Output = ()> + Send + 'static,
{
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let served = tokio::spawn(async move { axum::serve(listener, site).await });
    browsing_at(address, scripts, test).await;
    served.abort();
}

/// Hands a browser to the test for the site at an address, and closes it however the test ends. Of a test
/// that fails, a picture of the page is kept.
pub(crate) async fn browsing_at<Test, Seen>(site: String, scripts: Scripts, test: Test)
where
    Test: FnOnce(Page) -> Seen,
    Seen: Future<Output = ()> + Send + 'static,
{
    let Some((browser, _profile)) = new_browser().await else { return };
    let name = std::thread::current().name().unwrap_or("page").replace("::", "-");
    let page = Page { browser: browser.clone(), site, name, scripts };
    page.let_scripts(scripts).await;
    let ended = tokio::spawn(test(page.clone())).await;
    if ended.is_err() {
        page.keep_picture("failed").await;
    }
    // Whether this goes well matters less than how the test ended.
    let _ = browser.close().await;
    if let Err(fault) = ended {
        std::panic::resume_unwind(fault.into_panic());
    }
}

impl Page {
    /// The same browser, whose pictures are now called after this address too.
    pub(crate) fn called(&self, path: &str) -> Page {
        let plain = path.replace(|sign: char| !sign.is_ascii_alphanumeric(), "-");
        Page { name: format!("{}{plain}", self.name), ..self.clone() }
    }

    /// Goes to a path of the site.
    pub(crate) async fn open(&self, path: &str) {
        self.browser.goto(&format!("{}{path}", self.site)).await.unwrap();
    }

    /// Keeps a cookie as if the site had set it, such as that of somebody who has signed in.
    pub(crate) async fn keep_cookie(&self, cookie: &str) {
        let (name, value) = cookie.split_once('=').unwrap();
        let cookie = json!({ "name": name, "value": value, "url": self.site });
        self.tell("Network.setCookie", cookie).await;
    }

    /// All that is asked of every page, on each of the three screens. Fails with every fault found.
    pub(crate) async fn look_at(&self) {
        let faults = self.faults(&WIDTHS).await;
        let address = self.browser.current_url().await.unwrap();
        assert!(faults.is_empty(), "faults of {}:\n  {}", address.path(), faults.join("\n  "));
    }

    /// All that is wrong with the page, on screens of these widths.
    pub(crate) async fn faults(&self, widths: &[u32]) -> Vec<String> {
        let mut faults = structure::faults(self).await;
        for width in widths {
            self.at_width(*width).await;
            // Of a page without scripts too, though axe-core is one: it comes when the page is made.
            self.let_scripts(Scripts::Run).await;
            let breaches = axe::faults(self).await;
            self.let_scripts(self.scripts).await;
            let wide = structure::overflowing(self).await;
            let found = wide.into_iter().chain(breaches);
            faults.extend(found.map(|fault| format!("at {width} pixels: {fault}")));
            if std::env::var_os("SAFERPLAN_PICTURES").is_some() {
                self.keep_picture(&width.to_string()).await;
            }
        }
        faults.extend(self.complaints().await);
        faults
    }

    async fn let_scripts(&self, scripts: Scripts) {
        let blocked = scripts == Scripts::Blocked;
        self.tell("Emulation.setScriptExecutionDisabled", json!({ "value": blocked })).await;
    }

    /// Makes the window this wide, as a telephone's or a tablet's is, and waits until the page's
    /// scripts know, who hear of a new width only when the next frame is drawn.
    pub(crate) async fn at_width(&self, width: u32) {
        self.at_size(width, 800).await;
    }

    /// Makes the window this wide and tall.
    pub(crate) async fn at_size(&self, width: u32, height: u32) {
        self.tell(
            "Emulation.setDeviceMetricsOverride",
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false }),
        )
        .await;
        if self.scripts == Scripts::Run {
            self.browser.execute_async(DRAWN, Vec::new()).await.unwrap();
        }
    }

    /// Shows the page as somebody sees it who has asked for such a thing, such as `forced-colors`
    /// `active`, or as it is printed.
    pub(crate) async fn preferring(&self, media: &str, feature: &str, value: &str) {
        let features = json!([{ "name": feature, "value": value }]);
        self.tell("Emulation.setEmulatedMedia", json!({ "media": media, "features": features }))
            .await;
    }

    /// What the script of the page's own world returns, such as a list of texts.
    pub(crate) async fn ask(&self, script: &str) -> Value {
        self.browser.execute(script, Vec::new()).await.unwrap()
    }

    /// What the browser complained of on its console: a file not found, a script refused.
    pub(crate) async fn complaints(&self) -> Vec<String> {
        let path = "se/log";
        let log = self.browser.issue_cmd(Order { path, body: json!({ "type": "browser" }) });
        let log = log.await.unwrap();
        let entries = log.as_array().cloned().unwrap_or_default();
        let said = entries.iter().filter_map(|entry| entry["message"].as_str());
        // What the browser says of its own pages, such as the one that a new tab begins with, is no fault of ours.
        let ours = said.filter(|message| !message.starts_with("chrome://"));
        ours.map(|message| format!("the console says: \"{message}\"")).collect()
    }

    /// Keeps a picture of the whole page, in the folder that `SAFERPLAN_PICTURES` names or else in
    /// `tmp/pictures` of the target folder.
    pub(crate) async fn keep_picture(&self, what: &str) {
        let folder = match std::env::var_os("SAFERPLAN_PICTURES") {
            Some(folder) => PathBuf::from(folder),
            None => PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("pictures"),
        };
        let size =
            self.ask("const e = document.documentElement; return [e.clientWidth, e.scrollHeight]");
        let size = size.await;
        self.tell(
            "Emulation.setDeviceMetricsOverride",
            json!({ "width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": false }),
        )
        .await;
        let picture = self.browser.screenshot().await.unwrap();
        fs::create_dir_all(&folder).unwrap();
        let file = folder.join(format!("{}-{what}.png", self.name));
        fs::write(&file, picture).unwrap();
        eprintln!("a picture of the page: {}", file.display());
    }

    /// Tells the browser something for which WebDriver has no words of its own.
    async fn tell(&self, command: &str, parameters: Value) {
        let body = json!({ "cmd": command, "params": parameters });
        self.browser.issue_cmd(Order { path: "goog/cdp/execute", body }).await.unwrap();
    }
}

/// A command that only ChromeDriver knows.
#[derive(Debug)]
struct Order {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Order {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}
