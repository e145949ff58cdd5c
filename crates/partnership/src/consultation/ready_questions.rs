//! Ready questions: what community safety partnerships ask year by year, so that one need not begin with an empty page.
//!
//! Out come sections of questions in every language, with the scales of the question bank. The measures are those that
//! surveys of perception in the field use; the words are ours. A question that is once asked keeps its short name, so
//! that years can be set side by side.

use crate::consultation::answer::Answer;
use crate::consultation::answer::AnswerId;
use crate::consultation::answer::AnswerRole;
use crate::consultation::answer::QuestionId;
use crate::consultation::answer::Row;
use crate::consultation::language::Language;
use crate::consultation::language::Words;
use crate::consultation::question::KeptAs;
use crate::consultation::question::Kind;
use crate::consultation::question::TypedQuestion;
use crate::consultation::question_bank::Scale;
use crate::consultation::question_bank::ready_answer;
use crate::consultation::questionnaire::About;
use crate::consultation::questionnaire::TypedSection;

/// Short name, English, Welsh.
type Line = (&'static str, &'static str, &'static str);

const PROBLEMS: &[Line] = &[
    ("problem-noise", "Noisy neighbours", "Cymdogion swnllyd"),
    ("problem-litter", "Rubbish or litter lying about", "Sbwriel ar hyd y lle"),
    ("problem-vandalism", "Vandalism and graffiti", "Fandaliaeth a graffiti"),
    ("problem-drunk", "People drunk or rowdy in public", "Pobl feddw neu afreolus yn gyhoeddus"),
    ("problem-drugs", "People using or dealing drugs", "Pobl yn defnyddio neu’n gwerthu cyffuriau"),
    ("problem-speeding", "Speeding and dangerous driving", "Goryrru a gyrru peryglus"),
];
const WORRIES: &[Line] = &[
    ("burglary", "Having my home broken into", "Rhywun yn torri i mewn i’m cartref"),
    ("violence", "Being attacked or threatened", "Cael fy ymosod arnaf neu fy mygwth"),
    (
        "robbery",
        "Having something taken from me in the street",
        "Rhywun yn dwyn oddi arnaf ar y stryd",
    ),
    ("vehicle", "Having a vehicle or bicycle stolen", "Rhywun yn dwyn cerbyd neu feic"),
    ("fraud", "Being cheated, on-line or at the door", "Cael fy nhwyllo, ar-lein neu wrth y drws"),
    ("abuse-at-home", "Violence or abuse at home", "Trais neu gamdriniaeth gartref"),
];
const AGES: &[Line] = &[
    ("under-18", "Under 18", "Dan 18"),
    ("18-to-34", "18 to 34", "18 i 34"),
    ("35-to-54", "35 to 54", "35 i 54"),
    ("55-to-74", "55 to 74", "55 i 74"),
    ("75-or-over", "75 or over", "75 neu hŷn"),
];

const GENDERS: &[Line] = &[
    ("woman", "A woman", "Menyw"),
    ("man", "A man", "Dyn"),
    ("neither", "Neither of these", "Y naill na’r llall"),
];
/// The five groups by which a census counts, so that replies can be set beside it.
const ETHNIC_GROUPS: &[Line] = &[
    ("white", "White", "Gwyn"),
    ("mixed", "Mixed or several ethnic groups", "Cymysg neu sawl grŵp ethnig"),
    ("asian", "Asian or Asian British", "Asiaidd neu Asiaidd Prydeinig"),
    (
        "black",
        "Black, African or Caribbean, or Black British",
        "Du, Affricanaidd neu Garibïaidd, neu Ddu Prydeinig",
    ),
];
const FOR_WHOM: &[Line] = &[
    ("myself", "For myself", "Drosof fy hun"),
    ("organisation", "For an organisation or a group", "Dros sefydliad neu grŵp"),
];
const MAY_PUBLISH: &[Line] = &[
    ("yes", "Yes, without anything that tells who I am", "Cewch, heb ddim sy’n dangos pwy ydw i"),
    ("no", "No, count it only", "Na chewch, dim ond ei gyfrif"),
];

/// All ready questions, section by section: a whole standard questionnaire.
pub fn ready_sections() -> Vec<TypedSection> {
    vec![
        section(("Feeling safe", "Teimlo’n ddiogel"), About::Views, feeling_safe()),
        section(("Where you live", "Lle rydych chi’n byw"), About::Views, where_you_live()),
        section(("What to do first", "Beth i’w wneud yn gyntaf"), About::Views, what_first()),
        section(("About you", "Amdanoch chi"), About::You, about_you()),
    ]
}

/// The ready question of that short name.
pub fn ready_question(id: &QuestionId) -> Option<TypedQuestion> {
    let mut all = ready_sections().into_iter().flat_map(|section| section.questions);
    all.find(|question| question.id == *id)
}

fn section(
    (english, welsh): (&str, &str),
    about: About,
    questions: Vec<Option<TypedQuestion>>,
) -> TypedSection {
    let questions = questions.into_iter().flatten().collect();
    TypedSection { title: both(english, welsh), introduction: None, about, questions }
}

fn feeling_safe() -> Vec<Option<TypedQuestion>> {
    let near_home = vec![
        safe((
            "safe-home",
            "How safe do you feel at home?",
            "Pa mor ddiogel ydych chi’n teimlo gartref?",
        )),
        safe((
            "safe-daylight",
            "How safe do you feel outside in your local area in daylight?",
            "Pa mor ddiogel ydych chi’n teimlo y tu allan yn eich ardal leol yng ngolau dydd?",
        )),
        safe((
            "safe-after-dark",
            "How safe do you feel outside in your local area after dark?",
            "Pa mor ddiogel ydych chi’n teimlo y tu allan yn eich ardal leol ar ôl iddi nosi?",
        )),
    ];
    let safer = question(
        (
            "feel-safer",
            "What would make you feel safer?",
            "Beth fyddai’n gwneud i chi deimlo’n fwy diogel?",
        ),
        Kind::LongText,
    );
    near_home.into_iter().chain(in_town()).chain([safer]).collect()
}

fn safe(line: Line) -> Option<TypedQuestion> {
    scale(line, Kind::Scale, Scale::Safety)
}

/// The town centre, and the year to come.
fn in_town() -> Vec<Option<TypedQuestion>> {
    vec![
        safe((
            "safe-town-daylight",
            "How safe do you feel in the town centre nearest to you in daylight?",
            "Pa mor ddiogel ydych chi’n teimlo yng nghanol y dref agosaf atoch yng ngolau dydd?",
        )),
        safe((
            "safe-town-after-dark",
            "How safe do you feel in the town centre nearest to you after dark?",
            "Pa mor ddiogel ydych chi’n teimlo yng nghanol y dref agosaf atoch ar ôl iddi nosi?",
        )),
        scale(
            (
                "worry-next-year",
                "How worried are you that somebody will commit a crime against you in the next 12 months?",
                "Pa mor bryderus ydych chi y bydd rhywun yn troseddu yn eich erbyn yn ystod y 12 mis nesaf?",
            ),
            Kind::Scale,
            Scale::Worry,
        ),
    ]
}

fn where_you_live() -> Vec<Option<TypedQuestion>> {
    let problems = scale(
        (
            "problems",
            "How much of a problem is each of these in your local area?",
            "Faint o broblem yw pob un o’r rhain yn eich ardal leol?",
        ),
        Kind::Grid,
        Scale::Problem,
    );
    let rows = PROBLEMS.iter().filter_map(row).collect();
    let worries = question(
        ("worries", "Which of these worry you most?", "Pa rai o’r rhain sy’n eich poeni fwyaf?"),
        Kind::AnyOf,
    );
    let ends = [AnswerRole::Other, AnswerRole::NoneOfThese];
    vec![
        problems.map(|problems| TypedQuestion { rows, ..problems }),
        scale(
            (
                "change",
                "Compared with a year ago, is there more or less crime and anti-social behaviour in your local area?",
                "O’i gymharu â blwyddyn yn ôl, a oes mwy neu lai o droseddu ac ymddygiad gwrthgymdeithasol yn eich ardal leol?",
            ),
            Kind::Scale,
            Scale::Change,
        ),
        worries.map(|worries| TypedQuestion {
            answers: answers(WORRIES, &ends),
            at_most: Some(3),
            ..worries
        }),
        victim(),
    ]
}

fn victim() -> Option<TypedQuestion> {
    scale(
        (
            "victim",
            "In the last 12 months, has anybody committed a crime against you?",
            "Yn ystod y 12 mis diwethaf, a oes unrhyw un wedi troseddu yn eich erbyn?",
        ),
        Kind::OneOf,
        Scale::YesNoAboutYou,
    )
}

fn what_first() -> Vec<Option<TypedQuestion>> {
    let publish = question(
        (
            "may-publish",
            "May we publish what you wrote in your own words?",
            "A gawn ni gyhoeddi’r hyn a ysgrifennoch yn eich geiriau eich hun?",
        ),
        Kind::OneOf,
    );
    vec![
        scale(
            (
                "agree-priorities",
                "How far do you agree that the priorities that we propose are the right ones?",
                "I ba raddau ydych chi’n cytuno mai’r blaenoriaethau rydym yn eu cynnig yw’r rhai cywir?",
            ),
            Kind::Scale,
            Scale::Agreement,
        ),
        question(
            (
                "first",
                "What should the partnership do first about crime and anti-social behaviour?",
                "Beth ddylai’r bartneriaeth ei wneud yn gyntaf ynghylch troseddu ac ymddygiad gwrthgymdeithasol?",
            ),
            Kind::LongText,
        ),
        question(
            (
                "anything-else",
                "Is there anything else that you would like to say?",
                "A oes unrhyw beth arall yr hoffech ei ddweud?",
            ),
            Kind::LongText,
        ),
        publish.map(|publish| TypedQuestion { answers: answers(MAY_PUBLISH, &[]), ..publish }),
    ]
}

fn about_you() -> Vec<Option<TypedQuestion>> {
    let declined = [AnswerRole::PreferNotToSay];
    let age = question(("age", "How old are you?", "Beth yw eich oedran?"), Kind::OneOf);
    let disability = scale(
        (
            "disability",
            "Are your day-to-day activities limited by a health problem or disability?",
            "A yw problem iechyd neu anabledd yn cyfyngu ar eich gweithgareddau o ddydd i ddydd?",
        ),
        Kind::OneOf,
        Scale::YesNoAboutYou,
    );
    let postcode =
        question(("postcode", "What is your postcode?", "Beth yw eich cod post?"), Kind::Postcode);
    let kept = both(
        "We keep only the ward that it is in.",
        "Dim ond y ward y mae ynddi yr ydym yn ei chadw.",
    );
    vec![
        for_whom(),
        age.map(|age| TypedQuestion { answers: answers(AGES, &declined), ..age }),
        gender(),
        ethnic_group(),
        disability,
        postcode.map(|postcode| TypedQuestion {
            kept_as: Some(KeptAs::Ward),
            help: Some(kept),
            ..postcode
        }),
    ]
}

fn for_whom() -> Option<TypedQuestion> {
    let asked = question(
        ("for-whom", "For whom do you answer?", "Dros bwy ydych chi’n ateb?"),
        Kind::OneOf,
    );
    let answers = answers(FOR_WHOM, &[AnswerRole::PreferNotToSay]);
    asked.map(|asked| TypedQuestion { answers, ..asked })
}

fn gender() -> Option<TypedQuestion> {
    let asked = question(("gender", "Are you:", "Ai:"), Kind::OneOf);
    let answers = answers(GENDERS, &[AnswerRole::PreferNotToSay]);
    asked.map(|asked| TypedQuestion { answers, ..asked })
}

fn ethnic_group() -> Option<TypedQuestion> {
    let asked = question(
        (
            "ethnic-group",
            "To which of these ethnic groups do you feel that you belong?",
            "I ba un o’r grwpiau ethnig hyn ydych chi’n teimlo eich bod yn perthyn?",
        ),
        Kind::OneOf,
    );
    let answers = answers(ETHNIC_GROUPS, &[AnswerRole::Other, AnswerRole::PreferNotToSay]);
    asked.map(|asked| TypedQuestion { answers, ..asked })
}

fn both(english: &str, welsh: &str) -> Words {
    Words::of([(Language::English, english), (Language::Welsh, welsh)])
}

fn question((id, english, welsh): Line, kind: Kind) -> Option<TypedQuestion> {
    let id = id.parse().ok().map(QuestionId)?;
    Some(TypedQuestion::bare(id, kind, both(english, welsh)))
}

fn scale(line: Line, kind: Kind, scale: Scale) -> Option<TypedQuestion> {
    Some(TypedQuestion { scale: Some(scale), ..question(line, kind)? })
}

fn row((id, english, welsh): &Line) -> Option<Row> {
    Some(Row { id: QuestionId(id.parse().ok()?), label: both(english, welsh) })
}

/// Answers of one's own, and those at the end that play a part.
fn answers(lines: &[Line], ends: &[AnswerRole]) -> Vec<Answer> {
    let own = lines.iter().filter_map(|(id, english, welsh)| {
        let id = AnswerId(id.parse().or_else(|_| format!("age-{id}").parse()).ok()?);
        Some(Answer { id, label: both(english, welsh), role: AnswerRole::Ordinary })
    });
    own.chain(ends.iter().filter_map(|role| ready_answer(*role))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::consultation::questionnaire::Questionnaire;
    use crate::consultation::questionnaire::QuotedIf;
    use crate::consultation::questionnaire::TypedQuestionnaire;

    #[test]
    fn the_ready_questions_are_a_questionnaire_without_fault_in_every_language() {
        let typed = TypedQuestionnaire {
            id: "standard".parse().unwrap(),
            languages: Language::ALL.to_vec(),
            title: both("Your say", "Eich barn"),
            introduction: both("Tell us.", "Dywedwch wrthym."),
            quoted_if: None,
            sections: ready_sections(),
        };
        let checked = Questionnaire::of(typed).unwrap();
        // A short name that did not parse would have left its question out.
        assert_eq!(checked.questions().count(), 21);
        let of = |id: &str| checked.question(&QuestionId(id.parse().unwrap())).unwrap().clone();
        assert_eq!(of("age").answers().len(), 6);
        assert_eq!(of("gender").answers().len(), 4);
        assert_eq!(of("ethnic-group").answers().len(), 6);
        assert_eq!(of("for-whom").answers().len(), 3);
        assert_eq!(of("may-publish").answers().len(), 2);
        assert_eq!(of("worries").answers().len(), 8);
        assert_eq!(of("problems").rows().len(), 6);
    }

    #[test]
    fn the_consent_to_publish_can_be_the_one_by_which_people_let_themselves_be_quoted() {
        let quoted_if = QuotedIf {
            question: QuestionId("may-publish".parse().unwrap()),
            answer: AnswerId("yes".parse().unwrap()),
        };
        let typed = TypedQuestionnaire {
            id: "standard".parse().unwrap(),
            languages: vec![Language::English],
            title: both("Your say", "Eich barn"),
            introduction: both("Tell us.", "Dywedwch wrthym."),
            quoted_if: Some(quoted_if),
            sections: ready_sections(),
        };
        assert!(Questionnaire::of(typed).is_ok());
    }

    #[test]
    fn a_ready_question_is_found_by_its_short_name() {
        let id = QuestionId("safe-home".parse().unwrap());
        assert_eq!(ready_question(&id).unwrap().scale, Some(Scale::Safety));
        assert_eq!(ready_question(&QuestionId("nowhere".parse().unwrap())), None);
    }
}
