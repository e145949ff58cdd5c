//! What had happened to the task groups by a day, of a file that tells a whole year.
//!
//! In come what a file has of task groups, and a day; out go what was known by then, and for each commentary what was done
//! with it, so that records can be brought to stand just so.

use crate::task_groups::commentary::Commentary;
use crate::task_groups::commentary::Deed;
use crate::task_groups::commentary::Standing;
use crate::task_groups::described::TaskGroups;
use crate::terms::day::Day;
use crate::terms::period::Period;

/// What was known by the day `at`: values of quarters that had ended, judgements that had been set, commentaries that had
/// been asked for. How far a commentary had come, [`deeds`] tells.
pub fn until(all: TaskGroups, at: Day) -> TaskGroups {
    let TaskGroups { label, measures, mut values, mut by_hand, mut commentaries } = all;
    values.retain(|value| Day::last_of(Period::Quarter(value.quarter).last()) < at);
    by_hand.retain(|set| set.on() <= at);
    commentaries.retain(|commentary| commentary.asked <= at);
    TaskGroups { label, measures, values, by_hand, commentaries }
}

/// What was done with a commentary from asking for it until it came to stand as it does, each with its day.
pub fn deeds(commentary: &Commentary) -> Vec<(Day, Deed)> {
    let write = |on: Day| (on, Deed::Write(commentary.words.clone()));
    match &commentary.standing {
        Standing::Asked => Vec::new(),
        Standing::Begun => vec![write(commentary.asked)],
        Standing::Sent { on } => vec![write(*on), (*on, Deed::Send)],
        Standing::Accepted { sent, on } => {
            vec![write(*sent), (*sent, Deed::Send), (*on, Deed::Accept)]
        }
        Standing::SentBack { on, reason } => {
            let sent = commentary.due.min(*on);
            vec![write(sent), (sent, Deed::Send), (*on, Deed::SendBack { reason: reason.clone() })]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::task_groups::described::tests::maidstone;

    #[test]
    fn by_what_was_done_a_commentary_comes_to_stand_as_it_does() {
        let all = maidstone().commentaries;
        assert!(all.len() >= 5);
        for one in all {
            let asked = Commentary::asked(&one.group, one.quarter, one.asked, one.due);
            let after = deeds(&one)
                .into_iter()
                .fold(asked, |before, (on, deed)| before.after(deed, on).unwrap());
            assert_eq!(after, one);
        }
    }

    #[test]
    fn nothing_is_known_before_it_happened() {
        let at = "2014-10-14".parse().unwrap();
        let known = until(maidstone(), at);
        assert!(known.commentaries.iter().all(|one| one.quarter.to_string() == "2014-Q1"));
        assert!(!known.commentaries.is_empty() && known.by_hand.is_empty());
        assert_eq!(until(maidstone(), "2015-03-31".parse().unwrap()), maidstone());
    }
}
