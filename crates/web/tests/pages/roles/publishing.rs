//! The table's lines of publication. One was made, and nothing makes sites here.

use partnership::membership::may::Deed::Publish;

use crate::roles::table::Line;
use crate::roles::table::Method::Get;
use crate::roles::table::Method::Post;
use crate::roles::table::may;
use crate::roles::table::open;

const WITHDRAW: &str = "{p}/publish/1/withdraw";

/// Every route of these pages.
pub(super) const PUBLISHING: &[Line] = &[
    may("\"/publish\"", Get, "{p}/publish", Publish, 200),
    may("\"/publish\"", Post, "{p}/publish", Publish, 404),
    may("\"/publish/easy-read\"", Get, "{p}/publish/easy-read", Publish, 200),
    may("\"/publish/easy-read\"", Post, "{p}/publish/easy-read", Publish, 200),
    may("\"/publish/{number}/withdraw\"", Get, WITHDRAW, Publish, 200),
    may("\"/publish/{number}/withdraw\"", Post, WITHDRAW, Publish, 400),
    open("\"/published\"", Get, "{p}/published", 200),
    open("\"/published/{number}\"", Get, "{p}/published/9", 404),
    open("\"/published/{number}/{*path}\"", Get, "{p}/published/1/none.html", 404),
];
