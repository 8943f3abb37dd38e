// What the page knows: the facts of the run, what is chosen, and the verdicts kept in this browser.
const DATA = JSON.parse(document.getElementById("data").textContent);
const KEPT = `zhengju ${DATA.sample ? "sample " : ""}${DATA.run}`;
const KINDS = { d: "date", o: "organization", t: "technology", p: "place", i: "instrument" };
const COUNTRY = /^[A-Z]{2}$/; // the id of a country; US-FL is a part of one
const state = { chosen: null, name: null, verdicts: readKept(), reviewer: "" };

// A table of the facts as objects: columns are named once, empty cells at the end left out.
function objects({ columns, rows }) {
  return rows.map((cells) => Object.fromEntries(columns.map((column, place) => [column, cells[place] ?? ""])));
}

const named = objects(DATA.names); // a row calls a name by its number in here
const NAMES = new Map(named.filter((name) => name.kind).map((name) => [name.id, name]));
const idsOf = (numbers) => [numbers].flat().map((number) => named[number].id);

// An id with all that it is a part of: an organization's superiors and its country, a region's country.
const reached = new Map();
function reach(id) {
  if (!reached.has(id)) reached.set(id, partOf(id));
  return reached.get(id);
}

function partOf(id) {
  const found = new Set();
  for (let one = id; one && !found.has(one); one = NAMES.get(one)?.parent) found.add(one);
  const country = NAMES.get(id)?.country || (/^[A-Z]{2}-/.test(id) ? id.slice(0, 2) : "");
  if (country && NAMES.get(id)?.kind !== "i") found.add(country);
  return found;
}

function reachOf(ids) {
  return new Set(ids.flatMap((id) => [...reach(id)]));
}

const ROLES = ["agents", "objects", "recipients", "technologies", "places"];
const EVENTS = objects(DATA.events);
for (const doc of DATA.docs) {
  doc.events = [];
  doc.mentions = Object.entries(doc.mentions).flatMap(([kind, rows]) => rows.map((row) => mentionOf(kind, row)));
}
for (const event of EVENTS) {
  const doc = DATA.docs[event.doc];
  event.suffix = `event.${event.suffix}`;
  event.id = `${doc.id}.${event.suffix}`;
  event.rules = DATA.chains[event.rules];
  event.date = event.date && `date.${event.date}`;
  event.same = event.same && `event.${event.same}`;
  event.key = doc.events.length;
  doc.events.push(event);
  for (const role of ROLES) event[role] = event[role].map(([text, ...numbers]) => ({ text, ids: idsOf(numbers) }));
  const ids = (...roles) => roles.flatMap((role) => event[role]).flatMap((item) => item.ids);
  event.within = idsOf(event.within || []); // named in the words of what is acted on: 华为 in 华为首席财务官
  event.ids = new Set([...ids(...ROLES), ...event.within]);
  event.acts = reachOf(ids("agents"));
  event.affected = reachOf([...ids("objects", "recipients"), ...event.within]);
  event.names = reachOf([...event.ids]);
  // A law of the EU is neither who acts nor a place, but what is told of it is told of the EU.
  const laws = [...event.ids].map((id) => NAMES.get(id)).filter((name) => name?.kind === "i" && name.country);
  event.where = new Set([...event.names, ...laws.map((name) => name.country)]);
  // Whom and what it names stands here in both languages: a search for 光刻 finds lithography.
  const names = [...event.ids].map((id) => NAMES.get(id)).filter(Boolean).flatMap((name) => [name.zh, name.en]);
  const texts = ["agents", "objects", "recipients"].flatMap((role) => event[role]).flatMap((item) => [item.text, ...item.ids]);
  event.text = [event.quote, event.written, event.trigger, doc.title, ...texts, ...names].join(" ").toLowerCase();
}
for (const doc of DATA.docs)
  doc.names = reachOf([...new Set([...doc.mentions, ...doc.events].flatMap((row) => [...row.ids]))]);

// A mention of an article: a date has days, any other what it means; `says` is a name that no table has.
function mentionOf(kind, [suffix, meant, rules, says = ""]) {
  const told = { kind, suffix: `${KINDS[kind]}.${suffix}`, ids: [], says, rules: DATA.chains[rules] };
  if (kind === "d") {
    const [first, last, timex, basis] = DATA.days[meant];
    return { ...told, first, last, timex, basis, anchor: says && `date.${says}`, says: "" };
  }
  const ids = idsOf(meant);
  // A link of the chain that ends with a colon leads to the row of the name itself.
  return { ...told, ids, rules: told.rules.replace(/:(?=\+|$)/g, `:${ids[0]}`) };
}

function readKept() {
  try {
    return JSON.parse(localStorage.getItem(KEPT)) || {};
  } catch {
    return {};
  }
}

function keep() {
  try {
    localStorage.setItem(KEPT, JSON.stringify(state.verdicts));
  } catch {
    // A browser that keeps nothing still saves the file.
  }
}

// The row behind a number of an article: its events come first, then its mentions.
function rowAt(number, key) {
  const doc = DATA.docs[number];
  const event = doc.events[key];
  if (event) return { id: event.id, doc: number, key, event };
  const mention = doc.mentions[key - doc.events.length];
  return mention ? { id: `${doc.id}.${mention.suffix}`, doc: number, key, mention } : null;
}

function rowOf(id) {
  const number = DATA.docs.findIndex((doc) => id.startsWith(`${doc.id}.`));
  if (number < 0) return null;
  const doc = DATA.docs[number];
  const suffix = id.slice(doc.id.length + 1);
  const key = [...doc.events, ...doc.mentions].findIndex((row) => row.suffix === suffix);
  return rowAt(number, key);
}

function verdictOf(id) {
  return state.verdicts[id]?.verdict || "";
}

// A country is called as the browser calls it where no text names it: the FI of a Finnish company.
function nameOf(id) {
  const name = NAMES.get(id);
  if (name) return (language ? name.zh || name.en : name.en || name.zh) || id;
  if (!COUNTRY.test(id)) return id;
  return new Intl.DisplayNames([language ? "zh-Hans" : "en"], { type: "region" }).of(id);
}
