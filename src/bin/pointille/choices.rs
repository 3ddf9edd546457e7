//! Readers of options whose values are words of the library, and the one choice of the program's own.

use clap::builder::{PossibleValue, TypedValueParser};
use pointille::Named;
use pointille::scene::LightName;
use std::error::Error;
use std::ffi::OsStr;
use std::marker::PhantomData;
use std::path::PathBuf;
use std::str::FromStr;

/// A reader of an option's value `T`, which lists the names of `N` in the help.
pub struct Words<N, T>(PhantomData<fn() -> (N, T)>);

// `derive` would demand `Clone` of both types.
impl<N, T> Clone for Words<N, T> {
    fn clone(&self) -> Self {
        Self(PhantomData)
    }
}

/// The reader for an option that takes the names of `T` only.
pub fn words<T: Named + FromStr>() -> Words<T, T> {
    Words(PhantomData)
}

/// The reader for an option that takes the names of `N` and other texts that parse as a `T`.
pub fn words_and_more<N: Named, T: FromStr>() -> Words<N, T> {
    Words(PhantomData)
}

impl<N, T> TypedValueParser for Words<N, T>
where
    N: Named,
    T: FromStr + Clone + Send + Sync + 'static,
    T::Err: Into<Box<dyn Error + Send + Sync>>,
{
    type Value = T;

    fn parse_ref(&self, cmd: &clap::Command, arg: Option<&clap::Arg>, value: &OsStr) -> Result<T, clap::Error> {
        TypedValueParser::parse_ref(&T::from_str, cmd, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(N::all().iter().map(|value| PossibleValue::new(value.name()))))
    }
}

/// A built-in light, or a file that holds one.
#[derive(Clone, Debug)]
pub enum LightArg {
    Named(LightName),
    File(PathBuf),
}

impl FromStr for LightArg {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.parse() {
            Ok(name) => Ok(Self::Named(name)),
            Err(_) if text.contains(['.', '/', '\\']) => Ok(Self::File(text.into())),
            Err(error) => Err(format!("{error} (or name a panorama's file, .hdr or .exr)")),
        }
    }
}
