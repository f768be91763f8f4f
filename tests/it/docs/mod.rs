//! What is published, held to the code it describes.

mod generated;
mod pages;
