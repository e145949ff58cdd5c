//! Advisories: no package that is locked has a known weakness, unless it is said why it does not reach us.
//!
//! In: `Cargo.lock`, and `xtask/advisories.json`, the facts of the `RustSec` advisory database on the packages that are locked, as
//! of the day that it names; the build has no way to the database itself. Out: success, or what stands against it.
//!
//! It knows no advisory that is younger than its file, and says so; `docs/operating.md` tells how to ask the database itself.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use anyhow::{Context, Result, ensure};
use semver::{Version, VersionReq};
use serde_json::Value;

use crate::command::say;
use crate::places::Places;

/// What to do with a package that nobody has looked up.
const LOOK_UP: &str =
    "write what the RustSec database has on it into `advisories`, and its name into `looked_up`";
/// What to do with the others.
const ANSWER: &str = "Lock a version without the weakness, or write into `answered` of `xtask/advisories.json` why it does not reach \
                      us, under the very words before the colon; take out what is not so any more.";

/// Refuses a locked package with an advisory that nobody has answered, one that was never looked up, and an answer that
/// answers nothing any more.
pub(crate) fn check() -> Result<()> {
    let root = Places::found()?.root;
    let read = |name: &str| {
        fs::read_to_string(root.join(name)).with_context(|| format!("reading `{name}`"))
    };
    let known: Value =
        serde_json::from_str(&read("xtask/advisories.json")?).context("reading the advisories")?;
    let wrong = against(&known, &locked(&read("Cargo.lock")?)?)?;
    let day = known["as_of"].as_str().context("`as_of` is no day")?;
    say(&format!("Advisories are known as of {day}."));
    ensure!(wrong.is_empty(), "in `Cargo.lock`:\n  {}\n{ANSWER}", wrong.join("\n  "));
    Ok(())
}

/// The versions of each package that are locked, of those that come from a registry.
fn locked(lock: &str) -> Result<BTreeMap<String, Vec<Version>>> {
    let mut locked: BTreeMap<String, Vec<Version>> = BTreeMap::new();
    for block in lock.split("[[package]]").skip(1) {
        let field = |name: &str| {
            let line = block.lines().find_map(|line| line.strip_prefix(&format!("{name} = \"")))?;
            Some(line.trim_end_matches('"'))
        };
        if let (Some(name), Some(version), Some(_)) =
            (field("name"), field("version"), field("source"))
        {
            let version = version.parse().with_context(|| format!("the version of {name}"))?;
            locked.entry(name.to_owned()).or_default().push(version);
        }
    }
    Ok(locked)
}

/// What stands against the packages that are locked, a line for each.
fn against(known: &Value, locked: &BTreeMap<String, Vec<Version>>) -> Result<Vec<String>> {
    let listed =
        |name: &str| known[name].as_array().with_context(|| format!("`{name}` is no list"));
    let looked_up: BTreeSet<&str> = listed("looked_up")?.iter().filter_map(Value::as_str).collect();
    let answered = known["answered"].as_object().context("`answered` is no table")?;
    let mut wrong: Vec<String> = locked
        .keys()
        .filter(|package| !looked_up.contains(package.as_str()))
        .map(|package| format!("{package}: its advisories were never looked up; {LOOK_UP}"))
        .collect();
    let mut met = Vec::new();
    for advisory in listed("advisories")? {
        let text = |name: &str| {
            advisory[name].as_str().with_context(|| format!("an advisory has no `{name}`"))
        };
        let (id, package) = (text("id")?, text("package")?);
        let safe = ranges(advisory, "patched")?.into_iter().chain(ranges(advisory, "unaffected")?);
        let safe: Vec<VersionReq> = safe.collect();
        let is_met = |version: &&Version| !safe.iter().any(|range| range.matches(version));
        let versions = locked.get(package).map(Vec::as_slice).unwrap_or_default();
        for version in versions.iter().filter(is_met) {
            // An answer holds for that version alone.
            let met_one = format!("{id}, {package} {version}");
            if !answered.contains_key(&met_one) {
                wrong.push(format!("{met_one}: {}", text("about")?));
            }
            met.push(met_one);
        }
    }
    let idle = answered.keys().filter(|one| !met.contains(one));
    wrong.extend(idle.map(|one| format!("{one} is answered, and is not so any more")));
    Ok(wrong)
}

/// The versions that are without the weakness, of one of an advisory's two lists.
fn ranges(advisory: &Value, list: &str) -> Result<Vec<VersionReq>> {
    let stated = advisory[list].as_array().with_context(|| format!("`{list}` is no list"))?;
    let range = |stated: &Value| {
        let text = stated.as_str().context("a range is no text")?;
        text.parse().with_context(|| format!("the range `{text}`"))
    };
    stated.iter().map(range).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const LOCK: &str = "[[package]]\nname = \"mine\"\nversion = \"0.1.0\"\n\n\
        [[package]]\nname = \"theirs\"\nversion = \"1.2.3\"\nsource = \"registry\"\n\n\
        [[package]]\nname = \"theirs\"\nversion = \"0.9.0\"\nsource = \"registry\"\n";

    /// What is wrong with the lock file, where this is known of an advisory on one of its packages.
    fn wrong(patched: &[&str], unaffected: &[&str], answered: &Value) -> Vec<String> {
        let known = json!({
            "looked_up": ["theirs"],
            "answered": answered,
            "advisories": [{
                "id": "RUSTSEC-2026-0001", "package": "theirs", "about": "it leaks",
                "patched": patched, "unaffected": unaffected,
            }],
        });
        against(&known, &locked(LOCK).unwrap()).unwrap()
    }

    #[test]
    fn a_version_with_a_weakness_is_refused_until_it_is_answered() {
        let both = wrong(&[">= 1.2.4"], &[], &json!({}));
        assert_eq!(both.len(), 2, "{both:?}");
        let one = wrong(&[">= 1.2.4"], &["< 1.0.0"], &json!({}));
        assert_eq!(one, ["RUSTSEC-2026-0001, theirs 1.2.3: it leaks"]);
        let answered = json!({"RUSTSEC-2026-0001, theirs 1.2.3": "not called"});
        assert!(wrong(&[">= 1.2.4"], &["< 1.0.0"], &answered).is_empty());
        let other = wrong(&[">= 1.2.4"], &[], &answered);
        assert_eq!(other, ["RUSTSEC-2026-0001, theirs 0.9.0: it leaks"]);
        assert!(wrong(&[">= 1.2.3"], &["< 1.0.0"], &json!({})).is_empty());
    }

    #[test]
    fn an_answer_without_a_question_and_a_package_that_was_never_looked_up_are_refused() {
        let answered = json!({"RUSTSEC-2026-0001, theirs 1.2.3": "not called"});
        let idle = wrong(&[">= 0.1.0"], &[], &answered);
        assert!(idle[0].starts_with("RUSTSEC-2026-0001, theirs 1.2.3 is answered"), "{idle:?}");
        let known = json!({"looked_up": [], "answered": {}, "advisories": []});
        let unknown = against(&known, &locked(LOCK).unwrap()).unwrap();
        assert_eq!(unknown, [format!("theirs: its advisories were never looked up; {LOOK_UP}")]);
    }
}
