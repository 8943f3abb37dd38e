// What the page says, in English or Chinese.
const LABELS = JSON.parse(document.getElementById("labels").textContent);
let language = navigator.language.startsWith("zh") ? 1 : 0;

function label(key, ...values) {
  const text = LABELS[key] ? LABELS[key][language] : key;
  return text.replace(/\{(\d)\}/g, (_, number) => values[number]);
}

function translatePage() {
  document.documentElement.lang = language ? "zh-Hans" : "en";
  for (const node of document.querySelectorAll("[data-t]")) node.textContent = label(node.dataset.t);
  for (const node of document.querySelectorAll("[data-t-label]"))
    node.setAttribute("aria-label", label(node.dataset.tLabel));
  byId("language").textContent = language ? "English" : "中文";
}

function byId(id) {
  return document.getElementById(id);
}

// An element with attributes and children; text is never read as HTML.
function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes))
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value !== null && value !== false) node.setAttribute(name, value === true ? "" : value);
  node.append(...children);
  return node;
}
