//! For whom an edition of the assessment is, and what its rows are told apart by.
//!
//! The two editions have other rows under the same numbers, so their references are not the same.

/// For whom an edition is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edition {
    /// For everybody.
    Public,
    /// For those who may see everything.
    Exempt,
}

impl Edition {
    /// What stands in its references, and what its files are called by.
    pub fn name(self) -> &'static str {
        match self {
            Edition::Public => "assessment",
            Edition::Exempt => "assessment-exempt",
        }
    }

    /// What it is called under its title.
    pub fn in_words(self) -> &'static str {
        match self {
            Edition::Public => "public edition",
            Edition::Exempt => "exempt edition, not for publication",
        }
    }

    /// Whether a reference is one of an edition for those who may see everything.
    ///
    /// ```
    /// use partnership::assessment::edition::Edition;
    /// assert!(Edition::is_exempt("safer-maidstone/2015-16/assessment-exempt/2014-12-04/7.1"));
    /// assert!(!Edition::is_exempt("safer-maidstone/2015-16/assessment/2014-12-04/7.1"));
    /// ```
    pub fn is_exempt(reference: &str) -> bool {
        reference.split('/').any(|part| part == Edition::Exempt.name())
    }
}
