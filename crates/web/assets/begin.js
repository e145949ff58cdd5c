// Tells the styles, before anything is drawn, that scripts run. As in GOV.UK Frontend's own page
// template, but in a file: our pages allow no script inside them.
document.body.className += " js-enabled" +
  ("noModule" in HTMLScriptElement.prototype ? " govuk-frontend-supported" : "");
