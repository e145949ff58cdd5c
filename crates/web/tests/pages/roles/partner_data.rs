//! The table's lines of partner data.

use partnership::membership::may::Deed::ChangePartnerData;
use partnership::membership::may::Deed::SeeYear;
use partnership::membership::may::Deed::SendPartnerData;

use crate::roles::table::Line;
use crate::roles::table::Method::Get;
use crate::roles::table::Method::Post;
use crate::roles::table::may;
use crate::roles::table::open;

const RETURN: &str = "{p}/partner-data/returns/maidstone-borough-council/2014-Q1";
const SUPPLIER: &str = "{p}/partner-data/suppliers/maidstone-borough-council";
const SUPPLIER_LINK: &str = "{p}/partner-data/suppliers/maidstone-borough-council/link";
const LINK_AWAY: &str = "{p}/partner-data/suppliers/maidstone-borough-council/link/take-away";
const SUPPLIER_AWAY: &str = "{p}/partner-data/suppliers/maidstone-borough-council/take-away";

/// Every route of these pages. Of a delivery or a series that is not there, there is no page.
pub(super) const PARTNER_DATA: &[Line] = &[
    may("\"/partner-data\"", Get, "{p}/partner-data", SeeYear, 200),
    may(
        "\"/partner-data/suppliers/new\"",
        Get,
        "{p}/partner-data/suppliers/new",
        ChangePartnerData,
        200,
    ),
    may(
        "\"/partner-data/suppliers/new\"",
        Post,
        "{p}/partner-data/suppliers/new",
        ChangePartnerData,
        200,
    ),
    may("SUPPLIER", Get, SUPPLIER, ChangePartnerData, 200),
    may("SUPPLIER", Post, SUPPLIER, ChangePartnerData, 400),
    may("&of_supplier(\"take-away\")", Get, SUPPLIER_AWAY, ChangePartnerData, 200),
    may("&of_supplier(\"take-away\")", Post, SUPPLIER_AWAY, ChangePartnerData, 400),
    may("&of_supplier(\"link\")", Get, SUPPLIER_LINK, ChangePartnerData, 200),
    may("&of_supplier(\"link\")", Post, SUPPLIER_LINK, ChangePartnerData, 200),
    may("&of_supplier(\"link/take-away\")", Post, LINK_AWAY, ChangePartnerData, 303),
    open("BY_LINK", Get, "{p}/returns/none", 409),
    open("BY_LINK", Post, "{p}/returns/none", 409),
    open("&by_link(\"empty.csv\")", Get, "{p}/returns/none/empty.csv", 409),
    open("&by_link(\"kinds.csv\")", Get, "{p}/returns/none/kinds.csv", 409),
    open("&by_link(\"refused.csv\")", Get, "{p}/returns/none/refused.csv", 409),
    may("RETURN", Get, RETURN, SeeYear, 200),
    may("RETURN", Post, RETURN, SendPartnerData, 415),
    may(
        "&of_return(\"counts.csv\")",
        Get,
        "{p}/partner-data/returns/maidstone-borough-council/2014-Q1/counts.csv",
        SeeYear,
        404,
    ),
    may(
        "\"/partner-data/layouts/{layout}/empty.csv\"",
        Get,
        "{p}/partner-data/layouts/police/empty.csv",
        SeeYear,
        200,
    ),
    may(
        "\"/partner-data/layouts/{layout}/kinds.csv\"",
        Get,
        "{p}/partner-data/layouts/fire/kinds.csv",
        SeeYear,
        200,
    ),
    may("DELIVERY", Get, "{p}/partner-data/deliveries/9999", SendPartnerData, 404),
    may(
        "&of_delivery(\"refused.csv\")",
        Get,
        "{p}/partner-data/deliveries/9999/refused.csv",
        SendPartnerData,
        404,
    ),
    may(
        "&of_delivery(\"take-away\")",
        Get,
        "{p}/partner-data/deliveries/9999/take-away",
        ChangePartnerData,
        404,
    ),
    may(
        "&of_delivery(\"take-away\")",
        Post,
        "{p}/partner-data/deliveries/9999/take-away",
        ChangePartnerData,
        404,
    ),
    may("\"/partner-data/series/new\"", Get, "{p}/partner-data/series/new", SendPartnerData, 200),
    may("\"/partner-data/series/new\"", Post, "{p}/partner-data/series/new", SendPartnerData, 415),
    may("SERIES", Get, "{p}/partner-data/series/none", SeeYear, 404),
    may("SERIES", Post, "{p}/partner-data/series/none", SendPartnerData, 404),
    may("&of_series(\"values.csv\")", Get, "{p}/partner-data/series/none/values.csv", SeeYear, 404),
];
