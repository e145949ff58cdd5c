//! Texts that people type or send: Markdown, templates, descriptions (TOML), replies (JSON), and lists as CSV.

use std::sync::LazyLock;

use partnership::approval::cover_report::house::HouseTemplate;
use partnership::assessment::text::Source;
use partnership::consultation::exercise::TypedConsultation;
use partnership::consultation::questionnaire::Questionnaire;
use partnership::consultation::questionnaire::TypedQuestionnaire;
use partnership::consultation::reply::DatedReply;
use partnership::distribution::file::FileFault;
use partnership::distribution::list::Readership;
use partnership::membership::Partnership;
use partnership::membership::TypedPartnership;
use partnership::partner_data::prescribed::PrescribedReturn;
use partnership::timetable::Timetable;
use partnership::timetable::TypedTimetable;
use records::TextKind;
use serde::de::DeserializeOwned;

use crate::packed::packed;
use crate::readers::Reader;
use crate::readers::example;
use crate::readers::read_or_refuse;

read_or_refuse! {
    hostile_markdown_is_read_or_refused: markdown;
    hostile_house_templates_are_read_or_refused: templates;
    hostile_descriptions_of_partnerships_are_read_or_refused: partnerships;
    hostile_timetables_are_read_or_refused: timetables;
    hostile_questionnaires_are_read_or_refused: questionnaires;
    hostile_replies_are_read_or_refused: replies;
    hostile_panel_issues_are_read_or_refused: panel_issues;
    hostile_returns_are_read_or_refused: returns;
    hostile_recipients_are_read_or_refused: recipients;
    hostile_texts_to_be_consulted_on_are_known_or_refused: consulted_on;
}

/// The example's partnership.
static SMP: LazyLock<Partnership> =
    LazyLock::new(|| Partnership::of(typed(&example("partnership.toml", 400)).unwrap()).unwrap());
/// What the example asks.
static ASKED: LazyLock<Questionnaire> = LazyLock::new(|| {
    Questionnaire::of(typed(&example("questionnaire.toml", 2_000)).unwrap()).unwrap()
});

/// Where the text is one; what is no text is refused before any of these readers.
fn text(bytes: &[u8]) -> Result<&str, String> {
    std::str::from_utf8(bytes).map_err(|fault| fault.to_string())
}

fn typed<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, String> {
    toml::from_str(text(bytes)?).map_err(|fault| fault.message().to_owned())
}

/// Text as it may be, so that signs that are none do not end the trial.
fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn markdown() -> Reader {
    let seeds = vec![
        example("assessment/2-levels.md", 40),
        example("assessment/7-priorities.md", 40),
        example("easy-read.md", 40),
    ];
    let words = &[
        "{count:2014-q1}",
        "{#17}",
        "{table:",
        "{exempt:3}",
        "![a](b)",
        "<script>",
        "```",
        "> > > >",
        "| a | b |\n|---|---|\n",
        "1. a\n   - b\n",
        "&#xffffffff;",
        "[a]: b",
        "[[[[",
        "***",
        "\\{",
    ];
    Reader::of(seeds, words, |bytes| {
        let source = Source { file: "1.md".to_owned(), text: lossy(bytes) };
        let read = partnership::assessment::reading::read(&[source]);
        Ok(format!("{:?}", read.faults.first().map(ToString::to_string)))
    })
}

fn templates() -> Reader {
    let usual = HouseTemplate::default().to_string().into_bytes();
    let words = &["{paragraphs}", "public: ", "exempt: ", "summary: ", "law: ", ":", "{{ 7 * 7 }}"];
    Reader::of(vec![usual], words, |bytes| {
        let template: Result<HouseTemplate, _> = lossy(bytes).parse();
        template.map(|template| template.to_string()).map_err(|fault| fault.to_string())
    })
}

fn partnerships() -> Reader {
    let words = &[
        "[[body]]",
        "kind = \"cabinet\"",
        "from = 2014-01-01",
        "\"\"\"",
        "= [[[[",
        "1979-05-27T07:32:00Z",
    ];
    Reader::of(vec![example("partnership.toml", 400)], words, |bytes| {
        let partnership = Partnership::of(typed::<TypedPartnership>(bytes)?);
        partnership.map(|one| one.name().to_owned()).map_err(|fault| fault.to_string())
    })
}

fn timetables() -> Reader {
    let words = &[
        "[[step]]",
        "needs = [\"plan-written\"]",
        "when = \"9999-12-31\"",
        "when = \"0001-01-01 to 9999-12-31\"",
        "when = \"from May -9999\"",
        "polls = [\"2015-05-07\"]",
        "cycle = \"9999-00\"",
    ];
    Reader::of(vec![example("timetable.toml", 400)], words, |bytes| {
        let timetable = Timetable::of(typed::<TypedTimetable>(bytes)?, SMP.bodies());
        timetable.map(|one| one.cycle().to_string()).map_err(|fault| fault.to_string())
    })
}

fn questionnaires() -> Reader {
    let words = &[
        "[[section]]",
        "[[section.question]]",
        "kind = \"grid\"",
        "shown_if = { question = \"a\", answer = \"b\" }",
        "most = 4294967295",
    ];
    let seeds = vec![example("questionnaire.toml", 400), example("consultation.toml", 400)];
    let reads = |bytes: &[u8]| {
        if typed::<TypedConsultation>(bytes).is_ok() {
            return Ok("a consultation".to_owned());
        }
        let questionnaire = Questionnaire::of(typed::<TypedQuestionnaire>(bytes)?);
        questionnaire.map(|one| one.sections().len().to_string()).map_err(|fault| fault.to_string())
    };
    Reader { seeds, sound: true, words, reads }
}

fn replies() -> Reader {
    let words = &[
        "\"day\":\"2015-01-05\"",
        "\"answers\":{}",
        "{\"chosen\":[]}",
        "\\u0000",
        "1e400",
        "\"channel\":\"paper\"",
        "null",
    ];
    Reader::of(vec![example("replies.jsonl", 1)], words, |bytes| {
        let reply: DatedReply = serde_json::from_slice(bytes).map_err(|fault| fault.to_string())?;
        Ok(format!("{:?}", reply.reply.checked(&ASKED).unknown.len()))
    })
}

fn panel_issues() -> Reader {
    let heading = "panel,meeting,raised,kind,what,where,owner\nNorth,2014-09-04,1,speeding,Cars in The Street,The Street,Kent Police\n";
    let words = &["'=1+1", "speeding", "2014-09-04", ";", "\"\"", "panel"];
    let reads = |bytes: &[u8]| {
        let rows = partnership::panels::import::file::read(&lossy(bytes));
        rows.map(|rows| rows.len().to_string()).map_err(|fault| fault.to_string())
    };
    Reader { seeds: vec![heading.into()], sound: false, words, reads }
}

fn returns() -> Reader {
    let seeds = vec![
        example("partner-data/police-2014-q1.csv", 12),
        example("partner-data/ambulance-2014-q1-refused.csv", 12),
        example("partner-data/council-2014-q1.csv", 12),
    ];
    let words = &[
        "E05004994",
        "ME15",
        "2014-05-04",
        "'-3",
        ";",
        "jane@example.org",
        "01622 000000",
        "kind",
    ];
    Reader::of(seeds, words, |bytes| {
        let (quarter, today) = ("2014-Q1".parse().unwrap(), "2014-07-20".parse().unwrap());
        let mut said = String::new();
        for of in [PrescribedReturn::Police, PrescribedReturn::Ambulance, PrescribedReturn::Council]
        {
            let read = partnership::partner_data::return_file::read(bytes, of, quarter, today);
            said += &format!(
                "{:?}; ",
                format!("{:?}", read.report).chars().take(120).collect::<String>()
            );
        }
        Ok(said)
    })
}

fn recipients() -> Reader {
    let words = &["'+44", "cy", "large-print", "office", "2016-01-01", ";", "\u{feff}"];
    Reader::of(vec![example("distribution/libraries.csv", 8)], words, |bytes| {
        let today = "2015-05-12".parse().unwrap();
        let read =
            partnership::distribution::file::read(&lossy(bytes), Readership::Libraries, &[], today);
        let faults = |faults: Vec<FileFault>| {
            faults.iter().take(2).map(ToString::to_string).collect::<Vec<String>>().join("; ")
        };
        read.map(|all| all.len().to_string()).map_err(faults)
    })
}

fn consulted_on() -> Reader {
    let docx = packed(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<d/>")]);
    let named = b"application/vnd.oasis.opendocument.text";
    let odt = packed(&[("mimetype", named), ("content.xml", b"<d/>")]);
    let pdf = b"%PDF-1.7\n1 0 obj\nendobj\n%%EOF\n".to_vec();
    let words = &["%PDF-", "%%EOF", "mimetype", "word/document.xml", "content.xml", "Basic/"];
    Reader::of(vec![docx, odt, pdf, example("consulted-on.md", 20)], words, |bytes| {
        let kind = TextKind::of_file("draft.pdf", bytes).or_else(|_| TextKind::of(bytes));
        kind.map(|kind| kind.media_type().to_owned()).map_err(|no_text| no_text.to_string())
    })
}
