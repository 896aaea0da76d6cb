"""Two workers give what one gives, in order, and their errors arrive."""

from __future__ import annotations

import os
from collections.abc import Sequence

import pytest

from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.newsroom import workers

PATHS = [f"{number}.md" for number in range(500)]


@pytest.mark.parametrize("count", [1, 2, None])
def test_answers_come_in_order(count: int | None) -> None:
    answers = list(workers.batches(lambda part: list(part), PATHS, count=count))
    assert [path for answer in answers for path in answer] == PATHS


def test_two_workers_are_two_processes() -> None:
    assert len(set(workers.batches(lambda part: os.getpid(), PATHS, count=2)) | {os.getpid()}) > 1


def test_others_go_on_where_workers_have_done_their_share() -> None:
    paths = [str(number) for number in range(40_000)]
    answers = list(workers.batches(lambda part: (os.getpid(), list(part)), paths, count=2))
    assert [path for _, part in answers for path in part] == paths
    assert len({process for process, _ in answers}) > 2


def test_few_releases_need_no_second_process() -> None:
    assert set(workers.batches(lambda part: os.getpid(), PATHS[:100])) == {os.getpid()}


@pytest.mark.parametrize("count", [1, 2])
def test_what_a_worker_raises_is_raised_with_its_place_and_remedy(count: int) -> None:
    def fail(part: Sequence[str]) -> None:
        raise NewsroomError("no", path="a.md", line=3, hint="do this")

    with pytest.raises(NewsroomError) as caught:
        list(workers.batches(fail, PATHS, count=count))
    assert (caught.value.path, caught.value.line, caught.value.hint) == ("a.md", 3, "do this")


@pytest.mark.parametrize("many", [0, 1, 3, workers.BATCH_SIZE + 1, 300, 1000])
@pytest.mark.parametrize("count", [1, 2])
def test_batches_are_alike_and_few(many: int, count: int) -> None:
    paths = [str(number) for number in range(many)]
    sizes = list(workers.batches(len, paths, count=count))
    assert sum(sizes) == many
    assert all(size <= workers.BATCH_SIZE for size in sizes)
    assert len(set(sizes[:-1])) <= 1
    assert len(sizes) <= count * -(-many // (count * workers.BATCH_SIZE))
