//! What texts of the records said when they were read lately, kept by the texts themselves.
//!
//! In comes a text as it is stored; out goes what it says, made anew only where the same text was not read lately. A text that
//! was changed is another text, so nothing that is kept can be out of date. It is in memory alone.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;

use crate::error::RecordsError;

/// Texts with what they say, up to so many bytes of text.
pub(crate) struct ReadLately<T> {
    at_most: usize,
    kept: Mutex<Kept<T>>,
}

struct Kept<T> {
    all: BTreeMap<String, Arc<T>>,
    bytes: usize,
}

impl<T> Kept<T> {
    const fn nothing() -> Kept<T> {
        Kept { all: BTreeMap::new(), bytes: 0 }
    }
}

impl<T> ReadLately<T> {
    /// Nothing yet, of what will be no more than so many bytes of text.
    pub(crate) const fn up_to(at_most: usize) -> ReadLately<T> {
        ReadLately { at_most, kept: Mutex::new(Kept::nothing()) }
    }

    /// What a text says, which `make` makes of it where it was not read lately. Where all of it together would be too much,
    /// what was kept goes, and is made anew when it is read again.
    ///
    /// # Errors
    /// When nothing can be made of the text.
    pub(crate) fn read(
        &self,
        text: String,
        make: impl FnOnce(&str) -> Result<T, RecordsError>,
    ) -> Result<Arc<T>, RecordsError> {
        if let Some(known) = self.kept().all.get(&text).map(Arc::clone) {
            return Ok(known);
        }
        let made = Arc::new(make(&text)?);
        let (mut kept, more) = (self.kept(), text.len());
        if kept.bytes + more > self.at_most {
            *kept = Kept::nothing();
        }
        if more <= self.at_most && kept.all.insert(text, Arc::clone(&made)).is_none() {
            kept.bytes += more;
        }
        Ok(made)
    }

    /// Lets all of it go, so that nothing stays of what was taken away.
    pub(crate) fn let_go(&self) {
        *self.kept() = Kept::nothing();
    }

    /// What is kept stands whole whoever held it.
    fn kept(&self) -> MutexGuard<'_, Kept<T>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The length of a text, and whether it had to be made.
    fn length(kept: &ReadLately<usize>, text: &str) -> (usize, bool) {
        let mut made = false;
        let read = kept.read(text.to_owned(), |text| {
            made = true;
            Ok(text.len())
        });
        (*read.unwrap(), made)
    }

    #[test]
    fn a_text_is_made_once_and_a_changed_one_anew() {
        let kept = ReadLately::up_to(100);
        assert_eq!(length(&kept, "arson"), (5, true));
        assert_eq!(length(&kept, "arson"), (5, false));
        assert_eq!(length(&kept, "arson,"), (6, true));
        assert_eq!(length(&kept, "arson"), (5, false));
    }

    #[test]
    fn what_would_be_too_much_goes_and_is_made_again() {
        let kept = ReadLately::up_to(10);
        assert_eq!(length(&kept, "arson"), (5, true));
        assert_eq!(length(&kept, "theft"), (5, true));
        assert_eq!(length(&kept, "arson"), (5, false));
        assert_eq!(length(&kept, "robbery"), (7, true));
        assert_eq!(length(&kept, "arson"), (5, true));
        kept.let_go();
        assert_eq!(length(&kept, "arson"), (5, true));
        let large = "a text that is too large by itself";
        assert_eq!((length(&kept, large).1, length(&kept, large).1), (true, true));
    }

    #[test]
    fn what_cannot_be_made_is_not_kept() {
        let kept = ReadLately::<usize>::up_to(100);
        let refused = || RecordsError::stored("delivery", "arson", "it is damaged");
        assert!(kept.read("arson".to_owned(), |_| Err(refused())).is_err());
        assert_eq!(length(&kept, "arson"), (5, true));
    }
}
