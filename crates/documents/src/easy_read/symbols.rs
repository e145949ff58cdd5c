//! The pictures of easy-read, drawn in plain shapes: black lines and one colour, so that they print on any machine.

use partnership::publication::easy_read::symbol::Symbol;

use crate::easy_read::escaped;

/// What every picture begins with.
const BEGIN: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 100 100\"";
/// How its shapes are drawn.
const PEN: &str = "<g fill=\"#cfe3f5\" stroke=\"#000\" stroke-width=\"4\" stroke-linecap=\"round\" \
    stroke-linejoin=\"round\">";

/// The picture as a file.
pub(super) fn drawn(symbol: Symbol) -> String {
    format!("{BEGIN} width=\"100\" height=\"100\">{PEN}{}</g></svg>", shapes(symbol))
}

/// The picture within a page, with what it shows for those who do not see it.
pub(super) fn labelled(symbol: Symbol, shows: &str) -> String {
    let shows = escaped(shows).replace('"', "&quot;");
    format!("{BEGIN} role=\"img\" aria-label=\"{shows}\">{PEN}{}</g></svg>", shapes(symbol))
}

#[expect(clippy::too_many_lines, reason = "a line for each picture, and nothing else")]
fn shapes(symbol: Symbol) -> &'static str {
    match symbol {
        Symbol::Person => {
            r##"<circle cx="50" cy="27" r="15"/><path d="M22 90c0-28 10-40 28-40s28 12 28 40z"/>"##
        }
        Symbol::People => {
            r##"<circle cx="28" cy="35" r="11"/><path d="M8 85c0-22 7-32 20-32s20 10 20 32z"/><circle cx="72" cy="35" r="11"/><path d="M52 85c0-22 7-32 20-32s20 10 20 32z"/><circle cx="50" cy="27" r="12"/><path d="M28 90c0-28 8-44 22-44s22 16 22 44z"/>"##
        }
        Symbol::Talking => {
            r##"<circle cx="24" cy="55" r="12"/><path d="M4 95c0-16 7-24 20-24s20 8 20 24z"/><circle cx="76" cy="55" r="12"/><path d="M56 95c0-16 7-24 20-24s20 8 20 24z"/><path fill="#fff" d="M12 8h36v22H32l-8 9v-9H12z"/><path fill="#fff" d="M56 8h32v22H80l-3 9-8-9H56z"/>"##
        }
        Symbol::Police => {
            r##"<circle cx="50" cy="40" r="15"/><path d="M20 95c0-26 10-37 30-37s30 11 30 37z"/><path fill="#1d3f72" d="M26 30c2-18 12-24 24-24s22 6 24 24z"/><path fill="#000" d="M24 30h52v5H24z"/><path fill="#fff" d="M50 12l3 6 6 1-4 4 1 6-6-3-6 3 1-6-4-4 6-1z" stroke-width="1.5"/>"##
        }
        Symbol::Home => {
            r##"<path d="M20 48v42h60V48"/><path fill="#fff" d="M8 52 50 14l42 38z"/><path fill="#fff" d="M42 90V64h16v26z"/>"##
        }
        Symbol::Town => {
            r##"<path d="M8 90V45h24v45z"/><path fill="#fff" d="M32 90V20h28v70z"/><path d="M60 90V36h32v54z"/><path d="M40 32h3m8 0h3M40 46h3m8 0h3M40 60h3m8 0h3M70 50h3m8 0h3M70 66h3m8 0h3M16 58h3m5 0h3"/>"##
        }
        Symbol::Lamp => {
            r##"<path fill="none" d="M62 92V26c0-10-22-10-22 0"/><path fill="#ffe28a" d="M28 40 34 26h12l6 14z"/><path fill="none" d="M34 50l-4 12m10-12v14m7-14 4 12M52 92h20"/>"##
        }
        Symbol::Car => {
            r##"<path d="M8 70V54l12-4 10-18h36l14 18 12 4v16z"/><path fill="#fff" d="M32 38h14v12H26zM52 38h12l9 12H52z"/><circle cx="28" cy="72" r="9" fill="#fff"/><circle cx="72" cy="72" r="9" fill="#fff"/>"##
        }
        Symbol::Drink => {
            r##"<path fill="#fff" d="M30 16h40l-6 74H36z"/><path d="M33 44h34l-4 46H36z"/>"##
        }
        Symbol::Stop => {
            r##"<path fill="#d4351c" d="M34 8h32l26 26v32L66 92H34L8 66V34z"/><path fill="#fff" d="M38 72V40c0-5 6-5 6 0v-8c0-5 6-5 6 0v-2c0-5 6-5 6 0v6c0-4 6-4 6 0v20l4-5c4-3 7 1 4 5L60 74z" stroke-width="2.5"/>"##
        }
        Symbol::Care => {
            r##"<path fill="#e88a9b" d="M50 88C20 66 8 50 8 34c0-22 30-28 42-6 12-22 42-16 42 6 0 16-12 32-42 54z"/>"##
        }
        Symbol::Telephone => {
            r##"<rect x="30" y="6" width="40" height="88" rx="7"/><path fill="#fff" d="M36 18h28v58H36z"/><circle cx="50" cy="85" r="4" fill="#fff" stroke-width="2.5"/>"##
        }
        Symbol::Paper => {
            r##"<path fill="#fff" d="M20 8h44l16 16v68H20z"/><path fill="none" d="M64 8v16h16M32 40h36M32 54h36M32 68h36M32 82h20"/>"##
        }
        Symbol::Calendar => {
            r##"<rect x="12" y="18" width="76" height="72" fill="#fff"/><path d="M12 18h76v20H12z"/><path fill="none" d="M30 8v18M70 8v18M26 52h8m12 0h8m12 0h8M26 66h8m12 0h8m12 0h8M26 80h8m12 0h8"/>"##
        }
        Symbol::Yes => {
            r##"<circle cx="50" cy="50" r="42" fill="#b9e3c6"/><path fill="none" stroke-width="9" d="M28 52l16 16 30-36"/>"##
        }
        Symbol::No => {
            r##"<circle cx="50" cy="50" r="42" fill="#f3b9b2"/><path fill="none" stroke-width="9" d="M32 32l36 36M68 32 32 68"/>"##
        }
        Symbol::Question => {
            r##"<circle cx="50" cy="50" r="42"/><path fill="none" stroke-width="8" d="M36 40c0-20 30-20 30-2 0 13-16 12-16 26"/><circle cx="50" cy="77" r="4" fill="#000" stroke-width="2"/>"##
        }
        Symbol::Money => {
            r##"<circle cx="50" cy="50" r="42" fill="#ffe28a"/><path fill="none" stroke-width="6" d="M64 34c-2-14-24-14-24 2 0 12 2 18-6 34h34M34 54h22"/>"##
        }
    }
}
