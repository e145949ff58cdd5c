//! What would be published today, what is missing, and whether it is a time to publish.
//!
//! In come everything that is held of a year and parts that are public by themselves; out goes what would be published, and of that a site, unless
//! nothing is adopted, or it is a pre-election period and nobody has said why it cannot wait.

use sha2::Digest;
use sha2::Sha256;

use crate::approval::adopted::Adopted;
use crate::approval::history::History;
use crate::approval::history::Minutes;
use crate::approval::stage::Stage;
use crate::approval::text::Text;
use crate::consultation::consulted_on::TextHash;
use crate::publication::missing::Missing;
use crate::publication::part::Part;
use crate::publication::part::PartKind;
use crate::publication::whose::Whose;
use crate::terms::day::Day;
use crate::terms::span::Span;
use crate::thread::Thread;
use crate::thread::everything::Everything;
use crate::thread::everything::OfCycle;
use crate::thread::public::PublicThread;
use crate::timetable::election::pre_election_period;

/// What a site is made of.
#[derive(Debug)]
pub struct Gathered<'a> {
    /// Whose it is.
    pub whose: Whose,
    /// The year and its meetings.
    pub minutes: Minutes<'a>,
    /// Everything that is held; of it, what the year has.
    pub everything: Everything<'a>,
    /// Parts that are there besides, or why they are not.
    pub besides: Vec<Result<Part, Missing>>,
}

/// What would be published.
#[derive(Debug, Clone, PartialEq)]
pub struct WouldPublish {
    whose: Whose,
    parts: Vec<Part>,
    missing: Vec<Missing>,
    caution: Option<PreElection>,
    thread: PublicThread,
}

/// That it is the weeks before a poll.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PreElection {
    /// The weeks.
    pub period: Span<Day>,
    /// The poll.
    pub poll: Day,
}

/// A site: what is published, and what is missing from it.
///
/// It is made of what would be published alone, and that of adopted texts and what is public by itself:
/// ```compile_fail
/// use partnership::publication::part::Part;
/// use partnership::publication::site::Site;
/// use partnership::publication::whose::Whose;
/// fn by_hand(whose: Whose, parts: Vec<Part>) -> Site {
///     Site { whose, parts, missing: Vec::new(), despite: None, thread: Default::default() }
/// }
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Site {
    whose: Whose,
    parts: Vec<Part>,
    missing: Vec<Missing>,
    despite: Option<(PreElection, String)>,
    thread: PublicThread,
}

/// Why nothing is published.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum Refused {
    /// Nothing is adopted.
    #[error("nothing is adopted yet that could be published:\n{}", lines(.0))]
    NothingAdopted(Vec<Missing>),
    /// It is a pre-election period.
    #[error(
        "{}; ask the monitoring officer whether it can wait, and say why if it cannot",
        .0.in_words()
    )]
    PreElection(PreElection),
}

fn lines(missing: &[Missing]) -> String {
    let lines = missing.iter().map(|one| format!("  {}", one.in_words()));
    lines.collect::<Vec<_>>().join("\n")
}

/// The adopted text of a document, as known on a day; none where it is not adopted by then.
pub fn adopted(history: &History, by: Day) -> Option<&Adopted<Text>> {
    match history.stage() {
        Stage::Adopted(adopted) => (adopted.on() <= by).then_some(adopted),
        Stage::NotPutForward
        | Stage::Before { .. }
        | Stage::CalledIn { .. }
        | Stage::SentBack(_) => None,
    }
}

impl PreElection {
    /// The pre-election period that a day is in, of the polls of a timetable.
    pub fn on(day: Day, polls: impl IntoIterator<Item = Day>) -> Option<PreElection> {
        let each = polls.into_iter().map(|poll| (pre_election_period(poll), poll));
        let mut within = each.filter(|(period, _)| period.meets(Span::spanning(day, day)));
        within.next().map(|(period, poll)| PreElection { period, poll })
    }

    /// What it is, in the midst of a sentence.
    pub fn in_words(&self) -> String {
        let (first, poll) = (self.period.first().in_words(), self.poll.in_words());
        format!("it is the pre-election period from {first} to the poll on {poll}")
    }
}

impl WouldPublish {
    /// What would be published of what was gathered.
    pub fn of(gathered: Gathered<'_>) -> WouldPublish {
        let Gathered { whose, minutes, everything, besides } = gathered;
        let year = everything.cycles.iter().find(|year| year.cycle == whose.cycle);
        let histories = year.map_or(&[][..], |year| &year.documents);
        let drafts = year.map_or(&[][..], |year| &year.circulated);
        let texts = histories.iter().filter_map(|history| adopted(history, whose.today));
        let texts: Vec<Part> = texts.map(|one| Part::adopted(one, &whose, drafts)).collect();
        let waiting = histories.iter().filter(|history| adopted(history, whose.today).is_none());
        let mut missing: Vec<Missing> =
            waiting.map(|history| Missing::not_adopted(history, minutes)).collect();
        let mut parts: Vec<Part> = Part::summary(&texts, &whose).into_iter().collect();
        parts.extend(texts);
        for one in besides {
            match one {
                Ok(part) => parts.push(part),
                Err(why) => missing.push(why),
            }
        }
        parts.push(Part::timetable(minutes.year, &whose));
        parts.sort_by(|one, other| one.kind().cmp(other.kind()));
        let polls = minutes.year.timetable().typed().polls.iter().copied();
        let caution = PreElection::on(whose.today, polls);
        let thread = year.map(|year| behind(everything, year, whose.today)).unwrap_or_default();
        WouldPublish { whose, parts, missing, caution, thread }
    }

    /// The parts that would be published, in order.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// What is missing, and why.
    pub fn missing(&self) -> &[Missing] {
        &self.missing
    }

    /// That it is a pre-election period, if it is.
    pub fn caution(&self) -> Option<PreElection> {
        self.caution
    }

    /// What it is known by: the SHA-256 of all that would be published, as JSON, which is another once any of it is.
    #[expect(clippy::expect_used, reason = "all of it is of texts, numbers and lists")]
    pub fn hash(&self) -> TextHash {
        let Whose { known_as, publisher, cycle, today, licence } = &self.whose;
        let whose = (known_as.as_str(), publisher, cycle.to_string(), today, licence.to_string());
        let missing: Vec<String> = self.missing.iter().map(Missing::in_words).collect();
        let caution = self.caution.map(|caution| caution.in_words());
        let parts: Vec<_> = self.parts.iter().map(all_of).collect();
        let json = serde_json::to_vec(&(whose, parts, missing, caution, self.thread.exported()));
        let json = json.expect("every key of what is published is a text");
        TextHash::of(Sha256::digest(json).into())
    }

    /// The site; `despite` says why a pre-election period cannot be waited for.
    ///
    /// # Errors
    /// When nothing is adopted, or it is a pre-election period and no reason is given.
    pub fn publish(self, despite: Option<&str>) -> Result<Site, Refused> {
        let is_adopted = |part: &Part| matches!(part.kind(), PartKind::Adopted(_));
        if !self.parts.iter().any(is_adopted) {
            return Err(Refused::NothingAdopted(self.missing));
        }
        let reason = despite.map(str::trim).filter(|reason| !reason.is_empty());
        let despite = match (self.caution, reason) {
            (None, _) => None,
            (Some(caution), None) => return Err(Refused::PreElection(caution)),
            (Some(caution), Some(reason)) => Some((caution, reason.to_owned())),
        };
        let WouldPublish { whose, parts, missing, thread, .. } = self;
        Ok(Site { whose, parts, missing, despite, thread })
    }
}

/// All of a part, as it is hashed.
fn all_of(part: &Part) -> impl serde::Serialize {
    let kept = (part.traced(), part.sources(), part.in_easy_read());
    (part.kind().folder(), part.document(), part.on(), part.came_about(), kept)
}

/// What stands behind the texts of a year that were adopted by a day.
fn behind(everything: Everything<'_>, year: &OfCycle, by: Day) -> PublicThread {
    let mut year = year.clone();
    year.documents.retain(|history| adopted(history, by).is_some());
    Thread::of(&Everything { cycles: &[year], ..everything }).public()
}

impl Site {
    /// Whose it is.
    pub fn whose(&self) -> &Whose {
        &self.whose
    }

    /// Its documents, in order.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// What is missing, and why.
    pub fn missing(&self) -> &[Missing] {
        &self.missing
    }

    /// What stands behind its sentences.
    pub fn thread(&self) -> &PublicThread {
        &self.thread
    }

    /// In which pre-election period it was published, and why that could not be waited for.
    pub fn despite(&self) -> Option<&(PreElection, String)> {
        self.despite.as_ref()
    }
}
