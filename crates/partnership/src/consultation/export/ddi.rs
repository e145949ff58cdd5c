//! The description of the table of replies after DDI-Codebook 2.5, for archives and statistics programs.
//!
//! Elements stand in the order that the standard gives. Multiple answers are variables of 1 and 0 in a group; codes of
//! what is missing are marked as missing; whom a question is asked of is its universe.

mod variable;
mod xml;

use crate::consultation::exercise::Audience;
use crate::consultation::exercise::Consultation;
use crate::consultation::export::Export;
use crate::consultation::export::ddi::variable::groups;
use crate::consultation::export::ddi::variable::variable;
use crate::consultation::export::ddi::xml::Xml;
use crate::consultation::questionnaire::Questionnaire;
use crate::consultation::report::Label;
use crate::consultation::report::NOBODY_SAID_IT;
use crate::terms::day::Day;
use crate::terms::wording::capitalised;
use crate::terms::wording::listed;

/// What is told of the consultation as a whole.
#[derive(Debug, Clone)]
pub struct Study {
    /// What it is called.
    pub title: String,
    /// Who consulted.
    pub publisher: String,
    /// What it was about, in a sentence or two.
    pub about: String,
    /// Its first and its last day.
    pub days: (Day, Day),
    /// Who was asked.
    pub asked: String,
    /// How those who replied were found, in a sentence or two.
    pub found: String,
    /// The name of the file that holds the table of replies.
    pub file: String,
    /// The day on which this is written.
    pub today: Day,
}

impl Study {
    /// What is told of a consultation, whose latest questionnaire gives it its title.
    pub fn of(
        consultation: &Consultation,
        questionnaire: &Questionnaire,
        publisher: &str,
        today: Day,
    ) -> Study {
        let (about, asked) = (consultation.typed(), questionnaire.typed());
        let (language, label) = (asked.languages.first(), Label::of(consultation));
        let audience = Audience::ALL.into_iter().filter(|one| about.audience.contains(one));
        let audience: Vec<&str> = audience.map(Audience::in_words).collect();
        Study {
            title: label.on(language.map_or("", |first| asked.title.said_in(*first))),
            publisher: publisher.to_owned(),
            about: match label {
                Label::Real => format!("A consultation on “{}”.", about.text.title),
                Label::Illustrative => {
                    format!("A consultation on “{}”. {NOBODY_SAID_IT}", about.text.title)
                }
            },
            days: (about.days.first(), about.days.last()),
            asked: capitalised(&listed(&audience)),
            found: match &about.sample {
                None => "Those who replied chose to; nobody was drawn by chance.".to_owned(),
                Some(sample) => format!(
                    "{} They were sent single-use links. Others could reply, too, and chose to; the file does not tell \
                     which replies are of the sample, since that could tell whose they are.",
                    sample.in_words()
                ),
            },
            file: format!("{}-replies.csv", questionnaire.id()),
            today,
        }
    }
}

impl Export<'_> {
    /// The description of [`Self::wide`] as XML.
    pub fn ddi(&self, study: &Study) -> String {
        let mut xml = Xml::new();
        let language = self.language.code();
        let root = [("xmlns", "ddi:codebook:2_5"), ("version", "2.5"), ("xml:lang", language)];
        xml.element("codeBook", &root, |xml| {
            document(xml, study);
            about(xml, study);
            self.file(xml, study);
            xml.element("dataDscr", &[], |xml| {
                groups(xml, &self.variables);
                for (place, one) in self.variables.iter().enumerate() {
                    variable(xml, one, place);
                }
            });
        });
        xml.finish()
    }

    fn file(&self, xml: &mut Xml, study: &Study) {
        xml.element("fileDscr", &[("ID", "F1")], |xml| {
            xml.element("fileTxt", &[], |xml| {
                xml.leaf("fileName", &[], &study.file);
                xml.element("dimensns", &[], |xml| {
                    xml.leaf("caseQnty", &[], &self.replies.len().to_string());
                    xml.leaf("varQnty", &[], &self.variables.len().to_string());
                });
                xml.leaf("fileType", &[], "CSV, UTF-8, headings in the first line");
            });
        });
    }
}

/// The description itself: who wrote it and when.
fn document(xml: &mut Xml, study: &Study) {
    let day = study.today.to_string();
    xml.element("docDscr", &[], |xml| {
        xml.element("citation", &[], |xml| {
            let title = format!("Codebook: {}", study.title);
            xml.element("titlStmt", &[], |xml| xml.leaf("titl", &[], &title));
            xml.element("prodStmt", &[], |xml| {
                xml.leaf("producer", &[], &study.publisher);
                xml.leaf("prodDate", &[("date", &day)], &day);
                xml.leaf("software", &[], "Saferplan");
            });
        });
    });
}

/// The consultation: title, abstract, days, who was asked and how.
fn about(xml: &mut Xml, study: &Study) {
    let [first, last] = [study.days.0, study.days.1].map(|day| day.to_string());
    xml.element("stdyDscr", &[], |xml| {
        xml.element("citation", &[], |xml| {
            xml.element("titlStmt", &[], |xml| xml.leaf("titl", &[], &study.title));
            xml.element("rspStmt", &[], |xml| xml.leaf("AuthEnty", &[], &study.publisher));
        });
        xml.element("stdyInfo", &[], |xml| {
            xml.leaf("abstract", &[], &study.about);
            xml.element("sumDscr", &[], |xml| {
                xml.leaf("collDate", &[("date", &first), ("event", "start")], &first);
                xml.leaf("collDate", &[("date", &last), ("event", "end")], &last);
                xml.leaf("anlyUnit", &[], "A reply by a person or an organisation");
                xml.leaf("universe", &[], &study.asked);
                xml.leaf("dataKind", &[], "Replies to a consultation");
            });
        });
        xml.element("method", &[], |xml| {
            xml.element("dataColl", &[], |xml| {
                xml.leaf("sampProc", &[], &study.found);
                let ways = "On-line, on paper, and as the variable `channel` tells";
                xml.leaf("collMode", &[], ways);
            });
        });
    });
}
