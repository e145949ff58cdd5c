//! Second factors as the records keep them: encrypted with the server's key, each as one person's.
//!
//! In come an account and whose it is; out goes the second factor, where it is confirmed and can be opened. One that was
//! encrypted with a key that is gone is as good as none, so its person sets up another.

use partnership::membership::person::Person;
use records::Account;
use records::Book;
use records::RecordsError;
use records::Secret;
use records::Signed;

use crate::app::App;
use crate::page::fault;
use crate::page::fault::PageError;
use crate::who::encryption::EncryptionError;
use crate::who::encryption::Key;
use crate::who::encryption::Keys;
use crate::who::encryption::Opened;
use crate::who::second_factor::SecondFactor;

/// Who signs where the server encrypts what an earlier program kept as it was.
const SIGNED: &str = "the server, which encrypts second factors";

impl From<EncryptionError> for PageError {
    fn from(error: EncryptionError) -> PageError {
        PageError::Broken(error.to_string())
    }
}

/// What came of encryption the second factors that are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Encrypted {
    /// How many were encrypted now.
    pub now: usize,
    /// How many another key has encrypted: their people set up another when they sign in.
    pub lost: usize,
}

/// A secret of somebody, encrypted.
///
/// # Errors
/// When the key cannot be read or made.
pub(crate) fn encrypted(
    app: &App,
    book: &Book,
    person: &Person,
    factor: &SecondFactor,
) -> Result<Secret, PageError> {
    let key = Key::read_or_make(&app.settings.secret_key_file)?;
    Ok(Secret::of(key.encrypt(&factor.secret(), &whose(book, person))?))
}

/// What was encrypted as somebody's; none where it cannot be opened with the key of now.
///
/// # Errors
/// When the key cannot be read, or it was altered.
pub(crate) fn opened(
    app: &App,
    book: &Book,
    person: &Person,
    text: &str,
) -> Result<Option<SecondFactor>, PageError> {
    match keys(app)?.open(text, &whose(book, person))? {
        Opened::Secret(secret) | Opened::Former(secret) | Opened::Plain(secret) => {
            let factor = SecondFactor::kept(&secret, person.email.as_str());
            factor.map(Some).map_err(|error| PageError::Broken(error.to_string()))
        }
        Opened::OtherKey => Ok(None),
    }
}

/// The second factor that somebody must give: none where there is none, or none yet, or it can no longer be opened.
///
/// # Errors
/// When the key cannot be read, or it was altered.
pub(crate) fn of(
    app: &App,
    book: &Book,
    person: &Person,
    account: &Account,
) -> Result<Option<SecondFactor>, PageError> {
    let factor = account.second_factor.as_ref().filter(|factor| factor.confirmed.is_some());
    match factor {
        Some(factor) => opened(app, book, person, factor.secret.text()),
        None => Ok(None),
    }
}

/// Encrypts every second factor that an earlier program kept as it was, or that the former key encrypted, with the key of
/// now, and counts those that cannot be opened.
///
/// # Errors
/// When the key or the records cannot be read or written: why, for a log.
pub async fn encrypt_all(app: &App) -> Result<Encrypted, String> {
    let told = |error: RecordsError| fault::kind(&error).to_owned();
    let mut sum = Encrypted::default();
    for id in app.records.partnerships().await.map_err(told)? {
        let Some(book) = app.records.book(&id).await.map_err(told)? else { continue };
        for held in book.people().await.map_err(told)? {
            let one = encrypt_one(app, &book, &held.value).await?;
            sum.now += one.now;
            sum.lost += one.lost;
        }
    }
    Ok(sum)
}

async fn encrypt_one(app: &App, book: &Book, person: &Person) -> Result<Encrypted, String> {
    let told = |error: EncryptionError| error.to_string();
    let held = book.account(&person.id).await.map_err(|error| fault::kind(&error).to_owned())?;
    let Some(held) = held else { return Ok(Encrypted::default()) };
    let (version, mut account) = (held.version, held.value);
    let Some(factor) = &mut account.second_factor else { return Ok(Encrypted::default()) };
    let (keys, whose) = (keys(app).map_err(told)?, whose(book, person));
    let plain = match keys.open(factor.secret.text(), &whose).map_err(told)? {
        Opened::Secret(_) => return Ok(Encrypted::default()),
        Opened::OtherKey => return Ok(Encrypted { lost: 1, now: 0 }),
        Opened::Plain(plain) | Opened::Former(plain) => plain,
    };
    let key = Key::read_or_make(&app.settings.secret_key_file).map_err(told)?;
    factor.secret = Secret::of(key.encrypt(&plain, &whose).map_err(told)?);
    let signed = Signed { who: SIGNED.to_owned(), at: app.settings.clock.now() };
    let changed = book.change_account(&signed, version, account).await;
    changed.map_err(|_| "an account could not be changed".to_owned())?;
    Ok(Encrypted { lost: 0, now: 1 })
}

/// The key of now, and the one before it while it is being changed.
///
/// # Errors
/// When a file of one cannot be read or holds none.
pub(crate) fn keys(app: &App) -> Result<Keys, EncryptionError> {
    let former = app.settings.former_secret_key_file.as_deref();
    Keys::read(&app.settings.secret_key_file, former)
}

/// As whose it is encrypted: a secret that is put into another's row does not open there.
fn whose(book: &Book, person: &Person) -> String {
    format!("second factor of {}/{}", book.id(), person.id)
}
