//! Somebody on a journey: they open pages, use what they find by its name, and read; a picture is kept of what they see.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::Path;

use image::ImageEncoder as _;
use image::Rgb;
use image::RgbImage;
use image::codecs::png::CompressionType;
use image::codecs::png::FilterType;
use image::codecs::png::PngEncoder;

use crate::a_new_manager::prove_who_one_is;
use crate::hands::Hands;
use crate::journeys::SMP;
use crate::page::Page;

/// Of pictures for documents.
const WIDTH: u32 = 1000;
/// Where a long page is cut off.
const TALLEST: u32 = 1300;
/// The most bytes of a picture.
const LARGEST: usize = 150_000;
/// How many colours a picture has. Those of letters' edges make most of the others.
const COLOURS: usize = 40;

/// Somebody on a journey.
pub(super) struct Walk {
    page: Page,
    pub(super) hands: Hands,
    origin: String,
}

impl Walk {
    pub(super) fn of(page: Page, origin: String) -> Walk {
        Walk { hands: Hands::of(page.clone()), page, origin }
    }

    /// Opens a page of the partnership.
    pub(super) async fn opens(&self, below: &str) {
        self.page.open(&format!("{SMP}{below}")).await;
    }

    /// Follows a link that somebody was handed.
    pub(super) async fn follows(&self, link: &str) {
        self.page.open(link.strip_prefix(&self.origin).unwrap_or(link)).await;
    }

    /// Reads all of these on the page.
    pub(super) async fn reads(&self, texts: &[&str]) {
        self.hands.reads(texts).await;
    }

    /// Reads a page of a folder that was copied, as from a memory stick.
    pub(super) async fn opens_file(&self, file: &Path) {
        self.page.browser.goto(&format!("file://{}", file.display())).await.unwrap();
    }

    /// Chooses a password and sets a second factor up, by the link that they were handed.
    pub(super) async fn signs_in_first(&mut self, link: &str, email: &str) {
        self.follows(link).await;
        prove_who_one_is(&mut self.hands, &self.page, email).await;
    }

    /// Signs out, so that somebody else can come to this browser.
    pub(super) async fn signs_out(&mut self) {
        self.page.open(SMP).await;
        self.hands.press_button("Sign out").await;
    }

    /// The address that is shown once, to be handed to somebody.
    pub(super) async fn handed(&self) -> String {
        let shown = self.page.ask("return document.querySelector('.shown-once').innerText").await;
        shown.as_str().unwrap().trim().to_owned()
    }

    /// Keeps a picture of the page for a document, where that is asked for.
    pub(super) async fn pictures(&self, name: &str) {
        if std::env::var_os("SAFERPLAN_JOURNEYS").is_none() {
            return;
        }
        self.page.at_width(WIDTH).await;
        let tall = self.page.ask("return document.documentElement.scrollHeight").await;
        let tall = u32::try_from(tall.as_u64().unwrap()).unwrap().min(TALLEST);
        self.page.at_size(WIDTH, tall).await;
        let picture = small(&self.page.browser.screenshot().await.unwrap());
        assert!(picture.len() < LARGEST, "`{name}` has {} bytes", picture.len());
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/journeys");
        std::fs::write(folder.join(format!("{name}.png")), picture).unwrap();
    }
}

/// The picture in few colours, each pixel in the nearest of those that are there most often.
fn small(png: &[u8]) -> Vec<u8> {
    let mut picture: RgbImage = image::load_from_memory(png).unwrap().to_rgb8();
    let mut often: BTreeMap<[u8; 3], usize> = BTreeMap::new();
    for pixel in picture.pixels() {
        *often.entry(pixel.0).or_default() += 1;
    }
    let mut kept: Vec<([u8; 3], usize)> = often.iter().map(|(one, times)| (*one, *times)).collect();
    kept.sort_by_key(|(colour, times)| (std::cmp::Reverse(*times), *colour));
    kept.truncate(COLOURS);
    let apart = |one: &[u8; 3], other: &[u8; 3]| -> u32 {
        one.iter().zip(other).map(|(one, other)| u32::from(one.abs_diff(*other)).pow(2)).sum()
    };
    let nearest =
        |colour: &[u8; 3]| kept.iter().map(|(one, _)| *one).min_by_key(|one| apart(one, colour));
    let nearest: BTreeMap<[u8; 3], [u8; 3]> =
        often.keys().filter_map(|colour| Some((*colour, nearest(colour)?))).collect();
    for pixel in picture.pixels_mut() {
        *pixel = Rgb(nearest[&pixel.0]);
    }
    let mut bytes = Cursor::new(Vec::new());
    let encoder =
        PngEncoder::new_with_quality(&mut bytes, CompressionType::Best, FilterType::NoFilter);
    let (width, height) = picture.dimensions();
    encoder.write_image(picture.as_raw(), width, height, image::ExtendedColorType::Rgb8).unwrap();
    bytes.into_inner()
}

#[test]
fn a_picture_in_few_colours_is_small_and_still_shows_what_it_showed() {
    let drawn = RgbImage::from_fn(1000, 800, |x, y| {
        let shade = u8::try_from((x * 7 + y * 13) % 16).unwrap();
        if x < 500 { Rgb([255, 255, 255]) } else { Rgb([shade, 112, 60]) }
    });
    let mut png = Cursor::new(Vec::new());
    drawn.write_to(&mut png, image::ImageFormat::Png).unwrap();
    let less = small(png.get_ref());
    let seen = image::load_from_memory(&less).unwrap().to_rgb8();
    assert!(less.len() < LARGEST);
    assert_eq!(seen.dimensions(), (1000, 800));
    assert_eq!(seen.get_pixel(10, 10), &Rgb([255, 255, 255]));
    assert!(seen.get_pixel(900, 10).0[1] == 112);
}
