//! What the pages are made of, inside the binary: `build.rs` writes the tables.

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));
