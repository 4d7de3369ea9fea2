"""What the assistant itself says, in six languages: one catalogue (gettext .po) a language."""
