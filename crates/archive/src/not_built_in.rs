//! What stands in the cluster's place where this program was built without it: nothing runs there, and the words say how to
//! build it.

use std::future::Future;
use std::future::ready;
use std::path::Path;

use datafusion::prelude::SessionContext;

use crate::error::ArchiveError;
use crate::manifest::Manifest;
use crate::runs_on::NotBuiltIn;
use crate::storage::Storage;

pub(crate) fn session(
    _scheduler: &str,
    _storage: Option<&Storage>,
) -> Result<SessionContext, ArchiveError> {
    Err(NotBuiltIn.into())
}

pub(crate) fn bring(
    _storage: &Storage,
    _folder: &Path,
    _manifest: &Manifest,
) -> impl Future<Output = Result<(), ArchiveError>> {
    ready(Err(NotBuiltIn.into()))
}

pub(crate) fn clear(
    _storage: &Storage,
    _folder: &Path,
    _manifest: &Manifest,
) -> impl Future<Output = Result<(), ArchiveError>> {
    ready(Err(NotBuiltIn.into()))
}
