//! Which comment somebody codes next.
//!
//! In come comments with their codings and a person; out goes the next one that is theirs to code, and in whose turn. A
//! second coder is told nothing of the first.

use std::collections::BTreeMap;

use crate::consultation::answer::QuestionId;
use crate::consultation::themes::coding::Codings;
use crate::consultation::themes::coding::Outcome;
use crate::consultation::themes::coding::Turn;
use crate::consultation::themes::coding::is_coded_twice;
use crate::consultation::themes::coding::latest;
use crate::consultation::themes::comment::Comment;
use crate::consultation::themes::frame::CodeFrame;
use crate::membership::person::PersonId;

/// In whose turn `who` codes the comment of a reply now; none where it is not theirs.
pub fn turn(
    question: &QuestionId,
    reply: i64,
    codings: &Codings,
    frames: &[CodeFrame],
    who: &PersonId,
) -> Option<Turn> {
    let frame = latest(frames)?;
    let wanted = match codings.outcome(frames) {
        Outcome::Uncoded => Turn::First,
        Outcome::LookAgain(turn) => turn,
        Outcome::Counts(_)
            if codings.second.is_none()
                && codings.settled.is_none()
                && is_coded_twice(question, reply, frame.twice()) =>
        {
            Turn::Second
        }
        Outcome::Counts(_) | Outcome::Differs => return None,
    };
    codings.lets(wanted, who, frames).is_ok().then_some(wanted)
}

/// The first comment after that of reply `after` that is `who`'s to code, and in whose turn.
pub fn next(
    question: &QuestionId,
    comments: &[Comment],
    codings: &BTreeMap<i64, Codings>,
    frames: &[CodeFrame],
    (who, after): (&PersonId, i64),
) -> Option<(i64, Turn)> {
    let none = Codings::default();
    let theirs = |comment: &Comment| {
        let these = codings.get(&comment.reply).unwrap_or(&none);
        turn(question, comment.reply, these, frames, who).map(|turn| (comment.reply, turn))
    };
    let there = |comment: &&Comment| comment.reply > after && comment.words.is_some();
    comments.iter().filter(there).find_map(theirs)
}
