//! A questionnaire written as the sheets of an XLSForm.
//!
//! In comes a version; out go the rows of its three sheets. A grid is a group that is shown as a table, a ranking of all
//! items a question of type `rank`, one of fewer a group with a question for each place. Routes become `relevant`
//! (`consultation::condition`).

mod lines;

use crate::consultation::answer::AnswerRole;
use crate::consultation::condition::Condition;
use crate::consultation::condition::Signpost;
use crate::consultation::condition::Tangled;
use crate::consultation::condition::asked_when;
use crate::consultation::condition::reached_when;
use crate::consultation::condition::signposts;
use crate::consultation::language::Language;
use crate::consultation::language::Words;
use crate::consultation::on_line::said;
use crate::consultation::question::Manner;
use crate::consultation::question::Need;
use crate::consultation::question::Question;
use crate::consultation::questionnaire::About;
use crate::consultation::questionnaire::Section;
use crate::consultation::report::Label;
use crate::consultation::version::Version;
use crate::consultation::xlsform::Sheets;
use crate::consultation::xlsform::expression;
use crate::consultation::xlsform::names;
use crate::consultation::xlsform::names::MADE_UP;
use crate::consultation::xlsform::names::OPENING;
use crate::consultation::xlsform::names::name;
use crate::consultation::xlsform::written::lines::Line;
use crate::consultation::xlsform::written::lines::Lists;

/// The sheets of a version of a questionnaire, in all its languages; words in a language that it does not name stay
/// out. That of a consultation that was made up says so in a note.
///
/// A required grid is required row by row, and a required ranking in its first place, since an XLSForm knows nothing
/// between. Another program keeps a postcode as it was written; only Saferplan takes the area of it at once.
///
/// # Errors
/// When routes cross too often to be said as conditions.
pub fn sheets(version: &Version, label: Label) -> Result<Sheets, Tangled> {
    let questionnaire = version.questionnaire();
    let mut writer =
        Writer { signposts: signposts(questionnaire), lines: Vec::new(), lists: Lists::new() };
    let typed = questionnaire.typed();
    writer.lines.push(Line::begin(OPENING).label(&typed.title));
    let introduction = format!("{OPENING}_introduction");
    writer.lines.push(Line::of("note", introduction).label(&typed.introduction));
    if label == Label::Illustrative {
        writer.lines.push(Line::of("note", MADE_UP.to_owned()).label(&made_up()));
    }
    writer.lines.push(Line::end());
    for (number, section) in (1..).zip(questionnaire.sections()) {
        writer.section(number, section)?;
    }
    let languages = &typed.languages;
    Ok(Sheets {
        survey: lines::survey(&writer.lines, languages),
        choices: writer.lists.sheet(languages),
        settings: lines::settings(version),
        others: Vec::new(),
    })
}

struct Writer {
    signposts: Vec<Signpost>,
    lines: Vec<Line>,
    lists: Lists,
}

impl Writer {
    fn section(&mut self, number: usize, section: &Section) -> Result<(), Tangled> {
        let ends = (section.questions.first(), section.questions.last());
        let reached = match ends {
            (Some(first), Some(last)) => reached_when(&self.signposts, first.number, last.number)?,
            _ => Condition::Always,
        };
        let begin = Line::begin(&format!("section_{number}")).label(&section.title);
        let ours = match section.about {
            About::Views => "",
            About::You => "about=you",
        };
        self.lines.push(begin.relevant(expression::written(&reached)).ours(ours));
        if let Some(words) = &section.introduction {
            let name = format!("section_{number}_introduction");
            self.lines.push(Line::of("note", name).label(words));
        } else if section.questions.is_empty() {
            // A group with nothing in it is refused by the programs that read XLSForms.
            self.lines
                .push(Line::of("note", format!("section_{number}_empty")).label(&section.title));
        }
        for question in &section.questions {
            let asked = asked_when(&self.signposts, question.number)?;
            self.question(question, &asked);
        }
        self.lines.push(Line::end());
        Ok(())
    }

    fn question(&mut self, question: &Question, asked: &Condition) {
        match &question.manner {
            Manner::OneOf(answers) | Manner::Scale(answers) | Manner::AnyOf(answers, _) => {
                let list = self.lists.of_answers(&question.id, answers);
                self.choice(question, &list, asked);
            }
            Manner::Grid(rows, answers) => {
                let list = self.lists.of_answers(&question.id, answers);
                self.begin(question, asked, "table-list");
                for row in rows {
                    let line = Line::of(&format!("select_one {list}"), name(&row.id));
                    self.lines.push(line.label(&row.label).need(question.need));
                }
                self.lines.push(Line::end());
            }
            Manner::Ranking(rows, places) => {
                let list = self.lists.of_rows(&question.id, rows);
                if *places == rows.len() {
                    self.lines.push(single(question, asked, &format!("rank {list}")));
                } else {
                    self.places(question, &list, *places, asked);
                }
            }
            Manner::Number(..)
            | Manner::ShortText(_)
            | Manner::LongText(_)
            | Manner::Postcode(_) => {
                self.written(question, asked);
            }
        }
    }

    /// A group for one question: what is asked, then what helps to answer it.
    fn begin(&mut self, question: &Question, asked: &Condition, look: &'static str) {
        let begin = Line::begin(&name(&question.id)).label(&question.ask).looks(look);
        self.lines.push(begin.relevant(expression::written(asked)));
        if let Some(help) = &question.help {
            self.lines.push(Line::of("note", format!("{}_help", name(&question.id))).label(help));
        }
    }

    fn choice(&mut self, question: &Question, list: &str, asked: &Condition) {
        let (kind, look) = match question.manner {
            Manner::AnyOf(..) => ("select_multiple", ""),
            Manner::Scale(_) => ("select_one", "likert"),
            _ => ("select_one", ""),
        };
        let line = single(question, asked, &format!("{kind} {list}")).looks(look);
        self.lines.push(line.constraint(lines::constraint(question)));
        for answer in question.answers().iter().filter(|one| one.role == AnswerRole::Other) {
            let chosen = format!("selected(${{{}}}, '{}')", name(&question.id), answer.id);
            let relevant = match asked {
                Condition::Always => chosen,
                Condition::Any(_) => format!("({}) and {chosen}", expression::written(asked)),
                other => format!("{} and {chosen}", expression::written(other)),
            };
            let line = Line::of("text", format!("{}_{}", name(&question.id), answer.id));
            self.lines.push(line.label(&answer.label).relevant(relevant));
        }
    }

    /// A ranking of fewer items than there are: a question for each place, without those of the places before.
    fn places(&mut self, question: &Question, list: &str, places: usize, asked: &Condition) {
        self.begin(question, asked, "field-list");
        for place in 1..=places {
            let group = name(&question.id);
            let before = (1..place).map(|other| format!(". != ${{{group}_{other}}}"));
            let line = Line::of(&format!("select_one {list}"), format!("{group}_{place}"));
            let need = if place == 1 { question.need } else { Need::Optional };
            let constraint = before.collect::<Vec<_>>().join(" and ");
            self.lines
                .push(line.label(&names::place_words(place)).need(need).constraint(constraint));
        }
        self.lines.push(Line::end());
    }

    fn written(&mut self, question: &Question, asked: &Condition) {
        let (kind, look, ours) = match question.manner {
            Manner::Number(..) => ("integer", "", String::new()),
            Manner::LongText(_) => ("text", "multiline", String::new()),
            Manner::Postcode(kept_as) => ("text", "", names::kept_as(kept_as)),
            _ => ("text", "", String::new()),
        };
        let line = single(question, asked, kind).looks(look).ours(&ours);
        self.lines.push(line.constraint(lines::constraint(question)));
    }
}

/// That nobody is asked by this form, in every language that we have.
fn made_up() -> Words {
    Language::ALL
        .into_iter()
        .fold(Words::default(), |words, language| words.and(language, said::made_up(language)))
}

/// A question on one line.
fn single(question: &Question, asked: &Condition, kind: &str) -> Line {
    let line = Line::of(kind, name(&question.id)).label(&question.ask).need(question.need);
    let line = line.relevant(expression::written(asked));
    match &question.help {
        Some(help) => line.hint(help),
        None => line,
    }
}
