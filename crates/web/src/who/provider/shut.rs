//! Why somebody who came by an outside provider was not let in, told plainly.

/// Why somebody was not let in.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub(crate) enum Shut {
    /// They came back to another browser, too late, or twice.
    #[error(
        "this answer belongs to no sign-in that was begun in this browser in the last quarter of an hour; begin \
         again"
    )]
    Lost,
    /// The provider is not there.
    #[error(
        "{name} cannot be reached at the moment ({why}); try again later, or use your password"
    )]
    Away {
        /// The provider, as the button names it.
        name: String,
        /// What went wrong.
        why: &'static str,
    },
    /// The provider says no.
    #[error("{name} did not sign you in: {said}")]
    Said {
        /// The provider, as the button names it.
        name: String,
        /// What it said.
        said: String,
    },
    /// What the provider says cannot be believed.
    #[error(
        "the answer of {name} could not be verified ({why}), so it was not believed; begin again"
    )]
    NotGenuine {
        /// The provider, as the button names it.
        name: String,
        /// What is wrong with it.
        why: &'static str,
    },
    /// The provider does not say that they signed in as strongly as the settings ask.
    #[error(
        "{name} signed you in, and does not say that you did so as strongly as is asked for here, which is with a second \
         factor as a rule; sign in there with one, or here with your password"
    )]
    Weak {
        /// The provider, as the button names it.
        name: String,
    },
    /// The provider has not verified their address.
    #[error(
        "{name} signed you in, and does not say that it has verified your e-mail address, so we cannot tell who you \
         are here; sign in with a password, and link it on the page of your account"
    )]
    NotVerified {
        /// The provider, as the button names it.
        name: String,
    },
    /// Nobody of ours is that person.
    #[error(
        "{name} signed you in, and nobody of this partnership is known by that account; ask your partnership \
         manager to enter you with the e-mail address that you have there, or sign in with a password and link it on \
         the page of your account"
    )]
    Unknown {
        /// The provider, as the button names it.
        name: String,
    },
    /// The person is known to the provider by another name already.
    #[error(
        "your e-mail address belongs here to somebody who signs in with another account; ask your partnership \
         manager"
    )]
    Another,
}

impl Shut {
    pub(crate) fn said(name: &str, error: &str, description: &str) -> Shut {
        let short = |text: &str| text.chars().filter(|sign| !sign.is_control()).take(200).collect();
        let (error, description): (String, String) = (short(error), short(description));
        let said = match description.as_str() {
            "" => error,
            description => format!("{description} ({error})"),
        };
        Shut::Said { name: name.to_owned(), said }
    }

    pub(crate) fn unknown(name: &str) -> Shut {
        Shut::Unknown { name: name.to_owned() }
    }

    pub(crate) fn not_verified(name: &str) -> Shut {
        Shut::NotVerified { name: name.to_owned() }
    }

    /// Why, for a log: without what anybody else wrote.
    pub(crate) fn for_log(&self) -> &'static str {
        match self {
            Shut::Lost => "the answer belongs to no sign-in of the browser",
            Shut::Away { why, .. } | Shut::NotGenuine { why, .. } => why,
            Shut::Said { .. } => "the provider said no",
            Shut::Weak { .. } => "the sign-in was not as strong as the settings ask",
            Shut::NotVerified { .. } => "the e-mail address is not verified",
            Shut::Unknown { .. } => "nobody is known by that account",
            Shut::Another => "the person is known by another account",
        }
    }
}
