//! The tags of a template, and the tokens of what stands in them.
//!
//! In: text. Out: where a tag begins and ends; its tokens, which joined are the text again.

/// Where the next tag begins.
pub(super) fn next_tag(text: &str) -> Option<usize> {
    text.match_indices('{')
        .map(|(at, _)| at)
        .find(|at| matches!(text.as_bytes().get(at + 1), Some(b'{' | b'%' | b'#')))
}

/// How long the tag is that the text begins with, its closing braces included; nothing if it is
/// never closed.
pub(super) fn tag_length(text: &str) -> Option<usize> {
    if text.starts_with("{#") {
        return text.find("#}").map(|end| end + 2);
    }
    let closing = if text.starts_with("{{") { "}}" } else { "%}" };
    let mut at = 2;
    let mut depth = 0_usize;
    for token in tokens(&text[2..]) {
        if depth == 0 && text[at..].starts_with(closing) {
            return Some(at + closing.len());
        }
        match token {
            "{" => depth += 1,
            "}" => depth = depth.saturating_sub(1),
            _ => {}
        }
        at += token.len();
    }
    None
}

/// The tokens of an expression.
pub(super) fn tokens(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let length = match first {
            '"' | '\'' => text_length(rest, first),
            _ if is_of_name(first) => run_length(rest, is_of_name),
            _ if first.is_whitespace() => run_length(rest, char::is_whitespace),
            '=' | '!' => run_length(rest, |next| next == '=' || next == '!'),
            _ => first.len_utf8(),
        };
        let (token, after) = rest.split_at(length);
        rest = after;
        Some(token)
    })
}

/// The places of the tokens that are neither space nor the sign that space is to go.
pub(super) fn significant(tokens: &[&str]) -> Vec<usize> {
    let counts = |&at: &usize| match tokens[at] {
        "-" => at > 0,
        token => !token.trim().is_empty(),
    };
    (0..tokens.len()).filter(counts).collect()
}

/// Whether the token is a text in quotation marks.
pub(super) fn is_text(token: &str) -> bool {
    token.starts_with(['"', '\''])
}

/// Whether the token is a name, or a word of the language.
pub(super) fn is_name(token: &str) -> bool {
    token.starts_with(|first: char| first.is_alphabetic() || first == '_')
}

fn is_of_name(next: char) -> bool {
    next.is_alphanumeric() || next == '_'
}

fn run_length(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.find(|next| !belongs(next)).unwrap_or(text.len())
}

/// How long a text in quotation marks is, both marks included.
fn text_length(text: &str, mark: char) -> usize {
    let mut escaped = false;
    for (at, next) in text.char_indices().skip(1) {
        match next {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if next == mark => return at + 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_inside_a_tag_do_not_close_it() {
        assert_eq!(tag_length("{{ {a: {b: 1}} }} rest"), Some(17));
        assert_eq!(tag_length("{{ '}}' }} rest"), Some(10));
        assert_eq!(tag_length("{% if x -%} rest"), Some(11));
        assert_eq!(tag_length("{{ never closed"), None);
    }

    proptest::proptest! {
        #[test]
        fn tokens_joined_are_the_text_again(text in "[-{}%'\" a.:+=!\\\\é]{0,40}") {
            proptest::prop_assert_eq!(tokens(&text).collect::<String>(), text);
        }
    }
}
