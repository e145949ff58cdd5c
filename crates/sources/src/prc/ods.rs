//! Rows of .ods workbooks.
//!
//! In come the bytes of a workbook; out go rows of text. The format may say "repeat this cell
//! 16,384 times, this row a million times" in a few bytes, so repeats are bounded here.

use std::io::BufRead;
use std::io::BufReader;
use std::io::Cursor;

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::BytesRef;
use quick_xml::events::BytesStart;
use quick_xml::events::Event;

use crate::fault::FileFault;
use crate::prc::sheets::EachRow;
use crate::prc::sheets::MOST_COLUMNS;
use crate::unpack::Member;

/// The most rows with cells in all sheets together.
const MOST_ROWS: u64 = 4_000_000;

/// Gives each row that has cells to `each`, sheet by sheet.
pub(super) fn each_row(
    members: &[Member],
    bytes: &[u8],
    each: EachRow<'_>,
) -> Result<(), FileFault> {
    let content = members.iter().find(|member| member.name == "content.xml");
    let content = content.ok_or_else(|| FileFault::Workbook("it has no content.xml".to_owned()))?;
    let unpacked = content.unpacked(Cursor::new(bytes))?;
    let mut walk = Walk::default();
    let mut xml = Reader::from_reader(BufReader::new(unpacked));
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer).map_err(wrong)? {
            Event::Eof => return Ok(()),
            Event::Start(tag) if tag.name().as_ref() == "office:annotation" => {
                // A note stuck to a cell has paragraphs too, which are not the cell's.
                skip(&mut xml, &tag.to_owned())?;
            }
            event => walk.step(event, each)?,
        }
    }
}

fn skip<R: BufRead>(xml: &mut Reader<R>, tag: &BytesStart<'_>) -> Result<(), FileFault> {
    xml.read_to_end_into(tag.name(), &mut Vec::new()).map(|_| ()).map_err(wrong)
}

/// Where in the workbook we are.
#[derive(Default)]
struct Walk {
    sheet: String,
    line: u64,
    row_times: u64,
    cells: Vec<String>,
    cell: Cell,
    in_text: bool,
    rows: u64,
}

#[derive(Default)]
struct Cell {
    times: usize,
    value: Option<String>,
    text: String,
}

impl Walk {
    fn step(&mut self, event: Event<'_>, each: EachRow<'_>) -> Result<(), FileFault> {
        match event {
            Event::Start(tag) => self.start(&tag)?,
            Event::Empty(tag) => {
                self.start(&tag)?;
                self.end(tag.name().as_ref(), each)?;
            }
            Event::End(tag) => self.end(tag.name().as_ref(), each)?,
            Event::Text(text) if self.in_text => self.cell.text += &text,
            Event::GeneralRef(name) if self.in_text => self.cell.text.push_str(&referred(&name)?),
            _ => {}
        }
        Ok(())
    }

    fn start(&mut self, tag: &BytesStart<'_>) -> Result<(), FileFault> {
        match tag.name().as_ref() {
            "table:table" => {
                self.sheet = attribute(tag, "table:name")?.unwrap_or_default();
                self.line = 0;
            }
            "table:table-row" => {
                self.row_times = times(tag, "table:number-rows-repeated")?;
                self.cells.clear();
            }
            "table:table-cell" | "table:covered-table-cell" => {
                let repeated = times(tag, "table:number-columns-repeated")?;
                self.cell = Cell {
                    times: usize::try_from(repeated).unwrap_or(usize::MAX),
                    value: attribute(tag, "office:value")?,
                    text: String::new(),
                };
            }
            "text:p" => {
                self.in_text = true;
                self.space();
            }
            "text:s" | "text:tab" | "text:line-break" => self.space(),
            _ => {}
        }
        Ok(())
    }

    /// A space between words of a cell.
    fn space(&mut self) {
        if !self.cell.text.is_empty() {
            self.cell.text.push(' ');
        }
    }

    fn end(&mut self, name: &str, each: EachRow<'_>) -> Result<(), FileFault> {
        match name {
            "text:p" => self.in_text = false,
            "table:table-cell" | "table:covered-table-cell" => {
                let cell = std::mem::take(&mut self.cell);
                let text = cell.value.unwrap_or_else(|| cell.text.trim().to_owned());
                let free = MOST_COLUMNS.saturating_sub(self.cells.len());
                self.cells.extend(std::iter::repeat_n(text, cell.times.min(free)));
            }
            "table:table-row" => self.end_row(each)?,
            _ => {}
        }
        Ok(())
    }

    fn end_row(&mut self, each: EachRow<'_>) -> Result<(), FileFault> {
        let filled = self.cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |at| at + 1);
        self.cells.truncate(filled);
        if filled > 0 {
            self.rows = self.rows.saturating_add(self.row_times);
            if self.rows > MOST_ROWS {
                let found = format!("it has more than {MOST_ROWS} rows");
                return Err(FileFault::Workbook(found));
            }
            for ahead in 1..=self.row_times {
                each(&self.sheet, self.line + ahead, &mut self.cells.clone());
            }
        }
        self.line = self.line.saturating_add(self.row_times);
        Ok(())
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Result<Option<String>, FileFault> {
    let Some(found) = tag.try_get_attribute(name).map_err(wrong)? else { return Ok(None) };
    Ok(Some(found.normalized_value(XmlVersion::Implicit1_0).map_err(wrong)?.into_owned()))
}

fn times(tag: &BytesStart<'_>, name: &str) -> Result<u64, FileFault> {
    let Some(text) = attribute(tag, name)? else { return Ok(1) };
    text.parse().map_err(|_| FileFault::Workbook(format!("`{text}` is not a number of repeats")))
}

/// What `&amp;`, `&#233;` and the like stand for.
fn referred(name: &BytesRef<'_>) -> Result<String, FileFault> {
    if let Some(letter) = name.resolve_char_ref().map_err(wrong)? {
        return Ok(letter.to_string());
    }
    Ok(resolve_xml_entity(name).unwrap_or_default().to_owned())
}

fn wrong(error: impl std::fmt::Display) -> FileFault {
    FileFault::Workbook(error.to_string())
}
