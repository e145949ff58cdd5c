//! Encrypting what must be kept and read again, so that whoever has the database or a backup of it cannot read it.
//!
//! In come a secret and whose it is; out goes a text that only the key opens, and only as theirs. The key is in a file
//! beside the database and in none of its tables. ChaCha20-Poly1305 (RFC 8439), with 96 random bits for each secret.

use std::fs;
use std::io;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::path::PathBuf;

use data_encoding::BASE64URL_NOPAD;
use data_encoding::HEXLOWER;
use ring::aead;
use ring::aead::Aad;
use ring::aead::LessSafeKey;
use ring::aead::Nonce;
use ring::aead::UnboundKey;
use sha2::Digest;
use sha2::Sha256;

use crate::who::token;
use crate::who::token::NoRandomness;

/// With what an encrypted text begins. No secret in base 32 does.
const ENCRYPTED: &str = "encrypted:1:";
const KEY_BYTES: usize = 32;
const NONCE_BYTES: usize = 12;

/// What encrypts and opens. It is never printed.
pub(crate) struct Key([u8; KEY_BYTES]);

/// The key of now and, while it is being changed, the one before it.
pub(crate) struct Keys {
    now: Option<Key>,
    former: Option<Key>,
}

/// What came of opening a text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Opened {
    /// The secret.
    Secret(String),
    /// The secret, which the former key encrypted.
    Former(String),
    /// It was never encrypted, but kept as it is by an earlier program.
    Plain(String),
    /// Another key encrypted it, and nobody here can open it.
    OtherKey,
}

/// Why nothing can be encrypted or opened.
#[derive(Debug, thiserror::Error)]
pub enum EncryptionError {
    /// The file of the key could not be read or made.
    #[error("the key `{file}` could not be read or made: {why}", file = .0.display(), why = .1)]
    File(PathBuf, #[source] io::Error),
    /// The file holds no key.
    #[error(
        "`{0}` holds no key; expected 64 hexadecimal figures, as Saferplan wrote it. Put back the file as it was"
    )]
    NotAKey(PathBuf),
    /// There is no randomness.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
    /// What was encrypted is not what it was, or not whose it was.
    #[error("an encrypted secret was altered, or put where another's was")]
    Altered,
}

impl Key {
    /// The key in a file; none where there is no such file.
    ///
    /// # Errors
    /// When the file cannot be read, or holds no key.
    pub(crate) fn read(file: &Path) -> Result<Option<Key>, EncryptionError> {
        let text = match fs::read_to_string(file) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(EncryptionError::File(file.to_owned(), error)),
        };
        let bytes = HEXLOWER.decode(text.trim().as_bytes()).ok();
        let bytes = bytes.and_then(|bytes| <[u8; KEY_BYTES]>::try_from(bytes).ok());
        bytes.map(|bytes| Some(Key(bytes))).ok_or_else(|| EncryptionError::NotAKey(file.to_owned()))
    }

    /// The key in a file, which is made where there is none. Of two who make one at once, both get the first.
    ///
    /// # Errors
    /// When the file cannot be read or made, or holds no key.
    pub(crate) fn read_or_make(file: &Path) -> Result<Key, EncryptionError> {
        if let Some(key) = Key::read(file)? {
            return Ok(key);
        }
        let key = Key(token::random()?);
        // Two requests may each begin a file at once, so each has a name of its own.
        let part = HEXLOWER.encode(&token::random::<8>()?);
        key.write(file, &part).map_err(|error| EncryptionError::File(file.to_owned(), error))?;
        let first = Key::read(file)?;
        first.ok_or_else(|| EncryptionError::NotAKey(file.to_owned()))
    }

    /// Writes the key where no file is: wholly or not at all, for its owner alone.
    fn write(&self, file: &Path, part: &str) -> io::Result<()> {
        let mut name = file.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{part}.part"));
        let beside = file.with_file_name(name);
        let mut part =
            fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&beside)?;
        let written = writeln!(part, "{}", HEXLOWER.encode(&self.0)).and_then(|()| part.sync_all());
        // A link is refused where a file is, which no renaming would be.
        let linked = written.and_then(|()| match fs::hard_link(&beside, file) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            other => other,
        });
        fs::remove_file(&beside)?;
        linked?;
        // Nothing is encrypted before the name of the file is on the disk, too.
        let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
        fs::File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
    }

    /// Encrypts a secret as somebody's.
    ///
    /// # Errors
    /// When there is no randomness.
    pub(crate) fn encrypt(&self, secret: &str, whose: &str) -> Result<String, EncryptionError> {
        let nonce = token::random::<NONCE_BYTES>()?;
        let mut bytes = secret.as_bytes().to_vec();
        let encrypted = self.cipher()?.seal_in_place_append_tag(
            Nonce::assume_unique_for_key(nonce),
            Aad::from(whose.as_bytes()),
            &mut bytes,
        );
        encrypted.map_err(|_| EncryptionError::Altered)?;
        let encrypted = BASE64URL_NOPAD.encode(&[&nonce[..], &bytes].concat());
        Ok(format!("{ENCRYPTED}{}:{encrypted}", self.name()))
    }

    fn cipher(&self) -> Result<LessSafeKey, EncryptionError> {
        let key = UnboundKey::new(&aead::CHACHA20_POLY1305, &self.0);
        key.map(LessSafeKey::new).map_err(|_| EncryptionError::Altered)
    }

    /// What tells one key from another, and tells nothing of it.
    fn name(&self) -> String {
        let hash = Sha256::new().chain_update("saferplan key 1:").chain_update(self.0).finalize();
        HEXLOWER.encode(&hash)[..16].to_owned()
    }
}

impl Keys {
    /// The keys in their files.
    ///
    /// # Errors
    /// When a file cannot be read or holds no key, or the former key is named and not there.
    pub(crate) fn read(now: &Path, former: Option<&Path>) -> Result<Keys, EncryptionError> {
        let missing = |file: &Path| {
            EncryptionError::File(file.to_owned(), io::Error::from(io::ErrorKind::NotFound))
        };
        let read = |file: &Path| Key::read(file)?.ok_or_else(|| missing(file));
        Ok(Keys { now: Key::read(now)?, former: former.map(read).transpose()? })
    }

    /// Opens what was encrypted as somebody's with either key.
    ///
    /// # Errors
    /// When it was altered, or encrypted as somebody else's.
    pub(crate) fn open(&self, text: &str, whose: &str) -> Result<Opened, EncryptionError> {
        match open(self.now.as_ref(), text, whose)? {
            Opened::OtherKey => Ok(match open(self.former.as_ref(), text, whose)? {
                Opened::Secret(secret) => Opened::Former(secret),
                other => other,
            }),
            opened => Ok(opened),
        }
    }
}

/// Opens what was encrypted as somebody's, if with this key.
///
/// # Errors
/// When it was altered, or encrypted as somebody else's.
fn open(key: Option<&Key>, text: &str, whose: &str) -> Result<Opened, EncryptionError> {
    let Some(encrypted) = text.strip_prefix(ENCRYPTED) else {
        return Ok(Opened::Plain(text.to_owned()));
    };
    let (name, encrypted) = encrypted.split_once(':').ok_or(EncryptionError::Altered)?;
    let Some(key) = key.filter(|key| key.name() == name) else { return Ok(Opened::OtherKey) };
    let mut bytes =
        BASE64URL_NOPAD.decode(encrypted.as_bytes()).map_err(|_| EncryptionError::Altered)?;
    let (nonce, encrypted) =
        bytes.split_at_mut_checked(NONCE_BYTES).ok_or(EncryptionError::Altered)?;
    let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| EncryptionError::Altered)?;
    let opened = key.cipher()?.open_in_place(nonce, Aad::from(whose.as_bytes()), encrypted);
    let opened = opened.map_err(|_| EncryptionError::Altered)?.to_vec();
    String::from_utf8(opened).map(Opened::Secret).map_err(|_| EncryptionError::Altered)
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key(…)")
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    const SECRET: &str = "GEZDGNBVGY3TQOJQ";

    #[test]
    fn a_encrypted_secret_is_opened_by_its_key_as_whose_it_is() {
        let key = Key([7; KEY_BYTES]);
        let encrypted = key.encrypt(SECRET, "maidstone/jane").unwrap();
        assert!(encrypted.starts_with(ENCRYPTED) && !encrypted.contains(SECRET), "{encrypted}");
        assert_ne!(encrypted, key.encrypt(SECRET, "maidstone/jane").unwrap(), "twice the same");
        let opened = open(Some(&key), &encrypted, "maidstone/jane").unwrap();
        assert_eq!(opened, Opened::Secret(SECRET.to_owned()));
        // As anybody else's, or altered by one sign, it is refused.
        assert!(open(Some(&key), &encrypted, "maidstone/john").is_err());
        let last = if encrypted.ends_with('A') { 'B' } else { 'A' };
        let altered = format!("{}{last}", &encrypted[..encrypted.len() - 3]);
        assert!(open(Some(&key), &altered, "maidstone/jane").is_err());
        assert!(open(Some(&key), &encrypted[..ENCRYPTED.len() + 20], "maidstone/jane").is_err());
    }

    #[test]
    fn another_key_opens_nothing_and_what_was_never_encrypted_is_known() {
        let encrypted = Key([7; KEY_BYTES]).encrypt(SECRET, "jane").unwrap();
        let other = Key([8; KEY_BYTES]);
        assert_eq!(open(Some(&other), &encrypted, "jane").unwrap(), Opened::OtherKey);
        assert_eq!(open(None, &encrypted, "jane").unwrap(), Opened::OtherKey);
        assert_eq!(open(None, SECRET, "jane").unwrap(), Opened::Plain(SECRET.to_owned()));
    }

    #[test]
    fn the_file_is_made_once_and_for_its_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("secret-key");
        assert!(Key::read(&file).unwrap().is_none());
        let made = std::thread::scope(|all| {
            let made = (0..8).map(|_| all.spawn(|| Key::read_or_make(&file).unwrap().name()));
            let made: Vec<_> = made.collect();
            made.into_iter().map(|one| one.join().unwrap()).collect::<Vec<_>>()
        });
        assert!(made.iter().all(|name| *name == made[0]), "{made:?}");
        let mode = fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "something was left behind");
    }

    #[test]
    fn a_file_that_holds_no_key_is_refused_and_left_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("secret-key");
        fs::write(&file, "three blind mice").unwrap();
        let refused = Key::read_or_make(&file).unwrap_err().to_string();
        assert!(refused.contains("holds no key; expected 64 hexadecimal figures"), "{refused}");
        assert_eq!(fs::read_to_string(&file).unwrap(), "three blind mice");
        assert_eq!(format!("{:?}", Key([7; KEY_BYTES])), "Key(…)");
    }
}
