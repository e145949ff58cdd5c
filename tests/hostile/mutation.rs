//! Hostile files made of sound ones, the same every time.
//!
//! Bytes are changed, taken out, doubled and put in; numbers become numbers that no file should have; words of the format are
//! put where they do not belong; brackets are opened without end; two files become one; and where a file is an archive, what
//! is in it is changed and packed again.

use crate::packed;

/// Numbers at the edges of what programs count with.
const NUMBERS: [&str; 14] = [
    "0",
    "-1",
    "255",
    "256",
    "65535",
    "65536",
    "2147483647",
    "4294967295",
    "4294967296",
    "9223372036854775807",
    "18446744073709551616",
    "1e999",
    "-0.0",
    "NaN",
];

/// Signs by which texts, tables and marks are told apart, and some that no text should have.
const SIGNS: [&[u8]; 16] = [
    b"\"",
    b",",
    b"\r",
    b"\n",
    b"\0",
    b"\xff",
    b"\xfe\xff",
    b"\xef\xbb\xbf",
    b"\xed\xa0\x80",
    b"{",
    b"[",
    b"<",
    b"&",
    b"]]>",
    b"=1+1",
    b"\xe2\x80\xae",
];

/// The longest file that is made: enough to be long, and short enough to make many.
const LONGEST: usize = 1 << 16;

/// Makes hostile files.
pub(crate) struct Mutation {
    chance: u64,
    words: &'static [&'static str],
}

impl Mutation {
    pub(crate) fn seeded(seed: u64, words: &'static [&'static str]) -> Mutation {
        Mutation { chance: seed | 1, words }
    }

    /// A number below `end` (xorshift, Marsaglia 2003).
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.chance ^= self.chance << 13;
        self.chance ^= self.chance >> 7;
        self.chance ^= self.chance << 17;
        usize::try_from(self.chance % u64::try_from(end.max(1)).unwrap()).unwrap()
    }

    /// A hostile file.
    pub(crate) fn of(&mut self, seeds: &[Vec<u8>]) -> Vec<u8> {
        let mut bytes = seeds[self.below(seeds.len())].clone();
        // Of an archive, the bytes of its own are seldom as telling as those that it packs.
        if bytes.starts_with(b"PK") && self.below(4) > 0 {
            return packed::with_one_changed(self, &bytes);
        }
        for _ in 0..=self.below(6) {
            self.change(&mut bytes, seeds);
        }
        bytes.truncate(LONGEST);
        bytes
    }

    /// Changes bytes in one way.
    pub(crate) fn change(&mut self, bytes: &mut Vec<u8>, seeds: &[Vec<u8>]) {
        let at = self.below(bytes.len() + 1);
        match self.below(12) {
            0 => self.flip(bytes),
            1 => bytes.truncate(at),
            2 => drop(bytes.drain(at..(at + self.below(64)).min(bytes.len()))),
            3 => self.number(bytes),
            4 => self.wide_number(bytes),
            5 => {
                let sign = SIGNS[self.below(SIGNS.len())];
                put(bytes, at, sign);
            }
            6 => {
                let words = self.words;
                let word = words.get(self.below(words.len())).copied().unwrap_or_default();
                put(bytes, at, word.as_bytes());
            }
            7 => self.many(bytes, at),
            8 => self.again(bytes, at),
            9 => self.spliced(bytes, at, seeds),
            10 => self.swapped(bytes),
            _ => {
                for _ in 0..self.below(16) {
                    self.flip(bytes);
                }
            }
        }
    }

    fn flip(&mut self, bytes: &mut [u8]) {
        let at = self.below(bytes.len());
        if let Some(byte) = bytes.get_mut(at) {
            *byte ^= 1 << self.below(8);
        }
    }

    /// A number in figures becomes another.
    fn number(&mut self, bytes: &mut Vec<u8>) {
        let from = self.below(bytes.len());
        let Some(begins) = bytes.iter().skip(from).position(u8::is_ascii_digit) else { return };
        let begins = from + begins;
        let figures = bytes[begins..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let number = NUMBERS[self.below(NUMBERS.len())];
        bytes.splice(begins..begins + figures, number.bytes());
    }

    /// Bytes that may be a length, a place or a size become as large as they can, or nothing.
    fn wide_number(&mut self, bytes: &mut [u8]) {
        let at = self.below(bytes.len());
        let (with, wide) = ([0x00, 0xff, 0x7f, 0x80][self.below(4)], [1, 2, 4, 8][self.below(4)]);
        bytes.iter_mut().skip(at).take(wide).for_each(|byte| *byte = with);
    }

    /// A sign, thousands of times: brackets that nest, columns without end, one long word.
    fn many(&mut self, bytes: &mut Vec<u8>, at: usize) {
        let signs: [&[u8]; 8] = [b"[", b"{\"a\":", b"(", b",", b"<a>", b"> ", b"A", b"*_"];
        let sign = signs[self.below(signs.len())];
        let times = 1 << self.below(13);
        put(bytes, at, &sign.repeat(times));
    }

    /// A part stands there once more.
    fn again(&mut self, bytes: &mut Vec<u8>, at: usize) {
        let end = (at + self.below(512)).min(bytes.len());
        let part = bytes[at..end].to_vec();
        for _ in 0..=self.below(8) {
            put(bytes, at, &part);
        }
    }

    /// One file goes on as another.
    fn spliced(&mut self, bytes: &mut Vec<u8>, at: usize, seeds: &[Vec<u8>]) {
        let other = &seeds[self.below(seeds.len())];
        bytes.truncate(at);
        bytes.extend_from_slice(&other[self.below(other.len() + 1)..]);
    }

    /// Two parts change their places.
    fn swapped(&mut self, bytes: &mut [u8]) {
        let (one, other, long) = (self.below(bytes.len()), self.below(bytes.len()), self.below(32));
        for step in 0..long {
            if one + step < bytes.len() && other + step < bytes.len() {
                bytes.swap(one + step, other + step);
            }
        }
    }
}

fn put(bytes: &mut Vec<u8>, at: usize, part: &[u8]) {
    if bytes.len() + part.len() <= LONGEST {
        bytes.splice(at..at, part.iter().copied());
    }
}

#[test]
fn the_same_seed_makes_the_same_files_and_hardly_two_are_alike() {
    let seeds = vec![b"month,count\n2014-06,12\n".to_vec(), b"{\"a\":[1,2]}".to_vec()];
    let made = |seed| {
        let mut mutation = Mutation::seeded(seed, &["Kent"]);
        (0..200).map(|_| mutation.of(&seeds)).collect::<Vec<_>>()
    };
    assert_eq!(made(7), made(7));
    let different: std::collections::BTreeSet<Vec<u8>> = made(7).into_iter().collect();
    assert!(different.len() > 180, "{}", different.len());
}
