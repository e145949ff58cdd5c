//! Second factors are encrypted with a key that is in no table, and whoever loses the key sets them up anew.

use std::fs;
use std::path::Path;

use jiff::Timestamp;
use partnership::membership::person::Person;
use partnership::membership::person::Role;
use records::Account;
use records::Secret;
use web::settings::Settings;
use web::who::kept_factor::Encrypted;
use web::who::kept_factor::encrypt_all;
use web::who::second_factor::SecondFactor;

use crate::house::House;
use crate::house::SMP;
use crate::house::signed;
use crate::signing_in::PASSWORD;
use crate::signing_in::give_password;
use crate::signing_in::set_up;

const MANAGER: &str = "partnership-manager@example.org";

/// Whether any file of the records holds a text.
fn is_on_disk(house: &House, text: &str) -> bool {
    let mut files = fs::read_dir(house.folder.path()).unwrap().map(|file| file.unwrap().path());
    let holds = |file: &Path| {
        let bytes = fs::read(file).unwrap();
        bytes.windows(text.len()).any(|window| window == text.as_bytes())
    };
    files.any(|file| file.is_file() && holds(&file))
}

async fn account(house: &House, person: &Person) -> (records::Version, Account) {
    let held = house.book.account(&person.id).await.unwrap().unwrap();
    (held.version, held.value)
}

async fn kept(house: &House, person: &Person) -> String {
    account(house, person).await.1.second_factor.unwrap().secret.text().to_owned()
}

/// A manager with a password and a second factor, kept as an earlier program kept it.
async fn with_plain_factor(house: &House) -> (Person, SecondFactor) {
    let manager = house.person(Role::Manager).await;
    house.with_password(&manager, PASSWORD).await;
    let factor = SecondFactor::kept(&kept(house, &manager).await, MANAGER).unwrap();
    (manager, factor)
}

/// Signs in with password and code; where it leads.
async fn sign_in(house: &House, factor: &SecondFactor) -> String {
    let mut browser = house.browser();
    let asked = give_password(&mut browser, MANAGER, PASSWORD).await;
    if asked.leads_to() != format!("{SMP}/sign-in/code") {
        return asked.leads_to().to_owned();
    }
    let code = factor.code_at(Timestamp::now()).unwrap();
    let answer = browser.post(&format!("{SMP}/sign-in/code"), &[("code", &code)]).await;
    answer.leads_to().to_owned()
}

fn key_of(house: &House) -> std::path::PathBuf {
    house.folder.path().join("secret-key")
}

#[tokio::test]
async fn a_secret_stands_in_no_file_of_the_records_not_even_while_it_is_set_up() {
    let house = House::in_october().await;
    assert!(!key_of(&house).exists(), "the key was made before it was needed");
    let (factor, ..) = set_up(&house, &mut house.browser()).await;
    assert!(!is_on_disk(&house, &factor.secret()));
    let manager = house.found(Role::Manager).await;
    let kept = kept(&house, &manager).await;
    assert!(kept.starts_with("encrypted:1:"), "{kept}");
    // The search finds what is there, and the key is only where it should be.
    assert!(is_on_disk(&house, &kept));
    let key = fs::read_to_string(key_of(&house)).unwrap();
    fs::remove_file(key_of(&house)).unwrap();
    assert!(!is_on_disk(&house, key.trim()));
    assert!(house.book.verify().await.is_ok());
}

#[tokio::test]
async fn what_an_earlier_program_kept_is_encrypted_once_and_still_opens() {
    let house = House::in_october().await;
    let (manager, factor) = with_plain_factor(&house).await;
    house.person(Role::Partner).await;
    assert_eq!(encrypt_all(&house.app).await.unwrap(), Encrypted { now: 1, lost: 0 });
    let encrypted = kept(&house, &manager).await;
    assert!(
        encrypted.starts_with("encrypted:1:") && !encrypted.contains(&factor.secret()),
        "{encrypted}"
    );
    assert_eq!(encrypt_all(&house.app).await.unwrap(), Encrypted::default());
    assert_eq!(kept(&house, &manager).await, encrypted);
    assert_eq!(sign_in(&house, &factor).await, SMP);
    let entries = house.book.entries(0, 10_000).await.unwrap();
    assert_eq!(entries.last().unwrap().who, "the server, which encrypts second factors");
    assert!(house.book.verify().await.is_ok());
}

#[tokio::test]
async fn without_the_key_somebody_sets_the_second_factor_up_anew_and_with_it_nothing_is_lost() {
    let house = House::in_october().await;
    let (manager, factor) = with_plain_factor(&house).await;
    encrypt_all(&house.app).await.unwrap();
    let away = house.folder.path().join("kept elsewhere");
    fs::rename(key_of(&house), &away).unwrap();
    assert_eq!(encrypt_all(&house.app).await.unwrap(), Encrypted { now: 0, lost: 1 });
    assert!(!key_of(&house).exists());
    let mut browser = house.browser();
    let asked = give_password(&mut browser, MANAGER, PASSWORD).await;
    assert_eq!(asked.leads_to(), format!("{SMP}/me/second-factor"));
    assert_eq!(browser.get(SMP).await.status, 303, "the password alone let somebody in");
    // The right key is put back.
    fs::rename(&away, key_of(&house)).unwrap();
    assert_eq!(sign_in(&house, &factor).await, SMP);
    // It is lost for good, and another is set up.
    fs::remove_file(key_of(&house)).unwrap();
    give_password(&mut browser, MANAGER, PASSWORD).await;
    let page = browser.get(&format!("{SMP}/me/second-factor")).await;
    let secret = page.text.split("second-factor-secret\">").nth(1).unwrap();
    let secret = secret.split('<').next().unwrap().replace(' ', "");
    let new = SecondFactor::kept(&secret, MANAGER).unwrap();
    let code = new.code_at(Timestamp::now()).unwrap();
    let done = browser.post(&format!("{SMP}/me/second-factor"), &[("code", &code)]).await;
    done.shows(&["Print your recovery codes"]);
    browser.get(SMP).await.shows(&["The year"]);
    assert!(kept(&house, &manager).await.starts_with("encrypted:1:"));
    assert_eq!(encrypt_all(&house.app).await.unwrap(), Encrypted::default());
}

#[tokio::test]
async fn a_secret_put_into_anothers_row_does_not_let_anybody_in() {
    let house = House::in_october().await;
    let (manager, _) = with_plain_factor(&house).await;
    let partner = house.person(Role::Partner).await;
    house.with_password(&partner, PASSWORD).await;
    encrypt_all(&house.app).await.unwrap();
    let stolen = Secret::of(kept(&house, &partner).await);
    let (version, mut account) = account(&house, &manager).await;
    account.second_factor.as_mut().unwrap().secret = stolen;
    house.book.change_account(&signed(), version, account).await.unwrap();
    let answer = give_password(&mut house.browser(), MANAGER, PASSWORD).await;
    assert_eq!(answer.status, 500);
    answer.holds(&["Something is wrong with Saferplan"]);
    let told = encrypt_all(&house.app).await.unwrap_err();
    assert_eq!(told, "an encrypted secret was altered, or put where another's was");
}

#[tokio::test]
async fn a_file_that_holds_no_key_lets_nobody_in_and_is_left() {
    let house = House::in_october().await;
    with_plain_factor(&house).await;
    encrypt_all(&house.app).await.unwrap();
    fs::write(key_of(&house), "three blind mice").unwrap();
    let answer = give_password(&mut house.browser(), MANAGER, PASSWORD).await;
    assert_eq!(answer.status, 500);
    assert_eq!(fs::read_to_string(key_of(&house)).unwrap(), "three blind mice");
}

#[tokio::test]
async fn a_key_that_was_seen_is_changed_and_nobody_sets_anything_up_anew() {
    let former = tempfile::tempdir().unwrap();
    let former = former.path().join("former-secret-key");
    let settings = Settings {
        former_secret_key_file: Some(former.clone()),
        ..crate::house::settings_on("2014-10-14")
    };
    let house = House::with(settings).await;
    fs::write(&former, "07".repeat(32)).unwrap();
    let (manager, factor) = with_plain_factor(&house).await;
    encrypt_all(&house.app).await.unwrap();
    // The key of now becomes the former one.
    fs::rename(key_of(&house), &former).unwrap();
    let before = kept(&house, &manager).await;
    // Until all is encrypted anew, what the former key encrypted still lets its owner in.
    assert_eq!(sign_in(&house, &factor).await, SMP);
    assert_eq!(encrypt_all(&house.app).await.unwrap(), Encrypted { now: 1, lost: 0 });
    let after = kept(&house, &manager).await;
    assert_ne!(before.split(':').nth(2), after.split(':').nth(2), "the key's name is the same");
    assert_eq!(encrypt_all(&house.app).await.unwrap(), Encrypted::default());
    // The former key opens nothing any more.
    fs::write(&former, "07".repeat(32)).unwrap();
    let mut browser = house.browser();
    let asked = give_password(&mut browser, MANAGER, PASSWORD).await;
    assert_eq!(asked.leads_to(), format!("{SMP}/sign-in/code"));
    assert!(house.book.verify().await.is_ok());
}
