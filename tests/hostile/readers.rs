//! Every reader of files that others send, with small sound files of its kind.

mod scans;
mod shapes;
mod sheets;
mod tables;
mod texts;

/// A reader: its sound files, and what it says of any.
pub(crate) struct Reader {
    /// Small files of its kind.
    pub(crate) seeds: Vec<Vec<u8>>,
    /// Whether all of these are read; else some are of kinds that it refuses.
    pub(crate) sound: bool,
    /// Words of its format.
    pub(crate) words: &'static [&'static str],
    /// Reads bytes; what it made of them, or why it refused them.
    pub(crate) reads: fn(&[u8]) -> Result<String, String>,
}

impl Reader {
    /// A reader of sound files.
    fn of(
        seeds: Vec<Vec<u8>>,
        words: &'static [&'static str],
        reads: fn(&[u8]) -> Result<String, String>,
    ) -> Reader {
        Reader { seeds, sound: true, words, reads }
    }
}

/// A test for each reader: what is hostile it reads or refuses.
macro_rules! read_or_refuse {
    ($($test:ident: $reader:path;)*) => {
        $(#[test]
        fn $test() {
            let path = concat!(module_path!(), "::", stringify!($test));
            // The runner knows a test by its path within the program.
            let path = path.split_once("::").map_or(path, |(_, path)| path);
            crate::limited::tries(path, $reader);
        })*
    };
}

pub(crate) use read_or_refuse;

/// The beginning of one of the example's files, by whole lines.
fn example(name: &str, lines: usize) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/maidstone-2014/");
    let text = std::fs::read_to_string(format!("{folder}{name}")).unwrap();
    text.split_inclusive('\n').take(lines).collect::<String>().into_bytes()
}
