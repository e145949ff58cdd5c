//! Filled forms with known truth: printed, filled in by many hands, and spoilt as scanners do.
//!
//! In comes a seed; out come a layout, a scan and what every box must be read as. Nothing here knows how reading works.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "places on paper become pixels; all of them are small and none negative"
)]

pub(crate) mod canvas;
pub(crate) mod form;
pub(crate) mod hand;
pub(crate) mod limit;
pub(crate) mod pen;
pub(crate) mod printed;
pub(crate) mod review;
pub(crate) mod scanner;
mod shapes;
pub(crate) mod spoil;
pub(crate) mod tally;
mod worn;

use paper::scan::Scan;
use partnership::consultation::layout::FormLayout;
use partnership::consultation::page_code::PageCode;
use rand::RngExt;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use canvas::Canvas;
use hand::{Field, Kind, Must};
use spoil::{Look, Spoil};

/// A side that was printed, filled in and scanned.
pub(crate) struct Made {
    pub(crate) form: FormLayout,
    pub(crate) code: PageCode,
    pub(crate) scan: Scan,
    /// For each box of the layout's page, in order.
    pub(crate) fields: Vec<Field>,
    /// For each space of the layout's page: whether it was written in.
    pub(crate) written: Vec<bool>,
}

/// Prints a page, fills it in and scans it.
pub(crate) fn made(seed: u64, spoil: Spoil) -> Made {
    let mut chance = ChaCha8Rng::seed_from_u64(seed);
    let code = code(&mut chance);
    let form = form::layout(&code, &mut chance);
    made_of(form, code, spoil, &mut chance)
}

/// Fills in and scans a page of that form.
fn made_of(mut form: FormLayout, code: PageCode, spoil: Spoil, chance: &mut ChaCha8Rng) -> Made {
    let size = (form.page_width, form.page_height);
    let page = &mut form.pages[usize::from(code.page()) - 1];
    page.blank = Some(form::blank(page, &code, size));
    let mut paper = Canvas::blank(size.0, size.1);
    let look = spoil.chosen(chance);
    form::print(&mut paper, page, &code, look.toner);
    filled_in(paper, look, (form, code), chance)
}

/// Fills in and scans a page that is printed.
fn filled_in(
    mut paper: Canvas,
    mut look: Look,
    (form, code): (FormLayout, PageCode),
    chance: &mut ChaCha8Rng,
) -> Made {
    let page = &form.pages[usize::from(code.page()) - 1];
    let mut filled = hand::fill(&mut paper, page, chance);
    look.set_for(&filled.pen);
    if look.drops_faint_marks() {
        let faint = filled.fields.iter_mut().filter(|field| field.kind == Kind::Faint);
        faint.for_each(|field| field.must = Must::Lost);
    }
    let scan = scanner::scanned(&paper, &look, page, chance);
    Made { code, scan, fields: filled.fields, written: filled.written, form }
}

fn code(chance: &mut ChaCha8Rng) -> PageCode {
    let (pages, copy) = (chance.random_range(1..=8), chance.random_bool(0.5));
    let copy = copy.then(|| chance.random_range(1..2000));
    let form = "smp-2015-v1-en".parse().unwrap();
    PageCode::of(form, chance.random_range(1..=pages), pages, copy).unwrap()
}
