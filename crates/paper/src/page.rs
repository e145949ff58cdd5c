//! One scanned side of a sheet, read: which page it is, what its boxes say, what is in its spaces.
//!
//! In come a scan and the layouts of all forms that may come back; out comes what it is, which the caller must look at: only
//! a page that was found, known and registered has a reading.

use image::GrayImage;
use partnership::consultation::layout::FormLayout;
use partnership::consultation::layout::PageLayout;
use partnership::consultation::layout::Place;
use partnership::consultation::page_code::PageCode;

use crate::code;
use crate::code::Says;
use crate::geometry::Map;
use crate::geometry::Point;
use crate::ink::noise;
use crate::marks::BoxReading;
use crate::marks::Mark;
use crate::marks::boxes;
use crate::number::whole;
use crate::patch::upright;
use crate::patch::widened;
use crate::register::RegisterError;
use crate::register::Registration;
use crate::register::centre;
use crate::register::dots_per_mm;
use crate::register::pose_by_code;
use crate::register::poses;
use crate::register::refined;
use crate::register::refined_by_code;
use crate::scan::Scan;
use crate::shrunk::Shrunk;
use crate::spaces::SpaceReading;
use crate::spaces::spaces;
use crate::squares::Square;
use crate::squares::hollow_squares;
use crate::squares::squares;

/// A page with a smaller share of dark pixels is blank.
const BLANK: f64 = 0.0004;
/// So much around a corner's square is bare, in millimetres.
const BARE_MM: f64 = 1.5;
/// The least unevenness of a solid square that is a screen.
const SCREENED: f32 = 0.04;
/// A scan with fewer pixels along a side is no page.
const FEWEST_PIXELS: u32 = 400;

/// What a scanned side of a sheet turned out to be.
#[derive(Debug, Clone, PartialEq)]
pub enum ScannedSide {
    /// A page of one of our forms, read.
    Read(Box<PageReading>),
    /// Nothing is on it.
    Blank,
    /// It has the code of another paper, or of a form whose layout was not given: what the code says.
    Foreign(String),
    /// No code could be read, so nobody knows which page it is.
    Unknown,
    /// A page of ours whose boxes cannot be found.
    Unreadable(PageCode, RegisterError),
}

/// A page of a form as it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct PageReading {
    /// Which page of which form, and which copy.
    pub code: PageCode,
    /// How it lies in the scan.
    pub registration: Registration,
    /// Its boxes, in the layout's order.
    pub boxes: Vec<BoxReading>,
    /// Its spaces to write in, in the layout's order.
    pub spaces: Vec<SpaceReading>,
}

/// A scan with what is known of how its page lies.
pub(crate) struct Lying<'a> {
    pub(crate) scan: &'a GrayImage,
    pub(crate) shrunk: &'a Shrunk,
    pub(crate) registration: &'a Registration,
    /// Whether the scan has black and white and nothing between.
    pub(crate) is_bilevel: bool,
}

impl Lying<'_> {
    /// The white of the paper at a place.
    pub(crate) fn white(&self, place: &Place) -> u8 {
        let at = self.registration.map.at(centre(place));
        let factor = f64::from(self.shrunk.factor);
        self.shrunk.white(whole(at.x / factor), whole(at.y / factor))
    }

    /// How much darker than paper the page's print is, learnt from its corner squares: weak toner is grey.
    pub(crate) fn printed_darkness(&self, layout: &PageLayout) -> f64 {
        let seen = layout.corners.iter().zip(self.registration.corners).filter(|corner| corner.1);
        let darkness = seen.map(|(place, _)| {
            let patch = upright(self.scan, &self.registration.map, &within(place), 4.0);
            let mean = patch.iter().copied().map(f64::from).sum::<f64>() / patch.len() as f64;
            1.0 - mean / f64::from(self.white(place)).max(1.0)
        });
        let mut darkness: Vec<f64> = darkness.collect();
        darkness.sort_by(f64::total_cmp);
        darkness.get(darkness.len() / 2).copied().unwrap_or(1.0).clamp(0.2, 1.0)
    }

    /// Whether the page's solid squares have a screen in them, as a facsimile's or a halftone's have that was scanned again:
    /// they are far less even than the paper. Such a scan has shades, but what it shows had none.
    pub(crate) fn is_screened(&self, layout: &PageLayout) -> bool {
        let seen = layout.corners.iter().zip(self.registration.corners).filter(|corner| corner.1);
        let uneven = seen.filter(|(place, _)| {
            let dots = self.registration.dots_per_mm;
            let patch = upright(self.scan, &self.registration.map, &within(place), dots);
            let white = f32::from(self.white(place)).max(1.0);
            let around = upright(self.scan, &self.registration.map, &widened(place, BARE_MM), dots);
            unevenness(&patch, white) > SCREENED.max(3.0 * noise(&around, white))
        });
        2 * uneven.count() > self.registration.corners.iter().filter(|corner| **corner).count()
    }

    /// Whether the page's solid squares are bare in the middle, since whatever scanned it set its threshold place by place.
    pub(crate) fn is_hollow(&self, layout: &PageLayout) -> bool {
        let seen = layout.corners.iter().zip(self.registration.corners).filter(|corner| corner.1);
        let darkness = |place: &Place| {
            let patch = upright(self.scan, &self.registration.map, place, 4.0);
            let mean =
                patch.iter().copied().map(f64::from).sum::<f64>() / patch.len().max(1) as f64;
            1.0 - mean / f64::from(self.white(place)).max(1.0)
        };
        let hollow = seen.filter(|(place, _)| darkness(&within(place)) < 0.5 * darkness(place));
        2 * hollow.count() > self.registration.corners.iter().filter(|corner| **corner).count()
    }
}

/// How uneven a patch is that should be even: the mean distance of pixels three apart, as a share of white.
fn unevenness(patch: &GrayImage, white: f32) -> f32 {
    let rows = patch.chunks_exact(patch.width().max(1) as usize);
    let pairs =
        rows.flat_map(|row| row.windows(4)).map(|four| f32::from(four[0].abs_diff(four[3])));
    let (sum, count) = pairs.fold((0.0, 0.0), |(sum, count), apart| (sum + apart, count + 1.0));
    if count > 0.0 { sum / count / white } else { 0.0 }
}

/// Whether hardly any shade is between black and white; every 61st pixel is asked.
fn is_bilevel(scan: &GrayImage) -> bool {
    let asked = scan.as_raw().iter().step_by(61);
    let grey = asked.filter(|shade| (12..244).contains(*shade)).count();
    grey * 61 * 200 < scan.len()
}

/// The middle half of a place.
fn within(place: &Place) -> Place {
    widened(place, -place.width / 4.0)
}

/// Reads one side of a sheet.
pub fn read_side(scan: &Scan, forms: &[FormLayout]) -> ScannedSide {
    if scan.image.width() < FEWEST_PIXELS || scan.image.height() < FEWEST_PIXELS {
        return ScannedSide::Unknown;
    }
    let mut last = None;
    for dots in scan.resolutions() {
        let shrunk = Shrunk::of(&scan.image, dots);
        let seen = squares(&shrunk, dots);
        if let Some(side) = by_marks(scan, &shrunk, &seen, dots, forms) {
            return side;
        }
        last = Some((shrunk, dots));
    }
    let by_code = last.as_ref().and_then(|(shrunk, dots)| by_code(scan, shrunk, *dots, forms));
    if let Some(side) = by_code {
        return side;
    }
    last.map_or(ScannedSide::Unknown, |shrunk| without_marks(scan, &shrunk.0, forms))
}

/// What a page is whose corner squares are found, and its code where they say.
fn by_marks(
    scan: &Scan,
    shrunk: &Shrunk,
    seen: &[Square],
    dots: f64,
    forms: &[FormLayout],
) -> Option<ScannedSide> {
    for layout in frames(forms) {
        for map in poses(layout, seen, dots) {
            match code::at_place(&scan.image, &map, &layout.code) {
                Some(Says::Page(code)) => {
                    return Some(of_code(scan, shrunk, seen, &map, code, forms));
                }
                Some(Says::Other(words)) => return Some(ScannedSide::Foreign(words)),
                None => {}
            }
        }
    }
    None
}

/// What a page is whose corner squares do not tell how it lies, from its code and what other marks are seen; nothing if
/// it has none of our codes, or if it cannot be read so either.
fn by_code(scan: &Scan, shrunk: &Shrunk, dots: f64, forms: &[FormLayout]) -> Option<ScannedSide> {
    let mut seen = squares(shrunk, dots);
    seen.extend(hollow_squares(shrunk, dots));
    // Few squares make no page of ours, and a blank page need not be searched for a code.
    if seen.len() < 8 {
        return None;
    }
    let hollow = by_marks(scan, shrunk, &seen, dots, forms);
    if hollow.as_ref().is_some_and(|side| matches!(side, ScannedSide::Read(_))) {
        return hollow;
    }
    let scale = f64::from(shrunk.factor);
    let place = |point: Point| {
        let off = (scale - 1.0) / 2.0;
        Point::of(point.x * scale + off, point.y * scale + off)
    };
    let small = code::found_in(&shrunk.image).map(|(code, at)| (code, at.map(place)));
    let (code, finders) = small.or_else(|| code::found_in(&scan.image))?;
    let layout = layout_of(&code, forms)?;
    let map = pose_by_code(layout, finders, &seen, dots)?;
    let sized: Vec<Square> = seen
        .iter()
        .map(|square| Square { side: square.side * dots / dots_per_mm(&map), ..*square })
        .collect();
    let registration = refined_by_code(&map, layout, &sized).ok()?;
    Some(of_registered(scan, shrunk, code, layout, registration))
}

/// A page of each way in which corners and code are placed: most forms share one.
fn frames(forms: &[FormLayout]) -> Vec<&PageLayout> {
    let mut found: Vec<&PageLayout> = Vec::new();
    for page in forms.iter().flat_map(|form| &form.pages) {
        if !found.iter().any(|other| other.corners == page.corners && other.code == page.code) {
            found.push(page);
        }
    }
    found
}

/// The layout of the page that a code names.
fn layout_of<'a>(code: &PageCode, forms: &'a [FormLayout]) -> Option<&'a PageLayout> {
    let form = forms.iter().find(|form| form.form == code.form().as_str())?;
    let all = usize::from(code.pages()) == form.pages.len();
    form.pages.get(usize::from(code.page()) - 1).filter(|_| all)
}

fn of_code(
    scan: &Scan,
    shrunk: &Shrunk,
    seen: &[Square],
    map: &Map,
    code: PageCode,
    forms: &[FormLayout],
) -> ScannedSide {
    let Some(layout) = layout_of(&code, forms) else {
        return ScannedSide::Foreign(code.to_string());
    };
    let registration = match refined(map, layout, seen) {
        Ok(registration) => registration,
        Err(why) => return ScannedSide::Unreadable(code, why),
    };
    of_registered(scan, shrunk, code, layout, registration)
}

fn of_registered(
    scan: &Scan,
    shrunk: &Shrunk,
    code: PageCode,
    layout: &PageLayout,
    registration: Registration,
) -> ScannedSide {
    let page = Lying {
        scan: &scan.image,
        shrunk,
        registration: &registration,
        is_bilevel: is_bilevel(&scan.image),
    };
    let (boxes, spaces) = (boxes(&page, layout), spaces(&page, layout));
    ScannedSide::Read(Box::new(PageReading { code, registration, boxes, spaces }))
}

/// What a page is that has no corner squares: blank, or known by a code somewhere on it, or unknown.
fn without_marks(scan: &Scan, shrunk: &Shrunk, forms: &[FormLayout]) -> ScannedSide {
    let dark = shrunk.darker_than(0.75);
    let count = dark.iter().filter(|dark| **dark).count();
    if (count as f64) < BLANK * dark.len() as f64 {
        return ScannedSide::Blank;
    }
    let found = code::in_image(&shrunk.image).or_else(|| code::in_image(&scan.image));
    match found {
        Some(Says::Page(code)) if layout_of(&code, forms).is_some() => {
            ScannedSide::Unreadable(code, RegisterError::TooFewCorners)
        }
        Some(Says::Page(code)) => ScannedSide::Foreign(code.to_string()),
        Some(Says::Other(words)) => ScannedSide::Foreign(words),
        None => ScannedSide::Unknown,
    }
}

/// What the boxes of one question say, before any rule about the question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionReading {
    /// The answers whose boxes are clearly marked.
    pub marked: Vec<String>,
    /// The answers whose boxes a person must look at, each with the reason.
    pub for_review: Vec<(String, &'static str)>,
}

impl PageReading {
    /// What the boxes of a question say; nothing if the page does not ask it.
    pub fn question(&self, question: &str) -> Option<QuestionReading> {
        let boxes: Vec<&BoxReading> =
            self.boxes.iter().filter(|tick| tick.question == question).collect();
        let marked = boxes.iter().filter(|tick| tick.mark == Mark::Marked);
        let doubts =
            boxes.iter().filter_map(|tick| Some((tick.answer.clone(), tick.mark.reason()?)));
        (!boxes.is_empty()).then(|| QuestionReading {
            marked: marked.map(|tick| tick.answer.clone()).collect(),
            for_review: doubts.collect(),
        })
    }
}
