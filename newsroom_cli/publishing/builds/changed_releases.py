"""The releases that a build publishes for the first time, and the kind of change of those that it changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from newsroom_cli.model.release import CLARIFICATION, CORRECTION, UPDATE
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.writer.manifest import Manifest, Record
from newsroom_cli.publishing import blackouts
from newsroom_cli.publishing.outcomes import Outcome

# The kinds of change of a release on the site: first those with a notice to readers, then the others.
_BY_NOTICE: Mapping[str, str] = {CORRECTION: "corrected", UPDATE: "updated", CLARIFICATION: "clarified"}
WITHDRAWN, KILLED, BROUGHT_BACK, RENAMED, CHANGED = _OTHERS = (
    "withdrawn", "killed", "brought back", "renamed", "changed",
)  # fmt: skip
KINDS = (*_BY_NOTICE.values(), *_OTHERS)


def new(public: Sequence[Outcome], manifest: Manifest) -> tuple[str, ...]:
    """The paths of the releases that are new on the site; `manifest` is the manifest of the build before."""
    on_site = manifest.published
    return tuple(
        outcome.path
        for outcome in public
        if outcome.record_in(on_site) is None and outcome.slug not in manifest.releases
    )


def changed(newsroom: Newsroom, public: Sequence[Outcome], manifest: Manifest) -> dict[str, str]:
    """The kind of change, one of KINDS, of each release on the site whose words or address have changed, by path."""
    on_site = manifest.published
    kinds = {}
    for outcome in public:
        before = outcome.record_in(on_site)
        is_on_site = before is not None or outcome.slug in manifest.releases
        if is_on_site and _is_changed(outcome, before):
            kinds[outcome.path] = _kind(newsroom, outcome, before)
    return kinds


def _is_changed(outcome: Outcome, before: Record | None) -> bool:
    """Whether a release has other words or another address than before. Other changes of its page do not count."""
    assert outcome.public
    if before is None:  # a rehearsal
        return any(staged.changed for staged in outcome.files.values())
    return blackouts.is_changed(before, outcome.slug, outcome.public.words, ())


def _kind(newsroom: Newsroom, outcome: Outcome, before: Record | None) -> str:
    """The kind of change of a release since the last build."""
    assert outcome.public
    if before is None:
        return CHANGED
    earlier, now = before.listing, outcome.public.listing
    if now.taken_back:
        kind = KILLED if now.killed else WITHDRAWN
        return CHANGED if (earlier.killed, earlier.taken_back) == (now.killed, True) else kind
    if earlier.taken_back:
        return BROUGHT_BACK
    if now.notices > earlier.notices:
        return _BY_NOTICE.get(newsroom.read(outcome.path).last_change, CHANGED)
    return RENAMED if before.words == outcome.public.words else CHANGED
