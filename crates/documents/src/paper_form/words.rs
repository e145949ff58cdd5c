//! The words of a form itself, which stand on every form whatever it asks, in English and Welsh.
//!
//! In comes a language; out go the words, and days and times as that language says them.

use partnership::consultation::language;
use partnership::consultation::language::Language;
use partnership::terms::day::Day;
use partnership::terms::month::Month;
use partnership::terms::wording::ordinal;
use partnership::timetable::when::When;

/// The words of a form in one language.
pub(super) struct FormWords {
    pub(super) page: &'static str,
    pub(super) how: &'static str,
    pub(super) how_items: [&'static str; 4],
    pub(super) about: &'static str,
    pub(super) decided: &'static str,
    pub(super) becomes: &'static str,
    pub(super) help: &'static str,
    pub(super) thanks: &'static str,
    pub(super) tick_box: &'static str,
    pub(super) space: &'static str,
    pub(super) tick_one: &'static str,
    pub(super) tick_all: &'static str,
    pub(super) tick_in_rows: &'static str,
    pub(super) tick_in_columns: &'static str,
    pub(super) please_say: &'static str,
    pub(super) to_the_end: &'static str,
    pub(super) made_up: &'static str,
    /// That the text consulted on is not in the language of the form.
    pub(super) other_text: &'static str,
    language: Language,
}

const ENGLISH: FormWords = FormWords {
    page: "Page {here} of {all}",
    how: "How to fill in this form",
    how_items: [
        "Please use a black or blue pen.",
        "Put a tick or a cross inside the box beside your answer.",
        "If you ticked a wrong box, scribble over the whole of it and tick the right one. Somebody will look at it.",
        "You may leave out any question. Please do not write your name on the form.",
    ],
    about: "What this is about",
    decided: "What is decided already",
    becomes: "What becomes of your answers",
    help: "Help with this form",
    thanks: "Thank you",
    tick_box: "box to tick",
    space: "space to write in",
    tick_one: "Please tick one box.",
    tick_all: "Please tick all that apply.",
    tick_in_rows: "Please tick one box in each row.",
    tick_in_columns: "Please tick one box in each column.",
    please_say: ", please say:",
    to_the_end: "go to the end of the form",
    made_up: "Illustrative: made up to show how",
    other_text: "There is no copy of it in English: it is in Welsh.",
    language: Language::English,
};

const WELSH: FormWords = FormWords {
    page: "Tudalen {here} o {all}",
    how: "Sut i lenwi’r ffurflen hon",
    how_items: [
        "Defnyddiwch feiro du neu las.",
        "Rhowch dic neu groes y tu mewn i’r blwch wrth ymyl eich ateb.",
        "Os ydych wedi ticio’r blwch anghywir, sgriblwch dros y cyfan ohono a thiciwch yr un cywir. Bydd rhywun yn \
         edrych arno.",
        "Cewch adael unrhyw gwestiwn heb ei ateb. Peidiwch ag ysgrifennu eich enw ar y ffurflen.",
    ],
    about: "Beth sydd dan sylw",
    decided: "Beth sydd wedi’i benderfynu eisoes",
    becomes: "Beth fydd yn digwydd i’ch atebion",
    help: "Help gyda’r ffurflen hon",
    thanks: "Diolch",
    tick_box: "blwch i’w dicio",
    space: "lle i ysgrifennu",
    tick_one: "Ticiwch un blwch.",
    tick_all: "Ticiwch bob un sy’n berthnasol.",
    tick_in_rows: "Ticiwch un blwch ym mhob rhes.",
    tick_in_columns: "Ticiwch un blwch ym mhob colofn.",
    please_say: ", dywedwch beth:",
    to_the_end: "ewch i ddiwedd y ffurflen",
    made_up: "Enghreifftiol: lluniwyd i ddangos sut",
    other_text: "Nid oes copi Cymraeg ohono: mae yn Saesneg.",
    language: Language::Welsh,
};

/// The words of a form in `language`.
pub(super) fn words(language: Language) -> &'static FormWords {
    match language {
        Language::English => &ENGLISH,
        Language::Welsh => &WELSH,
    }
}

impl FormWords {
    pub(super) fn go_to(&self, number: usize) -> String {
        match self.language {
            Language::English => format!("go to question {number}"),
            Language::Welsh => format!("ewch i gwestiwn {number}"),
        }
    }

    pub(super) fn tick_up_to(&self, most: usize) -> String {
        match self.language {
            Language::English => format!("Please tick up to {most}."),
            Language::Welsh => format!("Ticiwch hyd at {most}."),
        }
    }

    pub(super) fn place(&self, place: usize) -> String {
        match self.language {
            Language::English => ordinal(place),
            Language::Welsh => {
                let ending = match place {
                    1 => "af",
                    2 => "il",
                    3 | 4 => "ydd",
                    5 | 6 => "ed",
                    7..=10 => "fed",
                    _ => "",
                };
                format!("{place}{ending}")
            }
        }
    }

    pub(super) fn return_by(&self, day: Day) -> String {
        match self.language {
            Language::English => format!("Please return this form by {} to:", day.in_full()),
            Language::Welsh => {
                format!("Dychwelwch y ffurflen hon erbyn {} i:", welsh_day(day))
            }
        }
    }

    pub(super) fn about_text(&self, title: &str) -> String {
        match self.language {
            Language::English => format!("The text on which views are asked for is “{title}”."),
            Language::Welsh => format!("Y testun y gofynnir am farn arno yw “{title}”."),
        }
    }

    pub(super) fn decides(&self, body: &str, when: When) -> String {
        match self.language {
            Language::English => format!(
                "It is decided by {body} {}, in the light of what people say.",
                when.in_words()
            ),
            Language::Welsh => {
                let body = body.trim_start_matches("the ");
                format!("Penderfynir gan {body} {}, yng ngoleuni barn pobl.", welsh_when(when))
            }
        }
    }
}

fn welsh_when(when: When) -> String {
    match when {
        When::On(day) => format!("ar {}", welsh_day(day)),
        When::Between(days) => {
            format!("rhwng {} a {}", welsh_day(days.first()), welsh_day(days.last()))
        }
        When::Through(months) => {
            format!("rhwng {} a {}", welsh_month(months.first()), welsh_month(months.last()))
        }
        When::In(month) => format!("ym mis {}, dyddiad i’w bennu", welsh_month(month)),
        When::From(month) => format!("o fis {} ymlaen", welsh_month(month)),
    }
}

fn welsh_day(day: Day) -> String {
    format!("{} {}", day.of_month(), welsh_month(day.month()))
}

fn welsh_month(month: Month) -> String {
    format!("{} {}", language::welsh_month(month), month.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_times_are_said_in_the_forms_language() {
        let welsh = words(Language::Welsh);
        let day = "2015-02-28".parse().unwrap();
        assert_eq!(welsh.return_by(day), "Dychwelwch y ffurflen hon erbyn 28 Chwefror 2015 i:");
        assert_eq!(
            welsh_when("March 2015".parse().unwrap()),
            "ym mis Mawrth 2015, dyddiad i’w bennu"
        );
        let english = words(Language::English);
        assert_eq!(
            english.return_by(day),
            "Please return this form by Saturday 28 February 2015 to:"
        );
        assert_eq!([1, 2, 3].map(|place| welsh.place(place)), ["1af", "2il", "3ydd"]);
    }
}
