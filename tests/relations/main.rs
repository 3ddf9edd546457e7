//! Pictures held to relations that must hold whatever the skin, the head and the constants are; and functions of the
//! shaders held to their twins in Rust, on the device. Draws on whatever device there is: without a driver every test here
//! fails and names the package to install.

#![allow(clippy::disallowed_macros, reason = "its output is read by whoever runs it")]

mod cost;
mod device_lost;
mod dots;
mod edits;
mod eyes;
mod framing;
mod languages;
mod light;
mod models;
mod on_device;
mod photographs;
mod preludes;
mod sampling;
mod shown;
mod stubble;
mod studio;
mod twins;
mod wall;
mod years;
