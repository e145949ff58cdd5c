//! A variable in DDI: its label, its question, of whom it is asked, and its codes.

use std::collections::BTreeMap;

use crate::consultation::answer::QuestionId;
use crate::consultation::export::ddi::xml::Xml;
use crate::consultation::export::variables::Holds;
use crate::consultation::export::variables::Variable;
use crate::consultation::results::coding::Counted;
use crate::consultation::results::coding::InBase;

/// The groups of variables that belong to one question: several answers, and the rows of grids and rankings.
pub(super) fn groups(xml: &mut Xml, variables: &[Variable]) {
    let mut groups: BTreeMap<usize, (&QuestionId, &str, &str, Vec<String>)> = BTreeMap::new();
    for (place, variable) in variables.iter().enumerate() {
        let (Some(asked), Holds::Code(counted)) = (&variable.question, &variable.holds) else {
            continue;
        };
        let kind = match counted {
            Counted::Tick(..) => "multipleResp",
            Counted::Row(..) | Counted::Place(..) => "grid",
            Counted::Question(_) | Counted::Said(_) | Counted::Channel | Counted::Besides(_) => {
                continue;
            }
        };
        let first = groups.iter().find(|(_, (id, ..))| **id == asked.id).map(|(at, _)| *at);
        let group = groups.entry(first.unwrap_or(place));
        group.or_insert((&asked.id, &asked.ask, kind, Vec::new())).3.push(id(place));
    }
    for (place, (_, ask, kind, members)) in groups {
        let (name, members) = (format!("G{}", place + 1), members.join(" "));
        xml.element("varGrp", &[("ID", &name), ("type", kind), ("var", &members)], |xml| {
            xml.leaf("labl", &[], ask);
        });
    }
}

fn id(place: usize) -> String {
    format!("V{}", place + 1)
}

/// One variable.
pub(super) fn variable(xml: &mut Xml, variable: &Variable, place: usize) {
    let interval = if variable.holds == Holds::Number { "contin" } else { "discrete" };
    let id = id(place);
    let attributes =
        [("ID", id.as_str()), ("name", &variable.name), ("files", "F1"), ("intrvl", interval)];
    xml.element("var", &attributes, |xml| {
        xml.leaf("labl", &[], &variable.label);
        if let Some(asked) = &variable.question {
            let number = asked.number.to_string();
            xml.element("qstn", &[("seqNo", &number)], |xml| xml.leaf("qstnLit", &[], &asked.ask));
            xml.leaf("universe", &[], &asked.of_whom);
        }
        for value in &variable.values {
            let missing = match value.in_base {
                InBase::Yes => "N",
                InBase::No => "Y",
            };
            xml.element("catgry", &[("missing", missing)], |xml| {
                xml.leaf("catValu", &[], &value.code);
                xml.leaf("labl", &[], &value.label);
            });
        }
        let kind = match variable.holds {
            Holds::Number | Holds::Noticed(_) | Holds::Before(0 | 1) => "numeric",
            Holds::Before(_)
            | Holds::Code(_)
            | Holds::Words
            | Holds::OtherWords
            | Holds::MadeUp => "character",
        };
        xml.empty("varFormat", &[("type", kind)]);
    });
}
