// What script adds to pages that work without it.
//
// A page asks for a module by its address below /static/ on the element that it improves:
// data-module="monitoring/update" loads monitoring/update.js and calls its default export with the element.
// Names without a slash are those of GOV.UK Frontend.
import { initAll } from "./govuk-frontend.min.js";
import { once } from "./once.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();
once(document);

const elements = [...document.querySelectorAll("[data-module*='/']")];
await Promise.all(
  elements.map(async (element) => {
    const module = await import(`../${element.dataset.module}.js`);
    module.default(element);
  }),
);
