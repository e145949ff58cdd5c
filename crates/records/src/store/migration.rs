//! The layouts of the database, each made from the one before, all in one transaction.
//!
//! In comes a database of any layout that this program knows; out goes one of the latest.

use crate::error::RecordsError;
use crate::store::db::Db;
use crate::store::db::Open;
use crate::store::value::Value;

/// One step from a layout to the next, for either engine.
struct Migration {
    name: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
}

macro_rules! migration {
    ($name:literal) => {
        Migration {
            name: $name,
            sqlite: include_str!(concat!("../../migrations/sqlite/", $name, ".sql")),
            postgres: include_str!(concat!("../../migrations/postgres/", $name, ".sql")),
        }
    };
}

/// All of them, in order. One that was released is never changed; the next is added below it.
const MIGRATIONS: [Migration; 37] = [
    migration!("0001_audit"),
    migration!("0002_membership"),
    migration!("0003_timetable"),
    migration!("0004_meeting"),
    migration!("0005_person"),
    migration!("0006_account"),
    migration!("0007_acts_for"),
    migration!("0008_access_link"),
    migration!("0009_session"),
    migration!("0010_reminder"),
    migration!("0011_forgetting"),
    migration!("0012_consultation"),
    migration!("0013_on_line"),
    migration!("0014_paper"),
    migration!("0015_themes"),
    migration!("0016_retention"),
    migration!("0017_panels"),
    migration!("0018_assessment"),
    migration!("0019_task_groups"),
    migration!("0020_finding"),
    migration!("0021_panel_retention"),
    migration!("0022_partner_data"),
    migration!("0023_sample"),
    migration!("0024_approval"),
    migration!("0025_priorities"),
    migration!("0026_late"),
    migration!("0027_sides_apart"),
    migration!("0028_plan"),
    migration!("0029_printed_copies"),
    migration!("0030_cover_report"),
    migration!("0031_publication"),
    migration!("0033_return_link"),
    migration!("0034_distribution"),
    migration!("0035_committee_pack"),
    migration!("0036_progress_letters"),
    migration!("0038_county_analyst"),
    migration!("0039_succession"),
];

const LIST_IN_SQLITE: &str = "create table migration (
    migration_id integer not null primary key, name text not null
) strict";

const LIST_IN_POSTGRES: &str = "create table if not exists migration (
    migration_id bigint primary key, name text not null
)";

/// The latest layout.
pub(super) const KNOWN: i64 = MIGRATIONS.len() as i64;

/// Why a database could not be brought to the latest layout.
#[derive(Debug)]
pub(super) enum NotMigrated {
    /// It has tables, and none of ours.
    NotRecords,
    /// Its layout is of a later program.
    Newer(i64),
    /// It could not be read or written.
    Failed(RecordsError),
}

impl From<RecordsError> for NotMigrated {
    fn from(error: RecordsError) -> NotMigrated {
        NotMigrated::Failed(error)
    }
}

/// The layout of a database, which is only read: 0 where nothing was made yet.
pub(super) async fn layout_of(db: &Db) -> Result<i64, NotMigrated> {
    let mut open = db.begin_reading().await?;
    let list = match open {
        Open::Lite(_) => "select name from sqlite_schema where type = 'table'",
        Open::Pg(_) => {
            "select table_name as name from information_schema.tables where table_schema = 'saferplan'"
        }
    };
    let tables = open.rows(list, Vec::new()).await?;
    let names = tables.iter().map(|row| row.text("name")).collect::<Result<Vec<_>, _>>()?;
    match names.iter().any(|name| name == "migration") {
        true => Ok(layout(&mut open).await?),
        false if names.is_empty() => Ok(0),
        false => Err(NotMigrated::NotRecords),
    }
}

/// Brings the database to the latest layout, or leaves it as it is. On a server where nothing is to be made, nothing is asked
/// for either that its tables' owner alone may do.
pub(super) async fn migrate(db: &Db) -> Result<(), NotMigrated> {
    if matches!(db, Db::Pg(_)) && matches!(layout_of(db).await, Ok(KNOWN)) {
        return Ok(());
    }
    let mut open = db.begin_writing().await?;
    begin(&mut open).await?;
    let found = layout(&mut open).await?;
    if found > KNOWN {
        return Err(NotMigrated::Newer(found));
    }
    for (number, migration) in (1..).zip(&MIGRATIONS).filter(|(number, _)| found < *number) {
        let script = match open {
            Open::Lite(_) => migration.sqlite,
            Open::Pg(_) => migration.postgres,
        };
        open.run_script(script).await?;
        let applied = vec![Value::Number(number), Value::text(migration.name)];
        open.run("insert into migration (migration_id, name) values ($1, $2)", applied).await?;
    }
    Ok(open.commit().await?)
}

/// Makes the list of layouts where there is none. Two programs may start at once, so each waits here for the
/// other.
async fn begin(open: &mut Open) -> Result<(), NotMigrated> {
    match open {
        Open::Lite(_) => {
            let tables = "select name from sqlite_schema where type = 'table'";
            let tables = open.rows(tables, Vec::new()).await?;
            let names = tables.iter().map(|row| row.text("name")).collect::<Result<Vec<_>, _>>()?;
            if names.is_empty() {
                open.run_script(LIST_IN_SQLITE).await?;
            } else if !names.contains(&"migration".to_owned()) {
                return Err(NotMigrated::NotRecords);
            }
        }
        Open::Pg(_) => {
            // Any number will do that nothing else in the database takes.
            open.rows("select pg_advisory_xact_lock(7283371)", Vec::new()).await?;
            // A schema of our own, so that the database may hold other things. Asked for and not made "if not
            // exists", which would want the right to make one even where it is there.
            let schema = "select 1 from pg_namespace where nspname = 'saferplan'";
            if open.rows(schema, Vec::new()).await?.is_empty() {
                open.run_script("create schema saferplan").await?;
            }
            open.run_script(LIST_IN_POSTGRES).await?;
        }
    }
    Ok(())
}

async fn layout(open: &mut Open) -> Result<i64, RecordsError> {
    let sql = "select coalesce(max(migration_id), 0) as layout from migration";
    let rows = open.rows(sql, Vec::new()).await?;
    rows.first().map_or(Ok(0), |row| row.number("layout"))
}
