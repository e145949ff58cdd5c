//! Whether the ink in the boxes of two scans is the same ink, so that a sheet that was scanned twice is known.

/// Of the 64 fields of a box a tick or a cross inks no more than these.
const FILLED: u32 = 50;
/// Two scans of one sheet share more of their inked fields than this. The tests of the reader measure both sides of it.
const ALIKE: f64 = 0.88;
/// With fewer inked boxes than this all sheets would be alike.
const FEWEST_INKED: u32 = 5;
/// With fewer filled boxes than this all sheets that are filled and not ticked would be alike.
const FEWEST_FILLED: u32 = 8;

/// Whether two scans show the same ink, by the inked fields of each of their boxes, pair by pair.
///
/// Sheets with few marks are not compared: they would all be alike. Filled boxes look alike whoever filled them, so of
/// these the same ones must be filled.
///
/// ```
/// use partnership::consultation::reading::ink::is_same_ink;
/// assert!(is_same_ink([(0b1011, 0b1011); 5]));
/// assert!(!is_same_ink([(0b1011, 0b0100); 5]));
/// assert!(!is_same_ink([(0b1011, 0b1011); 4]), "too few to tell");
/// ```
pub fn is_same_ink(boxes: impl IntoIterator<Item = (u64, u64)>) -> bool {
    let (mut shared, mut either) = (0, 0);
    let (mut inked, mut filled, mut differing) = (0, 0, 0);
    for (a, b) in boxes {
        let are_inked = a != 0 && b != 0;
        differing += u32::from((a == 0) != (b == 0));
        if a.count_ones().max(b.count_ones()) > FILLED {
            filled += u32::from(are_inked);
        } else {
            shared += (a & b).count_ones();
            either += (a | b).count_ones();
            inked += u32::from(are_inked);
        }
    }
    let is_same = inked >= FEWEST_INKED && f64::from(shared) > ALIKE * f64::from(either);
    is_same || (filled >= FEWEST_FILLED && differing == 0)
}
