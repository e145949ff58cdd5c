//! What the partnership's own work gives a draft to refer to: findings, answers, themes, panels' issues, commentaries,
//! partner data.
//!
//! In come findings, issues and commentaries as they are kept, and answers and themes as they were counted; out goes each
//! under the name that a reference gives, in words, with what it rests on.

pub mod answers;
pub mod partners;

use crate::assessment::material::Noted;
use crate::assessment::reference::Kind;
use crate::consultation::quotation::warning::warnings;
use crate::consultation::report::themes::ThemesOfQuestion;
use crate::evidence::figure::Status;
use crate::evidence::finding::Finding;
use crate::panels::issue::Issue;
use crate::task_groups::commentary::Commentary;
use crate::task_groups::commentary::Part;
use crate::task_groups::commentary::Standing;
use crate::terms::period::Period;
use crate::terms::slug;
use crate::terms::wording::listed;

/// Something to refer to: its kind and name, and what it says.
pub type Named = ((Kind, String), Noted);

/// The themes of a question, each with how many of the coded answers speak of it; while people may still answer they
/// are provisional. The name is the theme's title in small letters: `{theme:speeding-through-villages}`.
pub fn themes<'t>(
    themes: &'t ThemesOfQuestion,
    consultation: &'t str,
    is_closed: bool,
) -> impl Iterator<Item = Named> {
    themes.themes.iter().map(move |theme| {
        let rests_on = format!(
            "{consultation}, question `{}`: {} of {} answers in people’s own words were coded with a code frame that a person signed off.",
            themes.question,
            themes.coded(),
            themes.of
        );
        let noted = Noted {
            words: theme.title.clone(),
            counted: Some((theme.count(), themes.coded())),
            status: if is_closed { Status::Final } else { Status::Provisional },
            rests_on: vec![rests_on],
        };
        ((Kind::Theme, slug::plain(&theme.title, "theme")), noted)
    })
}

/// A finding that was kept, in the words that it had then: `{finding:burglary-rose}`.
pub fn finding(finding: &Finding) -> Named {
    let stood = &finding.stood;
    let found = format!("{}, as it stood on {}", stood.title, stood.on.in_words());
    let sources = stood.sources.iter().map(|extract| format!("Extract {}", extract.short()));
    let rests_on = [found].into_iter().chain(sources).chain(stood.cautions.iter().cloned());
    let noted = Noted {
        words: finding.words(),
        counted: None,
        status: Status::Provisional,
        rests_on: rests_on.collect(),
    };
    ((Kind::Finding, finding.id.to_string()), noted)
}

/// An issue of a neighbourhood panel by its number: `{panel:issue-12}`. What people said stays in the records; the
/// draft says where it is, of which kind, and when it was raised. A place that may tell who somebody is, such as a house with
/// its number, keeps the issue out of the public edition.
pub fn panel_issue(number: i64, panel: &str, issue: &Issue) -> Named {
    let raised = issue.raised();
    let days: Vec<String> = issue.days_raised().map(|day| day.in_words()).collect();
    let words = format!(
        "{} at {}, raised on {}",
        raised.kind.in_words().to_lowercase(),
        raised.place,
        listed(&days)
    );
    let rests_on = format!("Issue {number} of {panel}: {}.", issue.state().in_words());
    let tells_of_somebody = !warnings(&raised.place).is_empty();
    let status = if tells_of_somebody { Status::Confidential } else { Status::Final };
    let noted = Noted { words, counted: None, status, rests_on: vec![rests_on] };
    ((Kind::Panel, format!("issue-{number}")), noted)
}

/// What a task group says of a quarter, once it was accepted: `{commentary:road-safety-2014-q2}` for all that it says,
/// and `…-done`, `…-helped`, `…-hindered`, `…-asked` for its parts.
pub fn commentary(commentary: &Commentary) -> Vec<Named> {
    let Standing::Accepted { sent, .. } = &commentary.standing else { return Vec::new() };
    let quarter = commentary.quarter.to_string().to_lowercase();
    let name = format!("{}-{quarter}", slug::plain(&commentary.group, "group"));
    let rests_on = vec![format!(
        "Commentary of {} on {}, sent on {} and accepted.",
        commentary.group,
        Period::Quarter(commentary.quarter).in_words(),
        sent.in_words()
    )];
    let noted = |name: String, words: &str| {
        // Within a sentence or a cell, what was written over several lines stands in one.
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let (words, rests_on) = (words.trim_end_matches('.').to_owned(), rests_on.clone());
        let noted = Noted { words, counted: None, status: Status::Final, rests_on };
        ((Kind::Commentary, name), noted)
    };
    let said = Part::ALL.into_iter().map(|part| (part, commentary.words.of(part).trim()));
    let said: Vec<(Part, &str)> = said.filter(|(_, words)| !words.is_empty()).collect();
    let whole: Vec<String> =
        said.iter().map(|(part, words)| format!("{}: {words}", part.heading())).collect();
    let parts = said.iter().map(|(part, words)| noted(format!("{name}-{}", ending(*part)), words));
    parts.chain([noted(name.clone(), &whole.join(" "))]).collect()
}

fn ending(part: Part) -> &'static str {
    match part {
        Part::Done => "done",
        Part::Helped => "helped",
        Part::Hindered => "hindered",
        Part::Asked => "asked",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::consultation::answer::QuestionId;
    use crate::consultation::report::themes::Theme;
    use crate::panels::issue::DatedDeed;
    use crate::panels::issue::IssueDeed;
    use crate::panels::issue::RaisedIssue;
    use crate::task_groups::commentary::Deed;
    use crate::task_groups::commentary::Words;
    use crate::terms::day::Day;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn a_theme_is_provisional_until_nobody_can_answer_any_more() {
        let title = "Speeding through villages".into();
        let theme = Theme { title, replies: (0..118).collect(), quotations: vec![] };
        let question = QuestionId("worries".parse().unwrap());
        let coded = (0..412).collect();
        let themes_of = ThemesOfQuestion { question, themes: vec![theme], coded, of: 420 };
        for (is_closed, status) in [(false, Status::Provisional), (true, Status::Final)] {
            let found: Vec<Named> = themes(&themes_of, "Winter consultation", is_closed).collect();
            assert_eq!(found.len(), 1);
            let ((kind, name), noted) = &found[0];
            assert_eq!((*kind, name.as_str()), (Kind::Theme, "speeding-through-villages"));
            assert_eq!((noted.counted, noted.status), (Some((118, 412)), status));
            assert!(noted.rests_on[0].contains("412 of 420"), "{}", noted.rests_on[0]);
        }
    }

    #[test]
    fn an_issue_says_where_and_when_and_not_what_people_said() {
        let raised = RaisedIssue {
            place: "the green".into(),
            area: None,
            kind: serde_json::from_str("\"speeding\"").unwrap(),
            words: "Mrs Smith says her neighbour does it".into(),
            on: day("2014-06-03"),
        };
        let again = IssueDeed::RaiseAgain { words: String::new() };
        let issue = Issue::of(raised, day("2014-12-01")).unwrap();
        let dated = DatedDeed { on: day("2014-09-09"), deed: again };
        let issue = issue.with(dated, day("2014-12-01")).unwrap();
        let ((_, name), noted) = panel_issue(12, "the North panel", &issue);
        assert_eq!(name, "issue-12");
        let said = "at the green, raised on 3 June 2014 and 9 September 2014";
        assert!(noted.words.ends_with(said), "{}", noted.words);
        assert!(!noted.words.contains("Smith"));
        assert_eq!(noted.status, Status::Final);
        let house = RaisedIssue { place: "12 Plains Avenue".into(), ..issue.raised().clone() };
        let house = Issue::of(house, day("2014-12-01")).unwrap();
        let (_, noted) = panel_issue(13, "the North panel", &house);
        assert_eq!(noted.status, Status::Confidential);
    }

    #[test]
    fn only_a_commentary_that_was_accepted_can_be_referred_to() {
        let words = Words {
            judgement: Some(crate::task_groups::judgement::Rag::OnTrack),
            done: "A second day.".into(),
            helped: "Money.".into(),
            ..Words::default()
        };
        let asked = Commentary::asked(
            "Road Safety",
            "2014-Q2".parse().unwrap(),
            day("2014-10-01"),
            day("2014-10-20"),
        );
        let sent = asked.after(Deed::Write(words), day("2014-10-02")).unwrap();
        let sent = sent.after(Deed::Send, day("2014-10-03")).unwrap();
        assert_eq!(commentary(&sent), []);
        let accepted = sent.after(Deed::Accept, day("2014-10-05")).unwrap();
        let said: Vec<(String, String)> = commentary(&accepted)
            .into_iter()
            .map(|((_, name), noted)| (name, noted.words))
            .collect();
        let named = |name: &str, words: &str| (name.to_owned(), words.to_owned());
        assert_eq!(
            said,
            [
                named("road-safety-2014-q2-done", "A second day"),
                named("road-safety-2014-q2-helped", "Money"),
                named("road-safety-2014-q2", "What was done: A second day. What helped: Money"),
            ]
        );
    }
}
