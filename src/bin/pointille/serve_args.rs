//! Arguments of `pointille serve`.

use clap::Args;
use std::net::IpAddr;
use std::path::PathBuf;

#[derive(Clone, Debug, Args)]
pub struct ServeArgs {
    /// Folder whose plans (.toml) the page offers beside the built-in ones.
    #[arg(value_name = "FOLDER")]
    pub plans: Option<PathBuf>,
    /// Let other devices in, for example a tablet in the room: over a secure connection, each by a code that counts once. Without an
    /// address it listens on all of this machine's.
    #[arg(long, value_name = "ADDRESS", num_args = 0..=1, default_missing_value = "0.0.0.0")]
    pub listen: Option<IpAddr>,
    /// Port; 0 takes a free one.
    #[arg(long, value_name = "PORT", default_value_t = 7377)]
    pub port: u16,
    /// Folder of the built page, instead of the one beside the program.
    #[arg(long, value_name = "FOLDER")]
    pub page: Option<PathBuf>,
}
