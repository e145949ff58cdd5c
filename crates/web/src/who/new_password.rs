//! A new password, as a form has it twice: taken, or told why not beside its field.

use partnership::membership::person::Person;
use records::Book;

use crate::app::App;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::who::password::Password;

/// The new password of a form, if nothing is wrong with the form.
///
/// # Errors
/// When the records cannot be read.
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
    if let Err(refused) = &chosen {
        form.fault("new_password", &refused.to_string());
    } else if form.secret("new_password") != form.secret("again") {
        form.fault("again", "The two passwords differ; enter the same one twice");
    }
    Ok(chosen.ok().filter(|_| !form.has_faults()))
}
