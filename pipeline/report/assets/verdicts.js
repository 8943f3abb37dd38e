// What a reviewer says of a row, kept in this browser and saved as verdicts.csv.
const COLUMNS = ["id", "sha256", "quote", "verdict", "corrected", "reviewer", "note"];
const IDS = { o: "org_id", t: "tech_id", p: "place_id", i: "instrument_id" };
// What some cells may hold; the next run takes no other value.
const CHOICES = {
  event_type: ["legislation", "regulation", "agreement", "meeting", "statement", "publication", "investment",
    "establishment", "milestone", "deal", "personnel", "other"],
  modality: ["actual", "planned", "negated", "uncertain"],
};

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

// The cells of a row that can be corrected.
function cells(row) {
  if (row.event) return eventCells(row.event);
  const { kind, first, last, timex, ids, says } = row.mention;
  if (kind === "d") return { start_date: first, end_date: last, timex };
  return { [IDS[kind]]: ids.join("+"), name: ids.map(nameOf).join("|") || says };
}

function eventCells(event) {
  const items = (list) => list.map((item) => item.text.replace(/[\\|]/g, "\\$&")).join("|");
  return {
    start_date: event.first, end_date: event.last, actors: items(event.agents), trigger: event.trigger,
    objects: items(event.objects), recipients: items(event.recipients), event_type: event.type, modality: event.modality,
  };
}

function edit(id) {
  const row = rowOf(id);
  const before = cells(row);
  const now = { ...before, ...state.verdicts[id]?.corrected, note: state.verdicts[id]?.note || "" };
  byId("edit-fields").replaceChildren(...Object.keys(now).map((name) =>
    make("div", {}, make("label", { for: `edit-${name}` }, label(name)), cellField(name, now[name]))));
  const dialog = byId("edit");
  dialog.onclose = () => {
    if (dialog.returnValue !== "save") return;
    const written = Object.fromEntries([...dialog.querySelectorAll("input, select")].map((input) => [input.name, input.value.trim()]));
    const corrected = Object.fromEntries(Object.keys(before).filter((name) => written[name] !== before[name]).map((name) => [name, written[name]]));
    say(id, { verdict: "edit", corrected, note: written.note });
    judged();
  };
  dialog.showModal();
}

function cellField(name, value) {
  const id = `edit-${name}`;
  if (!CHOICES[name]) {
    const day = name.endsWith("_date") ? { placeholder: "2023-05-31", inputmode: "numeric", onchange: checkEdit } : {};
    return make("input", { id, name, value, autocomplete: "off", ...day });
  }
  const options = CHOICES[name].map((choice) => make("option", { value: choice, selected: choice === value }, label(choice)));
  return make("select", { id, name }, ...options);
}

// Whether the days of the form are such as the next run takes; the field that is wrong says so.
function checkEdit() {
  const [from, to] = [byId("edit-start_date"), byId("edit-end_date")];
  return !from || checkDays(from, to, isDay, "expect-day");
}

byId("edit").addEventListener("submit", (event) => {
  if (event.submitter?.value !== "save" || checkEdit()) return;
  event.preventDefault();
  byId("edit").querySelector("[aria-invalid=true]").focus();
});

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
  if (row.event) return row.event.quote;
  return [...(byId(`article-${row.doc}`)?.querySelectorAll(`[data-m~="${row.key}"]`) || [])].map((node) => node.textContent).join("");
}

// What this browser keeps, with what the run followed and nobody said otherwise: another person's
// verdicts, or those of another machine, are not lost where this file takes the place of theirs.
function allVerdicts() {
  const reviewer = byId("reviewer").value;
  const own = Object.entries(state.verdicts).map(([id, told]) => ({ ...told, id, reviewer }));
  const followed = DATA.sample ? [] : DATA.said;
  return [...followed.filter(({ id }) => !state.verdicts[id]), ...own].sort((one, two) => (one.id < two.id ? -1 : 1));
}

function verdictsCsv() {
  const lines = allVerdicts().map(({ id, sha256, quote, verdict, corrected, reviewer, note }) => {
    const changed = corrected && Object.keys(corrected).length ? JSON.stringify(corrected) : "";
    return [id, sha256, quote, verdict, changed, reviewer, note || ""].map(cell).join(",");
  });
  return `\uFEFF${[COLUMNS.map(cell).join(","), ...lines].join("\n")}\n`;
}

// An article's page knows the verdicts on its article alone: the list of all articles saves them with
// the others. A browser that keeps nothing for it is told them with the address.
function handOver() {
  const told = { reviewer: byId("reviewer").value, verdicts: state.verdicts };
  location.href = `${DATA.index}#save=${encodeURIComponent(JSON.stringify(told))}`;
}

function takeOver(told) {
  const { reviewer, verdicts } = JSON.parse(told);
  for (const [id, verdict] of Object.entries(verdicts)) if (rowOf(id)) state.verdicts[id] = verdict;
  byId("reviewer").value = reviewer;
  history.replaceState(null, "", "#");
  judged();
  byId("save").focus();
  byId("counts").textContent = label("taken-over", allVerdicts().length);
}

byId("save").addEventListener("click", () => {
  if (DATA.index) return handOver();
  if (!allVerdicts().length) {
    byId("counts").textContent = label("nothing-saved");
    return;
  }
  const address = URL.createObjectURL(new Blob([verdictsCsv()], { type: "text/csv" }));
  make("a", { href: address, download: "verdicts.csv" }).click();
  byId("counts").textContent = label("saved");
  setTimeout(() => URL.revokeObjectURL(address), 1000);
});
