//! The notice that a key decision will be made, which the executive publishes 28 clear days before (SI 2012/2089, regulation 9).
//!
//! In come the document and the meeting; out goes the notice, as text, with what only the council knows left to be filled in.

use crate::approval::cover_report::CoverReport;
use crate::approval::document::Version;
use crate::approval::sitting::Matter;
use crate::approval::text::Text;
use crate::terms::wording::capitalised;
use crate::timetable::working_days::notice_due;

/// What only the council knows.
const TO_FILL_IN: &str = "[to be filled in]";

/// The notice as a plain file.
pub fn notice(matter: &Matter<'_>, version: &Version, now: &Text, written: &CoverReport) -> String {
    let (called, body) = (version.document.in_words(), capitalised(matter.body));
    let when = capitalised(&matter.date_in_words());
    let due = matter.meeting.when.day().map_or_else(String::new, |day| {
        format!("To be published by {}.\n\n", notice_due(day).in_words())
    });
    let or_gap = |words: &str| {
        if words.trim().is_empty() { TO_FILL_IN.to_owned() } else { words.trim().to_owned() }
    };
    let contact = or_gap(&written.contact);
    let private = match now.passages().iter().any(|passage| passage.exempt.is_some()) {
        true => {
            "A part of the appendix is exempt; a notice of meeting in private is needed if it is to be discussed."
        }
        false => "No part of it is exempt.",
    };
    format!(
        "Notice of a key decision\n\n{due}Matter: {called}: whether to recommend it to Council for adoption\n\nDecision-maker: \
         {body} (members: {TO_FILL_IN})\n\nWhen: {when}\n\nDocuments before the decision-maker: the report of {author}, with \
         Appendix A, {called}, version {number}, drawn from {drawn_from}\n\nWhere copies are to be had: \
         {contact}\n\nOther relevant documents may be submitted; whoever wants them as they become available \
         asks: {contact}\n\nExempt information: {private}\n",
        author = or_gap(&written.author),
        number = version.number,
        drawn_from = version.drawn_from,
    )
}
