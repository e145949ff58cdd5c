//! What to look at before a questionnaire is opened, and what stands against opening it.
//!
//! In come a consultation, the draft of its questionnaire, whether its form was printed, the polls and a day; out go
//! points in words. Only the days stand against it: all else is for people to weigh.

use crate::consultation::consulted_on::Speaks;
use crate::consultation::exercise::Consultation;
use crate::consultation::language::Language;
use crate::consultation::version::Version;
use crate::terms::day::Day;
use crate::terms::wording::listed;
use crate::timetable::election::pre_election_period;

/// Something that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// What was found, as a sentence.
    pub told: String,
    /// What it means.
    pub stands: Stands,
}

/// What a point means for opening.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// It is as it should be.
    Right,
    /// It should be looked at.
    LookAt,
    /// It stands against opening.
    Against,
}

/// Whether the form was printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Printed {
    /// From this draft.
    Yes,
    /// Not since it was changed last.
    No,
}

/// What to look at before `version` is opened on `today`.
pub fn points(
    consultation: &Consultation,
    version: &Version,
    printed: Printed,
    polls: &[Day],
    today: Day,
) -> Vec<Point> {
    let point = |stands, told: String| Point { told, stands };
    let typed = version.questionnaire().typed();
    let languages: Vec<&str> = typed.languages.iter().map(|one| one.in_words()).collect();
    let text = &consultation.typed().text.title;
    let mut points = vec![
        point(Stands::Right, format!("The text consulted on is named and kept: {text}.")),
        point(Stands::Right, format!("Every text stands in {}.", listed(&languages))),
        match printed {
            Printed::Yes => point(
                Stands::Right,
                "A proof of the form was printed from this draft. Print the form itself after opening.".to_owned(),
            ),
            Printed::No => point(
                Stands::LookAt,
                "No proof of the form was printed from this draft. Print one first if people can answer on paper: after \
                 opening, nothing that you find on the sheet can be mended in this version."
                    .to_owned(),
            ),
        },
    ];
    points.extend(text_in_another(consultation, &typed.languages));
    points.push(match consultation.lets_open(today) {
        Ok(()) => point(
            Stands::Right,
            format!("Today is one of its days, {}.", consultation.typed().days.in_words()),
        ),
        Err(outside) => {
            point(Stands::Against, crate::terms::wording::sentence(&outside.to_string()))
        }
    });
    points.extend(polls.iter().filter_map(|poll| clash(consultation, *poll)));
    points
}

/// That some who are asked would be given the text in another language than theirs.
fn text_in_another(consultation: &Consultation, languages: &[Language]) -> Option<Point> {
    let text = &consultation.typed().text;
    let lacking =
        languages.iter().find_map(|language| match text.given_in(*language, languages).speaks {
            Speaks::Another(other) => Some((language.in_words(), other.in_words())),
            Speaks::Theirs => None,
        });
    let told = |(theirs, other): (&str, &str)| {
        format!(
            "There is no text consulted on in {theirs}: who answers in it is given the one in {other}, and told so. Give one \
             before opening; after it the text stays as it is."
        )
    };
    lacking.map(told).map(|told| Point { told, stands: Stands::LookAt })
}

/// That people would be asked in the weeks before a poll.
fn clash(consultation: &Consultation, poll: Day) -> Option<Point> {
    let (days, weeks) = (consultation.typed().days, pre_election_period(poll));
    let told = format!(
        "It is open {}, which meets the pre-election period from {} to the poll on {}. Ask the monitoring officer \
         whether it may run then.",
        days.in_words(),
        weeks.first().in_words(),
        poll.in_words(),
    );
    days.meets(weeks).then_some(Point { told, stands: Stands::LookAt })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::consultation::exercise::tests::consultation;
    use crate::consultation::questionnaire::tests::questionnaire;

    fn stands(printed: Printed, polls: &[&str], today: &str) -> Vec<Stands> {
        let polls: Vec<Day> = polls.iter().map(|poll| poll.parse().unwrap()).collect();
        let version = Version::first(questionnaire());
        let all = points(&consultation(), &version, printed, &polls, today.parse().unwrap());
        all.into_iter().map(|point| point.stands).collect()
    }

    #[test]
    fn on_one_of_its_days_nothing_stands_against_opening() {
        let found = stands(Printed::Yes, &["2015-05-07"], "2015-01-01");
        assert!(!found.contains(&Stands::Against), "{found:?}");
        assert_eq!(found[..3], [Stands::Right; 3]);
    }

    #[test]
    fn before_its_days_it_cannot_be_opened() {
        assert_eq!(stands(Printed::Yes, &[], "2014-12-31").last(), Some(&Stands::Against));
    }

    #[test]
    fn what_people_should_weigh_is_pointed_out() {
        let found = stands(Printed::No, &["2015-02-12"], "2015-01-02");
        assert_eq!(found[2], Stands::LookAt, "no form");
        assert_eq!(found[3], Stands::LookAt, "no text in Welsh");
        assert_eq!(found[5], Stands::LookAt, "the poll");
    }
}
