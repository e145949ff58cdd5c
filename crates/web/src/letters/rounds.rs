//! When rounds are made: from seven in the morning on working days, until all has gone.
//!
//! In comes what time it is and how the last round ended; out goes whether it is time for one.

use std::time::Duration;

use jiff::SignedDuration;
use jiff::Timestamp;
use partnership::terms::day::Day;
use partnership::timetable::working_days::is_working_day;
use records::TIME_TO_SEND;

use crate::app::App;
use crate::clock::Clock;
use crate::clock::ClockError;
use crate::clock::day_of;
use crate::clock::london;
use crate::letters::NO_MAIL;
use crate::letters::round::NoRound;
use crate::letters::round::Round;
use crate::letters::round::round;

/// The hour from which letters go, in the United Kingdom.
const FROM_HOUR: i8 = 7;

/// How often it is asked whether it is time.
const ASKED_EVERY: Duration = Duration::from_secs(60);

/// After so long a round is repeated: whatever another program took up and did not send is free again.
const AGAIN_AFTER: SignedDuration =
    SignedDuration::from_secs(TIME_TO_SEND.as_secs() + ASKED_EVERY.as_secs().cast_signed());

/// The rounds of one server.
#[derive(Debug, Default)]
struct Rounds {
    /// The day of the last round, and when its first began.
    first: Option<(Day, Timestamp)>,
    /// When the next one of that day is due, if any.
    next: Option<Timestamp>,
}

impl Rounds {
    /// Whether it is time for a round.
    fn are_due(&self, now: Timestamp) -> Result<bool, ClockError> {
        let today = day_of(now)?;
        if !is_working_day(today) || london()?.to_datetime(now).hour() < FROM_HOUR {
            return Ok(false);
        }
        Ok(match self.first {
            Some((day, _)) if day == today => self.next.is_some_and(|next| next <= now),
            Some(_) | None => true,
        })
    }

    /// Notes a round that began at `now`: whether the day's first, and whether there is a point in another.
    fn note(&mut self, now: Timestamp, ended: &Result<Round, NoRound>) -> Result<(), ClockError> {
        let today = day_of(now)?;
        let first = match self.first {
            Some((day, first)) if day == today => first,
            Some(_) | None => now,
        };
        let worth_repeating = match ended {
            Ok(round) => round.is_worth_repeating(),
            Err(_) => true,
        };
        // What a program took up and was stopped before it sent, only a second round can send.
        let may_be_taken_up = now.duration_since(first) < TIME_TO_SEND;
        self.first = Some((today, first));
        self.next = (worth_repeating || may_be_taken_up).then(|| now + AGAIN_AFTER);
        Ok(())
    }
}

/// Makes rounds for as long as the server runs.
pub(crate) async fn keep(app: App) {
    if app.settings.clock != Clock::Running {
        return;
    }
    if app.settings.mail.is_none() {
        tracing::warn!("{NO_MAIL}");
        return;
    }
    let mut rounds = Rounds::default();
    loop {
        if let Err(error) = step(&app, &mut rounds, Timestamp::now()).await {
            tracing::error!(why = %error, "no reminders go");
        }
        tokio::time::sleep(ASKED_EVERY).await;
    }
}

async fn step(app: &App, rounds: &mut Rounds, now: Timestamp) -> Result<(), ClockError> {
    if !rounds.are_due(now)? {
        return Ok(());
    }
    let ended = round(app, now).await;
    match &ended {
        Ok(Round { sent, failed, unread }) => {
            let (failed, unread) = (failed.len(), unread.len());
            tracing::info!(sent, failed, unread, "a round of letters");
        }
        Err(NoRound::NoMail) => tracing::warn!("{NO_MAIL}"),
        Err(NoRound::Records(error)) => {
            tracing::error!(why = crate::page::fault::kind(error), "no round of letters");
        }
        Err(NoRound::Clock(error)) => tracing::error!(why = %error, "no round of letters"),
    }
    rounds.note(now, &ended)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn letters_go_from_seven_on_working_days_by_the_clocks_of_the_united_kingdom() {
        let due = |text: &str| Rounds::default().are_due(at(text)).unwrap();
        assert!(!due("2026-01-14T06:59:00Z") && due("2026-01-14T07:00:00Z"));
        assert!(!due("2026-07-15T05:59:00Z") && due("2026-07-15T06:00:00Z"));
        // A Saturday, and Good Friday.
        assert!(!due("2026-01-17T09:00:00Z") && !due("2026-04-03T09:00:00Z"));
    }

    #[test]
    fn a_second_round_sends_what_was_taken_up_before_and_then_the_day_is_over() {
        let mut rounds = Rounds::default();
        let all_went = Ok(Round { sent: 3, ..Round::default() });
        rounds.note(at("2026-01-14T07:00:00Z"), &all_went).unwrap();
        assert!(!rounds.are_due(at("2026-01-14T07:10:00Z")).unwrap());
        assert!(rounds.are_due(at("2026-01-14T07:11:00Z")).unwrap());
        rounds.note(at("2026-01-14T07:11:00Z"), &all_went).unwrap();
        assert!(!rounds.are_due(at("2026-01-14T23:00:00Z")).unwrap());
        assert!(rounds.are_due(at("2026-01-15T07:00:00Z")).unwrap());
    }

    #[test]
    fn a_round_that_failed_is_repeated_until_it_does_not() {
        let mut rounds = Rounds::default();
        for hour in ["07", "08", "09"] {
            let now = at(&format!("2026-01-14T{hour}:00:00Z"));
            assert!(rounds.are_due(now).unwrap());
            rounds.note(now, &Err(NoRound::Records(records::RecordsError::Busy))).unwrap();
            assert!(!rounds.are_due(now).unwrap());
        }
        rounds.note(at("2026-01-14T10:00:00Z"), &Ok(Round::default())).unwrap();
        assert!(!rounds.are_due(at("2026-01-14T11:00:00Z")).unwrap());
    }
}
