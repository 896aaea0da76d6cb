"""Read saved pages and pasted HTML; refuse error pages and bot checks."""

from __future__ import annotations

from collections.abc import Iterator

from newsroom_cli.importing.material import Material
from newsroom_cli.importing.pages import html_, tree
from newsroom_cli.importing.pieces import Pasted
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.patterns import pattern


def recognises(material: Material) -> bool:
    """Whether a text is HTML."""
    return tree.is_html(material.text, material.name)


def read_from(material: Material) -> Iterator[Pasted]:
    """Yield the text of a page. Raises NewsroomError for an error page or a bot check."""
    pasted = html_.read(material.text, base=material.base)
    _refuse_error_page(pasted)
    yield material.with_notes(pasted)._replace(has_files_beside=True)


_LONGEST = 220  # words; longer pages are no error pages

# These must be whole titles: a release may be about denied access.
_ROBOT_TITLE = pattern(
    r"just a moment|one moment,? please|pardon our interruption|access (?:to this page has been )?denied"
    r"|attention required!?"
    r"|please enable (?:javascript|cookies|js)\b.{0,60}|(?:javascript|cookies) (?:is|are) (?:disabled|required)"
    r"|checking your browser\b.{0,60}|are you (?:a )?(?:robot|human)|(?:human|bot|robot) (?:verification|check)"
    r"|(?:please )?verify (?:that )?you are (?:a )?human|security check(?:point)?|vercel security checkpoint|ddos-guard"
    r"|client challenge|request (?:rejected|blocked|unsuccessful)|(?:sorry,? )?you have been blocked"
    r"|zugriff verweigert|accès (?:refusé|interdit)|acceso denegado",
    2,
)
_ERROR_TITLE = pattern(
    r"(?:(?:http )?(?:error|fehler|erreur)\W{0,3})?(?:40[0134]|410|429|50[0234])(?:\W{1,3}(?:error|bad request"
    r"|unauthorized|forbidden|(?:page )?not found|gone|too many requests"
    r"|internal server error|bad gateway|service (?:temporarily )?unavailable|gateway time-?out))?"
    r"|not found|forbidden|unauthorized|(?:the )?(?:page|file) (?:was |could |can)?not (?:be )?found|bad gateway"
    r"|too many requests|(?:this )?page (?:has|was) (?:been )?moved"
    r"|(?:service|site) (?:temporarily )?unavailable|internal server error|seite nicht gefunden|page (?:non trouvée"
    r"|introuvable)|página no encontrada",
    2,
)
_ROBOT_CHECK = pattern(
    r"enable javascript and cookies to continue|needs to review the security of your connection"
    r"|checking if the site connection is secure"
    r"|made us think (?:that )?you (?:might be|were|are) a (?:bot|robot)|incapsula incident id|your support id is"
    r"|(?:you )?don['’]t have permission to access .{0,200} on this server|using a security service to protect itself"
    r"|verifying (?:that )?you are (?:a )?human|unusual (?:traffic|activity) from your"
    r"|you need to enable javascript to (?:run|view|use)"
    r"|please enable javascript to (?:view|continue|use)|checking your browser before accessing",
    2,
)
_SITE_NAME = pattern(r"\s*(?:[|·•–—»:]|\s-\s).*", 16)


def _refuse_error_page(pasted: Pasted) -> None:
    """Raise NewsroomError for a page that a server sent instead of the one that was asked for."""
    words = " ".join(piece.text for piece in pasted.pieces)
    if len(words.split()) > _LONGEST:
        return
    names = [_bare_title(title) for title in (pasted.title, *(piece.text for piece in pasted.pieces[:2]))]
    if title := next(filter(_ERROR_TITLE.fullmatch, names), ""):
        raise NewsroomError(
            f"the server sent an error in place of the page: {title}",
            hint="look for its new address in your browser, save the page and import that file",
        )
    title = next(filter(_ROBOT_TITLE.fullmatch, names), "")
    if title or _ROBOT_CHECK.search(words):
        raise NewsroomError(
            f"the server sent a check against robots in place of the page: {(title or names[0] or words)[:60]}",
            hint="open the address in your browser, wait for the page, save it, and import that file",
        )


def _bare_title(title: str) -> str:
    """A title without the name of the site and without punctuation around it."""
    return _SITE_NAME.sub("", " ".join(title.split()), count=1).strip(" .…!?")
