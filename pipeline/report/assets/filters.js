// What the list is narrowed by: the choices that the run offers, and which events pass.
const FILTERS = ["text", "from", "to", "type", "modality", "agent", "affected", "org", "tech", "place", "doc", "verdict", "confidence"];
const NAMED = ["agent", "affected", "org", "tech", "place"]; // those that choose a name

function fillFilters() {
  const all = new Set(DATA.docs.flatMap((doc) => [...doc.names]));
  const acting = new Set(EVENTS.flatMap((event) => [...event.acts]));
  const affected = new Set(EVENTS.flatMap((event) => [...event.affected]));
  fill("type", chosenOf(distinct("type")));
  fill("modality", chosenOf(distinct("modality")));
  fillGroups("agent", { ...places(acting), organizations: organizations(acting) });
  fillGroups("affected", { ...places(affected), organizations: organizations(affected) });
  fill("org", organizations(all));
  fill("tech", ofKind(all, "t").map((id) => [id, nameOf(id)]));
  fillGroups("place", places(all));
  fill("doc", DATA.docs.map((doc, number) => [number, doc.title || doc.path]), false);
  fill("verdict", chosenOf(["accept", "reject", "edit", "unsure", "no-verdict"]), false);
}

function chosenOf(values) {
  return values.map((value) => [value, label(value)]);
}

function distinct(column) {
  return [...new Set(EVENTS.map((event) => event[column]))].sort();
}

function ofKind(ids, kind) {
  return [...ids].filter((id) => NAMES.get(id)?.kind === kind);
}

// The organizations among ids; one that others are a part of says that it stands for these too.
function organizations(ids) {
  const parents = new Set([...ids].map((id) => NAMES.get(id)?.parent));
  return ofKind(ids, "o").map((id) => [id, parents.has(id) ? label("with-bodies", nameOf(id)) : nameOf(id)]);
}

function places(ids) {
  const named = (some) => some.map((id) => [id, nameOf(id)]);
  return {
    countries: named([...ids].filter((id) => COUNTRY.test(id))),
    places: named(ofKind(ids, "p").filter((id) => !COUNTRY.test(id))),
  };
}

function byName(choices) {
  const order = new Intl.Collator(language ? "zh-Hans" : "en");
  return choices.sort((one, two) => order.compare(one[1], two[1]));
}

function optionsOf(choices) {
  return choices.map(([id, text]) => make("option", { value: id }, text));
}

function fill(filter, choices, sorted = true) {
  refill(filter, optionsOf(sorted ? byName(choices) : choices));
}

function fillGroups(filter, groups) {
  const filled = Object.entries(groups).filter(([, choices]) => choices.length);
  refill(filter, filled.map(([name, choices]) => make("optgroup", { label: label(name) }, ...optionsOf(byName(choices)))));
}

function refill(filter, options) {
  const select = byId(`f-${filter}`);
  const { value } = select;
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
  if (!isPeriod(written)) return "";
  if (written.length === 7 && end === "-12-31") return lastDay(written);
  return written + end.slice(written.length - 4);
}

// A word, the names that hold it, and what they are called in the other language: 光刻 is lithography.
function alike(word) {
  const opens = opening(word);
  const holds = ({ zh, en, seen }) => [zh, en, ...seen].some((name) => opens(name.toLowerCase()));
  const found = [...NAMES.values()].filter(holds);
  const names = found.flatMap(({ zh, en }) => [zh, en.toLowerCase()]);
  return { words: [word, ...new Set(names.filter(Boolean))].map(sought), ids: new Set(found.map(({ id }) => id)) };
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
  const last = event.last || event.first;
  return (
    filters.asked.every(({ words }) => words.some((finds) => finds(event.text))) &&
    (!filters.from || last >= filters.from) &&
    (!filters.to || (event.first || event.last) <= filters.to) &&
    (!filters.type || event.type === filters.type) &&
    (!filters.modality || event.modality === filters.modality) &&
    (!filters.agent || event.acts.has(filters.agent)) &&
    (!filters.affected || event.affected.has(filters.affected)) &&
    (!filters.org || event.names.has(filters.org)) &&
    (!filters.tech || event.names.has(filters.tech)) &&
    (!filters.place || event.where.has(filters.place)) &&
    (!filters.doc || event.doc === Number(filters.doc)) &&
    (!filters.verdict || (verdictOf(event.id) || "no-verdict") === filters.verdict) &&
    event.confidence >= Number(filters.confidence) &&
    (!state.name || event.names.has(state.name)) &&
    (!fold || (!event.same && !DATA.docs[event.doc].copy))
  );
}
