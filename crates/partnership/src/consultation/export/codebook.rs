//! The labels file: what every variable is, and what every code in it means.

use crate::consultation::export::Export;
use crate::consultation::export::Lines;
use crate::consultation::export::MADE_UP;
use crate::consultation::export::made_up;
use crate::consultation::export::variables::Variable;
use crate::consultation::results::coding::InBase;

impl Export<'_> {
    /// A line for each code of each variable of [`Self::wide`]; one for a variable without codes.
    pub fn codebook(&self) -> Lines {
        let headings =
            ["variable", "label", "question", "asked of", "code", "meaning", "missing", MADE_UP];
        let headings = headings.map(str::to_owned).to_vec();
        let lines = self.variables.iter().flat_map(lines).map(|mut line| {
            line.push(made_up(self.label));
            line
        });
        std::iter::once(headings).chain(lines).collect()
    }
}

fn lines(variable: &Variable) -> Lines {
    let asked = variable.question.as_ref();
    let question = asked.map(|asked| asked.id.to_string()).unwrap_or_default();
    let of_whom = asked.map(|asked| asked.of_whom.clone()).unwrap_or_default();
    let line = |code: &str, meaning: &str, missing: &str| {
        let [code, meaning, missing] = [code, meaning, missing].map(str::to_owned);
        let (name, label) = (variable.name.clone(), variable.label.clone());
        vec![name, label, question.clone(), of_whom.clone(), code, meaning, missing]
    };
    if variable.values.is_empty() {
        return vec![line("", "", "")];
    }
    let values = variable.values.iter().map(|value| {
        let missing = match value.in_base {
            InBase::Yes => "no",
            InBase::No => "yes",
        };
        line(&value.code, &value.label, missing)
    });
    values.collect()
}
