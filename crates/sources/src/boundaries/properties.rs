//! Which property of a shape is its area's code and which its name.
//!
//! In come properties such as `LSOA11CD`, `LSOA11NM`; out go code and name.

use partnership::terms::area::AreaCode;
use serde_json::Map;
use serde_json::Value;

use crate::report::RowFault;

/// What names of code and name begin with, smaller areas first: a shape of an LSOA may also tell
/// the district it lies in.
const LEVELS: [&str; 13] = [
    "lsoa", "msoa", "wd", "ward", "lad", "ltla", "csp", "pfa", "ctyua", "cty", "rgn", "ctry",
    "area",
];

/// The code and the name of a shape's area; the name is empty where none is given.
pub(super) fn area_and_name(
    properties: &Map<String, Value>,
) -> Result<(AreaCode, String), RowFault> {
    for level in LEVELS {
        let code = with_ending(properties, level, &["cd", "_code"]);
        if let Some(area) = code.and_then(|code| code.parse().ok()) {
            let name = with_ending(properties, level, &["nm", "_name"]).unwrap_or_default();
            return Ok((area, name.to_owned()));
        }
    }
    let names: Vec<&str> = properties.keys().map(String::as_str).take(6).collect();
    let wanted = "a property such as LSOA11CD, WD13CD, LAD14CD or AREACD with an area's code";
    Err(RowFault::new("the properties", &names.join(", "), wanted))
}

/// The text of the property whose name is `level`, perhaps two digits of a year, and an ending.
fn with_ending<'p>(
    properties: &'p Map<String, Value>,
    level: &str,
    endings: &[&str],
) -> Option<&'p str> {
    let is_wanted = |name: &str| {
        let name = name.to_ascii_lowercase();
        let rest = name.strip_prefix(level).unwrap_or_default();
        endings.contains(&rest.trim_start_matches(|letter: char| letter.is_ascii_digit()))
    };
    properties.iter().find(|(name, _)| is_wanted(name)).and_then(|(_, value)| value.as_str())
}
