// The page on which a section is written: references are found by typing and set where one writes. The form works
// without it, and so does copying from the list.
const form = document.querySelector("form[data-drafting]");
const text = form && form.querySelector("textarea[name=text]");
const find = document.getElementById("find");

// Whoever leaves the page with a text that was not saved is asked first.
if (text) {
  let sent = false;
  form.addEventListener("submit", () => {
    sent = true;
  });
  window.addEventListener("beforeunload", (event) => {
    const unsaved = "unsaved" in form.dataset || text.value !== text.defaultValue;
    if (unsaved && !sent) event.preventDefault();
  });
}

if (text && find) {
  const offers = [...document.querySelectorAll("[data-offer]")];
  const groups = [...document.querySelectorAll("[data-group]")];
  const found = document.getElementById("found");

  // A chart, table or map stands in a paragraph of its own.
  const insert = (offer) => {
    const typed = offer.dataset.offer;
    const alone = offer.dataset.alone === "yes";
    const before = text.value.slice(0, text.selectionStart);
    const after = text.value.slice(text.selectionEnd);
    const open = alone && before && !before.endsWith("\n\n") ? (before.endsWith("\n") ? "\n" : "\n\n") : "";
    const shut = alone && !after.startsWith("\n\n") ? (after.startsWith("\n") ? "\n" : "\n\n") : "";
    text.setRangeText(open + typed + shut, text.selectionStart, text.selectionEnd, "end");
    text.focus();
    found.textContent = `${typed} was inserted.`;
  };

  for (const offer of offers) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "draft-offer__insert";
    button.append("Insert");
    const hidden = document.createElement("span");
    hidden.className = "govuk-visually-hidden";
    hidden.append(` ${offer.dataset.offer}`);
    button.append(hidden);
    button.addEventListener("click", () => insert(offer));
    offer.append(button);
  }

  find.addEventListener("input", () => {
    const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const offer of offers) {
      const own = offer.textContent.toLowerCase();
      offer.hidden = !words.every((word) => own.includes(word));
      count += offer.hidden ? 0 : 1;
    }
    for (const group of groups) {
      group.hidden = !group.querySelector("[data-offer]:not([hidden])");
    }
    found.textContent = words.length ? `${count} found` : "";
  });

  // Enter in the search sets the first that is found, and sends no form.
  find.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    const first = offers.find((offer) => !offer.hidden);
    if (first) insert(first);
  });
}
