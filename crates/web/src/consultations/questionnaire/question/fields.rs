//! The fields of a question's form, filled in from a question and read into one.

use partnership::consultation::answer::Answer;
use partnership::consultation::answer::AnswerRole;
use partnership::consultation::answer::Row;
use partnership::consultation::editing::lines;
use partnership::consultation::language::Language;
use partnership::consultation::language::Words;
use partnership::consultation::question::KeptAs;
use partnership::consultation::question::Kind;
use partnership::consultation::question::Need;
use partnership::consultation::question::TypedQuestion;
use partnership::consultation::question_bank::Scale;
use partnership::consultation::question_bank::ready_answer;
use partnership::consultation::questionnaire::TypedQuestionnaire;

use crate::consultations::words;
use crate::page::form::Form;
use crate::people::choices::Choice;

/// The word by which a form sends a scale.
pub(super) fn scale_word(scale: Scale) -> &'static str {
    match scale {
        Scale::Safety => "safety",
        Scale::Worry => "worry",
        Scale::Problem => "problem",
        Scale::Agreement => "agreement",
        Scale::Change => "change",
        Scale::Frequency => "frequency",
        Scale::YesNo => "yes-no",
        Scale::YesNoAboutYou => "yes-no-about-you",
    }
}

/// The word by which a form sends the part that an answer plays.
pub(super) fn role_word(role: AnswerRole) -> &'static str {
    match role {
        AnswerRole::Ordinary => "ordinary",
        AnswerRole::Other => "other",
        AnswerRole::NoneOfThese => "none-of-these",
        AnswerRole::DoNotKnow => "do-not-know",
        AnswerRole::DoesNotApply => "does-not-apply",
        AnswerRole::PreferNotToSay => "prefer-not-to-say",
    }
}

/// What a form sends where a question has answers of its own.
pub(super) const OWN: &str = "own";

fn area_word(area: KeptAs) -> &'static str {
    match area {
        KeptAs::Ward => "ward",
        KeptAs::Lsoa => "lsoa",
    }
}

/// The areas that can be kept of a postcode.
pub(super) fn areas(form: &Form) -> Vec<Choice> {
    vec![
        Choice::of(form, "kept_as", area_word(KeptAs::Ward), "The ward"),
        Choice::of(
            form,
            "kept_as",
            area_word(KeptAs::Lsoa),
            "The lower layer super output area (LSOA), of some 1,500 people",
        ),
    ]
}

/// The field of the words of an answer that plays a part.
pub(super) fn role_field(role: AnswerRole) -> String {
    format!("role-{}", role_word(role))
}

/// Fills the fields in from a question.
pub(super) fn put(form: &mut Form, question: &TypedQuestion) {
    words::put(form, "ask", &question.ask);
    words::put(form, "help", &question.help.clone().unwrap_or_default());
    if question.need == Need::Required {
        form.put("need", "required");
    }
    form.put("scale", question.scale.map_or(OWN, scale_word));
    let ordinary = || question.answers.iter().filter(|answer| answer.role.is_ordinary());
    for language in Language::ALL {
        let labels = ordinary().map(|answer| &answer.label);
        form.put(&words::field("answers", language), &lines::written(labels, language));
        let labels = question.rows.iter().map(|row| &row.label);
        form.put(&words::field("rows", language), &lines::written(labels, language));
    }
    put_roles(form, &question.answers);
    let number = |number: Option<String>| number.unwrap_or_default();
    form.put("at_most", &number(question.at_most.map(|it| it.to_string())));
    form.put("lowest", &number(question.lowest.map(|it| it.to_string())));
    form.put("highest", &number(question.highest.map(|it| it.to_string())));
    form.put("longest", &number(question.longest.map(|it| it.to_string())));
    form.put("kept_as", question.kept_as.map_or("", area_word));
}

/// Fills in the answers that play a part: those that there are are ticked, the others have ready words.
pub(super) fn put_roles(form: &mut Form, answers: &[Answer]) {
    for role in AnswerRole::SPECIAL {
        let there = answers.iter().find(|answer| answer.role == role);
        if there.is_some() {
            form.put("roles", role_word(role));
        }
        let label = there.map(|answer| answer.label.clone());
        let label = label.or_else(|| ready_answer(role).map(|answer| answer.label));
        words::put(form, &role_field(role), &label.unwrap_or_default());
    }
}

/// The question that a form has. What could not be read stands in the form.
pub(super) fn read(
    form: &mut Form,
    kind: Kind,
    typed: &TypedQuestionnaire,
    before: Option<&TypedQuestion>,
) -> Option<TypedQuestion> {
    let languages = &typed.languages;
    let asked = words::needed(form, "ask", languages, "Write the question");
    let nothing = Words::default();
    let ask = before.map_or(&nothing, |before| &before.ask).overlaid(&asked);
    let id = match before {
        Some(before) => before.id.clone(),
        None => typed.free_id(asked.said_in(Language::English))?,
    };
    let bare = before.cloned().unwrap_or_else(|| TypedQuestion::bare(id, kind, ask.clone()));
    let helped = words::read(form, "help", languages, bare.help.as_ref().unwrap_or(&nothing));
    let says_help = languages.iter().any(|language| helped.only_in(*language).is_some());
    let kept_as = if kind == Kind::Postcode { kept_as(form) } else { None };
    let required = form.text("need") == "required";
    Some(TypedQuestion {
        kind,
        ask,
        help: Some(helped).filter(|_| says_help),
        need: if required { Need::Required } else { Need::Optional },
        scale: Scale::ALL
            .into_iter()
            .find(|scale| kind.has_answers() && scale_word(*scale) == form.text("scale")),
        answers: if kind.has_answers() {
            answers(form, languages, &bare.answers)
        } else {
            Vec::new()
        },
        rows: if kind.has_rows() { rows(form, typed, &bare.rows) } else { Vec::new() },
        at_most: form
            .optional_number("at_most")
            .filter(|_| matches!(kind, Kind::AnyOf | Kind::Ranking)),
        lowest: form.optional_number("lowest").filter(|_| kind == Kind::Number),
        highest: form.optional_number("highest").filter(|_| kind == Kind::Number),
        longest: form
            .optional_number("longest")
            .filter(|_| matches!(kind, Kind::ShortText | Kind::LongText)),
        kept_as,
        routes: if kind.has_routes() { bare.routes.clone() } else { Vec::new() },
        ..bare
    })
}

/// What is kept of a postcode, which must be said.
fn kept_as(form: &mut Form) -> Option<KeptAs> {
    let chosen = [KeptAs::Ward, KeptAs::Lsoa]
        .into_iter()
        .find(|area| area_word(*area) == form.text("kept_as"));
    if chosen.is_none() {
        form.fault("kept_as", "Choose what is kept of the postcode");
    }
    chosen
}

/// The lines of a text that stand in every language.
fn lines_of(form: &mut Form, name: &str, languages: &[Language]) -> Vec<Words> {
    let texts: Vec<(Language, &str)> = languages
        .iter()
        .map(|language| (*language, form.text(&words::field(name, *language))))
        .collect();
    match lines::side_by_side(&texts) {
        Ok(lines) => lines,
        Err(differ) => {
            form.fault(&words::field(name, differ.language), &differ.to_string());
            Vec::new()
        }
    }
}

fn rows(form: &mut Form, typed: &TypedQuestionnaire, before: &[Row]) -> Vec<Row> {
    let lines = lines_of(form, "rows", &typed.languages);
    lines::rows(lines, before, typed)
}

/// The answers in lines, then those that play a part. A second one of the same part, which no page makes, stays.
fn answers(form: &mut Form, languages: &[Language], before: &[Answer]) -> Vec<Answer> {
    let lines = lines_of(form, "answers", languages);
    let mut answers = lines::answers(lines, before);
    for role in AnswerRole::SPECIAL {
        let mut there = before.iter().filter(|answer| answer.role == role);
        let answer = there.next().cloned().or_else(|| ready_answer(role));
        let ticked = form.texts("roles").any(|text| text == role_word(role));
        if let (true, Some(answer)) = (ticked, answer) {
            let label = words::read(form, &role_field(role), languages, &answer.label);
            answers.push(Answer { label, ..answer });
            answers.extend(there.cloned());
        }
    }
    answers
}
