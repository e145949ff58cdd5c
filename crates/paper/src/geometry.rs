//! From places on paper to places in an image: maps, and the map that fits pairs of points best.
//!
//! In come pairs of points, millimetres on the printed page and pixels of the scan; out comes the affine or projective
//! map with the least sum of squared distances.

/// A point: in millimetres on the printed page, or in pixels of an image.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Point {
    pub(crate) x: f64,
    pub(crate) y: f64,
}

impl Point {
    pub(crate) fn of(x: f64, y: f64) -> Point {
        Point { x, y }
    }

    /// How far another point is.
    pub(crate) fn to(self, other: Point) -> f64 {
        (self.x - other.x).hypot(self.y - other.y)
    }
}

/// A point on the printed page and where it is seen.
pub(crate) type Pair = (Point, Point);

/// A projective map of the plane, row by row; the last row of an affine one is 0, 0, 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Map([[f64; 3]; 3]);

impl Map {
    /// Where a point goes.
    pub(crate) fn at(&self, point: Point) -> Point {
        let [across, down, depth] = self.0.map(|row| row[0] * point.x + row[1] * point.y + row[2]);
        Point::of(across / depth, down / depth)
    }

    /// Where a step of one millimetre to the right and one downwards go, near a point.
    pub(crate) fn steps(&self, near: Point) -> (Point, Point) {
        let apart = |a: Point, b: Point| Point::of((a.x - b.x) / 2.0, (a.y - b.y) / 2.0);
        let at = |x, y| self.at(Point::of(near.x + x, near.y + y));
        (apart(at(1.0, 0.0), at(-1.0, 0.0)), apart(at(0.0, 1.0), at(0.0, -1.0)))
    }

    /// The map into a part of the image that begins so many pixels from its left and top edge.
    pub(crate) fn into_part(self, left: u32, top: u32) -> Map {
        let moved = [[1.0, 0.0, -f64::from(left)], [0.0, 1.0, -f64::from(top)], [0.0, 0.0, 1.0]];
        Map(moved).after(&self)
    }

    /// The map into an image that was made small: `factor` pixels along each side are one.
    pub(crate) fn into_smaller(self, factor: u32) -> Map {
        let by = 1.0 / f64::from(factor);
        // A small pixel's middle is that of the pixels it was made of.
        let off = 0.5 * by - 0.5;
        Map([[by, 0.0, off], [0.0, by, off], [0.0, 0.0, 1.0]]).after(&self)
    }

    fn after(&self, first: &Map) -> Map {
        let mut product = [[0.0; 3]; 3];
        for (row, of) in product.iter_mut().zip(self.0) {
            for (column, cell) in row.iter_mut().enumerate() {
                *cell = (0..3).map(|k| of[k] * first.0[k][column]).sum();
            }
        }
        Map(product)
    }

    /// The affine map that fits best by least squares: three pairs or more, not in one line.
    pub(crate) fn affine(pairs: &[Pair]) -> Option<Map> {
        let mut rows = [[0.0; 3]; 2];
        for (axis, row) in rows.iter_mut().enumerate() {
            let equations = pairs
                .iter()
                .map(|(from, to)| ([from.x, from.y, 1.0], if axis == 0 { to.x } else { to.y }));
            *row = least_squares(equations)?;
        }
        Some(Map([rows[0], rows[1], [0.0, 0.0, 1.0]]))
    }

    /// The projective map that fits best: four pairs or more. The equations are those of the direct linear
    /// transformation on centred and scaled points (Hartley, "In Defense of the Eight-Point Algorithm", 1997).
    pub(crate) fn projective(pairs: &[Pair]) -> Option<Map> {
        let from = Frame::around(pairs.iter().map(|pair| pair.0))?;
        let to = Frame::around(pairs.iter().map(|pair| pair.1))?;
        let equations = pairs.iter().flat_map(|pair| {
            let (p, q) = (from.inward.at(pair.0), to.inward.at(pair.1));
            [
                ([p.x, p.y, 1.0, 0.0, 0.0, 0.0, -q.x * p.x, -q.x * p.y], q.x),
                ([0.0, 0.0, 0.0, p.x, p.y, 1.0, -q.y * p.x, -q.y * p.y], q.y),
            ]
        });
        let [a, b, c, d, e, f, g, h] = least_squares(equations)?;
        let inner = Map([[a, b, c], [d, e, f], [g, h, 1.0]]);
        Some(to.outward.after(&inner.after(&from.inward)))
    }
}

/// Into coordinates whose origin is the points' centre, and whose unit their mean distance from it.
struct Frame {
    inward: Map,
    outward: Map,
}

impl Frame {
    fn around(points: impl Iterator<Item = Point> + Clone) -> Option<Frame> {
        let count = points.clone().count() as f64;
        let sum = points.clone().fold(Point::of(0.0, 0.0), |a, b| Point::of(a.x + b.x, a.y + b.y));
        let centre = Point::of(sum.x / count, sum.y / count);
        let unit = points.map(|point| point.to(centre)).sum::<f64>() / count;
        let scale = 1.0 / unit;
        (unit > 0.0).then(|| Frame {
            inward: Map([
                [scale, 0.0, -centre.x * scale],
                [0.0, scale, -centre.y * scale],
                [0.0, 0.0, 1.0],
            ]),
            outward: Map([[unit, 0.0, centre.x], [0.0, unit, centre.y], [0.0, 0.0, 1.0]]),
        })
    }
}

/// The unknowns that solve `row · unknowns = value` with the least sum of squares, by the normal equations.
fn least_squares<const N: usize>(
    equations: impl Iterator<Item = ([f64; N], f64)>,
) -> Option<[f64; N]> {
    let (mut normal, mut values) = ([[0.0; N]; N], [0.0; N]);
    for (row, value) in equations {
        for i in 0..N {
            for j in 0..N {
                normal[i][j] += row[i] * row[j];
            }
            values[i] += row[i] * value;
        }
    }
    solve(normal, values)
}

/// Gaussian elimination with the largest pivot; nothing if the matrix has no inverse.
fn solve<const N: usize>(mut matrix: [[f64; N]; N], mut values: [f64; N]) -> Option<[f64; N]> {
    for step in 0..N {
        let by_size =
            |a: &usize, b: &usize| matrix[*a][step].abs().total_cmp(&matrix[*b][step].abs());
        let pivot = (step..N).max_by(by_size)?;
        if matrix[pivot][step].abs() < 1e-9 {
            return None;
        }
        matrix.swap(step, pivot);
        values.swap(step, pivot);
        for row in 0..N {
            if row != step {
                let share = matrix[row][step] / matrix[step][step];
                let pivot = matrix[step];
                let cells = matrix[row].iter_mut().zip(pivot).skip(step);
                cells.for_each(|(cell, pivot)| *cell -= share * pivot);
                values[row] -= share * values[step];
            }
        }
    }
    Some(std::array::from_fn(|row| values[row] / matrix[row][row]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn corners() -> [Point; 5] {
        [(11.0, 11.0), (199.0, 11.0), (11.0, 286.0), (199.0, 286.0), (100.0, 90.0)]
            .map(|(x, y)| Point::of(x, y))
    }

    #[test]
    fn the_maps_that_made_the_points_are_found_again() {
        let affine = Map([[11.5, -0.8, 40.0], [0.7, 12.1, -3.0], [0.0, 0.0, 1.0]]);
        let projective = Map([[11.5, -0.8, 40.0], [0.7, 12.1, -3.0], [1e-4, -5e-5, 1.0]]);
        for (truth, fit) in
            [(affine, Map::affine as fn(&[Pair]) -> Option<Map>), (projective, Map::projective)]
        {
            let pairs = corners().map(|point| (point, truth.at(point)));
            let found = fit(&pairs).unwrap();
            let elsewhere = Point::of(60.0, 250.0);
            assert!(found.at(elsewhere).to(truth.at(elsewhere)) < 1e-6);
        }
    }

    #[test]
    fn points_in_one_line_make_no_map() {
        let pairs = [1.0, 2.0, 3.0, 4.0].map(|x| (Point::of(x, 2.0 * x), Point::of(x, x)));
        assert_eq!(Map::affine(&pairs), None);
        assert_eq!(Map::projective(&pairs), None);
    }
}
