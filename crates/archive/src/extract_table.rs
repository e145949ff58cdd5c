//! The extracts as a table that queries see.

use std::sync::Arc;

use datafusion::arrow::array::ArrayRef;
use datafusion::arrow::array::Int64Array;
use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::array::StringViewArray;
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::DataType;
use datafusion::arrow::error::ArrowError;

use crate::manifest::HeldExtract;
use crate::manifest::Manifest;

/// A row for each extract ever imported, in the order of import, with text held as `text`.
pub(crate) fn batch(manifest: &Manifest, text: &DataType) -> Result<RecordBatch, ArrowError> {
    let batch = batch_of_views(manifest)?;
    let held = |column: &ArrayRef| match column.data_type() {
        DataType::Utf8View => cast(column, text),
        _ => Ok(Arc::clone(column)),
    };
    let columns = batch.columns().iter().map(held).collect::<Result<Vec<_>, _>>()?;
    let names = batch.schema();
    let names = names.fields().iter().map(|field| field.name().as_str());
    RecordBatch::try_from_iter_with_nullable(
        names.zip(columns).map(|(name, column)| (name, column, true)),
    )
}

fn batch_of_views(manifest: &Manifest) -> Result<RecordBatch, ArrowError> {
    let text = |of: &dyn Fn(&HeldExtract) -> Option<String>| {
        Arc::new(manifest.extracts.iter().map(of).collect::<StringViewArray>()) as ArrayRef
    };
    let whole = |of: &dyn Fn(&HeldExtract) -> u64| {
        let counts = manifest.extracts.iter().map(of);
        let counts = counts.map(|count| i64::try_from(count).unwrap_or(i64::MAX));
        Arc::new(Int64Array::from_iter_values(counts)) as ArrayRef
    };
    let covers = |held: &HeldExtract| held.extract.covers;
    let superseded = |held: &HeldExtract| held.superseded.clone();
    RecordBatch::try_from_iter_with_nullable([
        ("extract", text(&|held| Some(held.extract.id.to_string())), true),
        ("short", text(&|held| Some(held.extract.id.short())), true),
        ("kind", text(&|held| Some(held.extract.kind.name().to_owned())), true),
        ("layout", text(&|held| Some(held.extract.layout.clone())), true),
        ("file", text(&|held| Some(held.extract.file.clone())), true),
        ("publisher", text(&|held| Some(held.extract.publisher.clone())), true),
        ("licence", text(&|held| Some(held.extract.licence.clone())), true),
        ("first_month", text(&|held| covers(held).map(|(first, _)| first.to_string())), true),
        ("last_month", text(&|held| covers(held).map(|(_, last)| last.to_string())), true),
        ("areas", text(&|held| Some(held.extract.areas.clone())), true),
        ("taken", text(&|held| Some(held.extract.taken.clone())), true),
        ("kept", whole(&|held| held.extract.kept), true),
        ("refused", whole(&|held| held.extract.refused), true),
        ("superseded_by", text(&|held| superseded(held).map(|later| later.by.to_string())), true),
        ("superseded_at", text(&|held| superseded(held).map(|later| later.at)), true),
    ])
}
