// How many events each month, year or decade has, over an axis of time; a brush narrows the list to
// its days. It shows what passes the other filters, so that a brush can be widened again.
const TALL = 56; // pixels of the bars
const AXIS = 18; // pixels below them
const NARROWEST = 4; // pixels of a bar
const APART = 70; // pixels between ticks
const SPANS = [d3.utcMonth, d3.utcYear, d3.utcYear.every(10), d3.utcYear.every(100)];
// The share of the earliest and the latest events that count into the first and the last bar:
// one event of 1644 would else press ten years of news into one bar.
const OUTSIDE = 0.02;
let bars = [];
let filled = []; // the bars that have events
let focused = 0; // of those, the one that the keyboard is at
let anchor = 0; // and the one that Shift widens from

function showTimeline() {
  const width = byId("timeline").clientWidth;
  const filters = { ...chosenFilters(), from: "", to: "" };
  const passing = EVENTS.filter((event) => passes(event, filters, byId("f-fold").checked));
  const dates = passing.map((event) => event.first || event.last).filter(Boolean).sort().map((day) => new Date(day));
  if (!dates.length || !width) return byId("timeline").replaceChildren();
  bars = counted(dates, width);
  filled = bars.filter((bar) => bar.count);
  [focused, anchor] = [focused, anchor].map((place) => Math.min(place, filled.length - 1));
  const scale = d3.scaleUtc([new Date(bars[0].first), bars.at(-1).next], [0, width]);
  const svg = d3.select(byId("timeline")).selectChildren("svg").data([null]).join("svg")
    .attr("width", width).attr("height", TALL + AXIS);
  svg.selectChildren("*").remove();
  drawAxis(svg, scale, width);
  drawBrush(svg, scale, width);
  drawBars(svg, scale);
}

// The bars of some dates in order; one at the end that holds what lies outside has no first or no last day.
function counted(dates, width) {
  const outside = Math.floor(dates.length * OUTSIDE);
  const [first, last] = [dates[outside], dates[dates.length - 1 - outside]];
  const days = (span) => span.range(span.floor(first), new Date(+span.floor(last) + 1));
  const span = SPANS.find((one) => days(one).length * NARROWEST <= width) || SPANS.at(-1);
  const starts = days(span);
  const within = (date) => (date < first ? first : date > last ? last : date);
  const counts = d3.rollup(dates, (some) => some.length, (date) => +span.floor(within(date)));
  return starts.map((start, place) => {
    const next = span.offset(start, 1);
    const from = place === 0 && dates[0] < start ? "" : isoDay(start);
    const to = place === starts.length - 1 && dates.at(-1) >= next ? "" : isoDay(d3.utcDay.offset(next, -1));
    return { first: start, next, from, to, count: counts.get(+start) || 0 };
  });
}

function drawAxis(svg, scale, width) {
  const named = (date) => isoDay(date).slice(0, date.getUTCMonth() ? 7 : 4);
  // A short time has several ticks a month: the first of those that are called the same counts.
  const names = new Map(scale.ticks(width / APART).reverse().map((tick) => [named(tick), tick]));
  const axis = d3.axisBottom(scale).tickValues([...names.values()]).tickFormat(named).tickSizeOuter(0);
  svg.append("g").attr("class", "axis").attr("aria-hidden", "true").attr("transform", `translate(0,${TALL})`).call(axis);
}

function drawBrush(svg, scale, width) {
  const brush = d3.brushX().extent([[0, 0], [width, TALL]]).on("end", (event) => {
    if (event.sourceEvent) brushed(event.selection || [d3.pointer(event.sourceEvent, svg.node())[0]], scale);
  });
  const group = svg.append("g").attr("class", "brush").attr("aria-hidden", "true").call(brush);
  group.on("pointermove", (event) => tell(barAt(scale, d3.pointer(event)[0]))).on("pointerleave", () => tell(null));
  const { from, to } = chosenDays();
  if (!from && !to) return;
  const within = (x) => Math.min(width, Math.max(0, x));
  const left = from ? within(scale(new Date(from))) : 0;
  const right = to ? within(scale(d3.utcDay.offset(new Date(to), 1))) : width;
  if (left < right) group.call(brush.move, [left, right]);
}

function drawBars(svg, scale) {
  const high = d3.max(filled, (bar) => bar.count);
  const tall = (bar) => Math.max(3, (TALL * bar.count) / high);
  svg.append("g").selectAll("rect").data(filled).join("rect")
    .attr("class", "bar").attr("role", "button").attr("tabindex", (_, place) => (place === focused ? 0 : -1))
    .attr("aria-label", told).attr("aria-pressed", isChosen)
    .attr("x", (bar) => scale(bar.first)).attr("width", (bar) => Math.max(1, scale(bar.next) - scale(bar.first) - 1))
    .attr("y", (bar) => TALL - tall(bar)).attr("height", (bar) => tall(bar));
}

function told(bar) {
  return `${period(bar.from, bar.to)}: ${bar.count}`;
}

function isChosen(bar) {
  const { from, to } = chosenDays();
  return Boolean(from || to) && (!from || bar.from >= from) && (!to || (bar.to !== "" && bar.to <= to));
}

function barAt(scale, x) {
  const date = scale.invert(x);
  return bars.find((bar) => date < bar.next) || bars.at(-1);
}

function brushed([left, right], scale) {
  const first = barAt(scale, left);
  choose(first, right === undefined ? first : barAt(scale, right - 1));
}

function choose(first, last) {
  byId("f-from").value = first.from;
  byId("f-to").value = last.to;
  showRows();
}

function tell(bar) {
  byId("extent").textContent = bar ? told(bar) : "";
}

// One stop for the Tab key; the arrows move between bars, with Shift they widen what is chosen.
function moveBar(event) {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (step) focused = Math.min(filled.length - 1, Math.max(0, focused + step));
  if (!event.shiftKey) anchor = focused;
  if (event.key === "Escape") choose({ from: "" }, { to: "" });
  else if (event.key === "Enter" || event.key === " " || (step && event.shiftKey))
    choose(filled[Math.min(anchor, focused)], filled[Math.max(anchor, focused)]);
  else if (!step) return;
  event.preventDefault();
  const nodes = [...byId("timeline").querySelectorAll(".bar")];
  for (const [place, node] of nodes.entries()) node.setAttribute("tabindex", place === focused ? 0 : -1);
  nodes[focused].focus();
}

byId("timeline").addEventListener("keydown", moveBar);
byId("timeline").addEventListener("focusin", (event) => tell(d3.select(event.target).datum()));
byId("timeline").addEventListener("focusout", () => tell(null));
addEventListener("resize", showTimeline);
