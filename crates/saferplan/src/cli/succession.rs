//! The options of the commands by which partnerships follow others.

use std::collections::BTreeSet;
use std::str::FromStr;

use partnership::terms::area::AreaCode;
use partnership::terms::day::Day;
use records::PartnershipId;

use crate::cli::year::partnership_id;

/// Options of `combine`.
#[derive(Debug, clap::Args)]
pub(crate) struct CombineArguments {
    /// The short names of the partnerships that end
    #[arg(required = true, num_args = 2.., value_parser = partnership_id)]
    pub(crate) from: Vec<PartnershipId>,
    /// The short name of the one that follows them; one that was prepared with `init` is taken up
    #[arg(long, value_name = "NAME", value_parser = partnership_id)]
    pub(crate) into: PartnershipId,
    /// What it is called
    #[arg(long, value_name = "NAME")]
    pub(crate) name: String,
    /// The district that was made of theirs, by its code and name, as in "E06000068=Mid Kent"; theirs where none is given
    #[arg(long, value_name = "CODE=NAME")]
    pub(crate) district: Vec<NamedDistrict>,
    #[command(flatten)]
    pub(crate) why: Why,
}

/// Options of `split`.
#[derive(Debug, clap::Args)]
pub(crate) struct SplitArguments {
    /// The short name of the partnership that ends
    #[arg(value_parser = partnership_id)]
    pub(crate) from: PartnershipId,
    /// One that follows it: its short name, its name and the codes of its districts, as in
    /// "safer-ashford=Safer Ashford Partnership=E07000105"; given for each of them
    #[arg(long, value_name = "SHORT=NAME=CODES", required = true)]
    pub(crate) into: Vec<Share>,
    #[command(flatten)]
    pub(crate) why: Why,
}

/// When and why, and who says so.
#[derive(Debug, clap::Args)]
pub(crate) struct Why {
    /// The first day of what follows, today or before
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) on: Day,
    /// Why, such as the order that merged the districts
    #[arg(long, value_name = "WORDS")]
    pub(crate) because: String,
    /// Who does it, for the audit record
    #[arg(long, value_name = "WHO")]
    pub(crate) by: Option<String>,
}

/// A partnership that follows another with some of its districts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Share {
    /// Its short name.
    pub(crate) id: PartnershipId,
    /// What it is called.
    pub(crate) name: String,
    /// Its districts.
    pub(crate) districts: BTreeSet<AreaCode>,
}

impl FromStr for Share {
    type Err = String;

    fn from_str(text: &str) -> Result<Share, String> {
        let parts: Vec<&str> = text.split('=').map(str::trim).collect();
        let [id, name, codes] = parts.as_slice() else {
            return Err(format!(
                "`{text}` has not three parts; expected one such as \"safer-ashford=Safer Ashford Partnership=E07000105\""
            ));
        };
        let codes = codes.split(',').map(|code| code.trim().parse::<AreaCode>());
        let codes = codes.collect::<Result<BTreeSet<_>, _>>().map_err(|why| why.to_string())?;
        let id = partnership_id(id).map_err(|why| why.to_string())?;
        Ok(Share { id, name: (*name).to_owned(), districts: codes })
    }
}

/// A district with its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NamedDistrict {
    /// Its code.
    pub(crate) code: AreaCode,
    /// Its name.
    pub(crate) name: String,
}

impl FromStr for NamedDistrict {
    type Err = String;

    fn from_str(text: &str) -> Result<NamedDistrict, String> {
        let wanted = || {
            format!("`{text}` is no code with a name; expected one such as \"E06000068=Mid Kent\"")
        };
        let (code, name) = text.split_once('=').ok_or_else(wanted)?;
        let code: AreaCode = code.trim().parse().map_err(|_| wanted())?;
        match name.trim() {
            "" => Err(wanted()),
            name => Ok(NamedDistrict { code, name: name.to_owned() }),
        }
    }
}
