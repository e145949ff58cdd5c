//! Panel issues in the records: what was raised, and each deed about it.
//!
//! In come issues and deeds; out go issues with their numbers. The audit record has the days, the kind and what sort of
//! deed each was, and of all words a salted hash, so that words with names in them can be deleted on their day.

use partnership::panels::issue::DatedDeed;
use partnership::panels::issue::Issue;
use partnership::panels::issue::RaisedIssue;
use partnership::panels::issue::refused::IssueRefused;
use partnership::panels::panel::Panel;
use partnership::panels::panel::PanelId;
use partnership::terms::day::Day;

use crate::book::Book;
use crate::compiled_once;
use crate::error::RecordsError;
use crate::fingerprint::Fingerprint;
use crate::panels::key;
use crate::panels::meeting::met_on;
use crate::panels::panel_of;
use crate::panels::refused::PanelsRefused;
use crate::store::change::Change;
use crate::store::change::Pen;
use crate::store::entry::Signed;
use crate::store::reading::Reading;
use crate::store::thing::Found;
use crate::store::thing::Held;
use crate::store::thing::Key;
use crate::store::thing::Kind;
use crate::store::thing::Thing;
use crate::store::thing::Version;
use crate::store::value::Value;
use crate::store::value::json_of;

/// An issue as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptIssue {
    /// The panel at which it was raised.
    pub panel: PanelId,
    /// Its number, which no other issue of the partnership has.
    pub number: i64,
    /// The version of it.
    pub version: Version,
    /// The issue.
    pub issue: Issue,
}

/// An issue as it is stored.
#[derive(Debug, Clone)]
pub(crate) struct StoredIssue {
    issue: Issue,
    salt: Fingerprint,
}

/// Two issues of the same words and deeds are the same, whatever their salts.
impl PartialEq for StoredIssue {
    fn eq(&self, other: &StoredIssue) -> bool {
        self.issue == other.issue
    }
}

/// What the audit record says of an issue.
#[derive(Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct ToldIssue {
    raised: Day,
    last: Day,
    deeds: usize,
    state: String,
    salted_words: Fingerprint,
}

impl StoredIssue {
    fn new(issue: Issue) -> Result<StoredIssue, RecordsError> {
        Ok(StoredIssue { issue, salt: Fingerprint::of_chance()? })
    }

    /// Whether it was raised on a day, first or again.
    pub(super) fn was_raised_on(&self, day: Day) -> bool {
        self.issue.days_raised().any(|raised| raised == day)
    }

    /// Refuses it where the panel does not cover its area.
    pub(super) fn lies_in(&self, panel: &Panel) -> Result<(), PanelsRefused> {
        lies_in(self.issue.raised(), panel)
    }
}

fn lies_in(raised: &RaisedIssue, panel: &Panel) -> Result<(), PanelsRefused> {
    let strange = raised.area.filter(|area| panel.area_name(*area).is_none());
    strange.map_or(Ok(()), |area| Err(PanelsRefused::NotCovered(area)))
}

/// An issue as it was seen: of which panel, its number and version.
pub type SeenIssue<'s> = (&'s PanelId, i64, Version);

impl Book {
    /// All issues, by panel, in the order in which they were entered.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn panel_issues(&self) -> Result<Vec<KeptIssue>, RecordsError> {
        let found = self.read().await?.within::<StoredIssue>(&Key::all()).await?;
        found.into_iter().map(kept).collect()
    }

    /// Enters what was raised at panels, all of it or nothing, as of `today`, and gives the numbers in the same order.
    ///
    /// # Errors
    /// When the core refuses one of them, there is no such panel, it did not meet then, or does not cover the area.
    #[compiled_once]
    pub async fn enter_panel_issues(
        &self,
        signed: &Signed,
        raised: Vec<(PanelId, RaisedIssue)>,
        today: Day,
    ) -> Result<Vec<i64>, PanelsRefused> {
        let mut change = self.change(signed).await?;
        let mut numbers = Vec::new();
        for (panel, raised) in raised {
            lies_in(&raised, &panel_of(change.reading(), &panel).await?)?;
            met(&mut change, &panel, raised.on).await?;
            let issue = Issue::of(raised, today).map_err(IssueRefused::Raised)?;
            let stored = StoredIssue::new(issue)?;
            numbers.push(change.enter_counted(&key(&panel), &stored).await?);
        }
        change.commit().await?;
        Ok(numbers)
    }

    /// Records a deed about an issue, as of `today`.
    ///
    /// # Errors
    /// When the deed cannot follow, it raises again when the panel did not meet, or somebody else changed the issue.
    pub async fn record_issue_deed(
        &self,
        signed: &Signed,
        seen: SeenIssue<'_>,
        deed: DatedDeed,
        today: Day,
    ) -> Result<Version, PanelsRefused> {
        let mut change = self.change(signed).await?;
        let (issue, on) = (issue(&mut change, seen).await?, deed.on);
        let before = issue.days_raised().count();
        let issue = issue.with(deed, today)?;
        if issue.days_raised().count() > before {
            met(&mut change, seen.0, on).await?;
        }
        let version = put(&mut change, seen, issue).await?;
        change.commit().await?;
        Ok(version)
    }

    /// Corrects what was raised; what was done about it stays.
    ///
    /// # Errors
    /// When the core refuses it, the panel did not meet then or does not cover the area, or somebody else changed it.
    pub async fn correct_panel_issue(
        &self,
        signed: &Signed,
        seen: SeenIssue<'_>,
        raised: RaisedIssue,
        today: Day,
    ) -> Result<Version, PanelsRefused> {
        let mut change = self.change(signed).await?;
        lies_in(&raised, &panel_of(change.reading(), seen.0).await?)?;
        met(&mut change, seen.0, raised.on).await?;
        let issue = issue(&mut change, seen).await?.corrected(raised, today)?;
        let version = put(&mut change, seen, issue).await?;
        change.commit().await?;
        Ok(version)
    }

    /// Takes the last deed about an issue back.
    ///
    /// # Errors
    /// When nothing was done about it, or somebody else changed it.
    pub async fn take_back_issue_deed(
        &self,
        signed: &Signed,
        seen: SeenIssue<'_>,
    ) -> Result<Version, PanelsRefused> {
        let mut change = self.change(signed).await?;
        let issue = issue(&mut change, seen).await?.without_last()?;
        let version = put(&mut change, seen, issue).await?;
        change.commit().await?;
        Ok(version)
    }

    /// Makes of a later issue that an earlier one was raised again, since somebody said that both are one.
    ///
    /// # Errors
    /// When something was done about the later one already, or somebody else changed either.
    #[compiled_once]
    pub async fn join_panel_issues(
        &self,
        signed: &Signed,
        panel: &PanelId,
        (earlier, later): ((i64, Version), (i64, Version)),
        today: Day,
    ) -> Result<Version, PanelsRefused> {
        if earlier.0 == later.0 {
            return Err(PanelsRefused::Itself);
        }
        let mut change = self.change(signed).await?;
        let (earlier, later) = ((panel, earlier.0, earlier.1), (panel, later.0, later.1));
        let (one, other) = (issue(&mut change, earlier).await?, issue(&mut change, later).await?);
        let joined = one.joined_with(&other, today)?;
        change.remove::<StoredIssue>(&key(panel).and(later.1), later.2).await?;
        let version = put(&mut change, earlier, joined).await?;
        change.commit().await?;
        Ok(version)
    }

    /// Takes an issue away that was entered by mistake.
    ///
    /// # Errors
    /// When somebody else changed it.
    pub async fn remove_panel_issue(
        &self,
        signed: &Signed,
        (panel, number, version): SeenIssue<'_>,
    ) -> Result<(), PanelsRefused> {
        let mut change = self.change(signed).await?;
        change.remove::<StoredIssue>(&key(panel).and(number), version).await?;
        Ok(change.commit().await?)
    }

    /// Deletes what was said of closed issues of which nothing was heard since before a day, and gives their number. The
    /// place, the kind and what was done stay, so that all can be counted.
    ///
    /// # Errors
    /// When the records cannot be written.
    #[compiled_once]
    pub async fn delete_panel_words(
        &self,
        signed: &Signed,
        before: Day,
    ) -> Result<usize, PanelsRefused> {
        let mut change = self.change_even_when_ended(signed).await?;
        let (all, mut deleted) = (change.reading().within::<StoredIssue>(&Key::all()).await?, 0);
        for Found { key, held } in all {
            let issue = &held.value.issue;
            if issue.state().is_open() || issue.last_day() >= before || !issue.has_words() {
                continue;
            }
            let without = StoredIssue::new(issue.clone().without_words())?;
            change.put_over(&key, &held.value, &without).await?;
            deleted += 1;
        }
        change.commit().await?;
        Ok(deleted)
    }
}

fn kept(found: Found<StoredIssue>) -> Result<KeptIssue, RecordsError> {
    let text = found.key.to_string();
    let name = text.split('/').next().unwrap_or_default();
    let panel = name.parse().map_err(|why| RecordsError::stored("panel_id", name, why))?;
    let Held { value, version } = found.held;
    let number = found.key.number(1, "panel_issue.issue_id")?;
    Ok(KeptIssue { panel: PanelId(panel), number, version, issue: value.issue })
}

async fn met(change: &mut Change, panel: &PanelId, on: Day) -> Result<(), PanelsRefused> {
    let met = met_on(change.reading(), panel).await?.contains(&on);
    if met { Ok(()) } else { Err(PanelsRefused::NoMeeting(on)) }
}

async fn issue(
    change: &mut Change,
    (panel, number, version): SeenIssue<'_>,
) -> Result<Issue, PanelsRefused> {
    let held = change.seen::<StoredIssue>(&key(panel).and(number), version).await?;
    Ok(held.value.issue)
}

async fn put(
    change: &mut Change,
    (panel, number, version): SeenIssue<'_>,
    issue: Issue,
) -> Result<Version, PanelsRefused> {
    let stored = StoredIssue::new(issue)?;
    Ok(change.replace(&key(panel).and(number), version, &stored).await?)
}

impl Thing for StoredIssue {
    const KIND: Kind = Kind::PanelIssue;
    type Told = ToldIssue;

    fn told(&self) -> ToldIssue {
        // A type of the core as JSON does not fail; if it did, the hash would agree with no other.
        let json = json_of(&self.issue).unwrap_or_default();
        ToldIssue {
            raised: self.issue.raised().on,
            last: self.issue.last_day(),
            deeds: self.issue.deeds().len(),
            state: self.issue.state().in_words().to_owned(),
            salted_words: Fingerprint::of(format!("{} {json}", self.salt)),
        }
    }

    async fn find(from: &mut Reading, key: &Key) -> Result<Vec<Found<Self>>, RecordsError> {
        let sql = "select panel_id, issue_id, entry_id, issue, salt from panel_issue
            where partnership_id = $1 and ($2 is null or panel_id = $2)
                and ($3 is null or issue_id = cast($3 as bigint))
            order by panel_id, issue_id";
        let rows = from.rows(sql, key.values(2)).await?;
        let found = rows.iter().map(|row| {
            let key = Key::all().and(row.text("panel_id")?).and(row.number("issue_id")?);
            let value = StoredIssue { issue: row.json("issue")?, salt: row.parsed("salt")? };
            Ok(Found { key, held: Held { value, version: Version(row.number("entry_id")?) } })
        });
        found.collect()
    }

    async fn write(&self, pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let mut values = key.values(2);
        values.extend([pen.entry(), Value::json(&self.issue)?, Value::text(&self.salt)]);
        let sql =
            "insert into panel_issue (partnership_id, panel_id, issue_id, entry_id, issue, salt)
            values ($1, $2, cast($3 as bigint), $4, $5, $6)";
        pen.run(sql, values).await
    }

    async fn erase(pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let sql = "delete from panel_issue
            where partnership_id = $1 and panel_id = $2 and issue_id = cast($3 as bigint)";
        pen.run(sql, key.values(2)).await
    }
}
