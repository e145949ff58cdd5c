//! What `text` promises, as tests.

use proptest::prelude::*;

use super::*;
use crate::testing::Endless;

/// Gives a few bytes at a time.
struct Dribble<'a>(&'a [u8], usize);

impl Read for Dribble<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.0.len().min(self.1).min(buffer.len());
        buffer[..read].copy_from_slice(&self.0[..read]);
        self.0 = &self.0[read..];
        Ok(read)
    }
}

type Lines = Vec<(u64, Vec<Vec<u8>>)>;

fn read_all(input: &mut dyn Read) -> Result<(Lines, Marks), FileFault> {
    let mut records = Records::begin(input)?;
    let mut all = Vec::new();
    while let Some(record) = records.next()? {
        all.push((record.line, record.raw().map(<[u8]>::to_vec).collect()));
    }
    Ok((all, records.marks()))
}

fn fields(input: &[u8]) -> Vec<Vec<Vec<u8>>> {
    read_all(&mut &*input).unwrap().0.into_iter().map(|(_, fields)| fields).collect()
}

/// What csv-core makes of it all at once.
fn by_csv_core(mut input: &[u8]) -> Vec<Vec<Vec<u8>>> {
    let mut reader = csv_core::Reader::new();
    let mut all = Vec::new();
    loop {
        let (mut output, mut ends) = (vec![0; 4_096], vec![0; 512]);
        let (mut written, mut fields) = (0, 0);
        loop {
            let (result, read, wrote, ended) =
                reader.read_record(input, &mut output[written..], &mut ends[fields..]);
            input = &input[read..];
            (written, fields) = (written + wrote, fields + ended);
            match result {
                csv_core::ReadRecordResult::InputEmpty => {}
                csv_core::ReadRecordResult::Record => break,
                csv_core::ReadRecordResult::End => return all,
                other => panic!("{other:?}"),
            }
        }
        let begins = std::iter::once(0).chain(ends.iter().copied());
        let spans = begins.zip(ends.iter().copied()).take(fields);
        all.push(spans.map(|(from, to)| output[from..to].to_vec()).collect());
    }
}

#[test]
fn lines_may_end_in_lf_or_crlf_or_cr() {
    let wanted = fields(b"a,b\n1,2\n3,\n");
    assert_eq!(wanted.len(), 3);
    assert_eq!(fields(b"a,b\r\n1,2\r\n3,\r\n"), wanted);
    assert_eq!(fields(b"a,b\r1,2\r3,\r"), wanted);
    assert_eq!(fields(b"\xEF\xBB\xBFa,b\n\n1,2\r\r\n3,"), wanted);
}

#[test]
fn lines_are_counted_whatever_they_end_in() {
    for text in ["a\n\"1\n2\"\n\n3\n4", "a\r\n\"1\r\n2\"\r\n\r\n3\r\n4", "a\r\"1\r2\"\r\r3\r4\r"] {
        let lines: Vec<u64> =
            read_all(&mut text.as_bytes()).unwrap().0.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [1, 2, 5, 6], "{text:?}");
    }
}

#[test]
fn the_marks_tell_cr_lf_from_cr() {
    let crlf = read_all(&mut &b"a\r\n1\r\n"[..]).unwrap().1;
    assert_eq!((crlf.returns, crlf.returns_with_feed), (2, 2));
    let cr = read_all(&mut &b"a\r1\r"[..]).unwrap().1;
    assert_eq!((cr.returns, cr.returns_with_feed), (2, 0));
}

#[test]
fn the_hash_is_of_all_bytes_read() {
    let text = b"\xEF\xBB\xBFa,b\r\n\"1\",2\r\n\r\n";
    let mut input = &text[..];
    let mut records = Records::begin(&mut input).unwrap();
    while records.next().unwrap().is_some() {}
    assert_eq!(records.sha256(), <[u8; 32]>::from(Sha256::digest(text)));
}

#[test]
fn a_line_of_two_gigabytes_is_refused_after_little_more_than_one_megabyte() {
    let mut input = Endless { head: b"a,b\n1,2\n".to_vec(), again: b'x', given: 0 };
    let fault = read_all(&mut input).unwrap_err();
    assert!(matches!(fault, FileFault::LongRecord { line: 3, .. }), "{fault}");
    assert!(input.given <= LONGEST_RECORD + 3 * CHUNK, "{}", input.given);
}

#[test]
fn a_quotation_never_closed_is_refused_after_little_more_than_one_megabyte() {
    let mut input = Endless { head: b"a,b\n\"1,2\n".to_vec(), again: b'\n', given: 0 };
    let fault = read_all(&mut input).unwrap_err();
    assert!(matches!(fault, FileFault::LongRecord { .. }), "{fault}");
    assert!(fault.to_string().contains("quotation mark"));
    assert!(input.given <= LONGEST_RECORD + 3 * CHUNK, "{}", input.given);
}

#[test]
fn a_record_of_a_million_commas_is_refused() {
    for head in ["", "\"a\""] {
        let mut input = Endless { head: head.into(), again: b',', given: 0 };
        let fault = read_all(&mut input.by_ref().take(500_000)).unwrap_err();
        assert!(matches!(fault, FileFault::ManyFields { line: 1, .. }), "{fault}");
    }
}

#[test]
fn what_is_no_text_is_refused_with_the_reason() {
    let fault = |bytes: &[u8]| read_all(&mut &*bytes).unwrap_err().to_string();
    assert!(fault(b"\xFF\xFEa\0,\0").contains("UTF-16"));
    assert!(fault(b"\xFE\xFF\0a\0,").contains("UTF-16"));
    assert!(fault(b"a\0,\0b\0").contains("NUL"));
    assert!(fault(b"").contains("empty"));
}

#[test]
fn a_field_that_is_not_utf_8_or_holds_nul_is_no_text() {
    for bytes in [&b"a,caf\xE9"[..], b"a,b\0"] {
        let record = Record { line: 1, bytes, spans: &[(0, 1), (2, bytes.len())] };
        assert!(record.fields().is_none());
    }
}

proptest! {
    #[test]
    fn records_are_those_of_csv_core(text in "[ab,\"\r\n\u{FEFF}é]{0,40}", at_once in 1_usize..9) {
        prop_assume!(!text.is_empty());
        let (lines, _) = read_all(&mut Dribble(text.as_bytes(), at_once)).unwrap();
        let ours: Vec<_> = lines.into_iter().map(|(_, fields)| fields).collect();
        // A blank line first, since csv-core too takes off a mark.
        let theirs = format!("\n{}", text.strip_prefix('\u{FEFF}').unwrap_or(&text));
        let theirs = by_csv_core(theirs.as_bytes());
        prop_assert_eq!(ours, theirs);
    }

    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = read_all(&mut &*bytes);
    }

    #[test]
    fn written_fields_are_read_again(
        rows in prop::collection::vec(prop::collection::vec("[ab\"\r\n,é ]{1,6}", 1..5), 1..6)
    ) {
        let quoted = |field: &String| format!("\"{}\"", field.replace('"', "\"\""));
        let line = |row: &Vec<String>| row.iter().map(quoted).collect::<Vec<_>>().join(",");
        let text = rows.iter().map(line).collect::<Vec<_>>().join("\r\n");
        let bytes: Vec<Vec<Vec<u8>>> = rows
            .into_iter()
            .map(|row| row.into_iter().map(String::into_bytes).collect())
            .collect();
        prop_assert_eq!(fields(text.as_bytes()), bytes);
    }
}
