// Keys, addresses, and the first drawing of the page.
const VERDICT_KEYS = { a: "accept", r: "reject", e: "edit", u: "unsure" };

function focusRow(id) {
  [...list.querySelectorAll(".row")].find((node) => node.dataset.id === id)?.focus();
}

function move(step) {
  const rows = [...list.querySelectorAll(".row")];
  const current = document.activeElement?.closest?.("li")?.dataset.id || state.chosen?.id;
  const place = rows.findIndex((row) => row.dataset.id === current);
  const next = rows[Math.min(rows.length - 1, Math.max(0, place + step))];
  if (!next) return;
  next.focus();
  if (!DATA.folder) open(next.dataset.id);
  next.scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (event.target.matches("input, select, textarea")) return;
  const current = event.target.closest("li")?.dataset.id || state.chosen?.id;
  if (event.key === "j") move(1);
  else if (event.key === "k") move(-1);
  else if (event.key === "/") byId("f-text").focus();
  else if (VERDICT_KEYS[event.key] && current) judge(current, VERDICT_KEYS[event.key]);
  else return;
  event.preventDefault();
});

function go(address) {
  location.hash = address;
}

function follow() {
  const address = decodeURIComponent(location.hash.slice(1));
  if (address.startsWith("save=") && !DATA.index) takeOver(address.slice("save=".length));
  else if (address.startsWith("name=")) showName(address.slice("name=".length));
  else if (address.startsWith("article=")) openArticle(DATA.docs.findIndex((doc) => doc.id === address.slice("article=".length)));
  else if (state.name && !address) showName("");
  else if (address && address !== state.chosen?.id) open(address);
}

byId("filters").addEventListener("input", showRows);
byId("filters").addEventListener("submit", (event) => event.preventDefault());
byId("clear").addEventListener("click", () => {
  byId("filters").reset();
  checkFilters();
  if (state.name) go("");
  showRows();
});
byId("f-doc").addEventListener("change", (event) => {
  if (event.target.value && !DATA.folder) showArticle(Number(event.target.value));
});
byId("language").addEventListener("click", () => {
  language = 1 - language;
  drawPage();
  checkFilters();
  if (state.name) showName(state.name);
  if (state.chosen) open(state.chosen.id);
});
byId("help-button").addEventListener("click", () => byId("help").showModal());
addEventListener("hashchange", follow);

function drawPage() {
  translatePage();
  fillFilters();
  showRows();
}

if (DATA.index) {
  byId("save").dataset.t = "save-all";
  document.body.classList.add("single");
}
drawPage();
if (DATA.index) {
  byId("up").href = DATA.index;
  byId("up").hidden = false;
}
follow();
if (!state.chosen && DATA.docs.length && !DATA.folder) showArticle(0);
