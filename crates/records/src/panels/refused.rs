//! Why something about panels is not kept, in words that say what to do.

use partnership::panels::issue::refused::IssueRefused;
use partnership::panels::meeting::PanelMeetingFault;
use partnership::panels::panel::PanelFault;
use partnership::panels::panel::PanelId;
use partnership::terms::area::AreaCode;
use partnership::terms::day::Day;

use crate::error::ChangeError;
use crate::error::RecordsError;
use crate::store::conflict::Conflict;

/// Why something about panels is not kept. Nothing was saved.
#[derive(Debug, thiserror::Error)]
pub enum PanelsRefused {
    /// The panel has faults.
    #[error("{}", in_lines(.0))]
    Panel(Vec<PanelFault>),
    /// The meeting has faults.
    #[error("{}", in_lines(.0))]
    Meeting(Vec<PanelMeetingFault>),
    /// The issue cannot be so.
    #[error(transparent)]
    Issue(#[from] IssueRefused),
    /// There is no such panel.
    #[error("there is no panel `{0}`; enter it first, or name one that is there")]
    NoPanel(PanelId),
    /// The panel did not meet then.
    #[error("the panel has no meeting on {}; enter the meeting first, or mend the day", .0.in_words())]
    NoMeeting(Day),
    /// The panel does not cover the area.
    #[error("the panel does not cover {0}; choose one of its areas, or add that one to the panel")]
    NotCovered(AreaCode),
    /// It met, so it cannot be taken away.
    #[error(
        "the panel has met, so it cannot be taken away; give it a last day, or take its meetings away first"
    )]
    HasMet,
    /// It met on a day that its days would not cover.
    #[error("the panel met on {}, which its days would leave out; choose days with all its meetings", .0.in_words())]
    MetThen(Day),
    /// Something was raised at the meeting.
    #[error(
        "an issue was raised at the meeting of {}, so it stays on that day; take the issue away first", .0.in_words()
    )]
    RaisedThen(Day),
    /// One issue is to be joined with itself.
    #[error("an issue cannot be joined with itself; choose another")]
    Itself,
    /// Somebody else changed it.
    #[error(transparent)]
    Conflict(#[from] Conflict),
    /// The records could not be read or written.
    #[error(transparent)]
    Records(#[from] RecordsError),
}

fn in_lines(faults: &[impl ToString]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

impl From<ChangeError> for PanelsRefused {
    fn from(error: ChangeError) -> PanelsRefused {
        match error {
            ChangeError::Conflict(conflict) => PanelsRefused::Conflict(conflict),
            ChangeError::Records(error) => PanelsRefused::Records(error),
        }
    }
}
