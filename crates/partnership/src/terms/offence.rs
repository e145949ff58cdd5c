//! Offence classes: the types that street-level data are published by, and how they meet the
//! Home Office's groups.
//!
//! In comes a type as published; out goes a class that knows whether it is a crime at all.

use std::fmt;

/// A street-level crime type as data.police.uk publishes it, in the order we print them.
///
/// The types changed in May 2013: "Violent crime" became "Violence and sexual offences", "Public
/// disorder and weapons" was split, and bicycle theft and theft from the person were taken out of
/// other theft. The two sets must not be added up over that change.
///
/// Source: data.police.uk, "About" and "Changelog".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OffenceClass {
    /// Violence and sexual offences.
    ViolenceAndSexualOffences,
    /// Robbery.
    Robbery,
    /// Burglary.
    Burglary,
    /// Vehicle crime: theft of and from a vehicle.
    VehicleCrime,
    /// Shoplifting.
    Shoplifting,
    /// Theft from the person.
    TheftFromThePerson,
    /// Bicycle theft.
    BicycleTheft,
    /// Other theft.
    OtherTheft,
    /// Criminal damage and arson.
    CriminalDamageAndArson,
    /// Drugs.
    Drugs,
    /// Possession of weapons.
    PossessionOfWeapons,
    /// Public order.
    PublicOrder,
    /// Other crime.
    OtherCrime,
    /// Violent crime: until April 2013.
    ViolentCrime,
    /// Public disorder and weapons: until April 2013.
    PublicDisorderAndWeapons,
    /// Anti-social behaviour (ASB): an incident, in no total of crimes.
    AntiSocialBehaviour,
}

use OffenceClass as Class;

const PUBLISHED: [(Class, &str); 16] = [
    (Class::ViolenceAndSexualOffences, "Violence and sexual offences"),
    (Class::Robbery, "Robbery"),
    (Class::Burglary, "Burglary"),
    (Class::VehicleCrime, "Vehicle crime"),
    (Class::Shoplifting, "Shoplifting"),
    (Class::TheftFromThePerson, "Theft from the person"),
    (Class::BicycleTheft, "Bicycle theft"),
    (Class::OtherTheft, "Other theft"),
    (Class::CriminalDamageAndArson, "Criminal damage and arson"),
    (Class::Drugs, "Drugs"),
    (Class::PossessionOfWeapons, "Possession of weapons"),
    (Class::PublicOrder, "Public order"),
    (Class::OtherCrime, "Other crime"),
    (Class::ViolentCrime, "Violent crime"),
    (Class::PublicDisorderAndWeapons, "Public disorder and weapons"),
    (Class::AntiSocialBehaviour, "Anti-social behaviour"),
];

impl OffenceClass {
    /// All classes in the order we print them.
    pub fn all() -> impl Iterator<Item = OffenceClass> {
        PUBLISHED.iter().map(|(class, _)| *class)
    }

    /// The class that a publisher names, without regard to capitals.
    ///
    /// ```
    /// use partnership::terms::offence::OffenceClass;
    /// assert_eq!(OffenceClass::published("Robbery"), Some(OffenceClass::Robbery));
    /// assert_eq!(OffenceClass::published("Theft From the Person"), Some(OffenceClass::TheftFromThePerson));
    /// assert_eq!(OffenceClass::published("Piracy"), None);
    /// ```
    pub fn published(name: &str) -> Option<OffenceClass> {
        PUBLISHED.iter().find(|(_, text)| text.eq_ignore_ascii_case(name)).map(|(class, _)| *class)
    }

    /// The class as published and printed.
    pub fn name(self) -> &'static str {
        PUBLISHED.iter().find(|(class, _)| *class == self).map_or("", |(_, name)| *name)
    }

    /// The class inside a sentence, such as "violence and sexual offences".
    pub fn in_sentence(self) -> String {
        self.name().to_ascii_lowercase()
    }

    /// Whether it is a recorded crime, counted in totals of crime; anti-social behaviour is an
    /// incident and stands outside them all.
    pub fn is_crime(self) -> bool {
        self != Class::AntiSocialBehaviour
    }

    /// Whether it belongs to the types that were published until April 2013 only.
    pub fn ended_in_2013(self) -> bool {
        matches!(self, Class::ViolentCrime | Class::PublicDisorderAndWeapons)
    }
}

impl fmt::Display for OffenceClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl serde::Serialize for OffenceClass {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.name())
    }
}

impl<'de> serde::Deserialize<'de> for OffenceClass {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<OffenceClass, D::Error> {
        let text = String::deserialize(from)?;
        OffenceClass::published(&text)
            .ok_or_else(|| serde::de::Error::custom(format!("`{text}` is not a crime type")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anti_social_behaviour_is_the_only_incident() {
        let incidents: Vec<_> = OffenceClass::all().filter(|class| !class.is_crime()).collect();
        assert_eq!(incidents, [OffenceClass::AntiSocialBehaviour]);
    }

    #[test]
    fn every_class_is_found_under_its_own_name() {
        for class in OffenceClass::all() {
            assert_eq!(OffenceClass::published(class.name()), Some(class));
        }
    }
}
