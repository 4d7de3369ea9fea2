"""The look of the chat: quiet, readable, with fonts that come with Gradio itself."""

from __future__ import annotations

import gradio as gr

BLUE = gr.themes.Color(
    name="cop_blue",
    c50="#eef6fb",
    c100="#d9ebf6",
    c200="#b3d6ec",
    c300="#80badd",
    c400="#4898c7",
    c500="#1f7bb0",
    c600="#0f6396",
    c700="#0d4f79",
    c800="#0e3f60",
    c900="#0f334d",
    c950="#0a2236",
)
SANS = (
    gr.themes.LocalFont("Source Sans Pro", weights=(400, 700)),
    "system-ui",
    "Segoe UI",
    "Noto Sans",
    "sans-serif",
)


CHOICES = {"": "As on this device", "light": "Light", "dark": "Dark"}
"""What can be chosen on the page, and in which words (see `theme.js`)."""


def theme_list() -> str:
    """HTML of the list that light or dark is chosen from."""
    options = (
        f"<option value='{name}' data-word='{words}'>{words}</option>"
        for name, words in CHOICES.items()
    )
    return (
        "<label class='cop-choice cop-theme'><span data-word='Appearance'>Appearance</span>"
        f"<select name='theme'>{''.join(options)}</select></label>"
    )


def theme() -> gr.themes.Base:
    """Colours and type of every part of the page, light and dark."""
    return gr.themes.Base(
        primary_hue=BLUE,
        secondary_hue=BLUE,
        neutral_hue=gr.themes.colors.slate,
        radius_size=gr.themes.sizes.radius_md,
        text_size=gr.themes.sizes.text_md,
        font=SANS,
        font_mono=("ui-monospace", "Consolas", "monospace"),
    ).set(
        body_background_fill="*neutral_50",
        body_background_fill_dark="*neutral_950",
        block_background_fill="white",
        block_background_fill_dark="*neutral_900",
        block_border_width="1px",
        block_shadow="none",
        block_label_text_weight="600",
        input_background_fill="white",
        input_background_fill_dark="*neutral_900",
        input_border_width="1px",
        input_border_color="*neutral_300",
        input_border_color_dark="*neutral_700",
        button_primary_background_fill="*primary_600",
        button_primary_background_fill_hover="*primary_700",
        button_primary_background_fill_dark="*primary_600",
        button_primary_text_color="white",
        link_text_color="*primary_600",
        link_text_color_dark="*primary_300",
    )
