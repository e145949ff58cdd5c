//! Where the crimes of a district were recorded, for the core: the published points.

use partnership::evidence::rows::CrimePoint;
use partnership::terms::area::AreaCode;
use partnership::terms::month::Month;

use crate::Archive;
use crate::batch_columns::quoted;
use crate::batch_columns::reals;
use crate::batch_columns::texts;
use crate::counts_read::class;
use crate::query_error::QueryError;

impl Archive {
    /// Where the rows of `first` to `last` by one force lie, of those in the LSOAs of the present `district`; without those
    /// that have no position, or are held as counts alone; in an order that wherever the query runs is the same.
    ///
    /// # Errors
    /// When the archive cannot be read.
    pub fn crime_points(
        &self,
        district: AreaCode,
        force: &str,
        (first, last): (Month, Month),
    ) -> Result<Vec<CrimePoint>, QueryError> {
        let sql = format!(
            "select month, crime_type, longitude, latitude from crime \
             where month between '{first}' and '{last}' and reported_by = {} \
             and longitude is not null and latitude is not null and lsoa_code in \
             (select area_code from present_district where district_code = '{district}') \
             order by month, crime_type, longitude, latitude",
            quoted(force)
        );
        let mut points = Vec::new();
        for batch in self.engine.stream(&sql)? {
            let batch = batch?;
            let (months, classes) = (texts(&batch, "month")?, texts(&batch, "crime_type")?);
            let (longitudes, latitudes) = (reals(&batch, "longitude")?, reals(&batch, "latitude")?);
            for row in 0..batch.num_rows() {
                points.push(CrimePoint {
                    month: months.required(row)?,
                    class: class(&classes.owned(row))?,
                    position: (longitudes.value(row), latitudes.value(row)),
                });
            }
        }
        Ok(points)
    }
}
