//! One round of reminders and digests.
//!
//! In comes a moment; out go the letters of its day, of every partnership, and a count of them. Each reminder is taken
//! up before its letter is sent and marked afterwards, so two rounds at once send nothing twice, and one that is
//! broken off is made good by a later one.

use std::fmt;

use jiff::Timestamp;
use partnership::membership::person::Person;
use partnership::partner_data::chaser::Chaser;
use partnership::partner_data::chaser::chasers;
use partnership::partner_data::chaser::chasing;
use partnership::partner_data::delivery::Delivery;
use partnership::partner_data::standing::standings;
use partnership::partner_data::supplier::Supplier;
use partnership::reminders;
use partnership::reminders::digest::Digest;
use partnership::reminders::digest::is_digest_day;
use partnership::reminders::letter::Letter;
use partnership::reminders::letter::reminding;
use partnership::reminders::reminders_of;
use partnership::terms::day::Day;
use partnership::timetable::so_far::YearSoFar;
use post::Post;
use post::SendError;
use records::Book;
use records::Once;
use records::PartnershipId;
use records::RecordsError;
use records::Reminder;

use crate::app::App;
use crate::clock::ClockError;
use crate::clock::day_of;
use crate::consultations::inviting;
use crate::distribution::going;
use crate::letters;
use crate::letters::sent::Sent;
use crate::plan;
use crate::task_groups;
use crate::who::visitor::ended;

/// For how many days it is remembered what was sent.
const REMEMBERED: i32 = 60;

/// What came of a round.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Round {
    /// How many letters went.
    pub sent: usize,
    /// Letters that did not go, each with why.
    pub failed: Vec<SendError>,
    /// Partnerships whose year could not be read.
    pub unread: Vec<PartnershipId>,
}

/// Why there was no round.
#[derive(Debug, thiserror::Error)]
pub enum NoRound {
    /// No letter can go.
    #[error("mail is not set up, so no letters go; set the mail server in saferplan.toml")]
    NoMail,
    /// The records cannot be read.
    #[error(transparent)]
    Records(#[from] RecordsError),
    /// The day is not known.
    #[error(transparent)]
    Clock(#[from] ClockError),
}

/// Sends the reminders and digests of the day of `moment`, all that were not sent before. A letter that does not go is
/// counted and may go in a later round; a mail server that is away ends the round.
///
/// # Errors
/// When mail is not set up, or the records cannot be read at all.
pub async fn round(app: &App, moment: Timestamp) -> Result<Round, NoRound> {
    let post = app.settings.mail.as_ref().ok_or(NoRound::NoMail)?;
    let today = day_of(moment)?;
    let mut going = Going { app, post, moment, today, round: Round::default() };
    for id in app.records.partnerships().await? {
        if going.is_broken_off() {
            break;
        }
        if let Err(error) = going.partnership(&id).await {
            tracing::error!(partnership = %id, why = error.for_log(), "no reminders of a partnership");
            going.round.unread.push(id);
        }
    }
    app.records.delete_reminders_before(today.plus_days(-REMEMBERED)).await?;
    Ok(going.round)
}

/// A round under way.
struct Going<'app> {
    app: &'app App,
    post: &'app Post,
    moment: Timestamp,
    today: Day,
    round: Round,
}

/// Why a partnership's letters could not be written.
enum Unread {
    Records(RecordsError),
    Year,
}

impl From<RecordsError> for Unread {
    fn from(error: RecordsError) -> Unread {
        Unread::Records(error)
    }
}

impl Unread {
    fn for_log(&self) -> &'static str {
        match self {
            Unread::Records(error) => crate::page::fault::kind(error),
            Unread::Year => "what is recorded of a year could not have happened",
        }
    }
}

/// A partnership as a round sees it.
struct Seen {
    book: Book,
    name: String,
    years: Vec<YearSoFar>,
    people: Vec<Person>,
}

impl Going<'_> {
    /// Sends the letters of one partnership.
    async fn partnership(&mut self, id: &PartnershipId) -> Result<(), Unread> {
        let Some(book) = self.app.records.book(id).await? else { return Ok(()) };
        if ended(&book, self.today).await?.is_some() {
            return Ok(());
        }
        let seen = self.see(book).await?;
        let due = reminders_of(&seen.years, &seen.people);
        let chasers = self.chasers(&seen).await?;
        for person in &seen.people {
            if self.is_broken_off() {
                break;
            }
            let own = due.iter().filter(|reminder| reminder.to == person.id);
            self.remind(&seen, person, own).await?;
            if !self.is_broken_off() {
                self.chase(&seen, person, &chasers).await?;
            }
            if is_digest_day(self.today) && !self.is_broken_off() {
                self.digest(&seen, person).await?;
            }
        }
        self.letters_by_link(&seen).await
    }

    /// Sends what goes to people who have no account, each by a link.
    async fn letters_by_link(&mut self, seen: &Seen) -> Result<(), Unread> {
        let (app, book) = (self.app, &seen.book);
        if !self.is_broken_off() {
            self.add(inviting::send_due(app, book, self.moment).await?);
        }
        if !self.is_broken_off() {
            self.add(going::send_waiting(app, book, self.today).await?);
        }
        if !self.is_broken_off() {
            let due = task_groups::letters::send_due(app, book, self.moment, self.today);
            self.add(due.await?);
        }
        if !self.is_broken_off() {
            self.add(plan::letters::send_due(app, book, self.moment, self.today).await?);
        }
        Ok(())
    }

    fn add(&mut self, sent: Sent) {
        self.round.sent += sent.letters;
        self.round.failed.extend(sent.failed);
    }

    async fn see(&self, book: Book) -> Result<Seen, Unread> {
        let mut years = Vec::new();
        for cycle in book.cycles().await? {
            let Some(held) = book.year(cycle).await? else { continue };
            let so_far = YearSoFar::of(held.year.timetable, &held.year.events, self.today);
            years.push(so_far.map_err(|_| Unread::Year)?);
        }
        let people = book.people().await?.into_iter().map(|held| held.value).collect();
        let name = book.partnership().await?.value.name().to_owned();
        Ok(Seen { book, name, years, people })
    }

    /// Sends a person the reminders that nobody has taken up, in one letter.
    async fn remind(
        &mut self,
        seen: &Seen,
        person: &Person,
        own: impl Iterator<Item = &reminders::Reminder>,
    ) -> Result<(), Unread> {
        let mut taken = Vec::new();
        for reminder in own {
            if self.take_up(seen, person, &reminder.key()).await? == Once::Now {
                taken.push(reminder.clone());
            }
        }
        match reminding(person, &taken) {
            Some(letter) => self.send(seen, letter).await,
            None => Ok(()),
        }
    }

    /// Who is told today of which return of partner data.
    async fn chasers(&self, seen: &Seen) -> Result<Vec<Chaser>, Unread> {
        let suppliers: Vec<Supplier> =
            seen.book.return_suppliers().await?.into_iter().map(|held| held.value).collect();
        if suppliers.is_empty() {
            return Ok(Vec::new());
        }
        let kept = seen.book.partner_deliveries().await?;
        let deliveries: Vec<(i64, &Delivery)> =
            kept.iter().map(|one| (one.number, &*one.delivery)).collect();
        Ok(chasers(&standings(&suppliers, &deliveries, self.today), &seen.people, self.today))
    }

    /// Sends a person the chasers that nobody has taken up, in one letter.
    async fn chase(
        &mut self,
        seen: &Seen,
        person: &Person,
        chasers: &[Chaser],
    ) -> Result<(), Unread> {
        let mut taken = Vec::new();
        for chaser in chasers.iter().filter(|chaser| chaser.to == person.id) {
            if self.take_up(seen, person, &chaser.key).await? == Once::Now {
                taken.push(chaser.clone());
            }
        }
        match chasing(person, &taken) {
            Some(letter) => self.send(seen, letter).await,
            None => Ok(()),
        }
    }

    /// Sends a person the digest of the week, if nobody has taken it up.
    async fn digest(&mut self, seen: &Seen, person: &Person) -> Result<(), Unread> {
        let digest = Digest::of(&seen.years, person).letter(person, self.today);
        let Some(letter) = digest else { return Ok(()) };
        for key in &letter.keys {
            if self.take_up(seen, person, key).await? == Once::Already {
                return Ok(());
            }
        }
        self.send(seen, letter).await
    }

    async fn take_up(&self, seen: &Seen, person: &Person, key: &str) -> Result<Once, Unread> {
        Ok(seen.book.take_up_reminder(&self.kept(person, key), self.moment).await?)
    }

    /// Sends a letter and marks all that it told of.
    async fn send(&mut self, seen: &Seen, letter: Letter) -> Result<(), Unread> {
        let letter = letters::ended(self.app, &seen.book, &seen.name, letter);
        match self.post.send(&letter).await {
            Ok(()) => {
                self.round.sent += 1;
                for key in &letter.keys {
                    let kept = self.kept(&letter.to, key);
                    seen.book.mark_reminder_sent(&kept, self.moment).await?;
                }
            }
            Err(error) => {
                tracing::warn!(partnership = %seen.book.id(), why = error.for_log(), "a letter did not go");
                self.round.failed.push(error);
            }
        }
        Ok(())
    }

    fn kept(&self, person: &Person, key: &str) -> Reminder {
        Reminder { person: person.id.clone(), day: self.today, key: key.to_owned() }
    }

    /// Whether the mail server is away, so that all else would fail, too.
    fn is_broken_off(&self) -> bool {
        self.round.failed.iter().any(SendError::is_of_the_server)
    }
}

impl Round {
    /// Whether a later round might send more.
    pub fn is_worth_repeating(&self) -> bool {
        !self.unread.is_empty() || self.failed.iter().any(SendError::may_pass)
    }
}

impl fmt::Display for Round {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.sent {
            1 => f.write_str("1 letter went")?,
            sent => write!(f, "{sent} letters went")?,
        }
        for error in &self.failed {
            write!(f, "\n{error}")?;
        }
        for id in &self.unread {
            write!(f, "\nthe year of {id} could not be read; see what `saferplan verify` says")?;
        }
        Ok(())
    }
}
