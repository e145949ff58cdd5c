//! Codings and themes as files of comma-separated values: numbers of replies and codes, none of the words.

use partnership::consultation::themes::coding::Coding;
use partnership::consultation::themes::coding::Turn;
use partnership::consultation::themes::said::Said;
use partnership::membership::may::Deed;

use crate::consultations::at::At;
use crate::consultations::themes::which::OfQuestion;
use crate::consultations::themes::which::Which;
use crate::page::csv;
use crate::page::csv::Download;
use crate::page::fault::PageError;
use crate::who::visitor::Visitor;

/// Gives all codings, a line for each code that somebody gave in each turn.
pub(super) async fn codings(visitor: Visitor, at: At, which: Which) -> Result<Download, PageError> {
    let of = OfQuestion::of(&visitor, at, &which, Deed::ReadReplies).await?;
    let heading = ["reply", "turn", "code", "title", "frame_version", "coder", "day"];
    let mut lines = vec![heading.map(str::to_owned).to_vec()];
    for (reply, these) in &of.codings {
        let first = these.first.iter().map(|coding| (Turn::First, coding));
        let second = these.second.iter().map(|coding| (Turn::Second, coding));
        let settled = these.settled.iter().map(|(turn, coding)| (*turn, coding));
        for (turn, coding) in first.chain(second).chain(settled) {
            lines.extend(of_coding(&of, *reply, turn, coding));
        }
    }
    Ok(csv::download(&name(&of, "codings"), &lines))
}

fn of_coding(of: &OfQuestion, reply: i64, turn: Turn, coding: &Coding) -> Vec<Vec<String>> {
    let turn = match turn {
        Turn::First => "first",
        Turn::Second => "second",
        Turn::ThirdPerson => "third-person",
        Turn::Talking => "talking",
    };
    let line = |code: String, title: String| {
        let (frame, by, on) =
            (coding.frame.to_string(), coding.by.to_string(), coding.on.to_string());
        vec![reply.to_string(), turn.to_owned(), code, title, frame, by, on]
    };
    match &coding.said {
        Said::Codes(codes) => {
            codes.iter().map(|code| line(code.to_string(), of.title(code))).collect()
        }
        Said::NoneFits => vec![line("none_fits".to_owned(), "No code fits".to_owned())],
        Said::Nothing => vec![line("nothing".to_owned(), "Says nothing".to_owned())],
    }
}

/// Gives the themes with their counts, their base and the replies behind them.
pub(super) async fn themes(visitor: Visitor, at: At, which: Which) -> Result<Download, PageError> {
    let of = OfQuestion::of(&visitor, at, &which, Deed::ReadReplies).await?;
    let heading = ["code", "title", "belongs", "comments", "base", "frame_version", "replies"];
    let mut lines = vec![heading.map(str::to_owned).to_vec()];
    if let Some(themes) = of.themes() {
        for theme in &themes.themes {
            let replies: Vec<String> = theme.replies().iter().map(i64::to_string).collect();
            let code = theme.code();
            lines.push(vec![
                code.id.to_string(),
                code.title.clone(),
                code.belongs.clone(),
                theme.count().to_string(),
                theme.base().to_string(),
                themes.frame.to_string(),
                replies.join(" "),
            ]);
        }
    }
    Ok(csv::download(&name(&of, "themes"), &lines))
}

fn name(of: &OfQuestion, what: &str) -> String {
    format!("{}-{}-{what}.csv", of.at.questionnaire, of.question.id)
}
