//! What pyxform, the published converter of XLSForms, makes of ours: the same questions, answers and languages.
//!
//! The Python that `SAFERPLAN_PYTHON` names runs `convert.py`, in which ODK Validate tries the converted forms too;
//! without it the tests are noted as skipped.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use partnership::consultation::answer::{Answer, AnswerRole};
use partnership::consultation::language::{Language, Words};
use partnership::consultation::question::{Manner, Need, Question};
use partnership::consultation::report::Label;
use partnership::consultation::version::Version;
use roxmltree::{Document, Node};

use crate::fixture::{awkward, bilingual, maidstone};
use crate::independent::python;

/// The XForm that pyxform makes of a version, or nothing where there is no pyxform.
fn converted(version: &Version) -> Option<String> {
    let python = python()?;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("form.xlsx");
    std::fs::write(&file, documents::xlsform::file(version, Label::Real).unwrap()).unwrap();
    let output =
        Command::new(python).args(["-c", include_str!("convert.py")]).arg(&file).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(told["warnings"], serde_json::json!([]));
    Some(told["xform"].as_str().unwrap().to_owned())
}

/// What stands in a converted form.
struct Form<'x> {
    document: Document<'x>,
    /// Words by language and name.
    words: BTreeMap<(String, String), String>,
}

impl<'x> Form<'x> {
    fn of(xform: &'x str) -> Form<'x> {
        let document = Document::parse(xform).unwrap();
        let mut words = BTreeMap::new();
        for text in document.descendants().filter(|node| node.has_tag_name_here("text")) {
            let language = text.parent().and_then(|one| one.attribute("lang")).unwrap();
            let said = text.children().find(|one| one.has_tag_name_here("value")).unwrap();
            let key = (language.to_owned(), text.attribute("id").unwrap().to_owned());
            words.insert(key, said.text().unwrap_or_default().to_owned());
        }
        Form { document, words }
    }

    /// The control of a question, and what is bound to it.
    fn control(&self, name: &str) -> (Node<'_, 'x>, Node<'_, 'x>) {
        let ends = format!("/{name}");
        let is = |node: &Node<'_, '_>, attribute: &str| {
            node.attribute(attribute).is_some_and(|path| path.ends_with(&ends))
        };
        let body = self.document.descendants().find(|node| node.has_tag_name_here("body")).unwrap();
        let control =
            body.descendants().find(|node| is(node, "ref") && !node.has_tag_name_here("label"));
        let bind = self
            .document
            .descendants()
            .find(|node| is(node, "nodeset") && node.has_tag_name_here("bind"));
        let control = control.unwrap_or_else(|| panic!("`{name}` is not asked"));
        (control, bind.unwrap_or(control))
    }

    /// The words of a control, `label` or `hint`, in a language.
    fn said(&self, control: Node<'_, '_>, what: &str, language: Language) -> Option<&str> {
        let words = control.children().find(|node| node.has_tag_name_here(what))?;
        let name = words.attribute("ref")?.strip_prefix("jr:itext('")?.strip_suffix("')")?;
        self.words_of(name, language)
    }

    fn words_of(&self, name: &str, language: Language) -> Option<&str> {
        let language = format!("{} ({language})", language.in_words());
        self.words.get(&(language, name.to_owned())).map(String::as_str)
    }

    /// The answers of a control: names, and words in a language.
    fn answers(&self, control: Node<'_, '_>, language: Language) -> Vec<(String, String)> {
        let set = control.children().find(|node| node.has_tag_name_here("itemset")).unwrap();
        let list = set.attribute("nodeset").and_then(|set| set.split('\'').nth(1)).unwrap();
        let instance = self.document.descendants().find(|node| node.attribute("id") == Some(list));
        let items = instance.unwrap().descendants().filter(|node| node.has_tag_name_here("item"));
        let of = |item: Node<'_, 'x>, what: &str| {
            let found = item.children().find(|node| node.has_tag_name_here(what));
            found.and_then(|node| node.text()).unwrap_or_default().to_owned()
        };
        let words = |item| self.words_of(&of(item, "itextId"), language).unwrap_or_default();
        items.map(|item| (of(item, "name"), plain(words(item)))).collect()
    }
}

/// A tag's name, whatever its namespace.
trait Named {
    fn has_tag_name_here(&self, name: &str) -> bool;
}

impl Named for Node<'_, '_> {
    fn has_tag_name_here(&self, name: &str) -> bool {
        self.tag_name().name() == name
    }
}

/// Words with the converter's own liberties: one blank for several, straight quotation marks for curved.
fn plain(text: &str) -> String {
    let straight =
        text.replace(['‘', '’'], "'").replace(['“', '”'], "\"").replace("$\u{2060}{", "${");
    straight.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn name(question: &Question) -> String {
    if question.id.to_string() == "meta" { "meta_".to_owned() } else { question.id.to_string() }
}

fn assert_said(
    form: &Form<'_>,
    control: Node<'_, '_>,
    what: &str,
    words: &Words,
    language: Language,
) {
    let said = form.said(control, what, language).map(plain);
    assert_eq!(said.unwrap_or_default(), plain(words.only_in(language).unwrap()), "{language}");
}

/// The tag, the type and the look of a question.
fn expected(manner: &Manner) -> (&'static str, Option<&'static str>, Option<&'static str>) {
    match manner {
        Manner::OneOf(_) => ("select1", Some("string"), None),
        Manner::Scale(_) => ("select1", Some("string"), Some("likert")),
        Manner::AnyOf(..) => ("select", Some("string"), None),
        Manner::Ranking(rows, places) if *places == rows.len() => ("rank", Some("odk:rank"), None),
        Manner::Grid(..) | Manner::Ranking(..) => ("group", None, Some("field-list")),
        Manner::Number(..) => ("input", Some("int"), None),
        Manner::LongText(_) => ("input", Some("string"), Some("multiline")),
        Manner::ShortText(_) | Manner::Postcode(_) => ("input", Some("string"), None),
    }
}

fn assert_asked(form: &Form<'_>, question: &Question, language: Language) {
    let (control, bind) = form.control(&name(question));
    let (tag, kind, looks) = expected(&question.manner);
    let found = (control.tag_name().name(), control.attribute("appearance"));
    assert_eq!(found, (tag, looks), "{}", question.id);
    assert!(kind.is_none() || bind.attribute("type") == kind, "{}", question.id);
    // Of a grid the converter makes its own line for what is asked.
    if !matches!(question.manner, Manner::Grid(..)) {
        assert_said(form, control, "label", &question.ask, language);
    }
    if let Some(help) = question.help.as_ref().filter(|_| tag != "group") {
        assert_said(form, control, "hint", help, language);
    }
    let required = question.need == Need::Required && tag != "group";
    assert_eq!(bind.attribute("required").is_some(), required, "{}", question.id);
    let limited = matches!(
        question.manner,
        Manner::Number(..) | Manner::ShortText(_) | Manner::LongText(_) | Manner::AnyOf(_, Some(_))
    );
    assert!(!limited || bind.attribute("constraint").is_some(), "{}", question.id);
}

/// The controls at which the answers of a question stand, each with its own words, if they are of a row.
fn choosing(question: &Question) -> Vec<(String, Option<&Words>)> {
    match &question.manner {
        Manner::Grid(rows, _) => {
            rows.iter().map(|row| (row.id.to_string(), Some(&row.label))).collect()
        }
        Manner::Ranking(items, places) if *places < items.len() => {
            (1..=*places).map(|place| (format!("{}_{place}", name(question)), None)).collect()
        }
        Manner::OneOf(_) | Manner::AnyOf(..) | Manner::Scale(_) | Manner::Ranking(..) => {
            vec![(name(question), None)]
        }
        Manner::Number(..) | Manner::ShortText(_) | Manner::LongText(_) | Manner::Postcode(_) => {
            Vec::new()
        }
    }
}

fn assert_answers(form: &Form<'_>, question: &Question, language: Language) {
    let said = |words: &Words| plain(words.only_in(language).unwrap());
    let answers = question.answers().iter().map(|one| (one.id.to_string(), said(&one.label)));
    let items = question.rows().iter().map(|one| (one.id.to_string(), said(&one.label)));
    let wanted: Vec<_> = match question.manner {
        Manner::Ranking(..) => items.collect(),
        _ => answers.collect(),
    };
    for (control, words) in choosing(question) {
        let (control, _) = form.control(&control);
        assert_eq!(form.answers(control, language), wanted, "{}", question.id);
        if let Some(words) = words {
            assert_said(form, control, "label", words, language);
        }
    }
    for other in others(question) {
        let (control, bind) = form.control(&format!("{}_{}", name(question), other.id));
        assert_said(form, control, "label", &other.label, language);
        assert!(bind.attribute("relevant").unwrap().contains("selected("));
    }
}

/// The answers beside which a line stands; in a grid there are none.
fn others(question: &Question) -> impl Iterator<Item = &Answer> {
    question.answers().iter().filter(|one| one.role == AnswerRole::Other)
}

/// The names of all that asks for something, but for notes and what the converter adds to a table.
fn controls(form: &Form<'_>) -> BTreeSet<String> {
    let body = form.document.descendants().find(|node| node.has_tag_name_here("body")).unwrap();
    let asks = ["input", "select", "select1", "rank"];
    let asking = body.descendants().filter(|node| asks.contains(&node.tag_name().name()));
    let names = asking.filter_map(|node| node.attribute("ref")?.rsplit('/').next());
    let ours = |name: &&str| {
        let (_, bind) = form.control(name);
        bind.attribute("readonly").is_none() && !name.starts_with("reserved_name_for")
    };
    names.filter(ours).map(str::to_owned).collect()
}

#[test]
fn the_converter_finds_no_question_that_we_do_not_ask() {
    for version in [maidstone(), bilingual(), awkward()] {
        let Some(xform) = converted(&version) else { return };
        let mut wanted = BTreeSet::new();
        for question in version.questionnaire().questions() {
            let beside = others(question).map(|one| format!("{}_{}", name(question), one.id));
            wanted.extend(beside);
            let written = choosing(question).is_empty().then(|| name(question));
            wanted.extend(choosing(question).into_iter().map(|(name, _)| name).chain(written));
        }
        assert_eq!(controls(&Form::of(&xform)), wanted);
    }
}

#[test]
fn the_converter_finds_the_same_questions_answers_and_languages() {
    for version in [maidstone(), bilingual(), awkward()] {
        let Some(xform) = converted(&version) else { return };
        let form = Form::of(&xform);
        let typed = version.questionnaire().typed();
        let languages: Vec<String> =
            typed.languages.iter().map(|one| format!("{} ({one})", one.in_words())).collect();
        let translations =
            form.document.descendants().filter(|one| one.has_tag_name_here("translation"));
        let found: Vec<&str> = translations.filter_map(|one| one.attribute("lang")).collect();
        assert_eq!(found, languages);
        for language in &typed.languages {
            for question in version.questionnaire().questions() {
                assert_asked(&form, question, *language);
                assert_answers(&form, question, *language);
            }
            for (number, section) in (1..).zip(version.questionnaire().sections()) {
                let (control, _) = form.control(&format!("section_{number}"));
                assert_said(&form, control, "label", &section.title, *language);
            }
            let (control, _) = form.control("section_0");
            assert_said(&form, control, "label", &typed.title, *language);
            let (control, _) = form.control("section_0_introduction");
            assert_said(&form, control, "label", &typed.introduction, *language);
        }
    }
}

#[test]
fn the_converter_keeps_what_is_asked_when() {
    let Some(xform) = converted(&maidstone()) else { return };
    let form = Form::of(&xform);
    let relevant = |name: &str| {
        let (_, bind) = form.control(name);
        bind.attribute("relevant").map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    assert_eq!(relevant("safe-home"), None);
    let times = "not( /saferplan_form/section_4/victim = 'no' or /saferplan_form/section_4/victim = 'do-not-know')";
    assert_eq!(relevant("times").as_deref(), Some(times));
    assert_eq!(relevant("reported").as_deref(), Some(times));
}
