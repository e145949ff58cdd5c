//! What the data are, after `OpenAPI` 3.1: which addresses there are, and the form of what each gives.

use partnership::publication::site::Site;
use serde_json::Value;
use serde_json::json;

/// The description of a site's data. Its addresses are relative to the folder in which it lies.
pub(super) fn description(site: &Site) -> Value {
    let ids: Vec<String> = site.parts().iter().map(|part| part.kind().folder()).collect();
    let whose = site.whose();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": format!("{}, {}: what was published", whose.publisher, whose.cycle.in_words()),
            "description": "Read-only. Everything here is on the public pages too; nothing needs a key.",
            "version": "1.0.0",
        },
        "servers": [{ "url": "." }],
        "paths": paths(&ids),
        "components": { "schemas": schemas() },
    })
}

/// The addresses, with the short names of the documents that there are.
fn paths(ids: &[String]) -> Value {
    json!({
        "/v1/documents.json": {
            "get": {
                "operationId": "documents",
                "summary": "Every document that was published, and what is missing with its reason",
                "responses": { "200": answered("Documents") },
            },
        },
        "/v1/documents/{document}.json": {
            "get": {
                "operationId": "document",
                "summary": "A document with its sections, and its tables with what each rests on",
                "parameters": [{
                    "name": "document",
                    "in": "path",
                    "required": true,
                    "description": "Its short name, as the list of documents has it",
                    "schema": { "type": "string", "enum": ids },
                }],
                "responses": {
                    "200": answered("Document"),
                    "404": { "description": "There is no such document" },
                },
            },
        },
        "/v1/thread.json": {
            "get": {
                "operationId": "thread",
                "summary": "What stands behind each adopted sentence, to the files that figures were computed from",
                "responses": { "200": answered("Thread") },
            },
        },
    })
}

fn answered(schema: &str) -> Value {
    let schema = json!({ "$ref": format!("#/components/schemas/{schema}") });
    json!({
        "description": "What was asked for",
        "content": { "application/json": { "schema": schema } },
    })
}

/// An object all of whose properties are there, but for those that may be left out.
fn object(properties: Value, may_lack: &[&str]) -> Value {
    let names = properties.as_object().map(|all| all.keys().cloned().collect::<Vec<_>>());
    let needed: Vec<String> = names.unwrap_or_default();
    let needed: Vec<String> =
        needed.into_iter().filter(|name| !may_lack.contains(&name.as_str())).collect();
    json!({
        "type": "object",
        "properties": properties,
        "required": needed,
        "additionalProperties": false,
    })
}

fn text() -> Value {
    json!({ "type": "string" })
}

fn day() -> Value {
    json!({ "type": "string", "format": "date" })
}

fn many(items: Value) -> Value {
    json!({ "type": "array", "items": items })
}

fn schemas() -> Value {
    let listed = object(
        json!({
            "id": text(), "title": text(), "description": text(), "on": day(), "cameAbout": text(),
            "data": text(), "page": text(),
        }),
        &[],
    );
    let missing = object(json!({ "what": text(), "why": text() }), &[]);
    json!({
        "Thread": thread(),
        "Documents": object(
            json!({
                "publisher": text(), "cycle": text(), "published": day(),
                "documents": many(listed), "missing": many(missing),
            }),
            &[],
        ),
        "Document": object(
            json!({
                "id": text(), "title": text(), "subtitle": text(), "publisher": text(),
                "description": text(), "on": day(), "cameAbout": text(),
                "sections": many(object(
                    json!({ "id": text(), "heading": text(), "blocks": many(block()) }),
                    &[],
                )),
                "tables": many(table()),
            }),
            &[],
        ),
    })
}

fn thread() -> Value {
    let fact = object(json!({ "what": text(), "words": text() }), &[]);
    let node = object(
        json!({ "id": text(), "kind": text(), "title": text(), "on": day(), "facts": many(fact) }),
        &["on"],
    );
    let edge = json!({ "from": text(), "relation": text(), "words": text(), "to": text() });
    object(json!({ "nodes": many(node), "edges": many(object(edge, &[])) }), &[])
}

/// What stands on its own: of each kind other things are told.
fn block() -> Value {
    let of = |kind: &str, mut properties: Value| {
        properties["kind"] = json!({ "const": kind });
        object(properties, &[])
    };
    let number = || json!({ "type": "integer", "minimum": 1 });
    let figure = object(json!({ "value": text(), "label": text(), "reference": text() }), &[]);
    json!({ "oneOf": [
        of("heading", json!({ "id": text(), "text": text() })),
        of("paragraph", json!({ "text": text() })),
        of("list", json!({ "items": many(text()) })),
        of("key-figures", json!({ "figures": many(figure) })),
        of("caution", json!({ "title": text(), "text": text() })),
        of("table", json!({ "table": number() })),
        of("chart", json!({ "title": text(), "alternative": text(), "table": number() })),
    ] })
}

fn table() -> Value {
    let column = object(json!({ "heading": text(), "figures": { "type": "boolean" } }), &[]);
    let cell = object(
        json!({ "printed": text(), "number": { "type": "number" }, "because": text() }),
        &["number", "because"],
    );
    let row = object(json!({ "reference": text(), "cells": many(cell) }), &[]);
    let source = object(
        json!({
            "publisher": text(), "file": text(), "licence": text(), "taken": text(),
            "sha256": { "type": "string", "pattern": "^[0-9a-f]{64}$" },
        }),
        &[],
    );
    object(
        json!({
            "number": { "type": "integer", "minimum": 1 }, "caption": text(), "csv": text(),
            "columns": many(column), "rows": many(row), "notes": many(text()), "sources": many(source),
        }),
        &[],
    )
}
