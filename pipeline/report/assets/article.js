// The article of the chosen row: its place, its reasons; a click in the text finds the rows there.
function open(id) {
  const row = rowOf(id);
  if (!row) return;
  if (DATA.folder) {
    location.href = `${DATA.folder}/${encodeURIComponent(DATA.docs[row.doc].id)}.html#${encodeURIComponent(id)}`;
    return;
  }
  state.chosen = row;
  showArticle(row.doc);
  const places = [...byId(`article-${row.doc}`).querySelectorAll(`[data-m~="${row.key}"]`)];
  for (const place of places) place.classList.add("chosen");
  showWhy(row); // first: it leaves the text less room
  places[0]?.scrollIntoView({ block: "center" });
  markChosen();
  if (decodeURIComponent(location.hash.slice(1)) !== id) history.replaceState(null, "", `#${encodeURIComponent(id)}`);
}

function showArticle(number) {
  for (const node of document.querySelectorAll("article")) node.hidden = node.id !== `article-${number}`;
  for (const node of document.querySelectorAll(".chosen")) node.classList.remove("chosen");
  const doc = DATA.docs[number];
  byId("text").scrollTop = 0;
  byId("article-title").textContent = doc.title || doc.path;
  delete byId("article-title").dataset.t;
  const facts = [doc.path, doc.day && `${label("published")} ${doc.day}`, doc.copy && `${label("copy-of")} ${doc.copy}`];
  const source = /^https?:\/\//.test(doc.url) ? make("a", { href: doc.url, rel: "noreferrer" }, label("source")) : "";
  byId("article-facts").replaceChildren(facts.filter(Boolean).join(" · "), source && " · ", source);
}

function showWhy(row) {
  const rule = row.event ? row.event.u : row.mention[4];
  const lines = rule.split("+").map((link) => {
    const [name, lexicon] = link.split(/:(.*)/s);
    return make("li", {}, make("code", {}, link), ` ${DATA.rules[name] || ""}`, lexicon ? ` (${label("lexicon-row")} ${lexicon})` : "");
  });
  byId("why").replaceChildren(make("h3", {}, label("why")), ...says(row), make("p", { class: "small" }, label("rules")), make("ul", {}, ...lines), verdictButtons(row.id));
  byId("why").hidden = false;
}

function says(row) {
  if (row.event) return eventSays(row);
  const [kind, , name, said] = row.mention;
  if (kind === "d") return [dateSays(said, row.doc)];
  return [make("p", {}, name && DATA.names[name] ? nameLink(name) : said)];
}

function eventSays(row) {
  const { event } = row;
  const names = [...event.names].filter((id) => DATA.names[id]);
  const date = DATA.docs[row.doc].m.find((mention) => mention[1] === event.w);
  return [
    make("p", {}, `${days(event)} · ${tags(event, `${label("confidence")} ${event.c}`)}`),
    make("p", {}, ...names.flatMap((id) => [nameLink(id), " "])),
    ...(date ? [dateSays(date[3], row.doc), ruleLine(date[4])] : []),
    ...(event.z ? [make("p", {}, `${label("told-also")}: `, rowLink(`${DATA.docs[row.doc].id}.${event.z}`))] : []),
  ];
}

function dateSays([first, last, timex, basis, anchor], number) {
  const value = `${label("date")}: ${first || last ? period(first, last) : label("unknown-year")} · ${timex} · ${label(`basis-${basis}`)}`;
  return make("p", {}, value, ...(anchor ? [` · ${label("anchor")} `, rowLink(`${DATA.docs[number].id}.${anchor}`)] : []));
}

function ruleLine(chain) {
  return make("p", { class: "small" }, chain.split("+").map((rule) => `${rule}: ${DATA.rules[rule.split(":")[0]] || ""}`).join("; "));
}

function rowLink(id) {
  return make("a", { href: `#${encodeURIComponent(id)}` }, id.split(".").slice(1).join("."));
}

byId("right").addEventListener("click", (event) => {
  const place = event.target.closest("[data-m]");
  const article = event.target.closest("article");
  if (!place || !article || String(getSelection())) return;
  const number = Number(article.id.slice("article-".length));
  const rows = place.dataset.m.split(" ").map((key) => rowAt(number, Number(key)));
  const narrow = rows.find((row) => row.mention && !place.classList.contains("e")) || rows[0];
  open(narrow.id);
  if (rows.length > 1) {
    const links = rows.flatMap((row) => [rowLink(row.id), " "]);
    byId("why").append(make("p", {}, `${label("rows-here")}: `, ...links));
  }
});
byId("removed").addEventListener("change", (event) => byId("right").classList.toggle("show-removed", event.target.checked));
