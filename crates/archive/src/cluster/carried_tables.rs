//! Tables that are in no file, carried to the scheduler inside the plan: the extracts.
//!
//! In comes a table in memory; out go its rows in Arrow's own format, and at the scheduler the table again.

use std::sync::Arc;

use ballista_core::serde::BallistaLogicalExtensionCodec;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::arrow::ipc::reader::StreamReader;
use datafusion::arrow::ipc::writer::StreamWriter;
use datafusion::catalog::TableProvider;
use datafusion::common::TableReference;
use datafusion::datasource::MemTable;
use datafusion::datasource::file_format::FileFormatFactory;
use datafusion::error::DataFusionError;
use datafusion::error::Result;
use datafusion::execution::TaskContext;
use datafusion::logical_expr::Extension;
use datafusion::logical_expr::LogicalPlan;
use datafusion_proto::logical_plan::LogicalExtensionCodec;

/// How tables in memory are written into a plan; all else as Ballista does it.
#[derive(Debug, Default)]
pub(crate) struct CarriedTables(BallistaLogicalExtensionCodec);

impl LogicalExtensionCodec for CarriedTables {
    fn try_decode(
        &self,
        written: &[u8],
        inputs: &[LogicalPlan],
        context: &TaskContext,
    ) -> Result<Extension> {
        self.0.try_decode(written, inputs, context)
    }

    fn try_encode(&self, node: &Extension, to: &mut Vec<u8>) -> Result<()> {
        self.0.try_encode(node, to)
    }

    fn try_decode_table_provider(
        &self,
        written: &[u8],
        _name: &TableReference,
        schema: SchemaRef,
        _context: &TaskContext,
    ) -> Result<Arc<dyn TableProvider>> {
        let batches = StreamReader::try_new(written, None)?.collect::<Result<Vec<_>, _>>()?;
        Ok(Arc::new(MemTable::try_new(schema, vec![batches])?))
    }

    fn try_encode_table_provider(
        &self,
        name: &TableReference,
        table: Arc<dyn TableProvider>,
        to: &mut Vec<u8>,
    ) -> Result<()> {
        let fault = |what| DataFusionError::Internal(format!("{name} {what}"));
        let held = table.downcast_ref::<MemTable>().ok_or_else(|| fault("cannot be carried"))?;
        let mut writer = StreamWriter::try_new(to, &table.schema())?;
        for part in &held.batches {
            for batch in part.try_read().map_err(|_| fault("is being written"))?.iter() {
                writer.write(batch)?;
            }
        }
        Ok(writer.finish()?)
    }

    fn try_decode_file_format(
        &self,
        written: &[u8],
        context: &TaskContext,
    ) -> Result<Arc<dyn FileFormatFactory>> {
        self.0.try_decode_file_format(written, context)
    }

    fn try_encode_file_format(
        &self,
        to: &mut Vec<u8>,
        format: Arc<dyn FileFormatFactory>,
    ) -> Result<()> {
        self.0.try_encode_file_format(to, format)
    }
}
