"""A course folder of its own for the sample class: the assignments are those of the repository."""

from pathlib import Path

from nbgrader.plugins import LateSubmissionPlugin

c = get_config()  # noqa: F821 - traitlets puts it here
load_subconfig("nbgrader_config.py", path=str(Path(__file__).parent.parent))  # noqa: F821


class TenPercentADay(LateSubmissionPlugin):
    """A tenth of the score for each day begun after the due date."""

    def late_submission_penalty(self, student_id: str, score: float, total_seconds_late: float) -> float:
        """The points to take away."""
        days = -(-total_seconds_late // 86_400)
        return min(score, score * days / 10)


c.CourseDirectory.course_id = "sample"
c.CourseDirectory.source_directory = "../solutions"
c.CourseDirectory.release_directory = "../assignments"
# Written by us, so it may be graded where no wall can be built. Never say this of what students hand in.
c.Underhood.own_submissions = True
c.AssignLatePenalties.plugin_class = TenPercentADay
c.Underhood.due_dates = {
    "01_tensors": "2026-10-05 23:59:00 UTC",
    "02_pixel_similarity": "2026-10-12 23:59:00 UTC",
    "03_gradients": "2026-10-19 23:59:00 UTC",
    "04_mnist_loss": "2026-10-26 23:59:00 UTC",
    "05_training_loop": "2026-11-02 23:59:00 UTC",
    "06_optimizer": "2026-11-09 23:59:00 UTC",
    "07_my_linear": "2026-11-16 23:59:00 UTC",
    "08_learner": "2026-11-23 23:59:00 UTC",
    "09_full_mnist": "2026-11-30 23:59:00 UTC",
}
