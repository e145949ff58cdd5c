//! Where sessions are kept: in the records, by the fingerprint of their name.

use async_trait::async_trait;
use jiff::Timestamp;
use records::Fingerprint;
use records::Once;
use records::Session as Kept;
use records::Sessions;
use time::OffsetDateTime;
use tower_sessions::SessionStore;
use tower_sessions::session::Id;
use tower_sessions::session::Record;
use tower_sessions::session_store::Error;
use tower_sessions::session_store::Result;

use crate::who::seat::Seat;

/// The sessions of the records, as the library of sessions asks for them.
#[derive(Debug, Clone)]
pub(crate) struct SessionsInRecords(pub(crate) Sessions);

#[async_trait]
impl SessionStore for SessionsInRecords {
    async fn create(&self, record: &mut Record) -> Result<()> {
        // A name of 128 random bits is taken by no other; if it should be, another is tried.
        for _ in 0..3 {
            let begun = self.0.begin(&name(&record.id), &kept(record)?).await;
            match begun.map_err(backend)? {
                Once::Now => return Ok(()),
                Once::Already => record.id = Id::default(),
            }
        }
        Err(Error::Backend("no session's name is free".to_owned()))
    }

    async fn save(&self, record: &Record) -> Result<()> {
        // One that has ended meanwhile, by signing out everywhere, stays ended.
        let (Once::Now | Once::Already) =
            self.0.save(&name(&record.id), &kept(record)?).await.map_err(backend)?;
        Ok(())
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let kept = self.0.load(&name(id), Timestamp::now()).await.map_err(backend)?;
        kept.map(|kept| {
            let data =
                serde_json::from_str(&kept.data).map_err(|why| Error::Decode(why.to_string()))?;
            let expiry_date = OffsetDateTime::from_unix_timestamp(kept.expires.as_second());
            let expiry_date = expiry_date.map_err(|why| Error::Decode(why.to_string()))?;
            Ok(Record { id: *id, data, expiry_date })
        })
        .transpose()
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        self.0.end(&name(id)).await.map_err(backend)
    }
}

fn name(id: &Id) -> Fingerprint {
    Fingerprint::of(id.to_string())
}

fn kept(record: &Record) -> Result<Kept> {
    let encode = |why: &dyn std::fmt::Display| Error::Encode(why.to_string());
    let expires = Timestamp::from_second(record.expiry_date.unix_timestamp());
    Ok(Kept {
        data: serde_json::to_string(&record.data).map_err(|why| encode(&why))?,
        whose: Seat::in_data(&record.data).map(|seat| seat.whose()),
        expires: expires.map_err(|why| encode(&why))?,
    })
}

fn backend(error: impl std::fmt::Display) -> Error {
    Error::Backend(error.to_string())
}
