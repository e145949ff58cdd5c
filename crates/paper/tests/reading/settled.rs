//! Pages made to order: a given form, a given way of printing and scanning.

use paper::scan::Scan;
use partnership::consultation::layout::FormLayout;
use partnership::consultation::page_code::PageCode;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use crate::made::canvas::Canvas;
use crate::made::form;
use crate::made::hand::{self, Field};
use crate::made::scanner;
use crate::made::spoil::{Look, Spoil};

/// A form of so many pages.
pub(crate) fn a_form(pages: u16) -> FormLayout {
    let mut chance = ChaCha8Rng::seed_from_u64(77);
    let mut form = form::layout(&code(1, pages, None), &mut chance);
    let size = (form.page_width, form.page_height);
    for (page, number) in form.pages.iter_mut().zip(1..) {
        page.blank = Some(form::blank(page, &code(number, pages, None), size));
    }
    form
}

pub(crate) fn code(page: u16, pages: u16, copy: Option<u32>) -> PageCode {
    PageCode::of("smp-2015-v1-en".parse().unwrap(), page, pages, copy).unwrap()
}

/// A clean look, to change what a test is about.
pub(crate) fn look(seed: u64) -> Look {
    Spoil::Clean.chosen(&mut ChaCha8Rng::seed_from_u64(seed))
}

/// A page of the form, filled in by the hand of that seed.
pub(crate) fn filled(form: &FormLayout, code: &PageCode, hand: u64) -> (Canvas, Vec<Field>) {
    let mut chance = ChaCha8Rng::seed_from_u64(hand);
    let page = &form.pages[usize::from(code.page()) - 1];
    let mut paper = Canvas::blank(form.page_width, form.page_height);
    form::print(&mut paper, page, code, 0.95);
    let fields = hand::fill(&mut paper, page, &mut chance).fields;
    (paper, fields)
}

/// A scan of a sheet's side.
pub(crate) fn scan(paper: &Canvas, look: &Look, form: &FormLayout, seed: u64) -> Scan {
    scanner::scanned(paper, look, &form.pages[0], &mut ChaCha8Rng::seed_from_u64(seed))
}
