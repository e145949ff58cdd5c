//! The source of a text in easy-read, as a person types it.

use crate::approval::text::PassageId;
use crate::publication::easy_read::EasyPart;
use crate::publication::easy_read::EasyPassage;
use crate::publication::easy_read::EasyRead;
use crate::publication::easy_read::SourceFault;
use crate::publication::easy_read::symbol::Symbol;

/// Lines that stand together, and the number of the first.
struct Paragraph {
    line: usize,
    words: String,
}

/// Reads it.
pub(super) fn read(text: &str) -> Result<EasyRead, Vec<SourceFault>> {
    let (mut title, mut parts, mut faults) = (None, Vec::<EasyPart>::new(), Vec::new());
    for paragraph in paragraphs(text) {
        if let Some(heading) = paragraph.words.strip_prefix("## ") {
            let heading = heading.trim().to_owned();
            parts.push(EasyPart { heading, passages: Vec::new() });
        } else if let Some(heading) = paragraph.words.strip_prefix("# ") {
            title.get_or_insert(heading.trim().to_owned());
        } else {
            match (passage(&paragraph), parts.last_mut()) {
                (Ok(passage), Some(part)) => part.passages.push(passage),
                (Ok(_), None) => faults.push(SourceFault::NoHeading(paragraph.line)),
                (Err(fault), _) => faults.push(fault),
            }
        }
    }
    parts.retain(|part| !part.passages.is_empty());
    if title.is_none() {
        faults.insert(0, SourceFault::NoTitle);
    }
    if parts.is_empty() && faults.iter().all(|fault| *fault == SourceFault::NoTitle) {
        faults.push(SourceFault::Empty);
    }
    match title {
        Some(title) if faults.is_empty() => Ok(EasyRead { title, parts }),
        Some(_) | None => Err(faults),
    }
}

/// The headings, each by itself, and what stands between empty lines.
fn paragraphs(text: &str) -> Vec<Paragraph> {
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut is_open = false;
    for (line, words) in (1..).zip(text.lines().map(str::trim)) {
        let is_heading = words.starts_with('#');
        if words.is_empty() {
            is_open = false;
        } else if let Some(last) = paragraphs.last_mut().filter(|_| is_open && !is_heading) {
            last.words.push(' ');
            last.words.push_str(words);
        } else {
            paragraphs.push(Paragraph { line, words: words.to_owned() });
            is_open = !is_heading;
        }
    }
    paragraphs
}

fn passage(paragraph: &Paragraph) -> Result<EasyPassage, SourceFault> {
    let line = paragraph.line;
    let picture = paragraph.words.strip_prefix("![").and_then(|rest| rest.split_once("]("));
    let (shows, rest) = picture.ok_or(SourceFault::NoPicture(line))?;
    let (name, words) = rest.split_once(')').ok_or(SourceFault::NoPicture(line))?;
    let found = || name.trim().chars().take(40).collect();
    let symbol =
        Symbol::named(name.trim()).ok_or_else(|| SourceFault::NoSymbol { line, found: found() })?;
    let shows = shows.trim().to_owned();
    if shows.is_empty() {
        return Err(SourceFault::NoWords(line));
    }
    let (words, retells) = retold(words.trim(), line)?;
    if words.is_empty() {
        return Err(SourceFault::Empty);
    }
    Ok(EasyPassage { symbol, shows, words, retells })
}

/// The words of a passage, and what it retells as they end.
fn retold(words: &str, line: usize) -> Result<(String, Vec<PassageId>), SourceFault> {
    let Some((words, named)) = words.strip_suffix('}').and_then(|rest| rest.rsplit_once('{'))
    else {
        return Ok((words.to_owned(), Vec::new()));
    };
    let each = named.split(',').map(str::trim).map(|name| {
        let found = name.chars().take(20).collect();
        name.parse::<PassageId>().map_err(|_| SourceFault::NoPassage { line, found })
    });
    Ok((words.trim().to_owned(), each.collect::<Result<_, _>>()?))
}
