//! Distribution lists from the command line: brought in whole or not at all, and written to a file that comes back the same.

use crate::partnership::Partnership;

const HEADS: &str = "name,body,email,address,language,format,copies,held_because,keep_until";

fn example(name: &str) -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/maidstone-2014/");
    format!("{folder}{name}")
}

/// The last day on which addresses of these tests are held, a year from whenever they run.
fn next_year() -> String {
    let today = web::clock::day_of(jiff::Timestamp::now()).unwrap();
    today.plus_days(360).to_string()
}

#[test]
fn a_list_is_brought_in_whole_and_comes_back_from_its_file_the_same() {
    let maidstone = Partnership::new();
    let (partnership, timetable) = (example("partnership.toml"), example("timetable.toml"));
    maidstone.succeeds(&["init", &partnership, "--timetable", &timetable]);
    maidstone.succeeds(&["distribute", "add", "libraries", "Libraries", "--of", "libraries"]);
    let until = next_year();
    let good = format!(
        "The Librarian,East Library,east@example.org,\"3 Example Road, Maidstone\",en,standard,2,office,{until}\n"
    );
    let faulty = format!("{HEADS}\n{good},,west@,,en,standard,x,office,{until}\n");
    let file = maidstone.file("faulty.csv", faulty.as_bytes());
    let refused = maidstone.refuses(&["distribute", "import", "libraries", file.to_str().unwrap()]);
    for said in ["row 3, name: nobody is named", "row 3, email: `west@`", "row 3, copies: `x`"] {
        assert!(refused.contains(said), "{refused}");
    }
    assert!(maidstone.succeeds(&["distribute", "list"]).contains("0 recipients"));
    let file = maidstone.file("good.csv", format!("{HEADS}\n{good}").as_bytes());
    let file = file.to_str().unwrap();
    maidstone.succeeds(&["distribute", "import", "libraries", file]);
    let twice = maidstone.refuses(&["distribute", "import", "libraries", file]);
    assert!(twice.contains("is on the list already"), "{twice}");
    let out = maidstone.out();
    maidstone.succeeds(&["distribute", "export", "libraries", out.to_str().unwrap()]);
    let before = std::fs::read_to_string(file).unwrap();
    assert_eq!(std::fs::read_to_string(&out).unwrap(), before);
    let none = maidstone.refuses(&["distribute", "export", "lords", out.to_str().unwrap()]);
    assert!(none.contains("there is no list `lords`; those there are: libraries"), "{none}");
    let none = maidstone.refuses(&["distribute", "labels", "1", "--out", out.to_str().unwrap()]);
    assert!(none.contains("there is no sending 1"), "{none}");
    assert!(maidstone.succeeds(&["verify"]).contains("safer-maidstone-partnership"));
}
