//! Outlines of areas, in GeoJSON or TopoJSON.
//!
//! In come a file's bytes; out go one boundary an area, in degrees (WGS 84), and a report.

use std::collections::BTreeSet;
use std::io::Read;

use partnership::evidence::rows::Boundary;
use partnership::terms::area::AreaCode;
use partnership::terms::extract::ExtractId;
use partnership::terms::extract::SourceKind;
use sha2::Digest;
use sha2::Sha256;

use crate::boundaries::geometry::Shape;
use crate::fault::FileFault;
use crate::fault::ReadError;
use crate::header::Layout;
use crate::report::FileReport;
use crate::report::RowFault;
use crate::report::Trap;
use crate::unpack;

mod geojson;
mod geometry;
mod properties;
mod topojson;

/// Either format; which one is seen from its content.
pub(crate) static OUTLINES: Layout = Layout {
    name: "outlines of areas (GeoJSON or TopoJSON)",
    kind: Some(SourceKind::Boundaries),
    columns: &[],
    optional: &[],
};

/// The most bytes of a file of outlines: the LSOAs of England and Wales, generalised, have some 90 MB.
const MOST_BYTES: u64 = 512 << 20;

/// Whether a file that begins with `head` is JSON.
pub(crate) fn is_json(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    head.trim_ascii_start().starts_with(b"{")
}

/// Whether JSON that begins with `head` says that it holds shapes.
pub(crate) fn is_shapes(head: &[u8]) -> bool {
    let says = |word: &[u8]| head.windows(word.len()).any(|part| part == word);
    says(b"\"FeatureCollection\"") || says(b"\"Topology\"")
}

/// Reads a file of outlines. In its report, a line is a shape's number in the file.
///
/// # Errors
/// When the whole file is refused.
pub fn read(name: &str, bytes: &mut dyn Read) -> Result<(Vec<Boundary>, FileReport), ReadError> {
    read_shapes(bytes).map_err(|fault| fault.of(name))
}

fn read_shapes(bytes: &mut dyn Read) -> Result<(Vec<Boundary>, FileReport), FileFault> {
    let bytes = unpack::whole(bytes, MOST_BYTES)?;
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    let kind: geometry::Kind = geometry::parsed(text)?;
    let (shapes, layout) = match kind.name.as_str() {
        "Topology" => (topojson::shapes(text)?, "outlines of areas (TopoJSON)"),
        "FeatureCollection" | "Feature" => (geojson::shapes(text)?, "outlines of areas (GeoJSON)"),
        other => {
            let shown: String = other.chars().take(40).collect();
            let found = format!("its type is `{shown}`; expected FeatureCollection or Topology");
            return Err(FileFault::Json(found));
        }
    };
    let mut report = FileReport::new(layout);
    report.extract = ExtractId::of(Sha256::digest(&bytes).into());
    let mut outlines = Outlines { all: Vec::new(), seen: BTreeSet::new() };
    for (number, shape) in (1..).zip(shapes) {
        match outlines.take(shape, number, &mut report)? {
            Ok(()) => report.kept += 1,
            Err(fault) => report.refuse(number, fault),
        }
    }
    if report.rows() == 0 {
        report.meet(Trap::NoRows, 1);
    }
    Ok((outlines.all, report))
}

struct Outlines {
    all: Vec<Boundary>,
    seen: BTreeSet<AreaCode>,
}

impl Outlines {
    /// Takes a shape, or says why not; the outer fault refuses the whole file.
    fn take(
        &mut self,
        shape: Shape,
        number: u64,
        report: &mut FileReport,
    ) -> Result<Result<(), RowFault>, FileFault> {
        let (area, name) = match properties::area_and_name(&shape.properties) {
            Ok(found) => found,
            Err(fault) => return Ok(Err(fault)),
        };
        geometry::check_degrees(&shape.polygons)?;
        let polygons = match geometry::closed_rings(shape.polygons) {
            Ok((polygons, geometry::Left::Nothing)) => polygons,
            Ok((polygons, geometry::Left::EmptyRings)) => {
                report.meet(Trap::EmptyRing, number);
                polygons
            }
            Err(fault) => return Ok(Err(fault)),
        };
        if !self.seen.insert(area) {
            let wanted = "each area only once";
            return Ok(Err(RowFault::new("area code", area.as_str(), wanted)));
        }
        self.all.push(Boundary { area, name, polygons });
        Ok(Ok(()))
    }
}

#[cfg(test)]
mod tests;
