//! The document's tables as an Excel workbook.
//!
//! In comes the content tree; out go a cover and one sheet for each table, with real numbers in
//! stated formats, frozen headings and named tables.

use jiff::civil::date;
use partnership::content::Document;
use rust_xlsxwriter::Color;
use rust_xlsxwriter::DocProperties;
use rust_xlsxwriter::ExcelDateTime;
use rust_xlsxwriter::Format as Look;
use rust_xlsxwriter::FormatAlign;
use rust_xlsxwriter::FormatBorder;
use rust_xlsxwriter::Table as TableObject;
use rust_xlsxwriter::TableColumn;
use rust_xlsxwriter::TableStyle;
use rust_xlsxwriter::Url;
use rust_xlsxwriter::Workbook;
use rust_xlsxwriter::Worksheet;
use rust_xlsxwriter::XlsxError;

use crate::colours;
use crate::dated;
use crate::sheets::COVER;
use crate::sheets::Format;
use crate::sheets::Held;
use crate::sheets::Line;
use crate::sheets::Sheet;
use crate::sheets::book;

/// How many letters the cover's column holds.
const COVER_WIDTH: u32 = 90;
/// The size of most letters, in points.
const SIZE: f64 = 11.0;
/// How high a line is, in sizes of its letters.
const LEADING: f64 = 1.36;

/// The document's tables as an .xlsx.
pub fn file(document: &Document) -> Result<Vec<u8>, XlsxError> {
    let book = book(document);
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(document)?);
    let cover = workbook.add_worksheet();
    cover.set_name(COVER)?;
    cover.set_column_width(0, COVER_WIDTH)?;
    cover.set_print_fit_to_pages(1, 0).set_paper_size(9);
    lines(cover, &book.cover, LineLook::Wrapped)?;
    for sheet in &book.sheets {
        self::sheet(workbook.add_worksheet(), sheet)?;
    }
    workbook.save_to_buffer()
}

fn properties(document: &Document) -> Result<DocProperties, XlsxError> {
    // The crate would ask the clock: a document without a day gets one that nobody can mistake.
    let day = dated::day(document).unwrap_or(date(1900, 1, 1));
    let year = u16::try_from(day.year()).unwrap_or(1900).max(1900);
    let [month, day] = [day.month(), day.day()].map(|part| u8::try_from(part).unwrap_or(1));
    let stamp = ExcelDateTime::from_ymd(year, month, day)?;
    Ok(DocProperties::new()
        .set_title(format!("{}: {}", document.title, document.subtitle))
        .set_author(&document.publisher)
        .set_company(&document.publisher)
        .set_comment(&document.description)
        .set_creation_datetime(&stamp))
}

/// Whether long lines break within their cell or run on over the empty cells beside it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LineLook {
    Wrapped,
    RunningOn,
}

fn base() -> Look {
    Look::new().set_font_name("Arial").set_font_size(11).set_align(FormatAlign::Top)
}

fn accent() -> Color {
    Color::from(colours::ACCENT)
}

/// How many lines words take in a column that holds `width` letters. Said with the row, since not every program measures
/// a row that it opens, and one that does not would cut the words off. A reference, which has no blank, is one piece.
fn lines_of(words: &str, width: f64) -> f64 {
    if !words.contains(' ') {
        return 1.0;
    }
    let letters = u32::try_from(words.chars().count()).unwrap_or(u32::MAX);
    (f64::from(letters) / width).ceil().max(1.0)
}

fn lines(worksheet: &mut Worksheet, lines: &[Line], look: LineLook) -> Result<(), XlsxError> {
    let fitted = |format: Look| match look {
        LineLook::Wrapped => format.set_text_wrap(),
        LineLook::RunningOn => format,
    };
    let height = |worksheet: &mut Worksheet, row: u32, words: &str, letter: f64| {
        let width = f64::from(COVER_WIDTH) * SIZE / letter;
        let lines = if look == LineLook::Wrapped { lines_of(words, width) } else { 1.0 };
        worksheet.set_row_height(row, lines * letter * LEADING).map(|_| ())
    };
    for (row, line) in (0u32..).zip(lines) {
        match line {
            Line::Title(words) => {
                let title = base().set_bold().set_font_size(16).set_font_color(accent());
                worksheet.write_string_with_format(row, 0, words, &fitted(title))?;
                height(worksheet, row, words, 16.0)?;
            }
            Line::Heading(words) => {
                let heading = base().set_bold().set_font_size(13).set_font_color(accent());
                worksheet.write_string_with_format(row, 0, words, &heading)?;
                height(worksheet, row, "", 13.0)?;
            }
            Line::Words(words) => {
                worksheet.write_string_with_format(row, 0, words, &fitted(base()))?;
                height(worksheet, row, words, SIZE)?;
            }
            Line::Link { words, sheet } => {
                let link = base()
                    .set_font_color(accent())
                    .set_underline(rust_xlsxwriter::FormatUnderline::Single);
                let url = Url::new(format!("internal:'{sheet}'!A1")).set_text(words);
                // Not every program breaks a link into lines.
                worksheet.write_url_with_format(row, 0, url, &link)?;
                height(worksheet, row, "", SIZE)?;
            }
        }
    }
    Ok(())
}

fn sheet(worksheet: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    worksheet.set_name(&sheet.name)?;
    lines(worksheet, &sheet.lines, LineLook::RunningOn)?;
    let heading_row = u32::try_from(sheet.lines.len()).unwrap_or(u32::MAX);
    for (column, width) in (0u16..).zip(&sheet.widths) {
        worksheet.set_column_width(column, f64::from(*width))?;
    }
    table(worksheet, sheet, heading_row)?;
    let headings = sheet.headings.iter().zip(&sheet.widths);
    let highest =
        headings.map(|(words, width)| lines_of(words, f64::from(*width))).fold(1.0, f64::max);
    worksheet.set_row_height(heading_row, highest * SIZE * LEADING)?;
    let mut last_row = heading_row;
    for (row, held) in (heading_row + 1..).zip(&sheet.rows) {
        let mut highest = 1.0_f64;
        for ((column, held), width) in (0u16..).zip(held).zip(&sheet.widths) {
            cell(worksheet, row, column, held)?;
            if let Held::Words(words) = held {
                highest = highest.max(lines_of(words, f64::from(*width)));
            }
        }
        worksheet.set_row_height(row, highest * SIZE * LEADING)?;
        last_row = row;
    }
    worksheet.set_freeze_panes(heading_row + 1, 1)?;
    worksheet.set_landscape().set_print_fit_to_pages(1, 0).set_paper_size(9);
    worksheet.set_repeat_rows(heading_row, heading_row)?;
    worksheet.set_print_area(0, 0, last_row, last_column(sheet))?;
    Ok(())
}

/// The table as an object with a name, so that screen readers and formulas find it.
fn table(worksheet: &mut Worksheet, sheet: &Sheet, row: u32) -> Result<(), XlsxError> {
    let heading = base()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Bottom)
        .set_background_color(Color::from(colours::TINT))
        .set_border_bottom(FormatBorder::Medium)
        .set_border_color(accent());
    if sheet.rows.is_empty() {
        for (column, words) in (0u16..).zip(&sheet.headings) {
            worksheet.write_string_with_format(row, column, words, &heading)?;
        }
        return Ok(());
    }
    let columns: Vec<TableColumn> = sheet
        .headings
        .iter()
        .map(|words| TableColumn::new().set_header(words).set_header_format(&heading))
        .collect();
    let table = TableObject::new()
        .set_name(&sheet.table)
        .set_columns(&columns)
        .set_style(TableStyle::None)
        .set_autofilter(false);
    let last_row = row + u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX);
    worksheet.add_table(row, 0, last_row, last_column(sheet), &table)?;
    Ok(())
}

fn last_column(sheet: &Sheet) -> u16 {
    u16::try_from(sheet.headings.len().saturating_sub(1)).unwrap_or(u16::MAX)
}

fn cell(worksheet: &mut Worksheet, row: u32, column: u16, held: &Held) -> Result<(), XlsxError> {
    match held {
        Held::Words(words) if matches!(words.as_str(), "[c]" | "[x]") => {
            let right = base().set_align(FormatAlign::Right);
            worksheet.write_string_with_format(row, column, words, &right)?;
        }
        Held::Words(words) => {
            let look = base().set_indent(1);
            let look = if words.contains(' ') { look.set_text_wrap() } else { look };
            worksheet.write_string_with_format(row, column, words, &look)?;
        }
        Held::Number { value, format, .. } => {
            let look = base().set_num_format(number_format(*format));
            worksheet.write_number_with_format(row, column, *value, &look)?;
        }
    }
    Ok(())
}

fn number_format(format: Format) -> String {
    match format {
        Format::Count => "#,##0".to_owned(),
        Format::Difference => "+#,##0;\u{2212}#,##0;0".to_owned(),
        Format::Change => "+0.0%;\u{2212}0.0%;0.0%".to_owned(),
        Format::Decimals(0) => "#,##0".to_owned(),
        Format::Decimals(places) => format!("#,##0.{}", "0".repeat(usize::from(places))),
    }
}
