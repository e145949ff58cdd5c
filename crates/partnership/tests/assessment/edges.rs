//! References that cannot be answered: each is a fault with its line, what is wanted and the nearest name.

use crate::held;
use crate::material;
use crate::sections;
use partnership::assessment::answering::answers;

#[test]
fn what_cannot_be_answered_is_told_with_its_line_and_the_nearest_name() {
    let (held, supplied) = (held::example(), held::supplied());
    let asked = [
        ("{figure:burglery.count}", Some("burglary")),
        ("{figure:burglary.counts}", Some("count")),
        ("{figure:shelter-nights}", None),
        ("{partner:assault-attendance/2014-q2}", Some("assault-attendances/2014-q2")),
        ("{partner:fire 2014-q1}", None),
        ("{phrase:change burglary}", Some("changed")),
        ("{phrase:changed}", None),
        ("{phrase:changed burglary 2014-Q5}", None),
        ("{phrase:changed burglary 2019-Q1}", None),
        ("{phrase:changed burglary 2014-Q1 2014-08}", None),
        ("{phrase:standing burglary 2014-01}", None),
        ("{figure:robbery.percent 2014-02 2014-01}", None),
        ("{theme:speedin}", Some("speeding")),
        ("{panel:speeding}", None),
        ("{claim:changed all-crime much}", None),
        ("{claim:driven-by robbry}", Some("robbery")),
    ];
    let text: Vec<String> = asked.iter().map(|(reference, _)| format!("{reference}\n")).collect();
    let text = format!("# A\n\n{}", text.join("\n"));
    let faults = answers(&sections(&text), &material(&held, &supplied)).unwrap_err();
    let found: Vec<(usize, Option<&str>)> =
        faults.iter().map(|fault| (fault.place.line, fault.nearest.as_deref())).collect();
    let wanted: Vec<(usize, Option<&str>)> =
        asked.iter().enumerate().map(|(at, (_, nearest))| (3 + 2 * at, *nearest)).collect();
    assert_eq!(found, wanted, "{faults:#?}");
    assert!(faults.iter().all(|fault| !fault.wanted.is_empty() && !fault.found.is_empty()));
}

#[test]
fn a_chart_that_is_misspelt_tells_the_nearest() {
    let (held, supplied) = (held::example(), held::supplied());
    let faults =
        answers(&sections("# A\n\n{chart:month}\n\n{map:beats}\n"), &material(&held, &supplied));
    let faults = faults.unwrap_err();
    assert_eq!(faults[0].nearest.as_deref(), Some("months"));
    assert!(faults[1].wanted.ends_with("none is kept yet"), "{}", faults[1]);
}
