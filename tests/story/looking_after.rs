//! Looking after an installation: what `doctor` finds, and the data-protection pack.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;

use crate::partnership::Partnership;

/// Settings of a home whose pages could be served, with more of them.
fn settings(home: &Partnership, more: &str) {
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    home.runs(&["sources"]);
    fs::write(home.home().join("saferplan.toml"), format!("listen = \"{free}\"\n{more}")).unwrap();
}

#[test]
fn doctor_finds_nothing_wrong_with_a_new_home_and_says_what_is_worth_a_look() {
    let home = Partnership::new();
    settings(&home, "contact = \"the team\"\n");
    let said = home.succeeds(&["doctor"]);
    for told in [
        "home       well",
        "disk       ",
        "settings   well   the pages are reached at http://127.0.0.1:",
        "records    LOOK   there are no records yet.",
        "backup     LOOK   no backup was made yet.",
        "clock      well",
        "documents  well",
        "letters    LOOK   no mail server is set up",
        "pages      well   they are not served now",
        "Nothing is wrong; ",
    ] {
        assert!(said.contains(told), "`{told}` is missing in\n{said}");
    }
    assert!(!home.home().join("records.db").exists(), "it made records by looking");
}

#[test]
fn doctor_tells_all_that_is_wrong_at_once_and_fails() {
    let home = Partnership::new();
    settings(&home, "adress = \"https://saferplan.example.gov.uk\"\ncolour = \"blue\"\n");
    let said = home.runs(&["doctor"]);
    assert!(!said.succeeded);
    for told in [
        "`adress`: there is no such setting; did you mean `address`?",
        "`colour`",
        "Wanted: ",
        "Do: ",
    ] {
        assert!(said.out.contains(told), "`{told}` is missing in\n{}", said.out);
    }
    assert!(said.err.contains("2 things are wrong"), "{}", said.err);
    // A mail server that is away, and records that are none.
    settings(
        &home,
        "[mail]\nserver = \"127.0.0.1\"\nport = 1\nsecurity = \"none\"\nfrom = \"a@example.org\"\n",
    );
    fs::write(home.home().join("records.db"), "three blind mice, see how they run").unwrap();
    fs::set_permissions(home.home().join("records.db"), fs::Permissions::from_mode(0o600)).unwrap();
    let said = home.runs(&["doctor"]);
    assert!(!said.succeeded);
    for told in
        ["records    WRONG", "letters    WRONG  the mail server 127.0.0.1:1 could not be reached"]
    {
        assert!(said.out.contains(told), "`{told}` is missing in\n{}", said.out);
    }
    let left = fs::read_to_string(home.home().join("records.db")).unwrap();
    assert_eq!(left, "three blind mice, see how they run");
}

#[test]
fn the_data_protection_pack_is_filled_from_settings_and_records() {
    let home = Partnership::with_the_worked_example();
    settings(&home, "organisation = \"Maidstone Borough Council\"\nforget_readers_after = 33\n");
    let out = home.out();
    let said = home.succeeds(&["protection", "--out", out.to_str().unwrap()]);
    for file in ["data-protection.html", "data-protection.pdf", "data-protection.docx"] {
        assert!(said.contains(file) && out.join(file).is_file(), "{file} is missing\n{said}");
    }
    let page = fs::read_to_string(out.join("data-protection.html")).unwrap();
    for told in
        ["Maidstone Borough Council", "33 days after their link has ended", "To be completed"]
    {
        assert!(page.contains(told), "`{told}` is missing");
    }
    // Each row says what it rests on.
    let row = home.succeeds(&["trace", "safer-maidstone-partnership/protection/3.4"]);
    assert!(row.contains("forget_readers_after"), "{row}");
    // The home was made by the demo, whose backup and mail nobody set up.
    let doctor = home.succeeds(&["doctor"]);
    assert!(doctor.contains("they open, of the present layout, with 1 partnership"), "{doctor}");
}
