// The search box of the static site: reads ?q=, looks it up in dedepayIndex (another script of this folder) and shows what
// it found in place of the contents. A classic script, so that it works from a folder without a server too.

(() => {
  const query = new URLSearchParams(location.search).get("q") ?? "";
  const asked = query.trim().slice(0, 200);
  const index = globalThis.dedepayIndex;
  if (asked === "" || index === undefined) return;
  for (const input of document.querySelectorAll("input[name=q]")) input.value = asked;

  const words =
    document.documentElement.lang === "en"
      ? { results: "Results", nothing: "Nothing found; try other words" }
      : { results: "搜索结果", nothing: "没有找到，换几个字试试" };
  const folders = { code: "errors", cause: "causes", topic: "topics" };
  const addressOf = ([kind, id]) => `./${folders[kind]}/${encodeURIComponent(id)}.html`;

  const exact = index.names[asked.toLowerCase().replace(/[\s_-]+/g, "_")];
  if (exact !== undefined) {
    location.replace(addressOf(index.pages[exact]));
    return;
  }

  /** Chinese in pairs of characters, everything else in words; a code whole and in its parts. */
  function termsOf(text) {
    const terms = new Set();
    const folded = text.normalize("NFKC").toLowerCase().replaceAll("-", "_");
    for (const [run] of folded.matchAll(/[\p{Script=Han}]+|[a-z0-9_.]+/gu)) {
      if (/^\p{Script=Han}/u.test(run)) {
        const characters = [...run];
        if (characters.length === 1) terms.add(run);
        for (let at = 0; at + 1 < characters.length; at++) terms.add(characters[at] + characters[at + 1]);
      } else {
        const whole = run.replace(/^[._]+|[._]+$/g, "");
        if (whole.length > 1) terms.add(whole);
        const parts = whole.split(/[._]/);
        if (parts.length > 1) for (const part of parts) if (part.length > 2) terms.add(part);
      }
    }
    return [...terms].slice(0, 64);
  }

  const scores = new Map();
  for (const term of termsOf(asked)) {
    const postings = index.terms[term] ?? [];
    const rarity = Math.log(1 + index.pages.length / (postings.length / 2 + 1)) * (term.length > 4 ? 1.5 : 1);
    for (let at = 0; at < postings.length; at += 2) {
      scores.set(postings[at], (scores.get(postings[at]) ?? 0) + postings[at + 1] * rarity);
    }
  }
  const found = [...scores].sort((a, b) => b[1] - a[1]).slice(0, 20);

  const card = document.createElement("div");
  card.className = "card";
  const heading = document.createElement("h1");
  heading.textContent = words.results;
  const list = document.createElement(found.length === 0 ? "p" : "ul");
  if (found.length === 0) list.textContent = words.nothing;
  else list.className = "links";
  for (const [page] of found) {
    const [kind, id, title] = index.pages[page];
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = addressOf(index.pages[page]);
    link.textContent = title;
    item.append(link);
    if (kind === "code") {
      const name = document.createElement("span");
      name.className = "name";
      name.textContent = id;
      item.append(name);
    }
    list.append(item);
  }
  card.append(heading, list);
  document.querySelector("main").replaceChildren(card);
})();
