//! What is promised of maps, as tests.

use partnership::content::map::MapClass;
use partnership::statistics::national_grid::GridPosition;

use super::*;
use crate::colours::contrast;
use crate::svg::map::looks::LOOKS;
use crate::svg::map::looks::Texture;

fn ring(east: f64, north: f64, side: f64) -> Vec<GridPosition> {
    let at = |e: f64, n: f64| GridPosition { east: east + e * side, north: north + n * side };
    vec![at(0.0, 0.0), at(1.0, 0.0), at(1.0, 1.0), at(0.0, 1.0), at(0.0, 0.0)]
}

fn area(place: u8, shade: MapShade) -> MapArea {
    let polygons = vec![vec![ring(570_000.0 + f64::from(place) * 1_000.0, 150_000.0, 1_000.0)]];
    MapArea { name: format!("Area {place}"), polygons, shade }
}

fn map(shaded: Shaded) -> Map {
    let classes = (0..5)
        .map(|class| MapClass { words: format!("up to {class}"), held: "1 area".into() })
        .collect();
    let (unit, rule) = ("Crimes".into(), "Fifths".into());
    Map { unit, rule, classes, shaded, unshaded: "Not shaded: none".into(), lines: Vec::new() }
}

#[test]
fn next_classes_differ_in_texture_or_threefold_in_lightness() {
    let kinds = [Shaded::Areas(Vec::new()), Shaded::Squares { side: 1.0, corners: Vec::new() }];
    for (classes, kind) in (2..=5).flat_map(|classes| kinds.iter().map(move |kind| (classes, kind)))
    {
        let mut map = map(kind.clone());
        map.classes.truncate(classes);
        let looks: Vec<Look> = (0..classes).map(|class| looks::of_class(class, &map)).collect();
        for (place, one) in looks.iter().enumerate() {
            for other in &looks[..place] {
                let differ =
                    std::mem::discriminant(&one.texture) != std::mem::discriminant(&other.texture);
                assert!(differ || contrast(one.fill, other.fill) >= 3.0, "{one:?} {other:?}");
            }
        }
    }
    for look in LOOKS {
        if let Texture::Dots(colour) | Texture::Lines(colour) = look.texture {
            assert!(contrast(colour, look.fill) >= 3.0, "{look:?}");
        }
    }
}

#[test]
fn an_area_that_is_withheld_is_hatched_and_named_so_and_has_no_letter() {
    let shades = [MapShade::Class(0), MapShade::Class(4), MapShade::Withheld, MapShade::NotHeld];
    let areas = (0..).zip(shades).map(|(place, shade)| area(place, shade)).collect();
    let svg = drawn(&map(Shaded::Areas(areas))).framed("a", "b", "c", "d");
    assert!(svg.contains("Hatched: withheld") && svg.contains("White: not held"), "{svg}");
    assert!(svg.contains(">a</text>") && svg.contains(">e</text>"));
    assert!(!svg.contains(">c</text>"), "no area is of class c");
    assert!(
        svg.contains(">500 m</text>") || svg.contains("km</text>") || svg.contains(">1 km</text>")
    );
}

#[test]
fn squares_beside_each_other_are_one_strip_and_the_rest_is_told_in_words() {
    let corner = |east: f64, north: f64| GridPosition { east, north };
    let corners = vec![
        (corner(0.0, 0.0), 1),
        (corner(500.0, 0.0), 1),
        (corner(1_500.0, 0.0), 1),
        (corner(0.0, 500.0), 4),
    ];
    let squares = Shaded::Squares { side: 500.0, corners };
    let svg = drawn(&map(squares)).framed("a", "b", "c", "d");
    assert!(svg.contains("Not shaded: none"));
    let strips = svg.split("fill-rule").filter(|part| part.matches('Z').count() == 2).count();
    assert_eq!(strips, 1, "two strips of class b in one path: {svg}");
}

#[test]
fn a_map_of_nothing_says_so() {
    let svg = drawn(&map(Shaded::Areas(Vec::new()))).framed("a", "b", "c", "d");
    assert!(svg.contains(NO_ROWS), "{svg}");
}
