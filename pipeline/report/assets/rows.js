// The events, filtered, in order of date.
const list = byId("events");
let visible = [];

function showRows() {
  if (DATA.sample) return showSample();
  const filters = chosenFilters();
  const fold = byId("f-fold").checked;
  const day = (event) => event.first || event.last;
  const before = (one, two) => (day(one) < day(two) ? -1 : day(one) > day(two) ? 1 : one.doc - two.doc || one.key - two.key);
  visible = EVENTS.filter((event) => passes(event, filters, fold)).sort(before);
  list.replaceChildren(...visible.map(rowItem));
  showArticles(filters);
  showCounts();
  if (!DATA.index) showTimeline();
  markChosen();
}

function showCounts() {
  const articles = new Set(visible.map((event) => event.doc)).size;
  const telling = DATA.docs.filter((doc) => doc.events.length).length;
  byId("counts").textContent = label("shown", visible.length, EVENTS.length, articles, telling, DATA.docs.length, allVerdicts().length);
}

function rowItem(event) {
  const who = event.agents.length ? event.agents.map((item) => item.text).join(language ? "、" : ", ") : label("no-agent");
  const what = [...event.objects, ...event.recipients].map((item) => item.text).join(language ? "；" : "; ");
  const button = make(
    "button",
    { class: "row", "data-id": event.id, onclick: () => open(event.id) },
    make("time", {}, days(event)),
    make("bdi", { class: event.agents.length ? "who" : "who none" }, who),
    make("bdi", { class: "trigger" }, event.trigger),
    make("bdi", { class: "what" }, what),
    make("span", { class: "tags" }, tags(event, `${Math.round(event.confidence * 100)} %`)),
  );
  return make("li", { class: verdictOf(event.id), "data-id": event.id }, button, verdictButtons(event.id));
}

// Rows drawn to be judged: in the order of the draw, and nothing says how sure the program is.
function showSample() {
  document.body.classList.add("sample");
  const rows = DATA.sample.map(rowOf).filter(Boolean);
  list.replaceChildren(...rows.map((row) => (row.event ? rowItem(row.event) : mentionItem(row))));
  byId("counts").textContent = label("judged", rows.filter((row) => verdictOf(row.id)).length, rows.length);
  markChosen();
}

function mentionItem(row) {
  const { mention } = row;
  const names = mention.ids.map(nameOf).join(" + ") || mention.says;
  const says = mention.kind === "d" ? days(mention) : [names, mention.ids.join("+")].filter(Boolean).join(" · ");
  const button = make(
    "button",
    { class: "row", "data-id": row.id, onclick: () => open(row.id) },
    make("bdi", { class: "who" }, quoteOf(row)),
    make("bdi", { class: "what" }, ` ${says}`),
    make("span", { class: "tags" }, label(KINDS[mention.kind])),
  );
  return make("li", { class: verdictOf(row.id), "data-id": row.id }, button, verdictButtons(row.id));
}

// What an event is, and how sure the program is of it, which judges are not told.
function tags(event, sure) {
  const reviewed = event.review ? [label(event.review)] : [];
  return [label(event.type), label(event.modality), ...(DATA.sample ? [] : [sure]), ...reviewed].join(" · ");
}

function days({ first, last }) {
  return first || last ? period(first, last) : label("unknown-year");
}

// Whole years and months by their own names: 2021-01-01 to 2021-12-31 is 2021, ten years 1980 – 1989.
function period(first, last) {
  if (first === last) return first;
  if (first && last && first.endsWith("-01-01") && last.endsWith("-12-31"))
    return [...new Set([first.slice(0, 4), last.slice(0, 4)])].join(" – ");
  if (first && first.endsWith("-01") && last === lastDay(first.slice(0, 7))) return first.slice(0, 7);
  return `${first || "…"} – ${last || "…"}`;
}

function lastDay(month) {
  const [year, number] = month.split("-").map(Number);
  return `${month}-${new Date(Date.UTC(year, number, 0)).getUTCDate()}`;
}

function verdictButtons(id) {
  const button = (verdict, sign) =>
    make("button", {
      class: "verdict", title: label(verdict), "aria-label": label(verdict), "data-verdict": verdict,
      "aria-pressed": String(verdictOf(id) === verdict), onclick: () => judge(id, verdict),
    }, sign);
  return make("span", { class: "verdicts" }, button("accept", "✓"), button("reject", "✗"), button("edit", "✎"), button("unsure", "?"));
}

function markChosen() {
  for (const row of list.querySelectorAll(".row[aria-current]")) row.removeAttribute("aria-current");
  if (!state.chosen) return;
  const row = [...list.querySelectorAll(".row")].find((node) => node.dataset.id === state.chosen.id);
  row?.setAttribute("aria-current", "true");
}
