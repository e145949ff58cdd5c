//! Scans and pictures: PNG, JPEG, TIFF, PDF.

use std::io::Cursor;

use image::GrayImage;
use image::ImageFormat;
use tiff::encoder::TiffEncoder;
use tiff::encoder::colortype;

use crate::readers::Reader;
use crate::readers::read_or_refuse;

read_or_refuse! {
    hostile_pictures_are_read_or_refused: pictures;
    hostile_tiff_files_are_read_or_refused: tiffs;
    hostile_pdfs_are_read_or_refused: pdfs;
}

/// The size of a page that is drawn quickly.
const SMALL: &[u8] = b"/MediaBox[0 0 40 30]";

/// Opens a PDF, and draws its pages. A page without its size is one of A4, which takes long to draw however harmless it is, so
/// of those one in thirty is drawn.
fn opens(bytes: &[u8]) -> Result<String, String> {
    let sized = bytes.windows(SMALL.len()).filter(|part| *part == SMALL).count();
    let sum: usize = bytes.iter().map(|byte| usize::from(*byte)).sum();
    if sized > 1 || sum.is_multiple_of(30) {
        return decodes(bytes);
    }
    paper::decode::pages(bytes.to_vec())
        .map(|_| "opened".to_owned())
        .map_err(|fault| fault.to_string())
}

/// A small grey picture with something on it.
fn picture() -> GrayImage {
    GrayImage::from_fn(24, 16, |x, y| {
        image::Luma([if (x / 3 + y / 2) % 2 == 0 { 20 } else { 240 }])
    })
}

fn encoded(format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture().write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// Decodes every page; each is let go before the next.
fn decodes(bytes: &[u8]) -> Result<String, String> {
    let pages = paper::decode::pages(bytes.to_vec()).map_err(|fault| fault.to_string())?;
    let mut said = String::new();
    for page in pages.take(50) {
        match page {
            Ok(scan) => said = format!("{said}; a page, {}", scan.image.width() > 1000),
            Err(fault) => return Err(fault.to_string()),
        }
    }
    Ok(said)
}

fn pictures() -> Reader {
    let words =
        &["IHDR", "IDAT", "IEND", "tRNS", "iCCP", "\u{1}\u{0}\u{0}\u{0}", "JFIF", "Exif", "Adobe"];
    Reader::of(vec![encoded(ImageFormat::Png), encoded(ImageFormat::Jpeg)], words, decodes)
}

fn tiffs() -> Reader {
    let mut bytes = Cursor::new(Vec::new());
    let mut encoder = TiffEncoder::new(&mut bytes).unwrap();
    for _ in 0..2 {
        encoder.write_image::<colortype::Gray8>(24, 16, &picture()).unwrap();
    }
    let words = &["II*\u{0}", "MM\u{0}*", "\u{1}\u{1}\u{3}\u{0}", "\u{11}\u{1}\u{4}\u{0}"];
    Reader::of(vec![bytes.into_inner()], words, decodes)
}

/// A page of 40 by 30 points with a picture and a line, after the PDF reference.
fn pdf() -> Vec<u8> {
    let jpeg = encoded(ImageFormat::Jpeg);
    let draw = b"q 40 0 0 30 0 0 cm /I Do Q 1 w 2 2 m 30 20 l S";
    let objects: [(String, Option<&[u8]>); 5] = [
        ("<</Type/Catalog/Pages 2 0 R>>".to_owned(), None),
        ("<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[0 0 40 30]>>".to_owned(), None),
        (
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 40 30]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>".to_owned(),
            None,
        ),
        (format!("<</Length {}>>", draw.len()), Some(draw)),
        (
            format!(
                "<</Type/XObject/Subtype/Image/Width 24/Height 16/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode/Length {}>>",
                jpeg.len()
            ),
            Some(&jpeg),
        ),
    ];
    let (mut out, mut places) = (b"%PDF-1.4\n".to_vec(), Vec::new());
    for (number, (head, stream)) in (1..).zip(&objects) {
        places.push(out.len());
        out.extend(format!("{number} 0 obj\n{head}\n").bytes());
        if let Some(stream) = stream {
            out.extend(b"stream\n");
            out.extend(*stream);
            out.extend(b"\nendstream\n");
        }
        out.extend(b"endobj\n");
    }
    let table = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1).bytes());
    for place in &places {
        out.extend(format!("{place:010} 00000 n \n").bytes());
    }
    let trailer =
        format!("trailer<</Size {}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF", places.len() + 1);
    out.extend(trailer.bytes());
    out
}

fn pdfs() -> Reader {
    let words = &[
        "/Kids[2 0 R]",
        "/Parent 3 0 R",
        "/Count 99999999",
        "/MediaBox[0 0 1e9 1e9]",
        "/Filter[/FlateDecode/FlateDecode]",
        "/Filter/LZWDecode",
        "/Filter/ASCIIHexDecode",
        "/Length 99999999",
        "/Prev 9",
        "/Encrypt<</V 4>>",
        "q q q q q q",
        "/I Do",
        "/XObject<</I 3 0 R>>",
        "/Type/ObjStm",
        "0 0 0 0 0 0 cm",
        "1e38 0 0 1e38 0 0 cm",
        "/ColorSpace[/Indexed/DeviceRGB 255 5 0 R]",
    ];
    Reader::of(vec![pdf()], words, opens)
}
