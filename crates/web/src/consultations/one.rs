//! The page of one consultation: whom it asks about what and until when, how far it has come, and its parts.

use axum::response::Html;
use partnership::consultation::exercise::Audience;
use partnership::consultation::language::Language;
use partnership::consultation::language::Words;
use partnership::membership::may::Deed;
use partnership::terms::wording::capitalised;
use partnership::terms::wording::listed;
use records::HeldConsultation;

use crate::consultations::at::At;
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
    text: Text,
    parts: Vec<Part>,
}

/// Something that is known of it.
#[derive(Debug, serde::Serialize)]
struct Fact {
    what: &'static str,
    told: String,
}

/// The text that it is about.
#[derive(Debug, serde::Serialize)]
struct Text {
    title: String,
    href: String,
    sha256: String,
}

/// A part of it with pages of its own: those whom it is not for do not see it.
#[derive(Debug, serde::Serialize)]
struct Part {
    heading: &'static str,
    href: String,
    told: String,
}

/// Shows the page.
pub(super) async fn show(visitor: Visitor, at: At) -> Result<Html<String>, PageError> {
    visitor.may(Deed::SeeYear)?;
    let held = at.found(&visitor).await?;
    let asked = held.open().unwrap_or(&held.latest);
    let text = &held.consultation.typed().text;
    let it = OnePage {
        stands: capitalised(&asked.value.stage().in_words()),
        facts: facts(&held),
        text: Text {
            title: text.title.clone(),
            href: at.path(&visitor, "/text"),
            sha256: text.sha256.to_string(),
        },
        parts: parts(&visitor, &at),
    };
    let around = Page::of(&visitor, title_of(&held));
    let around = around.below("Consultations", visitor.path("/consultations"));
    page::draw(&visitor.app, "consultations/one.html", around, &it)
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

/// The parts that the visitor may see, in the order of the work.
fn parts(visitor: &Visitor, at: &At) -> Vec<Part> {
    let part = |deed, heading, below, told: &str| {
        let href = at.path(visitor, below);
        visitor.can(deed).then(|| Part { heading, href, told: told.to_owned() })
    };
    let all = [
        part(
            Deed::ReadReplies,
            "Replies",
            "/replies",
            "How many came, by which way and on which day, those that came late among them.",
        ),
        part(
            Deed::SeeYear,
            "Results",
            "/results",
            "What those who replied said, question by question. Until it has closed only those see it who may read \
             replies.",
        ),
    ];
    all.into_iter().flatten().collect()
}
