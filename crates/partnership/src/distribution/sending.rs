//! A sending: that a publication goes to those on some lists.
//!
//! In come a publication and what day it is; out goes a sending, or why nothing may go. What is not adopted cannot be sent,
//! since only a publication can, and one is made of a site of adopted texts.

use crate::distribution::dispatch::Listed;
use crate::distribution::dispatch::Planned;
use crate::distribution::dispatch::Way;
use crate::distribution::dispatch::planned;
use crate::distribution::list::ListId;
use crate::distribution::recipient::Recipient;
use crate::publication::kept::Publication;
use crate::publication::site::PreElection;
use crate::terms::day::Day;
use crate::timetable::cycle::Cycle;

/// So long may the partnership's own words in a letter be.
const LONGEST: usize = 2000;

/// Which publication is sent, and that it is one.
#[derive(Debug, Clone, Copy)]
pub struct Published<'a> {
    /// The planning year that it is of.
    pub cycle: Cycle,
    /// Its number.
    pub number: i64,
    /// The publication.
    pub publication: &'a Publication,
}

/// That a publication goes to those on some lists. It is begun of a publication alone:
/// ```compile_fail
/// use partnership::distribution::sending::Sending;
/// fn by_hand(on: partnership::terms::day::Day, cycle: partnership::timetable::cycle::Cycle) -> Sending {
///     Sending { publication: 1, cycle, lists: vec![], on, words: String::new(), despite: None, enclosed: None }
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sending {
    publication: i64,
    cycle: Cycle,
    lists: Vec<ListId>,
    on: Day,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    words: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    despite: Option<String>,
    /// What goes by post; none of one that was kept before that could be chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    enclosed: Option<Enclosed>,
}

/// What is enclosed where something goes by post.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Enclosed {
    /// Printed copies of these of the documents that were published.
    These(Vec<String>),
    /// Nothing is printed this time, so nothing goes by post.
    Nothing,
}

/// What somebody asks for.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// To those on which lists.
    pub lists: Vec<ListId>,
    /// The partnership's own words in each letter; may be empty.
    pub words: String,
    /// Why it cannot wait until a pre-election period is over.
    pub despite: Option<String>,
    /// What is enclosed where something goes by post; none where nobody says.
    pub enclosed: Option<Enclosed>,
}

/// Why nothing goes.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum NotSent {
    /// The publication was withdrawn.
    #[error("it was withdrawn on {}, so nothing of it goes to anybody", .0.in_words())]
    Withdrawn(Day),
    /// It was published later.
    #[error("it was published on {}, after that day", .0.in_words())]
    TooEarly(Day),
    /// No list is named.
    #[error("no list is chosen; choose at least one")]
    NoList,
    /// Nobody on the lists can be reached.
    #[error("nobody on the lists has an address that something can go to; add recipients first")]
    Nobody,
    /// Nobody says what is enclosed.
    #[error(
        "{0} on the lists get printed copies; choose which documents are enclosed, or that nothing is printed this time"
    )]
    NothingSaid(usize),
    /// What is to be enclosed was not published.
    #[error("`{0}` is not among what was published; choose of the documents that are")]
    NotOfIt(String),
    /// The words are too long.
    #[error(
        "the words are longer than {LONGEST} characters; shorten them, and leave the rest to what was published"
    )]
    Long,
    /// It is a pre-election period.
    #[error(
        "{}; ask the monitoring officer whether it can wait, and say why if it cannot",
        .0.in_words()
    )]
    PreElection(PreElection),
}

impl Sending {
    /// The sending of a publication, begun on `today`; `caution` says that it is a pre-election period.
    ///
    /// # Errors
    /// When it was withdrawn or published later, no list is named, or it is a pre-election period and nobody says why it
    /// cannot wait.
    pub fn begin(
        of: Published<'_>,
        asked: Asked,
        today: Day,
        caution: Option<PreElection>,
    ) -> Result<Sending, NotSent> {
        let Asked { mut lists, words, despite, enclosed } = asked;
        lists.sort();
        lists.dedup();
        if lists.is_empty() {
            return Err(NotSent::NoList);
        }
        let words = words.trim().to_owned();
        if words.chars().count() > LONGEST {
            return Err(NotSent::Long);
        }
        if today < of.publication.on() {
            return Err(NotSent::TooEarly(of.publication.on()));
        }
        if let Some(Enclosed::These(these)) = &enclosed {
            let published = of.publication.documents();
            if let Some(other) = these.iter().find(|one| !published.contains(one)) {
                return Err(NotSent::NotOfIt(other.clone()));
            }
        }
        // Outside such a period nothing need be said, and what was typed all the same is not kept.
        let reason = despite.map(|why| why.trim().to_owned()).filter(|why| !why.is_empty());
        let despite = caution.and(reason);
        let (publication, cycle) = (of.number, of.cycle);
        let sending = Sending { publication, cycle, lists, on: today, words, despite, enclosed };
        sending.may_go_on(of.publication, caution)?;
        Ok(sending)
    }

    /// Whether it may go on: the publication stands, and it is no pre-election period that nobody has given a reason for.
    ///
    /// # Errors
    /// Why not.
    pub fn may_go_on(
        &self,
        publication: &Publication,
        caution: Option<PreElection>,
    ) -> Result<(), NotSent> {
        if let Some(withdrawn) = publication.withdrawn() {
            return Err(NotSent::Withdrawn(withdrawn.on));
        }
        match (caution, &self.despite) {
            (Some(caution), None) => Err(NotSent::PreElection(caution)),
            (Some(_) | None, Some(_)) | (None, None) => Ok(()),
        }
    }

    /// What is to go to those who are listed for it and have not got it.
    pub fn planned<'r>(
        &self,
        listed: &[Listed<'r>],
        already: impl IntoIterator<Item = (Way, &'r Recipient)>,
    ) -> Vec<Planned> {
        let mut all = planned(listed, already);
        if self.enclosed == Some(Enclosed::Nothing) {
            all.retain(|one| one.way != Way::Post);
        }
        all
    }

    /// The sending as it goes to these: to somebody, and by post only where it is said what is enclosed.
    ///
    /// # Errors
    /// Why it does not go.
    pub fn going_to(self, these: &[Planned]) -> Result<Sending, NotSent> {
        let by_post = these.iter().filter(|one| one.way == Way::Post).count();
        match self.enclosed {
            _ if these.is_empty() => Err(NotSent::Nobody),
            None if by_post > 0 => Err(NotSent::NothingSaid(by_post)),
            None => Ok(Sending { enclosed: Some(Enclosed::Nothing), ..self }),
            Some(Enclosed::These(_) | Enclosed::Nothing) => Ok(self),
        }
    }

    /// What is enclosed, of what was published; all of it in one that was kept before that could be chosen.
    pub fn enclosed<'s>(&'s self, of: &'s Publication) -> &'s [String] {
        match &self.enclosed {
            None => of.documents(),
            Some(Enclosed::These(these)) => these,
            Some(Enclosed::Nothing) => &[],
        }
    }

    /// The number of the publication.
    pub fn publication(&self) -> i64 {
        self.publication
    }

    /// The planning year of the publication.
    pub fn cycle(&self) -> Cycle {
        self.cycle
    }

    /// To those on which lists.
    pub fn lists(&self) -> &[ListId] {
        &self.lists
    }

    /// The day on which it was begun.
    pub fn on(&self) -> Day {
        self.on
    }

    /// The partnership's own words; may be empty.
    pub fn words(&self) -> &str {
        &self.words
    }

    /// Why it goes in a pre-election period, if it does.
    pub fn despite(&self) -> Option<&str> {
        self.despite.as_deref()
    }
}
