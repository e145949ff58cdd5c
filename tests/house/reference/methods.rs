//! The pages of methods, from the documentation of the functions that compute them.
//!
//! A method is whatever in the core says what it answers. What its documentation leads to is put into words: a constant by its
//! value, another method by a link to its page.

mod source;

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::path::PathBuf;
use std::sync::OnceLock;

use crate::checkout::rust_files;
use crate::checkout::text;
use crate::reference::Pages;
use crate::reference::methods::source::Method;
use crate::reference::methods::source::constant;
use crate::reference::methods::source::methods;

/// What a method's documentation has, and no other.
const ANSWERS: &str = "**What it answers.**";

/// Each page by the name of its source, and what it is called, in the order of the site.
const TITLES: [(&str, &str); 33] = [
    ("change", "Change between two periods"),
    ("discovery", "Many changes tried at once"),
    ("contribution", "What adds up to a change"),
    ("recording_scenario", "If recording got better"),
    ("rate", "Rates"),
    ("comparison", "An area beside its group"),
    ("funnel", "The funnel"),
    ("severity", "Severity"),
    ("rolling_year", "The rolling year"),
    ("seasonal", "Seasonal adjustment"),
    ("seasonal_loess", "Seasonal adjustment where seasons change"),
    ("control_chart", "Control chart"),
    ("laney_chart", "Control charts of shares and rates"),
    ("run_rules", "Run rules"),
    ("anticipated", "What earlier years lead one to expect"),
    ("smoothing", "Smoothing"),
    ("forecast", "Forecast"),
    ("concentration", "Concentration at few places"),
    ("repeat_places", "Repeat places"),
    ("hotspots", "Hot spots"),
    ("kernel_density", "Kernel density"),
    ("square_grid", "Squares of a grid"),
    ("national_grid", "The National Grid"),
    ("classes", "Classes of a map"),
    ("inequality", "Crime and deprivation"),
    ("flags", "Flags on several indicators"),
    ("suppression", "Withholding small counts"),
    ("raking", "Weights by raking"),
    ("survey_estimate", "Estimates from samples"),
    ("agreement", "Agreement of coders"),
    ("similar", "Suggested codes"),
    ("terms", "Terms that many comments share"),
    ("sensitivity", "How far a ranking hangs on its weights"),
];

/// All pages.
pub(super) fn pages() -> Pages {
    let sources = sources();
    let titles: BTreeMap<&str, &str> = TITLES.into_iter().collect();
    let found: BTreeSet<&str> = sources.keys().map(String::as_str).collect();
    let known: BTreeSet<&str> = titles.keys().copied().collect();
    assert_eq!(found, known, "give each method's file a title in tests/house/reference/methods.rs");
    let page = |(stem, file): (&String, &PathBuf)| {
        (format!("docs/methods/{stem}.md"), page(stem, titles[stem.as_str()], file))
    };
    sources.iter().map(page).collect()
}

/// The files of the core that have methods, by their stems.
fn sources() -> BTreeMap<String, PathBuf> {
    let files = rust_files(&["crates/partnership/src"]).into_iter();
    let with = files.filter(|file| text(file).contains(ANSWERS));
    with.map(|file| (file.file_stem().unwrap().to_string_lossy().into_owned(), file)).collect()
}

fn page(stem: &str, title: &str, file: &Path) -> String {
    let source = text(file);
    let methods = methods(&source, ANSWERS);
    let mut page = format!("# {title}\n");
    for method in &methods {
        if methods.len() > 1 {
            let _ = writeln!(
                page,
                "\n## {}",
                in_words(method.first.trim_end_matches('.'), stem, &source)
            );
        } else {
            let _ = writeln!(page, "\n{}", in_words(&method.first, stem, &source));
        }
        let _ = writeln!(page, "\n{}", in_words(&method.rest, stem, &source));
    }
    let names: Vec<String> = methods
        .iter()
        .filter_map(|Method { name, .. }| Some(format!("`{}`", name.as_ref()?)))
        .collect();
    let by = if names.is_empty() { String::new() } else { format!(", by {}", names.join(", ")) };
    let _ = writeln!(
        page,
        "\n---\n\nComputed in `{}`{by}; this page is written out from there.",
        file.display()
    );
    page
}

/// Documentation as it is read outside the code.
fn in_words(documented: &str, stem: &str, source: &str) -> String {
    let mut words = String::new();
    let mut rest = documented;
    while let Some((before, after)) = rest.split_once('`') {
        let Some((code, after)) = after.split_once('`') else { break };
        let (before, after) = match (before.strip_suffix('['), after.strip_prefix(']')) {
            (Some(before), Some(after)) => (before, after),
            _ => (before, after),
        };
        words.push_str(before);
        let said = named(code, stem, source);
        // A value may end its own sentence, and stand within another.
        let within = after.starts_with(['.', ',']);
        let said = if within { said.trim_end_matches('.') } else { &said };
        words.push_str(said);
        rest = after;
    }
    words + rest
}

/// What stands for a piece of code.
fn named(code: &str, stem: &str, source: &str) -> String {
    let last = code.rsplit("::").next().unwrap_or(code).trim_end_matches("()");
    let is_constant =
        last.len() > 2 && last.chars().all(|sign| sign.is_ascii_uppercase() || sign == '_');
    if is_constant && let Some(value) = constant(code, source) {
        return value;
    }
    if let Some((_, title)) = TITLES.iter().find(|(other, _)| *other == last && last != stem) {
        return format!("[{title}]({last}.md)");
    }
    match functions().get(last) {
        Some(other) if other != stem => format!("[{}]({other}.md)", last.replace('_', " ")),
        // What the code calls one of its own numbers reads as a word.
        Some(_) | None if last.chars().all(|sign| sign.is_ascii_lowercase() || sign == '_') => {
            format!("*{}*", last.replace('_', " "))
        }
        Some(_) | None => format!("`{last}`"),
    }
}

/// The page that tells of each function.
fn functions() -> &'static BTreeMap<String, String> {
    static FUNCTIONS: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    FUNCTIONS.get_or_init(|| {
        let mut functions = BTreeMap::new();
        for (stem, file) in sources() {
            let names = methods(&text(file), ANSWERS).into_iter().filter_map(|method| method.name);
            functions.extend(names.map(|name| (name, stem.clone())));
        }
        functions
    })
}

#[test]
fn code_is_put_into_words() {
    let source = "/// Few.\npub const FEWEST: usize = 12;\n/// The rule.\nconst RULE: &str = \"One \\\n    rule.\";\n";
    assert_eq!(
        in_words("at least [`FEWEST`] months. [`RULE`]", "x", source),
        "at least 12 months. One rule."
    );
    assert_eq!(
        in_words("see `rate`, not `count`", "x", source),
        "see [Rates](rate.md), not *count*"
    );
    assert_eq!(in_words("[`crate::statistics::rate`]", "x", source), "[Rates](rate.md)");
}
