//! An XLSForm read as a questionnaire.
//!
//! In come its sheets, whoever wrote them; out go a questionnaire as typed, still to be checked, and a remark for
//! everything that was not taken as it stands.

mod groups;
mod lists;
mod manner;
mod question;
mod routes;
mod ways;

use crate::consultation::answer::AnswerId;
use crate::consultation::answer::QuestionId;
use crate::consultation::language::Words;
use crate::consultation::questionnaire::QuotedIf;
use crate::consultation::questionnaire::TypedQuestionnaire;
use crate::consultation::questionnaire::TypedSection;
use crate::consultation::xlsform::Sheets;
use crate::consultation::xlsform::names::MADE_UP;
use crate::consultation::xlsform::names::OPENING;
use crate::consultation::xlsform::names::OURS;
use crate::consultation::xlsform::names::is_kept;
use crate::consultation::xlsform::names::nearest;
use crate::consultation::xlsform::read::groups::Node;
use crate::consultation::xlsform::read::lists::Lists;
use crate::consultation::xlsform::read::question::Reader;
use crate::consultation::xlsform::remark::NotTaken;
use crate::consultation::xlsform::remark::Remark;
use crate::consultation::xlsform::table::Cells;
use crate::consultation::xlsform::table::Table;
use crate::consultation::xlsform::table::language;
use crate::terms::slug::Slug;

/// An XLSForm as it was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct XlsForm {
    /// The questionnaire, as if somebody had typed it; what it lacks, its check tells.
    pub questionnaire: TypedQuestionnaire,
    /// What the form says of its version; Saferplan counts its own.
    pub version: String,
    /// Everything that was not taken as it stands, sheet by sheet and row by row.
    pub remarks: Vec<Remark>,
}

const SETTINGS: [&str; 6] = ["form_title", "form_id", "version", "default_language", "name", OURS];
const SURVEY: [&str; 7] =
    ["type", "name", "required", "relevant", "constraint", "appearance", OURS];
const CHOICES: [&str; 3] = ["list_name", "name", OURS];

/// The questionnaire that an XLSForm asks, and everything in it that was not taken as it stands.
///
/// Whatever Saferplan wrote is read back the same, but for routes that lead where one goes anyway. A condition becomes
/// routes only where these ask the question for exactly the same answers; any other is told of, and the question is
/// asked of everybody.
pub fn read(sheets: &Sheets) -> XlsForm {
    let mut remarks: Vec<Remark> = Vec::new();
    for other in &sheets.others {
        remarks.push(Remark::new((other, 1), "", "", NotTaken::UnknownSheet));
    }
    let settings = Table::of("settings", &sheets.settings, &SETTINGS, None, &mut remarks);
    let setting = |name| settings.rows().next().map(|row| row.plain(name)).unwrap_or_default();
    let default = language(setting("default_language"));
    let choices = Table::of("choices", &sheets.choices, &CHOICES, default, &mut remarks);
    let survey = Table::of("survey", &sheets.survey, &SURVEY, default, &mut remarks);
    if sheets.survey.rows.is_empty() {
        remarks.push(Remark::new(("survey", 1), "", "", NotTaken::NoSheet));
    }
    let mut languages = survey.languages();
    languages.sort_by_key(|language| Some(*language) != default);
    let lists = Lists::of(&choices, &languages, &mut remarks);
    let nodes = groups::nodes(&survey, &mut remarks);
    let opening = opening(&nodes, &mut remarks);
    let (title, introduction) = opening.unwrap_or_else(|| {
        let title = setting("form_title");
        if languages.len() > 1 && !title.is_empty() {
            remarks.push(Remark::new(("settings", 2), "form_title", title, NotTaken::OneTitle));
        }
        let said = languages.iter().fold(Words::default(), |words, one| words.and(*one, title));
        (said, Words::default())
    });
    let id = form_id(setting("form_id"), setting("form_title"), &mut remarks);
    setting("name");
    let quoted_if = quoted_if(setting(OURS), &mut remarks);
    let (version, mut reader) = (setting("version").to_owned(), Reader::new(lists, remarks));
    let sections = sections(&nodes, &title, &mut reader);
    let (sections, mut remarks) = reader.finished(sections);
    for table in [&settings, &choices, &survey] {
        table.tell_of_the_rest(&mut remarks);
    }
    remarks.sort_by(|one, other| (&one.sheet, one.line).cmp(&(&other.sheet, other.line)));
    let questionnaire =
        TypedQuestionnaire { id, languages, title, introduction, quoted_if, sections };
    XlsForm { questionnaire, version, remarks }
}

/// Who may be quoted: `quoted_if=question:answer`.
fn quoted_if(ours: &str, remarks: &mut Vec<Remark>) -> Option<QuotedIf> {
    let named = ours.strip_prefix("quoted_if=").and_then(|rest| rest.split_once(':'));
    let read = named.and_then(|(question, answer)| {
        let question = QuestionId(question.trim().parse().ok()?);
        Some(QuotedIf { question, answer: AnswerId(answer.trim().parse().ok()?) })
    });
    if read.is_none() && !ours.is_empty() {
        remarks.push(Remark::new(("settings", 2), OURS, ours, NotTaken::Ours));
    }
    read
}

/// Title and introduction, where the form was written by Saferplan.
fn opening(nodes: &[Node<'_>], remarks: &mut Vec<Remark>) -> Option<(Words, Words)> {
    let Some(Node::Group(begin, inside)) = nodes.first() else { return None };
    if begin.plain("name") != OPENING {
        return None;
    }
    let (introduction, rest) = match inside.as_slice() {
        [Node::Row(note), rest @ ..] if note.plain("type") == "note" => {
            (note.words("label", remarks), rest)
        }
        rest => (Words::default(), rest),
    };
    for rest in rest {
        let row = rest.row();
        row.is_told();
        // Whether a consultation is made up, it says itself; a questionnaire does not.
        if row.plain("name") != MADE_UP {
            remarks.push(row.remark("type", row.plain("type"), NotTaken::Group));
        }
    }
    Some((begin.words("label", remarks), introduction))
}

#[expect(clippy::expect_used, reason = "a constant that is a short name")]
fn form_id(id: &str, title: &str, remarks: &mut Vec<Remark>) -> Slug {
    let named = if id.is_empty() { title } else { id };
    let slug = nearest(named, "form").filter(|_| !named.is_empty());
    let slug = slug.unwrap_or_else(|| "questionnaire".parse().expect("a short name"));
    if !is_kept(id, &slug) {
        let why = NotTaken::Renamed(slug.to_string());
        remarks.push(Remark::new(("settings", 2), "form_id", id, why));
    }
    slug
}

/// The sections, without questions: these are with the reader, each with the place of its section.
fn sections<'t>(nodes: &[Node<'t>], title: &Words, reader: &mut Reader<'t>) -> Vec<TypedSection> {
    let mut sections = Vec::new();
    let mut alone = false;
    for node in nodes {
        match node {
            Node::Group(begin, _) if begin.plain("name") == OPENING && sections.is_empty() => {}
            Node::Group(begin, inside) if !reader.is_question(begin, inside) => {
                sections.push(section(begin, inside, sections.len(), reader));
                alone = false;
            }
            row => {
                if !alone {
                    sections.push(empty(title.clone()));
                    alone = true;
                }
                let place = sections.len() - 1;
                let first = sections.last_mut().filter(|_| reader.asks_nothing_in(place));
                match (first, row) {
                    (Some(section), Node::Row(note)) if note.plain("type") == "note" => {
                        introduce(section, note, reader);
                    }
                    _ => reader.node(row, place, &[]),
                }
            }
        }
    }
    sections
}

fn empty(title: Words) -> TypedSection {
    use crate::consultation::questionnaire::About;
    TypedSection { title, introduction: None, about: About::Views, questions: Vec::new() }
}

/// Takes a note before the first question as the introduction; a second one is told of.
fn introduce(section: &mut TypedSection, note: &Cells<'_>, reader: &mut Reader<'_>) {
    let words = note.words("label", &mut reader.remarks);
    if section.introduction.is_some() {
        note.is_told();
        reader.remarks.push(note.remark("type", "note", NotTaken::Note));
    } else if !note.plain("name").ends_with("_empty") || words != section.title {
        section.introduction = Some(words);
    }
}

fn section<'t>(
    begin: &Cells<'t>,
    inside: &[Node<'t>],
    place: usize,
    reader: &mut Reader<'t>,
) -> TypedSection {
    use crate::consultation::questionnaire::About;
    let mut section = empty(begin.words("label", &mut reader.remarks));
    match begin.plain(OURS) {
        "" => {}
        "about=you" => section.about = About::You,
        found => reader.remarks.push(begin.remark(OURS, found, NotTaken::Ours)),
    }
    reader.look(begin, &["field-list"]);
    let relevant = [*begin].into_iter().filter(|row| !row.plain("relevant").is_empty());
    let relevant: Vec<Cells<'t>> = relevant.collect();
    for node in inside {
        match node {
            Node::Row(note) if note.plain("type") == "note" && reader.asks_nothing_in(place) => {
                introduce(&mut section, note, reader);
            }
            other => reader.node(other, place, &relevant),
        }
    }
    section
}
