"""What users say of answers, kept beside the store and nowhere else."""

from ui.feedback.keeping import keep_feedback, kept_feedback
from ui.feedback.record import Feedback, Verdict

__all__ = ["Feedback", "Verdict", "keep_feedback", "kept_feedback"]
