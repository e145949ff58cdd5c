//! The area of a postcode on paper, in place of the postcode.
//!
//! In comes a question and what a keyer typed; out goes the area that is kept, or what is wrong. The postcode is dropped when
//! this returns, so that neither the records nor the audit record ever have it.

use partnership::consultation::postcode::Postcode;
use partnership::consultation::question::Manner;
use partnership::consultation::question::Question;
use partnership::terms::area::AreaCode;

use crate::answer::area;
use crate::app::App;
use crate::page::fault::PageError;
use crate::page::form::Form;

/// What no list has.
const UNKNOWN: &str = "No list of postcodes that is held has this one; look at the paper again, and if it stands there so, say that you cannot tell";

/// The area of the postcode that was typed; none where the question asks for none, nothing was typed, or no list of
/// postcodes is held, so that the area itself is typed.
pub(super) async fn area(
    app: &App,
    form: &Form,
    question: &Question,
) -> Result<Option<Result<AreaCode, String>>, PageError> {
    let Manner::Postcode(kept_as) = question.manner else { return Ok(None) };
    let text = form.text(question.id.0.as_str());
    if text.is_empty() || !area::can_be_told(app) {
        return Ok(None);
    }
    let typed = match text.parse::<Postcode>() {
        Ok(typed) => typed,
        Err(why) => return Ok(Some(Err(why.to_string()))),
    };
    let found = area::of_postcode(app, kept_as, typed).await?;
    Ok(Some(found.ok_or_else(|| UNKNOWN.to_owned())))
}
