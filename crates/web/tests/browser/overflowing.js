// What is wider than the screen, as a list of texts; what scrolls by itself is not.
const screen = document.documentElement;
if (screen.scrollWidth <= screen.clientWidth) return [];
const scrolls = (element) =>
  element && (["auto", "scroll", "hidden"].includes(getComputedStyle(element).overflowX) ||
    scrolls(element.parentElement));
const wide = [...document.body.querySelectorAll("*")].filter((element) =>
  element.getBoundingClientRect().right > screen.clientWidth + 0.5 && !scrolls(element.parentElement));
const named = wide.slice(0, 3).map((element) => element.outerHTML.slice(0, 120));
return [`the page is ${screen.scrollWidth} pixels wide and scrolls sideways, for: ${named.join(" ")}`];
