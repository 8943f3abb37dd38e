// d3-brush stops transitions before it moves; the report has none, and so needs no d3-transition.
export function interrupt() {}
