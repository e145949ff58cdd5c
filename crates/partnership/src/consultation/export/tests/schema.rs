//! The description after DDI beside the schema of DDI-Codebook 2.5: which elements may stand where, in which order, how often,
//! and with which attributes.
//!
//! The schema itself (codebook.xsd of 2012-01-17, LGPL) is in no package that these tests could install, so its rules for
//! every element that is written here are stated anew, whole, as they were read in it; a child, an attribute or a value that
//! it does not list is a fault. Of elements that hold words it also allows links and some XHTML, which are not written here.

use std::collections::BTreeSet;

use crate::consultation::export::tests::study;
use crate::consultation::export::tests::with;

/// An element, its children in order (`?` at most once, `*` any number, `+` at least once, else just once), its attributes.
type Rule = (&'static str, &'static str, &'static str);

/// The sequences of the schema.
const RULES: [Rule; 19] = [
    ("codeBook", "docDscr* stdyDscr+ fileDscr* dataDscr* otherMat*", "version codeBookAgency"),
    ("docDscr", "citation? guide? docStatus? docSrc* controlledVocabUsed* notes*", ""),
    (
        "stdyDscr",
        "citation+ studyAuthorization* stdyInfo* studyDevelopment* method* dataAccs* othrStdyMat* notes*",
        "access",
    ),
    (
        "citation",
        "titlStmt rspStmt? prodStmt? distStmt? serStmt* verStmt* biblCit? holdings* notes*",
        "MARCURI",
    ),
    ("titlStmt", "titl subTitl* altTitl* parTitl* IDNo*", ""),
    ("rspStmt", "AuthEnty* othId*", ""),
    ("prodStmt", "producer* copyright? prodDate* prodPlac* software* fundAg* grantNo*", ""),
    (
        "stdyInfo",
        "studyBudget* subject* abstract* sumDscr* qualityStatement? notes* exPostEvaluation*",
        "",
    ),
    (
        "sumDscr",
        "timePrd* collDate* nation* geogCover* geogUnit* geoBndBox? boundPoly? anlyUnit* universe* dataKind*",
        "",
    ),
    ("method", "dataColl* notes* anlyInfo? stdyClas? dataProcessing* codingInstructions*", ""),
    (
        "dataColl",
        "timeMeth* dataCollector* collectorTraining* frequenc* sampProc* sampleFrame* targetSampleSize* deviat* \
         collMode* resInstru* instrumentDevelopment* sources? collSitu* actMin* ConOps* weight* cleanOps*",
        "",
    ),
    ("fileDscr", "fileTxt* locMap? notes*", "URI sdatrefs methrefs pubrefs access"),
    (
        "fileTxt",
        "fileName? fileCitation? fileCont? fileStrc? dimensns? fileType? format? filePlac? dataChck* ProcStat? \
         dataMsng? software* verStmt?",
        "",
    ),
    ("dimensns", "caseQnty* varQnty* logRecL* recPrCas* recNumTot*", ""),
    ("dataDscr", "varGrp* nCubeGrp* var* nCube* notes*", ""),
    (
        "varGrp",
        "labl* txt* concept* defntn? universe? notes*",
        "type otherType var varGrp name sdatrefs methrefs pubrefs access nCube",
    ),
    (
        "var",
        "location* labl* imputation? security? embargo? respUnit? anlysUnit? qstn* valrng* invalrng* undocCod* \
         universe* TotlResp? sumStat* txt* stdCatgry* catgryGrp* catgry* codInstr* verStmt* concept* derivation? \
         varFormat? geoMap* catLevel* notes*",
        "name wgt wgt-var weight qstn files vendor dcml intrvl rectype sdatrefs methrefs pubrefs access aggrMeth \
         otherAggrMeth measUnit scale origin nature additivity otherAdditivity temporal geog geoVocab catQnty \
         representationType otherRepresentationType",
    ),
    // Words may stand between these, and their order is free.
    ("qstn", "qstnLit*", "qstn var seqNo sdatrefs responseDomainType otherResponseDomainType"),
    (
        "catgry",
        "catValu? labl* txt* catStat* mrow?",
        "missing missType country sdatrefs excls catgry level access",
    ),
];

/// The elements that hold words, each with its attributes.
const WORDS: [(&str, &str); 17] = [
    ("titl", ""),
    ("AuthEnty", "affiliation"),
    ("producer", "abbr affiliation role"),
    ("prodDate", "date"),
    ("software", ""),
    ("abstract", "date contentType"),
    ("collDate", "date event cycle"),
    ("anlyUnit", "unit"),
    ("universe", "level clusion"),
    ("dataKind", "type"),
    ("sampProc", ""),
    ("collMode", ""),
    ("fileName", ""),
    ("caseQnty", ""),
    ("varQnty", ""),
    ("fileType", "charset"),
    ("catValu", ""),
];

/// More of them, of which variables have many.
const WORDS_OF_VARIABLES: [(&str, &str); 3] = [
    ("labl", "level vendor country sdatrefs"),
    ("qstnLit", "sdatrefs"),
    ("varFormat", "type formatname schema otherSchema category otherCategory URI"),
];

/// The attributes that every element may have.
const OF_ALL: &str =
    "ID xml-lang lang source elementVersion elementVersionDate ddiLifecycleUrn ddiCodebookUrn";

/// Attributes of which the schema lists the values.
const LISTED: [(&str, &str, &str); 6] = [
    ("codeBook", "version", "2.5"),
    ("var", "intrvl", "contin discrete"),
    (
        "varGrp",
        "type",
        "section multipleResp grid display repetition subject version iteration analysis pragmatic record file \
         randomized other",
    ),
    ("varFormat", "type", "character numeric"),
    ("catgry", "missing", "Y N"),
    ("collDate", "event", "start end single"),
];

/// The children and the attributes that an element may have; nothing where the rules do not know it.
fn rule(name: &str) -> Option<(&'static str, &'static str)> {
    let words =
        WORDS.iter().chain(&WORDS_OF_VARIABLES).map(|(of, attributes)| (of, ("", *attributes)));
    let rules = RULES.iter().map(|(of, children, attributes)| (of, (*children, *attributes)));
    rules.chain(words).find(|(of, _)| **of == name).map(|(_, rule)| rule)
}

/// All that an element does against its rule.
fn faults(node: roxmltree::Node<'_, '_>) -> Vec<String> {
    let name = node.tag_name().name();
    let Some((children, attributes)) = rule(name) else {
        return vec![format!("`{name}` is no element that is known")];
    };
    let mut faults = children_amiss(node, children);
    let known = || attributes.split_whitespace().chain(OF_ALL.split_whitespace());
    let unknown = node.attributes().filter(|one| !known().any(|name| name == one.name()));
    faults.extend(unknown.map(|one| format!("`{name}` has no attribute `{}`", one.name())));
    let has_words =
        |node: &roxmltree::Node<'_, '_>| node.text().is_some_and(|text| !text.trim().is_empty());
    if !children.is_empty()
        && name != "qstn"
        && node.children().any(|one| one.is_text() && has_words(&one))
    {
        faults.push(format!("words stand in `{name}`"));
    }
    for (_, attribute, values) in LISTED.iter().filter(|(of, _, _)| *of == name) {
        let is_listed = |found: &&str| values.split_whitespace().any(|value| value == *found);
        let found = node.attribute(*attribute).filter(|found| !is_listed(found));
        faults.extend(found.map(|found| format!("`{found}` is no `{attribute}` of `{name}`")));
    }
    faults
}

/// Children that may not stand there, come too late, too often or not at all.
fn children_amiss(node: roxmltree::Node<'_, '_>, children: &str) -> Vec<String> {
    let name = node.tag_name().name();
    let rules: Vec<(&str, &str)> = children
        .split_whitespace()
        .map(|child| child.split_at(child.trim_end_matches(['?', '*', '+']).len()))
        .collect();
    let there: Vec<&str> = node
        .children()
        .filter(roxmltree::Node::is_element)
        .map(|child| child.tag_name().name())
        .collect();
    let place = |child: &str| rules.iter().position(|(one, _)| *one == child);
    let unknown = there.iter().filter(|child| place(child).is_none());
    let mut faults: Vec<String> =
        unknown.map(|child| format!("`{child}` may not stand in `{name}`")).collect();
    let late = there.windows(2).filter(|pair| place(pair[1]) < place(pair[0]));
    faults.extend(late.map(|pair| format!("`{}` comes too late in `{name}`", pair[1])));
    for (child, times) in rules {
        let found = there.iter().filter(|one| **one == child).count();
        if found > 1 && !["*", "+"].contains(&times) {
            faults.push(format!("`{name}` has two `{child}`"));
        } else if found == 0 && !["*", "?"].contains(&times) {
            faults.push(format!("`{name}` has no `{child}`"));
        }
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
    let of_ddi =
        |node: &roxmltree::Node<'_, '_>| node.tag_name().namespace() == Some("ddi:codebook:2_5");
    all.extend(elements().filter(|node| !of_ddi(node)).map(|_| "another namespace".to_owned()));
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
        ("<fileTxt>", "<fileTxt>words", "words stand in `fileTxt`"),
        ("intrvl=\"discrete\"", "interval=\"discrete\"", "`var` has no attribute `interval`"),
        ("version=\"2.5\"", "version=\"2.6\"", "`2.6` is no `version`"),
        ("ddi:codebook:2_5", "ddi:codebook:2_6", "another namespace"),
    ];
    for (was, is, told) in spoilt {
        let spoilt = xml.replacen(was, is, 1);
        assert_ne!(spoilt, xml, "{was} is not written");
        let found = all_faults(&spoilt);
        assert!(found.iter().any(|fault| fault.contains(told)), "{told}: {found:?}");
    }
    let without = xml.replace("<titl>", "<subTitl>").replace("</titl>", "</subTitl>");
    assert!(all_faults(&without).contains(&"`titlStmt` has no `titl`".to_owned()));
}
