//! Craniometric points of a head: their names, and where a head may have them.
//!
//! The macro's call below is the only list: [`Landmark`], the named points of [`Landmarks`] and the keys of
//! [`LandmarkOverrides`] come from it.

use super::HeadError;
use glam::Vec3;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

macro_rules! landmarks {
    ($($(#[doc = $doc:literal])+ $variant:ident $name:ident;)+) => {
        /// A craniometric point of a head. `left` is the subject's left (+X).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Landmark {
            $($(#[doc = $doc])+ $variant),+
        }

        impl Landmark {
            /// All landmarks, in the order of reports.
            pub const ALL: [Self; Landmarks::COUNT] = [$(Self::$variant),+];

            /// Name in plans and reports.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => stringify!($name)),+
                }
            }
        }

        impl Landmarks {
            /// Number of landmarks.
            pub const COUNT: usize = [$(stringify!($name)),+].len();

            $($(#[doc = $doc])+
            pub fn $name(&self) -> Vec3 {
                self.0[Landmark::$variant as usize]
            })+
        }

        /// Landmarks that somebody has set by hand, mm, in the head frame as `pointille check` prints it for the head without
        /// them: x to the subject's left, y up, z forward. Each is taken to the nearest skin.
        #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
        #[serde(default, deny_unknown_fields)]
        pub struct LandmarkOverrides {
            $($(#[doc = $doc])+
            #[serde(skip_serializing_if = "Option::is_none")]
            pub $name: Option<[f32; 3]>),+
        }

        impl LandmarkOverrides {
            /// Point that is set for a landmark.
            pub fn get(&self, landmark: Landmark) -> Option<[f32; 3]> {
                match landmark {
                    $(Landmark::$variant => self.$name),+
                }
            }
        }
    };
}

landmarks! {
    /// Notch above the tragus, subject's left.
    TragionLeft tragion_left;
    /// Notch above the tragus, subject's right.
    TragionRight tragion_right;
    /// Most forward point between the brows.
    Glabella glabella;
    /// Deepest point of the nose's root.
    Nasion nasion;
    /// Tip of the nose.
    Pronasale pronasale;
    /// Lowest point of the chin.
    Menton menton;
    /// Highest point of the head.
    Vertex vertex;
    /// Back of the head.
    Opisthocranion opisthocranion;
    /// External occipital protuberance.
    Inion inion;
    /// Hairline at the midline, where it was lowest in life.
    Trichion trichion;
    /// Outer corner of the eye, subject's left.
    ExocanthionLeft exocanthion_left;
    /// Outer corner of the eye, subject's right.
    ExocanthionRight exocanthion_right;
    /// Upper root of the ear, subject's left.
    OtobasionLeft otobasion_left;
    /// Upper root of the ear, subject's right.
    OtobasionRight otobasion_right;
}

impl Landmark {
    /// True where a head may have this landmark at this offset from the middle between its tragions, mm.
    fn may_lie(self, off: Vec3) -> bool {
        let placed = match self {
            Self::TragionLeft | Self::ExocanthionLeft | Self::OtobasionLeft => off.x > 20.0,
            Self::TragionRight | Self::ExocanthionRight | Self::OtobasionRight => off.x < -20.0,
            Self::Glabella | Self::Nasion | Self::Pronasale => off.z > 40.0,
            Self::Vertex => off.y > 60.0,
            Self::Opisthocranion | Self::Inion => off.z < -30.0,
            Self::Trichion => off.y > 40.0,
            Self::Menton => true,
        };
        placed && off.is_finite() && off.length() <= 400.0
    }
}

/// Craniometric points on the surface, mm, head frame.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Landmarks([Vec3; Self::COUNT]);

impl std::ops::Index<Landmark> for Landmarks {
    type Output = Vec3;

    fn index(&self, landmark: Landmark) -> &Vec3 {
        &self.0[landmark as usize]
    }
}

impl Landmarks {
    /// Landmarks whose points a function gives.
    pub fn new(point: impl FnMut(Landmark) -> Vec3) -> Self {
        Self(Landmark::ALL.map(point))
    }

    /// Middle between the tragions.
    pub fn tragions_middle(&self) -> Vec3 {
        (self.tragion_left() + self.tragion_right()) * 0.5
    }

    /// Size of the head relative to an average man's: mean of length, height and breadth divided by 194.5, 132 and 146
    /// mm.
    pub fn size(&self) -> f32 {
        let length = self.glabella().distance(self.opisthocranion()) / 194.5;
        let height = (self.vertex().y - self.tragions_middle().y) / 132.0;
        let breadth = self.tragion_left().distance(self.tragion_right()) / 146.0;
        ((length + height + breadth) / 3.0).clamp(0.4, 2.5)
    }

    /// Landmarks with every point mapped by `map`.
    pub fn mapped(&self, map: impl Fn(Vec3) -> Vec3) -> Self {
        Self(self.0.map(map))
    }

    /// Points by name, in the order of [`Landmark::ALL`].
    pub fn named(&self) -> [(&'static str, Vec3); Self::COUNT] {
        Landmark::ALL.map(|landmark| (landmark.name(), self[landmark]))
    }

    /// Landmarks with one point changed.
    #[must_use]
    pub fn with(mut self, landmark: Landmark, point: Vec3) -> Self {
        self.0[landmark as usize] = point;
        self
    }

    /// Checks that the points can be a head's.
    pub(super) fn check(&self) -> Result<(), HeadError> {
        let zero = self.tragions_middle();
        match Landmark::ALL.into_iter().find(|&landmark| !landmark.may_lie(self[landmark] - zero)) {
            Some(landmark) => Err(HeadError::Landmark { landmark: landmark.name() }),
            None => Ok(()),
        }
    }
}
