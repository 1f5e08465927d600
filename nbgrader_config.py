"""nbgrader's settings for this course. `underhood` reads them too: they are the only place for them."""

from autograder.dropin import plug_in

c = get_config()  # type: ignore[name-defined]  # noqa: F821

c.CourseDirectory.course_id = "underhood"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "assignments"

# Never copied anywhere. The first four are nbgrader's own; then what would give answers away; then what tools leave.
c.CourseDirectory.ignore = [
    ".ipynb_checkpoints",
    "*.pyc",
    "__pycache__",
    "feedback",
    "hidden_checks*",
    "attempts*",
    "result.json",
    ".pytest_cache",
    ".ruff_cache",
    ".DS_Store",
]

# nbgrader's list, in nbgrader's order; only ClearSolutions is another: see its docstring.
c.GenerateAssignment.preprocessors = [
    "nbgrader.preprocessors.IncludeHeaderFooter",
    "nbgrader.preprocessors.InstantiateTests",
    "nbgrader.preprocessors.LockCells",
    "autograder.release.clear_solutions.ClearSolutionsOrGive",
    "nbgrader.preprocessors.ClearOutput",
    "nbgrader.preprocessors.CheckCellMetadata",
    "nbgrader.preprocessors.ComputeChecksums",
    "nbgrader.preprocessors.SaveCells",
    "nbgrader.preprocessors.ClearHiddenTests",
    "nbgrader.preprocessors.ClearMarkScheme",
    "nbgrader.preprocessors.ComputeChecksums",
    "nbgrader.preprocessors.CheckCellMetadata",
]

# A page that students open holds what students wrote: it is made harmless, in formgrader and in the feedback alike.
c.GenerateFeedback.exporter_class = "autograder.feedback_page.FeedbackPage"
c.GenerateFeedback.preprocessors = [
    "autograder.feedback_grades.GetGradesAndWaits",
    "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
]
c.HTMLExporter.sanitize_html = True
c.HTMLExporter.filters = {
    "clean_html": "autograder.safe_html.safe_html",
    "markdown2html": "autograder.safe_markdown.safe_markdown",
}

# `nbgrader autograde`, `nbgrader validate` and the buttons of formgrader and JupyterLab go through our engine.
plug_in(c)
