//! Who publishes each kind of data, and under which licence it may be used.
//!
//! In comes a kind; out go the words that every page and document must carry.

use partnership::terms::extract::SourceKind;

/// Publisher and licence of a kind of data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Provenance {
    /// Who publishes it.
    pub publisher: &'static str,
    /// The licence, with the attribution that it asks for.
    pub licence: &'static str,
}

const OPEN_GOVERNMENT: &str = "Open Government Licence v3.0. Contains public sector information \
    licensed under the Open Government Licence v3.0.";
const ORDNANCE_SURVEY: &str = "Open Government Licence v3.0. Contains public sector information \
    licensed under the Open Government Licence v3.0. Contains Ordnance Survey, Office of National \
    Statistics, National Records Scotland and LPS Intellectual Property data © Crown copyright and \
    database right [2016].";

/// What the ONS asks for with its lists of postcodes.
const POSTCODES: &str = "Source: Office for National Statistics licensed under the Open Government Licence v.3.0. \
    Contains OS data © Crown copyright and database right. Contains Royal Mail data © Royal Mail copyright and \
    database right.";

/// The publisher and licence of a kind of data, as its publisher states them.
///
/// ```
/// use partnership::terms::extract::SourceKind;
/// let provenance = sources::provenance::of(SourceKind::PoliceStreet);
/// assert_eq!(provenance.publisher, "data.police.uk (Home Office)");
/// ```
pub fn of(kind: SourceKind) -> Provenance {
    let (publisher, licence) = match kind {
        SourceKind::PoliceStreet => ("data.police.uk (Home Office)", OPEN_GOVERNMENT),
        SourceKind::Prc => ("Home Office", OPEN_GOVERNMENT),
        SourceKind::Population
        | SourceKind::Households
        | SourceKind::Lookups
        | SourceKind::Neighbours
        | SourceKind::Severity => ("Office for National Statistics", OPEN_GOVERNMENT),
        SourceKind::Deprivation => {
            ("Ministry of Housing, Communities and Local Government", OPEN_GOVERNMENT)
        }
        SourceKind::Postcodes => ("Office for National Statistics", POSTCODES),
        SourceKind::Boundaries => {
            ("Office for National Statistics and Ordnance Survey", ORDNANCE_SURVEY)
        }
        SourceKind::Counts => ("Saferplan, from data.police.uk", OPEN_GOVERNMENT),
        SourceKind::Published => {
            ("named in each row", "Published figures are quoted as facts, each with its source.")
        }
    };
    Provenance { publisher, licence }
}
