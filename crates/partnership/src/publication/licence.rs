//! The licence under which everybody may use the tables that a partnership made itself.
//!
//! In comes a name with its address; out goes a licence, the Open Government Licence where nobody chose another.

use std::fmt;
use std::str::FromStr;

/// A licence of open data.
///
/// ```
/// use partnership::publication::licence::DataLicence;
/// let licence: DataLicence = "CC BY 4.0 <https://creativecommons.org/licenses/by/4.0/>".parse()?;
/// assert_eq!(licence.name(), "CC BY 4.0");
/// assert_eq!(licence.to_string().parse(), Ok(licence));
/// # Ok::<(), partnership::publication::licence::DataLicenceError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataLicence {
    name: String,
    address: String,
}

/// Why a text is no licence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{found}` is not a licence with its address; expected a name and an address, such as {}",
    DataLicence::default()
)]
pub struct DataLicenceError {
    found: String,
}

impl Default for DataLicence {
    /// The Open Government Licence, version 3, under which public bodies publish unless they have reason not to.
    fn default() -> DataLicence {
        DataLicence {
            name: "Open Government Licence v3.0".to_owned(),
            address: "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
                .to_owned(),
        }
    }
}

impl DataLicence {
    /// What it is called.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where it can be read.
    pub fn address(&self) -> &str {
        &self.address
    }
}

impl fmt::Display for DataLicence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} <{}>", self.name, self.address)
    }
}

impl FromStr for DataLicence {
    type Err = DataLicenceError;

    fn from_str(text: &str) -> Result<DataLicence, DataLicenceError> {
        let wrong = || DataLicenceError { found: text.chars().take(80).collect() };
        let (name, address) = text.trim().split_once('<').ok_or_else(wrong)?;
        let address = address.strip_suffix('>').ok_or_else(wrong)?;
        let is_address = address.starts_with("https://")
            && address.len() > "https://".len()
            && !address.contains(|sign: char| {
                sign.is_whitespace() || sign.is_control() || "<>\"".contains(sign)
            });
        let name = name.trim();
        if name.is_empty() || !is_address {
            return Err(wrong());
        }
        Ok(DataLicence { name: name.to_owned(), address: address.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_licence_has_a_name_and_an_address_that_can_be_followed() {
        for text in [
            "OGL",
            "OGL <http://example.org/>",
            "<https://example.org/>",
            "A <https://>",
            "A <https://b c>",
        ] {
            let told = text.parse::<DataLicence>().unwrap_err().to_string();
            assert!(told.contains("such as Open Government Licence v3.0 <https://"), "{told}");
        }
    }
}
