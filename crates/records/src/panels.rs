//! Neighbourhood panels, their meetings and the issues raised there, in the records.
//!
//! In come the core's panels, meetings, issues and deeds; out go these as they are, with their versions. What the core
//! refuses is not kept, and no issue is kept that was raised when its panel did not meet.

pub(crate) mod refused;
pub(crate) mod meeting;
pub(crate) mod issue;
pub(crate) mod words_kept;

use std::collections::BTreeMap;

use partnership::panels::panel::Panel;
use partnership::panels::panel::PanelId;
use partnership::terms::area::AreaCode;

use crate::book::Book;
use crate::compiled_once;
use crate::error::RecordsError;
use crate::panels::issue::StoredIssue;
use crate::panels::meeting::met_on;
use crate::panels::refused::PanelsRefused;
use crate::store::change::Pen;
use crate::store::entry::Signed;
use crate::store::reading::Reading;
use crate::store::thing::Found;
use crate::store::thing::Held;
use crate::store::thing::Key;
use crate::store::thing::Kind;
use crate::store::thing::Thing;
use crate::store::thing::Version;
use crate::store::value::Value;

impl Book {
    /// The panels, in the order of their short names.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn panels(&self) -> Result<Vec<Held<Panel>>, RecordsError> {
        let found = self.read().await?.within::<Panel>(&Key::all()).await?;
        Ok(found.into_iter().map(|found| found.held).collect())
    }

    /// What areas are called by the panels that cover them; where two differ, by the first of these.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn area_names(&self) -> Result<BTreeMap<AreaCode, String>, RecordsError> {
        let mut names = BTreeMap::new();
        for area in self.panels().await?.into_iter().flat_map(|held| held.value.areas) {
            names.entry(area.code).or_insert(area.name);
        }
        names.retain(|_, name| !name.trim().is_empty());
        Ok(names)
    }

    /// Enters a panel.
    ///
    /// # Errors
    /// When the core finds faults, there is one of that short name, or the records cannot be written.
    #[compiled_once]
    pub async fn enter_panel(
        &self,
        signed: &Signed,
        panel: Panel,
    ) -> Result<Version, PanelsRefused> {
        faultless(&panel)?;
        let mut change = self.change(signed).await?;
        let version = change.enter(&key(&panel.id), &panel).await?;
        change.commit().await?;
        Ok(version)
    }

    /// Changes a panel from what was seen of it; its short name stays.
    ///
    /// # Errors
    /// When the core finds faults, it met on a day that its days would no longer cover, an issue is in an area that it
    /// would no longer cover, or somebody else changed it.
    #[compiled_once]
    pub async fn change_panel(
        &self,
        signed: &Signed,
        seen: Version,
        panel: Panel,
    ) -> Result<Version, PanelsRefused> {
        faultless(&panel)?;
        let mut change = self.change(signed).await?;
        let key = key(&panel.id);
        let met = met_on(change.reading(), &panel.id).await?;
        if let Some(day) = met.into_iter().find(|day| !panel.stands_on(*day)) {
            return Err(PanelsRefused::MetThen(day));
        }
        for found in change.reading().within::<StoredIssue>(&key).await? {
            found.held.value.lies_in(&panel)?;
        }
        let version = change.replace(&key, seen, &panel).await?;
        change.commit().await?;
        Ok(version)
    }

    /// Takes a panel away that was entered by mistake.
    ///
    /// # Errors
    /// When it met already, or somebody else changed it.
    #[compiled_once]
    pub async fn remove_panel(
        &self,
        signed: &Signed,
        seen: Version,
        panel: &PanelId,
    ) -> Result<(), PanelsRefused> {
        let mut change = self.change(signed).await?;
        // No issue is there without a meeting.
        if !met_on(change.reading(), panel).await?.is_empty() {
            return Err(PanelsRefused::HasMet);
        }
        change.remove::<Panel>(&key(panel), seen).await?;
        Ok(change.commit().await?)
    }
}

fn faultless(panel: &Panel) -> Result<(), PanelsRefused> {
    let faults = panel.faults();
    if faults.is_empty() { Ok(()) } else { Err(PanelsRefused::Panel(faults)) }
}

/// The key of a panel, within which are its meetings and issues.
fn key(panel: &PanelId) -> Key {
    Key::all().and(panel)
}

/// The panel, if it is there.
async fn panel_of(reading: &mut Reading, panel: &PanelId) -> Result<Panel, PanelsRefused> {
    let held = reading.one::<Panel>(&key(panel)).await?;
    held.map(|held| held.value).ok_or_else(|| PanelsRefused::NoPanel(panel.clone()))
}

impl Thing for Panel {
    const KIND: Kind = Kind::Panel;
    type Told = Panel;

    fn told(&self) -> Panel {
        self.clone()
    }

    async fn find(from: &mut Reading, key: &Key) -> Result<Vec<Found<Self>>, RecordsError> {
        let sql = "select panel_id, entry_id, panel from panel
            where partnership_id = $1 and ($2 is null or panel_id = $2) order by panel_id";
        let rows = from.rows(sql, key.values(1)).await?;
        let found = rows.iter().map(|row| {
            let (name, value) = (row.text("panel_id")?, row.json::<Panel>("panel")?);
            if value.id.0.as_str() != name {
                return Err(RecordsError::stored("panel_id", &name, "the panel has another"));
            }
            let held = Held { value, version: Version(row.number("entry_id")?) };
            Ok(Found { key: Key::all().and(name), held })
        });
        found.collect()
    }

    async fn write(&self, pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let mut values = key.values(1);
        values.extend([pen.entry(), Value::json(self)?]);
        let sql =
            "insert into panel (partnership_id, panel_id, entry_id, panel) values ($1, $2, $3, $4)";
        pen.run(sql, values).await
    }

    async fn erase(pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        pen.run("delete from panel where partnership_id = $1 and panel_id = $2", key.values(1))
            .await
    }
}
