//! The description after DDI beside the schema of DDI-Codebook 2.5: which elements may stand where, in which order, how often.
//!
//! The schema itself (codebook.xsd, LGPL) is in no package that these tests could install, so its rules for the elements that
//! are written here are stated anew. Of each element all its children are listed that are used, in the order of the schema's
//! sequence; one that is not listed is a fault.

use std::collections::BTreeSet;

use crate::consultation::export::tests::study;
use crate::consultation::export::tests::with;

/// An element, and its children in order, each with whether it may stand there more than once.
type Rule = (&'static str, &'static [(&'static str, Times)]);

#[derive(Debug, Clone, Copy, PartialEq)]
enum Times {
    Once,
    Any,
}

use Times::Any;
use Times::Once;

/// The sequences of the schema of 2012-01-17, as far as they are used.
const RULES: [Rule; 21] = [
    ("codeBook", &[("docDscr", Any), ("stdyDscr", Any), ("fileDscr", Any), ("dataDscr", Any)]),
    ("docDscr", &[("citation", Once)]),
    ("stdyDscr", &[("citation", Any), ("stdyInfo", Any), ("method", Any)]),
    ("citation", &[("titlStmt", Once), ("rspStmt", Once), ("prodStmt", Once)]),
    ("titlStmt", &[("titl", Once)]),
    ("rspStmt", &[("AuthEnty", Any)]),
    ("prodStmt", &[("producer", Any), ("prodDate", Any), ("software", Any)]),
    ("stdyInfo", &[("abstract", Any), ("sumDscr", Any)]),
    ("sumDscr", &[("collDate", Any), ("anlyUnit", Any), ("universe", Any), ("dataKind", Any)]),
    ("method", &[("dataColl", Any)]),
    ("dataColl", &[("sampProc", Any), ("collMode", Any)]),
    ("fileDscr", &[("fileTxt", Any)]),
    ("fileTxt", &[("fileName", Any), ("dimensns", Once), ("fileType", Any)]),
    ("dimensns", &[("caseQnty", Any), ("varQnty", Any)]),
    ("dataDscr", &[("varGrp", Any), ("var", Any)]),
    ("varGrp", &[("labl", Any)]),
    (
        "var",
        &[("labl", Any), ("qstn", Any), ("universe", Any), ("catgry", Any), ("varFormat", Once)],
    ),
    ("qstn", &[("qstnLit", Any)]),
    ("catgry", &[("catValu", Once), ("labl", Any)]),
    ("varFormat", &[]),
    ("labl", &[]),
];

/// Attributes of which the schema lists the values.
const LISTED: [(&str, &str, &[&str]); 5] = [
    ("var", "intrvl", &["contin", "discrete"]),
    ("varGrp", "type", &["multipleResp", "grid", "other"]),
    ("varFormat", "type", &["character", "numeric"]),
    ("catgry", "missing", &["Y", "N"]),
    ("collDate", "event", &["start", "end", "single"]),
];

/// All that an element's children do against its rule.
fn faults(node: roxmltree::Node<'_, '_>) -> Vec<String> {
    let name = node.tag_name().name();
    let none: &[(&str, Times)] = &[];
    let rule = RULES.iter().find(|(of, _)| *of == name).map_or(none, |(_, rule)| *rule);
    let (mut faults, mut last) = (Vec::new(), None);
    for child in node.children().filter(roxmltree::Node::is_element) {
        let child = child.tag_name().name();
        let place = rule.iter().position(|(one, _)| *one == child);
        match place {
            None => faults.push(format!("`{child}` may not stand in `{name}`")),
            Some(_) if place < last => faults.push(format!("`{child}` comes too late in `{name}`")),
            Some(at) if place == last && rule[at].1 == Once => {
                faults.push(format!("`{name}` has two `{child}`"));
            }
            Some(_) => {}
        }
        last = place.max(last);
    }
    for (_, attribute, values) in LISTED.iter().filter(|(of, _, _)| *of == name) {
        let found = node.attribute(*attribute).filter(|found| !values.contains(found));
        faults.extend(found.map(|found| format!("`{found}` is no `{attribute}` of `{name}`")));
    }
    faults
}

/// All that a description does against the rules.
fn all_faults(xml: &str) -> Vec<String> {
    let read = roxmltree::Document::parse(xml).unwrap();
    let elements = || read.descendants().filter(roxmltree::Node::is_element);
    let mut all: Vec<String> = elements().flat_map(faults).collect();
    let ids: Vec<&str> = elements().filter_map(|node| node.attribute("ID")).collect();
    let known: BTreeSet<&str> = ids.iter().copied().collect();
    if known.len() < ids.len() {
        all.push("an ID stands twice".to_owned());
    }
    let is_name = |id: &&&str| !id.starts_with(|sign: char| sign.is_ascii_alphabetic());
    all.extend(ids.iter().filter(is_name).map(|id| format!("`{id}` is no XML name")));
    let refer = |node: roxmltree::Node<'_, '_>| {
        let refs = ["files", "var"].map(|name| node.attribute(name).unwrap_or_default().to_owned());
        refs.join(" ").split_whitespace().map(str::to_owned).collect::<Vec<String>>()
    };
    let lost = elements().flat_map(refer).filter(|one| !known.contains(one.as_str()));
    all.extend(lost.map(|one| format!("nothing has the ID `{one}`")));
    let unnamed = elements().filter(|node| node.tag_name().name() == "var");
    let unnamed = unnamed.filter(|node| node.attribute("name").is_none());
    all.extend(unnamed.map(|_| "a `var` has no name".to_owned()));
    all
}

#[test]
fn every_element_stands_where_the_schema_of_ddi_codebook_has_it() {
    let xml = with(|export| export.ddi(&study()));
    assert_eq!(all_faults(&xml), Vec::<String>::new());
}

#[test]
fn what_the_schema_forbids_is_found() {
    let xml = with(|export| export.ddi(&study()));
    let spoilt = [
        ("<varFormat type=\"numeric\"/>", "<varFormat type=\"number\"/>", "is no `type`"),
        ("files=\"F1\"", "files=\"F9\"", "nothing has the ID `F9`"),
        ("ID=\"V2\"", "ID=\"V1\"", "an ID stands twice"),
        ("<titl>", "<titl>Two</titl>\n<titl>", "has two `titl`"),
        ("<catValu>", "<labl>Before</labl><catValu>", "`catValu` comes too late"),
        ("<sampProc>", "<sampling/><sampProc>", "`sampling` may not stand in `dataColl`"),
    ];
    for (was, is, told) in spoilt {
        let spoilt = xml.replacen(was, is, 1);
        assert_ne!(spoilt, xml, "{was} is not written");
        let found = all_faults(&spoilt);
        assert!(found.iter().any(|fault| fault.contains(told)), "{told}: {found:?}");
    }
}
