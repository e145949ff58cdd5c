//! The worked example's assessment in a house whose pages have its real figures.

use std::sync::Arc;
use std::sync::Mutex;

use axum::Router;
use partnership::assessment::gathered;
use partnership::evidence::held::Held;
use partnership::membership::person::Role;
use partnership::terms::offence::OffenceClass;
use web::Gathered;
use web::Gathering;
use web::Gathers;
use web::Materials;

use crate::held;
use crate::house::Browser;
use crate::house::House;

pub(crate) const ASSESSMENT: &str = "/safer-maidstone-partnership/assessment/2015-16";

/// What the example holds: the committed figures, which a test may add to.
#[derive(Clone)]
pub(crate) struct ExampleHeld(Arc<Mutex<Held>>);

impl Materials for ExampleHeld {
    fn gather(&self, asked: Gathering) -> Gathers {
        let (held, mut supplied) = (self.0.lock().unwrap().clone(), held::supplied());
        assert!(asked.periods.contains(&asked.about.period), "{asked:?}");
        Box::pin(async move {
            let kept = asked.book.findings().await.map_err(|why| why.to_string())?;
            supplied.noted.extend(kept.iter().map(|kept| gathered::finding(&kept.value)));
            Ok(Gathered { held, supplied })
        })
    }
}

impl ExampleHeld {
    /// More shoplifting in August 2014, as a later issue of the police's data might bring.
    pub(crate) fn new_data_come(&self) {
        let (area, month) = (held::maidstone(), "2014-08".parse().unwrap());
        let class = OffenceClass::Shoplifting;
        self.0.lock().unwrap().counts.note(area, "Kent Police", month, class, 500);
    }
}

/// The example in November 2014 with its figures, and nothing drafted yet.
pub(crate) async fn with_figures() -> (House, ExampleHeld) {
    let house = House::on("2014-11-20").await;
    let figures = ExampleHeld(Arc::new(Mutex::new(held::example())));
    (house.drafting_from(figures.clone()), figures)
}

/// Begins the assessment of 2015–16 on July to September 2014 against the quarter before.
pub(crate) async fn begin(manager: &mut Browser<'_>) {
    let fields = [
        ("cycle", "2015-16"),
        ("area", "E07000110"),
        ("period", "2014-Q2"),
        ("against", "2014-Q1"),
    ];
    manager.post("/safer-maidstone-partnership/assessment/new", &fields).await.leads_to();
}

/// Brings the example's files in, as the page of files does once they were compared.
pub(crate) async fn bring_example(manager: &mut Browser<'_>, seen: &str) {
    let draft = held::draft();
    let texts: Vec<String> = (0..draft.len()).map(|at| format!("text-{at}")).collect();
    let mut fields = vec![("seen", seen), ("note", "The example’s text")];
    for (source, text) in draft.iter().zip(&texts) {
        fields.push(("name", &source.file));
        fields.push((text, &source.text));
    }
    manager.post(&format!("{ASSESSMENT}/import/save"), &fields).await.leads_to();
}

/// The example drafted and circulated as version 2, with a comment on passage 5.
pub(crate) async fn circulated() -> (House, ExampleHeld) {
    let (house, figures) = with_figures().await;
    let mut manager = house.signed_in(Role::Manager).await;
    begin(&mut manager).await;
    bring_example(&mut manager, "1").await;
    manager.post(&format!("{ASSESSMENT}/circulate"), &[("version", "2")]).await.leads_to();
    let said = [("words", "Which wards is this about?")];
    manager.post(&format!("{ASSESSMENT}/passages/5?version=2"), &said).await.leads_to();
    drop(manager);
    (house, figures)
}

impl House {
    /// The same house, whose pages gather a draft's material so.
    pub(crate) fn drafting_from(self, materials: impl Materials + 'static) -> House {
        let app = self.app.clone().drafting_from(Arc::new(materials));
        self.serving(web::pages(app.clone(), Router::new()), app)
    }
}
