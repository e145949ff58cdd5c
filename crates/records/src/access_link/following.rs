//! Following a link, using it up, and revoking it.
//!
//! In comes the fingerprint of what is written in a link, and the purpose for which it was followed; out goes for
//! whom it was made, if it may still be followed for that.

use jiff::Timestamp;
use partnership::membership::person::PersonId;

use crate::access_link::AccessLink;
use crate::access_link::AccessLinkRefused;
use crate::access_link::Ended;
use crate::access_link::ForWhom;
use crate::access_link::Purpose;
use crate::access_link::Uses;
use crate::access_link::rows;
use crate::account;
use crate::account::Account;
use crate::account::AccountRefused;
use crate::book::Book;
use crate::compiled_once;
use crate::error::ChangeError;
use crate::error::RecordsError;
use crate::fingerprint::Fingerprint;
use crate::once::Once;
use crate::secret::Secret;
use crate::store::change::Change;
use crate::store::entry::Signed;
use crate::store::reading::Reading;
use crate::store::thing::Held;
use crate::store::thing::Key;

impl Book {
    /// The link with that token, if it may be followed for a purpose. Nothing is used up by it.
    ///
    /// # Errors
    /// When there is no such link, or it was used, revoked or expired.
    #[compiled_once]
    pub async fn access_link(
        &self,
        token: &Fingerprint,
        purpose: Purpose,
        now: Timestamp,
    ) -> Result<AccessLink, AccessLinkRefused> {
        let mut reading = self.read().await?;
        Ok(open(&mut reading, token, purpose, now).await?.value)
    }

    /// Follows a link for a purpose, at the time of the signature. One that is good for once is used up by it: of
    /// two who follow it at once, the second is refused.
    ///
    /// # Errors
    /// When there is no such link, or it was used, revoked or expired.
    #[compiled_once]
    pub async fn use_access_link(
        &self,
        signed: &Signed,
        token: &Fingerprint,
        purpose: Purpose,
    ) -> Result<AccessLink, AccessLinkRefused> {
        let mut change = self.change_even_when_ended(signed).await?;
        let link = used(&mut change, token, purpose).await?;
        change.commit().await?;
        Ok(link)
    }

    /// Sets the password of the person for whom a link was made, and uses the link up: both or neither. Every other
    /// link by which that person could set a password or sign in is revoked.
    ///
    /// # Errors
    /// When there is no such link, or it was used, revoked or expired.
    #[compiled_once]
    pub async fn set_password_by_link(
        &self,
        signed: &Signed,
        token: &Fingerprint,
        password: Secret,
    ) -> Result<PersonId, AccessLinkRefused> {
        let mut change = self.change_even_when_ended(signed).await?;
        let link = used(&mut change, token, Purpose::SetPassword).await?;
        let ForWhom::Person(person) = link.for_whom else {
            return Err(AccessLinkRefused::Unknown);
        };
        set_password(&mut change, &person, password).await?;
        for other in of_person(change.reading(), &person).await? {
            let is_open = other.value.over(signed.at).is_none();
            if is_open && other.value.purpose.uses() == Uses::One {
                revoke(&mut change, other).await?;
            }
        }
        change.commit().await?;
        Ok(person)
    }

    /// Revokes a link by its number, so that nobody can follow it; [`Once::Already`] where it had ended.
    ///
    /// # Errors
    /// When there is no such link.
    #[compiled_once]
    pub async fn revoke_access_link(
        &self,
        signed: &Signed,
        number: i64,
    ) -> Result<Once, AccessLinkRefused> {
        let mut change = self.change_even_when_ended(signed).await?;
        let held = change.reading().one::<AccessLink>(&Key::all().and(number)).await?;
        let held = held.ok_or(AccessLinkRefused::Unknown)?;
        if held.value.over(signed.at).is_some() {
            return Ok(Once::Already);
        }
        revoke(&mut change, held).await?;
        change.commit().await?;
        Ok(Once::Now)
    }
}

/// The links of a person, the first made first.
pub(crate) async fn of_person(
    reading: &mut Reading,
    person: &PersonId,
) -> Result<Vec<Held<AccessLink>>, RecordsError> {
    let whose = ForWhom::Person(person.clone());
    let found = reading.within::<AccessLink>(&Key::all()).await?;
    let theirs = found.into_iter().map(|found| found.held);
    Ok(theirs.filter(|held| held.value.for_whom == whose).collect())
}

/// The link with a token, if it may be followed for a purpose.
async fn open(
    reading: &mut Reading,
    token: &Fingerprint,
    purpose: Purpose,
    now: Timestamp,
) -> Result<Held<AccessLink>, AccessLinkRefused> {
    let number = rows::number_of(reading, token).await?.ok_or(AccessLinkRefused::Unknown)?;
    let held = reading.one::<AccessLink>(&Key::all().and(number)).await?;
    let held = held.filter(|held| held.value.purpose == purpose);
    let held = held.ok_or(AccessLinkRefused::Unknown)?;
    match held.value.over(now) {
        None => Ok(held),
        Some(over) => Err(AccessLinkRefused::Over(over)),
    }
}

/// The link with a token, followed for a purpose.
async fn used(
    change: &mut Change,
    token: &Fingerprint,
    purpose: Purpose,
) -> Result<AccessLink, AccessLinkRefused> {
    let at = change.at();
    let Held { mut value, version } = open(change.reading(), token, purpose, at).await?;
    match purpose.uses() {
        Uses::Many => {}
        Uses::One => {
            value.ended = Some(Ended::Used(at));
            change.replace(&Key::all().and(value.number), version, &value).await?;
        }
    }
    Ok(value)
}

/// Ends a link that is open.
async fn revoke(change: &mut Change, held: Held<AccessLink>) -> Result<(), ChangeError> {
    let Held { mut value, version } = held;
    value.ended = Some(Ended::Revoked(change.at()));
    change.replace(&Key::all().and(value.number), version, &value).await.map(|_| ())
}

async fn set_password(
    change: &mut Change,
    person: &PersonId,
    password: Secret,
) -> Result<(), AccountRefused> {
    let key = Key::all().and(person);
    let held = change.reading().one::<Account>(&key).await?;
    let mut account = match &held {
        Some(held) => held.value.clone(),
        None => Account::new(person.clone()),
    };
    account.password = Some(password);
    account::could_be(change, &account).await?;
    match held {
        Some(held) => change.replace(&key, held.version, &account).await?,
        None => change.enter(&key, &account).await?,
    };
    Ok(())
}
