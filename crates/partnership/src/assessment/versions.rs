//! Versions of a draft: who wrote which passage, and who marked it exempt.
//!
//! In come the kept versions in order; out goes for each passage of the last one who first wrote it and who last
//! changed it.

use std::collections::BTreeMap;

use crate::assessment::passage::Number;
use crate::assessment::passage::passages;
use crate::assessment::reading::read;
use crate::assessment::reference::Exemption;
use crate::assessment::text::Source;
use crate::terms::day::Day;

/// A version as it was saved.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Version {
    /// Its number, from 1.
    pub number: u32,
    /// Who saved it.
    pub by: String,
    /// When.
    pub on: Day,
    /// The files, numbered.
    pub sources: Vec<Source>,
}

impl Version {
    /// What kind of text it is while it was not circulated, such as "Working draft, version 3".
    pub fn stage(&self) -> String {
        format!("Working draft, version {}", self.number)
    }
}

/// In which version, by whom, when.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Stamp {
    /// The version's number.
    pub version: u32,
    /// Who.
    pub by: String,
    /// When.
    pub on: Day,
}

/// Who wrote a passage.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct WrittenBy {
    /// Who first wrote it.
    pub first: Stamp,
    /// Who last changed its words.
    pub last: Stamp,
    /// Who set its mark of exemption, or last changed it, where it has one.
    pub exempt: Option<Stamp>,
}

/// Who wrote each passage of the last version. A passage that was taken out and set in again under its number keeps
/// its first writer.
pub fn written_by(versions: &[Version]) -> BTreeMap<Number, WrittenBy> {
    let mut known: BTreeMap<Number, (WrittenBy, String, Option<Exemption>)> = BTreeMap::new();
    let mut last = Vec::new();
    for version in versions {
        let stamp = || Stamp { version: version.number, by: version.by.clone(), on: version.on };
        last.clear();
        for (_, passage) in passages(&read(&version.sources).sections) {
            let Some(number) = passage.number else { continue };
            last.push(number);
            let words = passage.body.typed();
            let marked = passage.exempt.clone();
            let (own, before, exempt) = known.entry(number).or_insert_with(|| {
                let own = WrittenBy { first: stamp(), last: stamp(), exempt: None };
                (own, words.clone(), None)
            });
            if *before != words {
                (own.last, *before) = (stamp(), words);
            }
            if *exempt != marked {
                own.exempt = marked.is_some().then(stamp);
                *exempt = marked;
            }
        }
    }
    let kept = known.into_iter().filter(|(number, _)| last.contains(number));
    kept.map(|(number, (own, _, _))| (number, own)).collect()
}

/// Who marked each exempt passage, for the register.
pub fn marked_by(versions: &[Version]) -> BTreeMap<Number, String> {
    let written = written_by(versions).into_iter();
    written.filter_map(|(number, own)| Some((number, own.exempt?.by))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(number: u32, by: &str, text: &str) -> Version {
        let on = "2014-12-04".parse().unwrap();
        let sources = vec![Source { file: "a.md".to_owned(), text: format!("# A\n\n{text}\n") }];
        Version { number, by: by.to_owned(), on, sources }
    }

    #[test]
    fn each_passage_knows_its_first_and_its_last_writer() {
        let versions = [
            version(1, "Ann", "{#1} one\n\n{#2} two"),
            version(2, "Bob", "{#2} two\n\n{#1} one *more*"),
            version(3, "Cy", "{#1} {exempt:7 a patrol} one *more*\n\n{#3} three"),
        ];
        let written = written_by(&versions);
        let numbers: Vec<u32> = written.keys().map(|number| number.value()).collect();
        assert_eq!(numbers, [1, 3]);
        let first = &written[&Number::of(1).unwrap()];
        assert_eq!((first.first.by.as_str(), first.last.by.as_str()), ("Ann", "Bob"));
        assert_eq!(marked_by(&versions)[&Number::of(1).unwrap()], "Cy");
    }
}
