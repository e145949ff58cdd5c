// The arrow keys in the workshop: right shows the scores and then goes on, left goes back. Everything works without this:
// the links are there. They are no characters, so that they need not be turned off (WCAG 2.1.4).
const WAYS = { ArrowRight: "[data-workshop-on]", ArrowLeft: "[data-workshop-back]" };

document.addEventListener("keydown", (event) => {
  const way = WAYS[event.key];
  const isPlain = !(event.altKey || event.ctrlKey || event.metaKey || event.shiftKey);
  // A table that is wider than the page is scrolled by the same keys.
  const isScrolled = event.target.closest?.(".scroll-region, input, textarea, select");
  const link = way && isPlain && !isScrolled && document.querySelector(way);
  if (link) {
    event.preventDefault();
    link.click();
  }
});
