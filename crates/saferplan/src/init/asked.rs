//! Asks for what a partnership is described from, a question at a time, until each answer will do.

use std::fmt::Display;
use std::io;
use std::io::BufRead;
use std::io::Write;
use std::str::FromStr;

use anyhow::Context;
use anyhow::Result;
use anyhow::bail;
use partnership::membership::TypedPartnership;
use partnership::membership::founding::Founding;
use partnership::terms::area::AreaCode;
use partnership::terms::force::Force;

/// Asks at the keyboard.
pub(crate) fn partnership() -> Result<TypedPartnership> {
    let mut keyboard = Asking { from: io::stdin().lock(), to: io::stdout().lock() };
    Ok(keyboard.founding()?.described())
}

/// A conversation.
struct Asking<From, To> {
    from: From,
    to: To,
}

impl<From: BufRead, To: Write> Asking<From, To> {
    fn founding(&mut self) -> Result<Founding> {
        Ok(Founding {
            name: self.text("What is the partnership called, such as Safer Maidstone Partnership?")?,
            police_force: self.answer(
                "Which police force, such as Kent Police?",
                |text| match Force::named(text) {
                    Some(force) => Ok(force.name().to_owned()),
                    None => Err(format!("`{text}` is not a police force; write it as police.uk does")),
                },
            )?,
            district: self.parsed::<AreaCode>("What is the code of its district, such as E07000110?")?,
            district_name: self.text("What is the district called, such as Maidstone?")?,
            council: self.text("What is its council called, such as Maidstone Borough Council?")?,
            county_council: self.line(
                "What is the county's council called, such as Kent County Council? Leave this empty where there is none.",
            )?,
        })
    }

    fn text(&mut self, question: &str) -> Result<String> {
        self.answer(question, |text| Ok::<_, String>(text.to_owned()))
    }

    fn parsed<T: FromStr<Err: Display>>(&mut self, question: &str) -> Result<T> {
        self.answer(question, |text| text.parse::<T>())
    }

    /// Asks until the answer will do.
    fn answer<T, E: Display>(
        &mut self,
        question: &str,
        read: impl Fn(&str) -> Result<T, E>,
    ) -> Result<T> {
        loop {
            let Some(text) = self.line(question)? else { continue };
            match read(&text) {
                Ok(answer) => return Ok(answer),
                Err(why) => writeln!(self.to, "{why}").context("asking")?,
            }
        }
    }

    /// Asks once; none where nothing is answered.
    fn line(&mut self, question: &str) -> Result<Option<String>> {
        write!(self.to, "{question}\n> ").context("asking")?;
        self.to.flush().context("asking")?;
        let mut line = String::new();
        if self.from.read_line(&mut line).context("reading the answer")? == 0 {
            bail!(
                "the answers ended early, and nothing was entered; answer at the keyboard, or give a file that \
                 describes the partnership"
            );
        }
        Ok(Some(line.trim().to_owned()).filter(|line| !line.is_empty()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use partnership::membership::Partnership;

    fn asking(answers: &'static str) -> Asking<&'static [u8], Vec<u8>> {
        Asking { from: answers.as_bytes(), to: Vec::new() }
    }

    #[test]
    fn answers_describe_a_partnership_and_a_wrong_one_is_asked_again() {
        let mut asking = asking(
            "Safer Ashford\nKent Constables\nKent Police\nASHFORD\nE07000105\n\nAshford\nAshford Borough Council\n\n",
        );
        let founding = asking.founding().unwrap();
        assert_eq!(founding.police_force, "Kent Police");
        assert_eq!(founding.county_council, None);
        assert!(Partnership::of(founding.described()).is_ok());
        let said = String::from_utf8(asking.to).unwrap();
        assert!(said.contains("`Kent Constables` is not a police force"), "{said}");
        assert_eq!(said.matches("What is the code of its district").count(), 2);
    }

    #[test]
    fn answers_that_end_early_enter_nothing() {
        let refused = asking("Safer Ashford\n").founding().unwrap_err().to_string();
        assert!(refused.contains("nothing was entered"), "{refused}");
    }
}
