//! How letters go.
//!
//! In comes what stands in `[mail]`; out goes a mail server to send them by, or what is wrong.

use post::Credentials;
use post::OpenError;
use post::Post;

use crate::settings::given::Given;

/// The mail server, where one is set up.
pub(super) fn mail(given: &mut Given) -> Option<Post> {
    if !given.has("mail") {
        return None;
    }
    let server = given.needed("mail.server", "the mail server's name");
    let from = given.needed("mail.from", "from whom letters are");
    let from = from.and_then(|text| given.read("mail.from", &text));
    let port = given.parsed_as("mail.port", "a port, such as 587");
    let security = given.parsed("mail.security");
    let (reply_to, authority) = (given.parsed("mail.reply_to"), given.file("mail.authority_file"));
    let credentials = credentials(given);
    let usual = post::Settings::of(&server?, from?);
    let post = Post::open(post::Settings {
        port,
        security: security.unwrap_or(usual.security),
        credentials,
        reply_to,
        authority: authority.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()),
        ..usual
    });
    post.map_err(|error| given.fault(setting_of(&error), &error.to_string())).ok()
}

fn credentials(given: &mut Given) -> Option<Credentials> {
    let (key, missing) = match (given.text("mail.user"), given.secret("mail.password")) {
        (Some(user), Some(password)) => return Some(Credentials { user, password }),
        (None, None) => return None,
        (Some(_), None) => ("mail.password", "it is missing; a user needs a password"),
        (None, Some(_)) => ("mail.user", "it is missing; a password needs a user"),
    };
    given.fault(key, missing);
    None
}

/// Which setting is wrong.
fn setting_of(error: &OpenError) -> &'static str {
    match error {
        OpenError::PasswordInTheOpen => "mail.security",
        OpenError::Authority(_) => "mail.authority_file",
    }
}
