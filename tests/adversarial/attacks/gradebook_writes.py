"""Writing the score where scores are kept."""

# ruff: noqa: E501 - what an attack writes is as long as it is

from tests.adversarial.attack import Attack, family

ATTACKS = family(
    "gradebook_writes",
    Attack(
        "sqlite",
        "writes full marks into every gradebook that it finds",
        cell="""
import sqlite3
paths = [COURSE + "/gradebook.db", HOME + "/gradebook.db", *("../" * n + "gradebook.db" for n in range(8)),
         "/proc/%d/cwd/gradebook.db" % JUDGE, "/proc/1/root" + COURSE + "/gradebook.db"]
for path in paths:
    if os.path.exists(path):
        def forge():
            with sqlite3.connect(path, timeout=0.2) as gradebook:
                gradebook.execute("update grade set auto_score = 1000, manual_score = 1000")
                gradebook.execute("update base_cell set max_score = 0")
        attempt(forge)
        effect(path)
""",
    ),
    Attack(
        "nbgrader_api",
        "writes full marks by nbgrader's own functions",
        cell="""
def forge():
    from nbgrader.api import Gradebook
    with Gradebook("sqlite:///" + COURSE + "/gradebook.db") as gradebook:
        gradebook.update_or_create_student("forged", first_name="forged")
attempt(forge)
""",
    ),
    Attack(
        "results",
        "writes verdicts, pages and notebooks where the judge does",
        cell="""
for folder in ("autograded", "feedback"):
    for place in glob.glob(COURSE + f"/{folder}/*/*") + [COURSE + f"/{folder}", COURSE + f"/{folder}/forged/three_tasks"]:
        attempt(os.makedirs, place, 0o777, True)
        leave(place)
        attempt(write, place + "/result.json", '{"schema": 1, "score": 8.0}')
""",
    ),
    Attack(
        "course_files",
        "rewrites checks, solutions, the release and the settings",
        cell="""
for name in ("checks.py", "hidden_checks.py", "three_tasks.ipynb"):
    attempt(write, COURSE + "/solutions/three_tasks/" + name)
for folder in ("", "/solutions", "/solutions/three_tasks", "/assignments", "/submitted", "/submitted/new"):
    leave(COURSE + folder)
attempt(write, COURSE + "/nbgrader_config.py", "raise SystemExit")
""",
    ),
    Attack(
        "other_submissions",
        "spoils the submissions that come after it",
        cell="""
for path in glob.glob(COURSE + "/submitted/*/*/*.ipynb"):
    attempt(write, path, "spoiled")
    attempt(os.unlink, path)
""",
    ),
    Attack(
        "removes",
        "removes the course",
        dangerous=True,
        cell="""
import shutil
for path in (COURSE, HOME, TMP):
    shutil.rmtree(path, ignore_errors=True)
""",
    ),
    Attack(
        "locks",
        "locks the gradebook, so that nobody else can write",
        cell="""
import fcntl
for path in (COURSE + "/gradebook.db", COURSE + "/gradebook.db.lock", COURSE + "/.underhood.lock"):
    def lock():
        keep.append(open(path, "r+b"))
        fcntl.flock(keep[-1], fcntl.LOCK_EX)
        effect(path)
    keep = []
    attempt(lock)
""",
    ),
)
