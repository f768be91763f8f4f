//! What is published, held to the code it describes.

mod generated;
mod imports;
mod modules;
mod pages;
mod sizes;
