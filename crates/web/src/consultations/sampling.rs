//! How people come to answer, as part of a form: by their own choice, or drawn by chance from a list.
//!
//! In come the fields of a form; out goes a sample as the core takes it, or every field that lacks something.

use partnership::consultation::language::Language;
use partnership::consultation::results::drawn::FEWEST_REPLIES;
use partnership::consultation::sample::Correction;
use partnership::consultation::sample::InWhich;
use partnership::consultation::sample::SampleFault;
use partnership::consultation::sample::Stratum;
use partnership::consultation::sample::Summed;
use partnership::consultation::sample::TypedSample;
use partnership::consultation::sample::lines;
use partnership::consultation::sample::lines::People;
use partnership::content::table::with_commas;
use partnership::membership::person::EmailAddress;
use records::HeldConsultation;
use records::Invitation;

use crate::page::form::Form;
use crate::people::choices::Choice;

/// The field in which one of the two is chosen.
pub(super) const FOUND: &str = "found";
/// The word by which the form says that people were drawn.
const DRAWN: &str = "drawn";

/// The two ways to choose from; people choose to answer where nothing is chosen.
pub(super) fn choices(form: &Form) -> Vec<Choice> {
    let mut chosen = Choice::of(form, FOUND, "chosen", "They choose to")
        .with_hint("What they say tells of them alone, so no interval is given".to_owned());
    let drawn = Choice::of(form, FOUND, DRAWN, "Some are drawn by chance")
        .with_hint("A probability sample. Everybody else may answer as well.".to_owned());
    chosen.checked = !drawn.checked;
    vec![chosen, drawn]
}

/// Whether the correction is made, to be ticked.
pub(super) fn correction(form: &Form) -> Choice {
    let mut choice = Choice::of(form, "sample_correction", "finite", "Make the finite population correction")
        .with_hint("Intervals are narrower the more of the list reply. Leave it out if those on the list stand for people to come.".to_owned());
    // Ticked until somebody says otherwise.
    choice.checked |= form.text(FOUND) != DRAWN;
    choice
}

/// Fills the fields in.
pub(super) fn put(form: &mut Form, sample: Option<&TypedSample>) {
    let Some(sample) = sample else { return form.put(FOUND, "chosen") };
    form.put(FOUND, DRAWN);
    form.put("sample_frame", &sample.frame);
    form.put("sample_population", &with_commas(sample.population));
    form.put("sample_drawn", &with_commas(sample.drawn));
    form.put("sample_strata", &lines::in_lines(&sample.strata));
    if sample.correction == Correction::Finite {
        form.put("sample_correction", "finite");
    }
}

/// The sample that a form has; what is wrong stands in the form.
pub(super) fn read(form: &mut Form) -> Option<TypedSample> {
    if form.text(FOUND) != DRAWN {
        return None;
    }
    let frame = form.needed("sample_frame", "Write from which list people are drawn, and how");
    let population = form.value("sample_population", "Enter how many are on the list");
    let drawn = form.value("sample_drawn", "Enter how many are drawn");
    let strata = match lines::strata(&form.optional("sample_strata").unwrap_or_default()) {
        Ok(strata) => Some(strata),
        Err(faults) => {
            faults.iter().for_each(|fault| form.fault("sample_strata", &fault.to_string()));
            None
        }
    };
    let correction = match form.text("sample_correction") {
        "finite" => Correction::Finite,
        _ => Correction::None,
    };
    let (People(population), People(drawn)) = (population?, drawn?);
    let sample = TypedSample { frame: frame?, population, drawn, strata: strata?, correction };
    for fault in sample.faults() {
        form.fault(field_of(&fault), &fault.to_string());
    }
    Some(sample)
}

/// The field that a fault is told beside.
pub(super) fn field_of(fault: &SampleFault) -> &'static str {
    match fault {
        SampleFault::NoFrame => "sample_frame",
        SampleFault::TooLong(_) | SampleFault::Sum { what: Summed::Population, .. } => {
            "sample_population"
        }
        SampleFault::TooFew { of: InWhich::List, .. }
        | SampleFault::TooMany { of: InWhich::List, .. }
        | SampleFault::Sum { what: Summed::Drawn, .. } => "sample_drawn",
        SampleFault::TooFew { of: InWhich::Stratum(_), .. }
        | SampleFault::TooMany { of: InWhich::Stratum(_), .. }
        | SampleFault::NoName(_)
        | SampleFault::SameName(_)
        | SampleFault::ManyStrata(_) => "sample_strata",
    }
}

/// How far a stratum is invited, and how many of it replied.
#[derive(Debug, serde::Serialize)]
pub(super) struct Drawing {
    name: String,
    drawn: String,
    invited: String,
    used: String,
}

/// The strata of the consultation's sample; none where nobody was drawn.
fn parts(held: &HeldConsultation) -> Vec<Stratum> {
    let sample = held.consultation.typed().sample.as_ref();
    sample.map(TypedSample::parts).unwrap_or_default()
}

/// What a stratum is called; one without a name is the whole list.
fn name(stratum: &Stratum) -> String {
    match stratum.name.trim() {
        "" => "The sample".to_owned(),
        name => name.to_owned(),
    }
}

/// How far each stratum is invited.
pub(super) fn drawings(held: &HeldConsultation, all: &[Invitation]) -> Vec<Drawing> {
    let drawing = |(stratum, number): (&Stratum, u32)| {
        let of = |fits: &dyn Fn(&Invitation) -> bool| {
            all.iter().filter(|one| one.stratum == Some(number) && fits(one)).count() as u64
        };
        let used = of(&|one| one.is_used);
        Drawing {
            name: name(stratum),
            drawn: with_commas(stratum.drawn),
            invited: with_commas(of(&|_| true)),
            // Of a few it could tell whose they are, with the stratum that is kept beside each reply.
            used: if used < FEWEST_REPLIES {
                format!("Fewer than {FEWEST_REPLIES}")
            } else {
                with_commas(used)
            },
        }
    };
    parts(held).iter().zip(1..).map(drawing).collect()
}

/// The strata to choose from for those who are to be invited, and at the end that they were not drawn.
pub(super) fn strata(held: &HeldConsultation, form: &Form) -> Vec<Choice> {
    let choice = |(stratum, number): (&Stratum, u32)| {
        Choice::of(
            form,
            "stratum",
            &number.to_string(),
            &format!("Drawn by chance: {}", name(stratum)),
        )
    };
    let mut choices: Vec<Choice> = parts(held).iter().zip(1..).map(choice).collect();
    if !choices.is_empty() {
        choices.push(Choice::of(form, "stratum", "0", "Not drawn, such as partners"));
    }
    choices
}

/// The number of the stratum that a form has, or none of those that were not drawn. What is wrong stands in the form.
pub(super) fn stratum(held: &HeldConsultation, form: &mut Form) -> Option<Option<u32>> {
    let parts = parts(held);
    if parts.is_empty() {
        return Some(None);
    }
    match form.text("stratum").parse::<u32>().ok().filter(|number| *number as usize <= parts.len())
    {
        Some(0) => Some(None),
        Some(number) => Some(Some(number)),
        None => {
            form.fault("stratum", "Choose who they are");
            None
        }
    }
}

/// That no more of a stratum are invited than were drawn.
pub(super) fn fits(
    held: &HeldConsultation,
    (all, invited): (&[Invitation], &[(EmailAddress, Language)]),
    stratum: Option<u32>,
    form: &mut Form,
) {
    let Some(number) = stratum else { return };
    let of_it = |number: u32| parts(held).into_iter().zip(1..).find(|(_, one)| *one == number);
    let Some((part, _)) = of_it(number) else { return };
    let there = all.iter().filter(|one| one.stratum == stratum).count();
    let is_new = |email: &EmailAddress| all.iter().all(|one| one.email != *email);
    let new = invited.iter().filter(|(email, _)| is_new(email)).count();
    if (there + new) as u64 > part.drawn {
        let told = format!(
            "{} were drawn, {there} of them are invited, and these are {new} more; take out whom nobody drew, or say that more \
             were drawn where the consultation is described",
            with_commas(part.drawn)
        );
        form.fault("addresses", &told);
    }
}
