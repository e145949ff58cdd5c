//! What a site lacks, and why.

use crate::approval::history::History;
use crate::approval::history::Minutes;
use crate::approval::stage::Stage;
use crate::approval::turn::Turn;
use crate::consultation::version::Stage as Asked;
use crate::terms::wording::sentence;
use crate::timetable::when::When;

/// Something that a site lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    what: String,
    why: String,
}

impl Missing {
    /// That something is not there for a reason of the shells, such as an archive that holds nothing.
    pub fn of(what: impl Into<String>, why: impl Into<String>) -> Missing {
        Missing { what: what.into(), why: why.into() }
    }

    /// That a document is not adopted yet.
    pub(super) fn not_adopted(history: &History, minutes: Minutes<'_>) -> Missing {
        let kind = history.document().kind;
        let last = kind.turns().last().copied().unwrap_or(Turn::Council);
        let stands = match history.stage() {
            // Seen from a day before.
            Stage::Adopted(_) => String::new(),
            stage => stage.in_words(),
        };
        let (body, verb) = (last.in_words(), kind.verb_past(last));
        let decides = match minutes.when(history, last) {
            None => format!("when {body} decides is not in the timetable"),
            Some(When::On(day)) if day < minutes.year.today() => {
                format!("{body} was to decide on {}", day.in_words())
            }
            Some(when) => format!("{body} decides {}", when.in_words()),
        };
        let what = format!("the {}", history.document().in_words());
        let why = format!("it is not {verb} yet; {decides}. {stands}");
        Missing { what, why: why.trim_end().to_owned() }
    }

    /// That somebody left a document out.
    pub(super) fn left_out(title: &str) -> Missing {
        Missing::of(format!("“{title}”"), "it was left out of this publication")
    }

    /// That a consultation has not closed.
    pub(super) fn still_open(title: &str, stage: Option<Asked>) -> Missing {
        let stands = stage.map_or_else(|| "was not asked".to_owned(), Asked::in_words);
        let why = format!("the consultation has not closed ({stands})");
        Missing { what: format!("the report on “{title}”"), why }
    }

    /// That a text was put forward that was no circulated draft.
    pub(super) fn no_draft() -> Missing {
        let why = "its text was written elsewhere, and not drawn from a circulated draft";
        Missing::of("the tables and charts of the assessment", why)
    }

    /// That a text rests on no table.
    pub(super) fn no_table() -> Missing {
        let why = "no passage that was adopted as it was circulated has one";
        Missing::of("the tables and charts of the assessment", why)
    }

    /// What it is: "the Rolling Plan 2015–16".
    pub fn what(&self) -> &str {
        &self.what
    }

    /// Why it is not there.
    pub fn why(&self) -> &str {
        &self.why
    }

    /// Both in a sentence.
    pub fn in_words(&self) -> String {
        sentence(&format!("{}: {}", self.what, self.why))
    }
}
