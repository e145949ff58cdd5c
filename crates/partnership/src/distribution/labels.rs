//! Labels for envelopes: which sheet, and from which place of it on.
//!
//! In come recipients; out go sheets with the lines of each label at its place. A sheet that was begun is used up.

use std::str::FromStr;

/// A sheet of labels of A4, by its labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LabelSheet {
    /// 21 of 63.5 × 38.1 mm, three across and seven down (such as Avery L7160).
    ThreeBySeven,
    /// 14 of 99.1 × 38.1 mm, two across and seven down (such as Avery L7163).
    TwoBySeven,
}

/// Where labels stand on a sheet, in tenths of a millimetre.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Geometry {
    /// How many across.
    pub across: usize,
    /// How many down.
    pub down: usize,
    /// How wide one is.
    pub width: u32,
    /// How high one is.
    pub height: u32,
    /// How far it is from one to the next beside it.
    pub gap: u32,
    /// How far the first is from the left edge.
    pub left: u32,
    /// How far the first is from the upper edge.
    pub top: u32,
}

/// What is no sheet.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[error("`{0}` is no sheet of labels; choose 3x7 or 2x7")]
pub struct NoSheet(String);

/// That there is no such place on a sheet.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[error("there is no label {found} on the sheet; it has {all}, counted from 1 along each row")]
pub struct NoPlace {
    /// What was asked for.
    pub found: usize,
    /// How many there are.
    pub all: usize,
}

impl LabelSheet {
    /// Both.
    pub const ALL: [LabelSheet; 2] = [LabelSheet::ThreeBySeven, LabelSheet::TwoBySeven];

    /// The word by which forms and options name it.
    pub fn word(self) -> &'static str {
        match self {
            LabelSheet::ThreeBySeven => "3x7",
            LabelSheet::TwoBySeven => "2x7",
        }
    }

    /// What it is, in words.
    pub fn in_words(self) -> &'static str {
        match self {
            LabelSheet::ThreeBySeven => "21 labels of 63.5 × 38.1 mm",
            LabelSheet::TwoBySeven => "14 labels of 99.1 × 38.1 mm",
        }
    }

    /// Where its labels stand. 3 × 63.5 + 2 × 2.5 = 195.5, in the middle of 210; 7 × 38.1 = 266.7, in the middle of 297.
    pub fn geometry(self) -> Geometry {
        let (height, gap, down, top) = (381, 25, 7, 151);
        match self {
            LabelSheet::ThreeBySeven => {
                Geometry { across: 3, down, width: 635, height, gap, left: 72, top }
            }
            LabelSheet::TwoBySeven => {
                Geometry { across: 2, down, width: 991, height, gap, left: 46, top }
            }
        }
    }

    /// The labels in sheets, from a place of the first on, counted from 1 along each row: at each place the lines of a label,
    /// or nothing.
    ///
    /// # Errors
    /// When the sheet has no such place.
    ///
    /// ```
    /// use partnership::distribution::labels::LabelSheet;
    /// let label = vec!["Maidstone Library".to_owned(), "James Whatman Way".to_owned()];
    /// let sheets = LabelSheet::ThreeBySeven.beginning_at(21, vec![label.clone(), label.clone()])?;
    /// assert_eq!((sheets.len(), &sheets[0][20], &sheets[1][0]), (2, &Some(label.clone()), &Some(label)));
    /// # Ok::<(), partnership::distribution::labels::NoPlace>(())
    /// ```
    pub fn beginning_at(
        self,
        first: usize,
        labels: Vec<Vec<String>>,
    ) -> Result<Vec<Vec<Option<Vec<String>>>>, NoPlace> {
        let Geometry { across, down, .. } = self.geometry();
        let all = across * down;
        if first == 0 || first > all {
            return Err(NoPlace { found: first, all });
        }
        let used = std::iter::repeat_n(None, first - 1);
        let places: Vec<Option<Vec<String>>> = used.chain(labels.into_iter().map(Some)).collect();
        Ok(places.chunks(all).map(<[_]>::to_vec).collect())
    }
}

impl FromStr for LabelSheet {
    type Err = NoSheet;

    fn from_str(text: &str) -> Result<LabelSheet, NoSheet> {
        let known = LabelSheet::ALL.into_iter().find(|one| one.word() == text.trim());
        known.ok_or_else(|| NoSheet(text.chars().take(20).collect()))
    }
}
