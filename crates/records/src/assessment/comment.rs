//! Comments by passage in the records: open until somebody says what came of them.
//!
//! In come comments; out go comments with their numbers. The audit record has a salted hash of their words, since a
//! comment may speak of what is exempt from publication.

use partnership::assessment::comment::Comment;
use partnership::assessment::passage::passages;
use partnership::assessment::reading::read;
use partnership::membership::person::PersonId;
use partnership::terms::day::Day;
use partnership::timetable::cycle::Cycle;

use crate::assessment::key;
use crate::assessment::refused::AssessmentRefused;
use crate::assessment::version::KeptDraft;
use crate::book::Book;
use crate::compiled_once;
use crate::error::RecordsError;
use crate::fingerprint::Fingerprint;
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

/// A comment as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptComment {
    /// Its number.
    pub number: i64,
    /// The version of it.
    pub version: Version,
    /// The comment.
    pub comment: Comment,
}

/// What becomes of a comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CommentDeed {
    /// It is settled, and this came of it.
    Settle(String),
    /// It is open again.
    Reopen,
}

/// A comment as it is stored.
#[derive(Debug, Clone)]
pub(crate) struct StoredComment {
    comment: Comment,
    salt: Fingerprint,
}

/// Two of the same words are the same, whatever their salts.
impl PartialEq for StoredComment {
    fn eq(&self, other: &StoredComment) -> bool {
        self.comment == other.comment
    }
}

/// What the audit record says of a comment.
#[derive(Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct ToldComment {
    passage: u32,
    version: u32,
    on: Day,
    settled: bool,
    salted_words: Fingerprint,
}

impl StoredComment {
    fn new(comment: Comment) -> Result<StoredComment, RecordsError> {
        Ok(StoredComment { comment, salt: Fingerprint::of_chance()? })
    }
}

impl Book {
    /// The comments on a cycle's draft, in the order in which they were made.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn assessment_comments(
        &self,
        cycle: Cycle,
    ) -> Result<Vec<KeptComment>, RecordsError> {
        let found = self.read().await?.within::<StoredComment>(&key(cycle)).await?;
        let kept = found.into_iter().map(|found| {
            let number = found.key.number(1, "assessment_comment.comment_id")?;
            let Held { value, version } = found.held;
            Ok(KeptComment { number, version, comment: value.comment })
        });
        kept.collect()
    }

    /// Keeps a comment, and gives its number.
    ///
    /// # Errors
    /// When there is no such version, it has no such passage, or the records cannot be written.
    #[compiled_once]
    pub async fn comment_on_assessment(
        &self,
        signed: &Signed,
        cycle: Cycle,
        comment: Comment,
    ) -> Result<i64, AssessmentRefused> {
        let mut change = self.change(signed).await?;
        let (version, passage) = (comment.version(), comment.passage());
        let held = change.reading().one::<KeptDraft>(&key(cycle).and(version)).await?;
        let held = held.ok_or(AssessmentRefused::NoSuchVersion(version))?;
        let sections = read(&held.value.version.sources).sections;
        if !passages(&sections).any(|(_, one)| one.number == Some(passage)) {
            return Err(AssessmentRefused::NoSuchPassage { version, passage });
        }
        let stored = StoredComment::new(comment)?;
        let number = change.enter_numbered(&key(cycle), &stored).await?;
        change.commit().await?;
        Ok(number)
    }

    /// Settles a comment, or opens it again, from what was seen of it.
    ///
    /// # Errors
    /// When the core refuses it, somebody else changed it, or the records cannot be written.
    #[compiled_once]
    pub async fn change_assessment_comment(
        &self,
        signed: &Signed,
        cycle: Cycle,
        (number, seen): (i64, Version),
        deed: CommentDeed,
        (by, on): (PersonId, Day),
    ) -> Result<Version, AssessmentRefused> {
        let mut change = self.change(signed).await?;
        let key = key(cycle).and(number);
        let comment = change.seen::<StoredComment>(&key, seen).await?.value.comment;
        let comment = match deed {
            CommentDeed::Settle(how) => comment.settle(&how, by, on)?,
            CommentDeed::Reopen => comment.reopen()?,
        };
        let version = change.replace(&key, seen, &StoredComment::new(comment)?).await?;
        change.commit().await?;
        Ok(version)
    }
}

impl Thing for StoredComment {
    const KIND: Kind = Kind::AssessmentComment;
    type Told = ToldComment;

    fn told(&self) -> ToldComment {
        // A type of the core as JSON does not fail; if it did, the hash would agree with no other.
        let json = json_of(&self.comment).unwrap_or_default();
        ToldComment {
            passage: self.comment.passage().value(),
            version: self.comment.version(),
            on: self.comment.on(),
            settled: self.comment.settled().is_some(),
            salted_words: Fingerprint::of(format!("{} {json}", self.salt)),
        }
    }

    async fn find(from: &mut Reading, key: &Key) -> Result<Vec<Found<Self>>, RecordsError> {
        let sql = "select cycle_id, comment_id, entry_id, comment, salt from assessment_comment
            where partnership_id = $1 and ($2 is null or cycle_id = $2)
                and ($3 is null or comment_id = cast($3 as bigint))
            order by cycle_id, comment_id";
        let rows = from.rows(sql, key.values(2)).await?;
        let found = rows.iter().map(|row| {
            let key = Key::all().and(row.text("cycle_id")?).and(row.number("comment_id")?);
            let value = StoredComment { comment: row.json("comment")?, salt: row.parsed("salt")? };
            Ok(Found { key, held: Held { value, version: Version(row.number("entry_id")?) } })
        });
        found.collect()
    }

    async fn write(&self, pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let mut values = key.values(2);
        values.extend([pen.entry(), Value::json(&self.comment)?, Value::text(&self.salt)]);
        let sql = "insert into assessment_comment
            (partnership_id, cycle_id, comment_id, entry_id, comment, salt)
            values ($1, $2, cast($3 as bigint), $4, $5, $6)";
        pen.run(sql, values).await
    }

    async fn erase(pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let sql = "delete from assessment_comment
            where partnership_id = $1 and cycle_id = $2 and comment_id = cast($3 as bigint)";
        pen.run(sql, key.values(2)).await
    }
}
