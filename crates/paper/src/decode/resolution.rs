//! How many pixels a millimetre a JPEG or a PNG file says it has.
//!
//! In come the file's bytes; out comes what its header says, or nothing. The image readers leave it out.

/// By the JFIF header, if the file begins with one (ITU-T T.871, 10.1).
pub(super) fn of_jpeg(bytes: &[u8]) -> Option<f64> {
    let header = bytes.get(2..18)?;
    if header.get(..2)? != [0xff, 0xe0] || header.get(4..9)? != b"JFIF\0" {
        return None;
    }
    let across = f64::from(u16::from_be_bytes([*header.get(12)?, *header.get(13)?]));
    match header.get(11)? {
        1 if across > 0.0 => Some(across / 25.4),
        2 if across > 0.0 => Some(across / 10.0),
        _ => None,
    }
}

/// By the chunk `pHYs` (PNG, third edition, 11.3.4.3): pixels a metre.
pub(super) fn of_png(bytes: &[u8]) -> Option<f64> {
    let mut rest = bytes.get(8..)?;
    loop {
        let (length, after) = rest.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
        let (kind, content) = after.split_first_chunk::<4>()?;
        match kind {
            b"pHYs" => {
                let across = u32::from_be_bytes(*content.first_chunk::<4>()?);
                let is_metric = content.get(8) == Some(&1);
                return (is_metric && across > 0).then(|| f64::from(across) / 1000.0);
            }
            b"IDAT" | b"IEND" => return None,
            _ => rest = content.get(length.checked_add(4)?..)?,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_says_how_fine_a_scan_is() {
        let jpeg = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\x01\x01\x2c\x01\x2c\0\0";
        assert!((of_jpeg(jpeg).unwrap() * 25.4 - 300.0).abs() < 1e-9);
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\x09pHYs\0\0\x2e\x23\0\0\x2e\x23\x01....";
        assert!((of_png(png).unwrap() * 25.4 - 300.0).abs() < 0.1);
    }

    #[test]
    fn a_header_that_ends_early_says_nothing() {
        for end in 0..12 {
            assert_eq!(of_jpeg(&b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01"[..end]), None);
            assert_eq!(of_png(&b"\x89PNG\r\n\x1a\n\0\0\0\x09"[..end]), None);
        }
    }
}
