//! A request for what was published in another format: asked by anybody, due on a day, and what was done about it.
//!
//! In comes what somebody asked and what is done; out goes a request that says how it stands. Of whoever asked no more is
//! kept than where to send it, and that no longer than it is needed.

use crate::distribution::wanted_format::WantedFormat;
use crate::terms::day::Day;
use crate::timetable::working_days::is_working_day;

/// So many working days after it was asked it is due, unless somebody sets another day. The rule is ours: the Equality Act
/// 2010 (section 20) asks for reasonable steps and names no time.
const DUE_WITHIN: usize = 15;
/// So many days after it was sent or declined the address is kept, so that a copy that was lost can be sent again.
const KEPT_AFTER: i32 = 28;
/// So many days a request that nobody answers keeps the address.
const KEPT_AT_MOST: i32 = 366;
/// So long may each text be.
const LONGEST: usize = 500;

/// What somebody asks for.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AskedFor {
    /// The day.
    pub on: Day,
    /// In which format.
    pub format: WantedFormat,
    /// Which language, where it is another one, or anything else to be known of the format.
    pub which: String,
    /// Which document.
    pub of: String,
    /// Where it is to go, and to whom: an e-mail or postal address, or a telephone number. Empty once it is deleted.
    pub reach: String,
}

/// What was done about a request.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub enum RequestDeed {
    /// Somebody has taken it on.
    TakenOn {
        /// What is done, such as "ordered from the county's Braille service".
        how: String,
    },
    /// It was sent.
    Sent {
        /// How.
        how: String,
    },
    /// It was declined.
    Declined {
        /// Why, as it was told to whoever asked.
        why: String,
    },
}

/// A request, with all that was done about it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormatRequest {
    asked: AskedFor,
    due: Day,
    deeds: Vec<(Day, RequestDeed)>,
}

/// How a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RequestState {
    /// Nothing was done about it.
    Asked,
    /// It is being made.
    TakenOn,
    /// It was sent.
    Sent,
    /// It was declined.
    Declined,
}

/// What is wrong with a request.
#[derive(Debug, Clone, Copy, thiserror::Error, PartialEq, Eq)]
pub enum RequestFault {
    /// No format is named.
    #[error("choose the format in which it is wanted")]
    NoFormat,
    /// It is another language, and nobody says which.
    #[error("write which language")]
    NoLanguage,
    /// Nobody says where to send it.
    #[error("write where to send it: an e-mail or postal address, or a telephone number")]
    NoReach,
    /// A text is too long.
    #[error("it is longer than {LONGEST} characters; shorten it")]
    Long(&'static str),
    /// The day is to come.
    #[error("the day on which it was asked is to come; write the day on which it was")]
    Early,
}

impl RequestFault {
    /// In which field it is.
    pub fn field(self) -> &'static str {
        match self {
            RequestFault::NoFormat => "format",
            RequestFault::NoLanguage => "which",
            RequestFault::NoReach => "reach",
            RequestFault::Long(field) => field,
            RequestFault::Early => "on",
        }
    }
}

/// Why a deed cannot follow.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum RequestRefused {
    /// It is over.
    #[error("the request was answered on {}; enter another if more is asked", .0.in_words())]
    Over(Day),
    /// Nobody says what was done.
    #[error("nobody says what was done; write it")]
    NoWords,
    /// What was done is told at too great a length.
    #[error("it is longer than {LONGEST} characters; shorten it")]
    Long,
    /// The day lies before what is known of it, or is to come.
    #[error("{} lies before {}, the last that is known of it, or is to come", .0.in_words(), .1.in_words())]
    Day(Day, Day),
}

impl FormatRequest {
    /// The request, as of `today`.
    ///
    /// # Errors
    /// All that is wrong with it.
    pub fn of(asked: AskedFor, today: Day) -> Result<FormatRequest, Vec<RequestFault>> {
        let asked = AskedFor {
            which: asked.which.trim().to_owned(),
            of: asked.of.trim().to_owned(),
            reach: asked.reach.trim().to_owned(),
            ..asked
        };
        let mut faults = Vec::new();
        if asked.format == WantedFormat::Standard {
            faults.push(RequestFault::NoFormat);
        }
        if asked.format == WantedFormat::AnotherLanguage && asked.which.is_empty() {
            faults.push(RequestFault::NoLanguage);
        }
        if asked.reach.is_empty() {
            faults.push(RequestFault::NoReach);
        }
        let texts = [("which", &asked.which), ("of", &asked.of), ("reach", &asked.reach)];
        let long = texts.into_iter().filter(|(_, text)| text.chars().count() > LONGEST);
        faults.extend(long.map(|(field, _)| RequestFault::Long(field)));
        if asked.on > today {
            faults.push(RequestFault::Early);
        }
        if faults.is_empty() {
            let due = due(asked.on);
            Ok(FormatRequest { asked, due, deeds: Vec::new() })
        } else {
            Err(faults)
        }
    }

    /// The request after a deed on a day, as of `today`.
    ///
    /// # Errors
    /// When it is over, nobody says what was done, or the day cannot be.
    pub fn after(
        mut self,
        on: Day,
        deed: RequestDeed,
        today: Day,
    ) -> Result<FormatRequest, RequestRefused> {
        let last = self.last_day();
        if !self.is_open() {
            return Err(RequestRefused::Over(last));
        }
        if on < last || on > today {
            return Err(RequestRefused::Day(on, last));
        }
        let words = deed.words().trim();
        if words.is_empty() {
            return Err(RequestRefused::NoWords);
        }
        if words.chars().count() > LONGEST {
            return Err(RequestRefused::Long);
        }
        self.deeds.push((on, deed));
        Ok(self)
    }

    /// The request, due on another day.
    pub fn due_on(self, due: Day) -> FormatRequest {
        FormatRequest { due, ..self }
    }

    /// What was asked for.
    pub fn asked(&self) -> &AskedFor {
        &self.asked
    }

    /// The day by which it is due.
    pub fn due(&self) -> Day {
        self.due
    }

    /// What was done, in order.
    pub fn deeds(&self) -> &[(Day, RequestDeed)] {
        &self.deeds
    }

    /// How it stands.
    pub fn state(&self) -> RequestState {
        match self.deeds.last() {
            None => RequestState::Asked,
            Some((_, RequestDeed::TakenOn { .. })) => RequestState::TakenOn,
            Some((_, RequestDeed::Sent { .. })) => RequestState::Sent,
            Some((_, RequestDeed::Declined { .. })) => RequestState::Declined,
        }
    }

    /// Whether something is still to be done.
    pub fn is_open(&self) -> bool {
        match self.state() {
            RequestState::Asked | RequestState::TakenOn => true,
            RequestState::Sent | RequestState::Declined => false,
        }
    }

    /// Whether it is late.
    pub fn is_overdue(&self, today: Day) -> bool {
        self.is_open() && self.due < today
    }

    /// The last day of which something is known of it.
    pub fn last_day(&self) -> Day {
        self.deeds.last().map_or(self.asked.on, |(on, _)| *on)
    }

    /// The last day on which it is kept where it goes.
    pub fn reach_kept_until(&self) -> Day {
        if self.is_open() {
            self.asked.on.plus_days(KEPT_AT_MOST)
        } else {
            self.last_day().plus_days(KEPT_AFTER)
        }
    }

    /// Whether it still says where it goes.
    pub fn has_reach(&self) -> bool {
        !self.asked.reach.is_empty()
    }

    /// The request without where it goes and what was written of it: what was asked for and when stays, to be counted.
    pub fn without_reach(mut self) -> FormatRequest {
        self.asked.reach.clear();
        for (_, deed) in &mut self.deeds {
            deed.words_mut().clear();
        }
        self
    }
}

impl RequestDeed {
    /// What was written of it; empty once it is deleted.
    pub fn words(&self) -> &str {
        match self {
            RequestDeed::TakenOn { how: words }
            | RequestDeed::Sent { how: words }
            | RequestDeed::Declined { why: words } => words,
        }
    }

    fn words_mut(&mut self) -> &mut String {
        match self {
            RequestDeed::TakenOn { how: words }
            | RequestDeed::Sent { how: words }
            | RequestDeed::Declined { why: words } => words,
        }
    }

    /// What sort of deed it is, in words.
    pub fn in_words(&self) -> &'static str {
        match self {
            RequestDeed::TakenOn { .. } => "taken up",
            RequestDeed::Sent { .. } => "sent",
            RequestDeed::Declined { .. } => "declined",
        }
    }
}

impl RequestState {
    /// The state in words.
    pub fn in_words(self) -> &'static str {
        match self {
            RequestState::Asked => "asked",
            RequestState::TakenOn => "taken up",
            RequestState::Sent => "sent",
            RequestState::Declined => "declined",
        }
    }
}

/// The day by which something asked on a day is due.
fn due(on: Day) -> Day {
    let working = on.onwards().filter(|day| is_working_day(*day));
    working.take(DUE_WITHIN).last().unwrap_or(on)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn asked() -> AskedFor {
        AskedFor {
            on: day("2015-05-13"),
            format: WantedFormat::Braille,
            which: String::new(),
            of: "The plan".to_owned(),
            reach: "Ann, 1 High Street, Maidstone".to_owned(),
        }
    }

    fn request() -> FormatRequest {
        FormatRequest::of(asked(), day("2015-05-13")).unwrap()
    }

    fn sent() -> RequestDeed {
        RequestDeed::Sent { how: "posted".to_owned() }
    }

    #[test]
    fn a_request_is_due_in_three_weeks_of_working_days() {
        // From Wednesday 13 May, over the bank holiday of 25 May.
        assert_eq!(request().due(), day("2015-06-04"));
        assert!(!request().is_overdue(day("2015-06-04")));
        assert!(request().is_overdue(day("2015-06-05")));
        let answered = request().after(day("2015-06-01"), sent(), day("2015-06-01")).unwrap();
        assert!(!answered.is_overdue(day("2016-01-01")));
    }

    #[test]
    fn what_is_wrong_with_a_request_is_told_together() {
        let language = AskedFor { format: WantedFormat::AnotherLanguage, ..asked() };
        let nothing = AskedFor { reach: " ".to_owned(), format: WantedFormat::Standard, ..asked() };
        let of = |asked| FormatRequest::of(asked, day("2015-05-12")).unwrap_err();
        assert_eq!(of(language), [RequestFault::NoLanguage, RequestFault::Early]);
        let all = [RequestFault::NoFormat, RequestFault::NoReach, RequestFault::Early];
        assert_eq!(of(nothing), all);
    }

    #[test]
    fn a_request_is_answered_once_and_its_days_go_forward() {
        let (first, today) = (day("2015-05-20"), day("2015-05-21"));
        let early = request().after(day("2015-05-12"), sent(), today);
        assert_eq!(early, Err(RequestRefused::Day(day("2015-05-12"), day("2015-05-13"))));
        let to_come = request().after(day("2015-05-22"), sent(), today);
        assert_eq!(to_come, Err(RequestRefused::Day(day("2015-05-22"), day("2015-05-13"))));
        let silent = RequestDeed::Declined { why: " ".to_owned() };
        assert_eq!(request().after(first, silent, today), Err(RequestRefused::NoWords));
        let answered = request().after(first, sent(), today).unwrap();
        assert_eq!(answered.state(), RequestState::Sent);
        assert_eq!(answered.after(today, sent(), today), Err(RequestRefused::Over(first)));
    }

    #[test]
    fn the_address_goes_four_weeks_after_the_answer_and_what_was_asked_stays() {
        let (on, today) = (day("2015-05-20"), day("2015-05-21"));
        assert_eq!(request().reach_kept_until(), day("2016-05-13"));
        let answered = request().after(on, sent(), today).unwrap();
        assert_eq!(answered.reach_kept_until(), day("2015-06-17"));
        let without = answered.without_reach();
        assert!(!without.has_reach());
        assert_eq!(without.deeds()[0].1.words(), "");
        assert_eq!(
            (without.asked().format, without.state()),
            (WantedFormat::Braille, RequestState::Sent)
        );
    }
}
