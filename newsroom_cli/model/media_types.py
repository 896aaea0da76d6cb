"""The files that can go out with a release, and their media types.

The system's own table of types is not used, because it differs between machines.
"""

from __future__ import annotations

from collections.abc import Mapping

PICTURES: Mapping[str, str] = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
}
# Nothing that a browser would run on the newsroom's site, and nothing that build writes itself.
ATTACHMENTS: Mapping[str, str] = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "epub": "application/epub+zip",
    "rtf": "application/rtf",
    "csv": "text/csv",
    "txt": "text/plain",
    "zip": "application/zip",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "wav": "audio/wav",
    "mp4": "video/mp4",
    "webm": "video/webm",
}


def ending(path: str) -> str:
    """The ending of a file name in lower case, without the dot; empty without one."""
    return path.rpartition("/")[2].rpartition(".")[2].lower() if "." in path.rpartition("/")[2] else ""


def media_type(path: str) -> str:
    """The media type of a picture or attachment by its ending; empty if it is neither."""
    return {**PICTURES, **ATTACHMENTS}.get(ending(path), "")
