//! The example's partner data: who supplies what, and the files that had come by a day, one late and one chased.

use std::fs;
use std::path::Path;

use anyhow::Context;
use anyhow::Result;
use partnership::partner_data::delivery::Delivery;
use partnership::partner_data::described::TypedPartnerData;
use partnership::terms::day::Day;
use records::Fingerprint;

use crate::books;
use crate::books::Books;
use crate::home::Home;
use crate::print;

/// Enters what is not there yet of them as they stood on the day `at`.
pub(super) fn enter(home: &Home, example: &Path, at: Day) -> Result<()> {
    let path = example.join("partner-data.toml");
    let text =
        fs::read_to_string(&path).with_context(|| format!("reading `{}`", path.display()))?;
    let typed: TypedPartnerData = toml::from_str(&text).context("the example’s partner data")?;
    let (books, signed) = (Books::open(home)?, books::signed(None));
    let book = books.book(None)?;
    let held = books.wait(book.return_suppliers())?;
    for supplier in &typed.suppliers {
        if held.iter().all(|held| held.value.id != supplier.id) {
            books.wait(book.enter_return_supplier(&signed, supplier))?;
        }
    }
    let held = books.wait(book.partner_deliveries())?;
    let is_new = |one: &Delivery| {
        let same = |held: &Delivery| held.file == one.file && held.of == one.of;
        held.iter().all(|held| !same(&held.delivery))
    };
    let mut came = 0;
    for one in typed.deliveries.iter().filter(|one| one.received <= at) {
        let path = example.join("partner-data").join(&one.file);
        let bytes = fs::read(&path).with_context(|| format!("reading `{}`", path.display()))?;
        let delivery = one.delivered(&bytes, Fingerprint::of(&bytes).to_string())?;
        if is_new(&delivery) {
            books.wait(book.keep_partner_delivery(&signed, &delivery))?;
        }
        came += 1;
    }
    print::line(format!(
        "\nIts partner data, illustrative: {} who supply returns, and {} that had come by then.",
        print::so_many(u64::try_from(typed.suppliers.len())?, "partner"),
        print::so_many(came, "file")
    ))
}
