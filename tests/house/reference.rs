//! The reference of the documentation site says what the program does: commands as its own help tells them, settings as its
//! own list has them, methods as the code that computes them is documented.
//!
//! `SAFERPLAN_REFERENCE=1` writes the pages anew; without it a page that says something else is a fault.

mod commands;
mod methods;
mod settings;

use std::collections::BTreeMap;
use std::env;
use std::fs;

use crate::checkout::assert_none;
use crate::checkout::root;
use crate::checkout::text;

/// Pages by their path below the checkout.
type Pages = BTreeMap<String, String>;

/// Holds pages against what is in the checkout, or writes them.
fn agree(pages: &Pages) {
    if env::var_os("SAFERPLAN_REFERENCE").is_some() {
        for (path, page) in pages {
            fs::write(root().join(path), page).unwrap();
        }
    }
    let there = |path: &str| fs::read_to_string(root().join(path)).unwrap_or_default();
    let other: Vec<String> = pages
        .iter()
        .filter(|(path, page)| there(path) != **page)
        .map(|(path, _)| path.clone())
        .collect();
    assert_none(
        &other,
        "These pages do not say what the program does; write them anew with: SAFERPLAN_REFERENCE=1 cargo test --release \
         --workspace --test house reference",
    );
}

#[test]
fn the_page_of_commands_says_what_their_help_says() {
    let page = commands::page();
    for (command, words) in [("saferplan import", "auto"), ("saferplan consult read", "--batch")] {
        assert!(page.contains(command) && page.contains(words), "{command} {words}: {page}");
    }
    agree(&BTreeMap::from([("docs/reference/commands.md".to_owned(), page)]));
}

#[test]
fn the_page_of_settings_has_each_with_what_it_is() {
    let page = settings::page();
    assert!(page.contains("`mail.server`") && page.contains("SAFERPLAN_MAIL_SERVER"), "{page}");
    agree(&BTreeMap::from([("docs/reference/settings.md".to_owned(), page)]));
}

#[test]
fn the_pages_of_methods_say_what_the_code_does() {
    let pages = methods::pages();
    assert!(pages.len() > 25, "found the methods of {} files only", pages.len());
    let contents = text("docs/SUMMARY.md");
    for (path, page) in &pages {
        let listed = path.trim_start_matches("docs/");
        assert!(contents.contains(listed), "list `{listed}` in docs/SUMMARY.md");
        for part in ["**What it answers.**", "**When not to use it"] {
            assert!(page.contains(part), "{path} has no {part}");
        }
        assert!(!page.contains("[`"), "{path} leads to code: {page}");
    }
    agree(&pages);
}
