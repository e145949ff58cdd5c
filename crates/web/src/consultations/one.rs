//! The page of one consultation: whom it asks about what and until when, how far it has come, and its parts.

use axum::response::Html;
use partnership::consultation::consulted_on::Speaks;
use partnership::consultation::consulted_on::TranslatedText;
use partnership::consultation::exercise::Audience;
use partnership::consultation::exercise::TypedConsultation;
use partnership::consultation::language::Language;
use partnership::consultation::language::Words;
use partnership::membership::may::Deed;
use partnership::terms::wording::capitalised;
use partnership::terms::wording::listed;
use records::HeldConsultation;

use crate::consultations::at::At;
use crate::consultations::at::made_up;
use crate::consultations::at::title_of;
use crate::page;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct OnePage {
    stands: String,
    facts: Vec<Fact>,
    texts: Vec<Text>,
    /// That some are given the text in another language than theirs.
    other_text: Option<String>,
    parts: Vec<Part>,
    /// Where what people are told is changed, for those who may.
    change: Option<String>,
    /// Where the text is changed, for those who may.
    change_text: Option<String>,
}

/// Something that is known of it.
#[derive(Debug, serde::Serialize)]
struct Fact {
    what: &'static str,
    told: String,
}

/// The text that it is about.
#[derive(Debug, serde::Serialize)]
pub(super) struct Text {
    /// What it is called and, where it is asked in several languages, which of them the text speaks.
    pub(super) title: String,
    pub(super) href: String,
    sha256: String,
}

/// A part of it with pages of its own: those whom it is not for do not see it.
#[derive(Debug, serde::Serialize)]
struct Part {
    heading: &'static str,
    href: String,
    told: &'static str,
}

/// Shows the page.
pub(super) async fn show(visitor: Visitor, at: At) -> Result<Html<String>, PageError> {
    visitor.may(Deed::SeeYear)?;
    let held = at.found(&visitor).await?;
    let asked = held.open().unwrap_or(&held.latest);
    let may_change = visitor.can(Deed::ChangeConsultations);
    let it = OnePage {
        stands: capitalised(&asked.value.stage().in_words()),
        facts: facts(&held),
        texts: texts(&visitor, &at, &held),
        other_text: other_text(&held),
        parts: parts(&visitor, &at),
        change: may_change.then(|| at.path(&visitor, "/change")),
        change_text: may_change.then(|| at.path(&visitor, "/text/change")),
    };
    let around = Page::of(&visitor, title_of(&held));
    let around =
        around.noting(made_up(&held)).below("Consultations", visitor.path("/consultations"));
    page::draw(&visitor.app, "consultations/one.html", around, &it)
}

/// The texts that it is about, one for each language or one for several.
pub(super) fn texts(visitor: &Visitor, at: &At, held: &HeldConsultation) -> Vec<Text> {
    let asked = &held.latest.value.questionnaire().typed().languages;
    let all = held.consultation.typed().text.all(asked).into_iter();
    let text = |(spoken, text): (Vec<Language>, TranslatedText)| {
        let code = spoken.first().map_or("", |language| language.code());
        let spoken: Vec<&str> = spoken.into_iter().map(Language::in_words).collect();
        let beside =
            if asked.len() > 1 { format!(" ({})", listed(&spoken)) } else { String::new() };
        Text {
            title: format!("{}{beside}", text.title),
            href: at.path(visitor, &format!("/text?lang={code}")),
            sha256: text.sha256.to_string(),
        }
    };
    all.map(text).collect()
}

/// That some are given the text in another language than theirs, if they are.
fn other_text(held: &HeldConsultation) -> Option<String> {
    let asked = &held.latest.value.questionnaire().typed().languages;
    let text = &held.consultation.typed().text;
    asked.iter().find_map(|language| match text.given_in(*language, asked).speaks {
        Speaks::Theirs => None,
        Speaks::Another(other) => Some(format!(
            "There is none in {}: who answers in it is given the one in {}, and told so.",
            language.in_words(),
            other.in_words()
        )),
    })
}

/// Whether people choose to answer, or were drawn by chance.
fn how_found(typed: &TypedConsultation) -> String {
    match &typed.sample {
        None => "They choose to".to_owned(),
        Some(sample) => format!("{} Others may answer as well.", sample.in_words()),
    }
}

fn facts(held: &HeldConsultation) -> Vec<Fact> {
    let typed = held.consultation.typed();
    let questionnaire = held.latest.value.questionnaire();
    let languages = &questionnaire.typed().languages;
    let asked: Vec<&str> = Audience::ALL
        .into_iter()
        .filter(|one| typed.audience.contains(one))
        .map(Audience::in_words)
        .collect();
    let in_languages: Vec<&str> = languages.iter().map(|one| one.in_words()).collect();
    let said = |words: &Words| {
        words.said_in(languages.first().copied().unwrap_or(Language::English)).to_owned()
    };
    let decides = &held.consultation.decided_by().name;
    let of = |what, told| Fact { what, told };
    vec![
        of("Who is asked", capitalised(&listed(&asked))),
        of("How they come to answer", how_found(typed)),
        of("Open", format!("{}, {} days", typed.days.in_words(), held.consultation.days_open())),
        of("Questions", questionnaire.questions().count().to_string()),
        of("Languages", listed(&in_languages)),
        of("Decided already", said(&typed.already_decided)),
        of(
            "Decided in its light",
            capitalised(&format!("{}, by {decides}", typed.decided.in_words())),
        ),
        of("Paper is returned to", typed.return_address.join(", ")),
        of("What becomes of answers", said(&typed.becomes_of_answers)),
    ]
}

/// Each part with the deed that it is, its heading, where it is below the consultation's own page, and what is there.
type ListedPart = (Deed, &'static str, &'static str, &'static str);

/// The parts, in the order of the work.
const PARTS: [ListedPart; 13] = [
    (
        Deed::SeeYear,
        "Questionnaire",
        "/questionnaire",
        "What is asked, section by section, and how it will look on-line.",
    ),
    (
        Deed::ChangeConsultations,
        "Open and close",
        "/opening",
        "What to look at before people are asked, and when to stop.",
    ),
    (
        Deed::SeeYear,
        "Versions",
        "/versions",
        "What was asked when, what differs, and each version as a file.",
    ),
    (
        Deed::ChangeConsultations,
        "Invitations",
        "/invitations",
        "Who is asked by a link of their own, and the address at which everybody may answer.",
    ),
    (
        Deed::ChangeConsultations,
        "Print the form",
        "/form",
        "The form on paper as a PDF, in each language and in large print, with numbered copies if wanted.",
    ),
    (
        Deed::ReadReplies,
        "Paper",
        "/paper",
        "Forms that came back: booked in, read from scans, looked at by people, made into replies.",
    ),
    (
        Deed::ReadReplies,
        "Replies",
        "/replies",
        "How many came, by which way and on which day, those that came late among them.",
    ),
    (
        Deed::SeeYear,
        "Results",
        "/results",
        "What those who replied said, question by question. Until it has closed only those see it who may read replies.",
    ),
    (
        Deed::ChangeConsultations,
        "Weighting",
        "/weighting",
        "What a census knows of the population, so that weighted shares stand beside the unweighted ones.",
    ),
    (
        Deed::ReadReplies,
        "Themes",
        "/themes",
        "What people wrote, coded by a frame that somebody signed off, and counted.",
    ),
    (
        Deed::ReadReplies,
        "Quotations",
        "/quotations",
        "Words of those who agreed to be quoted, with what could name anybody taken out.",
    ),
    (
        Deed::ReadReplies,
        "You said, we did",
        "/you-said",
        "What the partnership answers to each theme, and which have no answer yet.",
    ),
    (
        Deed::ChangeConsultations,
        "Retention",
        "/retention",
        "What of the replies is deleted on which day, and what went.",
    ),
];

/// The parts that the visitor may see.
fn parts(visitor: &Visitor, at: &At) -> Vec<Part> {
    let open = PARTS.into_iter().filter(|(deed, ..)| visitor.can(*deed));
    open.map(|(_, heading, below, told)| Part { heading, href: at.path(visitor, below), told })
        .collect()
}
