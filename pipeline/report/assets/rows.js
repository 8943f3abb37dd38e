// The events, filtered, in order of date.
const FILTERS = ["text", "from", "to", "type", "modality", "org", "tech", "country", "doc", "verdict", "confidence"];
const list = byId("events");
const MOST_NAMED = 12; // articles listed below the events
let visible = [];

function fillFilters() {
  const kinds = (letter) => Object.keys(DATA.names).filter((id) => DATA.names[id].l === letter);
  const used = new Set(DATA.events.flatMap((event) => [...event.names]));
  const named = (letter) => kinds(letter).filter((id) => used.has(id)).map((id) => [id, nameOf(id)]);
  const countries = new Set([...used].map((id) => DATA.names[id]).filter((name) => name?.c).map((name) => name.c));
  fill("type", distinct("y").map((type) => [type, label(type)]));
  fill("modality", distinct("m").map((modality) => [modality, label(modality)]));
  fill("org", named("o"));
  fill("tech", named("t"));
  fill("country", [...countries].map((id) => [id, countryName(id)]));
  fill("doc", DATA.docs.map((doc, number) => [number, doc.title || doc.path]), false);
  fill("verdict", ["accept", "reject", "edit", "unsure", "no-verdict"].map((verdict) => [verdict, label(verdict)]), false);
}

// A country is called as the browser calls it where no text names it: the FI of a Finnish company.
function countryName(id) {
  if (DATA.names[id] || !/^[A-Z]{2}$/.test(id)) return nameOf(id);
  return new Intl.DisplayNames([document.documentElement.lang], { type: "region" }).of(id);
}

function distinct(letter) {
  return [...new Set(DATA.events.map((event) => event[letter]))].sort();
}

function fill(filter, choices, sorted = true) {
  const select = byId(`f-${filter}`);
  const { value } = select;
  if (sorted) choices.sort((one, two) => (one[1] < two[1] ? -1 : 1));
  const options = choices.map(([id, text]) => make("option", { value: id }, text));
  select.replaceChildren(make("option", { value: "" }, label("any")), ...options);
  select.value = value;
}

function chosenFilters() {
  const filters = Object.fromEntries(FILTERS.map((filter) => [filter, byId(`f-${filter}`).value]));
  return { ...filters, ...chosenDays(), asked: filters.text.toLowerCase().split(/\s+/).filter(Boolean).map(alike) };
}

function chosenDays() {
  return { from: dayOf(byId("f-from").value.trim(), "-01-01"), to: dayOf(byId("f-to").value.trim(), "-12-31") };
}

// A day that is written 2023, 2023-05 or 2023-05-31: the first or the last that it covers.
function dayOf(written, end) {
  if (!/^\d{4}(-\d\d(-\d\d)?)?$/.test(written)) return "";
  if (written.length === 7 && end === "-12-31") return lastDay(written);
  return written + end.slice(written.length - 4);
}

// A word, the names that hold it, and what they are called in the other language: 光刻 is lithography.
function alike(word) {
  const opens = opening(word);
  const holds = ({ zh, en, s }) => [zh, en, ...s].some((name) => opens(name.toLowerCase()));
  const ids = Object.keys(DATA.names).filter((id) => holds(DATA.names[id]));
  const names = ids.flatMap((id) => [DATA.names[id].zh, DATA.names[id].en.toLowerCase()]);
  return { words: [word, ...new Set(names.filter(Boolean))].map(sought), ids: new Set(ids) };
}

// What finds a word in a text: a short one in Latin letters stands alone, or EU would be in museum.
function sought(word) {
  if (!/^[a-z0-9]{1,3}$/.test(word)) return (text) => text.includes(word);
  const alone = new RegExp(`(?<![a-z0-9])${word}s?(?![a-z0-9])`);
  return (text) => alone.test(text);
}

// What finds a name by a word of it, under whichever of its names: drone is unmanned aerial vehicle.
function opening(word) {
  if (!/^[a-z0-9]/.test(word) || /^[a-z0-9]{1,3}$/.test(word)) return sought(word);
  return (name) => ` ${name}`.includes(` ${word}`) || ` ${name}`.includes(`-${word}`);
}

function passes(event, filters, fold) {
  const last = event.e || event.s;
  return (
    filters.asked.every(({ words }) => words.some((finds) => finds(event.text))) &&
    (!filters.from || last >= filters.from) &&
    (!filters.to || (event.s || event.e) <= filters.to) &&
    (!filters.type || event.y === filters.type) &&
    (!filters.modality || event.m === filters.modality) &&
    (!filters.org || event.names.has(filters.org)) &&
    (!filters.tech || event.names.has(filters.tech)) &&
    (!filters.country || isOf(event, filters.country)) &&
    (!filters.doc || event.d === Number(filters.doc)) &&
    (!filters.verdict || (verdictOf(event.id) || "no-verdict") === filters.verdict) &&
    event.c >= Number(filters.confidence) &&
    (!state.name || event.names.has(state.name)) &&
    (!fold || (!event.z && !DATA.docs[event.d].copy))
  );
}

function isOf(event, country) {
  return event.names.has(country) || [...event.names].some((id) => DATA.names[id]?.c === country);
}

function showRows() {
  if (DATA.sample) return showSample();
  const filters = chosenFilters();
  const fold = byId("f-fold").checked;
  const before = (one, two) => ((one.s || one.e) < (two.s || two.e) ? -1 : (one.s || one.e) > (two.s || two.e) ? 1 : one.d - two.d || one.k - two.k);
  visible = DATA.events.filter((event) => passes(event, filters, fold)).sort(before);
  list.replaceChildren(...visible.map(rowItem));
  showNamed(filters);
  const articles = new Set(visible.map((event) => event.d)).size;
  byId("counts").textContent = label("shown", visible.length, DATA.events.length, articles, allVerdicts().length);
  if (!DATA.index) showTimeline();
  markChosen();
}

// Articles that name what is looked for, whether an event does or not: a question need not end here.
function showNamed(filters) {
  const chosen = [filters.org, filters.tech, filters.country].filter(Boolean);
  const wanted = [
    ...filters.asked.map(({ words, ids }) => ([kind, , name, said]) => kind !== "d" && (name ? ids.has(name) : words.some((finds) => finds(said.toLowerCase())))),
    ...chosen.map((id) => ([, , name]) => name === id || (id === filters.country && DATA.names[name]?.c === id)),
  ];
  const articles = DATA.docs.filter((doc) => !doc.copy || !byId("f-fold").checked);
  const found = wanted.length ? articles.flatMap((doc) => namedIn(doc, wanted)) : [];
  found.sort((one, two) => two.count - one.count);
  const links = found.slice(0, MOST_NAMED).flatMap(({ doc, first, count }) => [
    make("a", { href: `#${encodeURIComponent(`${doc.id}.${first[1]}`)}` }, make("bdi", {}, doc.title || doc.path)), ` (${count}) `,
  ]);
  byId("named").replaceChildren(visible.length ? "" : make("p", {}, label("no-event")), links.length ? make("p", {}, `${label("named-in")}: `, ...links) : "");
}

// An article where each of the tests finds a mention: the first that the first of them finds.
function namedIn(doc, wanted) {
  const found = wanted.map((holds) => doc.m.filter(holds));
  return found.every((mentions) => mentions.length) ? [{ doc, first: found[0][0], count: found[0].length }] : [];
}

function rowItem(event) {
  const who = event.a.length ? event.a.map((item) => item[0]).join(language ? "、" : ", ") : label("no-agent");
  const what = [...event.o, ...event.r].map((item) => item[0]).join(language ? "；" : "; ");
  const button = make(
    "button",
    { class: "row", "data-id": event.id, onclick: () => open(event.id) },
    make("time", {}, days(event)),
    make("bdi", { class: event.a.length ? "who" : "who none" }, who),
    make("bdi", { class: "trigger" }, event.g),
    make("bdi", { class: "what" }, what),
    make("span", { class: "tags" }, tags(event, `${Math.round(event.c * 100)} %`)),
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

const KINDS = { d: "date", o: "organization", t: "technology", p: "place", i: "instrument" };

function mentionItem(row) {
  const [kind, , name, said] = row.mention;
  const says = kind === "d" ? days({ s: said[0], e: said[1] }) : [nameOf(name) || said, name].filter(Boolean).join(" · ");
  const button = make(
    "button",
    { class: "row", "data-id": row.id, onclick: () => open(row.id) },
    make("bdi", { class: "who" }, quoteOf(row)),
    make("bdi", { class: "what" }, ` ${says}`),
    make("span", { class: "tags" }, label(KINDS[kind])),
  );
  return make("li", { class: verdictOf(row.id), "data-id": row.id }, button, verdictButtons(row.id));
}

// What an event is, and how sure the program is of it, which judges are not told.
function tags(event, sure) {
  const reviewed = event.v ? [label(event.v)] : [];
  return [label(event.y), label(event.m), ...(DATA.sample ? [] : [sure]), ...reviewed].join(" · ");
}

function days(event) {
  if (!event.s && !event.e) return label("unknown-year");
  return period(event.s, event.e);
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
