//! Dates, times and durations as Japanese offices write them: read, found in prose, written back alike.
