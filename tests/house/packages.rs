//! Packages depend only downwards: the core on none of ours, shells on the core, the binary on all.

use std::collections::{BTreeMap, BTreeSet};

use crate::checkout::{assert_none, files, text};

/// Our packages, each with those of ours that its manifest names.
fn packages() -> BTreeMap<String, BTreeSet<String>> {
    let manifests: Vec<_> =
        files().into_iter().filter(|file| file.ends_with("Cargo.toml")).collect();
    let folders = manifests.iter().filter_map(|file| file.strip_prefix("crates").ok()?.parent());
    let names: BTreeSet<String> = folders.map(|folder| folder.display().to_string()).collect();
    let uses = |name: &String| {
        let named = dependencies(&text(format!("crates/{name}/Cargo.toml")));
        (name.clone(), named.intersection(&names).cloned().collect())
    };
    names.iter().map(uses).collect()
}

/// What a manifest depends on, to build, to run or to test.
fn dependencies(manifest: &str) -> BTreeSet<String> {
    let mut named = BTreeSet::new();
    let mut table = String::new();
    for line in manifest.lines().map(str::trim) {
        if line.starts_with('[') {
            table = line.trim_matches(['[', ']']).to_owned();
            // `[dependencies.archive]` names one by its heading.
            named.extend(table.split_once("dependencies.").map(|(_, name)| name.to_owned()));
        } else if table.ends_with("dependencies") && !line.starts_with('#') {
            let name = line.split(['.', '=', ' ']).next().unwrap_or_default();
            named.extend((!name.is_empty()).then(|| name.to_owned()));
        }
    }
    named
}

/// Which of ours a package may use, where that is not the core alone.
fn allowed(package: &str, all: &BTreeSet<String>) -> BTreeSet<String> {
    match package {
        "partnership" => BTreeSet::new(),
        // The pages wire what a server needs; what they decide is the core's.
        "web" => ["partnership", "records", "post"].map(str::to_owned).into(),
        "saferplan" => all.iter().filter(|name| *name != package).cloned().collect(),
        _ => BTreeSet::from(["partnership".to_owned()]),
    }
}

#[test]
fn packages_depend_only_downwards() {
    let packages = packages();
    let all: BTreeSet<String> = packages.keys().cloned().collect();
    assert!(all.contains("partnership") && all.contains("saferplan"), "found only {all:?}");
    let mut faults = Vec::new();
    for (package, uses) in &packages {
        let upwards = uses.difference(&allowed(package, &all)).cloned().collect::<Vec<_>>();
        if !upwards.is_empty() {
            faults.push(format!("`{package}` depends on {}", upwards.join(", ")));
        }
    }
    assert_none(&faults, "The core knows no shell, and a shell knows the core and no sibling");
}

#[test]
fn the_binary_wires_every_package() {
    let packages = packages();
    let idle: Vec<String> = packages
        .keys()
        .filter(|name| *name != "saferplan")
        .filter(|name| !packages["saferplan"].contains(*name) && !packages["web"].contains(*name))
        .cloned()
        .collect();
    assert_none(&idle, "Let `crates/saferplan` use these packages, or take them out");
}

#[test]
fn dependencies_are_read_from_every_kind_of_table() {
    let manifest = "[package]\nname = \"x\"\n[dependencies]\na.workspace = true\n# no\nb = \"1\"\n\
                    [dev-dependencies]\nc = { version = \"1\" }\n[dependencies.d]\nversion = \"1\"\n";
    let named: Vec<String> = dependencies(manifest).into_iter().collect();
    assert_eq!(named, ["a", "b", "c", "d"]);
}
