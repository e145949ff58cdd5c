//! Code frames and codings in the records.
//!
//! In come what is done to a frame and how somebody coded a comment; out go frames, version by version, and the codings
//! of each comment. Whose turn it is and what counts, the core alone says.

pub(crate) mod coding;
pub(crate) mod frame;
pub(crate) mod refused;

use std::collections::BTreeMap;

use partnership::consultation::answer::QuestionId;
use partnership::consultation::themes::coding::Coding;
use partnership::consultation::themes::coding::Codings;
use partnership::consultation::themes::coding::Turn;
use partnership::consultation::themes::comment::DELETED;
use partnership::consultation::themes::comment::takes_words;
use partnership::consultation::themes::comment::words_in;
use partnership::consultation::themes::frame::CodeFrame;
use partnership::consultation::themes::frame::FrameDeed;
use partnership::terms::slug::Slug;
use partnership::timetable::cycle::Cycle;

use crate::book::Book;
use crate::compiled_once;
use crate::consultation::held::HeldConsultation;
use crate::consultation::reply;
use crate::consultation::reply::StoredReply;
use crate::consultation::themes::coding::KeptCoding;
use crate::consultation::themes::refused::ThemesRefused;
use crate::error::RecordsError;
use crate::store::change::Change;
use crate::store::entry::Signed;
use crate::store::reading::Reading;
use crate::store::thing::Held;
use crate::store::thing::Key;
use crate::store::thing::Version;

/// Which question of which consultation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The cycle of the consultation.
    pub cycle: Cycle,
    /// The short name of its questionnaire.
    pub questionnaire: Slug,
    /// The question.
    pub question: QuestionId,
}

impl Asked {
    /// The key of its consultation.
    pub(crate) fn consultation(&self) -> Key {
        Key::all().and(self.cycle).and(&self.questionnaire)
    }

    fn key(&self) -> Key {
        self.consultation().and(&self.question)
    }
}

impl Book {
    /// The versions of the code frame of a question, the earliest first; none before the first code.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn code_frames(&self, of: &Asked) -> Result<Vec<Held<CodeFrame>>, RecordsError> {
        frames(&mut self.read().await?, of).await
    }

    /// Does something to the code frame of a question, from the version that was seen last; none where there was none. A
    /// draft is changed in place; after one that was signed off comes a new draft.
    ///
    /// # Errors
    /// When there is no such question in words, the deed does not fit, or somebody else changed the frame.
    #[compiled_once]
    pub async fn change_code_frame(
        &self,
        signed: &Signed,
        of: &Asked,
        seen: Option<Version>,
        deed: FrameDeed,
    ) -> Result<(), ThemesRefused> {
        let mut change = self.change(signed).await?;
        asked_in_words(&mut change, of).await?;
        let last = frames(change.reading(), of).await?.pop();
        if seen != last.as_ref().map(|held| held.version) {
            return Err(ThemesRefused::FrameChanged);
        }
        match last {
            None => {
                let first = CodeFrame::first().after(deed)?;
                change.enter(&of.key().and(first.number()), &first).await?;
            }
            Some(held) => {
                let next = held.value.after(deed)?;
                let key = of.key().and(next.number());
                if next.number() == held.value.number() {
                    change.replace(&key, held.version, &next).await?;
                } else {
                    change.enter(&key, &next).await?;
                }
            }
        }
        Ok(change.commit().await?)
    }

    /// The codings of the comments on a question, by the references of their replies.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn codings(&self, of: &Asked) -> Result<BTreeMap<i64, Codings>, RecordsError> {
        coding::all(&mut self.read().await?, &of.key()).await
    }

    /// Keeps how somebody coded the comment of a reply.
    ///
    /// # Errors
    /// When there is no such comment, the codes do not fit, or it is not this person's turn.
    #[compiled_once]
    pub async fn keep_coding(
        &self,
        signed: &Signed,
        of: &Asked,
        reply: i64,
        coded: (Turn, Coding),
    ) -> Result<(), ThemesRefused> {
        self.keep_codings(signed, of, vec![(reply, coded)]).await
    }

    /// Keeps how comments of replies were coded as [`Book::keep_coding`] keeps one, in this order: all of them or none. So
    /// may come what was coded elsewhere.
    ///
    /// # Errors
    /// When there is no such comment, the codes do not fit, or it is not this person's turn.
    #[compiled_once]
    pub async fn keep_codings(
        &self,
        signed: &Signed,
        of: &Asked,
        codings: Vec<(i64, (Turn, Coding))>,
    ) -> Result<(), ThemesRefused> {
        let mut change = self.change(signed).await?;
        consultation(&mut change, of).await?;
        let frames = frames(change.reading(), of).await?;
        let frames: Vec<CodeFrame> = frames.into_iter().map(|held| held.value).collect();
        for (reply, (turn, coding)) in codings {
            put(&mut change, of, &frames, KeptCoding { reply, turn, coding }).await?;
        }
        Ok(change.commit().await?)
    }
}

/// Puts a coding where it belongs; one that settles a difference takes the place of what settled it before.
async fn put(
    change: &mut Change,
    of: &Asked,
    frames: &[CodeFrame],
    kept: KeptCoding,
) -> Result<(), ThemesRefused> {
    let reply = kept.reply;
    let stored = stored(change, of, reply).await?;
    let words = stored.reply.answers.get(&of.question).and_then(words_in);
    words.filter(|words| *words != DELETED).ok_or(ThemesRefused::NoSuchComment(reply))?;
    let key = of.key().and(reply);
    let before = coding::all(change.reading(), &key).await?.remove(&reply).unwrap_or_default();
    before.after(kept.turn, kept.coding.clone(), frames)?;
    if let Some((other, _)) = &before.settled
        && kept.settles()
        && *other != kept.turn
    {
        coding::take_away(change, &key, *other).await?;
    }
    change.enter_or_replace(&key.and(coding::word(kept.turn)), &kept).await?;
    Ok(())
}

async fn frames(reading: &mut Reading, of: &Asked) -> Result<Vec<Held<CodeFrame>>, RecordsError> {
    let found = reading.within::<CodeFrame>(&of.key()).await?;
    Ok(found.into_iter().map(|found| found.held).collect())
}

/// That some version of the questionnaire asks the question in words.
async fn asked_in_words(change: &mut Change, of: &Asked) -> Result<(), ThemesRefused> {
    let held = consultation(change, of).await?;
    let mut versions = held.versions();
    let asks = versions.any(|version| {
        version.value.questionnaire().question(&of.question).is_some_and(takes_words)
    });
    if asks { Ok(()) } else { Err(ThemesRefused::NotInWords(of.question.clone())) }
}

/// The consultation.
pub(super) async fn consultation(
    change: &mut Change,
    of: &Asked,
) -> Result<HeldConsultation, ThemesRefused> {
    let found = HeldConsultation::within(change.reading(), &of.consultation()).await?.pop();
    Ok(found.ok_or_else(|| super::no_such(&of.questionnaire))?)
}

/// A reply to the consultation, with its consultation.
pub(super) async fn replied(
    change: &mut Change,
    of: &Asked,
    reply: i64,
) -> Result<(HeldConsultation, StoredReply), ThemesRefused> {
    let held = consultation(change, of).await?;
    Ok((held, stored(change, of, reply).await?))
}

/// A reply to the consultation.
async fn stored(change: &mut Change, of: &Asked, reply: i64) -> Result<StoredReply, ThemesRefused> {
    let key = of.consultation().and(reply);
    let stored = reply::all(change.reading(), &key).await?.pop();
    stored.map(|(_, stored)| stored).ok_or(ThemesRefused::NoSuchComment(reply))
}
