//! The rows of one month in order, as the columns of a Parquet file.
//!
//! In comes the order of the rows; out go columns in which text is a number for each row beside the
//! distinct values, so that nothing is copied out before it is compressed.

use std::sync::Arc;

use datafusion::arrow::array::Array;
use datafusion::arrow::array::ArrayRef;
use datafusion::arrow::array::DictionaryArray;
use datafusion::arrow::array::FixedSizeBinaryBuilder;
use datafusion::arrow::array::Float64Array;
use datafusion::arrow::array::Int64Array;
use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::array::StringArray;
use datafusion::arrow::array::UInt32Array;
use datafusion::arrow::buffer::NullBuffer;
use datafusion::arrow::compute::concat;
use datafusion::arrow::datatypes::Field;
use datafusion::arrow::datatypes::Schema;
use datafusion::arrow::datatypes::UInt32Type;
use datafusion::arrow::error::ArrowError;
use partnership::terms::offence::OffenceClass;

use crate::month_rows::Place;
use crate::month_rows::SortedMonth;
use crate::text_column::NONE;

impl SortedMonth {
    /// The columns of the table's file.
    pub(crate) fn batch(&self) -> Result<RecordBatch, ArrowError> {
        let columns = self.rows.layout.table.columns();
        let arrays =
            columns.iter().map(|column| self.column(column.name)).collect::<Result<Vec<_>, _>>()?;
        let field =
            |name: &str, array: &ArrayRef| Field::new(name, array.data_type().clone(), true);
        let fields: Vec<_> =
            columns.iter().zip(&arrays).map(|(column, array)| field(column.name, array)).collect();
        RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays)
    }

    fn column(&self, name: &str) -> Result<ArrayRef, ArrowError> {
        if let Some(text) = self.rows.layout.texts.iter().position(|text| *text == name) {
            return self.text(text);
        }
        match name {
            "month" => {
                // The same value in every row: one value that every row points to.
                let keys = UInt32Array::from_value(0, self.order.len());
                dictionary(keys, Arc::new(StringArray::from(vec![self.rows.month.to_string()])))
            }
            "longitude" => Ok(self.real(|(longitude, _)| longitude)),
            "latitude" => Ok(self.real(|(_, latitude)| latitude)),
            "crime_type" => self.classes(),
            "extract" => self.extracts(),
            "line" => Ok(self.lines()),
            "crime_id" => self.crime_ids(),
            other => Err(ArrowError::SchemaError(format!("no column `{other}`"))),
        }
    }

    /// A text of each row: the files' distinct values one after another, and a number a row.
    fn text(&self, text: usize) -> Result<ArrayRef, ArrowError> {
        let parts: Vec<_> = self.rows.parts.iter().map(|part| &part.rows.texts[text]).collect();
        let values: Vec<_> = parts.iter().map(|part| part.values()).collect();
        let mut firsts = Vec::with_capacity(parts.len());
        let mut next = 0_u32;
        for of_part in &values {
            firsts.push(next);
            let more = u32::try_from(of_part.len()).ok();
            next = more
                .and_then(|more| next.checked_add(more))
                .ok_or(ArrowError::DictionaryKeyOverflowError)?;
        }
        let key = |place: &Place| parts[place.part()].keys()[place.row()];
        let present: NullBuffer = self.order.iter().map(|place| key(place) != NONE).collect();
        let numbers = self.order.iter().map(|place| firsts[place.part()] + key(place)).collect();
        let values: Vec<_> = values.iter().map(|of_part| of_part as &dyn Array).collect();
        dictionary(UInt32Array::new(numbers, Some(present)), concat(&values)?)
    }

    fn extracts(&self) -> Result<ArrayRef, ArrowError> {
        let parts = 0..u32::try_from(self.rows.parts.len()).unwrap_or(u32::MAX);
        let numbers: Vec<_> = parts.collect();
        let keys = self.order.iter().map(|place| numbers[place.part()]);
        let names = self.rows.parts.iter().map(|part| part.rows.extract.to_string());
        let names = Arc::new(StringArray::from_iter_values(names));
        dictionary(UInt32Array::from_iter_values(keys), names)
    }

    fn classes(&self) -> Result<ArrayRef, ArrowError> {
        let mut numbers = [0_u32; 256];
        for (number, class) in (0..).zip(OffenceClass::all()) {
            numbers[class as usize] = number;
        }
        let class = |place: &Place| self.part(place).classes[place.row()];
        let keys = self.order.iter().map(|place| numbers[class(place) as usize]);
        let names = StringArray::from_iter_values(OffenceClass::all().map(OffenceClass::name));
        dictionary(UInt32Array::from_iter_values(keys), Arc::new(names))
    }

    fn real(&self, of: impl Fn((f64, f64)) -> f64) -> ArrayRef {
        let position = |place: &Place| self.part(place).positions[place.row()].map(&of);
        Arc::new(self.order.iter().map(position).collect::<Float64Array>())
    }

    fn lines(&self) -> ArrayRef {
        let line = |place: &Place| self.part(place).lines[place.row()];
        let lines = self.order.iter().map(line).map(|line| i64::try_from(line).unwrap_or(i64::MAX));
        Arc::new(Int64Array::from_iter_values(lines))
    }

    fn crime_ids(&self) -> Result<ArrayRef, ArrowError> {
        let mut ids = FixedSizeBinaryBuilder::with_capacity(self.order.len(), 32);
        for place in &self.order {
            match self.part(place).crime_ids[place.row()] {
                Some(id) => ids.append_value(id)?,
                None => ids.append_null(),
            }
        }
        Ok(Arc::new(ids.finish()))
    }
}

fn dictionary(keys: UInt32Array, values: ArrayRef) -> Result<ArrayRef, ArrowError> {
    Ok(Arc::new(DictionaryArray::<UInt32Type>::try_new(keys, values)?))
}
