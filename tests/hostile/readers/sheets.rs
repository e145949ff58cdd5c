//! Workbooks: the Home Office's tables, and questionnaires.

use crate::packed::packed;
use crate::readers::Reader;
use crate::readers::read_or_refuse;

read_or_refuse! {
    hostile_workbooks_are_read_or_refused: workbooks;
    hostile_xlsforms_are_read_or_refused: xlsforms;
}

const HEADINGS: [&str; 9] = [
    "Financial Year",
    "Financial Quarter",
    "Force Name",
    "CSP Name [note 1]",
    "Offence Description",
    "Offence Group",
    "Offence Sub-group",
    "Offence Code",
    "Number of Offences2",
];
const CRIME: [&str; 9] =
    ["2014/15", "1", "Kent", "Maidstone", "Robbery & theft", "Robbery", "Robbery", "34B", "11"];
const WORDS: &[&str] = &[
    "<c r=\"ZZZZ99999999\"><v>1</v></c>",
    "t=\"s\"",
    "<v>99999999</v>",
    "table:number-columns-repeated=\"2147483647\"",
    "table:number-rows-repeated=\"4294967295\"",
    "<!DOCTYPE a [<!ENTITY b \"bbbbbbbb\">]>&b;&b;",
    "<f>1+1</f>",
    "r=\"A1048577\"",
    "<mergeCell ref=\"A1:XFD1048576\"/>",
    "select_one ages",
    "${age}",
    "begin group",
    "relevant",
    "2014/15",
    "Unassigned",
];

/// What a workbook in the old binary form begins with: it is no archive, and is refused.
const OLD: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// Words within markup.
fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

/// A sheet of a workbook in Excel's form.
fn worksheet(rows: &[Vec<&str>]) -> String {
    let mut data = String::new();
    for (line, row) in (1..).zip(rows) {
        data += &format!("<row r=\"{line}\">");
        for (column, words) in ('A'..='Z').zip(row) {
            let words = escaped(words);
            data += &format!("<c r=\"{column}{line}\" t=\"inlineStr\"><is><t>{words}</t></is></c>");
        }
        data += "</row>";
    }
    format!(
        "<?xml version=\"1.0\"?><worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{data}</sheetData></worksheet>"
    )
}

/// A workbook of Excel's form with these sheets, each cell with its own words.
fn xlsx(sheets: &[(&str, &[Vec<&str>])]) -> Vec<u8> {
    let (mut list, mut parts) = (String::new(), String::new());
    let mut members: Vec<(String, String)> = Vec::new();
    for (number, (name, rows)) in (1..).zip(sheets) {
        list += &format!("<sheet name=\"{name}\" sheetId=\"{number}\" r:id=\"rId{number}\"/>");
        parts += &format!(
            "<Relationship Id=\"rId{number}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" \
             Target=\"worksheets/sheet{number}.xml\"/>"
        );
        let sheet = worksheet(rows);
        members.push((format!("xl/worksheets/sheet{number}.xml"), sheet));
    }
    let book = format!(
        "<?xml version=\"1.0\"?><workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>{list}</sheets></workbook>"
    );
    let relations = |parts: &str| {
        format!(
            "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{parts}</Relationships>"
        )
    };
    members.push(("xl/workbook.xml".to_owned(), book));
    members.push(("xl/_rels/workbook.xml.rels".to_owned(), relations(&parts)));
    let of_all = "<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/>";
    members.push(("_rels/.rels".to_owned(), relations(of_all)));
    let types = "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
    members.push(("[Content_Types].xml".to_owned(), types.to_owned()));
    let members: Vec<(&str, &[u8])> =
        members.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    packed(&members)
}

/// The same of OpenDocument.
fn ods(rows: &[Vec<&str>]) -> Vec<u8> {
    let mut body = String::new();
    for row in rows {
        let cells: Vec<String> = row
            .iter()
            .map(|words| {
                format!("<table:table-cell><text:p>{}</text:p></table:table-cell>", escaped(words))
            })
            .collect();
        body += &format!("<table:table-row>{}</table:table-row>", cells.concat());
    }
    let xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content><office:body><office:spreadsheet><table:table \
         table:name=\"2014-15\">{body}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    packed(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", xml.as_bytes()),
    ])
}

fn workbooks() -> Reader {
    let rows = [vec!["Police recorded crime"], HEADINGS.to_vec(), CRIME.to_vec()];
    let old = [OLD.to_vec(), vec![0; 504]].concat();
    let seeds = vec![xlsx(&[("Notes", &[vec!["Notes"]]), ("2014-15", &rows)]), ods(&rows), old];
    let reads = |mut bytes: &[u8]| {
        let read = sources::prc::read("recorded-crime.xlsx", &mut bytes);
        let (_, report) = read.map_err(|fault| fault.to_string())?;
        Ok(format!("{} {:?}", report.layout, report.refusals.first().map(ToString::to_string)))
    };
    Reader { seeds, sound: false, words: WORDS, reads }
}

fn xlsforms() -> Reader {
    let survey = [
        vec!["type", "name", "label", "relevant"],
        vec!["begin group", "you", "About you", ""],
        vec!["select_one ages", "age", "How old are you?", ""],
        vec!["end group", "", "", ""],
        vec!["text", "say", "What else?", "${age} = 'old'"],
        vec!["select_multiple ages", "some", "Which?", ""],
    ];
    let choices = [
        vec!["list_name", "name", "label"],
        vec!["ages", "young", "Under 25"],
        vec!["ages", "old", "25 or over"],
    ];
    let settings = [vec!["form_title", "form_id"], vec!["Your say", "smp-2015"]];
    let seeds = vec![xlsx(&[("survey", &survey), ("choices", &choices), ("settings", &settings)])];
    Reader::of(seeds, WORDS, |mut bytes| {
        let read = sources::xlsform::read("form.xlsx", &mut bytes);
        let form = read.map_err(|fault| fault.to_string())?;
        Ok(format!("{:?}", form.remarks.first().map(ToString::to_string)))
    })
}
