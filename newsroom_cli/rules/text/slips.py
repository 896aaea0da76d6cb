"""TX: typing slips: stray stops, wrong apostrophes, needless hyphens, missing commas and spaces."""

from __future__ import annotations

from collections.abc import Iterator

from newsroom_cli.language import quotation_marks, sentences
from newsroom_cli.language.attribution_lexicon import lexicon_for
from newsroom_cli.language.document import Document
from newsroom_cli.language.passages import CODE
from newsroom_cli.language.word_lists import RULES
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import Span
from newsroom_cli.rules import rewriting
from newsroom_cli.rules.registry import FIRST_SET, INFO, PREVIEW, WARNING, Fix, Hit, rule
from newsroom_cli.rules.text.shapes import scan_by_set
from newsroom_cli.rules.triggers import characters, words

# --- TX021 ----------------------------------------------------------------------------------------------------

# A mark after a space, and two marks where one is meant; "Inc.,", "...", "?!" and ":)" do not match.
_SPACED = pattern(
    r" +[.,](?<=[^\W\d_]\s[.,])(?=[\s”\"’)]|\Z)(?![.,])(?! \.)|(?<=[”\")]) [.,](?=\s?[^\W\d_a-z])"
    r"| [.,](?<=[^\W\d_A-Z] [.,])(?=[A-ZÀ-Þ][a-zà-ÿ]+ )(?!\.Net)"
)
_DOUBLED = pattern(
    r"(?:,\s?,|\.\s?,(?=\s)|,\s?\.(?=\s|\Z)|;\s?[.,]|:\s?[.,](?=\s|\Z)|\.\s\.(?!\s?\.)|\.\.(?=\s|\Z))"
    r"(?<!\.\.\.)"
)
_STUCK = pattern(r" ,(?<=[^\W\d_] ,)(?=[a-zß-ÿ]{2,} )")  # the quay ,which opened
_SIGNS = (" ,", " .", ",,", ".,", ",.", ";.", ";,", ":.", ":,", "..")  # each match contains one of these


@rule("TX021", "stray-stop", severity=WARNING, since="2026.2")
def stray_stop(document: Document) -> Iterator[Hit]:
    """Report a comma or full stop after a space, and two of them where one is meant, once in a paragraph."""
    for passage in document.passages:
        if not any(map(passage.text.__contains__, _SIGNS)):
            continue
        for match in _STUCK.finditer(passage.text):
            fix = rewriting.fix(document, passage, *match.span(), ", ", safe=False)
            message = "this comma has its space before it instead of after it"
            yield Hit(passage.place(*match.span()), message, 'write ", "', fix=fix, since=PREVIEW)
        strays = [
            match
            for shape in (_SPACED, _DOUBLED)
            for match in shape.finditer(passage.text)
            if not _may_be_right(passage.text, match.start(), match.group())
        ]
        if strays:
            marks = strays[0].group()
            right = _meant(marks)
            what = f'there is a space before "{right}"' if marks[0] == " " else f'"{marks}" is one mark too many'
            fixes = [rewriting.edit(document, passage, *match.span(), _meant(match.group())) for match in strays]
            edits = tuple(edit for edit in fixes if edit)
            yield Hit(
                passage.place(*strays[0].span()),
                what + (f", and {len(strays) - 1} more here" if len(strays) > 1 else ""),
                f'write "{right}"',
                fix=Fix(edits, safe=False) if len(edits) == len(strays) else None,
            )


def _may_be_right(text: str, start: int, marks: str) -> bool:
    """Whether the first mark may be right: it ends an abbreviation or an ellipsis, or follows something cut out."""
    word = text[max(text.rfind(" ", 0, start), text.rfind("\n", 0, start)) + 1 : start]
    if marks == ".." and _TWO_INITIALS.fullmatch(word):
        return False
    if not word[-1:].isalnum() or any(map(word.__contains__, (CODE, "@", "/", "."))):
        return True
    is_name = word[:1].isupper() and marks != ".."
    is_short = len(word) < _WORD or _UNIT.fullmatch(word)
    return marks[0] == "." and (sentences.is_abbreviation(word) or is_name or bool(is_short))


_UNIT = pattern(r"\d+[^\W\d_]{1,3}")  # 2004r., Polish for "of 2004"
_TWO_INITIALS = pattern(r"[^\W\d_]\.[^\W\d_]")  # e.V..
_WORD = 4  # letters; shorter words before a stop are often abbreviations


def _meant(marks: str) -> str:
    """The single mark that is meant by some marks."""
    marks = marks.strip()
    return marks if len(marks) == 1 else "." if marks[-1] == "." else ","


# --- TX022 ----------------------------------------------------------------------------------------------------

_AFTER_PLURAL = r"(?= (?:are|were|have|who|of|from|in|and|that|to|will|for|with|at|on|which|was|when|as)\b|[,.;)])"
_APOSTROPHE = pattern(rf"['’]s(?<=[^\W_]['’]s)\b{_AFTER_PLURAL}")
_BEFORE_PLURAL = pattern(
    r"\b(?i:these|those|several|many|few|both|two|three|four|five|six|seven|eight|nine|ten|dozens of|hundreds of) "
    r"(?:[a-z]+ )?([a-z]{2,})\Z"
)
_ACRONYM = pattern(r"\b([A-Z]{2,5})\Z")
_ACRONYM_VERB = pattern(r"['’]s (?:are|were|have|who|of|from|which)\b")
_DECADE = pattern(r"\b(?i:the|early|late|mid)[ -](\d{2,4}0)\Z")
_OWN_PLURALS = frozenset("people men women children alumni folk feet teeth police".split())


@rule(
    "TX022",
    "apostrophe-in-a-plural",
    severity=WARNING,
    language="en",
    since="2026.2",
)
def apostrophe_in_a_plural(document: Document) -> Iterator[Hit]:
    """Report plurals with an apostrophe, and missing ones in possessives: these photo's, 20 years experience."""
    for passage in document.own_passages:
        for match in _APOSTROPHE.finditer(passage.text) if "'" in passage.text or "’" in passage.text else ():
            stem = _plural_before(passage.text, match.start())
            if not stem or stem in _OWN_PLURALS or stem.endswith(("one", "body", "s")):
                continue
            start, word = match.start() - len(stem), f"{stem}{match.group()}"
            fix = rewriting.fix(document, passage, start, match.end(), f"{stem}s", safe=False)
            yield Hit(passage.place(start, match.end()), f'"{word}" is no plural', f'write "{stem}s"', fix=fix)
    yield from _years_and_acronyms(document)
    passages = (*document.narrative_captions, *document.typed_passages)
    for since, (passage, match, sign) in scan_by_set(document, "apostrophes", passages):
        message = f'an apostrophe is missing in "{match.group().rstrip()}"'
        yield Hit(passage.place(*match.span()), message, f"put one in: {match.expand(sign)}", since=since)


# as in: in the 1990's; DVD's and CD's to
_PLURALS = pattern(
    r"\b(?:the|early|late|mid)[ -]\d{2,3}0(['’]s)\b(?= (?!most |best |first |last |big)[a-z])"
    r"|\b[A-Z]{2,4}(['’]s),? (?:and|or) (?:[a-z]+ )?[A-Z]{2,4}['’]s\b(?= (?:to|from|for|in|at|on|are|were)\b|[.,;])"
)


def _years_and_acronyms(document: Document) -> Iterator[Hit]:
    """Yield hits for decades with an apostrophe, and for the first of two plural acronyms with apostrophes."""
    for passage in document.own_passages if "'" in document.release.text or "’" in document.release.text else ():
        for match in _PLURALS.finditer(passage.text):
            start, end = match.span(match.lastindex or 0)
            if _APOSTROPHE.match(passage.text, start) and _plural_before(passage.text, start):
                continue  # already reported
            fix = rewriting.fix(document, passage, start, end, "s", safe=False)
            place = passage.place(start, end)
            yield Hit(place, "a plural has no apostrophe", "delete the apostrophe", fix=fix, since=PREVIEW)


def _plural_before(text: str, at: int) -> str:
    """The word before an apostrophe, if it can only be a plural: these photo, CEO, the 1990; else empty."""
    before = text[max(at - _NEAR, 0) : at]
    if match := _BEFORE_PLURAL.search(before) or _DECADE.search(before):
        return match[1]
    match = _ACRONYM.search(before) if _ACRONYM_VERB.match(text, at) else None
    return match[1] if match else ""


_NEAR = 50  # characters


# --- TX023 ----------------------------------------------------------------------------------------------------

_IS_MEANT = pattern(r"\b([Ii]ts) (?=(?:a|an|not|been|also|very|important|easy|hard|great|clear|never|about|your)\b)")
_BEGIN = pattern(r"(?:\A|[.!?:;] |\b(?:and|but|that|if|because|however|,) )\Z")  # the beginning of a clause
_OWNED = r"(?:own|\w+(?:tion|ment|ness|ity|ship|ance|ence|hood|ers|ors|ees|ts|es|ies))"
_BELONGS = pattern(rf"\b(?:of|in|for|with|from|to|on|by|at|and|under|through|within|into|as) (it['’]s) (?={_OWNED}\b)")


_OF_ITS_OWN = pattern(
    r"\b(?:of|in|for|with|from|on|by|at|under|through|within|into) (it['’]s)"
    r" (?=(?:own|new|first|second|third|last|next|annual|current|former|old|recent|latest|history|website|name|work"
    r"|future|kind|members?|people|home|board|mission|customers?|clients?|way)\b)"
)


_HAS_ITS_OWN = pattern(r"\b[a-z]+ (it['’]s) (?=own [a-z]+|way\b[.,])")
_IT_IS = pattern(r"\b([Ii]ts) (?=the (?:only|first|last|best|largest|biggest|most|same|least|right|wrong)\b)")


@rule("TX023", "its-and-it-s", severity=WARNING, language="en", looks_for=words("its", "it's"), since="2026.2")
def its_and_it_is(document: Document) -> Iterator[Hit]:
    """Report "it's" where something belongs to it, and "its" where "it is" is meant."""
    for passage in document.own_passages:
        for shape, right, since in (
            (_IS_MEANT, "it’s", FIRST_SET),
            (_BELONGS, "its", FIRST_SET),
            (_OF_ITS_OWN, "its", PREVIEW),
            (_HAS_ITS_OWN, "its", PREVIEW),
            (_IT_IS, "it’s", PREVIEW),
        ):
            for match in shape.finditer(passage.text):
                word = match[1]
                begins = _BEGIN.search(passage.text, max(match.start() - 12, 0), match.start())
                if shape in (_IS_MEANT, _IT_IS) and not begins:
                    continue
                better = right.capitalize() if word[0] == "I" else right
                fix = rewriting.fix(document, passage, *match.span(1), better, safe=False)
                place, message = passage.place(*match.span(1)), f'"{word}" is likely "{better}"'
                yield Hit(place, message, f'write "{better}"', fix=fix, since=since)


# --- TX024 ----------------------------------------------------------------------------------------------------

_ADVERB = pattern(
    r"\b([A-Za-z][a-z]{2,}ly)-(?=[a-z]{3,}(?:ed|ing|en|n|t|d|able|ible|ive|al|ful|ous|y|ic|nt|le|re|wn)\b)"
)


@rule("TX024", "hyphen-after-ly", severity=INFO, language="en", looks_for=characters("-"), since="2026.2")
def hyphen_after_ly(document: Document) -> Iterator[Hit]:
    """Report a hyphen between an adverb in -ly and the word after it: newly-built."""
    for passage in document.own_passages:
        for match in _ADVERB.finditer(passage.text):
            begins_large = match[1][0].isupper()
            if begins_large and not match[1].endswith(_SURE_ADVERBS):  # Kelly-owned
                continue
            if match[1].lower() in RULES["no_adverbs"] or passage.text[match.start() - 1 : match.start()] == "-":
                continue
            end = match.end()
            fix = rewriting.fix(document, passage, end - 1, end, " ", safe=False)
            message = f'"{match[1]}" is an adverb, which needs no hyphen'
            since = PREVIEW if begins_large else FIRST_SET
            yield Hit(passage.place(match.start(), end), message, f'write "{match[1]} "', fix=fix, since=since)


_SURE_ADVERBS = ("ally", "ously", "ntly", "edly", "vely", "fully", "ately", "arly", "ingly")


# --- TX025 ----------------------------------------------------------------------------------------------------

_CLOSED = pattern(r"([^\W_]|(?<=[^\W_A-Z]{3})\.)\s?[”»“\"]\s(?=(?:(?:ha|a|hat|ont|han) )?([^\W\d_]{2,20})\b)")
_LONG_QUOTE = 6  # words of a quotation that counts as a sentence


@rule("TX025", "no-comma-before-attribution", severity=WARNING, looks_for=characters('“”„»"&'), since="2026.2")
def no_comma_before_attribution(document: Document) -> Iterator[Hit]:
    """Report quotations without a comma between their last word and "said", or with a full stop there."""
    verbs = lexicon_for(document.language).verbs
    for _, block in document.quoting_blocks:
        passage = document.of_block(block)
        quotations = quotation_marks.pair(passage.text).quoted_spans(len(passage.text)) if not block.quoted else ()
        for start, end in quotations:
            closed = _CLOSED.search(passage.text, max(end - 2, start), end + 25)
            quoted = passage.text[start:end].strip('“„«» "')
            if (
                closed
                and (closed[2] in verbs or closed[2] in RULES["further_verbs"])
                and len(quoted.split()) >= _LONG_QUOTE
                and quoted[:1].isupper()
            ):
                at = closed.end(1)
                message = f'there is no comma between the quotation and "{closed[2]}"'
                if closed[1] == ".":
                    message = f'there is a full stop between the quotation and "{closed[2]}"'
                yield Hit(passage.place(at - 1, at + 1), message, "put a comma there")


# --- TX028 ----------------------------------------------------------------------------------------------------

# A comma, bracket or quotation mark without its space; "city(s)", "f(x)" and "1,000" do not match.
# Each pattern begins with its sign: this is found faster than the text before it.
_WITHIN = "within the abbreviation"
# Letters that may follow a sign without a space: Japanese and Chinese, Korean, Thai, Lao, Burmese, Khmer
_WITHOUT_SPACES = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_NO_SPACE = (
    (pattern(rf",(?<=[^\W\d_]{{3}},)(?=[^\W\d_]{{3}})(?![{_WITHOUT_SPACES}])"), "after the comma", 1),
    (
        pattern(rf"\((?<=[a-zà-ÿ]{{3}}\()(?=[^\W\d_]{{3,}}[\s,.;)])(?!innen\)|ies\)|[IVX]+\)|[{_WITHOUT_SPACES}])"),
        "before the bracket",
        0,
    ),
    (pattern(rf"\)(?<=[^\W_]{{2}}\))(?=[^\W\d_]{{3}})(?![{_WITHOUT_SPACES}])"), "after the bracket", 1),
    (pattern(r";(?<=[a-zà-ÿ]{3};)(?=[^\W\d_]{2})"), "after the semicolon", 1),
    (pattern(r":(?<=[a-zà-ÿ]{3}:)(?=[A-ZÀ-Þ][a-zà-ÿ]{2})"), "after the colon", 1),
    (pattern(r"[:;](?<=[^\W\d_] [:;])(?=[^\W\d_]{3,}[\s,.’'])"), "after this mark", 1),
    (
        pattern(
            r"\.(?:(?<=\b(?:Abs|Art|art|vol|Vol|Sec|Fig|fig|Kap)\.)(?=\d)"
            r"|(?<=\b(?:Nr|No|Dr|Mr|Ms|Bd|nn)\.)(?=\d|[A-Z][a-z]{2})|(?<=\bn\.)(?=\d{1,4}\b))"
        ),
        "after the abbreviation",
        1,
    ),
    (pattern(r"\.(?=[BTgdAhaU]\.)(?:(?<=\b[zoi]\.)(?=[BTgdA])|(?<=\b[dvu]\.)(?=[haU]))"), _WITHIN, 1),
    (pattern(r"http(?<=[^\W\d_]http)(?=s?://)"), "before the address", 0),
)
_QUOTE_END = pattern(rf"[\"”](?<=[.,!?][\"”])(?=[^\W\d_]{{2}})(?![{_WITHOUT_SPACES}])")
_GLUED_LINK = pattern(r"\[(?<=[a-zà-ÿ]{3}\[)(?=[^\W_][^\[\]\n]{0,200}\]\()|\]\([^()\s]{1,500}\)(?=[a-zà-ÿ]{3})")


@rule("TX028", "no-space-between-words", severity=WARNING, since="2026.2")
def no_space_between_words(document: Document) -> Iterator[Hit]:
    """Report commas, brackets, quotation marks and links without a space to the next word, once in a paragraph."""
    reported = False
    for block in document.prose:
        passage = document.of_block(block)
        gaps = sorted(gap for gap in _gaps(passage.text) if gap[1] != _WITHIN or not reported)
        gaps = [gap for gap in gaps if not _is_name_of_page(passage.text, gap[0], document.release.body.value)]
        if gaps:
            reported = reported or any(where == _WITHIN for _, where in gaps)  # z.B.: one hit in a release is enough
            at, where = gaps[0]
            more = f", and {len(gaps) - 1} more missing here" if len(gaps) > 1 else ""
            edits = [rewriting.edit(document, passage, gap - 1, gap, f"{passage.text[gap - 1]} ") for gap, _ in gaps]
            fix = Fix(tuple(edit for edit in edits if edit), safe=False) if all(edits) else None
            yield Hit(passage.place(at - 1, at + 1), f"there is no space {where}{more}", "put a space here", fix=fix)
    if document.config.check.preview:
        yield from _words_in_one(document)
    source = document.release.body
    for match in _GLUED_LINK.finditer(source.value):
        at = source.span.start + (match.start() if match.group() == "[" else match.end())
        yield Hit(Span(at - 1, at + 1), "there is no space beside the link", "put a space here")


# A capital inside a word: the part before it, the part that it begins, and a capitalised word after them.
_INNER = pattern(r"(?<![\w@#/.’'-])([A-Z]?[a-zà-ÿ]+)([A-ZÀ-Þ][a-zà-ÿ]{2,})(?![\w@/])(?: ([A-ZÀ-Þ][a-zà-ÿ]+))?")


# A comma without its space before a word of one or two letters, and a bracket right after an acronym.
_FURTHER_GAPS = (
    (pattern(r",(?<=[a-zà-ÿ]{4},)(?=[a-zà-ÿ]{1,2}[ ’'])"), "after the comma", 1),
    (pattern(r"\((?<=[A-Z]{3}\()(?=[A-Z][a-zà-ÿ]{3,} [A-Za-zà-ÿ])"), "before the bracket", 0),
)


def _words_in_one(document: Document) -> Iterator[Hit]:
    """Yield hits for little words and names that are joined to a name: ofVermont, LeaderJane Ruiz beside Jane Ruiz."""
    for passage in map(document.of_block, document.prose):
        for shape, where, offset in _FURTHER_GAPS:
            for match in shape.finditer(passage.text):
                if not _is_in_address_or_name(passage.text, match.start()):
                    at = match.start() + offset
                    place = passage.place(at - 1, at + 1)
                    yield Hit(place, f"there is no space {where}", "put a space here", since=PREVIEW)
    little, text = RULES.of_language("little_words", document.base_language), document.release.body.value
    quoted = "“" in text or '""' in text
    within = _CAPITAL_WITHIN.search(text) is not None
    for block in document.prose if quoted or within else ():
        passage = document.of_block(block)
        for match in _OPENS_AT_ONCE.finditer(passage.text) if quoted else ():
            message = "there is no space before the quotation"
            yield Hit(passage.place(*match.span()), message, "put a space here", since=PREVIEW)
        for match in _INNER.finditer(passage.text) if within and _CAPITAL_WITHIN.search(passage.text) else ():
            left, right, name = match.groups()
            begins = match.start() == 0 or passage.text[match.start() - 2] in ".!?:"
            is_word = left.islower() or begins or not document.is_english  # visiting the InHarbour Hall
            is_little = left.lower() in little and left + right not in _BRANDS and is_word
            is_name = name and len(left) > _SHORT and f" {right} {name}" in text
            if (is_little or is_name) and not _is_in_address_or_name(passage.text, match.start()):
                message, at = f'there is no space between "{left}" and "{right}"', match.end(1)
                yield Hit(passage.place(at - 1, at + 1), message, "put a space here", since=PREVIEW)


_OPENS_AT_ONCE = pattern(r"[.!?,:]“(?<=[a-zà-ÿ]{2}.“)(?=[^\W\d_])|\"\"(?<=[.!?]\"\")(?=[A-ZÀ-Þ][a-zà-ÿ’']* )")
_CAPITAL_WITHIN = pattern(r"[a-zà-ÿ][A-ZÀ-Þ][a-zà-ÿ]")
_BRANDS = frozenset("theSkimm TheSkimm ToBe OnStar InStyle InDesign OnDemand ByDesign InBev InMotion OnSemi".split())
_SHORT = 3  # letters


_IN_A_WORD = pattern(r"\([a-zà-ÿ]{2,15}\)[a-zà-ÿ]")  # Hafen(kino)fest
_PART_IN_BRACKETS = pattern(  # (schau)spielend, (co)auteur, (Anti)Social, Tech(no)fixes
    r"(?<!\w)\([a-zà-ÿ]{2,15}\)\Z|\w\([a-zà-ÿ]{1,6}\)\Z|(?<!\w)\((?:Anti|Post|Re|De|Un|Co|Pro|Über|Ent|Ver)\)\Z"
)


def _gaps(text: str) -> Iterator[tuple[int, str]]:
    """Yield the offsets at which a space is missing, each with a description of its place."""
    for shape, where, offset in _NO_SPACE:
        for match in shape.finditer(text):
            is_part_of_word = where == "after the bracket" and bool(
                _PART_IN_BRACKETS.search(text, max(match.start() - 20, 0), match.end())
            )
            is_part_of_word |= where == "before the bracket" and _IN_A_WORD.match(text, match.start()) is not None
            if not (is_part_of_word or _is_in_address_or_name(text, match.start())):
                yield match.start() + offset, where
    ends = {end for _, end in quotation_marks.pair(text).quoted_spans(len(text))} if _QUOTE_END.search(text) else set()
    for match in _QUOTE_END.finditer(text):
        if not ends.isdisjoint((match.end(), match.end() - 1)):
            yield match.end(), "after the quotation"


_PAGE = pattern(r"[^\W\d_]+:[^\W\d_]+")


def _is_name_of_page(text: str, at: int, source: str) -> bool:
    """Whether a colon before an offset is in the name of a linked page, as in a wiki: Help:Contents."""
    if text[at - 1] != ":":
        return False
    start = max(text.rfind(sign, 0, at) for sign in " \n/[(") + 1
    name = _PAGE.match(text, start)
    return name is not None and f"/{name.group()}" in source


def _is_in_address_or_name(text: str, at: int) -> bool:
    """Whether an offset is in a web or mail address, a handle, or a word with a sign such as = in it."""
    near = max(at - 200, 0)
    start = max(text.rfind(" ", near, at), text.rfind("\n", near, at)) + 1
    end = text.find(" ", at)
    word = text[start : end if end >= 0 else len(text)]
    return any(map(word.__contains__, ("://", "@", "www.", "#", "=", CODE)))
