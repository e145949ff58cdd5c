//! The table's lines of distribution. There is a list, a sending of which nothing has gone, and a request.

use partnership::membership::may::Deed::Publish;

use crate::roles::table::Line;
use crate::roles::table::Method::Get;
use crate::roles::table::Method::Post;
use crate::roles::table::may;
use crate::roles::table::open;

const LIST: &str = "{p}/distribution/lists/libraries";
const CHANGE: &str = "{p}/distribution/lists/libraries/change";
const AWAY: &str = "{p}/distribution/lists/libraries/take-away";
const IMPORT: &str = "{p}/distribution/lists/libraries/import";
const NEW: &str = "{p}/distribution/lists/libraries/recipients/new";
const NOBODY: &str = "{p}/distribution/lists/libraries/recipients/1";
const NOBODY_AWAY: &str = "{p}/distribution/lists/libraries/recipients/1/take-away";
const SENDING: &str = "{p}/distribution/sendings/1";
const REQUEST: &str = "{p}/distribution/requests/1";

const OF_LIST: &str = "\"/distribution/lists/{list}\"";
const OF_RECIPIENT: &str = "\"/distribution/lists/{list}/recipients/{number}\"";
const TAKING_OFF: &str = "\"/distribution/lists/{list}/recipients/{number}/take-away\"";
const TO_CHANGE: &str = "\"/distribution/lists/{list}/change\"";
const TO_TAKE_AWAY: &str = "\"/distribution/lists/{list}/take-away\"";
const TO_IMPORT: &str = "\"/distribution/lists/{list}/import\"";
const TO_ADD: &str = "\"/distribution/lists/{list}/recipients/new\"";

/// Every route of these pages. Of a recipient who is not there, there is no page.
pub(super) const DISTRIBUTING: &[Line] = &[
    may("\"/distribution\"", Get, "{p}/distribution", Publish, 200),
    may("\"/distribution/lists/new\"", Get, "{p}/distribution/lists/new", Publish, 200),
    may("\"/distribution/lists/new\"", Post, "{p}/distribution/lists/new", Publish, 200),
    may(OF_LIST, Get, LIST, Publish, 200),
    may(TO_CHANGE, Get, CHANGE, Publish, 200),
    may(TO_CHANGE, Post, CHANGE, Publish, 400),
    may(TO_TAKE_AWAY, Get, AWAY, Publish, 200),
    may(TO_TAKE_AWAY, Post, AWAY, Publish, 400),
    may(
        "\"/distribution/lists/{list}/list.csv\"",
        Get,
        "{p}/distribution/lists/libraries/list.csv",
        Publish,
        200,
    ),
    may(TO_IMPORT, Get, IMPORT, Publish, 200),
    may(TO_IMPORT, Post, IMPORT, Publish, 415),
    may(TO_ADD, Get, NEW, Publish, 200),
    may(TO_ADD, Post, NEW, Publish, 200),
    may(OF_RECIPIENT, Get, NOBODY, Publish, 404),
    may(OF_RECIPIENT, Post, NOBODY, Publish, 404),
    may(TAKING_OFF, Get, NOBODY_AWAY, Publish, 404),
    may(TAKING_OFF, Post, NOBODY_AWAY, Publish, 404),
    may("\"/distribution/sendings/{number}\"", Get, SENDING, Publish, 200),
    may(
        "\"/distribution/sendings/{number}/go-on\"",
        Post,
        "{p}/distribution/sendings/1/go-on",
        Publish,
        303,
    ),
    may(
        "\"/distribution/sendings/{number}/again\"",
        Post,
        "{p}/distribution/sendings/1/again",
        Publish,
        303,
    ),
    may(
        "\"/distribution/sendings/{number}/posted\"",
        Post,
        "{p}/distribution/sendings/1/posted",
        Publish,
        200,
    ),
    may(
        "\"/distribution/sendings/{number}/settle\"",
        Post,
        "{p}/distribution/sendings/1/settle",
        Publish,
        200,
    ),
    may("\"/publish/{number}/send\"", Get, "{p}/publish/1/send", Publish, 200),
    may("\"/publish/{number}/send\"", Post, "{p}/publish/1/send", Publish, 200),
    may("\"/distribution/requests\"", Get, "{p}/distribution/requests", Publish, 200),
    may("\"/distribution/requests/new\"", Get, "{p}/distribution/requests/new", Publish, 200),
    may("\"/distribution/requests/new\"", Post, "{p}/distribution/requests/new", Publish, 200),
    may("\"/distribution/requests/{number}\"", Get, REQUEST, Publish, 200),
    may("\"/distribution/requests/{number}\"", Post, REQUEST, Publish, 400),
    may(
        "\"/distribution/requests/{number}/due\"",
        Post,
        "{p}/distribution/requests/1/due",
        Publish,
        400,
    ),
    open("\"/published/formats\"", Get, "{p}/published/formats", 200),
    open("\"/published/formats\"", Post, "{p}/published/formats", 200),
    open("\"/published/told\"", Get, "{p}/published/told", 200),
    open("\"/published/told\"", Post, "{p}/published/told", 200),
    open("\"/told/{token}\"", Get, "{p}/told/never", 409),
    open("\"/told/{token}\"", Post, "{p}/told/never", 409),
    open("\"/received/{token}/leave\"", Post, "{p}/received/never/leave", 409),
    open("\"/received/{token}\"", Get, "{p}/received/never", 409),
    open("\"/received/{token}\"", Post, "{p}/received/never", 409),
];
