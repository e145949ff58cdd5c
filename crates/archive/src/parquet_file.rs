//! One Parquet file: written whole, read whole, or written again without some of its rows.

use std::collections::BTreeSet;
use std::fs;
use std::fs::File;
use std::path::Path;

use datafusion::arrow::array::AsArray as _;
use datafusion::arrow::array::BooleanArray;
use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::array::StringArray;
use datafusion::arrow::compute::filter_record_batch;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReader;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::arrow::arrow_writer::ArrowWriterOptions;
use parquet::basic::Compression;
use parquet::basic::Encoding;
use parquet::basic::ZstdLevel;
use parquet::file::properties::EnabledStatistics;
use parquet::file::properties::WriterProperties;
use parquet::schema::types::ColumnPath;
use partnership::terms::extract::ExtractId;

use crate::error::ArchiveError;
use crate::manifest::DataFile;
use crate::tables::Kind;
use crate::tables::Table;

const ROW_GROUP: usize = 1 << 16;
const PAGE: usize = 1 << 13;

/// The rows of one force in one extract.
pub(crate) type Whose = (String, ExtractId);

/// How the files of `table` are laid out: small row groups and pages, whose least and greatest
/// texts let a query for one district skip the rest.
fn properties(table: Table) -> WriterProperties {
    let mut properties = WriterProperties::builder()
        .set_created_by("Saferplan".to_owned())
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_max_row_group_row_count(Some(ROW_GROUP))
        .set_data_page_row_count_limit(PAGE)
        .set_statistics_enabled(EnabledStatistics::Page);
    for column in table.columns() {
        let path = ColumnPath::from(column.name);
        properties = match (column.kind, column.name) {
            (Kind::CrimeId, _) => properties
                .set_column_dictionary_enabled(path.clone(), false)
                .set_column_compression(path.clone(), Compression::UNCOMPRESSED)
                .set_column_statistics_enabled(path, EnabledStatistics::None),
            (_, "line") => properties
                .set_column_dictionary_enabled(path.clone(), false)
                .set_column_encoding(path.clone(), Encoding::DELTA_BINARY_PACKED)
                .set_column_statistics_enabled(path, EnabledStatistics::None),
            _ => properties,
        };
    }
    properties.build()
}

/// Writes `batches` as `file` and makes them last; says how many rows and bytes there are.
pub(crate) fn write(
    folder: &Path,
    file: &mut DataFile,
    batches: impl IntoIterator<Item = Result<RecordBatch, ArchiveError>>,
) -> Result<(), ArchiveError> {
    let path = file.path(folder);
    let writing = |error| ArchiveError::parquet("writing", &path)(error);
    let of_table = folder.join(file.table.name());
    fs::create_dir_all(&of_table).map_err(ArchiveError::file("making", &of_table))?;
    let to = File::create_new(&path).map_err(ArchiveError::file("making", &path))?;
    // Text comes as plain or as numbered text; the file must not say which.
    let options = ArrowWriterOptions::new()
        .with_skip_arrow_metadata(true)
        .with_properties(properties(file.table));
    let mut batches = batches.into_iter().peekable();
    let schema = match batches.peek() {
        Some(Ok(batch)) => batch.schema(),
        Some(Err(_)) | None => file.table.stored_schema(),
    };
    let mut writer = ArrowWriter::try_new_with_options(to, schema, options).map_err(writing)?;
    file.rows = 0;
    for batch in batches {
        let batch = batch?;
        file.rows += batch.num_rows() as u64;
        writer.write(&batch).map_err(writing)?;
    }
    let to = writer.into_inner().map_err(writing)?;
    to.sync_all().map_err(ArchiveError::file("syncing", &path))?;
    file.bytes = to.metadata().map_err(ArchiveError::file("reading", &path))?.len();
    Ok(())
}

/// The rows of `file`, a batch at a time.
pub(crate) fn read(
    folder: &Path,
    file: &DataFile,
) -> Result<impl Iterator<Item = Result<RecordBatch, ArchiveError>>, ArchiveError> {
    let path = file.path(folder);
    let from = File::open(&path).map_err(ArchiveError::file("opening", &path))?;
    let reader: ParquetRecordBatchReader = ParquetRecordBatchReaderBuilder::try_new(from)
        .and_then(|builder| builder.with_batch_size(PAGE).build())
        .map_err(ArchiveError::parquet("reading", &path))?;
    let table = file.table;
    Ok(reader.map(move |batch| batch.map_err(ArchiveError::columns(table))))
}

/// The rows of `file` without those of `dropped`, a batch at a time.
pub(crate) fn read_without(
    folder: &Path,
    file: &DataFile,
    dropped: &BTreeSet<Whose>,
) -> Result<impl Iterator<Item = Result<RecordBatch, ArchiveError>>, ArchiveError> {
    let table = file.table;
    let dropped: Vec<(String, String)> =
        dropped.iter().map(|(force, extract)| (force.clone(), extract.to_string())).collect();
    let kept = move |batch: Result<RecordBatch, ArchiveError>| {
        let batch = batch?;
        let (forces, extracts) = (texts(&batch, "reported_by")?, texts(&batch, "extract")?);
        let stays = |(force, extract): (Option<&str>, Option<&str>)| {
            let is_row = |(dropped_force, dropped_extract): &(String, String)| {
                force == Some(dropped_force.as_str()) && extract == Some(dropped_extract.as_str())
            };
            Some(!dropped.iter().any(is_row))
        };
        let mask: BooleanArray = forces.iter().zip(extracts).map(stays).collect();
        filter_record_batch(&batch, &mask).map_err(ArchiveError::columns(table))
    };
    Ok(read(folder, file)?.map(kept))
}

/// A column of text of a batch read from a file.
pub(crate) fn texts<'a>(
    batch: &'a RecordBatch,
    name: &str,
) -> Result<&'a StringArray, ArchiveError> {
    let column = batch.column_by_name(name).and_then(|column| column.as_string_opt::<i32>());
    column.ok_or_else(|| ArchiveError::Read(format!("a file has no column of text `{name}`")))
}
