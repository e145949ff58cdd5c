// Starts GOV.UK Frontend's components. Everything works without this.
import { initAll } from "./govuk-frontend.min.js";
import "./coding.js";

initAll();
