//! `doctor`: looks whether all is well with an installation, changes nothing, and tells in plain words what was found, what
//! was wanted and what to do.
//!
//! It ends with status 1 where something is wrong, so that a timer can run it; what is only worth a look does not count.

mod home;
mod outside;
mod records;

use anyhow::Result;
use anyhow::bail;
use web::settings::Settings;

use crate::home::Home;
use crate::print;

/// What was found of one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Found {
    /// It is as it should be.
    Well(String),
    /// It works, and somebody should look at it.
    WorthALook(Trouble),
    /// It does not work, or lets somebody in who should not be.
    Wrong(Trouble),
}

/// What is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Trouble {
    found: String,
    wanted: String,
    to_do: String,
}

impl Trouble {
    fn of(
        found: impl Into<String>,
        wanted: impl Into<String>,
        to_do: impl Into<String>,
    ) -> Trouble {
        Trouble { found: found.into(), wanted: wanted.into(), to_do: to_do.into() }
    }
}

/// Looks at everything.
pub(crate) fn examine(home: &Home) -> Result<()> {
    let mut all = vec![("home", home::rights(home.folder())), ("disk", home::room(home.folder()))];
    let settings = Settings::read(home.folder(), None);
    all.push((
        "settings",
        match &settings {
            Ok(settings) => outside::address(settings),
            Err(error) => outside::faults(error),
        },
    ));
    all.push(("records", records::looked_at(home)));
    all.push(("backup", home::last_backup(home.folder())));
    all.push(("clock", home::clock(home.folder())));
    all.push(("documents", outside::documents()));
    if let Ok(settings) = &settings {
        all.push(("key", home::key(settings)));
        all.push(("sign-in", outside::sign_in(settings)));
        all.push(("letters", outside::letters(settings)));
        all.push(("viruses", outside::viruses(settings)));
        all.push(("pages", outside::pages(settings)));
    }
    for (what, found) in all.iter().flat_map(|(what, all)| all.iter().map(move |one| (what, one))) {
        print::line(told(what, found))?;
    }
    concluded(all.iter().flat_map(|(_, found)| found))
}

/// How it ends: in a failure where something is wrong.
fn concluded<'found>(all: impl Iterator<Item = &'found Found>) -> Result<()> {
    let (mut wrong, mut worth_a_look) = (0, 0);
    for found in all {
        match found {
            Found::Well(_) => {}
            Found::WorthALook(_) => worth_a_look += 1,
            Found::Wrong(_) => wrong += 1,
        }
    }
    let look = match worth_a_look {
        0 => String::new(),
        some => format!("; {} worth a look", print::so_many(some, "thing")),
    };
    match wrong {
        0 => print::line(format!("Nothing is wrong{look}.")),
        1 => bail!("1 thing is wrong{look}"),
        wrong => bail!("{} are wrong{look}", print::so_many(wrong, "thing")),
    }
}

/// One finding as it is printed.
fn told(what: &str, found: &Found) -> String {
    let trouble = |mark: &str, Trouble { found, wanted, to_do }: &Trouble| {
        format!(
            "{what:<10} {mark}  {found}.\n{:<10}        Wanted: {wanted}.\n{:<10}        Do: {to_do}.",
            "", ""
        )
    };
    match found {
        Found::Well(found) => format!("{what:<10} well   {found}."),
        Found::WorthALook(what) => trouble("LOOK ", what),
        Found::Wrong(what) => trouble("WRONG", what),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trouble_says_what_was_found_what_was_wanted_and_what_to_do() {
        let trouble = Trouble::of("3 MiB are free", "256 MiB at least", "make room");
        assert_eq!(
            told("disk", &Found::Wrong(trouble)),
            "disk       WRONG  3 MiB are free.\n                  Wanted: 256 MiB at least.\n                  Do: make room."
        );
        let well = Found::Well("9 GiB are free".to_owned());
        assert_eq!(told("disk", &well), "disk       well   9 GiB are free.");
    }
}
