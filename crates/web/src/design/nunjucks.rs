//! Nunjucks into Jinja: GOV.UK Frontend's templates are written for the one and rendered by the other.
//!
//! In: a template as its authors wrote it. Out: one that means the same to `minijinja`. Both come
//! of one family, so only what JavaScript brought into Nunjucks is put in other words. Whether that
//! is enough is for `fixtures.rs` to say, which renders every example that GOV.UK publishes.

mod tokens;

use crate::design::nunjucks::tokens::{
    is_name, is_text, next_tag, significant, tag_length, tokens,
};

/// Names that a template gathers something in while it goes through a list. In Nunjucks what a loop
/// sets stays set after it, in Jinja it does not; so these are kept in a namespace.
const GATHERED: [&str; 3] = ["attributesHtml", "anyItemHasError", "anyRowHasActions"];

/// The template in words that `minijinja` understands.
pub(super) fn translated(source: &str) -> String {
    let mut out = String::with_capacity(source.len() + source.len() / 8);
    let mut gathering = Gathering::default();
    let mut rest = source;
    while let Some(start) = next_tag(rest) {
        let (text, tag) = rest.split_at(start);
        out.push_str(text);
        let Some(length) = tag_length(tag) else {
            rest = tag;
            break;
        };
        let (tag, after) = tag.split_at(length);
        if tag.starts_with("{#") {
            out.push_str(tag);
        } else {
            out.push_str(&translated_tag(tag, &mut gathering));
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The name of a template that another one names relative to itself.
pub(super) fn beside(name: &str, parent: &str) -> String {
    if !name.starts_with("./") && !name.starts_with("../") {
        return name.to_owned();
    }
    let mut parts: Vec<&str> = parent.split('/').collect();
    parts.pop();
    for part in name.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop();
            }
            other => parts.push(other),
        }
    }
    parts.join("/")
}

/// What is known of the gathered names at this place of the template.
#[derive(Default)]
struct Gathering {
    /// Those that have been set once already.
    begun: Vec<String>,
    /// The one that a block sets which is not closed yet.
    open: Option<String>,
    /// The names that the macro at hand has as parameters, which are what they are.
    parameters: Vec<String>,
}

impl Gathering {
    fn gathers(&self, name: &str) -> bool {
        GATHERED.contains(&name) && !self.parameters.iter().any(|parameter| parameter == name)
    }
}

fn translated_tag(tag: &str, gathering: &mut Gathering) -> String {
    let close = tag.len() - 2;
    let mut inner: Vec<&str> = tokens(&tag[2..close]).collect();
    let first = significant(&inner).first().copied();
    let keyword = first.map_or("", |at| inner[at]);
    match keyword {
        "elseif" => inner[first.unwrap_or_default()] = "elif",
        "macro" => gathering.parameters = inner.iter().map(|&token| token.to_owned()).collect(),
        "endmacro" => gathering.parameters.clear(),
        _ => {}
    }
    let mut words = Expression::of(&inner).translated(gathering, keyword);
    if keyword == "for" && goes_through_pairs(&inner) {
        let end = words.trim_end_matches(['-', ' ', '\n']).len();
        words.insert_str(end, "|pairs");
    }
    let tag = format!("{}{words}{}", &tag[..2], &tag[close..]);
    if let Some(name) = gathering.open.take_if(|_| keyword == "endset") {
        let close = words.trim_start_matches('-').trim().trim_start_matches("endset");
        return format!("{tag}{{% set {name} = namespace(so_far={name}_at_first) {close}%}}");
    }
    // `minijinja` hands a `call` block only to a macro that names `caller` itself, and these leave
    // that to the template that they include.
    let includes_beside = |token: &&str| is_text(token) && token[1..].starts_with("./");
    if keyword == "include" && inner.iter().any(includes_beside) {
        return format!("{{%- set caller = caller -%}}{tag}");
    }
    tag
}

/// Whether a `for` takes two names, a key and a value.
fn goes_through_pairs(inner: &[&str]) -> bool {
    let words: Vec<&str> = significant(inner).into_iter().map(|at| inner[at]).collect();
    matches!(words.as_slice(), ["for", _, ",", _, "in", ..])
}

/// What stands between the braces of a tag, while it is translated.
struct Expression<'a> {
    inner: &'a [&'a str],
    /// The places in `inner` of what is not space.
    places: Vec<usize>,
    /// The tokens as they will be.
    out: Vec<String>,
    /// The places of what a text is joined to.
    joined: Vec<usize>,
    /// The place of the gathered name that a `set` sets.
    target: Option<usize>,
}

impl<'a> Expression<'a> {
    fn of(inner: &'a [&'a str]) -> Expression<'a> {
        let out = inner.iter().map(|&token| token.to_owned()).collect();
        Expression { inner, places: significant(inner), out, joined: Vec::new(), target: None }
    }

    fn translated(mut self, gathering: &mut Gathering, keyword: &str) -> String {
        let mut brackets = Vec::new();
        for order in 0..self.places.len() {
            match self.token(order) {
                open @ ("{" | "(" | "[") => brackets.push(open),
                "}" | ")" | "]" => drop(brackets.pop()),
                name if is_name(name) => {
                    if brackets.last() == Some(&"{") && self.is_key(order) {
                        self.out[self.places[order]] = format!("\"{name}\"");
                    } else if gathering.gathers(name) && self.before(order) != "." {
                        self.gathered_name(order, keyword);
                    }
                }
                _ => self.operator(order),
            }
        }
        self.mark_plain();
        match self.target {
            Some(target) => gathered(&mut self.out, target, gathering),
            None => self.out.concat(),
        }
    }

    fn token(&self, order: usize) -> &'a str {
        self.places.get(order).map_or("", |&at| self.inner[at])
    }

    fn before(&self, order: usize) -> &'a str {
        order.checked_sub(1).map_or("", |order| self.token(order))
    }

    /// Whether a name between braces is a key: in JavaScript it then needs no quotation marks.
    fn is_key(&self, order: usize) -> bool {
        self.token(order + 1) == ":" && matches!(self.before(order), "{" | ",")
    }

    fn gathered_name(&mut self, order: usize, keyword: &str) {
        let at = self.places[order];
        if keyword == "set" && order == 1 {
            self.target = Some(at);
        } else {
            self.out[at].push_str(".so_far");
        }
    }

    fn operator(&mut self, order: usize) {
        let at = self.places[order];
        let (before, after) = (self.before(order), self.token(order + 1));
        match self.inner[at] {
            "===" => "==".clone_into(&mut self.out[at]),
            "!==" => "!=".clone_into(&mut self.out[at]),
            "+" if is_text(before) || is_text(after) => {
                "~".clone_into(&mut self.out[at]);
                self.joined.extend(order.checked_sub(1).map(|order| self.places[order]));
            }
            "." if after == "length" => "|".clone_into(&mut self.out[at]),
            // What a safe text holds: here it is that text itself.
            "." if after == "val" => {
                self.out[at].clear();
                self.out[self.places[order + 1]].clear();
            }
            _ => {}
        }
    }

    /// What joins a text is a text like any other: JavaScript does not escape the one for the sake
    /// of the other, as `minijinja` would.
    fn mark_plain(&mut self) {
        if self.joined.is_empty() {
            return;
        }
        let escaping = self.places.iter().filter(|&&at| self.inner[at] == "escape");
        self.joined.extend(escaping);
        self.joined.sort_unstable();
        self.joined.dedup();
        for &at in self.joined.iter().filter(|&&at| !is_text(self.inner[at])) {
            self.out[at].push_str("|plain");
        }
    }
}

/// A `set` of a gathered name: the first makes the namespace, the others change what is in it.
fn gathered(out: &mut [String], target: usize, gathering: &mut Gathering) -> String {
    let name = out[target].clone();
    if gathering.begun.contains(&name) {
        out[target] = format!("{name}.so_far");
        return out.concat();
    }
    gathering.begun.push(name.clone());
    let joined = out.concat();
    let Some((left, right)) = joined.split_once('=') else {
        out[target] = format!("{name}_at_first");
        gathering.open = Some(name);
        return out.concat();
    };
    let kept = right.trim_end_matches([' ', '-', '\n']);
    format!("{left}= namespace(so_far={kept}){}", &right[kept.len()..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_get_quotation_marks_and_nothing_else_does() {
        assert_eq!(
            translated("{{ f({ text: a ? b : c, \"id\": x, list: [y] }) }} {text: not a tag}"),
            "{{ f({ \"text\": a ? b : c, \"id\": x, \"list\": [y] }) }} {text: not a tag}"
        );
    }

    #[test]
    fn javascript_becomes_jinja() {
        for (nunjucks, jinja) in [
            ("{% if a === true and b !== c %}", "{% if a == true and b != c %}"),
            ("{%- elseif items.length > 1 -%}", "{%- elif items|length > 1 -%}"),
            ("{{ name + '-' + 1 }}", "{{ name|plain ~ '-' ~ 1 }}"),
            ("{{ width + 130 }}", "{{ width + 130 }}"),
            ("{% for key, item in all -%}", "{% for key, item in all|pairs -%}"),
            ("{{ {a: {b: 1}} }}", "{{ {\"a\": {\"b\": 1}} }}"),
            ("{{ '}}' + \"===\" }}", "{{ '}}' ~ \"===\" }}"),
            ("{# a === b #}", "{# a === b #}"),
        ] {
            assert_eq!(translated(nunjucks), jinja);
        }
    }

    #[test]
    fn what_a_loop_gathers_is_kept() {
        assert_eq!(
            translated(
                "{% set attributesHtml = x -%}{% set attributesHtml = attributesHtml + 'y' %}"
            ),
            "{% set attributesHtml = namespace(so_far= x) -%}\
             {% set attributesHtml.so_far = attributesHtml.so_far|plain ~ 'y' %}"
        );
    }

    #[test]
    fn what_a_block_begins_a_loop_goes_on_with() {
        assert_eq!(
            translated("{%- set attributesHtml %}x{% endset -%}{{ attributesHtml }}"),
            "{%- set attributesHtml_at_first %}x{% endset -%}\
             {% set attributesHtml = namespace(so_far=attributesHtml_at_first)  -%}\
             {{ attributesHtml.so_far }}"
        );
    }

    #[test]
    fn a_template_is_found_beside_another() {
        let parent = "govuk/components/button/macro.njk";
        assert_eq!(beside("./template.njk", parent), "govuk/components/button/template.njk");
        assert_eq!(beside("../../macros/logo.njk", parent), "govuk/macros/logo.njk");
        assert_eq!(beside("layout.html", "pages/year.html"), "layout.html");
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_translated_without_a_panic(text in "[-{}%#'\" a.:+=!\\\\é]{0,40}") {
            translated(&text);
        }
    }
}
