//! Files that a plan names must be there. The engine takes a name of which nothing is there for a folder without files, and
//! answers as though it had no rows: so it would where a file was pruned after the archive was opened, or where a cluster's
//! machine does not reach it.
//!
//! In comes a way to files; out goes the same, to be read alone, on which a missing file is a fault of its own.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use bytes::Bytes;
use datafusion::execution::object_store::ObjectStoreUrl;
use datafusion::execution::runtime_env::RuntimeEnv;

use futures::stream::BoxStream;
use object_store::CopyOptions;
use object_store::Error;
use object_store::GetOptions;
use object_store::GetResult;
use object_store::ListResult;
use object_store::MultipartUpload;
use object_store::ObjectMeta;
use object_store::ObjectStore;
use object_store::PutMultipartOptions;
use object_store::PutOptions;
use object_store::PutPayload;
use object_store::PutResult;
use object_store::Result;
use object_store::local::LocalFileSystem;
use object_store::path::Path;

/// Files of which each that is named is there.
#[derive(Debug)]
pub(crate) struct Present<S>(pub(crate) S);

/// Lets whatever runs in `runtime` read files of this machine; one that is not there is a fault.
pub(crate) fn here(runtime: &RuntimeEnv) {
    let here = Present(LocalFileSystem::new());
    runtime.register_object_store(ObjectStoreUrl::local_filesystem().as_ref(), Arc::new(here));
}

impl<S: ObjectStore> fmt::Display for Present<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

#[async_trait::async_trait]
impl<S: ObjectStore> ObjectStore for Present<S> {
    async fn get_opts(&self, location: &Path, options: GetOptions) -> Result<GetResult> {
        self.0.get_opts(location, options).await.map_err(told(location))
    }

    async fn get_ranges(&self, location: &Path, ranges: &[Range<u64>]) -> Result<Vec<Bytes>> {
        self.0.get_ranges(location, ranges).await.map_err(told(location))
    }

    fn list(&self, prefix: Option<&Path>) -> BoxStream<'static, Result<ObjectMeta>> {
        self.0.list(prefix)
    }

    async fn list_with_delimiter(&self, prefix: Option<&Path>) -> Result<ListResult> {
        self.0.list_with_delimiter(prefix).await
    }

    async fn put_opts(&self, _: &Path, _: PutPayload, _: PutOptions) -> Result<PutResult> {
        Err(only_read())
    }

    async fn put_multipart_opts(
        &self,
        _: &Path,
        _: PutMultipartOptions,
    ) -> Result<Box<dyn MultipartUpload>> {
        Err(only_read())
    }

    fn delete_stream(
        &self,
        _: BoxStream<'static, Result<Path>>,
    ) -> BoxStream<'static, Result<Path>> {
        Box::pin(futures::stream::once(std::future::ready(Err(only_read()))))
    }

    async fn copy_opts(&self, _: &Path, _: &Path, _: CopyOptions) -> Result<()> {
        Err(only_read())
    }
}

fn told(location: &Path) -> impl FnOnce(Error) -> Error {
    move |error| match error {
        Error::NotFound { .. } => fault(format!(
            "`{location}`, which the query reads, is not there; it was pruned meanwhile, or is not reached: ask again"
        )),
        other => other,
    }
}

fn only_read() -> Error {
    fault("the archive's files are only read here".to_owned())
}

fn fault(text: String) -> Error {
    Error::Generic { store: "archive", source: text.into() }
}
