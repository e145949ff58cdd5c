//! The variables of a table of replies: each thing that can be answered, with its codes and what they mean.
//!
//! A question with several answers to tick has a variable of 1 and 0 for each; a grid and a ranking have one a row.
//! Codes of what is missing begin with an underscore, which no short name does.

use crate::consultation::answer::QuestionId;
use crate::consultation::exercise::Arrival;
use crate::consultation::export::BEFORE;
use crate::consultation::export::Export;
use crate::consultation::export::MADE_UP;
use crate::consultation::export::channel;
use crate::consultation::export::universe;
use crate::consultation::language::Language;
use crate::consultation::on_line::signal::Signal;
use crate::consultation::on_paper::has_line;
use crate::consultation::question::Manner;
use crate::consultation::question::Question;
use crate::consultation::reply::Channel;
use crate::consultation::results::coding::Category;
use crate::consultation::results::coding::Coded;
use crate::consultation::results::coding::Counted;
use crate::consultation::results::coding::InBase;
use crate::consultation::version::Version;

/// A column of the table of replies.
#[derive(Debug, Clone)]
pub(super) struct Variable {
    /// Its name, which heads its column: small letters, figures, underscores and points.
    pub(super) name: String,
    /// The question, if it is one's.
    pub(super) question: Option<Asked>,
    /// What it is in a few words.
    pub(super) label: String,
    /// What stands in it.
    pub(super) holds: Holds,
    /// The codes that can stand in it.
    pub(super) values: Vec<Value>,
    /// The number of the version by which its question is coded.
    pub(super) version: u32,
}

/// The question of a variable.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    /// Its short name.
    pub(super) id: QuestionId,
    /// Its number in its version.
    pub(super) number: usize,
    /// What is asked.
    pub(super) ask: String,
    /// Of whom.
    pub(super) of_whom: String,
}

/// What stands in a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Holds {
    /// What is known of the reply besides, in that place.
    Before(usize),
    /// One of the codes, as this is counted.
    Code(Counted),
    /// A number.
    Number,
    /// Words.
    Words,
    /// The words beside "other".
    OtherWords,
    /// Whether this was noticed about the reply, as 1 and 0.
    Noticed(Signal),
    /// Whether the replies were made up.
    MadeUp,
}

/// A code and what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Value {
    /// The code.
    pub(super) code: String,
    /// What it means.
    pub(super) label: String,
    /// Whether it belongs to the base.
    pub(super) in_base: InBase,
}

/// The variables of all versions: those known of each reply first, then by question, the latest version's first; last,
/// what was noticed about the reply, and whether anybody gave it.
pub(super) fn of(export: &Export<'_>) -> Vec<Variable> {
    let mut all: Vec<Variable> = before();
    let mut seen: Vec<QuestionId> = Vec::new();
    for version in export.versions.iter().rev() {
        // Areas are categories as far as somebody lives there, so the replies must be looked at.
        let coded = Coded::of_versions(version.questionnaire(), &areas_of(export));
        for question in version.questionnaire().questions() {
            if !seen.contains(&question.id) {
                seen.push(question.id.clone());
                all.extend(of_question(export.language, version, question, &coded));
            }
        }
    }
    all.extend(after());
    all
}

/// Replies that tell an area: no more are needed to know which there are.
fn areas_of<'a>(export: &Export<'a>) -> Vec<crate::consultation::results::coding::Answering<'a>> {
    use crate::consultation::reply::Given;
    let tells = |given: &Given| matches!(given, Given::Area(_));
    let all = export.answering().into_iter();
    all.filter(|(_, reply)| reply.answers.values().any(tells)).collect()
}

fn before() -> Vec<Variable> {
    let labels = [
        "Reference number of the reply",
        "Version of the questionnaire",
        "Day on which it came",
        "Whether it came in time",
        "By which way it came",
        "Language in which it was asked for",
    ];
    let value = |code: &str, label: &str| Value {
        code: code.to_owned(),
        label: label.to_owned(),
        in_base: InBase::Yes,
    };
    let values = |heading: &str| match heading {
        "arrival" => [Arrival::InTime, Arrival::Early, Arrival::Late]
            .map(|arrival| match arrival {
                Arrival::InTime => value("in-time", "In time"),
                Arrival::Early => value("early", "Before it was opened"),
                Arrival::Late => value("late", "After the cut-off date"),
            })
            .to_vec(),
        "channel" => Channel::ALL.map(|one| value(channel(one), one.in_words())).to_vec(),
        "language" => Language::ALL.map(|one| value(one.code(), one.in_words())).to_vec(),
        _ => Vec::new(),
    };
    let variable = |(place, (name, label)): (usize, (&str, &str))| Variable {
        name: name.to_owned(),
        question: None,
        label: label.to_owned(),
        holds: Holds::Before(place),
        values: values(name),
        version: 0,
    };
    BEFORE.into_iter().zip(labels).enumerate().map(variable).collect()
}

/// What stands behind the answers.
fn after() -> Vec<Variable> {
    let value = |code: &str, label: &str| Value {
        code: code.to_owned(),
        label: label.to_owned(),
        in_base: InBase::Yes,
    };
    let variable = |name: String, label: String, holds, values: [Value; 2]| Variable {
        name,
        question: None,
        label,
        holds,
        values: values.to_vec(),
        version: 0,
    };
    let noticed = Signal::ALL.map(|signal| {
        let values = [value("1", "Noticed"), value("0", "Not noticed")];
        let label = format!("Noticed, and counted all the same: {}", signal.in_words());
        variable(format!("noticed.{}", signal.name()), label, Holds::Noticed(signal), values)
    });
    let label = "Whether the replies were made up to show how".to_owned();
    let values =
        [value("yes", "Illustrative: nobody said any of this"), value("no", "People said this")];
    let made_up = variable(MADE_UP.to_owned(), label, Holds::MadeUp, values);
    noticed.into_iter().chain([made_up]).collect()
}

fn of_question(
    language: Language,
    version: &Version,
    question: &Question,
    coded: &Coded,
) -> Vec<Variable> {
    let ask = question.ask.said_in(language).to_owned();
    let of_whom = universe::of_whom(version.questionnaire(), question.number, language);
    let asked = Asked { id: question.id.clone(), number: question.number, ask, of_whom };
    let dimensions = coded.dimensions().iter().filter(|one| is_of(&one.counted, &question.id));
    let mut variables: Vec<Variable> = dimensions
        .map(|dimension| {
            let (name, label) = named(language, question, &dimension.counted);
            let values = dimension.categories.iter().filter_map(|(category, in_base)| {
                Some(Value {
                    code: code(category)?,
                    label: meaning(language, question, category),
                    in_base: *in_base,
                })
            });
            let holds = match (&dimension.counted, &question.manner) {
                (Counted::Said(_), Manner::Number(..)) => Holds::Number,
                (Counted::Said(_), _) => Holds::Words,
                (counted, _) => Holds::Code(counted.clone()),
            };
            let (values, version) = (values.collect(), version.number());
            Variable { name, question: Some(asked.clone()), label, holds, values, version }
        })
        .collect();
    if !matches!(question.manner, Manner::Grid(..)) && question.answers().iter().any(has_line) {
        variables.push(Variable {
            // No short name ends in a hyphen, so nothing else ends in an underscore.
            name: format!("{}.words_", plain(&question.id)),
            label: format!("{} In words", asked.ask),
            question: Some(asked),
            holds: Holds::OtherWords,
            values: Vec::new(),
            version: version.number(),
        });
    }
    variables
}

/// Whether a dimension is of that question.
fn is_of(counted: &Counted, question: &QuestionId) -> bool {
    match counted {
        Counted::Question(id)
        | Counted::Row(id, _)
        | Counted::Tick(id, _)
        | Counted::Place(id, _)
        | Counted::Said(id) => id == question,
        Counted::Channel | Counted::Besides(_) => false,
    }
}

/// A short name as statistics programs take it.
fn plain(name: &impl ToString) -> String {
    name.to_string().replace('-', "_")
}

fn named(language: Language, question: &Question, counted: &Counted) -> (String, String) {
    let ask = question.ask.said_in(language);
    match counted {
        Counted::Row(_, row) | Counted::Place(_, row) => {
            let found = question.rows().iter().find(|one| one.id == *row);
            let label = found.map_or("", |row| row.label.said_in(language));
            (plain(row), format!("{ask} {label}"))
        }
        Counted::Tick(_, answer) => {
            let label = question.answer(answer).map_or("", |one| one.label.said_in(language));
            (format!("{}.{}", plain(&question.id), plain(answer)), format!("{ask} {label}"))
        }
        Counted::Question(_) | Counted::Said(_) | Counted::Channel | Counted::Besides(_) => {
            (plain(&question.id), ask.to_owned())
        }
    }
}

/// The code of a category; that something was said has none, since it stands there itself.
pub(super) fn code(category: &Category) -> Option<String> {
    Some(match category {
        Category::Answer(id) => id.to_string(),
        Category::Ticked => "1".to_owned(),
        Category::NotTicked | Category::NoPlace => "0".to_owned(),
        Category::Place(place) => place.to_string(),
        Category::Area(area) => area.to_string(),
        Category::Channel(one) => channel(*one).to_owned(),
        Category::Besides(words) => words.to_string(),
        Category::Declined => "_declined".to_owned(),
        Category::LeftOut => "_left_out".to_owned(),
        Category::Unclear => "_unclear".to_owned(),
        Category::NotAsked => "_not_asked".to_owned(),
        Category::Said => return None,
    })
}

fn meaning(language: Language, question: &Question, category: &Category) -> String {
    match category {
        Category::Answer(id) => {
            let answer = question.answer(id);
            answer.map_or(id.to_string(), |one| one.label.said_in(language).to_owned())
        }
        Category::Ticked => "Ticked".to_owned(),
        Category::NotTicked => "Not ticked".to_owned(),
        Category::Place(place) => format!("Put {}", crate::terms::wording::ordinal(*place)),
        Category::NoPlace => "Not placed".to_owned(),
        Category::Area(area) => area.to_string(),
        Category::Channel(channel) => channel.in_words().to_owned(),
        Category::Besides(words) => words.to_string(),
        Category::Said => "Answered".to_owned(),
        Category::Declined => "Could not or did not wish to say".to_owned(),
        Category::LeftOut => "Asked and left out".to_owned(),
        Category::Unclear => "Unclear, such as two answers where one is asked for".to_owned(),
        Category::NotAsked => {
            "Not asked: an earlier answer led past it, or the version did not ask".to_owned()
        }
    }
}
