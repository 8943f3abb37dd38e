// The articles that name what is looked for, whether an event tells of it or not: a question need not
// end at the events.
const MOST_LISTED = 50; // articles at first
let listed = MOST_LISTED;

function showArticles(filters) {
  const wanted = wantedIn(filters);
  const kept = DATA.docs.filter((doc, number) => (!filters.doc || number === Number(filters.doc)) && (!doc.copy || !byId("f-fold").checked));
  const found = kept.flatMap((doc) => foundIn(doc, wanted));
  found.sort((one, two) => two.count - one.count || (one.doc.day || "9").localeCompare(two.doc.day || "9"));
  byId("no-event").hidden = visible.length > 0;
  byId("articles-found").textContent = label(wanted.length ? "named-in" : "all-of", found.length, DATA.docs.length);
  byId("to-articles").textContent = `${label("articles")}: ${found.length} ↓`;
  byId("articles").replaceChildren(...found.slice(0, listed).map(articleItem));
  byId("more").hidden = found.length <= listed;
}

// What an article must name, one test each: a word of the search under any name, a name chosen.
function wantedIn(filters) {
  const words = filters.asked.map(({ words, ids }) => ({
    holds: (mention) => (mention.says ? words.some((finds) => finds(mention.says.toLowerCase())) : mention.ids.some((id) => ids.has(id))),
    entitles: (title) => words.some((finds) => finds(title)),
  }));
  const chosen = [...NAMED.map((filter) => filters[filter]), state.name].filter(Boolean);
  return [...words, ...chosen.map((id) => ({ holds: (mention) => mention.ids.some((one) => reach(one).has(id)), entitles: () => false }))];
}

function foundIn(doc, wanted) {
  const title = doc.title.toLowerCase();
  const found = wanted.map(({ holds }) => doc.mentions.filter(holds));
  if (!found.every((mentions, place) => mentions.length || wanted[place].entitles(title))) return [];
  return [{ doc, first: found.flat()[0], count: found.length ? found[0].length : 0 }];
}

function articleItem({ doc, first, count }) {
  const told = doc.events.length ? label("events-in", doc.events.length) : label("no-events-in");
  const tags = [doc.day, told, count ? label("named-times", count) : ""].filter(Boolean).join(" · ");
  const address = first ? `${doc.id}.${first.suffix}` : `article=${doc.id}`;
  return make("li", {},
    make("a", { href: `#${encodeURIComponent(address)}` }, make("bdi", {}, doc.title || doc.path)),
    make("span", { class: "tags" }, tags));
}

byId("more").addEventListener("click", () => {
  listed = Infinity;
  showRows();
});
byId("to-articles").addEventListener("click", () => {
  byId("articles-title").focus();
  byId("articles-title").scrollIntoView();
});
