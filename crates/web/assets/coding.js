// Keys on the page on which a comment is coded: the figures 1 to 9 tick a code, and Enter saves and goes on. The form
// works without them. Keys typed into a field, or with another key held, stay what they are.
const form = document.querySelector("form[data-coding]");

if (form) {
  document.addEventListener("keydown", (event) => {
    const other = event.ctrlKey || event.altKey || event.metaKey;
    const typing = event.target.matches("textarea, input:not([type=checkbox])");
    if (other || typing) return;
    const box = form.querySelector(`input[data-figure="${event.key}"]`);
    if (box && /^[1-9]$/.test(event.key)) {
      event.preventDefault();
      box.click();
      box.focus();
    } else if (event.key === "Enter" && !event.target.matches("a, button, summary")) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
}
