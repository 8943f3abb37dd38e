/*! D3 (d3js.org), ISC license. Copyright 2010-2026 Mike Bostock

Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee
is hereby granted, provided that the above copyright notice and this permission notice appear in all
copies.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS SOFTWARE
INCLUDING ALL IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE
LIABLE FOR ANY SPECIAL, DIRECT, INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING
FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS
ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF THIS SOFTWARE. */

// What the report's timeline takes from D3; `make bundle` writes it as ../assets/d3.js.
export { max, rollup } from "d3-array";
export { axisBottom } from "d3-axis";
export { brushX } from "d3-brush";
export { scaleUtc } from "d3-scale";
export { pointer, select } from "d3-selection";
export { utcDay, utcMonth, utcYear } from "d3-time";
