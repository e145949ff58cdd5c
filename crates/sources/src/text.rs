//! Records of comma-separated text, read within bounded memory and hashed on the way.
//!
//! In come bytes; out goes one record after another, borrowed from the buffer. Lines may end in LF,
//! CR LF or CR. Nothing is allocated for a record, and none may be longer than a megabyte.

use std::io::ErrorKind;
use std::io::Read;

use sha2::Digest;
use sha2::Sha256;

use crate::fault::FileFault;

/// The most bytes of one record.
pub(crate) const LONGEST_RECORD: usize = 1 << 20;
/// The most fields of one record.
const MOST_FIELDS: usize = 4_096;
/// Bytes asked for at a time: little enough to stay in the processor's cache.
const CHUNK: usize = 128 << 10;

/// Reads records one by one.
pub(crate) struct Records<'r> {
    input: &'r mut dyn Read,
    sha256: Sha256,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    ended: bool,
    line: u64,
    next_line: u64,
    after_return: bool,
    marks: Marks,
    quotes: Box<csv_core::Reader>,
    unquoted: Vec<u8>,
    ends: Vec<usize>,
    spans: Vec<(usize, usize)>,
}

/// What was noticed about the text as a whole.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Marks {
    pub(crate) byte_order: bool,
    pub(crate) returns: u64,
    pub(crate) returns_with_feed: u64,
    pub(crate) quoted_commas: u64,
    pub(crate) first_quoted_comma: u64,
}

/// One record: its line and its fields, not yet known to be text.
#[derive(Clone, Copy)]
pub(crate) struct Record<'a> {
    pub(crate) line: u64,
    pub(crate) bytes: &'a [u8],
    spans: &'a [(usize, usize)],
}

/// The fields of a record known to be UTF-8 without control characters.
#[derive(Clone, Copy)]
pub(crate) struct Fields<'a> {
    text: &'a str,
    spans: &'a [(usize, usize)],
}

/// Where the next record lies.
enum Extent {
    End,
    Plain(usize, usize),
    Unquoted(usize),
}

impl<'r> Records<'r> {
    /// Begins reading, and refuses what is not text of one byte a character or UTF-8.
    pub(crate) fn begin(input: &'r mut dyn Read) -> Result<Records<'r>, FileFault> {
        let mut records = Records {
            input,
            sha256: Sha256::new(),
            buffer: vec![0; LONGEST_RECORD + CHUNK],
            start: 0,
            end: 0,
            ended: false,
            line: 0,
            next_line: 1,
            after_return: false,
            marks: Marks::default(),
            quotes: quotation_rules(),
            unquoted: Vec::new(),
            ends: Vec::new(),
            spans: Vec::new(),
        };
        while records.end < 4 && !records.ended {
            records.fill()?;
        }
        records.check_encoding()?;
        Ok(records)
    }

    fn check_encoding(&mut self) -> Result<(), FileFault> {
        let head = &self.buffer[..self.end];
        if head.is_empty() {
            return Err(FileFault::Empty);
        }
        if head.starts_with(&[0xFF, 0xFE]) || head.starts_with(&[0xFE, 0xFF]) {
            return Err(FileFault::Utf16);
        }
        if memchr::memchr(0, &head[..head.len().min(512)]).is_some() {
            return Err(FileFault::Binary);
        }
        if head.starts_with(b"\xEF\xBB\xBF") {
            self.marks.byte_order = true;
            self.start = 3;
        }
        Ok(())
    }

    /// The next record; blank lines are passed over.
    pub(crate) fn next(&mut self) -> Result<Option<Record<'_>>, FileFault> {
        let extent = self.advance()?;
        let Records { buffer, unquoted, ends, spans, marks, line, .. } = self;
        spans.clear();
        let bytes = match extent {
            Extent::End => return Ok(None),
            Extent::Plain(from, to) => {
                let bytes = &buffer[from..to];
                let mut begin = 0;
                for comma in memchr::memchr_iter(b',', bytes) {
                    spans.push((begin, comma));
                    begin = comma + 1;
                }
                spans.push((begin, bytes.len()));
                bytes
            }
            Extent::Unquoted(fields) => {
                let ends = &ends[..fields];
                let begins = std::iter::once(0).chain(ends.iter().copied());
                spans.extend(begins.zip(ends.iter().copied()));
                let bytes = &unquoted[..ends.last().copied().unwrap_or(0)];
                if memchr::memchr(b',', bytes).is_some() {
                    if marks.quoted_commas == 0 {
                        marks.first_quoted_comma = *line;
                    }
                    marks.quoted_commas += 1;
                }
                bytes
            }
        };
        if spans.len() > MOST_FIELDS {
            return Err(FileFault::ManyFields { line: *line, limit: MOST_FIELDS });
        }
        Ok(Some(Record { line: *line, bytes, spans }))
    }

    /// What was noticed about the text so far.
    pub(crate) fn marks(&self) -> Marks {
        self.marks
    }

    /// The SHA-256 of all bytes read.
    pub(crate) fn sha256(self) -> [u8; 32] {
        self.sha256.finalize().into()
    }

    fn advance(&mut self) -> Result<Extent, FileFault> {
        loop {
            let Some(stop) = self.find_stop()? else {
                let (from, to) = (self.start, self.end);
                self.start = self.end;
                self.line = self.next_line;
                return Ok(if from == to { Extent::End } else { Extent::Plain(from, to) });
            };
            let (from, byte) = (self.start, self.buffer[stop]);
            if byte == b'"' {
                return self.unquote().map(Extent::Unquoted);
            }
            let after_return = std::mem::replace(&mut self.after_return, byte == b'\r');
            self.start = stop + 1;
            self.marks.returns += u64::from(byte == b'\r');
            if from == stop && byte == b'\n' && after_return {
                self.marks.returns_with_feed += 1;
                continue;
            }
            self.line = self.next_line;
            self.next_line += 1;
            if from < stop {
                return Ok(Extent::Plain(from, stop));
            }
        }
    }

    /// Where the next line end or quotation mark is; `None` when only an unended line is left.
    fn find_stop(&mut self) -> Result<Option<usize>, FileFault> {
        let mut searched = 0;
        loop {
            let rest = &self.buffer[self.start + searched..self.end];
            if let Some(ahead) = memchr::memchr3(b'\n', b'\r', b'"', rest) {
                return Ok(Some(self.start + searched + ahead));
            }
            searched = self.end - self.start;
            if searched > LONGEST_RECORD {
                return Err(self.long_record());
            }
            if self.ended {
                return Ok(None);
            }
            self.fill()?;
        }
    }

    /// Reads the record at hand by the rules of quotation; the number of its fields.
    fn unquote(&mut self) -> Result<usize, FileFault> {
        self.line = self.next_line;
        self.unquoted.resize(LONGEST_RECORD, 0);
        self.ends.resize(MOST_FIELDS, 0);
        let (mut written, mut fields) = (0, 0);
        loop {
            let input = &self.buffer[self.start..self.end];
            let (output, ends) = (&mut self.unquoted[written..], &mut self.ends[fields..]);
            let (result, read, wrote, ended) = self.quotes.read_record(input, output, ends);
            (written, fields) = (written + wrote, fields + ended);
            self.count_lines(read);
            match result {
                csv_core::ReadRecordResult::InputEmpty => self.fill()?,
                csv_core::ReadRecordResult::OutputFull => return Err(self.long_record()),
                csv_core::ReadRecordResult::OutputEndsFull => {
                    return Err(FileFault::ManyFields { line: self.line, limit: MOST_FIELDS });
                }
                csv_core::ReadRecordResult::Record | csv_core::ReadRecordResult::End => break,
            }
        }
        // The last line of a file need not be ended.
        self.next_line = self.next_line.max(self.line + 1);
        Ok(fields)
    }

    fn count_lines(&mut self, read: usize) {
        for at in self.start..self.start + read {
            let byte = self.buffer[at];
            let feed_after_return = byte == b'\n' && self.after_return;
            self.next_line += u64::from(byte == b'\r' || (byte == b'\n' && !feed_after_return));
            self.marks.returns += u64::from(byte == b'\r');
            self.marks.returns_with_feed += u64::from(feed_after_return);
            self.after_return = byte == b'\r';
        }
        self.start += read;
    }

    fn long_record(&self) -> FileFault {
        FileFault::LongRecord { line: self.line.max(self.next_line), limit: LONGEST_RECORD }
    }

    /// Reads more behind what is left in the buffer, which moves to its front.
    fn fill(&mut self) -> Result<(), FileFault> {
        if self.ended {
            return Ok(());
        }
        self.buffer.copy_within(self.start..self.end, 0);
        (self.start, self.end) = (0, self.end - self.start);
        let room = self.buffer.len().min(self.end + CHUNK);
        let read = loop {
            match self.input.read(&mut self.buffer[self.end..room]) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                other => break other?,
            }
        };
        self.sha256.update(&self.buffer[self.end..self.end + read]);
        self.end += read;
        self.ended = read == 0;
        Ok(())
    }
}

/// A reader that stands at the beginning of a record, behind any byte-order mark.
fn quotation_rules() -> Box<csv_core::Reader> {
    let mut reader = Box::new(csv_core::Reader::new());
    // A fresh one would take a mark off the first record that it sees, wherever that stands.
    reader.read_record(b"\n", &mut [0], &mut [0]);
    reader
}

impl<'a> Record<'a> {
    /// How many fields it has.
    pub(crate) fn len(self) -> usize {
        self.spans.len()
    }

    /// The fields, when they are UTF-8 without NUL.
    pub(crate) fn fields(self) -> Option<Fields<'a>> {
        let text = std::str::from_utf8(self.bytes).ok()?;
        memchr::memchr(0, self.bytes).is_none().then_some(Fields { text, spans: self.spans })
    }

    /// The bytes of each field.
    pub(crate) fn raw(self) -> impl Iterator<Item = &'a [u8]> {
        self.spans.iter().map(move |(from, to)| &self.bytes[*from..*to])
    }
}

impl<'a> Fields<'a> {
    /// Field number `place`, from 0; empty when there is none.
    pub(crate) fn at(self, place: usize) -> &'a str {
        let span = self.spans.get(place);
        span.and_then(|(from, to)| self.text.get(*from..*to)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests;
