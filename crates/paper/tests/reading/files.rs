//! Scans in every kind of file, and files that are damaged or not what they say.

use std::io::{Cursor, Write};

use image::{DynamicImage, GrayImage, ImageFormat, Rgb, RgbImage};
use paper::decode::{DecodeError, MOST_PIXELS, pages};
use paper::page::{ScannedSide, read_side};
use paper::scan::Scan;
use proptest::prelude::*;
use tiff::encoder::{TiffEncoder, colortype};

use crate::settled::{a_form, code, filled, look, scan};

/// A page of the settled form as a grey image.
fn page() -> GrayImage {
    let form = a_form(1);
    let (paper, _) = filled(&form, &code(1, 1, None), 1);
    let mut look = look(1);
    look.dots_per_inch = 200.0;
    scan(&paper, &look, &form, 1).image
}

fn assert_is_read(scan: &Scan) {
    let state = read_side(scan, &[a_form(1)]);
    assert!(matches!(state, ScannedSide::Read(_)), "{state:?}");
}

fn encoded(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn decoded(bytes: Vec<u8>) -> Vec<Scan> {
    pages(bytes).unwrap().map(Result::unwrap).collect()
}

/// A picture's bytes by Group 4, as scanners and fax machines send it.
fn by_group_4(image: &GrayImage) -> Vec<u8> {
    let width = image.width();
    let mut encoder = fax::encoder::Encoder::new(fax::VecWriter::new());
    for row in image.chunks_exact(width as usize) {
        let colours = row
            .iter()
            .map(|shade| if *shade < 160 { fax::Color::Black } else { fax::Color::White });
        encoder.encode_line(colours, u16::try_from(width).unwrap()).unwrap();
    }
    encoder.finish().unwrap().finish()
}

/// A TIFF file of such pages; `order` is in which the bits of a byte stand, 1 the usual one (TIFF 6.0, p. 32).
fn group_4(images: &[GrayImage], order: u32) -> Vec<u8> {
    // One bit, Group 4, white is 0.
    tagged(images, [1, 4, 0, order], by_group_4)
}

/// A TIFF file of pages of which `strip` gives the bytes: so many bits a pixel, compression, what white is, order of bits.
fn tagged(images: &[GrayImage], how: [u32; 4], strip: impl Fn(&GrayImage) -> Vec<u8>) -> Vec<u8> {
    let [bits, compression, white, order] = how;
    let mut out = b"II*\0".to_vec();
    let mut link = out.len();
    out.extend([0; 4]);
    for image in images {
        let strip = strip(image);
        let at = u32::try_from(out.len()).unwrap();
        out.extend(&strip);
        out.resize(out.len().next_multiple_of(2), 0);
        let here = u32::try_from(out.len()).unwrap();
        out[link..link + 4].copy_from_slice(&here.to_le_bytes());
        let (width, height) = image.dimensions();
        let length = u32::try_from(strip.len()).unwrap();
        // Where the strip is comes after these, how many rows it has, and how long it is.
        let fields = [
            (256, width),
            (257, height),
            (258, bits),
            (259, compression),
            (262, white),
            (266, order),
            (273, at),
            (278, height),
            (279, length),
        ];
        out.extend(u16::try_from(fields.len()).unwrap().to_le_bytes());
        for (tag, value) in fields {
            out.extend(u16::to_le_bytes(tag));
            // One number of 32 bits.
            out.extend([4, 0, 1, 0, 0, 0]);
            out.extend(value.to_le_bytes());
        }
        link = out.len();
        out.extend([0; 4]);
    }
    out
}

/// A PDF of one page for each JPEG, as scanners write it.
fn pdf(jpegs: &[Vec<u8>], width: u32, height: u32) -> Vec<u8> {
    let head = format!(
        "/Width {width}/Height {height}/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode"
    );
    let pictures: Vec<_> = jpegs.iter().map(|jpeg| (head.as_str(), jpeg.as_slice())).collect();
    pdf_of(&pictures)
}

/// A PDF of one page for each picture, which stands as its dictionary says.
fn pdf_of(pictures: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    let mut object = |out: &mut Vec<u8>, head: String, stream: Option<&[u8]>| {
        places.push(out.len());
        out.extend(format!("{} 0 obj\n{head}\n", places.len()).bytes());
        if let Some(stream) = stream {
            out.extend(b"stream\n");
            out.extend(stream);
            out.extend(b"\nendstream\n");
        }
        out.extend(b"endobj\n");
    };
    object(&mut out, "<</Type/Catalog/Pages 2 0 R>>".to_owned(), None);
    let kids: Vec<String> = (0..pictures.len()).map(|n| format!("{} 0 R", 3 + 3 * n)).collect();
    let kids = format!("<</Type/Pages/Count {}/Kids[{}]>>", pictures.len(), kids.join(" "));
    object(&mut out, kids, None);
    for (n, (picture, bytes)) in pictures.iter().enumerate() {
        let first = 3 + 3 * n;
        let head = format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {} 0 R/Resources<</XObject<</I {} 0 R>>>>>>",
            first + 1,
            first + 2
        );
        object(&mut out, head, None);
        let draw = b"595 0 0 842 0 0 cm /I Do";
        object(&mut out, format!("<</Length {}>>", draw.len()), Some(draw));
        let length = bytes.len();
        let head = format!("<</Type/XObject/Subtype/Image{picture}/Length {length}>>");
        object(&mut out, head, Some(bytes));
    }
    close(&mut out, &places);
    out
}

/// The table of objects and the trailer of a PDF.
fn close(out: &mut Vec<u8>, places: &[usize]) {
    let (table, count) = (out.len(), places.len() + 1);
    out.extend(format!("xref\n0 {count}\n0000000000 65535 f \n").bytes());
    for place in places {
        out.extend(format!("{place:010} 00000 n \n").bytes());
    }
    let trailer = format!("trailer<</Size {count}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF");
    out.extend(trailer.bytes());
}

#[test]
fn a_page_is_read_from_every_kind_of_file() {
    let page = page();
    let (width, height) = page.dimensions();
    let grey = DynamicImage::ImageLuma8(page.clone());
    for format in [ImageFormat::Png, ImageFormat::Jpeg] {
        let scans = decoded(encoded(&grey, format));
        assert_eq!(scans.len(), 1);
        assert_is_read(&scans[0]);
    }
    let jpeg = encoded(&grey, ImageFormat::Jpeg);
    let scans = decoded(pdf(&[jpeg.clone(), jpeg], width, height));
    assert_eq!(scans.len(), 2);
    scans.iter().for_each(assert_is_read);
    let scans = decoded(group_4(&[page.clone(), page], 1));
    assert_eq!(scans.len(), 2);
    for scan in &scans {
        assert_eq!(scan.image.dimensions(), (width, height));
        assert_is_read(scan);
    }
}

#[test]
fn a_page_is_read_by_whatever_a_pdf_keeps_its_picture() {
    let page = page();
    let size = format!("/Width {}/Height {}", page.width(), page.height());
    let plain = format!("{size}/ColorSpace/DeviceGray/BitsPerComponent 8");
    let fax = format!(
        "{size}/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/CCITTFaxDecode\
         /DecodeParms<</K -1/Columns {}/Rows {}>>",
        page.width(),
        page.height()
    );
    let flate = format!("{plain}/Filter/FlateDecode");
    let mut deflated = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    deflated.write_all(page.as_raw()).unwrap();
    // Cream paper, as a colour scanner sees it.
    let coloured = RgbImage::from_fn(page.width(), page.height(), |x, y| {
        let shade = page.get_pixel(x, y).0[0];
        Rgb([shade, shade.saturating_sub(3), shade.saturating_sub(14)])
    });
    let coloured = encoded(&DynamicImage::ImageRgb8(coloured), ImageFormat::Jpeg);
    let jpeg = format!("{size}/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode");
    let pictures: [(&str, &[u8]); 4] = [
        (&plain, page.as_raw()),
        (&fax, &by_group_4(&page)),
        (&flate, &deflated.finish().unwrap()),
        (&jpeg, &coloured),
    ];
    let scans = decoded(pdf_of(&pictures));
    assert_eq!(scans.len(), pictures.len());
    scans.iter().for_each(assert_is_read);
}

#[test]
fn a_page_whose_picture_cannot_be_decoded_is_no_blank_page() {
    let size = "/Width 40/Height 50/ColorSpace/DeviceGray/BitsPerComponent 8";
    let broken = format!("{size}/Filter/DCTDecode");
    let refused = pages(pdf_of(&[(&broken, b"no JPEG")])).unwrap().next().unwrap().err();
    assert!(matches!(refused, Some(DecodeError::Damaged { page: 1, .. })), "{refused:?}");
    // What is kept in an unknown way is drawn as it stands, so a person sees it.
    let unknown = format!("{size}/Filter/NobodyKnows");
    let scans = decoded(pdf_of(&[(&unknown, b"words")]));
    assert_eq!(read_side(&scans[0], &[]), ScannedSide::Unknown);
    // White paper is blank, be there a picture of it or none.
    let white = vec![255; 40 * 50];
    assert_eq!(read_side(&decoded(pdf_of(&[(size, &white)]))[0], &[]), ScannedSide::Blank);
}

#[test]
fn shades_of_few_or_many_bits_are_read_and_what_is_not_is_said() {
    let page = page();
    let (width, height) = page.dimensions();
    let mut bytes = Cursor::new(Vec::new());
    let fine: Vec<u16> = page.iter().map(|shade| u16::from(*shade) * 257).collect();
    let mut encoder = TiffEncoder::new(&mut bytes).unwrap();
    encoder.write_image::<colortype::Gray16>(width, height, &fine).unwrap();
    let scans = decoded(bytes.into_inner());
    assert_eq!(scans[0].image, page);
    // Two and four bits, an odd number of pixels in a row: each row begins with a byte of its own.
    for (bits, most) in [(2, 3_u8), (4, 15)] {
        let shades = GrayImage::from_fn(7, 3, |x, y| {
            let shade = u8::try_from(x + 2 * y).unwrap() % (most + 1);
            image::Luma([shade * (255 / most)])
        });
        let packed = |image: &GrayImage| {
            let pixels = |row: &[u8]| {
                let byte = |few: &[u8]| {
                    let shifted = few.iter().zip(1_u32..);
                    shifted.fold(0, |byte, (shade, nth)| {
                        byte | (shade / (255 / most)) << (8 - bits * nth)
                    })
                };
                row.chunks(8 / bits as usize).map(byte).collect::<Vec<u8>>()
            };
            image.chunks_exact(7).flat_map(pixels).collect()
        };
        let few = decoded(tagged(std::slice::from_ref(&shades), [bits, 1, 1, 1], packed));
        assert!(few[0].image == shades, "{bits} bits");
    }
    let refused = pages(group_4(&[page], 2)).unwrap().next().unwrap().err().unwrap();
    assert!(matches!(refused, DecodeError::Unsupported { page: 1, .. }), "{refused}");
    assert!(refused.to_string().contains("in reverse order"), "{refused}");
}

#[test]
fn a_tiff_file_has_as_many_pages_as_it_has() {
    let page = page();
    let (width, height) = page.dimensions();
    let mut bytes = Cursor::new(Vec::new());
    let mut encoder = TiffEncoder::new(&mut bytes).unwrap();
    for _ in 0..3 {
        encoder.write_image::<colortype::Gray8>(width, height, page.as_raw()).unwrap();
    }
    let rgb = DynamicImage::ImageLuma8(page.clone()).to_rgb8();
    encoder.write_image::<colortype::RGB8>(width, height, rgb.as_raw()).unwrap();
    let scans = decoded(bytes.into_inner());
    assert_eq!(scans.len(), 4);
    assert!(scans.iter().all(|scan| scan.image == page));
}

#[test]
fn a_red_pen_is_as_dark_as_a_black_one() {
    let red = RgbImage::from_pixel(8, 8, Rgb([230, 20, 30]));
    let scans = decoded(encoded(&DynamicImage::ImageRgb8(red), ImageFormat::Png));
    assert_eq!(scans[0].image.get_pixel(3, 3).0, [20]);
}

#[test]
fn what_is_no_scan_is_refused_in_plain_words() {
    let refused = pages(b"Dear Sir or Madam".to_vec()).err().unwrap();
    assert_eq!(refused, DecodeError::Format);
    assert!(refused.to_string().contains("PDF, TIFF, JPEG or PNG"));
    assert!(pages(Vec::new()).is_err());
}

#[test]
fn a_page_of_too_many_pixels_is_refused_before_it_is_decoded() {
    // A header alone that claims 60,000 × 60,000 pixels.
    let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    png.extend(60_000_u32.to_be_bytes());
    png.extend(60_000_u32.to_be_bytes());
    png.extend([8, 0, 0, 0, 0]);
    png.extend(crc(&png[12..29]).to_be_bytes());
    png.extend(b"\0\0\0\0IDAT\x35\xaf\x06\x1e");
    let refused = pages(png).unwrap().next().unwrap().unwrap_err();
    assert!(matches!(refused, DecodeError::Pixels { page: 1, .. }), "{refused}");
    assert!(refused.to_string().contains(&MOST_PIXELS.to_string()));
}

/// The checksum of a PNG's chunk (PNG, third edition, annex D), bit by bit.
fn crc(bytes: &[u8]) -> u32 {
    let step = |crc: u32, byte: &u8| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            if crc & 1 == 1 { 0xedb8_8320 ^ (crc >> 1) } else { crc >> 1 }
        })
    };
    !bytes.iter().fold(u32::MAX, step)
}

/// Small files of each kind, to be damaged.
fn samples() -> Vec<Vec<u8>> {
    let small = GrayImage::from_fn(40, 50, |x, y| image::Luma([(x * y % 251) as u8]));
    let grey = DynamicImage::ImageLuma8(small.clone());
    let jpeg = encoded(&grey, ImageFormat::Jpeg);
    let mut tagged = Cursor::new(Vec::new());
    let mut encoder = TiffEncoder::new(&mut tagged).unwrap();
    encoder.write_image::<colortype::Gray8>(40, 50, small.as_raw()).unwrap();
    vec![
        encoded(&grey, ImageFormat::Png),
        pdf(std::slice::from_ref(&jpeg), 40, 50),
        jpeg,
        group_4(std::slice::from_ref(&small), 1),
        tagged.into_inner(),
    ]
}

fn outcome(bytes: Vec<u8>) -> usize {
    pages(bytes).map_or(0, |pages| pages.take(20).filter(Result::is_ok).count())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_file_is_read_or_refused(
        which in 0_usize..5,
        kept in 0_usize..130,
        places in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12),
    ) {
        let mut bytes = samples().swap_remove(which);
        for (place, byte) in places {
            let at = place.index(bytes.len());
            bytes[at] = byte;
        }
        let end = bytes.len() * kept / 100;
        bytes.truncate(end);
        outcome(bytes);
    }

    #[test]
    fn any_bytes_are_refused_or_read(bytes in prop::collection::vec(any::<u8>(), 0..300), kind in 0_usize..5) {
        let starts: [&[u8]; 5] = [b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\0", b"%PDF-1.4\n"];
        outcome([starts[kind], &bytes].concat());
    }
}
