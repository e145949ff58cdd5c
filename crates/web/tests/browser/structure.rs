//! What every page of ours has, beyond what axe-core asks.

use serde_json::Value;

use crate::page::Page;

/// What is wrong with the page's structure.
pub(crate) async fn faults(page: &Page) -> Vec<String> {
    texts(&page.ask(include_str!("structure.js")).await)
}

/// What makes the page scroll sideways on this screen.
pub(crate) async fn overflowing(page: &Page) -> Vec<String> {
    texts(&page.ask(include_str!("overflowing.js")).await)
}

/// A script's answer as texts.
pub(crate) fn texts(answer: &Value) -> Vec<String> {
    let list = answer.as_array().unwrap_or_else(|| panic!("a list was wanted, not {answer}"));
    list.iter().map(|text| text.as_str().unwrap_or_default().to_owned()).collect()
}
