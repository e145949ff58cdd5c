//! The keyboard alone: everything is reached, in the order in which it is read, and seen when reached.

use fantoccini::actions::{InputSource as _, KeyAction, KeyActions};
use serde_json::Value;

use crate::page::Page;
use crate::structure::texts;

/// The key Tab, as WebDriver writes it.
const TAB: char = '\u{e004}';

impl Page {
    /// Goes through the page with Tab. Fails with every element that is not reached in its order or
    /// does not look otherwise when it is.
    pub(crate) async fn keyboard(&self) {
        let faults = self.keyboard_faults().await;
        assert!(faults.is_empty(), "faults for the keyboard:\n  {}", faults.join("\n  "));
    }

    /// What is wrong for somebody who uses the keyboard alone.
    pub(crate) async fn keyboard_faults(&self) -> Vec<String> {
        let begin = concat!(include_str!("keyboard.js"), "return begin();");
        let count = self.ask(begin).await.as_u64().expect("a count of elements");
        let mut faults = Vec::new();
        for _ in 0..count {
            self.press(TAB).await;
            faults.extend(texts(&self.ask("return window.keyboardTest.step();").await));
        }
        faults.extend(texts(&self.ask("return window.keyboardTest.missed();").await));
        faults
    }

    /// Presses a key and lets go of it.
    pub(crate) async fn press(&self, key: char) {
        let keys = KeyActions::new("keyboard".to_owned());
        let keys = keys.then(KeyAction::Down { value: key }).then(KeyAction::Up { value: key });
        self.browser.perform_actions(keys).await.unwrap();
    }

    /// What has the focus, as the start of its HTML.
    pub(crate) async fn focused(&self) -> String {
        let html = self.ask("return document.activeElement.outerHTML").await;
        html.as_str().map(str::to_owned).unwrap_or_else(|| Value::Null.to_string())
    }
}
