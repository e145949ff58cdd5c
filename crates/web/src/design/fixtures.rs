//! Every example that GOV.UK publishes of every component, rendered and compared.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use minijinja::{Value, context};
use serde::Deserialize;

use super::*;

/// The examples that come out otherwise than with Nunjucks, each with the reason.
const OTHERWISE: [(&str, &str); 2] = [
    ("footer: with empty meta", "an empty mapping is true in JavaScript and false in Jinja"),
    ("input: zero value", "the number 0 is false in Jinja; our pages give values as text"),
];

#[derive(Deserialize)]
struct Fixtures {
    component: String,
    fixtures: Vec<Fixture>,
}

#[derive(Deserialize)]
struct Fixture {
    name: String,
    options: Value,
    html: String,
}

fn published() -> Vec<Fixtures> {
    let package = std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo tells a test its package");
    let components =
        PathBuf::from(package).join("node_modules/govuk-frontend/dist/govuk/components");
    let folders = fs::read_dir(components).unwrap().map(|entry| entry.unwrap().path());
    let files = folders.map(|folder| folder.join("fixtures.json")).filter(|file| file.is_file());
    let mut all: Vec<Fixtures> =
        files.map(|file| serde_json::from_slice(&fs::read(file).unwrap()).unwrap()).collect();
    all.sort_by(|one, other| one.component.cmp(&other.component));
    all
}

/// `date-input` is called by `govukDateInput`.
fn macro_of(component: &str) -> String {
    component
        .split('-')
        .fold("govuk".to_owned(), |name, part| name + &part[..1].to_uppercase() + &part[1..])
}

/// HTML without the space that no reader sees: between tags, and within them.
fn plain(html: &str) -> String {
    let words: Vec<&str> = html.split_whitespace().collect();
    words.join(" ").replace("> ", ">").replace(" <", "<").replace(" >", ">")
}

#[test]
fn every_example_that_gov_uk_publishes_comes_out_the_same() {
    let templates = Design::new(&Look::default()).unwrap().templates;
    let mut differing = BTreeMap::new();
    let mut count = 0;
    for Fixtures { component, fixtures } in published() {
        let name = macro_of(&component);
        let source = format!(
            "{{%- from \"govuk/components/{component}/macro.njk\" import {name} -%}}{{{{ {name}(options) }}}}"
        );
        for Fixture { name, options, html } in fixtures {
            count += 1;
            let rendered = templates
                .render_named_str("fixture.njk", &source, context! { options })
                .unwrap_or_else(|fault| format!("{fault:#}"));
            if plain(&rendered) != plain(&html) {
                differing.insert(format!("{component}: {name}"), (rendered, html));
            }
        }
    }
    assert!(count >= 725, "only {count} examples were found");
    let known: BTreeSet<&str> = OTHERWISE.iter().map(|(name, _)| *name).collect();
    for (name, (rendered, html)) in &differing {
        if !known.contains(name.as_str()) {
            println!("{name}\n  wanted {}\n  found  {}", plain(html), plain(rendered));
        }
    }
    let found: BTreeSet<&str> = differing.keys().map(String::as_str).collect();
    assert_eq!(found, known, "the list of examples that come out otherwise is not exact");
}

#[test]
fn space_between_tags_makes_no_difference_and_space_in_words_does() {
    assert_eq!(plain("<p>\n  a  b\n</p>  <p>"), plain("<p>a b</p><p>"));
    assert_ne!(plain("<p>ab</p>"), plain("<p>a b</p>"));
}
