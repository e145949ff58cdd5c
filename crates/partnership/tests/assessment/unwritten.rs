//! A draft in which nothing is written cannot be circulated.

use crate::held;
use crate::material;
use partnership::assessment::circulated::circulate;
use partnership::assessment::fault::Fault;
use partnership::assessment::skeleton::skeleton;
use partnership::assessment::text::Source;
use partnership::assessment::versions::Version;

fn refused(sources: Vec<Source>) -> Vec<Fault> {
    let (held, supplied) = (held::example(), held::supplied());
    let on = "2014-12-04".parse().unwrap();
    let version = Version { number: 1, by: "analyst".to_owned(), on, sources };
    circulate(&version, &material(&held, &supplied), on).unwrap_err()
}

#[test]
fn a_draft_of_headings_alone_is_not_circulated_and_it_is_said_what_to_do() {
    let faults = refused(skeleton());
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert_eq!(faults[0].found, "a draft whose 7 sections are all empty");
    assert!(faults[0].wanted.contains("write a section"), "{}", faults[0]);
    assert_eq!(faults[0].place.file, "1-about.md");
}

#[test]
fn a_draft_without_a_section_is_not_circulated() {
    let faults = refused(Vec::new());
    assert_eq!((faults.len(), faults[0].found.as_str()), (1, "a draft without a section"));
}

#[test]
fn one_section_with_words_is_enough() {
    let (held, supplied) = (held::example(), held::supplied());
    let on = "2014-12-04".parse().unwrap();
    let text = "# Levels\n\n{#1} Words.\n".to_owned();
    let sources = [skeleton(), vec![Source { file: "8-more.md".to_owned(), text }]].concat();
    let version = Version { number: 1, by: "analyst".to_owned(), on, sources };
    assert!(circulate(&version, &material(&held, &supplied), on).is_ok());
}
