//! A text with its marks: what each passage said before, and who moved that it says what it says.
//!
//! In come an adopted text or one on its way; out go its passages in reading order, those that were taken out among them.

use std::fmt::Write;

use crate::approval::adopted::Adopted;
use crate::approval::amendment::Change;
use crate::approval::amendment::Fate;
use crate::approval::amendment::Moved;
use crate::approval::document::Version;
use crate::approval::stage::Stage;
use crate::approval::text::Passage;
use crate::approval::text::PassageId;
use crate::approval::text::Text;
use crate::approval::under_way::Amended;
use crate::assessment::comparison::Span;
use crate::assessment::comparison::spans;
use crate::timetable::decision::Amendment;
use crate::timetable::decision::Outcome;

/// A passage with what was done to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    /// The passage: as it stands, or as it stood before it was taken out.
    pub passage: Passage,
    /// Its words: what both have, what was taken, what was put.
    pub spans: Vec<Span>,
    /// Who amended it and when, in order; empty where nobody did.
    pub by: Vec<String>,
}

/// A text that a page can show: the one that was put forward, and what it has become.
#[derive(Debug, Clone, Copy)]
pub struct Shown<'a> {
    version: &'a Version,
    amendments: &'a [Amended],
    now: &'a Text,
}

impl Stage {
    /// The text that stands, with its amendments; none where no version is on its way or adopted.
    pub fn shown(&self) -> Option<Shown<'_>> {
        match self {
            Stage::NotPutForward | Stage::SentBack(_) => None,
            Stage::Before { matter, .. } | Stage::CalledIn { matter, .. } => Some(Shown {
                version: matter.version(),
                amendments: matter.amendments(),
                now: matter.text(),
            }),
            Stage::Adopted(adopted) => Some(adopted.shown()),
        }
    }
}

impl Adopted<Text> {
    /// The text with its amendments, to be shown.
    pub fn shown(&self) -> Shown<'_> {
        let (version, amendments) = (self.version(), self.amendments());
        Shown { version, amendments, now: self.text() }
    }
}

impl<'a> Shown<'a> {
    /// What it says now.
    pub fn now(&self) -> &'a Text {
        self.now
    }

    /// The version that was put forward.
    pub fn version(&self) -> &'a Version {
        self.version
    }

    /// The amendments that were carried so far, in order.
    pub fn amendments(&self) -> &'a [Amended] {
        self.amendments
    }

    /// Its passages in reading order. One that was taken out stands where it stood.
    pub fn marked(&self) -> Vec<Marked> {
        let mut marked: Vec<Marked> =
            self.now.passages().iter().map(|one| self.mark(one)).collect();
        for gone in self.gone() {
            let after = marked.iter().rposition(|one| one.passage.id < gone.id);
            let at = after.map_or(0, |at| at + 1);
            marked.insert(at, self.mark_gone(gone));
        }
        marked
    }

    /// The text as a plain file with its marks: `[− … −]` around words that were taken out, `[+ … +]` around those that were put
    /// in, and below a passage who moved it.
    pub fn printed(&self) -> String {
        let mut out = String::new();
        let mut under = None;
        for Marked { passage, spans, by } in self.marked() {
            if under.as_ref() != Some(&passage.under) {
                let _ = write!(out, "{}\n\n", passage.under);
                under = Some(passage.under.clone());
            }
            let words = spans.iter().map(|span| match span {
                Span::Kept(words) => words.clone(),
                Span::Taken(words) => format!("[−{words}−]"),
                Span::Put(words) => format!("[+{words}+]"),
            });
            let words: Vec<String> = words.collect();
            let exempt = passage.exempt.as_ref().map_or_else(String::new, |why| {
                format!("[Exempt, paragraph {}: {}] ", why.paragraph, why.reason)
            });
            let _ = write!(out, "{}. {exempt}{}\n\n", passage.id, words.join(" "));
            for by in by {
                let _ = write!(out, "    Amended: {by}\n\n");
            }
        }
        out
    }

    fn gone(&self) -> Vec<&'a Passage> {
        let is_gone = |passage: &&Passage| self.now.passage(passage.id).is_none();
        self.version.text.passages().iter().filter(is_gone).collect()
    }

    fn mark(&self, passage: &Passage) -> Marked {
        let spans = match self.version.text.passage(passage.id) {
            None => vec![Span::Put(passage.words.clone())],
            Some(before) if before.words == passage.words => {
                vec![Span::Kept(passage.words.clone())]
            }
            Some(before) => spans(&before.words, &passage.words),
        };
        Marked { passage: passage.clone(), spans, by: self.by(passage.id) }
    }

    fn mark_gone(&self, passage: &Passage) -> Marked {
        let spans = vec![Span::Taken(passage.words.clone())];
        Marked { passage: passage.clone(), spans, by: self.by(passage.id) }
    }

    fn by(&self, passage: PassageId) -> Vec<String> {
        let own = self.amendments.iter().filter(|one| one.made.passage == passage);
        own.map(|one| format!("{}, {}", one.by_whom(), one.on.in_words())).collect()
    }
}

/// The outcome of a body that agrees a text with what it carried of these amendments, as its minutes have it.
pub fn agreed_with(text: &Text, moved: &[Moved]) -> Outcome {
    let carried = moved.iter().filter(|one| one.fate == Fate::Carried);
    let amendments: Vec<Amendment> = carried.map(|one| minuted(text, one)).collect();
    if amendments.is_empty() { Outcome::Agreed } else { Outcome::AgreedAsAmended(amendments) }
}

/// An amendment as the minutes of an open meeting have it. The words of a passage that is not for the public stay out.
fn minuted(text: &Text, moved: &Moved) -> Amendment {
    let is_exempt = text.passage(moved.change.passage()).is_some_and(|one| one.exempt.is_some());
    let words = match &moved.change {
        Change::Reword { words, .. } | Change::AddAfter { words, .. } if !is_exempt => {
            format!(": “{}”", words.trim())
        }
        Change::Reword { .. } | Change::AddAfter { .. } | Change::TakeOut { .. } => String::new(),
    };
    Amendment { text: format!("{}{words}", moved.change.in_words()), mover: moved.mover.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::approval::tests::made;
    use crate::approval::tests::made::id;
    use crate::approval::turn::Turn;
    use crate::assessment::reference::Exemption;

    /// The example's plan as Council amended it.
    fn amended() -> Stage {
        let kind = crate::approval::document::DocumentKind::Plan;
        let carried = |change| made::moved(change, Fate::Carried);
        let out = Change::TakeOut { passage: id("1") };
        let add = Change::AddAfter { passage: id("2"), words: "Mobility scooters.".to_owned() };
        let reword = made::reword("3", "A safer town centre by night.");
        let deeds = [
            made::put_forward(kind, 1, "2015-02-20"),
            made::agrees(Turn::Partnership, "2015-03-05"),
            made::agrees(Turn::Cabinet, "2015-04-14"),
            made::amends(Turn::Council, "2015-04-22", [out, add, reword].map(carried).to_vec()),
        ];
        deeds.into_iter().fold(Stage::NotPutForward, |stage, deed| stage.after(deed).unwrap())
    }

    #[test]
    fn what_was_amended_is_marked_with_who_moved_it_and_what_was_taken_out_stands_where_it_stood() {
        let stage = amended();
        let marked = stage.shown().unwrap().marked();
        let ids: Vec<String> = marked.iter().map(|one| one.passage.id.to_string()).collect();
        assert_eq!(ids, ["1", "2", "2a", "3"]);
        assert_eq!(marked[0].spans, [Span::Taken("More patrols.".to_owned())]);
        assert_eq!(marked[1].by, Vec::<String>::new());
        assert_eq!(marked[2].spans, [Span::Put("Mobility scooters.".to_owned())]);
        let by = "Council on the motion of Cllr Smith, seconded by Cllr Jones, 22 April 2015";
        assert_eq!(marked[3].by, [by]);
        assert!(marked[3].spans.contains(&Span::Put("centre by night.".to_owned())));
    }

    #[test]
    fn a_plain_file_has_the_marks_and_who_moved_them() {
        let printed = amended().shown().unwrap().printed();
        let (out, added) = ("1. [−More patrols.−]\n", "2a. [+Mobility scooters.+]\n");
        assert!(printed.contains(out) && printed.contains(added), "{printed}");
        let by = "    Amended: Council on the motion of Cllr Smith, seconded by Cllr Jones, 22 April 2015\n";
        assert_eq!(printed.matches(by).count(), 3, "{printed}");
    }

    #[test]
    fn the_words_of_an_exempt_passage_are_not_in_the_minutes_of_an_open_meeting() {
        let mut passages = made::text(&["More patrols.", "A named patrol."]).passages().to_vec();
        passages[1].exempt = Some(Exemption { paragraph: 7, reason: "a patrol".to_owned() });
        let text = Text::of(passages).unwrap();
        let moved =
            ["1", "2"].map(|at| made::moved(made::reword(at, "Something else."), Fate::Carried));
        let Outcome::AgreedAsAmended(told) = agreed_with(&text, &moved) else { panic!() };
        let told: Vec<&str> = told.iter().map(|one| one.text.as_str()).collect();
        assert_eq!(told, ["to reword passage 1: “Something else.”", "to reword passage 2"]);
        let lost = made::moved(made::reword("1", "Something else."), Fate::Lost);
        assert_eq!(agreed_with(&text, &[lost]), Outcome::Agreed);
    }
}
