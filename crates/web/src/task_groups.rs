//! Task groups: what each measures and says, what is asked of them, and how they perform.
//!
//! In come forms and tables of those who look after the groups; out go a page for each group, for each quarter, and the
//! performance report. Whoever writes a commentary comes by a link of their own and needs no account.

mod asking;
mod asking_again;
mod commentary;
mod desk;
mod figures;
mod files;
mod group;
mod importing;
pub(crate) mod letters;
mod list;
mod measure;
pub(crate) mod measure_fields;
mod quarter;
mod refused;
mod report;
mod value;
pub(crate) mod which;
mod writing;

use axum::Router;
use axum::routing::get;
use axum::routing::post;

use crate::app::App;

/// With what the address of a link to a commentary begins, below the partnership's own.
const LINK: &str = "/commentary/{token}";

/// The pages of those who sign in, and those behind a link.
pub(crate) fn routes() -> Router<App> {
    const ALL: &str = "/task-groups";
    let below = |page: &str| format!("{ALL}/{page}");
    let by_link = |page: &str| format!("{LINK}/{page}");
    Router::new()
        .route(ALL, get(list::show))
        .route(&below("measures.csv"), get(files::measures))
        .route(&below("values.csv"), get(files::values))
        .route(&below("import"), get(importing::ask).post(importing::take))
        .route(&below("{group}"), get(group::show))
        .route(&below("{group}/new"), get(measure::ask_new).post(measure::enter))
        .merge(measures())
        .merge(quarters())
        .merge(commentaries())
        .route(LINK, get(writing::ask).post(writing::save))
        .route(&by_link("check"), get(writing::check).post(writing::send))
        .route(&by_link("take-back"), post(writing::take_back))
}

fn measures() -> Router<App> {
    const MEASURE: &str = "/task-groups/{group}/{measure}";
    const VALUE: &str = "/task-groups/{group}/{measure}/{quarter}";
    let of_measure = |page: &str| format!("{MEASURE}/{page}");
    let of_value = |page: &str| format!("{VALUE}/{page}");
    Router::new()
        .route(MEASURE, get(measure::ask).post(measure::change))
        .route(&of_measure("take-away"), post(measure::take_away))
        .route(VALUE, get(value::ask).post(value::keep))
        .route(&of_value("take-away"), post(value::take_away))
        .route(&of_value("judgement"), post(value::judge))
        .route(&of_value("judgement/take-away"), post(value::take_judgement_away))
}

fn quarters() -> Router<App> {
    const QUARTER: &str = "/task-groups/quarters/{quarter}";
    let of_quarter = |page: &str| format!("{QUARTER}/{page}");
    Router::new()
        .route(QUARTER, get(quarter::show))
        .route(&of_quarter("ask"), get(asking::ask).post(asking::take))
        .route(&of_quarter("remind"), post(asking::remind_all))
        .route(&of_quarter("report"), get(report::show))
}

fn commentaries() -> Router<App> {
    const COMMENTARY: &str = "/task-groups/commentaries/{number}";
    let of_commentary = |page: &str| format!("{COMMENTARY}/{page}");
    Router::new()
        .route(COMMENTARY, get(commentary::show))
        .route(&of_commentary("accept"), post(commentary::accept))
        .route(&of_commentary("send-back"), post(commentary::send_back))
        .route(&of_commentary("reopen"), post(commentary::reopen))
        .route(&of_commentary("take-back-asking"), post(asking::take_back))
        .route(&of_commentary("ask"), get(asking_again::ask).post(asking_again::take))
        .route(&of_commentary("remind"), post(asking::remind))
        .route(&of_commentary("link"), post(asking::make_link))
        .route(&of_commentary("write"), get(writing::ask).post(writing::save))
        .route(&of_commentary("write/check"), get(writing::check).post(writing::send))
        .route(&of_commentary("write/take-back"), post(writing::take_back))
}
