//! XLSForms that others wrote: what is understood, and what is told of.

use proptest::prelude::*;

use crate::consultation::answer::AnswerRole;
use crate::consultation::question::Kind;
use crate::consultation::questionnaire::Questionnaire;
use crate::consultation::xlsform::Sheet;
use crate::consultation::xlsform::SheetRow;
use crate::consultation::xlsform::Sheets;
use crate::consultation::xlsform::XlsForm;
use crate::consultation::xlsform::expression::parsed;
use crate::consultation::xlsform::read;

/// A sheet of cells between bars.
fn sheet(text: &str) -> Sheet {
    let cells = |line: &str| line.split('|').map(|cell| cell.trim().to_owned()).collect();
    let mut lines = text.trim().lines();
    let columns: Vec<String> = lines.next().map(cells).unwrap_or_default();
    let rows = (2..).zip(lines).map(|(line, text)| SheetRow { line, cells: cells(text) });
    Sheet { columns, rows: rows.collect() }
}

fn form(survey: &str) -> XlsForm {
    let choices = sheet(
        "list name|value|label|hint
         yn|1|Yes
         yn|0|No
         things|dogs|Dogs
         things|Loud_Music|Loud music
         things|96|Something else||,
         spare|one|One|here",
    );
    let settings = sheet("form_title|form_id\nDogs and noise|dogs_2015");
    read(&Sheets { survey: sheet(survey), choices, settings, others: Vec::new() })
}

fn told(form: &XlsForm) -> Vec<String> {
    let told = form.remarks.iter().filter(|one| one.sheet == "survey");
    told.map(ToString::to_string).collect()
}

const PLAIN: &str = "type|name|label|relevant|required|constraint
    begin group|area|Your area
    note|welcome|Tell us.
    select_one yn|Have_Dog|Have you a dog?||yes
    integer|dogs|How many?|${Have_Dog} = '1'||. > 0 and . < 20
    select_multiple things or_other|things|What is there?
    end group
    text|words|Anything else?";

#[test]
fn a_plain_form_becomes_a_questionnaire() {
    let form = form(PLAIN);
    assert_eq!(form.questionnaire.id.to_string(), "dogs-2015");
    let [area, rest] = form.questionnaire.sections.as_slice() else { panic!("two sections") };
    assert_eq!((area.questions.len(), rest.questions.len()), (3, 1));
    let dog = &area.questions[0];
    assert_eq!(dog.routes.len(), 1);
    assert_eq!((dog.routes[0].when.to_string().as_str(), dog.then.is_some()), ("answer-1", true));
    assert_eq!((area.questions[1].lowest, area.questions[1].highest), (Some(1), Some(19)));
    assert_eq!(area.questions[2].answers.last().unwrap().role, AnswerRole::Other);
    assert_eq!(
        told(&form),
        [
            "sheet `survey`, row 1, column `label`: no language is named, and English is taken; name it, such as \
             `label::English (en)`",
            "sheet `survey`, row 4, column `name`, `Have_Dog`: short names are small letters, digits and hyphens; it \
             is called `have-dog` here",
        ]
    );
}

#[test]
fn what_saferplan_does_not_ask_is_told_with_its_row() {
    let form = form(
        "type|name|label::English (en)|label::French (fr)|calculation|relevant
         geopoint|where|Where?|Où ?
         calculate|sum|||1 + 1
         begin repeat|people|Who?
         text|person|Name?
         end repeat
         image|picture|A picture?
         date|day|When?
         wizardry|x|Y
         select_one nowhere|z|Z
         text|last|Last?|||${where} != ''",
    );
    let told = told(&form);
    for wanted in [
        "row 1, column `label::French (fr)`: Saferplan asks in English and Welsh",
        "row 2, column `type`, `geopoint`: Saferplan asks for no place on a map",
        "row 3, column `type`, `calculate`: Saferplan asks for no number worked out by the form",
        "row 4, column `type`, `begin repeat`: it stands in a repeat",
        "row 5, column `type`, `text`: it stands in a repeat",
        "row 7, column `type`, `image`: Saferplan asks for no picture",
        "row 8, column `type`, `date`: Saferplan asks for no date",
        "row 9, column `type`, `wizardry`: this is no type",
        "row 10, column `type`, `nowhere`: the sheet `choices` has no such list",
        "row 11, column `relevant`, `${where} != ''`: from `${where} != ''` on this is no condition",
    ] {
        assert!(told.iter().any(|line| line.contains(wanted)), "{wanted}\n{told:#?}");
    }
    let kinds: Vec<_> =
        form.questionnaire.sections[0].questions.iter().map(|one| one.kind).collect();
    assert_eq!(kinds, [Kind::OneOf, Kind::ShortText]);
}

#[test]
fn a_line_asked_beside_one_answer_is_its_other() {
    let form = form(
        "type|name|label|relevant
         select_multiple things|things|What?
         text|things_more|Something else|selected(${things}, '96')
         select_one yn|dog|A dog?
         text|breed|Which?|selected(${dog}, '1')",
    );
    let questions = &form.questionnaire.sections[0].questions;
    assert_eq!(questions.len(), 3);
    assert_eq!(questions[0].answers[2].role, AnswerRole::Other);
    assert_eq!(questions[1].routes.len(), 1, "another text is a question, and asked by a route");
}

#[test]
fn a_condition_that_no_route_says_is_told_and_the_question_is_asked_of_everybody() {
    let form = form(
        "type|name|label|relevant
         select_one yn|dog|A dog?
         select_one yn|cat|A cat?
         text|both|Both?|${dog} = '1' and ${cat} = '1'
         text|either|Either?|${dog} = '1' or ${cat} = '1'
         text|last|Last?",
    );
    let told = told(&form);
    let no_routes = told.iter().filter(|line| line.contains("no routes ask the question"));
    assert_eq!(no_routes.count(), 2, "{told:#?}");
    let questions = &form.questionnaire.sections[0].questions;
    assert!(questions.iter().all(|one| one.routes.is_empty() && one.then.is_none()));
}

#[test]
fn groups_that_are_shown_as_a_table_are_grids() {
    let form = form(
        "type|name|label|appearance|required
         begin_group|problems|How much?|table-list
         select_one yn|litter|Litter||yes
         select_one yn|noise|Noise
         text|why|Why?
         end_group",
    );
    let grid = &form.questionnaire.sections[0].questions[0];
    assert_eq!((grid.kind, grid.rows.len()), (Kind::Grid, 2));
    let told = told(&form).join("\n");
    assert!(told.contains("row 5, column `type`, `text`: a grid has rows of type"), "{told}");
    assert!(told.contains("some rows must be answered and others not"), "{told}");
}

#[test]
fn whatever_has_no_use_where_it_stands_is_told() {
    let form = form(
        "type|name|label|hint|relevant|constraint|label
         begin_group|area|Your area|a hint||no limit
         note|hello|Hello.||true()
         integer|years|How long?||||again
         end_group
         ||Words alone",
    );
    let told: Vec<String> = form.remarks.iter().map(ToString::to_string).collect();
    for wanted in [
        "sheet `survey`, row 2, column `hint`, `a hint`: Saferplan has no use for this here",
        "sheet `survey`, row 2, column `constraint`, `no limit`: Saferplan has no use for this here",
        "sheet `survey`, row 3, column `relevant`, `true()`: Saferplan has no use for this here",
        "sheet `survey`, row 4, column `label`, `again`: Saferplan has no use for this column",
        "sheet `survey`, row 6, `Words alone`: this is no type",
        "sheet `choices`, row 6, `,`: Saferplan has no use for this column",
        "sheet `choices`, row 7, column `hint`, `here`: Saferplan has no use for this column",
        "sheet `choices`, row 7, column `list_name`, `spare`: no question has this list",
        "sheet `choices`, row 2, column `list_name`, `yn`: no question has this list",
    ] {
        assert!(told.iter().any(|line| line.starts_with(wanted)), "{wanted}\n{told:#?}");
    }
}

#[test]
fn a_form_without_questions_says_so() {
    let form = read(&Sheets { others: vec!["Notes".to_owned()], ..Sheets::default() });
    let told: Vec<String> = form.remarks.iter().map(ToString::to_string).collect();
    assert!(
        told.iter().any(|one| one.starts_with("sheet `survey`, row 1: there is no such sheet"))
    );
    assert!(
        told.iter().any(|one| one.starts_with("sheet `Notes`, row 1: Saferplan has no use for"))
    );
}

fn any_sheet() -> impl Strategy<Value = Sheet> {
    let names = "type name label label::Welsh_(cy) hint required relevant constraint appearance saferplan list_name \
                 form_id media::image -";
    let cells = "begin_group|end_group|begin_repeat|end_repeat|text|note|integer|select_one a|select_multiple a|rank a|\
                 a|b_1|b|${a} = 'b'|not(${b} = 'a' or ${a} != \"b\")|((((|selected(${a}, 'b') and|table-list|likert|\
                 section_0|b_2|yes|about=you|role=other|. >= -9223372036854775808 and . < 5|é|end|";
    let names: Vec<&str> = names.split(' ').collect();
    let cells: Vec<&str> = cells.split('|').collect();
    let row = prop::collection::vec(prop::sample::select(cells), 0..9);
    let columns = prop::collection::vec(prop::sample::select(names), 0..9);
    (columns, prop::collection::vec(row, 0..14)).prop_map(|(columns, rows)| {
        let text = |cells: Vec<&str>| cells.into_iter().map(str::to_owned).collect::<Vec<_>>();
        let rows = (2..).zip(rows).map(|(line, cells)| SheetRow { line, cells: text(cells) });
        Sheet { columns: text(columns), rows: rows.collect() }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_sheets_give_a_questionnaire_and_remarks(
        survey in any_sheet(), choices in any_sheet(), settings in any_sheet(),
    ) {
        let form = read(&Sheets { survey, choices, settings, others: Vec::new() });
        let _ = Questionnaire::of(form.questionnaire);
    }

    #[test]
    fn any_expression_is_a_condition_or_is_refused(text in "[$a-c{}()'=!, andorot.]{0,40}|\\PC{0,40}") {
        let _ = parsed(&text, &|_, _| None);
    }
}
