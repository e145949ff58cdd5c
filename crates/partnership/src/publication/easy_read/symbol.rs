//! The pictures of easy-read texts: a few plain symbols, drawn for this program.

/// A picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub enum Symbol {
    /// A person.
    Person,
    /// Several people.
    People,
    /// Two people who talk.
    Talking,
    /// A police officer.
    Police,
    /// A home.
    Home,
    /// A town.
    Town,
    /// A lamp in the street.
    Lamp,
    /// A car.
    Car,
    /// A drink.
    Drink,
    /// A hand that says stop.
    Stop,
    /// A heart: help and care.
    Care,
    /// A telephone.
    Telephone,
    /// A paper with writing.
    Paper,
    /// A calendar.
    Calendar,
    /// A tick: yes, done.
    Yes,
    /// A cross: no, wrong.
    No,
    /// A question.
    Question,
    /// Money.
    Money,
}

impl Symbol {
    /// All of them.
    pub const ALL: [Symbol; 18] = [
        Symbol::Person,
        Symbol::People,
        Symbol::Talking,
        Symbol::Police,
        Symbol::Home,
        Symbol::Town,
        Symbol::Lamp,
        Symbol::Car,
        Symbol::Drink,
        Symbol::Stop,
        Symbol::Care,
        Symbol::Telephone,
        Symbol::Paper,
        Symbol::Calendar,
        Symbol::Yes,
        Symbol::No,
        Symbol::Question,
        Symbol::Money,
    ];

    /// The word by which a source names it.
    pub fn word(self) -> &'static str {
        match self {
            Symbol::Person => "person",
            Symbol::People => "people",
            Symbol::Talking => "talking",
            Symbol::Police => "police",
            Symbol::Home => "home",
            Symbol::Town => "town",
            Symbol::Lamp => "lamp",
            Symbol::Car => "car",
            Symbol::Drink => "drink",
            Symbol::Stop => "stop",
            Symbol::Care => "care",
            Symbol::Telephone => "telephone",
            Symbol::Paper => "paper",
            Symbol::Calendar => "calendar",
            Symbol::Yes => "yes",
            Symbol::No => "no",
            Symbol::Question => "question",
            Symbol::Money => "money",
        }
    }

    /// The one of that name.
    pub fn named(word: &str) -> Option<Symbol> {
        Symbol::ALL.into_iter().find(|one| one.word() == word)
    }
}

/// The names of all, for whoever chooses one.
pub fn all_named() -> String {
    let names: Vec<&str> = Symbol::ALL.into_iter().map(Symbol::word).collect();
    names.join(", ")
}
