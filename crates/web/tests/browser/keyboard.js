// Goes through the page with Tab: `begin` before the first, `step` after each, `missed` at the end.
function begin() {
  const shown = (element) => element.checkVisibility({ visibilityProperty: true });
  // Tab goes to one button of a radio group only: the one that is chosen, or the first.
  const passed = (element) => {
    if (element.type !== "radio") return false;
    const group = [...document.getElementsByName(element.name)].filter((one) => one.form === element.form);
    return element !== (group.find((one) => one.checked) ?? group[0]);
  };
  const words = (element) => element.outerHTML.slice(0, 140);
  const all = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]";
  const wanted = [...document.querySelectorAll(all)].filter((element) =>
    element.tabIndex >= 0 && !element.disabled && shown(element) && !passed(element));

  // All that may change when something has the focus, its label and what is drawn beside it included.
  const looks = (element) => {
    const parts = [element, ...(element.labels ?? [])];
    const styles = parts.flatMap((part) => ["", "::before", "::after"].map((beside) => getComputedStyle(part, beside || null)));
    return styles.map((style) => [
      style.outlineStyle, style.outlineWidth, style.outlineColor, style.boxShadow, style.color,
      style.backgroundColor, style.borderColor, style.borderWidth, style.textDecorationLine,
    ].join()).join(";");
  };
  const before = wanted.map(looks);
  const reached = new Set();
  let place = 0;

  window.keyboardTest = {
    step() {
      const element = document.activeElement;
      const faults = [];
      if (element !== wanted[place]) {
        faults.push(`Tab number ${place + 1} should lead to ${words(wanted[place])} and leads to ${words(element)}`);
      }
      place += 1;
      reached.add(element);
      const index = wanted.indexOf(element);
      if (index >= 0 && looks(element) === before[index]) {
        faults.push(`nothing shows that this has the focus: ${words(element)}`);
      }
      const box = element.getClientRects()[0];
      // Of what is taller than the screen, the top of the part that is on it.
      const y = box && Math.max(box.y, 0);
      const top = box && document.elementFromPoint(box.x + box.width / 2, y + Math.min(box.bottom - y, 40) / 2);
      const label = top?.closest("label");
      if (box && !(element.contains(top) || top?.contains(element) || label?.control === element)) {
        faults.push(`something hides this while it has the focus: ${words(element)}`);
      }
      return faults;
    },
    missed() {
      const missed = wanted.filter((element) => !reached.has(element));
      document.activeElement.blur();
      return missed.map((element) => `the keyboard never reaches ${words(element)}`);
    },
  };
  document.activeElement.blur();
  window.scrollTo(0, 0);
  return wanted.length;
}
