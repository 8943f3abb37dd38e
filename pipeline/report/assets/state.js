// What the page knows: the facts of the run, what is chosen, and the verdicts kept in this browser.
const DATA = JSON.parse(document.getElementById("data").textContent);
const KEPT = `zhengju ${DATA.sample ? "sample " : ""}${DATA.run}`;
const state = { chosen: null, name: null, verdicts: readKept(), reviewer: "" };

for (const event of DATA.events) {
  event.id = `${DATA.docs[event.d].id}.${event.i}`;
  event.names = new Set([...event.a, ...event.o, ...event.r, ...event.x, ...event.p].flatMap((item) => item[1]));
  // Whom and what it names stands here in both languages: a search for 光刻 finds lithography.
  const names = [...event.names].map((id) => DATA.names[id]).filter(Boolean).flatMap((name) => [name.zh, name.en]);
  event.text = [event.q, event.t, event.g, DATA.docs[event.d].title, ...event.a, ...event.o, ...event.r, ...names]
    .flat(2).join(" ").toLowerCase();
}
for (const doc of DATA.docs) {
  doc.events = [];
  for (const mention of doc.m) mention[4] = DATA.chains[mention[4]];
}
for (const event of DATA.events) {
  event.u = DATA.chains[event.u];
  DATA.docs[event.d].events.push(event);
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
  if (key < doc.events.length) return { id: doc.events[key].id, doc: number, key, event: doc.events[key] };
  const mention = doc.m[key - doc.events.length];
  return { id: `${doc.id}.${mention[1]}`, doc: number, key, mention };
}

function rowOf(id) {
  const number = DATA.docs.findIndex((doc) => id.startsWith(`${doc.id}.`));
  if (number < 0) return null;
  const doc = DATA.docs[number];
  const suffix = id.slice(doc.id.length + 1);
  let key = doc.events.findIndex((event) => event.i === suffix);
  if (key < 0) key = doc.events.length + doc.m.findIndex((mention) => mention[1] === suffix);
  return key < doc.events.length && !doc.events.length ? null : rowAt(number, key);
}

function verdictOf(id) {
  return state.verdicts[id]?.verdict || "";
}

function nameOf(id) {
  const name = DATA.names[id];
  if (!name) return id;
  return (language ? name.zh || name.en : name.en || name.zh) || id;
}
