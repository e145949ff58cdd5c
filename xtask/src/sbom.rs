//! The bill of materials of the program: every package that goes into it, with version, licence and hash, as `CycloneDX` 1.6.
//!
//! In: `cargo metadata`, `Cargo.lock` and npm's lock file. Out: one JSON document, the same bytes for the same lock files, so
//! that it has neither a time nor a number of chance. `cargo-cyclonedx` knows nothing of what comes from npm.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use anyhow::{Context, Result, ensure};
use data_encoding::{BASE64, HEXLOWER};
use serde_json::{Value, json};

use crate::command::{cargo, output, say};
use crate::places::Places;

/// Writes the bill to a file.
pub(crate) fn write(places: &Places, file: &str) -> Result<()> {
    let bill = bill(places)?;
    let count = bill["components"].as_array().map_or(0, Vec::len);
    let text = serde_json::to_string_pretty(&bill).context("writing the bill")? + "\n";
    fs::write(file, text).with_context(|| format!("writing `{file}`"))?;
    say(&format!("{file} names {count} packages."));
    Ok(())
}

/// The whole bill.
fn bill(places: &Places) -> Result<Value> {
    let told = output(&mut cargo(&[
        "metadata",
        "--locked",
        "--format-version",
        "1",
        "--filter-platform",
        host(),
    ]))?;
    let metadata: Value = serde_json::from_str(&told).context("reading what cargo tells")?;
    let lock = fs::read_to_string(places.root.join("Cargo.lock")).context("reading Cargo.lock")?;
    let npm = fs::read_to_string(places.root.join("crates/web/package-lock.json"))
        .context("reading npm's lock file")?;
    let npm: Value = serde_json::from_str(&npm).context("reading npm's lock file")?;
    of(&metadata, &hashes(&lock), &npm)
}

/// The platform that is built for here, and nearly everywhere that Saferplan runs.
fn host() -> &'static str {
    "x86_64-unknown-linux-gnu"
}

/// The hash of each package of the lock file, by name and version.
fn hashes(lock: &str) -> BTreeMap<(String, String), String> {
    let field = |block: &str, name: &str| {
        let line = block.lines().find_map(|line| line.strip_prefix(&format!("{name} = \"")))?;
        Some(line.trim_end_matches('"').to_owned())
    };
    let blocks = lock.split("[[package]]").skip(1);
    let with = blocks.filter_map(|block| {
        Some(((field(block, "name")?, field(block, "version")?), field(block, "checksum")?))
    });
    with.collect()
}

fn of(metadata: &Value, hashes: &BTreeMap<(String, String), String>, npm: &Value) -> Result<Value> {
    let packages: BTreeMap<&str, &Value> =
        list(&metadata["packages"]).map(|package| (text(&package["id"]), package)).collect();
    let nodes: BTreeMap<&str, &Value> =
        list(&metadata["resolve"]["nodes"]).map(|node| (text(&node["id"]), node)).collect();
    let program = packages.values().find(|package| package["name"] == "saferplan");
    let program = program.context("cargo tells of no package `saferplan`")?;
    let shipped = shipped(text(&program["id"]), &nodes);
    let mut components: Vec<Value> = Vec::new();
    for id in &shipped {
        let package = packages.get(id).context("a package that is needed is not told of")?;
        if package["source"].is_null() {
            continue;
        }
        components.push(from_cargo(package, hashes)?);
    }
    components.extend(npm["packages"].as_object().into_iter().flatten().filter_map(from_npm));
    let depends: Vec<Value> = shipped.iter().filter_map(|id| {
        let needed = needed(nodes.get(id)?).filter_map(|id| Some(purl(packages.get(id)?)));
        Some(json!({ "ref": purl(packages.get(id)?), "dependsOn": needed.collect::<BTreeSet<_>>() }))
    }).collect();
    Ok(json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": { "component": {
            "type": "application", "bom-ref": purl(program), "name": "saferplan",
            "version": program["version"], "licenses": [{ "expression": "Apache-2.0" }],
        } },
        "components": components,
        "dependencies": depends,
    }))
}

/// The packages that a package needs to run or to be built, itself among them.
fn shipped<'a>(from: &'a str, nodes: &BTreeMap<&'a str, &'a Value>) -> BTreeSet<&'a str> {
    let (mut found, mut ahead) = (BTreeSet::new(), vec![from]);
    while let Some(id) = ahead.pop() {
        if found.insert(id) {
            ahead.extend(nodes.get(id).into_iter().flat_map(|node| needed(node)));
        }
    }
    found
}

/// What a package needs, but for its tests.
fn needed(node: &Value) -> impl Iterator<Item = &str> {
    let is_for_more_than_tests = |dependency: &&Value| {
        list(&dependency["dep_kinds"]).any(|kind| kind["kind"].is_null() || kind["kind"] == "build")
    };
    list(&node["deps"]).filter(is_for_more_than_tests).map(|dependency| text(&dependency["pkg"]))
}

fn from_cargo(package: &Value, hashes: &BTreeMap<(String, String), String>) -> Result<Value> {
    let (name, version) = (text(&package["name"]), text(&package["version"]));
    let hash = hashes.get(&(name.to_owned(), version.to_owned()));
    ensure!(hash.is_some(), "`{name}` {version} has no hash in Cargo.lock");
    Ok(json!({
        "type": "library", "bom-ref": purl(package), "name": name, "version": version, "purl": purl(package),
        "licenses": licences(package["license"].as_str()),
        "hashes": [{ "alg": "SHA-256", "content": hash }],
    }))
}

/// A package of npm's lock file that goes into the pages; none of one that only the tests need.
fn from_npm((path, package): (&String, &Value)) -> Option<Value> {
    let name = path.rsplit_once("node_modules/")?.1;
    let version = package["version"].as_str().filter(|_| package["dev"] != true)?;
    let purl = format!("pkg:npm/{}@{version}", name.replace('@', "%40"));
    let hash = package["integrity"].as_str()?.strip_prefix("sha512-")?;
    let hash = HEXLOWER.encode(&BASE64.decode(hash.as_bytes()).ok()?);
    Some(json!({
        "type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl,
        "licenses": licences(package["license"].as_str()),
        "hashes": [{ "alg": "SHA-512", "content": hash }],
    }))
}

fn licences(stated: Option<&str>) -> Value {
    // An older way of writing `OR`.
    stated
        .map_or_else(|| json!([]), |stated| json!([{ "expression": stated.replace('/', " OR ") }]))
}

fn purl(package: &Value) -> String {
    format!("pkg:cargo/{}@{}", text(&package["name"]), text(&package["version"]))
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bill_names_what_goes_into_the_program_and_nothing_that_only_tests_need() {
        let bill = bill(&Places::found().unwrap()).unwrap();
        let component = |name: &str| list(&bill["components"]).find(|one| one["name"] == name);
        for name in ["datafusion", "ring", "argon2", "govuk-frontend", "leaflet"] {
            assert!(component(name).is_some(), "{name} is missing");
        }
        for name in ["axe-core", "fantoccini", "proptest", "partnership"] {
            assert!(component(name).is_none(), "{name} does not go into the program");
        }
        assert!(list(&bill["components"]).count() > 300);
        for one in list(&bill["components"]) {
            let hash = text(&one["hashes"][0]["content"]);
            assert!([64, 128].contains(&hash.len()) && !text(&one["version"]).is_empty(), "{one}");
        }
        let refs: BTreeSet<&str> =
            list(&bill["components"]).map(|one| text(&one["bom-ref"])).collect();
        assert_eq!(refs.len(), list(&bill["components"]).count(), "a package is named twice");
        let needs = list(&bill["dependencies"])
            .find(|one| one["ref"] == text(&component("rustls").unwrap()["bom-ref"]));
        assert!(
            list(&needs.unwrap()["dependsOn"]).any(|one| text(one).starts_with("pkg:cargo/ring@"))
        );
    }
}
