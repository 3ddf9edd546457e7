//! The program's contract: what it writes, what it prints where, how it fails. Runs the built program in empty folders.

mod failures;
mod lab;
mod model;
mod paper;
mod photograph;
mod pictures;
mod series;
mod streams;
mod tables;
