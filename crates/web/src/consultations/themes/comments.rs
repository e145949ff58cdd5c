//! The comments on one question, to be searched and read.

use axum::response::Html;
use partnership::consultation::themes::coding::Codings;
use partnership::consultation::themes::coding::Outcome;
use partnership::consultation::themes::coding::Turn;
use partnership::consultation::themes::comment::Comment;
use partnership::consultation::themes::queue;
use partnership::consultation::themes::said::Said;
use partnership::membership::may::Deed;

use crate::consultations::at::At;
use crate::consultations::themes::told;
use crate::consultations::themes::which::OfQuestion;
use crate::consultations::themes::which::Which;
use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Query;
use crate::people::choices::Choice;
use crate::who::visitor::Visitor;

/// What is sought.
#[derive(Debug, Default, serde::Deserialize)]
pub(super) struct Sought {
    /// Words that a comment has, in any case.
    #[serde(default)]
    words: String,
    /// A code, or one of the words of [`APART`].
    #[serde(default)]
    code: String,
    /// After which reply the page begins.
    #[serde(default)]
    after: String,
}

/// Filters that are no codes.
const APART: [(&str, &str); 4] = [
    ("uncoded", "Not coded yet"),
    ("none_fits", "No code fits"),
    ("nothing", "Says nothing"),
    ("deleted", "Words deleted"),
];
/// So many comments stand on a page.
const AT_A_TIME: usize = 50;

/// The page.
#[derive(Debug, serde::Serialize)]
struct CommentsPage {
    form: Shown,
    path: String,
    codes: Vec<Choice>,
    found: String,
    all: String,
    lines: Vec<Line>,
    next: Option<String>,
}

/// A comment.
#[derive(Debug, serde::Serialize)]
struct Line {
    reply: String,
    words: Option<String>,
    said: String,
    code: String,
    verb: &'static str,
    quote: String,
}

/// Shows the page.
pub(super) async fn show(
    visitor: Visitor,
    at: At,
    which: Which,
    Query(sought): Query<Sought>,
) -> Result<Html<String>, PageError> {
    let of = OfQuestion::of(&visitor, at, &which, Deed::ReadReplies).await?;
    let none = Codings::default();
    // Whoever codes a comment second is told nowhere here what the first found.
    let outcome = |comment: &Comment| {
        let (these, who) = (of.codings.get(&comment.reply).unwrap_or(&none), &visitor.person.id);
        let turn = queue::turn(&of.asked.question, comment.reply, these, &of.frames, who);
        if turn == Some(Turn::Second) {
            Outcome::LookAgain(Turn::Second)
        } else {
            these.outcome(&of.frames)
        }
    };
    let found: Vec<&Comment> =
        of.comments.iter().filter(|comment| sought.has(comment, &outcome(comment))).collect();
    let after: i64 = sought.after.parse().unwrap_or(i64::MIN);
    let from: Vec<&&Comment> = found.iter().filter(|comment| comment.reply > after).collect();
    let shown = from.iter().take(AT_A_TIME);
    let last = from.get(AT_A_TIME).and_then(|_| from.get(AT_A_TIME - 1));
    let form = sought.form();
    let it = CommentsPage {
        path: of.path(&visitor, "/comments"),
        codes: choices(&of, &form),
        form: form.shown(),
        found: found.len().to_string(),
        all: of.comments.len().to_string(),
        next: last.map(|last| {
            let (words, code) = (escaped(&sought.words), escaped(&sought.code));
            let query = format!("/comments?words={words}&code={code}&after={}", last.reply);
            of.path(&visitor, &query)
        }),
        lines: shown.map(|comment| line(&visitor, &of, comment, &outcome(comment))).collect(),
    };
    let around = of.page(&visitor, "Comments");
    page::draw(&visitor.app, "consultations/themes/comments.html", around, &it)
}

fn escaped(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

impl Sought {
    fn form(&self) -> Form {
        let mut form = Form::default();
        form.put("words", &self.words);
        form.put("code", &self.code);
        form
    }

    fn has(&self, comment: &Comment, outcome: &Outcome) -> bool {
        let words = comment.words.as_deref().unwrap_or_default().to_lowercase();
        let has_words = words.contains(&self.words.trim().to_lowercase());
        let has_code = match (self.code.as_str(), outcome) {
            ("", _) => true,
            ("uncoded", outcome) => *outcome == Outcome::Uncoded,
            ("none_fits", outcome) => *outcome == Outcome::Counts(Said::NoneFits),
            ("nothing", outcome) => *outcome == Outcome::Counts(Said::Nothing),
            ("deleted", _) => comment.words.is_none(),
            (code, Outcome::Counts(said)) => said.codes().any(|one| one.0.as_str() == code),
            (_, Outcome::Uncoded | Outcome::Differs | Outcome::LookAgain(_)) => false,
        };
        has_words && has_code
    }
}

fn choices(of: &OfQuestion, form: &Form) -> Vec<Choice> {
    let all = Choice::of(form, "code", "", "All comments");
    let codes = of.frame().into_iter().flat_map(|frame| frame.codes());
    let codes = codes.map(|code| Choice::of(form, "code", code.id.0.as_str(), &code.title));
    let apart = APART.iter().map(|(value, text)| Choice::of(form, "code", value, text));
    std::iter::once(all).chain(codes).chain(apart).collect()
}

fn line(visitor: &Visitor, of: &OfQuestion, comment: &Comment, outcome: &Outcome) -> Line {
    let said = match outcome {
        Outcome::Uncoded => "Not coded yet".to_owned(),
        Outcome::LookAgain(Turn::Second) => "Yours to code second".to_owned(),
        Outcome::LookAgain(_) => "To be looked at again".to_owned(),
        Outcome::Differs => "Two people differ".to_owned(),
        Outcome::Counts(said) => told::said(of, said),
    };
    let (page, verb) =
        if *outcome == Outcome::Differs { ("settle", "Settle") } else { ("code", "Code") };
    let reply = comment.reply.to_string();
    Line {
        words: comment.words.clone(),
        said,
        code: of.path(visitor, &format!("/{page}/{reply}")),
        verb,
        quote: of.path(visitor, &format!("/quote/{reply}")),
        reply,
    }
}
