//! Why something of distribution is not kept, in words that say what to do.

use partnership::distribution::list::ListFault;
use partnership::distribution::request::RequestFault;
use partnership::distribution::request::RequestRefused;

use crate::error::ChangeError;
use crate::error::RecordsError;
use crate::store::conflict::Conflict;

/// Why something of distribution is not kept. Nothing was saved.
#[derive(Debug, thiserror::Error)]
pub enum DistributionRefused {
    /// The list has a fault.
    #[error(transparent)]
    List(#[from] ListFault),
    /// Some on the list did not ask to be told.
    #[error(
        "some on the list are held because of their office and did not ask to be told; take them off it first, or leave it of \
         others"
    )]
    NotByConsent,
    /// The recipient is on the list already.
    #[error("{0} is on the list already; change the recipient there")]
    There(String),
    /// The request has faults.
    #[error("{}", in_lines(.0))]
    Request(Vec<RequestFault>),
    /// What was done about a request cannot follow.
    #[error(transparent)]
    Deed(#[from] RequestRefused),
    /// Somebody else changed it.
    #[error(transparent)]
    Conflict(#[from] Conflict),
    /// The records could not be read or written.
    #[error(transparent)]
    Records(#[from] RecordsError),
}

fn in_lines(faults: &[RequestFault]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

impl From<ChangeError> for DistributionRefused {
    fn from(error: ChangeError) -> DistributionRefused {
        match error {
            ChangeError::Conflict(conflict) => DistributionRefused::Conflict(conflict),
            ChangeError::Records(error) => DistributionRefused::Records(error),
        }
    }
}
