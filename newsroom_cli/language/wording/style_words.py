"""Words that newspapers write in one way only: the newspapers' word for each other one, in lower case."""

from __future__ import annotations


def _pairs(words: str) -> dict[str, str]:
    pairs = (part.split("=") for part in words.replace("\n", ";").split(";") if part.strip())
    return {other.strip(): right.strip() for other, right in pairs}


# Associated Press style, after guides that follow it.
AMERICAN = _pairs("""
towards=toward; afterwards=afterward; downwards=downward; onwards=onward
amongst=among; whilst=while; amidst=amid; alright=all right
advisor=adviser; advisors=advisers
e-mail=email; e-mails=emails; e-mailed=emailed; e-mailing=emailing
web site=website; web sites=websites; web-site=website; web-sites=websites; web page=webpage; web pages=webpages
on-line=online; cyber-security=cybersecurity; cyber security=cybersecurity; data base=database; data bases=databases
cell phone=cellphone; cell phones=cellphones; smart phone=smartphone; smart phones=smartphones; voice mail=voicemail
non-profit=nonprofit; non-profits=nonprofits
fund-raising=fundraising; fund-raiser=fundraiser; fund-raisers=fundraisers
start-up=startup; start-ups=startups; kick-off=kickoff
teen-ager=teenager; teen-agers=teenagers; teen-age=teenage; teen-aged=teenage
co-operate=cooperate; co-operation=cooperation; co-ordinate=coordinate; co-ordinated=coordinated
co-ordination=coordination
vice-president=vice president; vice-presidents=vice presidents
cancelled=canceled; cancelling=canceling; travelled=traveled; travelling=traveling; traveller=traveler
travellers=travelers
judgement=judgment; judgements=judgments; acknowledgement=acknowledgment; acknowledgements=acknowledgments
okay=OK; good-bye=goodbye; grey=gray; bussed=bused; bussing=busing
""")
# The style of GOV.UK, for British spelling.
BRITISH = _pairs("""
e-mail=email; e-mails=emails; e-mailed=emailed; e-mailing=emailing
web site=website; web sites=websites; web-site=website; web-sites=websites
web page=webpage; web pages=webpages
on-line=online
whilst=while; amongst=among
""")
