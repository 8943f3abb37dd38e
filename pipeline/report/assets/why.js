// Why a row is there, in words: what it says, how its date was found, what each of its rules means.
function showWhy(row) {
  const date = row.event && DATA.docs[row.doc].mentions.find(({ suffix }) => suffix === row.event.date);
  byId("why").replaceChildren(
    make("h3", {}, label("why")), verdictButtons(row.id), ...says(row),
    ...(date ? [dateSays(date, row), reasons(label("date-found"), date.rules)] : []),
    reasons(label(row.event ? "event-found" : "found"), (row.event || row.mention).rules),
    references(row, date),
  );
  byId("why").hidden = false;
}

function says(row) {
  if (row.event) return eventSays(row);
  const { kind, ids, says: told } = row.mention;
  if (kind === "d") return [dateSays(row.mention, row)];
  const about = (id) => [NAMES.get(id)?.group, NAMES.get(id)?.country].map((one, place) => (one ? ` · ${place ? nameOf(one) : label(one)}` : "")).join("");
  const names = ids.length ? ids.flatMap((id) => [NAMES.has(id) ? nameLink(id) : id, about(id), "  "]) : [told];
  return [make("p", {}, `${label(KINDS[kind])}: `, ...names)];
}

function eventSays({ event, doc }) {
  const names = [...event.ids].filter((id) => NAMES.has(id));
  return [
    make("p", {}, `${days(event)} · ${tags(event, `${label("confidence")} ${Math.round(event.confidence * 100)} %`)}`),
    make("p", {}, ...names.flatMap((id) => [nameLink(id), "  "])),
    ...(event.same ? [make("p", {}, `${label("told-also")}: `, rowLink(`${DATA.docs[doc].id}.${event.same}`))] : []),
  ];
}

// What a date's words mean, and the words of the date that it counts from.
function dateSays(date, { doc }) {
  const { id } = DATA.docs[doc];
  const told = label("date-says", quoteOf(rowOf(`${id}.${date.suffix}`)), days(date), label(`basis-${date.basis}`));
  return make("p", {}, told, ...(date.anchor ? [` · ${label("anchor")} `, rowLink(`${id}.${date.anchor}`)] : []));
}

function reasons(heading, chain) {
  return make("div", {}, make("p", { class: "small" }, heading), make("ul", {}, ...chain.split("+").map((link) => make("li", {}, meaning(link)))));
}

// What a link of a chain means: a rule, or a row of a lexicon.
function meaning(link) {
  const [rule, row] = link.split(/:(.*)/s);
  if (row && rule.endsWith(".csv")) return label("in-lexicon", rule, row);
  return DATA.rules[rule]?.[language] || rule;
}

// What a programmer looks for: the ids, by which rules.csv and `zhengju explain` go on.
function references(row, date) {
  const told = [row.id, row.event?.rules || row.mention.rules, ...(date ? [date.timex, date.rules] : row.mention?.timex ? [row.mention.timex] : [])];
  return make("details", { class: "small" }, make("summary", {}, label("references")), ...told.map((text) => make("p", {}, make("code", {}, text))));
}

function rowLink(id) {
  const row = rowOf(id);
  return make("a", { href: `#${encodeURIComponent(id)}` }, make("bdi", {}, row ? shortly(row) : id));
}

function shortly(row) {
  if (row.event) return `${days(row.event)} ${row.event.agents.map((item) => item.text).join(" ")} ${row.event.trigger}`;
  return `${label(KINDS[row.mention.kind])} “${quoteOf(row)}”`;
}
