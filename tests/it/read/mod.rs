//! The YAML reader, and malformed input of every kind.

mod bad_input;
mod cures;
mod dues;
mod fuzz_seeds;
mod hurried;
mod one_slip;
mod parties;
mod slips;
mod unfilled;
mod yaml_tree;
