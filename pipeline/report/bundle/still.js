// What D3 brings along and the report does not use: transitions of its brush, ranges that are no
// numbers, names of days and months for ticks (timeline.js has its own).
export function interrupt() {}

export function interpolate(first, last) {
  return (share) => first * (1 - share) + last * share;
}

export function timeFormat() {
  return String;
}

export { interpolate as interpolateNumber, interpolate as interpolateRound, interpolate as piecewise, timeFormat as utcFormat };
