//! Many partnerships in one home: they follow others when districts merge and part, let somebody in, and have templates in common.

use std::collections::BTreeSet;

use partnership::plan::action::ActionDeed;
use partnership::plan::action::described::Described;
use partnership::plan::rolling::Wording;
use partnership::terms::day::Day;
use records::Book;
use records::PartnershipId;
use records::Place;
use records::Records;
use records::Signed;

use crate::partnership::Partnership;

const EXAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/maidstone-2014");

/// A home with two partnerships, each with a year.
fn two() -> Partnership {
    let home = Partnership::new();
    let described = std::fs::read_to_string(format!("{EXAMPLE}/partnership.toml")).unwrap();
    let timetable = format!("{EXAMPLE}/timetable.toml");
    for (id, name, code) in
        [("safer-ashford", "Ashford", "E07000105"), ("safer-maidstone", "Maidstone", "E07000110")]
    {
        let own = described.replace("Maidstone", name).replace("E07000110", code);
        let file = home.file(&format!("{id}.toml"), own.as_bytes());
        home.succeeds(&["init", file.to_str().unwrap(), "--timetable", &timetable, "--id", id]);
    }
    home
}

fn book_of(home: &Partnership, id: &str, does: impl AsyncFnOnce(Book)) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let records = Records::open(&Place::in_home(&home.home())).await.unwrap();
        let book = records.book(&PartnershipId(id.parse().unwrap())).await.unwrap().unwrap();
        does(book).await;
        records.close().await;
    });
}

/// A plan with an action that was finished, and one that was not and is late.
async fn with_a_plan(book: Book) {
    let day: Day = "2015-05-01".parse().unwrap();
    let signed = Signed { who: "Jane".to_owned(), at: jiff::Timestamp::now() };
    let cycle = "2015-16".parse().unwrap();
    let wording = Wording {
        until: cycle,
        strategy: "Fewer victims".to_owned(),
        views: String::new(),
        illustrative: false,
    };
    book.begin_plan(&signed, cycle, wording).await.unwrap();
    for title in ["Pastors", "Lights"] {
        let described = Described {
            title: title.to_owned(),
            about: String::new(),
            objective: None,
            lead: "Kent Police".to_owned(),
            person: "Chief Inspector".to_owned(),
            partners: BTreeSet::new(),
            resources: String::new(),
            funding: String::new(),
            measure: None,
            due: "2015-12-31".parse().unwrap(),
            said: BTreeSet::new(),
        };
        book.enter_action(&signed, cycle, described, day).await.unwrap();
    }
    let first = book.plan_actions(cycle).await.unwrap().remove(0);
    let done = ActionDeed::Finish { outcome: "They walk".to_owned() };
    let seen = (cycle, first.number, first.version);
    book.record_action_deed(&signed, seen, done, day).await.unwrap();
}

const BECAUSE: &str = "The Kent (Structural Changes) Order";

const COMBINE: [&str; 12] = [
    "combine",
    "safer-ashford",
    "safer-maidstone",
    "--into",
    "safer-mid-kent",
    "--name",
    "Safer Mid Kent Partnership",
    "--on",
    "2026-04-01",
    "--because",
    BECAUSE,
    "--by=Jane",
];

#[test]
fn districts_merge_and_what_was_not_finished_goes_on_with_where_it_came_from() {
    let home = two();
    book_of(&home, "safer-maidstone", with_a_plan);
    let said = home.succeeds(&COMBINE);
    assert!(
        said.contains("`safer-mid-kent` begins on 1 April 2026: its year 2016–17, and 1 action"),
        "{said}"
    );
    assert!(
        said.contains("ended on 1 April 2026 and goes on as Safer Mid Kent Partnership"),
        "{said}"
    );
    book_of(&home, "safer-mid-kent", async |book| {
        let described = book.partnership().await.unwrap().value;
        let districts: Vec<_> =
            described.typed().districts.iter().map(|one| one.code.to_string()).collect();
        assert_eq!(districts, ["E07000105", "E07000110"]);
        let kept = book.plan_actions("2016-17".parse().unwrap()).await.unwrap().remove(0);
        let origin = kept.action.origin().unwrap();
        assert_eq!(origin.in_words(), "the plan 2015–16 of Safer Maidstone Partnership");
        assert_eq!((origin.number, origin.because.as_str()), (2, BECAUSE));
        assert_eq!(book.predecessors().await.unwrap().unwrap().from.len(), 2);
    });
    home.succeeds(&["timetable", "--partnership", "safer-mid-kent", "--cycle", "2016-17"]);
    // The old ones are read as before, and changed no more.
    home.succeeds(&["timetable", "--partnership", "safer-maidstone"]);
    let late = ["record", "consultation", "started", "--partnership", "safer-maidstone"];
    let refused = home.refuses(&late);
    assert!(refused.contains("the partnership ended on 1 April 2026"), "{refused}");
    book_of(&home, "safer-maidstone", async |book| {
        let left = book.plan_actions("2015-16".parse().unwrap()).await.unwrap();
        assert!(left[1].action.standing().is_open(), "it stays as it stood");
    });
    home.succeeds(&["verify"]);
    // Started once more, nothing is done twice.
    let again = home.succeeds(&COMBINE);
    assert!(again.contains("`safer-mid-kent` has begun already."), "{again}");
}

#[test]
fn a_partnership_begins_with_the_district_that_was_made_of_theirs() {
    let home = two();
    let without = home.refuses(&[&COMBINE[..], &["--district", "E06000068"]].concat());
    assert!(without.contains("such as \"E06000068=Mid Kent\""), "{without}");
    home.succeeds(&[&COMBINE[..], &["--district", "E06000068=Mid Kent"]].concat());
    book_of(&home, "safer-mid-kent", async |book| {
        let described = book.partnership().await.unwrap().value;
        let districts = &described.typed().districts;
        assert_eq!(districts.len(), 1);
        assert_eq!(districts[0].code.to_string(), "E06000068");
        assert_eq!(districts[0].name, "Mid Kent");
    });
}

#[test]
fn a_partnership_is_split_and_each_district_goes_to_one_of_those_that_follow() {
    let home = two();
    home.succeeds(&COMBINE);
    let [one, other] = [
        "new-ashford=Safer Ashford Partnership=E07000105",
        "new-maidstone=Safer Maidstone Partnership=E07000110",
    ];
    let split = |into: &[&str]| {
        let mut arguments = vec!["split", "safer-mid-kent"];
        for share in into {
            arguments.extend(["--into", *share]);
        }
        arguments.extend(["--on", "2026-10-01", "--because", "The districts parted again"]);
        home.runs(&arguments)
    };
    let refused = split(&[one]);
    assert!(!refused.succeeded && refused.err.contains("would cover E07000110"), "{}", refused.err);
    let said = split(&[one, other]);
    assert!(said.succeeded, "{}{}", said.out, said.err);
    for id in ["new-ashford", "new-maidstone"] {
        home.succeeds(&["timetable", "--partnership", id, "--cycle", "2017-18"]);
    }
    let too_early = COMBINE.map(|one| if one == "2026-04-01" { "2199-04-01" } else { one });
    assert!(home.refuses(&too_early).contains("still to come"));
    home.succeeds(&["verify"]);
}

#[test]
fn somebody_of_one_partnership_is_let_into_another_and_turned_out_again() {
    let home = two();
    let add = ["person", "--partnership", "safer-ashford", "add", "Ann Example"];
    home.succeeds(&[&add[..], &["--email", "ann@example.org", "--role", "analyst"]].concat());
    let let_in = ["person", "--partnership", "safer-ashford", "let-in", "ann-example", "--into"];
    let nowhere = [&let_in[..], &["safer-maidstone", "--into", "safer-swale"]].concat();
    assert!(home.refuses(&nowhere).contains("there is no partnership `safer-swale`"));
    let list = ["person", "--partnership", "safer-maidstone", "list", "--format", "csv"];
    assert!(!home.succeeds(&list).contains("Ann Example"), "nobody was let in by half");
    let said = home.succeeds(&[&let_in[..], &["safer-maidstone"]].concat());
    assert!(said.contains("There they sign as `ann-example-of-safer-ashford`"), "{said}");
    let listed = home.succeeds(&list);
    assert!(
        listed.contains("Ann Example,ann@example.org,\"county analyst, of safer-ashford\""),
        "{listed}"
    );
    let again = home.succeeds(&[&let_in[..], &["safer-maidstone"]].concat());
    assert!(again.contains("they were let in already"), "{again}");
    let own = home.refuses(&[&let_in[..], &["safer-ashford"]].concat());
    assert!(own.contains("is of this partnership"), "{own}");
    let out = ["person", "--partnership", "safer-maidstone", "turn-out"];
    home.succeeds(&[&out[..], &["ann-example-of-safer-ashford"]].concat());
    assert!(!home.succeeds(&list).contains("Ann Example"));
    home.refuses(&[&out[..], &["ann-example-of-safer-ashford"]].concat());
    home.succeeds(&["verify"]);
}

#[test]
fn words_that_all_partnerships_have_in_common_are_a_file_of_the_home() {
    let home = two();
    home.file("home/templates/cover-report.txt", b"glance: At a glance\nluck: Luck\n");
    let refused = home.refuses(&["person", "--partnership", "safer-ashford", "list"]);
    assert!(refused.contains("cover-report.txt` is no template"), "{refused}");
    assert!(refused.contains("line 2: `luck` is not a part of a report"), "{refused}");
}

#[test]
fn the_demo_goes_on_beside_others_in_its_home_and_enters_no_home_of_somebody_s_own() {
    let example = Partnership::with_the_worked_example();
    let described = std::fs::read_to_string(format!("{EXAMPLE}/partnership.toml")).unwrap();
    let own = described.replace("Maidstone", "Ashford").replace("E07000110", "E07000105");
    let file = example.file("safer-ashford.toml", own.as_bytes());
    let timetable = format!("{EXAMPLE}/timetable.toml");
    example.succeeds(&["init", file.to_str().unwrap(), "--timetable", &timetable]);
    example.succeeds(&["demo", "--no-serve", "--on", "2014-12-04"]);
    let page = example.home().join("assessment/strategic-assessment.html");
    let page = std::fs::read_to_string(page).unwrap();
    assert!(page.contains("Draft circulated on 26 November 2014"), "the example did not go on");
    book_of(&example, "safer-ashford-partnership", async |book| {
        assert!(book.people().await.unwrap().is_empty(), "the example was entered beside");
    });
    let own = two();
    let refused = own.refuses(&["demo", "--no-serve"]);
    assert!(
        refused.contains(
            "is the home of safer-ashford, safer-maidstone, and the worked example is not in it"
        ),
        "{refused}"
    );
    assert!(refused.contains("saferplan --home FOLDER demo"), "{refused}");
    assert!(!own.home().join("example").exists(), "something of the example was left there");
}
