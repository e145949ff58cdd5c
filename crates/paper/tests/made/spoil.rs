//! How printers, paper and scanners spoil a page, in figures.

use rand::RngExt;
use rand_chacha::ChaCha8Rng;

use super::pen::Pen;

/// How a page is spoilt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Spoil {
    Clean,
    Skewed,
    Stretched,
    Blurred,
    Noisy,
    Streaked,
    Folded,
    WeakToner,
    Dithered,
    Jpeg,
    LostCorner,
    DarkEdges,
    Turned,
    Coarse,
    Thresholded,
    Fax,
    Photocopied,
    DirtyRollers,
    ShowThrough,
    WeakLamp,
    Trembling,
    TwoCornersLost,
    Photographed,
    HollowedOut,
    Everything,
    Screened,
    BrokenUp,
    Traced,
    Lined,
}

pub(crate) const SPOILS: [Spoil; 24] = [
    Spoil::Skewed,
    Spoil::Stretched,
    Spoil::Blurred,
    Spoil::Noisy,
    Spoil::Streaked,
    Spoil::Folded,
    Spoil::WeakToner,
    Spoil::Dithered,
    Spoil::Jpeg,
    Spoil::LostCorner,
    Spoil::DarkEdges,
    Spoil::Turned,
    Spoil::Coarse,
    Spoil::Thresholded,
    Spoil::Fax,
    Spoil::Photocopied,
    Spoil::DirtyRollers,
    Spoil::ShowThrough,
    Spoil::WeakLamp,
    Spoil::Trembling,
    Spoil::TwoCornersLost,
    Spoil::Photographed,
    Spoil::HollowedOut,
    Spoil::Everything,
];

/// What leaves traces, screens and pieces of a mark rather than the mark. They are counted apart, so that the figures of the
/// others stay those of the same sheets.
pub(crate) const TRACES: [Spoil; 4] =
    [Spoil::Screened, Spoil::BrokenUp, Spoil::Traced, Spoil::Lined];

/// How one page is printed and scanned, in figures.
#[derive(Debug, Clone)]
pub(crate) struct Look {
    pub(crate) dots_per_inch: f64,
    pub(crate) skew_degrees: f64,
    pub(crate) quarter_turns: u8,
    /// How much longer across and down.
    pub(crate) scale: (f64, f64),
    pub(crate) blurs: usize,
    pub(crate) noise: f32,
    pub(crate) streaks: usize,
    pub(crate) folds: usize,
    pub(crate) toner: f32,
    pub(crate) is_dithered: bool,
    pub(crate) jpeg: Option<u8>,
    pub(crate) corners_lost: usize,
    /// How much nearer to the lens the right and the lower edge are than the middle.
    pub(crate) slant: (f64, f64),
    /// Black where it is darker than what is within so many millimetres around.
    pub(crate) hollowed_mm: Option<f64>,
    pub(crate) background: f32,
    pub(crate) margin_mm: f64,
    /// Black below this light, white above.
    pub(crate) threshold: Option<f32>,
    pub(crate) is_fax: bool,
    pub(crate) photocopies: usize,
    pub(crate) rollers: usize,
    pub(crate) show_through: f32,
    pub(crate) lamp: f32,
    pub(crate) trembling_mm: f64,
    /// So many dots a millimetre has the screen that shades are made of.
    pub(crate) screen: Option<f64>,
    /// The threshold is so far up a stroke's own darkness: at 1 nothing of it would be left.
    pub(crate) breaks_up: Option<f32>,
    /// Smears that a roller leaves again and again.
    pub(crate) traces: usize,
    /// Lines across the sheet, as of a copier.
    pub(crate) lines: usize,
}

impl Look {
    /// Whether a mark that is hardly darker than paper may be gone from the scan.
    pub(crate) fn drops_faint_marks(&self) -> bool {
        self.threshold.is_some() || self.hollowed_mm.is_some() || self.photocopies > 0
    }

    /// An office sets its scanner so that the pens that people have are seen.
    pub(crate) fn set_for(&mut self, pen: &Pen) {
        let thin = (pen.breadth / 0.4).min(1.0) as f32;
        if let Some(share) = self.breaks_up {
            self.threshold = Some(1.0 - share * pen.dark * thin);
            return;
        }
        let level = 1.0 - 0.45 * pen.dark * thin;
        self.threshold = self.threshold.map(|threshold| threshold.max(level));
    }
}

impl Spoil {
    /// A look of this kind.
    pub(crate) fn chosen(self, chance: &mut ChaCha8Rng) -> Look {
        let even = |chance: &mut ChaCha8Rng| 1.0 + chance.random_range(-0.004..0.004);
        let mut look = Look {
            dots_per_inch: if chance.random_bool(0.6) { 200.0 } else { 300.0 },
            skew_degrees: chance.random_range(-0.8..0.8),
            quarter_turns: 0,
            scale: (even(chance), even(chance)),
            blurs: 1,
            noise: chance.random_range(0.0..0.012),
            streaks: 0,
            folds: 0,
            toner: chance.random_range(0.86..0.98),
            is_dithered: false,
            jpeg: None,
            corners_lost: 0,
            slant: (0.0, 0.0),
            hollowed_mm: None,
            background: 1.0,
            margin_mm: 0.0,
            threshold: None,
            is_fax: false,
            photocopies: 0,
            rollers: 0,
            show_through: 0.0,
            lamp: 0.0,
            trembling_mm: 0.0,
            screen: None,
            breaks_up: None,
            traces: 0,
            lines: 0,
        };
        match self {
            Spoil::Clean => {}
            Spoil::Everything => some_of_everything(&mut look, chance),
            one => one.onto(&mut look, chance),
        }
        look
    }

    fn onto(self, look: &mut Look, chance: &mut ChaCha8Rng) {
        match self {
            Spoil::Clean | Spoil::Everything => {}
            Spoil::Skewed => {
                look.skew_degrees = chance.random_range(-7.0..7.0);
                look.margin_mm = 8.0;
            }
            Spoil::Stretched => {
                look.scale = (chance.random_range(0.95..1.03), chance.random_range(0.95..1.03));
                look.margin_mm = 5.0;
            }
            Spoil::Blurred => look.blurs = chance.random_range(3..10),
            Spoil::Noisy => look.noise = chance.random_range(0.03..0.08),
            Spoil::Streaked => look.streaks = chance.random_range(1..5),
            Spoil::Folded => look.folds = chance.random_range(1..4),
            Spoil::WeakToner => look.toner = chance.random_range(0.38..0.6),
            Spoil::Dithered => {
                look.is_dithered = true;
                look.dots_per_inch = 300.0;
            }
            Spoil::Jpeg => look.jpeg = Some(chance.random_range(25..70)),
            Spoil::LostCorner => look.corners_lost = 1,
            Spoil::TwoCornersLost => look.corners_lost = 2,
            Spoil::Photographed => photographed(look, chance),
            Spoil::HollowedOut => look.hollowed_mm = Some(chance.random_range(1.2..2.6)),
            Spoil::DarkEdges => dark_edges(look, chance),
            Spoil::Turned => look.quarter_turns = chance.random_range(1..4),
            Spoil::Coarse => look.dots_per_inch = 150.0,
            Spoil::Thresholded => look.threshold = Some(chance.random_range(0.45..0.85)),
            Spoil::Fax => {
                look.threshold = Some(chance.random_range(0.55..0.8));
                look.is_fax = true;
                look.dots_per_inch = 204.0;
            }
            worn => worn.wears(look, chance),
        }
    }

    /// What copiers, rollers and lamps leave.
    fn wears(self, look: &mut Look, chance: &mut ChaCha8Rng) {
        match self {
            Spoil::Photocopied => look.photocopies = 2,
            Spoil::DirtyRollers => look.rollers = chance.random_range(1..6),
            Spoil::ShowThrough => look.show_through = chance.random_range(0.04..0.15),
            Spoil::WeakLamp => look.lamp = chance.random_range(0.2..0.5),
            Spoil::Trembling => look.trembling_mm = chance.random_range(0.1..0.35),
            Spoil::Screened => {
                look.screen = Some(chance.random_range(2.0..4.5));
                look.dots_per_inch = 300.0;
            }
            Spoil::BrokenUp => look.breaks_up = Some(chance.random_range(0.5..0.75)),
            Spoil::Traced => look.traces = chance.random_range(1..5),
            Spoil::Lined => look.lines = chance.random_range(1..5),
            _ => {}
        }
    }
}

/// Three kinds of spoil, one upon the other. What is in black and white alone is not spoilt further: of that nobody knows
/// what is lost.
fn some_of_everything(look: &mut Look, chance: &mut ChaCha8Rng) {
    let apart = [Spoil::Everything, Spoil::Thresholded, Spoil::Fax, Spoil::HollowedOut];
    let mut some = SPOILS.to_vec();
    some.retain(|spoil| !apart.contains(spoil));
    for _ in 0..3 {
        let one = some.swap_remove(chance.random_range(0..some.len()));
        one.onto(look, chance);
    }
}

/// A telephone held over a table.
fn photographed(look: &mut Look, chance: &mut ChaCha8Rng) {
    let slant = chance.random_range(-0.05..0.05);
    look.slant = (slant, chance.random_range(-0.05..0.05));
    look.skew_degrees = chance.random_range(-4.0..4.0);
    look.lamp = chance.random_range(0.1..0.4);
    look.background = chance.random_range(0.1..0.5);
    look.margin_mm = chance.random_range(14.0..25.0);
    look.blurs = 2;
}

/// A lid that was left open.
fn dark_edges(look: &mut Look, chance: &mut ChaCha8Rng) {
    look.background = chance.random_range(0.05..0.4);
    look.margin_mm = chance.random_range(2.0..9.0);
    look.skew_degrees = chance.random_range(-3.0..3.0);
}
