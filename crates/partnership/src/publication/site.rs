//! What would be published today, what is missing, and whether it is a time to publish.
//!
//! In come everything that is held of a year and parts that are public by themselves; out goes what would be published, and of that a site, unless
//! nothing is adopted, or it is a pre-election period and nobody has said why it cannot wait.

use sha2::Digest;
use sha2::Sha256;

use crate::approval::adopted::Adopted;
use crate::approval::document::DocumentKind;
use crate::approval::history::History;
use crate::approval::history::Minutes;
use crate::approval::stage::Stage;
use crate::approval::text::Text;
use crate::consultation::consulted_on::TextHash;
use crate::publication::left_out::LeftOut;
use crate::publication::left_out::NoSuchDocument;
use crate::publication::left_out::WithoutIt;
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
    /// Which are left out by choice.
    pub left_out: LeftOut,
}

/// What would be published.
#[derive(Debug, Clone, PartialEq)]
pub struct WouldPublish {
    whose: Whose,
    parts: Vec<Part>,
    missing: Vec<Missing>,
    left_out: Vec<WithoutIt>,
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
    /// All that is adopted is left out.
    #[error("every adopted text is left out; a publication has one at least")]
    NothingLeft,
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
    /// What would be published of what was gathered, without what is left out.
    ///
    /// # Errors
    /// When something is to be left out that is not there.
    pub fn of(gathered: Gathered<'_>) -> Result<WouldPublish, NoSuchDocument> {
        let Gathered { whose, minutes, everything, besides, left_out } = gathered;
        let year = everything.cycles.iter().find(|year| year.cycle == whose.cycle);
        let histories = year.map_or(&[][..], |year| &year.documents);
        let drafts = year.map_or(&[][..], |year| &year.circulated);
        let texts = histories.iter().filter_map(|history| adopted(history, whose.today));
        let texts: Vec<Part> = texts.map(|one| Part::adopted(one, &whose, drafts)).collect();
        let waiting = histories.iter().filter(|history| adopted(history, whose.today).is_none());
        let mut missing: Vec<Missing> =
            waiting.map(|history| Missing::not_adopted(history, minutes)).collect();
        let (texts, mut out) = left_out.split(texts);
        let mut parts: Vec<Part> = Part::summary(&texts, &whose).into_iter().collect();
        parts.extend(texts);
        for one in besides {
            match one {
                Ok(part) => parts.push(part),
                Err(why) => missing.push(why),
            }
        }
        parts.push(Part::timetable(minutes.year, &whose));
        let (mut parts, more) = left_out.split(parts);
        out.extend(more);
        for all in [&mut parts, &mut out] {
            all.sort_by(|one, other| one.kind().cmp(other.kind()));
        }
        all_are_there(&left_out, &parts, &out)?;
        missing.extend(out.iter().map(|part| Missing::left_out(&part.document().title)));
        let polls = minutes.year.timetable().typed().polls.iter().copied();
        let caution = PreElection::on(whose.today, polls);
        let behind = |year| behind(everything, year, (whose.today, &left_out));
        let thread = year.map(behind).unwrap_or_default();
        let left_out = out.iter().map(WithoutIt::of).collect();
        Ok(WouldPublish { whose, parts, missing, left_out, caution, thread })
    }

    /// The parts that would be published, in order.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// What is missing, and why.
    pub fn missing(&self) -> &[Missing] {
        &self.missing
    }

    /// What is left out by choice, in order.
    pub fn left_out(&self) -> &[WithoutIt] {
        &self.left_out
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
    /// When nothing is adopted or left, or it is a pre-election period and no reason is given.
    pub fn publish(self, despite: Option<&str>) -> Result<Site, Refused> {
        let is_adopted = |part: &Part| matches!(part.kind(), PartKind::Adopted(_));
        if !self.parts.iter().any(is_adopted) {
            let texts = DocumentKind::ALL.map(|kind| PartKind::Adopted(kind).folder());
            let is_out = self.left_out.iter().any(|one| texts.contains(&one.name));
            let nothing = Refused::NothingAdopted(self.missing);
            return Err(if is_out { Refused::NothingLeft } else { nothing });
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

/// Goes on only where each that is left out would be there.
fn all_are_there(left_out: &LeftOut, parts: &[Part], out: &[Part]) -> Result<(), NoSuchDocument> {
    let mut known: Vec<&Part> = parts.iter().chain(out).collect();
    known.sort_by(|one, other| one.kind().cmp(other.kind()));
    let known: Vec<String> = known.into_iter().map(|part| part.kind().folder()).collect();
    // Of no text there is no summary either, whether somebody left it out or not.
    let summary = PartKind::Summary.folder();
    let is_there = |name: &str| name == summary || known.iter().any(|one| one == name);
    let nowhere = left_out.names().find(|name| !is_there(name));
    nowhere.map_or(Ok(()), |name| Err(NoSuchDocument { name: name.to_owned(), known }))
}

/// What stands behind the texts of a year that were adopted by a day and are not left out, nor the reports on what people said.
fn behind(
    everything: Everything<'_>,
    year: &OfCycle,
    (by, left_out): (Day, &LeftOut),
) -> PublicThread {
    let mut year = year.clone();
    let is_read = |kind: &PartKind| !left_out.has(kind);
    year.documents.retain(|history| {
        adopted(history, by).is_some() && is_read(&PartKind::Adopted(history.document().kind))
    });
    year.consultations.retain(|one| is_read(&PartKind::Consultation(one.id.to_string())));
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
