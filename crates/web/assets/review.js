// Keys for the review of pictures. Everything works without this; single keys rest while somebody writes, and can be
// turned off (WCAG 2.1.4).
const form = document.querySelector("[data-review]");
const keys = document.querySelector("[data-review-keys]");

if (form && keys) {
  const KEPT = "review-keys";
  const toggle = keys.querySelector("[data-review-switch]");
  const help = keys.querySelector("[data-review-help]");
  const kept = () => { try { return localStorage.getItem(KEPT); } catch { return null; } };
  let on = kept() !== "off";

  // The boxes of a question, group by group: a row of a grid is a group, and so are several answers of which one is
  // taken. "Nothing" and "cannot tell" of a list go on with its numbers.
  const boxes = [...form.querySelectorAll("input[type=radio], input[type=checkbox]")];
  const radios = [...new Set(boxes.filter((box) => box.type === "radio").map((box) => box.name))];
  const isGrid = radios.length > 1;
  const groups = isGrid
    ? radios.map((name) => boxes.filter((box) => box.name === name))
    : [boxes];

  const label = (box) => form.querySelector(`label[for="${CSS.escape(box.id)}"]`);
  for (const group of groups) {
    group.slice(0, 9).forEach((box, at) => {
      const key = document.createElement("kbd");
      key.className = "review__key";
      key.setAttribute("aria-hidden", "true");
      key.textContent = String(at + 1);
      label(box)?.prepend(key);
    });
  }

  const show = () => {
    toggle.setAttribute("aria-pressed", String(on));
    toggle.textContent = on ? "Keyboard keys are on: turn them off" : "Keyboard keys are off: turn them on";
    document.body.classList.toggle("review-keys-off", !on);
  };
  toggle.addEventListener("click", () => {
    on = !on;
    try { localStorage.setItem(KEPT, on ? "on" : "off"); } catch { /* It is not kept, and still holds here. */ }
    show();
  });
  keys.hidden = false;
  show();

  const isWriting = (target) =>
    target.matches("textarea, select, input:not([type=radio]):not([type=checkbox])");

  // The group that a number chooses in: where somebody is, else the first without an answer.
  const current = () =>
    groups.find((group) => group.includes(document.activeElement)) ||
    groups.find((group) => !group.some((box) => box.checked)) ||
    groups[0];

  const choose = (number) => {
    const group = current();
    const box = group && group[number - 1];
    if (!box) return;
    box.focus();
    box.click();
    const next = groups[groups.indexOf(group) + 1];
    if (isGrid && next) (next.find((one) => one.checked) || next[0]).focus();
  };

  document.addEventListener("keydown", (event) => {
    if (!on || event.altKey || event.metaKey || event.defaultPrevented) return;
    const writing = isWriting(event.target);
    if (event.key === "Enter") {
      const isOurs = form.contains(event.target) || event.target === document.body;
      const isPressed = event.target.matches("a, button, summary");
      const isLine = writing && event.target.matches("textarea");
      if (isOurs && !isPressed && (!isLine || event.ctrlKey)) {
        event.preventDefault();
        form.requestSubmit();
      }
      return;
    }
    if (writing || event.ctrlKey) return;
    if (/^[1-9]$/.test(event.key)) {
      event.preventDefault();
      choose(Number(event.key));
    } else if (event.key === "u") {
      document.querySelector("[data-review-undo]")?.requestSubmit();
    } else if (event.key === "s") {
      document.querySelector("[data-review-put-off]")?.click();
    } else if (event.key === "?") {
      help.open = !help.open;
    }
  });
}
