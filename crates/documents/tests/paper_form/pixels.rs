//! Whether everything stands on the printed page where the layout says, as poppler draws it.

use documents::paper_form::Printed;
use partnership::consultation::layout::Place;
use qrcode::{Color, EcLevel, QrCode};

use crate::fixture::{LARGE, ORDINARY, OnDisk, WELSH};

const DPI: f64 = 300.0;

/// A page in shades of grey, 0 for black.
struct Page {
    width: usize,
    shades: Vec<u8>,
}

impl Page {
    fn read(bytes: &[u8]) -> Page {
        // Three lines of text (P5, size, 255), then a byte for each pixel.
        let mut lines = bytes.splitn(4, |byte| *byte == b'\n');
        assert_eq!(lines.next(), Some(&b"P5"[..]));
        let size = std::str::from_utf8(lines.next().unwrap()).unwrap();
        let width = size.split(' ').next().unwrap().parse().unwrap();
        assert_eq!(lines.next(), Some(&b"255"[..]));
        Page { width, shades: lines.next().unwrap().to_vec() }
    }

    /// The shade at a place in millimetres.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "places are on the page, so a pixel's number is small and not negative"
    )]
    fn shade(&self, x: f64, y: f64) -> u8 {
        let pixel = |millimetres: f64| (millimetres / 25.4 * DPI).floor() as usize;
        self.shades[pixel(y) * self.width + pixel(x)]
    }

    /// The shades over a place that is made smaller by `inset` on all sides, every 0.1 mm.
    fn shades(&self, place: &Place, inset: f64) -> Vec<u8> {
        let steps = |from: f64, length: f64| {
            let (first, last) = (from + inset, from + length - inset);
            std::iter::successors(Some(first), |at| Some(at + 0.1))
                .take_while(move |at| *at <= last)
        };
        steps(place.top, place.height)
            .flat_map(|y| steps(place.left, place.width).map(move |x| self.shade(x, y)))
            .collect()
    }

    /// The shades along a frame that lies `inset` inside the outer edge of a place; negative means outside.
    fn frame(&self, place: &Place, inset: f64) -> Vec<u8> {
        let (left, right) = (place.left + inset, place.left + place.width - inset);
        let (top, bottom) = (place.top + inset, place.top + place.height - inset);
        let along = |from: f64, to: f64| {
            std::iter::successors(Some(from), |at| Some(at + 0.1)).take_while(move |at| *at < to)
        };
        let level = along(left, right).flat_map(|x| [self.shade(x, top), self.shade(x, bottom)]);
        let upright = along(top, bottom).flat_map(|y| [self.shade(left, y), self.shade(right, y)]);
        level.chain(upright).collect()
    }
}

fn pages(printed: &Printed) -> Vec<Page> {
    let disk = OnDisk::of(printed);
    disk.asked("pdftoppm", "-r 300 -gray FILE page");
    let mut files: Vec<_> = std::fs::read_dir(disk.folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "pgm"))
        .collect();
    files.sort();
    files.iter().map(|file| Page::read(&std::fs::read(file).unwrap())).collect()
}

fn all_black(shades: &[u8]) -> bool {
    !shades.is_empty() && shades.iter().all(|shade| *shade < 60)
}

fn all_white(shades: &[u8]) -> bool {
    !shades.is_empty() && shades.iter().all(|shade| *shade > 250)
}

#[test]
fn every_mark_box_and_space_is_drawn_where_the_layout_says() {
    for printed in [&*ORDINARY, &*LARGE, &*WELSH] {
        let drawn = pages(printed);
        assert_eq!(drawn.len(), printed.layout.pages.len());
        for (page, layout) in drawn.iter().zip(&printed.layout.pages) {
            for mark in layout.corners.iter().chain(&layout.edge_marks) {
                assert!(all_black(&page.shades(mark, 0.15)), "{mark:?}");
                assert!(all_white(&page.frame(mark, -0.2)), "{mark:?}");
            }
            for one in &layout.boxes {
                assert!(all_black(&page.frame(&one.place, 0.175)), "{one:?}");
                assert!(all_white(&page.shades(&one.place, 0.5)), "{one:?}");
                assert!(all_white(&page.frame(&one.place, -0.2)), "{one:?}");
                assert!(all_white(&page.frame(&one.place, -1.2)), "no room for a pen: {one:?}");
            }
            for one in &layout.spaces {
                assert!(all_black(&page.frame(&one.place, 0.175)), "{one:?}");
                assert!(all_white(&page.shades(&one.place, 0.5)), "{one:?}");
            }
        }
    }
}

#[test]
fn the_code_of_each_page_is_drawn_as_its_words_say() {
    for printed in [&*ORDINARY, &*LARGE, &*WELSH] {
        let text = OnDisk::of(printed).asked("pdftotext", "-enc UTF-8 FILE -");
        let capital = printed.layout.form.to_ascii_uppercase();
        let words = text.split_whitespace().filter(|word| word.starts_with(&capital));
        let drawn = pages(printed);
        let mut told = 0;
        for ((page, layout), words) in drawn.iter().zip(&printed.layout.pages).zip(words) {
            let code = QrCode::with_error_correction_level(words, EcLevel::Q).unwrap();
            told += 1;
            let side = code.width();
            // Four modules of white stand on each side.
            let module = layout.code.width / (f64::from(u16::try_from(side).unwrap()) + 8.0);
            for (at, colour) in code.to_colors().into_iter().enumerate() {
                let place = |at: usize| (f64::from(u16::try_from(at).unwrap()) + 4.5) * module;
                let (x, y) = (place(at % side), place(at / side));
                let shade = page.shade(layout.code.left + x, layout.code.top + y);
                assert_eq!(shade < 128, colour == Color::Dark, "{words}: module {at}");
            }
            assert!(page.shades(&layout.code_in_letters, 0.0).iter().any(|shade| *shade < 60));
        }
        assert_eq!(told, drawn.len());
    }
}
