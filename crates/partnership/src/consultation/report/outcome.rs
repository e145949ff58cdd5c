//! What was asked and of whom, and at the end what came of it: you said, we did, or we did not, because.

use crate::consultation::answer::QuestionId;
use crate::consultation::exercise::Audience;
use crate::consultation::language::Language;
use crate::consultation::report::teller::Teller;
use crate::consultation::report::themes::Answered;
use crate::consultation::report::themes::YouSaid;
use crate::consultation::results::coding::Counted;
use crate::consultation::results::tables::Count;
use crate::content::Block;
use crate::content::Inline;
use crate::content::Section;
use crate::content::table::Column;
use crate::content::table::RowWeight;
use crate::content::text;
use crate::evidence::tables::Drafted;
use crate::evidence::tables::Entry;
use crate::terms::wording::listed;

/// What was asked, of whom, about which text, and who decides.
pub(super) fn what_was_asked(teller: &Teller<'_>) -> Section {
    let consultation = teller.commission.consultation;
    let typed = consultation.typed();
    let audience = Audience::ALL.into_iter().filter(|one| typed.audience.contains(one));
    let audience: Vec<&str> = audience.map(Audience::in_words).collect();
    let asked = teller.commission.questionnaire().map(|one| one.typed().languages.as_slice());
    let asked = asked.unwrap_or_default();
    let languages: Vec<&str> = asked.iter().map(|language| language.in_words()).collect();
    let line = |what: &str, told: String| vec![Inline::Strong(format!("{what}: ")), text(told)];
    let mut lines = vec![
        line("Who was asked", listed(&audience)),
        line("When", format!("{}, {} days", typed.days.in_words(), consultation.days_open())),
        line("Decided already", teller.said(&typed.already_decided).trim().to_owned()),
        line(
            "Who decides in its light",
            format!("{}, {}", consultation.decided_by().name, typed.decided.in_words()),
        ),
        line("In which languages", listed(&languages)),
    ];
    for (place, (spoken, text)) in (1..).zip(typed.text.all(asked)) {
        let spoken: Vec<&str> = spoken.into_iter().map(Language::in_words).collect();
        let beside =
            if asked.len() > 1 { format!(", in {}", listed(&spoken)) } else { String::new() };
        lines.insert(2 * place, line("About which text", format!("{}{beside}", text.title)));
        lines.insert(2 * place + 1, line("The text’s SHA-256", text.sha256.to_string()));
    }
    lines.extend(typed.sample.iter().map(|sample| line("Drawn by chance", sample.in_words())));
    for version in teller.commission.versions {
        let (number, stage) = (version.number(), version.stage().in_words());
        let questions = version.questionnaire().questions().count();
        lines.push(line(&format!("Version {number}"), format!("{questions} questions, {stage}")));
    }
    let heading = "What was asked, and of whom".to_owned();
    Section { anchor: "asked".into(), heading, blocks: vec![Block::List(lines)] }
}

/// What came of what people said; none where nothing is entered.
pub(super) fn section(teller: &mut Teller<'_>) -> Option<Section> {
    let entries = teller.commission.you_said;
    if entries.is_empty() {
        return None;
    }
    let drafted = entries.iter().map(|entry| line(teller, entry)).collect();
    let columns = vec![
        Column::words("You said"),
        Column::figures("Replies"),
        Column::words("We did, or did not"),
        Column::words("Who"),
        Column::words("By when"),
    ];
    let caption = teller.commission.label.on("What you said, and what comes of it");
    let table = teller.tables.table("you-said", caption, columns, drafted, Vec::new());
    let blocks = vec![Block::Table(table)];
    Some(Section { anchor: "you-said".into(), heading: "You said, we did".into(), blocks })
}

fn line(teller: &Teller<'_>, entry: &YouSaid) -> Drafted {
    let count = match &entry.counted {
        // The same count as in the table of themes, and withheld where it is withheld there.
        Some((question, title)) => {
            Teller::entry(teller.cell(count_of_theme(teller, question, title)))
        }
        None => Entry::Words("not counted".to_owned()),
    };
    let (told, who, when) = match &entry.answer {
        Answered::WeDid { what, who, by_when } => {
            (format!("We did: {what}"), who.clone(), by_when.clone())
        }
        Answered::WeWill { what, who, by_when } => {
            (format!("We will: {what}"), who.clone(), by_when.clone())
        }
        Answered::WeDidNot { because } => {
            (format!("We did not, because {because}"), String::new(), String::new())
        }
    };
    let rests_on = vec![format!("{}: “{}”: {told}", teller.of_which(), entry.theme)];
    let told = Entry::Recorded { words: told, rests_on };
    let entries = vec![count, told, Entry::Words(who), Entry::Words(when)];
    Drafted { heading: entry.theme.clone(), entries, weight: RowWeight::Ordinary }
}

/// The count of the theme of that title, as it may be shown.
fn count_of_theme(teller: &Teller<'_>, question: &QuestionId, title: &str) -> Count {
    let of = teller.commission.themes.iter().find(|themes| themes.question == *question);
    let at = of.and_then(|of| of.themes.iter().position(|theme| theme.title == title));
    match (teller.dimension(&Counted::Said(question.clone())), at) {
        (Some(dimension), Some(at)) => teller.theme(dimension, Some(at)),
        (None, _) | (_, None) => Count::Withheld,
    }
}

/// What becomes of the answers.
pub(super) fn becomes_of_answers(teller: &Teller<'_>) -> Section {
    let typed = teller.commission.consultation.typed();
    let becomes = teller.said(&typed.becomes_of_answers).trim().to_owned();
    let enquiries = teller.said(&typed.enquiries).trim().to_owned();
    let blocks =
        [becomes, enquiries].map(|words| Block::Paragraph(vec![text(words)])).into_iter().collect();
    Section { anchor: "answers".into(), heading: "What becomes of answers".into(), blocks }
}
