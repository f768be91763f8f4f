//! The output formats, each checked against its own specification, on Japanese text with characters outside the
//! BMP, in every encoding and with every line end.

mod corpus;
mod files;
mod lines;
mod places;
mod sarif;
mod xml;
