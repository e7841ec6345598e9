"""One door for writing: every operation has the same shape and leaves an entry in the record.

The code is read, not run: these are promises about every function of the rooms that write.
"""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "fingerpost"
APPS = (
    "people",
    "files",
    "meetings",
    "plans",
    "changes",
    "monitoring",
    "notices",
    "intake",
    "issuing",
    "committee",
    "hearings",
    "circulation",
    "scrutiny",
    "publication",
    "start",
)
WRITE_WITHOUT_RECORD = {
    "save_draft": "what somebody typed and has not sent is theirs alone",
}
"""Operations that leave no entry, each with the reason."""

WRITES_ELSEWHERE = {
    "people/models.py": "the manager that makes accounts",
    "files/keeping.py": "keeps a file, for the operation on whatever the file belongs to",
    "notices/writing.py": "the worker writes messages; the outbox is itself the record of who was told what",
    "notices/sending.py": "the worker sends them, and notes on each what became of it",
    "plans/order.py": "the order of sections, kept by the operations that move them",
}
"""Files outside the rooms that write, which yet write, each with the reason."""

QUERYSET_WRITES = {
    "create",
    "get_or_create",
    "update_or_create",
    "bulk_create",
    "bulk_update",
    "update",
    "delete",
}


def rooms():
    """The modules that write: `operations` of each app, and what stands beside them (closing, sending)."""
    for app in APPS:
        for path in sorted((PACKAGE / app).rglob("*.py")):
            parts = path.relative_to(PACKAGE / app).parts
            if "migrations" in parts:
                continue
            if parts[0] in ("operations", "operations.py") or has_operations(path):
                yield path


def has_operations(path):
    return any(is_operation(each) for each in functions(path))


def functions(path):
    return [each for each in tree(path).body if isinstance(each, ast.FunctionDef)]


def tree(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def decorators(function):
    return [ast.unparse(each) for each in function.decorator_list]


def is_operation(function):
    """A function of a module that makes one transaction for somebody: what the worker does by itself has no `by`."""
    names = {each.arg for each in function.args.kwonlyargs + function.args.args}
    atomic = any(each.startswith("transaction.atomic") for each in decorators(function))
    return atomic and not function.name.startswith("_") and "by" in names


def operations():
    return [
        pytest.param(path, each, id=f"{path.relative_to(PACKAGE)}:{each.name}")
        for path in rooms()
        for each in functions(path)
        if is_operation(each)
    ]


def calls(function):
    """The names of everything that a function calls or hands on."""
    return {
        each.attr if isinstance(each, ast.Attribute) else each.id
        for each in ast.walk(function)
        if isinstance(each, ast.Name | ast.Attribute)
    }


def graph():
    found = {}
    for path in rooms():
        for each in ast.walk(tree(path)):
            if isinstance(each, ast.FunctionDef):
                found.setdefault(each.name, set()).update(calls(each))
    return found


@pytest.fixture(scope="module")
def called():
    return graph()


@pytest.mark.parametrize(("path", "function"), operations())
def test_an_operation_takes_names_only_and_says_by_whom_and_when(path, function):
    arguments = function.args
    assert not arguments.args, "positional arguments"
    assert not arguments.posonlyargs
    types = {each.arg: ast.unparse(each.annotation) for each in arguments.kwonlyargs}
    assert types.get("by", "").removesuffix(" | None") == "Person"
    assert types.get("at") == "datetime"


@pytest.mark.parametrize(("path", "function"), operations())
def test_an_operation_says_what_it_does(path, function):
    assert ast.get_docstring(function)


@pytest.mark.parametrize(("path", "function"), operations())
def test_an_operation_leaves_an_entry_in_the_record(path, function, called):
    if function.name in WRITE_WITHOUT_RECORD:
        return
    reached, todo = set(), {function.name}
    while todo:
        name = todo.pop()
        reached.add(name)
        todo |= (called.get(name, set()) - reached) & (called.keys() | {"record"})
    assert "record" in reached


def test_the_list_of_exceptions_holds_what_there_is():
    assert {each.values[1].name for each in operations()} >= WRITE_WITHOUT_RECORD.keys()


def writes(path):
    """The calls in a file that write to the database: `save`, and the writing methods of a table's rows."""
    for each in ast.walk(tree(path)):
        if not isinstance(each, ast.Call) or not isinstance(each.func, ast.Attribute):
            continue
        whose = ast.unparse(each.func.value)
        if each.func.attr == "save" and whose not in ("super()", "document", "workbook"):
            yield each.lineno, ast.unparse(each.func)
        if each.func.attr in QUERYSET_WRITES and ".objects" in whose:
            yield each.lineno, ast.unparse(each.func)


def test_nothing_is_written_but_in_the_rooms_that_write():
    writing = set(rooms())
    wrong = [
        f"{path.relative_to(PACKAGE)}:{line} {what}"
        for app in APPS
        for path in sorted((PACKAGE / app).rglob("*.py"))
        if path not in writing
        and "migrations" not in path.parts
        and str(path.relative_to(PACKAGE)) not in WRITES_ELSEWHERE
        for line, what in writes(path)
    ]
    assert wrong == []


def test_nothing_reads_the_clock_but_the_clock():
    wrong = [
        f"{path.relative_to(PACKAGE)}:{each.lineno}"
        for app in APPS
        for path in sorted((PACKAGE / app).rglob("*.py"))
        if path != PACKAGE / "people/clock.py"
        for each in ast.walk(tree(path))
        if isinstance(each, ast.Attribute)
        and ast.unparse(each) in ("timezone.now", "timezone.localtime", "time.time", "timezone.localdate")
    ]
    assert wrong == []
