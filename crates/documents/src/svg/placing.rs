//! Where labels go so that they do not cover each other.
//!
//! In come the places that labels would like; out go places where they can be read.

use crate::svg::canvas::Place;
use crate::svg::lettering::LEADING;

/// A box on the canvas.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Box {
    /// Its upper left corner.
    pub(super) corner: Place,
    /// Its width and height.
    pub(super) size: Place,
}

impl Box {
    /// Whether two boxes share any ground.
    pub(super) fn meets(&self, other: &Box) -> bool {
        self.corner.x < other.corner.x + other.size.x
            && other.corner.x < self.corner.x + self.size.x
            && self.corner.y < other.corner.y + other.size.y
            && other.corner.y < self.corner.y + self.size.y
    }

    /// Whether this box lies wholly within the other.
    pub(super) fn within(&self, other: &Box) -> bool {
        self.corner.x >= other.corner.x
            && self.corner.y >= other.corner.y
            && self.corner.x + self.size.x <= other.corner.x + other.size.x
            && self.corner.y + self.size.y <= other.corner.y + other.size.y
    }
}

/// Heights for labels in order from top to bottom, each at least a line below the one before.
pub(super) fn spread(wanted: &[f64], lowest: f64) -> Vec<f64> {
    let mut heights: Vec<f64> = Vec::new();
    for want in wanted {
        let after = heights.last().map_or(f64::NEG_INFINITY, |above| above + LEADING);
        heights.push(want.max(after));
    }
    let over = heights.last().map_or(0.0, |last| (last - lowest).max(0.0));
    heights.iter().map(|height| height - over).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_that_would_cover_each_other_are_moved_down_a_line() {
        assert_eq!(spread(&[10.0, 12.0, 60.0], 100.0), [10.0, 26.0, 60.0]);
        assert_eq!(spread(&[90.0, 95.0], 100.0), [84.0, 100.0]);
    }
}
