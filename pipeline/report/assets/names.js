// An organization, a technology or a place: what it was called, its events, who stood with it.
function showName(id) {
  state.name = NAMES.has(id) ? id : null;
  const section = byId("name");
  section.hidden = !state.name;
  if (state.name) section.replaceChildren(...nameFacts(NAMES.get(id)));
  showRows();
}

function nameFacts({ id, zh, en, group, country, parent, seen, mentions, articles }) {
  const told = [group && label(group), country && nameOf(country)].filter(Boolean).join(" · ");
  const bodies = [...NAMES.values()].filter((name) => name.parent === id);
  const line = (key, ...links) => make("p", {}, `${label(key)}: `, ...links);
  return [
    make("h3", {}, make("bdi", {}, [zh, en].filter(Boolean).join(" · ") || id)),
    make("button", { onclick: () => go("") }, label("close")),
    make("p", {}, `${id}${told ? ` · ${told}` : ""} · ${label("mentions", mentions, articles)}`),
    ...(parent ? [line("part-of", nameLink(parent))] : []),
    ...(bodies.length ? [line("bodies", ...bodies.flatMap((body) => [nameLink(body.id), "  "]))] : []),
    ...(seen.length ? [line("seen-as", seen.join(" · "))] : []),
    line("co-actors", ...withName(id)),
  ];
}

function withName(id) {
  const counts = new Map();
  for (const event of EVENTS)
    if (event.names.has(id))
      for (const other of event.ids)
        if (other !== id && NAMES.has(other)) counts.set(other, (counts.get(other) || 0) + 1);
  const most = [...counts].sort((one, two) => two[1] - one[1] || (one[0] < two[0] ? -1 : 1)).slice(0, 12);
  return most.flatMap(([other, count]) => [nameLink(other), ` ${count}  `]);
}

function nameLink(id) {
  return make("a", { href: `#name=${encodeURIComponent(id)}` }, make("bdi", {}, nameOf(id)));
}
