//! A new password, as a form has it twice: taken, or told why not beside its field.

use partnership::membership::person::Person;
use records::Book;

use crate::app::App;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::who::aside;
use crate::who::breached::BreachedPasswords;
use crate::who::password::Password;
use crate::who::password::PasswordRefused;

/// The new password of a form, if nothing is wrong with the form.
///
/// # Errors
/// When the records, or the list of breached passwords, cannot be read.
pub(crate) async fn chosen(
    app: &App,
    book: &Book,
    person: &Person,
    form: &mut Form,
) -> Result<Option<Password>, PageError> {
    let partnership = book.partnership().await?.value;
    let personal = [person.name.as_str(), person.email.as_str()];
    let local = [partnership.name(), app.settings.look.organisation.as_str()];
    let chosen = Password::chosen(form.secret("new_password"), &personal, &local);
    let chosen = match (chosen, app.settings.breached_passwords.clone()) {
        (Ok(password), Some(list)) => not_breached(password, list).await?,
        (chosen, _) => chosen,
    };
    if let Err(refused) = &chosen {
        form.fault("new_password", &refused.to_string());
    } else if form.secret("new_password") != form.secret("again") {
        form.fault("again", "The two passwords differ; enter the same one twice");
    }
    Ok(chosen.ok().filter(|_| !form.has_faults()))
}

/// The password, unless it is in the list.
async fn not_breached(
    password: Password,
    list: BreachedPasswords,
) -> Result<Result<Password, PasswordRefused>, PageError> {
    let looked_up = aside(move || password.is_in(&list).map(|found| (password, found))).await?;
    let (password, found) = looked_up.map_err(|error| PageError::Broken(error.to_string()))?;
    Ok(if found { Err(PasswordRefused::Breached) } else { Ok(password) })
}
