//! Conditions as an XLSForm writes them, in the language of XPath.
//!
//! In comes a condition; out goes its expression. In comes an expression that somebody wrote; out goes its condition, if
//! it asks only for answers chosen: `${victim} = 'yes'`, `selected(${victim}, 'yes')`, `not(…)`, `and`, `or`.

use crate::consultation::answer::AnswerId;
use crate::consultation::answer::QuestionId;
use crate::consultation::condition::Condition;
use crate::consultation::xlsform::names::name;

/// The expression of a condition; empty where it always holds.
pub(super) fn written(condition: &Condition) -> String {
    match condition {
        Condition::Always => String::new(),
        other => part(other),
    }
}

fn part(condition: &Condition) -> String {
    match condition {
        Condition::Always => "true()".to_owned(),
        Condition::Never => "false()".to_owned(),
        Condition::Chosen(question, answer) => format!("${{{}}} = '{answer}'", name(question)),
        Condition::Not(other) => format!("not({})", part(other)),
        Condition::All(parts) => joined(parts, " and "),
        Condition::Any(parts) => joined(parts, " or "),
    }
}

fn joined(parts: &[Condition], by: &str) -> String {
    let bracketed = |one: &Condition| match one {
        Condition::All(_) | Condition::Any(_) => format!("({})", part(one)),
        Condition::Always | Condition::Never | Condition::Chosen(..) | Condition::Not(_) => {
            part(one)
        }
    };
    parts.iter().map(bracketed).collect::<Vec<_>>().join(by)
}

/// What an expression asks for: a question's name and an answer's, as written.
pub(super) type Named<'a> = &'a dyn Fn(&str, &str) -> Option<(QuestionId, AnswerId)>;

/// How deep brackets may stand in each other.
const DEEPEST: usize = 60;

/// The condition that an expression writes; `named` finds question and answer by their names.
///
/// # Errors
/// The place from which on it is not understood.
pub(super) fn parsed(text: &str, named: Named<'_>) -> Result<Condition, String> {
    let mut parser = Parser { rest: text.trim(), named, depth: 0 };
    if parser.rest.is_empty() {
        return Ok(Condition::Always);
    }
    let condition = parser.either()?;
    if parser.rest.is_empty() { Ok(condition) } else { Err(parser.rest.to_owned()) }
}

struct Parser<'t, 'n> {
    rest: &'t str,
    named: Named<'n>,
    depth: usize,
}

impl<'t> Parser<'t, '_> {
    fn either(&mut self) -> Result<Condition, String> {
        let mut parts = vec![self.both()?];
        while self.word("or") {
            parts.push(self.both()?);
        }
        Ok(Condition::any(parts))
    }

    fn both(&mut self) -> Result<Condition, String> {
        let mut parts = vec![self.one()?];
        while self.word("and") {
            parts.push(self.one()?);
        }
        Ok(Condition::all(parts))
    }

    fn one(&mut self) -> Result<Condition, String> {
        if self.sign("not(") {
            return Ok(self.bracketed()?.denied());
        }
        if self.sign("(") {
            return self.bracketed();
        }
        if self.sign("true()") {
            return Ok(Condition::Always);
        }
        if self.sign("false()") {
            return Ok(Condition::Never);
        }
        let start = self.rest;
        self.asked().ok_or_else(|| start.to_owned())?.ok_or_else(|| start.to_owned())
    }

    fn bracketed(&mut self) -> Result<Condition, String> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.rest.to_owned());
        }
        let condition = self.either()?;
        self.depth -= 1;
        if self.sign(")") { Ok(condition) } else { Err(self.rest.to_owned()) }
    }

    /// An answer asked for; nothing inside where the names are not known.
    fn asked(&mut self) -> Option<Option<Condition>> {
        if self.sign("selected(") {
            let question = self.question()?;
            let answer = self.sign(",").then(|| self.quoted())??;
            return self.sign(")").then(|| self.chosen(question, answer));
        }
        let question = self.question()?;
        if self.sign("!=") {
            let answer = self.quoted()?;
            return Some(self.chosen(question, answer).map(Condition::denied));
        }
        let answer = self.sign("=").then(|| self.quoted())??;
        Some(self.chosen(question, answer))
    }

    fn chosen(&self, question: &str, answer: &str) -> Option<Condition> {
        (self.named)(question, answer).map(|(question, answer)| Condition::Chosen(question, answer))
    }

    fn question(&mut self) -> Option<&'t str> {
        self.sign("${").then_some(())?;
        let (name, rest) = self.rest.split_once('}')?;
        self.rest = rest.trim_start();
        Some(name.trim())
    }

    fn quoted(&mut self) -> Option<&'t str> {
        let mark = self.rest.chars().next().filter(|mark| matches!(mark, '\'' | '"'))?;
        let (text, rest) = self.rest.get(1..)?.split_once(mark)?;
        self.rest = rest.trim_start();
        Some(text)
    }

    /// Whether this comes next; it is then behind us. Blanks may stand within it.
    fn sign(&mut self, sign: &str) -> bool {
        let mut rest = self.rest;
        for piece in sign.split_inclusive(|c: char| c.is_ascii_punctuation()) {
            for wanted in [piece.trim_end_matches(|c: char| c.is_ascii_punctuation()), last(piece)]
            {
                let Some(after) = rest.trim_start().strip_prefix(wanted) else { return false };
                rest = after;
            }
        }
        self.rest = rest.trim_start();
        true
    }

    fn word(&mut self, word: &str) -> bool {
        let after = self.rest.strip_prefix(word);
        let after = after.filter(|rest| rest.starts_with(|c: char| c.is_whitespace() || c == '('));
        after.is_some_and(|rest| {
            self.rest = rest.trim_start();
            true
        })
    }
}

/// The mark at the end of a piece, if it has one.
fn last(piece: &str) -> &str {
    let at = piece.trim_end_matches(|c: char| c.is_ascii_punctuation()).len();
    piece.get(at..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Condition, String> {
        let id = |text: &str| text.parse().ok();
        parsed(text, &|question, answer| Some((QuestionId(id(question)?), AnswerId(id(answer)?))))
    }

    #[test]
    fn conditions_are_read_however_they_are_spaced_and_quoted() {
        let plain = read("not(${a} = 'b') and (${c} = 'd' or ${e} = 'f')").unwrap();
        for same in [
            "not (${a}='b')and(${c}=\"d\" or ${ e } = 'f')",
            " ${a} != 'b' and (selected( ${c} , 'd' ) or selected(${e},'f')) ",
        ] {
            assert_eq!(read(same).as_ref(), Ok(&plain), "{same}");
        }
        assert_eq!(written(&plain), "not(${a} = 'b') and (${c} = 'd' or ${e} = 'f')");
    }

    #[test]
    fn what_is_no_condition_on_answers_is_refused_from_there_on() {
        assert_eq!(read("${a} = 'b' and ${c} > 3"), Err("${c} > 3".to_owned()));
        assert_eq!(read("count-selected(${a}) > 1"), Err("count-selected(${a}) > 1".to_owned()));
        assert_eq!(read("${a} = 'b') or true()"), Err(") or true()".to_owned()));
        assert!(read(&"(".repeat(100_000)).is_err());
    }
}
