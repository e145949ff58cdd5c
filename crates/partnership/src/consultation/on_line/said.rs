//! What a respondent is told, in their language: what is wrong with an answer, and on which day something is.
//!
//! In come a fault or a day; out goes a sentence that says what to do, or the day in words.

use crate::consultation::answer::AnswerRole;
use crate::consultation::answer::QuestionId;
use crate::consultation::language::Language;
use crate::consultation::language::welsh_month;
use crate::consultation::on_line::Stop;
use crate::consultation::on_line::typed::NotRead;
use crate::consultation::question::Manner;
use crate::consultation::reply::ReplyFault;
use crate::terms::day::Day;
use crate::timetable::when::When;

/// A day, such as "5 March 2015" or "5 Mawrth 2015".
pub fn day(day: Day, language: Language) -> String {
    match language {
        Language::English => day.in_words(),
        Language::Welsh => {
            let month = day.month();
            format!("{} {} {}", day.of_month(), welsh_month(month), month.year())
        }
    }
}

/// That a consultation, and whatever is said in it, was made up to show how.
pub fn made_up(language: Language) -> &'static str {
    match language {
        Language::English => {
            "Illustrative: this consultation and its replies were made up to show how it is done."
        }
        Language::Welsh => {
            "Enghreifftiol: lluniwyd yr ymgynghoriad hwn a’r ymatebion iddo i ddangos sut y gwneir hyn."
        }
    }
}

/// By when something is, such as "5 March 2015" or, of a month or more, its last day.
pub fn by_when(when: When, language: Language) -> String {
    day(when.last(), language)
}

/// What is wrong at a stop, and what to do.
pub fn fault(fault: &ReplyFault, stop: &Stop<'_>, language: Language) -> String {
    let in_english = language == Language::English;
    let either = |english: &str, welsh: &str| if in_english { english } else { welsh }.to_owned();
    match fault {
        ReplyFault::Missing => missing(&stop.question.manner, language).to_owned(),
        ReplyFault::NotAsked => either(
            "This is not asked any more after what you answered before. Leave it out",
            "Ni ofynnir hyn mwyach ar ôl eich ateb blaenorol. Gadewch ef allan",
        ),
        ReplyFault::OtherKind(_) => either(
            "The answer did not come in the way that is asked for. Give it again",
            "Ni ddaeth yr ateb yn y modd y gofynnwyd amdano. Rhowch ef eto",
        ),
        ReplyFault::UnknownAnswer(_) | ReplyFault::UnknownRow(_) => {
            either("Choose one of the answers that are listed", "Dewiswch un o’r atebion a restrir")
        }
        ReplyFault::OtherArea { .. } => either(
            "The postcode gave another kind of area. Give it again",
            "Rhoddodd y cod post fath arall o ardal. Rhowch ef eto",
        ),
        ReplyFault::TooMany { .. } | ReplyFault::OutOfRange { .. } | ReplyFault::TooLong { .. } => {
            of_numbers(fault, language)
        }
        ReplyFault::NotTogether(_) | ReplyFault::RankedTwice(_) | ReplyFault::OtherNotChosen => {
            of_one(fault, stop, language)
        }
    }
}

/// What is wrong with how many or how much was answered.
fn of_numbers(fault: &ReplyFault, language: Language) -> String {
    match (fault, language) {
        (ReplyFault::TooMany { found, most }, Language::English) => {
            format!("You chose {found} answers. Choose {most} at most")
        }
        (ReplyFault::TooMany { found, most }, Language::Welsh) => {
            format!("Nifer yr atebion a ddewiswyd: {found}. Dewiswch {most} ar y mwyaf")
        }
        (ReplyFault::OutOfRange { lowest, highest, .. }, Language::English) => {
            format!("Enter a whole number from {lowest} to {highest}")
        }
        (ReplyFault::OutOfRange { lowest, highest, .. }, Language::Welsh) => {
            format!("Rhowch rif cyfan o {lowest} i {highest}")
        }
        (ReplyFault::TooLong { found, most }, Language::English) => {
            format!("Your answer has {found} characters. Shorten it to {most} or fewer")
        }
        (ReplyFault::TooLong { found, most }, Language::Welsh) => {
            format!("Nifer y nodau yn eich ateb: {found}. Byrhewch ef i {most} neu lai")
        }
        (other, _) => other.to_string(),
    }
}

/// What is wrong with one of the answers or items, by its name.
fn of_one(fault: &ReplyFault, stop: &Stop<'_>, language: Language) -> String {
    let question = stop.question;
    let item = |id: &QuestionId| {
        let row = question.rows().iter().find(|row| row.id == *id);
        row.map_or("", |row| row.label.said_in(language))
    };
    let other = question.answers().iter().find(|answer| answer.role == AnswerRole::Other);
    let label = match fault {
        ReplyFault::NotTogether(id) => question.answer(id).map(|one| one.label.said_in(language)),
        ReplyFault::RankedTwice(id) => Some(item(id)),
        _ => other.map(|one| one.label.said_in(language)),
    };
    let label = label.unwrap_or_default();
    match (fault, language) {
        (ReplyFault::NotTogether(_), Language::English) => {
            format!("“{label}” does not go with another answer. Keep one or the other")
        }
        (ReplyFault::NotTogether(_), Language::Welsh) => {
            format!("Nid yw “{label}” yn mynd gydag ateb arall. Cadwch y naill neu’r llall")
        }
        (ReplyFault::RankedTwice(_), Language::English) => {
            format!("“{label}” has two places. Put something else in one of them")
        }
        (ReplyFault::RankedTwice(_), Language::Welsh) => {
            format!("Mae “{label}” mewn dau le. Rhowch rywbeth arall yn un ohonynt")
        }
        (_, Language::English) => {
            format!("You wrote something beside “{label}”. Choose it too, or take the words out")
        }
        (_, Language::Welsh) => {
            format!(
                "Rydych wedi ysgrifennu wrth ymyl “{label}”. Dewiswch ef hefyd, neu dilëwch y geiriau"
            )
        }
    }
}

fn missing(manner: &Manner, language: Language) -> &'static str {
    let (english, welsh) = match manner {
        Manner::OneOf(_) | Manner::Scale(_) | Manner::Grid(..) => {
            ("Choose an answer", "Dewiswch ateb")
        }
        Manner::AnyOf(..) => ("Choose at least one answer", "Dewiswch o leiaf un ateb"),
        Manner::Ranking(..) => {
            ("Choose what comes first, at least", "Dewiswch o leiaf beth sy’n dod yn gyntaf")
        }
        Manner::Number(..) => ("Enter a number", "Rhowch rif"),
        Manner::ShortText(_) | Manner::LongText(_) => ("Write an answer", "Ysgrifennwch ateb"),
        Manner::Postcode(_) => ("Enter your postcode", "Rhowch eich cod post"),
    };
    match language {
        Language::English => english,
        Language::Welsh => welsh,
    }
}

/// Why what was typed could not be read, and what to do.
pub fn not_read(why: &NotRead, language: Language) -> String {
    match (why, language) {
        (NotRead::NoNumber { lowest, highest }, Language::English) => {
            format!("Enter a whole number in figures, from {lowest} to {highest}")
        }
        (NotRead::NoNumber { lowest, highest }, Language::Welsh) => {
            format!("Rhowch rif cyfan mewn ffigurau, o {lowest} i {highest}")
        }
        (NotRead::NoPostcode, Language::English) => {
            "Enter a full postcode, such as ME15 6JQ, or leave it empty".to_owned()
        }
        (NotRead::NoPostcode, Language::Welsh) => {
            "Rhowch god post llawn, fel ME15 6JQ, neu gadewch ef yn wag".to_owned()
        }
        (NotRead::UnknownPostcode, Language::English) => {
            "We do not find this postcode in our list. Check it, or leave it empty".to_owned()
        }
        (NotRead::UnknownPostcode, Language::Welsh) => {
            "Nid yw’r cod post hwn yn ein rhestr. Gwiriwch ef, neu gadewch ef yn wag".to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::consultation::on_line::Way;
    use crate::consultation::questionnaire::tests::id;
    use crate::consultation::questionnaire::tests::questionnaire;

    #[test]
    fn a_day_is_said_in_either_language() {
        let day_of = |language| day("2015-02-28".parse().unwrap(), language);
        assert_eq!(day_of(Language::English), "28 February 2015");
        assert_eq!(day_of(Language::Welsh), "28 Chwefror 2015");
    }

    #[test]
    fn a_fault_names_the_answer_and_never_its_short_name() {
        let questionnaire = questionnaire();
        let way = Way::of(&questionnaire, &[].into());
        let (_, order) = way.at(&id("order")).unwrap();
        let twice = ReplyFault::RankedTwice(id("first-a"));
        for language in Language::ALL {
            let told = fault(&twice, &order, language);
            assert!(told.contains("“A”") && !told.contains("first-a"), "{told}");
        }
    }
}
