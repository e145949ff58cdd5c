//! axe-core, which knows the rules of WCAG that a program can check.

use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

use serde_json::{Value, json};

use crate::page::Page;

/// The rules of WCAG 2.0, 2.1 and 2.2, at levels A and AA.
const RULES: [&str; 5] = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/// Each breach of a rule: the rule, the element, what to do and where to read about it.
pub(crate) async fn faults(page: &Page) -> Vec<String> {
    if page.ask("return typeof axe === 'undefined'").await == true {
        page.browser.execute(library(), Vec::new()).await.expect("axe-core is put into the page");
    }
    let script = "const [rules, done] = arguments;
        axe.run(document, { runOnly: { type: 'tag', values: rules }, resultTypes: ['violations'] })
            .then((found) => done(found.violations), (fault) => done(String(fault)));";
    let found = page.browser.execute_async(script, vec![json!(RULES)]).await.unwrap();
    let rules = found.as_array().unwrap_or_else(|| panic!("axe-core broke off: {found}"));
    rules.iter().flat_map(in_words).collect()
}

fn in_words(rule: &Value) -> Vec<String> {
    let elements = rule["nodes"].as_array().map(Vec::as_slice).unwrap_or_default();
    let words = |element: &Value| {
        let summary = element["failureSummary"].as_str().unwrap_or_default().replace('\n', " ");
        format!("{} at {}: {summary} ({})", rule["id"], element["target"], rule["helpUrl"])
    };
    elements.iter().map(words).collect()
}

fn library() -> &'static str {
    static LIBRARY: OnceLock<String> = OnceLock::new();
    LIBRARY.get_or_init(|| {
        let package =
            std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo tells a test its package");
        let file = PathBuf::from(package).join("../web/node_modules/axe-core/axe.min.js");
        fs::read_to_string(&file).unwrap_or_else(|fault| {
            panic!("reading `{}`: {fault}; run `cargo xtask test`", file.display())
        })
    })
}
