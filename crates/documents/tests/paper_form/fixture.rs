//! Forms to look at, and programs that look at them.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use documents::paper_form::{Bound, PaperForm, Printed, bound, printed};
use partnership::consultation::exercise::{Consultation, TypedConsultation};
use partnership::consultation::form::Edition;
use partnership::consultation::language::{Language, Words};
use partnership::consultation::questionnaire::{Questionnaire, TypedQuestionnaire};
use partnership::consultation::report::Label;
use partnership::consultation::version::{Deed, Version};
use partnership::membership::Partnership;

/// The worked example's questionnaire.
pub(crate) fn maidstone() -> TypedQuestionnaire {
    toml::from_str(include_str!("../../../../examples/maidstone-2014/questionnaire.toml")).unwrap()
}

/// A short one in English and Welsh.
pub(crate) fn bilingual() -> TypedQuestionnaire {
    toml::from_str(include_str!("bilingual.toml")).unwrap()
}

fn consultation(questionnaire: &Questionnaire, label: Label) -> Consultation {
    let partnership = include_str!("../../../../examples/maidstone-2014/partnership.toml");
    let partnership = Partnership::of(toml::from_str(partnership).unwrap()).unwrap();
    let typed = include_str!("../../../../examples/maidstone-2014/consultation.toml");
    let mut typed: TypedConsultation = toml::from_str(typed).unwrap();
    typed.illustrative = label == Label::Illustrative;
    if questionnaire.is_in(Language::Welsh) {
        let both = |en, cy| Words::of([(Language::English, en), (Language::Welsh, cy)]);
        typed.already_decided = both("That there is a plan.", "Bod cynllun.");
        typed.enquiries = both("Ask at the Gateway.", "Gofynnwch yn y Gateway.");
        typed.becomes_of_answers = both("They are counted.", "Cânt eu cyfrif.");
    }
    Consultation::of(typed, questionnaire, partnership.bodies()).unwrap()
}

/// The worked example as a form that does not say that it was made up.
pub(crate) fn unlabelled() -> Printed {
    let (language, edition) = (Language::English, Edition::Ordinary);
    labelled(maidstone(), language, edition, None, Label::Real).unwrap()
}

/// A questionnaire as a form.
pub(crate) fn form(
    typed: TypedQuestionnaire,
    language: Language,
    edition: Edition,
    copy: Option<u32>,
) -> Result<Printed, documents::paper_form::PaperFormError> {
    labelled(typed, language, edition, copy, Label::Illustrative)
}

fn labelled(
    typed: TypedQuestionnaire,
    language: Language,
    edition: Edition,
    copy: Option<u32>,
    label: Label,
) -> Result<Printed, documents::paper_form::PaperFormError> {
    with(typed, language, edition, label, |form| printed(&PaperForm { copy, ..*form }))
}

/// Copies of a questionnaire in English in one file.
pub(crate) fn copies(typed: TypedQuestionnaire, numbers: &[u32]) -> Bound {
    let (language, edition) = (Language::English, Edition::Ordinary);
    with(typed, language, edition, Label::Real, |form| bound(form, numbers)).unwrap()
}

fn with<T>(
    typed: TypedQuestionnaire,
    language: Language,
    edition: Edition,
    label: Label,
    print: impl FnOnce(&PaperForm<'_>) -> T,
) -> T {
    let questionnaire = Questionnaire::of(typed).unwrap();
    let consultation = consultation(&questionnaire, label);
    let draft = Version::first(questionnaire);
    let version = draft.after(Deed::Open(consultation.typed().days.first())).unwrap();
    let publisher = "Safer Maidstone Partnership";
    let version = &version;
    let consultation = &consultation;
    print(&PaperForm { version, consultation, publisher, language, edition, copy: None })
}

/// The worked example as a form.
pub(crate) static ORDINARY: LazyLock<Printed> =
    LazyLock::new(|| form(maidstone(), Language::English, Edition::Ordinary, None).unwrap());

/// The worked example in large print.
pub(crate) static LARGE: LazyLock<Printed> =
    LazyLock::new(|| form(maidstone(), Language::English, Edition::LargePrint, None).unwrap());

/// The short one in Welsh, as copy 417.
pub(crate) static WELSH: LazyLock<Printed> =
    LazyLock::new(|| form(bilingual(), Language::Welsh, Edition::Ordinary, Some(417)).unwrap());

/// A folder with the form in it, which goes when it is dropped.
pub(crate) struct OnDisk {
    folder: tempfile::TempDir,
}

impl OnDisk {
    pub(crate) fn of(printed: &Printed) -> OnDisk {
        OnDisk::with(&printed.pdf)
    }

    pub(crate) fn with(pdf: &[u8]) -> OnDisk {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("form.pdf"), pdf).unwrap();
        OnDisk { folder }
    }

    pub(crate) fn file(&self) -> PathBuf {
        self.folder.path().join("form.pdf")
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// What a program says of the form; its arguments hold `FILE` where the file belongs.
    pub(crate) fn asked(&self, program: &str, arguments: &str) -> String {
        let file = self.file();
        let arguments = arguments.split(' ').map(|word| match word {
            "FILE" => file.as_os_str(),
            word => OsStr::new(word),
        });
        let output = Command::new(program)
            .args(arguments)
            .current_dir(self.folder())
            .output()
            .unwrap_or_else(|error| {
                panic!("{program} is needed (Debian packages poppler-utils and qpdf): {error}")
            });
        assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    }
}
