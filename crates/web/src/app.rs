//! What every page works with: the records, the design, the settings, the limits.

use std::sync::Arc;

use partnership::content::chart::Chart;
use records::Records;
use records::ScanStore;

use crate::design::Design;
use crate::errands::Errands;
use crate::founding::Opened;
use crate::guard::rate::Limits;
use crate::settings::Settings;
use crate::who::provider::Door;

/// Draws a chart as SVG.
pub type DrawChart = fn(&Chart) -> String;

/// A server's parts, shared by all requests.
#[derive(Clone)]
pub struct App {
    pub(crate) records: Records,
    pub(crate) design: Arc<Design>,
    pub(crate) settings: Arc<Settings>,
    pub(crate) limits: Arc<Limits>,
    pub(crate) errands: Errands,
    pub(crate) draw_chart: DrawChart,
    pub(crate) door: Option<Arc<Door>>,
    pub(crate) opened: Arc<Opened>,
    pub(crate) scans: Option<ScanStore>,
}

impl App {
    /// A server's parts. Charts are drawn by whatever draws them in documents, so that they look the same.
    pub fn new(records: Records, design: Design, settings: Settings, draw_chart: DrawChart) -> App {
        let provider = settings.provider.clone();
        let door = provider.map(|provider| Arc::new(Door::new(provider, &settings.origin)));
        App {
            door,
            opened: Arc::default(),
            scans: None,
            records,
            design: Arc::new(design),
            settings: Arc::new(settings),
            limits: Arc::new(Limits::new()),
            errands: Errands::new(),
            draw_chart,
        }
    }

    /// The same with the scans that pictures of answers are taken from. Without them pages show none.
    #[must_use]
    pub fn showing(self, scans: ScanStore) -> App {
        App { scans: Some(scans), ..self }
    }

    /// The settings that it goes by.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Waits until what answers did not wait for is done, such as letters under way.
    pub async fn errands_done(&self) {
        self.errands.done().await;
    }
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App").field("settings", &self.settings).finish_non_exhaustive()
    }
}
