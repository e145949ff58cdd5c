//! Which question, comment, code or entry an address names, and all that is held of a question's comments.
//!
//! In comes an address; out go comments, frames and codings, or that there is no such page.

use std::collections::BTreeMap;

use axum::extract::FromRequestParts;
use axum::extract::RawPathParams;
use axum::http::request::Parts;
use partnership::consultation::answer::QuestionId;
use partnership::consultation::language::Language;
use partnership::consultation::question::Question;
use partnership::consultation::themes::coding::Codings;
use partnership::consultation::themes::coding::latest;
use partnership::consultation::themes::comment::Comment;
use partnership::consultation::themes::comment::comments;
use partnership::consultation::themes::comment::takes_words;
use partnership::consultation::themes::counted::CountedThemes;
use partnership::consultation::themes::counted::counted;
use partnership::consultation::themes::frame::CodeFrame;
use partnership::consultation::themes::frame::CodeId;
use partnership::membership::may::Deed;
use partnership::membership::person::PersonId;
use records::Asked;
use records::Held;
use records::HeldConsultation;
use records::KeptReply;
use records::Version;

use crate::app::App;
use crate::consultations::at::At;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::page::taken::Unreadable;
use crate::who::visitor::Visitor;

/// What an address names below a consultation. A part that it has not, or that cannot be read, names nothing.
#[derive(Debug)]
pub(in crate::consultations) struct Which {
    /// A question.
    pub(in crate::consultations) question: Option<QuestionId>,
    /// The reference of a reply.
    pub(in crate::consultations) reply: Option<i64>,
    /// A code.
    pub(in crate::consultations) code: Option<CodeId>,
    /// The number of a quotation or an answer.
    pub(in crate::consultations) number: Option<i64>,
}

impl FromRequestParts<App> for Which {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Which, PageError> {
        let params = RawPathParams::from_request_parts(parts, app).await;
        let params = params.map_err(|_| Unreadable::Address)?;
        let named =
            |part: &str| params.iter().find(|(name, _)| *name == part).map(|(_, text)| text);
        Ok(Which {
            question: named("question").and_then(|text| text.parse().ok()).map(QuestionId),
            reply: named("reply").and_then(|text| text.parse().ok()),
            code: named("code").and_then(|text| text.parse().ok()).map(CodeId),
            number: named("number").and_then(|text| text.parse().ok()),
        })
    }
}

/// All that is held of the comments on a question.
#[derive(Debug)]
pub(in crate::consultations) struct OfQuestion {
    pub(in crate::consultations) at: At,
    pub(in crate::consultations) held: HeldConsultation,
    pub(in crate::consultations) asked: Asked,
    pub(in crate::consultations) question: Question,
    pub(in crate::consultations) replies: Vec<KeptReply>,
    pub(in crate::consultations) comments: Vec<Comment>,
    pub(in crate::consultations) frames: Vec<CodeFrame>,
    /// The version of the last frame, which a form carries along.
    pub(in crate::consultations) seen: Option<Version>,
    pub(in crate::consultations) codings: BTreeMap<i64, Codings>,
    people: BTreeMap<PersonId, String>,
}

/// The questions that some version asks in words, in their order; of each the latest version.
pub(in crate::consultations) fn in_words(held: &HeldConsultation) -> Vec<&Question> {
    let mut all: Vec<&Question> = Vec::new();
    for version in held.versions().rev() {
        for question in version.value.questionnaire().questions() {
            if takes_words(question) && all.iter().all(|there| there.id != question.id) {
                all.push(question);
            }
        }
    }
    all
}

/// What the people of the partnership are called.
pub(in crate::consultations) async fn names(
    visitor: &Visitor,
) -> Result<BTreeMap<PersonId, String>, PageError> {
    let people = visitor.book.people().await?.into_iter();
    Ok(people.map(|held| (held.value.id, held.value.name)).collect())
}

/// What a question asks, in the questionnaire's first language.
pub(in crate::consultations) fn ask(held: &HeldConsultation, question: &Question) -> String {
    let languages = &held.latest.value.questionnaire().typed().languages;
    question.ask.said_in(languages.first().copied().unwrap_or(Language::English)).to_owned()
}

impl OfQuestion {
    /// What is held of the question that an address names, for somebody who may do that deed.
    pub(in crate::consultations) async fn of(
        visitor: &Visitor,
        at: At,
        which: &Which,
        deed: Deed,
    ) -> Result<OfQuestion, PageError> {
        visitor.may(deed)?;
        let held = at.found(visitor).await?;
        let replies = visitor.book.replies(at.cycle, &at.questionnaire).await?;
        let id = which.question.clone().ok_or(PageError::NotFound)?;
        OfQuestion::among(visitor, (at, held, replies), &id).await
    }

    /// What is held of one question of a consultation.
    pub(in crate::consultations) async fn among(
        visitor: &Visitor,
        (at, held, replies): (At, HeldConsultation, Vec<KeptReply>),
        id: &QuestionId,
    ) -> Result<OfQuestion, PageError> {
        let question = in_words(&held).into_iter().find(|question| question.id == *id);
        let question = question.cloned().ok_or(PageError::NotFound)?;
        let (cycle, questionnaire) = (at.cycle, at.questionnaire.clone());
        let asked = Asked { cycle, questionnaire, question: id.clone() };
        let frames: Vec<Held<CodeFrame>> = visitor.book.code_frames(&asked).await?;
        let numbered = replies.iter().map(|kept| (kept.reference, &kept.reply));
        Ok(OfQuestion {
            comments: comments(&question, numbered),
            seen: frames.last().map(|held| held.version),
            frames: frames.into_iter().map(|held| held.value).collect(),
            codings: visitor.book.codings(&asked).await?,
            people: names(visitor).await?,
            at,
            held,
            asked,
            question,
            replies,
        })
    }

    /// The last version of the frame, drafted or signed off.
    pub(super) fn last_frame(&self) -> Option<&CodeFrame> {
        self.frames.last()
    }

    /// The version by which comments are coded.
    pub(super) fn frame(&self) -> Option<&CodeFrame> {
        latest(&self.frames)
    }

    /// The themes; none while no frame is signed off.
    pub(in crate::consultations) fn themes(&self) -> Option<CountedThemes> {
        let these = self.comments.iter().map(|comment| comment.reply);
        counted(&self.asked.question, &self.frames, these, &self.codings)
    }

    /// The comment of a reply.
    pub(super) fn comment(&self, reply: Option<i64>) -> Result<&Comment, PageError> {
        let found = self.comments.iter().find(|comment| Some(comment.reply) == reply);
        found.ok_or(PageError::NotFound)
    }

    /// What a code is called by the last version that has it.
    pub(super) fn title(&self, code: &CodeId) -> String {
        let found = self.frames.iter().rev().find_map(|frame| frame.code(code));
        found.map_or_else(|| code.to_string(), |code| code.title.clone())
    }

    /// What somebody is called; who is there no more, by the short name.
    pub(in crate::consultations) fn name(&self, who: &PersonId) -> String {
        self.people.get(who).cloned().unwrap_or_else(|| who.to_string())
    }

    /// What the question asks.
    pub(in crate::consultations) fn ask(&self) -> String {
        ask(&self.held, &self.question)
    }

    /// The address of a page of the question: `below` is empty or begins with a stroke.
    pub(in crate::consultations) fn path(&self, visitor: &Visitor, below: &str) -> String {
        self.at.path(visitor, &format!("/themes/{}{below}", self.question.id))
    }

    /// The question's own page.
    pub(super) fn own_page(&self, visitor: &Visitor, title: &str) -> Page {
        let page = self.at.page(visitor, &self.held, title);
        page.below("Themes", self.at.path(visitor, "/themes"))
    }

    /// A page below that of the question.
    pub(in crate::consultations) fn page(&self, visitor: &Visitor, title: &str) -> Page {
        self.own_page(visitor, title).below(&self.ask(), self.path(visitor, ""))
    }
}
