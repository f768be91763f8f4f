//! What is published, held to the code it describes.

mod examples;
mod generated;
mod imports;
mod modules;
mod pages;
mod paths;
mod sizes;
