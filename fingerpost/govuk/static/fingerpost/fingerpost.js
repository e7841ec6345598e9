// What script adds to pages that work without it.
//
// A page asks for a module of its own by data-module="name" on the element that it improves: the file
// modules/name.js beside this one is loaded and its default export called with each such element. A part's own
// module is asked for by its address: data-module="plans/grid" is static/plans/grid.js.
import { initAll } from "./govuk-frontend.min.js";
import { once } from "./once.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();
once(document);

const wanted = new Map();
for (const element of document.querySelectorAll("[data-module]")) {
  const name = element.dataset.module;
  if (name.startsWith("govuk-") || name.startsWith("moj-")) continue;
  wanted.set(name, [...(wanted.get(name) ?? []), element]);
}
for (const [name, elements] of wanted) {
  const address = name.includes("/") ? `../${name}.js` : `./modules/${name}.js`;
  const module = await import(address);
  for (const element of elements) module.default(element);
}
