//! How much crime comes back to the same places: words, and a table.
//!
//! In comes `{table:repeat-places burglary 12m-2022-03}` or `{phrase:repeat-places …}`; out go how many crimes were at street
//! points with more than one, beside what chance would make.

use std::collections::BTreeMap;

use crate::assessment::answer::Answer;
use crate::assessment::answer::Row;
use crate::assessment::answer::Shown;
use crate::assessment::answer::Unanswered;
use crate::assessment::answer::Value;
use crate::assessment::answering::lines;
use crate::assessment::answering::shown::Asked;
use crate::assessment::answering::shown::points;
use crate::assessment::material::Material;
use crate::assessment::reference::Reference;
use crate::content::table::Cell;
use crate::content::table::Column;
use crate::content::table::RowWeight;
use crate::evidence::figure::Figure;
use crate::evidence::figure::Status;
use crate::evidence::place_phrases;
use crate::evidence::place_phrases::Counted;
use crate::statistics::probability::Proportion;
use crate::statistics::repeat_places::RepeatPlaces;
use crate::statistics::repeat_places::repeat_places;
use crate::terms::month::Month;
use crate::terms::wording::sentence;

const METHOD: &str = "Crimes counted at the published street points, of those with any crime or incident in the period (after \
    Farrell and Pease, 1993).";

/// What was found.
struct Found {
    asked: Asked,
    places: RepeatPlaces,
    says: String,
}

impl Found {
    fn of(reference: &Reference, material: &Material<'_>) -> Result<Found, Unanswered> {
        let asked = Asked::of(reference, material)?;
        let months: Vec<Month> = asked.period.months().collect();
        let mut counts: BTreeMap<(u64, u64), Vec<u64>> = BTreeMap::new();
        for point in points::of_period(reference, material, &asked)? {
            let (east, north) = point.position;
            let place = counts.entry((east.to_bits(), north.to_bits()));
            let place = place.or_insert_with(|| vec![0; months.len()]);
            let at = months.iter().position(|month| *month == point.month);
            if let Some(count) = at.and_then(|at| place.get_mut(at))
                && asked.line.counts(point.class)
            {
                *count += 1;
            }
        }
        let counts: Vec<Vec<u64>> = counts.into_values().collect();
        points::enough(reference, counts.iter().flatten().sum())?;
        let refused = |why: String| Unanswered::told_for(reference, "no repeat places", why);
        let places = repeat_places(&counts, Proportion::ONE_IN_TWENTY);
        let places = places.map_err(|why| refused(why.to_string()))?;
        let says = place_phrases::repeat_places(&places, Counted::StreetPoints);
        let says = says.ok_or_else(|| refused("there are too few crimes".to_owned()))?;
        Ok(Found { asked, places, says })
    }

    fn figure(&self, material: &Material<'_>, measure: &str, value: Cell) -> Figure {
        let measure =
            format!("{}, {}: {measure}", self.asked.line.name(), self.asked.period.span());
        let figure = lines::figure(material, &measure, METHOD, value, self.asked.period);
        Figure { sources: self.asked.sources.clone(), ..figure }
    }
}

/// In words.
pub(in crate::assessment::answering) fn phrase(
    reference: &Reference,
    material: &Material<'_>,
) -> Result<Answer, Unanswered> {
    let found = Found::of(reference, material)?;
    let one = found.places;
    let by_chance = Cell::Number { value: one.repeated_by_chance, decimals: 0 };
    let figures = vec![
        found.figure(material, "crimes", Cell::Count(one.crimes)),
        found.figure(
            material,
            "crimes at points with more than one",
            Cell::Count(one.crimes_at_repeated),
        ),
        found.figure(material, "points with more than one", Cell::Count(one.repeated)),
        found.figure(material, "points with more than one by chance", by_chance),
    ];
    Ok(Answer {
        what: format!(
            "{} at the same places, {}",
            found.asked.line.name(),
            found.asked.period.span()
        ),
        says: found.says,
        says_in_public: None,
        figures,
        rests_on: Vec::new(),
        status: Status::Provisional,
        cautions: Vec::new(),
        shown: None,
    })
}

/// As a table.
pub(super) fn table(reference: &Reference, material: &Material<'_>) -> Result<Answer, Unanswered> {
    let found = Found::of(reference, material)?;
    let caption = format!(
        "{} in {}, {}: how much comes back to the same places",
        found.asked.line.name(),
        material.area_name(),
        found.asked.period.span()
    );
    let again = found.places.again.and_then(place_phrases::again);
    let said =
        [Some(found.says.clone()), again].into_iter().flatten().map(|words| sentence(&words));
    let own = "Counted in are all street points with any crime or incident in the period; one without any is not known."
        .to_owned();
    let cautions = place_phrases::repeat_cautions(Counted::StreetPoints);
    let shown = Shown {
        name: format!("repeat-places-{}", found.asked.name),
        columns: vec![
            Column::words("What was counted"),
            Column::figures("Number"),
            Column::figures("Share, %"),
        ],
        rows: rows(&found, material),
        notes: said.chain([own]).chain(cautions).collect(),
        picture: None,
    };
    Ok(super::of(caption, shown, Vec::new()))
}

fn rows(found: &Found, material: &Material<'_>) -> Vec<Row> {
    let one = found.places;
    let (places, crimes) = (one.places as f64, one.crimes as f64);
    let row = |what: &str, number: f64, of: f64| {
        let none = || Cell::Missing("there is nothing to take a share of".to_owned());
        let share = (of > 0.0).then(|| number / of * 100.0);
        let share = share.map_or_else(none, |value| Cell::Number { value, decimals: 1 });
        let number = Cell::Number { value: number, decimals: 0 };
        let figure =
            |measure: String, cell: Cell| Value::from(found.figure(material, &measure, cell));
        let entries =
            vec![figure(what.to_owned(), number), figure(format!("{what}, share"), share)];
        super::row(what.to_owned(), entries, RowWeight::Ordinary)
    };
    let mut rows = vec![
        row("Street points", places, places),
        row("Points with more than one crime", one.repeated as f64, places),
        row("The same, if crimes fell on them at random", one.repeated_by_chance, places),
        row("Crimes", crimes, crimes),
        row("Crimes at points with more than one", one.crimes_at_repeated as f64, crimes),
        row("Of these, after the first at each point", one.after_the_first as f64, crimes),
        row("Crimes at the most burdened twentieth", one.crimes_at_most_burdened as f64, crimes),
    ];
    if let Some(again) = one.again {
        let (with, any) = (again.with_crime as f64, again.any as f64);
        rows.push(row(
            "Points with crime in a month that had it the month after",
            again.again as f64,
            with,
        ));
        rows.push(row("Any points with crime in such a month", again.any_with_crime as f64, any));
    }
    rows
}
