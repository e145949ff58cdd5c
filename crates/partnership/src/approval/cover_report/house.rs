//! The house template of cover reports: in which order its parts stand, what each is called, and the line that classifies it.
//!
//! In comes a short text, a line for each part; out goes a template in which each part stands once, or all its faults with
//! their lines. A partnership that has none of its own has the usual one.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use crate::terms::wording::listed;
use crate::terms::wording::nearest;

/// The longest words of a line, in characters.
pub const LONGEST_LINE: usize = 200;

/// What the line of an exempt report has in the place of its paragraphs, such as "paragraph 3".
const PARAGRAPHS: &str = "{paragraphs}";
/// The names of the two lines that classify.
const CLASSIFYING: [&str; 2] = ["public", "exempt"];

/// A part of a cover report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReportPart {
    /// Who decides, who answers for it, whether the public may read it.
    Glance,
    /// What it is about.
    Summary,
    /// What is recommended.
    Recommendations,
    /// The meetings that decide.
    Meetings,
    /// Why.
    Reasons,
    /// What else could be done.
    Options,
    /// What could go wrong.
    Risk,
    /// Who was asked.
    Consultation,
    /// What happens next.
    NextSteps,
    /// What follows for each thing that a council looks at.
    Implications,
    /// The law that asks for it.
    Law,
    /// The papers behind it.
    Appendices,
    /// The papers that it rests on.
    Background,
}

/// A house template: each part once, with its heading, in the order of the report.
///
/// ```
/// use partnership::approval::cover_report::house::HouseTemplate;
/// let usual = HouseTemplate::default();
/// assert_eq!(usual.to_string().parse(), Ok(usual));
/// assert!("at-a-glance: Summary sheet".parse::<HouseTemplate>().is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct HouseTemplate {
    parts: Vec<(ReportPart, String)>,
    public: String,
    exempt: String,
}

/// One thing that is wrong with a house template.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HouseFault {
    /// A line has no colon.
    #[error("line {0}: there is no colon; write the name of a part, a colon, and its heading")]
    NoColon(usize),
    /// A line begins with what is no part.
    #[error("line {line}: `{found}` is not a part of a report{}", .near.as_ref().map_or_else(String::new, |near| format!("; did you mean `{near}`?")))]
    NoPart {
        /// Which line, from 1.
        line: usize,
        /// What it begins with.
        found: String,
        /// What may have been meant.
        near: Option<String>,
    },
    /// A part stands twice.
    #[error("line {line}: `{part}` stands above already; keep one of the two")]
    Twice {
        /// Which line, from 1.
        line: usize,
        /// Which part.
        part: String,
    },
    /// A line has no words.
    #[error("line {0}: there are no words behind the colon; write the heading")]
    NoWords(usize),
    /// A line has too many words.
    #[error("line {line}: it has {found} characters; keep it to {LONGEST_LINE}")]
    TooLong {
        /// Which line, from 1.
        line: usize,
        /// How many it has.
        found: usize,
    },
    /// A part is missing.
    #[error("`{0}` is missing; every part stands once, in the order that you want")]
    Missing(&'static str),
    /// The line of an exempt report does not name its paragraphs.
    #[error(
        "`exempt` does not say under which paragraphs; write {PARAGRAPHS} where they are to stand"
    )]
    NoParagraphs,
}

/// All that is wrong with a house template, in the order of its lines.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
pub struct HouseFaults(pub Vec<HouseFault>);

impl ReportPart {
    /// All of them in the usual order.
    pub const ALL: [ReportPart; 13] = [
        ReportPart::Glance,
        ReportPart::Summary,
        ReportPart::Recommendations,
        ReportPart::Meetings,
        ReportPart::Reasons,
        ReportPart::Options,
        ReportPart::Risk,
        ReportPart::Consultation,
        ReportPart::NextSteps,
        ReportPart::Implications,
        ReportPart::Law,
        ReportPart::Appendices,
        ReportPart::Background,
    ];

    /// Its short name: of its line in a template, and of its place in the report.
    pub fn code(self) -> &'static str {
        match self {
            ReportPart::Glance => "at-a-glance",
            ReportPart::Summary => "summary",
            ReportPart::Recommendations => "recommendations",
            ReportPart::Meetings => "meetings",
            ReportPart::Reasons => "reasons",
            ReportPart::Options => "options",
            ReportPart::Risk => "risk",
            ReportPart::Consultation => "consultation",
            ReportPart::NextSteps => "next-steps",
            ReportPart::Implications => "implications",
            ReportPart::Law => "law",
            ReportPart::Appendices => "appendices",
            ReportPart::Background => "background",
        }
    }

    /// Its usual heading.
    fn usual(self) -> &'static str {
        match self {
            ReportPart::Glance => "At a glance",
            ReportPart::Summary => "Executive summary",
            ReportPart::Recommendations => "Recommendations",
            ReportPart::Meetings => "Timetable",
            ReportPart::Reasons => "Reasons for the recommendation",
            ReportPart::Options => "Alternatives considered and why not recommended",
            ReportPart::Risk => "Risk",
            ReportPart::Consultation => "Consultation",
            ReportPart::NextSteps => "Next steps",
            ReportPart::Implications => "Implications",
            ReportPart::Law => "The law",
            ReportPart::Appendices => "Appendices",
            ReportPart::Background => "Background papers",
        }
    }
}

impl Default for HouseTemplate {
    fn default() -> HouseTemplate {
        let parts = ReportPart::ALL.map(|part| (part, part.usual().to_owned()));
        HouseTemplate {
            parts: parts.into(),
            public: "Public".to_owned(),
            exempt: format!(
                "Public; a part of the appendix is exempt ({PARAGRAPHS} of Schedule 12A to the Local Government Act 1972)"
            ),
        }
    }
}

impl HouseTemplate {
    /// The parts with their headings, in order.
    pub fn parts(&self) -> &[(ReportPart, String)] {
        &self.parts
    }

    /// The line that classifies a report of which a part is exempt under these paragraphs, in order; all is public where
    /// there is none.
    pub fn classification(&self, paragraphs: &[u8]) -> String {
        match paragraphs {
            [] => self.public.clone(),
            several => self.exempt.replace(PARAGRAPHS, &paragraphs_in_words(several)),
        }
    }
}

/// Paragraphs of Schedule 12A in words: "paragraph 3", "paragraphs 3 and 7".
pub fn paragraphs_in_words(paragraphs: &[u8]) -> String {
    let told: Vec<String> = paragraphs.iter().map(u8::to_string).collect();
    let noun = if told.len() == 1 { "paragraph" } else { "paragraphs" };
    format!("{noun} {}", listed(&told))
}

impl fmt::Display for HouseTemplate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (part, heading) in &self.parts {
            writeln!(f, "{}: {heading}", part.code())?;
        }
        writeln!(f, "public: {}", self.public)?;
        write!(f, "exempt: {}", self.exempt)
    }
}

/// What was read of a template so far.
#[derive(Default)]
struct Reading {
    parts: Vec<(ReportPart, String)>,
    public: Option<String>,
    exempt: Option<String>,
    named: BTreeSet<String>,
    faults: Vec<HouseFault>,
}

impl FromStr for HouseTemplate {
    type Err = HouseFaults;

    fn from_str(text: &str) -> Result<HouseTemplate, HouseFaults> {
        let mut reading = Reading::default();
        for (line, words) in (1..).zip(text.lines()) {
            if !words.trim().is_empty() {
                reading.line(line, words);
            }
        }
        reading.whole()
    }
}

impl Reading {
    fn line(&mut self, line: usize, words: &str) {
        let Some((name, words)) = words.split_once(':') else {
            return self.faults.push(HouseFault::NoColon(line));
        };
        let (name, words) = (name.trim(), words.trim().to_owned());
        let part = ReportPart::ALL.into_iter().find(|part| part.code() == name);
        if part.is_none() && !CLASSIFYING.contains(&name) {
            let known = ReportPart::ALL.map(ReportPart::code).into_iter().chain(CLASSIFYING);
            let (found, near) = (name.chars().take(40).collect(), nearest(name, known));
            return self.faults.push(HouseFault::NoPart { line, found, near });
        }
        if !self.named.insert(name.to_owned()) {
            return self.faults.push(HouseFault::Twice { line, part: name.to_owned() });
        }
        let found = words.chars().count();
        if words.is_empty() {
            self.faults.push(HouseFault::NoWords(line));
        } else if found > LONGEST_LINE {
            self.faults.push(HouseFault::TooLong { line, found });
        }
        match part {
            Some(part) => self.parts.push((part, words)),
            None if name == "public" => self.public = Some(words),
            None => self.exempt = Some(words),
        }
    }

    fn whole(mut self) -> Result<HouseTemplate, HouseFaults> {
        let all = ReportPart::ALL.map(ReportPart::code).into_iter().chain(CLASSIFYING);
        let missing = all.filter(|name| !self.named.contains(*name));
        self.faults.extend(missing.map(HouseFault::Missing));
        if self.exempt.as_ref().is_some_and(|words| !words.contains(PARAGRAPHS)) {
            self.faults.push(HouseFault::NoParagraphs);
        }
        match (self.public, self.exempt, self.faults.is_empty()) {
            (Some(public), Some(exempt), true) => {
                Ok(HouseTemplate { parts: self.parts, public, exempt })
            }
            _ => Err(HouseFaults(self.faults)),
        }
    }
}

impl TryFrom<String> for HouseTemplate {
    type Error = HouseFaults;

    fn try_from(text: String) -> Result<HouseTemplate, HouseFaults> {
        text.parse()
    }
}

impl From<HouseTemplate> for String {
    fn from(template: HouseTemplate) -> String {
        template.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn parts_stand_in_the_order_and_words_of_the_house() {
        let mut lines: Vec<String> =
            HouseTemplate::default().to_string().lines().map(str::to_owned).collect();
        lines.swap(1, 2);
        lines[0] = "at-a-glance: Decision sheet".to_owned();
        let own: HouseTemplate = lines.join("\n").parse().unwrap();
        let first: Vec<(ReportPart, &str)> =
            own.parts().iter().take(2).map(|(part, words)| (*part, words.as_str())).collect();
        let wanted = [
            (ReportPart::Glance, "Decision sheet"),
            (ReportPart::Recommendations, "Recommendations"),
        ];
        assert_eq!(first, wanted);
        assert_eq!(own.classification(&[]), "Public");
        let exempt = own.classification(&[3, 7]);
        assert!(exempt.contains("(paragraphs 3 and 7 of Schedule 12A"), "{exempt}");
    }

    #[test]
    fn all_faults_are_told_at_once_with_their_lines() {
        let mut lines: Vec<String> =
            HouseTemplate::default().to_string().lines().map(str::to_owned).collect();
        lines[0] = "At a glance".to_owned();
        lines[1] = "sumary: Summary".to_owned();
        lines[2] = "meetings: Timetable".to_owned();
        lines[4] = "reasons:".to_owned();
        lines[14] = "exempt: Not for publication".to_owned();
        let told = lines.join("\n").parse::<HouseTemplate>().unwrap_err().to_string();
        assert_eq!(
            told,
            "line 1: there is no colon; write the name of a part, a colon, and its heading\n\
             line 2: `sumary` is not a part of a report; did you mean `summary`?\n\
             line 4: `meetings` stands above already; keep one of the two\n\
             line 5: there are no words behind the colon; write the heading\n\
             `at-a-glance` is missing; every part stands once, in the order that you want\n\
             `summary` is missing; every part stands once, in the order that you want\n\
             `recommendations` is missing; every part stands once, in the order that you want\n\
             `exempt` does not say under which paragraphs; write {paragraphs} where they are to stand"
        );
    }

    proptest! {
        #[test]
        fn any_text_is_a_template_or_a_refusal(text in "(\\PC|\n|: ){0,200}") {
            if let Ok(template) = text.parse::<HouseTemplate>() {
                prop_assert_eq!(template.to_string().parse(), Ok(template));
            }
        }
    }
}
