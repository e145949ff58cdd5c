//! What councils look at before they decide: one paragraph of a cover report each.

/// Something that a decision may have consequences for.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Implication {
    /// The law.
    Legal,
    /// Money.
    Finance,
    /// Staff.
    Staffing,
    /// Equality and human rights.
    Equality,
    /// Personal data.
    Privacy,
    /// Crime and disorder.
    CrimeAndDisorder,
    /// Public health.
    PublicHealth,
    /// What is bought.
    Procurement,
}

impl Implication {
    /// All of them, in the order of a report.
    pub const ALL: [Implication; 8] = [
        Implication::Legal,
        Implication::Finance,
        Implication::Staffing,
        Implication::Equality,
        Implication::Privacy,
        Implication::CrimeAndDisorder,
        Implication::PublicHealth,
        Implication::Procurement,
    ];

    /// What it is called.
    pub fn in_words(self) -> &'static str {
        match self {
            Implication::Legal => "Legal",
            Implication::Finance => "Finance",
            Implication::Staffing => "Staffing",
            Implication::Equality => "Equality and human rights",
            Implication::Privacy => "Privacy and data protection",
            Implication::CrimeAndDisorder => "Crime and disorder",
            Implication::PublicHealth => "Public health",
            Implication::Procurement => "Procurement",
        }
    }

    /// The short name by which forms have it.
    pub fn code(self) -> &'static str {
        match self {
            Implication::Legal => "legal",
            Implication::Finance => "finance",
            Implication::Staffing => "staffing",
            Implication::Equality => "equality",
            Implication::Privacy => "privacy",
            Implication::CrimeAndDisorder => "crime-and-disorder",
            Implication::PublicHealth => "public-health",
            Implication::Procurement => "procurement",
        }
    }

    /// Which duty is behind it, in our words.
    pub fn duty(self) -> Option<&'static str> {
        match self {
            Implication::Equality => Some("Equality Act 2010, section 149"),
            Implication::CrimeAndDisorder => Some("Crime and Disorder Act 1998, section 17"),
            Implication::Privacy => Some("Data Protection Act 2018, and the UK GDPR"),
            Implication::Legal
            | Implication::Finance
            | Implication::Staffing
            | Implication::PublicHealth
            | Implication::Procurement => None,
        }
    }
}
