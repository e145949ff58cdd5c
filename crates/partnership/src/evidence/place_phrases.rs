//! Words for what the methods over places find, and the cautions that attach themselves to them.
//!
//! In come hot spots or repeat places; out go the words, the same for the same figures, and what a
//! reader must bear in mind.

use crate::content::table::decimal;
use crate::content::table::with_commas;
use crate::statistics::concentration::Concentration;
use crate::statistics::flags::Flags;
use crate::statistics::hotspots::HotSpots;
use crate::statistics::hotspots::Spot;
use crate::statistics::repeat_places::Again;
use crate::statistics::repeat_places::RepeatPlaces;
use crate::terms::wording::counted;
use crate::terms::wording::listed;

/// Of fewer crimes neither hot spots nor repeat places are told: single crimes would make them.
pub const FEWEST_FOR_PLACES: u64 = 50;

/// So many wards are named in a sentence at most.
const MOST_NAMED: usize = 5;

/// What every finding from published positions carries.
pub const POINTS_ARE_NOT_ADDRESSES: &str = "Each published position is the nearest of a fixed list of anonymous points, which stands for \
     every address near it. So this shows places, not addresses, and crimes are put together that may \
     have been some hundred metres apart.";

/// What every finding of repeat places carries beside it.
pub const PLACES_ARE_NOT_VICTIMS: &str = "These are repeat places and not repeat victims: two crimes at one place may be of two people who \
     never met.";

/// What the places are that crimes are counted at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// The anonymous points of street-level data.
    StreetPoints,
    /// Lower layer super output areas.
    Lsoas,
}

impl Counted {
    /// The places in words, in the plural.
    pub fn in_words(self) -> &'static str {
        match self {
            Counted::StreetPoints => "street points",
            Counted::Lsoas => "neighbourhoods (LSOAs)",
        }
    }
}

/// Hot spots in words: "34 of 15,624 squares stand out as hot spots; 41.2% of the 98,000 crimes were in them, on 0.2% of the
/// squares".
///
/// Rules: none of fewer crimes than [`FEWEST_FOR_PLACES`]; "no square stands out" where none does; cold spots are told
/// only where there are any.
pub fn hot_spots(found: &HotSpots) -> Option<String> {
    let crimes: u64 = found.squares.iter().map(|one| one.count).sum();
    if crimes < FEWEST_FOR_PLACES {
        return None;
    }
    let of = |spot: Spot| found.squares.iter().filter(move |one| one.found == spot);
    let (hot, cold) = (of(Spot::Hot).count(), of(Spot::Cold).count());
    let all = with_commas(found.squares.len() as u64);
    let of_cold = match cold {
        0 => String::new(),
        1 => "; 1 is a cold spot".to_owned(),
        cold => format!("; {} are cold spots", with_commas(cold as u64)),
    };
    if hot == 0 {
        return Some(format!("no square of {all} stands out as a hot spot{of_cold}"));
    }
    let held: u64 = of(Spot::Hot).map(|one| one.count).sum();
    let (stand, them, spots) =
        if hot == 1 { ("stands", "it", "a hot spot") } else { ("stand", "them", "hot spots") };
    Some(format!(
        "{} of {all} squares {stand} out as {spots}; {} of the {} crimes were in {them}, on {} of the squares{of_cold}",
        with_commas(hot as u64),
        per_cent(held as f64 / crimes as f64),
        with_commas(crimes),
        per_cent(hot as f64 / found.squares.len() as f64),
    ))
}

/// What must be borne in mind with hot spots.
pub fn hot_spot_cautions(found: &HotSpots) -> Vec<String> {
    let mut cautions = vec![
        POINTS_ARE_NOT_ADDRESSES.to_owned(),
        format!(
            "Each square was judged with all squares within {} m of it, and all {} squares together, so that of those \
             named about {} may be chance. A hot spot says where recorded crime gathers, not why, nor for how many people.",
            with_commas(u64::from(found.within)),
            with_commas(found.squares.len() as u64),
            per_cent(found.share.value()),
        ),
    ];
    if found.with_few_near > 0 {
        cautions.push(format!(
            "{} squares on the edge have too few squares near them to be judged as surely as the others.",
            with_commas(found.with_few_near as u64)
        ));
    }
    cautions
}

/// What must be borne in mind with a density of this bandwidth, in metres.
pub fn density_cautions(bandwidth: u32) -> Vec<String> {
    let reach = with_commas(u64::from(bandwidth));
    vec![
        POINTS_ARE_NOT_ADDRESSES.to_owned(),
        format!(
            "Each crime was spread over {reach} m: another width would show other peaks, and no peak was tested. Within \
             {reach} m of the area's edge the density is too low, since crimes beyond it are not counted."
        ),
    ]
}

/// Wards high on several indicators at once, in words: "of six indicators, High Street is flagged on five; Fant and
/// Shepway South are flagged on three; 4 more are flagged on two".
///
/// Rules: of a flag on one indicator alone nobody is named; those with most flags come first; a group that would make more
/// than five names is told by its number, and ends the sentence.
pub fn flagged<P: Copy>(found: &Flags<P>, name: impl Fn(P) -> String) -> String {
    let all = counted(found.indicators.len());
    let verb = |number: usize| if number == 1 { "is" } else { "are" };
    let several: Vec<_> = found.places.iter().filter(|one| one.on.len() > 1).collect();
    let (mut told, mut named) = (Vec::new(), 0);
    for group in several.chunk_by(|one, other| one.on.len() == other.on.len()) {
        let on = counted(group.first().map_or(0, |one| one.on.len()));
        named += group.len();
        if named > MOST_NAMED {
            let more = if told.is_empty() { "" } else { " more" };
            told.push(format!("{}{more} {} flagged on {on}", group.len(), verb(group.len())));
            break;
        }
        let names: Vec<String> = group.iter().map(|one| name(one.place)).collect();
        told.push(format!("{} {} flagged on {on}", listed(&names), verb(names.len())));
    }
    if told.is_empty() {
        return format!("none is flagged on more than one of the {all} indicators");
    }
    format!("of {all} indicators, {}", told.join("; "))
}

/// Repeat places in words: "62.0% of the 2,327 crimes were at the 310 of 1,204 street points with more than one".
///
/// Rules: none of fewer crimes than [`FEWEST_FOR_PLACES`]; what chance would bring is told beside it, as a number of places.
pub fn repeat_places(found: &RepeatPlaces, places: Counted) -> Option<String> {
    if found.crimes < FEWEST_FOR_PLACES {
        return None;
    }
    Some(format!(
        "{} of the {} crimes were at the {} of {} {} with more than one; crimes falling on them at random would have \
         made {} such places. The {} most burdened had {}",
        per_cent(found.crimes_at_repeated as f64 / found.crimes as f64),
        with_commas(found.crimes),
        with_commas(found.repeated),
        with_commas(found.places),
        places.in_words(),
        decimal(found.repeated_by_chance, 0),
        with_commas(found.most_burdened),
        per_cent(found.crimes_at_most_burdened as f64 / found.crimes as f64),
    ))
}

/// How far crime gathers in words: "half of the 1,234 crimes were in 14 of 95 neighbourhoods (LSOAs), where crimes spread as
/// evenly as can be would take 48; the Gini coefficient, corrected for few crimes, is 0.52".
///
/// Rule: none of fewer crimes than [`FEWEST_FOR_PLACES`]; the corrected coefficient alone is told.
pub fn concentration(found: &Concentration, places: Counted) -> Option<String> {
    if found.crimes < FEWEST_FOR_PLACES {
        return None;
    }
    let at = match places {
        Counted::StreetPoints => "at",
        Counted::Lsoas => "in",
    };
    Some(format!(
        "half of the {} crimes were {at} {} of {} {}, where crimes spread as evenly as can be would take {}; the Gini \
         coefficient, corrected for few crimes, is {}",
        with_commas(found.crimes),
        with_commas(found.half_at),
        with_commas(found.places),
        places.in_words(),
        with_commas(found.half_at_if_even),
        decimal(found.corrected_gini, 2)
    ))
}

/// How often crime came again: "of places with crime in a month, 45.0% had it again in the month after; of all places,
/// 12.0% had crime in a month". None where there is nothing to set side by side.
pub fn again(found: Again) -> Option<String> {
    let (share, any) = (found.share()?, found.of_any()?);
    Some(format!(
        "of places with crime in a month, {} had it again in the month after; of all places, {} had crime in a month",
        per_cent(share),
        per_cent(any)
    ))
}

/// What must be borne in mind with repeat places.
pub fn repeat_cautions(places: Counted) -> Vec<String> {
    match places {
        Counted::StreetPoints => {
            vec![POINTS_ARE_NOT_ADDRESSES.to_owned(), PLACES_ARE_NOT_VICTIMS.to_owned()]
        }
        Counted::Lsoas => vec![
            PLACES_ARE_NOT_VICTIMS.to_owned(),
            "A neighbourhood (LSOA) has some 1,500 residents: nearly all have more than one crime in a year.".to_owned(),
        ],
    }
}

/// A share to one place; a share above none never as 0.0%.
fn per_cent(share: f64) -> String {
    let printed = decimal(share * 100.0, 1);
    if printed == "0.0" && share > 0.0 {
        "less than 0.1%".to_owned()
    } else {
        format!("{printed}%")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::flags::Indicator;
    use crate::statistics::flags::flags;
    use crate::statistics::hotspots::hot_spots as found_on;
    use crate::statistics::national_grid::GridPosition;
    use crate::statistics::probability::Proportion;
    use crate::statistics::repeat_places::repeat_places as measured;
    use crate::statistics::square_grid::SquareGrid;

    fn at(east: f64, north: f64) -> GridPosition {
        GridPosition { east, north }
    }

    /// A field of 20 by 20 squares with one crime each, and `heaped` more in one.
    fn field(heaped: usize) -> HotSpots {
        let ring = vec![
            at(1.0, 1.0),
            at(1_999.0, 1.0),
            at(1_999.0, 1_999.0),
            at(1.0, 1_999.0),
            at(1.0, 1.0),
        ];
        let grid = SquareGrid::over(&[ring], 100).unwrap();
        let spread: Vec<GridPosition> = grid.each().map(|square| grid.middle(square)).collect();
        let heap = std::iter::repeat_n(at(1_050.0, 1_050.0), heaped);
        let counted = grid.counted(spread.into_iter().skip(1).chain(heap));
        found_on(&counted, 150, Proportion::ONE_IN_TWENTY).unwrap()
    }

    #[test]
    fn hot_spots_are_told_with_the_crimes_and_the_squares_that_they_are_of() {
        assert_eq!(
            hot_spots(&field(60)).unwrap(),
            "9 of 400 squares stand out as hot spots; 15.0% of the 459 crimes were in them, on 2.2% of the squares"
        );
        let none = hot_spots(&field(0)).unwrap();
        assert!(none.starts_with("no square of 400 stands out as a hot spot"), "{none}");
    }

    #[test]
    fn every_finding_says_that_points_are_not_addresses_and_places_not_victims() {
        let cautions = hot_spot_cautions(&field(60)).join(" ");
        assert!(
            cautions.contains("anonymous points") && cautions.contains("within 150 m"),
            "{cautions}"
        );
        assert!(cautions.contains("76 squares on the edge have too few"), "{cautions}");
        assert!(repeat_cautions(Counted::StreetPoints).join(" ").contains("not repeat victims"));
        assert!(density_cautions(500)[1].contains("edge the density is too low"));
    }

    #[test]
    fn wards_with_most_flags_are_named_first_and_a_large_group_is_told_by_its_number() {
        let names =
            ["High", "Fant", "Park", "East", "West", "Heath", "Hill", "Vale", "Dale", "Lea"];
        let indicator = |high: &[&'static str]| Indicator {
            name: "an indicator".to_owned(),
            values: names
                .iter()
                .map(|one| (*one, f64::from(u8::from(high.contains(one)))))
                .collect(),
        };
        let told = |each: &[&[&'static str]]| {
            let indicators: Vec<_> = each.iter().map(|high| indicator(high)).collect();
            flagged(&flags(&indicators).unwrap(), str::to_owned)
        };
        let two = ["High", "Fant"];
        let none = told(&[&["High", "Fant"], &["Park", "East"]]);
        assert_eq!(none, "none is flagged on more than one of the two indicators");
        let few = told(&[&two, &two, &["High", "Park"]]);
        let wanted = "of three indicators, High is flagged on three; Fant is flagged on two";
        assert_eq!(few, wanted);
        let six = ["High", "Park", "East", "West", "Heath", "Hill"];
        let many = told(&[&six, &six, &["High"]]);
        let wanted = "of three indicators, High is flagged on three; 5 more are flagged on two";
        assert_eq!(many, wanted);
    }

    #[test]
    fn half_of_the_crimes_are_told_with_the_places_that_an_even_spread_would_take() {
        let counts: Vec<u64> = (0..20).map(|place| if place < 2 { 40 } else { 1 }).collect();
        let found = crate::statistics::concentration::concentration(&counts).unwrap();
        let told = concentration(&found, Counted::Lsoas).unwrap();
        let wanted = "half of the 98 crimes were in 2 of 20 neighbourhoods (LSOAs), where crimes spread as evenly as can be \
                      would take 10; ";
        assert!(told.starts_with(wanted), "{told}");
        let few = crate::statistics::concentration::concentration(&[40, 1]).unwrap();
        assert_eq!(concentration(&few, Counted::Lsoas), None);
    }

    #[test]
    fn repeat_places_are_told_beside_what_chance_would_make() {
        let places: Vec<Vec<u64>> =
            (0..100).map(|place| if place < 10 { vec![4, 4] } else { vec![0, 0] }).collect();
        let found = measured(&places, Proportion::of(0.05).unwrap()).unwrap();
        assert_eq!(
            repeat_places(&found, Counted::StreetPoints).unwrap(),
            "100.0% of the 80 crimes were at the 10 of 100 street points with more than one; crimes falling on them at \
             random would have made 19 such places. The 5 most burdened had 50.0%"
        );
        assert_eq!(
            again(found.again.unwrap()).unwrap(),
            "of places with crime in a month, 100.0% had it again in the month after; of all places, 10.0% had crime in a month"
        );
        let few = measured(&[vec![5], vec![0]], Proportion::HALF).unwrap();
        assert_eq!(repeat_places(&few, Counted::Lsoas), None);
    }
}
