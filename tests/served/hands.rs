//! Somebody who uses the keyboard alone: what they want to use they reach with Tab, as the page says it.

use std::time::Duration;
use std::time::Instant;

use fantoccini::actions::InputSource as _;
use fantoccini::actions::KeyAction;
use fantoccini::actions::KeyActions;

use crate::page::Page;

const TAB: char = '\u{e004}';
const ENTER: char = '\u{e007}';
const DOWN: char = '\u{e015}';

/// More than any page of ours has to reach.
const ENOUGH: usize = 300;

/// What somebody hears or reads who has reached something.
const CALLED: &str = "
    const it = document.activeElement;
    const labels = it.labels?.length ? [...it.labels].map((label) => label.innerText).join(' ') : null;
    return (it.getAttribute('aria-label') ?? labels ?? it.innerText ?? '').trim();";

/// Whether the radio that was reached has one of this name in its group.
const IN_GROUP: &str = "
    const it = document.activeElement;
    if (it.type !== 'radio') return false;
    return [...it.form.elements].some((other) => other.name === it.name
        && [...other.labels].some((label) => label.innerText.trim().startsWith(arguments[0])));";

/// A keyboard, and how many keys were pressed.
pub(crate) struct Hands {
    page: Page,
    presses: usize,
    pages: usize,
}

impl Hands {
    pub(crate) fn of(page: Page) -> Hands {
        Hands { page, presses: 0, pages: 0 }
    }

    /// How many keys were pressed, and how many pages they led to.
    pub(crate) fn used(&self) -> (usize, usize) {
        (self.presses, self.pages)
    }

    /// Goes on with Tab to what is called so, or begins so.
    pub(crate) async fn reach(&mut self, words: &str) {
        let mut passed = Vec::new();
        for _ in 0..ENOUGH {
            self.press(TAB).await;
            let called = self.called().await;
            if called.starts_with(words) {
                return;
            }
            passed.push(called);
        }
        let title = self.page.ask("return document.title").await;
        passed.dedup();
        passed.truncate(60);
        panic!("`{words}` cannot be reached on {title}; these can: {passed:?}");
    }

    /// Reaches a field and writes into it, in place of what it had.
    pub(crate) async fn write(&mut self, field: &str, text: &str) {
        self.reach(field).await;
        // Tab has marked all that a field of one line has.
        for sign in text.chars() {
            self.press(sign).await;
        }
    }

    /// Chooses one of several that only one can be chosen of.
    pub(crate) async fn choose(&mut self, words: &str) {
        for _ in 0..ENOUGH {
            self.press(TAB).await;
            let asked = self.page.browser.execute(IN_GROUP, vec![words.into()]).await.unwrap();
            if asked == true {
                break;
            }
        }
        for _ in 0..ENOUGH {
            if self.called().await.starts_with(words) {
                self.press(' ').await;
                return;
            }
            self.press(DOWN).await;
        }
        panic!("`{words}` cannot be chosen");
    }

    /// Ticks a box.
    pub(crate) async fn tick(&mut self, words: &str) {
        self.reach(words).await;
        self.press(' ').await;
    }

    /// Reaches a button or link, uses it, and waits for the page that comes.
    pub(crate) async fn press_button(&mut self, words: &str) {
        let before = self.came_at().await;
        self.reach(words).await;
        self.press(ENTER).await;
        let began = Instant::now();
        while self.came_at().await == before {
            assert!(began.elapsed() < Duration::from_secs(180), "no page comes of `{words}`");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        self.pages += 1;
    }

    /// All that is to be read on the page.
    pub(crate) async fn read(&self) -> String {
        let text = self.page.ask("return document.body.innerText").await;
        text.as_str().unwrap_or_default().to_owned()
    }

    /// Fails unless all of these texts are on the page.
    pub(crate) async fn reads(&self, texts: &[&str]) {
        let page = self.read().await;
        for text in texts {
            assert!(page.contains(text), "`{text}` is not on the page:\n{page}");
        }
    }

    async fn press(&mut self, key: char) {
        let keys = KeyActions::new("keyboard".to_owned());
        let keys = keys.then(KeyAction::Down { value: key }).then(KeyAction::Up { value: key });
        self.page.browser.perform_actions(keys).await.unwrap();
        self.presses += 1;
    }

    async fn called(&self) -> String {
        self.page.ask(CALLED).await.as_str().unwrap_or_default().to_owned()
    }

    /// When the page came, once all of it is there.
    async fn came_at(&self) -> serde_json::Value {
        let script = "return document.readyState === 'complete' ? performance.timeOrigin : 0";
        let when = self.page.browser.execute(script, Vec::new()).await.unwrap_or_default();
        if when == 0 { serde_json::Value::Null } else { when }
    }
}
