//! Colours and sizes of the interface.

use std::num::NonZeroUsize;

/// Grey of the panels, sRGB.
pub const PANEL_GREY: u8 = 28;

/// Dark and neutral, so that skin is judged against grey.
pub fn style(context: &egui::Context) {
    context.set_theme(egui::Theme::Dark);
    // The first frame is laid out some times before it is seen.
    context.options_mut(|options| options.max_passes = NonZeroUsize::MIN.saturating_add(4));
    context.all_styles_mut(|style| {
        // The window is cleared to the panels' grey: filling them again would cost a software driver more than all else in them.
        style.visuals.panel_fill = egui::Color32::TRANSPARENT;
        style.visuals.window_fill = egui::Color32::from_gray(34);
        style.spacing.slider_width = 170.0;
        style.spacing.item_spacing = egui::vec2(8.0, 6.0);
        // The bar takes its room beside the contents: nothing jumps or hides when it comes.
        style.spacing.scroll = egui::style::ScrollStyle::solid();
    });
}
