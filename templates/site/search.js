// The search of the site. It loads the releases of a year, newest year first, when somebody searches, and stops when
// there are enough results. Everything from a release is text, never HTML.
"use strict";
(() => {
  const ENOUGH = 50;
  // Scripts that write no spaces between words, or join small words to others: any part of the text matches.
  const JOINED = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}\p{sc=Arab}\p{sc=Hebr}]/u;
  const root = new URL("./", document.currentScript.src);
  const part = (id) => document.getElementById(id);
  const place = part("search");
  const says = place.dataset;
  const more = part("search-more");
  const years = says.years.split(" ").filter(Boolean);
  const query = (new URLSearchParams(location.search).get("q") || "").trim();
  const waiting = [];
  let shown = 0;

  const counted = JSON.parse(says.found);
  const found = (number, isAll) => {
    const form = counted[new Intl.PluralRules(says.language).select(number)] || counted.other;
    return form.replace("{count}", new Intl.NumberFormat(says.language).format(number) + (isAll ? "" : "+"));
  };

  const say = (text) => { part("search-status").textContent = text; };

  // Without results nothing is reserved for them: the link to the archive comes next.
  const end = (text) => {
    say(text);
    place.hidden = !shown;
  };

  // Letters that are no accented form of another, and letters that are also spelled out: Gewässer, Gewaesser.
  const OTHERS = {
    Æ: "AE", Œ: "OE", Ø: "O", Ł: "L", Đ: "D", Ð: "D", Þ: "TH", ẞ: "SS", ي: "ی", ى: "ی", ك: "ک", ہ: "ه", ة: "ه",
  };
  const SPELLED = { Ä: "AE", Ö: "OE", Ü: "UE", Å: "AA", Ø: "OE" };
  const inPlace = (text, letters) => text.replace(/[^\0-\x7F]/g, (letter) => letters[letter] || letter);

  // A digit of any script as 0 to 9: Unicode has the ten of a script in a row.
  const latin = (digit) => {
    let zero = digit.codePointAt(0);
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
    return (digit.codePointAt(0) - zero) % 10;
  };

  // Marks that people leave out: accents, and vowels in Arabic and Hebrew, but not in Hindi or Thai; が is no か.
  const MARKS = /(?![\u3099\u309A])(?=\p{M})[\p{sc=Zinh}\p{sc=Hebr}]|\u0640/gu;

  // The words of a text, each between spaces, without accents. A sign after a letter is a word, as in C++ or C#.
  const plain = (text) => {
    const letters = inPlace(text.normalize("NFD").replace(MARKS, ""), OTHERS);
    const known = letters.replace(/[^\P{Nd}0-9]/gu, latin).replace(/(^|[^\p{L}\p{M}\p{N}+#])[+#]+/gu, "$1 ");
    return ` ${(known.match(/[\p{L}\p{M}\p{N}]+|[+#]+(?![\p{L}\p{N}+#])/gu) || []).join(" ")} `;
  };

  // The forms of a text in capitals, all of which are searched: one, or two if letters can be spelled out.
  const forms = (text) => {
    const capitals = text.normalize("NFKC").toUpperCase();
    return [...new Set([capitals, inPlace(capitals, SPELLED)])].map(plain);
  };

  // What must be in a text in one of the forms: every word, the last one perhaps unfinished.
  const wanted = forms(query).map((form) => form.trim().split(/ (?![+#])/).filter(Boolean).map((word, index, all) => {
    if (JOINED.test(word)) return word;
    return index < all.length - 1 ? ` ${word} ` : ` ${word}`;
  }));
  const matches = (text) => {
    const searched = forms(text).join("");
    return wanted.some((all) => all.every((word) => searched.includes(word)));
  };

  const load = async (year) => {
    const answer = await fetch(new URL(`search/${year}.json`, root));
    if (!answer.ok) throw new Error(`${answer.status}`);
    const { kinds, offices, topics, languages, releases } = await answer.json();
    return releases.map(([slug, headline, summary, day, kind, office, about, language]) => ({
      slug, headline, summary, day,
      kind: kinds[kind], office: offices[office], topics: about.map((topic) => topics[topic]),
      language: languages[language],
    }));
  };

  // Loads years until there are enough results. Those with the words in the headline come first, then the newest.
  const gather = async () => {
    const first = [];
    const others = [];
    while (years.length && waiting.length + first.length + others.length < ENOUGH) {
      for (const release of await load(years[0])) {
        const { headline, summary, office, topics } = release;
        if (matches(headline)) first.push(release);
        else if (matches([headline, summary, office, ...topics].join(" "))) others.push(release);
      }
      years.shift();
    }
    waiting.push(...first, ...others);
  };

  const element = (name, values, ...children) => {
    const made = document.createElement(name);
    for (const key in values) if (values[key]) made[key] = values[key];
    made.append(...children);
    return made;
  };

  const date = (day) => {
    const { lang } = document.documentElement;
    const calendar = /^th\b/i.test(lang) ? "buddhist" : "gregory"; // as in lists
    return new Date(`${day}T12:00`).toLocaleDateString(lang, { dateStyle: "long", calendar });
  };

  const line = (found) => {
    const made = element("li");
    if (found.day) made.append(element("time", { dateTime: found.day }, date(found.day)));
    const href = new URL(`releases/${encodeURIComponent(found.slug)}.html`, root).href;
    const [lang, dir, summaryDir] = found.language;
    made.append(element("a", { href, lang, dir }, found.headline || says.noHeadline));
    if (found.summary) made.append(element("p", {}, element("bdi", { lang, dir: summaryDir }, found.summary)));
    const [kind, kindLang] = found.kind;
    const office = found.office && ` · ${found.office}`;
    made.append(element("small", {}, element("bdi", { lang: kindLang }, kind), office));
    return made;
  };

  // The page is painted before anything is loaded; a page that nobody sees is not painted.
  const painted = () => new Promise((done) => {
    if (document.hidden) done();
    else requestAnimationFrame(() => requestAnimationFrame(done));
  });

  const show = async () => {
    more.disabled = true;
    place.ariaBusy = "true";
    say(says.wait);
    try {
      await painted();
      await gather();
    } catch {
      end(says.failed);
      more.hidden = true;
      return undefined;
    } finally {
      place.ariaBusy = "false";
    }
    const lines = waiting.splice(0, ENOUGH).map(line);
    part("search-results").append(...lines);
    shown += lines.length;
    more.hidden = !(waiting.length || years.length);
    more.disabled = false;
    end(shown ? found(shown, more.hidden) : says.none);
    return lines[0];
  };

  part("search-without").hidden = true;
  more.addEventListener("click", async () => {
    const first = await show();
    if (first) first.querySelector("a").focus();
  });
  part("q").value = query;
  if (wanted[0].length) {
    document.title = `${query} – ${document.title}`;
    show();
  } else end(query && says.none);
})();
