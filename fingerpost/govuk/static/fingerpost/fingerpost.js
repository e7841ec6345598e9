// What script adds to pages that work without it.
import { initAll } from "./govuk-frontend.min.js";

initAll();
