//! Tests of the settings.

use std::path::Path;

use post::Security;

use super::*;
use crate::settings::given::SETTINGS;
use crate::settings::given::in_environment;

const EXAMPLE: &str = include_str!("../../../../examples/saferplan.toml");

/// The example with everything set.
fn all_set() -> String {
    let bare = EXAMPLE.lines().map(|line| match line.strip_prefix('#') {
        Some(rest) if rest.starts_with(|sign: char| sign.is_ascii_lowercase()) => rest,
        Some(_) | None => line,
    });
    bare.collect::<Vec<_>>().join("\n")
}

/// A folder with the files that the example names.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let made = rcgen::generate_simple_self_signed(vec!["mail".to_owned()]).unwrap();
    for (name, text) in [
        ("logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
        ("mail-password", "three blind mice\n"),
        ("sign-in-secret", "see how they run\n"),
        ("storage-secret", "did you ever see\n"),
        ("authority.pem", &made.cert.pem()),
        ("pwned-passwords.txt", "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8:7\n"),
        ("certificate.pem", &made.cert.pem()),
        ("certificate-key.pem", &made.signing_key.serialize_pem()),
    ] {
        let file = folder.path().join(name);
        std::fs::write(&file, text).unwrap();
        std::fs::set_permissions(&file, std::os::unix::fs::PermissionsExt::from_mode(0o600))
            .unwrap();
    }
    folder
}

fn given(typed: &str, environment: &[(&str, &str)]) -> Result<Settings, SettingsError> {
    let environment: Vec<(String, String)> =
        environment.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Settings::given(typed, &environment, Path::new("/no/such/folder"))
}

fn faults(typed: &str, environment: &[(&str, &str)]) -> Vec<String> {
    let error = given(typed, environment).unwrap_err();
    error.faults().iter().map(|fault| format!("{}: {}", fault.setting, fault.text)).collect()
}

#[test]
fn the_example_sets_everything_that_can_be_set() {
    let folder = folder();
    let settings = Settings::given(&all_set(), &[], folder.path()).unwrap();
    assert_eq!(settings.origin.as_str(), "https://saferplan.example.gov.uk");
    assert_eq!(settings.look.organisation, "Maidstone Borough Council");
    assert_eq!(settings.log, Format::Json);
    assert_eq!((settings.forget_readers_after, settings.pages_a_second), (30, 500));
    assert_eq!(settings.secret_key_file, Path::new("/etc/saferplan/secret-key"));
    assert!(settings.certificate.is_some());
    assert_eq!(settings.virus_scanner.unwrap().to_string(), "/run/clamav/clamd.ctl");
    assert!(settings.breached_passwords.is_some());
    let ArchiveEngine::Ballista(scheduler) = settings.archive.engine else { panic!("no cluster") };
    assert_eq!(scheduler.to_string(), "10.0.0.5:50050");
    let storage = settings.archive.storage.unwrap();
    assert_eq!((storage.place.bucket(), storage.place.folder()), ("saferplan", "archive"));
    assert_eq!(
        (storage.region.as_str(), storage.secret.as_str()),
        ("eu-west-2", "did you ever see")
    );
    let mail = settings.mail.unwrap();
    assert_eq!(mail.settings().security, Security::StartTls);
    assert_eq!(mail.settings().credentials.as_ref().unwrap().password, "three blind mice");
    let provider = settings.provider.unwrap();
    assert_eq!(provider.secret.as_deref(), Some("see how they run"));
    assert_eq!(provider.matching, Matching::VerifiedEmail);
    assert_eq!(provider.strength.acr_values[0].as_str(), "https://refeds.org/profile/mfa");
    assert_eq!(provider.strength.amr_values[0].as_str(), "mfa");
    assert!(provider.strength.trusted);
    for setting in SETTINGS {
        let name = setting.rsplit('.').next().unwrap();
        let told = [format!("\n#{name} = "), format!("`{name}` may stand here itself")];
        assert!(
            told.iter().any(|told| EXAMPLE.contains(told)),
            "the example leaves out `{setting}`"
        );
    }
}

#[test]
fn the_example_as_it_stands_sets_nothing() {
    let settings = given(EXAMPLE, &[]).unwrap();
    assert_eq!(settings.origin.as_str(), "http://127.0.0.1:8080");
    assert!(settings.mail.is_none() && settings.provider.is_none());
    assert_eq!((settings.virus_scanner, settings.breached_passwords), (None, None));
    assert_eq!((settings.forget_readers_after, settings.pages_a_second), (90, 100));
    assert_eq!(settings.secret_key_file, Path::new("/no/such/folder/secret-key"));
}

#[test]
fn readers_are_forgotten_after_a_number_of_days() {
    let days = |typed: &str| given(typed, &[]).map(|settings| settings.forget_readers_after);
    assert_eq!(days("forget_readers_after = 0").unwrap(), 0);
    assert_eq!(days("forget_readers_after = \"14\"").unwrap(), 14);
    for wrong in ["-1", "\"a month\"", "true"] {
        let told = faults(&format!("forget_readers_after = {wrong}"), &[]);
        assert!(told[0].starts_with("forget_readers_after: "), "{told:?}");
    }
}

#[test]
fn how_many_pages_a_second_one_address_may_have_is_a_number() {
    let pages = |typed: &str| given(typed, &[]).map(|settings| settings.pages_a_second);
    assert_eq!(pages("pages_a_second = 0").unwrap(), 0);
    for wrong in ["-1", "\"many\"", "1.5"] {
        let told = faults(&format!("pages_a_second = {wrong}"), &[]);
        assert!(told[0].starts_with("pages_a_second: "), "{told:?}");
    }
}

#[test]
fn the_environment_goes_before_the_file() {
    let typed = "organisation = \"One\"\nlisten = \"127.0.0.1:1\"";
    let settings = given(
        typed,
        &[
            ("SAFERPLAN_ORGANISATION", "Other"),
            ("SAFERPLAN_MAIL_SERVER", "localhost"),
            ("SAFERPLAN_MAIL_FROM", "a@example.org"),
            ("SAFERPLAN_MAIL_PORT", "2525"),
            ("SAFERPLAN_PROXIES", "10.0.0.1, 10.1.0.0/16"),
            ("SAFERPLAN_HOME", "/somewhere"),
            ("SAFERPLAN_COLOUR", ""),
        ],
    );
    let settings = settings.unwrap();
    assert_eq!(settings.look.organisation, "Other");
    assert_eq!(settings.origin.as_str(), "http://127.0.0.1:1");
    assert_eq!(settings.mail.unwrap().settings().port(), 2525);
    assert_ne!(settings.proxies, Proxies::default());
    assert_eq!(in_environment("sign_in.client_id"), "SAFERPLAN_SIGN_IN_CLIENT_ID");
}

#[test]
fn everything_that_is_wrong_is_told_at_once() {
    let typed = r##"
        adress = "https://saferplan.example.gov.uk"
        listen = "0.0.0.0:8080"
        organisation = 7
        colour = "#ffffff"
        logo = "logo.gif"
        proxies = ["10.0.0.1", "ten"]
        [mail]
        server = "mail.example.gov.uk"
        port = 99999
        security = "ssl"
        user = "saferplan"
        from = "Safer Maidstone"
        [sign_in]
        issuer = "http://login.example.gov.uk"
        match_verified_email = "yes"
        [post]
        office = "a"
    "##;
    let told = faults(typed, &[("SAFERPLAN_MAIL_PORT", "no"), ("SAFERPLAN_MAIL_SEVER", "x")]);
    let told: Vec<&str> = told.iter().map(String::as_str).collect();
    insta::assert_snapshot!(told.join("\n").replace("there are address, listen", "there are …"));
}

#[test]
fn how_strongly_somebody_signs_in_elsewhere_is_asked_for_in_words_without_spaces() {
    let with = |rest: &str| {
        format!(
            "[sign_in]\nname = \"n\"\nissuer = \"https://a.example\"\nclient_id = \"c\"\n{rest}"
        )
    };
    let strength = |rest: &str| given(&with(rest), &[]).unwrap().provider.unwrap().strength;
    assert!(strength("").is_any() && !strength("").answers_for_factor());
    for said in ["amr_values = [\"mfa\"]", "trusted_for_second_factor = true"] {
        assert!(strength(said).answers_for_factor(), "{said}");
    }
    let told = faults(&with("acr_values = [\"mfa\", \"two words\"]\namr_values = \"mfa\""), &[]);
    assert!(told[0].starts_with("sign_in.acr_values: `two words` is no word"), "{told:?}");
    assert!(told[1].starts_with("sign_in.amr_values: expected a list of texts"), "{told:?}");
}

#[test]
fn a_secret_given_twice_is_refused() {
    let typed = "[mail]\nserver = \"a\"\nfrom = \"a@example.org\"\nuser = \"u\"\npassword = \"p\"\n\
                 password_file = \"f\"";
    let told = faults(typed, &[]);
    assert_eq!(
        told,
        ["mail.password: it is given twice, here and by `mail.password_file`; take one out"]
    );
}

#[test]
fn a_secret_that_every_user_of_the_machine_can_read_is_refused() {
    use std::os::unix::fs::PermissionsExt;

    let folder = tempfile::tempdir().unwrap();
    let (settings, password) = (folder.path().join(FILE), folder.path().join("mail-password"));
    let with = |rest: &str| {
        format!("[mail]\nserver = \"localhost\"\nfrom = \"a@example.org\"\nuser = \"u\"\n{rest}")
    };
    let told = |mode: u32, rest: &str| {
        std::fs::write(&settings, with(rest)).unwrap();
        std::fs::write(&password, "p").unwrap();
        for file in [&settings, &password] {
            std::fs::set_permissions(file, std::fs::Permissions::from_mode(mode)).unwrap();
        }
        Settings::read(folder.path(), None).map_err(|error| error.to_string())
    };
    let (inside, outside) = ("password = \"p\"", "password_file = \"mail-password\"");
    for (mode, rest) in [(0o644, inside), (0o604, inside), (0o644, outside)] {
        let refused = told(mode, rest).unwrap_err();
        assert!(
            refused.contains("every user of this machine can read"),
            "{mode:o} {rest}: {refused}"
        );
    }
    for (mode, rest) in [(0o600, inside), (0o640, inside), (0o600, outside), (0o640, outside)] {
        assert!(told(mode, rest).unwrap().mail.is_some(), "{mode:o} {rest}");
    }
    // Without a secret in it, everybody may read the settings.
    assert!(told(0o644, "").unwrap_err().contains("`mail.password`: it is missing"));
}

#[test]
fn a_certificate_goes_with_its_own_key_which_few_may_read() {
    use std::os::unix::fs::PermissionsExt;

    let folder = folder();
    let told = |key: &str| {
        let typed = format!("certificate_file = \"certificate.pem\"\n{key}");
        let settings = Settings::given(&typed, &[], folder.path());
        settings.map(|settings| settings.certificate).map_err(|error| error.to_string())
    };
    let own = "certificate_key_file = \"certificate-key.pem\"";
    assert!(told(own).unwrap().is_some());
    assert!(told("").unwrap_err().contains("`certificate_key_file`: it is missing"));
    let none = told("certificate_key_file = \"authority.pem\"").unwrap_err();
    assert!(none.contains("authority.pem` holds no key"), "{none}");
    let other = rcgen::KeyPair::generate().unwrap().serialize_pem();
    let key = folder.path().join("certificate-key.pem");
    std::fs::write(&key, other).unwrap();
    assert!(told(own).unwrap_err().contains("do not belong together"));
    std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o644)).unwrap();
    assert!(told(own).unwrap_err().contains("every user of this machine can read"));
}

#[test]
fn an_address_without_tls_is_refused_unless_it_is_this_machines() {
    let told = faults("address = \"http://saferplan.example.gov.uk\"", &[]);
    assert!(told[0].starts_with("address: it begins with http://"), "{told:?}");
    assert!(given("address = \"http://localhost:8080\"", &[]).is_ok());
    assert!(given("address = \"https://saferplan.example.gov.uk\"", &[]).is_ok());
}

#[test]
fn a_variable_that_nearly_is_a_setting_is_told_with_the_one_that_was_meant() {
    let told = faults("", &[("SAFERPLAN_ADRESS", "https://a.example"), ("SAFERPLAN_KILLS", "20")]);
    let wanted = "SAFERPLAN_ADRESS: there is no such setting; did you mean `SAFERPLAN_ADDRESS`?";
    assert_eq!(told, [wanted]);
    assert!(given("", &[("SAFERPLAN_HOME", "/a"), ("SAFERPLAN_RECORDS", "postgres://a")]).is_ok());
}

#[test]
fn a_password_in_the_open_is_refused_beside_the_setting_that_makes_it_so() {
    let typed = "[mail]\nserver = \"mail.example.org\"\nfrom = \"a@example.org\"\nuser = \"u\"\n\
                 password = \"p\"\nsecurity = \"none\"";
    let told = faults(typed, &[]);
    assert!(told[0].starts_with("mail.security: a user and password are given"), "{told:?}");
}

#[test]
fn a_file_that_is_no_toml_is_told_with_its_line() {
    let told = faults("colour = \"#1d70b8\"\norganisation = Maidstone", &[]);
    assert!(told[0].starts_with("saferplan.toml: line 2: "), "{told:?}");
}

#[test]
fn no_secret_is_ever_printed() {
    let folder = folder();
    let settings = Settings::given(&all_set(), &[], folder.path()).unwrap();
    let printed = format!("{settings:?}");
    assert!(!printed.contains("mice") && !printed.contains("see how"), "{printed}");
}

#[test]
fn a_home_without_settings_has_the_usual_ones() {
    let folder = tempfile::tempdir().unwrap();
    let settings = Settings::read(folder.path(), Some("127.0.0.1:9".parse().unwrap())).unwrap();
    assert_eq!(settings.origin.as_str(), "http://127.0.0.1:9");
}
