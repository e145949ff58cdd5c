//! Copies of the archive's files in object storage, where the machines of a cluster read them.
//!
//! In come the list of files and the storage; out goes a storage that holds a copy of each file in use. A copy is put there
//! whole or not at all, under a name that nothing else ever has, and a plan names copies that are there: so nobody reads half
//! a file, and whoever is broken off leaves at most copies that the next one finds.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::future::ready;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use datafusion::error::DataFusionError;
use datafusion::execution::object_store::ObjectStoreUrl;
use datafusion::execution::runtime_env::RuntimeEnv;
use futures::StreamExt as _;
use futures::TryStreamExt as _;
use futures::stream;
use object_store::ObjectStore as _;
use object_store::ObjectStoreExt as _;
use object_store::RetryConfig;
use object_store::aws::AmazonS3;
use object_store::aws::AmazonS3Builder;
use object_store::path::Path as Name;

use crate::error::ArchiveError;
use crate::manifest::DataFile;
use crate::manifest::Manifest;
use crate::present;
use crate::present::Present;
use crate::storage::Storage;

/// How many files are on their way at once; each is in memory meanwhile.
const AT_ONCE: usize = 4;

/// How long a request is tried again where the storage does not answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// Lets whatever runs in `runtime` read files of this machine and from the storage, if there is one; a file that is not there
/// is a fault.
pub(super) fn readable(
    storage: Option<&Storage>,
    runtime: &RuntimeEnv,
) -> Result<(), DataFusionError> {
    present::here(runtime);
    if let Some(storage) = storage {
        let bucket = ObjectStoreUrl::parse(storage.bucket_address())?;
        runtime.register_object_store(bucket.as_ref(), Arc::new(Present(client(storage)?)));
    }
    Ok(())
}

/// Brings a copy of each file in use that has none there.
pub(crate) async fn bring(
    storage: &Storage,
    folder: &Path,
    manifest: &Manifest,
) -> Result<(), ArchiveError> {
    let client = client(storage).map_err(failed(storage))?;
    let held = held(&client, storage).await.map_err(failed(storage))?;
    let wanted = in_use(storage, folder, manifest)?;
    let missing = wanted.into_iter().filter(|(name, file)| held.get(name) != Some(&file.bytes));
    let put = |(name, file): (Name, &DataFile)| {
        let (client, path) = (&client, file.path(folder));
        async move {
            let bytes = fs::read(&path).map_err(ArchiveError::file("reading", &path))?;
            client.put(&name, bytes.into()).await.map_err(failed(storage))?;
            Ok::<(), ArchiveError>(())
        }
    };
    stream::iter(missing.map(Ok)).try_for_each_concurrent(AT_ONCE, put).await
}

/// Takes away copies of what is in use no longer.
pub(crate) async fn clear(
    storage: &Storage,
    folder: &Path,
    manifest: &Manifest,
) -> Result<(), ArchiveError> {
    let client = client(storage).map_err(failed(storage))?;
    let held = held(&client, storage).await.map_err(failed(storage))?;
    let wanted: BTreeSet<Name> =
        in_use(storage, folder, manifest)?.into_iter().map(|(name, _)| name).collect();
    let gone = held.into_keys().filter(|name| !wanted.contains(name)).map(Ok).collect::<Vec<_>>();
    let deleted = client.delete_stream(stream::iter(gone).boxed());
    deleted.try_for_each(|_| ready(Ok(()))).await.map_err(failed(storage))
}

/// The files in use that have rows, each with the name of its copy.
fn in_use<'a>(
    storage: &Storage,
    folder: &Path,
    manifest: &'a Manifest,
) -> Result<Vec<(Name, &'a DataFile)>, ArchiveError> {
    let in_use = manifest.files.iter().filter(|file| file.superseded.is_none() && file.rows > 0);
    let named = |file: &'a DataFile| {
        let name = storage.name(folder, file);
        let name = name.map_err(ArchiveError::file("reading", &file.path(folder)))?;
        Ok((Name::from(name), file))
    };
    in_use.map(named).collect()
}

/// The copies that are there, and their bytes.
async fn held(
    client: &AmazonS3,
    storage: &Storage,
) -> Result<BTreeMap<Name, u64>, object_store::Error> {
    let listed = client.list(Some(&Name::from(storage.folder.as_str())));
    listed.map_ok(|copy| (copy.location, copy.size)).try_collect().await
}

fn client(storage: &Storage) -> Result<AmazonS3, object_store::Error> {
    let patience =
        RetryConfig { max_retries: 4, retry_timeout: PATIENCE, ..RetryConfig::default() };
    let client = AmazonS3Builder::new()
        .with_bucket_name(&storage.bucket)
        .with_region(&storage.region)
        .with_access_key_id(&storage.key)
        .with_secret_access_key(&storage.secret)
        .with_allow_http(true)
        .with_retry(patience);
    match &storage.endpoint {
        Some(endpoint) => client.with_endpoint(endpoint).build(),
        None => client.build(),
    }
}

fn failed(storage: &Storage) -> impl Fn(object_store::Error) -> ArchiveError {
    let at = storage.bucket_address();
    move |error| ArchiveError::Storage { at: at.clone(), found: error.to_string() }
}
