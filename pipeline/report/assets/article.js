// The article of the chosen row: its place and its colors; a click in the text finds the rows there.
function open(id) {
  const row = rowOf(id);
  if (!row) return;
  if (DATA.folder) return leave(row.doc, id);
  state.chosen = row;
  showArticle(row.doc);
  const places = [...byId(`article-${row.doc}`).querySelectorAll(`[data-m~="${row.key}"]`)];
  for (const place of places) place.classList.add("chosen");
  showWhy(row); // first: it leaves the text less room
  places[0]?.scrollIntoView({ block: "center" });
  markChosen();
  if (decodeURIComponent(location.hash.slice(1)) !== id) history.replaceState(null, "", `#${encodeURIComponent(id)}`);
}

// An article without a row that would lead to it.
function openArticle(number) {
  if (number < 0) return;
  if (DATA.folder) return leave(number, "");
  state.chosen = null;
  byId("why").hidden = true;
  showArticle(number);
  markChosen();
}

function leave(number, id) {
  location.href = `${DATA.folder}/${encodeURIComponent(DATA.docs[number].id)}.html${id && `#${encodeURIComponent(id)}`}`;
}

function showArticle(number) {
  for (const node of document.querySelectorAll("article")) node.hidden = node.id !== `article-${number}`;
  for (const node of document.querySelectorAll(".chosen")) node.classList.remove("chosen");
  color(number);
  const doc = DATA.docs[number];
  byId("text").scrollTop = 0;
  byId("article-title").textContent = doc.title || doc.path;
  delete byId("article-title").dataset.t;
  const facts = [doc.path, doc.day && `${label("published")} ${doc.day}`, doc.copy && `${label("copy-of")} ${doc.copy}`];
  const source = /^https?:\/\//.test(doc.url) ? make("a", { href: doc.url, rel: "noreferrer" }, label("source")) : "";
  byId("article-facts").replaceChildren(facts.filter(Boolean).join(" · "), source && " · ", source);
}

// Give the places of an article the colors of their rows, and what was removed its reason.
function color(number) {
  for (const place of byId(`article-${number}`).querySelectorAll("[data-m]"))
    for (const row of rowsAt(number, place)) if (row.mention) place.classList.add(row.mention.kind);
  for (const removed of byId(`article-${number}`).querySelectorAll("[data-r]"))
    removed.title = meaning(DATA.removals[removed.dataset.r]);
}

function rowsAt(number, place) {
  return place.dataset.m.split(" ").map((key) => rowAt(number, Number(key)));
}

byId("right").addEventListener("click", (event) => {
  const place = event.target.closest("[data-m]");
  const article = event.target.closest("article");
  if (!place || !article || String(getSelection())) return;
  const rows = rowsAt(Number(article.id.slice("article-".length)), place);
  const narrow = rows.find((row) => row.mention && !place.classList.contains("e")) || rows[0];
  open(narrow.id);
  const others = rows.filter((row) => row.id !== narrow.id);
  if (others.length) byId("why").append(make("p", {}, `${label("rows-here")}: `, ...others.flatMap((row) => [rowLink(row.id), "  "])));
});
byId("removed").addEventListener("change", (event) => byId("right").classList.toggle("show-removed", event.target.checked));
