//! A press for the tests of pages: it makes nothing, and notes what it was asked.

use std::sync::Arc;
use std::sync::Mutex;

use axum::Router;
use partnership::consultation::form::Edition;
use partnership::consultation::form::FormName;
use partnership::consultation::language::Language;
use web::FormAsked;
use web::Makes;
use web::Press;
use web::ReportAsked;
use web::Traces;
use web::page::file::File;
use web::page::file::Format;

use crate::house::House;

/// A press that notes what it was asked. The typesetter itself is tried where the whole program runs.
#[derive(Clone, Default)]
pub(crate) struct Noting(Arc<Mutex<Vec<String>>>);

impl Noting {
    fn note(&self, what: String) {
        self.0.lock().unwrap().push(what);
    }

    /// What it was asked since it was looked at last.
    pub(crate) fn asked(&self) -> Vec<String> {
        std::mem::take(&mut *self.0.lock().unwrap())
    }
}

impl Press for Noting {
    fn form(&self, asked: FormAsked) -> Makes {
        let name = FormName::of(&asked.version, asked.language, asked.edition);
        self.note(format!("{name} {:?}", asked.copies));
        let too_long = asked.language == Language::Welsh && asked.edition == Edition::LargePrint;
        Box::pin(async move {
            if too_long {
                return Err("question `worries` does not fit on a page".to_owned());
            }
            let bytes = b"%PDF-".to_vec();
            Ok(File { name: format!("{name}.pdf"), format: Format::Pdf, bytes })
        })
    }

    fn report(&self, asked: ReportAsked) -> Makes {
        let ReportAsked { name, report, format, traces } = asked;
        let kept = if traces == Traces::Kept { "kept" } else { "not kept" };
        let tables = report.document.tables().count();
        self.note(format!("{name} {format:?}, {tables} tables, {kept}"));
        let bytes = format!("{:?}", report.document).into_bytes();
        Box::pin(async move { Ok(File { name: format!("{name}.x"), format, bytes }) })
    }
}

impl House {
    /// The same house, whose pages have files made so.
    pub(crate) fn printing(self, press: Noting) -> House {
        let app = self.app.clone().printing(Arc::new(press));
        self.serving(web::pages(app.clone(), Router::new()), app)
    }
}
