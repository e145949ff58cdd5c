//! How large a share of errors may be that so few were seen of.

/// The largest share of errors that is not refuted, at 5%, by `errors` among `all` fields: the upper one-sided limit of
/// Clopper and Pearson (Biometrika 26, 1934, p. 404), the share p at which
/// `Σ from 0 to errors of (all choose k) p^k (1 - p)^(all - k)` is 0.05; without errors `1 - 0.05^(1/all)`, nearly 3 / all.
///
/// It supposes that fields err independently. Errors come by the page, so that the true limit is higher; for other hands
/// and scanners than those that were counted it says nothing.
pub(crate) fn at_most(errors: usize, all: usize) -> f64 {
    if errors >= all {
        return 1.0;
    }
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..60 {
        let middle = (low + high) / 2.0;
        if chance_of_so_few(errors, all, middle) > 0.05 {
            low = middle;
        } else {
            high = middle;
        }
    }
    high
}

/// The chance of that many errors or fewer.
fn chance_of_so_few(errors: usize, all: usize, share: f64) -> f64 {
    let all = all as f64;
    let mut term = all * (1.0 - share).ln();
    let mut sum = term.exp();
    for k in 1..=errors {
        let k = k as f64;
        term += ((all - k + 1.0) / k).ln() + share.ln() - (1.0 - share).ln();
        sum += term.exp();
    }
    sum
}
