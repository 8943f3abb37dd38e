// How many events a month or a year has; a bar narrows the list to its time, a drag to several.
const LONGEST_MONTHS = 48;

function showTimeline() {
  const dates = visible.map((event) => event.s || event.e).filter(Boolean);
  const monthly = new Set(dates.map((date) => date.slice(0, 7))).size <= LONGEST_MONTHS;
  const width = monthly ? 7 : 4;
  const counts = new Map();
  for (const date of dates) counts.set(date.slice(0, width), (counts.get(date.slice(0, width)) || 0) + 1);
  const most = Math.max(1, ...counts.values());
  const bars = [...counts].sort().map(([period, count]) => {
    const bar = make("button", {
      class: "bar", type: "button", "data-period": period, title: `${period}: ${count}`, "aria-label": `${period}: ${count}`,
    }, make("span", {}));
    bar.firstChild.style.height = `${Math.max(8, (100 * count) / most)}%`;
    return bar;
  });
  byId("timeline").replaceChildren(...bars);
  const periods = [...counts.keys()].sort();
  byId("extent").textContent = periods.length > 1 ? `${periods[0]} – ${periods.at(-1)}` : periods.join("");
}

function brush(first, last) {
  const [from, to] = [first, last].sort();
  byId("f-from").value = from.length === 4 ? `${from}-01-01` : `${from}-01`;
  byId("f-to").value = lastDay(to);
  showRows();
}

function lastDay(period) {
  if (period.length === 4) return `${period}-12-31`;
  const [year, month] = period.split("-").map(Number);
  return `${period}-${new Date(Date.UTC(year, month, 0)).getUTCDate()}`;
}

let brushed = null;
byId("timeline").addEventListener("pointerdown", (event) => {
  brushed = event.target.closest(".bar")?.dataset.period || null;
});
byId("timeline").addEventListener("pointerup", (event) => {
  const period = event.target.closest(".bar")?.dataset.period;
  if (brushed && period) brush(brushed, period);
  brushed = null;
});
byId("timeline").addEventListener("keydown", (event) => {
  const period = event.target.closest(".bar")?.dataset.period;
  if (period && (event.key === "Enter" || event.key === " ")) brush(period, period);
});
