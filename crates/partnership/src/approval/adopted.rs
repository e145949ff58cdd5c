//! A text that was adopted: exactly the one that was put forward, with the amendments that were carried on its way.
//!
//! In comes a text on its way, from the last of the bodies that must agree it, and from nowhere else; out goes a value
//! that says how it came about.

use crate::approval::document::Version;
use crate::approval::text::Text;
use crate::approval::under_way::Amended;
use crate::approval::under_way::Assent;
use crate::approval::under_way::UnderWay;
use crate::consultation::consulted_on::TextHash;
use crate::terms::day::Day;

/// Something that every body in turn has agreed. It is made by the last assent alone, so whatever takes it, such as
/// publication, takes nothing that was not adopted.
///
/// ```compile_fail
/// use partnership::approval::adopted::Adopted;
/// fn unapproved<T>(text: T) -> Adopted<T> {
///     Adopted { text }
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adopted<T> {
    text: T,
    version: Version,
    amendments: Vec<Amended>,
    assents: Vec<Assent>,
    on: Day,
}

impl<T> Adopted<T> {
    /// What was adopted.
    pub fn text(&self) -> &T {
        &self.text
    }

    /// The version as it was put forward.
    pub fn version(&self) -> &Version {
        &self.version
    }

    /// The amendments that were carried, in order.
    pub fn amendments(&self) -> &[Amended] {
        &self.amendments
    }

    /// Who agreed, in order.
    pub fn assents(&self) -> &[Assent] {
        &self.assents
    }

    /// The day on which it was adopted.
    pub fn on(&self) -> Day {
        self.on
    }
}

impl Adopted<Text> {
    /// What the last assent makes of a text on its way.
    pub(super) fn of(matter: UnderWay, on: Day) -> Adopted<Text> {
        let UnderWay { version, text, amendments, assents, .. } = matter;
        Adopted { text, version, amendments, assents, on }
    }

    /// The hash of the text, by which it is known.
    pub fn hash(&self) -> TextHash {
        self.text.hash()
    }

    /// How the text came about, in a sentence.
    pub fn in_words(&self) -> String {
        let (version, on) = (self.version.number, self.version.on.in_words());
        let amended = match self.amendments.len() {
            0 => "with no amendment".to_owned(),
            1 => "with the one amendment that was carried".to_owned(),
            several => format!("with the {several} amendments that were carried"),
        };
        format!("Exactly the text of version {version}, put forward on {on}, {amended}.")
    }
}
