//! Where everything stands on a printed form: all that is needed to read a sheet that comes back.
//!
//! A layout is made when the form is printed and is kept with that version of the questionnaire. Places are in
//! millimetres from the top left corner of the page as it is printed, before any scanner has turned it.

use serde::{Deserialize, Serialize};

/// A rectangle on paper, in millimetres from the page's top left corner.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// From the page's left edge.
    pub left: f64,
    /// From the page's top edge.
    pub top: f64,
    /// From its left edge to its right.
    pub width: f64,
    /// From its top edge to its bottom.
    pub height: f64,
}

/// All pages of a printed form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FormLayout {
    /// Which form this is: what the code on each page says, such as `smp-2015-v1`.
    pub form: String,
    /// Width of a page, in millimetres.
    pub page_width: f64,
    /// Height of a page, in millimetres.
    pub page_height: f64,
    /// In the order of printing; the first is page 1.
    pub pages: Vec<PageLayout>,
}

impl FormLayout {
    /// Where everything stands, without what the pages look like.
    pub fn places(&self) -> FormLayout {
        let page = |page: &PageLayout| PageLayout { blank: None, ..page.clone() };
        FormLayout { pages: self.pages.iter().map(page).collect(), ..self.clone() }
    }

    /// Whether each page is kept as it is printed.
    pub fn has_blanks(&self) -> bool {
        self.pages.iter().all(|page| page.blank.is_some())
    }
}

/// Where everything stands on one page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PageLayout {
    /// The four filled squares at the corners: top left, top right, bottom left, bottom right.
    pub corners: [Place; 4],
    /// Smaller filled squares down both edges, which tell of paper that was stretched or bent.
    pub edge_marks: Vec<Place>,
    /// The page's code as a QR code.
    pub code: Place,
    /// The same code in letters and figures.
    pub code_in_letters: Place,
    /// Boxes to be ticked.
    pub boxes: Vec<TickBox>,
    /// Spaces to be written in.
    pub spaces: Vec<WritingSpace>,
    /// The page before anybody wrote on it, small: a PNG file in base64, black where anything is printed. Forms that were
    /// printed before it was kept have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub blank: Option<String>,
}

/// A box to be ticked: one answer to one question, or to one row of a grid.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TickBox {
    /// Identifier of the question, such as `safe-after-dark`, or of a row of a grid.
    pub question: String,
    /// Identifier of the answer that a tick gives, such as `very-safe`.
    pub answer: String,
    /// The outer edge of the printed outline.
    pub place: Place,
}

/// A space to be written in: an answer in words, or the line beside "other".
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WritingSpace {
    /// Identifier of the question.
    pub question: String,
    /// Identifier of the answer that the line belongs to, where it belongs to one: "other, please say".
    pub answer: Option<String>,
    /// The outer edge of the space.
    pub place: Place,
}
