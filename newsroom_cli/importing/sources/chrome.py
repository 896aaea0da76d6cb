"""Page furniture: the parts of pages that belong to the medium, not to the release; whole lines know language.furniture."""

from __future__ import annotations

from newsroom_cli.language.wording.page_chrome import TRIM
from newsroom_cli.model.patterns import pattern

# Words in the class or id of an element, or two of them, that name it a part of the page around the text.
_NAMES = """
share sharing shares sharer sharebar sharethis addthis addtoany a2a social socials socialmedia breadcrumb
breadcrumbs crumbs cookie cookies cookiebanner cookieconsent consent gdpr onetrust newsletter subscribe signup
related recommended recommendations sidebar skip skiplink skiplinks skipnav pager pagination comments respond
comment commentlist toolbar toolbox menu submenu megamenu navbar nav navigation subnav topnav footer colophon
masthead popup modal overlay lightbox advert advertisement ad ads banner promo promotion tagcloud feedback
rating login searchbox searchform search totop backtotop printfriendly offcanvas translate gtranslate
postnav prevnext morenews latestnews readnext dfp outbrain taboola disqus sronly screenreader
unsubscribe preheader servicelinks metanav sitemap siteheader languages language switcher
flyout advertisements authorbox authorbio aboutauthor pagesidebar pagefooter pagenav pagenavigation pagemenu pagecomments
"""
NAMES = frozenset(_NAMES.split())
_PAIRS = """
read-next more-news latest-news other-news news-list sign-up e-mail-signup back-top to-top sr-only visually-
hidden screen-reader element-invisible post-navigation entry-footer site-footer site-header page-header-menu
share-buttons tag-list quick-links useful-links print-link page-tools article-tools see-also you-may also-like
meta-nav cross-links mailing-list
"""
PAIRS = frozenset(_PAIRS.split())
# Such words also name what is not around the text, when it is the page that has a menu or a banner.
_HARMLESS = """
has with no without is layout one two three col row wrapper page body
"""
HARMLESS = frozenset(_HARMLESS.split())

# Headings of what follows a release on its page.
_AFTER = pattern(
    r"(?:related|other|latest|recent|more|further|similar|recommended|top|popular|upcoming|next|previous|trending)"
    r"(?: \w+){0,2} (?:news|stories|story|articles?|posts?|releases?|content|headlines|links|items|events|topics|reading|coverage|updates)"
    r"|(?:related|more news|read next|you may also like|you might also like|see also|also of interest|share this(?: \w+)?|follow us(?: on .*)?"
    r"|stay (?:connected|informed|in touch|up to date)|connect with us|subscribe(?: to .*)?|newsletter|sign up(?: for .*)?|get (?:news|email) .*"
    r"|receive (?:news|email) .*|quick links|tags|categories|filed under|comments?|leave a (?:reply|comment)|share|search|archives?|topics)"
    r"|(?:empfehlen sie diese seite(?: weiter)?|diese seite (?:weiter)?empfehlen|diese seite teilen|aktuell)"
    r"|(?:schlagworte|schlagwörter|stichworte|stichwörter|keywords|mots-clés|étiquettes|etiquetas|palabras clave)"
    r"|(?:weitere|aktuelle|ähnliche|mehr|letzte|verwandte) (?:meldungen|artikel|beiträge|nachrichten|themen|pressemitteilungen|news)|das könnte sie auch interessieren"
    r"|(?:mehr lesen|weiterlesen|lesen sie auch|auch interessant|read more|lire la suite|leer más|saber más)"
    r"|(?:à lire aussi|articles? liés|sur le même sujet|autres? actualités|noticias relacionadas|más noticias|(?:esto |también )?te puede interesar|artículos relacionados)",
)


_ELSEWHERE = pattern(
    r"(?:read also|also read|read more|see also|related|lesen sie auch|mehr dazu|(?:à )?lire aussi|lea también|lee también|puede leer|le puede interesar|te puede interesar)\s*:.*"
)


_CONSENT = pattern(
    r"(?:our |manage |about |this (?:web)?site uses )?cookies?[ -]*(?:policy|settings|preferences?|notice|consent|statement|einstellungen|hinweise?|richtlinien?|und datenschutz\w*)"
    r"|(?:politique de|gestion des|política de|aviso de|uso de) cookies|(?:datenschutz|privatsphäre|privacy)[ -]?(?:einstellungen|settings|preferences?|cent(?:er|re))",
)


def asks_for_consent(heading: str) -> bool:
    """Whether a heading begins what a page asks of its readers before it watches them: behind it nothing is text."""
    return len(heading) <= 60 and _CONSENT.fullmatch(" ".join(heading.lower().split()).strip(TRIM)) is not None


def leads_elsewhere(line: str) -> bool:
    """Whether a line that is mostly a link only leads to another page: "Read also: ..."."""
    return len(line) < 300 and _ELSEWHERE.match(line.strip().lower()) is not None


def opens_an_aside(heading: str) -> bool:
    """Whether a heading begins what stands around a release: related news, a sign-up, comments."""
    bare = " ".join(heading.lower().split()).strip(TRIM)
    return 0 < len(bare) <= 60 and _AFTER.fullmatch(bare) is not None
