// An organization, a technology or a place: what it was called, its events, who stood with it.
function showName(id) {
  state.name = DATA.names[id] ? id : null;
  const section = byId("name");
  section.hidden = !state.name;
  if (state.name) section.replaceChildren(...nameFacts(id, DATA.names[id]));
  showRows();
}

function nameFacts(id, name) {
  const group = [name.g && label(name.g), name.c && countryName(name.c)].filter(Boolean).join(" · ");
  return [
    make("h3", {}, make("bdi", {}, [name.zh, name.en].filter(Boolean).join(" · ") || id)),
    make("button", { onclick: () => go("") }, label("close")),
    make("p", {}, `${id}${group ? ` · ${group}` : ""} · ${label("mentions", name.n, name.f)}`),
    make("p", {}, `${label("seen-as")}: ${name.s.join(" · ")}`),
    make("p", {}, `${label("co-actors")}: `, ...withName(id)),
  ];
}

function withName(id) {
  const counts = new Map();
  for (const event of DATA.events)
    if (event.names.has(id))
      for (const other of event.names)
        if (other !== id && DATA.names[other]) counts.set(other, (counts.get(other) || 0) + 1);
  const most = [...counts].sort((one, two) => two[1] - one[1] || (one[0] < two[0] ? -1 : 1)).slice(0, 12);
  return most.flatMap(([other, count]) => [nameLink(other), ` ${count}  `]);
}

function nameLink(id) {
  return make("a", { href: `#name=${encodeURIComponent(id)}` }, make("bdi", {}, nameOf(id)));
}
