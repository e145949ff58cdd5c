//! Forms that Saferplan itself printed: real type and rules, in whatever size.
//!
//! In come the files that `saferplan consult form` writes, the PDF and where its boxes stand; out come its pages, to be filled in
//! and scanned as the generator's own are.

use std::path::{Path, PathBuf};

use image::GrayImage;
use paper::decode::pages;
use partnership::consultation::layout::FormLayout;
use partnership::consultation::page_code::PageCode;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::canvas::Canvas;
use super::spoil::Spoil;
use super::{Made, filled_in};

/// A form as it comes out of the printer.
pub(crate) struct Printed {
    pub(crate) layout: FormLayout,
    sides: Vec<GrayImage>,
}

impl Printed {
    /// The form of a PDF with its layout beside it.
    fn of(pdf: &Path) -> Printed {
        let layout = std::fs::read_to_string(pdf.with_extension("json")).unwrap();
        let layout: FormLayout = serde_json::from_str(&layout).unwrap();
        let sides = pages(std::fs::read(pdf).unwrap()).unwrap();
        let sides: Vec<GrayImage> = sides.map(|side| side.unwrap().image).collect();
        assert_eq!(sides.len(), layout.pages.len());
        assert!(layout.has_blanks());
        Printed { layout, sides }
    }

    /// All forms in a folder, by name.
    pub(crate) fn all(folder: &Path) -> Vec<Printed> {
        let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
        let mut pdfs: Vec<PathBuf> =
            files.filter(|path| path.extension().is_some_and(|end| end == "pdf")).collect();
        pdfs.sort();
        pdfs.iter().map(|pdf| Printed::of(pdf)).collect()
    }

    /// The pages on which there is something to fill in, from 1.
    fn asking(&self) -> Vec<u16> {
        let asks = |number: &u16| {
            let page = &self.layout.pages[usize::from(*number) - 1];
            !page.boxes.is_empty() || !page.spaces.is_empty()
        };
        (1..=self.layout.pages.len() as u16).filter(asks).collect()
    }
}

/// Takes a page of one of the forms, each in its turn, fills it in and scans it.
pub(crate) fn made_of_printed(seed: u64, spoil: Spoil, forms: &[Printed]) -> Made {
    let mut chance = ChaCha8Rng::seed_from_u64(seed);
    let form = &forms[seed as usize % forms.len()];
    let asking = form.asking();
    let page = asking[chance.random_range(0..asking.len())];
    let name = form.layout.form.parse().unwrap();
    let code = PageCode::of(name, page, form.layout.pages.len() as u16, None).unwrap();
    let size = (form.layout.page_width, form.layout.page_height);
    let look = spoil.chosen(&mut chance);
    let paper = Canvas::of(&form.sides[usize::from(page) - 1], size, look.toner);
    filled_in(paper, look, (form.layout.clone(), code), &mut chance)
}
