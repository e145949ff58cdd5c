//! Hostile input: every reader is given thousands of files that are damaged, twisted or made to harm, and none may break.
//!
//! In: small sound files of each kind, and a seed. Out: every file is read or refused within bounds of memory and time; what
//! breaks a reader is kept, and the test says where. `SAFERPLAN_HOSTILE` says how many files each reader is given: 10,000 unless
//! told, and fewer in a debug build, which is slow.

#[cfg(test)]
mod limited;
#[cfg(test)]
mod mutation;
#[cfg(test)]
mod packed;
#[cfg(test)]
mod readers;
