"""Hugo sites of the same releases, with templates that say what newsroom's say.

One has the pages, an index and a feed; one also has mails, lists by office, topic and month, and three feeds for each
with the whole text; one has next to no templates.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

CONFIG = """\
baseURL = "https://news.ellerholm.example/"
title = "City of Ellerholm"
locale = "en"
uglyURLs = true
timeZone = "America/New_York"
disableKinds = ["section", "taxonomy", "term", "sitemap", "robotstxt", "404"]

[params]
description = "News of the invented city of Ellerholm"

[outputs]
home = ["html", "rss"]
page = ["html"]

[services.rss]
limit = 50

[outputFormats.rss]
baseName = "rss"
mediaType = "application/rss+xml"

[markup.goldmark.parser]
autoHeadingID = false

[markup.goldmark.extensions.typographer]
disable = true
"""

# What newsroom writes beside pages, index and feed, as far as Hugo can: no search, calendars, sizes of pictures.
WHOLE_CONFIG = (
    CONFIG.replace('"taxonomy", "term", "sitemap", "robotstxt", "404"', '"404"').partition("[outputs]")[0]
    + """\
[taxonomies]
office = "offices"
topic = "topics"
month = "months"

[outputs]
home = ["html", "rss", "atom", "jsonfeed"]
taxonomy = ["html"]
term = ["html", "rss", "atom", "jsonfeed"]
page = ["html", "mail", "text"]

[outputFormats.rss]
baseName = "rss"
mediaType = "application/rss+xml"

[outputFormats.atom]
baseName = "atom"
mediaType = "application/atom+xml"

[outputFormats.jsonfeed]
baseName = "feed"
mediaType = "application/feed+json"
isPlainText = true

[outputFormats.mail]
path = "email"
mediaType = "text/html"
isHTML = true

[outputFormats.text]
path = "email"
mediaType = "text/plain"
isPlainText = true

[mediaTypes."application/atom+xml"]
suffixes = ["xml"]

[mediaTypes."application/feed+json"]
suffixes = ["json"]

[markup.goldmark.parser]
autoHeadingID = false

[markup.goldmark.extensions.typographer]
disable = true
"""
)

# The newsroom's offices are data for Hugo.
FRONT = """\
+++
title = {title}
description = {description}
date = {date}
publishDate = {public}
slug = {slug}
city = {city}
office = {office}
guid = {guid}
topics = {topics}
offices = {offices}
months = {months}
+++
"""

BASE = """\
<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ block "title" . }}{{ .Site.Title }}{{ end }}</title>
<link rel="canonical" href="{{ .Permalink }}">
<link rel="alternate" type="application/rss+xml" title="{{ .Site.Title }}" href="{{ "rss.xml" | absURL }}">
<link rel="stylesheet" href="{{ "site.css" | absURL }}">
{{ block "head" . }}{{ end }}
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<header class="site"><p><a href="{{ .Site.BaseURL }}">{{ .Site.Title }}</a></p></header>
<main id="content">
{{ block "main" . }}{{ end }}
</main>
<footer class="site"><p>{{ .Site.Title }}. {{ .Site.Params.description }}. <a href="{{ "rss.xml" | absURL }}">RSS</a></p></footer>
</body>
</html>
"""

PAGE = """\
{{ define "title" }}{{ .Title }} – {{ .Site.Title }}{{ end }}
{{ define "head" }}
<meta name="description" content="{{ .Description }}">
<meta property="og:type" content="article">
<meta property="og:title" content="{{ .Title }}">
<meta property="og:description" content="{{ .Description }}">
<meta property="og:url" content="{{ .Permalink }}">
<meta property="og:site_name" content="{{ .Site.Title }}">
<meta property="article:published_time" content="{{ .Date.Format "2006-01-02T15:04:05-07:00" }}">
<script type="application/ld+json">
{{ dict "@context" "https://schema.org" "@type" "NewsArticle" "headline" .Title "description" .Description
  "datePublished" (.Date.Format "2006-01-02T15:04:05-07:00") "inLanguage" "en" "url" .Permalink
  "publisher" (dict "@type" "Organization" "name" .Site.Title "url" .Site.BaseURL) | jsonify | safeJS }}
</script>
{{ end }}
{{ define "main" }}
{{ $office := index hugo.Data.offices .Params.office }}
<article lang="en" dir="ltr">
<p class="kind">Press release</p>
<h1>{{ .Title }}</h1>
<p class="subhead">{{ .Description }}</p>
<p class="meta"><time datetime="{{ .Date.Format "2006-01-02T15:04:05-07:00" }}">{{ .Date.Format "January 2, 2006" }}</time>,
{{ $office.name }}</p>
{{ with .Params.topics }}<ul class="topics">{{ range . }}<li>{{ . }}</li>{{ end }}</ul>{{ end }}
<p class="dateline">{{ upper .Params.city }} — {{ .Date.Format "January 2, 2006" }} —</p>
{{ .Content }}
<p class="end">###</p>
{{ partialCached "office.html" $office .Params.office }}
</article>
{{ end }}
"""

# Cached for each office, as somebody who knows Hugo would write it.
OFFICE = """\
<section class="boilerplate">{{ .boilerplate | markdownify }}</section>
<section class="contacts">
<h2>Press contact</h2>
{{ range .contacts }}<p>{{ .name }}<br>
<a href="tel:{{ replace .phone " " "" }}">{{ .phone }}</a><br>
<a href="mailto:{{ .email }}">{{ .email }}</a></p>{{ end }}
</section>
"""

HOME = """\
{{ define "main" }}
<h1>{{ .Site.Title }}</h1>
<p>{{ .Site.Params.description }}</p>
<ol class="releases">
{{ range .Site.RegularPages.ByDate.Reverse }}
<li>
<h2><a href="{{ .RelPermalink }}">{{ .Title }}</a></h2>
<p class="meta"><time datetime="{{ .Date.Format "2006-01-02T15:04:05-07:00" }}">{{ .Date.Format "January 2, 2006" }}</time>,
{{ (index hugo.Data.offices .Params.office).name }}</p>
<p>{{ .Description }}</p>
</li>
{{ end }}
</ol>
{{ end }}
"""

RSS = """\
{{- printf "<?xml version=\\"1.0\\" encoding=\\"utf-8\\"?>" | safeHTML }}
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel>
<title>{{ .Site.Title }}</title>
<link>{{ .Site.BaseURL }}</link>
<description>{{ .Site.Params.description }}</description>
<language>en</language>
<atom:link href="{{ "rss.xml" | absURL }}" rel="self" type="application/rss+xml"/>
{{- range first 50 .Site.RegularPages.ByDate.Reverse }}
<item>
<title>{{ .Title }}</title>
<link>{{ .Permalink }}</link>
<guid isPermaLink="false">{{ .Params.guid }}</guid>
<pubDate>{{ .Date.Format "Mon, 02 Jan 2006 15:04:05 -0700" }}</pubDate>
{{- range .Params.topics }}
<category>{{ . }}</category>
{{- end }}
<description>{{ .Description }}</description>
<content:encoded>{{ .Content | transform.XMLEscape | safeHTML }}</content:encoded>
</item>
{{- end }}
</channel>
</rss>
"""

TERM = """\
{{ define "main" }}
<h1>{{ .Title }}</h1>
<ol class="releases">
{{ range .Pages.ByDate.Reverse }}
<li>
<h2><a href="{{ .RelPermalink }}">{{ .Title }}</a></h2>
<p class="meta"><time datetime="{{ .Date.Format "2006-01-02T15:04:05-07:00" }}">{{ .Date.Format "January 2, 2006" }}</time></p>
<p>{{ .Description }}</p>
</li>
{{ end }}
</ol>
{{ end }}
"""
TAXONOMY = """\
{{ define "main" }}
<h1>{{ .Title }}</h1>
{{ range .Pages }}<p><a href="{{ .RelPermalink }}">{{ .Title }}</a></p>{{ end }}
{{ end }}
"""
MAIL = """\
{{ $office := index hugo.Data.offices .Params.office }}<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body style="margin:0;padding:0"><table role="presentation" width="100%"><tr><td style="padding:24px;font-family:sans-serif">
<h1 style="font-size:26px">{{ .Title }}</h1>
<p style="font-size:18px">{{ .Description }}</p>
{{ .Content }}
{{ partialCached "office.html" $office .Params.office }}
<p><a href="{{ .Permalink }}">{{ .Permalink }}</a></p>
</td></tr></table></body></html>
"""
TEXT = """\
{{ .Title }}

{{ .Description }}

{{ .Plain }}

{{ .Permalink }}
"""
ATOM = """\
{{- printf "<?xml version=\\"1.0\\" encoding=\\"utf-8\\"?>" | safeHTML }}
<feed xmlns="http://www.w3.org/2005/Atom">
<id>{{ .Permalink }}</id>
<title>{{ .Title }}</title>
<updated>{{ .Lastmod.Format "2006-01-02T15:04:05-07:00" }}</updated>
{{- range .Pages.ByDate.Reverse }}
<entry>
<id>{{ .Params.guid }}</id>
<title>{{ .Title }}</title>
<link href="{{ .Permalink }}"/>
<updated>{{ .Date.Format "2006-01-02T15:04:05-07:00" }}</updated>
<summary>{{ .Description }}</summary>
<content type="html">{{ .Content | transform.XMLEscape | safeHTML }}</content>
</entry>
{{- end }}
</feed>
"""
JSON_FEED = """\
{{- $items := slice }}
{{- range .Pages.ByDate.Reverse }}
{{- $items = $items | append (dict "id" .Params.guid "url" .Permalink "title" .Title "summary" .Description
  "content_html" .Content "date_published" (.Date.Format "2006-01-02T15:04:05-07:00") "tags" .Params.topics) }}
{{- end }}
{{ dict "version" "https://jsonfeed.org/version/1.1" "title" .Title "home_page_url" .Permalink "items" $items | jsonify }}
"""
OF_HOME = "{{- range first 50 .Site.RegularPages.ByDate.Reverse }}"  # terms have all their releases

LAYOUTS = {
    "baseof.html": BASE, "page.html": PAGE, "home.html": HOME, "home.rss.xml": RSS, "_partials/office.html": OFFICE,
}  # fmt: skip

WHOLE = LAYOUTS | {
    "term.html": TERM, "taxonomy.html": TAXONOMY, "page.mail.html": MAIL, "page.text.txt": TEXT,
    "term.rss.xml": RSS.replace(OF_HOME, "{{- range .Pages.ByDate.Reverse }}"),
    "term.atom.xml": ATOM, "term.jsonfeed.json": JSON_FEED,
    "home.atom.xml": ATOM.replace("{{- range .Pages.ByDate.Reverse }}", OF_HOME),
    "home.jsonfeed.json": JSON_FEED.replace("{{- range .Pages.ByDate.Reverse }}", OF_HOME),
}  # fmt: skip

# The least that can be called a page: how fast Hugo is when templates cost nothing.
BARE = {
    "page.html": "<!doctype html><title>{{ .Title }}</title><h1>{{ .Title }}</h1>{{ .Content }}",
    "home.html": "<!doctype html><title>{{ .Title }}</title>{{ range .Site.RegularPages }}"
    '<p><a href="{{ .RelPermalink }}">{{ .Title }}</a></p>{{ end }}',
    "home.rss.xml": RSS,
}


BARE_SITE, USUAL, WHOLE_SITE = (BARE, CONFIG), (LAYOUTS, CONFIG), (WHOLE, WHOLE_CONFIG)  # templates and settings


def make(newsroom: Path, folder: Path, site: tuple[dict[str, str], str] = USUAL) -> None:
    """A Hugo site in an empty folder from the releases of a generated newsroom."""
    layouts, config = site
    for name, text in layouts.items():
        _write(folder / "layouts" / name, text)
    _write(folder / "hugo.toml", config)
    offices = newsroom.joinpath("newsroom.toml").read_text(encoding="utf-8").partition("[offices.")[2]
    _write(folder / "data" / "offices.toml", "[" + offices.replace("[offices.", "["))
    for path in newsroom.joinpath("releases").iterdir():
        convert(path, folder / "content" / "releases" / path.name)


def convert(release: Path, page: Path) -> None:
    """One release as a page of the Hugo site."""
    _, front, body = release.read_text(encoding="utf-8").split("+++\n", 2)
    told = tomllib.loads(front)
    fields = FRONT.format(
        title=f'"{told["headline"]}"',
        description=f'"{told["subhead"]}"',
        date=told["date"].isoformat(),
        public=told.get("embargo", told["date"]).isoformat(),
        slug=f'"{release.stem}"',
        city=f'"{told["dateline"]["city"]}"',
        office=f'"{told["office"]}"',
        guid=f'"{told["id"]}"',
        topics=told.get("topics", []),
        offices=[told["office"]],
        months=[f"{told['date']:%Y-%m}"],
    )
    _write(page, fields + body)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
