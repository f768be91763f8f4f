//! The reader of YAML, and input of every bad kind.

mod bad_input;
mod cures;
mod fuzz_seeds;
mod hurried;
mod one_slip;
mod parties;
mod slips;
mod unfilled;
mod yaml_tree;
