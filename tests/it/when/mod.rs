//! `kigen when`: the times of a request.

mod times;
