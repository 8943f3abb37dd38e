// What a reviewer says of a row, kept in this browser and saved as verdicts.csv.
const COLUMNS = ["id", "sha256", "quote", "verdict", "corrected", "reviewer", "note"];
const EDITABLE = ["start_date", "end_date", "actors", "trigger", "objects", "recipients", "event_type", "modality"];

function judge(id, verdict) {
  if (verdict === "edit") return edit(id);
  if (verdictOf(id) === verdict) delete state.verdicts[id];
  else say(id, { verdict });
  judged();
}

// What is said of a row, with all that a page needs that does not show the row's article.
function say(id, told) {
  const row = rowOf(id);
  state.verdicts[id] = { ...told, quote: quoteOf(row), sha256: DATA.docs[row.doc].sha };
}

function judged() {
  keep();
  const chosen = state.chosen?.id;
  const focused = document.activeElement?.closest?.("li")?.dataset.id;
  showRows();
  if (chosen) showWhy(rowOf(chosen));
  if (focused) focusRow(focused);
}

function cells(event) {
  const items = (list) => list.map((item) => item[0].replace(/[\\|]/g, "\\$&")).join("|");
  return {
    start_date: event.s, end_date: event.e, actors: items(event.a), trigger: event.g,
    objects: items(event.o), recipients: items(event.r), event_type: event.y, modality: event.m,
  };
}

function edit(id) {
  const row = rowOf(id);
  const before = row.event ? cells(row.event) : {};
  const now = { ...before, ...state.verdicts[id]?.corrected, note: state.verdicts[id]?.note || "" };
  const names = [...(row.event ? EDITABLE : []), "note"];
  byId("edit-fields").replaceChildren(...names.map((name) =>
    make("label", {}, `${label(name)} `, make("input", { name, value: now[name] }))));
  const dialog = byId("edit");
  dialog.onclose = () => {
    if (dialog.returnValue !== "save") return;
    const written = Object.fromEntries([...dialog.querySelectorAll("input")].map((input) => [input.name, input.value]));
    const corrected = Object.fromEntries(Object.keys(before).filter((name) => written[name] !== before[name]).map((name) => [name, written[name]]));
    say(id, { verdict: "edit", corrected, note: written.note });
    judged();
  };
  dialog.showModal();
}

// Pages of one run keep their verdicts together: what another one said is shown when this one is.
function reread() {
  state.verdicts = readKept();
  showRows();
}
addEventListener("storage", (event) => event.key === KEPT && reread());
addEventListener("pageshow", (event) => event.persisted && reread());

// Text cells as the tables write them: quoted, a formula disarmed by one apostrophe.
function cell(text) {
  const guarded = /^'*[=+\-@＝＋－＠\t\r\n]/.test(text) ? `'${text}` : text;
  return `"${guarded.replaceAll('"', '""')}"`;
}

function quoteOf(row) {
  if (row.event) return row.event.q;
  return [...(byId(`article-${row.doc}`)?.querySelectorAll(`[data-m~="${row.key}"]`) || [])].map((node) => node.textContent).join("");
}

function verdictsCsv() {
  const lines = Object.keys(state.verdicts).sort().map((id) => {
    const { verdict, corrected, note, quote, sha256 } = state.verdicts[id];
    const changed = corrected && Object.keys(corrected).length ? JSON.stringify(corrected) : "";
    return [id, sha256, quote, verdict, changed, byId("reviewer").value, note || ""].map(cell).join(",");
  });
  return `\uFEFF${[COLUMNS.map(cell).join(","), ...lines].join("\n")}\n`;
}

byId("save").addEventListener("click", () => {
  if (!Object.keys(state.verdicts).length) {
    byId("counts").textContent = label("nothing-saved");
    return;
  }
  const address = URL.createObjectURL(new Blob([verdictsCsv()], { type: "text/csv" }));
  make("a", { href: address, download: "verdicts.csv" }).click();
  byId("counts").textContent = label("saved");
  setTimeout(() => URL.revokeObjectURL(address), 1000);
});
