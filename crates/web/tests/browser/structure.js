// What is wrong with this page's structure, as a list of texts.
const faults = [];
const fault = (words, element) =>
  faults.push(element ? `${words}: ${element.outerHTML.slice(0, 160)}` : words);
const all = (selector) => [...document.querySelectorAll(selector)];

if (!document.documentElement.lang) fault("the page does not say its language");
if (!/\S – Saferplan$/.test(document.title)) {
  fault(`the title must end in “ – Saferplan”, and is “${document.title}”`);
}
const headings = all("h1");
if (headings.length !== 1) fault(`the page has ${headings.length} headings h1, and must have one`);
if (all("main").length !== 1) fault("the page must have one `main`");

let level = 0;
for (const heading of all("main h1, main h2, main h3, main h4, main h5, main h6")) {
  const next = Number(heading.tagName[1]);
  // An error summary and a banner stand before the page's own first heading.
  const before = heading.closest(".govuk-error-summary, .govuk-notification-banner");
  if (!before && next > level + 1) fault("a level of heading is left out before", heading);
  if (!before) level = next;
}

for (const field of all("input:not([type=hidden]), select, textarea")) {
  const named = field.ariaLabel || field.getAttribute("aria-labelledby");
  if (!named && field.labels.length === 0) fault("the field has no label", field);
}
for (const table of all("table")) {
  if (!table.caption?.textContent.trim()) fault("the table has no caption", table);
  if (!table.querySelector("th")) fault("the table has no headings", table);
}
for (const heading of all("th:not([scope])")) fault("the heading of a table has no scope", heading);

const seen = new Set();
for (const element of all("[id]")) {
  if (seen.has(element.id)) fault(`the id \`${element.id}\` is there twice`, element);
  seen.add(element.id);
}
for (const link of all("a[href^='#']")) {
  const target = decodeURIComponent(link.getAttribute("href").slice(1));
  if (!document.getElementById(target)) fault("the link leads to no place on the page", link);
}

const summary = document.querySelector(".govuk-error-summary");
const error = document.documentElement.lang === "cy" ? "Gwall: " : "Error: ";
if (Boolean(summary) !== document.title.startsWith(error)) {
  fault(`the title must begin with “${error}” if there is an error summary, and only then`);
}
for (const link of summary?.querySelectorAll("a") ?? []) {
  const field = document.getElementById(link.hash.slice(1));
  // Where nothing can be filled in, the message itself takes the focus.
  if (field && !field.matches("input, select, textarea, button, .govuk-error-message[tabindex='-1']")) {
    fault("the error summary leads to something that is not a field", link);
  }
}

// Our Content-Security-Policy forbids these; the browser would leave them out without a word.
// A map that can be moved is placed by the script that draws it, which the rules for styles allow.
const placed = (element) => element.closest("[data-map]") !== null;
for (const element of all("[style]")) {
  if (!placed(element)) fault("a style stands inside the page", element);
}
for (const element of all("style")) fault("a stylesheet stands inside the page", element);
for (const script of all("script:not([src])")) fault("a script stands inside the page", script);
for (const element of all("*")) {
  for (const { name } of element.attributes) {
    if (name.startsWith("on")) fault("a script stands in an attribute", element);
  }
}
return faults;
