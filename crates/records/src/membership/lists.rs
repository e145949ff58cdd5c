//! The lists of a description: districts, organisations, task groups and bodies, each a table.

use partnership::membership::TypedPartnership;
use partnership::membership::body::Body;
use partnership::membership::body::BodyId;
use partnership::membership::organisation::District;
use partnership::membership::organisation::Organisation;
use partnership::membership::organisation::TaskGroup;

use crate::error::RecordsError;
use crate::membership::days;
use crate::store::change::Pen;
use crate::store::reading::Reading;
use crate::store::value::Value;

/// The districts, in the order in which they were typed.
pub(super) async fn districts(from: &mut Reading) -> Result<Vec<District>, RecordsError> {
    let sql = "select code, name, valid_from, valid_until from district
        where partnership_id = $1 order by district_id";
    let rows = from.rows(sql, Vec::new()).await?;
    let district = rows.iter().map(|row| {
        let (code, name) = (row.parsed("code")?, row.text("name")?);
        Ok(District { code, name, valid: days::in_row(row)? })
    });
    district.collect()
}

/// The organisations, in the order in which they were typed.
pub(super) async fn organisations(from: &mut Reading) -> Result<Vec<Organisation>, RecordsError> {
    let sql = "select name, capacity, valid_from, valid_until from organisation
        where partnership_id = $1 order by organisation_id";
    let rows = from.rows(sql, Vec::new()).await?;
    let organisation = rows.iter().map(|row| {
        let (name, capacity) = (row.text("name")?, row.word("capacity")?);
        Ok(Organisation { name, capacity, valid: days::in_row(row)? })
    });
    organisation.collect()
}

/// The task groups, in the order in which they were typed.
pub(super) async fn task_groups(from: &mut Reading) -> Result<Vec<TaskGroup>, RecordsError> {
    let sql = "select name, lead, valid_from, valid_until from task_group
        where partnership_id = $1 order by task_group_id";
    let rows = from.rows(sql, Vec::new()).await?;
    let group = rows.iter().map(|row| {
        let (name, lead) = (row.text("name")?, row.maybe_text("lead")?);
        Ok(TaskGroup { name, lead, valid: days::in_row(row)? })
    });
    group.collect()
}

/// The bodies, in the order in which they were typed.
pub(super) async fn bodies(from: &mut Reading) -> Result<Vec<Body>, RecordsError> {
    let sql = "select body_id, kind, name from body where partnership_id = $1 order by place";
    let rows = from.rows(sql, Vec::new()).await?;
    let body = rows.iter().map(|row| {
        let id = BodyId(row.parsed("body_id")?);
        Ok(Body { id, kind: row.word("kind")?, name: row.text("name")? })
    });
    body.collect()
}

/// Writes the lists of a description.
pub(super) async fn write(typed: &TypedPartnership, pen: &mut Pen<'_>) -> Result<(), RecordsError> {
    for (place, district) in (1..).map(Value::Number).zip(&typed.districts) {
        let [from, until] = days::values(district.valid);
        let (code, name) = (Value::text(district.code), Value::text(&district.name));
        let sql = "insert into district
            (partnership_id, district_id, code, name, valid_from, valid_until)
            values ($1, $2, $3, $4, $5, $6)";
        pen.run(sql, vec![place, code, name, from, until]).await?;
    }
    for (place, one) in (1..).map(Value::Number).zip(&typed.organisations) {
        let [from, until] = days::values(one.valid);
        let (name, capacity) = (Value::text(&one.name), Value::word(&one.capacity)?);
        let sql = "insert into organisation
            (partnership_id, organisation_id, name, capacity, valid_from, valid_until)
            values ($1, $2, $3, $4, $5, $6)";
        pen.run(sql, vec![place, name, capacity, from, until]).await?;
    }
    for (place, group) in (1..).map(Value::Number).zip(&typed.task_groups) {
        let [from, until] = days::values(group.valid);
        let (name, lead) = (Value::text(&group.name), Value::maybe(group.lead.as_ref()));
        let sql = "insert into task_group
            (partnership_id, task_group_id, name, lead, valid_from, valid_until)
            values ($1, $2, $3, $4, $5, $6)";
        pen.run(sql, vec![place, name, lead, from, until]).await?;
    }
    for (place, body) in (1..).map(Value::Number).zip(&typed.bodies) {
        let (id, kind) = (Value::text(&body.id), Value::word(&body.kind)?);
        let sql = "insert into body (partnership_id, body_id, place, kind, name)
            values ($1, $2, $3, $4, $5)";
        pen.run(sql, vec![id, place, kind, Value::text(&body.name)]).await?;
    }
    Ok(())
}

/// Takes the lists of a description away.
pub(super) async fn erase(pen: &mut Pen<'_>) -> Result<(), RecordsError> {
    for sql in [
        "delete from district where partnership_id = $1",
        "delete from organisation where partnership_id = $1",
        "delete from task_group where partnership_id = $1",
        "delete from body where partnership_id = $1",
    ] {
        pen.run(sql, Vec::new()).await?;
    }
    Ok(())
}
