"""What the clause behind a quotation looks like: its verb, what the verb is parted into, and what is a title beside it."""

from __future__ import annotations

from collections.abc import Sequence

from newsroom_cli.language.tokens import Token

NO_VERBS = frozenset((
    "and", "but", "or", "the", "a", "an", "of", "in", "on", "at", "by", "for", "from", "with", "to", "as", "when", "while", "where", "who",
    "which", "that", "if", "because", "after", "before", "during", "since", "under", "over", "about", "between", "against", "into", "is",
    "was", "are", "were", "has", "had", "will", "und", "oder", "aber", "mit", "von", "bei", "für", "auf", "aus", "zu", "der", "die", "das",
    "den", "dem", "des", "im", "am", "ist", "war", "wird", "hat", "y", "o", "e", "de", "del", "la", "el", "los", "las", "en", "con", "por",
    "para", "que", "es", "et", "ou", "mais", "dans", "avec", "par", "pour", "sur", "le", "les", "est", "sowie", "such",
    "während", "wenn", "weil", "dass", "ob", "als", "wo", "bis", "nach", "vor", "über", "unter", "durch", "gegen", "ohne", "um", "zum", "zur",
    "vom", "beim", "an", "sich", "nicht", "auch", "sind", "waren", "wurde", "wurden", "werden", "mientras", "cuando", "donde", "desde", "hasta",
    "sin", "sobre", "entre", "tras", "ante", "como", "porque", "pero", "aunque", "si", "al", "su", "sus", "se", "un", "una", "lors", "quand",
    "où", "dont", "car", "donc", "sans", "sous", "chez", "vers", "depuis", "pendant", "avant", "après", "contre", "à", "au", "aux", "du", "ce",
    "cette", "sont", "était", "quando", "mentre", "dove", "da", "per", "tra", "fra", "su", "della", "dei", "che", "ma", "ed", "è", "enquanto",
    "onde", "com", "pelo", "pela", "do", "dos", "das", "no", "na", "em", "mas", "ou", "sem", "é", "van", "voor", "met", "door", "bij", "naar",
    "waar", "terwijl", "maar", "toen", "omdat", "het", "een", "op", "te", "die", "dat",
))  # fmt: skip


REACH = 2_000  # characters; who is named further from a quotation is not the one who speaks


def is_titled(quoted: str, *, least: int = 1) -> bool:
    """Whether all longer words have capitals, as a film's have that is directed by somebody."""
    longer = [part for part in quoted.split() if len(part.strip(".,!?’'\"”")) > 3]
    return len(longer) >= least and all(each.lstrip("‘'([“\"")[:1].isupper() for each in longer)


# „Wir bleiben“, ist sich Ana Ruiz sicher. „Wir bleiben“, fasst Ruiz zusammen.
ONESELF = frozenset((
    "ist sich", "sind sich", "zeigt sich", "zeigte sich", "zeigten sich", "zeigen sich", "gibt sich", "gab sich",
))  # fmt: skip
_PARTICLES = frozenset(
    ("zusammen", "deutlich", "klar", "fest", "fort", "hinzu", "hin", "aus", "an", "mit", "nach", "zurück")
)


def is_parted(parts: Sequence[Token]) -> bool:
    """Whether a clause begins with the verb of the particle it ends with."""
    verb = parts[0].text
    last = next((part.text for part in reversed(parts) if part.text[0].isalpha()), "")
    return last in _PARTICLES and verb.islower() and verb.endswith(("t", "te")) and verb not in NO_VERBS
